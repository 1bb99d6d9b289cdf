//! Finding candidates: keys of what is asked, and of what resembles it, summed up by rarity.

use std::cell::RefCell;

use crate::dictionary::Likeness;
use crate::register::{Register, Slot};
use crate::stored::{self, Known};

/// At most this many candidates are compared in full.
const CANDIDATES: usize = 192;
/// About this many entries of the index are read for one lookup, rarest keys first.
const BUDGET: usize = 160_000;

/// Working memory of a lookup, one for each thread.
#[derive(Default)]
struct Scratch {
    sums: Vec<f32>,
    touched: Vec<u32>,
}

thread_local! {
    static SCRATCH: RefCell<Scratch> = RefCell::default();
}

impl Register {
    /// The keys of a query with what each is worth, in bits.
    fn wanted(&self, query: &Known) -> Vec<(f32, u32)> {
        let mut wanted = Vec::with_capacity(64);
        let rarity = |key: u32| -> Option<f32> {
            let count = self.postings.count(key);
            (count > 0).then(|| ((self.alive as f32 + 1.0) / count as f32).log2().max(0.3))
        };
        let mut want = |key: u32, off: f32| {
            if let Some(bits) = rarity(key) {
                wanted.push(((bits - off).max(0.2), key));
            }
        };
        for (given, surname) in &query.names {
            let letter = given.first().map(|word| word.text.as_bytes()[0]);
            for (word, is_surname) in given
                .iter()
                .map(|w| (w, false))
                .chain(surname.iter().map(|w| (w, true)))
            {
                for (id, like) in self.words.neighbours(word) {
                    let off = match like {
                        Likeness::Exact => 0.0,
                        Likeness::Sound => 1.0,
                        Likeness::Variant => 2.5,
                        Likeness::Edit => 2.0,
                        _ => 5.0,
                    };
                    if word.text.len() > 1 {
                        want(stored::name_key(id), off);
                    }
                    if let Some(letter) = letter.filter(|_| is_surname) {
                        // On top of the surname itself: only what the letter adds.
                        if self.postings.count(stored::initial_key(id, letter)) > 0 {
                            want(stored::initial_key(id, letter), 6.0 + off);
                        }
                    }
                }
            }
        }
        for birth in &query.births {
            for key in stored::birth_keys(*birth) {
                want(key, 1.0);
            }
        }
        for place in &query.places {
            if let Some(street) = &place.street {
                for (id, like) in self.words.neighbours(street) {
                    let off = if like == Likeness::Exact { 0.0 } else { 2.0 };
                    want(stored::house_key(id, place.number), off);
                    want(stored::street_key(id), off + 3.0);
                }
            }
            if place.postcode != 0 {
                want(
                    stored::postcode_house_key(place.postcode, place.number),
                    1.0,
                );
                want(stored::postcode_key(place.postcode), 2.0);
            }
        }
        for code in &query.codes {
            want(stored::code_key(*code), 0.0);
            for key in stored::half_keys(*code) {
                want(key, 2.0);
            }
        }
        for words in &query.organisations {
            for word in words {
                for (id, like) in self.words.neighbours(word) {
                    want(
                        stored::organisation_key(id),
                        if like == Likeness::Exact { 0.0 } else { 2.0 },
                    );
                }
            }
        }
        wanted.sort_by(|a, b| b.0.total_cmp(&a.0));
        wanted.dedup_by_key(|(_, key)| *key);
        wanted
    }

    /// The records that have most in common with a query by their keys, rarest keys first; no
    /// order.
    pub(crate) fn retrieve(&self, query: &Known, but: Option<Slot>) -> Vec<Slot> {
        let wanted = self.wanted(query);
        SCRATCH.with_borrow_mut(|scratch| {
            if scratch.sums.len() < self.ids.len() {
                scratch.sums.resize(self.ids.len(), 0.0);
            }
            let mut read = 0;
            for (bits, key) in wanted {
                let count = self.postings.count(key);
                if read > 0 && read + count > BUDGET {
                    continue;
                }
                read += count;
                for slot in self.postings.get(key) {
                    let sum = &mut scratch.sums[slot as usize];
                    if *sum == 0.0 {
                        scratch.touched.push(slot);
                    }
                    *sum += bits;
                }
            }
            let Scratch { sums, touched } = scratch;
            let mut slots = std::mem::take(touched);
            let better = |a: &u32, b: &u32| {
                sums[*b as usize]
                    .total_cmp(&sums[*a as usize])
                    .then(a.cmp(b))
            };
            let mut out: Vec<Slot> = Vec::with_capacity(CANDIDATES);
            if slots.len() > CANDIDATES {
                slots.select_nth_unstable_by(CANDIDATES, better);
                out.extend_from_slice(&slots[..CANDIDATES]);
            } else {
                out.extend_from_slice(&slots);
            }
            for slot in &slots {
                sums[*slot as usize] = 0.0;
            }
            slots.clear();
            *touched = slots;
            out.retain(|slot| self.is_alive(*slot) && Some(*slot) != but);
            out
        })
    }
}
