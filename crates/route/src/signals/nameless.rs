//! Words without who is involved: a table for soft signals reads no names unless the law allows it
//! (chapter "Aanpak dadernetwerken": "volgens de AVG"). No I/O.

use super::model::Report;
use super::subject::{Field, SafeField, Subject};

/// What points at one person, at one address, at one car.
const POINTING: [Field; 6] = [
    Field::Name,
    Field::Birth,
    Field::Address,
    Field::Phone,
    Field::Plate,
    Field::Online,
];

/// How contact is safe points at them too.
const SAFELY: [SafeField; 2] = [SafeField::Number, SafeField::NotToKnow];

/// One letter points at nobody.
const SHORTEST: usize = 2;

/// Parts of names that are words of their own.
const ORDINARY: [&str; 22] = [
    "van", "den", "der", "ten", "ter", "het", "de", "te", "in", "op", "an", "en", "el", "al", "la",
    "le", "di", "da", "du", "of", "is", "me",
];

/// Everything that was ever said of somebody that points at them: as it was reported, and as it was corrected.
fn pointing(subject: &Subject) -> Vec<(bool, &str)> {
    let given = POINTING.iter().flat_map(|field| {
        let both = [
            subject.fields.get(field.id()),
            subject.known.get(field.id()),
        ];
        let is_name = *field == Field::Name;
        both.into_iter()
            .flatten()
            .map(move |text| (is_name, text.trim()))
    });
    let safely = SAFELY
        .iter()
        .map(|field| (true, subject.safely(*field).trim()));
    given.chain(safely).collect()
}

/// The text with each word that points at somebody in the report replaced by `[betrokkene 1]`, by the order in
/// which they stand there. Whatever the capitals and the accents; numbers and plates however they are written.
#[must_use]
pub fn nameless(report: &Report, text: &str) -> String {
    let mut wanted: Vec<(Vec<char>, usize)> = Vec::new();
    for (at, subject) in report.subjects.iter().enumerate() {
        for (is_name, said) in pointing(subject) {
            wanted.push((lowered(said), at + 1));
            if is_name {
                let words = said.split(|c: char| !c.is_alphanumeric());
                let words = words.filter(|word| !ORDINARY.contains(&word.to_lowercase().as_str()));
                wanted.extend(words.map(|word| (lowered(word), at + 1)));
            }
            wanted.extend(numbers(said).into_iter().map(|number| (number, at + 1)));
        }
    }
    wanted.retain(|(letters, _)| letters.len() >= SHORTEST);
    // The whole name before a word of it.
    wanted.sort_by_key(|(letters, _)| std::cmp::Reverse(letters.len()));
    replaced(text, &wanted)
}

/// So many letters and digits has a number or a plate at least.
const NUMBER: usize = 6;

/// A number or a plate without what stands between its digits; a telephone number with and without the country.
fn numbers(said: &str) -> Vec<Vec<char>> {
    let bare: Vec<char> = lowered(said)
        .into_iter()
        .filter(|c| c.is_alphanumeric())
        .collect();
    let digits = bare.iter().filter(|c| c.is_ascii_digit()).count();
    if bare.len() < NUMBER || digits * 2 < bare.len() {
        return Vec::new();
    }
    let text: String = bare.iter().collect();
    let home = text
        .strip_prefix("0031")
        .or(text.strip_prefix("31").filter(|rest| rest.len() == 9))
        .or(text.strip_prefix('0').filter(|rest| rest.len() == 9));
    let abroad = home.into_iter().flat_map(|rest| {
        ["0", "31", "0031"].map(|before| format!("{before}{rest}").chars().collect())
    });
    [bare].into_iter().chain(abroad).collect()
}

/// A letter for a letter, so that places stay the same.
fn lowered(text: &str) -> Vec<char> {
    text.chars().map(lower).collect()
}

/// In small letters, and without its accent.
fn lower(c: char) -> char {
    let plain = any_ascii::any_ascii_char(c);
    let mut letters = plain.chars();
    if let (true, Some(one), None) = (c.is_alphabetic(), letters.next(), letters.next()) {
        return one.to_ascii_lowercase();
    }
    let mut small = c.to_lowercase();
    match (small.next(), small.next()) {
        (Some(one), None) => one,
        _ => c,
    }
}

