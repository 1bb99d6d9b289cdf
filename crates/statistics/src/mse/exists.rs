//! Does a maximum likelihood estimate exist, and is it the only one? (Fienberg & Rinaldo 2012)
//!
//! Both questions are answered exactly. With the histories somebody has (P) and those nobody has
//! (Z) a finite maximum exists unless a direction of the parameters leaves P as it is and only
//! raises within Z. When the design on P alone has full rank there is no such direction, and the
//! estimate is unique as well; that settles nearly every case by whole-number elimination. For the
//! rest a linear programme is asked for the largest total rise within Z, each at most 1: the answer
//! is 0 or at least 1, so rounding cannot tip it.

use microlp::{ComparisonOp, OptimizationDirection, Problem};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::counts::{Bits, Observed, Set};
use super::model::{Model, Shape, pairs};

/// The codes of the literature: 0 good, 1 no maximum, 2 more than one, 3 both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "u8", try_from = "u8")]
#[repr(u8)]
pub enum Existence {
    /// There is one estimate.
    Good = 0,
    /// The likelihood has no finite maximum.
    NoMaximum = 1,
    /// There is more than one estimate.
    NotIdentifiable = 2,
    /// Neither a finite maximum nor one answer.
    Neither = 3,
}

impl From<Existence> for u8 {
    fn from(code: Existence) -> Self {
        code as Self
    }
}

impl TryFrom<u8> for Existence {
    type Error = String;

    fn try_from(code: u8) -> Result<Self, String> {
        [
            Self::Good,
            Self::NoMaximum,
            Self::NotIdentifiable,
            Self::Neither,
        ]
        .get(usize::from(code))
        .copied()
        .ok_or_else(|| format!("{code}: an existence code is 0, 1, 2 or 3"))
    }
}

/// Answers, remembered: they depend on the data only through which histories occur.
#[derive(Default)]
pub struct Checker {
    known: FxHashMap<(Bits, Box<[Set]>), Existence>,
    /// Per pattern of histories: does every two-list model exist?
    all_pairs: FxHashMap<Bits, bool>,
}

impl Checker {
    /// Whether the estimate of this model on these counts exists and is unique; looked up when it
    /// was asked before.
    pub fn check(&mut self, model: &Model, observed: &Observed) -> Existence {
        let key = (observed.positive.clone(), model.terms().into());
        if let Some(known) = self.known.get(&key) {
            return *known;
        }
        let code = existence(&Shape::new(model, observed), observed);
        self.known.insert(key, code);
        code
    }

    /// Dropping terms from a model whose design has full rank on P keeps the rank, so when it holds
    /// with all pairs it holds for every choice of pairs.
    pub fn every_pair_model_exists(&mut self, observed: &Observed) -> bool {
        if let Some(known) = self.all_pairs.get(&observed.positive) {
            return *known;
        }
        let all: Vec<Set> = pairs(observed.lists).collect();
        let shape = Shape::new(&Model::generated_by(observed.lists, &all), observed);
        let holds = full_rank_on_positive(&shape, observed);
        self.all_pairs.insert(observed.positive.clone(), holds);
        holds
    }
}

/// Whether the estimate of this model on these counts exists and is unique.
pub fn existence(shape: &Shape, observed: &Observed) -> Existence {
    let rows = (1..observed.cells.len())
        .filter(|cell| shape.alive.has(*cell))
        .map(|cell| (row(cell, &shape.kept), observed.positive.has(cell)));
    existence_of(&Matrix::new(rows))
}

/// The design has full rank on the histories somebody has: then the estimate exists and is unique.
pub fn full_rank_on_positive(shape: &Shape, observed: &Observed) -> bool {
    // A history somebody has never leaves the data.
    let rows: Vec<Vec<i64>> = (1..observed.cells.len())
        .filter(|cell| observed.positive.has(*cell))
        .map(|cell| row(cell, &shape.kept))
        .collect();
    rows.len() >= shape.kept.len() && rank(&rows) == shape.kept.len()
}

fn row(cell: usize, columns: &[Set]) -> Vec<i64> {
    columns
        .iter()
        .map(|set| i64::from(cell & usize::from(*set) == usize::from(*set)))
        .collect()
}

/// A design of whole numbers, its rows parted into those with a count and those without.
pub struct Matrix {
    positive: Vec<Vec<i64>>,
    zero: Vec<Vec<i64>>,
}

