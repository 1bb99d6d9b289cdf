//! What is to be done in a case. Each action is a task on the dossier that it concerns: it stands on the worklist, and
//! keeps that dossier and the case from closing until it was done.

use std::collections::BTreeSet;

use platform::audit::Event;
use platform::clock::{self, DAY};
use platform::db::{Reader, Tx};
use platform::tasks::{How, Kind, Whose};
use platform::{Actor, App, DossierId, Error, Millis, Role, calendar, tenants};
use policy::{Pack, PartnerId, TableId};
use route::consultations::{self, Words};
use route::dossiers::{Ended, Fault, Open, Refusal};
use route::parts::Holding;
use uuid::Uuid;

use super::acts::{taken, with_one};
use super::model::{Action, ActionId, CaseId, Owner, Part, Signed};
use super::seen::Seen;
use super::{store, words};
use crate::{audited, deeds};

/// The officer does what stands in the plan of a case. About the action.
pub const DO: Kind = Kind {
    id: "case-do",
    order: 3,
    blocks_closing: true,
    whose: Whose::Officer,
    minutes: 10,
    page: |id, _| format!("/dossier/{id}#casussen"),
};

/// A partner does it: the officer asks whether it was done. About the action.
pub const ASK: Kind = Kind {
    id: "case-ask",
    order: 3,
    blocks_closing: true,
    whose: Whose::Officer,
    minutes: 5,
    page: |id, _| format!("/dossier/{id}#casussen"),
};

/// The task of an action.
#[must_use]
pub fn kind_of(action: &Action) -> &'static Kind {
    match action.owner {
        Owner::Officer => &DO,
        Owner::Partner(_) => &ASK,
    }
}

/// The case was closed since.
pub const CLOSED: &str = "case-deed-closed";

/// Is this still to be done?
#[must_use]
pub fn is_open(action: &Action, open: &Open) -> bool {
    open.tasks()
        .has_open(kind_of(action), &action.id.to_string())
}

/// Is something of the plan still to be done in this dossier?
#[must_use]
pub fn has_open_actions(part: &Part, open: &Open) -> bool {
    part.joined.actions.iter().any(|one| is_open(one, open))
}

/// An action as typed.
pub struct Planned<'a> {
    pub form: Uuid,
    pub dossier: Option<DossierId>,
    pub what: &'a str,
    /// The id of a partner; nothing: the officer.
    pub owner: &'a str,
    /// `2026-12-04`
    pub day: &'a str,
}

impl Planned<'_> {
    fn faults(&self, pack: &Pack, now: Millis) -> Vec<Fault> {
        // From today on, and within three years: else it is a slip of the keys.
        let could_be = clock::whole_day(now) - DAY..now + 3 * 366 * DAY;
        let is_day = clock::start_of(self.day).is_some_and(|day| could_be.contains(&day));
        let known = self.owner.is_empty() || pack.partner(&self.owner.into()).is_some();
        let faults = [
            self.dossier
                .is_none()
                .then(|| Fault::new("dossier", "choose")),
            self.what
                .trim()
                .is_empty()
                .then(|| Fault::new("what", "case-what")),
            (self.what.chars().count() > 4 * words::LONGEST_LINE)
                .then(|| Fault::new("what", "case-what-long")),
            (!known).then(|| Fault::new("owner", "choose")),
            (!is_day).then(|| Fault::new("day", "case-day")),
        ];
        faults.into_iter().flatten().collect()
    }

    fn owner(&self, pack: &Pack) -> Owner {
        if self.owner.is_empty() {
            Owner::Officer
        } else {
            Owner::Partner(pack.partner_name(&PartnerId::from(self.owner)))
        }
    }
}

