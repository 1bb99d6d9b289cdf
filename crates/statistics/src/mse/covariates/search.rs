//! The search for a model over lists and covariates, and what it says of each group.

use nalgebra::{Cholesky, DMatrix, DVector, Dyn};
use rayon::prelude::*;
use serde::Serialize;
use statrs::distribution::{ContinuousCDF, Normal};

use super::Group;
use super::design::{Design, Table, Term};
use crate::mse::exists::{Existence, Matrix, existence_of};
use crate::mse::fit::worse;

/// What a parameter costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Criterion {
    /// Two for each parameter (Akaike 1974).
    Aic,
    /// The logarithm of the number of observed persons (Schwarz 1978).
    Bic,
}

/// Where the search ended.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Terms of the model that was chosen.
    pub terms: Vec<Term>,
    /// Persons in all.
    pub estimate: f64,
    /// Lower limit of the interval.
    pub lower: f64,
    /// Upper limit of the interval.
    pub upper: f64,
    /// Of the model that was chosen.
    pub aic: f64,
    /// Of the model that was chosen.
    pub bic: f64,
    /// Persons in each group of each covariate.
    pub groups: Vec<Group>,
    /// Terms the search would have taken, had an estimate existed with them.
    pub refused: Vec<Term>,
}

/// Adds or drops the term that lowers the criterion most, until none does. A term goes in only with
/// the main effects of its variables, and only when an estimate exists with it.
///
/// # Errors
/// The code that says why the main effects give no estimate.
pub fn search(table: &Table, criterion: Criterion, level: f64) -> Result<Outcome, Existence> {
    let count = table.variables.len();
    let price = match criterion {
        Criterion::Aic => 2.0,
        Criterion::Bic => (table.observed() as f64).ln(),
    };
    let mut terms: Vec<Term> = (0..count).map(|variable| vec![variable]).collect();
    match exists(&Design::new(table, &terms)) {
        Existence::Good => {}
        code => return Err(code),
    }
    let mut refused: Vec<Term> = Vec::new();
    let mut current = Fitted::of(table, &terms, None).ok_or(Existence::NoMaximum)?;
    loop {
        let mut moves: Vec<(f64, Vec<Term>, Fitted)> = neighbours(count, &terms)
            .into_par_iter()
            .filter_map(|next| {
                let start = current.carried_to(table, &terms, &next);
                let fitted = Fitted::of(table, &next, Some(&start))
                    .or_else(|| Fitted::of(table, &next, None))?;
                let cost = fitted.cost(price);
                (cost < current.cost(price) - 1e-7).then_some((cost, next, fitted))
            })
            .collect();
        moves.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut taken = false;
        for (_, next, fitted) in moves {
            if exists(&fitted.design) == Existence::Good {
                (terms, current, taken) = (next, fitted, true);
                break;
            }
            if let Some(term) = next.iter().find(|term| !terms.contains(term))
                && !refused.contains(term)
            {
                refused.push(term.clone());
            }
        }
        if !taken {
            break;
        }
    }
    refused.retain(|term| !terms.contains(term));
    Ok(current.outcome(table, terms, refused, level))
}

/// Models one term away. A variable leaves only after all pairs with it; lists never leave.
fn neighbours(count: usize, terms: &[Term]) -> Vec<Vec<Term>> {
    let mut found = Vec::new();
    for a in 0..count {
        let single = vec![a];
        if !terms.contains(&single) {
            found.push([terms, &[single]].concat());
        }
        for b in a + 1..count {
            let pair = vec![a, b];
            if !terms.contains(&pair) && terms.contains(&vec![a]) && terms.contains(&vec![b]) {
                found.push([terms, &[pair]].concat());
            }
        }
    }
    for term in terms {
        let needed = terms
            .iter()
            .any(|other| other != term && term.iter().all(|part| other.contains(part)));
        if !needed {
            found.push(
                terms
                    .iter()
                    .filter(|other| *other != term)
                    .cloned()
                    .collect(),
            );
        }
    }
    found
}

fn exists(design: &Design) -> Existence {
    existence_of(&Matrix::new(
        design
            .rows
            .iter()
            .map(|(row, count)| (row.clone(), *count > 0)),
    ))
}

/// Non-zero entries of a row.
type Sparse = Vec<(usize, f64)>;

struct Fitted {
    parameters: DVector<f64>,
    log_likelihood: f64,
    information: Cholesky<f64, Dyn>,
    design: Design,
}

impl Fitted {
    fn of(table: &Table, terms: &[Term], start: Option<&[f64]>) -> Option<Self> {
        let design = Design::new(table, terms);
        let rows: Vec<(Sparse, f64)> = design
            .rows
            .iter()
            .map(|(row, count)| (sparse(row), *count as f64))
            .collect();
        let width = design.live.len();
        let mut parameters = match start {
            Some(start) => {
                DVector::from_iterator(width, design.live.iter().map(|column| start[*column]))
            }
            None => {
                solve(&rows, width, |count, _| {
                    let mean = count + 0.1;
                    (mean, mean.mul_add(mean.ln(), count - mean))
                })?
                .0
            }
        };
        let mut before = f64::NEG_INFINITY;
        for _ in 0..100 {
            let (step, information, gain) = newton(&rows, width, &parameters)?;
            let mut share = 1.0;
            let mut next = &parameters + &step;
            let mut likelihood = log_likelihood(&rows, &next);
            while before.is_finite() && worse(likelihood, before) {
                share /= 2.0;
                if share < 1e-6 {
                    return None;
                }
                next = &parameters + &step * share;
                likelihood = log_likelihood(&rows, &next);
            }
            parameters = next;
            before = likelihood;
            if gain < 1e-9 {
                let constant: f64 = table
                    .cells
                    .iter()
                    .map(|(_, count)| statrs::function::factorial::ln_factorial(*count))
                    .sum();
                let log_likelihood = likelihood - constant;
                return Some(Self {
                    parameters,
                    log_likelihood,
                    information,
                    design,
                });
            }
        }
        None
    }

