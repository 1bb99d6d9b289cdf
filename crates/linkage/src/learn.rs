//! Learning the weights from data without labels, by expectation-maximisation.

use rayon::prelude::*;

use crate::record::Record;
use crate::register::{Register, Slot};
use crate::score::{Evidence, Field, LEVELS, Model};
use crate::stored::Known;

/// At most this many queries are learned from.
const SAMPLE: usize = 4000;
/// Candidates kept of each.
const KEPT: usize = 24;
/// General experience counts for this many pairs.
const PRIOR: f64 = 40.0;
const ROUNDS: usize = 25;

type Case = Vec<(Vec<Evidence>, bool)>;

impl Register {
    /// Fits a model to queries that are going to be looked up here. No truth is needed.
    #[must_use]
    pub fn learn(&self, queries: &[Record]) -> Model {
        let step = (queries.len() / SAMPLE).max(1);
        let sample: Vec<&Record> = queries.iter().step_by(step).take(SAMPLE).collect();
        let start = Model::default();
        let cases = sample
            .into_par_iter()
            .map(|record| self.case(&Known::read(record, &self.words), &start, None));
        self.fit(&cases.collect::<Vec<_>>(), true)
    }

    /// Fits a model to finding records of the register that are one another's duplicates.
    #[must_use]
    pub fn learn_from_itself(&self) -> Model {
        let all: Vec<Slot> = self.slots().collect();
        let step = (all.len() / SAMPLE).max(1);
        let sample: Vec<Slot> = all.into_iter().step_by(step).take(SAMPLE).collect();
        let start = Model::default();
        let cases = sample.into_par_iter().map(|slot| {
            self.case(
                &Known::of(&self.view(slot), &self.words),
                &start,
                Some(slot),
            )
        });
        self.fit(&cases.collect::<Vec<_>>(), false)
    }

    fn case(&self, query: &Known, model: &Model, but: Option<Slot>) -> Case {
        let things = query.nature() == crate::stored::Nature::Thing;
        let found = self
            .candidates(query, model, |slot| Some(slot) != but)
            .into_iter()
            .take(KEPT);
        found.map(|(_, evidence, _)| (evidence, things)).collect()
    }

    /// `rivals`: a query is one entity's, so that candidates compete; otherwise all may be the same
    /// at once.
    fn fit(&self, cases: &[Case], rivals: bool) -> Model {
        let (mut model, usual) = (Model::default(), Model::default());
        let records = self.len().max(2) as f64;
        let queries = cases.len() as f64;
        if cases.is_empty() {
            return model;
        }
        for _ in 0..ROUNDS {
            let chunks: Vec<Sums> = cases
                .par_chunks(512)
                .map(|chunk| expect(&model, chunk, records, rivals))
                .collect();
            let mut sums = Sums::default();
            for chunk in chunks {
                sums.add(&chunk);
            }
            for field in Field::ALL {
                let (row, levels) = (&sums.levels[field as usize], field.levels().len());
                let total: f64 = row[..levels].iter().sum();
                for (level, share) in row.iter().enumerate().take(levels) {
                    let prior = usual.same[field as usize][level] * PRIOR;
                    model.same[field as usize][level] = (share + prior) / (total + PRIOR);
                }
            }
            let share = |sum: f64, usual: f64| {
                ((sum + usual * PRIOR) / (queries + PRIOR))
                    .clamp(1e-6, if rivals { 0.98 } else { 50.0 })
            };
            model.present = share(sums.same, usual.present);
            model.relative = share(sums.others[0], usual.relative);
            model.twin = share(sums.others[1], usual.twin);
            model.housemate = share(sums.others[2], usual.housemate);
        }
        model
    }
}

#[derive(Clone)]
struct Sums {
    levels: [[f64; LEVELS]; Field::ALL.len()],
    same: f64,
    others: [f64; 3],
}

impl Default for Sums {
    fn default() -> Self {
        Self {
            levels: [[0.0; LEVELS]; Field::ALL.len()],
            same: 0.0,
            others: [0.0; 3],
        }
    }
}

impl Sums {
    fn add(&mut self, more: &Self) {
        for (row, other) in self.levels.iter_mut().zip(&more.levels) {
            for (sum, part) in row.iter_mut().zip(other) {
                *sum += part;
            }
        }
        self.same += more.same;
        self.others = [0, 1, 2].map(|at| self.others[at] + more.others[at]);
    }
}

/// How probable each candidate is under the model, summed by level.
fn expect(model: &Model, cases: &[Case], records: f64, rivals: bool) -> Sums {
    let mut sums = Sums::default();
    for case in cases {
        let weights: Vec<_> = case
            .iter()
            .map(|(found, things)| model.weigh(found, *things, records))
            .collect();
        let all: f64 = 1.0 + weights.iter().map(|w| w.same + w.other()).sum::<f64>();
        for ((found, _), weights) in case.iter().zip(&weights) {
            let total = if rivals {
                all
            } else {
                1.0 + weights.same + weights.other()
            };
            let share = weights.same / total;
            sums.same += share;
            sums.others = [0, 1, 2].map(|at| sums.others[at] + weights.others[at] / total);
            if share > 1e-4 {
                for evidence in found {
                    sums.levels[evidence.field as usize][usize::from(evidence.level)] += share;
                }
            }
        }
    }
    sums
}
