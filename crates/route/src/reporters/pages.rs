//! Opening the vault, and keeping it openable.

use accounts::people;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use base64::Engine;
use platform::audit::{self, Event};
use platform::forms::{Form, Posted};
use platform::web::{Page, html, redirect_done};
use platform::{Actor, App, Error, Millis, Result, Role, clock};
use uuid::Uuid;
use vault::{PrivateKey, RecoveryCode};

use super::store::{self, Copy};

/// Words of a suggested passphrase: 66 bits.
pub const SUGGESTED_WORDS: usize = 6;

#[derive(Template)]
#[template(path = "reporters/templates/vault.html")]
struct Vault {
    p: Page,
    copy: Copy,
    open: bool,
    waiting: Vec<(Uuid, String)>,
    form: Form,
    /// A generated passphrase to write down and type over; kept nowhere.
    suggestion: String,
    /// A fresh recovery key, and its PDF in base64: shown once, in the answer itself.
    recovery: Option<(String, String)>,
}

async fn show(
    app: &App,
    actor: &Actor,
    p: Page,
    form: Form,
    recovery: Option<(String, String)>,
) -> Result<Response> {
    let mut tx = app.db.read().await?;
    let copy = store::copy_of(&mut tx, actor.tenant, actor.user).await?;
    let mut waiting = Vec::new();
    for officer in people::with_role(&mut tx, app, actor.tenant, Role::Officer).await? {
        if store::copy_of(&mut tx, actor.tenant, officer.id).await? == Copy::Waiting
            && officer.id != actor.user
        {
            waiting.push((officer.id, officer.name));
        }
    }
    let suggestion = vault::phrase::generate(SUGGESTED_WORDS);
    html(&Vault { p, copy, open: store::is_open(app, actor), waiting, form, suggestion, recovery })
}

fn opened(app: &App, actor: &Actor) -> Result<PrivateKey> {
    app.opened.get(actor, app.clock.now()).ok_or(Error::VaultClosed)
}

fn secret<'a>(posted: &'a Posted, name: &str) -> &'a str {
    posted.fields.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
}

pub async fn vault(State(app): State<App>, actor: Actor, p: Page) -> Result<Response> {
    let form = Form::new(&p.t, "vault");
    show(&app, &actor, p, form, None).await
}

/// After this many refusals in a quarter of an hour an officer has to wait; the audit log is the counter.
const REFUSALS: usize = 10;
const REFUSAL_WINDOW: Millis = 15 * 60 * 1000;

async fn may_try(app: &App, actor: &Actor) -> Result<()> {
    let since = app.clock.now() - REFUSAL_WINDOW;
    let refused = audit::since(&mut app.db.read().await?, actor.tenant, "vault.refused", since).await?;
    let own = refused.iter().filter(|record| record.actor == Some(actor.user)).count();
    if own < REFUSALS { Ok(()) } else { Err(Error::TooMany) }
}

/// Opens the vault with a passphrase; `false` when it does not fit. Both are audited.
async fn try_open(app: &App, actor: &Actor, passphrase: &str) -> Result<bool> {
    may_try(app, actor).await?;
    let key = store::unlock(&mut app.db.read().await?, actor.tenant, actor.user, passphrase).await?;
    let mut tx = app.db.begin().await?;
    let Some(key) = key else {
        tx.commit(app, Event::by(actor, Role::Officer, "vault.refused")).await?;
        return Ok(false);
    };
    store::relink_reporters(&mut tx, app, actor.tenant, &key).await?;
    tx.commit(app, Event::by(actor, Role::Officer, "vault.opened")).await?;
    app.opened.put(actor, key, app.clock.now());
    Ok(true)
}

/// For a form that needs the vault and has a field `passphrase` for when it is closed: what was typed
/// is never lost to a closed vault.
pub async fn open_along(app: &App, actor: &Actor, posted: &Posted, form: &mut Form) -> Result<()> {
    if !store::is_open(app, actor) && !try_open(app, actor, secret(posted, "passphrase")).await? {
        form.fault("passphrase", "passphrase");
    }
    Ok(())
}

pub async fn open(State(app): State<App>, actor: Actor, p: Page, posted: Posted) -> Result<Response> {
    if !try_open(&app, &actor, secret(&posted, "passphrase")).await? {
        let mut form = Form::new(&p.t, "vault");
        form.fault("passphrase", "passphrase");
        return show(&app, &actor, p, form, None).await;
    }
    let to = posted.get("to");
    Ok(redirect_done(if to.starts_with("/dossier/") { to } else { "/werk" }, "vault-open"))
}

