//! When a line of the worklist has its turn.

use platform::clock::DAY;
use platform::{Millis, calendar};

use crate::signals::{FEEDBACK, WorkItem};

/// When a line of the worklist has its turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Turn {
    /// Somebody may be in danger: before everything, whatever its deadline.
    Urgent,
    Late,
    Today,
    /// Within seven days.
    Soon,
    Later,
    /// A partner has time to answer.
    Waiting,
}

impl Turn {
    /// Each is a stretch of deadlines, so that it can be counted.
    pub const COUNTED: [Self; 5] = [
        Self::Urgent,
        Self::Late,
        Self::Today,
        Self::Soon,
        Self::Later,
    ];

    pub fn id(self) -> &'static str {
        match self {
            Self::Urgent => "urgent",
            Self::Late => "late",
            Self::Today => "today",
            Self::Soon => "soon",
            Self::Later => "later",
            Self::Waiting => "waiting",
        }
    }

    /// From which moment up to which its deadlines lie.
    pub fn stretch(self, now: Millis) -> (Millis, Millis) {
        let tonight = calendar::end_of_day(calendar::day_of(now));
        let week = tonight + 7 * DAY;
        match self {
            Self::Urgent | Self::Waiting => (Millis::MIN, Millis::MAX),
            Self::Late => (Millis::MIN, now),
            Self::Today => (now, tonight),
            Self::Soon => (tonight, week),
            Self::Later => (week, Millis::MAX),
        }
    }

    pub fn of(item: &WorkItem, now: Millis) -> Self {
        if item.urgent {
            return Self::Urgent;
        }
        let waits = item.next.is_some_and(|kind| kind.id == FEEDBACK.id);
        if waits && item.due_at >= now {
            return Self::Waiting;
        }
        let due = |turn: &Self| {
            let (from, until) = turn.stretch(now);
            (from..until).contains(&item.due_at)
        };
        let mut turns = [Self::Late, Self::Today, Self::Soon].into_iter();
        turns.find(due).unwrap_or(Self::Later)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every deadline has one turn, and the counts add up to the list.
    #[test]
    fn the_turns_are_all_deadlines_once() {
        let now = 1_795_000_000_000;
        for due in [
            0,
            now - 1,
            now,
            now + 1,
            now + DAY,
            now + 7 * DAY,
            now + 900 * DAY,
        ] {
            let turns = [Turn::Late, Turn::Today, Turn::Soon, Turn::Later];
            let held = turns.iter().filter(|turn| {
                let (from, until) = turn.stretch(now);
                (from..until).contains(&due)
            });
            assert_eq!(held.count(), 1, "{due}");
        }
    }
}
