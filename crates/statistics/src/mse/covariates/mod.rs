//! Log-linear models over lists, covariates and year: the method behind the Dutch national figures
//! (Cruyff, van Dijk & van der Heijden). Terms are added and dropped one at a time as long as the
//! criterion falls.
//!
//! A covariate is a category a person has on every list (form of exploitation, sex, region). A year
//! enters as a parabola, so that a trend costs two parameters and not one a year.

mod design;
mod search;

use serde::Serialize;

pub use design::{MOST_CELLS, Table, Term, Variable};
pub use search::{Criterion, Outcome, search};

use super::advice::Bounds;
use super::counts::Counts;
use super::estimate::Estimate;
use super::model::{name, pairs};

/// Observed and estimated persons in one group.
#[derive(Clone, Debug, Serialize)]
pub struct Group {
    /// Name of the column that parts the groups.
    pub variable: String,
    /// The value of that column.
    pub level: String,
    /// Persons on at least one list.
    pub observed: u64,
    /// Persons in all.
    pub estimate: f64,
    /// Lower limit of the interval.
    pub lower: f64,
    /// Upper limit of the interval.
    pub upper: f64,
}

/// Searches a model and judges it by the rules for every estimate.
pub fn estimate(table: &Table, criterion: Criterion, level: f64) -> Estimate {
    let lists = (0..table.variables.len()).filter(|variable| table.is_list(*variable));
    let names: Vec<&str> = lists.map(|list| table.variables[list].name()).collect();
    let counts = Counts::new(&names, &table.histories());
    let mut result = Estimate {
        method: "covariates",
        criterion: Some(criterion),
        observed: table.observed(),
        level,
        ..Estimate::default()
    };
    match search(table, criterion, level) {
        Ok(found) => {
            let (of_lists, others): (Vec<&Term>, Vec<&Term>) = found
                .terms
                .iter()
                .filter(|term| term.len() == 2)
                .partition(|term| term.iter().all(|variable| table.is_list(*variable)));
            let empty: Vec<String> = pairs(names.len())
                .filter(|pair| counts.on_all(*pair) == 0)
                .map(|pair| name(pair, counts.lists()))
                .collect();
            (result.empty_pairs, result.pairs) = of_lists
                .iter()
                .map(|term| table.name(term))
                .partition(|pair| empty.contains(pair));
            result.terms = others.iter().map(|term| table.name(term)).collect();
            result.refused_terms = found.refused.iter().map(|term| table.name(term)).collect();
            result.estimate = Some(found.estimate);
            result.dark = Some(found.estimate - table.observed() as f64);
            (result.lower, result.upper) = (Some(found.lower), Some(found.upper));
            (result.aic, result.bic) = (Some(found.aic), Some(found.bic));
            result.groups = found.groups;
        }
        Err(code) => result.existence = code.into(),
    }
    result.judge(&counts, Bounds::default());
    result
}