fn replaced(text: &str, wanted: &[(Vec<char>, usize)]) -> String {
    let letters: Vec<char> = text.chars().collect();
    let small = lowered(text);
    let (mut left, mut at) = (String::new(), 0);
    while at < letters.len() {
        let begins = at == 0 || !small[at - 1].is_alphanumeric();
        let found = wanted.iter().find_map(|(word, number)| {
            let end = at + stands(word, &small[at..])?;
            let ends = end == small.len() || !small[end].is_alphanumeric();
            (begins && (ends || is_of_somebody(&small[end..]))).then_some((end, number))
        });
        if let Some((end, number)) = found {
            left.extend(["[betrokkene ", &number.to_string(), "]"]);
            at = end;
        } else {
            left.push(letters[at]);
            at += 1;
        }
    }
    left
}

/// What people write between the digits of a number, and in front of it.
const BETWEEN: [char; 7] = [' ', '-', '.', '/', '(', ')', '\u{a0}'];

/// So many letters of the text are this word, as it stands; of a number also with something between its digits.
fn stands(word: &[char], text: &[char]) -> Option<usize> {
    if text.starts_with(word) {
        return Some(word.len());
    }
    let is_number =
        word.iter().all(|c| c.is_alphanumeric()) && word.iter().any(char::is_ascii_digit);
    if !is_number || word.len() < NUMBER {
        return None;
    }
    let (mut at, mut taken) = (0, 0);
    while taken < word.len() {
        let c = text.get(at)?;
        if *c == word[taken] {
            taken += 1;
        } else if taken == 0 || !BETWEEN.contains(c) {
            return None;
        }
        at += 1;
    }
    Some(at)
}

/// `Mirelas`: what belongs to somebody.
fn is_of_somebody(rest: &[char]) -> bool {
    rest.first() == Some(&'s') && rest.get(1).is_none_or(|next| !next.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::subject::SubjectKind;
    use super::*;

    fn report(names: &[&str]) -> Report {
        let subject = |name: &&str| Subject {
            id: uuid::Uuid::nil().into(),
            kind: SubjectKind::Person,
            capacities: Vec::new(),
            minor: false,
            fields: [("name".to_owned(), (*name).to_owned())].into(),
            known: std::collections::BTreeMap::new(),
            safe: std::collections::BTreeMap::new(),
        };
        Report {
            subjects: names.iter().map(subject).collect(),
            danger: false,
            statements: Vec::new(),
            place: String::new(),
            when: String::new(),
            indicators: Vec::new(),
            coordinator: None,
            name: None,
        }
    }

    #[test]
    fn a_signal_table_reads_no_names() {
        let report = report(&["Mirela van der Fantasia", "Radboud"]);
        let text = "MIRELA en radboud: Fantasia's busje, Mirelas vriend van der Brug; Miranda.";
        assert_eq!(
            nameless(&report, text),
            "[betrokkene 1] en [betrokkene 2]: [betrokkene 1]'s busje, [betrokkene 1]s vriend van der Brug; Miranda."
        );
        let whole = nameless(&report, "Mirela van der Fantasia kwam.");
        assert_eq!(whole, "[betrokkene 1] kwam.");
    }

    proptest! {
        /// Whatever somebody is called and wherever it stands, the whole name is gone.
        #[test]
        fn a_name_is_gone_wherever_it_stands(name in "[A-Za-zé]{3,12}", before in "[ a-z.,]{0,20}", after in "[ .,!]{0,20}") {
            let text = format!("{before} {name}{after}");
            let left = nameless(&report(&[&name]), &text).replace("[betrokkene 1]", "");
            let words: Vec<String> = left.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).collect();
            prop_assert!(!words.contains(&name.to_lowercase()) , "{left}");
        }
    }

    /// What the officer corrected hides nothing that was reported, and a number is one however it is written.
    #[test]
    fn a_name_of_before_and_a_number_written_otherwise_point_too() {
        let mut report = report(&["Mirella Fantazia"]);
        let one = &mut report.subjects[0];
        one.known.insert("name".into(), "Mirela Fantasia".into());
        one.fields.insert("phone".into(), "06 12 34 56 78".into());
        one.fields.insert("plate".into(), "12-ABC-3".into());
        one.safe.insert("not_to_know".into(), "oom Bö".into());
        for text in [
            "Wie kent Mirella Fantazia?",
            "Wie kent MIRELA?",
            "Bel 0612345678.",
            "Bel 06-12345678.",
            "Bel +31 6 1234 5678.",
            "Een bus, 12ABC3.",
            "Zeg Bo niets.",
        ] {
            let left = nameless(&report, text);
            assert!(left.contains("[betrokkene 1]"), "{text}: {left}");
            assert!(!left.chars().any(|c| "2345678".contains(c)), "{left}");
        }
        let other = "Om 12.30 uur, bij nummer 34.";
        assert_eq!(nameless(&report, other), other);
    }
}
