//! When no estimate may be given, and what an honest statistician says beside one.
//!
//! Rules without a number come from the papers (Fienberg & Rinaldo 2012; Chan, Silverman & Vincent
//! 2021). The numbers in [`Bounds`] are proposals of this project, not from a paper: they are in
//! one place to be changed.

use serde::Serialize;

use super::bootstrap::Bootstrap;
use super::counts::{Counts, Set};
use super::exists::Existence;

/// The numbers behind the rules: proposals of this project.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// An estimate needs so many observed persons.
    pub fewest_persons: u64,
    /// An estimate needs so many persons on two lists or more.
    pub fewest_on_two_lists: u64,
    /// Upper limit divided by lower limit.
    pub widest_interval: f64,
    /// Below this share on two lists or more, overlaps are few.
    pub thin_overlap: f64,
    /// Above this share of all persons on one list, it dominates.
    pub dominating_list: f64,
}

impl Default for Bounds {
    fn default() -> Self {
        Self {
            fewest_persons: 100,
            fewest_on_two_lists: 10,
            widest_interval: 10.0,
            thin_overlap: 0.10,
            dominating_list: 0.60,
        }
    }
}

/// Why an estimate may not be used.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "rule", rename_all = "snake_case")]
pub enum Refusal {
    /// Code 1, 2 or 3: there is no estimate.
    NoEstimate {
        /// Which code.
        existence: Existence,
    },
    /// Fewer than three lists that have persons on them.
    TooFewLists {
        /// How many have.
        lists: usize,
    },
    /// Everybody on one list is on the other: it tells nothing of its own.
    ListWithinList {
        /// Name of the list that tells nothing.
        inner: String,
        /// Name of the list that has everybody of it.
        outer: String,
    },
    /// See [`Bounds::fewest_persons`].
    TooFewPersons {
        /// Persons on at least one list.
        observed: u64,
        /// How many there must be.
        expected: u64,
    },
    /// See [`Bounds::fewest_on_two_lists`].
    TooFewOnTwoLists {
        /// Persons on two lists or more.
        persons: u64,
        /// How many there must be.
        expected: u64,
    },
    /// Effects of two lists are fitted, but no three lists overlap each other.
    NoTripleOverlaps,
    /// More than one in ten replicates allowed no estimate.
    ReplicatesFail {
        /// Replicates without an estimate.
        failed: usize,
        /// Replicates in all.
        replicates: usize,
    },
    /// Upper limit more than so many times the lower.
    IntervalTooWide {
        /// Upper limit divided by lower limit.
        times: f64,
        /// At most this; see [`Bounds::widest_interval`].
        expected: f64,
    },
}

/// What must be said beside every estimate, and what these data call for.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "warning", rename_all = "snake_case")]
pub enum Warning {
    /// Nobody comes, goes, or is on a list by mistake: never quite true.
    ClosedPopulation,
    /// Persons are taken to be linked without error; a missed link raises the estimate.
    ExactLinkage,
    /// Whitehead, Jackson, Balch & Francis (2021): lists of victims are selected; certainty looks
    /// larger than it is.
    SelectedLists,
    /// See [`Bounds::thin_overlap`].
    FewOverlaps {
        /// Persons on two lists or more.
        persons: u64,
        /// Of all observed persons, 0 to 1.
        share: f64,
    },
    /// See [`Bounds::dominating_list`].
    OneListDominates {
        /// Name of the list.
        list: String,
        /// Of all observed persons, 0 to 1.
        share: f64,
    },
    /// The upper limit is more than [`Bounds::widest_interval`] times the lower.
    IntervalOverAnOrder {
        /// Upper limit divided by lower limit.
        times: f64,
    },
    /// Two lists that share nobody: their effect is at minus infinity.
    EmptyPairs {
        /// `A:B`.
        pairs: Vec<String>,
    },
}

