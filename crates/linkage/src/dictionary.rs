//! All words of the register, and which of them resemble one another.

use std::sync::LazyLock;

use rapidfuzz::distance::osa;
use rustc_hash::FxHashMap;

use crate::normal::variants_of;
use crate::normal::{are_variants, skeleton, sound};
use crate::postings::{Postings, text_key};
use crate::words::{Counts, Words};

/// What a word is used as. The same word counts apart in each use: "Jan" is a common given name and
/// a rare surname.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Use {
    Given,
    Surname,
    Street,
    City,
    Organisation,
}

const USES: usize = 5;

/// How two words resemble each other, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// The same word.
    Exact,
    /// Sounds the same: another spelling.
    Sound,
    /// Used for one another: Jan and Johannes.
    Variant,
    /// One letter differs, is missing, or two are swapped.
    Edit,
    /// Two letters, or the same consonants.
    Near,
    /// One is the beginning of the other.
    Prefix,
    /// Nothing of all that.
    Different,
}

/// A word ready to be compared.
#[derive(Debug, Clone)]
pub(crate) struct Word {
    pub id: Option<u32>,
    pub text: Box<str>,
    pub sound: Box<str>,
}

/// How two words resemble each other.
pub(crate) fn likeness(a: &str, sound_a: &str, b: &str, sound_b: &str) -> Likeness {
    if a == b {
        return Likeness::Exact;
    }
    let shortest = a.len().min(b.len());
    if sound_a == sound_b && shortest >= 2 {
        return Likeness::Sound;
    }
    if are_variants(a, b) {
        return Likeness::Variant;
    }
    if shortest < 3 {
        return Likeness::Different;
    }
    let limit = if a.len().abs_diff(b.len()) > 2 { 0 } else { 2 };
    let distance = if limit == 0 {
        None
    } else {
        within(a, b, limit)
    };
    match distance {
        Some(1) if shortest >= 4 || a.len() == b.len() && a.as_bytes()[0] == b.as_bytes()[0] => {
            return Likeness::Edit;
        }
        Some(2) if shortest >= 6 => return Likeness::Near,
        _ => {}
    }
    if a.as_bytes()[0] == b.as_bytes()[0]
        || sound_a.as_bytes().first() == sound_b.as_bytes().first()
    {
        let (bones_a, bones_b) = (skeleton(sound_a), skeleton(sound_b));
        if bones_a.len() >= 3 && bones_a == bones_b {
            return Likeness::Near;
        }
        if sound_a.len().min(sound_b.len()) >= 5 && within(sound_a, sound_b, 1).is_some() {
            return Likeness::Near;
        }
    }
    if a.starts_with(b) || b.starts_with(a) {
        return Likeness::Prefix;
    }
    Likeness::Different
}

/// The number of letters that differ (optimal string alignment), if at most `limit`.
pub(crate) fn within(a: &str, b: &str, limit: usize) -> Option<usize> {
    osa::distance_with_args(
        a.bytes(),
        b.bytes(),
        &osa::Args::default().score_cutoff(limit),
    )
}

/// What is known of frequencies before any data: how many words that counts for, and the share of a
/// word that nothing is known of.
const USUAL: [(f64, f64); USES] = [
    (2000.0, 2e-4),
    (2000.0, 3e-5),
    (300.0, 1e-3),
    (20.0, 0.05),
    (500.0, 1e-3),
];

/// Shares of common given names and surnames.
static COMMON: LazyLock<FxHashMap<&'static str, [f64; 2]>> = LazyLock::new(|| {
    let mut table: FxHashMap<&'static str, [f64; 2]> = FxHashMap::default();
    for line in include_str!("common.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
    {
        let mut parts = line.split(' ');
        if let (Some(used), Some(word), Some(Ok(million))) = (
            parts.next(),
            parts.next(),
            parts.next().map(str::parse::<f64>),
        ) {
            table.entry(word).or_insert([USUAL[0].1, USUAL[1].1])[usize::from(used == "S")] =
                million * 1e-6;
        }
    }
    table
});

#[derive(Default)]
pub(crate) struct Dictionary {
    words: Words,
    /// Of common names: their shares in [`COMMON`].
    common: FxHashMap<u32, [f64; 2]>,
    counts: Counts,
    totals: [u64; USES],
    /// By sound, skeleton, and every spelling with one letter left out.
    alike: Postings,
}

const SOUND: u8 = 1;
const BONES: u8 = 2;
const DELETE: u8 = 3;
const SOUND_DELETE: u8 = 4;

