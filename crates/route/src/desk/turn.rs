//! When a line of the worklist has its turn.

use platform::clock::DAY;
use platform::{Millis, calendar};

use crate::signals::{Horizon, Stretch, WorkItem};

/// When a line of the worklist has its turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Turn {
    /// Somebody may be in danger, and there is something to do: before everything.
    Urgent,
    Late,
    Today,
    /// Within seven days.
    Soon,
    Later,
    /// A partner has time to answer, also of what is urgent.
    Waiting,
}

/// Just behind today, and behind the seven days after it: what is due at the end of a day is due on that day.
fn ends(now: Millis) -> (Millis, Millis) {
    let tonight = calendar::end_of_day(calendar::day_of(now)) + 1;
    (tonight, tonight + 7 * DAY)
}

/// Up to when something urgent goes before everything else.
pub fn horizon(now: Millis) -> Horizon {
    let near = ends(now).1;
    Horizon { now, near }
}

impl Turn {
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

    /// What its tile counts. Whatever is late counts as late, urgent or not: urgent and late is both.
    /// What waits for somebody else is counted with what comes later.
    pub fn counted(self, now: Millis) -> Vec<Stretch> {
        let (tonight, near) = ends(now);
        let to_do = |urgent, from, until| Stretch {
            urgent,
            waits: false,
            from,
            until,
        };
        match self {
            Self::Urgent => vec![to_do(true, Millis::MIN, near)],
            Self::Late => vec![
                to_do(true, Millis::MIN, now),
                to_do(false, Millis::MIN, now),
            ],
            Self::Today => vec![to_do(false, now, tonight)],
            Self::Soon => vec![to_do(false, tonight, near)],
            Self::Later | Self::Waiting => horizon(now).stretches()[2..].to_vec(),
        }
    }

    pub fn of(item: &WorkItem, now: Millis) -> Self {
        if item.waits(now) {
            Self::Waiting
        } else {
            Self::due(item.urgent, item.due_at, now)
        }
    }

    /// When something has its turn that is to be done here.
    pub fn due(urgent: bool, due_at: Millis, now: Millis) -> Self {
        let (tonight, near) = ends(now);
        match due_at {
            due if urgent && due < near => Self::Urgent,
            due if due < now => Self::Late,
            due if due < tonight => Self::Today,
            due if due < near => Self::Soon,
            _ => Self::Later,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every line is in one stretch of the list, and the tiles count it: what is urgent and late twice,
    /// all else once.
    #[test]
    fn every_line_is_counted() {
        let now = 1_795_000_000_000;
        let dues = [
            0,
            now - 1,
            now,
            now + 1,
            now + DAY,
            now + 7 * DAY,
            now + 900 * DAY,
        ];
        let all = dues.iter().flat_map(|due| {
            let both = [true, false].into_iter();
            both.flat_map(move |urgent| [true, false].map(|waits| (*due, urgent, waits)))
        });
        for (due, urgent, waits) in all.filter(|(due, _, waits)| !waits || *due >= now) {
            let holds = |stretch: &Stretch| {
                stretch.urgent == urgent
                    && stretch.waits == waits
                    && (stretch.from..stretch.until).contains(&due)
            };
            let held = horizon(now)
                .stretches()
                .iter()
                .filter(|one| holds(one))
                .count();
            assert_eq!(held, 1, "{due} {urgent} {waits}");
            let tiles = Turn::COUNTED.iter().flat_map(|turn| turn.counted(now));
            let counted = tiles.filter(holds).count();
            let twice = urgent && due < now;
            assert_eq!(counted, if twice { 2 } else { 1 }, "{due} {urgent} {waits}");
        }
    }
}
