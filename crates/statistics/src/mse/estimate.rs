//! One estimate with everything that belongs beside it.

use serde::Serialize;
use statrs::distribution::{ContinuousCDF, Normal};

use super::advice::{self, Bounds, Refusal, Warning};
use super::bic::{self, aic};
use super::bootstrap::{Bootstrap, bootstrap};
use super::counts::{Counts, Observed, Set};
use super::covariates::{Criterion, Group};
use super::exists::{Checker, Existence};
use super::fit::{Fit, fit, variance_of_log_dark};
use super::graphs;
use super::model::{Model, Shape, name};
use super::stepwise::stepwise;

/// How the model is chosen.
#[derive(Clone, Debug, PartialEq)]
pub enum Method {
    /// Pairs of lists are added by their p-value, below this threshold.
    Stepwise {
        /// 0 to 1; 0 adds none.
        threshold: f64,
    },
    /// Lists know nothing of each other.
    Main,
    /// The best of all hierarchical models with effects of at most so many lists.
    Bic {
        /// Two or more; see [`bic::can_enumerate`].
        order: usize,
    },
    /// All decomposable graphs, by their weight.
    Graphs,
    /// These sets of lists act together.
    Fixed {
        /// Each with all its parts.
        sets: Vec<Set>,
    },
}

impl Method {
    /// The name, as on the command line and in files.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Stepwise { .. } => "stepwise",
            Self::Main => "main",
            Self::Bic { .. } => "bic",
            Self::Graphs => "graphs",
            Self::Fixed { .. } => "fixed",
        }
    }
}

/// What is wanted beside the estimate.
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    /// Of the interval, 0 to 1.
    pub level: f64,
    /// Replicates and seed.
    pub bootstrap: Option<(usize, u64)>,
    /// When an estimate may not be used.
    pub bounds: Bounds,
}

impl Default for Wanted {
    fn default() -> Self {
        Self {
            level: 0.95,
            bootstrap: None,
            bounds: Bounds::default(),
        }
    }
}

/// A model among the best.
#[derive(Clone, Debug, Serialize)]
pub struct Rival {
    /// Sets of lists that act together, `A:B`.
    pub model: Vec<String>,
    /// Persons in all under this model.
    pub estimate: f64,
    /// Its BIC, for `bic`; lower is better.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bic: Option<f64>,
    /// Its share of the belief, 0 to 1, for `graphs`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weight: Option<f64>,
}

/// Persons; `None` where there is no estimate.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Estimate {
    /// How the model was chosen; see [`Method::name`].
    pub method: &'static str,
    /// Persons on at least one list.
    pub observed: u64,
    /// Persons in all: observed and dark.
    pub estimate: Option<f64>,
    /// Persons on no list.
    pub dark: Option<f64>,
    /// Lower limit of the interval, persons in all.
    pub lower: Option<f64>,
    /// Upper limit of the interval, persons in all.
    pub upper: Option<f64>,
    /// Of the interval, 0 to 1.
    pub level: f64,
    /// Two-list effects that are estimated, `A:B`.
    pub pairs: Vec<String>,
    /// Two-list effects at minus infinity: the lists share nobody.
    pub empty_pairs: Vec<String>,
    /// The sets of lists that act together, when more than two do.
    pub model: Vec<String>,
    /// Code of [`Existence`]: 0 when there is an estimate.
    pub existence: u8,
    /// Of the chosen model; lower is better.
    pub aic: Option<f64>,
    /// Of the chosen model; lower is better.
    pub bic: Option<f64>,
    /// Posterior mean, for `graphs`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mean: Option<f64>,
    /// The best models, for `bic` and `graphs`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub models: Vec<Rival>,
    /// Effects of at most so many lists, for `bic`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order: Option<usize>,
    /// Models tried, and those with an estimate, for `bic`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub candidates: Option<usize>,
    /// Models with an estimate, for `bic`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid: Option<usize>,
    /// What a parameter cost, for `covariates`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub criterion: Option<Criterion>,
    /// Effects of a list with a covariate, and of two covariates.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub terms: Vec<String>,
    /// Effects the search would have taken, had an estimate existed with them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub refused_terms: Vec<String>,
    /// Persons in each group, for `covariates`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<Group>,
    /// The bootstrap, when one was wanted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bootstrap: Option<Bootstrap>,
    /// False when a rule says the estimate may not be used; the reasons are in `refusals`.
    pub usable: bool,
    /// Why the estimate may not be used.
    pub refusals: Vec<Refusal>,
    /// What an honest statistician says beside it.
    pub warnings: Vec<Warning>,
}

