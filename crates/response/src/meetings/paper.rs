//! Agenda and minutes on paper, in the words that the table reads: PDF/UA and PDF/A.

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use documents::{MeetingFile, MeetingItem};
use platform::web::Page;
use platform::{Actor, App, Error, Result, Tenant, clock};
use route::dossiers::Ended;

use super::model::{Meeting, MeetingId};
use super::pages::{opened, read};
use super::reading::{self, Line};

fn item(app: &App, line: Line) -> MeetingItem {
    let texts = app.i18n.lang("nl");
    let of = |basis: super::model::Basis| texts.get(&format!("meeting-basis-{}", basis.id()));
    let brought = &line.item.brought;
    let actions = line.actions.into_iter();
    MeetingItem {
        reference: line.reference,
        text: line.text,
        basis: of(brought.steps.basis),
        execute: brought.execute.map(of).unwrap_or_default(),
        said: line.said,
        corrected: brought
            .corrected
            .map(|at| clock::date(at, "nl"))
            .unwrap_or_default(),
        actions: actions.map(|one| [one.what, one.who, one.day]).collect(),
        heard: brought.heard.clone(),
    }
}

/// The document of a meeting as it stands: the agenda, and the minutes once they are recorded.
pub async fn made(app: &App, tenant: Tenant, meeting: &Meeting) -> Result<Vec<u8>> {
    let texts = app.i18n.lang("nl");
    let mut tx = app.db.read().await?;
    let lines = reading::lines(&mut tx, app, tenant, (meeting, &texts), false).await?;
    drop(tx);
    let known = app.tenants.get(tenant)?;
    let is_minutes = meeting.content.recorded.is_some();
    let all = meeting.content.attendees.iter();
    let there = all.filter(|one| one.came || !is_minutes);
    let file = MeetingFile {
        municipality: known.name,
        table: known.pack.table_name(&meeting.table),
        when: reading::when(meeting, "nl"),
        day: clock::day(meeting.at),
        is_minutes,
        nameless: reading::is_nameless(app, tenant, meeting)?,
        attendees: there.map(super::model::Attendee::said).collect(),
        items: lines.into_iter().map(|line| item(app, line)).collect(),
    };
    let failed = |error: &dyn std::fmt::Display| Error::Internal(error.to_string());
    let making = tokio::task::spawn_blocking(move || documents::meeting(&file));
    let made = making.await.map_err(|error| failed(&error))?;
    made.map_err(|error| failed(&error))
}

/// As something to download.
pub async fn answer(app: &App, tenant: Tenant, meeting: &Meeting) -> Ended<Response> {
    let pdf = made(app, tenant, meeting).await?;
    let what = match meeting.content.recorded {
        Some(_) => "verslag",
        None => "agenda",
    };
    let name = format!(
        "attachment; filename=\"{what}-{}-{}.pdf\"",
        meeting.table,
        clock::day(meeting.at)
    );
    let kind = (header::CONTENT_TYPE, "application/pdf".to_owned());
    Ok(([kind, (header::CONTENT_DISPOSITION, name)], pdf).into_response())
}

pub async fn download(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<MeetingId>,
) -> Ended<Response> {
    let meeting = opened(&app, &actor, id).await?;
    let mut tx = app.db.read().await?;
    let of = (&meeting, &page.texts);
    let lines = reading::lines(&mut tx, &app, actor.tenant, of, false).await?;
    drop(tx);
    read(&app, &actor, &meeting, &lines).await?;
    answer(&app, actor.tenant, &meeting).await
}
