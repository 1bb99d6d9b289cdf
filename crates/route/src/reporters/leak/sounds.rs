//! A name as somebody writes it who only heard it: `Nergenshuisen`, `Nergenshuyzen`, `Noortje`. And
//! with one slip of the fingers: `Nergenhuizen`.

use super::names::{Kind, Wanted};
use super::setting;
use super::stream::{Gap, Hit, Stream};
use super::words::is_ordinary;

/// Shorter names sound like too many words.
const HEARD: usize = 6;
/// From this length, one letter more, less or other is more likely a slip than another word.
const SLIPPED: usize = 8;
/// From this length a name with an ending for something small is that name.
const SMALL: usize = 4;

/// What Dutch puts behind a name that it likes.
const ENDINGS: [&str; 6] = ["etje", "tje", "pje", "je", "ke", "tie"];

/// Ways to write one sound, the longer ones first; what stands first becomes what stands second.
const SOUNDS: [(&str, &str); 26] = [
    ("sch", "sx"),
    ("uij", "ui"),
    ("eij", "ij"),
    ("ei", "ij"),
    ("ou", "au"),
    ("ph", "f"),
    ("th", "t"),
    ("dt", "t"),
    ("ck", "k"),
    ("qu", "kw"),
    ("ch", "x"),
    ("gh", "x"),
    ("ks", "%"),
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
fn words(stream: &Stream) -> Vec<Hit> {
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

/// Words that sound like a part of the name.
pub(super) fn hits(stream: &Stream, wanted: &[&Wanted]) -> Vec<Hit> {
    let parts: Vec<(&Wanted, Vec<char>)> = wanted
        .iter()
        .filter(|part| part.kind == Kind::Part && part.size >= SMALL)
        .map(|part| (*part, heard(&part.letters)))
        .collect();
    if parts.is_empty() {
        return Vec::new();
    }
    let mut found = words(stream);
    found.retain(|word| {
        let letters: Vec<char> = stream.letters[word.start..word.end]
            .iter()
            .map(|letter| letter.plain)
            .collect();
        let text: String = letters.iter().collect();
        if letters.len() < SMALL || is_ordinary(&text) {
            return false;
        }
        let capital = stream.letters[word.start].upper;
        parts.iter().any(|(part, sound)| {
            part.size >= HEARD && !part.ordinary && sounds_like(&letters, sound, capital)
                || capital
                    && is_small(&text, part)
                    && (!part.ordinary || setting::is_name(stream, *word))
        })
    });
    found
}

fn sounds_like(letters: &[char], sound: &[char], capital: bool) -> bool {
    let genitive = letters.strip_suffix(&['s']).unwrap_or(letters);
    [letters, genitive].into_iter().any(|letters| {
        let here = heard(letters);
        let long = here.len() >= SLIPPED - 1 && sound.len() >= SLIPPED - 1;
        here == sound || capital && long && letters.len() >= SLIPPED && is_one_slip(&here, sound)
    })
}

fn is_small(text: &str, part: &Wanted) -> bool {
    let name: String = part.letters.iter().collect();
    text.strip_prefix(name.as_str())
        .is_some_and(|rest| ENDINGS.contains(&rest.strip_suffix('s').unwrap_or(rest)))
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
