//! Who was on which list: the counts an estimate starts from.

/// A set of lists as bits: bit 0 is the first list. As a capture history it says on which lists a
/// person is; as a term of a model, which lists act together.
pub type Set = u16;

/// More lists than this are refused: every list doubles the number of histories.
pub const MOST_LISTS: usize = 10;

/// How many persons have each capture history. The history of nobody's list is the dark figure:
/// unknown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counts {
    lists: Vec<Box<str>>,
    cells: Vec<u64>,
}

impl Counts {
    /// `rows` may name a history more than once; those counts are added up.
    ///
    /// # Panics
    /// When there are more lists than [`MOST_LISTS`], or a row is about a list that is not there:
    /// readers (`mse::read`) refuse both with the line.
    #[must_use]
    pub fn new(lists: &[&str], rows: &[(Set, u64)]) -> Self {
        assert!(lists.len() <= MOST_LISTS, "at most {MOST_LISTS} lists");
        let mut cells = vec![0; 1 << lists.len()];
        for (history, count) in rows {
            if *history != 0 {
                cells[usize::from(*history)] += count;
            }
        }
        Self {
            lists: lists.iter().map(|name| Box::from(*name)).collect(),
            cells,
        }
    }

    /// Names of the lists; the place of a name is its bit in a [`Set`].
    pub fn lists(&self) -> &[Box<str>] {
        &self.lists
    }

    /// Count per capture history; the index is the [`Set`].
    pub fn cells(&self) -> &[u64] {
        &self.cells
    }

    /// Persons on at least one list.
    pub fn observed(&self) -> u64 {
        self.cells.iter().sum()
    }

    /// Persons who are on all lists of `set`, whatever other list they are on.
    pub fn on_all(&self, set: Set) -> u64 {
        self.histories()
            .filter(|(history, _)| history & set == set)
            .map(|(_, count)| count)
            .sum()
    }

    /// Histories with their counts, zeros too.
    pub fn histories(&self) -> impl Iterator<Item = (Set, u64)> + '_ {
        self.cells
            .iter()
            .enumerate()
            .skip(1)
            .map(|(history, count)| (history as Set, *count))
    }

    /// The same lists with other counts: a resampled table.
    #[must_use]
    pub fn with_cells(&self, cells: Vec<u64>) -> Self {
        Self {
            lists: self.lists.clone(),
            cells,
        }
    }

    /// As if list `gone` had never been kept: who was only on that list is not observed.
    #[must_use]
    pub fn without(&self, gone: usize) -> Self {
        let names: Vec<&str> = self.lists.iter().map(AsRef::as_ref).collect();
        let kept: Vec<&str> = [&names[..gone], &names[gone + 1..]].concat();
        let low = (1 << gone) - 1;
        let rows: Vec<(Set, u64)> = self
            .histories()
            .map(|(history, count)| ((history & low) | ((history >> (gone + 1)) << gone), count))
            .collect();
        Self::new(&kept, &rows)
    }

    /// Lists `into` and `from` taken as one.
    #[must_use]
    pub fn merged(&self, into: usize, from: usize) -> Self {
        let rows: Vec<(Set, u64)> = self
            .histories()
            .map(|(history, count)| (history | (((history >> from) & 1) << into), count))
            .collect();
        let name = format!("{}+{}", self.lists[into], self.lists[from]);
        let mut names: Vec<&str> = self.lists.iter().map(AsRef::as_ref).collect();
        names[into] = &name;
        Self::new(&names, &rows).without(from)
    }

    /// Histories in an order that does not depend on the order of the lists: draws stay the same
    /// when columns of a file change places.
    pub(crate) fn settled_order(&self) -> Vec<usize> {
        let mut by_name: Vec<usize> = (0..self.lists.len()).collect();
        by_name.sort_by(|a, b| self.lists[*a].cmp(&self.lists[*b]));
        let rank = |history: usize| {
            by_name.iter().enumerate().fold(0, |key, (place, list)| {
                key | (((history >> list) & 1) << place)
            })
        };
        let mut order: Vec<usize> = (1..self.cells.len()).collect();
        order.sort_by_key(|history| rank(*history));
        order
    }
}

/// Counts as the fits want them: with, per set, how many are on all its lists.
#[derive(Clone, Debug)]
pub struct Observed {
    pub(crate) lists: usize,
    pub(crate) cells: Vec<f64>,
    /// The sufficient statistics: persons on all lists of the set.
    pub(crate) on_all: Vec<f64>,
    /// Sum of ln(count!), the part of the likelihood no model changes.
    pub(crate) ln_factorials: f64,
    /// Histories somebody has, a bit each.
    pub(crate) positive: Bits,
}

impl Observed {
    /// Counts made ready to be fitted.
    #[must_use]
    pub fn new(counts: &Counts) -> Self {
        let cells: Vec<f64> = counts.cells.iter().map(|count| *count as f64).collect();
        let mut on_all = cells.clone();
        sum_over_supersets(&mut on_all);
        let positive = (0..cells.len())
            .filter(|history| counts.cells[*history] > 0)
            .fold(Bits::new(cells.len()), Bits::with);
        let ln_factorials = counts
            .cells
            .iter()
            .map(|count| statrs::function::factorial::ln_factorial(*count))
            .sum();
        Self {
            lists: counts.lists.len(),
            cells,
            on_all,
            ln_factorials,
            positive,
        }
    }

    /// Persons on at least one list.
    pub fn total(&self) -> f64 {
        self.on_all[0]
    }
}

/// Histories as bits; compared and hashed in caches.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Bits(Box<[u64]>);

impl Bits {
    /// So many bits, all unset.
    pub fn new(size: usize) -> Self {
        Self(vec![0; size.div_ceil(64)].into())
    }

    /// The same with this bit set.
    #[must_use]
    pub fn with(mut self, index: usize) -> Self {
        self.0[index / 64] |= 1 << (index % 64);
        self
    }

    /// Every bit of `other` is set here too; both are of one size.
    pub fn contains(&self, other: &Self) -> bool {
        self.0
            .iter()
            .zip(&other.0)
            .all(|(own, others)| own & others == *others)
    }

    /// This bit is set.
    pub fn has(&self, index: usize) -> bool {
        self.0[index / 64] >> (index % 64) & 1 == 1
    }
}

/// `values[s]` becomes the sum of `values[t]` over all `t` that contain `s`.
pub fn sum_over_supersets(values: &mut [f64]) {
    let mut bit = 1;
    while bit < values.len() {
        for block in values.chunks_exact_mut(2 * bit) {
            let (without, with) = block.split_at_mut(bit);
            for (low, high) in without.iter_mut().zip(with) {
                *low += *high;
            }
        }
        bit *= 2;
    }
}

/// `values[s]` becomes the sum of `values[t]` over all `t` within `s`.
pub fn sum_over_subsets(values: &mut [f64]) {
    let mut bit = 1;
    while bit < values.len() {
        for block in values.chunks_exact_mut(2 * bit) {
            let (without, with) = block.split_at_mut(bit);
            for (low, high) in without.iter().zip(with) {
                *high += *low;
            }
        }
        bit *= 2;
    }
}
