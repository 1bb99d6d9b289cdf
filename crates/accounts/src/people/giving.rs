//! Giving roles and taking them away: by an administrator, from the command line, from another
//! municipality. What a scoped role counts for goes with it.

use platform::db::{Reader, Tx};
use platform::tenants;
use platform::{Actor, App, Error, PersonId, Result, Role, ScopedRole, Tenant};

use super::invitation;
use super::membership;
use super::scopes;
use super::store::record;
use crate::mark_keys;

/// Gives roles that count at once: at founding, from the command line, in the demo.
pub async fn grant_roles(
    tx: &mut Tx,
    app: &App,
    id: PersonId,
    tenant: Tenant,
    roles: &[Role],
) -> Result<()> {
    let mut membership = membership::of(tx, app, id, tenant).await?;
    membership.grant(roles);
    membership.save(tx, app).await
}

/// Asks somebody with an account of another municipality, at the founding of this one.
pub(super) async fn offer_roles(
    tx: &mut Tx,
    app: &App,
    id: PersonId,
    tenant: Tenant,
    roles: &[Role],
) -> Result<()> {
    let mut membership = membership::of(tx, app, id, tenant).await?;
    membership.offered = roles.to_vec();
    membership.save(tx, app).await
}

/// Nobody could give these back, or reads what waits for them: once a municipality has one of each, it has one
/// always.
const KEPT: [Role; 3] = [Role::Admin, Role::Officer, Role::Integrity];

/// Is there somebody else, with a password, who holds each of these roles? `or_waits`: or waits for it.
///
/// # Errors
/// [`Error::NobodyLeft`] when there is not.
async fn others_hold(
    tx: &mut Reader,
    app: &App,
    (tenant, person): (Tenant, PersonId),
    roles: impl Iterator<Item = Role>,
    or_waits: bool,
) -> Result<()> {
    for role in roles.filter(|role| KEPT.contains(role)) {
        let mut is_held = false;
        for other in membership::all_in(tx, app, tenant).await? {
            let holds = other.roles.contains(&role) || or_waits && other.asked.contains(&role);
            is_held |=
                holds && other.person != person && record(tx, app, other.person).await?.joined();
        }
        if !is_held {
            return Err(Error::NobodyLeft);
        }
    }
    Ok(())
}

/// Writes what somebody may do from now on; `had` counted before. The last administrator and the
/// last officer stay, whoever asks, and however many ask at once.
///
/// # Errors
/// [`Error::NobodyLeft`]: nothing was written.
async fn save(
    tx: &mut Tx,
    app: &App,
    had: &[Role],
    membership: &mut membership::Record,
) -> Result<()> {
    let gone = had.iter().filter(|role| !membership.roles.contains(role));
    let whose = (membership.tenant, membership.person);
    others_hold(tx, app, whose, gone.copied(), false).await?;
    membership.save(tx, app).await
}

/// Sets roles as an administrator does, and what those that are scoped count for: some wait for a
/// second person, and in a municipality that is not the person's own all wait for the person.
pub(super) async fn give_roles(
    tx: &mut Tx,
    app: &App,
    id: PersonId,
    tenant: Tenant,
    roles: &[Role],
    scopes: &[ScopedRole],
    by: PersonId,
) -> Result<()> {
    tenants::alone(tx, tenant).await?;
    let person = record(tx, app, id).await?;
    let mut membership = membership::of(tx, app, person.id, tenant).await?;
    let (had, waited) = (membership.roles.clone(), membership.asked.clone());
    let belongs = !membership.roles.is_empty() || !membership.asked.is_empty();
    let lost = if person.home == tenant || belongs {
        membership.give(roles, Some(by))
    } else {
        membership.offered = roles.to_vec();
        membership.asked_by = Some(by);
        Vec::new()
    };
    let given = scopes::give(tx, app, id, tenant, scopes).await?;
    membership.wait_for_scopes(&given.waits, given.is_fresh.then_some(by));
    // With a new link anybody's role can be made to wait: the last who does stays too.
    let taken = waited.iter().filter(|role| lost.contains(role));
    others_hold(tx, app, (tenant, id), taken.copied(), true).await?;
    save(tx, app, &had, &mut membership).await?;
    leave(tx, app, tenant, person.id, &lost).await
}

/// Ends what somebody may do here: every role, what other wings keep for it, and a link that was not
/// used yet, if it was made here.
///
/// # Errors
/// [`Error::NobodyLeft`]: nobody else could do it.
pub(super) async fn end(
    tx: &mut Tx,
    app: &App,
    id: PersonId,
    tenant: Tenant,
    by: PersonId,
) -> Result<()> {
    give_roles(tx, app, id, tenant, &[], &[], by).await?;
    if record(tx, app, id).await?.home == tenant {
        invitation::withdraw(tx, app, id).await?;
    }
    Ok(())
}

/// What other wings do when somebody loses roles.
///
/// # Errors
/// [`Error::NobodyLeft`]: nobody else could do it.
pub(super) async fn leave(
    tx: &mut Tx,
    app: &App,
    tenant: Tenant,
    person: PersonId,
    lost: &[Role],
) -> Result<()> {
    for role in lost {
        for leaving in app.wings.leaving() {
            leaving(tx, app, tenant, person, *role).await?;
        }
    }
    Ok(())
}

/// What another municipality offered is taken, or not.
pub(crate) async fn answer_offer(
    tx: &mut Tx,
    app: &App,
    actor: &Actor,
    tenant: Tenant,
    yes: bool,
) -> Result<()> {
    let mut membership = membership::of(tx, app, actor.user, tenant).await?;
    if membership.offered.is_empty() {
        return Err(Error::NotFound);
    }
    if yes {
        membership.accept_offer();
        let again = membership.been;
        mark_keys::leave(tx, app, tenant, actor.user, &actor.secret, again).await?;
        membership.been = true;
    } else {
        membership.offered.clear();
        scopes::give(tx, app, actor.user, tenant, &[]).await?;
    }
    membership.save(tx, app).await
}

/// A second person says yes or no to roles that wait, and to what waits of them. A role of which
/// nothing is left is lost.
///
/// # Errors
/// [`Error::NobodyLeft`]: nobody else could do it.
pub(super) async fn decide(
    tx: &mut Tx,
    app: &App,
    mut membership: membership::Record,
    roles: &[Role],
    yes: bool,
) -> Result<()> {
    let (person, tenant) = (membership.person, membership.tenant);
    tenants::alone(tx, tenant).await?;
    let had = membership.roles.clone();
    let empty = scopes::decide(tx, app, person, tenant, roles, yes).await?;
    if yes {
        membership.confirm(roles);
    } else {
        membership.refuse(roles, &empty);
    }
    save(tx, app, &had, &mut membership).await?;
    if yes {
        return Ok(());
    }
    let still = |role: &&Role| membership.roles.contains(role);
    let lost: Vec<Role> = roles.iter().filter(|role| !still(role)).copied().collect();
    leave(tx, app, tenant, person, &lost).await
}

/// Somebody proved in another way to be the officer that they say they are: with the recovery key
/// from the safe. Gives whether the role waited.
pub async fn confirm_own(tx: &mut Tx, app: &App, tenant: Tenant, person: PersonId) -> Result<bool> {
    let mut membership = membership::of(tx, app, person, tenant).await?;
    if !membership.asked.contains(&Role::Officer) {
        return Ok(false);
    }
    membership.confirm(&[Role::Officer]);
    membership.save(tx, app).await?;
    Ok(true)
}
