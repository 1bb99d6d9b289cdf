//! What can be done with the vault: open it, keep it openable, and give back what a forgotten password took.

use accounts::people::acts::Answer;
use accounts::{mark_keys, people};
use platform::audit::Event;
use platform::db::Reader;
use platform::throttle::Rule;
use platform::{Actor, App, Error, Fault, PersonId, Result, Role, tenants};
use vault::RecoveryCode;

use super::copies::{self, OwnKey};
use super::identity::{is_open, opened};
use super::renewal;
use crate::audited;
use crate::refusal::{Ended, Refusal};

/// Ten refusals in a quarter of an hour, and an officer has to wait.
const TRIES: Rule = Rule::budget("vault", 9);

/// Opens the vault with a passphrase. A try and a refusal are recorded; nothing typed is no try.
///
/// # Errors
/// [`Refusal::Typed`] when it does not fit.
pub async fn open(app: &App, who: &Actor, passphrase: &str) -> Ended {
    if passphrase.trim().is_empty() {
        return Err(Refusal::of("passphrase", "passphrase-empty"));
    }
    let tried = app
        .throttle
        .reserve(&TRIES, who.user.as_bytes(), app.clock.now())?;
    let key = copies::unlock(app, who.tenant, who.user, passphrase).await?;
    let tx = app.db.begin().await?;
    let Some(key) = key else {
        let event = Event::by(who, Role::Officer, &audited::VAULT_REFUSED);
        tx.commit(app, event).await?;
        return Err(Refusal::of("passphrase", "passphrase"));
    };
    let event = Event::by(who, Role::Officer, &audited::VAULT_OPENED);
    tx.commit(app, event).await?;
    tried.forgive();
    app.opened.put(who, key, app.clock.now());
    renewal::start(app, who.tenant);
    Ok(())
}

/// The same beside another form, for when the vault is closed: what was typed there is never lost to it.
///
/// # Errors
/// What is wrong with the passphrase.
pub async fn open_along(app: &App, who: &Actor, passphrase: &str) -> Ended {
    if is_open(app, who) {
        return Ok(());
    }
    open(app, who, passphrase).await
}

/// May this passphrase be used, given what anybody may know of this person?
async fn passphrase_fault(app: &App, who: &Actor, new: &str) -> Result<Option<Fault>> {
    let email = people::email_of(app, who.user).await?.unwrap_or_default();
    let about = [&*who.name, &*email, &*who.municipality];
    let key = if let Some(key) = people::passphrase_fault(new, &about) {
        key
    } else if people::is_password(app, who.user, new).await? {
        "passphrase-password"
    } else {
        return Ok(None);
    };
    Ok(Some(Fault::new("new-passphrase", key)))
}

/// Another passphrase, and with an opened vault a copy under it. The last copy is not thrown away: then the
/// recovery key is the way.
///
/// # Errors
/// [`Refusal::Typed`] when it cannot be used.
pub async fn choose_passphrase(app: &App, who: &Actor, new: &str) -> Ended {
    let mut faults: Vec<Fault> = passphrase_fault(app, who, new).await?.into_iter().collect();
    let key = app.opened.get(who, app.clock.now());
    if key.is_none() {
        let mut tx = app.db.read().await?;
        if copies::holds_last_copy(&mut tx, app, who.tenant, who.user).await? {
            faults.push(Fault::new("new-passphrase", "vault-last"));
        }
    }
    Refusal::unless(faults)?;
    let own = OwnKey::make(app, new).await?;
    let mut tx = app.db.begin().await?;
    copies::enrol(&mut tx, app, who.tenant, who.user, &own, key.as_deref()).await?;
    let event = Event::by(who, Role::Officer, &audited::VAULT_PASSPHRASE);
    Ok(tx.commit(app, event).await?)
}

/// Gives a deputy access: the officer `heard` these words of the deputy's key from the deputy.
///
/// # Errors
/// [`Refusal::Typed`] when nobody says so; [`Refusal::Changed`] when it is another key by now.
pub async fn grant(app: &App, who: &Actor, person: PersonId, words: &str, heard: bool) -> Ended {
    let key = opened(app, who)?;
    let mut tx = app.db.begin().await?;
    let officers = people::officers(&mut tx, app, who.tenant).await?;
    if person == who.user || !officers.contains(&person) {
        return Err(Error::NotFound.into());
    }
    if !heard {
        return Err(Refusal::of("heard", "heard"));
    }
    copies::grant(&mut tx, app, who.tenant, person, words, &key).await?;
    let event = Event::by(who, Role::Officer, &audited::VAULT_GRANTED);
    let event = event.with("person", person.to_string());
    Ok(tx.commit(app, event).await?)
}

/// Opens the vault with the recovery key from the safe, and gives the officer a copy under a new passphrase.
///
/// # Errors
/// [`Refusal::Typed`] when the key does not fit or the passphrase cannot be used.
pub async fn recover(app: &App, who: &Actor, recovery: &str, new: &str) -> Ended {
    let mut faults: Vec<Fault> = passphrase_fault(app, who, new).await?.into_iter().collect();
    let key = match RecoveryCode::parse(recovery) {
        Ok(code) => {
            let mut tx = app.db.read().await?;
            let key = copies::by_recovery(&mut tx, app, who.tenant, &code).await?;
            key.ok_or("recovery-wrong")
        }
        Err(_) => Err("recovery-typo"),
    };
    let key = match key {
        Ok(key) if faults.is_empty() => key,
        Ok(_) => return Err(Refusal::Typed(faults)),
        Err(fault) => {
            faults.push(Fault::new("recovery", fault));
            return Err(Refusal::Typed(faults));
        }
    };
    let own = OwnKey::make(app, new).await?;
    let mut tx = app.db.begin().await?;
    copies::enrol(&mut tx, app, who.tenant, who.user, &own, Some(&key)).await?;
    let event = Event::by(who, Role::Officer, &audited::VAULT_RECOVERED);
    tx.commit(app, event).await?;
    app.opened.put(who, key, app.clock.now());
    renewal::start(app, who.tenant);
    Ok(())
}

