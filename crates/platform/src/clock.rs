//! Time is passed in, never called: tests set the date, deadlines can be tested.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::Timestamp;
use jiff::tz::TimeZone;

/// UTC milliseconds since 1970, as stored.
pub type Millis = i64;

/// In milliseconds.
pub const HOUR: Millis = 60 * 60 * 1000;
/// Twenty-four hours in milliseconds; a day on the calendar may have 23 or 25.
pub const DAY: Millis = 24 * HOUR;

/// The beginning of the hour: as exact as what a reporter does is recorded.
#[must_use]
pub fn hour(moment: Millis) -> Millis {
    moment - moment.rem_euclid(HOUR)
}

/// The beginning of the day (UTC).
#[must_use]
pub fn whole_day(moment: Millis) -> Millis {
    moment - moment.rem_euclid(DAY)
}

/// Where the program reads the time.
#[derive(Clone)]
pub struct Clock {
    fixed: Option<Arc<AtomicI64>>,
}

impl Clock {
    /// The clock of the machine.
    #[must_use]
    pub fn system() -> Self {
        Self { fixed: None }
    }

    /// A clock that stands still until it is set.
    #[must_use]
    pub fn at(millis: Millis) -> Self {
        Self {
            fixed: Some(Arc::new(AtomicI64::new(millis))),
        }
    }

    /// Moves a clock made with [`Clock::at`]; the system's clock cannot be moved.
    pub fn set(&self, millis: Millis) {
        if let Some(fixed) = &self.fixed {
            fixed.store(millis, Ordering::SeqCst);
        }
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "the one place where the system's clock is read"
    )]
    /// By this clock.
    pub fn now(&self) -> Millis {
        match &self.fixed {
            Some(fixed) => fixed.load(Ordering::SeqCst),
            None => Timestamp::now().as_millisecond(),
        }
    }

    /// An id that says nothing, for whatever a reporter causes.
    #[must_use]
    pub fn id_without_time(&self) -> uuid::Uuid {
        uuid::Builder::from_random_bytes(vault::random()).into_uuid()
    }

    /// A new id that sorts by time.
    pub fn id(&self) -> uuid::Uuid {
        let millis = u64::try_from(self.now()).unwrap_or(0);
        uuid::Builder::from_unix_timestamp_millis(millis, &vault::random()).into_uuid()
    }
}

fn amsterdam(millis: Millis) -> jiff::ZonedDateTime {
    let zone = TimeZone::get("Europe/Amsterdam").unwrap_or(TimeZone::UTC);
    Timestamp::from_millisecond(millis)
        .unwrap_or_default()
        .to_zoned_datetime(zone)
}

/// `2026-11-23`, in Amsterdam.
#[must_use]
pub fn day(millis: Millis) -> String {
    amsterdam(millis).strftime("%Y-%m-%d").to_string()
}

/// A day as forms give it, `2026-11-23`, if there is such a day.
#[must_use]
pub fn is_day(text: &str) -> Option<()> {
    text.parse::<jiff::civil::Date>().ok().map(|_| ())
}

/// When a day as forms give it, `2026-11-23`, begins in Amsterdam; `None` when there is no such day.
#[must_use]
pub fn start_of(day: &str) -> Option<Millis> {
    let day: jiff::civil::Date = day.parse().ok()?;
    let zone = TimeZone::get("Europe/Amsterdam").unwrap_or(TimeZone::UTC);
    let begins = day.to_zoned_datetime(zone).ok()?;
    Some(begins.timestamp().as_millisecond())
}

/// The months in Dutch, as people write them.
pub const MONTHS: [&str; 12] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];

/// `23 november 2026`.
#[must_use]
pub fn date(millis: Millis, language: &str) -> String {
    date_of(amsterdam(millis).date(), language)
}

/// The same, of a day.
#[must_use]
pub fn date_of(day: jiff::civil::Date, language: &str) -> String {
    const EN: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let month = usize::try_from(day.month() - 1).unwrap_or(0);
    let names = if language == "en" { EN } else { MONTHS };
    format!("{} {} {}", day.day(), names[month], day.year())
}

