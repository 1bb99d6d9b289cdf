//! Sharing a draft with the own team coordinator, and giving it back (bijlage 2, stap 1). Neither
//! leaves an audit record: that would tell who reports.

use accounts::people;
use platform::forms::{Choice, Posted};
use platform::{Actor, App, Error, PersonId, Result, Role, mail, tenants};

use super::shared::{self, Shared, colleague};
use super::term::{self, Term};
use crate::signals;

/// Whom a draft can be shared with; nobody where the policy has no such step.
pub async fn coordinators(app: &App, actor: &Actor) -> Result<Vec<Choice>> {
    if !app.tenants.get(actor.tenant)?.pack.coordinator_step {
        return Ok(Vec::new());
    }
    let found = people::with_role(
        &mut app.db.read().await?,
        app,
        actor.tenant,
        Role::Coordinator,
    )
    .await?;
    let others = found
        .into_iter()
        .filter(|person| person.joined && person.id != actor.user);
    Ok(others
        .map(|person| Choice::new(person.id.to_string(), person.name))
        .collect())
}

/// Shares; the employee keeps the own draft. What it was shared as before is withdrawn. Pressed twice, it
/// is shared once. False: there is no room for another draft, and nothing was shared.
pub async fn share(
    app: &App,
    actor: &Actor,
    posted: &Posted,
    shared: Shared,
    sent: String,
) -> Result<bool> {
    let to: PersonId = posted
        .get("share-with")
        .parse()
        .map_err(|_| Error::BadRequest("coordinator"))?;
    let (tenant, here) = (actor.tenant, app.tenants.get(actor.tenant)?);
    let own = signals::own_count(app, actor).await?;
    let mut tx = app.db.begin().await?;
    // Pressed four times at once, each sees what the one before it did.
    tenants::alone(&mut tx, tenant).await?;
    if let Some(form) = shared::form_of(&posted.fields) {
        let mut all = term::own(&mut tx, app, actor).await?.into_iter();
        if all.any(|copy| copy.coordinator == Some(to) && copy.sent == sent) {
            return Ok(true);
        }
        for copy in shared::own_copies(&mut tx, app, actor, form).await? {
            shared::withdraw(&mut tx, app, tenant, copy, Some(to)).await?;
        }
    }
    let (row, at) = shared::insert(&mut tx, app, tenant, to, &shared).await?;
    let term = Term::of(app, &here, &shared, at);
    term::insert(&mut tx, app, tenant, row, (&shared, Some(to), sent), term).await?;
    mail::queue(&mut tx, app, tenant, to, "shared").await?;
    // The own draft stays, and knows what became of the copy.
    let mut kept: Vec<_> = posted.fields.clone();
    let about_sharing = ["share-with", "share-question", "shared-as", "action"];
    kept.retain(|(name, _)| !about_sharing.contains(&name.as_str()));
    kept.push(("shared-as".to_owned(), shared.form_id.to_string()));
    if !signals::save_draft(&mut tx, app, actor, shared.kind.id(), own, &kept).await? {
        return Ok(false);
    }
    tx.commit_unaudited("who shared what would tell who reports")
        .await?;
    Ok(true)
}

/// Gives it back to who shared it, with a question. It still goes to the officer when nothing comes
/// of it. False: it is not with this coordinator any more, and nothing was done.
pub async fn give_back(app: &App, actor: &Actor, shared: Shared, question: &str) -> Result<bool> {
    let to = shared.from.as_ref().ok_or(Error::NotFound)?.person;
    let (row, tenant) = (shared.row, actor.tenant);
    let back = Shared {
        from: Some(colleague(actor)),
        question: question.to_owned(),
        back: true,
        ..shared
    };
    let mut tx = app.db.begin().await?;
    let ends_at = term::ends_at(&mut tx, tenant, row).await?;
    if !shared::take_away(&mut tx, row).await? {
        return Ok(false);
    }
    let (given, _) = shared::insert(&mut tx, app, tenant, to, &back).await?;
    if let Some(ends_at) = ends_at {
        let term = Term {
            remind_at: None,
            ends_at,
        };
        let of_nobody = (&back, None, String::new());
        term::insert(&mut tx, app, tenant, given, of_nobody, term).await?;
    }
    tx.commit_unaudited("who shared what would tell who reports")
        .await?;
    Ok(true)
}
