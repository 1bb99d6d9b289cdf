//! Signing in and out, and the own account.

use std::net::SocketAddr;

use askama::Template;
use axum::extract::{ConnectInfo, Path, Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use platform::audit::Event;
use platform::forms::{Form, Posted};
use platform::web::{Page, back_to, client_address, cookie, html, redirect, redirect_done, set_cookie};
use platform::{Actor, App, Error, Result, Role, Tenant};
use serde::Deserialize;
use vault::{Key, stretch};

use super::store::{self, Content, Token};
use super::throttle::{self, Sources};
use crate::people::{self, Account, password_fault, totp};

#[derive(Template)]
#[template(path = "sessions/templates/sign_in.html")]
struct SignIn {
    p: Page,
    form: Form,
    held: bool,
}

#[derive(Template)]
#[template(path = "sessions/templates/account.html")]
struct AccountPage {
    p: Page,
    form: Form,
    others: i64,
    roles: Vec<Role>,
}

#[derive(Deserialize)]
pub struct Destination {
    #[serde(default)]
    naar: String,
    #[serde(default)]
    bewaard: String,
}

pub async fn sign_in(p: Page, Query(to): Query<Destination>) -> Result<Response> {
    let held = !to.bewaard.is_empty();
    let form = Form::new(&p.t, "sign-in").with("to", if held { back_to(&to.naar) } else { to.naar });
    html(&SignIn { p, form, held })
}

/// Only a path of this site: nobody is sent elsewhere after signing in.
fn safe_destination(path: &str) -> &str {
    let local = path.starts_with('/') && !path.starts_with("//") && !path.contains(['\\', '\r', '\n']);
    if local { path } else { "/" }
}

pub async fn signed_in(
    State(app): State<App>,
    p: Page,
    headers: HeaderMap,
    connection: Option<axum::Extension<ConnectInfo<SocketAddr>>>,
    posted: Posted,
) -> Result<Response> {
    let mut extensions = axum::http::Extensions::new();
    if let Some(axum::Extension(info)) = connection {
        extensions.insert(info);
    }
    let sources = Sources::new(&app, posted.get("email"), client_address(&app, &headers, &extensions));
    let mut tx = app.db.read().await?;
    if !throttle::allowed(&mut tx, &sources, app.clock.now()).await? {
        return Err(Error::TooMany);
    }
    let account = people::account(&mut tx, &app, posted.get("email")).await?;
    drop(tx);
    let proven = prove(&app, account, &posted).await?;
    let mut tx = app.db.begin().await?;
    let accepted = match proven {
        Some((account, secret, Some(step)))
            if people::accept_code_step(&mut tx, account.id, step).await? =>
        {
            Some((account, secret))
        }
        Some((account, secret, None)) => Some((account, secret)),
        _ => None,
    };
    let Some((account, secret)) = accepted else {
        throttle::failed(&mut tx, &sources, app.clock.now()).await?;
        tx.commit_unaudited("a failed sign-in is nobody's act; the counter is the record").await?;
        let mut form =
            Form::new(&p.t, "sign-in").with("email", posted.get("email")).with("to", posted.get("to"));
        form.fault("email", "sign-in");
        return html(&SignIn { p, form, held: false });
    };
    throttle::succeeded(&mut tx, &sources).await?;
    let (tenant, roles) = account.memberships.first().cloned().ok_or(Error::Forbidden)?;
    let content =
        Content { person: account.id, tenant: tenant.0, epoch: account.epoch, secret: *secret.expose() };
    let token = store::open(&mut tx, &app, &content).await?;
    if roles.iter().any(|role| *role != Role::Employee) {
        tx.commit(&app, Event::by_system(tenant, "signed in", "session.opened").actor(account.id)).await?;
    } else {
        tx.commit_unaudited("who signed in when could tell who reported").await?;
    }
    let mut response = redirect(safe_destination(posted.get("to")));
    set_cookie(&mut response, super::COOKIE, &token.text(), None, "Lax");
    Ok(response)
}

/// The account's secret, when password and code are right; takes as long when there is no account.
async fn prove(
    app: &App,
    account: Option<Account>,
    posted: &Posted,
) -> Result<Option<(Account, Key, Option<i64>)>> {
    let password =
        posted.fields.iter().find(|(name, _)| name == "password").map_or(String::new(), |(_, v)| v.clone());
    let salt = account.as_ref().map_or([0; 16], |account| account.salt);
    let key = tokio::task::spawn_blocking(move || stretch(&password, &salt))
        .await
        .map_err(|error| Error::Internal(error.to_string()))?;
    let Some(account) = account else { return Ok(None) };
    let Ok(secret) = key.unwrap_key(&account.wrapped_secret, &format!("secret:{}", account.id)) else {
        return Ok(None);
    };
    if !account.memberships.iter().any(|(_, roles)| roles.iter().any(|role| role.needs_code())) {
        return Ok(Some((account, secret, None)));
    }
    let now = u64::try_from(app.clock.now() / 1000).unwrap_or(0);
    let step = totp(&account.code).and_then(|totp| totp.check(posted.get("code"), now));
    Ok(step.and_then(|step| i64::try_from(step).ok()).map(|step| (account, secret, Some(step))))
}

pub async fn sign_out(State(app): State<App>, actor: Actor) -> Result<Response> {
    let mut tx = app.db.begin().await?;
    store::end(&mut tx, &actor.session).await?;
    tx.commit_unaudited("who signed out when could tell who reported").await?;
    app.opened.close(&actor.session);
    let mut response = redirect("/inloggen");
    set_cookie(&mut response, super::COOKIE, "", Some(0), "Lax");
    Ok(response)
}

pub async fn switch(
    State(app): State<App>,
    actor: Actor,
    headers: HeaderMap,
    posted: Posted,
) -> Result<Response> {
    let wanted = posted.get("tenant").parse().map(Tenant).map_err(|_| Error::BadRequest("tenant"))?;
    if wanted != actor.tenant && !actor.elsewhere.iter().any(|(id, _)| *id == wanted) {
        return Err(Error::NotFound);
    }
    let token = cookie(&headers, super::COOKIE).and_then(Token::parse).ok_or(Error::Forbidden)?;
    let mut tx = app.db.begin().await?;
    let (mut content, _) = store::find(&mut tx, &token, app.clock.now()).await?.ok_or(Error::Forbidden)?;
    content.tenant = wanted.0;
    store::change(&mut tx, &token, &content).await?;
    tx.commit_unaudited("looking elsewhere is not an act").await?;
    Ok(redirect("/"))
}

async fn show_account(app: &App, actor: &Actor, p: Page, form: Form) -> Result<Response> {
    let others = store::count(&mut app.db.read().await?, &actor.secret, app.clock.now()).await? - 1;
    html(&AccountPage { p, form, others, roles: actor.roles.clone() })
}

pub async fn account(State(app): State<App>, actor: Actor, p: Page) -> Result<Response> {
    let form = Form::new(&p.t, "account");
    show_account(&app, &actor, p, form).await
}

pub async fn change_password(
    State(app): State<App>,
    actor: Actor,
    p: Page,
    headers: HeaderMap,
    posted: Posted,
) -> Result<Response> {
    let mut form = Form::new(&p.t, "account");
    let field = |name: &str| {
        posted.fields.iter().find(|(key, _)| key == name).map_or(String::new(), |(_, v)| v.clone())
    };
    let email = people::email_of(&app, actor.user).await?.unwrap_or_default();
    let account = people::account(&mut app.db.read().await?, &app, &email).await?.ok_or(Error::NotFound)?;
    let (current, salt) = (field("current-password"), account.salt);
    let key = tokio::task::spawn_blocking(move || stretch(&current, &salt))
        .await
        .map_err(|error| Error::Internal(error.to_string()))?;
    if key.unwrap_key(&account.wrapped_secret, &format!("secret:{}", account.id)).is_err() {
        form.fault("current-password", "current-password");
    }
    let about = [&*actor.name, &*email, &*actor.municipality];
    if let Some(fault) = password_fault(&field("new-password"), &about) {
        form.fault("new-password", fault);
    }
    if !form.is_good() {
        return show_account(&app, &actor, p, form).await;
    }
    let token = cookie(&headers, super::COOKIE).and_then(Token::parse).ok_or(Error::Forbidden)?;
    let mut tx = app.db.begin().await?;
    people::set_password(&mut tx, actor.user, &field("new-password"), Some((*actor.secret).clone())).await?;
    store::end_others(&mut tx, &actor.secret, &actor.session).await?;
    if let Some((mut content, _)) = store::find(&mut tx, &token, app.clock.now()).await? {
        content.epoch = account.epoch + 1;
        store::change(&mut tx, &token, &content).await?;
    }
    tx.commit_unaudited("an employee's own account; who did what when could tell who reported").await?;
    Ok(redirect_done("/account", "password"))
}

pub async fn end_others(State(app): State<App>, actor: Actor) -> Result<Response> {
    let mut tx = app.db.begin().await?;
    store::end_others(&mut tx, &actor.secret, &actor.session).await?;
    tx.commit_unaudited("own sessions").await?;
    Ok(redirect_done("/account", "sessions"))
}

#[derive(Deserialize)]
pub struct Back {
    #[serde(default)]
    terug: String,
}

pub async fn language(Path(lang): Path<String>, Query(back): Query<Back>) -> Result<Response> {
    let lang = if lang == "en" { "en" } else { "nl" };
    let mut response = redirect(safe_destination(&back.terug));
    set_cookie(&mut response, "__Host-lang", lang, Some(365 * 24 * 3600), "Lax");
    Ok(response)
}
