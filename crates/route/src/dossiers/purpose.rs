//! What a dossier is opened for, and whether it can be where it stands. No I/O.

use crate::signals::{Stage, State};

/// What somebody opens a dossier for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To read it.
    Read,
    /// To add words to it: a note, the agenda, what a consultation said, what is known of somebody.
    Add,
    /// To do what another part of the approach asks for, while it is open.
    Act,
    /// Step 3-4.
    Assess,
    /// Step 4-5.
    Refer,
    /// Step 5: what came back.
    Feedback,
    /// Step 6: a message to the reporter on the way.
    Tell,
    /// Step 6: the end.
    Close,
    Reopen,
    Destroy,
}

impl Purpose {
    /// Does the route lead there from where the dossier stands?
    #[must_use]
    pub fn fits(self, state: State) -> bool {
        match self {
            Self::Read | Self::Add | Self::Tell => true,
            // Of closing, the page says what must be done first, and the act refuses.
            Self::Act | Self::Assess | Self::Feedback | Self::Close => !state.is_closed(),
            Self::Refer => matches!(state.stage(), Stage::Assessed | Stage::Referred),
            Self::Reopen | Self::Destroy => state.is_closed(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signals::Outcome;

    #[test]
    fn what_is_closed_is_read_added_to_reopened_or_destroyed_and_nothing_else() {
        let closed = State::NEW
            .assess()
            .and_then(|state| state.close(0, Outcome::Local))
            .unwrap();
        for purpose in [
            Purpose::Act,
            Purpose::Assess,
            Purpose::Refer,
            Purpose::Feedback,
            Purpose::Close,
        ] {
            assert!(!purpose.fits(closed), "{purpose:?}");
        }
        for purpose in [
            Purpose::Read,
            Purpose::Add,
            Purpose::Reopen,
            Purpose::Destroy,
        ] {
            assert!(purpose.fits(closed), "{purpose:?}");
        }
    }

    #[test]
    fn nothing_is_handed_over_before_it_was_assessed() {
        assert!(!Purpose::Refer.fits(State::NEW));
        assert!(!Purpose::Destroy.fits(State::NEW));
    }
}