/// What somebody says who makes another recovery key.
pub struct Next {
    /// It goes into the safe.
    pub sure: bool,
    /// The number of the one that is there: a form that is sent again makes no other one.
    pub number: Option<i64>,
}

impl Next {
    async fn may_be(&self, tx: &mut Reader, app: &App, who: &Actor, field: &'static str) -> Ended {
        let number = copies::recovery_number(tx, app, who.tenant).await?;
        if self.number != Some(number) {
            return Err(Refusal::of(field, "recovery-made"));
        }
        if !self.sure {
            return Err(Refusal::of(field, "recovery-safe"));
        }
        Ok(())
    }
}

/// Another recovery key for the vault as it is.
///
/// # Errors
/// [`Refusal::Typed`] when nobody is sure, or there is another one since.
pub async fn renew_recovery(app: &App, who: &Actor, next: &Next) -> Ended<RecoveryCode> {
    let key = opened(app, who)?;
    let mut tx = app.db.begin().await?;
    next.may_be(&mut tx, app, who, "recovery-sure").await?;
    let code = copies::new_recovery(&mut tx, app, who.tenant, &key).await?;
    let event = Event::by(who, Role::Officer, &audited::VAULT_RECOVERY_RENEWED);
    tx.commit(app, event).await?;
    Ok(code)
}

/// A next key for the vault, after an officer left; and the recovery key of it.
///
/// # Errors
/// [`Refusal::Typed`] when nobody is sure, or there is another one since.
pub async fn replace(app: &App, who: &Actor, next: &Next) -> Ended<RecoveryCode> {
    let key = opened(app, who)?;
    let mut tx = app.db.begin().await?;
    next.may_be(&mut tx, app, who, "replace-sure").await?;
    let (key, code) = copies::replace(&mut tx, app, who.tenant, &key).await?;
    let event = Event::by(who, Role::Officer, &audited::VAULT_REPLACED);
    tx.commit(app, event).await?;
    tenants::load(app).await?;
    app.opened.replace(who.tenant, &key);
    renewal::start(app, who.tenant);
    Ok(code)
}

/// The officer spoke to somebody who asks for their signals, and says yes: all marks of the municipality are
/// made anew. Or no.
///
/// # Errors
/// [`Refusal::Typed`] when it is not what was on the screen, or they did not speak.
pub async fn give_back(app: &App, who: &Actor, person: PersonId, answer: &Answer<'_>) -> Ended {
    opened(app, who)?;
    if person == who.user {
        return Err(Error::Forbidden.into());
    }
    let mut tx = app.db.begin().await?;
    let asking = mark_keys::waiting(&mut tx, app, who.tenant).await?;
    let asking = asking.into_iter().find(|one| one.person == person);
    let asking = asking.ok_or(Error::NotFound)?;
    let words = people::words(&mut tx, app, person).await?;
    if answer.seen != people::seen(asking.version, &words) {
        return Err(Refusal::of("spoke", "returning-changed"));
    }
    if answer.yes && !answer.spoke {
        return Err(Refusal::of("spoke", "spoke"));
    }
    mark_keys::decide(&mut tx, app, who.tenant, person, answer.yes).await?;
    let act = if answer.yes {
        renewal::next_epoch(&mut tx, app, who.tenant).await?;
        &audited::REPORTER_RETURNED
    } else {
        &audited::REPORTER_NOT_RETURNED
    };
    let event = Event::by(who, Role::Officer, act).with("person", person.to_string());
    tx.commit(app, event).await?;
    tenants::load(app).await?;
    renewal::start(app, who.tenant);
    Ok(())
}

const RECOVERIES: Rule = Rule::budget("recovery key", 10);

/// An only officer who got a new password has nobody to confirm the role: the recovery key from the
/// safe does.
///
/// # Errors
/// [`Refusal::Typed`] when it does not fit; [`Error::NotFound`] when no such role waits.
pub async fn confirm_by_recovery(app: &App, who: &Actor, recovery: &str) -> Ended {
    let code = RecoveryCode::parse(recovery);
    let code = code.map_err(|_| Refusal::of("recovery", "recovery-typo"))?;
    let tried = app
        .throttle
        .reserve(&RECOVERIES, who.user.as_bytes(), app.clock.now())?;
    let mut tx = app.db.begin().await?;
    let fits = copies::by_recovery(&mut tx, app, who.tenant, &code).await?;
    if fits.is_none() {
        return Err(Refusal::of("recovery", "recovery-wrong"));
    }
    if !people::confirm_own(&mut tx, app, who.tenant, who.user).await? {
        return Err(Error::NotFound.into());
    }
    let confirmed = &accounts::audited::PERSON_CONFIRMED;
    let event = Event::by_system(who.tenant, "recovery key", confirmed).actor(who.user);
    tx.commit(app, event.with("roles", Role::Officer.id()))
        .await?;
    tried.forgive();
    Ok(())
}
