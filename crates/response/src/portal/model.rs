//! What is said about a handover, and when there is nothing left to say. No I/O.

use platform::Millis;
use platform::clock::DAY;
use serde::{Deserialize, Serialize};

/// What somebody says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// The partner takes it up.
    Accepted,
    /// The partner asks something.
    Asked,
    /// The partner lets know how it stands.
    Interim,
    /// The partner lets know what came of it.
    Final,
    /// "Niet voor ons": it is for somebody else, and for whom.
    HandedBack,
    /// The officer answers.
    Replied,
}

impl What {
    /// What a partner can say, in the order of its page.
    pub const OF_PARTNER: [Self; 5] = [
        Self::Accepted,
        Self::Asked,
        Self::Interim,
        Self::Final,
        Self::HandedBack,
    ];

    /// As a form sends it, and after `portal-said-` in the texts.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Asked => "asked",
            Self::Interim => "interim",
            Self::Final => "final",
            Self::HandedBack => "handed_back",
            Self::Replied => "replied",
        }
    }

    /// The message that it was heard.
    #[must_use]
    pub fn done(self) -> &'static str {
        match self {
            Self::Accepted => "portal-accepted",
            Self::Asked => "portal-asked",
            Self::Interim => "portal-interim",
            Self::Final => "portal-final",
            Self::HandedBack => "portal-handed-back",
            Self::Replied => "portal-replied",
        }
    }

    /// What a partner says by this id.
    #[must_use]
    pub fn of_partner(id: &str) -> Option<Self> {
        Self::OF_PARTNER.into_iter().find(|what| what.id() == id)
    }

    /// After this the partner has said all: the answer of the handover is there.
    #[must_use]
    pub fn ends(self) -> bool {
        matches!(self, Self::Final | Self::HandedBack)
    }

    /// Does the officer have to read it? That a partner takes it up is good to know.
    #[must_use]
    pub fn waits_for_officer(self) -> bool {
        !matches!(self, Self::Accepted | Self::Replied)
    }

    /// Can it be said without words?
    #[must_use]
    pub fn needs_words(self) -> bool {
        matches!(self, Self::Asked | Self::HandedBack | Self::Replied)
    }

    /// Does it say what became of it, by a code?
    #[must_use]
    pub fn has_outcome(self) -> bool {
        matches!(self, Self::Interim | Self::Final)
    }
}

/// What became of a handover, as far as the partner may tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    TakenUp,
    Joined,
    NotEnough,
    PassedOn,
    NothingFound,
    CannotSay,
}

impl Outcome {
    pub const ALL: [Self; 6] = [
        Self::TakenUp,
        Self::Joined,
        Self::NotEnough,
        Self::PassedOn,
        Self::NothingFound,
        Self::CannotSay,
    ];

    /// As a form sends it, and after `portal-outcome-` in the texts.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::TakenUp => "taken_up",
            Self::Joined => "joined",
            Self::NotEnough => "not_enough",
            Self::PassedOn => "passed_on",
            Self::NothingFound => "nothing_found",
            Self::CannotSay => "cannot_say",
        }
    }

    #[must_use]
    pub fn parse(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.id() == id)
    }
}

/// So much is said about one handover: whoever has a link cannot fill the house with it.
const MOST_SAID: usize = 60;

/// Can the partner say this now? It takes something up once, and after its last word nothing follows. When a
/// great deal was said, a last word is all that is left.
#[must_use]
pub fn can_say(what: What, earlier: &[What]) -> bool {
    if is_over(earlier) || what == What::Replied || (earlier.len() >= MOST_SAID && !what.ends()) {
        return false;
    }
    what != What::Accepted || !earlier.contains(&What::Accepted)
}

/// Has the partner said its last word?
#[must_use]
pub fn is_over(earlier: &[What]) -> bool {
    earlier.iter().any(|what| what.ends())
}

/// How a handover stands with its partner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    /// Nobody there said anything yet.
    TakeUp,
    /// The municipality wrote last: an answer to a question.
    Answer,
    /// The same, and nobody had asked.
    Wrote,
    /// The partner asked something, which the municipality did not read yet.
    Asked,
    /// The day by which feedback is asked for is near, or over.
    Feedback,
    Running,
    Done,
}

/// So long before the day feedback is something to do: a week.
const NEAR: Millis = 7 * DAY;

impl Stands {
    /// The headings of the list, in its order.
    pub const GROUPS: [&'static str; 3] = ["here-waits", "here-running", "here-done"];

    /// After `here-asks-` in the texts.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::TakeUp => "take-up",
            Self::Answer => "answer",
            Self::Wrote => "wrote",
            Self::Asked => "asked",
            Self::Feedback => "feedback",
            Self::Running => "running",
            Self::Done => "done",
        }
    }

    /// Below which heading.
    #[must_use]
    pub fn group(self) -> &'static str {
        match self {
            Self::TakeUp | Self::Answer | Self::Wrote | Self::Feedback => Self::GROUPS[0],
            Self::Asked | Self::Running => Self::GROUPS[1],
            Self::Done => Self::GROUPS[2],
        }
    }
}

/// What the partner said since the municipality wrote last.
fn since_reply(said: &[What]) -> &[What] {
    let reply = said.iter().rposition(|what| *what == What::Replied);
    &said[reply.map_or(0, |at| at + 1)..]
}

