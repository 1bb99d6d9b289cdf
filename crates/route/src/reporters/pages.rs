//! Opening the vault, and keeping it openable.

use accounts::people;
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use platform::audit::Event;
use platform::db::Reader;
use platform::forms::{Form, Posted};
use platform::throttle::Rule;
use platform::web::{Page, html, redirect, redirect_done};
use platform::{Actor, App, Error, PersonId, Result, Role};
use serde::Deserialize;
use vault::RecoveryCode;

use super::copies::{self, Access, OwnKey};
use super::identity::{is_open, opened};
use super::kept;
use super::renewal;
use super::returning::{self, Asking};
use super::status::back;
use crate::audited;
use crate::refusal::{Ended, Refusal};

/// A deputy who chose a passphrase and waits for access.
pub struct Deputy {
    person: PersonId,
    name: String,
    /// Their key's fingerprint, which they see on their own screen.
    words: String,
}

/// Words of a suggested passphrase: 66 bits.
pub const SUGGESTED_WORDS: usize = 6;

#[derive(Template)]
#[template(path = "reporters/templates/vault.html")]
struct Vault {
    page: Page,
    access: Access,
    /// The fingerprint of the own key, to read aloud.
    words: String,
    open: bool,
    waiting: Vec<Deputy>,
    asking: Vec<Asking>,
    form: Form,
    /// A generated passphrase to write down and type over; kept nowhere, and the same after a
    /// fault.
    suggestion: String,
    /// The number of the recovery key: a form sent again makes no other one.
    recovery_number: i64,
    /// So many names still lie under the key before.
    to_renew: usize,
    /// So many do for good: their rows are damaged.
    damaged: usize,
}

/// Officers who chose a passphrase and wait for access.
pub async fn deputies(tx: &mut Reader, app: &App, actor: &Actor) -> Result<Vec<Deputy>> {
    let mut waiting = Vec::new();
    for officer in people::with_role(tx, app, actor.tenant, Role::Officer).await? {
        if officer.id == actor.user {
            continue;
        }
        let (theirs, words) = match copies::access_of(tx, app, actor.tenant, officer.id).await {
            // Their copy is damaged: they see so themselves, and nobody can give them another.
            Err(error) if error.is_damage() => continue,
            known => known?,
        };
        if theirs == Access::Waiting {
            waiting.push(Deputy {
                person: officer.id,
                name: officer.name,
                words: words.unwrap_or_default(),
            });
        }
    }
    Ok(waiting)
}

async fn show(
    app: &App,
    actor: &Actor,
    page: Page,
    form: Form,
    fault: Option<(PersonId, &'static str)>,
) -> Result<Response> {
    let mut tx = app.db.read().await?;
    let (access, words) = copies::access_of(&mut tx, app, actor.tenant, actor.user).await?;
    let waiting = deputies(&mut tx, app, actor).await?;
    let mut asking = returning::waiting(&mut tx, app, actor, &page).await?;
    if let Some((person, key)) = fault {
        for one in asking.iter_mut().filter(|one| one.person == person) {
            one.form.fault("spoke", key);
        }
    }
    let (open, words) = (is_open(app, actor), words.unwrap_or_default());
    let suggestion = match form.value("suggestion") {
        "" => vault::phrase::generate(SUGGESTED_WORDS),
        shown => shown.to_owned(),
    };
    let recovery_number = copies::recovery_number(&mut tx, app, actor.tenant).await?;
    let left = usize::try_from(renewal::left(&mut tx, app, actor.tenant).await?).unwrap_or(0);
    let damaged = renewal::damaged(app, actor.tenant).min(left);
    html(&Vault {
        page,
        access,
        words,
        open,
        waiting,
        asking,
        form,
        suggestion,
        recovery_number,
        to_renew: left - damaged,
        damaged,
    })
}

/// The page, with a fault beside the question about one person.
pub(super) async fn show_with_fault(
    app: &App,
    actor: &Actor,
    page: Page,
    person: PersonId,
    key: &'static str,
) -> Result<Response> {
    let form = Form::new(&page.texts, "vault");
    show(app, actor, page, form, Some((person, key))).await
}

fn secret<'a>(posted: &'a Posted, name: &str) -> &'a str {
    posted.find(name).unwrap_or("")
}

/// Where somebody was.
#[derive(Deserialize)]
pub struct From {
    #[serde(default)]
    terug: String,
}

pub async fn vault(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    headers: HeaderMap,
    Query(from): Query<From>,
) -> Result<Response> {
    if kept::waits(&app, &actor, &headers) {
        return Ok(redirect(kept::PATH));
    }
    let form = Form::new(&page.texts, "vault").with("to", from.terug);
    show(&app, &actor, page, form, None).await
}

