//! What is new in what somebody says later, and how it becomes part of the report. No I/O.

use platform::Millis;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::signals::{Report, Statement, Subject, SubjectId};

/// What a reporter added to a signal. What it says stands in the report; this says which parts of
/// that came later. Sealed under the dossier's key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Addition {
    #[serde(skip)]
    pub id: Uuid,
    /// The hour.
    #[serde(skip)]
    pub at: Millis,
    /// A fingerprint of what was sent, under the sender's own secret: sent twice, it counts once.
    pub sent: String,
    /// Danger now, which was not said before.
    pub danger: bool,
    /// Which statements of the report.
    pub statements: Vec<usize>,
    pub place: String,
    pub when: String,
    pub subjects: Vec<SubjectId>,
    pub indicators: Vec<String>,
    /// So many files.
    pub files: usize,
    /// How contact is safe was said anew.
    pub contact: bool,
    /// The officer has not said to have read it. What comes before the assessment is read there.
    pub waits: bool,
}

/// Between what was said first and later, where there is one line for both.
const AND: &str = "; ";

/// Of what was typed, what is not said in the report yet. Nothing of it is lost.
#[must_use]
pub fn beyond(typed: &Report, known: &Report) -> Report {
    Report {
        danger: typed.danger && !known.danger,
        statements: typed
            .statements
            .iter()
            .filter_map(|statement| rest(statement, &known.statements))
            .collect(),
        place: other(&typed.place, &known.place),
        when: other(&typed.when, &known.when),
        subjects: typed
            .subjects
            .iter()
            .filter(|subject| !known.subjects.iter().any(|one| says(one, subject)))
            .cloned()
            .collect(),
        indicators: typed
            .indicators
            .iter()
            .filter(|id| !known.indicators.contains(id))
            .cloned()
            .collect(),
        coordinator: match known.coordinator {
            None => typed.coordinator,
            Some(_) => None,
        },
        name: None,
    }
}

/// What a statement says that was not said in the same way: what stands behind the words of before,
/// or all of it.
fn rest(typed: &Statement, known: &[Statement]) -> Option<Statement> {
    let mut text = typed.text.trim();
    for said in known.iter().filter(|one| one.source == typed.source) {
        if said.text.trim() == text {
            return None;
        }
        let behind = text.strip_prefix(said.text.trim());
        text = behind.map_or(text, str::trim);
    }
    (!text.is_empty()).then(|| Statement {
        source: typed.source,
        text: text.to_owned(),
    })
}

fn other(typed: &str, known: &str) -> String {
    let said = known == typed || known.split(AND).any(|part| part == typed);
    if said { "" } else { typed }.to_owned()
}

/// Does what is known of somebody say all that was typed of this one?
fn says(known: &Subject, typed: &Subject) -> bool {
    let capacity = |(id, _): &(String, Millis)| {
        let mut all = known.capacities.iter();
        all.any(|(other, _)| other == id) || *id == policy::ReservedCapacity::Other.id()
    };
    known.kind == typed.kind
        && known.fields == typed.fields
        && (known.minor || !typed.minor)
        && typed.capacities.iter().all(capacity)
}

/// Does it say anything?
#[must_use]
pub fn is_nothing(report: &Report) -> bool {
    !report.danger
        && report.statements.is_empty()
        && report.place.is_empty()
        && report.when.is_empty()
        && report.subjects.is_empty()
        && report.indicators.is_empty()
        && report.coordinator.is_none()
}

