//! What a meeting said: who came, what was said of each item, and what was agreed.

use std::collections::BTreeSet;

use platform::audit::Event;
use platform::calendar;
use platform::clock;
use platform::tasks::{How, Kind, Whose};
use platform::{Actor, App, DossierId, Error, Role};
use route::consultations;
use route::dossiers::{self, Dossier, Ended, Open, Purpose, Refusal};
use route::parts::Holding;
use route::reporters;
use uuid::Uuid;

use super::model::{Action, ActionId, Basis, Item, ItemId, Meeting, MeetingId, Owner, State};
use super::said::Said;
use super::store;
use crate::{audited, deeds};

/// The officer does what was agreed in a meeting. About the agreement.
pub const DO: Kind = Kind {
    id: "meeting-do",
    order: 3,
    blocks_closing: true,
    whose: Whose::Officer,
    minutes: 5,
    page: |id, _| format!("/dossier/{id}#bijeenkomsten"),
};

/// Somebody else does it: the officer asks whether it was done. About the agreement.
pub const ASK: Kind = Kind {
    id: "meeting-ask",
    order: 3,
    blocks_closing: true,
    whose: Whose::Officer,
    minutes: 5,
    page: |id, _| format!("/dossier/{id}#bijeenkomsten"),
};

/// The task of an agreement.
pub fn kind_of(action: &Action) -> &'static Kind {
    match action.owner {
        Owner::Officer => &DO,
        Owner::Other(_) => &ASK,
    }
}

/// The minutes of a meeting, as typed.
pub struct Minutes {
    pub form: Uuid,
    pub came: BTreeSet<Uuid>,
    /// None of those who were invited came.
    pub nobody: bool,
    pub execute: Option<Basis>,
    pub items: Vec<Said>,
}

/// What cannot be taken: of which item, or of the whole.
pub type Refused = Vec<(Option<ItemId>, Refusal)>;

/// What becomes of one item.
struct Outcome {
    item: Item,
    open: Open,
}

/// All of it stands in one document: what is said of any item may not name who reported another.
async fn nobody_is_named(app: &App, who: &Actor, dossier: DossierId, minutes: &Minutes) -> Ended {
    let open = dossiers::open_now(app, who, dossier, Purpose::Read).await?;
    let words: Vec<String> = minutes.items.iter().map(Said::words).collect();
    let others = minutes.items.iter().flat_map(|said| &said.someone_else);
    let others: BTreeSet<String> = others.cloned().collect();
    reporters::says_nobody(app, who, &open, ("text", &words.join("\n")), &others)?;
    Ok(())
}

/// Reads one item, and holds its words against who reported: nobody overrides that. The officer's vault must be open.
async fn outcome(
    app: &App,
    who: &Actor,
    meeting: &Meeting,
    (mut item, said): (Item, &Said),
    minutes: &Minutes,
) -> Ended<Outcome> {
    let faults = said.faults(meeting.at, app.clock.now());
    if !faults.is_empty() {
        return Err(Refusal::Typed(faults));
    }
    let agreed = said.actions(app, meeting, &[]);
    let purpose = if agreed.is_empty() {
        Purpose::Add
    } else {
        Purpose::Act
    };
    nobody_is_named(app, who, item.dossier, minutes).await?;
    let open = dossiers::open_now(app, who, item.dossier, purpose).await?;
    let brought = &mut item.brought;
    said.text.trim().clone_into(&mut brought.said);
    brought.execute = minutes.execute.filter(|_| !agreed.is_empty());
    brought.actions = agreed;
    brought.heard = meeting.content.heard(&minutes.came);
    Ok(Outcome { item, open })
}

/// What a dossier keeps of it: what was said, and what was agreed, a line each.
pub(super) fn kept(app: &App, item: &Item) -> String {
    let texts = app.i18n.lang("nl");
    let mut lines = vec![item.brought.said.clone()];
    for action in &item.brought.actions {
        let who = match &action.owner {
            Owner::Officer => texts.get("meeting-officer"),
            Owner::Other(name) => name.clone(),
        };
        let at = clock::start_of(&action.day).unwrap_or_default();
        let values = [
            ("what", action.what.clone()),
            ("who", who),
            ("date", clock::date(at, "nl")),
        ];
        lines.push(texts.with("meeting-agreed", &values));
    }
    lines.join("\n")
}

