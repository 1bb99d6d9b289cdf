//! What somebody says later, and how it becomes part of the report. No I/O.
//!
//! An addition is something that happens: whoever says again that somebody is in danger, says it of now.
//! So what is added is taken as it was said. Only a form that comes back after it was sent (Back in the
//! browser) is held against what it said before: there the same words are the same form.

use platform::Millis;
use policy::Pack;
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
    /// Danger at the moment of adding, whatever was said before.
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
    /// So many messages of the officer the reporter had before them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub told: Option<usize>,
    /// The officer has not said to have read it. What comes before the assessment is read there.
    pub waits: bool,
}

impl Addition {
    /// Does it say by itself what cannot wait, as a report does (`Report::is_urgent`)?
    #[must_use]
    pub fn is_urgent(&self, report: &Report, pack: &Pack) -> bool {
        let mut signs = self.indicators.iter().filter_map(|id| pack.indicator(id));
        let mut subjects = self.subjects.iter().filter_map(|id| report.subject(*id));
        self.danger || signs.any(|sign| sign.critical) || subjects.any(|subject| subject.minor)
    }
}

/// Between what was said first and later, where there is one line for both.
const AND: &str = "; ";

/// Of a form that was sent before and comes back changed, what the report does not say yet. Nothing of
/// it is lost.
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

/// What a statement says that was not said in the same way: the sentences behind those of before, or
/// all of it. Cut within a sentence it could come to say the opposite.
fn rest(typed: &Statement, known: &[Statement]) -> Option<Statement> {
    let mut text = typed.text.trim();
    let known = known.iter().filter(|one| one.source == typed.source);
    let known: Vec<&str> = known.map(|one| one.text.trim()).collect();
    if known.contains(&text) {
        return None;
    }
    for said in known {
        text = behind(text, said).unwrap_or(text);
    }
    (!text.is_empty()).then(|| Statement {
        source: typed.source,
        text: text.to_owned(),
    })
}

/// What stands behind these words, when a sentence or a line ends with them.
fn behind<'a>(text: &'a str, said: &str) -> Option<&'a str> {
    let rest = text.strip_prefix(said)?;
    let rest_of_line = rest.trim_start_matches([' ', '\t', '\r']);
    let is_sentence = said.ends_with(['.', '!', '?']) && rest.starts_with(char::is_whitespace);
    (is_sentence || rest_of_line.starts_with('\n')).then(|| rest.trim())
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

