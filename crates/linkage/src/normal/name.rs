//! Names of people: prefixes, initials, titles, double surnames, one line into its parts.

use super::text::fold;

/// A name in comparable words: given names (or single letters: initials) and the parts of the
/// surname.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Spoken {
    /// Given names in their order, or initials of one letter.
    pub given: Vec<String>,
    /// The parts of the surname in their order, prefixes left out.
    pub surname: Vec<String>,
}

/// Dutch, German and Romance prefixes (BRP table 36 and what people make of it). They are left out:
/// one register writes them, the next one does not.
const PREFIXES: &[&str] = &[
    "van", "de", "der", "den", "het", "t", "s", "te", "ter", "ten", "in", "op", "aan", "bij",
    "uit", "uijt", "over", "onder", "voor", "tot", "vd", "vdr", "vdn", "v", "d", "von", "vom",
    "zu", "zur", "zum", "du", "des", "di", "da", "dos", "das", "do", "del", "della", "la", "le",
    "les", "lo", "af", "vande", "vander", "vanden", "ver",
];
/// Written together with what follows: El Amrani is Elamrani.
const JOINED: &[&str] = &[
    "el", "al", "ben", "bin", "ibn", "ait", "abd", "abdel", "abdul", "abou", "abu", "bou", "ould",
    "oulad", "mac", "mc", "o", "san", "santa", "saint", "st",
];
const TITLES: &[&str] = &[
    "dhr",
    "mevr",
    "mw",
    "heer",
    "mevrouw",
    "meneer",
    "mr",
    "mrs",
    "ms",
    "drs",
    "dr",
    "ir",
    "ing",
    "prof",
    "jhr",
    "jkvr",
    "fam",
    "familie",
    "weduwe",
    "wed",
    "gen",
    "genaamd",
    "alias",
    "mejuffrouw",
    "pan",
    "pani",
    "bay",
    "bayan",
];

pub(super) fn is_prefix(word: &str) -> bool {
    PREFIXES.contains(&word)
}

/// The words of a surname, prefixes left out unless nothing else is there.
fn surname(text: &str) -> Vec<String> {
    let folded = fold(text);
    let words: Vec<&str> = folded
        .split(' ')
        .filter(|word| !word.is_empty() && !TITLES.contains(word))
        .collect();
    let mut out: Vec<String> = Vec::with_capacity(2);
    let mut joined = String::new();
    for (at, word) in words.iter().enumerate() {
        let more = at + 1 < words.len();
        if JOINED.contains(word) && more {
            joined.push_str(word);
        } else if is_prefix(word) && joined.is_empty() && (more || !out.is_empty()) {
            // "Berg, Jan vd": the prefix came last.
        } else {
            let word = if joined.is_empty() {
                attached(word)
            } else {
                word
            };
            out.push(std::mem::take(&mut joined) + word);
        }
    }
    // Five parts of a name are enough; a longer one is a sentence.
    out.truncate(5);
    out
}

/// `vandenberg` without its prefix.
fn attached(word: &str) -> &str {
    ["vander", "vanden", "vande"]
        .iter()
        .find_map(|prefix| word.strip_prefix(prefix).filter(|rest| rest.len() >= 4))
        .unwrap_or(word)
}

/// Given names; `J.P.` and `JP` are initials.
fn given(text: &str) -> Vec<String> {
    let trimmed = text.trim();
    let letters = trimmed.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = letters <= 4
        && trimmed
            .chars()
            .filter(|c| c.is_alphabetic())
            .all(char::is_uppercase);
    let no_vowel = || !fold(trimmed).contains(['a', 'e', 'i', 'o', 'u', 'y']);
    let run =
        !trimmed.contains([' ', '.', '-']) && (2..=4).contains(&letters) && capitals && no_vowel();
    let folded = fold(trimmed);
    if run {
        return folded.chars().map(String::from).collect();
    }
    let mut out: Vec<String> = Vec::with_capacity(2);
    let mut joined = String::new();
    for word in folded
        .split(' ')
        .filter(|word| !word.is_empty() && !TITLES.contains(word))
    {
        if matches!(word, "abd" | "abdel" | "abdul" | "el" | "al") {
            joined.push_str(word);
        } else if !(is_prefix(word) && word.len() > 1) {
            out.push(std::mem::take(&mut joined) + word);
        }
    }
    if !joined.is_empty() {
        out.push(joined);
    }
    out.truncate(6);
    out
}