/// Makes what is new part of the report, behind what stands there; gives which parts those are.
pub(super) fn merge(new: Report, known: &mut Report) -> Addition {
    let first = known.statements.len();
    let join = |known: &mut String, new: &str| {
        if known.is_empty() {
            new.clone_into(known);
        } else if !new.is_empty() {
            *known = format!("{known}{AND}{new}");
        }
    };
    join(&mut known.place, &new.place);
    join(&mut known.when, &new.when);
    known.danger |= new.danger;
    known.coordinator = known.coordinator.or(new.coordinator);
    known.statements.extend(new.statements);
    known.indicators.extend(new.indicators.iter().cloned());
    let subjects = new.subjects.iter().map(|subject| subject.id).collect();
    known.subjects.extend(new.subjects);
    Addition {
        id: Uuid::nil(),
        at: 0,
        sent: String::new(),
        danger: new.danger,
        statements: (first..known.statements.len()).collect(),
        place: new.place,
        when: new.when,
        subjects,
        indicators: new.indicators,
        files: 0,
        contact: false,
        waits: false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::signals::{Source, SubjectKind};

    fn subject() -> impl Strategy<Value = Subject> {
        let parts = ("[a-c]{1,2}", any::<bool>(), any::<u128>());
        parts.prop_map(|(name, minor, id)| {
            let mut subject = Subject::new(Uuid::from_u128(id).into(), SubjectKind::Person);
            subject.fields.insert("name".to_owned(), name);
            subject.minor = minor;
            subject.capacities = vec![("other".to_owned(), 5)];
            subject
        })
    }

    fn report() -> impl Strategy<Value = Report> {
        let statement = (
            prop::sample::select(Source::ALL.to_vec()),
            "[a-c]( [a-c]){0,4}",
        );
        let statement = statement.prop_map(|(source, text)| Statement { source, text });
        (
            any::<bool>(),
            prop::collection::vec(statement, 0..4),
            "[a-c]{0,2}",
            prop::collection::vec(subject(), 0..3),
            prop::collection::vec("[A-C]", 0..3),
            any::<Option<bool>>(),
        )
            .prop_map(
                |(danger, statements, place, subjects, indicators, coordinator)| Report {
                    danger,
                    statements,
                    when: place.clone(),
                    place,
                    subjects,
                    indicators,
                    coordinator,
                    name: None,
                },
            )
    }

    proptest! {
        /// Whatever is typed is in the report afterwards, whatever stood there stays, and saying it
        /// once more says nothing.
        #[test]
        fn nothing_is_lost_and_nothing_is_said_twice(known in report(), typed in report()) {
            let mut after = known.clone();
            let new = beyond(&typed, &known);
            let added = merge(new.clone(), &mut after);
            for statement in &typed.statements {
                let of_source = after.statements.iter().filter(|one| one.source == statement.source);
                let said = of_source.map(|one| one.text.as_str()).collect::<Vec<_>>().join(" ");
                for word in statement.text.split(' ') {
                    prop_assert!(said.contains(word), "{said} lacks {word}");
                }
            }
            prop_assert_eq!(&after.statements[..known.statements.len()], &known.statements[..]);
            prop_assert_eq!(&after.subjects[..known.subjects.len()], &known.subjects[..]);
            prop_assert_eq!(after.danger, known.danger || typed.danger);
            prop_assert!(typed.indicators.iter().all(|id| after.indicators.contains(id)));
            prop_assert!(typed.place.is_empty() || after.place.contains(&typed.place));
            prop_assert!(after.place.starts_with(&known.place));
            let all_there = typed.subjects.iter().all(|one| after.subjects.iter().any(|known| says(known, one)));
            prop_assert!(all_there);
            prop_assert_eq!(added.subjects.len(), after.subjects.len() - known.subjects.len());
            if is_nothing(&new) {
                prop_assert_eq!(after, known);
            }
        }
    }

    #[test]
    fn of_a_text_that_went_on_only_the_end_is_new() {
        let said = |text: &str| Statement {
            source: Source::Seen,
            text: text.to_owned(),
        };
        let known = [said("Een busje."), said("En een bestelbus.")];
        assert_eq!(rest(&said("Een busje."), &known), None);
        assert_eq!(
            rest(&said("Een busje. Elke dag."), &known),
            Some(said("Elke dag."))
        );
        assert_eq!(
            rest(&said("Een auto, geen busje."), &known),
            Some(said("Een auto, geen busje."))
        );
        let heard = Statement {
            source: Source::Heard,
            text: "Een busje.".to_owned(),
        };
        assert_eq!(rest(&heard, &known), Some(heard.clone()), "another source");
    }

    #[test]
    fn what_was_sealed_is_read() {
        crate::golden::stays::<Addition>("addition");
    }
}