/// Ten refusals in a quarter of an hour, and an officer has to wait.
const TRIES: Rule = Rule::budget("vault", 9);

/// Opens the vault with a passphrase; `false` when it does not fit. Both are audited.
async fn try_open(app: &App, actor: &Actor, passphrase: &str) -> Result<bool> {
    let tried = app
        .throttle
        .reserve(&TRIES, actor.user.as_bytes(), app.clock.now())?;
    let key = copies::unlock(app, actor.tenant, actor.user, passphrase).await?;
    let tx = app.db.begin().await?;
    let Some(key) = key else {
        tx.commit(
            app,
            Event::by(actor, Role::Officer, &audited::VAULT_REFUSED),
        )
        .await?;
        return Ok(false);
    };
    tx.commit(app, Event::by(actor, Role::Officer, &audited::VAULT_OPENED))
        .await?;
    tried.forgive();
    app.opened.put(actor, key, app.clock.now());
    renewal::start(app, actor.tenant);
    Ok(true)
}

/// Opens the vault with what stands in the field `passphrase`, or says what is wrong with it. An
/// empty field is no try.
async fn opening_fault(app: &App, actor: &Actor, posted: &Posted) -> Result<Option<&'static str>> {
    let typed = secret(posted, "passphrase");
    if typed.trim().is_empty() {
        return Ok(Some("passphrase-empty"));
    }
    let opened = try_open(app, actor, typed).await?;
    Ok((!opened).then_some("passphrase"))
}

/// For a form that needs the vault and has a field `passphrase` for when it is closed: what was
/// typed is never lost to a closed vault.
///
/// # Errors
/// What is wrong with the passphrase.
pub async fn open_along(app: &App, actor: &Actor, posted: &Posted) -> Ended {
    if is_open(app, actor) {
        return Ok(());
    }
    match opening_fault(app, actor, posted).await? {
        Some(fault) => Err(Refusal::of("passphrase", fault)),
        None => Ok(()),
    }
}

pub async fn open(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    posted: Posted,
) -> Result<Response> {
    if let Some(fault) = opening_fault(&app, &actor, &posted).await? {
        let mut form = Form::new(&page.texts, "vault").with("to", posted.get("to"));
        form.fault("passphrase", fault);
        return show(&app, &actor, page, form, None).await;
    }
    Ok(redirect_done(&back(&app, posted.get("to")), "vault-open"))
}

/// Whoever came from another page goes on there.
pub async fn close(State(app): State<App>, actor: Actor, posted: Posted) -> Result<Response> {
    app.opened.close(&actor.session);
    let to = match posted.get("to") {
        "" => "/kluis".to_owned(),
        to => back(&app, to),
    };
    Ok(redirect_done(&to, "vault-closed"))
}

/// The form after a fault: the same six words.
fn again(page: &Page, posted: &Posted) -> Form {
    Form::new(&page.texts, "vault").with("suggestion", secret(posted, "suggestion"))
}

/// May this passphrase be used, given what anybody may know of this person? Beside the field when
/// not.
async fn check_passphrase(app: &App, new: &str, actor: &Actor, form: &mut Form) -> Result<()> {
    let email = people::email_of(app, actor.user).await?.unwrap_or_default();
    if let Some(fault) = people::passphrase_fault(new, &[&actor.name, &email, &actor.municipality])
    {
        form.fault("new-passphrase", fault);
    } else if people::is_password(app, actor.user, new).await? {
        form.fault("new-passphrase", "passphrase-password");
    }
    Ok(())
}

pub async fn passphrase(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    posted: Posted,
) -> Result<Response> {
    let new = secret(&posted, "new-passphrase");
    let mut form = again(&page, &posted);
    check_passphrase(&app, new, &actor, &mut form).await?;
    let key = app.opened.get(&actor, app.clock.now());
    // The last copy is not thrown away: then the recovery key is the way.
    if key.is_none()
        && copies::holds_last_copy(&mut app.db.read().await?, &app, actor.tenant, actor.user)
            .await?
    {
        form.fault("new-passphrase", "vault-last");
    }
    if !form.is_good() {
        return show(&app, &actor, page, form, None).await;
    }
    let own = OwnKey::make(&app, new).await?;
    let mut tx = app.db.begin().await?;
    copies::enrol(
        &mut tx,
        &app,
        actor.tenant,
        actor.user,
        &own,
        key.as_deref(),
    )
    .await?;
    tx.commit(
        &app,
        Event::by(&actor, Role::Officer, &audited::VAULT_PASSPHRASE),
    )
    .await?;
    Ok(redirect_done("/kluis", "passphrase"))
}

