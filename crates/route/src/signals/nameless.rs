//! Words without who is involved: a table for soft signals reads no names unless the law allows it
//! (chapter "Aanpak dadernetwerken": "volgens de AVG"). No I/O.

use super::model::Report;
use super::subject::Field;

/// What points at one person, at one address, at one car.
const POINTING: [Field; 5] = [
    Field::Name,
    Field::Address,
    Field::Phone,
    Field::Plate,
    Field::Online,
];

/// Shorter words of a name (`de`, `van`) point at nobody.
const SHORTEST: usize = 3;

/// Parts of names that are words of their own.
const ORDINARY: [&str; 6] = ["van", "den", "der", "ten", "ter", "het"];

/// The text with each word that points at somebody in the report replaced by `[betrokkene 1]`, by the order in
/// which they stand there. Whatever the capitals.
#[must_use]
pub fn nameless(report: &Report, text: &str) -> String {
    let mut wanted: Vec<(Vec<char>, usize)> = Vec::new();
    for (at, subject) in report.subjects.iter().enumerate() {
        for field in POINTING {
            let said = subject.get(field).trim();
            wanted.push((lowered(said), at + 1));
            if field == Field::Name {
                let words = said.split(|c: char| !c.is_alphanumeric());
                let words = words.filter(|word| !ORDINARY.contains(&word.to_lowercase().as_str()));
                wanted.extend(words.map(|word| (lowered(word), at + 1)));
            }
        }
    }
    wanted.retain(|(letters, _)| letters.len() >= SHORTEST);
    // The whole name before a word of it.
    wanted.sort_by_key(|(letters, _)| std::cmp::Reverse(letters.len()));
    replaced(text, &wanted)
}

/// A letter for a letter, so that places stay the same.
fn lowered(text: &str) -> Vec<char> {
    text.chars().map(lower).collect()
}

fn lower(c: char) -> char {
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
        let found = wanted.iter().find(|(word, _)| {
            let end = at + word.len();
            let ends = |end: usize| end == small.len() || !small[end].is_alphanumeric();
            begins && small[at..].starts_with(word) && (ends(end) || is_of_somebody(&small[end..]))
        });
        if let Some((word, number)) = found {
            left.extend(["[betrokkene ", &number.to_string(), "]"]);
            at += word.len();
        } else {
            left.push(letters[at]);
            at += 1;
        }
    }
    left
}

/// `Mirelas`: what belongs to somebody.
fn is_of_somebody(rest: &[char]) -> bool {
    rest.first() == Some(&'s') && rest.get(1).is_none_or(|next| !next.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::subject::{Subject, SubjectKind};
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
}
