//! Words for people: passphrases to choose, and fingerprints to read aloud on the phone.
//!
//! The list holds 2,048 common Dutch words, so each stands for 11 bits. No two differ in one letter
//! only, and no two sound the same, so that a word heard or copied wrongly is no other word of the
//! list. Where the words come from stands in `words/README.md`.

use std::sync::LazyLock;

use sha2::{Digest, Sha256};

use crate::random;

/// How many words there are: 2 to the power 11.
const COUNT: usize = 1 << BITS;

/// The bits that one word stands for.
const BITS: usize = 11;

static WORDS: LazyLock<Vec<&str>> =
    LazyLock::new(|| include_str!("../words/nl.txt").lines().collect());

/// The whole list, sorted: for whoever must know which words an attacker would try.
#[must_use]
pub fn list() -> &'static [&'static str] {
    &WORDS
}

/// A passphrase of random words with spaces between them, 11 bits each: six words are 66 bits,
/// which at a thousand guesses a second takes a thousand million years on average.
///
/// The caller shows it once and keeps it nowhere.
///
/// ```
/// let phrase = vault::phrase::generate(6);
/// assert_eq!(phrase.split(' ').count(), 6);
/// ```
///
/// # Panics
/// Only when the system has no source of randomness.
#[must_use]
pub fn generate(words: usize) -> String {
    (0..words)
        .map(|_| word(u16::from_be_bytes(random())))
        .collect::<Vec<_>>()
        .join(" ")
}

/// A fingerprint or a public key as six words (66 bits of its SHA-256), for two people to compare
/// on the phone. Making another key with the same six words takes some 2 to the power 66 tries.
///
/// ```
/// let (one, other) = (vault::phrase::spoken(&[1; 32]), vault::phrase::spoken(&[2; 32]));
/// assert_ne!(one, other);
/// assert_eq!(one, vault::phrase::spoken(&[1; 32]));
/// ```
#[must_use]
pub fn spoken(digest: &[u8]) -> [&'static str; 6] {
    let hash: [u8; 32] = Sha256::new_with_prefix(b"meldroute spoken\0")
        .chain_update(digest)
        .finalize()
        .into();
    std::array::from_fn(|place| word(bits(&hash, place * BITS)))
}

/// Each word for equally many of the 65,536 numbers: the list's length is a power of two.
fn word(number: u16) -> &'static str {
    WORDS[usize::from(number) % COUNT]
}

/// The eleven bits from bit `at` on, the highest bit of the first byte being bit 0.
fn bits(bytes: &[u8; 32], at: usize) -> u16 {
    (at..at + BITS).fold(0, |number, bit| {
        number << 1 | u16::from(bytes[bit / 8] >> (7 - bit % 8) & 1)
    })
}

#[cfg(test)]
mod tests {
    use std::collections::{HashMap, HashSet};

    use super::*;

    #[test]
    fn there_are_2048_words_sorted_and_plain() {
        assert_eq!(WORDS.len(), COUNT);
        assert!(
            WORDS.is_sorted_by(|one, next| one < next),
            "sorted, each once"
        );
        for word in list() {
            assert!((3..=8).contains(&word.len()), "{word}");
            assert!(
                word.bytes().all(|letter| letter.is_ascii_lowercase()),
                "{word}"
            );
        }
    }

    /// What is left when one letter is wiped out or left out is the same for no two words.
    #[test]
    fn no_two_words_differ_in_one_letter() {
        let all: HashSet<&str> = list().iter().copied().collect();
        let mut wiped: HashSet<String> = HashSet::new();
        for word in list() {
            for place in 0..word.len() {
                let (head, tail) = (&word[..place], &word[place + 1..]);
                assert!(
                    !all.contains(format!("{head}{tail}").as_str()),
                    "{word} without a letter"
                );
                assert!(
                    wiped.insert(format!("{head}?{tail}")),
                    "{word} at letter {place}"
                );
            }
        }
    }

    #[test]
    fn no_two_words_sound_the_same() {
        let mut heard: HashMap<String, &str> = HashMap::new();
        for word in list() {
            let mut sound = (*word).to_owned();
            for (from, to) in [
                ("ij", "ei"),
                ("auw", "ou"),
                ("ouw", "ou"),
                ("au", "ou"),
                ("ch", "g"),
                ("ck", "k"),
                ("qu", "kw"),
                ("ph", "f"),
                ("th", "t"),
                ("y", "i"),
                ("z", "s"),
                ("v", "f"),
                ("x", "ks"),
            ] {
                sound = sound.replace(from, to);
            }
            for (from, to) in [('d', 't'), ('b', 'p')] {
                if let Some(stem) = sound.strip_suffix(from) {
                    sound = format!("{stem}{to}");
                }
            }
            if let Some(other) = heard.insert(sound, word) {
                panic!("{other} and {word} sound the same");
            }
        }
    }

    #[test]
    fn every_word_stands_for_equally_many_numbers() {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for number in 0..=u16::MAX {
            *counts.entry(word(number)).or_default() += 1;
        }
        assert_eq!(counts.len(), COUNT);
        assert!(counts.values().all(|count| *count == 32));
    }

    #[test]
    fn generated_phrases_differ_and_hold_the_words_asked_for() {
        let phrases: HashSet<String> = (0..200).map(|_| generate(6)).collect();
        assert_eq!(phrases.len(), 200);
        for phrase in &phrases {
            assert!(
                phrase
                    .split(' ')
                    .all(|word| WORDS.binary_search(&word).is_ok()),
                "{phrase}"
            );
        }
        assert_eq!(generate(0), "");
    }

    #[test]
    fn bits_are_read_in_order() {
        let mut bytes = [0; 32];
        (bytes[0], bytes[1], bytes[2]) = (0b1111_1111, 0b1110_0000, 0b0000_0100);
        assert_eq!((bits(&bytes, 0), bits(&bytes, 11)), (0b111_1111_1111, 1));
    }

    #[test]
    fn what_is_read_aloud_stays_the_same_over_versions() {
        assert_eq!(
            spoken(b"a public key").join(" "),
            "klimroos omnibus perron aanrecht drum zwaan"
        );
    }

    #[test]
    fn one_bit_changes_what_is_read_aloud() {
        let mut key = [7; 32];
        let before = spoken(&key);
        key[31] ^= 1;
        let same = spoken(&key)
            .iter()
            .zip(before)
            .filter(|(new, old)| **new == *old)
            .count();
        assert!(same < 2);
    }
}
