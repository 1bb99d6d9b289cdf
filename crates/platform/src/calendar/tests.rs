//! Days that are known, and rules that hold for all.

use jiff::civil::date;
use proptest::prelude::*;

use super::*;

/// Easter as the almanacs have it: the earliest and the latest there can be, and the years around now.
#[test]
fn easter_falls_where_the_almanac_has_it() {
    let known = [
        (1818, 3, 22),
        (1943, 4, 25),
        (1954, 4, 18),
        (1981, 4, 19),
        (2000, 4, 23),
        (2008, 3, 23),
        (2011, 4, 24),
        (2016, 3, 27),
        (2019, 4, 21),
        (2024, 3, 31),
        (2025, 4, 20),
        (2026, 4, 5),
        (2027, 3, 28),
        (2028, 4, 16),
        (2029, 4, 1),
        (2030, 4, 21),
        (2035, 3, 25),
        (2038, 4, 25),
        (2049, 4, 18),
        (2285, 3, 22),
    ];
    for (year, month, day) in known {
        assert_eq!(easter(year), date(year, month, day), "{year}");
    }
}

#[test]
fn the_holidays_of_2026_are_those_of_the_law() {
    let mut day = date(2026, 1, 1);
    let mut found = Vec::new();
    while day.year() == 2026 {
        if let Some(holiday) = holiday(day) {
            found.push((day, holiday));
        }
        day = shifted(day, 1);
    }
    let expected = [
        (date(2026, 1, 1), Holiday::NewYear),
        (date(2026, 4, 3), Holiday::GoodFriday),
        (date(2026, 4, 5), Holiday::Easter),
        (date(2026, 4, 6), Holiday::EasterMonday),
        (date(2026, 4, 27), Holiday::KingsDay),
        (date(2026, 5, 5), Holiday::Liberation),
        (date(2026, 5, 14), Holiday::Ascension),
        (date(2026, 5, 24), Holiday::Pentecost),
        (date(2026, 5, 25), Holiday::WhitMonday),
        (date(2026, 12, 25), Holiday::Christmas),
        (date(2026, 12, 26), Holiday::SecondChristmas),
    ];
    assert_eq!(found, expected);
}

#[test]
fn the_king_does_not_celebrate_on_a_sunday() {
    assert_eq!(kings_day(2024), date(2024, 4, 27));
    assert_eq!(kings_day(2025), date(2025, 4, 26), "27 April is a Sunday");
    assert_eq!(kings_day(2031), date(2031, 4, 26));
    assert_eq!(kings_day(2013), date(2013, 4, 30), "the queen's");
    assert_eq!(kings_day(2006), date(2006, 4, 29));
    assert!(is_working_day(date(2026, 4, 30)));
}

#[test]
fn liberation_is_a_holiday_each_year() {
    for year in 2020..2031 {
        assert!(!is_working_day(date(year, 5, 5)), "{year}");
    }
}

/// In 2008 Ascension Day fell on the first of May, in 2016 on Liberation Day.
#[test]
fn two_holidays_on_one_day_are_one_day_off() {
    assert_eq!(holiday(date(2008, 5, 1)), Some(Holiday::Ascension));
    assert_eq!(holiday(date(2016, 5, 5)), Some(Holiday::Liberation));
    assert_eq!(
        working_days_between(date(2016, 5, 1), date(2016, 5, 8)),
        4,
        "Monday, Tuesday, Wednesday, Friday"
    );
}

#[test]
fn a_term_ends_on_a_working_day() {
    // Seven days from Friday 20 March 2026: a Friday. From Saturday 28 March: Saturday 4 April, which
    // becomes Tuesday, past Easter.
    assert_eq!(end_of_term(date(2026, 3, 20), 7), date(2026, 3, 27));
    assert_eq!(end_of_term(date(2026, 3, 28), 7), date(2026, 4, 7));
    // Three days from Maundy Thursday hold no working day: two are needed (article 2).
    assert_eq!(end_of_term(date(2026, 4, 2), 3), date(2026, 4, 8));
    // Two days: article 1 alone.
    assert_eq!(end_of_term(date(2026, 4, 2), 2), date(2026, 4, 7));
    // A hundred days are not lengthened (article 4): Saturday stays Saturday.
    assert_eq!(
        end_of_term(date(2026, 1, 1), 100).weekday(),
        Weekday::Saturday
    );
}

