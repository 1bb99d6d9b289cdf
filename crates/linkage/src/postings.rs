//! Which items have which key: a sorted list that a small fresh part is merged into now and then,
//! so that adding is cheap and memory stays at 8 bytes an entry (about 9 with the directory).

use rustc_hash::FxHashMap;

/// Key to items, both 32 bits. Keys are hashes ([`key`]): two keys may rarely share an entry, which
/// only offers a candidate too many.
#[derive(Default)]
pub(crate) struct Postings {
    /// Key in the high half, item in the low half; sorted.
    base: Vec<u64>,
    /// Where each range of keys starts in `base`.
    directory: Vec<u32>,
    shift: u32,
    fresh: FxHashMap<u32, Vec<u32>>,
    fresh_len: usize,
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

impl Postings {
    pub(crate) fn add(&mut self, key: u32, item: u32) {
        self.fresh.entry(key).or_default().push(item);
        self.fresh_len += 1;
        // A fresh entry takes ten times the room of a sorted one.
        if self.fresh_len > 8192.max(self.base.len() / 32) {
            self.merge();
        }
    }

    /// Brings the fresh part into the sorted one.
    pub(crate) fn merge(&mut self) {
        if self.fresh_len == 0 {
            return;
        }
        self.fresh_len = 0;
        let fresh = std::mem::take(&mut self.fresh).into_iter();
        let entry = |key: u32, item: u32| u64::from(key) << 32 | u64::from(item);
        let mut fresh: Vec<u64> = fresh
            .flat_map(|(key, items)| items.into_iter().map(move |item| entry(key, item)))
            .collect();
        fresh.sort_unstable();
        let mut from = self.base.len();
        self.base.reserve_exact(fresh.len());
        self.base.resize(from + fresh.len(), 0);
        // From the back, so that nothing is written over before it was moved.
        let mut to = self.base.len();
        while let Some(last) = fresh.last().copied() {
            to -= 1;
            if from > 0 && self.base[from - 1] > last {
                from -= 1;
                self.base[to] = self.base[from];
            } else {
                self.base[to] = last;
                fresh.pop();
            }
        }
        let bits = (self.base.len() / 6).max(1).ilog2().clamp(1, 26);
        self.shift = 32 - bits;
        self.directory = vec![0; (1 << bits) + 1];
        for entry in &self.base {
            self.directory[((entry >> 32) as u32 >> self.shift) as usize + 1] += 1;
        }
        let mut sum = 0;
        for start in &mut self.directory {
            sum += *start;
            *start = sum;
        }
    }

    fn sorted(&self, key: u32) -> &[u64] {
        if self.base.is_empty() {
            return &[];
        }
        let range = (key >> self.shift) as usize;
        let bucket = &self.base[self.directory[range] as usize..self.directory[range + 1] as usize];
        let from = bucket.partition_point(|entry| ((entry >> 32) as u32) < key);
        let rest = &bucket[from..];
        &rest[..rest.partition_point(|entry| (entry >> 32) as u32 == key)]
    }

    /// How many items have this key.
    pub(crate) fn count(&self, key: u32) -> usize {
        self.sorted(key).len() + self.fresh.get(&key).map_or(0, Vec::len)
    }

    pub(crate) fn get(&self, key: u32) -> impl Iterator<Item = u32> + '_ {
        let fresh = self.fresh.get(&key).map_or(&[][..], Vec::as_slice);
        self.sorted(key)
            .iter()
            .map(|entry| *entry as u32)
            .chain(fresh.iter().copied())
    }

    /// Bytes in use.
    pub(crate) fn bytes(&self) -> usize {
        self.base.capacity() * 8 + self.directory.capacity() * 4 + self.fresh_len * 40
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_was_added_is_found(entries in proptest::collection::vec((0u32..50, 0u32..1000), 0..300), merge_at in 0usize..300) {
            let mut postings = Postings::default();
            for (at, (k, item)) in entries.iter().enumerate() {
                if at == merge_at { postings.merge(); }
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
    }
}
