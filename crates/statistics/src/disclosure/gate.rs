//! Which cells may be shown at all, each rule a function. They look at rounded figures, so that
//! whether a cell is shown tells nothing the figures do not tell.

use super::rounding::Rounder;
use super::table::Table;

/// Who reads the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Profile {
    /// Site and council papers: k = 10.
    Public,
    /// Under imposed secrecy: k = 5.
    Confidential,
    /// Region and country: noise with a budget.
    Region,
}

/// No profile goes below this threshold, whatever is configured.
pub const FLOOR: u64 = 5;
/// Published figures are multiples of this.
pub const BASE: u64 = 5;

impl Profile {
    /// The smallest number of persons that is shown.
    pub fn k(self) -> u64 {
        match self {
            Self::Public | Self::Region => 10,
            Self::Confidential => FLOOR,
        }
    }
}

/// A total is shown from k persons on. Below, the document is the same for 0 as for k - 1.
pub fn total_gate(persons: u64, k: u64) -> bool {
    persons >= k
}

/// A total is split one way from 3k persons on, two ways from 10k, three ways from 30k (the last,
/// and the first two numbers, are proposals: below them nearly every part would have to be hidden).
pub fn split_gate(shown: u64, ways: usize, k: u64) -> bool {
    let times = match ways {
        0 => 1,
        1 => 3,
        2 => 10,
        more => 10 * 3_u64.pow(u32::try_from(more).unwrap_or(u32::MAX).saturating_sub(2)),
    };
    shown >= times * k
}

/// A split is refused when one part holds more than all but three persons: it would say what nearly
/// everybody is.
pub fn homogeneous(total: u64, largest: u64) -> bool {
    total > 0 && largest + 3 > total
}

/// For every cell what would be published, when the rules for the cell itself and for the splits
/// above it allow it.
pub fn candidates(table: &Table, k: u64, rounder: &Rounder) -> Vec<Option<u64>> {
    let figures: Vec<Option<u64>> = table
        .cells
        .iter()
        .map(|cell| (cell.count() >= k).then(|| rounder.round(&cell.persons)))
        .collect();
    let uneven: Vec<Vec<bool>> = homogeneous_splits(table);
    (0..table.cells.len())
        .map(|cell| figures[cell].filter(|_| splits_allow(table, cell, k, &figures, &uneven)))
        .collect()
}

/// Per cell and dimension: would splitting this cell along it say what nearly everybody in it is?
fn homogeneous_splits(table: &Table) -> Vec<Vec<bool>> {
    let ways = table.dimensions.len();
    let mut largest = vec![vec![0_u64; ways]; table.cells.len()];
    for (cell, own) in table.cells.iter().enumerate() {
        let parents =
            (0..ways).filter_map(|dimension| Some((dimension, table.parent(cell, dimension)?)));
        for (dimension, parent) in parents {
            let most = &mut largest[parent][dimension];
            *most = own.count().max(*most);
        }
    }
    largest
        .into_iter()
        .zip(&table.cells)
        .map(|(largest, cell)| {
            largest
                .into_iter()
                .map(|largest| homogeneous(cell.count(), largest))
                .collect()
        })
        .collect()
}

/// Every total this cell is a part of, one level up along any of its dimensions, is large and mixed
/// enough.
fn splits_allow(
    table: &Table,
    cell: usize,
    k: u64,
    figures: &[Option<u64>],
    uneven: &[Vec<bool>],
) -> bool {
    let split: Vec<usize> = (0..table.dimensions.len())
        .filter(|dimension| table.cells[cell].at[*dimension] != 0)
        .collect();
    let large = (1..1_usize << split.len()).all(|chosen| {
        let lifted: Vec<usize> = split
            .iter()
            .enumerate()
            .filter(|(place, _)| chosen >> place & 1 == 1)
            .map(|(_, way)| *way)
            .collect();
        let total = lifted
            .iter()
            .try_fold(cell, |cell, dimension| table.parent(cell, *dimension));
        total
            .and_then(|total| figures[total])
            .is_some_and(|shown| split_gate(shown, lifted.len(), k))
    });
    // Anywhere above: a part of a part of a homogeneous total tells of it too.
    large && mixed(table, cell, uneven)
}

fn mixed(table: &Table, cell: usize, uneven: &[Vec<bool>]) -> bool {
    (0..table.dimensions.len()).all(|dimension| {
        table
            .parent(cell, dimension)
            .is_none_or(|parent| !uneven[parent][dimension] && mixed(table, parent, uneven))
    })
}
