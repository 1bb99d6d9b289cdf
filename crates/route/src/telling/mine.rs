//! "Mijn signalen": what became of what somebody reported.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use platform::web::{Page, html};
use platform::{Actor, App, Error, Result};

use crate::record::{self, Entry};
use crate::signals::{self, Dossier, Reference};

#[derive(Template)]
#[template(path = "telling/templates/mine.html")]
struct MineList {
    p: Page,
    signals: Vec<Dossier>,
}

#[derive(Template)]
#[template(path = "telling/templates/one.html")]
struct One {
    p: Page,
    signal: Dossier,
    messages: Vec<Entry>,
}

pub async fn list(State(app): State<App>, actor: Actor, p: Page) -> Result<Response> {
    let signals = signals::mine(&mut app.db.read().await?, &app, &actor).await?;
    html(&MineList { p, signals })
}

pub async fn one(
    State(app): State<App>,
    actor: Actor,
    p: Page,
    Path(reference): Path<String>,
) -> Result<Response> {
    let reference = Reference::parse(&reference).ok_or(Error::NotFound)?;
    let mut tx = app.db.read().await?;
    let mine = signals::mine(&mut tx, &app, &actor).await?;
    let signal = mine.into_iter().find(|signal| signal.reference == reference).ok_or(Error::NotFound)?;
    let messages = record::messages(&mut tx, &signal).await?;
    html(&One { p, signal, messages })
}
