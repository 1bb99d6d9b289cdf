//! Where a signal stands on the route, and what is next. No I/O.

use platform::Millis;
use platform::clock::DAY;
use policy::Deadlines;

use super::model::NextStep;

/// Where a signal stands. Each transition consumes the old state and gives the new one, so that a
/// step that the route does not know cannot be written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    Received(Received),
    Assessed(Assessed),
    Referred(Referred),
    Closed(Closed),
}

/// Only this module can make one, so only a transition can make a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Step;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Received(Step);
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Assessed(Step);
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Referred(Step);
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed(Step);

impl Received {
    /// Step 3-4: the officer weighed it.
    #[must_use]
    pub fn assess(self) -> Assessed {
        Assessed(self.0)
    }
}

impl Assessed {
    #[must_use]
    pub fn assess_again(self) -> Assessed {
        self
    }

    /// Step 4-5: handed to the first partner.
    #[must_use]
    pub fn refer(self) -> Referred {
        Referred(self.0)
    }

    #[must_use]
    pub fn close(self) -> Closed {
        Closed(self.0)
    }
}

impl Referred {
    #[must_use]
    pub fn assess_again(self) -> Referred {
        self
    }

    #[must_use]
    pub fn refer_again(self) -> Referred {
        self
    }

    /// Step 6 done.
    #[must_use]
    pub fn close(self) -> Closed {
        Closed(self.0)
    }
}

impl Closed {
    /// With a reason, which the caller records.
    #[must_use]
    pub fn reopen(self) -> Assessed {
        Assessed(self.0)
    }
}

impl State {
    /// Where every signal begins.
    #[must_use]
    pub fn new() -> Self {
        Self::Received(Received(Step))
    }

    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Received(_) => "received",
            Self::Assessed(_) => "assessed",
            Self::Referred(_) => "referred",
            Self::Closed(_) => "closed",
        }
    }

    #[must_use]
    pub fn parse(id: &str) -> Option<Self> {
        [
            Self::Received(Received(Step)),
            Self::Assessed(Assessed(Step)),
            Self::Referred(Referred(Step)),
            Self::Closed(Closed(Step)),
        ]
        .into_iter()
        .find(|state| state.id() == id)
    }

    #[must_use]
    pub fn is_closed(self) -> bool {
        matches!(self, Self::Closed(_))
    }

    /// Assessing is possible until the dossier is closed.
    #[must_use]
    pub fn assess(self) -> Option<Self> {
        match self {
            Self::Received(state) => Some(Self::Assessed(state.assess())),
            Self::Assessed(state) => Some(Self::Assessed(state.assess_again())),
            Self::Referred(state) => Some(Self::Referred(state.assess_again())),
            Self::Closed(_) => None,
        }
    }

    /// Nothing is handed over before it was assessed.
    #[must_use]
    pub fn refer(self) -> Option<Self> {
        match self {
            Self::Assessed(state) => Some(Self::Referred(state.refer())),
            Self::Referred(state) => Some(Self::Referred(state.refer_again())),
            Self::Received(_) | Self::Closed(_) => None,
        }
    }

    #[must_use]
    pub fn close(self) -> Option<Self> {
        match self {
            Self::Assessed(state) => Some(Self::Closed(state.close())),
            Self::Referred(state) => Some(Self::Closed(state.close())),
            Self::Received(_) | Self::Closed(_) => None,
        }
    }

    #[must_use]
    pub fn reopen(self) -> Option<Self> {
        match self {
            Self::Closed(state) => Some(Self::Assessed(state.reopen())),
            _ => None,
        }
    }
}

impl Default for State {
    fn default() -> Self {
        Self::new()
    }
}

/// What is next, and by when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    pub next: NextStep,
    pub due: Millis,
}

/// What was done of the route so far, as far as it decides what is next.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// An obligatory partner was neither told nor passed over with a reason.
    pub obligation_open: bool,
    /// When the earliest open feedback is due.
    pub awaiting: Option<Millis>,
}

/// The next step of the route.
#[must_use]
pub fn plan(
    state: State,
    terms: &Deadlines,
    urgent: bool,
    now: Millis,
    progress: Progress,
) -> Plan {
    let after = |days: u16| now + Millis::from(days) * DAY;
    match state {
        State::Received(_) => {
            let days = if urgent {
                terms.urgent_assessment_days
            } else {
                terms.assessment_days
            };
            Plan {
                next: NextStep::Assess,
                due: after(days),
            }
        }
        State::Assessed(_) | State::Referred(_) if progress.obligation_open => Plan {
            next: NextStep::Refer,
            due: after(terms.referral_days),
        },
        State::Assessed(_) | State::Referred(_) => match progress.awaiting {
            Some(due) => Plan {
                next: NextStep::Feedback,
                due,
            },
            None => Plan {
                next: NextStep::Tell,
                due: after(terms.tell_reporter_days),
            },
        },
        State::Closed(_) => Plan {
            next: NextStep::None,
            due: 0,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use policy::Pack;
    use proptest::prelude::*;

    proptest! {
        /// Whatever the officer tries, in whatever order: nothing is referred or closed that was
        /// not assessed, and a closed dossier only reopens.
        #[test]
        fn the_route_is_walked_in_order(steps in proptest::collection::vec(0u8..4, 0..30)) {
            let (mut state, mut assessed) = (State::new(), false);
            for step in steps {
                let next = match step { 0 => state.assess(), 1 => state.refer(), 2 => state.close(), _ => state.reopen() };
                if let Some(next) = next {
                    assessed |= step == 0;
                    prop_assert!(assessed, "{:?} before it was assessed", next);
                    prop_assert_eq!(state.is_closed(), step == 3);
                    prop_assert_eq!(State::parse(next.id()), Some(next));
                    state = next;
                }
            }
        }
    }

    #[test]
    fn an_urgent_signal_is_due_sooner() {
        let pack = Pack::parse(include_str!("../../../../policies/montfoort.toml")).unwrap();
        let due = |urgent| {
            plan(
                State::new(),
                &pack.deadlines,
                urgent,
                0,
                Progress::default(),
            )
            .due
        };
        assert!(due(true) < due(false));
    }
}
