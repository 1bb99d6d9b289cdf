//! What a signal is. No I/O.

use std::collections::BTreeMap;
use std::fmt;

use platform::Millis;
use policy::{Capacity, Pack};
use serde::{Deserialize, Serialize};

codes!(
    /// Two ways in: about a person, or about a place where exploitation presumably happens.
    Kind { Person = "persoon", Place = "plaats" }
);
codes!(
    /// Kept apart per statement, because the police needs to know.
    Source { Seen = "seen", Heard = "heard", Concluded = "concluded" }
);
codes!(SubjectKind {
    Person = "person",
    Organisation = "organisation",
    Address = "address",
    Vehicle = "vehicle",
    Phone = "phone",
    Online = "online",
});
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
codes!(
    /// What may be known of a subject; nothing is required.
    Field {
        Name = "name",
        Birth = "birth",
        Address = "address",
        Phone = "phone",
        Plate = "plate",
        Online = "online",
        More = "more",
    }
);

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    pub source: Source,
    pub text: String,
}

/// A person, organisation, address, vehicle, phone or online name that is involved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subject {
    pub kind: SubjectKind,
    /// Somebody can be victim here and suspect there, and that changes: the last one holds, the
    /// earlier ones stay.
    pub capacities: Vec<(String, Millis)>,
    pub minor: bool,
    /// As the reporter gave it.
    pub fields: BTreeMap<String, String>,
    /// What the officer added or corrected; the reporter does not hear this (stap 6).
    #[serde(default)]
    pub known: BTreeMap<String, String>,
}

impl Subject {
    /// Somebody of whom nothing is known yet.
    #[must_use]
    pub fn new(kind: SubjectKind) -> Self {
        Self {
            kind,
            capacities: Vec::new(),
            minor: false,
            fields: BTreeMap::new(),
            known: BTreeMap::new(),
        }
    }

    #[must_use]
    pub fn get(&self, field: Field) -> &str {
        self.known
            .get(field.id())
            .or_else(|| self.fields.get(field.id()))
            .map_or("", String::as_str)
    }

    #[must_use]
    pub fn capacity(&self) -> &str {
        self.capacities.last().map_or(Capacity::OTHER, |(id, _)| id)
    }

    /// What to call it in a list.
    #[must_use]
    pub fn title(&self) -> &str {
        [
            Field::Name,
            Field::Address,
            Field::Plate,
            Field::Phone,
            Field::Online,
            Field::Birth,
            Field::More,
        ]
        .into_iter()
        .map(|field| self.get(field))
        .find(|text| !text.is_empty())
        .unwrap_or("?")
    }
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
}

impl Report {
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

    /// A first line for lists.
    #[must_use]
    pub fn summary(&self) -> String {
        let text = self
            .statements
            .first()
            .map_or(self.place.as_str(), |statement| statement.text.as_str());
        let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if line.chars().count() > 110 {
            line.chars().take(108).collect::<String>() + " …"
        } else {
            line
        }
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
