//! Planning a meeting, and what is weighed before something is brought to it.

use std::collections::BTreeSet;

use accounts::people;
use platform::audit::Event;
use platform::clock::{self, DAY};
use platform::db::{Reader, Tx};
use platform::mail;
use platform::{Actor, App, Error, Millis, PersonId, Result, Role, tenants};
use policy::TableId;
use route::consultations;
use route::dossiers::{self, Ended, Fault, Open, Purpose, Refusal};
use route::record::AgendaItem;
use uuid::Uuid;

use super::ending::FORGOTTEN;
use super::model::{
    Asked, Attendee, Basis, Brought, Content, Item, ItemId, Meeting, MeetingId, State, Steps, Task,
};
use super::store;
use crate::audited;

/// Somebody without an account, as typed.
pub struct Other {
    pub name: String,
    pub role: String,
    pub mailbox: String,
}

/// The privacy steps, as chosen.
#[derive(Default)]
pub struct Weighed {
    pub task: Option<Task>,
    pub asked: Option<Asked>,
    pub sources: Vec<String>,
    pub basis: Option<Basis>,
}

impl Weighed {
    /// Before something is shared in order to decide: whose task it is, how sources were asked and which were weighed,
    /// and on what law the table may hear it (the privacy protocol of the VNG, check 2A).
    ///
    /// # Errors
    /// Every step that was not taken.
    pub fn steps(&self) -> std::result::Result<Steps, Vec<Fault>> {
        let asks = self.asked == Some(Asked::HitFirst);
        let faults = [
            self.task.is_none().then(|| Fault::new("task", "choose")),
            self.asked.is_none().then(|| Fault::new("asked", "choose")),
            (asks && self.sources.is_empty()).then(|| Fault::new("sources", "meeting-sources")),
            self.basis.is_none().then(|| Fault::new("basis", "choose")),
        ];
        let faults: Vec<Fault> = faults.into_iter().flatten().collect();
        match (self.task, self.asked, self.basis) {
            (Some(task), Some(asked), Some(basis)) if faults.is_empty() => Ok(Steps {
                task,
                asked,
                sources: if asks {
                    self.sources.clone()
                } else {
                    Vec::new()
                },
                basis,
            }),
            _ => Err(faults),
        }
    }
}

/// Name and function together: what stands on a line of the agenda.
const LONGEST_NAME: usize = 160;

/// A meeting as the officer plans it.
pub struct Plan {
    pub table: TableId,
    pub day: String,
    pub time: String,
    pub people: BTreeSet<PersonId>,
    pub others: Vec<Other>,
    /// Entries of the agenda.
    pub items: BTreeSet<Uuid>,
    pub weighed: Weighed,
    pub form: Uuid,
}

/// `9:30` and `09:30`, in minutes.
fn minutes(time: &str) -> Option<Millis> {
    let (hour, minute) = time.split_once([':', '.'])?;
    let (hour, minute): (Millis, Millis) = (hour.parse().ok()?, minute.parse().ok()?);
    let fits = (0..24).contains(&hour) && (0..60).contains(&minute) && time.len() <= 5;
    fits.then_some(hour * 60 + minute)
}

impl Plan {
    /// When it is, if that was typed well: the time may be left out.
    fn at(&self) -> Option<Millis> {
        let begins = clock::start_of(&self.day)?;
        match self.time.as_str() {
            "" => Some(begins),
            time => Some(begins + minutes(time)? * 60_000),
        }
    }

