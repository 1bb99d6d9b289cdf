//! What somebody of a partner began to write and did not send: kept as every draft is (`route::signals::DraftAt`), one for
//! each thing that can be said about a handover.
//!
//! It is sealed under what the writer alone holds: an account behind its password, a guest in the cookie of the browser
//! that opened the link. So nobody here reads what a partner did not send, and a new link, which is for another browser,
//! finds nothing. Where it lies the program can work out by itself: it destroys them with the link, and when the last word
//! was said. What a link leaves that ended by its time nobody can read any more; it goes with the other old drafts.

use accounts::people;
use platform::db::{Reader, Tx};
use platform::forms::Posted;
use platform::guests;
use platform::{App, Result, Tenant};
use policy::PartnerId;
use route::dossiers::{Ended, Purpose, Refusal};
use route::referrals::ReferralId;
use route::signals::DraftAt;
use uuid::Uuid;

use super::model::{What, can_say};
use super::store::{self, Message};
use super::visitor::Visitor;

/// The fields that are kept. Documents are chosen again.
const FIELDS: [&str; 4] = ["form", "outcome", "text", "whom"];

fn place(app: &App, whose: Uuid, referral: ReferralId, what: What) -> [u8; 32] {
    let key = app.keys.instance("draft of a partner");
    let referral = Uuid::from(referral);
    key.fingerprint(&[whose.as_bytes(), referral.as_bytes(), what.id().as_bytes()])
}

fn at(app: &App, visitor: &Visitor, what: What) -> DraftAt {
    DraftAt {
        place: place(app, visitor.id(), visitor.referral(), what),
        secret: visitor.secret(),
    }
}

/// Keeps what was typed so far, while nobody else changes the dossier: what ends it, or takes the link back, destroys
/// drafts too, and comes before this one or after it.
///
/// # Errors
/// `NotFound` for whoever may not read the handover; [`Refusal::Typed`] when this cannot be said any more.
pub async fn keep(app: &App, visitor: &Visitor, posted: &Posted) -> Ended {
    let Some(what) = What::of_partner(posted.get("what")) else {
        // Nothing was begun.
        let mut tx = app.db.read().await?;
        visitor.opens(&mut tx, app, Purpose::Feedback).await?;
        return Ok(());
    };
    let fields = posted.fields.iter();
    let fields: Vec<(String, String)> = fields
        .filter(|(name, _)| FIELDS.contains(&name.as_str()))
        .cloned()
        .collect();
    let mut tx = app.db.begin().await?;
    let held = visitor.holds(&mut tx, app, Purpose::Feedback).await?;
    let said = store::of(&mut tx, &held.open, held.referral.id).await?;
    let said: Vec<What> = said.iter().map(|one| one.what).collect();
    if !can_say(what, &said) {
        return Err(Refusal::of("text", "portal-over"));
    }
    at(app, visitor, what).save(&mut tx, app, &fields).await?;
    Ok(tx.commit_unaudited("a draft is the writer's own").await?)
}

/// A draft: what it would say, and what was typed.
pub type Begun = (What, Vec<(String, String)>);

/// What this visitor began and did not send. What was sent since, from the same form, is none.
pub async fn begun(
    tx: &mut Reader,
    app: &App,
    visitor: &Visitor,
    said: &[Message],
) -> Result<Vec<Begun>> {
    let mut found = Vec::new();
    for what in What::OF_PARTNER {
        let Some(fields) = at(app, visitor, what).read(tx).await? else {
            continue;
        };
        let form = fields.iter().find(|(name, _)| name == "form");
        let form = form.and_then(|(_, value)| value.parse().ok());
        if !said
            .iter()
            .any(|one| one.form.is_some() && one.form == form)
        {
            found.push((what, fields));
        }
    }
    Ok(found)
}

/// It was sent.
pub async fn sent(tx: &mut Tx, app: &App, visitor: &Visitor, what: What) -> Result<()> {
    DraftAt::destroy(tx, at(app, visitor, what).place).await
}

async fn drop_all(tx: &mut Tx, app: &App, whose: Uuid, referral: ReferralId) -> Result<()> {
    for what in What::OF_PARTNER {
        DraftAt::destroy(tx, place(app, whose, referral, what)).await?;
    }
    Ok(())
}

/// Its links end: what was begun behind them goes.
pub async fn end_of_links(
    tx: &mut Tx,
    app: &App,
    tenant: Tenant,
    referral: ReferralId,
) -> Result<()> {
    for link in guests::of(tx, app, tenant, referral.into()).await? {
        drop_all(tx, app, link.id, referral).await?;
    }
    Ok(())
}

/// Nobody there says anything about it any more: what anybody began goes.
pub async fn end(
    tx: &mut Tx,
    app: &App,
    tenant: Tenant,
    referral: ReferralId,
    partner: &PartnerId,
) -> Result<()> {
    end_of_links(tx, app, tenant, referral).await?;
    for holder in people::of_partner(tx, app, tenant, partner).await? {
        drop_all(tx, app, holder.into(), referral).await?;
    }
    Ok(())
}
