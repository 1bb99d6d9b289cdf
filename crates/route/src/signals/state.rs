//! Where a signal stands on the route. No I/O.

use platform::Millis;

use super::model::Outcome;

/// Where a signal stands, with what belongs to that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    Received,
    Assessed,
    Referred,
    /// Terms count from the moment; it stays, whatever is noted afterwards.
    Closed {
        at: Millis,
        outcome: Outcome,
    },
}

/// A stage that the route led to: only a step of the route makes another one, and what no step leads
/// to cannot be written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct State(Stage);

/// The route has no such step from where the dossier stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoSuchStep;

type Step = Result<State, NoSuchStep>;

impl State {
    /// Where every signal begins.
    pub const NEW: Self = Self(Stage::Received);

    #[must_use]
    pub fn stage(self) -> Stage {
        self.0
    }

    #[must_use]
    pub fn id(self) -> &'static str {
        match self.0 {
            Stage::Received => "received",
            Stage::Assessed => "assessed",
            Stage::Referred => "referred",
            Stage::Closed { .. } => "closed",
        }
    }

    /// As it stands in the database.
    pub(super) fn stored(id: &str, closed: Option<Millis>, outcome: Option<&str>) -> Option<Self> {
        Some(Self(match (id, closed, outcome) {
            ("received", None, None) => Stage::Received,
            ("assessed", None, None) => Stage::Assessed,
            ("referred", None, None) => Stage::Referred,
            ("closed", Some(at), Some(outcome)) => Stage::Closed {
                at,
                outcome: Outcome::parse(outcome)?,
            },
            _ => return None,
        }))
    }

    #[must_use]
    pub fn is_closed(self) -> bool {
        self.closing().is_some()
    }

    /// When it was closed, and what came of it.
    #[must_use]
    pub fn closing(self) -> Option<(Millis, Outcome)> {
        match self.0 {
            Stage::Closed { at, outcome } => Some((at, outcome)),
            _ => None,
        }
    }

    /// What lies behind it: that it was reported, assessed, handed over, closed. The lines of steps that
    /// the officer and the reporter see both go by this, so that they never contradict each other.
    #[must_use]
    pub fn behind(self) -> [bool; 4] {
        let referred = match self.0 {
            Stage::Closed { outcome, .. } => outcome == Outcome::Referred,
            stage => stage == Stage::Referred,
        };
        [true, self != Self::NEW, referred, self.is_closed()]
    }

    /// Step 3-4: the officer weighs it, as often as needed until it is closed.
    pub fn assess(self) -> Step {
        match self.0 {
            Stage::Received | Stage::Assessed => Ok(Self(Stage::Assessed)),
            Stage::Referred => Ok(self),
            Stage::Closed { .. } => Err(NoSuchStep),
        }
    }

    /// Step 4-5: nothing is handed over before it was assessed.
    pub fn refer(self) -> Step {
        match self.0 {
            Stage::Assessed | Stage::Referred => Ok(Self(Stage::Referred)),
            Stage::Received | Stage::Closed { .. } => Err(NoSuchStep),
        }
    }

    /// Step 6 done.
    pub fn close(self, at: Millis, outcome: Outcome) -> Step {
        match self.0 {
            Stage::Assessed | Stage::Referred => Ok(Self(Stage::Closed { at, outcome })),
            Stage::Received | Stage::Closed { .. } => Err(NoSuchStep),
        }
    }

    /// With a reason, which the act records.
    pub fn reopen(self) -> Step {
        match self.0 {
            Stage::Closed { .. } => Ok(Self(Stage::Assessed)),
            _ => Err(NoSuchStep),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Whatever the officer tries, in whatever order: nothing is referred or closed that was
        /// not assessed, and a closed dossier only reopens.
        #[test]
        fn the_route_is_walked_in_order(steps in proptest::collection::vec(0u8..4, 0..30)) {
            let (mut state, mut assessed) = (State::NEW, false);
            for (at, step) in (0..).zip(steps) {
                let next = match step {
                    0 => state.assess(),
                    1 => state.refer(),
                    2 => state.close(at, Outcome::Local),
                    _ => state.reopen(),
                };
                let Ok(next) = next else { continue };
                assessed |= step == 0;
                prop_assert!(assessed, "{:?} before it was assessed", next);
                prop_assert_eq!(state.is_closed(), step == 3);
                let closing = next.closing();
                let stored = State::stored(
                    next.id(),
                    closing.map(|(at, _)| at),
                    closing.map(|(_, outcome)| outcome.id()),
                );
                prop_assert_eq!(stored, Some(next));
                state = next;
            }
        }
    }

    #[test]
    fn what_the_route_does_not_know_is_not_read() {
        assert_eq!(State::stored("closed", None, Some("local")), None);
        assert_eq!(State::stored("closed", Some(1), Some("vanished")), None);
        assert_eq!(State::stored("assessed", Some(1), None), None);
    }
}
