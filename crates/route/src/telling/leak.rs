//! The leak check towards the reporter: a message may not tell what the reporter did not know about
//! the people involved.

use crate::signals::{Field, Report, SafeField};
use crate::text::numbers::digits_as_read;
use crate::text::{self, Reading, digits};

fn words(text: &str) -> Vec<String> {
    text::words(text, Reading::Looks)
}

/// Details in the message that only the officer knows: words of three letters and more, and
/// numbers, from what the officer added about subjects, unless the reporter wrote them too.
#[must_use]
pub fn details_not_given(message: &str, report: &Report) -> Vec<String> {
    let mut given = String::new();
    for statement in &report.statements {
        given += &statement.text;
        given.push(' ');
    }
    given = format!("{given} {} {}", report.place, report.when);
    for value in report
        .subjects
        .iter()
        .flat_map(|subject| subject.fields.values())
    {
        given = format!("{given} {value}");
    }
    let (given_words, given_digits) = (words(&given), digits(&given));
    let (message_words, message_digits) = (words(message), digits(message));
    let message_read = digits_as_read(message);
    let mut found = Vec::new();
    let subjects = report.subjects.iter();
    // How contact with a possible victim is safe is nobody's business but theirs who make it.
    for (field, value) in subjects.flat_map(|subject| subject.known.iter().chain(&subject.safe)) {
        let number = digits(value);
        let said = [&message_digits, &message_read];
        let is_said = said.iter().any(|there| there.contains(&number));
        if number.len() >= 6 && is_said && !given_digits.contains(&number) {
            found.push(value.clone());
        }
        // A remark and what somebody looks like are ordinary language; names, addresses and the like
        // are not.
        let is_ordinary = [Field::More.id(), Field::Appearance.id()].contains(&field.as_str());
        let is_of_contact = SafeField::ALL.iter().any(|safe| safe.id() == field);
        if is_ordinary || (is_of_contact && field != SafeField::NotToKnow.id()) {
            continue;
        }
        for word in words(value)
            .into_iter()
            .filter(|word| word.chars().count() >= 3)
        {
            if message_words.contains(&word) && !given_words.contains(&word) {
                found.push(word);
            }
        }
    }
    found.sort();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::signals::{Source, Statement, Subject, SubjectKind};

    fn report() -> Report {
        Report {
            danger: false,
            statements: vec![Statement {
                source: Source::Seen,
                text: "Busje bij de kwekerij van Kees".into(),
            }],
            place: String::new(),
            when: String::new(),
            subjects: vec![Subject {
                id: uuid::Uuid::nil().into(),
                kind: SubjectKind::Person,
                capacities: vec![],
                minor: false,
                fields: BTreeMap::from([("name".into(), "Kees".into())]),
                known: BTreeMap::from([
                    ("name".into(), "Kees Fictiefsma".into()),
                    ("phone".into(), "06-00 11 22 33".into()),
                ]),
                safe: BTreeMap::from([
                    ("number".into(), "06 - 99 88 77 66".into()),
                    ("not_to_know".into(), "oom Bartolo".into()),
                    ("time".into(), "in de ochtend".into()),
                ]),
            }],
            indicators: vec![],
            coordinator: None,
            name: None,
        }
    }

    #[test]
    fn what_the_reporter_did_not_give_is_found() {
        assert_eq!(
            details_not_given("We spraken met Kees Fictiefsma", &report()),
            vec!["fictiefsma"]
        );
        for message in [
            "Zijn nummer is 0600112233.",
            "Zijn nummer is nul zes dubbel nul elf tweeëntwintig drieëndertig.",
            "Zijn nummer is O6 OO 11 22 33.",
        ] {
            let found = details_not_given(message, &report());
            assert_eq!(found, vec!["06-00 11 22 33"], "{message}");
        }
    }

    #[test]
    fn how_contact_is_safe_is_not_told() {
        let found = |text| details_not_given(text, &report());
        assert_eq!(found("Bel 0699887766."), vec!["06 - 99 88 77 66"]);
        assert_eq!(found("Zeg Bartolo niets."), vec!["bartolo"]);
        assert!(found("We keken in de ochtend.").is_empty());
    }

    #[test]
    fn what_the_reporter_gave_may_be_said() {
        assert!(details_not_given("We keken bij Kees en de kwekerij.", &report()).is_empty());
    }

    #[test]
    fn an_accent_or_a_soft_hyphen_hides_nothing() {
        assert_eq!(
            details_not_given("Met Fictie\u{ad}fsm\u{e1} erbij", &report()),
            vec!["fictiefsma"]
        );
    }
}
