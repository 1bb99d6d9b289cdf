//! How old somebody is, from what was typed of it: `12-03-2012`, `14 jaar`, `een jaar of vijftien`,
//! `17/18`. No I/O.

use jiff::civil::Date;
use platform::{Millis, clock};
use policy::counting::{TENS, UNITS};

use words::{BELOW, ENGLISH, ENGLISH_MONTHS, GUESSED, JOINTS, PLAIN, UP_TO, YOUNG};

mod words;

fn day_of(now: Millis) -> Option<Date> {
    clock::day(now).parse().ok()
}

/// The words and numbers of a text.
fn parts(typed: &str) -> Vec<String> {
    let typed = typed.to_lowercase().replace('’', "'");
    let typed = typed
        .replace(['±', '~'], " ongeveer ")
        .replace(['<', '≤'], " onder ")
        .replace("age of ", "age ")
        .replace(" of age", " ");
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
    let of_word = unit
        .or_else(|| TENS.iter().position(is).map(|at| 10 * (at + 2)))
        .or_else(|| ENGLISH.iter().position(is).map(|at| at + 11));
    let of_word = of_word.and_then(|number| i16::try_from(number).ok());
    part.parse().ok().or(of_word)
}

/// `maar` is no March.
fn month(part: &str) -> Option<i16> {
    let named = |month: &&str| part.len() >= 3 && part != "maar" && month.starts_with(part);
    let dutch = clock::MONTHS.iter().position(named);
    let at = dutch.or_else(|| ENGLISH_MONTHS.iter().position(named))?;
    i16::try_from(at + 1).ok()
}

/// A number as it was typed, and which part of the text it is.
#[derive(Clone, Copy)]
struct Number {
    at: usize,
    value: i16,
    is_month: bool,
}

