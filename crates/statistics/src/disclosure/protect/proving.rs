//! Is a hidden sum safe? Two examples say so, or the exact interval.

use super::Open;
use crate::disclosure::attack::{self, End};
use crate::disclosure::system::{System, Target};
use crate::disclosure::witness::{self, Start};

/// A system of up to so many numbers in one part is solved exactly when no example is found.
const EXACT: usize = 120;

/// Classes that may move when a hidden sum is covered.
const NEAR: usize = 400;

pub(super) enum Proof {
    /// Tables in which the sum is 0, and in which it reaches k - 1.
    By(Vec<Vec<i64>>),
    /// It is known to be no small number: as long as nothing more is hidden.
    Large,
    None,
}

pub(super) fn prove(system: &System, start: &Start, target: &Target, open: &Open) -> Proof {
    if least(system, target) > target.reach {
        return Proof::Large;
    }
    let parts = target
        .touched
        .iter()
        .map(|class| system.part_of[*class as usize]);
    let exact = parts
        .map(|part| system.parts[part as usize].len())
        .max()
        .unwrap_or(0)
        <= EXACT;
    let mut tables = Vec::new();
    for (needed, zero) in [(open.reach, false), (open.zero, true)] {
        if !needed {
            continue;
        }
        if let Some(table) = witness::search(system, start, target, zero) {
            tables.push(table);
            continue;
        }
        if !exact {
            let near = near(system, target);
            match attack::nearby(system, &start.values, (target, zero), &near) {
                Some(table) => tables.push(table),
                None => return Proof::None,
            }
            continue;
        }
        match attack::wanted(system, target, zero) {
            Ok(End::Example(values)) => {
                let mut table = start.values.clone();
                for (class, value) in values {
                    table[class as usize] = value;
                }
                tables.push(table);
            }
            Ok(End::At(least)) if zero && least > target.reach => return Proof::Large,
            _ => return Proof::None,
        }
    }
    Proof::By(tables)
}

/// A bound from below by single statements: what is left of each when all other numbers are as
/// large as can be.
fn least(system: &System, target: &Target) -> i64 {
    let most = |class: u32| {
        system.rows_of[class as usize]
            .iter()
            .map(|row| system.rows[*row as usize].high)
            .min()
            .unwrap_or(attack::NO_LIMIT)
    };
    let mut rows: Vec<u32> = target
        .whole
        .iter()
        .flat_map(|class| system.rows_of[*class as usize].iter().copied())
        .collect();
    rows.sort_unstable();
    rows.dedup();
    rows.into_iter()
        .map(|row| {
            let row = &system.rows[row as usize];
            let others: i64 = row
                .classes
                .iter()
                .filter(|class| !target.whole.contains(class))
                .map(|class| most(*class))
                .fold(0, |sum, one| (sum + one).min(attack::NO_LIMIT));
            row.low - others
        })
        .max()
        .unwrap_or(0)
}

/// The classes that move when a hidden sum is covered: those of its totals, the smallest totals
/// first.
pub(super) fn near(system: &System, target: &Target) -> Vec<u32> {
    let mut totals: Vec<u32> = target
        .touched
        .iter()
        .flat_map(|class| system.rows_of[*class as usize].iter().copied())
        .collect();
    totals.sort_unstable();
    totals.dedup();
    totals.sort_by_key(|row| (system.rows[*row as usize].classes.len(), *row));
    let mut taken = vec![false; system.classes()];
    let mut free = target.touched.clone();
    for class in &free {
        taken[*class as usize] = true;
    }
    for row in totals {
        for class in &system.rows[row as usize].classes {
            if free.len() < NEAR && !std::mem::replace(&mut taken[*class as usize], true) {
                free.push(*class);
            }
        }
    }
    free.sort_unstable();
    free
}