/// Makes what was added part of the report, behind what stands there; gives which parts those are. Who
/// and what the report names already is not named twice.
pub(super) fn merge(new: Report, known: &mut Report) -> Addition {
    let first = known.statements.len();
    let join = |known: &mut String, new: &str| {
        if known.is_empty() {
            new.clone_into(known);
        } else if !other(new, known).is_empty() {
            *known = format!("{known}{AND}{new}");
        }
    };
    join(&mut known.place, &new.place);
    join(&mut known.when, &new.when);
    known.danger |= new.danger;
    known.coordinator = known.coordinator.or(new.coordinator);
    known.statements.extend(new.statements);
    for id in &new.indicators {
        if !known.indicators.contains(id) {
            known.indicators.push(id.clone());
        }
    }
    let mut subjects = Vec::new();
    for subject in new.subjects {
        let mut named = known.subjects.iter();
        if let Some(one) = named.find(|one| says(one, &subject)) {
            subjects.push(one.id);
        } else {
            subjects.push(subject.id);
            known.subjects.push(subject);
        }
    }
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
        told: None,
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

    /// Sentences as people type them, with what turns their meaning round.
    fn sentences() -> impl Strategy<Value = String> {
        let words = [
            "hij", "slaat", "haar", "niet", "zijn", "broer", "geen", "busje", "nummer", "1", "14",
            "elke", "dag", "dhr",
        ];
        let ends = prop::sample::select(vec![".", "!", "?", ",", "", "\n", ".\n"]);
        let sentence = (
            prop::collection::vec(prop::sample::select(words.to_vec()), 1..4),
            ends,
        );
        let sentence = sentence.prop_map(|(words, end)| words.join(" ") + end);
        let all = prop::collection::vec(sentence, 1..4);
        all.prop_map(|all| all.join(" ").trim().to_owned())
    }

    proptest! {
        /// Whatever is added is in the report afterwards, as it was said, and whatever stood there
        /// stays: also what was said before in the very same words.
        #[test]
        fn what_is_added_is_never_lost(known in report(), typed in report()) {
            let mut after = known.clone();
            let added = merge(typed.clone(), &mut after);
            prop_assert_eq!(added.danger, typed.danger, "danger is of now");
            prop_assert_eq!(&added.indicators, &typed.indicators, "signs too");
            let statements: Vec<_> = added.statements.iter().map(|at| after.statements[*at].clone()).collect();
            prop_assert_eq!(statements, typed.statements);
            prop_assert_eq!((&added.place, &added.when), (&typed.place, &typed.when));
            prop_assert_eq!(added.subjects.len(), typed.subjects.len());
            for (id, subject) in added.subjects.iter().zip(&typed.subjects) {
                prop_assert!(says(after.subject(*id).unwrap(), subject));
            }
            prop_assert_eq!(&after.statements[..known.statements.len()], &known.statements[..]);
            prop_assert_eq!(&after.subjects[..known.subjects.len()], &known.subjects[..]);
            prop_assert_eq!(after.danger, known.danger || typed.danger);
            prop_assert!(typed.indicators.iter().all(|id| after.indicators.contains(id)));
            prop_assert!(typed.place.is_empty() || after.place.contains(&typed.place));
            prop_assert!(after.place.starts_with(&known.place));
        }

        /// A form that comes back changed: nothing of it is lost, and without a change it says nothing.
        #[test]
        fn of_a_form_that_comes_back_nothing_is_lost(known in report(), typed in report()) {
            let new = beyond(&typed, &known);
            let mut after = known.clone();
            merge(new.clone(), &mut after);
            for statement in &typed.statements {
                let of_source = after.statements.iter().filter(|one| one.source == statement.source);
                let said = of_source.map(|one| one.text.as_str()).collect::<Vec<_>>().join(" ");
                for word in statement.text.split(' ') {
                    prop_assert!(said.contains(word), "{said} lacks {word}");
                }
            }
            prop_assert_eq!(after.danger, known.danger || typed.danger);
            let all_there = typed.subjects.iter().all(|one| after.subjects.iter().any(|known| says(known, one)));
            prop_assert!(all_there);
            if is_nothing(&new) {
                prop_assert_eq!(&after, &known);
            }
            prop_assert!(is_nothing(&beyond(&known, &known)));
        }

        /// What is left of a text is its end, and it begins where a sentence or a line does.
        #[test]
        fn a_text_is_never_cut_within_a_sentence(before in sentences(), more in sentences(), between in "[ \n]?") {
            let said = |text: &str| Statement { source: Source::Seen, text: text.to_owned() };
            let whole = format!("{before}{between}{more}");
            let Some(left) = rest(&said(&whole), &[said(&before)]) else {
                return Ok(());
            };
            let cut = whole.trim().strip_suffix(left.text.as_str());
            prop_assert!(cut.is_some(), "{} is not the end of {whole}", left.text);
            let cut = cut.unwrap();
            let words = cut.trim_end();
            let at_an_end = words.is_empty() || words.ends_with(['.', '!', '?'])
                || cut[words.len()..].contains('\n');
            prop_assert!(at_an_end, "{whole} was cut before {}", left.text);
            prop_assert!(cut.is_empty() || cut.ends_with(char::is_whitespace), "within a word: {whole}");
        }
    }

    /// Cut where the first text ends, these would say the opposite.
    #[test]
    fn a_denial_stays_with_what_it_denies() {
        let said = |text: &str| Statement {
            source: Source::Seen,
            text: text.to_owned(),
        };
        for (before, after) in [
            ("Hij slaat haar", "Hij slaat haar niet, zijn broer doet dat"),
            ("Ze zit op nummer 1", "Ze zit op nummer 14, niet 1"),
            ("Het is om 1.", "Het is om 1.30 uur"),
        ] {
            let left = rest(&said(after), &[said(before)]);
            assert_eq!(left, Some(said(after)), "{before}");
        }
        let line = rest(
            &said("Ze zit op nummer 1\nNiet meer"),
            &[said("Ze zit op nummer 1")],
        );
        assert_eq!(line, Some(said("Niet meer")));
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
