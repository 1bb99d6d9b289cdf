//! Bias-corrected and accelerated bootstrap (Efron & Tibshirani 1993, chapter 14), with the whole
//! choice of a model repeated in each replicate.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use rand_distr::{Binomial, Distribution};
use rayon::prelude::*;
use serde::Serialize;
use statrs::distribution::{ContinuousCDF, Normal};

use super::counts::{Counts, Observed};
use super::exists::Checker;

/// More failed replicates than this void the interval: a proposal of this project, not from a
/// paper.
pub const MOST_FAILED: f64 = 0.10;

/// Estimates closer than this, relatively, are the same.
const SAME: f64 = 1e-7;

/// The interval of a bootstrap (`BCa`), and what it was made from.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Bootstrap {
    /// Tables that were drawn.
    pub replicates: usize,
    /// Limits of the interval; none when it is void (`why_not`).
    pub lower: Option<f64>,
    /// The upper limit.
    pub upper: Option<f64>,
    /// a: from leaving out each person in turn (jackknife).
    pub acceleration: Option<f64>,
    /// z0: from the share of replicates below the estimate.
    pub bias: Option<f64>,
    /// Replicates that allowed no estimate.
    pub failed: usize,
    /// Why the interval is void.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why_not: Option<&'static str>,
}

/// Draws `replicates` tables, estimates each, and reports progress by calling `done` after each.
/// The same seed gives the same interval, on any number of cores and for any order of lists and
/// rows.
pub fn bootstrap<F>(
    counts: &Counts,
    estimate: f64,
    estimator: F,
    (replicates, seed): (usize, u64),
    level: f64,
    done: &(dyn Fn() + Sync),
) -> Bootstrap
where
    F: Fn(&Observed, &mut Checker) -> Option<f64> + Sync,
{
    let jackknife: Vec<(Option<f64>, f64)> = jackknifed(counts)
        .into_par_iter()
        .map_init(Checker::default, |checker, (cells, weight)| {
            (
                estimator(&Observed::new(&counts.with_cells(cells)), checker),
                weight,
            )
        })
        .collect();
    let order = counts.settled_order();
    let estimates: Vec<Option<f64>> = (0..replicates)
        .into_par_iter()
        .map_init(Checker::default, |checker, replicate| {
            let drawn = counts.with_cells(resample(counts, &order, seed, replicate as u64));
            let value = estimator(&Observed::new(&drawn), checker);
            done();
            value
        })
        .collect();
    interval(estimate, &estimates, &jackknife, level)
}

/// One table: as many persons as were observed, each with a history drawn from those observed.
pub fn resample(counts: &Counts, order: &[usize], seed: u64, replicate: u64) -> Vec<u64> {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    random.set_stream(replicate);
    let mut cells = vec![0; counts.cells().len()];
    let mut persons = counts.observed();
    let mut left = persons;
    for history in order {
        let count = counts.cells()[*history];
        if count == 0 || persons == 0 {
            continue;
        }
        let share = count as f64 / left as f64;
        // A share of at most 1 by construction; were it not, everybody has this history.
        let drawn =
            Binomial::new(persons, share).map_or(persons, |binomial| binomial.sample(&mut random));
        cells[*history] = drawn;
        persons -= drawn;
        left -= count;
    }
    cells
}

/// The tables with one person less, one for each history, and how many persons that stands for.
pub fn jackknifed(counts: &Counts) -> Vec<(Vec<u64>, f64)> {
    counts
        .histories()
        .filter(|(_, count)| *count > 0)
        .map(|(history, count)| {
            let mut cells = counts.cells().to_vec();
            cells[usize::from(history)] -= 1;
            (cells, count as f64)
        })
        .collect()
}

/// The interval from estimates that are there already.
pub fn interval(
    estimate: f64,
    estimates: &[Option<f64>],
    jackknife: &[(Option<f64>, f64)],
    level: f64,
) -> Bootstrap {
    let mut values: Vec<f64> = estimates.iter().copied().flatten().collect();
    values.sort_by(f64::total_cmp);
    let failed = estimates.len() - values.len();
    let void = |why| Bootstrap {
        replicates: estimates.len(),
        lower: None,
        upper: None,
        acceleration: None,
        bias: None,
        failed,
        why_not: Some(why),
    };
    if values.is_empty() || failed as f64 > MOST_FAILED * estimates.len() as f64 {
        return void("too many replicates allow no estimate");
    }
    let Some(acceleration) = acceleration(jackknife) else {
        return void("without one of the persons there is no estimate");
    };
    let normal = Normal::standard();
    // A replicate can give the estimate itself by other counts: the last digits must not say on
    // which side it lies.
    let equal = estimate * (1.0 - SAME);
    let below = values.iter().filter(|value| **value < equal).count() as f64 / values.len() as f64;
    if below == 0.0 || below >= 1.0 {
        return void("all replicates lie on one side of the estimate");
    }
    let bias = normal.inverse_cdf(below);
    let limit = |share: f64| {
        let z = bias + normal.inverse_cdf(share);
        quantile(
            &values,
            normal.cdf(bias + z / acceleration.mul_add(-z, 1.0)),
        )
    };
    Bootstrap {
        replicates: estimates.len(),
        lower: Some(limit((1.0 - level) / 2.0)),
        upper: Some(limit(f64::midpoint(1.0, level))),
        acceleration: Some(acceleration),
        bias: Some(bias),
        failed,
        why_not: None,
    }
}

/// `None`: a jackknife table allows no estimate, or all give the same.
fn acceleration(jackknife: &[(Option<f64>, f64)]) -> Option<f64> {
    let values: Vec<(f64, f64)> = jackknife
        .iter()
        .map(|(value, weight)| value.map(|value| (value, *weight)))
        .collect::<Option<_>>()?;
    let total: f64 = values.iter().map(|(_, weight)| weight).sum();
    let mean = values
        .iter()
        .map(|(value, weight)| value * weight)
        .sum::<f64>()
        / total;
    let moment = |power| -> f64 {
        values
            .iter()
            .map(|(value, weight)| weight * (mean - value).powi(power))
            .sum()
    };
    let spread = moment(2);
    (spread > 0.0).then(|| moment(3) / (6.0 * spread.powf(1.5)))
}

/// Type 8 of Hyndman & Fan (1996); `sorted` is not empty.
pub fn quantile(sorted: &[f64], share: f64) -> f64 {
    let place = (sorted.len() as f64 + 1.0 / 3.0).mul_add(share, 1.0 / 3.0);
    let last = sorted.len() - 1;
    if place < 1.0 {
        return sorted[0];
    }
    let low = (place.floor() as usize - 1).min(last);
    let high = (low + 1).min(last);
    (sorted[high] - sorted[low]).mul_add(place.fract(), sorted[low])
}
