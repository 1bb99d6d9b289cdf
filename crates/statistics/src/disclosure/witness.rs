//! A quick search for proof that a hidden sum is safe: two sets of whole numbers that agree with
//! everything published, one in which the sum is 0 and one in which it reaches k - 1. An attacker
//! who finds the numbers possible cannot rule them out, however much he computes.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use super::system::{System, Target};

/// Unit moves before giving up.
const MOVES: usize = 60;
/// Of a long statement so many numbers are looked at.
const LOOKED_AT: usize = 48;

/// Numbers per class that agree with everything, and what each statement sums to.
#[derive(Clone, Debug)]
pub struct Start {
    /// Persons per class.
    pub values: Vec<i64>,
    sums: Vec<i64>,
}

impl Start {
    /// Numbers per class, which must agree with every statement of the system.
    pub fn new(system: &System, values: Vec<i64>) -> Self {
        let sums = system
            .rows
            .iter()
            .map(|row| {
                row.classes
                    .iter()
                    .map(|class| values[*class as usize])
                    .sum()
            })
            .collect();
        Self { values, sums }
    }
}

/// Searches near `from`.
pub fn search(system: &System, start: &Start, target: &Target, zero: bool) -> Option<Vec<i64>> {
    let from = &start.values;
    // The search is the same each time: seeded by what is looked for.
    let seed = target.touched.iter().fold(u64::from(zero), |seed, class| {
        seed.wrapping_mul(31).wrapping_add(u64::from(*class))
    });
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    if zero {
        if target.whole.iter().all(|class| from[*class as usize] == 0) {
            return Some(from.clone());
        }
        let mut walk = Walk::new(system, start);
        for class in &target.whole {
            walk.locked.push(*class);
            walk.change(*class, -from[*class as usize]);
        }
        return walk.repaired(&mut random);
    }
    let sum: i64 = target
        .touched
        .iter()
        .map(|class| from[*class as usize])
        .sum();
    if sum >= target.reach {
        return Some(from.clone());
    }
    // The number in fewest statements is raised first.
    let mut classes = target.touched.clone();
    classes.sort_by_key(|class| (system.rows_of[*class as usize].len(), *class));
    classes.iter().take(3).find_map(|class| {
        let mut walk = Walk::new(system, start);
        walk.locked.clone_from(&target.touched);
        walk.change(*class, target.reach - sum);
        walk.repaired(&mut random)
    })
}

struct Walk<'a> {
    system: &'a System,
    values: Vec<i64>,
    sums: Vec<i64>,
    /// Classes that may not move; few.
    locked: Vec<u32>,
    broken: Vec<u32>,
}

impl<'a> Walk<'a> {
    fn new(system: &'a System, start: &Start) -> Self {
        Self {
            system,
            values: start.values.clone(),
            sums: start.sums.clone(),
            locked: Vec::new(),
            broken: Vec::new(),
        }
    }

    fn excess(&self, row: u32, change: i64) -> i64 {
        let statement = &self.system.rows[row as usize];
        let sum = self.sums[row as usize] + change;
        (sum - statement.high).max(statement.low - sum).max(0)
    }

    fn change(&mut self, class: u32, by: i64) {
        self.values[class as usize] += by;
        for row in &self.system.rows_of[class as usize] {
            self.sums[*row as usize] += by;
            if self.excess(*row, 0) > 0 && !self.broken.contains(row) {
                self.broken.push(*row);
            }
        }
    }

    /// What a change does to all statements together; negative is better.
    fn worth(&self, class: u32, by: i64) -> i64 {
        self.system.rows_of[class as usize]
            .iter()
            .map(|row| self.excess(*row, by) - self.excess(*row, 0))
            .sum()
    }

    /// Moves other numbers, one at a time, until every statement holds again.
    fn repaired(mut self, random: &mut ChaCha8Rng) -> Option<Vec<i64>> {
        let mut last: Option<(u32, i64)> = None;
        for _ in 0..MOVES {
            self.broken.retain({
                let (system, sums) = (self.system, &self.sums);
                move |row| {
                    let statement = &system.rows[*row as usize];
                    !(statement.low..=statement.high).contains(&sums[*row as usize])
                }
            });
            let Some(row) = pick(&self.broken, random) else {
                return Some(self.values);
            };
            let statement = &self.system.rows[row as usize];
            let up = self.sums[row as usize] < statement.low;
            let sign = if up { 1 } else { -1 };
            let classes = &statement.classes;
            let start = random.next_u64() as usize % classes.len();
            let best = (0..classes.len().min(LOOKED_AT))
                .map(|step| classes[(start + step) % classes.len()])
                .filter(|class| {
                    !self.locked.contains(class) && (up || self.values[*class as usize] > 0)
                })
                .filter(|class| last != Some((*class, -sign)))
                .map(|class| (self.worth(class, sign), class))
                .min_by_key(|(worth, class)| (*worth, system_degree(self.system, *class)))?;
            // As far as it goes on being as good.
            let mut by = sign;
            let room = if up {
                self.excess(row, 0)
            } else {
                self.excess(row, 0).min(self.values[best.1 as usize])
            };
            while by.abs() < room && self.worth(best.1, by + sign) < self.worth(best.1, by) {
                by += sign;
            }
            self.change(best.1, by);
            last = Some((best.1, sign));
        }
        None
    }
}

fn system_degree(system: &System, class: u32) -> usize {
    system.rows_of[class as usize].len()
}

fn pick(broken: &[u32], random: &mut ChaCha8Rng) -> Option<u32> {
    (!broken.is_empty()).then(|| broken[random.next_u64() as usize % broken.len()])
}
