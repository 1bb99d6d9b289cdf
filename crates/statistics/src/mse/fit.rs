//! Maximum likelihood by iteratively reweighted least squares.
//!
//! The design is "set within history", so the normal matrix needs no products: its entry for sets
//! `a` and `b` is the expected number of persons on all lists of both, read from one table of sums
//! over supersets.

use nalgebra::{Cholesky, DMatrix, DVector, Dyn};

use super::counts::{Observed, sum_over_subsets, sum_over_supersets};
use super::model::Shape;

/// A fitted model.
#[derive(Clone, Debug)]
pub struct Fit {
    /// Parameter per set; 0 where the set is not in the model.
    pub(crate) parameters: Vec<f64>,
    /// Expected persons on all lists of the set.
    pub(crate) on_all: Vec<f64>,
    /// Expected number of persons on no list at all.
    pub dark: f64,
    /// Logarithm of the likelihood at its maximum (Poisson, the factorials of the counts included).
    pub log_likelihood: f64,
}

const MOST_ROUNDS: usize = 200;
/// Twice the likelihood still to gain when the last step is taken; what is left after it is its
/// square.
const GOOD_ENOUGH: f64 = 1e-9;

/// `None`: no convergence, as happens where no finite maximum exists.
/// `start`: parameters of a near model, to begin from.
pub fn fit(observed: &Observed, shape: &Shape, start: Option<&[f64]>) -> Option<Fit> {
    let mut at = match start {
        Some(parameters) => Point::at(observed, shape, parameters.to_vec()),
        None => cold(observed, shape)?,
    };
    for _ in 0..MOST_ROUNDS {
        let (step, gain) = newton(observed, shape, &at)?;
        let mut next = at.moved(observed, shape, &step, 1.0);
        let mut part = 1.0;
        // Far from the top a whole step may overshoot.
        while worse(next.log_likelihood, at.log_likelihood) {
            part /= 2.0;
            if part < 1e-6 {
                return None;
            }
            next = at.moved(observed, shape, &step, part);
        }
        at = next;
        if gain < GOOD_ENOUGH {
            return Some(Fit {
                dark: at.parameters[0].exp(),
                parameters: at.parameters,
                on_all: at.on_all,
                log_likelihood: at.log_likelihood - observed.ln_factorials,
            });
        }
    }
    None
}

/// Variance of the logarithm of the dark figure: the inverse of the information matrix, first
/// entry.
pub fn variance_of_log_dark(fit: &Fit, shape: &Shape) -> Option<f64> {
    let mut unit = DVector::zeros(shape.kept.len());
    unit[0] = 1.0;
    normal_matrix(shape, &fit.on_all)?.solve_mut(&mut unit);
    Some(unit[0])
}

/// Lower than before, by more than rounding; or no number at all.
pub(super) fn worse(likelihood: f64, before: f64) -> bool {
    likelihood.is_nan() || likelihood < before - 1e-9 * before.abs()
}

struct Point {
    parameters: Vec<f64>,
    on_all: Vec<f64>,
    log_likelihood: f64,
}

impl Point {
    fn at(observed: &Observed, shape: &Shape, parameters: Vec<f64>) -> Self {
        let mut means = parameters.clone();
        sum_over_subsets(&mut means);
        let mut log_likelihood = 0.0;
        for (history, mean) in means.iter_mut().enumerate() {
            if shape.alive.has(history) {
                let log = *mean;
                *mean = log.exp();
                log_likelihood += observed.cells[history].mul_add(log, -*mean);
            } else {
                *mean = 0.0;
            }
        }
        sum_over_supersets(&mut means);
        Self {
            parameters,
            on_all: means,
            log_likelihood,
        }
    }

    fn moved(&self, observed: &Observed, shape: &Shape, step: &DVector<f64>, part: f64) -> Self {
        let mut parameters = self.parameters.clone();
        for (set, change) in shape.kept.iter().zip(step.iter()) {
            parameters[usize::from(*set)] += part * change;
        }
        Self::at(observed, shape, parameters)
    }
}

fn normal_matrix(shape: &Shape, on_all: &[f64]) -> Option<Cholesky<f64, Dyn>> {
    let size = shape.kept.len();
    let matrix = DMatrix::from_fn(size, size, |row, column| {
        if row < column {
            0.0
        } else {
            on_all[usize::from(shape.kept[row] | shape.kept[column])]
        }
    });
    Cholesky::new(matrix)
}

/// The step, and twice the likelihood it promises.
fn newton(observed: &Observed, shape: &Shape, at: &Point) -> Option<(DVector<f64>, f64)> {
    let score = DVector::from_iterator(
        shape.kept.len(),
        shape
            .kept
            .iter()
            .map(|set| observed.on_all[usize::from(*set)] - at.on_all[usize::from(*set)]),
    );
    let mut step = score.clone();
    normal_matrix(shape, &at.on_all)?.solve_mut(&mut step);
    let gain = score.dot(&step);
    gain.is_finite().then_some((step, gain))
}

/// One weighted least squares from means of count + 0.1.
fn cold(observed: &Observed, shape: &Shape) -> Option<Point> {
    let size = observed.cells.len();
    let mut weights = vec![0.0; size];
    let mut targets = vec![0.0; size];
    for history in (1..size).filter(|history| shape.alive.has(*history)) {
        let count = observed.cells[history];
        let mean = count + 0.1;
        weights[history] = mean;
        targets[history] = mean.mul_add(mean.ln(), count - mean);
    }
    sum_over_supersets(&mut weights);
    sum_over_supersets(&mut targets);
    let mut solved = DVector::from_iterator(
        shape.kept.len(),
        shape.kept.iter().map(|set| targets[usize::from(*set)]),
    );
    normal_matrix(shape, &weights)?.solve_mut(&mut solved);
    let mut parameters = vec![0.0; size];
    for (set, value) in shape.kept.iter().zip(solved.iter()) {
        parameters[usize::from(*set)] = *value;
    }
    Some(Point::at(observed, shape, parameters))
}
