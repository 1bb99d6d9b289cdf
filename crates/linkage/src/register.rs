//! The index: records in memory, found by many keys, updated in place.

use crate::dictionary::{Dictionary, Likeness, Use};
use crate::postings::Postings;
use crate::record::Record;
use crate::score::{Evidence, Model, Weights, compare};
use crate::stored::{self, Known, Nature, View};

/// Where a record stands in the register: counted from 0 in the order of adding, never used twice.
pub type Slot = u32;

/// A record that may be the same.
#[derive(Debug, Clone)]
pub struct Hit {
    /// Where the record stands.
    pub slot: Slot,
    /// That it is the same entity, 0 to 1, when what is asked is one entity and others compete to
    /// be it.
    pub probability: f64,
    /// The same as if it were the only candidate: for knowledge in which one entity occurs many
    /// times.
    pub alone: f64,
    /// What speaks for and against, the most telling first.
    pub evidence: Vec<Evidence>,
}

/// All records of one body of knowledge.
pub struct Register {
    pub(crate) words: Dictionary,
    pub(crate) postings: Postings,
    arena: Vec<u32>,
    starts: Vec<u64>,
    pub(crate) alive: usize,
    letters: [u32; 128],
    /// The share of words that resemble a given one, by use and likeness.
    crowds: [[f64; 7]; 5],
}

impl Default for Register {
    fn default() -> Self {
        Self {
            words: Dictionary::default(),
            postings: Postings::default(),
            arena: Vec::new(),
            starts: vec![0],
            alive: 0,
            letters: [0; 128],
            crowds: [[0.0, 1e-4, 3e-4, 5e-4, 1e-3, 1e-3, 1.0]; 5],
        }
    }
}

const DEAD: u64 = 1 << 63;

/// A first name or a surname by itself and nothing else, or an address of two people without a name:
/// many may be called so or live there, also where few are known. However rare it is here, it says
/// "perhaps" and no more.
const PERHAPS: f64 = 0.6;

impl Register {
    /// An empty register.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a record; it is found from now on.
    pub fn add(&mut self, record: &Record) -> Slot {
        let words = stored::encode(record, &mut self.words);
        let slot = self.slots_given() as Slot;
        let view = stored::decode(&words);
        stored::count(&view, &mut self.words, 1);
        for key in stored::keys(&view, &self.words) {
            self.postings.add(key, slot);
        }
        for (given, _) in &view.names {
            if let Some(first) = given.first() {
                self.letters[usize::from(self.words.text(*first).as_bytes()[0] & 127)] += 1;
            }
        }
        self.arena.extend_from_slice(&words);
        self.starts.push(self.arena.len() as u64);
        self.alive += 1;
        slot
    }

    /// Takes a record out. Its place is not used again; a register with many removals is better
    /// built anew.
    pub fn remove(&mut self, slot: Slot) {
        let Some(start) = self
            .starts
            .get(slot as usize)
            .copied()
            .filter(|start| start & DEAD == 0)
        else {
            return;
        };
        let words = self.words_of(slot).to_vec();
        stored::count(&stored::decode(&words), &mut self.words, -1);
        self.starts[slot as usize] = start | DEAD;
        self.alive -= 1;
    }

    /// How many records can be found.
    #[must_use]
    pub fn len(&self) -> usize {
        self.alive
    }

