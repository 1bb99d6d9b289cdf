//! Disclosure control: what is lost, how far from the least that could be lost, and how fast.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use microlp::{ComparisonOp, OptimizationDirection, Problem, SolveOptions};
use rayon::prelude::*;
use statistics::disclosure::codes::Codes;
use statistics::disclosure::gate::Profile;
use statistics::disclosure::persons::Persons;
use statistics::disclosure::protect::{Cell, Draft, protect};
use statistics::disclosure::rounding::behind;

use crate::kit::{House, random};

const K: u64 = 10;

/// A random table with every margin; `exact`: figures are shown as they are, without the room
/// rounding gives.
fn draft(seed: u64, sizes: &[usize], exact: bool) -> Draft {
    let mut random = random(seed);
    let atoms: usize = sizes.iter().product();
    let spread = 5 + random(40);
    let counts: Vec<u64> = (0..atoms)
        .map(|_| if random(4) == 0 { 0 } else { random(spread) })
        .collect();
    let total: usize = sizes.iter().map(|size| size + 1).product();
    let cells = (0..total)
        .map(|cell| {
            // The digit 0 of a dimension is its total.
            let mut rest = cell;
            let digits: Vec<usize> = sizes
                .iter()
                .map(|size| {
                    let digit = rest % (size + 1);
                    rest /= size + 1;
                    digit
                })
                .collect();
            let own: Vec<u32> = (0..atoms)
                .filter(|atom| {
                    let mut rest = *atom;
                    sizes.iter().zip(&digits).all(|(size, digit)| {
                        let place = rest % size;
                        rest /= size;
                        *digit == 0 || place + 1 == *digit
                    })
                })
                .map(|atom| atom as u32)
                .collect();
            let count: u64 = own.iter().map(|atom| counts[*atom as usize]).sum();
            let rounded = count / 5 * 5 + if random(5) < count % 5 { 5 } else { 0 };
            let between = if exact {
                (count as i64, count as i64)
            } else {
                behind(rounded, K)
            };
            Cell {
                atoms: own,
                shown: (count >= K).then_some(between),
                count,
            }
        })
        .collect();
    let truth = counts.iter().map(|count| *count as i64).collect();
    Draft {
        atoms,
        known: Vec::new(),
        hidden: Vec::new(),
        cells,
        reach: K as i64 - 1,
        truth,
    }
}

/// Whoever hides without looking at what was shown: every row and column gets two hidden cells, and
/// a total is hidden with its parts.
fn naive(draft: &Draft) -> Vec<bool> {
    let mut shown: Vec<bool> = draft
        .cells
        .iter()
        .map(|cell| cell.shown.is_some())
        .collect();
    let inside = |part: &Cell, whole: &Cell| {
        part.atoms.len() < whole.atoms.len()
            && part.atoms.iter().all(|atom| whole.atoms.contains(atom))
    };
    loop {
        let mut hide = Vec::new();
        for whole in &draft.cells {
            let parts: Vec<usize> = (0..draft.cells.len())
                .filter(|part| inside(&draft.cells[*part], whole))
                .collect();
            // Parts of one size are a split of the whole.
            let sizes: std::collections::BTreeSet<usize> = parts
                .iter()
                .map(|part| draft.cells[*part].atoms.len())
                .collect();
            for size in sizes {
                let split: Vec<usize> = parts
                    .iter()
                    .copied()
                    .filter(|part| draft.cells[*part].atoms.len() == size)
                    .collect();
                let hidden = split.iter().filter(|part| !shown[**part]).count();
                if hidden == 1
                    && let Some(next) = split
                        .iter()
                        .copied()
                        .filter(|part| shown[*part])
                        .min_by_key(|part| draft.cells[*part].count)
                {
                    hide.push(next);
                }
            }
        }
        if hide.is_empty() {
            return shown;
        }
        for cell in hide {
            shown[cell] = false;
        }
    }
}

