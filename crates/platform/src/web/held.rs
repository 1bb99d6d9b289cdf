//! A form sent with an expired session is held, and shown again to the same person after signing in
//! (ADR 5).
//!
//! It is sealed under that person's own secret, which only their session cookie and their password
//! hold, so the next colleague at a shared computer does not see it. Whoever sends no session
//! cookie of this program has nothing held. Files are not held; the page says so. The reporting
//! forms show themselves again; for any other form `/verder` shows what was typed, to send on.

use std::sync::Arc;

use askama::Template;
use axum::extract::{FromRequest, Query, Request, State};
use axum::http::Method;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use vault::Key;

use super::answer::{html, redirect};
use super::page::Page;
use super::routes::Routes;
use crate::clock::{DAY, HOUR, whole_day};
use crate::db::Migration;
use crate::forms::HeldPosted;
use crate::forms::Posted;
use crate::jobs::Kind;
use crate::{Actor, App, Error, Millis, Result, params};

/// Forms that wait for whoever typed them.
pub const MIGRATIONS: &[Migration] = &[Migration {
    id: "platform-14-held",
    sql: "create table held_form (
  id {bytes} primary key, sealed {bytes} not null, held_on {int} not null){strict};
",
}];

/// More than anybody types (1 MiB); larger forms are not held.
const LARGEST: usize = 1024 * 1024;

/// Somebody whose session ended not long ago, put in the request by `accounts::sessions`.
#[derive(Clone)]
pub struct Departed {
    /// That person's own: what is held is sealed under it.
    pub secret: Arc<Key>,
}

fn key(secret: &Key) -> Key {
    secret.derive("held form")
}

/// One form a person and a day: the row says neither who it is nor that two rows are of the same
/// person.
fn place(key: &Key, day: Millis) -> [u8; 32] {
    key.fingerprint(&[b"held", &day.to_be_bytes()])
}

/// Sends somebody without a session to the sign-in page, keeping what they typed.
pub(super) async fn sign_in_first(request: Request) -> Response {
    let path = request.uri().path().to_owned();
    let Some(app) = request.extensions().get::<App>().cloned() else {
        return Error::Internal("no application in the request".into()).into_response();
    };
    let back = format!("/inloggen?naar={}", super::answer::encode(&path));
    // A draft is saved again once the person is back: the script waits for that.
    let departed = request.extensions().get::<Departed>().cloned();
    let holds = request.method() == Method::POST && is_kept(&path);
    match departed.filter(|_| holds) {
        Some(departed) if hold(&app, &departed, &path, request).await.is_ok() => {
            Redirect::to(&format!("{back}&bewaard=1")).into_response()
        }
        _ => Redirect::to(&back).into_response(),
    }
}