/// Opens the task of something that was agreed: by the end of its day.
pub(super) fn open_task(open: &mut Open, action: &Action) {
    let day = clock::start_of(&action.day).map(calendar::day_of);
    let due = day.map_or(0, calendar::end_of_day);
    open.tasks_mut()
        .open(kind_of(action), &action.id.to_string(), due);
}

/// What was typed of each item of the meeting, as far as something was. What was left open waits on.
async fn outcomes(
    app: &App,
    who: &Actor,
    meeting: &Meeting,
    minutes: &Minutes,
) -> Result<Vec<Outcome>, Refused> {
    let whole = |error: Error| vec![(None, Refusal::from(error))];
    let mut tx = app.db.read().await.map_err(whole)?;
    let items = store::items(&mut tx, app, who.tenant, meeting.id).await;
    drop(tx);
    let (mut found, mut refused): (Vec<Outcome>, Refused) = (Vec::new(), Vec::new());
    for (item, _) in items.map_err(whole)? {
        let said = minutes.items.iter().find(|said| said.item == item.id);
        let id = item.id;
        let Some(said) = said.filter(|said| !said.is_empty()) else {
            // Left open, and read with the rest all the same.
            let named = nobody_is_named(app, who, item.dossier, minutes).await;
            refused.extend(named.err().map(|refusal| (Some(id), refusal)));
            continue;
        };
        match outcome(app, who, meeting, (item, said), minutes).await {
            Ok(one) => found.push(one),
            Err(refusal) => refused.push((Some(id), refusal)),
        }
    }
    let agreed = minutes
        .items
        .iter()
        .any(|said| said.agreed().next().is_some());
    if agreed && minutes.execute.is_none() {
        refused.push((None, Refusal::of("execute", "meeting-execute")));
    }
    if found.is_empty() && refused.is_empty() {
        let first = minutes.items.first().map(|said| said.item);
        refused.push((first, Refusal::of("text", "meeting-nothing")));
    }
    if refused.is_empty() {
        Ok(found)
    } else {
        Err(refused)
    }
}

/// Records a meeting, once: who came, what was said of each item in its dossier, and what was agreed as tasks there.
/// The same form twice records it once.
///
/// # Errors
/// What cannot be taken, and of which item; nothing was written.
pub async fn record(
    app: &App,
    who: &Actor,
    id: MeetingId,
    minutes: &Minutes,
) -> Result<(), Refused> {
    let whole = |error: Error| vec![(None, Refusal::from(error))];
    let mut tx = app.db.read().await.map_err(whole)?;
    let meeting = store::one(&mut tx, app, who.tenant, id).await;
    drop(tx);
    let meeting = meeting.map_err(whole)?;
    if meeting.content.recorded == Some(minutes.form)
        && stands(app, who, id, minutes).await.map_err(whole)?
    {
        return Ok(());
    }
    if !meeting.is_planned() {
        return Err(vec![(None, Refusal::of("execute", "meeting-over"))]);
    }
    if !meeting.has_begun(app.clock.now()) {
        return Err(vec![(None, Refusal::of("execute", "meeting-not-yet"))]);
    }
    let unsaid = meeting
        .content
        .who_came_is_said(&minutes.came, minutes.nobody);
    let unsaid = unsaid
        .err()
        .map(|fault| (None, Refusal::Typed(vec![fault])));
    let outcomes = match (outcomes(app, who, &meeting, minutes).await, unsaid) {
        (Ok(outcomes), None) => outcomes,
        (Ok(_), Some(fault)) => return Err(vec![fault]),
        (Err(refused), fault) => return Err(fault.into_iter().chain(refused).collect()),
    };
    let written = write(app, who, meeting, minutes, outcomes).await;
    let Err(refusal) = written else { return Ok(()) };
    // Sent twice at the same moment: the other one has written it.
    let mut tx = app.db.read().await.map_err(whole)?;
    let now = store::one(&mut tx, app, who.tenant, id).await;
    let recorded = now.is_ok_and(|now| now.content.recorded == Some(minutes.form));
    drop(tx);
    if recorded && stands(app, who, id, minutes).await.map_err(whole)? {
        Ok(())
    } else {
        Err(vec![(None, refusal)])
    }
}