/// The numbers as they were typed. `een` is an article, unless all that is said is `een jaar` or `een maand`.
fn numbers(parts: &[String]) -> Vec<Number> {
    let unit = |part: &String| part == "jaar" || part == "maand";
    let is_number = |at: usize| {
        let counts = parts.get(at + 1).is_some_and(unit);
        counts && parts[at + 1..].iter().all(|part| number(part).is_none())
    };
    let all = parts.iter().enumerate();
    let all = all.filter(|(at, part)| *part != "een" || is_number(*at));
    let read = all.filter_map(|(at, part)| {
        let (plain, named) = (number(part), month(part));
        Some(Number {
            at,
            value: plain.or(named)?,
            is_month: plain.is_none(),
        })
    });
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

/// What a date, a year or an age says: years that somebody has at least.
#[derive(Clone, Copy)]
enum Said {
    Date(i16),
    Year(i16),
    /// A year beside a number that may be its month, or an age.
    Unclear(i16),
    Age(i16),
}

/// Do these two stand side by side, as in a date?
fn are_beside(parts: &[String], one: Number, next: Number) -> bool {
    let mut between = parts[one.at + 1..next.at].iter();
    between.all(|part| JOINTS.contains(&part.as_str()) || next.is_month && part == "of")
}

/// What the first of these numbers says, and how many of them say it. A year of two digits counts in a date that is
/// all there is (`is_all`).
fn first_said(
    parts: &[String],
    rest: &[Number],
    is_all: bool,
    today: Date,
) -> (Option<Said>, usize) {
    let pairs = rest.windows(2);
    let beside = pairs.take_while(|pair| are_beside(parts, pair[0], pair[1]));
    let row = rest.iter().take(beside.count() + 1);
    let row: Vec<i16> = row.map(|one| one.value).collect();
    let is_year = |year: i16| (1900..=today.year()).contains(&year);
    let of_year = |year: i16| today.year() - year - 1;
    let is_month = |month: i16| (0..=12).contains(&month);
    if let [first, second, third, ..] = row[..] {
        let whole = is_all || is_year(first) || is_year(third);
        let date = born(&row[..3], today).filter(|_| whole);
        if let Some(years) = date.and_then(|born| years(born, today)) {
            return (Some(Said::Date(years)), 3);
        }
        // `00-00-1985`, and the order of the United States.
        let unknown = first == 0 || second == 0 || third == 0;
        let american = is_month(first) && (13..=31).contains(&second);
        if is_year(third) && (unknown || american) {
            return (Some(Said::Unclear(of_year(third))), 3);
        }
        if is_year(first) && unknown {
            return (Some(Said::Unclear(of_year(first))), 3);
        }
    }
    if let [first, second, ..] = row[..] {
        let year = [(first, second), (second, first)];
        let year = year
            .into_iter()
            .find(|(month, year)| is_month(*month) && is_year(*year));
        if let Some((_, year)) = year {
            let is_named = rest.iter().take(2).any(|one| one.is_month);
            let said = if is_named { Said::Year } else { Said::Unclear };
            return (Some(said(of_year(year))), 2);
        }
    }
    let said = match row[..] {
        [year, ..] if is_year(year) => Some(Said::Year(of_year(year))),
        [years, ..] if (0..=120).contains(&years) => Some(Said::Age(years)),
        _ => None,
    };
    (said, 1)
}

/// All that is said of how old somebody is.
fn all_said(parts: &[String], today: Date) -> Vec<Said> {
    let numbers = numbers(parts);
    let is_all = numbers.len() == 3;
    let (mut all, mut rest) = (Vec::new(), &numbers[..]);
    while !rest.is_empty() {
        let (said, taken) = first_said(parts, rest, is_all, today);
        all.extend(said);
        rest = &rest[taken..];
    }
    all
}

/// Whole years, where a birth date or one age was typed; not where somebody of 18 may be younger by what stands beside
/// it.
#[must_use]
pub fn age(typed: &str, now: Millis) -> Option<i16> {
    let today = day_of(now)?;
    let parts = parts(typed);
    match all_said(&parts, today)[..] {
        [Said::Date(years)] => Some(years),
        [Said::Age(years)] if years < 18 || youngest(&parts, today) >= Some(18) => Some(years),
        _ => None,
    }
}

fn says(parts: &[String], words: &[&str]) -> bool {
    parts.iter().any(|part| words.contains(&part.as_str()))
}

fn is_called_young(parts: &[String]) -> bool {
    let young = |part: &String| YOUNG.iter().any(|word| part.starts_with(word));
    parts.iter().any(young)
}

/// The youngest that somebody can be by all that stands there: years of birth (`2008 of 2009`), ages (`17/18`), or both
/// (`2004, lijkt 15`).
fn youngest(parts: &[String], today: Date) -> Option<i16> {
    let before = numbers(parts).first().map_or(0, |first| first.at);
    let up_to = says(&parts[..before], UP_TO) && !is_called_young(parts);
    let months = ["maand", "month"];
    let in_months = |part: &String| months.iter().any(|month| part.starts_with(month));
    let less = match () {
        () if says(parts, GUESSED) => 2,
        () if up_to || says(parts, BELOW) => 1,
        () => 0,
    };
    let in_months = parts.iter().any(in_months);
    let all = all_said(parts, today).into_iter();
    let least = all.map(|said| match said {
        Said::Date(years) | Said::Year(years) | Said::Unclear(years) => years,
        Said::Age(_) if in_months => 0,
        Said::Age(years) => years - less,
    });
    least.min()
}

/// Is somebody of whom this was typed a minor, or perhaps? What is not clear counts as perhaps, where it can
/// be so.
#[must_use]
pub fn is_perhaps_minor(typed: &str, now: Millis) -> bool {
    let Some(today) = day_of(now) else {
        return false;
    };
    let parts = parts(typed);
    if let Some(years) = youngest(&parts, today) {
        return years < 18;
    }
    let denied = ["niet", "geen", "meer", "not", "no"];
    is_called_young(&parts) && !says(&parts, &denied)
}

/// The least years of somebody who is an adult by what was typed: by a date, a year or an age that cannot be below 18,
/// with nothing beside it that may mean otherwise. Whatever else is said is a doubt.
#[must_use]
pub fn adult_years(typed: &str, now: Millis) -> Option<i16> {
    let today = day_of(now)?;
    let parts = parts(typed);
    let is_known = |part: &String| {
        let is_number = number(part).or_else(|| month(part)).is_some();
        is_number || PLAIN.contains(&part.as_str())
    };
    // `18-` is said for those below 18.
    let is_doubted = typed.contains('?') || typed.trim_end().ends_with('-');
    if is_doubted || !parts.iter().all(is_known) {
        return None;
    }
    let said = all_said(&parts, today);
    if said.iter().any(|one| matches!(one, Said::Unclear(_))) {
        return None;
    }
    // A year that is a guess may be a later one.
    let of_year = said.iter().any(|one| matches!(one, Said::Year(_)));
    let least = if of_year && says(&parts, GUESSED) {
        20
    } else {
        18
    };
    youngest(&parts, today).filter(|years| *years >= least)
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
        for birth in [
            "ongeveer 22 jaar",
            "5 mei 2004",
            "22 years old",
            "born in 2004",
        ] {
            assert!(asked(ticked, birth), "{birth}");
        }
        assert!(minor(no, "2010") && !minor(no, "") && !minor(no, "onbekend"));
    }

    /// What is not plainly an adult contradicts no tick.
    #[test]
    fn a_word_of_doubt_leaves_the_tick() {
        for birth in [
            "minder dan 18 jaar",
            "tot 18 jaar",
            "hooguit 18",
            "lijkt 18",
            "19 of jonger",
            "under 18",
            "younger than 18",
            "almost 18",
            "not 18 yet",
            "2004 (lijkt 15)",
            "2004 (15)",
            "2004 (12)",
            "2004, maar 15",
            "paspoort zegt 1-1-2004, lijkt 15",
            "1-1-2004 of 15 jaar",
            "paspoort zegt 2004",
            "misschien 22",
            "22?",
            "18-",
            "rond 2007",
        ] {
            let tick =
                |still| super::who_is_an_adult_by_birth_is_no_minor((true, still), birth, now());
            assert!(tick(false) && tick(true), "{birth}");
            assert!(!is_to_be_asked((true, false), birth, now()), "{birth}");
            assert_eq!(adult_years(birth, now()), None, "{birth}");
        }
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
            ("lijkt 18", None),
            ("minder dan 18 jaar", None),
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
            "minder dan 18 jaar",
            "tot 18 jaar",
            "hooguit 18",
            "lijkt 18",
            "19 of jonger",
            "under 18",
            "younger than eighteen",
            "almost 18",
            "not 18 yet",
            "fifteen",
            "a minor",
            "2004 (lijkt 15)",
            "paspoort zegt 1-1-2004, lijkt 15",
        ] {
            assert!(is_perhaps_minor(typed, now()), "{typed}");
        }
    }

    #[test]
    fn who_is_plainly_18_or_older_is_no_minor() {
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
            "18 tot 20",
            "18 years of age",
            "18, niet minderjarig",
            "not a minor",
            "12 March 1985",
            "12th of May 1985",
            "maart 2004",
            "03-2004",
            "00-00-1985",
            "03-25-1985",
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
