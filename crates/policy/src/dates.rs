//! Days as they stand in packs: `2026-12-31`.

use crate::pack::Adopted;

/// Is this a day that exists?
pub(crate) fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts[..] else {
        return false;
    };
    let number = |part: &str, len: usize| {
        (part.len() == len && part.bytes().all(|b| b.is_ascii_digit()))
            .then(|| part.parse::<u16>().ok())
            .flatten()
    };
    let (Some(year), Some(month), Some(day)) = (number(year, 4), number(month, 2), number(day, 2))
    else {
        return false;
    };
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 0,
    };
    (1..=days).contains(&day)
}

/// So long beforehand somebody must begin on the next policy.
const MONTHS_BEFORE_THE_END: i32 = 3;

impl Adopted {
    /// The policy ends within three months of this day (`2026-11-23`), or has ended. One without an
    /// end does neither.
    ///
    /// ```
    /// # let text = include_str!("../../../policies/montfoort.toml");
    /// # let adopted = policy::Pack::parse(text).unwrap().adopted;
    /// assert!(adopted.until.is_none() && !adopted.ends_soon("2026-11-23"));
    /// ```
    #[must_use]
    pub fn ends_soon(&self, today: &str) -> bool {
        let Some(until) = &self.until else {
            return false;
        };
        match (months(today), months(until.get_ref())) {
            (Some((now, day)), Some((end, last))) => {
                (end - now, last) <= (MONTHS_BEFORE_THE_END, day)
            }
            _ => false,
        }
    }
}

/// The day this many months later; the last days of a month stay in the month.
///
/// ```
/// assert_eq!(policy::months_after("2026-11-30", 3), "2027-02-28");
/// ```
#[must_use]
pub fn months_after(day: &str, count: u16) -> String {
    let Some((month, date)) = months(day) else {
        return day.to_owned();
    };
    // Months are counted from 1, those since the beginning of the calendar from 0.
    let month = month - 1 + i32::from(count);
    let written = |date: i32| format!("{:04}-{:02}-{date:02}", month / 12, month % 12 + 1);
    let days = [date, 30, 29, 28];
    let mut fits = days.into_iter().filter(|fit| *fit <= date).map(written);
    fits.find(|day| is_date(day))
        .unwrap_or_else(|| day.to_owned())
}

/// Months since the beginning of the calendar, and the day of the month.
fn months(day: &str) -> Option<(i32, i32)> {
    let parts: Vec<i32> = day
        .split('-')
        .filter_map(|part| part.parse().ok())
        .collect();
    match parts[..] {
        [year, month, day] => Some((year * 12 + month, day)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ending(until: &str) -> Adopted {
        toml::from_str(&format!("by = 'x'\ndocument = 'y'\nuntil = '{until}'")).unwrap()
    }

    #[test]
    fn an_end_within_three_months_is_soon() {
        for (until, soon) in [
            ("2026-11-22", true),
            ("2026-12-31", true),
            ("2027-02-23", true),
            ("2027-02-24", false),
            ("2027-03-01", false),
            ("2028-01-01", false),
        ] {
            assert_eq!(ending(until).ends_soon("2026-11-23"), soon, "{until}");
        }
    }
}