    fn faults(&self, now: Millis) -> Vec<Fault> {
        let day = clock::start_of(&self.day);
        // Recorded afterwards it may be; what is over, or more than a year off, is a slip of the keys.
        let could_be = now - FORGOTTEN..now + 366 * DAY;
        let no_day = day.is_none();
        let mailboxes = self.others.iter().map(|other| &other.mailbox);
        let bad = |mailbox: &&String| !mailbox.is_empty() && !mail::is_mailbox(mailbox);
        let bad: Vec<String> = mailboxes.filter(bad).cloned().collect();
        let long = |one: &Other| one.name.chars().count() + one.role.chars().count() > LONGEST_NAME;
        let nameless = |one: &Other| one.name.is_empty() && !one.mailbox.is_empty();
        let faults = [
            no_day.then(|| Fault::new("day", "meeting-day")),
            day.is_some_and(|day| !could_be.contains(&day))
                .then(|| Fault::new("day", "meeting-when")),
            (!no_day && self.at().is_none()).then(|| Fault::new("time", "meeting-time")),
            (!bad.is_empty()).then(|| Fault::new("others", "meeting-mailbox").naming(bad)),
            (self.others.iter().any(nameless)).then(|| Fault::new("others", "meeting-name")),
            (self.others.iter().any(long)).then(|| Fault::new("others", "meeting-name-long")),
            self.items
                .is_empty()
                .then(|| Fault::new("items", "meeting-items")),
        ];
        faults.into_iter().flatten().collect()
    }
}

/// Who has a seat at a table, with their names.
pub async fn seated(
    tx: &mut Reader,
    app: &App,
    who: &Actor,
    table: &TableId,
) -> Result<Vec<(PersonId, String)>> {
    let names = people::names(tx, app, who.tenant).await?;
    let seats = people::seats(tx, app, who.tenant).await?.into_iter();
    let here = seats.filter(|(_, tables)| tables.contains(table));
    let known = here.filter_map(|(person, _)| Some((person, names.get(&person)?.clone())));
    let mut found: Vec<_> = known.collect();
    found.sort_by(|one, other| one.1.cmp(&other.1));
    Ok(found)
}

/// What waits at a table and is not brought to a meeting that is still to come.
pub async fn waiting(
    tx: &mut Reader,
    app: &App,
    who: &Actor,
    table: &TableId,
) -> Result<Vec<AgendaItem>> {
    let mut taken = BTreeSet::new();
    for meeting in store::all(tx, app, who.tenant).await? {
        if meeting.is_planned() && meeting.table == *table {
            let items = store::items(tx, app, who.tenant, meeting.id).await?;
            taken.extend(items.into_iter().map(|(item, _)| item.brought.entry));
        }
    }
    let mut found = consultations::waiting_at(tx, app, who.tenant, table).await?;
    found.retain(|item| !taken.contains(&item.entry));
    Ok(found)
}

async fn attendees(tx: &mut Reader, app: &App, who: &Actor, plan: &Plan) -> Result<Vec<Attendee>> {
    let seated = seated(tx, app, who, &plan.table).await?.into_iter();
    let asked = seated.filter(|(person, _)| plan.people.contains(person));
    let asked = asked.map(|(person, name)| (Some(person), name, String::new(), String::new()));
    let others = plan.others.iter().filter(|other| !other.name.is_empty());
    let others = others.map(|one| {
        (
            None,
            one.name.clone(),
            one.role.clone(),
            one.mailbox.clone(),
        )
    });
    let each = asked.chain(others);
    Ok(each
        .map(|(person, name, role, mailbox)| Attendee {
            id: app.clock.id_without_time(),
            person,
            name,
            role,
            mailbox,
            came: false,
            link: None,
        })
        .collect())
}

/// How a plural ends that the policy calls people by, and how it ends of one of them.
const PLURALS: [(&str, &str); 5] = [
    ("’s", ""),
    ("'s", ""),
    ("issen", "is"),
    ("enten", "ent"),
    ("ers", "er"),
];

/// One of those whom the policy has at a table: the `wijkagent Montfoort` of its `wijkagenten Montfoort`. What is called as
/// one already stays as it is.
pub fn one_of(members: &str) -> String {
    let (first, rest) = members.split_at(members.find(' ').unwrap_or(members.len()));
    let one = PLURALS.iter().find_map(|(plural, one)| {
        let stem = first.strip_suffix(*plural)?;
        Some(format!("{stem}{one}"))
    });
    one.map_or_else(|| members.to_owned(), |one| format!("{one}{rest}"))
}

/// The form planned another meeting before.
pub const OTHERWISE: &str = "meeting-sent-otherwise";

