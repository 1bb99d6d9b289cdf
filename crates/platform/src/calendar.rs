//! Dutch working days, public holidays, and when a term is over. Pure: no clock is read here.
//!
//! Which days count comes from the [Algemene termijnenwet](https://wetten.overheid.nl/BWBR0002448),
//! because the terms that a municipality works with are judged by it:
//! - article 3, first member: New Year's Day, Easter Monday and Whit Monday, both days of Christmas,
//!   Ascension Day, the day on which the King's birthday is celebrated, and the fifth of May. **Each
//!   year**: that most people have the fifth of May off once in five years is a matter of labour
//!   agreements, not of this law;
//! - article 3, second member: Good Friday is put on a level with them;
//! - article 1: a term that would end on a Saturday, a Sunday or such a day lasts until the end of the
//!   next day that is neither ([`last_day`]);
//! - article 2: a term of three days or more holds at least two working days ([`end_of_term`]);
//! - article 4: neither goes for a term in hours, or for one of more than ninety days. What is urgent
//!   runs through nights, weekends and holidays ([`after_hours`]).
//!
//! Days that the government adds for one year (article 3, third member) are not known here.
//!
//! ```
//! use jiff::civil::date;
//! use platform::calendar;
//!
//! // The Thursday before Easter 2026: three working days on is Thursday, past Good Friday and Easter
//! // Monday.
//! let due = calendar::add_working_days(date(2026, 4, 2), 3);
//! assert_eq!(due, date(2026, 4, 9));
//! ```

use jiff::civil::{Date, Time, Weekday};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp, ToSpan};

use crate::Millis;
use crate::clock::HOUR;

#[cfg(test)]
mod tests;

/// A day that is generally recognised as a holiday (Algemene termijnenwet, article 3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Holiday {
    /// nieuwjaarsdag
    NewYear,
    /// Goede Vrijdag
    GoodFriday,
    /// Eerste Paasdag, a Sunday
    Easter,
    /// Tweede Paasdag
    EasterMonday,
    /// Koningsdag
    KingsDay,
    /// Bevrijdingsdag
    Liberation,
    /// Hemelvaartsdag
    Ascension,
    /// Eerste Pinksterdag, a Sunday
    Pentecost,
    /// Tweede Pinksterdag
    WhitMonday,
    /// Eerste Kerstdag
    Christmas,
    /// Tweede Kerstdag
    SecondChristmas,
}

/// Easter Sunday of a year of the Gregorian calendar (Meeus, *Astronomical Algorithms*, chapter 8).
#[must_use]
pub fn easter(year: i16) -> Date {
    let year_long = i32::from(year);
    let (golden, century, rest) = (
        year_long.rem_euclid(19),
        year_long.div_euclid(100),
        year_long.rem_euclid(100),
    );
    let moon_shift = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - century / 4 - moon_shift + 15).rem_euclid(30);
    let to_sunday =
        (32 + 2 * century.rem_euclid(4) + 2 * (rest / 4) - epact - rest % 4).rem_euclid(7);
    let late = (golden + 11 * epact + 22 * to_sunday) / 451;
    // Days after 21 March (of which the whole sum is counted from 22 March).
    let days = epact + to_sunday - 7 * late;
    on(year, 3, 22).saturating_add(i64::from(days).days())
}

/// A day that exists in every year.
fn on(year: i16, month: i8, day: i8) -> Date {
    Date::new(year, month, day).unwrap_or(Date::MAX)
}

/// Koningsdag: 27 April, or the day before when that is a Sunday (since 2014). Before it was
/// Koninginnedag, 30 April (since 1980 the day before when that was a Sunday).
#[must_use]
pub fn kings_day(year: i16) -> Date {
    let day = on(year, 4, if year >= 2014 { 27 } else { 30 });
    if day.weekday() == Weekday::Sunday {
        shifted(day, -1)
    } else {
        day
    }
}

fn shifted(day: Date, days: i64) -> Date {
    day.saturating_add(Span::new().days(days))
}

