//! The door of a guest: which handover it is, the link says.

use axum::extract::{Path, State};
use axum::response::Response;
use platform::forms::Posted;
use platform::guests::Guest;
use platform::web::Page;
use platform::{App, FileId};
use route::dossiers::Ended;
use uuid::Uuid;

use super::handover;
use super::visitor::Visitor;

pub async fn show(State(app): State<App>, guest: Guest, page: Page) -> Ended<Response> {
    handover::shown(&app, Visitor::Guest(guest), page, None).await
}

pub async fn say(
    State(app): State<App>,
    guest: Guest,
    page: Page,
    posted: Posted,
) -> Ended<Response> {
    handover::say(&app, Visitor::Guest(guest), page, posted).await
}

pub async fn keep(State(app): State<App>, guest: Guest, posted: Posted) -> Ended<Response> {
    handover::keep(&app, &Visitor::Guest(guest), &posted).await
}

pub async fn paper(State(app): State<App>, guest: Guest) -> Ended<Response> {
    handover::paper(&app, &Visitor::Guest(guest)).await
}

pub async fn file(
    State(app): State<App>,
    guest: Guest,
    Path((_, file)): Path<(Uuid, FileId)>,
) -> Ended<Response> {
    handover::file(&app, &Visitor::Guest(guest), file).await
}
