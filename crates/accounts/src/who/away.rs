//! When an officer is not there, and who is instead. Nobody is appointed: whoever else is an officer stands in.

use jiff::Span;
use jiff::civil::Date;
use platform::db::Reader;
use platform::{App, PersonId, Result, Tenant, calendar};
use serde::{Deserialize, Serialize};

use super::store;
use crate::people;

/// From a day up to and with another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Away {
    pub from: Date,
    pub until: Date,
}

/// Longer than this nobody is away: then somebody else has the role.
const LONGEST: i64 = 366;

impl Away {
    /// As it was typed: two days, or neither. What is wrong with it stands at which field.
    ///
    /// # Errors
    /// The field, and the text that says what is wrong.
    pub fn typed(
        (from, until): (&str, &str),
        today: Date,
    ) -> std::result::Result<Option<Self>, (&'static str, &'static str)> {
        if from.is_empty() && until.is_empty() {
            return Ok(None);
        }
        let from: Date = from.parse().map_err(|_| ("away-from", "away-day"))?;
        let until: Date = until.parse().map_err(|_| ("away-until", "away-day"))?;
        if until < from {
            return Err(("away-until", "away-order"));
        }
        if until < today {
            return Err(("away-until", "away-over"));
        }
        let longest = Span::new().days(LONGEST);
        let most = from.checked_add(longest).unwrap_or(Date::MAX);
        if until > most {
            return Err(("away-until", "away-long"));
        }
        Ok(Some(Self { from, until }))
    }

    /// Is it now?
    #[must_use]
    pub fn is_on(&self, day: Date) -> bool {
        (self.from..=self.until).contains(&day)
    }
}

/// The officers whose work it is today: those who are there; when nobody is, all of them. Without opening their
/// names.
///
/// # Errors
/// When the database cannot be read.
pub async fn who_is_away_is_stood_in_for(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
) -> Result<Vec<PersonId>> {
    let today = calendar::day_of(app.clock.now());
    let all = people::officers(tx, app, tenant).await?;
    let mut present = Vec::new();
    for person in &all {
        let reach = store::of(tx, app, tenant, *person).await?;
        if !reach.away.is_some_and(|away| away.is_on(today)) {
            present.push(*person);
        }
    }
    Ok(if present.is_empty() { all } else { present })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn an_absence_has_two_days_in_order_that_are_not_over() {
        let today = date(2026, 11, 27);
        let typed = |from: &str, until: &str| Away::typed((from, until), today);
        assert_eq!(typed("", ""), Ok(None));
        let away = Away {
            from: today,
            until: date(2026, 12, 4),
        };
        assert_eq!(typed("2026-11-27", "2026-12-04"), Ok(Some(away)));
        assert!(away.is_on(today) && away.is_on(date(2026, 12, 4)));
        assert!(!away.is_on(date(2026, 12, 5)));
        assert_eq!(typed("", "2026-12-04"), Err(("away-from", "away-day")));
        assert_eq!(
            typed("2026-12-04", "morgen"),
            Err(("away-until", "away-day"))
        );
        assert_eq!(
            typed("2026-12-04", "2026-12-01"),
            Err(("away-until", "away-order"))
        );
        assert_eq!(
            typed("2026-11-01", "2026-11-26"),
            Err(("away-until", "away-over"))
        );
        assert_eq!(
            typed("2026-11-27", "2028-01-01"),
            Err(("away-until", "away-long"))
        );
    }
}
