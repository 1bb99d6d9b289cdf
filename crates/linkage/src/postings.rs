//! Which items have which key: a sorted list that a small fresh part is merged into now and then,
//! so that adding is cheap and memory stays at 6 bytes an entry.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

/// Keys are told apart by their upper half in the directory, by their lower half in the list.
const RANGES: usize = 1 << 16;

/// Key to items, both 32 bits. Keys are hashes ([`key`]): two keys may rarely share an entry, which
/// only offers a candidate too many.
#[derive(Default)]
pub(crate) struct Postings {
    /// Sorted by key and item: the lower half of each key, and beside it the item.
    lows: Vec<u16>,
    items: Vec<u32>,
    /// Where each range of keys starts in the list, and where the last one ends; empty until there
    /// is a list.
    directory: Vec<u32>,
    /// Key in the high half, item in the low half.
    fresh: BTreeSet<u64>,
    /// How many of the fresh part have a key: most keys that are asked for have none there.
    fresh_counts: FxHashMap<u32, u32>,
}

/// Spreads what makes a key over 32 bits (the finaliser of `MurmurHash3`).
pub(crate) fn key(tag: u8, a: u64, b: u64) -> u32 {
    let mut x = a
        .wrapping_mul(0x9e37_79b9_7f4a_7c15)
        .wrapping_add(b.wrapping_mul(0xc2b2_ae3d_27d4_eb4f))
        .wrapping_add(u64::from(tag).wrapping_mul(0x1656_67b1_9e37_79f9));
    x ^= x >> 33;
    x = x.wrapping_mul(0xff51_afd7_ed55_8ccd);
    x ^= x >> 33;
    x = x.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    (x >> 32) as u32
}

/// The same for text.
pub(crate) fn text_key(tag: u8, text: &str) -> u32 {
    let sum = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |sum, b| {
        (sum ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3)
    });
    key(tag, sum, text.len() as u64)
}

fn entry(key: u32, item: u32) -> u64 {
    u64::from(key) << 32 | u64::from(item)
}

impl Postings {
    /// Adds an item under a key; once under each.
    pub(crate) fn add(&mut self, key: u32, item: u32) {
        if self.fresh.insert(entry(key, item)) {
            *self.fresh_counts.entry(key).or_default() += 1;
        }
        // A fresh entry takes four times the room of a sorted one.
        if self.fresh.len() > 8192.max(self.items.len() / 32) {
            self.merge();
        }
    }

    /// Brings the fresh part into the sorted one.
    pub(crate) fn merge(&mut self) {
        let fresh: Vec<u64> = std::mem::take(&mut self.fresh).into_iter().collect();
        self.fresh_counts = FxHashMap::default();
        let mut left = fresh.len();
        if left == 0 {
            return;
        }
        self.directory.resize(RANGES + 1, 0);
        let all = self.items.len() + left;
        self.lows.reserve_exact(left);
        self.lows.resize(all, 0);
        self.items.reserve_exact(left);
        self.items.resize(all, 0);
        // From the back, so that nothing is written over before it was moved; each by as many as
        // are yet to come before it.
        for range in (0..RANGES).rev() {
            let start = self.directory[range] as usize;
            let mut end = self.directory[range + 1] as usize;
            self.directory[range + 1] += left as u32;
            while left > 0 && (fresh[left - 1] >> 48) as usize == range {
                let (low, item) = ((fresh[left - 1] >> 32) as u16, fresh[left - 1] as u32);
                let from = start + self.before(start..end, (low, item));
                self.shift(from..end, left);
                (self.lows[from + left - 1], self.items[from + left - 1]) = (low, item);
                (end, left) = (from, left - 1);
            }
            if left == 0 {
                break;
            }
            self.shift(start..end, left);
        }
    }

    /// How many entries of a stretch of one range come before this one.
    fn before(&self, stretch: std::ops::Range<usize>, (low, item): (u16, u32)) -> usize {
        let lows = &self.lows[stretch.clone()];
        let same = lows.partition_point(|other| *other < low);
        let until = same + lows[same..].partition_point(|other| *other == low);
        same + self.items[stretch][same..until].partition_point(|other| *other < item)
    }

    fn shift(&mut self, stretch: std::ops::Range<usize>, by: usize) {
        let to = stretch.start + by;
        self.lows.copy_within(stretch.clone(), to);
        self.items.copy_within(stretch, to);
    }

    fn sorted(&self, key: u32) -> &[u32] {
        let range = (key >> 16) as usize;
        let [start, end, ..] = self.directory.get(range..).unwrap_or_default() else {
            return &[];
        };
        let (start, end) = (*start as usize, *end as usize);
        let lows = &self.lows[start..end];
        let from = lows.partition_point(|low| *low < key as u16);
        let many = lows[from..].partition_point(|low| *low == key as u16);
        &self.items[start + from..][..many]
    }

    fn fresh_count(&self, key: u32) -> usize {
        self.fresh_counts
            .get(&key)
            .map_or(0, |count| *count as usize)
    }

    /// How many items have this key.
    pub(crate) fn count(&self, key: u32) -> usize {
        self.sorted(key).len() + self.fresh_count(key)
    }

    pub(crate) fn get(&self, key: u32) -> impl Iterator<Item = u32> + '_ {
        let has_fresh = self.fresh_count(key) > 0;
        let range = entry(key, 0)..=entry(key, u32::MAX);
        let fresh = has_fresh.then(|| self.fresh.range(range));
        let fresh = fresh.into_iter().flatten().map(|entry| *entry as u32);
        self.sorted(key).iter().copied().chain(fresh)
    }

    /// Bytes in use.
    pub(crate) fn bytes(&self) -> usize {
        self.items.capacity() * 6 + self.directory.capacity() * 4 + self.fresh.len() * 26
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_was_added_is_found(entries in proptest::collection::hash_set((0u32..50, 0u32..1000), 0..300), merges in proptest::collection::vec(0usize..300, 0..4)) {
            let mut postings = Postings::default();
            for (at, (k, item)) in entries.iter().enumerate() {
                if merges.contains(&at) { postings.merge(); }
                postings.add(key(1, u64::from(*k), 0), *item);
            }
            for k in 0..60 {
                let mut expected: Vec<u32> = entries.iter().filter(|(other, _)| *other == k).map(|(_, item)| *item).collect();
                let mut found: Vec<u32> = postings.get(key(1, u64::from(k), 0)).collect();
                expected.sort_unstable();
                found.sort_unstable();
                prop_assert_eq!(postings.count(key(1, u64::from(k), 0)), expected.len());
                prop_assert_eq!(found, expected);
            }
        }

        /// Many keys in few ranges: what stands beside one another is told apart.
        #[test]
        fn neighbouring_keys_are_told_apart(entries in proptest::collection::hash_set((0u32..4, 0u32..6, 0u32..4), 0..80), merge_at in 0usize..80) {
            let key = |high: u32, low: u32| ((high * 0x5555) << 16) | (low * 0x3333);
            let mut postings = Postings::default();
            for (at, (high, low, item)) in entries.iter().enumerate() {
                if at == merge_at { postings.merge(); }
                postings.add(key(*high, *low), *item);
            }
            postings.merge();
            for (high, low) in (0..4).flat_map(|high| (0..6).map(move |low| (high, low))) {
                let expected: Vec<u32> = (0..4).filter(|item| entries.contains(&(high, low, *item))).collect();
                prop_assert_eq!(postings.get(key(high, low)).collect::<Vec<_>>(), expected);
            }
        }
    }
}
