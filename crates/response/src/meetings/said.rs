//! What is typed of one item of a meeting: what was said, and what was agreed. No I/O.

use std::collections::BTreeSet;

use platform::clock::{self, DAY};
use platform::{App, Millis};
use route::dossiers::Fault;

use super::model::{Action, Attendee, ItemId, Meeting, Owner};

/// So many characters are said of one item at most: two pages.
pub const LONGEST: usize = 6000;

/// Something that was agreed, as typed.
#[derive(Default)]
pub struct Agreed {
    pub what: String,
    /// The id of an attendee; nobody is the officer.
    pub owner: String,
    pub day: String,
}

impl Agreed {
    /// Is there a day by which it can be done? Not before the day of the meeting, nor more than three years ahead: else it
    /// is a slip of the keys.
    pub(super) fn has_day(&self, met: Millis, now: Millis) -> bool {
        let could_be = |day| clock::days_between(met, day) >= 0 && day < now + 3 * 366 * DAY;
        clock::start_of(&self.day).is_some_and(could_be)
    }

    fn is_said(&self) -> bool {
        !self.what.trim().is_empty()
    }
}

/// What is typed of one item.
pub struct Said {
    pub item: ItemId,
    pub text: String,
    /// A line each; one without words is none.
    pub actions: Vec<Agreed>,
    /// Words that may be the reporter's, and that the officer says to be somebody else's.
    pub someone_else: BTreeSet<String>,
}

impl Said {
    pub(super) fn agreed(&self) -> impl Iterator<Item = &Agreed> {
        self.actions.iter().filter(|one| one.is_said())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.text.trim().is_empty() && self.agreed().next().is_none()
    }

    /// All words that others read: who does it was chosen, not written.
    pub(super) fn words(&self) -> String {
        let mut words = vec![self.text.as_str()];
        words.extend(self.agreed().map(|one| one.what.as_str()));
        words.join("\n")
    }

    /// What cannot be taken of what a meeting of this moment said.
    pub(super) fn faults(&self, met: Millis, now: Millis) -> Vec<Fault> {
        let no_day = |one: &Agreed| !one.has_day(met, now);
        let is_long = self.words().chars().count() > LONGEST;
        let faults = [
            self.text
                .trim()
                .is_empty()
                .then(|| Fault::new("text", "no-outcome")),
            self.agreed()
                .any(no_day)
                .then(|| Fault::new("day", "meeting-agreed-day")),
            is_long.then(|| Fault::new("text", "meeting-long")),
        ];
        faults.into_iter().flatten().collect()
    }

    /// The lines of which the day cannot be.
    pub(super) fn without_day(&self, met: Millis, now: Millis) -> impl Iterator<Item = usize> {
        let lines = self.actions.iter().enumerate();
        lines.filter_map(move |(at, one)| (one.is_said() && !one.has_day(met, now)).then_some(at))
    }

    /// What was agreed. What stood in `before` in the same words and for the same person is that agreement still, whatever
    /// its day; anything else is a new one.
    pub(super) fn actions(&self, app: &App, meeting: &Meeting, before: &[Action]) -> Vec<Action> {
        let mut known: Vec<&Action> = before.iter().collect();
        let mut all = Vec::new();
        for one in self.agreed() {
            let mut attendees = meeting.content.attendees.iter();
            let doer = attendees.find(|attendee| attendee.id.to_string() == one.owner);
            let owner = |doer: &Attendee| Owner::Other(doer.said());
            let mut action = Action {
                id: app.clock.id_without_time().into(),
                what: one.what.trim().to_owned(),
                owner: doer.map_or(Owner::Officer, owner),
                attendee: doer.map(|doer| doer.id),
                day: one.day.clone(),
            };
            if let Some(at) = known.iter().position(|old| old.is_same(&action)) {
                action.id = known.remove(at).id;
            }
            all.push(action);
        }
        all
    }
}