/// Which holiday this is, if any. Of two on one day the fixed one is given.
#[must_use]
pub fn holiday(day: Date) -> Option<Holiday> {
    let year = day.year();
    let fixed = match (day.month(), day.day()) {
        (1, 1) => Some(Holiday::NewYear),
        (5, 5) => Some(Holiday::Liberation),
        (12, 25) => Some(Holiday::Christmas),
        (12, 26) => Some(Holiday::SecondChristmas),
        _ if day == kings_day(year) => Some(Holiday::KingsDay),
        _ => None,
    };
    fixed.or_else(|| {
        let easter = easter(year);
        let moving = [
            (-2, Holiday::GoodFriday),
            (0, Holiday::Easter),
            (1, Holiday::EasterMonday),
            (39, Holiday::Ascension),
            (49, Holiday::Pentecost),
            (50, Holiday::WhitMonday),
        ];
        moving
            .into_iter()
            .find(|(after, _)| shifted(easter, *after) == day)
            .map(|(_, holiday)| holiday)
    })
}

/// No Saturday, no Sunday and no holiday.
#[must_use]
pub fn is_working_day(day: Date) -> bool {
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && holiday(day).is_none()
}

/// This day when it is a working day, and otherwise the first one after it (article 1).
#[must_use]
pub fn last_day(day: Date) -> Date {
    let mut day = day;
    while !is_working_day(day) && day < Date::MAX {
        day = shifted(day, 1);
    }
    day
}

/// The `number`th working day after `day`; the day itself does not count. With 0: the day itself,
/// or the first working day after it.
#[must_use]
pub fn add_working_days(day: Date, number: u32) -> Date {
    let mut day = if number == 0 { last_day(day) } else { day };
    for _ in 0..number {
        day = last_day(shifted(day, 1));
    }
    day
}

/// The first working day of the week (Monday to Sunday) in which this day lies.
#[must_use]
pub fn first_of_week(day: Date) -> Date {
    let monday = i64::from(day.weekday().to_monday_zero_offset());
    last_day(shifted(day, -monday))
}

/// How many working days lie after `from`, up to and with `to`; 0 when `to` is not later.
#[must_use]
pub fn working_days_between(from: Date, to: Date) -> u32 {
    let (mut day, mut count) = (from, 0);
    while day < to {
        day = shifted(day, 1);
        count += u32::from(is_working_day(day));
    }
    count
}

/// The last day of a term of so many (calendar) days that begins the day after `from`: lengthened
/// until it holds two working days (article 2, from three days on) and ends on one (article 1). Terms
/// of more than ninety days are not lengthened (article 4).
#[must_use]
pub fn end_of_term(from: Date, days: u32) -> Date {
    let mut end = shifted(from, i64::from(days));
    if days > 90 {
        return end;
    }
    while days >= 3 && working_days_between(from, end) < 2 && end < Date::MAX {
        end = shifted(end, 1);
    }
    last_day(end)
}

fn amsterdam() -> TimeZone {
    TimeZone::get("Europe/Amsterdam").unwrap_or(TimeZone::UTC)
}

/// The day that it is in Amsterdam.
#[must_use]
pub fn day_of(moment: Millis) -> Date {
    Timestamp::from_millisecond(moment)
        .unwrap_or_default()
        .to_zoned_datetime(amsterdam())
        .date()
}

/// The first moment after this day in Amsterdam: until then, something that is due on it is in time.
#[must_use]
pub fn end_of_day(day: Date) -> Millis {
    shifted(day, 1)
        .to_zoned_datetime(amsterdam())
        .map_or(Millis::MAX, |zoned| zoned.timestamp().as_millisecond())
}

/// So late by the clock on this day in Amsterdam. An hour that the change of the clock leaves out is the
/// one after it.
#[must_use]
pub fn moment_of(day: Date, hour: i8) -> Millis {
    day.at(hour, 0, 0, 0)
        .to_zoned_datetime(amsterdam())
        .map_or(Millis::MAX, |zoned| zoned.timestamp().as_millisecond())
}

/// The same to the minute; `None` when no clock has such a time.
#[must_use]
pub fn moment_at(day: Date, hour: i8, minute: i8) -> Option<Millis> {
    let time = Time::new(hour, minute, 0, 0).ok()?;
    let zoned = day.to_datetime(time).to_zoned_datetime(amsterdam()).ok()?;
    Some(zoned.timestamp().as_millisecond())
}

/// When a term of so many working days is over that begins at this moment: at the end of its last
/// day.
#[must_use]
pub fn after_working_days(moment: Millis, number: u32) -> Millis {
    end_of_day(add_working_days(day_of(moment), number))
}

/// When a term in hours is over: they run on through nights, weekends, holidays and the change of the
/// clock (article 4).
#[must_use]
pub fn after_hours(moment: Millis, hours: u32) -> Millis {
    moment.saturating_add(Millis::from(hours) * HOUR)
}
