//! What dossiers are called: what officers named them, or their first words. Names are sealed with their
//! dossiers, so they are looked for here and not in the database.

use std::cmp::Reverse;
use std::collections::HashMap;

use platform::{DossierId, Millis};

/// Words as they are compared: small, each behind a space, without what stands around them.
fn words(text: &str) -> String {
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric());
    let words = words.filter(|word| !word.is_empty());
    words.flat_map(|word| [" ", word]).collect()
}

/// Does every word that was typed begin one of the name? Both as [`words`] gives them.
fn fits(typed: &str, name: &str) -> bool {
    let mut typed = typed.split(' ').skip(1).peekable();
    typed.peek().is_some() && typed.all(|word| begins_one(word, name))
}

fn begins_one(word: &str, name: &str) -> bool {
    let mut found = name.match_indices(word);
    found.any(|(at, _)| name[..at].ends_with(' '))
}

struct Called {
    at: Millis,
    words: Box<str>,
}

/// The names of all dossiers.
#[derive(Default)]
pub(super) struct Names(HashMap<DossierId, Called>);

impl Names {
    /// `at`: when it came in.
    pub(super) fn add(&mut self, dossier: DossierId, at: Millis, name: &str) {
        let words = words(name).into();
        self.0.insert(dossier, Called { at, words });
    }

    pub(super) fn forget(&mut self, dossier: DossierId) {
        self.0.remove(&dossier);
    }

    /// Those in whose name every typed word begins a word, at most so many; the latest are the likeliest.
    pub(super) fn like(&self, typed: &str, most: usize) -> Vec<DossierId> {
        let typed = words(typed);
        let all = self.0.iter();
        let mut found: Vec<(Millis, DossierId)> = all
            .filter(|(_, called)| fits(&typed, &called.words))
            .map(|(id, called)| (called.at, *id))
            .collect();
        found.sort_unstable_by_key(|one| Reverse(*one));
        found.truncate(most);
        found.into_iter().map(|(_, id)| id).collect()
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn every_typed_word_begins_one_of_the_name() {
        let name = words("Drie kinderen, scooters");
        for typed in ["Drie kinderen, scooters", "scooters drie", "kind scoot"] {
            assert!(fits(&words(typed), &name), "{typed}");
        }
        for typed in ["", "vier kinderen", "ooters", "drie kinderen scooters bij"] {
            assert!(!fits(&words(typed), &name), "{typed}");
        }
    }

    #[test]
    fn the_latest_of_many_are_found_and_what_is_gone_is_not() {
        let id = |number| DossierId::from(Uuid::from_u128(number));
        let mut names = Names::default();
        for number in 1..=30 {
            let at = i64::try_from(number).unwrap();
            names.add(id(number), at, &format!("Busje {number}"));
        }
        assert_eq!(names.like("busje", 2), [id(30), id(29)]);
        names.add(id(29), 29, "Schuur");
        names.forget(id(30));
        assert_eq!(names.like("BUSJE", 2), [id(28), id(27)]);
        assert_eq!(names.like("schuur", 2), [id(29)]);
        assert_eq!(names.like("busje 7", 2), [id(7)]);
    }
}
