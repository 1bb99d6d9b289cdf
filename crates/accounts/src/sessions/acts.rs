//! What somebody does with their own account: sign in with a code that counts once, sign out, accept an invitation, another password, a code, end sessions,
//! answer what another municipality offers.

use platform::audit::Event;
use platform::throttle::Rule;
use platform::{
    Actor, App, Ended, Error, Fault, Millis, Refusal, Result, Role, Tenant, mail, tenants,
};

use super::cookie;
use crate::audited;
use crate::people::{self, Account, CodeSecret, Credentials, Invitation, password_fault};

/// Who is invited, and to what.
pub struct Invited {
    invitation: Invitation,
    pub name: String,
    pub email: String,
    municipality: String,
    /// A code is set up too.
    pub code: Option<CodeSecret>,
    /// There was a password: it was forgotten.
    pub again: bool,
}

/// Whose a link is.
///
/// # Errors
/// [`Error::NotFound`] when it works no more, or never did.
pub async fn invited(app: &App, token: &str) -> Result<Invited> {
    let mut tx = app.db.read().await?;
    let invitation = Invitation::find(&mut tx, app, token).await?;
    let (person, memberships) = people::account_of(&mut tx, app, invitation.person).await?;
    let who = person.who(app)?;
    let wants_code = memberships
        .iter()
        .flat_map(|one| one.roles.iter().chain(&one.asked))
        .any(|role| role.needs_code());
    Ok(Invited {
        code: if wants_code {
            Some(invitation.code(app)?)
        } else {
            None
        },
        municipality: tenants::find(&mut tx, app, invitation.tenant).await?.name,
        name: who.name,
        email: who.email,
        again: person.joined(),
        invitation,
    })
}

/// Somebody chooses a password through a link, and shows a first code where one is needed. Whoever is first
/// has it: a second answer to the same link finds none.
///
/// # Errors
/// [`Refusal::Typed`] when the password is too weak or the code is wrong; [`Error::NotFound`] when the link was
/// used meanwhile.
pub async fn join(app: &App, invited: &Invited, password: &str, code: &str) -> Ended<Credentials> {
    let mut faults = Vec::new();
    let about = [&*invited.name, &*invited.email, &*invited.municipality];
    if let Some(key) = password_fault(password, &about) {
        faults.push(Fault::new("password", key));
    }
    let mut step = 0;
    if let Some(secret) = &invited.code {
        match secret.step(code, app.clock.now()) {
            Some(found) => step = found,
            None => faults.push(Fault::new("code", "code")),
        }
    }
    Refusal::unless(faults)?;
    let invitation = &invited.invitation;
    let (id, tenant) = (invitation.person, invitation.tenant);
    let credentials = Credentials::make(app, id, password, None).await?;
    let mut tx = app.db.begin().await?;
    invitation.used(&mut tx, app).await?;
    if let Some(code) = &invited.code {
        let mut person = people::record(&mut tx, app, id).await?;
        person.set_code(app, code);
        person.code_step = step;
        person.save(&mut tx, app).await?;
    }
    people::join(&mut tx, app, id, &credentials, invitation.made_by).await?;
    if invited.again {
        mail::queue(&mut tx, app, tenant, id, "password-reset").await?;
    }
    let event = Event::by_system(tenant, "invited", &audited::PERSON_JOINED).actor(id);
    tx.commit(app, event.of_day()).await?;
    Ok(credentials)
}

/// Guessing at the current password of a session that somebody left open.
const CURRENT: Rule = Rule::guessing("current password");

/// Another password for the own account. Gives the epoch of the sessions that go on.
///
/// # Errors
/// [`Refusal::Typed`] when the new one is too weak or the current one is wrong.
pub async fn change_password(app: &App, who: &Actor, current: &str, new: &str) -> Ended<i64> {
    let mut faults = Vec::new();
    let email = people::email_of(app, who.user).await?.unwrap_or_default();
    if let Some(fault) = password_fault(new, &[&who.name, &email, &who.municipality]) {
        faults.push(Fault::new("new-password", fault));
    }
    let tried = app
        .throttle
        .reserve(&CURRENT, who.user.as_bytes(), app.clock.now())?;
    let (person, _) = people::account_of(&mut app.db.read().await?, app, who.user).await?;
    if person.open(app, current).await?.is_some() {
        tried.forgive();
    } else {
        faults.push(Fault::new("current-password", "current-password"));
    }
    Refusal::unless(faults)?;
    let credentials = Credentials::make(app, who.user, new, Some((*who.secret).clone())).await?;
    let mut tx = app.db.begin().await?;
    let mut person = people::record(&mut tx, app, who.user).await?;
    person.take(&credentials);
    person.save(&mut tx, app).await?;
    tx.commit_unaudited("an employee's own account; who did what when could tell who reported")
        .await?;
    Ok(person.epoch)
}