fn hidden_for_others(draft: &Draft, shown: &[bool]) -> (usize, u64) {
    let cells: Vec<&Cell> = draft
        .cells
        .iter()
        .zip(shown)
        .filter(|(cell, shown)| cell.shown.is_some() && !**shown)
        .map(|(cell, _)| cell)
        .collect();
    (cells.len(), cells.iter().map(|cell| cell.count).sum())
}

/// A thousand tables of three dimensions: cells that are hidden for others, and how much they
/// count.
pub fn information_lost() {
    println!("-- information lost, 1000 tables of 2-3 x 2-3 x 3 with margins, k = 10");
    let sizes = |seed: u64| [2 + seed as usize % 2, 2 + (seed / 2) as usize % 2, 3];
    for (what, exact) in [
        ("rounded to base 5, then protected", false),
        ("exact figures, then protected", true),
    ] {
        let found: Vec<[u64; 8]> = (0..1000_u64)
            .into_par_iter()
            .map(|seed| {
                let draft = draft(seed, &sizes(seed), exact);
                let showable = draft
                    .cells
                    .iter()
                    .filter(|cell| cell.shown.is_some())
                    .count() as u64;
                if draft.cells[0].shown.is_none() {
                    return [0; 8];
                }
                let ours = protect(&draft).unwrap();
                let (cells, persons) = hidden_for_others(&draft, &ours);
                let (naive_cells, naive_persons) = hidden_for_others(&draft, &naive(&draft));
                // What rounding moves: the middle of what a shown figure says, from the truth.
                let moved: u64 = draft
                    .cells
                    .iter()
                    .zip(&ours)
                    .filter(|(_, shown)| **shown)
                    .filter_map(|(cell, _)| {
                        cell.shown
                            .map(|(_, high)| (high - 4).abs_diff(cell.count as i64))
                    })
                    .sum();
                let moved = if exact { 0 } else { moved };
                let small = draft.cells.len() as u64 - showable;
                [
                    1,
                    showable,
                    cells as u64,
                    persons,
                    naive_cells as u64,
                    naive_persons,
                    moved,
                    small,
                ]
            })
            .collect();
        let sum = |place: usize| -> u64 { found.iter().map(|one| one[place]).sum() };
        println!(
            "{what}: {} tables; {} cells that are large enough, {} small or empty; hidden for others: ours {} cells ({} persons), naive {} cells ({} persons); rounding moved {} persons",
            sum(0),
            sum(1),
            sum(7),
            sum(2),
            sum(3),
            sum(4),
            sum(5),
            sum(6)
        );
    }
}

/// The least cost of hiding, by integer programming: a binary for each cell that may be shown, and
/// for each small cell two tables that agree with what is shown, one with 0 in it and one with
/// k - 1. The tables may be fractions and larger hidden cells need no protection: the true optimum
/// is at least this.
fn optimum(draft: &Draft) -> Option<f64> {
    let mut problem = Problem::new(OptimizationDirection::Minimize);
    let most = draft.cells[0].count as f64 + 10.0;
    let hide: Vec<_> = draft
        .cells
        .iter()
        .enumerate()
        .map(|(place, cell)| {
            (place > 0 && cell.shown.is_some())
                .then(|| problem.add_binary_var((1.0 + cell.count as f64).ln()))
        })
        .collect();
    for target in draft.cells.iter().filter(|cell| cell.shown.is_none()) {
        for zero in [true, false] {
            let atoms: Vec<_> = (0..draft.atoms)
                .map(|_| problem.add_var(0.0, (0.0, most)))
                .collect();
            let sum = |cell: &Cell| {
                cell.atoms
                    .iter()
                    .map(|atom| (atoms[*atom as usize], 1.0))
                    .collect::<Vec<_>>()
            };
            for (cell, hide) in draft.cells.iter().zip(&hide) {
                let Some((low, high)) = cell.shown else {
                    continue;
                };
                let (mut least, mut greatest) = (sum(cell), sum(cell));
                if let Some(hide) = hide {
                    least.push((*hide, low as f64));
                    greatest.push((*hide, -(most - high as f64).max(0.0)));
                }
                problem.add_constraint(least, ComparisonOp::Ge, low as f64);
                problem.add_constraint(greatest, ComparisonOp::Le, high as f64);
            }
            let (bound, direction) = if zero {
                (0.0, ComparisonOp::Le)
            } else {
                (draft.reach as f64, ComparisonOp::Ge)
            };
            problem.add_constraint(sum(target), direction, bound);
        }
    }
    let mut options = SolveOptions::default();
    options.time_limit = Some(Duration::from_secs(5));
    let outcome = problem.solve_with(options).ok()?;
    outcome
        .is_optimal()
        .then(|| outcome.solution().map(microlp::Solution::objective))?
}

