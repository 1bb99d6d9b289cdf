//! Finding candidates: keys of what is asked, and of what resembles it, summed up by rarity.

use std::cell::RefCell;

use crate::dictionary::Word;
use crate::normal::Code;
use crate::register::{Register, Slot};
use crate::stored::{self, Known, KnownPlace};

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

/// What a key is worth at least, in bits, however many records have it.
const LEAST_RARITY: f32 = 0.3;
/// What it is worth at least once its weight is taken down for being less than certain.
const LEAST_WORTH: f32 = 0.2;

/// How far a key is worth less than its rarity says, in bits: 1 bit is half as telling.
///
/// These only decide who is looked at, at most [`CANDIDATES`]; the comparison in full decides what
/// is said. They are judgements, set once and held by the measurements of docs/linkage.md, which
/// they were not fitted to.
mod off {
    use crate::dictionary::Likeness;

    /// The key agrees as it is written.
    pub const NOTHING: f32 = 0.0;
    /// A part of a date is in many dates, and a date is easily a digit off.
    pub const BIRTH: f32 = 1.0;
    /// A street or a name of an organisation in another spelling.
    pub const SPELLING: f32 = 2.0;
    /// A street without its house number.
    pub const NO_NUMBER: f32 = 3.0;
    /// A postcode with its house number says little more than the street that it stands for, which
    /// counts too.
    pub const POSTCODE_HOUSE: f32 = 1.0;
    /// A postcode by itself.
    pub const POSTCODE: f32 = 2.0;
    /// Half of a number agrees: one sign may be wrong in the other half.
    pub const HALF: f32 = 2.0;
    /// A surname with the first letter of a given name: the surname counts already, this is only
    /// what the letter adds.
    pub const INITIAL: f32 = 6.0;

    /// A word of a name that is written otherwise, by how it resembles what was asked.
    pub fn name(like: Likeness) -> f32 {
        match like {
            Likeness::Exact => NOTHING,
            Likeness::Sound => 1.0,
            Likeness::Variant => 2.5,
            Likeness::Edit => 2.0,
            Likeness::Near | Likeness::Prefix | Likeness::Different => 5.0,
        }
    }

    /// A word of an address or of an organisation.
    pub fn word(like: Likeness) -> f32 {
        match like {
            Likeness::Exact => NOTHING,
            _ => SPELLING,
        }
    }
}

/// The keys of a query, gathered with what each is worth.
struct Wanted<'a> {
    register: &'a Register,
    keys: Vec<(f32, u32)>,
}

impl Wanted<'_> {
    /// Keys that no record has are not looked for.
    fn key(&mut self, key: u32, off: f32) {
        let count = self.register.postings.count(key);
        if count > 0 {
            let all = self.register.alive as f32 + 1.0;
            let bits = (all / count as f32).log2().max(LEAST_RARITY);
            self.keys.push(((bits - off).max(LEAST_WORTH), key));
        }
    }

    fn name(&mut self, given: &[Word], surname: &[Word]) {
        for word in given {
            self.word_of_name(word, None);
        }
        let letter = given.first().map(|word| word.text.as_bytes()[0]);
        for word in surname {
            self.word_of_name(word, letter);
        }
    }

    /// A word of a name and all that resemble it; of a surname also with the first letter of the
    /// given name.
    fn word_of_name(&mut self, word: &Word, letter: Option<u8>) {
        for (id, like) in self.register.words.neighbours(word) {
            let off = off::name(like);
            if word.text.len() > 1 {
                self.key(stored::name_key(id), off);
            }
            if let Some(letter) = letter {
                self.key(stored::initial_key(id, letter), off::INITIAL + off);
            }
        }
    }

    fn place(&mut self, place: &KnownPlace) {
        if let Some(street) = &place.street {
            for (id, like) in self.register.words.neighbours(street) {
                let off = off::word(like);
                self.key(stored::house_key(id, place.number), off);
                self.key(stored::street_key(id), off + off::NO_NUMBER);
            }
        }
        if place.postcode != 0 {
            let house = stored::postcode_house_key(place.postcode, place.number);
            self.key(house, off::POSTCODE_HOUSE);
            self.key(stored::postcode_key(place.postcode), off::POSTCODE);
        }
    }

    fn code(&mut self, code: Code) {
        self.key(stored::code_key(code), off::NOTHING);
        for key in stored::half_keys(code) {
            self.key(key, off::HALF);
        }
    }

    fn organisation(&mut self, words: &[Word]) {
        for word in words {
            for (id, like) in self.register.words.neighbours(word) {
                self.key(stored::organisation_key(id), off::word(like));
            }
        }
    }
}

impl Register {
    /// The keys of a query with what each is worth, in bits; the most telling first.
    fn wanted(&self, query: &Known) -> Vec<(f32, u32)> {
        let mut wanted = Wanted {
            register: self,
            keys: Vec::with_capacity(64),
        };
        for (given, surname) in &query.names {
            wanted.name(given, surname);
        }
        for birth in &query.births {
            for key in stored::birth_keys(*birth) {
                wanted.key(key, off::BIRTH);
            }
        }
        for place in &query.places {
            wanted.place(place);
        }
        for code in &query.codes {
            wanted.code(*code);
        }
        for words in &query.organisations {
            wanted.organisation(words);
        }
        let mut keys = wanted.keys;
        keys.sort_by(|a, b| b.0.total_cmp(&a.0));
        keys.dedup_by_key(|(_, key)| *key);
        keys
    }

    /// The records among these that have most in common with a query by their keys, rarest keys
    /// first; no order.
    pub(crate) fn retrieve(&self, query: &Known, among: impl Fn(Slot) -> bool) -> Vec<Slot> {
        let wanted = self.wanted(query);
        SCRATCH.with_borrow_mut(|scratch| {
            if scratch.sums.len() < self.slots_given() {
                scratch.sums.resize(self.slots_given(), 0.0);
            }
            let mut read = 0;
            for (bits, key) in wanted {
                let count = self.postings.count(key);
                if read > 0 && read + count > BUDGET {
                    continue;
                }
                read += count;
                for slot in self.postings.get(key).filter(|slot| among(*slot)) {
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
            out.retain(|slot| self.is_alive(*slot));
            out
        })
    }
}
