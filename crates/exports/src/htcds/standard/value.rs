//! What may stand in a field, and how it is written: once it was read, the same thing is always the same
//! words. No I/O.

use std::fmt;

use super::Kind;

/// A value that may not stand in a field, and what was expected there. It never repeats what was read: that
/// may be about somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Misfit(Kind);

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Kind::Text => f.write_str("expected one line"),
            Kind::LongText => f.write_str("expected text"),
            Kind::Date => f.write_str("expected a day, 2026-11-23 say"),
            Kind::Number => f.write_str("expected a whole number"),
            Kind::Checkbox => f.write_str("expected true or false"),
            Kind::Phone => f.write_str("expected a number after E.164, +31612345678 say"),
            Kind::Country => f.write_str("expected a country after ISO 3166, NL say"),
            Kind::Countries => f.write_str("expected countries after ISO 3166, NL;BE say"),
            Kind::Language => f.write_str("expected a language after ISO 639-2, nld say"),
            Kind::Degrees => f.write_str("expected degrees, 52.0286 say"),
            Kind::One(ids) => write!(f, "expected one of {}", ids.join(", ")),
            Kind::Several(ids) => write!(f, "expected any of {}, parted by ;", ids.join(", ")),
        }
    }
}

/// What several values of one field are parted by.
pub const BETWEEN: char = ';';

impl Kind {
    /// A value as it is kept; empty when nothing stands there, which is not the same as "unknown": for that the
    /// standard has values of its own.
    ///
    /// # Errors
    /// When this may not stand in such a field.
    pub fn read(self, text: &str) -> Result<String, Misfit> {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let text = text.trim();
        if text.is_empty() {
            return Ok(String::new());
        }
        let kept = match self {
            Self::LongText => Some(text.to_owned()),
            Self::Text => (!text.contains('\n')).then(|| text.to_owned()),
            Self::Date => day(text),
            Self::Number => text.parse::<u32>().ok().map(|number| number.to_string()),
            Self::Checkbox => checked(text),
            Self::Phone => phone(text),
            Self::Country => letters(text, &[2]).map(str::to_uppercase),
            Self::Language => letters(text, &[2, 3]).map(str::to_lowercase),
            Self::Degrees => degrees(text),
            Self::Countries => several(text, |one| letters(one, &[2]).map(str::to_uppercase)),
            Self::One(ids) => among(ids, text).map(|at| ids[at].to_owned()),
            Self::Several(ids) => listed(ids, text),
        };
        kept.ok_or(Misfit(self))
    }

    /// Can it hold more than one value?
    #[must_use]
    pub fn is_several(self) -> bool {
        matches!(self, Self::Several(_) | Self::Countries)
    }
}

fn day(text: &str) -> Option<String> {
    let day: jiff::civil::Date = text.parse().ok()?;
    let plain = day.to_string();
    (plain == text && (1..=9999).contains(&day.year())).then_some(plain)
}

fn checked(text: &str) -> Option<String> {
    match text.to_ascii_lowercase().as_str() {
        "true" | "1" | "yes" => Some("true".to_owned()),
        "false" | "0" | "no" => Some("false".to_owned()),
        _ => None,
    }
}

/// `^\+?[1-9]\d{1,14}$`; it is written with the plus.
fn phone(text: &str) -> Option<String> {
    let digits = text.strip_prefix('+').unwrap_or(text);
    let fits = (2..=15).contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && !digits.starts_with('0');
    fits.then(|| format!("+{digits}"))
}

fn letters<'a>(text: &'a str, lengths: &[usize]) -> Option<&'a str> {
    let fits = lengths.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphabetic());
    fits.then_some(text)
}

fn degrees(text: &str) -> Option<String> {
    let number: f64 = text.parse().ok()?;
    (-180.0..=180.0)
        .contains(&number)
        .then(|| number.to_string())
}

fn among(ids: &[&str], text: &str) -> Option<usize> {
    ids.iter().position(|id| *id == text)
}

fn several(text: &str, one: impl Fn(&str) -> Option<String>) -> Option<String> {
    let parts = text
        .split(BETWEEN)
        .map(str::trim)
        .filter(|part| !part.is_empty());
    let mut all = parts.map(one).collect::<Option<Vec<_>>>()?;
    all.sort();
    all.dedup();
    Some(all.join(";"))
}

/// In the order of the standard.
fn listed(ids: &[&str], text: &str) -> Option<String> {
    let parts = text
        .split(BETWEEN)
        .map(str::trim)
        .filter(|part| !part.is_empty());
    let mut all = parts
        .map(|part| among(ids, part))
        .collect::<Option<Vec<_>>>()?;
    all.sort_unstable();
    all.dedup();
    let all: Vec<&str> = all.into_iter().map(|at| ids[at]).collect();
    Some(all.join(";"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::FIELDS;
    use super::*;

    #[test]
    fn what_may_stand_there_is_kept_in_one_way() {
        let good = [
            (Kind::Date, "2026-11-23", "2026-11-23"),
            (Kind::Phone, "31612345678", "+31612345678"),
            (Kind::Country, "nl", "NL"),
            (Kind::Countries, "nl; be;NL", "BE;NL"),
            (Kind::Language, "NLD", "nld"),
            (Kind::Checkbox, "Yes", "true"),
            (Kind::Number, "007", "7"),
            (Kind::Several(&["A", "B"]), "B;A;", "A;B"),
            (Kind::LongText, " een\r\ntwee ", "een\ntwee"),
            (Kind::One(&["A"]), " ", ""),
        ];
        for (kind, text, kept) in good {
            assert_eq!(kind.read(text).as_deref(), Ok(kept), "{kind:?}");
        }
        let bad = [
            (Kind::Date, "23-11-2026"),
            (Kind::Date, "2026-11-31"),
            (Kind::Phone, "06-12345678"),
            (Kind::Country, "Nederland"),
            (Kind::Text, "een\ntwee"),
            (Kind::Degrees, "181"),
            (Kind::Several(&["A", "B"]), "A,B"),
        ];
        for (kind, text) in bad {
            assert_eq!(kind.read(text), Err(Misfit(kind)), "{text}");
        }
    }

    /// "Not said" and "not known" are two things: the one is no value, the other is.
    #[test]
    fn blank_is_not_unknown() {
        let (_, gender) = super::super::field("prs_Gender").unwrap();
        assert_eq!(gender.kind.read("").as_deref(), Ok(""));
        let unknown = "NonSpecifiedUnknown";
        assert_eq!(gender.kind.read(unknown).as_deref(), Ok(unknown));
    }

    proptest! {
        #[test]
        fn what_was_read_once_is_read_so_again(at in 0..FIELDS.len(), text in "\\PC{0,12}|[0-9+;A-Za-z\n -]{0,12}") {
            let kind = FIELDS[at].kind;
            if let Ok(kept) = kind.read(&text) {
                prop_assert_eq!(kind.read(&kept), Ok(kept.clone()));
            }
        }
    }
}
