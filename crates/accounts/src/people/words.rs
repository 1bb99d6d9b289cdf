//! Reading a password as somebody who guesses does: in words that many people know.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// What a known word is worth; a letter that belongs to no word is worth 1.
pub const WORD: usize = 3;

/// The lists, with what their words are worth. Names and words of this field come to mind first;
/// small words hold a sentence together and are no secret.
const LISTS: [(&str, usize); 6] = [
    (include_str!("../../words/nl.txt"), WORD),
    (include_str!("../../words/en.txt"), WORD),
    (include_str!("../../words/names.txt"), 2),
    (include_str!("../../words/places.txt"), WORD),
    (include_str!("../../words/field.txt"), 1),
    (include_str!("../../words/small.txt"), 0),
];

/// Worth of every known word, and the length of the longest one.
static KNOWN: LazyLock<(HashMap<&str, usize>, usize)> = LazyLock::new(|| {
    let lists = LISTS
        .iter()
        .flat_map(|(text, worth)| text.lines().map(|word| (word, *worth)));
    let generated = vault::phrase::list().iter().map(|word| (*word, WORD));
    let known: HashMap<&str, usize> = lists.chain(generated).collect();
    let longest = known.keys().map(|word| word.len()).max().unwrap_or(0);
    (known, longest)
});

/// Words that call up one another, such as months or colours, each with the first of its series.
static SERIES: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let lines = include_str!("../../words/series.txt").lines();
    let words = |line: &'static str| {
        let first = line.split(' ').next().unwrap_or_default();
        line.split(' ').map(move |word| (word, first))
    };
    lines.flat_map(words).collect()
});

/// Proverbs, songs and rhymes without their spaces: many words, but one guess.
static SAYINGS: LazyLock<Vec<String>> = LazyLock::new(|| {
    include_str!("../../words/sayings.txt")
        .lines()
        .map(letters)
        .collect()
});

/// In plain lower-case letters, so that `Çelik` and `celik` are one word.
pub fn plain(text: &str) -> String {
    any_ascii::any_ascii(text).to_ascii_lowercase()
}

fn letters(text: &str) -> String {
    plain(text)
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect()
}

/// Is this a well-known saying, a piece of one, or one with hardly anything added?
pub fn is_saying(password: &str) -> bool {
    const LEAST: usize = 8;
    const ADDED: usize = 12;
    let typed = letters(password);
    if typed.len() < LEAST {
        return false;
    }
    SAYINGS.iter().any(|saying| {
        saying.contains(&typed) || (typed.contains(saying) && typed.len() < saying.len() + ADDED)
    })
}

/// What a password is made of.
#[derive(Debug, Default)]
pub struct Reading {
    /// [`WORD`] for each different word (less for names and words of this field, nothing for small
    /// words), 1 for each other letter or sign.
    pub worth: usize,
    /// The words found.
    pub words: Vec<String>,
}

/// Reads a password in as few pieces as possible. `about` holds words that a guesser knows
/// beforehand (see [`plain`]): they are worth nothing. Whatever comes twice counts once, as does a
/// whole series, and between spaces a word that is on no list counts as one word, however long it
/// is.
pub fn read(password: &str, about: &HashSet<String>) -> Reading {
    let password = plain(password);
    let parts: Vec<&str> = password.split_ascii_whitespace().collect();
    let mut reading = Reading::default();
    let mut seen = HashSet::new();
    for part in &parts {
        let mut worth = 0;
        for (piece, value) in pieces(part, about) {
            let is_letters = piece.bytes().all(|byte| byte.is_ascii_lowercase());
            let kind = SERIES
                .get(&*piece)
                .map_or(piece.clone(), |first| format!("series {first}"));
            if seen.insert(kind) || (is_letters && piece.len() == 1) {
                worth += value;
            }
            if is_letters && piece.len() > 1 {
                reading.words.push(piece);
            }
        }
        let is_word = part
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || b"'-.,!?".contains(&byte));
        reading.worth += if is_word && parts.len() > 1 {
            worth.min(WORD)
        } else {
            worth
        };
    }
    reading
}

/// One way to read the head of a text: how many pieces, their worth, and the last of them.
#[derive(Clone)]
struct Way {
    pieces: usize,
    worth: usize,
    last: (String, usize),
    from: usize,
}

/// A text without spaces in as few pieces as possible, and of those ways the one worth least.
fn pieces(text: &str, about: &HashSet<String>) -> Vec<(String, usize)> {
    let spellings = spellings(text);
    let start = Way {
        pieces: 0,
        worth: 0,
        last: (String::new(), 0),
        from: 0,
    };
    let mut ways = vec![start];
    for end in 1..=text.len() {
        let mut best: Option<Way> = None;
        let first = end.saturating_sub(KNOWN.1);
        for (from, before) in ways.iter().enumerate().skip(first) {
            let Some((piece, worth)) = piece(text, &spellings, from, end, about) else {
                continue;
            };
            let (pieces, worth_all) = (before.pieces + 1, before.worth + worth);
            if best
                .as_ref()
                .is_none_or(|best| (pieces, worth_all) < (best.pieces, best.worth))
            {
                best = Some(Way {
                    pieces,
                    worth: worth_all,
                    last: (piece, worth),
                    from,
                });
            }
        }
        ways.extend(best);
    }
    let mut found = Vec::new();
    let mut end = text.len();
    while end > 0 {
        found.push(ways[end].last.clone());
        end = ways[end].from;
    }
    found
}

