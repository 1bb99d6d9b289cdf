//! Lists by the year: which years can be chosen, and what stands in the address of one.

use jiff::civil::date;
use platform::forms::Choice;
use platform::{App, Millis, calendar};

/// The years that can be chosen: as long as a dossier may be kept, and then some.
const YEARS: i16 = 8;

/// A stretch of time: from its first moment up to the first one after it.
pub type Stretch = (Millis, Millis);

fn end_of(year: i16) -> Millis {
    calendar::end_of_day(date(year, 12, 31))
}

fn stretch_of(year: i16) -> Stretch {
    (end_of(year - 1), end_of(year))
}

/// The year that was asked for; ever, when it is none.
#[must_use]
pub fn asked(text: &str) -> Stretch {
    let year = text.parse().ok();
    let year = year.filter(|year| (2000..3000).contains(year));
    year.map_or((Millis::MIN, Millis::MAX), stretch_of)
}

/// The years that there may be something of, the latest first: of each what stands in the address and on
/// the page, and its stretch.
pub fn latest(app: &App) -> impl Iterator<Item = (Choice, Stretch)> {
    let this = calendar::day_of(app.clock.now()).year();
    let years = (this - YEARS + 1..=this).rev();
    years.map(|year| {
        (
            Choice::new(year.to_string(), year.to_string()),
            stretch_of(year),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_follow_each_other_and_nonsense_is_ever() {
        assert_eq!(asked("2025").1, asked("2026").0);
        assert!(asked("2026").0 < asked("2026").1);
        for nonsense in ["", "x", "0", "-1", "32767", "40000"] {
            assert_eq!(asked(nonsense), (Millis::MIN, Millis::MAX), "{nonsense}");
        }
    }
}