/// What is typed is kept, but for a draft, which is saved again; for what opens the vault, which would
/// lie beside it; and for the head of every page (its search field, a press on a button), which would
/// take the place of a text that was kept before.
fn is_kept(path: &str) -> bool {
    let below = |top: &&str| {
        path.strip_prefix(*top)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    !["/concept", "/weggooien"]
        .iter()
        .any(|end| path.ends_with(end))
        && !["/kluis", "/zoek", "/gemeente", "/uitloggen"]
            .iter()
            .any(below)
}

async fn hold(app: &App, departed: &Departed, path: &str, request: Request) -> Result<()> {
    let HeldPosted(posted) = HeldPosted::from_request(request, app).await?;
    let secret_free: Vec<_> = posted
        .fields
        .into_iter()
        .filter(|(name, _)| !name.contains("password") && !name.contains("passphrase"))
        .collect();
    let plain = serde_json::to_vec(&secret_free)?;
    if plain.len() > LARGEST {
        return Err(Error::TooLarge);
    }
    let (key, today) = (key(&departed.secret), whole_day(app.clock.now()));
    let mut tx = app.db.begin().await?;
    tx.exec(
        "insert into held_form (id, sealed, held_on) values ($1, $2, $3)
         on conflict (id) do update set sealed = excluded.sealed",
        params![place(&key, today), key.seal(&plain, path), today],
    )
    .await?;
    tx.commit_unaudited("nobody is signed in").await
}

/// What was held for this person and this path; it is given once.
pub async fn take(app: &App, actor: &Actor, path: &str) -> Result<Option<Posted>> {
    let (key, today) = (key(&actor.secret), whole_day(app.clock.now()));
    for day in [today, today - DAY] {
        let id = place(&key, day);
        let row = app
            .db
            .read()
            .await?
            .row("select sealed from held_form where id = $1", params![id])
            .await?;
        let Some(row) = row else { continue };
        let Ok(plain) = key.open(&row.get::<Vec<u8>>("sealed")?, path) else {
            continue;
        };
        let mut tx = app.db.begin().await?;
        tx.exec("delete from held_form where id = $1", params![id])
            .await?;
        tx.commit_unaudited("given back to whoever typed it")
            .await?;
        return Ok(Some(Posted {
            fields: serde_json::from_slice(&plain)?,
            files: Vec::new(),
        }));
    }
    Ok(None)
}

/// What comes back by itself: forms are dropped every hour.
pub const SWEEP: Kind = Kind::new("held", |app, _| {
    Box::pin(async move { Ok(purge(&app).await?) })
})
.every(HOUR);

/// Drops what nobody came back for.
async fn purge(app: &App) -> Result<()> {
    let mut tx = app.db.begin().await?;
    tx.exec(
        "delete from held_form where held_on < $1",
        params![whole_day(app.clock.now()) - DAY],
    )
    .await?;
    tx.commit_unaudited("held forms expire").await
}

/// Where to go after signing in, for a form that was held: back to a form that shows itself, or to
/// the page that sends any other one on.
#[must_use]
pub fn back_to(path: &str) -> String {
    if ["/melden/", "/mijn/"]
        .iter()
        .any(|top| path.starts_with(top))
    {
        path.to_owned()
    } else {
        format!("/verder?naar={}", super::answer::encode(path))
    }
}

/// The page that shows what was held.
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
    page: Page,
    path: String,
    fields: Vec<(String, String)>,
    typed: Vec<String>,
}

async fn resume(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Query(wanted): Query<Wanted>,
) -> Result<Response> {
    if super::own_path(&wanted.naar).is_none() {
        return Err(Error::NotFound);
    }
    let Some(posted) = take(&app, &actor, &wanted.naar).await? else {
        return Ok(redirect("/"));
    };
    // Words that somebody typed, not the ids and codes around them.
    let typed = posted
        .fields
        .iter()
        .map(|(_, value)| value.clone())
        .filter(|value| value.contains(' '))
        .collect();
    html(&Held {
        page,
        path: wanted.naar,
        fields: posted.fields,
        typed,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY_ONE: Millis = 20_000 * DAY;

    #[test]
    fn a_row_says_neither_who_nor_that_two_are_of_one_person() {
        let (one, other) = (key(&Key::random()), key(&Key::random()));
        assert_eq!(place(&one, DAY_ONE), place(&one, DAY_ONE));
        assert_ne!(place(&one, DAY_ONE), place(&one, DAY_ONE + DAY));
        assert_ne!(place(&one, DAY_ONE), place(&other, DAY_ONE));
    }

    #[test]
    fn what_was_held_opens_for_its_writer_at_its_form_alone() {
        let secret = Key::random();
        let sealed = key(&secret).seal(b"typed", "/melden/persoon");
        let opens = |secret: &Key, path| key(secret).open(&sealed, path).is_ok();
        assert!(opens(&secret, "/melden/persoon"));
        assert!(!opens(&secret, "/melden/plaats"));
        assert!(!opens(&Key::random(), "/melden/persoon"));
    }

    #[test]
    fn what_opens_the_vault_and_the_head_are_not_kept() {
        for kept in [
            "/melden/persoon",
            "/dossier/1/notitie",
            "/kluisje",
            "/zoeken",
        ] {
            assert!(is_kept(kept), "{kept}");
        }
        let never = ["/kluis/herstel", "/kluis/wachtzin", "/zoek", "/gemeente"];
        for path in never.into_iter().chain(["/uitloggen", "/melden/concept"]) {
            assert!(!is_kept(path), "{path}");
        }
    }

    #[test]
    fn a_form_that_shows_itself_is_gone_back_to() {
        assert_eq!(back_to("/melden/persoon"), "/melden/persoon");
        let other = back_to("/dossier/1/notitie?a=b&c=%d");
        assert_eq!(other, "/verder?naar=/dossier/1/notitie%3Fa%3Db%26c%3D%25d");
    }
}
