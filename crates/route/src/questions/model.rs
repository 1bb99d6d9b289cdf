//! What is asked and answered, and when that has its time. No I/O.

use platform::calendar::after_working_days;
use platform::clock::DAY;
use platform::db::{Column, Row, Value, misread};
use platform::{Millis, PersonId, Result, Role};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// So many characters has what somebody writes at most: two pages.
pub const LONGEST: usize = 6000;

/// Who reads what was asked, and answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum To {
    /// Whether something is a signal.
    Officer,
    /// What is about a colleague, a coordinator, an officer or the administrator: nobody of those sees it (ADR 45).
    Integrity,
}

impl To {
    pub const ALL: [Self; 2] = [Self::Officer, Self::Integrity];

    /// As it is stored; never changed.
    #[must_use]
    pub fn id(self) -> &'static str {
        self.role().id()
    }

    #[must_use]
    pub fn role(self) -> Role {
        match self {
            Self::Officer => Role::Officer,
            Self::Integrity => Role::Integrity,
        }
    }
}

impl Column for To {
    fn read(row: &Row, name: &str) -> Result<Self> {
        let id: String = row.get(name)?;
        let mut all = Self::ALL.into_iter();
        all.find(|to| to.id() == id).ok_or_else(|| misread(name))
    }

    fn value(&self) -> Value {
        self.id().into()
    }
}

/// Something that was said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    pub text: String,
    /// Of who asked, the hour.
    pub at: Millis,
    /// Who answered; `None`: who asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<PersonId>,
    /// With which form who asked sent it: sent twice it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<Uuid>,
}

/// So many times who asked wrote.
#[must_use]
pub fn asked(talk: &[Said]) -> usize {
    talk.iter().filter(|said| said.by.is_none()).count()
}

/// Whoever asks has an answer within two working days: thinking along helps while it is still a question.
#[must_use]
pub fn question_due(now: Millis) -> Millis {
    after_working_days(now, 2)
}

/// Whoever heard of a colleague says within two weeks what comes of it, again and again, until it is rounded off.
#[must_use]
pub fn followed_up_by(now: Millis) -> Millis {
    after_working_days(now, 10)
}

/// What was answered stays as long as a draft does.
#[must_use]
pub fn answered_until(now: Millis, draft_days: u16) -> Millis {
    now + Millis::from(draft_days) * DAY
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_answered_within_two_working_days() {
        // A Wednesday.
        let wednesday = 1_795_000_000_000;
        let due = question_due(wednesday);
        assert!(due > wednesday + DAY && due <= wednesday + 3 * DAY, "{due}");
    }

    #[test]
    fn what_was_answered_stays_as_long_as_a_draft() {
        assert_eq!(answered_until(5, 30), 5 + 30 * DAY);
    }

    #[test]
    fn what_was_sealed_is_read() {
        crate::golden::stays::<Vec<Said>>("question");
    }
}