/// Ends every session of this person. Gives the epoch of those that go on.
///
/// # Errors
/// When the database cannot be written.
pub async fn end_sessions(app: &App, who: &Actor) -> Result<i64> {
    let mut tx = app.db.begin().await?;
    let mut person = people::record(&mut tx, app, who.user).await?;
    person.epoch += 1;
    person.save(&mut tx, app).await?;
    tx.commit_unaudited("own sessions").await?;
    Ok(person.epoch)
}

/// Sets up one-time codes: once, and proven with a first code. Signing in anew with it makes the
/// roles count.
///
/// # Errors
/// [`Refusal::Typed`] when the code is wrong.
pub async fn set_code(app: &App, who: &Actor, code: &str) -> Ended {
    let secret = CodeSecret::of(&who.secret);
    if secret.step(code, app.clock.now()).is_none() {
        return Err(Refusal::of("code", "code"));
    }
    let mut tx = app.db.begin().await?;
    let mut person = people::record(&mut tx, app, who.user).await?;
    if person.has_code() {
        return Err(Error::Conflict.into());
    }
    person.set_code(app, &secret);
    person.epoch += 1;
    person.save(&mut tx, app).await?;
    tx.commit_unaudited("own account").await?;
    Ok(())
}

/// Another municipality asked for this person; they say yes or no.
///
/// # Errors
/// [`Error::NotFound`] when nothing is offered.
pub async fn answer_offer(app: &App, who: &Actor, tenant: Tenant, yes: bool) -> Result<()> {
    let mut tx = app.db.begin().await?;
    people::answer_offer(&mut tx, app, who, tenant, yes).await?;
    let act = if yes {
        &audited::PERSON_ACCEPTED
    } else {
        &audited::PERSON_DECLINED
    };
    let event = Event::by_system(tenant, "invited", act).actor(who.user);
    tx.commit(app, event.of_day()).await
}

/// Whoever may see something of others is recorded, in each municipality where that is. Who only
/// reports is not: that would say when somebody did.
pub(super) async fn record_opening(app: &App, account: &Account) -> Result<()> {
    let sees = account
        .memberships
        .iter()
        .filter(|one| one.roles.iter().any(|role| *role != Role::Employee));
    for membership in sees {
        let tx = app.db.begin().await?;
        let event = Event::by_system(membership.tenant, "signed in", &audited::SESSION_OPENED);
        tx.commit(app, event.actor(account.person.id)).await?;
    }
    Ok(())
}

/// Codes after a right password.
const CODES: Rule = Rule::guessing("code");

/// After a right password: is the code right, and new? Whoever guesses codes knows the password, so
/// the person hears of it.
pub(super) async fn code_fits(
    app: &App,
    account: &Account,
    code: &str,
    now: Millis,
) -> Result<bool> {
    let who = account.person.id;
    let tried = app.throttle.reserve(&CODES, who.as_bytes(), now)?;
    let secret = account.person.code(app)?;
    let step = secret.and_then(|secret| secret.step(code, now));
    let mut tx = app.db.begin().await?;
    let mut person = people::record(&mut tx, app, who).await?;
    if let Some(step) = step.filter(|step| *step > person.code_step) {
        person.code_step = step;
        person.save(&mut tx, app).await?;
        tx.commit_unaudited("a code counts once").await?;
        tried.forgive();
        return Ok(true);
    }
    if app.throttle.count(&CODES, who.as_bytes(), now) == CODES.free {
        mail::queue(&mut tx, app, person.home, who, "code-guessed").await?;
        tx.commit_unaudited("a warning to the person").await?;
    }
    Ok(false)
}

/// A session ends: nobody goes on with its cookie.
pub(super) async fn end(app: &App, session: &[u8; 32], now: Millis) -> Result<()> {
    let mut tx = app.db.begin().await?;
    cookie::end(&mut tx, *session, now).await?;
    tx.commit_unaudited("who signed out when could tell who reported")
        .await?;
    app.end_session(session);
    Ok(())
}