/// So many of the best models are shown.
const SHOWN: usize = 10;

/// The estimate by one method. Progress: `done` is called after each replicate.
///
/// A method that cannot be used for so many lists gives no estimate; ask [`bic::can_enumerate`] and
/// [`graphs::MOST_LISTS`] first to say so.
pub fn estimate(
    counts: &Counts,
    method: &Method,
    wanted: Wanted,
    done: &(dyn Fn() + Sync),
) -> Estimate {
    let observed = Observed::new(counts);
    let mut result = Estimate {
        method: method.name(),
        observed: counts.observed(),
        level: wanted.level,
        ..Estimate::default()
    };
    let mut checker = Checker::default();
    match method {
        Method::Stepwise { threshold } => match stepwise(&observed, *threshold, &mut checker) {
            Ok((model, fitted)) => {
                result.fitted(counts, &observed, &model, &fitted);
                result.resampled(counts, wanted, done, |observed, checker| {
                    stepwise(observed, *threshold, checker)
                        .ok()
                        .map(|(_, fitted)| observed.total() + fitted.dark)
                });
            }
            Err(code) => result.existence = code.into(),
        },
        Method::Main => {
            result.of(
                &Model::main_effects(counts.lists().len()),
                counts,
                &observed,
                wanted,
                done,
            );
        }
        Method::Fixed { sets } => {
            result.of(
                &Model::generated_by(counts.lists().len(), sets),
                counts,
                &observed,
                wanted,
                done,
            );
        }
        Method::Bic { order } => by_bic(&mut result, *order, counts, &observed, wanted, done),
        Method::Graphs => by_graphs(&mut result, counts, &observed, wanted),
    }
    result.judge(counts, wanted.bounds);
    result
}

fn by_bic(
    result: &mut Estimate,
    order: usize,
    counts: &Counts,
    observed: &Observed,
    wanted: Wanted,
    done: &(dyn Fn() + Sync),
) {
    let ranking = bic::rank(observed, order, &|_| {});
    result.order = Some(order);
    result.candidates = Some(ranking.candidates);
    result.valid = Some(ranking.valid.len());
    result.models = ranking
        .valid
        .iter()
        .take(SHOWN)
        .map(|ranked| Rival {
            model: names(&ranked.model.generators(), counts),
            estimate: ranked.estimate,
            bic: Some(ranked.bic),
            weight: None,
        })
        .collect();
    let Some(best) = ranking.valid.first() else {
        result.existence = Checker::default()
            .check(&Model::main_effects(counts.lists().len()), observed)
            .max_with_no_maximum()
            .into();
        return;
    };
    if let Some(fitted) = fit(observed, &Shape::new(&best.model, observed), None) {
        result.fitted(counts, observed, &best.model, &fitted);
        let best: Vec<Model> = ranking
            .valid
            .iter()
            .take(bic::BEST_MODELS)
            .map(|ranked| ranked.model.clone())
            .collect();
        result.resampled(counts, wanted, done, |observed, checker| {
            bic::best_of(&best, observed, checker)
        });
    }
}

fn by_graphs(result: &mut Estimate, counts: &Counts, observed: &Observed, wanted: Wanted) {
    let posterior = graphs::posterior(observed);
    let median = posterior.quantile(0.5);
    result.estimate = Some(median);
    result.dark = Some(median - observed.total());
    result.lower = Some(posterior.quantile((1.0 - wanted.level) / 2.0));
    result.upper = Some(posterior.quantile(f64::midpoint(1.0, wanted.level)));
    result.mean = Some(posterior.mean);
    result.models = posterior
        .graphs
        .iter()
        .take(SHOWN)
        .map(|graph| Rival {
            model: names(&graph.cliques, counts),
            estimate: graph.mean,
            bic: None,
            weight: Some(graph.weight),
        })
        .collect();
}

fn names(sets: &[Set], counts: &Counts) -> Vec<String> {
    sets.iter().map(|set| name(*set, counts.lists())).collect()
}