/// `maandag`.
#[must_use]
pub fn weekday(millis: Millis, language: &str) -> &'static str {
    const NL: [&str; 7] = [
        "maandag",
        "dinsdag",
        "woensdag",
        "donderdag",
        "vrijdag",
        "zaterdag",
        "zondag",
    ];
    const EN: [&str; 7] = [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ];
    let at = usize::from(
        amsterdam(millis)
            .weekday()
            .to_monday_zero_offset()
            .unsigned_abs(),
    );
    if language == "en" { EN[at] } else { NL[at] }
}

/// `maandag 23 november`: of this year, or nearly.
#[must_use]
pub fn near_date(millis: Millis, language: &str) -> String {
    let date = date(millis, language);
    let day = date.rsplit_once(' ').map_or(date.as_str(), |(day, _)| day);
    format!("{} {day}", weekday(millis, language))
}

/// `17.00`, in Amsterdam.
#[must_use]
pub fn time(millis: Millis) -> String {
    amsterdam(millis).strftime("%H.%M").to_string()
}

/// How many midnights lie between two moments, in Amsterdam.
#[must_use]
pub fn days_between(from: Millis, to: Millis) -> i32 {
    let (from, to) = (amsterdam(from).date(), amsterdam(to).date());
    from.until(to).map_or(0, |span| span.get_days())
}

/// What is due by the end of a day is due on that day: the last moment that is in time.
#[must_use]
pub fn last_in_time(due: Millis) -> Millis {
    if amsterdam(due).time() == jiff::civil::Time::midnight() {
        due - 1
    } else {
        due
    }
}

/// `23 november 2026, 14:05`.
#[must_use]
pub fn moment(millis: Millis, language: &str) -> String {
    format!(
        "{}, {}",
        date(millis, language),
        amsterdam(millis).strftime("%H:%M")
    )
}

/// `2026-11-23T14:05+01:00`: for programs, which sort it as text.
#[must_use]
pub fn iso(millis: Millis) -> String {
    amsterdam(millis).strftime("%Y-%m-%dT%H:%M%:z").to_string()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn utc(text: &str) -> Millis {
        text.parse::<Timestamp>().unwrap().as_millisecond()
    }

    #[test]
    fn a_day_begins_at_midnight_in_amsterdam() {
        assert_eq!(day(utc("2026-01-31T22:59:59Z")), "2026-01-31");
        assert_eq!(day(utc("2026-01-31T23:00:00Z")), "2026-02-01");
        assert_eq!(day(utc("2026-07-31T22:00:00Z")), "2026-08-01", "in summer");
    }

    #[test]
    fn the_hour_that_comes_twice_is_said_twice() {
        for (at, said) in [
            ("2026-10-25T00:30:00Z", "25 oktober 2026, 02:30"),
            ("2026-10-25T01:30:00Z", "25 oktober 2026, 02:30"),
            ("2026-03-29T00:59:00Z", "29 maart 2026, 01:59"),
            ("2026-03-29T01:00:00Z", "29 maart 2026, 03:00"),
        ] {
            assert_eq!(moment(utc(at), "nl"), said);
        }
        assert_eq!(date(utc("2026-12-31T23:30:00Z"), "en"), "1 January 2027");
    }

    #[test]
    fn only_days_of_the_calendar_are_days() {
        for good in ["2026-11-23", "2024-02-29"] {
            assert!(is_day(good).is_some(), "{good}");
        }
        for bad in ["", "2026-02-29", "2026-13-01", "23-11-2026", "morgen"] {
            assert!(is_day(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn a_clock_stands_still_until_it_is_set() {
        let clock = Clock::at(5);
        let same = clock.clone();
        assert_eq!(clock.now(), 5);
        same.set(9);
        assert_eq!(clock.now(), 9, "a copy is the same clock");
    }

    #[test]
    fn an_id_sorts_by_time_unless_it_must_tell_none() {
        let clock = Clock::at(1_795_000_000_000);
        let before = clock.id();
        clock.set(1_795_000_000_001);
        assert!(before < clock.id());
        assert_eq!(before.get_version_num(), 7);
        assert_eq!(clock.id_without_time().get_version_num(), 4);
    }

    proptest! {
        /// What is recorded of a reporter is never later than it was, and tells no more than the hour.
        #[test]
        fn an_hour_and_a_day_are_rounded_down(moment in -DAY * 100_000..DAY * 100_000) {
            for (rounded, length) in [(hour(moment), HOUR), (whole_day(moment), DAY)] {
                prop_assert!(rounded <= moment && moment - rounded < length);
                prop_assert_eq!(rounded % length, 0);
            }
        }
    }
}