/// At least three lists with persons, none within another.
pub fn three_lists_that_differ(counts: &Counts) -> Vec<Refusal> {
    let filled: Vec<usize> = (0..counts.lists().len())
        .filter(|list| counts.on_all(1 << list) > 0)
        .collect();
    let mut refusals = Vec::new();
    if filled.len() < 3 {
        refusals.push(Refusal::TooFewLists {
            lists: filled.len(),
        });
    }
    for inner in &filled {
        for outer in filled.iter().filter(|outer| *outer != inner) {
            let both = counts.on_all((1 << inner) | (1 << outer));
            let within = both == counts.on_all(1 << inner);
            // Two equal lists are told once.
            let equal = both == counts.on_all(1 << outer);
            if within && !(equal && outer < inner) {
                refusals.push(Refusal::ListWithinList {
                    inner: counts.lists()[*inner].to_string(),
                    outer: counts.lists()[*outer].to_string(),
                });
            }
        }
    }
    refusals
}

/// Enough persons, and enough of them on two lists or more.
pub fn enough_persons_and_overlap(counts: &Counts, bounds: Bounds) -> Vec<Refusal> {
    let mut refusals = Vec::new();
    if counts.observed() < bounds.fewest_persons {
        refusals.push(Refusal::TooFewPersons {
            observed: counts.observed(),
            expected: bounds.fewest_persons,
        });
    }
    let persons = on_two_lists(counts);
    if persons < bounds.fewest_on_two_lists {
        refusals.push(Refusal::TooFewOnTwoLists {
            persons,
            expected: bounds.fewest_on_two_lists,
        });
    }
    refusals
}

/// When effects of two lists are fitted, three lists must overlap each other.
pub fn three_lists_overlap_each_other(counts: &Counts, effects: bool) -> Option<Refusal> {
    let lists = counts.lists().len();
    let overlap = |a: usize, b: usize| counts.on_all((1 << a) | (1 << b)) > 0;
    let triple = (0..lists).any(|a| {
        (a + 1..lists)
            .any(|b| (b + 1..lists).any(|c| overlap(a, b) && overlap(a, c) && overlap(b, c)))
    });
    (effects && !triple).then_some(Refusal::NoTripleOverlaps)
}

/// At most one in ten replicates fails.
pub fn replicates_hold(bootstrap: &Bootstrap) -> Option<Refusal> {
    (bootstrap.failed as f64 > super::bootstrap::MOST_FAILED * bootstrap.replicates as f64)
        .then_some(Refusal::ReplicatesFail {
            failed: bootstrap.failed,
            replicates: bootstrap.replicates,
        })
}

/// The interval stays within one order of magnitude.
pub fn interval_within_an_order(lower: f64, upper: f64, bounds: Bounds) -> Option<Refusal> {
    let times = upper / lower;
    (times > bounds.widest_interval).then_some(Refusal::IntervalTooWide {
        times,
        expected: bounds.widest_interval,
    })
}

/// Persons on two lists or more.
pub fn on_two_lists(counts: &Counts) -> u64 {
    counts
        .histories()
        .filter(|(history, _)| history.count_ones() > 1)
        .map(|(_, count)| count)
        .sum()
}

/// Warnings that belong beside an estimate from these counts.
pub fn warnings(
    counts: &Counts,
    interval: Option<(f64, f64)>,
    empty: &[Set],
    bounds: Bounds,
) -> Vec<Warning> {
    let mut found = vec![
        Warning::ClosedPopulation,
        Warning::ExactLinkage,
        Warning::SelectedLists,
    ];
    let observed = counts.observed() as f64;
    let persons = on_two_lists(counts);
    if (persons as f64) < bounds.thin_overlap * observed {
        found.push(Warning::FewOverlaps {
            persons,
            share: persons as f64 / observed,
        });
    }
    for (list, name) in counts.lists().iter().enumerate() {
        let share = counts.on_all(1 << list) as f64 / observed;
        if share > bounds.dominating_list {
            found.push(Warning::OneListDominates {
                list: name.to_string(),
                share,
            });
        }
    }
    if let Some((lower, upper)) = interval
        && upper / lower > bounds.widest_interval
    {
        found.push(Warning::IntervalOverAnOrder {
            times: upper / lower,
        });
    }
    if !empty.is_empty() {
        let pairs = empty
            .iter()
            .map(|pair| super::model::name(*pair, counts.lists()))
            .collect();
        found.push(Warning::EmptyPairs { pairs });
    }
    found
}