/// Puts an action in the plan. The same form with the same words puts it there once.
///
/// # Errors
/// What is wrong with it; [`Refusal::Closed`] when its dossier is closed.
pub async fn plan(
    app: &App,
    who: &Actor,
    id: CaseId,
    planned: &Planned<'_>,
    someone_else: &BTreeSet<String>,
) -> Ended {
    let (pack, now) = (app.tenants.get(who.tenant)?.pack, app.clock.now());
    let faults = planned.faults(&pack, now);
    let (Some(dossier), true) = (planned.dossier, faults.is_empty()) else {
        return Err(Refusal::Typed(faults));
    };
    let mut tx = app.db.begin().await?;
    let mut seen = taken(&mut tx, app, who, id).await?;
    may_be_planned((app, who), &seen, (dossier, planned.what), someone_else)?;
    let mut action = Action {
        id: planned.form.into(),
        what: planned.what.trim().to_owned(),
        owner: planned.owner(&pack),
        day: planned.day.to_owned(),
        signed: Signed::now(who, now),
    };
    let mut known = seen.parts.iter().flat_map(|(part, _)| &part.joined.actions);
    let was_sent = known.any(|one| one.id == action.id);
    let (mut part, mut open) = seen.take(dossier)?;
    if was_sent {
        if part.joined.actions.iter().any(|one| is_same(one, &action)) {
            return Ok(());
        }
        action.id = app.clock.id_without_time().into();
    }
    if open.is_closed() {
        return Err(Refusal::of("dossier", "case-dossier-closed"));
    }
    open_task(&mut open, &action);
    part.joined.actions.push(action);
    store::save_part(&mut tx, app, &open, &part).await?;
    let event = with_one(who, &audited::CASE_PLANNED, id);
    open.commit(tx, app, event).await
}

/// Opens the task of an action: by the end of its day.
fn open_task(open: &mut Open, action: &Action) {
    let day = clock::start_of(&action.day).map(calendar::day_of);
    let due = day.map_or(0, calendar::end_of_day);
    let about = action.id.to_string();
    open.tasks_mut().open(kind_of(action), &about, due);
}

/// May this stand in the plan, with this dossier?
fn may_be_planned(
    of: (&App, &Actor),
    seen: &Seen,
    (dossier, what): (DossierId, &str),
    someone_else: &BTreeSet<String>,
) -> Ended {
    if !seen.has(dossier) {
        return Err(Refusal::of("dossier", "case-meanwhile"));
    }
    let dossiers = seen.dossiers();
    words::nobody_reported(of, &dossiers, ("what", what), someone_else)?;
    words::what_is_of_one_dossier_names_nobody_of_another(&dossiers, dossier, ("what", what))
}

/// Was this planned in the same words?
fn is_same(one: &Action, other: &Action) -> bool {
    let said = |action: &Action| {
        (
            action.what.clone(),
            action.owner.clone(),
            action.day.clone(),
        )
    };
    one.signed.by == other.signed.by && said(one) == said(other)
}

/// Who said that the actions of a dossier were done.
pub(super) async fn doers(tx: &mut Reader, open: &Open) -> Result<deeds::Doers, Error> {
    deeds::doers(tx, open, &audited::CASE_DONE).await
}

/// What was planned was done, or the officer heard that it was.
pub async fn done(app: &App, who: &Actor, mut open: Open, action: ActionId) -> Ended {
    let mut tx = app.db.begin().await?;
    let (case, action) = planned_in(&mut tx, app, &open, action).await?;
    let about = action.id.to_string();
    if !open.tasks_mut().end(kind_of(&action), &about, How::Done) {
        return Ok(());
    }
    let event = with_one(who, &audited::CASE_DONE, case);
    open.commit(tx, app, deeds::about(event, action.id)).await
}

/// What was said to be done was not after all: it is something to do again, by the same day.
///
/// # Errors
/// A fault at `done` when somebody else said so, or its case is closed.
pub async fn not_done(app: &App, who: &Actor, mut open: Open, action: ActionId) -> Ended {
    let mut tx = app.db.begin().await?;
    // Nobody closes the case meanwhile.
    tenants::alone(&mut tx, who.tenant).await?;
    let (case, action) = planned_in(&mut tx, app, &open, action).await?;
    let deed = (&audited::CASE_DONE, kind_of(&action), action.id.into());
    if !deeds::what_was_done_is_taken_back_by_who_said_so(&mut tx, who, &open, deed).await? {
        return Ok(());
    }
    if !store::one(&mut tx, app, who.tenant, case).await?.is_open() {
        return Err(Refusal::of("done", CLOSED));
    }
    open_task(&mut open, &action);
    let event = with_one(who, &audited::CASE_UNDONE, case);
    open.commit(tx, app, deeds::about(event, action.id)).await
}

