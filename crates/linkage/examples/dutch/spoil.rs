//! How people and registers get things wrong.

use rand::prelude::*;
use rand::rngs::StdRng;

fn letters(text: &str) -> Vec<char> {
    text.chars().collect()
}

/// A slip of the finger: a letter changed, doubled, left out, or two swapped.
pub fn typing(rng: &mut StdRng, text: &str) -> String {
    const ROWS: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];
    let mut letters = letters(text);
    if letters.len() < 3 {
        return text.to_owned();
    }
    let at = rng.random_range(1..letters.len());
    match rng.random_range(0..4) {
        0 => {
            let row = ROWS
                .iter()
                .find_map(|row| row.find(letters[at].to_ascii_lowercase()).map(|x| (row, x)));
            if let Some((row, x)) = row {
                let beside = if x == 0 { 1 } else { x - 1 };
                letters[at] = row.as_bytes()[beside] as char;
            }
        }
        1 => letters.insert(at, letters[at]),
        2 => {
            letters.remove(at);
        }
        _ => letters.swap(at - 1, at),
    }
    letters.into_iter().collect()
}

/// Written as it sounds, in Dutch.
pub fn hearing(rng: &mut StdRng, text: &str) -> String {
    const PAIRS: [(&str, &str); 26] = [
        ("ij", "y"),
        ("ei", "ij"),
        ("ou", "au"),
        ("c", "k"),
        ("k", "c"),
        ("ks", "x"),
        ("f", "v"),
        ("v", "f"),
        ("s", "z"),
        ("z", "s"),
        ("dt", "t"),
        ("d", "t"),
        ("ph", "f"),
        ("th", "t"),
        ("sch", "sg"),
        ("oe", "u"),
        ("ss", "s"),
        ("ll", "l"),
        ("nn", "n"),
        ("aa", "a"),
        ("ie", "i"),
        ("i", "ie"),
        ("w", "v"),
        ("j", "y"),
        ("ck", "k"),
        ("x", "ks"),
    ];
    let lower = text.to_lowercase();
    let options: Vec<&(&str, &str)> = PAIRS
        .iter()
        .filter(|(from, _)| lower.get(1..).is_some_and(|t| t.contains(from)))
        .collect();
    let Some((from, to)) = options.choose(rng).copied() else {
        return typing(rng, text);
    };
    let first = letters(&lower)[0];
    let rest: String = lower.chars().skip(1).collect();
    format!("{first}{}", rest.replacen(from, to, 1))
}

/// What a scanner reads.
pub fn scanning(rng: &mut StdRng, text: &str) -> String {
    const PAIRS: [(&str, &str); 10] = [
        ("m", "rn"),
        ("rn", "m"),
        ("l", "1"),
        ("o", "0"),
        ("e", "c"),
        ("h", "b"),
        ("i", "l"),
        ("cl", "d"),
        ("u", "v"),
        ("n", "ri"),
    ];
    let options: Vec<&(&str, &str)> = PAIRS
        .iter()
        .filter(|(from, _)| text.contains(from))
        .collect();
    options
        .choose(rng)
        .map_or(text.to_owned(), |(from, to)| text.replacen(from, to, 1))
}

type Pairs = &'static [(&'static str, &'static str)];

/// Letters and sounds that are written otherwise abroad, by origin.
const SCRIPTS: [(&str, Pairs); 5] = [
    (
        "pl",
        &[
            ("ł", "l"),
            ("ś", "s"),
            ("ń", "n"),
            ("ż", "z"),
            ("sz", "sh"),
            ("cz", "ch"),
            ("w", "v"),
            ("ski", "sky"),
            ("ą", "on"),
            ("ę", "en"),
            ("j", "y"),
        ],
    ),
    (
        "ro",
        &[
            ("ș", "sh"),
            ("ț", "ts"),
            ("ă", "a"),
            ("Ș", "S"),
            ("escu", "esco"),
            ("c", "k"),
        ],
    ),
    (
        "tr",
        &[
            ("ş", "sh"),
            ("ç", "ch"),
            ("ğ", "g"),
            ("ı", "i"),
            ("ö", "oe"),
            ("ü", "ue"),
            ("İ", "I"),
            ("c", "dj"),
        ],
    ),
    (
        "ma",
        &[
            ("ou", "u"),
            ("ou", "oe"),
            ("kh", "ch"),
            ("a", "e"),
            ("ss", "s"),
            ("h", ""),
            ("i", "e"),
            ("dj", "j"),
            ("El ", "el-"),
            ("ou", "w"),
            ("ch", "sh"),
            ("mm", "m"),
        ],
    ),
    (
        "cn",
        &[
            ("zh", "ch"),
            ("x", "hs"),
            ("q", "ch"),
            ("Wang", "Wong"),
            ("Chen", "Chan"),
            ("Zhang", "Cheung"),
            ("Huang", "Wong"),
            ("Lin", "Lam"),
            ("Liu", "Lau"),
            ("Wu", "Ng"),
            ("Zhou", "Chow"),
            ("Xu", "Hsu"),
            ("Li", "Lee"),
            ("Guo", "Kwok"),
            ("ng", "n"),
            ("Zh", "Ch"),
            ("X", "Hs"),
        ],
    ),
];
const DUTCH: Pairs = &[("ij", "y"), ("ë", "e")];

