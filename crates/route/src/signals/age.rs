//! How old somebody is, from what was typed of it: `12-03-2012`, `14 jaar`, `een jaar of vijftien`,
//! `17/18`. No I/O.

use jiff::civil::Date;
use platform::{Millis, clock};
use policy::counting::{TENS, UNITS};

/// Somebody who is called this is a minor, or may be.
const YOUNG: [&str; 10] = [
    "minderjarig",
    "baby",
    "peuter",
    "kleuter",
    "kind",
    "puber",
    "tiener",
    "scholier",
    "brugklas",
    "basisschool",
];

/// Behind such a word a number is a guess, a year or two to either side.
const GUESSED: [&str; 8] = [
    "ongeveer",
    "rond",
    "circa",
    "ca",
    "plusminus",
    "zo'n",
    "schatting",
    "of",
];

/// Behind such a word somebody is younger than the number.
const BELOW: [&str; 6] = ["jonger", "onder", "nog", "net", "bijna", "geen"];

fn day_of(now: Millis) -> Option<Date> {
    clock::day(now).parse().ok()
}

/// The words and numbers of a text.
fn parts(typed: &str) -> Vec<String> {
    let typed = typed.to_lowercase().replace('’', "'");
    let typed = typed
        .replace(['±', '~'], " ongeveer ")
        .replace('<', " onder ");
    let mut parts: Vec<String> = Vec::new();
    let mut last_is_digit = None;
    for c in typed.chars() {
        let is_digit = c.is_ascii_digit();
        if !(c.is_alphanumeric() || c == '\'') {
            last_is_digit = None;
            continue;
        }
        match parts.last_mut() {
            Some(part) if last_is_digit == Some(is_digit) => part.push(c),
            _ => parts.push(c.to_string()),
        }
        last_is_digit = Some(is_digit);
    }
    parts
}

fn number(part: &str) -> Option<i16> {
    let is = |word: &&str| *word == part;
    let unit = UNITS.iter().position(is);
    let of_word = unit.or_else(|| TENS.iter().position(is).map(|at| 10 * (at + 2)));
    let of_word = of_word.and_then(|number| i16::try_from(number).ok());
    part.parse().ok().or(of_word)
}

fn month(part: &str) -> Option<i16> {
    let named = |month: &&str| part.len() >= 3 && month.starts_with(part);
    let at = clock::MONTHS.iter().position(named)?;
    i16::try_from(at + 1).ok()
}

/// The numbers as they were typed. `een` is an article, unless all that is said is `een jaar` or `een maand`.
fn numbers(parts: &[String]) -> Vec<i16> {
    let unit = |part: &String| part == "jaar" || part == "maand";
    let is_number = |at: usize| {
        let counts = parts.get(at + 1).is_some_and(unit);
        counts && parts[at + 1..].iter().all(|part| number(part).is_none())
    };
    let all = parts.iter().enumerate();
    let all = all.filter(|(at, part)| *part != "een" || is_number(*at));
    let read = all.filter_map(|(_, part)| number(part).or_else(|| month(part)));
    read.collect()
}