/// An action of a dossier, and the case in whose plan it stands.
async fn planned_in(
    tx: &mut Reader,
    app: &App,
    open: &Open,
    action: ActionId,
) -> Result<(CaseId, Action), Error> {
    let parts = store::of_dossier(tx, app, open).await?;
    let mut found = parts.into_iter().flat_map(|part| {
        let case = part.case;
        part.joined.actions.into_iter().map(move |one| (case, one))
    });
    let found = found.find(|(_, one)| one.id == action);
    found.ok_or(Error::NotFound)
}

/// What was planned for a dossier and not done: in every case that it is or was in.
pub const PLANNED: Holding = Holding::ToDo(&[&DO, &ASK], |tx, app, open| {
    Box::pin(async move {
        let parts = store::of_dossier(tx, app, open).await?;
        let all = parts.iter().flat_map(|part| &part.joined.actions);
        let all = all.map(|one| (kind_of(one), one.id.to_string()));
        deeds::left(
            tx,
            open,
            [&audited::CASE_DONE, &audited::CASE_UNDONE],
            all.collect(),
        )
        .await
    })
});

/// What is put on the agenda, of one dossier.
pub struct Item {
    pub dossier: DossierId,
    pub text: String,
    pub someone_else: BTreeSet<String>,
    pub may_stand: BTreeSet<String>,
    /// Whom of the partner that sent the signal was asked, where it wants that.
    pub asked_partner: String,
}

/// What cannot be done with what was sent, and of which dossier; of none: of the whole.
pub type Refused = Vec<(Option<DossierId>, Refusal)>;

/// Puts dossiers of a case on the agenda of its table, each with its own words; all of them, or none.
///
/// # Errors
/// What cannot stand there.
pub async fn put_on_agenda(
    app: &App,
    who: &Actor,
    id: CaseId,
    items: Vec<Item>,
) -> Result<(), Refused> {
    let whole = |refusal: Refusal| vec![(None, refusal)];
    let failed = |error: Error| vec![(None, Refusal::from(error))];
    if items.is_empty() {
        return Err(whole(Refusal::of("text-1", "case-agenda-none")));
    }
    let mut tx = app.db.begin().await.map_err(failed)?;
    let mut seen = taken(&mut tx, app, who, id).await.map_err(whole)?;
    let Some(table) = seen.case.content.head.table.clone() else {
        return Err(whole(Refusal::of("text-1", "case-no-table")));
    };
    let mut refused: Refused = Vec::new();
    for item in &items {
        if let Err(refusal) = no_dossier_keeps_it((app, who), &seen, item) {
            refused.push((Some(item.dossier), refusal));
        }
    }
    for item in items {
        let one = item.dossier;
        match put_one(&mut tx, app, who, (&mut seen, &table), item).await {
            Ok(None) => {}
            Ok(Some(event)) => {
                let event = event.with("case", id.to_string());
                tx.record(app, event).await.map_err(failed)?;
            }
            Err(refusal) => refused.push((Some(one), refusal)),
        }
    }
    if !refused.is_empty() {
        return Err(refused);
    }
    let event = Event::by(who, Role::Officer, &audited::CASE_TABLED)
        .with("case", id.to_string())
        .with("table", table.as_str());
    tx.commit(app, event).await.map_err(failed)
}

/// A table reads the words of all dossiers of a case: none of them may say who reported another, or hold what another
/// keeps back. The dossier itself asks about its own.
fn no_dossier_keeps_it((app, who): (&App, &Actor), seen: &Seen, item: &Item) -> Ended {
    let (own, others): (Vec<&Open>, Vec<&Open>) = seen
        .dossiers()
        .into_iter()
        .partition(|one| one.id() == item.dossier);
    let own = own.first().ok_or(Refusal::Changed)?;
    // What a roster knows is asked about once, by the dossier itself.
    let mut answered = item.someone_else.clone();
    answered.extend(consultations::asked(app, who, own, &item.text)?.telling);
    words::nobody_reported((app, who), &others, ("text", &item.text), &answered)
}

async fn put_one(
    tx: &mut Tx,
    app: &App,
    who: &Actor,
    (seen, table): (&mut Seen, &TableId),
    item: Item,
) -> Ended<Option<Event>> {
    if !seen.has(item.dossier) {
        return Err(Refusal::Changed);
    }
    let (_, open) = seen.take(item.dossier)?;
    let words = Words {
        table: table.clone(),
        text: item.text,
        someone_else: item.someone_else,
        may_stand: item.may_stand,
        asked_partner: item.asked_partner,
    };
    consultations::put_at(tx, app, who, &open, &words).await
}