/// Every spelling with one letter left out, and the word itself.
fn deletes(word: &str, mut each: impl FnMut(&str)) {
    each(word);
    if !(3..=24).contains(&word.len()) || !word.is_ascii() {
        return;
    }
    let mut left = String::with_capacity(word.len());
    for at in 0..word.len() {
        // Of letters that follow one another either may go: it is one spelling.
        if at > 0 && word.as_bytes()[at - 1] == word.as_bytes()[at] {
            continue;
        }
        left.clear();
        left.push_str(&word[..at]);
        left.push_str(&word[at + 1..]);
        each(&left);
    }
}

fn alike_keys(text: &str, sound: &str, mut each: impl FnMut(u32)) {
    each(text_key(SOUND, sound));
    let bones = skeleton(sound);
    if bones.len() >= 3 {
        each(text_key(BONES, &bones));
    }
    deletes(text, |left| each(text_key(DELETE, left)));
    if sound.len() >= 5 && sound != text {
        deletes(sound, |left| each(text_key(SOUND_DELETE, left)));
    }
}

impl Dictionary {
    /// The word's number, given out when it is new.
    pub(crate) fn intern(&mut self, text: &str) -> u32 {
        if let Some(id) = self.words.number(text) {
            return id;
        }
        let sound = sound(text);
        let id = self.words.add(text, &sound);
        if text.len() > 1 {
            alike_keys(text, &sound, |key| self.alike.add(key, id));
        }
        if let Some(shares) = COMMON.get(text) {
            self.common.insert(id, *shares);
        }
        id
    }

    pub(crate) fn counted(&mut self, id: u32, used: Use, by: i32) {
        self.counts.add(id, used, by);
        self.totals[used as usize] =
            self.totals[used as usize].saturating_add_signed(i64::from(by));
    }

    /// A word to look for, which may be unknown.
    pub(crate) fn word(&self, text: &str) -> Word {
        match self.words.number(text) {
            Some(id) => self.of(id),
            None => Word {
                id: None,
                text: text.into(),
                sound: sound(text).into(),
            },
        }
    }

    pub(crate) fn of(&self, id: u32) -> Word {
        Word {
            id: Some(id),
            text: self.words.text(id).into(),
            sound: self.words.sound(id).into(),
        }
    }

    pub(crate) fn likeness(&self, word: &Word, id: u32) -> Likeness {
        if word.id == Some(id) {
            return Likeness::Exact;
        }
        let (text, sound) = (self.words.text(id), self.words.sound(id));
        likeness(&word.text, &word.sound, text, sound)
    }

    /// The share of this word among all in this use, the one that is compared left out: 0 to 1,
    /// never 0.
    pub(crate) fn share(&self, word: &Word, used: Use) -> f64 {
        let common = match word.id {
            Some(id) => self.common.get(&id),
            None => COMMON.get(&*word.text),
        };
        self.estimate(word.id, common, used)
    }

    /// The same for a word by its number.
    pub(crate) fn share_of(&self, id: u32, used: Use) -> f64 {
        self.estimate(Some(id), self.common.get(&id), used)
    }

    fn estimate(&self, id: Option<u32>, common: Option<&[f64; 2]>, used: Use) -> f64 {
        let (weight, usual) = USUAL[used as usize];
        let share = match (common, used) {
            (Some(shares), Use::Given | Use::Surname) => shares[used as usize],
            _ => usual,
        };
        let count = id.map_or(0, |id| self.counts.get(id, used).saturating_sub(1));
        (f64::from(count) + weight * share) / (self.totals[used as usize] as f64 + weight)
    }

    /// How often a word occurs in this use.
    pub(crate) fn count(&self, id: u32, used: Use) -> f64 {
        f64::from(self.counts.get(id, used))
    }

    pub(crate) fn total(&self, used: Use) -> f64 {
        self.totals[used as usize] as f64
    }

    pub(crate) fn text(&self, id: u32) -> &str {
        self.words.text(id)
    }

    /// Every word of the register that resembles this one, with how.
    pub(crate) fn neighbours(&self, word: &Word) -> Vec<(u32, Likeness)> {
        let mut ids: Vec<u32> = word.id.into_iter().collect();
        if word.text.len() > 1 {
            alike_keys(&word.text, &word.sound, |key| {
                ids.extend(self.alike.get(key).take(2000));
            });
            ids.extend(variants_of(&word.text).filter_map(|other| self.words.number(other)));
        }
        ids.sort_unstable();
        ids.dedup();
        let with = ids.into_iter().map(|id| (id, self.likeness(word, id)));
        with.filter(|(_, likeness)| *likeness < Likeness::Prefix)
            .collect()
    }

    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }

    pub(crate) fn merge(&mut self) {
        self.alike.merge();
    }

    pub(crate) fn bytes(&self) -> usize {
        self.words.bytes() + self.counts.bytes() + self.common.capacity() * 21 + self.alike.bytes()
    }
}
