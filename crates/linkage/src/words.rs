//! Every word once: its letters, how it sounds, and how often it occurs in each use. Nearly all
//! words of a register are rare, so a word takes some twenty bytes beside its letters.

use std::hash::BuildHasher;

use hashbrown::HashTable;
use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::dictionary::Use;

/// Words by number.
#[derive(Default)]
pub(crate) struct Words {
    /// Every word, and behind it how it sounds.
    letters: String,
    /// Where each word ends, and where its sound does.
    ends: Vec<[u32; 2]>,
    /// Numbers, found by the letters of their words.
    numbers: HashTable<u32>,
}

fn hash(text: &str) -> u64 {
    FxBuildHasher.hash_one(text)
}

impl Words {
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(crate) fn number(&self, text: &str) -> Option<u32> {
        let is = |id: &u32| self.text(*id) == text;
        self.numbers.find(hash(text), is).copied()
    }

    /// Gives the next number to a word that has none yet.
    pub(crate) fn add(&mut self, text: &str, sound: &str) -> u32 {
        let id = self.len() as u32;
        self.letters.push_str(text);
        let end = self.letters.len() as u32;
        self.letters.push_str(sound);
        self.ends.push([end, self.letters.len() as u32]);
        let (letters, ends) = (&self.letters, &self.ends);
        let hashed = |id: &u32| hash(text_of(letters, ends, *id));
        self.numbers.insert_unique(hash(text), id, hashed);
        id
    }

    pub(crate) fn text(&self, id: u32) -> &str {
        text_of(&self.letters, &self.ends, id)
    }

    pub(crate) fn sound(&self, id: u32) -> &str {
        let [start, end] = self.ends[id as usize];
        &self.letters[start as usize..end as usize]
    }

    /// Bytes in use.
    pub(crate) fn bytes(&self) -> usize {
        self.letters.capacity() + self.ends.capacity() * 8 + self.numbers.capacity() * 5
    }
}

fn text_of<'a>(letters: &'a str, ends: &[[u32; 2]], id: u32) -> &'a str {
    let id = id as usize;
    let start = id.checked_sub(1).map_or(0, |before| ends[before][1]);
    &letters[start as usize..ends[id][0] as usize]
}

/// How often each word occurs in each use. Nearly every word has one: that count stands by the
/// number of the word, with the use in the lowest bits (one higher; 0 for none yet), and the counts
/// of other uses stand apart.
#[derive(Default)]
pub(crate) struct Counts {
    own: Vec<u32>,
    others: FxHashMap<(u32, u8), u32>,
}

/// A count and its use in one word; a count of half a milliard is far.
fn packed(used: Use, count: u32) -> u32 {
    count << 3 | (used as u32 + 1)
}

fn is_of(used: Use, own: u32) -> bool {
    own & 7 == packed(used, 0)
}

impl Counts {
    pub(crate) fn get(&self, id: u32, used: Use) -> u32 {
        match self.own.get(id as usize) {
            Some(own) if is_of(used, *own) => own >> 3,
            Some(1..) if !self.others.is_empty() => {
                let count = self.others.get(&(id, used as u8));
                count.copied().unwrap_or_default()
            }
            _ => 0,
        }
    }

    pub(crate) fn add(&mut self, id: u32, used: Use, by: i32) {
        let count = self.get(id, used).saturating_add_signed(by);
        let at = id as usize;
        if at >= self.own.len() {
            self.own.resize(at + 1, 0);
        }
        let own = &mut self.own[at];
        if *own == 0 || is_of(used, *own) {
            *own = packed(used, count);
        } else {
            self.others.insert((id, used as u8), count);
        }
    }

    /// Bytes in use.
    pub(crate) fn bytes(&self) -> usize {
        self.own.capacity() * 4 + self.others.capacity() * 13
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_has_one_number_and_its_own_sound() {
        let mut words = Words::default();
        let all = [("jansen", "ians"), ("h", ""), ("12", "12"), ("", "x")];
        for (at, (text, sound)) in (0..).zip(all) {
            assert_eq!(words.number(text), None);
            assert_eq!(words.add(text, sound), at);
        }
        for (at, (text, sound)) in (0..).zip(all) {
            assert_eq!(words.number(text), Some(at));
            assert_eq!((words.text(at), words.sound(at)), (text, sound));
        }
    }

    #[test]
    fn a_word_counts_apart_in_each_use() {
        let mut counts = Counts::default();
        for _ in 0..3 {
            counts.add(7, Use::Surname, 1);
        }
        counts.add(7, Use::Given, 1);
        counts.add(7, Use::Surname, -1);
        let of = |used| counts.get(7, used);
        assert_eq!([Use::Surname, Use::Given, Use::City].map(of), [2, 1, 0]);
        assert_eq!(counts.get(3, Use::Given), 0);
    }
}
