//! Who and what is involved in a signal. No I/O.

use std::collections::BTreeMap;

use platform::{Millis, id};
use policy::Capacity;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

codes!(SubjectKind {
    Person = "person",
    Organisation = "organisation",
    Address = "address",
    Vehicle = "vehicle",
    Phone = "phone",
    Online = "online",
});
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

id!(
    /// Somebody or something involved in one dossier. Given when it is reported or added, random and
    /// without a time, and never to another: others stay who they are, whoever is added.
    SubjectId
);

impl SubjectId {
    /// In reports of version 0.1.0 subjects have no id: read so, they have this one, until the step
    /// `route-35-subject-ids` gave each its own.
    pub(super) fn of_before() -> Self {
        Uuid::nil().into()
    }
}

/// A person, organisation, address, vehicle, phone or online name that is involved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subject {
    /// What hangs on a subject names this, never its place among the others.
    #[serde(default = "SubjectId::of_before")]
    pub id: SubjectId,
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
    pub fn new(id: SubjectId, kind: SubjectKind) -> Self {
        Self {
            id,
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

#[cfg(test)]
mod tests {
    use platform::Clock;
    use proptest::prelude::*;

    use super::*;
    use crate::signals::Report;

    #[derive(Debug, Clone)]
    enum Step {
        Add,
        Change { who: usize, name: String },
        ReadAgain,
    }

    fn step() -> impl Strategy<Value = Step> {
        prop_oneof![
            Just(Step::Add),
            (any::<usize>(), "[a-z]{0,6}").prop_map(|(who, name)| Step::Change { who, name }),
            Just(Step::ReadAgain),
        ]
    }

    fn nobody() -> Report {
        Report {
            danger: false,
            statements: Vec::new(),
            place: String::new(),
            when: String::new(),
            subjects: Vec::new(),
            indicators: Vec::new(),
            coordinator: None,
        }
    }

    proptest! {
        #[test]
        fn whatever_the_order_everybody_stays_who_they_are(steps in prop::collection::vec(step(), 0..24)) {
            let (mut report, clock) = (nobody(), Clock::at(0));
            // Who they are, as somebody else keeps it: id and name.
            let mut known: Vec<(SubjectId, String)> = Vec::new();
            for step in steps {
                match step {
                    Step::Add => known.push((report.involve(SubjectKind::Person, &clock), String::new())),
                    Step::Change { who, name } if !known.is_empty() => {
                        let who = who % known.len();
                        let subject = report.subject_mut(known[who].0).unwrap();
                        subject.known.insert(Field::Name.id().into(), name.clone());
                        known[who].1 = name;
                    }
                    Step::Change { .. } => {}
                    Step::ReadAgain => {
                        let sealed = serde_json::to_vec(&report).unwrap();
                        report = serde_json::from_slice(&sealed).unwrap();
                    }
                }
                prop_assert!(report.tells_subjects_apart());
                prop_assert_eq!(report.subjects.len(), known.len());
                for (id, name) in &known {
                    prop_assert_eq!(report.subject(*id).unwrap().get(Field::Name), name);
                }
            }
        }
    }

    #[test]
    fn subjects_of_before_are_not_told_apart() {
        let mut report = nobody();
        report.subjects = vec![Subject::new(SubjectId::of_before(), SubjectKind::Person)];
        assert!(!report.tells_subjects_apart());
    }
}
