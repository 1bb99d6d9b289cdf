//! A name as somebody writes it who only heard it: `Nergenshuisen`, `Nergenshuyzen`, `Annouk`. And
//! with one slip of the fingers: `Nergenhuizen`.

use std::collections::BTreeSet;

use super::names::{Kind, Wanted};
use super::stream::{Gap, Hit, Stream, spelled};
use super::table::Look;
use super::words::{is_ordinary, is_prefix};
use crate::text::Reading;

/// Shorter names sound like too many words.
const HEARD: usize = 6;
/// From this length, one letter more, less or other is more likely a slip than another word.
const SLIPPED: usize = 8;
/// A first name with a capital, which sounds the same in full.
const GIVEN: usize = 5;

/// Ways to write one sound, the longer ones first; what stands first becomes what stands second.
const SOUNDS: [(&str, &str); 31] = [
    // As Dutch writes a Turkish ç, of which the c is left.
    ("tsj", "k"),
    ("sch", "sx"),
    ("oua", "wa"),
    ("oue", "we"),
    ("oui", "wi"),
    ("uij", "ui"),
    ("eij", "y"),
    ("ei", "y"),
    ("ou", "au"),
    ("ph", "f"),
    ("th", "t"),
    ("dt", "t"),
    ("ck", "k"),
    ("qu", "kw"),
    ("ch", "x"),
    ("gh", "x"),
    ("ks", "%"),
    // As Russian writes an x.
    ("kz", "%"),
    ("x", "%"),
    ("aa", "a"),
    ("ee", "e"),
    ("ie", "i"),
    ("oo", "o"),
    ("uu", "u"),
    ("ij", "y"),
    ("z", "s"),
    ("v", "f"),
    ("g", "x"),
    ("c", "k"),
    ("q", "k"),
    ("d", "t"),
];

/// Digits that stand for the letter they look like.
fn letter(c: char) -> char {
    match c {
        '0' => 'o',
        '1' => 'i',
        '3' => 'e',
        '4' => 'a',
        '5' => 's',
        '7' => 't',
        other => other,
    }
}

/// Plain letters as they are heard; a doubled letter is one.
fn heard(letters: &[char]) -> Vec<char> {
    let text: String = letters.iter().map(|c| letter(*c)).collect();
    let (mut rest, mut out) = (text.as_str(), Vec::new());
    while let Some(first) = rest.chars().next() {
        let found = SOUNDS.iter().find(|(written, _)| rest.starts_with(written));
        let (length, sound) = match found {
            Some((written, sound)) => (written.len(), (*sound).to_owned()),
            None => (first.len_utf8(), first.to_string()),
        };
        for c in sound.chars().filter(|c| *c != 'h') {
            if out.last() != Some(&c) {
                out.push(c);
            }
        }
        rest = &rest[length..];
    }
    out
}

/// From this length, the longer of the two, a word may be a respelling.
const RESPELLED: usize = 5;

/// Is the one word the other as somebody may spell it who heard it or typed it in haste: the same sound, or
/// one letter more, less or other (`Bergh`, `Exempl`, `Khateeb`)?
pub(super) fn is_respelled(one: &[char], other: &[char]) -> bool {
    let (shorter, longer) = (one.len().min(other.len()), one.len().max(other.len()));
    if longer < RESPELLED || shorter < RESPELLED - 1 || one == other {
        return false;
    }
    let [first, second] = [one, other].map(heard);
    let long = first.len().min(second.len()) >= RESPELLED;
    first == second || is_one_slip(one, other) || long && is_one_slip(&first, &second)
}

/// Can the one be made of the other by changing, adding, leaving out or swapping one letter?
fn is_one_slip(one: &[char], other: &[char]) -> bool {
    let same = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let (one, other) = (&one[same..], &other[same..]);
    match one.len().abs_diff(other.len()) {
        0 if one.is_empty() => true,
        0 => {
            one[1..] == other[1..]
                || one.len() >= 2
                    && one[0] == other[1]
                    && one[1] == other[0]
                    && one[2..] == other[2..]
        }
        1 if one.len() > other.len() => one[1..] == *other,
        1 => *one == other[1..],
        _ => false,
    }
}

/// The words of a text: stretches without a gap.
pub(super) fn words(stream: &Stream) -> Vec<Hit> {
    let mut words: Vec<Hit> = Vec::new();
    for (at, letter) in stream.letters.iter().enumerate() {
        match words.last_mut() {
            Some(word) if letter.gap == Gap::None => word.end = at + 1,
            _ => words.push(Hit {
                start: at,
                end: at + 1,
            }),
        }
    }
    words
}

/// Words that sound like a part of the name, each with that part.
pub(super) fn hits<'a>(stream: &Stream, wanted: &'a BTreeSet<Wanted>) -> Vec<(Hit, &'a Wanted)> {
    let parts = wanted.iter().filter(|part| match part.kind {
        Kind::Part => part.size >= HEARD && !part.ordinary,
        Kind::Given => part.size >= GIVEN && !part.ordinary,
        _ => false,
    });
    let parts: Vec<(&Wanted, Vec<char>)> = parts.map(|part| (part, heard(&part.letters))).collect();
    if parts.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for word in words(stream) {
        let letters = stream.plain(word);
        if letters.len() < GIVEN - 1 || is_ordinary(&letters.iter().collect::<String>()) {
            continue;
        }
        let capital = stream.letters[word.start].upper;
        let part = parts.iter().find(|(part, sound)| {
            let long = part.size >= HEARD;
            long && sounds_like(&letters, sound, capital)
                || part.kind == Kind::Given && capital && sounds_french(&letters, &part.letters)
        });
        if let Some((part, _)) = part {
            found.push((word, *part));
        }
    }
    found
}