/// Another way to write foreign letters and sounds.
pub fn other_script(rng: &mut StdRng, origin: &str, text: &str) -> String {
    if origin == "bg" {
        return from_cyrillic(rng, text);
    }
    let pairs = SCRIPTS
        .iter()
        .find(|(of, _)| *of == origin)
        .map_or(DUTCH, |(_, pairs)| pairs);
    let fitting: Vec<_> = pairs
        .iter()
        .filter(|(from, _)| text.contains(from))
        .collect();
    match fitting.choose(rng) {
        Some((from, to)) => text.replacen(from, to, 1),
        None => hearing(rng, text),
    }
}

/// One of two ways to write Cyrillic in Latin letters.
fn from_cyrillic(rng: &mut StdRng, text: &str) -> String {
    let plain = any_ascii::any_ascii(text);
    if rng.random_bool(0.5) {
        plain.replace('v', "w")
    } else {
        plain.replace("ts", "c").replace('y', "j")
    }
}

/// Dutch prefixes go missing or are shortened.
pub fn prefix(rng: &mut StdRng, surname: &str) -> String {
    let short = surname
        .replace("van den ", "v.d. ")
        .replace("van der ", "vd ")
        .replace("van de ", "v/d ")
        .replace("van ", "v. ");
    if rng.random_bool(0.5) {
        short
    } else {
        surname.rsplit(' ').next().unwrap_or(surname).to_owned()
    }
}

/// A call name, or the other way round.
pub fn call_name(rng: &mut StdRng, given: &str) -> String {
    const NAMES: [(&str, &[&str]); 24] = [
        ("Johannes", &["Jan", "Hans", "Johan", "Joop"]),
        ("Cornelis", &["Kees", "Cor", "Nelis"]),
        ("Hendrik", &["Henk", "Rik", "Hein"]),
        ("Pieter", &["Piet", "Peter"]),
        ("Jacob", &["Jaap", "Ko"]),
        ("Adriaan", &["Arie", "Ad", "Adrie"]),
        ("Gerrit", &["Ger", "Gerard"]),
        ("Willem", &["Wim", "Willy"]),
        ("Elisabeth", &["Els", "Liesbeth", "Bep"]),
        ("Johanna", &["Jo", "Annie", "Hanna"]),
        ("Maria", &["Mieke", "Ria", "Marie"]),
        ("Catharina", &["Toos", "Trijntje", "Tineke"]),
        ("Cornelia", &["Cor", "Nel", "Corrie"]),
        ("Małgorzata", &["Gosia"]),
        ("Katarzyna", &["Kasia"]),
        ("Krzysztof", &["Krzysiek"]),
        ("Aleksandra", &["Ola"]),
        ("Tomasz", &["Tomek"]),
        ("Alexandru", &["Alex", "Sandu"]),
        ("Mohammed", &["Mo", "Mohamed", "Muhammad"]),
        ("Mehmet", &["Memo"]),
        ("Mustafa", &["Musti"]),
        ("Gheorghe", &["Gigi", "George"]),
        ("Joanna", &["Asia"]),
    ];
    NAMES
        .iter()
        .find(|(name, _)| *name == given)
        .and_then(|(_, calls)| calls.choose(rng))
        .map_or(given.to_owned(), |call| (*call).to_owned())
}

/// A digit wrong, or two swapped.
pub fn digits(rng: &mut StdRng, text: &str) -> String {
    let mut letters = letters(text);
    let places: Vec<usize> = (0..letters.len())
        .filter(|at| letters[*at].is_ascii_digit())
        .collect();
    let Some(at) = places.choose(rng).copied() else {
        return text.to_owned();
    };
    if rng.random_bool(0.5)
        && at > 0
        && letters[at - 1].is_ascii_digit()
        && letters[at - 1] != letters[at]
    {
        letters.swap(at - 1, at);
    } else {
        letters[at] = char::from(b'0' + (letters[at] as u8 - b'0' + rng.random_range(1..10)) % 10);
    }
    letters.into_iter().collect()
}
