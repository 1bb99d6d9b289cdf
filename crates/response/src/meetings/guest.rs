//! The page of a guest: agenda or minutes of one meeting, until it is closed.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use platform::audit::Event;
use platform::forms::Posted;
use platform::guests::Guest;
use platform::web::{Page, html, redirect_done};
use platform::{Actor, App, Error, Result};
use route::dossiers::Ended;
use uuid::Uuid;

use super::model::{Meeting, MeetingId};
use super::reading::{self, Line};
use super::{paper, sending, store};
use crate::audited;

#[derive(Template)]
#[template(path = "meetings/templates/guest.html")]
struct OfMeeting {
    page: Page,
    guest: Guest,
    meeting: Meeting,
    table: String,
    when: String,
    lines: Vec<Line>,
}

/// The meeting that this guest's link opens, as long as it is open; that they read it is recorded before anything is shown.
async fn opened(app: &App, guest: &Guest, page: &Page) -> Result<(Meeting, Vec<Line>)> {
    let mut tx = app.db.begin().await?;
    let meeting = store::one(&mut tx, app, guest.tenant, guest.object.into()).await?;
    if !meeting.is_open() {
        return Err(Error::NotFound);
    }
    let of = (&meeting, &page.texts);
    let lines = reading::lines(&mut tx, app, guest.tenant, of, false).await?;
    let ids: Vec<String> = lines.iter().map(|line| line.dossier.to_string()).collect();
    let event = Event::by_guest(guest, &audited::MEETING_READ)
        .with("meeting", meeting.id.to_string())
        .with("dossiers", ids);
    tx.commit(app, event).await?;
    Ok((meeting, lines))
}

pub async fn show(State(app): State<App>, guest: Guest, page: Page) -> Ended<Response> {
    let (meeting, lines) = opened(&app, &guest, &page).await?;
    let pack = app.tenants.get(guest.tenant)?.pack;
    Ok(html(&OfMeeting {
        table: pack.table_name(&meeting.table),
        when: reading::when(&meeting, page.texts.lang),
        lines,
        meeting,
        guest,
        page,
    })?)
}

pub async fn paper(State(app): State<App>, guest: Guest, page: Page) -> Ended<Response> {
    let (meeting, _) = opened(&app, &guest, &page).await?;
    paper::answer(&app, guest.tenant, &meeting).await
}

/// A link for a guest, a new one, or none any more.
pub async fn link(
    State(app): State<App>,
    actor: Actor,
    Path((id, attendee)): Path<(MeetingId, Uuid)>,
    posted: Posted,
) -> Ended<Response> {
    let to = format!("/bijeenkomst/{id}#wie");
    if posted.get("action") == "withdraw" {
        sending::withdraw(&app, &actor, id, attendee).await?;
        return Ok(redirect_done(&to, "meeting-withdrawn"));
    }
    sending::send(&app, &actor, id, attendee).await?;
    Ok(redirect_done(&to, "meeting-linked"))
}