/// The same form again: the meeting that it planned.
///
/// # Errors
/// [`Refusal::Typed`] when it says something else now: that is not taken for what was planned.
async fn planned_by(
    tx: &mut Reader,
    app: &App,
    who: &Actor,
    (plan, steps): (&Plan, &Steps),
) -> Ended<Option<MeetingId>> {
    let all = store::all(tx, app, who.tenant).await?;
    let found = all.into_iter().find(|one| one.content.planned == plan.form);
    let Some(there) = found else { return Ok(None) };
    let asked = attendees(tx, app, who, plan).await?;
    let items = store::items(tx, app, who.tenant, there.id).await?;
    let items: BTreeSet<Uuid> = items.iter().map(|(item, _)| item.brought.entry).collect();
    let is_same = (&there.table, Some(there.at)) == (&plan.table, plan.at())
        && (&there.content.time, &there.content.steps) == (&plan.time, steps)
        && are_same(&there.content.attendees, &asked)
        && items == plan.items;
    if is_same {
        Ok(Some(there.id))
    } else {
        Err(Refusal::of("day", OTHERWISE))
    }
}

/// The same people, asked in the same words.
fn are_same(some: &[Attendee], others: &[Attendee]) -> bool {
    let said = |one: &Attendee| {
        let words = (one.name.clone(), one.role.clone(), one.mailbox.clone());
        (one.person, words)
    };
    let all = |them: &[Attendee]| them.iter().map(said).collect::<Vec<_>>();
    all(some) == all(others)
}

/// Plans a meeting of a table, with what is brought to it. The same form twice plans it once; with other words it is
/// refused.
pub async fn plan(app: &App, who: &Actor, plan: &Plan) -> Ended<MeetingId> {
    let pack = app.tenants.get(who.tenant)?.pack;
    if pack.table(&plan.table).is_none() {
        return Err(Error::NotFound.into());
    }
    let (mut faults, steps) = (plan.faults(app.clock.now()), plan.weighed.steps());
    let (Some(at), Ok(steps), true) = (plan.at(), &steps, faults.is_empty()) else {
        faults.extend(steps.err().unwrap_or_default());
        return Err(Refusal::Typed(faults));
    };
    let mut tx = app.db.begin().await?;
    // Two at once would bring the same items to two meetings.
    tenants::alone(&mut tx, who.tenant).await?;
    if let Some(there) = planned_by(&mut tx, app, who, (plan, steps)).await? {
        return Ok(there);
    }
    let meeting = Meeting {
        id: app.clock.id().into(),
        table: plan.table.clone(),
        at,
        state: State::Planned,
        content: Content {
            time: plan.time.clone(),
            attendees: attendees(&mut tx, app, who, plan).await?,
            steps: steps.clone(),
            planned: plan.form,
            recorded: None,
        },
        version: 0,
    };
    let mut waiting = waiting(&mut tx, app, who, &plan.table).await?;
    waiting.retain(|item| plan.items.contains(&item.entry));
    if waiting.len() != plan.items.len() {
        // One was discussed or taken in meanwhile.
        return Err(Refusal::of("items", "meeting-items-changed"));
    }
    store::save(&mut tx, app, who.tenant, &meeting).await?;
    let mut event = Event::by(who, Role::Officer, &audited::MEETING_PLANNED)
        .with("meeting", meeting.id.to_string())
        .with("table", plan.table.as_str());
    for (at, waits) in waiting.into_iter().enumerate() {
        tx.record(app, event).await?;
        let open = dossiers::open(&mut tx, app, who, waits.dossier, Purpose::Add).await?;
        let item = new_item(app, &meeting, at + 1, waits);
        event = take_in(&mut tx, app, who, &open, &item).await?;
    }
    tx.commit(app, event).await?;
    Ok(meeting.id)
}

