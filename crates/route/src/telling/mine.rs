//! "Mijn signalen": what became of what somebody reported.

use accounts::mark_keys;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use platform::web::{Page, html};
use platform::{Actor, App, Result};

use crate::files;
use crate::record::{self, Entry};
use crate::signals::{self, Dossier};

#[derive(Template)]
#[template(path = "telling/templates/mine.html")]
struct MineList {
    page: Page,
    /// Each with its number in this list, the oldest is 1: the address of its page says nothing
    /// else.
    signals: Vec<(usize, Dossier)>,
    /// A new password took the list along; the officer gives it back.
    waiting: bool,
}

#[derive(Template)]
#[template(path = "telling/templates/one.html")]
struct One {
    page: Page,
    signal: Dossier,
    messages: Vec<Entry>,
    /// Kinds of the files that went along; their names are not kept.
    files: Vec<String>,
}

pub async fn list(State(app): State<App>, actor: Actor, page: Page) -> Result<Response> {
    let signals = signals::mine(&app, &actor).await?;
    let mut tx = app.db.read().await?;
    let waiting = mark_keys::is_waiting(&mut tx, &app, actor.tenant, actor.user).await?;
    html(&MineList {
        page,
        signals,
        waiting,
    })
}

pub async fn one(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(number): Path<usize>,
) -> Result<Response> {
    let signal = signals::mine_at(&app, &actor, number).await?;
    let mut tx = app.db.read().await?;
    let messages = record::messages(&mut tx, &signal).await?;
    let files = files::list(&mut tx, &signal).await?;
    let files = files.iter().map(|file| page.text(file.kind())).collect();
    html(&One {
        page,
        signal,
        messages,
        files,
    })
}
