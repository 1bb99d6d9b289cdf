//! Time is passed in, never called: tests set the date, deadlines can be tested.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::Timestamp;
use jiff::tz::TimeZone;

/// UTC milliseconds since 1970, as stored.
pub type Millis = i64;

pub const HOUR: Millis = 60 * 60 * 1000;
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

/// `23 november 2026`.
#[must_use]
pub fn date(millis: Millis, language: &str) -> String {
    const NL: [&str; 12] = [
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
    let time = amsterdam(millis);
    let month = usize::try_from(time.month() - 1).unwrap_or(0);
    let names = if language == "en" { EN } else { NL };
    format!("{} {} {}", time.day(), names[month], time.year())
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
