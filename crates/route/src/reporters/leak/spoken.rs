//! Digits that are not written as digits: `nul zes twaalf vierendertig`, `o6 1l 22`.

use crate::text::{Plain, Reading, plain};

const UNITS: [&str; 20] = [
    "nul",
    "een",
    "twee",
    "drie",
    "vier",
    "vijf",
    "zes",
    "zeven",
    "acht",
    "negen",
    "tien",
    "elf",
    "twaalf",
    "dertien",
    "veertien",
    "vijftien",
    "zestien",
    "zeventien",
    "achttien",
    "negentien",
];
const TENS: [&str; 8] = [
    "twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig",
];

/// The digits that a word says: `vierendertig` is 34.
fn said(word: &str) -> Option<String> {
    if let Some(number) = UNITS.iter().position(|unit| *unit == word) {
        return Some(number.to_string());
    }
    for (tens, name) in TENS.iter().enumerate() {
        let Some(rest) = word.strip_suffix(name) else {
            continue;
        };
        if rest.is_empty() {
            return Some(format!("{}0", tens + 2));
        }
        let unit = rest.strip_suffix("en")?;
        let unit = UNITS[1..10].iter().position(|one| *one == unit)? + 1;
        return Some(format!("{}{unit}", tens + 2));
    }
    None
}

/// A word with a digit in it, of which the letters look like digits: `o6`, `1l2`.
fn shaped(word: &str) -> Option<String> {
    let digit = |c: char| match c {
        'o' => Some('0'),
        'l' | 'i' => Some('1'),
        c if c.is_ascii_digit() => Some(c),
        _ => None,
    };
    let has_digit = word.chars().any(|c| c.is_ascii_digit());
    let all: Option<String> = word.chars().map(digit).collect();
    all.filter(|_| has_digit)
}

/// The words of a text in plain letters, with where they stand in bytes.
fn words(text: &str) -> Vec<(String, usize, usize)> {
    let mut found: Vec<(String, usize, usize)> = Vec::new();
    let mut begins = true;
    for (at, c) in text.char_indices() {
        let letters = match plain(c, Reading::Sounds) {
            Plain::Letter(letter) => letter.to_string(),
            Plain::Letters(letters) => letters,
            Plain::Nothing => continue,
            Plain::Sign => {
                begins = true;
                continue;
            }
        };
        let to = at + c.len_utf8();
        match found.last_mut().filter(|_| !begins) {
            Some((word, _, end)) => {
                word.push_str(&letters);
                *end = to;
            }
            None => found.push((letters, at, to)),
        }
        begins = false;
    }
    found
}

/// The digits that numbers in words and in digits make together, with where each stands, in bytes from and
/// to; a word that is no number parts them.
pub(super) fn digits_at(text: &str) -> Vec<(char, usize, usize)> {
    let mut found = Vec::new();
    for (word, from, to) in words(text) {
        match said(&word).or_else(|| shaped(&word)) {
            Some(digits) => found.extend(digits.chars().map(|digit| (digit, from, to))),
            None if word == "en" => {}
            None => found.push((' ', from, to)),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_words_are_digits() {
        let read = |text: &str| {
            let digits = digits_at(text).into_iter();
            digits.map(|(digit, ..)| digit).collect::<String>()
        };
        assert_eq!(read("nul zes twaalf vierendertig"), "061234");
        assert_eq!(read("o6 1l22I"), "0611221");
        assert_eq!(read("nul zes, vijf\u{ad}envijftig"), "0655");
        assert_eq!(read("Zij is negentien en bang"), "  19 ");
    }
}
