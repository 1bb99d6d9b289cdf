//! Bayesian averaging over decomposable graphical models (Madigan & York, Biometrika 84, 1997).
//!
//! Each graph has a hyper-Dirichlet law with weight 2^-k on each of the 2^k histories; the number
//! of persons has a prior proportional to 1/N; the dark figure runs over a grid up to 30 times the
//! observed number. All is exact: no sampling.

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use statrs::function::gamma::ln_gamma;

use super::counts::{Observed, Set};
use super::model::pairs;

/// Up to this many lists: six have 18,154 decomposable graphs, seven 617,675.
pub const MOST_LISTS: usize = 6;

const GRID: usize = 1000;
/// The grid goes up to so many times the observed number.
const REACH: f64 = 30.0;

/// A graph by its cliques, with its share of the belief.
#[derive(Clone, Debug)]
pub struct Weighted {
    /// Sets of lists that all act together.
    pub cliques: Vec<Set>,
    /// Share of the belief, 0 to 1.
    pub weight: f64,
    /// Mean number of persons under this graph alone.
    pub mean: f64,
}

/// What is believed once the counts are known.
pub struct Posterior {
    /// The graphs, the most believed first.
    pub graphs: Vec<Weighted>,
    /// Mean number of persons, over all graphs.
    pub mean: f64,
    /// Number of persons and its probability, ascending.
    pub distribution: Vec<(f64, f64)>,
}

impl Posterior {
    /// Smallest number with at least this share of the belief at or below it.
    pub fn quantile(&self, share: f64) -> f64 {
        let mut below = 0.0;
        for (number, probability) in &self.distribution {
            below += probability;
            if below >= share {
                return *number;
            }
        }
        self.distribution.last().map_or(0.0, |(number, _)| *number)
    }
}

/// Cliques and separators of every decomposable graph on so many lists.
pub fn decomposable(lists: usize) -> Vec<(Vec<Set>, Vec<Set>)> {
    let edges: Vec<Set> = pairs(lists).collect();
    (0..1_u32 << edges.len())
        .filter_map(|chosen| {
            let mut neighbours = vec![0 as Set; lists];
            for (_, edge) in edges
                .iter()
                .enumerate()
                .filter(|(place, _)| chosen >> place & 1 == 1)
            {
                let (low, high) = (edge.trailing_zeros() as usize, edge.ilog2() as usize);
                neighbours[low] |= 1 << high;
                neighbours[high] |= 1 << low;
            }
            split(&neighbours)
        })
        .collect()
}

/// Maximum cardinality search: the cliques in an order in which each meets the earlier ones in a
/// part of one of them, its separator. `None`: the graph has a cycle without a chord.
fn split(neighbours: &[Set]) -> Option<(Vec<Set>, Vec<Set>)> {
    let lists = neighbours.len();
    let (mut cliques, mut separators): (Vec<Set>, Vec<Set>) = (Vec::new(), Vec::new());
    let mut done: Set = 0;
    let mut before: u32 = 0;
    for _ in 0..lists {
        let next = (0..lists)
            .filter(|list| done >> list & 1 == 0)
            .max_by_key(|list| {
                (
                    (neighbours[*list] & done).count_ones(),
                    std::cmp::Reverse(*list),
                )
            })?;
        let earlier = neighbours[next] & done;
        let complete = (0..lists)
            .filter(|list| earlier >> list & 1 == 1)
            .all(|list| earlier & !(1 << list) & !neighbours[list] == 0);
        if !complete {
            return None;
        }
        let size = earlier.count_ones();
        match cliques.last_mut() {
            Some(clique) if size > before => *clique |= 1 << next,
            Some(_) => {
                separators.push(earlier);
                cliques.push(earlier | 1 << next);
            }
            None => cliques.push(1 << next),
        }
        before = size;
        done |= 1 << next;
    }
    Some((cliques, separators))
}

/// The belief over graphs and over the number of persons, given the counts.
///
/// # Panics
/// Never: the grid is not empty.
pub fn posterior(observed: &Observed) -> Posterior {
    let n = observed.total();
    let dark: Vec<f64> = (0..GRID)
        .map(|step| (REACH.mul_add(n, -1.0) * step as f64 / (GRID - 1) as f64 + 1.0).round())
        .collect();
    let graphs = decomposable(observed.lists);
    let logs = logs(observed, &dark, &graphs);
    let top = logs
        .iter()
        .flatten()
        .copied()
        .fold(f64::NEG_INFINITY, f64::max);
    let mut belief = vec![0.0; GRID];
    let mut weighted: Vec<Weighted> = Vec::with_capacity(graphs.len());
    for ((cliques, _), logs) in graphs.into_iter().zip(&logs) {
        let (mut weight, mut mean) = (0.0, 0.0);
        for ((log, dark), belief) in logs.iter().zip(&dark).zip(&mut belief) {
            let share = (log - top).exp();
            *belief += share;
            weight += share;
            mean += share * (n + dark);
        }
        weighted.push(Weighted {
            cliques,
            weight,
            mean: mean / weight,
        });
    }
    let total: f64 = belief.iter().sum();
    for graph in &mut weighted {
        graph.weight /= total;
    }
    weighted.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    let distribution: Vec<(f64, f64)> = dark
        .iter()
        .zip(&belief)
        .map(|(dark, belief)| (n + dark, belief / total))
        .collect();
    let mean = distribution
        .iter()
        .map(|(number, probability)| number * probability)
        .sum();
    Posterior {
        graphs: weighted,
        mean,
        distribution,
    }
}

/// For each graph, the logarithm of its belief at each dark figure, up to a constant: the prior,
/// with the marginals of its cliques and without those of its separators.
fn logs(observed: &Observed, dark: &[f64], graphs: &[(Vec<Set>, Vec<Set>)]) -> Vec<Vec<f64>> {
    let n = observed.total();
    let marginals: Vec<Vec<f64>> = (0..1_usize << observed.lists)
        .into_par_iter()
        .map(|set| {
            dark.iter()
                .map(|dark| ln_marginal(observed, set as Set, *dark))
                .collect()
        })
        .collect();
    let prior: Vec<f64> = dark
        .iter()
        .map(|dark| ln_gamma(n + dark + 1.0) - ln_gamma(dark + 1.0) - (n + dark).ln())
        .collect();
    graphs
        .par_iter()
        .map(|(cliques, separators)| {
            let mut logs = prior.clone();
            for (sets, sign) in [(cliques, 1.0), (separators, -1.0)] {
                for set in sets.iter().filter(|set| **set != 0) {
                    for (log, marginal) in logs.iter_mut().zip(&marginals[usize::from(*set)]) {
                        *log += sign * marginal;
                    }
                }
            }
            logs
        })
        .collect()
}

/// Logarithm of the marginal likelihood of the table over the lists of `set`.
fn ln_marginal(observed: &Observed, set: Set, dark: f64) -> f64 {
    let mut table: FxHashMap<usize, f64> = FxHashMap::default();
    for (history, count) in observed.cells.iter().enumerate() {
        *table.entry(history & usize::from(set)).or_default() += count;
    }
    *table.entry(0).or_default() += dark;
    let prior = 0.5_f64.powi(set.count_ones().cast_signed());
    let mut cells: Vec<(usize, f64)> = table.into_iter().collect();
    cells.sort_unstable_by_key(|(cell, _)| *cell);
    let known: f64 = cells
        .iter()
        .map(|(_, count)| ln_gamma(count + prior) - ln_gamma(prior))
        .sum();
    known - ln_gamma(observed.total() + dark + 1.0)
}
