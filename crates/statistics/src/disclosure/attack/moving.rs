//! From one table to another: as little moves as can, and what stands in the way.

use microlp::{ComparisonOp, OptimizationDirection, Problem, SolveOptions, Variable};
use rustc_hash::FxHashMap;

use super::{BRANCHES, NO_LIMIT, rows_over, variable};
use crate::disclosure::system::{Row, System, Target};

/// A table near `start` in which a hidden sum is 0 (or `reach` at least): only the classes of
/// `free` move.
pub fn nearby(
    system: &System,
    start: &[i64],
    wanted: (&Target, bool),
    free: &[u32],
) -> Option<Vec<i64>> {
    for whole in [false, true] {
        let (values, _) = moved(system, start, wanted, free, &|_| None, whole)?;
        if values
            .iter()
            .all(|value| (value - value.round()).abs() < 1e-6)
        {
            let mut table = start.to_vec();
            for (class, value) in free.iter().zip(values) {
                table[*class as usize] = value.round() as i64;
            }
            return Some(table);
        }
    }
    None
}

/// The statements that stand in the way of a hidden sum being 0 (or `reach`), at the least price: a
/// linear programme in which a statement may be stretched for its price per person.
pub fn in_the_way(
    system: &System,
    start: &[i64],
    wanted: (&Target, bool),
    free: &[u32],
    price: &dyn Fn(u32) -> Option<f64>,
) -> Option<Vec<u32>> {
    moved(system, start, wanted, free, price, false).map(|(_, stretched)| stretched)
}

/// Values of the free classes, and the statements that were stretched.
fn moved(
    system: &System,
    start: &[i64],
    (target, zero): (&Target, bool),
    free: &[u32],
    price: &dyn Fn(u32) -> Option<f64>,
    whole: bool,
) -> Option<(Vec<f64>, Vec<u32>)> {
    let mut problem = Problem::new(OptimizationDirection::Minimize);
    let gone: &[u32] = if zero { &target.whole } else { &[] };
    let mut place: FxHashMap<u32, Variable> = FxHashMap::default();
    for class in free {
        let most = if gone.contains(class) { 0 } else { i32::MAX };
        place.insert(*class, variable(&mut problem, 0.0, most, whole));
    }
    let mut stretched: Vec<(u32, Variable)> = Vec::new();
    for number in rows_over(system, free) {
        let row = &system.rows[number as usize];
        let own = keep_within(&mut problem, row, (&place, start), price(number));
        stretched.extend(own.into_iter().map(|stretch| (number, stretch)));
    }
    if !zero {
        let touched: Vec<(Variable, f64)> = target
            .touched
            .iter()
            .filter_map(|class| Some((*place.get(class)?, 1.0)))
            .collect();
        problem.add_constraint(touched, ComparisonOp::Ge, target.reach as f64);
    }
    let mut options = SolveOptions::default();
    options.node_limit = Some(BRANCHES);
    let outcome = problem.solve_with(options).ok()?;
    let solution = outcome.solution()?;
    let mut found: Vec<u32> = stretched
        .into_iter()
        .filter(|(_, stretch)| solution.var_value(*stretch) > 1e-6)
        .map(|(row, _)| row)
        .collect();
    found.dedup();
    Some((
        free.iter()
            .map(|class| solution.var_value(place[class]))
            .collect(),
        found,
    ))
}

/// Holds a statement between its bounds, the classes that are not free at their values of `start`.
/// With a price each bound may be stretched: gives the variables that say how far.
fn keep_within(
    problem: &mut Problem,
    row: &Row,
    (place, start): (&FxHashMap<u32, Variable>, &[i64]),
    price: Option<f64>,
) -> Vec<Variable> {
    let mut terms = Vec::new();
    let mut fixed = 0;
    for class in &row.classes {
        match place.get(class) {
            Some(variable) => terms.push((*variable, 1.0)),
            None => fixed += start[*class as usize],
        }
    }
    let mut stretches = Vec::new();
    for (bound, sign, direction) in [
        (row.low, 1.0, ComparisonOp::Ge),
        (row.high, -1.0, ComparisonOp::Le),
    ] {
        let mut terms = terms.clone();
        if let Some(price) = price {
            let stretch = problem.add_var(price, (0.0, f64::INFINITY));
            stretches.push(stretch);
            terms.push((stretch, sign));
        }
        if bound < NO_LIMIT {
            problem.add_constraint(terms, direction, (bound - fixed) as f64);
        }
    }
    stretches
}
