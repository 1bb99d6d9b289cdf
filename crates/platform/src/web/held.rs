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
use serde::{Deserialize, Serialize};
use vault::Key;

use super::answer::{html, redirect};
use super::page::Page;
use super::routes::Routes;
use crate::clock::{DAY, HOUR, whole_day};
use crate::db::{Migration, Reader};
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

/// So many forms of one person wait at a time: two tabs hold two. For one more there is no room, and
/// whoever sent it is told that it was not kept.
const PLACES: u8 = 8;

/// A place for a form of a person and a day: the row says neither who it is nor that two rows are of the
/// same person.
fn place(key: &Key, day: Millis, number: u8) -> [u8; 32] {
    key.fingerprint(&[b"held", &day.to_be_bytes(), &[number]])
}

/// What a row is sealed for. Where the form goes stands inside.
const SEALED_FOR: &str = "held form";

/// A form that waits for whoever typed it.
#[derive(Serialize, Deserialize)]
struct Waits {
    /// Where it was sent.
    path: String,
    fields: Vec<(String, String)>,
}

impl Waits {
    /// Is it the same form, sent once more? Then the later one counts.
    fn is_again(&self, other: &Self) -> bool {
        let form = |waits: &Self| {
            let mut fields = waits.fields.iter();
            fields.find(|(name, _)| name == "form-id").cloned()
        };
        self.path == other.path
            && (form(self).is_some_and(|known| form(other) == Some(known))
                || self.fields == other.fields)
    }

    /// Words that somebody typed, not the ids and codes around them.
    fn typed(&self) -> Vec<String> {
        let values = self.fields.iter().map(|(_, value)| value.clone());
        values.filter(|value| value.contains(' ')).collect()
    }
}

/// The places of yesterday and today, each with what waits there.
async fn places(
    tx: &mut Reader,
    key: &Key,
    today: Millis,
) -> Result<Vec<([u8; 32], Millis, Option<Waits>)>> {
    let mut found = Vec::new();
    for day in [today - DAY, today] {
        for number in 0..PLACES {
            let id = place(key, day, number);
            let sql = "select sealed from held_form where id = $1";
            let row = tx.row(sql, params![id]).await?;
            let sealed = row.map(|row| row.get::<Vec<u8>>("sealed")).transpose()?;
            // One that cannot be read is as good as empty.
            let opened = sealed.and_then(|sealed| key.open(&sealed, SEALED_FOR).ok());
            let waits = opened.and_then(|plain| serde_json::from_slice(&plain).ok());
            found.push((id, day, waits));
        }
    }
    Ok(found)
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
    let without_secrets =
        |(name, _): &(String, String)| !name.contains("password") && !name.contains("passphrase");
    let new = Waits {
        path: path.to_owned(),
        fields: posted.fields.into_iter().filter(without_secrets).collect(),
    };
    let plain = serde_json::to_vec(&new)?;
    if plain.len() > LARGEST {
        return Err(Error::TooLarge);
    }
    let (key, today) = (key(&departed.secret), whole_day(app.clock.now()));
    let mut tx = app.db.begin().await?;
    let all = places(&mut tx, &key, today).await?;
    let again = |waits: &Option<Waits>| waits.as_ref().is_some_and(|waits| waits.is_again(&new));
    let own = all.iter().find(|(_, _, waits)| again(waits));
    let free = || {
        let mut of_today = all.iter().filter(|(_, day, _)| *day == today);
        of_today.find(|(_, _, waits)| waits.is_none())
    };
    let (id, day, _) = own.or_else(free).ok_or(Error::TooLarge)?;
    tx.exec(
        "insert into held_form (id, sealed, held_on) values ($1, $2, $3)
         on conflict (id) do update set sealed = excluded.sealed",
        params![*id, key.seal(&plain, SEALED_FOR), *day],
    )
    .await?;
    tx.commit_unaudited("nobody is signed in").await
}

/// What was held for this person and this path; it is given once.
pub async fn take(app: &App, actor: &Actor, path: &str) -> Result<Option<Posted>> {
    let (key, today) = (key(&actor.secret), whole_day(app.clock.now()));
    let all = places(&mut app.db.read().await?, &key, today).await?;
    let of_path = |(id, _, waits): ([u8; 32], Millis, Option<Waits>)| {
        let waits = waits.filter(|waits| waits.path == path)?;
        Some((id, waits))
    };
    let found = all.into_iter().find_map(of_path);
    let found = match found {
        None => of_before(app, &key, today, path).await?,
        found => found,
    };
    let Some((id, waits)) = found else {
        return Ok(None);
    };
    let mut tx = app.db.begin().await?;
    tx.exec("delete from held_form where id = $1", params![id])
        .await?;
    tx.commit_unaudited("given back to whoever typed it")
        .await?;
    Ok(Some(Posted {
        fields: waits.fields,
        files: Vec::new(),
    }))
}

