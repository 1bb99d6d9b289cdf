//! Periods: half-years, calendar years and blocks of three calendar years. Nothing shorter is ever
//! published.

use std::fmt;

/// From a half-year, so many half-years long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    /// Half-years since the year 0.
    start: u32,
    half_years: u32,
}

impl Period {
    /// `2025-H1` (also 2025H1, 2025-1), `2025`, `2023-2025`; a quarter stands for its half-year, a
    /// month or a day for its year.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let year = |text: &str| -> Option<u32> {
            (text.len() == 4)
                .then(|| text.parse().ok())
                .flatten()
                .filter(|year| (1900..=2200).contains(year))
        };
        if let Some(year) = year(text) {
            return Some(Self {
                start: 2 * year,
                half_years: 2,
            });
        }
        let (first, rest) = (year(text.get(..4)?)?, text.get(4..)?);
        let rest = rest.strip_prefix('-').unwrap_or(rest);
        match rest.to_uppercase().as_str() {
            "H1" | "1" | "S1" | "Q1" | "Q2" => {
                return Some(Self {
                    start: 2 * first,
                    half_years: 1,
                });
            }
            "H2" | "2" | "S2" | "Q3" | "Q4" => {
                return Some(Self {
                    start: 2 * first + 1,
                    half_years: 1,
                });
            }
            _ => {}
        }
        if let Some(last) = year(rest) {
            return (last > first).then(|| Self {
                start: 2 * first,
                half_years: 2 * (last - first + 1),
            });
        }
        let day: Vec<u32> = rest
            .split('-')
            .map(|part| part.parse().ok())
            .collect::<Option<_>>()?;
        let known = match day.as_slice() {
            [month] => (1..=12).contains(month) && rest.len() == 2,
            [month, day] => (1..=12).contains(month) && (1..=31).contains(day),
            _ => false,
        };
        known.then_some(Self {
            start: 2 * first,
            half_years: 2,
        })
    }

    /// Half-years, years or a block: periods of one table are all alike.
    pub fn half_years(self) -> u32 {
        self.half_years
    }

    /// The first half-year, counted from the year 0.
    pub fn start(self) -> u32 {
        self.start
    }

    /// The half-year after the last, counted from the year 0.
    pub fn end(self) -> u32 {
        self.start + self.half_years
    }

    /// The periods have a half-year in common.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end() && other.start < self.end()
    }

    /// The other lies wholly within this one.
    pub fn holds(self, other: Self) -> bool {
        self.start <= other.start && other.end() <= self.end()
    }

    /// The span of both, to whole calendar years.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        let start = self.start.min(other.start) / 2 * 2;
        let end = self.end().max(other.end()).div_ceil(2) * 2;
        Self {
            start,
            half_years: end - start,
        }
    }

    /// This span in periods of `length` half-years.
    pub fn parts(self, length: u32) -> impl Iterator<Item = Self> {
        (0..self.half_years / length).map(move |part| Self {
            start: self.start + part * length,
            half_years: length,
        })
    }

    /// The first day on which figures may be published: half a year after the period.
    pub fn not_before(self) -> String {
        let after = self.end() + 1;
        format!(
            "{}-{}",
            after / 2,
            if after.is_multiple_of(2) {
                "01-01"
            } else {
                "07-01"
            }
        )
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.half_years {
            1 => write!(f, "{}-H{}", self.start / 2, self.start % 2 + 1),
            2 if self.start.is_multiple_of(2) => write!(f, "{}", self.start / 2),
            _ => write!(f, "{}-{}", self.start / 2, (self.end() - 1) / 2),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Period;

    #[test]
    fn periods_are_read_and_written() {
        for (text, written) in [
            ("2025-H1", "2025-H1"),
            ("2025h2", "2025-H2"),
            ("2025-2", "2025-H2"),
            ("2025-Q3", "2025-H2"),
            ("2025", "2025"),
            ("2023-2025", "2023-2025"),
            ("2025-03-14", "2025"),
            ("2025-03", "2025"),
        ] {
            assert_eq!(
                Period::parse(text)
                    .map(|period| period.to_string())
                    .as_deref(),
                Some(written),
                "{text}"
            );
        }
        for text in [
            "",
            "25",
            "2025-",
            "2025-H3",
            "2025-13",
            "2025-2023",
            "2025-3",
            "x025",
            "2025-03-32",
            "é025",
        ] {
            assert_eq!(Period::parse(text), None, "{text}");
        }
    }

    #[test]
    fn figures_wait_half_a_year() {
        let day = |text: &str| Period::parse(text).map(Period::not_before);
        assert_eq!(day("2024-H1").as_deref(), Some("2025-01-01"));
        assert_eq!(day("2024-H2").as_deref(), Some("2025-07-01"));
        assert_eq!(day("2023-2025").as_deref(), Some("2026-07-01"));
    }
}
