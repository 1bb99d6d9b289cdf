//! Log-linear models over lists, covariates and year: the method behind the Dutch national figures (Cruyff,
//! van Dijk & van der Heijden). Terms are added and dropped one at a time as long as the criterion falls.
//!
//! A covariate is a category a person has on every list (form of exploitation, sex, region). A year enters as
//! a parabola, so that a trend costs two parameters and not one a year.

mod design;
mod search;

use serde::Serialize;

pub use design::{MOST_CELLS, Table, Term, Variable};
pub use search::{Criterion, Outcome, search};

use super::advice::{
    Bounds, Refusal, Warning, enough_persons_and_overlap, interval_within_an_order,
    three_lists_overlap_each_other, three_lists_that_differ, warnings,
};
use super::counts::Counts;
use super::model::{name, pairs};

/// Observed and estimated persons in one group.
#[derive(Clone, Debug, Serialize)]
pub struct Group {
    pub variable: String,
    pub level: String,
    pub observed: u64,
    pub estimate: f64,
    pub lower: f64,
    pub upper: f64,
}

/// An estimate with its groups and all that belongs beside it; persons, `None` where there is no estimate.
#[derive(Clone, Debug, Serialize)]
pub struct Estimate {
    pub method: &'static str,
    pub criterion: Criterion,
    pub observed: u64,
    pub estimate: Option<f64>,
    pub dark: Option<f64>,
    pub lower: Option<f64>,
    pub upper: Option<f64>,
    pub level: f64,
    /// Effects of two lists, `A:B`.
    pub pairs: Vec<String>,
    /// Pairs of lists that share nobody in these data.
    pub empty_pairs: Vec<String>,
    /// Effects of a list with a covariate, and of two covariates.
    pub terms: Vec<String>,
    /// Effects the search would have taken, had an estimate existed with them.
    pub refused_terms: Vec<String>,
    pub existence: u8,
    pub aic: Option<f64>,
    pub bic: Option<f64>,
    pub groups: Vec<Group>,
    pub usable: bool,
    pub refusals: Vec<Refusal>,
    pub warnings: Vec<Warning>,
}

/// Searches a model and judges it by the rules for every estimate.
pub fn estimate(table: &Table, criterion: Criterion, level: f64) -> Estimate {
    let names: Vec<&str> = table
        .variables
        .iter()
        .enumerate()
        .filter(|(place, _)| table.is_list(*place))
        .map(|(_, variable)| variable.name())
        .collect();
    let counts = Counts::new(&names, &table.histories());
    let bounds = Bounds::default();
    let mut refusals = Vec::new();
    let mut result = Estimate {
        method: "covariates",
        criterion,
        observed: table.observed(),
        estimate: None,
        dark: None,
        lower: None,
        upper: None,
        level,
        pairs: Vec::new(),
        empty_pairs: Vec::new(),
        terms: Vec::new(),
        refused_terms: Vec::new(),
        existence: 0,
        aic: None,
        bic: None,
        groups: Vec::new(),
        usable: false,
        refusals: Vec::new(),
        warnings: Vec::new(),
    };
    match search(table, criterion, level) {
        Ok(found) => {
            let (of_lists, others): (Vec<&Term>, Vec<&Term>) = found
                .terms
                .iter()
                .filter(|term| term.len() == 2)
                .partition(|term| term.iter().all(|variable| table.is_list(*variable)));
            result.pairs = of_lists.iter().map(|term| table.name(term)).collect();
            result.terms = others.iter().map(|term| table.name(term)).collect();
            result.refused_terms = found.refused.iter().map(|term| table.name(term)).collect();
            result.estimate = Some(found.estimate);
            result.dark = Some(found.estimate - table.observed() as f64);
            (result.lower, result.upper) = (Some(found.lower), Some(found.upper));
            (result.aic, result.bic) = (Some(found.aic), Some(found.bic));
            result.groups = found.groups;
            refusals.extend(interval_within_an_order(found.lower, found.upper, bounds));
        }
        Err(code) => {
            result.existence = code.into();
            refusals.push(Refusal::NoEstimate { existence: code });
        }
    }
    refusals.extend(three_lists_that_differ(&counts));
    refusals.extend(enough_persons_and_overlap(&counts, bounds));
    refusals.extend(three_lists_overlap_each_other(&counts, !result.pairs.is_empty()));
    let empty: Vec<_> = pairs(names.len()).filter(|pair| counts.on_all(*pair) == 0).collect();
    result.warnings = warnings(&counts, result.lower.zip(result.upper), &empty, bounds);
    result.empty_pairs = empty.iter().map(|pair| name(*pair, counts.lists())).collect();
    result.empty_pairs.retain(|pair| result.pairs.contains(pair));
    let empty = result.empty_pairs.clone();
    result.pairs.retain(|pair| !empty.contains(pair));
    result.usable = refusals.is_empty();
    result.refusals = refusals;
    result
}
