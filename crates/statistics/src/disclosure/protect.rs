//! Secondary suppression: more cells are hidden until nothing small gives itself away, to nobody,
//! with everything ever published beside it.
//!
//! A hidden sum counts as safe when two examples are found (see `witness`), or when the exact
//! interval says so. That is proof against an attacker with integer programming. What cannot be
//! proven safe in time is taken to be unsafe, and costs a cell more.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

mod proving;

use proving::{Proof, near, prove};

use super::attack::{self, NoAnswer};
use super::system::{Hidden, Known, System, Target};
use super::witness::{self, Start};

/// A cell that may be shown, with the interval its figure gives, or may not.
#[derive(Clone, Debug)]
pub struct Cell {
    /// The pieces of the space that it sums.
    pub atoms: Vec<u32>,
    /// Smallest and largest count behind the figure; none: it may not be shown.
    pub shown: Option<(i64, i64)>,
    /// Persons in it: of two cells that would do, the smaller one is hidden.
    pub count: u64,
}

/// A table to be protected, among earlier statements.
#[derive(Clone, Debug)]
pub struct Draft {
    /// How many pieces the space has.
    pub atoms: usize,
    /// What earlier publications say.
    pub known: Vec<Known>,
    /// What must stay open in earlier publications.
    pub hidden: Vec<Hidden>,
    /// The first is the whole: it is shown, or nothing is.
    pub cells: Vec<Cell>,
    /// k - 1.
    pub reach: i64,
    /// Persons per atom.
    pub truth: Vec<i64>,
}

/// Why a table cannot be published, whatever is hidden in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unsafe {
    /// What was published contradicts itself, or the solver failed.
    #[error(transparent)]
    NoAnswer(#[from] NoAnswer),
    /// The hidden sum of an earlier publication, or of this one when there are not so many earlier
    /// ones.
    #[error("even its total would narrow what an earlier publication hides")]
    Narrows {
        /// Its place in [`Draft::hidden`], or behind those.
        hidden: usize,
    },
}

/// In a system of more classes than this examples are not laid beside other sums: looking again is
/// quicker.
const SMALL: usize = 1000;
/// Examples that are kept.
const KEPT: usize = 300;
/// Hidden sums that are looked at in one go.
const TOGETHER: usize = 8;
/// The same where the first that is not safe is answer enough.
const A_FEW: usize = 2;

/// In tables up to so many cells one cell is hidden at a time; in larger ones one for each hidden
/// sum.
const ONE_BY_ONE: usize = 1500;
/// Tables up to so many cells are gone over again, to show what need not be hidden.
const RESTORED: usize = 400;

/// Which cells may be shown.
///
/// # Errors
/// When even the total says too much.
pub fn protect(draft: &Draft) -> Result<Vec<bool>, Unsafe> {
    let mut shown: Vec<bool> = draft
        .cells
        .iter()
        .map(|cell| cell.shown.is_some())
        .collect();
    let mut examples = Examples(Vec::new());
    let sums = draft.hidden.len() + draft.cells.len();
    let mut proven = Proven(vec![false; sums]);
    let as_they_come = Order {
        first: draft.cells.len() <= ONE_BY_ONE,
        together: TOGETHER,
        weak: &vec![0; sums],
    };
    loop {
        let sought = draft.system(&shown);
        let (system, cells) = (&sought.system, &sought.cells);
        let start = draft.start(system)?;
        let open = exposed(
            draft,
            &sought,
            &start,
            &mut examples,
            &mut proven,
            &as_they_come,
        );
        if open.is_empty() {
            break;
        }
        let covered: Vec<Vec<usize>> = open
            .par_iter()
            .map(|target| draft.cover(system, &start, *target, cells))
            .collect();
        let mut chosen: Vec<usize> = Vec::new();
        for cover in covered {
            // One that shares a cell with what was just chosen may be covered already.
            if !cover.iter().any(|cell| chosen.contains(cell)) {
                chosen.extend(cover);
            }
        }
        if chosen.is_empty() {
            let cheapest = cells
                .iter()
                .copied()
                .filter(|cell| *cell != 0)
                .min_by_key(|cell| draft.cells[*cell].count);
            chosen.push(cheapest.ok_or(Unsafe::Narrows { hidden: open[0] })?);
        }
        for cell in chosen {
            shown[cell] = false;
        }
    }
    if draft.cells.len() <= RESTORED {
        draft.restore(&mut shown, &mut examples)?;
    }
    Ok(shown)
}

