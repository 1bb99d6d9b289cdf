//! How this program writes names, places, days and numbers, and how the standard does: apart, and together
//! again. No I/O.

use jiff::civil::Date;
use platform::clock;
use policy::phone;

/// On one line.
#[must_use]
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// First name and the rest: `Milo de Vries`, or `Vries, Milo de`.
#[must_use]
pub fn name_apart(name: &str) -> (String, String) {
    let name = one_line(name);
    if let Some((last, first)) = name.split_once(", ")
        && !first.contains(',')
    {
        return (first.to_owned(), last.trim_end_matches(',').to_owned());
    }
    let (first, rest) = name.split_once(' ').unwrap_or((&name, ""));
    (first.to_owned(), rest.to_owned())
}

/// Where somebody or something is: `Verzonnenkade 14, 3417 AB Montfoort`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Address {
    /// Or whatever was written of the place.
    pub street: String,
    /// `3417 AB`
    pub postcode: String,
    /// Known only behind a postcode.
    pub city: String,
}

/// Where a postcode stands in a text, in bytes.
fn postcode(text: &str) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let is = |at: usize, test: fn(&u8) -> bool| bytes.get(at).is_some_and(test);
    let ends = |at: usize| !is(at, u8::is_ascii_alphanumeric);
    (0..bytes.len()).find_map(|at| {
        let digits = (0..4).all(|more| is(at + more, u8::is_ascii_digit)) && bytes[at] != b'0';
        let letters = at + 4 + usize::from(bytes.get(at + 4) == Some(&b' '));
        let fits = digits
            && (0..2).all(|more| is(letters + more, u8::is_ascii_uppercase))
            && (at == 0 || ends(at - 1))
            && ends(letters + 2);
        fits.then_some((at, letters + 2))
    })
}

impl Address {
    /// As people write it.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let text = one_line(text);
        let Some((from, to)) = postcode(&text) else {
            return Self {
                street: text,
                ..Self::default()
            };
        };
        let trimmed = |text: &str| text.trim_matches([' ', ',']).to_owned();
        let code = &text[from..to];
        Self {
            street: trimmed(&text[..from]),
            postcode: format!("{} {}", &code[..4], &code[code.len() - 2..]),
            city: trimmed(&text[to..]),
        }
    }

    /// The same on one line.
    #[must_use]
    pub fn line(&self) -> String {
        let town = [self.postcode.as_str(), &self.city];
        let town = town.into_iter().filter(|part| !part.is_empty());
        let town = town.collect::<Vec<_>>().join(" ");
        let parts = [self.street.as_str(), &town];
        let parts = parts.into_iter().filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join(", ")
    }
}

/// A day that was written out: `23-11-2026`, `2026-11-23`, `23 november 2026`. An age, a year or other words are
/// no day.
#[must_use]
pub fn day(text: &str) -> Option<String> {
    let mut text = text.trim().to_lowercase();
    for (number, name) in (1..).zip(clock::MONTHS) {
        text = text.replace(&format!(" {name} "), &format!("-{number}-"));
    }
    let parts: Vec<&str> = text.split(['-', '/', '.']).map(str::trim).collect();
    let [first, month, last] = parts[..] else {
        return None;
    };
    let (year, day) = if first.len() == 4 {
        (first, last)
    } else {
        (last, first)
    };
    let fits = year.len() == 4 && [month, day].iter().all(|part| part.len() <= 2);
    let date = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?;
    (fits && date.year() >= 1900).then(|| date.to_string())
}

/// A number as the standard wants it (E.164); `None` for one that is not dialled from abroad, and for words.
#[must_use]
pub fn number(text: &str) -> Option<String> {
    let dialled = phone::dialled(text)?;
    if dialled.starts_with('+') {
        return Some(dialled);
    }
    let of_here = dialled.strip_prefix('0').filter(|_| dialled.len() == 10);
    of_here.map(|rest| format!("+31{rest}"))
}

/// Is it a mobile number of the Netherlands?
#[must_use]
pub fn is_mobile(number: &str) -> bool {
    number.starts_with("+316")
}

/// A mail address among the names that somebody has online.
#[must_use]
pub fn is_mail(text: &str) -> bool {
    let text = text.trim();
    let parts = text.split_once('@');
    let fits = |(name, host): (&str, &str)| {
        !name.is_empty() && host.contains('.') && !host.starts_with('.') && !host.ends_with('.')
    };
    !text.contains(char::is_whitespace) && text.matches('@').count() == 1 && parts.is_some_and(fits)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_come_apart() {
        let apart = |name| name_apart(name);
        assert_eq!(apart("Milo de  Vries"), ("Milo".into(), "de Vries".into()));
        assert_eq!(apart("Vries, Milo de"), ("Milo de".into(), "Vries".into()));
        assert_eq!(apart("Milo"), ("Milo".into(), String::new()));
    }

    #[test]
    fn a_place_comes_apart_by_its_postcode_alone() {
        let read = Address::read("Verzonnenkade 14,\n3417AB  Montfoort");
        assert_eq!(
            (read.postcode.as_str(), read.city.as_str()),
            ("3417 AB", "Montfoort")
        );
        assert_eq!(read.line(), "Verzonnenkade 14, 3417 AB Montfoort");
        for whole in [
            "bij de kwekerij",
            "in 2024 op de markt",
            "Weg 1234 ABC",
            "0123 AB",
        ] {
            assert_eq!(Address::read(whole).street, whole);
        }
    }

    #[test]
    fn a_day_is_a_whole_day() {
        for (text, read) in [
            ("23-11-2008", Some("2008-11-23")),
            ("2008-11-23", Some("2008-11-23")),
            ("3/1/2008", Some("2008-01-03")),
            ("16 november 2026", Some("2026-11-16")),
            ("maandag 16 november", None),
            ("31-02-2008", None),
            ("ongeveer 16", None),
            ("3-1-08", None),
            ("2008", None),
        ] {
            assert_eq!(day(text).as_deref(), read, "{text}");
        }
    }

    #[test]
    fn a_number_is_one_that_is_dialled_from_abroad() {
        assert_eq!(number("06-12 34 56 78").as_deref(), Some("+31612345678"));
        assert_eq!(number("0348 - 47 64 00").as_deref(), Some("+31348476400"));
        assert_eq!(number("+32 2 345 67 89").as_deref(), Some("+3223456789"));
        assert_eq!(number("112"), None);
        assert_eq!(number("bel mij"), None);
        assert!(is_mail("milo@example.nl") && !is_mail("@milo") && !is_mail("milo @ x.nl"));
    }

    proptest! {
        #[test]
        fn what_came_apart_comes_together(text in "([A-Za-z0-9 ,.]|[1-9][0-9]{3} ?[A-Z]{2}){0,12}") {
            let read = Address::read(&text);
            prop_assert_eq!(Address::read(&read.line()), read);
        }
    }
}