impl Existence {
    /// No model has an estimate, though the main effects might look good.
    fn max_with_no_maximum(self) -> Self {
        if self == Self::Good {
            Self::NoMaximum
        } else {
            self
        }
    }
}

impl Estimate {
    fn of(
        &mut self,
        model: &Model,
        counts: &Counts,
        observed: &Observed,
        wanted: Wanted,
        done: &(dyn Fn() + Sync),
    ) {
        let code = Checker::default().check(model, observed);
        self.existence = code.into();
        if code != Existence::Good {
            self.pairs_of(counts, model);
            return;
        }
        match fit(observed, &Shape::new(model, observed), None) {
            Some(fitted) => {
                self.fitted(counts, observed, model, &fitted);
                self.resampled(counts, wanted, done, |observed, checker| {
                    (checker.check(model, observed) == Existence::Good)
                        .then(|| fit(observed, &Shape::new(model, observed), None))
                        .flatten()
                        .map(|fitted| observed.total() + fitted.dark)
                });
            }
            None => self.existence = Existence::NoMaximum.into(),
        }
    }

    fn pairs_of(&mut self, counts: &Counts, model: &Model) {
        let (pairs, empty) = model.pairs(counts);
        self.pairs = names(&pairs, counts);
        self.empty_pairs = names(&empty, counts);
        if model.terms().iter().any(|set| set.count_ones() > 2) {
            self.model = names(&model.generators(), counts);
        }
    }

    fn fitted(&mut self, counts: &Counts, observed: &Observed, model: &Model, fitted: &Fit) {
        self.pairs_of(counts, model);
        self.estimate = Some(observed.total() + fitted.dark);
        self.dark = Some(fitted.dark);
        self.aic = Some(aic(model, fitted.log_likelihood));
        self.bic = Some(bic::bic(model, observed, fitted.log_likelihood));
        if let Some(variance) = variance_of_log_dark(fitted, &Shape::new(model, observed)) {
            // Wald, on the logarithm of the dark figure.
            let width =
                Normal::standard().inverse_cdf(f64::midpoint(1.0, self.level)) * variance.sqrt();
            self.lower = Some(observed.total() + fitted.dark * (-width).exp());
            self.upper = Some(observed.total() + fitted.dark * width.exp());
        }
    }

    fn resampled(
        &mut self,
        counts: &Counts,
        wanted: Wanted,
        done: &(dyn Fn() + Sync),
        estimator: impl Fn(&Observed, &mut Checker) -> Option<f64> + Sync,
    ) {
        if let (Some(estimate), Some(asked)) = (self.estimate, wanted.bootstrap) {
            self.bootstrap = Some(bootstrap(
                counts,
                estimate,
                estimator,
                asked,
                wanted.level,
                done,
            ));
        }
    }

    /// The interval to be shown: of the bootstrap when there is one.
    pub fn interval(&self) -> Option<(f64, f64)> {
        match &self.bootstrap {
            Some(bootstrap) => bootstrap.lower.zip(bootstrap.upper),
            None => self.lower.zip(self.upper),
        }
    }

    /// Applies every rule, and says what must be said beside the estimate.
    pub(super) fn judge(&mut self, counts: &Counts, bounds: Bounds) {
        let mut refusals = Vec::new();
        if let Ok(code) = Existence::try_from(self.existence)
            && code != Existence::Good
        {
            refusals.push(Refusal::NoEstimate { existence: code });
        }
        refusals.extend(advice::three_lists_that_differ(counts));
        refusals.extend(advice::enough_persons_and_overlap(counts, bounds));
        let effects = !self.pairs.is_empty() || !self.empty_pairs.is_empty();
        refusals.extend(advice::three_lists_overlap_each_other(counts, effects));
        refusals.extend(self.bootstrap.as_ref().and_then(advice::replicates_hold));
        let interval = self.interval();
        refusals.extend(
            interval
                .and_then(|(lower, upper)| advice::interval_within_an_order(lower, upper, bounds)),
        );
        let empty: Vec<Set> = super::model::pairs(counts.lists().len())
            .filter(|pair| counts.on_all(*pair) == 0)
            .collect();
        self.warnings = advice::warnings(counts, interval, &empty, bounds);
        self.usable = refusals.is_empty() && self.estimate.is_some();
        self.refusals = refusals;
    }
}
