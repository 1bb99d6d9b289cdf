//! What a line of text could be, as records to look up; and which of what is found has to do with it.
//! No I/O.

use std::collections::BTreeMap;

use linkage::{Address, Evidence, Field, Hit, Name, Record};

use crate::lookup::{Found, Thing};

/// More words than these are not looked up by themselves.
const WORDS: usize = 6;

/// A name; of one word nobody knows whether it is a given name.
fn name(text: &str) -> Record {
    let whole = Name {
        given: String::new(),
        surname: text.to_owned(),
    };
    let first = Name {
        given: text.to_owned(),
        surname: String::new(),
    };
    let is_one = !text.contains(char::is_whitespace);
    Record {
        names: if is_one {
            vec![first, whole]
        } else {
            vec![whole]
        },
        ..Record::default()
    }
}

fn street(text: &str) -> Record {
    let address = Address {
        street: text.to_owned(),
        ..Address::default()
    };
    Record {
        addresses: vec![address],
        ..Record::default()
    }
}

/// What a word, or a line, can be without knowing more: a name (of one word also a first name), an
/// organisation, a street without its number.
fn named(text: &str) -> Vec<Record> {
    let organisation = Record {
        organisations: vec![text.to_owned()],
        ..Record::default()
    };
    vec![name(text), organisation, street(text)]
}

/// What a line could be.
fn readings(text: &str) -> Vec<Record> {
    let one = || vec![text.to_owned()];
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let mut out = named(text);
    out.push(Record {
        handles: one(),
        ..Record::default()
    });
    if digits > 0 {
        out.push(Record {
            plates: one(),
            ..Record::default()
        });
    }
    if digits >= 8 {
        out.push(Record {
            phones: one(),
            trade_numbers: one(),
            ..Record::default()
        });
    }
    if text.contains('@') {
        out.push(Record {
            emails: one(),
            ..Record::default()
        });
    }
    out
}

/// The words of a line that can be looked up by themselves, when there are several.
fn words(text: &str) -> Vec<&str> {
    let words = text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '_'));
    let words: Vec<&str> = words.filter(|word| word.chars().count() > 2).collect();
    if (2..=WORDS).contains(&words.len()) {
        words
    } else {
        Vec::new()
    }
}

/// To be in one town, or to differ, is no resemblance.
fn resembles(evidence: &Evidence) -> bool {
    evidence.bits > 0.0
        && evidence.field != Field::Town
        && !["town", "different"].contains(&evidence.level_name())
}

fn weight(hit: &Hit) -> Option<f64> {
    let bits: f64 = hit.evidence.iter().map(|evidence| evidence.bits).sum();
    let alike = hit.evidence.iter().any(resembles);
    (bits > 0.0 && alike).then_some(bits)
}

type Best = BTreeMap<Thing, (f64, Found)>;

/// Of each thing what weighs most, over several readings.
fn best(records: &[Record], look_up: &impl Fn(&Record) -> Vec<Found>) -> Best {
    let mut best = Best::new();
    for found in records.iter().flat_map(look_up) {
        let Some(bits) = weight(&found.hit) else {
            continue;
        };
        let known = best.get(&found.thing);
        if known.is_none_or(|(before, _)| bits > *before) {
            best.insert(found.thing, (bits, found));
        }
    }
    best
}

/// What has to do with a line, the likeliest first: with the line as a whole, or with each of its
/// words, in whatever order they stand.
pub(super) fn ranked(text: &str, look_up: impl Fn(&Record) -> Vec<Found>) -> Vec<Found> {
    let mut found = best(&readings(text), &look_up);
    let of_words = words(text)
        .into_iter()
        .map(|word| best(&named(word), &look_up));
    let of_all = of_words.reduce(|mut all, mut of_word| {
        all.retain(|thing, _| of_word.contains_key(thing));
        for (thing, (bits, known)) in &mut all {
            if let Some((more, other)) = of_word.remove(thing) {
                *bits += more;
                known.hit.evidence.extend(other.hit.evidence);
            }
        }
        all
    });
    for (thing, (bits, by_words)) in of_all.unwrap_or_default() {
        if found.get(&thing).is_none_or(|(whole, _)| bits > *whole) {
            found.insert(thing, (bits, by_words));
        }
    }
    let mut ranked: Vec<(f64, Found)> = found.into_values().collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
    ranked.into_iter().map(|(_, found)| found).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_looked_up_by_its_words_when_it_has_a_few() {
        assert_eq!(words("Milo"), Vec::<&str>::new());
        assert_eq!(words("Fantasia, Mirela"), ["Fantasia", "Mirela"]);
        assert_eq!(words("a b c"), Vec::<&str>::new());
        assert!(words("een hele lange zin met heel veel woorden erin").is_empty());
    }

    #[test]
    fn one_word_may_be_a_first_name_a_surname_an_organisation_or_a_street() {
        let read = readings("Milo");
        let has = |is: fn(&Record) -> bool| read.iter().any(is);
        let names = &read[0].names;
        assert_eq!(
            (names[0].given.as_str(), names[1].surname.as_str()),
            ("Milo", "Milo")
        );
        assert!(has(|one| !one.organisations.is_empty()) && has(|one| !one.addresses.is_empty()));
        assert!(!has(|one| !one.phones.is_empty()) && !has(|one| !one.plates.is_empty()));
    }
}