/// Gives a deputy access: the officer heard the words of the deputy's key from the deputy.
pub async fn grant(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(person): Path<PersonId>,
    posted: Posted,
) -> Result<Response> {
    let key = opened(&app, &actor)?;
    let mut tx = app.db.begin().await?;
    if person == actor.user
        || !people::officers(&mut tx, &app, actor.tenant)
            .await?
            .contains(&person)
    {
        return Err(Error::NotFound);
    }
    if posted.get("heard") != "on" {
        drop(tx);
        let mut form = Form::new(&page.texts, "vault");
        form.fault("heard", "heard");
        return show(&app, &actor, page, form, None).await;
    }
    copies::grant(
        &mut tx,
        &app,
        actor.tenant,
        person,
        posted.get("words"),
        &key,
    )
    .await?;
    tx.commit(
        &app,
        Event::by(&actor, Role::Officer, &audited::VAULT_GRANTED)
            .with("person", person.to_string()),
    )
    .await?;
    Ok(redirect_done("/kluis", "granted"))
}

pub async fn recover(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    posted: Posted,
) -> Result<Response> {
    let mut form = again(&page, &posted).with("recovery", secret(&posted, "recovery"));
    let new = secret(&posted, "new-passphrase");
    check_passphrase(&app, new, &actor, &mut form).await?;
    let mut key = None;
    if let Ok(code) = RecoveryCode::parse(secret(&posted, "recovery")) {
        key = copies::by_recovery(&mut app.db.read().await?, &app, actor.tenant, &code).await?;
        if key.is_none() {
            form.fault("recovery", "recovery-wrong");
        }
    } else {
        form.fault("recovery", "recovery-typo");
    }
    let (Some(key), true) = (key, form.is_good()) else {
        return show(&app, &actor, page, form, None).await;
    };
    let own = OwnKey::make(&app, new).await?;
    let mut tx = app.db.begin().await?;
    copies::enrol(&mut tx, &app, actor.tenant, actor.user, &own, Some(&key)).await?;
    tx.commit(
        &app,
        Event::by(&actor, Role::Officer, &audited::VAULT_RECOVERED),
    )
    .await?;
    app.opened.put(&actor, key, app.clock.now());
    renewal::start(&app, actor.tenant);
    Ok(redirect_done("/kluis", "recovered"))
}

/// May another recovery key be made? Somebody has to say that it goes into the safe, and a form
/// that is sent again (a page loaded anew) makes no other one. `sure` is the box to tick.
async fn may_renew(
    tx: &mut Reader,
    app: &App,
    actor: &Actor,
    posted: &Posted,
    sure: &str,
) -> Result<Option<&'static str>> {
    let number = copies::recovery_number(tx, app, actor.tenant).await?;
    Ok(if posted.get("number") != number.to_string() {
        Some("recovery-made")
    } else if posted.get(sure) != "on" {
        Some("recovery-safe")
    } else {
        None
    })
}

pub async fn renew(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    posted: Posted,
) -> Result<Response> {
    let key = opened(&app, &actor)?;
    let mut tx = app.db.begin().await?;
    if let Some(fault) = may_renew(&mut tx, &app, &actor, &posted, "recovery-sure").await? {
        drop(tx);
        let mut form = Form::new(&page.texts, "vault");
        form.fault("recovery-sure", fault);
        return show(&app, &actor, page, form, None).await;
    }
    let code = copies::new_recovery(&mut tx, &app, actor.tenant, &key).await?;
    tx.commit(
        &app,
        Event::by(&actor, Role::Officer, &audited::VAULT_RECOVERY_RENEWED),
    )
    .await?;
    Ok(kept::show_first(&app, &actor, &code))
}

/// A next key for the vault, after an officer left.
pub async fn replace(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    posted: Posted,
) -> Result<Response> {
    let key = opened(&app, &actor)?;
    let mut tx = app.db.begin().await?;
    if let Some(fault) = may_renew(&mut tx, &app, &actor, &posted, "replace-sure").await? {
        drop(tx);
        let mut form = Form::new(&page.texts, "vault");
        form.fault("replace-sure", fault);
        return show(&app, &actor, page, form, None).await;
    }
    let (next, code) = copies::replace(&mut tx, &app, actor.tenant, &key).await?;
    tx.commit(
        &app,
        Event::by(&actor, Role::Officer, &audited::VAULT_REPLACED),
    )
    .await?;
    platform::tenants::load(&app).await?;
    app.opened.replace(actor.tenant, &next);
    renewal::start(&app, actor.tenant);
    Ok(kept::show_first(&app, &actor, &code))
}