/// `Эмма Экземпел`: the whole name as another script writes it, or the other way round.
pub(super) fn whole_in_another_script(look: &Look) -> Vec<Hit> {
    let foreign = look.reporter.name.chars().any(is_of_another_script);
    if look.reading == Reading::Looks || !(foreign || look.text.chars().any(is_of_another_script)) {
        return Vec::new();
    }
    let (stream, solid) = (look.stream, &look.name.solid);
    let parts: Vec<Vec<char>> = solid
        .iter()
        .map(|word| spelled(word).chars().collect())
        .collect();
    let words = words(stream).into_iter();
    let words = words.filter(|word| !is_prefix(&stream.plain(*word).iter().collect::<String>()));
    let parts_of = |word: Hit| {
        let is_there = foreign || stream.written(word).chars().any(is_of_another_script);
        let here = stream.plain(word);
        let is_part = |at: &usize| is_there && sounds_abroad(&here, &parts[*at]);
        (word, (0..parts.len()).filter(is_part).collect::<Vec<_>>())
    };
    let words: Vec<(Hit, Vec<usize>)> = words.map(parts_of).collect();
    let is_whole = |pair: &[(Hit, Vec<usize>)]| {
        let (first, last) = (&pair[0].1, &pair[1].1);
        first
            .iter()
            .any(|one| last.iter().any(|other| one != other))
    };
    let pairs = words.windows(2).filter(|pair| is_whole(pair));
    let hit = |pair: &[(Hit, Vec<usize>)]| Hit {
        start: pair[0].0.start,
        end: pair[1].0.end,
    };
    pairs.map(hit).collect()
}

/// Greek, Cyrillic and what stands between them and the letters with accents.
fn is_of_another_script(c: char) -> bool {
    ('\u{370}'..='\u{1cff}').contains(&c)
}

/// The same but for the ending, in which other languages bend a name.
fn sounds_abroad(letters: &[char], part: &[char]) -> bool {
    let is_bent = |c: &&char| matches!(**c, 'a' | 'e' | 'i' | 'o' | 'u' | 'j');
    let stem = |word: &[char]| {
        let ending = word.iter().rev().take_while(is_bent).count();
        word[..word.len() - ending].to_vec()
    };
    let [one, other] = [letters, part].map(stem);
    let long = one.len().min(other.len()) >= 2;
    is_respelled(letters, part) || long && heard(&one) == heard(&other)
}

/// Anouk is heard with the oe of a Dutch word.
fn sounds_french(letters: &[char], part: &[char]) -> bool {
    let dutch = |letters: &[char]| {
        let text: String = letters.iter().collect();
        heard(&text.replace("ou", "oe").chars().collect::<Vec<_>>())
    };
    let genitive = letters.strip_suffix(&['s']).unwrap_or(letters);
    let sound = dutch(part);
    dutch(letters) == sound || dutch(genitive) == sound
}

fn sounds_like(letters: &[char], sound: &[char], capital: bool) -> bool {
    let genitive = letters.strip_suffix(&['s']).unwrap_or(letters);
    [letters, genitive].into_iter().any(|letters| {
        let here = heard(letters);
        let long = here.len() >= SLIPPED - 1 && sound.len() >= SLIPPED - 1;
        here == sound || capital && long && letters.len() >= SLIPPED && is_one_slip(&here, sound)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sound(word: &str) -> String {
        let word = super::super::stream::spelled(word);
        heard(&word.chars().collect::<Vec<_>>())
            .into_iter()
            .collect()
    }

    #[test]
    fn what_sounds_the_same_is_the_same() {
        for (one, other) in [
            ("nergenshuizen", "nergenshuisen"),
            ("nergenshuizen", "nergenshuyzen"),
            ("nergenshuizen", "nerg3nshu1zen"),
            ("meijer", "meier"),
            ("janssen", "jansen"),
            ("dekker", "decker"),
            ("schouten", "schauten"),
            ("thijssen", "tijsen"),
            ("vermeulen", "fermeulen"),
            ("philipsen", "filipsen"),
        ] {
            assert_eq!(sound(one), sound(other), "{one} {other}");
        }
        assert_ne!(sound("boastra"), sound("boersma"));
    }

    #[test]
    fn one_slip_is_one_letter() {
        let slip = |one: &str, other: &str| {
            let [one, other] = [one, other].map(|word| word.chars().collect::<Vec<_>>());
            is_one_slip(&one, &other) && is_one_slip(&other, &one)
        };
        assert!(slip("abcd", "abcd") && slip("abcd", "abxd") && slip("abcd", "abd"));
        assert!(slip("abcd", "acbd") && slip("abcd", "bacd"));
        assert!(!slip("abcd", "ab") && !slip("abcd", "dcba") && !slip("abcd", "axxd"));
    }
}
