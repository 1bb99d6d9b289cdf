//! All methods side by side, and how far an estimate leans on one choice. On real data methods
//! differ by a factor two: a page that shows one number without the others misleads.

use serde::Serialize;

use super::bic::can_enumerate;
use super::counts::Counts;
use super::estimate::{Estimate, Method, Wanted, estimate};
use super::graphs;

/// Thresholds at which the stepwise choice is repeated.
pub const THRESHOLDS: [f64; 3] = [0.01, 0.02, 0.05];

/// One line of a table of sensitivity.
#[derive(Clone, Debug, Serialize)]
pub struct Variant {
    /// The list left out, the lists taken as one, or the threshold.
    pub what: String,
    /// Persons that are observed under it.
    pub observed: u64,
    /// Persons in all; none where there is no estimate.
    pub estimate: Option<f64>,
    /// Lower limit of the interval.
    pub lower: Option<f64>,
    /// Upper limit of the interval.
    pub upper: Option<f64>,
    /// Code of [`super::Existence`]: 0 when there is an estimate.
    pub existence: u8,
}

/// Everything beside each other.
#[derive(Clone, Debug, Serialize)]
pub struct Comparison {
    /// Persons on at least one list.
    pub observed: u64,
    /// An estimate by each method that can be used.
    pub methods: Vec<Estimate>,
    /// Smallest and largest estimate of all methods.
    pub lowest: Option<f64>,
    /// The largest.
    pub highest: Option<f64>,
    /// Smallest and largest among the ten best models by BIC.
    pub best_models: Option<(f64, f64)>,
    /// Each list left out in turn.
    pub left_out: Vec<Variant>,
    /// Each two lists taken as one.
    pub merged: Vec<Variant>,
    /// The stepwise choice at each of [`THRESHOLDS`].
    pub thresholds: Vec<Variant>,
}

/// The methods that can be used for so many lists.
pub fn methods(lists: usize, threshold: f64) -> Vec<Method> {
    let mut all = vec![Method::Main, Method::Stepwise { threshold }];
    all.extend(
        (2..lists)
            .filter(|order| can_enumerate(lists, *order))
            .map(|order| Method::Bic { order }),
    );
    if lists <= graphs::MOST_LISTS {
        all.push(Method::Graphs);
    }
    all
}

/// Compares; `done` is called after each replicate, when there are any.
pub fn compare(
    counts: &Counts,
    threshold: f64,
    wanted: Wanted,
    done: &(dyn Fn() + Sync),
) -> Comparison {
    let lists = counts.lists().len();
    let methods: Vec<Estimate> = methods(lists, threshold)
        .iter()
        .map(|method| estimate(counts, method, wanted, done))
        .collect();
    let values = || methods.iter().filter_map(|method| method.estimate);
    let best: Vec<f64> = methods
        .iter()
        .rfind(|method| method.method == "bic")
        .map(|method| method.models.iter().map(|model| model.estimate).collect())
        .unwrap_or_default();
    let span = |values: &[f64]| {
        let low = values.iter().copied().reduce(f64::min)?;
        Some((low, values.iter().copied().reduce(f64::max)?))
    };
    let variant = |what: String, counts: &Counts, threshold: f64| {
        let wanted = Wanted {
            bootstrap: None,
            ..wanted
        };
        let found = estimate(counts, &Method::Stepwise { threshold }, wanted, &|| {});
        Variant {
            what,
            observed: found.observed,
            estimate: found.estimate,
            lower: found.lower,
            upper: found.upper,
            existence: found.existence,
        }
    };
    let enough = lists > 2;
    Comparison {
        observed: counts.observed(),
        lowest: values().reduce(f64::min),
        highest: values().reduce(f64::max),
        best_models: span(&best),
        left_out: (0..lists)
            .filter(|_| enough)
            .map(|list| {
                variant(
                    counts.lists()[list].to_string(),
                    &counts.without(list),
                    threshold,
                )
            })
            .collect(),
        merged: super::model::pairs(lists)
            .filter(|_| enough)
            .map(|pair| {
                let (into, from) = (pair.trailing_zeros() as usize, pair.ilog2() as usize);
                let merged = counts.merged(into, from);
                variant(super::model::name(pair, counts.lists()), &merged, threshold)
            })
            .collect(),
        thresholds: THRESHOLDS
            .iter()
            .map(|threshold| variant(threshold.to_string(), counts, *threshold))
            .collect(),
        methods,
    }
}
