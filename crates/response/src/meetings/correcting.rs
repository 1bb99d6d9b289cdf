//! Minutes that were wrong, or not complete: what was said and agreed of an item is said anew, or after all, and so is who
//! came. Also once the meeting is closed. In its dossier it stands beside what was recorded before.

use std::collections::BTreeSet;

use platform::audit::Event;
use platform::db::{Reader, Tx};
use platform::tasks::How;
use platform::{Actor, App, Error, Millis, Role};
use route::consultations;
use route::dossiers::{self, Ended, Fault, Open, Purpose, Refusal, open_now};
use route::reporters;
use uuid::Uuid;

use super::model::{Action, Basis, Item, Meeting, MeetingId};
use super::reading::when;
use super::recording::{kept, kind_of, open_task};
use super::said::Said;
use super::store;
use crate::audited;

/// A colleague corrected the item, or who came, since the page was shown.
pub(super) const CORRECTED_MEANWHILE: &str = "meeting-corrected-meanwhile";
pub(super) const CHANGED_MEANWHILE: &str = "meeting-changed-meanwhile";

/// An item in other words, as typed.
pub struct Correction {
    pub said: Said,
    /// On what law it is shared in order to do what was agreed.
    pub execute: Option<Basis>,
    /// The version of the item that stood on the page.
    pub seen: i64,
}

impl Correction {
    fn can_be(&self, app: &App, met: Millis) -> Ended {
        let mut faults = self.said.faults(met, app.clock.now());
        let agreed = self.said.agreed().next().is_some();
        if agreed && self.execute.is_none() {
            faults.push(Fault::new("execute", "meeting-execute"));
        }
        if faults.is_empty() {
            Ok(())
        } else {
            Err(Refusal::Typed(faults))
        }
    }

    /// The item as it is from now on.
    fn of(&self, app: &App, meeting: &Meeting, before: &Item) -> Item {
        let mut item = before.clone();
        let brought = &mut item.brought;
        self.said.text.trim().clone_into(&mut brought.said);
        brought.actions = self.said.actions(app, meeting, &before.brought.actions);
        brought.execute = self.execute.filter(|_| !brought.actions.is_empty());
        item
    }

    /// The item in these words; `None` when it says this already.
    ///
    /// # Errors
    /// [`Refusal::Typed`] when a colleague corrected it since: that is told before anything else.
    fn on(&self, app: &App, meeting: &Meeting, before: &Item) -> Ended<Option<Item>> {
        let item = self.of(app, meeting, before);
        if item.brought == before.brought {
            return Ok(None);
        }
        if before.version != self.seen {
            return Err(Refusal::of("text", CORRECTED_MEANWHILE));
        }
        Ok(Some(item))
    }
}

/// A meeting of which something is recorded.
async fn recorded(
    tx: &mut Reader,
    app: &App,
    who: &Actor,
    id: MeetingId,
    field: &'static str,
) -> Ended<Meeting> {
    let meeting = store::one(tx, app, who.tenant, id).await?;
    if meeting.is_recorded() {
        Ok(meeting)
    } else {
        Err(Refusal::of(field, "meeting-not-recorded"))
    }
}

/// What was said and agreed of an item, in other words or after all. All words are held against who reported any item of
/// the meeting; the officer's vault must be open.
///
/// # Errors
/// [`Refusal::Typed`] when it says nothing or too much, names who reported, or nothing of the meeting is recorded.
pub async fn correct(app: &App, who: &Actor, meeting: MeetingId, correction: &Correction) -> Ended {
    let said = &correction.said;
    let mut read = app.db.read().await?;
    let there = recorded(&mut read, app, who, meeting, "text").await?;
    let items = store::items(&mut read, app, who.tenant, meeting).await?;
    drop(read);
    let found = items.iter().find(|(one, _)| one.id == said.item);
    let (before, _) = found.ok_or(Error::NotFound)?;
    if correction.on(app, &there, before)?.is_none() {
        return Ok(());
    }
    correction.can_be(app, there.at)?;
    for (_, dossier) in &items {
        let open = open_now(app, who, dossier.id(), Purpose::Read).await?;
        let words = said.words();
        reporters::says_nobody(app, who, &open, ("text", &words), &said.someone_else)?;
    }
    let mut tx = app.db.begin().await?;
    let there = recorded(&mut tx, app, who, meeting, "text").await?;
    let items = store::items(&mut tx, app, who.tenant, meeting).await?;
    let found = items.into_iter().find(|(one, _)| one.id == said.item);
    let (before, _) = found.ok_or(Error::NotFound)?;
    let Some(mut item) = correction.on(app, &there, &before)? else {
        return Ok(());
    };
    let purpose = if item.brought.actions == before.brought.actions {
        Purpose::Add
    } else {
        Purpose::Act
    };
    let mut open = dossiers::open(&mut tx, app, who, item.dossier, purpose).await?;
    let event = keep(&mut tx, app, who, &open, (&there, &mut item, &before)).await?;
    if purpose == Purpose::Add {
        return open.add(tx, app, event).await;
    }
    let (old, new) = (&before.brought.actions, &item.brought.actions);
    ask_anew(&mut open, old, new);
    open.commit(tx, app, event).await
}

