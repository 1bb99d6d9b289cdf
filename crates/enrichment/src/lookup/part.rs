//! What of a dossier can be compared with what is known: who and what is involved, and the place.

use std::fmt;
use std::str::FromStr;

use linkage::normal::{described, is_said_of_many, told};
use linkage::{Address, Record};
use route::signals::{Field, Report, Subject, SubjectId, SubjectKind};

/// One of these: somebody or something involved, or the place of the signal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    Subject(SubjectId),
    Place,
}

/// The place, in paths and in judgements.
const PLACE: &str = "plaats";

/// As it stands in paths and in judgements.
impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Subject(id) => id.fmt(f),
            Self::Place => f.write_str(PLACE),
        }
    }
}

impl FromStr for Part {
    type Err = <SubjectId as FromStr>::Err;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            PLACE => Ok(Self::Place),
            id => id.parse().map(Self::Subject),
        }
    }
}

/// The parts of a dossier: who and what is involved, and its place when it names one.
pub fn parts_of(report: &Report) -> impl Iterator<Item = Part> {
    let subjects = report.subjects.iter();
    let subjects = subjects.map(|subject| Part::Subject(subject.id));
    let place = (!report.place.is_empty()).then_some(Part::Place);
    subjects.chain(place)
}

/// A subject as the engine compares it. What somebody looks like is no name, also where it stands in
/// the field of a name ("Onbekende man"): then no name is known.
#[must_use]
pub fn record_of(subject: &Subject) -> Record {
    let list = |field: Field| {
        let text = subject.get(field).trim();
        if text.is_empty() {
            Vec::new()
        } else {
            vec![text.to_owned()]
        }
    };
    let name = subject.get(Field::Name).trim().to_owned();
    let mut record = Record {
        births: list(Field::Birth),
        addresses: list(Field::Address)
            .into_iter()
            .map(|street| Address {
                street,
                ..Address::default()
            })
            .collect(),
        phones: list(Field::Phone),
        plates: list(Field::Plate),
        handles: list(Field::Online),
        is_person: subject.kind == SubjectKind::Person,
        ..Record::default()
    };
    match subject.kind {
        SubjectKind::Person => record.names = told(&name),
        SubjectKind::Organisation => record.organisations = list(Field::Name),
        SubjectKind::Address if record.addresses.is_empty() && !name.is_empty() => {
            record.addresses = vec![line(&name)];
        }
        SubjectKind::Vehicle if record.plates.is_empty() => record.plates = list(Field::Name),
        SubjectKind::Phone if record.phones.is_empty() => record.phones = list(Field::Name),
        SubjectKind::Online if record.handles.is_empty() => record.handles = list(Field::Name),
        _ => {}
    }
    record
}

/// So many words that tell somebody apart make a description that two people hardly share.
const TELLING: usize = 2;

/// What somebody looks like, in words of which the order does not matter; `None` when that says too
/// little to tell them apart. In older data it stands in the field of the name.
pub(super) fn looks_of(subject: &Subject) -> Option<String> {
    if subject.kind != SubjectKind::Person {
        return None;
    }
    let written = match subject.get(Field::Appearance) {
        "" if told(subject.get(Field::Name)).is_empty() => subject.get(Field::Name),
        appearance => appearance,
    };
    let words = described(written);
    let telling = words.iter().filter(|word| !is_said_of_many(word));
    (telling.count() >= TELLING).then(|| words.join(" "))
}

/// What the people of a dossier look like, of whom that was written down.
pub(super) fn looks_in(report: &Report) -> impl Iterator<Item = (Part, String)> {
    let subjects = report.subjects.iter();
    subjects.filter_map(|subject| Some((Part::Subject(subject.id), looks_of(subject)?)))
}

fn line(street: &str) -> Address {
    Address {
        street: street.to_owned(),
        ..Address::default()
    }
}

/// The place of a signal, when it names one.
#[must_use]
fn record_of_place(report: &Report) -> Record {
    let place = report.place.trim();
    Record {
        addresses: if place.is_empty() {
            Vec::new()
        } else {
            vec![line(place)]
        },
        ..Record::default()
    }
}

/// Everything of a dossier that can be looked up: who and what is involved, and the place last.
#[must_use]
pub fn records_of(report: &Report) -> Vec<(Part, Record)> {
    let subjects = report.subjects.iter();
    let subjects = subjects.map(|subject| (Part::Subject(subject.id), record_of(subject)));
    let all = subjects.chain([(Part::Place, record_of_place(report))]);
    all.filter(|(_, record)| !record.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn nobody(id: u128) -> Subject {
        let mut subject = Subject::new(Uuid::from_u128(id).into(), SubjectKind::Person);
        let name = (Field::Name.id().to_owned(), format!("Naam {id}"));
        subject.fields.extend([name]);
        subject
    }

    proptest! {
        /// So a judgement is about the same two, wherever others are added.
        #[test]
        fn what_is_compared_is_called_the_same_whoever_is_added_before(count in 0u128..6, at in 0usize..6) {
            let mut report = Report {
                danger: false,
                statements: Vec::new(),
                place: "Verzonnenkade 14".into(),
                when: String::new(),
                subjects: (1..=count).map(nobody).collect(),
                indicators: Vec::new(),
                coordinator: None,
                name: None,
            };
            let before = records_of(&report);
            report.subjects.insert(at.min(report.subjects.len()), nobody(99));
            let added = Part::Subject(Uuid::from_u128(99).into());
            let mut after = records_of(&report);
            after.retain(|(part, _)| *part != added);
            prop_assert_eq!(before, after);
        }

        #[test]
        fn a_part_is_read_as_it_was_written(id in any::<u128>()) {
            let subject = Part::Subject(Uuid::from_u128(id).into());
            prop_assert_eq!(subject.to_string().parse(), Ok(subject));
            prop_assert_eq!(Part::Place.to_string().parse(), Ok(Part::Place));
        }

        #[test]
        fn a_number_is_no_part(at in any::<u32>()) {
            prop_assert!(at.to_string().parse::<Part>().is_err());
        }
    }
}
