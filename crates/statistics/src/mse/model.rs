//! A hierarchical log-linear model: which lists act together.

use super::counts::{Bits, Counts, Observed, Set};

/// The terms of a model: every list by itself, and the sets of lists that act together.
/// Hierarchical: with a set all its parts. The intercept is not written.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Model {
    terms: Vec<Set>,
}

impl Model {
    /// Lists that know nothing of each other.
    #[must_use]
    pub fn main_effects(lists: usize) -> Self {
        Self {
            terms: (0..lists).map(|list| 1 << list).collect(),
        }
    }

    /// Main effects and these sets with all their parts.
    #[must_use]
    pub fn generated_by(lists: usize, sets: &[Set]) -> Self {
        let mut model = Self::main_effects(lists);
        for set in sets {
            let mut part = *set;
            while part != 0 {
                model.terms.push(part);
                part = (part - 1) & set;
            }
        }
        model.settle();
        model
    }

    /// From terms that are known to be hierarchical.
    pub(crate) fn of_terms(terms: Vec<Set>) -> Self {
        let mut model = Self { terms };
        model.settle();
        model
    }

    fn settle(&mut self) {
        self.terms.sort_unstable_by_key(|term| {
            (term.count_ones(), std::cmp::Reverse(term.reverse_bits()))
        });
        self.terms.dedup();
    }

    /// The same with one term more; its parts must be there already.
    #[must_use]
    pub fn with(&self, set: Set) -> Self {
        let mut model = self.clone();
        model.terms.push(set);
        model.settle();
        model
    }

    /// The terms, small sets first.
    pub fn terms(&self) -> &[Set] {
        &self.terms
    }

    /// The set is a term.
    pub fn has(&self, set: Set) -> bool {
        self.terms.contains(&set)
    }

    /// The sets of more than one list that are in no larger set of the model, and the lists that
    /// stand alone: `[12,13,4]` in the papers.
    pub fn generators(&self) -> Vec<Set> {
        self.terms
            .iter()
            .copied()
            .filter(|set| {
                !self
                    .terms
                    .iter()
                    .any(|other| other != set && other & set == *set)
            })
            .collect()
    }

    /// Two-list effects that are estimated, and those whose lists share nobody (minus infinity).
    pub fn pairs(&self, counts: &Counts) -> (Vec<Set>, Vec<Set>) {
        self.terms
            .iter()
            .filter(|set| set.count_ones() == 2)
            .partition(|set| counts.on_all(**set) > 0)
    }

    /// Parameters, the intercept and those at minus infinity included.
    pub fn parameters(&self) -> usize {
        self.terms.len() + 1
    }
}

/// All pairs of lists, in lexicographic order.
pub fn pairs(lists: usize) -> impl Iterator<Item = Set> {
    (0..lists).flat_map(move |a| (a + 1..lists).map(move |b| (1 << a) | (1 << b)))
}

/// A set by the names of its lists: `LA:NG`.
pub fn name(set: Set, lists: &[Box<str>]) -> String {
    let names: Vec<&str> = lists
        .iter()
        .enumerate()
        .filter(|(list, _)| set >> list & 1 == 1)
        .map(|(_, name)| name.as_ref())
        .collect();
    names.join(":")
}

/// A model on counts: a term whose lists share nobody is at minus infinity; it leaves the formula,
/// and every history that contains it leaves the data (its fitted value is 0).
#[derive(Clone, Debug)]
pub struct Shape {
    /// Sets with a finite parameter, the intercept (0) first.
    pub(crate) kept: Vec<Set>,
    /// Histories that stay.
    pub(crate) alive: Bits,
}

impl Shape {
    /// The model as these counts let it be fitted.
    #[must_use]
    pub fn new(model: &Model, observed: &Observed) -> Self {
        let empty: Vec<Set> = model
            .terms
            .iter()
            .copied()
            .filter(|set| observed.on_all[usize::from(*set)] == 0.0)
            .collect();
        let size = observed.cells.len();
        let alive = (1..size)
            .filter(|history| {
                !empty
                    .iter()
                    .any(|set| *history & usize::from(*set) == usize::from(*set))
            })
            .fold(Bits::new(size), Bits::with);
        let kept = std::iter::once(0)
            .chain(
                model
                    .terms
                    .iter()
                    .copied()
                    .filter(|set| observed.on_all[usize::from(*set)] > 0.0),
            )
            .collect();
        Self { kept, alive }
    }
}
