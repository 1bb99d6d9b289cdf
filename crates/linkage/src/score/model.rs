//! The weights: how often fields agree between records of one entity, and who else may be alike.
//!
//! A query comes from one of: a record's own entity; somebody of the same household (surname,
//! address and phone in common); a twin of that person; somebody at the same address; or somebody
//! the register does not know. These exclude one another, so what another record explains better
//! counts against this one. Fellegi and Sunter (1969) with frequencies (Winkler 1989), several
//! latent classes, and the shares learned by expectation-maximisation (Dempster, Laird and Rubin
//! 1977) from unlabelled data.

use super::field::{Evidence, Field, LEVELS};

/// The parameters. `Model::default()` holds general experience; [`crate::Register::learn`] fits
/// them to data.
#[derive(Debug, Clone)]
pub struct Model {
    /// For each field and level, its share among pairs that are the same: each row adds up to 1.
    pub same: [[f64; LEVELS]; Field::ALL.len()],
    /// The probability that a query's own entity is in the register, 0 to 1.
    pub present: f64,
    /// That a relative of the query's entity is there instead.
    pub relative: f64,
    /// That a twin is.
    pub twin: f64,
    /// That somebody from the same address is.
    pub housemate: f64,
}

/// How probable a pair is under each explanation, relative to strangers.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Weights {
    pub same: f64,
    /// A relative, a twin, a housemate.
    pub others: [f64; 3],
}

impl Weights {
    /// The probability of the same, without rivals.
    pub(crate) fn alone(&self) -> f64 {
        self.same / (1.0 + self.same + self.other())
    }

    pub(crate) fn other(&self) -> f64 {
        self.others.iter().sum()
    }

    /// The same, but alone no more probable than `most` (below 1).
    pub(crate) fn at_most(self, most: f64) -> Self {
        Self {
            same: self.same.min((1.0 + self.other()) * most / (1.0 - most)),
            ..self
        }
    }
}

impl Default for Model {
    fn default() -> Self {
        let same = Field::ALL.map(|field| {
            let mut row = [0.0; LEVELS];
            for (share, level) in row.iter_mut().zip(field.levels()) {
                *share = level.1;
            }
            row
        });
        Self {
            same,
            present: 0.5,
            relative: 0.1,
            twin: 0.01,
            housemate: 0.1,
        }
    }
}

/// Part of the way from chance to agreement: how much of a field relatives, twins and housemates
/// share.
fn shared(field: Field) -> [f64; 3] {
    match field {
        Field::Surname => [0.95, 1.0, 0.0],
        Field::Address | Field::Street | Field::Town => [1.0, 1.0, 1.0],
        Field::Phone => [0.4, 0.4, 0.1],
        Field::Email | Field::Given => [0.08, 0.02, 0.0],
        Field::Initial => [0.15, 0.15, 0.0],
        Field::Birth | Field::BirthPart => [0.0, 1.0, 0.0],
        Field::Nationality => [1.0, 1.0, 0.7],
        Field::Organisation | Field::Trade => [0.2, 0.2, 0.2],
        Field::Plate | Field::Iban => [0.3, 0.1, 0.0],
        Field::Order => [0.9, 0.9, 0.0],
        Field::Sex | Field::NationalId | Field::Handle => [0.0; 3],
    }
}

impl Model {
    pub(crate) fn ratio(&self, evidence: &Evidence) -> f64 {
        let ratio = self.same[evidence.field as usize][usize::from(evidence.level)].max(1e-6)
            / evidence.chance;
        // Full agreement on what nearly everybody shares says nothing; it never speaks against.
        if evidence.is_best() {
            ratio.max(1.0)
        } else {
            ratio
        }
    }

    /// Weighs a pair; `things` are only themselves and have no relatives. `records` is how many
    /// there are.
    pub(crate) fn weigh(&self, found: &[Evidence], things: bool, records: f64) -> Weights {
        let mut ratios = [1.0_f64; 4];
        for evidence in found {
            let ratio = self.ratio(evidence);
            ratios[0] *= ratio;
            for (sum, part) in ratios[1..].iter_mut().zip(shared(evidence.field)) {
                *sum *= part.mul_add(ratio, 1.0 - part);
            }
        }
        let same = self.present / records * ratios[0];
        if things {
            return Weights {
                same,
                others: [0.0; 3],
            };
        }
        let priors = [self.relative, self.twin, self.housemate];
        Weights {
            same,
            others: [0, 1, 2].map(|at| priors[at] / records * ratios[at + 1]),
        }
    }

    /// Does anything speak for the same that is not shared by many: more than a name, and, of people
    /// `without_name`, more than where they are?
    pub(crate) fn is_telling(&self, found: &[Evidence], without_name: bool) -> bool {
        let telling = |one: &Evidence| match one.field {
            Field::Given
            | Field::Initial
            | Field::Surname
            | Field::Order
            | Field::Sex
            | Field::Nationality
            | Field::Town => false,
            Field::Address | Field::Street => !without_name,
            _ => true,
        };
        found
            .iter()
            .any(|one| telling(one) && self.ratio(one) > 1.0)
    }

    /// Notes beside each piece of evidence what it weighs.
    pub(crate) fn annotate(&self, found: &mut [Evidence]) {
        for evidence in found {
            evidence.bits = self.ratio(evidence).log2();
        }
    }
}