/// Is what is typed what is recorded already? Other words of the same form are not taken for it.
async fn stands(
    app: &App,
    who: &Actor,
    id: MeetingId,
    minutes: &Minutes,
) -> platform::Result<bool> {
    let mut tx = app.db.read().await?;
    let items = store::items(&mut tx, app, who.tenant, id).await?;
    let is_there = |said: &Said| {
        let mut items = items.iter();
        items.any(|(item, _)| item.id == said.item && item.brought.said == said.text.trim())
    };
    Ok(minutes.items.iter().all(is_there))
}

async fn write(
    app: &App,
    who: &Actor,
    mut meeting: Meeting,
    minutes: &Minutes,
    outcomes: Vec<Outcome>,
) -> Ended {
    for one in &mut meeting.content.attendees {
        one.came = minutes.came.contains(&one.id);
    }
    meeting.content.recorded = Some(minutes.form);
    meeting.state = State::Held;
    let mut tx = app.db.begin().await?;
    store::save(&mut tx, app, who.tenant, &meeting).await?;
    let mut event = Event::by(who, Role::Officer, &audited::MEETING_HELD)
        .with("meeting", meeting.id.to_string())
        .with("came", minutes.came.len());
    for Outcome { item, mut open } in outcomes {
        tx.record(app, event).await?;
        let (dossier, text) = (open.id(), kept(app, &item));
        store::save_item(&mut tx, app, &open, &item).await?;
        let at = Some(&meeting.table);
        consultations::said_at(&mut tx, app, who, &open, (at, &[], &text)).await?;
        event = Event::by(who, Role::Officer, &audited::MEETING_SAID)
            .on(dossier)
            .with("meeting", meeting.id.to_string())
            .with("heard", item.brought.heard.len());
        if let Some(basis) = item.brought.execute {
            event = event.with("execute", basis.id());
            for action in &item.brought.actions {
                open_task(&mut open, action);
            }
            open.write(&mut tx, app).await?;
        }
    }
    Ok(tx.commit(app, event).await?)
}

/// What was agreed was done, or the officer heard that it was.
pub async fn done(app: &App, who: &Actor, mut open: Open, action: ActionId) -> Ended {
    let mut tx = app.db.begin().await?;
    let found = agreed(&store::of_dossier(&mut tx, app, &open).await?, action);
    let found = found.ok_or(Error::NotFound)?;
    if !open
        .tasks_mut()
        .end(kind_of(&found), &action.to_string(), How::Done)
    {
        return Ok(());
    }
    let event = Event::by(who, Role::Officer, &audited::MEETING_DONE);
    open.commit(tx, app, deeds::about(event, action)).await
}

/// What was said to be done was not after all: it is something to do again, by the same day.
///
/// # Errors
/// A fault at `done` when somebody else said so.
pub async fn not_done(app: &App, who: &Actor, mut open: Open, action: ActionId) -> Ended {
    let mut tx = app.db.begin().await?;
    let found = agreed(&store::of_dossier(&mut tx, app, &open).await?, action);
    let found = found.ok_or(Error::NotFound)?;
    let deed = (&audited::MEETING_DONE, kind_of(&found), action.into());
    if !deeds::what_was_done_is_taken_back_by_who_said_so(&mut tx, who, &open, deed).await? {
        return Ok(());
    }
    open_task(&mut open, &found);
    let event = Event::by(who, Role::Officer, &audited::MEETING_UNDONE);
    open.commit(tx, app, deeds::about(event, action)).await
}

/// What was agreed of a dossier and not done.
pub const AGREED: Holding = Holding::ToDo(&[&DO, &ASK], |tx, app, open| {
    Box::pin(async move {
        let items = store::of_dossier(tx, app, open).await?;
        let all = items.iter().flat_map(|item| &item.brought.actions);
        let all = all.map(|one| (kind_of(one), one.id.to_string()));
        deeds::left(
            tx,
            open,
            [&audited::MEETING_DONE, &audited::MEETING_UNDONE],
            all.collect(),
        )
        .await
    })
});

fn agreed(items: &[Item], action: ActionId) -> Option<Action> {
    let mut all = items.iter().flat_map(|item| &item.brought.actions);
    all.find(|one| one.id == action).cloned()
}

/// The words of an item as this table reads them: without names, unless on what law they are named was chosen.
pub fn as_read(dossier: &Dossier, item: &Item, nameless: bool, text: &str) -> String {
    if nameless && item.brought.named.is_none() {
        dossier.nameless(text)
    } else {
        text.to_owned()
    }
}
