//! The question before a meeting is closed: who reads it no more, which links end, and what waits on.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use platform::web::{Page, html, redirect, redirect_done};
use platform::{Actor, App, guests};
use route::dossiers::Ended;

use super::model::{Meeting, MeetingId};
use super::pages::{opened, read};
use super::{ending, reading, sending};

#[derive(Template)]
#[template(path = "meetings/templates/close.html")]
struct Closing {
    page: Page,
    meeting: Meeting,
    table: String,
    when: String,
    /// From its day on it can be recorded.
    has_begun: bool,
    /// Who reads it now with an account.
    readers: Vec<String>,
    /// Whose link works now.
    linked: Vec<String>,
    /// Of which nothing is recorded.
    left: Vec<String>,
}

pub async fn ask(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<MeetingId>,
) -> Ended<Response> {
    let meeting = opened(&app, &actor, id).await?;
    if !meeting.is_open() {
        return Ok(redirect(&format!("/bijeenkomst/{id}")));
    }
    let mut tx = app.db.read().await?;
    let of = (&meeting, &page.texts);
    let lines = reading::lines(&mut tx, &app, actor.tenant, of, true).await?;
    let sent = sending::links(&mut tx, &app, &actor, id).await?;
    drop(tx);
    read(&app, &actor, &meeting, &lines).await?;
    let all = &meeting.content.attendees;
    let works = |link| {
        let mut all = sent.iter();
        let ended = [guests::State::Withdrawn, guests::State::Expired];
        all.any(|one| one.id == link && !ended.contains(&one.state))
    };
    let readers = all.iter().filter(|one| one.person.is_some());
    let linked = all.iter().filter(|one| one.link.is_some_and(works));
    let left = lines.iter().filter(|line| !line.item.was_said());
    let pack = app.tenants.get(actor.tenant)?.pack;
    Ok(html(&Closing {
        table: pack.table_name(&meeting.table),
        when: reading::when(&meeting, page.texts.lang),
        has_begun: meeting.has_begun(app.clock.now()),
        readers: readers.map(super::model::Attendee::said).collect(),
        linked: linked.map(super::model::Attendee::said).collect(),
        left: left
            .map(|line| format!("{} · {}", line.reference, line.title))
            .collect(),
        meeting,
        page,
    })?)
}

pub async fn close(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<MeetingId>,
) -> Ended<Response> {
    ending::close(&app, &actor, id).await?;
    Ok(redirect_done(
        &format!("/bijeenkomst/{id}"),
        "meeting-closed",
    ))
}
