//! Minutes that were wrong: what was said of an item is said anew, as long as the meeting is open. In its dossier it stands
//! beside what was recorded before.

use std::collections::BTreeSet;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use platform::audit::Event;
use platform::forms::{Choice, Form, Posted};
use platform::web::{Page, redirect_done};
use platform::{Actor, App, Error, Role};
use route::consultations;
use route::dossiers::{self, Ended, Purpose, Refusal, open_now};
use route::reporters;

use super::model::{self, ItemId, MeetingId};
use super::pages::show_meeting;
use super::reading::Line;
use super::recording::LONGEST;
use super::store;
use crate::audited;

/// What was said of an item, in other words. They are held against who reported any item of the meeting; the officer's
/// vault must be open.
///
/// # Errors
/// [`Refusal::Typed`] when it says nothing or too much, names who reported, or the meeting is not open any more.
pub async fn correct(
    app: &App,
    who: &Actor,
    (meeting, item): (MeetingId, ItemId),
    (text, seen): (&str, i64),
    someone_else: &BTreeSet<String>,
) -> Ended {
    let text = text.trim();
    if text.is_empty() {
        return Err(Refusal::of("text", "no-outcome"));
    }
    if text.chars().count() > LONGEST {
        return Err(Refusal::of("text", "meeting-long"));
    }
    let mut read = app.db.read().await?;
    let there = store::one(&mut read, app, who.tenant, meeting).await?;
    let items = store::items(&mut read, app, who.tenant, meeting).await?;
    drop(read);
    if there.state != model::State::Held {
        return Err(Refusal::of("text", "meeting-over"));
    }
    for (_, dossier) in &items {
        let open = open_now(app, who, dossier.id(), Purpose::Read).await?;
        reporters::says_nobody(app, who, &open, ("text", text), someone_else)?;
    }
    let mut tx = app.db.begin().await?;
    let there = store::one(&mut tx, app, who.tenant, meeting).await?;
    let items = store::items(&mut tx, app, who.tenant, meeting).await?;
    let found = items.into_iter().find(|(one, _)| one.id == item);
    let (mut item, _) = found.ok_or(Error::NotFound)?;
    if item.brought.said == text {
        return Ok(());
    }
    if there.state != model::State::Held {
        return Err(Refusal::of("text", "meeting-over"));
    }
    if item.version != seen {
        return Err(Refusal::of("text", "meeting-corrected-meanwhile"));
    }
    text.clone_into(&mut item.brought.said);
    item.brought.corrected = Some(app.clock.now());
    let open = dossiers::open(&mut tx, app, who, item.dossier, Purpose::Add).await?;
    store::save_item(&mut tx, app, &open, &item).await?;
    let corrected = app.i18n.lang("nl").get("meeting-correction");
    let kept = format!("{corrected}\n{text}");
    consultations::said_at(&mut tx, app, who, &open, (&there.table, &kept)).await?;
    let event = Event::by(who, Role::Officer, &audited::MEETING_CORRECTED)
        .with("meeting", meeting.to_string());
    open.add(tx, app, event).await
}

/// As it stands, to be said anew.
pub fn form(page: &Page, line: &Line) -> Form {
    Form::new(&page.texts, "minutes")
        .numbered(line.item.number)
        .with("text", line.item.brought.said.clone())
        .with("seen", line.item.version.to_string())
}

/// Words that the officer is asked about, once that is how the form comes back.
pub async fn doubts(app: &App, actor: &Actor, form: &Form, line: &Line) -> Ended<Vec<Choice>> {
    if !form.is_faulty("someone-else") {
        return Ok(Vec::new());
    }
    let open = open_now(app, actor, line.dossier, Purpose::Read).await?;
    let found = reporters::doubts(app, actor, &open, form.value("text"))?;
    let found = found.unwrap_or_default().into_iter();
    Ok(found.map(|word| Choice::new(word.clone(), word)).collect())
}

pub async fn save(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path((id, item)): Path<(MeetingId, ItemId)>,
    posted: Posted,
) -> Ended<Response> {
    let mut tx = app.db.read().await?;
    let items = store::items(&mut tx, &app, actor.tenant, id).await?;
    drop(tx);
    let asks = items.iter().any(|(_, dossier)| dossier.has_reporter());
    let found = items.iter().find(|(one, _)| one.id == item);
    let now = &found.ok_or(Error::NotFound)?.0;
    let (number, version) = (now.number, now.version);
    let seen = posted.get("seen").parse().unwrap_or(0);
    let text = posted.get("text").replace('\r', "");
    let someone_else = posted.all("someone-else").map(str::to_owned).collect();
    let corrected: Ended = async {
        if asks {
            reporters::open_along(&app, &actor, &posted).await?;
        }
        correct(&app, &actor, (id, item), (&text, seen), &someone_else).await
    }
    .await;
    let Err(refusal) = corrected else {
        let to = format!("/bijeenkomst/{id}#punt-{number}");
        return Ok(redirect_done(&to, "meeting-corrected"));
    };
    let mut form = Form::new(&page.texts, "minutes")
        .numbered(number)
        .typed(&posted);
    // Whoever typed decides then on what stands there now.
    form.set("seen", &version.to_string());
    let status = refusal.note(&mut form, "text")?;
    let shown = show_meeting(&app, &actor, page, id, Some((number, form))).await?;
    Ok((status, shown).into_response())
}