    fn cost(&self, price: f64) -> f64 {
        price.mul_add(self.design.width as f64, -2.0 * self.log_likelihood)
    }

    /// These parameters as a start for a near model: a value for each of its columns.
    fn carried_to(&self, table: &Table, from: &[Term], to: &[Term]) -> Vec<f64> {
        let mut known = vec![0.0; self.design.width];
        for (column, value) in self.design.live.iter().zip(self.parameters.iter()) {
            known[*column] = *value;
        }
        let width = |term: &Term| table.columns(term, &table.cells[0].0).len();
        let mut start = vec![known[0]];
        for term in to {
            let place = from
                .iter()
                .position(|other| other == term)
                .map(|place| 1 + from[..place].iter().map(width).sum::<usize>());
            start.extend(
                (0..width(term)).map(|offset| place.map_or(0.0, |place| known[place + offset])),
            );
        }
        start
    }

    fn outcome(&self, table: &Table, terms: Vec<Term>, refused: Vec<Term>, level: f64) -> Outcome {
        let dark: Vec<(&[usize], Sparse)> = self
            .design
            .dark
            .iter()
            .map(|(cell, row)| (table.cells[*cell].0.as_slice(), sparse(row)))
            .collect();
        let observed = |group: &dyn Fn(&[usize]) -> bool| -> u64 {
            table
                .cells
                .iter()
                .filter(|(levels, _)| group(levels))
                .map(|(_, count)| count)
                .sum()
        };
        let estimate = |group: &dyn Fn(&[usize]) -> bool| {
            let rows: Vec<&Sparse> = dark
                .iter()
                .filter(|(levels, _)| group(levels))
                .map(|(_, row)| row)
                .collect();
            self.interval(&rows, observed(group) as f64, level)
        };
        let mut groups = Vec::new();
        for (place, variable) in table
            .variables
            .iter()
            .enumerate()
            .filter(|(place, _)| !table.is_list(*place))
        {
            for (number, name) in variable.levels().into_iter().enumerate() {
                let group = |levels: &[usize]| levels[place] == number;
                let (estimate, lower, upper) = estimate(&group);
                groups.push(Group {
                    variable: variable.name().to_owned(),
                    level: name,
                    observed: observed(&group),
                    estimate,
                    lower,
                    upper,
                });
            }
        }
        let (total, lower, upper) = estimate(&|_| true);
        Outcome {
            estimate: total,
            lower,
            upper,
            aic: self.cost(2.0),
            bic: self.cost((table.observed() as f64).ln()),
            groups,
            terms,
            refused,
        }
    }

    /// Estimate and Wald limits on the logarithm of the dark figure of these rows (delta method).
    fn interval(&self, rows: &[&Sparse], observed: f64, level: f64) -> (f64, f64, f64) {
        let mut gradient = DVector::zeros(self.parameters.len());
        let mut dark = 0.0;
        for row in rows {
            let mean = linear(row, &self.parameters).exp();
            dark += mean;
            for (column, value) in *row {
                gradient[*column] += mean * value;
            }
        }
        let spread = gradient.dot(&self.information.solve(&gradient)).sqrt();
        let width = Normal::standard().inverse_cdf(f64::midpoint(1.0, level)) * spread / dark;
        (
            observed + dark,
            observed + dark * (-width).exp(),
            observed + dark * width.exp(),
        )
    }
}

fn sparse(row: &[i64]) -> Sparse {
    row.iter()
        .enumerate()
        .filter(|(_, value)| **value != 0)
        .map(|(column, value)| (column, *value as f64))
        .collect()
}

fn linear(row: &Sparse, parameters: &DVector<f64>) -> f64 {
    row.iter()
        .map(|(column, value)| value * parameters[*column])
        .sum()
}

fn log_likelihood(rows: &[(Sparse, f64)], parameters: &DVector<f64>) -> f64 {
    rows.iter()
        .map(|(row, count)| {
            let log = linear(row, parameters);
            count.mul_add(log, -log.exp())
        })
        .sum()
}

/// Solves the weighted normal equations; `weigh` gives weight and weighted target from the count
/// and the row.
fn solve(
    rows: &[(Sparse, f64)],
    width: usize,
    weigh: impl Fn(f64, &Sparse) -> (f64, f64),
) -> Option<(DVector<f64>, Cholesky<f64, Dyn>, f64)> {
    let mut matrix = DMatrix::zeros(width, width);
    let mut right = DVector::zeros(width);
    for (row, count) in rows {
        let (weight, target) = weigh(*count, row);
        for (place, (column, value)) in row.iter().enumerate() {
            right[*column] += target * value;
            for (other, second) in &row[..=place] {
                matrix[(*column, *other)] += weight * value * second;
            }
        }
    }
    let cholesky = Cholesky::new(matrix)?;
    let solution = cholesky.solve(&right);
    let gain: f64 = right.dot(&solution);
    gain.is_finite().then_some((solution, cholesky, gain))
}

fn newton(
    rows: &[(Sparse, f64)],
    width: usize,
    parameters: &DVector<f64>,
) -> Option<(DVector<f64>, Cholesky<f64, Dyn>, f64)> {
    solve(rows, width, |count, row| {
        let mean = linear(row, parameters).exp();
        (mean, count - mean)
    })
}
