//! What a national estimate would mean for one municipality or region, if it were like the country
//! as a whole. Not a forecast: trafficking is not spread like people are.

use serde::Serialize;
use statrs::distribution::{DiscreteCDF, Poisson};

/// Victims a year in the Netherlands (Nationaal Rapporteur Mensenhandel: 5,000 to 7,500, of whom
/// one in five is in view).
pub const NATIONAL: (f64, f64) = (5_000.0, 7_500.0);
/// Share of victims that is in view (Nationaal Rapporteur Mensenhandel).
pub const IN_VIEW: f64 = 0.2;
/// Inhabitants of the Netherlands on 1 January 2024 (CBS).
pub const INHABITANTS: u64 = 17_942_942;

/// What is taken to hold.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Assumptions {
    /// Victims a year in the country, lowest and highest estimate.
    pub national: (f64, f64),
    /// Inhabitants of the country.
    pub inhabitants: u64,
    /// So many years together.
    pub years: f64,
    /// Of the interval, 0 to 1.
    pub level: f64,
}

impl Default for Assumptions {
    fn default() -> Self {
        Self {
            national: NATIONAL,
            inhabitants: INHABITANTS,
            years: 1.0,
            level: 0.95,
        }
    }
}

/// For one place.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Meaning {
    /// Inhabitants of the place.
    pub inhabitants: u64,
    /// Persons expected, at the lowest and at the highest national estimate.
    pub expected: (f64, f64),
    /// Persons there could be: chance at the lowest and at the highest estimate (Poisson).
    pub interval: (u64, u64),
    /// Of the expected, so many in view.
    pub in_view: (f64, f64),
    /// Probability that there is nobody at all, at the highest and at the lowest estimate.
    pub nobody: (f64, f64),
}

/// Each inhabitant as likely to be a victim as any other in the country, each victim apart from the
/// others.
///
/// ```
/// use statistics::small_area::{Assumptions, meaning};
/// let town = meaning(14_000, Assumptions::default());
/// assert_eq!((town.expected.0.round(), town.expected.1.round()), (4.0, 6.0));
/// assert!(town.interval.0 <= 1 && town.interval.1 >= 10);
/// ```
#[must_use]
pub fn meaning(inhabitants: u64, assumed: Assumptions) -> Meaning {
    let share = inhabitants as f64 / assumed.inhabitants as f64 * assumed.years;
    let expected = (assumed.national.0 * share, assumed.national.1 * share);
    let tail = (1.0 - assumed.level) / 2.0;
    Meaning {
        inhabitants,
        expected,
        interval: (quantile(expected.0, tail), quantile(expected.1, 1.0 - tail)),
        in_view: (expected.0 * IN_VIEW, expected.1 * IN_VIEW),
        nobody: ((-expected.1).exp(), (-expected.0).exp()),
    }
}

/// Smallest number with at least this share at or below it.
fn quantile(mean: f64, share: f64) -> u64 {
    let Ok(poisson) = Poisson::new(mean) else {
        return 0;
    };
    let mut number = 0;
    while poisson.cdf(number) < share {
        number += 1;
    }
    number
}

#[cfg(test)]
mod tests {
    use super::{Assumptions, meaning, quantile};

    /// qpois on R.
    #[test]
    fn quantiles_of_poisson() {
        for (mean, share, expected) in [
            (3.9, 0.025, 1),
            (3.9, 0.975, 8),
            (5.85, 0.975, 11),
            (0.1, 0.975, 1),
            (100.0, 0.025, 81),
            (0.0, 0.975, 0),
        ] {
            assert_eq!(quantile(mean, share), expected, "{mean} {share}");
        }
    }

    #[test]
    fn a_region_is_the_sum_of_its_municipalities_in_expectation_only() {
        let assumed = Assumptions::default();
        let (one, other, both) = (
            meaning(10_000, assumed),
            meaning(50_000, assumed),
            meaning(60_000, assumed),
        );
        assert!((one.expected.1 + other.expected.1 - both.expected.1).abs() < 1e-9);
        assert!(one.interval.1 + other.interval.1 > both.interval.1);
    }
}
