//! What a signal is. No I/O.

use std::collections::BTreeSet;
use std::fmt;

use platform::Clock;
use policy::Pack;
use serde::{Deserialize, Serialize};

use super::subject::{Subject, SubjectId, SubjectKind};

codes!(
    /// Two ways in: about a person, or about a place where exploitation presumably happens.
    Kind { Person = "persoon", Place = "plaats" }
);
codes!(
    /// Kept apart per statement, because the police needs to know. `Said`: written to the officer later, as
    /// an answer or by themselves.
    Source { Seen = "seen", Heard = "heard", Concluded = "concluded", Said = "said" }
);
codes!(
    /// How the reporter may be reached. `None`: not at all, and then no message is sent.
    Contact { Here = "here", Phone = "phone", Mail = "mail", None = "none" }
);
codes!(
    /// What came of a signal (bijlage 2, stap 6).
    Outcome {
        Referred = "referred",
        Local = "local",
        OtherProblem = "other_problem",
        NoFollowUp = "no_follow_up",
        Merged = "merged",
    }
);

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    pub source: Source,
    pub text: String,
}

/// What was reported. Sealed as a whole under the dossier's key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    pub danger: bool,
    pub statements: Vec<Statement>,
    pub place: String,
    pub when: String,
    pub subjects: Vec<Subject>,
    /// Ids of the indicator card, with the pack version in the dossier.
    pub indicators: Vec<String>,
    /// Discussed with the own team coordinator? (stap 1)
    pub coordinator: Option<bool>,
    /// What the officers call it; until they do, its first words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

impl Report {
    /// Somebody or something involved, by its id.
    #[must_use]
    pub fn subject(&self, id: SubjectId) -> Option<&Subject> {
        self.subjects.iter().find(|subject| subject.id == id)
    }

    /// How everybody and everything that is involved is called.
    #[must_use]
    pub fn names(&self) -> Vec<&str> {
        let names = self
            .subjects
            .iter()
            .map(|subject| subject.get(super::Field::Name));
        names.filter(|name| !name.is_empty()).collect()
    }

    /// The same, to add to what is known of it.
    pub fn subject_mut(&mut self, id: SubjectId) -> Option<&mut Subject> {
        self.subjects.iter_mut().find(|subject| subject.id == id)
    }

    /// Adds somebody or something of whom nothing is known yet, behind the others; gives the id.
    pub fn involve(&mut self, kind: SubjectKind, clock: &Clock) -> SubjectId {
        let id = clock.id_without_time().into();
        self.subjects.push(Subject::new(id, kind));
        id
    }

    /// Does every subject have an id, and none the id of another? For `meldroute check`.
    #[must_use]
    pub fn tells_subjects_apart(&self) -> bool {
        let ids: BTreeSet<_> = self.subjects.iter().map(|subject| subject.id).collect();
        ids.len() == self.subjects.len() && !ids.contains(&SubjectId::of_before())
    }

    /// Nothing that can be looked at: one tick, somebody or a place is something.
    #[must_use]
    pub fn says_nothing(&self) -> bool {
        !self.danger
            && self.statements.is_empty()
            && self.place.is_empty()
            && self.subjects.is_empty()
            && self.indicators.is_empty()
    }

    /// Danger now, or one critical indicator, puts a signal on top by itself (no score).
    #[must_use]
    pub fn is_urgent(&self, pack: &Pack) -> bool {
        let critical = |id: &String| {
            pack.indicator(id)
                .is_some_and(|indicator| indicator.critical)
        };
        self.danger
            || self.indicators.iter().any(critical)
            || self.subjects.iter().any(|subject| subject.minor)
    }

    /// What was reported, without what was written to the officer: that leaves only when somebody ticks it.
    #[must_use]
    pub fn without_talk(&self) -> Self {
        let mut report = self.clone();
        report
            .statements
            .retain(|statement| statement.source != Source::Said);
        report
    }

    /// A first line for lists.
    #[must_use]
    pub fn summary(&self) -> String {
        let line: String = self.words().collect::<Vec<_>>().join(" ");
        if line.chars().count() > 110 {
            line.chars().take(108).collect::<String>() + " …"
        } else {
            line
        }
    }

    /// A name to know it by: as the officers call it, or else the first eight words, or fewer when a
    /// sentence ends before.
    #[must_use]
    pub fn title(&self) -> String {
        if let Some(name) = &self.name {
            return name.clone();
        }
        let (mut title, mut more) = (String::new(), self.words().peekable());
        for word in more.by_ref().take(8) {
            if !title.is_empty() {
                title.push(' ');
            }
            title.extend(word.chars().take(40));
            if word.ends_with(['.', '!', '?']) && title.len() > 12 {
                return title.trim_end_matches('.').to_owned();
            }
        }
        if more.peek().is_some() {
            title.push_str("\u{a0}…");
        }
        title
    }

    /// Is somebody involved a minor, or perhaps?
    #[must_use]
    pub fn has_minor(&self) -> bool {
        self.subjects.iter().any(|subject| subject.minor)
    }

    fn words(&self) -> impl Iterator<Item = &str> {
        let first = self.statements.first();
        first
            .map_or(self.place.as_str(), |statement| statement.text.as_str())
            .split_whitespace()
    }
}

/// A reference to read aloud: eight characters without 0/O and 1/I, in two groups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference(String);

const ALPHABET: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

impl Reference {
    #[must_use]
    pub fn random() -> Self {
        let letters = vault::random::<8>().map(|byte| char::from(ALPHABET[usize::from(byte) % 32]));
        Self(letters.iter().collect())
    }

    /// Reads what somebody typed: case, spaces and dashes do not matter.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        let text: String = typed
            .chars()
            .filter(|c| c.is_alphanumeric())
            .map(|c| c.to_ascii_uppercase())
            .collect();
        let good = text.len() == 8 && text.bytes().all(|b| ALPHABET.contains(&b));
        good.then_some(Self(text))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (a, b) = self.0.split_at(4);
        write!(f, "{a}-{b}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_reference_survives_being_read_aloud(spaces in " {0,3}") {
            let reference = Reference::random();
            let spoken = format!("{spaces}{}", reference.to_string().to_lowercase().replace('-', " "));
            prop_assert_eq!(Reference::parse(&spoken), Some(reference.clone()));
            prop_assert!(!reference.as_str().contains(['0', 'O', '1', 'I']));
        }

        #[test]
        fn garbage_is_no_reference(text in ".{0,7}|.{9,20}") {
            prop_assume!(text.chars().filter(|c| c.is_alphanumeric()).count() != 8);
            prop_assert_eq!(Reference::parse(&text), None);
        }
    }
}
