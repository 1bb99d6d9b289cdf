//! A form sent with an expired session is held: sealed under a key that only the browser has (a
//! short-lived cookie), and shown again after signing in. Files are not held; the page says so. The
//! reporting form shows itself again; for any other form `/verder` shows what was typed, to send on.

use askama::Template;
use axum::extract::{FromRequest, Query, Request, State};
use axum::http::{HeaderMap, Method};
use axum::response::{IntoResponse, Redirect, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;
use vault::Key;

use super::guard::{cookie, set_cookie};
use super::page::{Page, html, redirect};
use super::routes::Routes;
use crate::clock::DAY;
use crate::db::Migration;
use crate::forms::Posted;
use crate::{App, Error, Result, params};

pub const MIGRATIONS: &[Migration] = &[Migration {
    id: "platform-04-held",
    sql: "create table held_form (
  id {bytes} primary key, sealed {bytes} not null, expires_at {int} not null){strict};
",
}];

const COOKIE: &str = "__Host-held";

/// Sends somebody without a session to the sign-in page, keeping what they typed.
pub(super) async fn sign_in_first(request: Request) -> Response {
    let path = request.uri().path().to_owned();
    let Some(app) = request.extensions().get::<App>().cloned() else {
        return Error::Internal("no application in the request".into()).into_response();
    };
    let back = format!("/inloggen?naar={}", super::page::encode(&path));
    if request.method() != Method::POST {
        return Redirect::to(&back).into_response();
    }
    match hold(&app, &path, request).await {
        Ok(key) => {
            let mut response = Redirect::to(&format!("{back}&bewaard=1")).into_response();
            set_cookie(&mut response, COOKIE, &URL_SAFE_NO_PAD.encode(key.expose()), Some(24 * 3600), "Lax");
            response
        }
        Err(_) => Redirect::to(&back).into_response(),
    }
}

async fn hold(app: &App, path: &str, request: Request) -> Result<Key> {
    let posted = Posted::from_request(request, app).await?;
    let key = Key::random();
    let secret_free: Vec<_> = posted
        .fields
        .into_iter()
        .filter(|(name, _)| !name.contains("password") && !name.contains("passphrase"))
        .collect();
    let sealed = key.seal(&serde_json::to_vec(&secret_free)?, path);
    let mut tx = app.db.begin().await?;
    tx.exec(
        "insert into held_form (id, sealed, expires_at) values ($1, $2, $3)",
        params![key.fingerprint(&[b"held"]), sealed, app.clock.now() + DAY],
    )
    .await?;
    tx.commit_unaudited("nobody is known yet").await?;
    Ok(key)
}

/// What was held for this path, if this browser holds the key; it is given once.
pub async fn take(app: &App, headers: &HeaderMap, path: &str) -> Result<Option<Posted>> {
    let Some(key) = cookie(headers, COOKIE).and_then(|text| URL_SAFE_NO_PAD.decode(text).ok()) else {
        return Ok(None);
    };
    let Ok(bytes) = <[u8; 32]>::try_from(key) else { return Ok(None) };
    let key = Key::from_bytes(bytes);
    let id = key.fingerprint(&[b"held"]);
    let row = app.db.read().await?.row("select sealed from held_form where id = $1", params![id]).await?;
    let Some(row) = row else { return Ok(None) };
    let Ok(plain) = key.open(&row.get::<Vec<u8>>("sealed")?, path) else { return Ok(None) };
    let mut tx = app.db.begin().await?;
    tx.exec("delete from held_form where id = $1", params![id]).await?;
    tx.commit_unaudited("given back to the browser that held it").await?;
    Ok(Some(Posted { fields: serde_json::from_slice(&plain)?, files: Vec::new() }))
}

/// Drops what nobody came back for.
pub async fn purge(app: &App) -> Result<()> {
    let mut tx = app.db.begin().await?;
    tx.exec("delete from held_form where expires_at < $1", params![app.clock.now()]).await?;
    tx.commit_unaudited("held forms expire").await
}

/// Where to go after signing in, for a form that was held: back to a form that shows itself, or to the
/// page that sends any other one on.
#[must_use]
pub fn back_to(path: &str) -> String {
    if path.starts_with("/melden/") {
        path.to_owned()
    } else {
        format!("/verder?naar={}", super::page::encode(path))
    }
}

pub fn routes() -> Routes {
    Routes::new().get("/verder", resume).signed_in()
}

#[derive(Deserialize)]
struct Wanted {
    #[serde(default)]
    naar: String,
}

#[derive(Template)]
#[template(path = "held.html")]
struct Held {
    p: Page,
    path: String,
    fields: Vec<(String, String)>,
    typed: Vec<String>,
}

async fn resume(
    State(app): State<App>,
    p: Page,
    headers: HeaderMap,
    Query(wanted): Query<Wanted>,
) -> Result<Response> {
    if !wanted.naar.starts_with('/') || wanted.naar.starts_with("//") {
        return Err(Error::NotFound);
    }
    let Some(posted) = take(&app, &headers, &wanted.naar).await? else { return Ok(redirect("/")) };
    // Words that somebody typed, not the ids and codes around them.
    let typed =
        posted.fields.iter().map(|(_, value)| value.clone()).filter(|value| value.contains(' ')).collect();
    html(&Held { p, path: wanted.naar, fields: posted.fields, typed })
}