/// Tables that agree with everything said so far, by atom. One table speaks for many hidden sums at
/// once, and goes on speaking when a little more is shown.
struct Examples(Vec<Vec<i64>>);

impl Examples {
    /// Those that agree with a system, by class.
    fn agreeing(&self, system: &System) -> Vec<Vec<i64>> {
        self.0
            .iter()
            .map(|atoms| system.gathered(atoms))
            .filter(|values| system.holds(values))
            .collect()
    }

    /// Keeps a table: within a class the persons stay where they are as far as possible.
    fn keep(&mut self, system: &System, values: &[i64], truth: &[i64]) {
        let mut left = values.to_vec();
        let mut first: Vec<Option<usize>> = vec![None; system.classes()];
        let mut atoms = vec![0; truth.len()];
        for (atom, class) in system.class_of.iter().enumerate() {
            let class = *class as usize;
            first[class].get_or_insert(atom);
            atoms[atom] = truth[atom].min(left[class]);
            left[class] -= atoms[atom];
        }
        for (first, left) in first.into_iter().zip(left) {
            if let Some(first) = first {
                atoms[first] += left;
            }
        }
        if self.0.len() >= KEPT {
            self.0.remove(0);
        }
        self.0.push(atoms);
    }
}

fn sum(values: &[i64], classes: &[u32]) -> i64 {
    classes.iter().map(|class| values[*class as usize]).sum()
}

/// A target with the ends no table speaks for yet: 0, and k - 1.
struct Open {
    place: usize,
    zero: bool,
    reach: bool,
}

impl Open {
    fn heard(&mut self, target: &Target, tables: &[Vec<i64>]) {
        self.zero &= !tables.iter().any(|values| sum(values, &target.whole) == 0);
        self.reach &= !tables
            .iter()
            .any(|values| sum(values, &target.touched) >= target.reach);
    }
}

/// What is known of each hidden sum: proven safe once, it stays safe when more is hidden.
struct Proven(Vec<bool>);

/// In which order the hidden sums are looked at, and how long.
struct Order<'a> {
    /// Until some cannot be proven safe.
    first: bool,
    /// So many at a time; fixed, so that the outcome is the same on any number of cores.
    together: usize,
    /// How often each could not be proven safe before: the weakest comes first.
    weak: &'a [u32],
}

/// Places of the hidden sums that cannot be proven safe.
fn exposed(
    draft: &Draft,
    sought: &Sought,
    start: &Start,
    examples: &mut Examples,
    proven: &mut Proven,
    order: &Order,
) -> Vec<usize> {
    let system = &sought.system;
    let small = system.classes() <= SMALL;
    let mut tables = if small {
        examples.agreeing(system)
    } else {
        Vec::new()
    };
    tables.push(start.values.clone());
    let same = waiting_sums(sought, proven);
    let mut waiting: Vec<Open> = same
        .values()
        .map(|places| Open {
            place: places[0],
            zero: true,
            reach: true,
        })
        .collect();
    waiting.sort_unstable_by_key(|open| {
        let weak = order.weak[sought.ids[open.place]];
        (std::cmp::Reverse(weak), open.place)
    });
    let mut unsafe_ones: Vec<usize> = Vec::new();
    let mut settle = |open: &Open| {
        for place in &same[&system.targets[open.place]] {
            proven.0[sought.ids[*place]] = true;
        }
    };
    let mut heard = 0;
    while !waiting.is_empty() {
        waiting
            .par_iter_mut()
            .for_each(|open| open.heard(&system.targets[open.place], &tables[heard..]));
        heard = tables.len();
        waiting
            .iter()
            .filter(|open| !open.zero && !open.reach)
            .for_each(&mut settle);
        waiting.retain(|open| open.zero || open.reach);
        let together = if small { order.together } else { waiting.len() };
        let now: Vec<Open> = waiting.drain(..waiting.len().min(together)).collect();
        for (open, proof) in now.iter().zip(proofs(system, start, &now)) {
            match proof {
                Proof::By(proof) => {
                    settle(open);
                    if small {
                        for values in &proof {
                            examples.keep(system, values, &draft.truth);
                        }
                        tables.extend(proof);
                    }
                }
                Proof::Large => {}
                Proof::None => unsafe_ones.push(open.place),
            }
        }
        if order.first && !unsafe_ones.is_empty() {
            break;
        }
    }
    unsafe_ones
}