/// Brings a name into comparable words. A name given in one field only is split ([`split_whole`]).
///
/// ```
/// let name = linkage::normal::name("J.P.", "van den Berg-de Vries");
/// assert_eq!((name.given, name.surname), (vec!["j".into(), "p".into()], vec!["berg".into(), "vries".into()]));
/// ```
#[must_use]
pub fn name(given_names: &str, surnames: &str) -> Spoken {
    // "Berg, van den" in a surname field; "Jan van den" in a given-name field.
    let surnames = surnames
        .split_once(',')
        .map_or(surnames.to_owned(), |(a, b)| {
            if fold(b).split(' ').all(is_prefix) {
                a.to_owned()
            } else {
                format!("{a} {b}")
            }
        });
    Spoken {
        given: given(given_names),
        surname: surname(&surnames),
    }
}

/// A name on one line: `Berg, Jan van den`, `Jan van den Berg`, `dhr. J. Jansen`, `王小明`. Gives
/// given names and surname as written; where the order cannot be known, the last word is the
/// surname, and comparing tries the other order too.
#[must_use]
pub fn split_whole(text: &str) -> (String, String) {
    if let Some((surname, rest)) = text.split_once(',') {
        let words: Vec<&str> = rest.split_whitespace().collect();
        let (prefixes, given): (Vec<&str>, Vec<&str>) = words
            .into_iter()
            .partition(|word| fold(word).split(' ').all(|w| is_prefix(w) && w.len() > 1));
        return (
            given.join(" "),
            format!("{} {}", prefixes.join(" "), surname.trim())
                .trim()
                .to_owned(),
        );
    }
    let words: Vec<&str> = text
        .split_whitespace()
        .filter(|word| !TITLES.contains(&fold(word).as_str()))
        .collect();
    if words.len() == 1 {
        let folded = fold(words[0]);
        if let Some((surname, given)) = folded.split_once(' ').filter(|_| !words[0].is_ascii()) {
            return (given.to_owned(), surname.to_owned());
        }
        return (String::new(), words[0].to_owned());
    }
    let starts = |word: &&str| {
        let folded = fold(word);
        (is_prefix(&folded) && folded.len() > 1)
            || JOINED.contains(&folded.as_str()) && folded.len() > 1
    };
    let from = words
        .iter()
        .skip(1)
        .position(starts)
        .map_or(words.len().saturating_sub(1), |at| at + 1);
    (words[..from].join(" "), words[from..].join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_line_becomes_given_names_and_surname() {
        for (line, given, surname) in [
            ("Berg, Jan van den", "Jan", "van den Berg"),
            ("Jan van den Berg", "Jan", "van den Berg"),
            ("dhr. J. Jansen", "J.", "Jansen"),
            ("Jansen", "", "Jansen"),
            ("王小明", "xiaoming", "wang"),
            ("Fatima El Amrani", "Fatima", "El Amrani"),
            ("Maria Elena Popescu", "Maria Elena", "Popescu"),
        ] {
            assert_eq!(
                split_whole(line),
                (given.to_owned(), surname.to_owned()),
                "{line}"
            );
        }
    }

    #[test]
    fn prefixes_and_joined_particles() {
        let words = |text| name("", text).surname;
        assert_eq!(words("van 't Hoff"), ["hoff"]);
        assert_eq!(words("v.d. Berg"), ["berg"]);
        assert_eq!(words("Vandenberg"), ["berg"]);
        assert_eq!(words("El Amrani"), words("Elamrani"));
        assert_eq!(words("Jansen-de Vries"), ["jansen", "vries"]);
        assert_eq!(words("de"), ["de"]);
        assert_eq!(name("JP", "x").given, ["j", "p"]);
        assert_eq!(name("Jo", "x").given, ["jo"]);
    }
}