/// Is the last that the municipality wrote an answer to a question?
fn answers_a_question(said: &[What]) -> bool {
    let before = said.iter().rposition(|what| *what != What::Replied);
    let before = &said[..before.map_or(0, |at| at + 1)];
    since_reply(before).contains(&What::Asked)
}

/// Whose turn it is, beside what was said.
#[derive(Debug, Clone, Copy, Default)]
pub struct Turn {
    /// The municipality waits for nothing any more.
    pub finished: bool,
    /// The officer has not read, or answered, what the partner said last.
    pub unread: bool,
}

/// What waits for a partner (bijlage 2, stap 5): to say whether it takes it up, to read what the municipality wrote, and
/// to give feedback. Nothing, while the municipality has a question to answer.
#[must_use]
pub fn how_it_stands_with_a_partner(
    said: &[What],
    due_at: Millis,
    now: Millis,
    turn: Turn,
) -> Stands {
    match said.last() {
        _ if turn.finished || is_over(said) => Stands::Done,
        Some(What::Replied) if answers_a_question(said) => Stands::Answer,
        Some(What::Replied) => Stands::Wrote,
        None => Stands::TakeUp,
        Some(_) if turn.unread && since_reply(said).contains(&What::Asked) => Stands::Asked,
        Some(_) if due_at - NEAR <= now => Stands::Feedback,
        Some(_) => Stands::Running,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn what() -> impl Strategy<Value = What> {
        let all = [What::OF_PARTNER.as_slice(), &[What::Replied]].concat();
        proptest::sample::select(all)
    }

    proptest! {
        /// Whatever a partner tries, in whatever order: one last word, nothing of it behind that, and it takes
        /// something up once.
        #[test]
        fn after_its_last_word_a_partner_says_nothing(tried in prop::collection::vec(what(), 0..20)) {
            let mut said = Vec::new();
            for what in tried {
                if what == What::Replied || can_say(what, &said) {
                    said.push(what);
                }
            }
            let of_partner: Vec<What> = said.iter().copied().filter(|what| *what != What::Replied).collect();
            let ends = of_partner.iter().position(|what| what.ends());
            prop_assert!(ends.is_none_or(|at| at + 1 == of_partner.len()));
            let taken = of_partner.iter().filter(|what| **what == What::Accepted);
            prop_assert!(taken.count() <= 1);
        }
    }

    #[test]
    fn when_a_great_deal_was_said_a_last_word_is_left() {
        let said = [What::Asked; MOST_SAID];
        assert!(can_say(What::Asked, &said[1..]));
        assert!(!can_say(What::Asked, &said) && can_say(What::Final, &said));
    }

    #[test]
    fn how_it_stands_with_a_partner() {
        let due = 100 * DAY;
        let stands = |said: &[What], now| {
            super::how_it_stands_with_a_partner(said, due, now, Turn::default())
        };
        assert_eq!(stands(&[], 0), Stands::TakeUp);
        assert_eq!(stands(&[What::Accepted], 0), Stands::Running);
        assert_eq!(stands(&[What::Asked, What::Replied], 0), Stands::Answer);
        assert_eq!(stands(&[What::Accepted], due - NEAR), Stands::Feedback);
        assert_eq!(stands(&[What::Interim], due + DAY), Stands::Feedback);
        for last in [What::Final, What::HandedBack] {
            assert_eq!(
                stands(&[What::Accepted, last, What::Replied], due),
                Stands::Done
            );
        }
        let finished = Turn {
            finished: true,
            unread: false,
        };
        assert_eq!(
            super::how_it_stands_with_a_partner(&[], due, 0, finished),
            Stands::Done
        );
    }

    #[test]
    fn whoever_asked_waits_for_the_municipality() {
        let due = 100 * DAY;
        let unread = Turn {
            finished: false,
            unread: true,
        };
        let stands =
            |said: &[What], now, turn| super::how_it_stands_with_a_partner(said, due, now, turn);
        for said in [
            &[What::Asked][..],
            &[What::Asked, What::Accepted],
            &[What::Asked, What::Replied, What::Asked],
        ] {
            for now in [0, due + DAY] {
                assert_eq!(stands(said, now, unread), Stands::Asked, "{said:?}");
            }
        }
        // The officer read it, and nothing has to be answered.
        let read = Turn::default();
        assert_eq!(stands(&[What::Asked], due, read), Stands::Feedback);
        // An interim message that nobody read yet is no question.
        assert_eq!(stands(&[What::Interim], due, unread), Stands::Feedback);
        for (said, expected) in [
            (
                &[What::Asked, What::Replied, What::Replied][..],
                Stands::Answer,
            ),
            (&[What::Accepted, What::Replied], Stands::Wrote),
            (&[What::Replied], Stands::Wrote),
            (
                &[What::Asked, What::Replied, What::Interim, What::Replied],
                Stands::Wrote,
            ),
        ] {
            assert_eq!(stands(said, 0, read), expected, "{said:?}");
        }
    }

    #[test]
    fn what_a_form_sends_is_read_as_it_was_shown() {
        for what in What::OF_PARTNER {
            assert_eq!(What::of_partner(what.id()), Some(what));
        }
        // The officer alone replies.
        assert_eq!(What::of_partner(What::Replied.id()), None);
        for outcome in Outcome::ALL {
            assert_eq!(Outcome::parse(outcome.id()), Some(outcome));
        }
    }
}