/// What waits, as it is brought: with the steps of the meeting.
fn new_item(app: &App, meeting: &Meeting, number: usize, waits: AgendaItem) -> Item {
    Item {
        id: app.clock.id().into(),
        dossier: waits.dossier,
        meeting: meeting.id,
        number: i64::try_from(number).unwrap_or(i64::MAX),
        brought: Brought {
            entry: waits.entry,
            text: waits.text,
            steps: meeting.content.steps.clone(),
            named: None,
            said: String::new(),
            corrected: None,
            actions: Vec::new(),
            execute: None,
            heard: Vec::new(),
        },
        version: 0,
    }
}

/// Writes an item; gives what is recorded of it: the steps, without content.
async fn take_in(tx: &mut Tx, app: &App, who: &Actor, open: &Open, item: &Item) -> Ended<Event> {
    store::save_item(tx, app, open, item).await?;
    let steps = &item.brought.steps;
    let mut event = Event::by(who, Role::Officer, &audited::MEETING_BROUGHT)
        .on(open.id())
        .with("meeting", item.meeting.to_string())
        .with("task", steps.task.id())
        .with("asked", steps.asked.id())
        .with("basis", steps.basis.id());
    if let Some(named) = item.brought.named {
        event = event.with("named", named.id());
    }
    Ok(event)
}

/// Weighs one item anew: its steps, and on what law a table that reads no names reads them here.
pub async fn weigh(
    app: &App,
    who: &Actor,
    (meeting, item): (MeetingId, ItemId),
    weighed: &Weighed,
    named: Option<Basis>,
) -> Ended {
    let steps = weighed.steps().map_err(Refusal::Typed)?;
    let mut tx = app.db.begin().await?;
    let there = store::one(&mut tx, app, who.tenant, meeting).await?;
    let items = store::items(&mut tx, app, who.tenant, meeting).await?;
    let found = items.into_iter().find(|(one, _)| one.id == item);
    let (mut item, _) = found.ok_or(Error::NotFound)?;
    if !there.is_planned() {
        return Err(Refusal::of("task", "meeting-over"));
    }
    let open = dossiers::open(&mut tx, app, who, item.dossier, Purpose::Add).await?;
    item.brought.steps = steps;
    item.brought.named = named;
    let event = take_in(&mut tx, app, who, &open, &item).await?;
    Ok(tx.commit(app, event).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_shared_before_the_privacy_steps_were_taken() {
        let mut weighed = Weighed::default();
        let missing = weighed.steps().unwrap_err();
        let fields: Vec<&str> = missing.iter().map(|fault| fault.field).collect();
        assert_eq!(fields, ["task", "asked", "basis"]);
        weighed.task = Some(Task::Care);
        weighed.asked = Some(Asked::HitFirst);
        weighed.basis = Some(Basis::PublicTask);
        assert_eq!(weighed.steps().unwrap_err()[0].field, "sources");
        weighed.sources = vec!["brp".to_owned()];
        assert_eq!(weighed.steps().unwrap().sources, ["brp"]);
        weighed.asked = Some(Asked::Nothing);
        assert!(weighed.steps().unwrap().sources.is_empty());
    }

    #[test]
    fn whom_a_policy_calls_by_many_is_one_person_on_the_form() {
        for (members, one) in [
            ("aandachtsfunctionarissen", "aandachtsfunctionaris"),
            ("wijkagenten Montfoort", "wijkagent Montfoort"),
            ("partners in het district", "partner in het district"),
            ("jongerenwerkers", "jongerenwerker"),
            ("BOA’s", "BOA"),
            ("politie", "politie"),
            ("RIEC", "RIEC"),
            ("Zorg- en Veiligheidshuis", "Zorg- en Veiligheidshuis"),
            ("", ""),
        ] {
            assert_eq!(one_of(members), one);
        }
    }

    #[test]
    fn a_time_is_read_as_people_write_it() {
        for (typed, minutes_of) in [("9:30", 570), ("09.30", 570), ("00:00", 0), ("23:59", 1439)] {
            assert_eq!(minutes(typed), Some(minutes_of));
        }
        for bad in ["24:00", "9", "9:60", "-1:00", "half tien"] {
            assert_eq!(minutes(bad), None, "{bad}");
        }
    }
}
