//! The address of a place as it is typed, and what makes two of them the same. No I/O.

use linkage::normal::place;
use platform::{App, Result, Tenant};
use serde::{Deserialize, Serialize};

/// As it was typed. A place without an address has words alone: "het veld langs de N228".
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    pub street: String,
    /// With letter and addition.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub number: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub postcode: String,
    pub town: String,
}

/// Keyed fingerprints of an address: the database holds these and no address.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Prints {
    /// Of street, number and town.
    pub by_street: Vec<u8>,
    /// Of postcode and number; empty when one of them is not known.
    pub by_code: Vec<u8>,
}

/// Signs that end a line, or that do not show and turn around what is read: no line has them.
pub fn has_signs(text: &str) -> bool {
    let marks = |sign: char| matches!(sign, '\u{61c}' | '\u{200e}' | '\u{200f}');
    let turns = |sign: char| matches!(sign, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let is_one = |sign: char| sign.is_control() || marks(sign) || turns(sign);
    text.chars().any(is_one)
}

/// `3417AB`, without spaces.
pub fn is_postcode(text: &str) -> bool {
    let (digits, letters) = (text.get(..4), text.get(4..));
    text.len() == 6
        && digits.is_some_and(|digits| digits.bytes().all(|b| b.is_ascii_digit()))
        && letters.is_some_and(|letters| letters.bytes().all(|b| b.is_ascii_alphabetic()))
}

/// Takes a postcode out of the words of a part of a line; what stands behind it comes back beside it.
fn take_postcode(words: &mut Vec<&str>) -> Option<(String, Vec<String>)> {
    let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    for at in 0..words.len() {
        let (code, next) = if is_postcode(words[at]) {
            (words[at].to_owned(), at + 1)
        } else {
            let joined = format!("{}{}", words[at], words.get(at + 1).unwrap_or(&""));
            if words[at].len() != 4 || !is_postcode(&joined) {
                continue;
            }
            (joined, at + 2)
        };
        let behind = owned(&words[next..]);
        words.truncate(at);
        let code = format!("{} {}", &code[..4], code[4..].to_uppercase());
        return Some((code, behind));
    }
    None
}

fn begins_with_digit(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}

impl Address {
    /// What stands on one line: `Kerkstraat 5a, 3417 AB Montfoort`. Where it names no town, it is in this one.
    #[must_use]
    pub fn of_line(text: &str, town: &str) -> Self {
        let mut found = Self::default();
        let mut parts: Vec<String> = Vec::new();
        for part in text.split([',', ';', '\n']) {
            let mut words: Vec<&str> = part.split_whitespace().collect();
            let taken = found.postcode.is_empty().then(|| take_postcode(&mut words));
            let (code, behind) = taken.flatten().unwrap_or_default();
            parts.push(words.join(" "));
            if !code.is_empty() {
                found.postcode = code;
                match behind.first() {
                    Some(first) if begins_with_digit(first) => found.number = behind.join(" "),
                    _ => parts.push(behind.join(" ")),
                }
            }
        }
        parts.retain(|part| !part.is_empty());
        let numbered = |part: &String| part.split(' ').skip(1).any(begins_with_digit);
        let at = parts.iter().position(numbered).unwrap_or(0);
        if at < parts.len() {
            let part = parts.remove(at);
            let words: Vec<&str> = part.split(' ').collect();
            let from = (1..words.len()).find(|at| begins_with_digit(words[*at]));
            let from = from.unwrap_or(words.len());
            found.street = words[..from].join(" ");
            if from < words.len() {
                found.number = words[from..].join(" ");
            }
        }
        found.town = parts.pop().unwrap_or_else(|| town.to_owned());
        found
    }

    /// On one line.
    #[must_use]
    pub fn line(&self) -> String {
        let street = [self.street.as_str(), &self.number];
        let town = [self.postcode.as_str(), &self.town];
        let joined = |words: [&str; 2]| {
            let words = words.into_iter().filter(|word| !word.is_empty());
            words.collect::<Vec<_>>().join(" ")
        };
        let parts = [joined(street), joined(town)];
        let parts = parts.into_iter().filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join(", ")
    }

    /// Is there enough of it to know the place again?
    #[must_use]
    pub fn is_known(&self) -> bool {
        !self.street.is_empty() || !self.postcode.is_empty() && !self.number.is_empty()
    }

    /// What tells it from others, however it was written. Two addresses are the same when either print is.
    ///
    /// # Errors
    /// When the municipality has no key here.
    pub fn prints(&self, app: &App, tenant: Tenant) -> Result<Prints> {
        let here = app.keys.tenant(tenant)?.derive("address of a location");
        let read = place(&linkage::Address {
            street: self.street.clone(),
            number: self.number.clone(),
            postcode: self.postcode.clone(),
            city: self.town.clone(),
        });
        let number = read.number.to_be_bytes();
        let (addition, city) = (read.addition.as_bytes(), read.city.as_bytes());
        let of_street: [&[u8]; 5] = [b"street", read.street.as_bytes(), &number, addition, city];
        let of_code: [&[u8]; 4] = [b"code", read.postcode.as_bytes(), &number, addition];
        let has_code = !read.postcode.is_empty() && read.number > 0;
        // Without a street it is known by its code alone.
        let by_code = here.fingerprint(&of_code);
        let by_street = if read.street.is_empty() {
            by_code
        } else {
            here.fingerprint(&of_street)
        };
        Ok(Prints {
            by_street: by_street.to_vec(),
            by_code: if has_code {
                by_code.to_vec()
            } else {
                Vec::new()
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> [String; 4] {
        let found = Address::of_line(text, "Montfoort");
        [found.street, found.number, found.postcode, found.town]
    }

    #[test]
    fn a_line_is_read_in_its_parts() {
        for (line, parts) in [
            (
                "Verzonnenkade 14, Linschoten",
                ["Verzonnenkade", "14", "", "Linschoten"],
            ),
            (
                "Verzonnenkade 14a",
                ["Verzonnenkade", "14a", "", "Montfoort"],
            ),
            (
                "Kerkstraat 5 bis, 3417ab Montfoort",
                ["Kerkstraat", "5 bis", "3417 AB", "Montfoort"],
            ),
            (
                "Montfoort, Lange Kerkstraat 5",
                ["Lange Kerkstraat", "5", "", "Montfoort"],
            ),
            ("3417 AB 5", ["", "5", "3417 AB", "Montfoort"]),
            (
                "het veld langs de weg",
                ["het veld langs de weg", "", "", "Montfoort"],
            ),
            ("", ["", "", "", "Montfoort"]),
        ] {
            assert_eq!(read(line), parts.map(str::to_owned), "{line}");
        }
    }

    #[test]
    fn what_does_not_show_is_no_part_of_a_line() {
        for text in ["Verzonnen\nkade", "a\u{202e}b", "a\u{200f}b", "\t"] {
            assert!(has_signs(text), "{text:?}");
        }
        assert!(!has_signs("Überstraße 5 bis, ’s-Hage"));
        assert!(is_postcode("3417ab") && !is_postcode("zzzz") && !is_postcode("3417"));
    }

    proptest! {
        #[test]
        fn whatever_is_typed_is_read(text in ".{0,60}") {
            let found = Address::of_line(&text, "Montfoort");
            let _ = (found.line(), found.is_known());
        }

        /// What it says on one line is read the same again.
        #[test]
        fn a_line_that_was_written_is_read(street in "[A-Z][a-z]{3,9}", number in 1u32..999, town in "[A-Z][a-z]{3,9}") {
            let address = Address { street, number: number.to_string(), postcode: "3417 AB".into(), town };
            prop_assert_eq!(Address::of_line(&address.line(), ""), address);
        }
    }
}