impl Matrix {
    /// Rows with whether anybody is counted in them.
    pub fn new(rows: impl Iterator<Item = (Vec<i64>, bool)>) -> Self {
        let (positive, zero): (Vec<_>, Vec<_>) = rows.partition(|(_, positive)| *positive);
        let rows = |rows: Vec<(Vec<i64>, bool)>| rows.into_iter().map(|(row, _)| row).collect();
        Self {
            positive: rows(positive),
            zero: rows(zero),
        }
    }
}

/// The same question for any design of whole numbers.
pub fn existence_of(matrix: &Matrix) -> Existence {
    let width = matrix
        .positive
        .first()
        .or_else(|| matrix.zero.first())
        .map_or(0, Vec::len);
    if matrix.positive.len() >= width && rank(&matrix.positive) == width {
        return Existence::Good;
    }
    let all: Vec<Vec<i64>> = [matrix.positive.as_slice(), matrix.zero.as_slice()].concat();
    match (rises_within_zero(matrix, width), rank(&all) == width) {
        (false, true) => Existence::Good,
        (true, true) => Existence::NoMaximum,
        (false, false) => Existence::NotIdentifiable,
        (true, false) => Existence::Neither,
    }
}

/// Primes near 2^31. A minor of a 0/1 matrix with 56 columns (10 lists, all pairs) stays below
/// 2^110, the product of four of these is above 2^123: one of them divides no given minor, so the
/// largest rank is exact.
const PRIMES: [u64; 4] = [2_147_483_647, 2_147_483_629, 2_147_483_587, 2_147_483_579];

fn rank(rows: &[Vec<i64>]) -> usize {
    let most = rows.len().min(rows.first().map_or(0, Vec::len));
    let mut best = 0;
    for prime in PRIMES {
        best = best.max(rank_modulo(rows, prime));
        if best == most {
            break;
        }
    }
    best
}

fn rank_modulo(rows: &[Vec<i64>], prime: u64) -> usize {
    let width = rows.first().map_or(0, Vec::len);
    // Rows already in echelon form, each scaled to a leading 1, by the column it leads.
    let mut lead: Vec<Option<Vec<u64>>> = vec![None; width];
    let mut rank = 0;
    for row in rows {
        let mut row: Vec<u64> = row
            .iter()
            .map(|value| value.rem_euclid(prime.cast_signed()).cast_unsigned())
            .collect();
        for column in 0..width {
            if row[column] == 0 {
                continue;
            }
            if let Some(above) = &lead[column] {
                let factor = prime - row[column];
                for (value, other) in row[column..].iter_mut().zip(&above[column..]) {
                    if *other != 0 {
                        *value = (*value + factor * other) % prime;
                    }
                }
            } else {
                let inverse = power(row[column], prime - 2, prime);
                for value in &mut row[column..] {
                    *value = *value * inverse % prime;
                }
                lead[column] = Some(row);
                rank += 1;
                break;
            }
        }
        if rank == width {
            break;
        }
    }
    rank
}

fn power(mut base: u64, mut exponent: u64, prime: u64) -> u64 {
    let mut result = 1;
    while exponent > 0 {
        if exponent & 1 == 1 {
            result = result * base % prime;
        }
        base = base * base % prime;
        exponent >>= 1;
    }
    result
}

fn rises_within_zero(matrix: &Matrix, width: usize) -> bool {
    if matrix.zero.is_empty() {
        return false;
    }
    let mut problem = Problem::new(OptimizationDirection::Maximize);
    let direction: Vec<_> = (0..width)
        .map(|_| problem.add_var(0.0, (f64::NEG_INFINITY, f64::INFINITY)))
        .collect();
    let terms = |row: &[i64]| {
        row.iter()
            .zip(&direction)
            .filter(|(value, _)| **value != 0)
            .map(|(value, variable)| (*variable, *value as f64))
            .collect::<Vec<_>>()
    };
    for row in &matrix.positive {
        problem.add_constraint(terms(row), ComparisonOp::Eq, 0.0);
    }
    for row in &matrix.zero {
        let rise = problem.add_var(1.0, (0.0, 1.0));
        let mut terms = terms(row);
        terms.push((rise, -1.0));
        problem.add_constraint(terms, ComparisonOp::Eq, 0.0);
    }
    // A programme that cannot be solved is no proof that the estimate exists.
    problem
        .solve()
        .ok()
        .and_then(|outcome| outcome.solution().map(microlp::Solution::objective))
        .is_none_or(|total| total > 0.5)
}