/// Writes an item as it is now, and what its dossier keeps of it; gives what is recorded of it.
async fn keep(
    tx: &mut Tx,
    app: &App,
    who: &Actor,
    open: &Open,
    (meeting, item, before): (&Meeting, &mut Item, &Item),
) -> Ended<Event> {
    let text = kept(app, item);
    let event = if before.was_said() {
        item.brought.corrected = Some(app.clock.now());
        // It stands there as it was said first, or as it was corrected.
        let stood = kept(app, before);
        let stood = [note(app, meeting, &stood), stood];
        let note = note(app, meeting, &text);
        let anew = (Some(&meeting.table), stood.as_slice(), note.as_str());
        consultations::said_at(tx, app, who, open, anew).await?;
        Event::by(who, Role::Officer, &audited::MEETING_CORRECTED)
    } else {
        item.brought.heard = meeting.content.heard(&meeting.content.came());
        consultations::said_at(tx, app, who, open, (Some(&meeting.table), &[], &text)).await?;
        let event = Event::by(who, Role::Officer, &audited::MEETING_SAID);
        event.with("heard", item.brought.heard.len())
    };
    store::save_item(tx, app, open, item).await?;
    let event = event.with("meeting", meeting.id.to_string());
    Ok(match item.brought.execute {
        Some(basis) => event.with("execute", basis.id()),
        None => event,
    })
}

/// The tasks of what was agreed follow it: what was taken back is asked of nobody, what is new or has another day is a task,
/// and what was done stays done.
fn ask_anew(open: &mut Open, before: &[Action], after: &[Action]) {
    for old in before {
        if !after.iter().any(|new| new.id == old.id) {
            let about = old.id.to_string();
            open.tasks_mut().end(kind_of(old), &about, How::Withdrawn);
        }
    }
    for new in after {
        let about = new.id.to_string();
        let Some(old) = before.iter().find(|old| old.id == new.id) else {
            open_task(open, new);
            continue;
        };
        let has_another_day = old.day != new.day;
        if has_another_day && open.tasks_mut().end(kind_of(old), &about, How::Withdrawn) {
            open_task(open, new);
        }
    }
}

/// A correction as a dossier keeps it: of which meeting, and what it says now.
fn note(app: &App, meeting: &Meeting, text: &str) -> String {
    let texts = app.i18n.lang("nl");
    let of = [("when", when(meeting, "nl"))];
    format!("{}\n{text}", texts.with("meeting-correction", &of))
}

/// Who came, ticked anew: so it stands at each item of which something was said, in each dossier.
///
/// # Errors
/// [`Refusal::Typed`] when nobody is ticked and that was not meant, nothing of the meeting is recorded, or a colleague changed it since.
pub async fn attended(
    app: &App,
    who: &Actor,
    id: MeetingId,
    (came, nobody): (&BTreeSet<Uuid>, bool),
    seen: i64,
) -> Ended {
    let mut tx = app.db.begin().await?;
    let mut there = recorded(&mut tx, app, who, id, "came").await?;
    let before = there.content.came();
    for one in &mut there.content.attendees {
        one.came = came.contains(&one.id);
    }
    let came = there.content.came();
    let is_said = there.content.who_came_is_said(&came, nobody);
    if came == before && is_said.is_ok() {
        return Ok(());
    }
    // Told before anything else.
    if there.version != seen {
        return Err(Refusal::of("came", CHANGED_MEANWHILE));
    }
    is_said.map_err(|fault| Refusal::Typed(vec![fault]))?;
    store::save(&mut tx, app, who.tenant, &there).await?;
    let heard = there.content.heard(&came);
    let event = |count: usize| {
        Event::by(who, Role::Officer, &audited::MEETING_CORRECTED)
            .with("meeting", id.to_string())
            .with("came", count)
    };
    let mut last = event(came.len());
    let texts = app.i18n.lang("nl");
    let told = if heard.is_empty() {
        texts.get("meeting-heard-nobody")
    } else {
        format!("{} {}", texts.get("meeting-heard"), heard.join("; "))
    };
    let text = note(app, &there, &told);
    for (mut item, dossier) in store::items(&mut tx, app, who.tenant, id).await? {
        if !item.was_said() {
            continue;
        }
        tx.record(app, last).await?;
        item.brought.heard.clone_from(&heard);
        let open = dossiers::open(&mut tx, app, who, dossier.id(), Purpose::Add).await?;
        store::save_item(&mut tx, app, &open, &item).await?;
        consultations::said_at(&mut tx, app, who, &open, (None, &[], &text)).await?;
        last = event(came.len()).on(dossier.id());
    }
    Ok(tx.commit(app, last).await?)
}