pub async fn close(State(app): State<App>, actor: Actor) -> Result<Response> {
    app.opened.close(&actor.session);
    Ok(redirect_done("/kluis", "vault-closed"))
}

/// Why a new passphrase is refused, given what anybody may know of this person.
async fn phrase_fault(app: &App, actor: &Actor, new: &str) -> Result<Option<&'static str>> {
    let email = people::email_of(app, actor.user).await?.unwrap_or_default();
    Ok(people::passphrase_fault(new, &[&actor.name, &email, &actor.municipality]))
}

pub async fn passphrase(State(app): State<App>, actor: Actor, p: Page, posted: Posted) -> Result<Response> {
    let new = secret(&posted, "new-passphrase");
    let mut form = Form::new(&p.t, "vault");
    if let Some(fault) = phrase_fault(&app, &actor, new).await? {
        form.fault("new-passphrase", fault);
    }
    let mut tx = app.db.begin().await?;
    let key = app.opened.get(&actor, app.clock.now());
    // The last copy is not thrown away: then the recovery key is the way.
    if key.is_none() && store::holds_last_copy(&mut tx, actor.tenant, actor.user).await? {
        form.fault("new-passphrase", "vault-last");
    }
    if !form.is_good() {
        drop(tx);
        return show(&app, &actor, p, form, None).await;
    }
    store::first_officer(&mut tx, actor.tenant, actor.user, new, key.as_ref()).await?;
    tx.commit(&app, Event::by(&actor, Role::Officer, "vault.passphrase")).await?;
    Ok(redirect_done("/kluis", "passphrase"))
}

pub async fn grant(State(app): State<App>, actor: Actor, Path(person): Path<Uuid>) -> Result<Response> {
    let key = opened(&app, &actor)?;
    let mut tx = app.db.begin().await?;
    if !people::officers(&mut tx, actor.tenant).await?.contains(&person) {
        return Err(Error::NotFound);
    }
    store::grant(&mut tx, actor.tenant, person, &key).await?;
    tx.commit(&app, Event::by(&actor, Role::Officer, "vault.granted").with("person", person.to_string()))
        .await?;
    Ok(redirect_done("/kluis", "granted"))
}

pub async fn recover(State(app): State<App>, actor: Actor, p: Page, posted: Posted) -> Result<Response> {
    let mut form = Form::new(&p.t, "vault");
    let new = secret(&posted, "new-passphrase");
    if let Some(fault) = phrase_fault(&app, &actor, new).await? {
        form.fault("new-passphrase", fault);
    }
    let code = RecoveryCode::parse(secret(&posted, "recovery"));
    if code.is_err() {
        form.fault("recovery", "recovery-typo");
    }
    let mut tx = app.db.begin().await?;
    let key = match &code {
        Ok(code) => store::by_recovery(&mut tx, actor.tenant, code).await?,
        Err(_) => None,
    };
    if code.is_ok() && key.is_none() {
        form.fault("recovery", "recovery-wrong");
    }
    let (Some(key), true) = (key, form.is_good()) else {
        drop(tx);
        return show(&app, &actor, p, form, None).await;
    };
    store::first_officer(&mut tx, actor.tenant, actor.user, new, Some(&key)).await?;
    store::relink_reporters(&mut tx, &app, actor.tenant, &key).await?;
    tx.commit(&app, Event::by(&actor, Role::Officer, "vault.recovered")).await?;
    app.opened.put(&actor, key, app.clock.now());
    Ok(redirect_done("/kluis", "recovered"))
}

pub async fn renew(State(app): State<App>, actor: Actor, p: Page) -> Result<Response> {
    let key = opened(&app, &actor)?;
    let mut tx = app.db.begin().await?;
    let code = store::new_recovery(&mut tx, &app, actor.tenant, &key).await?;
    tx.commit(&app, Event::by(&actor, Role::Officer, "vault.recovery_renewed")).await?;
    let form = Form::new(&p.t, "vault");
    let code = code.to_text();
    let pdf = recovery_pdf(&actor.municipality, &code, &clock::day(app.clock.now())).await?;
    show(&app, &actor, p, form, Some((code, pdf))).await
}

/// The recovery key for the municipal safe as PDF, in base64, for a link that needs no request.
pub async fn recovery_pdf(municipality: &str, code: &str, day: &str) -> Result<String> {
    let (municipality, code, day) = (municipality.to_owned(), code.to_owned(), day.to_owned());
    let pdf = tokio::task::spawn_blocking(move || documents::recovery_key(&municipality, &code, &day))
        .await
        .map_err(|error| Error::Internal(error.to_string()))?
        .map_err(|error| Error::Internal(error.to_string()))?;
    Ok(base64::engine::general_purpose::STANDARD.encode(pdf))
}
