//! The talk with the reporter in the order in which it was said: what the officer told and asked, and what
//! the reporter added, answered or wrote first. No I/O.
//!
//! Of what a reporter writes only the hour is known; so it says which messages stood before them.

use crate::additions::Addition;
use crate::record::{Entry, EntryKind, last_question};

/// One thing that was said.
#[derive(Debug, Clone)]
pub enum Said {
    Officer(Entry),
    Reporter(Addition),
}

/// What the officer told and asked, and what came from the reporter.
#[must_use]
pub fn in_order(messages: Vec<Entry>, additions: Vec<Addition>) -> Vec<Said> {
    let (mut said, mut seen) = (Vec::new(), 0);
    let mut messages = messages.into_iter().peekable();
    for added in additions {
        let told = added.told.unwrap_or(0);
        while let Some(message) = messages.next_if(|next| seen < told || next.at <= added.at) {
            said.push(Said::Officer(message));
            seen += 1;
        }
        said.push(Said::Reporter(added));
    }
    said.extend(messages.map(Said::Officer));
    said
}

/// Does the last question wait for the reporter? Whatever they write with the question before them answers
/// it; closing the dossier ends the waiting.
#[must_use]
pub fn awaits(entries: &[Entry], additions: &[Addition]) -> bool {
    let of_talk = |entry: &&Entry| matches!(entry.kind, EntryKind::Message | EntryKind::Asked);
    let messages: Vec<Entry> = entries.iter().filter(of_talk).cloned().collect();
    let asked = last_question(&messages);
    let Some(question) = asked.checked_sub(1).map(|at| &messages[at]) else {
        return false;
    };
    let is_over = |entry: &Entry| entry.kind == EntryKind::Closed && entry.at >= question.at;
    let answers = |added: &Addition| added.told.is_some_and(|told| told >= asked);
    !entries.iter().any(is_over) && !additions.iter().any(answers)
}

#[cfg(test)]
mod tests {
    use platform::Millis;
    use uuid::Uuid;

    use super::*;

    fn entry(kind: EntryKind, at: Millis) -> Entry {
        Entry {
            id: Uuid::nil(),
            kind,
            about: String::new(),
            text: format!("{at}"),
            at,
            author: Uuid::nil().into(),
        }
    }

    fn added(at: Millis, told: Option<usize>) -> Addition {
        Addition {
            id: Uuid::nil(),
            at,
            sent: String::new(),
            danger: false,
            statements: Vec::new(),
            place: String::new(),
            when: String::new(),
            subjects: Vec::new(),
            indicators: Vec::new(),
            files: 0,
            contact: false,
            told,
            waits: true,
        }
    }

    fn order(messages: Vec<Entry>, additions: Vec<Addition>) -> Vec<Millis> {
        let at = |said: Said| match said {
            Said::Officer(entry) => entry.at,
            Said::Reporter(added) => -added.at,
        };
        in_order(messages, additions).into_iter().map(at).collect()
    }

    /// An answer of the same hour stands behind its question, and before what came while it was written.
    #[test]
    fn an_answer_stands_behind_its_question() {
        let asked = vec![entry(EntryKind::Asked, 120), entry(EntryKind::Message, 140)];
        let answers = vec![added(100, Some(1)), added(200, Some(2))];
        assert_eq!(order(asked, answers), [120, -100, 140, -200]);
    }

    #[test]
    fn what_came_before_stands_before() {
        let asked = vec![entry(EntryKind::Asked, 120)];
        assert_eq!(order(asked.clone(), vec![added(100, None)]), [-100, 120]);
        assert_eq!(order(asked, vec![added(200, None)]), [120, -200]);
    }

    #[test]
    fn a_question_waits_until_it_was_read_and_something_came() {
        let asked = vec![entry(EntryKind::Message, 110), entry(EntryKind::Asked, 120)];
        assert!(awaits(&asked, &[]));
        assert!(awaits(&asked, &[added(200, Some(1)), added(200, None)]));
        assert!(!awaits(&asked, &[added(200, Some(2))]));
        let mut closed = asked.clone();
        closed.push(entry(EntryKind::Closed, 130));
        assert!(!awaits(&closed, &[]));
        closed.push(entry(EntryKind::Asked, 150));
        assert!(awaits(&closed, &[added(200, Some(2))]));
        assert!(!awaits(&asked[..1], &[]));
    }
}