/// The sums not proven yet, with their places: the same sum is looked at once.
fn waiting_sums<'a>(sought: &'a Sought, proven: &Proven) -> FxHashMap<&'a Target, Vec<usize>> {
    let mut same: FxHashMap<&Target, Vec<usize>> = FxHashMap::default();
    for (place, target) in sought.system.targets.iter().enumerate() {
        if !proven.0[sought.ids[place]] {
            same.entry(target).or_default().push(place);
        }
    }
    same
}

/// Tries to prove some sums safe, all at the same time.
fn proofs(system: &System, start: &Start, open: &[Open]) -> Vec<Proof> {
    open.par_iter()
        .map(|open| prove(system, start, &system.targets[open.place], open))
        .collect()
}

/// A table as it would be published now.
struct Sought {
    system: System,
    /// The cell of each statement of this table; those of earlier ones come before.
    cells: Vec<usize>,
    /// Of each hidden sum: its number among all that are or can be hidden.
    ids: Vec<usize>,
}

impl Draft {
    fn system(&self, shown: &[bool]) -> Sought {
        let mut known = self.known.clone();
        let mut hidden = self.hidden.clone();
        let mut ids: Vec<usize> = (0..hidden.len()).collect();
        let mut cells = Vec::new();
        for (place, cell) in self.cells.iter().enumerate() {
            if let Some((low, high)) = cell.shown.filter(|_| shown[place]) {
                known.push(Known {
                    atoms: cell.atoms.clone(),
                    low,
                    high,
                });
                cells.push(place);
            } else {
                hidden.push(Hidden {
                    atoms: cell.atoms.clone(),
                    reach: self.reach,
                });
                ids.push(self.hidden.len() + place);
            }
        }
        Sought {
            system: System::new(self.atoms, &known, &hidden),
            cells,
            ids,
        }
    }

    /// The persons as they are, where that agrees with what was published before.
    fn start(&self, system: &System) -> Result<Start, NoAnswer> {
        Ok(Start::new(
            system,
            attack::agreeing(system, &system.gathered(&self.truth))?,
        ))
    }

    /// The cells to hide so that a hidden sum is safe, as cheap as a linear programme finds. A cell
    /// costs the logarithm of its count: what matters is that something is shown, more than how
    /// much.
    fn cover(&self, system: &System, start: &Start, target: usize, cells: &[usize]) -> Vec<usize> {
        let target = &system.targets[target];
        let before = self.known.len();
        let cell = |row: u32| (row as usize).checked_sub(before).map(|place| cells[place]);
        let price = |row: u32| {
            let cell = cell(row).filter(|cell| *cell != 0)?;
            Some((1.0 + self.cells[cell].count as f64).ln())
        };
        let free = near(system, target);
        let mut hide = Vec::new();
        for zero in [true, false] {
            if witness::search(system, start, target, zero).is_none() {
                let rows = attack::in_the_way(system, &start.values, (target, zero), &free, &price);
                hide.extend(rows.unwrap_or_default().into_iter().filter_map(cell));
            }
        }
        hide.sort_unstable();
        hide.dedup();
        hide
    }

    /// Shows again, largest first, what need not have been hidden.
    fn restore(&self, shown: &mut [bool], examples: &mut Examples) -> Result<(), Unsafe> {
        let mut hidden: Vec<usize> = (0..shown.len())
            .filter(|cell| self.cells[*cell].shown.is_some() && !shown[*cell])
            .collect();
        hidden.sort_by_key(|cell| std::cmp::Reverse(self.cells[*cell].count));
        let sums = self.hidden.len() + self.cells.len();
        let mut weak = vec![0; sums];
        for cell in hidden {
            shown[cell] = true;
            let sought = self.system(shown);
            let start = self.start(&sought.system)?;
            let order = Order {
                first: true,
                together: A_FEW,
                weak: &weak,
            };
            let mut nothing = Proven(vec![false; sums]);
            let open = exposed(self, &sought, &start, examples, &mut nothing, &order);
            shown[cell] = open.is_empty();
            for place in open {
                weak[sought.ids[place]] += 1;
            }
        }
        Ok(())
    }
}
