//! Terms as people say them: five years, not 1825 days.

/// In what a term is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Sixty minutes.
    Hours,
    /// Of the calendar.
    Days,
    /// Seven days.
    Weeks,
    /// Of the calendar.
    Months,
    /// Of 365 days.
    Years,
}

impl Unit {
    /// The id, for texts: `days`.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Hours => "hours",
            Self::Days => "days",
            Self::Weeks => "weeks",
            Self::Months => "months",
            Self::Years => "years",
        }
    }

    /// By its word, Dutch or English.
    fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "uur" | "uren" | "u" | "hour" | "hours" => Self::Hours,
            "dag" | "dagen" | "day" | "days" => Self::Days,
            "week" | "weken" | "weeks" => Self::Weeks,
            "maand" | "maanden" | "month" | "months" => Self::Months,
            "jaar" | "jaren" | "year" | "years" => Self::Years,
            _ => return None,
        })
    }
}

/// So much of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// How many.
    pub count: u16,
    /// Of what.
    pub unit: Unit,
}

/// What a pack counts in a year.
const YEAR: u16 = 365;

impl Term {
    /// Hours stay hours: what is urgent is counted in them.
    #[must_use]
    pub fn of_hours(count: u16) -> Self {
        let unit = Unit::Hours;
        Self { count, unit }
    }

    /// Whole years are said in years.
    ///
    /// ```
    /// use policy::{Term, Unit};
    /// assert_eq!(Term::of_days(1825), Term { count: 5, unit: Unit::Years });
    /// assert_eq!(Term::of_days(30), Term { count: 30, unit: Unit::Days });
    /// ```
    #[must_use]
    pub fn of_days(days: u16) -> Self {
        let whole = days > 0 && days.is_multiple_of(YEAR);
        let (count, unit) = if whole {
            (days / YEAR, Unit::Years)
        } else {
            (days, Unit::Days)
        };
        Self { count, unit }
    }

    /// Whole years are said in years.
    #[must_use]
    pub fn of_months(months: u16) -> Self {
        let whole = months > 0 && months.is_multiple_of(12);
        let (count, unit) = if whole {
            (months / 12, Unit::Years)
        } else {
            (months, Unit::Months)
        };
        Self { count, unit }
    }

    /// What somebody typed: `5 jaar`, `30 dagen`, `24 uur`, `6 weeks`.
    ///
    /// ```
    /// use policy::Term;
    /// assert_eq!(Term::parse(" 5 jaar "), Some(Term::of_days(1825)));
    /// assert!(Term::parse("5").is_none() && Term::parse("jaar").is_none());
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase();
        let end = text.find(|c: char| !c.is_ascii_digit())?;
        let (number, word) = text.split_at(end);
        Some(Self {
            count: number.parse().ok()?,
            unit: Unit::parse(word.trim())?,
        })
    }

    /// In hours, if it is counted in them or in days.
    #[must_use]
    pub fn hours(self) -> Option<u16> {
        match self.unit {
            Unit::Hours => Some(self.count),
            Unit::Days => self.count.checked_mul(24),
            _ => None,
        }
    }

    /// In days; hours are no days, and a month has no number of them.
    #[must_use]
    pub fn days(self) -> Option<u16> {
        match self.unit {
            Unit::Days => Some(self.count),
            Unit::Weeks => self.count.checked_mul(7),
            Unit::Years => self.count.checked_mul(YEAR),
            Unit::Hours | Unit::Months => None,
        }
    }

    /// In months.
    #[must_use]
    pub fn months(self) -> Option<u16> {
        match self.unit {
            Unit::Months => Some(self.count),
            Unit::Years => self.count.checked_mul(12),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// What the page says, it takes back.
        #[test]
        fn what_is_said_is_read(number in 1_u16..=u16::MAX, at in 0_usize..3) {
            let words = [
                (Unit::Hours, "uur"),
                (Unit::Days, "dagen"),
                (Unit::Months, "maanden"),
                (Unit::Years, "jaar"),
            ];
            let (term, back): (Term, fn(Term) -> Option<u16>) = [
                (Term::of_hours(number), Term::hours as fn(Term) -> Option<u16>),
                (Term::of_days(number), Term::days),
                (Term::of_months(number), Term::months),
            ][at];
            let word = words.iter().find(|(unit, _)| *unit == term.unit).unwrap().1;
            let read = Term::parse(&format!("{} {word}", term.count)).unwrap();
            prop_assert_eq!(back(read), Some(number));
        }

        #[test]
        fn whatever_is_typed_it_is_read_or_not(text in ".{0,20}") {
            if let Some(term) = Term::parse(&text) {
                let _ = (term.hours(), term.days(), term.months());
            }
        }
    }

    #[test]
    fn what_does_not_fit_is_no_term() {
        for text in [
            "",
            "7",
            "zeven dagen",
            "-3 dagen",
            "3,5 jaar",
            "99999 dagen",
            "7 dagen!",
        ] {
            assert_eq!(Term::parse(text), None, "{text}");
        }
        assert_eq!(
            Term::parse("300 jaar").unwrap().days(),
            None,
            "more than a pack can count"
        );
        assert_eq!(Term::parse("3 weken").unwrap().days(), Some(21));
        assert_eq!(Term::parse("2 dagen").unwrap().hours(), Some(48));
        assert_eq!(Term::parse("2 maanden").unwrap().days(), None);
    }
}
