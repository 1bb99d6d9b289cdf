//! A thousand random small tables, each attacked after it was protected.

use statistics::disclosure::attack::{self, intervals};
use statistics::disclosure::audit::audit;
use statistics::disclosure::gate::Profile;
use statistics::disclosure::protect::{Cell, Draft, protect};
use statistics::disclosure::rounding::behind;
use statistics::disclosure::system::{Hidden, Known, System};

use crate::kit::{FORMS, House, TOWNS, file, random};

/// A table over three dimensions, one of them in two levels, with every margin; without the gates
/// that would hide nearly all of a small table, so that hiding has to do the work.
fn draft(seed: u64) -> Draft {
    let mut random = random(seed);
    let k = 10;
    let sizes = [2 + random(2) as usize, 2 + random(2) as usize, 4];
    let atoms: usize = sizes.iter().product();
    let spread = 5 + random(40);
    let counts: Vec<u64> = (0..atoms)
        .map(|_| if random(4) == 0 { 0 } else { random(spread) })
        .collect();
    // The last dimension has two pairs: total, pair, one.
    let groups = |size: usize, pairs: bool| -> Vec<Vec<usize>> {
        let mut groups = vec![(0..size).collect()];
        if pairs {
            groups.extend([vec![0, 1], vec![2, 3]]);
        }
        groups.extend((0..size).map(|one| vec![one]));
        groups
    };
    let mut cells = Vec::new();
    for a in groups(sizes[0], false) {
        for b in groups(sizes[1], false) {
            for c in groups(sizes[2], true) {
                let own: Vec<u32> = a
                    .iter()
                    .flat_map(|a| b.iter().map(move |b| (*a, *b)))
                    .flat_map(|(a, b)| c.iter().map(move |c| (a, b, *c)).collect::<Vec<_>>())
                    .map(|(a, b, c)| ((a * sizes[1] + b) * sizes[2] + c) as u32)
                    .collect();
                let count: u64 = own.iter().map(|atom| counts[*atom as usize]).sum();
                let rounded = count / 5 * 5 + if random(5) < count % 5 { 5 } else { 0 };
                let shown = (count >= k).then(|| behind(rounded, k));
                cells.push(Cell {
                    atoms: own,
                    shown,
                    count,
                });
            }
        }
    }
    let truth = counts.iter().map(|count| *count as i64).collect();
    Draft {
        atoms,
        known: Vec::new(),
        hidden: Vec::new(),
        cells,
        reach: 9,
        truth,
    }
}

fn attacked(draft: &Draft, shown: &[bool]) -> Vec<attack::Interval> {
    let (mut known, mut hidden) = (Vec::new(), Vec::new());
    for (cell, shown) in draft.cells.iter().zip(shown) {
        match cell.shown.filter(|_| *shown) {
            Some((low, high)) => known.push(Known {
                atoms: cell.atoms.clone(),
                low,
                high,
            }),
            None => hidden.push(Hidden {
                atoms: cell.atoms.clone(),
                reach: draft.reach,
            }),
        }
    }
    intervals(&System::new(draft.atoms, &known, &hidden)).unwrap()
}

/// The tables that can be protected at all: their total is shown.
fn drafts(seeds: std::ops::Range<u64>) -> impl Iterator<Item = (u64, Draft)> {
    seeds
        .map(|seed| (seed, draft(seed)))
        .filter(|(_, draft)| draft.cells[0].shown.is_some())
}

fn breached(draft: &Draft, shown: &[bool]) -> bool {
    attacked(draft, shown)
        .into_iter()
        .any(|one| !one.is_wide_enough(draft.reach))
}

/// Protects and attacks.
fn no_breach(seeds: std::ops::Range<u64>) {
    let mut tables = 0;
    for (seed, draft) in drafts(seeds) {
        let shown = protect(&draft).unwrap();
        assert!(shown[0], "table {seed}: the total is shown");
        assert!(!breached(&draft, &shown), "table {seed}");
        tables += 1;
    }
    assert!(tables > 200, "{tables}");
}

// A thousand in all, in four tests that run beside each other.
#[test]
fn a_thousand_tables_and_no_breach_1() {
    no_breach(0..250);
}

#[test]
fn a_thousand_tables_and_no_breach_2() {
    no_breach(250..500);
}

#[test]
fn a_thousand_tables_and_no_breach_3() {
    no_breach(500..750);
}

#[test]
fn a_thousand_tables_and_no_breach_4() {
    no_breach(750..1000);
}

#[test]
fn hiding_only_what_is_small_is_not_enough() {
    let breaches = drafts(0..60)
        .filter(|(_, draft)| {
            let small: Vec<bool> = draft
                .cells
                .iter()
                .map(|cell| cell.shown.is_some())
                .collect();
            breached(draft, &small)
        })
        .count();
    assert!(breaches > 20, "{breaches}");
}

/// The same through the front door, with gates, keyed rounding and the file of persons.
#[test]
fn published_tables_hold() {
    for seed in 0..24 {
        let mut random = random(seed);
        let spread = [3, 10, 30, 60][seed as usize % 4];
        let mut parts = Vec::new();
        for form in FORMS {
            for period in ["2024-H1", "2024-H2", "2025-H1", "2025-H2"] {
                for town in TOWNS {
                    let many = if random(3) == 0 {
                        0
                    } else {
                        random(spread) as usize
                    };
                    parts.push((form, period, town, many));
                }
            }
        }
        let mut house = House::new(seed as u8);
        house
            .publish(&file(&parts), "form,period,municipality", Profile::Public)
            .unwrap();
        let found = audit(&house.releases()).unwrap();
        assert!(found.iter().all(|finding| !finding.breach), "{seed}");
    }
}
