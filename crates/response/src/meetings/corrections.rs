//! The forms about minutes that were wrong or not complete, on the page of the meeting.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use platform::forms::{Choice, Form, Posted};
use platform::web::{Page, redirect_done};
use platform::{Actor, App, Error};
use route::dossiers::{Ended, Purpose, Refusal, open_now};
use route::reporters;
use uuid::Uuid;

use super::correcting::{self, CHANGED_MEANWHILE, CORRECTED_MEANWHILE, Correction};
use super::model::{Action, Basis, Item, ItemId, Meeting, MeetingId, Owner};
use super::pages::{WHO_CAME, opened, show_meeting};
use super::reading::Line;
use super::said::{Agreed, Said};
use super::store;

/// So many agreements an item has at most; a form shows one more than there are.
pub const MOST: usize = 8;

/// A field of one agreement.
pub fn row(what: &str, at: usize) -> String {
    format!("{what}-{at}")
}

/// An item as it stands, to be said anew; one that was left open, to be said after all.
pub fn form(page: &Page, meeting: &Meeting, item: &Item) -> Form {
    let brought = &item.brought;
    let mut form = Form::new(&page.texts, "minutes")
        .numbered(item.number)
        .with("text", brought.said.clone())
        .with("execute", brought.execute.map_or("", Basis::id))
        .with("seen", item.version.to_string());
    for (at, action) in brought.actions.iter().enumerate() {
        form = form
            .with(&row("what", at), action.what.clone())
            .with(&row("owner", at), owner(meeting, action))
            .with(&row("day", at), action.day.clone());
    }
    form
}

/// Whom the form has for somebody: an attendee; nobody is the officer.
fn owner(meeting: &Meeting, action: &Action) -> String {
    let Owner::Other(name) = &action.owner else {
        return String::new();
    };
    let mut all = meeting.content.attendees.iter();
    let found = match action.attendee {
        Some(id) => all.find(|one| one.id == id),
        // Agreed before it was kept which of them it is.
        None => all.find(|one| one.said() == *name),
    };
    found.map_or_else(String::new, |one| one.id.to_string())
}

/// So many lines for agreements the form of an item has.
pub fn rows(form: &Form, item: &Item) -> usize {
    let typed = (0..MOST).rfind(|at| !form.value(&row("what", *at)).is_empty());
    let typed = typed.map_or(0, |at| at + 1);
    (item.brought.actions.len().max(typed) + 1).min(MOST)
}

/// Who came, as it is recorded.
pub fn who_came(page: &Page, meeting: &Meeting) -> Form {
    let form = Form::new(&page.texts, "minutes").numbered("who");
    let mut form = form.with("seen", meeting.version.to_string());
    let came = meeting.content.came();
    if came.is_empty() {
        form = form.with("nobody", "on");
    }
    for one in came {
        form = form.with("came", one.to_string());
    }
    form
}

/// Words that the officer is asked about, once that is how the form comes back.
pub async fn doubts(app: &App, actor: &Actor, form: &Form, line: &Line) -> Ended<Vec<Choice>> {
    if !form.is_faulty("someone-else") {
        return Ok(Vec::new());
    }
    let open = open_now(app, actor, line.dossier, Purpose::Read).await?;
    let mut words = vec![form.value("text").to_owned()];
    words.extend((0..MOST).map(|at| form.value(&row("what", at)).to_owned()));
    let found = reporters::doubts(app, actor, &open, &words.join("\n"))?;
    let found = found.unwrap_or_default().into_iter();
    Ok(found.map(|word| Choice::new(word.clone(), word)).collect())
}

fn typed(posted: &Posted, item: ItemId) -> Correction {
    let agreed = (0..MOST).map(|at| Agreed {
        what: posted.get(&row("what", at)).to_owned(),
        owner: posted.get(&row("owner", at)).to_owned(),
        day: posted.get(&row("day", at)).to_owned(),
    });
    Correction {
        said: Said {
            item,
            text: posted.get("text").replace('\r', ""),
            actions: agreed.collect(),
            someone_else: posted.all("someone-else").map(str::to_owned).collect(),
        },
        execute: Basis::parse(posted.get("execute")),
        seen: posted.get("seen").parse().unwrap_or(0),
    }
}

/// Is this what is told?
fn tells(refusal: &Refusal, key: &str) -> bool {
    matches!(refusal, Refusal::Typed(faults) if faults.iter().any(|fault| fault.key == key))
}

/// An item is said anew, or after all.
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
    let correction = typed(&posted, item);
    let corrected: Ended = async {
        if asks {
            reporters::open_along(&app, &actor, &posted).await?;
        }
        correcting::correct(&app, &actor, id, &correction).await
    }
    .await;
    let Err(refusal) = corrected else {
        let to = format!("/bijeenkomst/{id}#punt-{number}");
        return Ok(redirect_done(&to, "meeting-corrected"));
    };
    let mut form = Form::new(&page.texts, "minutes")
        .numbered(number)
        .typed(&posted);
    // Once that is told, whoever typed decides on what stands there now.
    if tells(&refusal, CORRECTED_MEANWHILE) {
        form.set("seen", &version.to_string());
    }
    let (status, words) = refusal.in_words(&page.texts, "text")?;
    let met = opened(&app, &actor, id).await?.at;
    for (name, text) in words {
        if name == "day" {
            for at in correction.said.without_day(met, app.clock.now()) {
                form.fault_text(&row("day", at), text.clone());
            }
        } else {
            form.fault_text(name, text);
        }
    }
    let shown = show_meeting(&app, &actor, page, id, Some((number, form))).await?;
    Ok((status, shown).into_response())
}

/// Who came is ticked anew.
pub async fn attended(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<MeetingId>,
    posted: Posted,
) -> Ended<Response> {
    let came = posted
        .all("came")
        .filter_map(|one| one.parse::<Uuid>().ok());
    let seen = posted.get("seen").parse().unwrap_or(0);
    let came = (&came.collect(), posted.get("nobody") == "on");
    let done = correcting::attended(&app, &actor, id, came, seen).await;
    let Err(refusal) = done else {
        let to = format!("/bijeenkomst/{id}#wie");
        return Ok(redirect_done(&to, "meeting-attended"));
    };
    let version = opened(&app, &actor, id).await?.version;
    let form = Form::new(&page.texts, "minutes").numbered("who");
    let mut form = form.typed(&posted);
    if tells(&refusal, CHANGED_MEANWHILE) {
        form.set("seen", &version.to_string());
    }
    let status = refusal.note(&mut form, "came")?;
    let shown = show_meeting(&app, &actor, page, id, Some((WHO_CAME, form))).await?;
    Ok((status, shown).into_response())
}