#[test]
fn a_day_ends_at_midnight_in_amsterdam() {
    // 23:30 on 23 November is the 23rd, though it is 22:30 in UTC; half past twelve is the 24th.
    let moment = |text: &str| text.parse::<Timestamp>().unwrap().as_millisecond();
    assert_eq!(day_of(moment("2026-11-23T22:30:00Z")), date(2026, 11, 23));
    assert_eq!(day_of(moment("2026-11-23T23:30:00Z")), date(2026, 11, 24));
    assert_eq!(
        end_of_day(date(2026, 11, 23)),
        moment("2026-11-23T23:00:00Z")
    );
    // The day on which the clock goes back has 25 hours, the other one 23.
    let hours = |day| (end_of_day(day) - end_of_day(shifted(day, -1))) / HOUR;
    assert_eq!(hours(date(2026, 10, 25)), 25);
    assert_eq!(hours(date(2026, 3, 29)), 23);
    assert_eq!(hours(date(2026, 3, 30)), 24);
}

#[test]
fn what_is_urgent_runs_on_through_the_weekend_and_the_change_of_the_clock() {
    let moment = |text: &str| text.parse::<Timestamp>().unwrap().as_millisecond();
    // Saturday noon before the clock goes back: 24 hours later it is 11 o'clock on the wall.
    let saturday = moment("2026-10-24T10:00:00Z");
    assert_eq!(after_hours(saturday, 24), moment("2026-10-25T10:00:00Z"));
    assert_eq!(
        after_working_days(saturday, 1),
        moment("2026-10-26T23:00:00Z"),
        "the end of Monday"
    );
}

fn some_day() -> impl Strategy<Value = Date> {
    (1990i16..2100, 0i64..366).prop_map(|(year, after)| shifted(date(year, 1, 1), after))
}

proptest! {
    #[test]
    fn adding_lands_on_a_working_day_and_counts_back(day in some_day(), number in 1u32..60) {
        let due = add_working_days(day, number);
        prop_assert!(is_working_day(due) && due > day);
        prop_assert_eq!(working_days_between(day, due), number);
    }

    #[test]
    fn adding_in_two_steps_is_adding_at_once(day in some_day(), first in 0u32..30, second in 1u32..30) {
        let once = add_working_days(day, first + second);
        let twice = add_working_days(add_working_days(day, first), second);
        // A first step of none moves to a working day, which then counts already.
        if first > 0 || is_working_day(day) {
            prop_assert_eq!(once, twice);
        }
    }

    #[test]
    fn later_is_never_sooner(day in some_day(), number in 0u32..40) {
        prop_assert!(add_working_days(shifted(day, 1), number) >= add_working_days(day, number));
        // From a Saturday, none and one are both Monday.
        if number > 0 || is_working_day(day) {
            prop_assert!(add_working_days(day, number + 1) > add_working_days(day, number));
        }
    }

    #[test]
    fn counting_is_additive(first in some_day(), a in 0i64..200, b in 0i64..200) {
        let (second, third) = (shifted(first, a), shifted(first, a + b));
        prop_assert_eq!(
            working_days_between(first, third),
            working_days_between(first, second) + working_days_between(second, third)
        );
        prop_assert_eq!(working_days_between(third, first), 0);
    }

    #[test]
    fn a_term_is_never_shorter_and_seldom_much_longer(day in some_day(), days in 1u32..91) {
        let (end, plain) = (end_of_term(day, days), shifted(day, i64::from(days)));
        prop_assert!(is_working_day(end) && end >= plain);
        prop_assert!(end <= shifted(plain, 7), "a week at most: Christmas, Easter");
    }

    #[test]
    fn easter_is_a_sunday_between_22_march_and_25_april(year in 1583i16..4099) {
        let day = easter(year);
        prop_assert_eq!(day.weekday(), Weekday::Sunday);
        prop_assert!(day >= date(year, 3, 22) && day <= date(year, 4, 25));
    }

    #[test]
    fn every_day_ends_after_it_began(day in some_day()) {
        let (begin, end) = (end_of_day(shifted(day, -1)), end_of_day(day));
        prop_assert!((23 * HOUR..=25 * HOUR).contains(&(end - begin)));
        prop_assert_eq!(day_of(begin), day);
        prop_assert_eq!(day_of(end - 1), day);
    }
}

#[test]
fn the_first_working_day_of_a_week() {
    // Easter Monday 2026 is 6 April; the Sunday before belongs to the week before.
    for (day, first) in [
        (date(2026, 4, 5), date(2026, 3, 30)),
        (date(2026, 4, 6), date(2026, 4, 7)),
        (date(2026, 4, 10), date(2026, 4, 7)),
    ] {
        assert_eq!(first_of_week(day), first);
    }
}

#[test]
fn a_moment_of_a_day_is_by_the_clock_of_amsterdam() {
    for (day, hour, utc) in [
        (date(2026, 1, 5), 7, "2026-01-05T06:00:00Z"),
        (date(2026, 7, 6), 7, "2026-07-06T05:00:00Z"),
        // Two o'clock is left out in the night of 29 March.
        (date(2026, 3, 29), 2, "2026-03-29T01:00:00Z"),
    ] {
        let moment: Timestamp = utc.parse().unwrap();
        assert_eq!(moment_of(day, hour), moment.as_millisecond(), "{utc}");
    }
}
