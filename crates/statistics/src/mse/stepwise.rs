//! Stepwise choice of two-list effects for sparse data (Chan, Silverman & Vincent, JASA 116, 2021).

use statrs::distribution::{DiscreteCDF, Poisson};

use super::counts::{Observed, Set};
use super::exists::{Checker, Existence};
use super::fit::{Fit, fit};
use super::model::{Model, Shape, pairs};

/// The threshold of the paper.
pub const THRESHOLD: f64 = 0.02;

/// Starts from lists that know nothing of each other; adds, as long as its p-value is below
/// `threshold`, the pair whose overlap surprises the present model most, unless no estimate would
/// exist with it.
///
/// Threshold 0 gives the main effects; 1 gives all pairs when that model exists.
///
/// # Errors
/// The code that says why the main effects alone give no estimate.
pub fn stepwise(
    observed: &Observed,
    threshold: f64,
    checker: &mut Checker,
) -> Result<(Model, Fit), Existence> {
    let every = checker.every_pair_model_exists(observed);
    let mut status = |model: &Model| {
        if every {
            Existence::Good
        } else {
            checker.check(model, observed)
        }
    };
    let mut model = Model::main_effects(observed.lists);
    match status(&model) {
        Existence::Good => {}
        code => return Err(code),
    }
    if threshold >= 1.0 {
        let all: Vec<Set> = pairs(observed.lists).collect();
        let full = Model::generated_by(observed.lists, &all);
        if status(&full) == Existence::Good
            && let Some(best) = fit(observed, &Shape::new(&full, observed), None)
        {
            return Ok((full, best));
        }
    }
    let mut current =
        fit(observed, &Shape::new(&model, observed), None).ok_or(Existence::NoMaximum)?;
    loop {
        let mut candidates: Vec<(f64, Set)> = pairs(observed.lists)
            .filter(|pair| !model.has(*pair))
            .map(|pair| (surprise(&current, observed, pair), pair))
            .filter(|(p, _)| *p < threshold)
            .collect();
        // Stable: of equal p-values the first pair.
        candidates.sort_by(|a, b| a.0.total_cmp(&b.0));
        let Some(next) = candidates
            .iter()
            .map(|(_, pair)| model.with(*pair))
            .find(|next| status(next) == Existence::Good)
        else {
            return Ok((model, current));
        };
        let shape = Shape::new(&next, observed);
        current = fit(observed, &shape, Some(&current.parameters))
            .or_else(|| fit(observed, &shape, None))
            .ok_or(Existence::NoMaximum)?;
        model = next;
    }
}

/// The smaller of both tails: how odd the number on both lists is under the present fit.
fn surprise(fit: &Fit, observed: &Observed, pair: Set) -> f64 {
    let expected = fit.on_all[usize::from(pair)];
    let seen = observed.on_all[usize::from(pair)] as u64;
    let Ok(poisson) = Poisson::new(expected) else {
        // Nobody is expected: none is no surprise, anybody is.
        return if seen == 0 { 1.0 } else { 0.0 };
    };
    let at_most = poisson.cdf(seen);
    let at_least = if seen == 0 { 1.0 } else { poisson.sf(seen - 1) };
    at_most.min(at_least)
}