/// What the text from `from` to `end` is worth as one piece; `None` when it is no piece.
fn piece(
    text: &str,
    spellings: &[String],
    from: usize,
    end: usize,
    about: &HashSet<String>,
) -> Option<(String, usize)> {
    let typed = &text[from..end];
    let known = |word: &str| {
        if about.contains(word) {
            Some(0)
        } else {
            KNOWN.0.get(word).copied()
        }
    };
    if let Some(worth) = known(typed) {
        return Some((typed.to_owned(), worth));
    }
    if typed.len() > 3 && typed.bytes().any(|byte| byte.is_ascii_lowercase()) {
        let other = |spelling: &String| {
            let word = &spelling[from..end];
            known(word).map(|worth| (word.to_owned(), worth))
        };
        if let Some(found) = spellings.iter().find_map(other) {
            return Some(found);
        }
    }
    let run = typed.bytes().all(|byte| byte.is_ascii_digit())
        && !text[end..].starts_with(|next: char| next.is_ascii_digit());
    if run {
        let year = typed.len() == 4 && (typed.starts_with("19") || typed.starts_with("20"));
        return Some((
            typed.to_owned(),
            if year { 1 } else { typed.len().min(WORD) },
        ));
    }
    (typed.len() == 1).then(|| (typed.to_owned(), 1))
}

/// The text with signs read as the letters that they are often written for, each of the same
/// length.
fn spellings(text: &str) -> Vec<String> {
    let spell = |one: char| -> String {
        let letter = |sign| match sign {
            '0' => 'o',
            '1' | '!' | '|' => one,
            '3' => 'e',
            '4' | '@' => 'a',
            '5' | '$' => 's',
            '7' | '+' => 't',
            '8' => 'b',
            other => other,
        };
        text.chars().map(letter).collect()
    };
    vec![spell('i'), spell('l')]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn worth(password: &str) -> usize {
        read(password, &HashSet::new()).worth
    }

    #[test]
    fn words_are_found_with_and_without_spaces() {
        assert_eq!(worth("paard ketel zolder"), 3 * WORD);
        assert_eq!(worth("paardketelzolder"), 3 * WORD);
        assert_eq!(worth("hetpaardopdezolder"), 2 * WORD);
    }

    #[test]
    fn what_comes_twice_counts_once() {
        assert_eq!(worth("paardpaardpaard"), WORD);
        assert_eq!(worth("2026 Zomer 2026"), WORD + 1);
    }

    #[test]
    fn a_series_counts_once() {
        assert_eq!(worth("rood geel groen blauw"), WORD);
        assert_eq!(worth("twee rode tulpen en drie gele rozen"), 4 * WORD);
    }

    #[test]
    fn names_and_words_of_this_field_are_worth_less() {
        assert_eq!((worth("annemarie"), worth("aandachtsfunctionaris")), (2, 1));
    }

    #[test]
    fn signs_for_letters_and_accents_hide_no_word() {
        assert_eq!(worth("w@chtw00rd"), worth("wachtwoord"));
        assert_eq!(worth("G3m33nt3"), worth("gemeente"));
        assert_eq!(worth("P44rd"), WORD);
        assert_eq!(worth("Çelik"), worth("celik"));
    }

    #[test]
    fn what_the_guesser_knows_is_worth_nothing() {
        let about = HashSet::from(["fictief".to_owned()]);
        assert_eq!(read("fictief 1980", &about).worth, 1);
    }

    #[test]
    fn unknown_letters_count_one_by_one_but_an_unknown_word_between_spaces_is_one_word() {
        assert_eq!(worth("xqzjvkwq"), 8);
        assert_eq!(worth("xqzjvkwq paard"), 2 * WORD);
        assert_eq!(worth("xq7#zj paard"), 6 + WORD);
    }

    #[test]
    fn sayings_are_known_whole_in_part_and_with_an_end() {
        for saying in [
            "Alle eendjes zwemmen in het water",
            "schijnt de zon achter de wolken",
        ] {
            assert_eq!(is_saying(saying), saying.starts_with("Alle"), "{saying}");
        }
        assert!(is_saying("in een groen-groen knollenland 2026!"));
        assert!(is_saying("wolken schijnt de zon"));
        assert!(!is_saying("negen koperen ketels op zolder"));
    }

    #[test]
    fn every_list_is_sorted_and_plain() {
        for (text, _) in LISTS {
            let words: Vec<&str> = text.lines().collect();
            assert!(words.is_sorted_by(|one, next| one < next));
            assert!(
                words
                    .iter()
                    .all(|word| word.bytes().all(|byte| byte.is_ascii_lowercase()))
            );
        }
    }

    #[test]
    fn no_word_for_generated_phrases_is_a_small_one() {
        for word in vault::phrase::list() {
            assert_eq!(KNOWN.0[word], WORD, "{word}");
        }
    }
}
