//! Choice among all hierarchical models by BIC (Silverman, Chan & Vincent, Statistics and Computing
//! 34:44, 2024).

use rayon::prelude::*;

use super::counts::{Bits, Observed, Set};
use super::exists::{Checker, Existence, existence};
use super::fit::fit;
use super::model::{Model, Shape};

/// The published intervals take 10 to 20; with 60 they are within a hair of all models.
pub const BEST_MODELS: usize = 60;

/// A model with its place in the ranking.
#[derive(Clone, Debug)]
pub struct Ranked {
    /// Which lists act together.
    pub model: Model,
    /// Persons in all: observed and dark.
    pub estimate: f64,
    /// Logarithm of the likelihood at its maximum.
    pub log_likelihood: f64,
    /// See [`bic`]; lower is better.
    pub bic: f64,
}

/// All models, the valid ones from best to worst.
pub struct Ranking {
    /// Models that were tried.
    pub candidates: usize,
    /// Models with an estimate, the lowest BIC first.
    pub valid: Vec<Ranked>,
}

/// p ln(n) - 2 log L, with n the observed persons and p every parameter.
pub fn bic(model: &Model, observed: &Observed, log_likelihood: f64) -> f64 {
    (model.parameters() as f64).mul_add(observed.total().ln(), -2.0 * log_likelihood)
}

/// 2p - 2 log L, with p every parameter (Akaike 1974).
pub fn aic(model: &Model, log_likelihood: f64) -> f64 {
    2.0 * (model.parameters() as f64 - log_likelihood)
}

/// Whether so many lists with effects of up to `order` lists can all be tried.
pub fn can_enumerate(lists: usize, order: usize) -> bool {
    lists <= 5 || (lists == 6 && order <= 2)
}

/// Every hierarchical model with all main effects and effects of at most `order` lists, without the
/// one that fits all histories exactly (and says nothing of the dark figure).
pub fn hierarchical(lists: usize, order: usize) -> Vec<Model> {
    let mut sets: Vec<Set> = (1..1 << lists).collect();
    sets.retain(|set| set.count_ones() >= 2 && set.count_ones() as usize <= order.min(lists));
    sets.sort_by_key(|set| set.count_ones());
    let mut found = Vec::new();
    let mut present: Vec<Set> = (0..lists).map(|list| 1 << list).collect();
    extend(&sets, &mut present, &mut found);
    let saturated = (1 << lists) - 1;
    found.retain(|terms| terms.len() < saturated);
    found.into_iter().map(Model::of_terms).collect()
}

fn extend(sets: &[Set], present: &mut Vec<Set>, found: &mut Vec<Vec<Set>>) {
    let Some((set, rest)) = sets.split_first() else {
        found.push(present.clone());
        return;
    };
    extend(rest, present, found);
    let parts_are_there = (0..Set::BITS)
        .map(|list| 1 << list)
        .filter(|list| set & list != 0)
        .all(|list: Set| present.contains(&(set & !list)));
    if parts_are_there {
        present.push(*set);
        extend(rest, present, found);
        present.pop();
    }
}

/// Fits every valid model and ranks them; `done` is called after each group of models.
pub fn rank(observed: &Observed, order: usize, done: &(dyn Fn(usize) + Sync)) -> Ranking {
    let models = hierarchical(observed.lists, order);
    let candidates = models.len();
    let valid = valid(models, observed);
    done(candidates - valid.len());
    let mut ranked: Vec<Ranked> = valid
        .into_par_iter()
        .filter_map(|(model, shape)| {
            let fitted = fit(observed, &shape, None);
            done(1);
            let fitted = fitted?;
            Some(Ranked {
                estimate: observed.total() + fitted.dark,
                log_likelihood: fitted.log_likelihood,
                bic: bic(&model, observed, fitted.log_likelihood),
                model,
            })
        })
        .collect();
    ranked.sort_by(|a, b| {
        a.bic
            .total_cmp(&b.bic)
            .then_with(|| a.model.parameters().cmp(&b.model.parameters()))
    });
    Ranking {
        candidates,
        valid: ranked,
    }
}

/// The models whose estimate exists and is unique. Of two models with the same histories left the
/// smaller inherits from the larger: fewer conditions on the same data.
fn valid(models: Vec<Model>, observed: &Observed) -> Vec<(Model, Shape)> {
    let mut groups: std::collections::BTreeMap<Bits, Vec<(Model, Shape)>> =
        std::collections::BTreeMap::new();
    for model in models {
        let shape = Shape::new(&model, observed);
        groups
            .entry(shape.alive.clone())
            .or_default()
            .push((model, shape));
    }
    let mut kept: Vec<Vec<(Model, Shape)>> = groups
        .into_par_iter()
        .map(|(_, mut group)| {
            group.sort_by_key(|(_, shape)| std::cmp::Reverse(shape.kept.len()));
            let mut good: Vec<Bits> = Vec::new();
            group.retain(|(_, shape)| {
                let terms = shape
                    .kept
                    .iter()
                    .fold(Bits::new(observed.cells.len()), |bits, set| {
                        bits.with(usize::from(*set))
                    });
                if good.iter().any(|larger| larger.contains(&terms)) {
                    return true;
                }
                let exists = existence(shape, observed) == Existence::Good;
                if exists {
                    good.push(terms);
                }
                exists
            });
            group
        })
        .collect();
    kept.sort_by_key(Vec::len);
    kept.into_iter().flatten().collect()
}

/// The estimate of the best of these models on other counts: what a replicate does.
pub fn best_of(models: &[Model], observed: &Observed, checker: &mut Checker) -> Option<f64> {
    let mut ranked: Vec<(f64, f64, &Model)> = models
        .iter()
        .filter(|model| checker.check(model, observed) == Existence::Good)
        .filter_map(|model| {
            let fitted = fit(observed, &Shape::new(model, observed), None)?;
            Some((
                bic(model, observed, fitted.log_likelihood),
                observed.total() + fitted.dark,
                model,
            ))
        })
        .collect();
    ranked.sort_by(|a, b| {
        a.0.total_cmp(&b.0)
            .then_with(|| a.2.parameters().cmp(&b.2.parameters()))
    });
    ranked.first().map(|(_, estimate, _)| *estimate)
}