    /// No record can be found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.alive == 0
    }

    /// Bytes of memory in use, about.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.words.bytes()
            + self.postings.bytes()
            + self.arena.capacity() * 4
            + self.starts.capacity() * 8
    }

    /// How many slots were given out, those of records that were taken out included.
    pub(crate) fn slots_given(&self) -> usize {
        self.starts.len() - 1
    }

    pub(crate) fn is_alive(&self, slot: Slot) -> bool {
        self.starts[slot as usize] & DEAD == 0
    }

    fn words_of(&self, slot: Slot) -> &[u32] {
        let at = |slot: usize| (self.starts[slot] & !DEAD) as usize;
        &self.arena[at(slot as usize)..at(slot as usize + 1)]
    }

    pub(crate) fn view(&self, slot: Slot) -> View<'_> {
        stored::decode(self.words_of(slot))
    }

    /// The share of records with this key, the one that is compared left out; `least` is what
    /// general experience says, and counts for a few hundred records.
    pub(crate) fn share(&self, key: u32, least: f64) -> f64 {
        const WEIGHT: f64 = 300.0;
        let count = self.postings.count(key).saturating_sub(1) as f64;
        (count + least * WEIGHT) / (self.alive as f64 + WEIGHT) + least * 0.1
    }

    pub(crate) fn letter_share(&self, letter: u8) -> f64 {
        let all: u32 = self.letters.iter().sum();
        (f64::from(self.letters[usize::from(letter & 127)]) + 0.5) / (f64::from(all) + 12.0)
    }

    pub(crate) fn crowd(&self, used: Use, like: Likeness) -> f64 {
        self.crowds[used as usize][like as usize]
    }

    /// Tidies up after adding many records, and measures how crowded names are: do this once after
    /// filling the register, and now and then while it grows.
    pub fn settle(&mut self) {
        self.postings.merge();
        self.words.merge();
        let step = (self.words.len() / 400).max(1);
        let mut sums = [[0.0; 7]; 5];
        let mut asked = [0.0_f64; 5];
        for id in (0..self.words.len()).step_by(step) {
            let word = self.words.of(id as u32);
            if word.text.len() < 3 {
                continue;
            }
            let neighbours = self.words.neighbours(&word);
            for used in [
                Use::Given,
                Use::Surname,
                Use::Street,
                Use::City,
                Use::Organisation,
            ] {
                if self.words.count(id as u32, used) == 0.0 {
                    continue;
                }
                asked[used as usize] += 1.0;
                for (other, like) in &neighbours {
                    if *other != id as u32 {
                        sums[used as usize][*like as usize] +=
                            self.words.count(*other, used) / self.words.total(used);
                    }
                }
            }
        }
        for (at, (sums, asked)) in sums.iter().zip(asked).enumerate() {
            // Few words say little: general experience counts for two hundred.
            let usual = Self::default().crowds[at];
            for like in 1..5 {
                self.crowds[at][like] = usual[like].mul_add(200.0, sums[like]) / (asked + 200.0);
            }
        }
    }

    /// Who in the register may be the same as `record`: the likeliest first, at most `limit`.
    #[must_use]
    pub fn lookup(&self, record: &Record, model: &Model, limit: usize) -> Vec<Hit> {
        self.lookup_among(record, model, limit, |_| true)
    }

    /// The same among some records only. What the others have in common with `record` costs next to
    /// nothing, however many they are; how rare something is still goes by all.
    #[must_use]
    pub fn lookup_among(
        &self,
        record: &Record,
        model: &Model,
        limit: usize,
        among: impl Fn(Slot) -> bool,
    ) -> Vec<Hit> {
        self.find(&Known::read(record, &self.words), model, limit, among)
    }

    /// The same for a record of the register itself, among the others.
    #[must_use]
    pub fn others_like(&self, slot: Slot, model: &Model, limit: usize) -> Vec<Hit> {
        if !self.is_alive(slot) {
            return Vec::new();
        }
        self.find(
            &Known::of(&self.view(slot), &self.words),
            model,
            limit,
            |other| other != slot,
        )
    }

    /// The probability that two records are the same, as if one were looked up in a register that
    /// holds the other; symmetric.
    #[must_use]
    pub fn pair(&self, a: Slot, b: Slot, model: &Model) -> f64 {
        self.weigh(&Known::of(&self.view(a), &self.words), b, model)
            .1
            .alone()
    }

    fn weigh(&self, query: &Known, slot: Slot, model: &Model) -> (Vec<Evidence>, Weights) {
        let view = self.view(slot);
        let (ours, theirs) = (query.nature(), view.nature());
        let apart = ours != theirs
            && ours != Nature::Thing
            && theirs != Nature::Thing
            && (query.organisations.is_empty() || view.organisations.is_empty());
        let things = ours == Nature::Thing || theirs == Nature::Thing;
        let mut found = compare(self, query, &view);
        if things {
            // A place or number is itself, however many share it.
            for evidence in &mut found {
                evidence.chance = evidence.chance.min(1.0 / (self.alive as f64 + 1.0)).max(
                    if evidence.is_best() {
                        0.0
                    } else {
                        evidence.chance
                    },
                );
            }
        }
        let weights = if apart {
            Weights::default()
        } else {
            model.weigh(&found, things, self.alive.max(2) as f64)
        };
        let words = query.name_words().min(view.name_words());
        if !things && words < 2 && !model.is_telling(&found, words == 0) {
            return (found, weights.at_most(PERHAPS));
        }
        (found, weights)
    }

    /// The candidates of a query, compared, likeliest first.
    pub(crate) fn candidates(
        &self,
        query: &Known,
        model: &Model,
        among: impl Fn(Slot) -> bool,
    ) -> Vec<(Slot, Vec<Evidence>, Weights)> {
        let mut out: Vec<_> = self
            .retrieve(query, among)
            .into_iter()
            .map(|slot| {
                let (found, weights) = self.weigh(query, slot, model);
                (slot, found, weights)
            })
            .collect();
        out.sort_by(|a, b| b.2.same.total_cmp(&a.2.same).then(a.0.cmp(&b.0)));
        out
    }

    fn find(
        &self,
        query: &Known,
        model: &Model,
        limit: usize,
        among: impl Fn(Slot) -> bool,
    ) -> Vec<Hit> {
        let candidates = self.candidates(query, model, among);
        let total: f64 = 1.0
            + candidates
                .iter()
                .map(|(_, _, weights)| weights.same + weights.other())
                .sum::<f64>();
        let mut shares: Vec<f64> = candidates
            .iter()
            .map(|(_, _, weights)| weights.same / total)
            .collect();
        self.join_duplicates(&candidates, model, &mut shares);
        let mut hits: Vec<Hit> = candidates
            .into_iter()
            .zip(shares)
            .map(|((slot, mut evidence, weights), probability)| {
                model.annotate(&mut evidence);
                evidence.sort_by(|a, b| b.bits.abs().total_cmp(&a.bits.abs()));
                Hit {
                    slot,
                    probability: probability.min(1.0),
                    alone: weights.alone(),
                    evidence,
                }
            })
            .collect();
        hits.sort_by(|a, b| {
            b.probability
                .total_cmp(&a.probability)
                .then(a.slot.cmp(&b.slot))
        });
        hits.truncate(limit);
        hits
    }

    /// Records of one entity do not compete: what the query has in common with one of them counts
    /// for the others too.
    fn join_duplicates(
        &self,
        candidates: &[(Slot, Vec<Evidence>, Weights)],
        model: &Model,
        shares: &mut [f64],
    ) {
        /// More rivals than this are not looked into.
        const CROWD: usize = 24;
        let rivals = candidates
            .iter()
            .take(CROWD)
            .take_while(|(_, _, weights)| weights.alone() > 1e-4)
            .count();
        if rivals < 2 {
            return;
        }
        let own = shares.to_vec();
        for first in 0..rivals - 1 {
            let known = Known::of(&self.view(candidates[first].0), &self.words);
            for second in first + 1..rivals {
                let same = self.weigh(&known, candidates[second].0, model).1.alone();
                if same >= 0.5 {
                    shares[first] += own[second] * same;
                    shares[second] += own[first] * same;
                }
            }
        }
    }

    pub(crate) fn slots(&self) -> impl Iterator<Item = Slot> + '_ {
        (0..self.slots_given() as Slot).filter(|slot| self.is_alive(*slot))
    }
}
