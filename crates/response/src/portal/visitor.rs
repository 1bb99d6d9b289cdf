//! Who reads a handover for its partner: whoever opened its link, or somebody of that organisation with an account
//! (ADR 46). Both have the same page and the same acts.

use std::collections::BTreeSet;
use std::sync::Arc;

use platform::acts::Act;
use platform::audit::{Event, Record};
use platform::db::{Reader, Tx};
use platform::guests::{self, Guest, Sent, State};
use platform::{Actor, App, Error, PersonId, Principal, Result, Role, Tenant};
use route::dossiers::{Ended, Purpose, Refusal};
use route::referrals::{Handed, ReferralId};
use uuid::Uuid;
use vault::Key;

use super::HANDOVER;
use crate::audited;

/// Somebody at the door of a handover.
#[derive(Clone)]
pub enum Visitor {
    Guest(Guest),
    Account(Actor, ReferralId),
}

impl Visitor {
    pub(super) fn referral(&self) -> ReferralId {
        match self {
            Self::Guest(guest) => guest.object.into(),
            Self::Account(_, referral) => *referral,
        }
    }

    pub(super) fn tenant(&self) -> Tenant {
        match self {
            Self::Guest(guest) => guest.tenant,
            Self::Account(actor, _) => actor.tenant,
        }
    }

    pub(super) fn municipality(&self) -> String {
        match self {
            Self::Guest(guest) => guest.municipality.clone(),
            Self::Account(actor, _) => actor.municipality.clone(),
        }
    }

    /// Where the page is.
    pub(super) fn page(&self) -> String {
        match self {
            Self::Guest(guest) => (HANDOVER.start)(guest.object),
            Self::Account(_, referral) => format!("{HERE}/{referral}"),
        }
    }

    /// Who speaks for the partner, as far as that is known by name.
    pub(super) fn account(&self) -> Option<PersonId> {
        match self {
            Self::Guest(_) => None,
            Self::Account(actor, _) => Some(actor.user),
        }
    }

    /// Which link, or who: what they keep for themselves is theirs alone.
    pub(super) fn id(&self) -> Uuid {
        match self {
            Self::Guest(guest) => guest.link,
            Self::Account(actor, _) => actor.user.into(),
        }
    }

    /// What nobody else holds: a guest in the cookie of the browser, an account behind its password.
    pub(super) fn secret(&self) -> Arc<Key> {
        match self {
            Self::Guest(guest) => guest.secret.clone(),
            Self::Account(actor, _) => actor.secret.clone(),
        }
    }

    /// What is recorded of what they do.
    pub(super) fn event(&self, act: &'static Act) -> Event {
        match self {
            Self::Guest(guest) => Event::by_guest(guest, act),
            Self::Account(actor, _) => Event::by(actor, Role::Partner, act),
        }
    }

    /// Is this record of them, looking at this very handover?
    pub(super) fn looked_by(&self, record: &Record) -> bool {
        let (actor, is_guest) = match self {
            Self::Guest(guest) => (guest.link, true),
            Self::Account(actor, _) => (Uuid::from(actor.user), false),
        };
        let is_theirs = record.actor == Some(actor) && (record.role == "guest") == is_guest;
        is_theirs && looked_at(record) == Some(self.referral())
    }

    fn principal(&self) -> Principal {
        match self {
            Self::Guest(guest) => Principal::Guest(guest.clone()),
            Self::Account(actor, _) => Principal::Person(actor.clone()),
        }
    }

    /// The handover, if they may read it now.
    ///
    /// # Errors
    /// `NotFound` when they may not, or it is gone.
    pub(super) async fn opens(
        &self,
        tx: &mut Reader,
        app: &App,
        purpose: Purpose,
    ) -> Ended<Handed> {
        let (who, id) = (self.principal(), self.referral());
        let handed = Handed::of_partner(tx, app, &who, id, purpose).await?;
        self.is_let_in(tx, app).await?;
        Ok(handed)
    }

    /// The same, while nobody else changes its dossier: the link of a guest is looked at again.
    ///
    /// # Errors
    /// `NotFound` when they may not, or it is gone.
    pub(super) async fn holds(&self, tx: &mut Tx, app: &App, purpose: Purpose) -> Ended<Handed> {
        let (who, id) = (self.principal(), self.referral());
        let handed = Handed::held(tx, app, &who, id, purpose).await?;
        self.is_let_in(tx, app).await?;
        self.still_holds_its_link(tx, app).await?;
        Ok(handed)
    }

    /// The link of a guest may have ended since the door looked at it.
    async fn still_holds_its_link(&self, tx: &mut Reader, app: &App) -> Result<()> {
        let Self::Guest(guest) = self else {
            return Ok(());
        };
        let links = guests::of(tx, app, guest.tenant, guest.object).await?;
        let own = links.iter().find(|link| link.id == guest.link);
        if own.is_some_and(works) {
            Ok(())
        } else {
            Err(Error::NotFound)
        }
    }

    /// The link of a guest was looked at by the door; for an account it has to work too.
    async fn is_let_in(&self, tx: &mut Reader, app: &App) -> Result<()> {
        let Self::Account(actor, referral) = self else {
            return Ok(());
        };
        if a_handover_is_open_while_its_link_works(tx, app, actor.tenant, *referral).await? {
            Ok(())
        } else {
            Err(Error::NotFound)
        }
    }
}

/// Which handover a record is about, when its page was read: not a document or a file of it.
pub(super) fn looked_at(record: &Record) -> Option<ReferralId> {
    let is_page = record.is(&audited::PORTAL_READ) && record.says("what")? == PAGE;
    let handover = record.says(HANDOVER.id)?.parse().ok();
    handover.filter(|_| is_page)
}

/// What is recorded as read, when it is the page.
pub(super) const PAGE: &str = "handover";

/// The page of whoever has an account.
pub(super) const HERE: &str = "/bij-ons";

/// Does this link open something now?
pub(super) fn works(sent: &Sent) -> bool {
    matches!(sent.state, State::Waiting | State::Opened)
}

/// A handover is open to its partner, through whichever door, for as long as a link to it works: what was withdrawn
/// or is over is so for everybody.
pub(super) async fn a_handover_is_open_while_its_link_works(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    referral: ReferralId,
) -> Result<bool> {
    let links = guests::of(tx, app, tenant, referral.into()).await?;
    Ok(links.iter().any(works))
}

/// All that is open to somebody with an account now. What is damaged is left out: `meldroute check` names it.
pub(super) async fn open_to(
    tx: &mut Reader,
    app: &App,
    actor: &Actor,
) -> Ended<Vec<(ReferralId, Handed)>> {
    let open = guests::opening(tx, app, actor.tenant, &HANDOVER).await?;
    let open: BTreeSet<ReferralId> = open.into_iter().map(ReferralId::from).collect();
    let mut own = BTreeSet::new();
    for organisation in actor.organisations() {
        own.extend(Handed::to(tx, actor.tenant, organisation).await?);
    }
    let mut found = Vec::new();
    for referral in open.intersection(&own).copied() {
        let visitor = Visitor::Account(actor.clone(), referral);
        match visitor.opens(tx, app, Purpose::Read).await {
            Ok(handed) => found.push((referral, handed)),
            Err(Refusal::Failed(Error::NotFound)) => {}
            Err(Refusal::Failed(error)) if error.is_damage() => {}
            Err(refusal) => return Err(refusal),
        }
    }
    Ok(found)
}