/// How much more than the least the heuristic hides.
pub fn distance_from_the_optimum() {
    println!("-- distance from the proven optimum");
    for (what, sizes, exact, tables) in [
        ("3 x 3, exact figures", vec![3, 3], true, 100_u64),
        ("3 x 4, exact figures", vec![3, 4], true, 100),
        ("3 x 4, rounded", vec![3, 4], false, 100),
        ("2 x 2 x 3, exact figures", vec![2, 2, 3], true, 20),
        ("2 x 2 x 3, rounded", vec![2, 2, 3], false, 20),
    ] {
        let found: Vec<Option<(f64, f64)>> = (0..tables)
            .into_par_iter()
            .map(|seed| {
                let draft = draft(seed, &sizes, exact);
                draft.cells[0].shown?;
                let shown = protect(&draft).ok()?;
                let ours: f64 = draft
                    .cells
                    .iter()
                    .zip(&shown)
                    .filter(|(cell, shown)| cell.shown.is_some() && !**shown)
                    .map(|(cell, _)| (1.0 + cell.count as f64).ln())
                    .sum();
                optimum(&draft).map(|least| (ours, least))
            })
            .collect();
        let solved: Vec<(f64, f64)> = found.into_iter().flatten().collect();
        let equal = solved
            .iter()
            .filter(|(ours, least)| ours - least < 1e-6)
            .count();
        let (ours, least) = solved
            .iter()
            .fold((0.0, 0.0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
        println!(
            "{what:<28} {} of {tables} solved to optimality, {equal} the same, cost {ours:.1} beside {least:.1} ({:+.1}%)",
            solved.len(),
            100.0 * (ours / least - 1.0)
        );
    }
}

/// From the file to the document.
pub fn large() {
    println!("-- large tables, file to document");
    for (places, mean) in [(342_u64, 3_u64), (250, 40)] {
        let list = |many: u64, letter: &str| -> String {
            let codes: Vec<String> = (0..many)
                .map(|place| format!(r#"{{"code":"{letter}{place}","label":"{letter}{place}"}}"#))
                .collect();
            format!(
                r#"{{"categories":[{}],"multiple":"{letter}0","unknown":"{letter}0"}}"#,
                codes.join(",")
            )
        };
        let codes = format!(
            r#"{{"version":"large","lists":{{"municipality":{},"form":{}}}}}"#,
            list(places, "A"),
            list(6, "f")
        );
        let mut random = random(places);
        let mut text = String::from("id,form,period,municipality\n");
        let mut id = 0;
        for place in 0..places {
            let size = (1 + random(2 * mean)) * if random(20) == 0 { 8 } else { 1 };
            for form in 0..6 {
                for year in 2021..2025 {
                    for _ in 0..random(size) {
                        id += 1;
                        let _ = writeln!(text, "{id},f{form},{year},A{place}");
                    }
                }
            }
        }
        let mut house = House::new(1);
        house.codes = Codes::parse(&codes).unwrap();
        let start = Instant::now();
        let persons = Persons::read(text.as_bytes(), &house.codes)
            .unwrap()
            .cases
            .len();
        let release = house
            .publish(&text, "form,period,municipality", Profile::Public)
            .unwrap();
        let shown = release
            .cells
            .iter()
            .filter(|cell| cell["value"] != "·")
            .count();
        println!(
            "{persons} persons, {} cells, {shown} shown: {:.2} s",
            release.cells.len(),
            start.elapsed().as_secs_f64()
        );
    }
}