/// Version 0.1.0 had one place a day, sealed for where the form goes.
async fn of_before(
    app: &App,
    key: &Key,
    today: Millis,
    path: &str,
) -> Result<Option<([u8; 32], Waits)>> {
    for day in [today, today - DAY] {
        let id = key.fingerprint(&[b"held", &day.to_be_bytes()]);
        let sql = "select sealed from held_form where id = $1";
        let row = app.db.read().await?.row(sql, params![id]).await?;
        let sealed = row.map(|row| row.get::<Vec<u8>>("sealed")).transpose()?;
        let opened = sealed.and_then(|sealed| key.open(&sealed, path).ok());
        if let Some(plain) = opened {
            let (path, fields) = (path.to_owned(), serde_json::from_slice(&plain)?);
            return Ok(Some((id, Waits { path, fields })));
        }
    }
    Ok(None)
}

/// Everything that waits for this person, the oldest first.
async fn all_of(app: &App, secret: &Key) -> Result<Vec<Waits>> {
    let today = whole_day(app.clock.now());
    let all = places(&mut app.db.read().await?, &key(secret), today).await?;
    Ok(all.into_iter().filter_map(|(_, _, waits)| waits).collect())
}

/// How many forms wait for this person.
///
/// # Errors
/// When the database cannot be read.
pub async fn count(app: &App, actor: &Actor) -> Result<usize> {
    Ok(all_of(app, &actor.secret).await?.len())
}

/// Where somebody goes who signed in: to the list of what they typed and was not sent, unless that is
/// one form and they are on their way to it.
///
/// # Errors
/// When the database cannot be read.
pub async fn destination(app: &App, secret: &Key, to: &str) -> Result<String> {
    let waits = all_of(app, secret).await?;
    Ok(match &waits[..] {
        [] => to.to_owned(),
        [one] if to == one.path || to == back_to(&one.path) => to.to_owned(),
        _ => LIST.to_owned(),
    })
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

/// The list of what waits.
const LIST: &str = "/verder";

/// The page that shows what was held.
pub fn routes() -> Routes {
    Routes::new().get(LIST, resume).signed_in()
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

#[derive(Template)]
#[template(path = "held_list.html")]
struct HeldList {
    page: Page,
    /// What was typed of each, and where it goes on.
    waits: Vec<(Vec<String>, String)>,
}

async fn list(app: &App, actor: &Actor, page: Page) -> Result<Response> {
    let waits = all_of(app, &actor.secret).await?;
    if waits.is_empty() {
        return Ok(redirect("/"));
    }
    let waits = waits.iter().map(|one| (one.typed(), back_to(&one.path)));
    html(&HeldList {
        page,
        waits: waits.collect(),
    })
}

async fn resume(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Query(wanted): Query<Wanted>,
) -> Result<Response> {
    if wanted.naar.is_empty() {
        return list(&app, &actor, page).await;
    }
    if super::own_path(&wanted.naar).is_none() {
        return Err(Error::NotFound);
    }
    let Some(posted) = take(&app, &actor, &wanted.naar).await? else {
        return Ok(redirect("/"));
    };
    let waits = Waits {
        path: wanted.naar,
        fields: posted.fields,
    };
    html(&Held {
        page,
        typed: waits.typed(),
        path: waits.path,
        fields: waits.fields,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY_ONE: Millis = 20_000 * DAY;

    #[test]
    fn a_row_says_neither_who_nor_that_two_are_of_one_person() {
        let (one, other) = (key(&Key::random()), key(&Key::random()));
        assert_eq!(place(&one, DAY_ONE, 0), place(&one, DAY_ONE, 0));
        assert_ne!(place(&one, DAY_ONE, 0), place(&one, DAY_ONE, 1));
        assert_ne!(place(&one, DAY_ONE, 0), place(&one, DAY_ONE + DAY, 0));
        assert_ne!(place(&one, DAY_ONE, 0), place(&other, DAY_ONE, 0));
    }

    #[test]
    fn a_form_takes_the_place_of_itself_alone() {
        let waits = |path: &str, form: Option<&str>, text: &str| {
            let form = form.map(|form| ("form-id".to_owned(), form.to_owned()));
            let text = Some(("text".to_owned(), text.to_owned()));
            let fields = form.into_iter().chain(text).collect();
            let path = path.to_owned();
            Waits { path, fields }
        };
        let one = waits("/melden/persoon", Some("a"), "Een.");
        assert!(one.is_again(&waits("/melden/persoon", Some("a"), "Twee.")));
        assert!(!one.is_again(&waits("/melden/persoon", Some("b"), "Een.")));
        assert!(!one.is_again(&waits("/melden/plaats", Some("a"), "Een.")));
        let note = waits("/dossier/1/notitie", None, "Een.");
        assert!(note.is_again(&waits("/dossier/1/notitie", None, "Een.")));
        assert!(!note.is_again(&waits("/dossier/1/notitie", None, "Twee.")));
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

    /// What was sealed stays readable (`housekeeping::golden` says how).
    #[test]
    fn what_was_sealed_is_read() {
        housekeeping::golden::stays::<Waits>(env!("CARGO_MANIFEST_DIR"), "held_form");
    }
}