/// A whole date, with a year of four or two digits.
fn born(numbers: &[i16], today: Date) -> Option<Date> {
    let (year, month, day) = match *numbers {
        [day, month, year] if year > 1900 => (year, month, day),
        [year, month, day] if year > 1900 => (year, month, day),
        [day, month, year] if (0..100).contains(&year) => {
            let this_century = year <= today.year() % 100;
            (year + if this_century { 2000 } else { 1900 }, month, day)
        }
        _ => return None,
    };
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn years(born: Date, today: Date) -> Option<i16> {
    let had_birthday = (today.month(), today.day()) >= (born.month(), born.day());
    let years = today.year() - born.year() - i16::from(!had_birthday);
    (0..=120).contains(&years).then_some(years)
}

/// Whole years, where a birth date or one age was typed.
#[must_use]
pub fn age(typed: &str, now: Millis) -> Option<i16> {
    let today = day_of(now)?;
    let numbers = numbers(&parts(typed));
    if let Some(born) = born(&numbers, today) {
        return years(born, today);
    }
    match numbers[..] {
        [years] if (0..=120).contains(&years) => Some(years),
        _ => None,
    }
}

/// The youngest that somebody can be by years of birth (`2008 of 2009`) or by ages (`17/18`).
fn youngest(parts: &[String], numbers: &[i16], today: Date) -> Option<i16> {
    let is_year = |year: &&i16| (1900..=today.year()).contains(*year);
    if let Some(latest) = numbers.iter().filter(is_year).max() {
        return Some(today.year() - latest - 1);
    }
    let least = *numbers
        .iter()
        .filter(|years| (0..=120).contains(*years))
        .min()?;
    let says = |words: &[&str]| parts.iter().any(|part| words.contains(&part.as_str()));
    let months = parts.iter().any(|part| part.starts_with("maand"));
    Some(match () {
        () if months => 0,
        () if says(&BELOW) => least - 1,
        () if says(&GUESSED) => least - 2,
        () => least,
    })
}

/// Is somebody of whom this was typed a minor, or perhaps? What is not clear counts as perhaps, where it can
/// be so.
#[must_use]
pub fn is_perhaps_minor(typed: &str, now: Millis) -> bool {
    let Some(today) = day_of(now) else {
        return false;
    };
    let parts = parts(typed);
    let numbers = numbers(&parts);
    if let Some(years) = born(&numbers, today).and_then(|born| years(born, today)) {
        return years < 18;
    }
    if let Some(years) = youngest(&parts, &numbers, today) {
        return years < 18;
    }
    let young = |part: &String| YOUNG.iter().any(|word| part.starts_with(word));
    let denied = ["niet", "geen", "meer"].map(str::to_owned);
    parts.iter().any(young) && !parts.iter().any(|part| denied.contains(part))
}

/// The least years of somebody who is an adult by what was typed: by a date, a year or an age that cannot be below 18.
#[must_use]
pub fn adult_years(typed: &str, now: Millis) -> Option<i16> {
    let today = day_of(now)?;
    let parts = parts(typed);
    let numbers = numbers(&parts);
    let of_birth = born(&numbers, today).and_then(|born| years(born, today));
    let known = of_birth.or_else(|| youngest(&parts, &numbers, today));
    known.filter(|years| *years >= 18)
}

/// Is somebody a minor, or perhaps? Who is young by what was typed of the birth is. Who was ticked is too, unless the birth
/// says that it is an adult; then whoever ticked it says that it holds all the same (`still`), as when papers are not right.
#[must_use]
pub fn who_is_an_adult_by_birth_is_no_minor(
    (ticked, still): (bool, bool),
    birth: &str,
    now: Millis,
) -> bool {
    is_perhaps_minor(birth, now) || ticked && (still || adult_years(birth, now).is_none())
}

/// Does a tick say a minor, and the birth an adult, and was not said which of the two holds?
#[must_use]
pub fn is_to_be_asked((ticked, still): (bool, bool), birth: &str, now: Millis) -> bool {
    ticked && !still && adult_years(birth, now).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn who_is_an_adult_by_birth_is_no_minor() {
        let minor = |tick, birth| super::who_is_an_adult_by_birth_is_no_minor(tick, birth, now());
        let asked = |tick, birth| is_to_be_asked(tick, birth, now());
        let (no, ticked, still) = ((false, false), (true, false), (true, true));
        for birth in ["2004", "12-03-2004", "22 jaar", "20-er", "geboren in 1985"] {
            assert!(!minor(no, birth) && !minor(ticked, birth), "{birth}");
            assert!(asked(ticked, birth) && !asked(no, birth), "{birth}");
            assert!(minor(still, birth) && !asked(still, birth), "{birth}");
        }
        for birth in ["", "onbekend", "2010", "17/18", "rond 2008", "16 jaar"] {
            assert!(minor(ticked, birth) && !asked(ticked, birth), "{birth}");
        }
        assert!(minor(no, "2010") && !minor(no, "") && !minor(no, "onbekend"));
    }

    /// 23 November 2026, noon in the Netherlands.
    fn now() -> Millis {
        clock::start_of("2026-11-23").unwrap() + 12 * clock::HOUR
    }

    #[test]
    fn an_age_comes_from_a_birth_date_or_from_years() {
        for (typed, years) in [
            ("23-11-2008", Some(18)),
            ("24-11-2008", Some(17)),
            ("2008-11-23", Some(18)),
            ("12 maart 2012", Some(14)),
            ("12-3-12", Some(14)),
            ("12-3-85", Some(41)),
            ("ongeveer 16 jaar", Some(16)),
            ("veertien jaar", Some(14)),
            ("een jaar of vijftien", Some(15)),
            ("een vrouw", None),
            ("rond 2008", None),
            ("17/18", None),
            ("30-02-2012", None),
            ("", None),
        ] {
            assert_eq!(age(typed, now()), years, "{typed}");
        }
    }

    #[test]
    fn who_may_be_younger_than_18_is_perhaps_a_minor() {
        for typed in [
            "14",
            "14 jaar",
            "14j",
            "12-03-2012",
            "12-3-12",
            "2012",
            "rond 2008",
            "veertien jaar",
            "17/18",
            "14 à 15",
            "16-18",
            "15 of 16",
            "jonger dan 18",
            "nog geen achttien",
            "bijna 18",
            "ongeveer 19",
            "8 maanden",
            "minderjarig",
            "Kind van een jaar of acht",
            "tiener",
            "meisje van 17",
            "± 19",
            "een jaar",
        ] {
            assert!(is_perhaps_minor(typed, now()), "{typed}");
        }
        for typed in [
            "",
            "18",
            "18 jaar",
            "20-er",
            "30-35",
            "ongeveer 20 jaar",
            "1985",
            "12-03-1985",
            "12-3-85",
            "5 mei 1990",
            "rond de 40",
            "veertig",
            "volwassen",
            "niet minderjarig",
            "onbekend",
            "meisje van 20",
            "een vrouw van dertig",
        ] {
            assert!(!is_perhaps_minor(typed, now()), "{typed}");
        }
    }

    proptest! {
        #[test]
        fn an_age_that_is_known_decides(years in 0_i16..=120) {
            prop_assert_eq!(is_perhaps_minor(&format!("{years} jaar"), now()), years < 18);
        }

        #[test]
        fn a_birth_date_decides(days in 0_i64..40_000) {
            let born = now() - days * clock::DAY;
            let typed = clock::day(born);
            let known = age(&typed, now());
            prop_assert_eq!(is_perhaps_minor(&typed, now()), known.is_some_and(|years| years < 18));
        }

        #[test]
        fn whatever_is_typed_is_read(typed in "\\PC{0,40}") {
            let _ = (age(&typed, now()), is_perhaps_minor(&typed, now()));
        }
    }
}
