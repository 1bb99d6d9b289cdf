//! The attacker: for every hidden sum the smallest and the largest value that agrees with
//! everything published. Integer programming, part by part.

use microlp::{
    ComparisonOp, Error, OptimizationDirection, Problem, Solution, SolveOptions, Variable,
};
use rayon::prelude::*;
use rustc_hash::FxHashMap;

mod moving;

pub use moving::{in_the_way, nearby};

use super::system::{System, Target};

/// No statement bounds the sum from above.
pub const NO_LIMIT: i64 = i64::MAX / 4;

/// Counts behind a hidden sum that agree with everything known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Interval {
    /// The smallest count that agrees.
    pub low: i64,
    /// The largest; [`NO_LIMIT`] or more when nothing bounds it.
    pub high: i64,
}

impl Interval {
    /// Nothing small gives itself away: the sum may be 0 and may reach k - 1; or it is known to be
    /// k or more, and then there was nothing small to hide.
    pub fn is_wide_enough(self, reach: i64) -> bool {
        self.low > reach || (self.low == 0 && self.high >= reach)
    }
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoAnswer {
    /// No counts agree with all figures.
    #[error("the figures contradict each other: no counts agree with all of them")]
    Contradiction,
    /// The solver failed, or its answer did not hold.
    #[error("the solver gave no answer it could stand for")]
    Unsolved,
}

/// Branches of one integer programme; above it the bounds of the linear programme are given, which
/// are never too narrow.
const BRANCHES: u64 = 400;

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Side {
    Least,
    Most,
}

/// Intervals of all hidden sums, exact.
///
/// # Errors
/// When no numbers agree with all statements, or the solver fails: never an interval that was not
/// proven.
pub fn intervals(system: &System) -> Result<Vec<Interval>, NoAnswer> {
    let all: Vec<usize> = (0..system.targets.len()).collect();
    intervals_of(system, &all)
}

/// Intervals of some hidden sums, exact.
///
/// # Errors
/// As [`intervals`].
pub fn intervals_of(system: &System, targets: &[usize]) -> Result<Vec<Interval>, NoAnswer> {
    // The same question is asked once.
    let mut asked: FxHashMap<(Side, Vec<u32>), usize> = FxHashMap::default();
    let mut questions: Vec<(Side, Vec<u32>)> = Vec::new();
    let mut ask = |side: Side, classes: &[u32]| -> Vec<usize> {
        in_parts(system, classes)
            .into_iter()
            .map(|classes| {
                *asked.entry((side, classes)).or_insert_with_key(|question| {
                    questions.push(question.clone());
                    questions.len() - 1
                })
            })
            .collect()
    };
    let needed: Vec<(Vec<usize>, Vec<usize>)> = targets
        .iter()
        .map(|target| &system.targets[*target])
        .map(|target| {
            (
                ask(Side::Least, &target.whole),
                ask(Side::Most, &target.touched),
            )
        })
        .collect();
    let answers: Vec<Result<i64, NoAnswer>> = questions
        .par_iter()
        .map(|(side, classes)| {
            let all = &system.parts[system.part_of[classes[0] as usize] as usize];
            optimum(system, all, classes, *side)
        })
        .collect();
    let sum = |questions: &[usize]| -> Result<i64, NoAnswer> {
        questions.iter().try_fold(0_i64, |sum, question| {
            Ok((sum + answers[*question]?).min(NO_LIMIT))
        })
    };
    needed
        .iter()
        .map(|(least, most)| {
            Ok(Interval {
                low: sum(least)?,
                high: sum(most)?,
            })
        })
        .collect()
}

/// Classes by the part they are in.
fn in_parts(system: &System, classes: &[u32]) -> Vec<Vec<u32>> {
    let mut parts: Vec<u32> = classes
        .iter()
        .map(|class| system.part_of[*class as usize])
        .collect();
    parts.sort_unstable();
    parts.dedup();
    parts
        .into_iter()
        .map(|part| {
            classes
                .iter()
                .copied()
                .filter(|class| system.part_of[*class as usize] == part)
                .collect()
        })
        .collect()
}

/// Numbers that agree with all statements, near `values`: only the parts where `values` do not
/// agree are solved.
///
/// # Errors
/// When there are none.
pub fn agreeing(system: &System, values: &[i64]) -> Result<Vec<i64>, NoAnswer> {
    let mut values = values.to_vec();
    let agrees = |values: &[i64], row: usize| {
        let sum: i64 = system.rows[row]
            .classes
            .iter()
            .map(|class| values[*class as usize])
            .sum();
        (system.rows[row].low..=system.rows[row].high).contains(&sum)
    };
    let mut broken: Vec<u32> = (0..system.rows.len())
        .filter(|row| !agrees(&values, *row))
        .map(|row| {
            system.rows[row]
                .classes
                .first()
                .map(|class| system.part_of[*class as usize])
        })
        // A statement about nobody that is not 0.
        .collect::<Option<_>>()
        .ok_or(NoAnswer::Contradiction)?;
    broken.sort_unstable();
    broken.dedup();
    for part in broken {
        let all = &system.parts[part as usize];
        let (problem, variables) = programme(system, all, &[], Side::Least, true);
        let outcome = problem.solve().map_err(|error| match error {
            Error::Infeasible => NoAnswer::Contradiction,
            _ => NoAnswer::Unsolved,
        })?;
        let solution = outcome.solution().ok_or(NoAnswer::Unsolved)?;
        for (class, variable) in all.iter().zip(variables) {
            values[*class as usize] = solution.var_value(variable).round() as i64;
        }
    }
    Ok(values)
}

fn optimum(system: &System, all: &[u32], classes: &[u32], side: Side) -> Result<i64, NoAnswer> {
    if let Some(bound) = unbound(system, classes, side) {
        return Ok(bound);
    }
    let (problem, _) = programme(system, all, classes, side, true);
    let mut options = SolveOptions::default();
    options.node_limit = Some(BRANCHES);
    match problem.solve_with(options) {
        Ok(outcome) if outcome.is_optimal() => {
            let best = outcome
                .solution()
                .ok_or(NoAnswer::Unsolved)?
                .objective()
                .round() as i64;
            Ok(if best >= i64::from(i32::MAX) {
                NO_LIMIT
            } else {
                best
            })
        }
        Err(Error::Infeasible) => Err(NoAnswer::Contradiction),
        Err(Error::Unbounded) => Ok(NO_LIMIT),
        _ => relaxed(system, all, classes, side).map(|end| end.bound),
    }
}

/// The end of a sum over one part in fractions: never too near.
struct Fractions {
    bound: i64,
    /// Numbers with that end, when they are whole.
    values: Option<Vec<i64>>,
}

fn relaxed(
    system: &System,
    all: &[u32],
    classes: &[u32],
    side: Side,
) -> Result<Fractions, NoAnswer> {
    let only = |bound| Fractions {
        bound,
        values: None,
    };
    if let Some(bound) = unbound(system, classes, side) {
        return Ok(only(bound));
    }
    let (problem, variables) = programme(system, all, classes, side, false);
    match problem.solve() {
        Ok(outcome) => {
            let solution = outcome.solution().ok_or(NoAnswer::Unsolved)?;
            let bound = solution.objective();
            Ok(Fractions {
                bound: match side {
                    Side::Least => (bound - 1e-6).ceil() as i64,
                    Side::Most if bound >= f64::from(i32::MAX) => NO_LIMIT,
                    Side::Most => (bound + 1e-6).floor() as i64,
                },
                values: whole(solution, &variables),
            })
        }
        Err(Error::Infeasible) => Err(NoAnswer::Contradiction),
        Err(Error::Unbounded) => Ok(only(NO_LIMIT)),
        Err(_) => Err(NoAnswer::Unsolved),
    }
}

/// Nothing was said of the one class asked for.
fn unbound(system: &System, classes: &[u32], side: Side) -> Option<i64> {
    let alone = classes.len() == 1 && system.rows_of[classes[0] as usize].is_empty();
    alone.then_some(if side == Side::Least { 0 } else { NO_LIMIT })
}

/// What was found of one end of a hidden sum.
#[derive(Clone, Debug)]
pub enum End {
    /// Numbers that agree with everything and are wanted: the classes of some parts, with their
    /// values.
    Example(Vec<(u32, i64)>),
    /// There are none; the end is here.
    At(i64),
}

/// Looks for numbers that make a hidden sum 0, or `reach` at least.
///
/// # Errors
/// As [`intervals`].
pub fn wanted(system: &System, target: &Target, zero: bool) -> Result<End, NoAnswer> {
    let (classes, side) = if zero {
        (&target.whole, Side::Least)
    } else {
        (&target.touched, Side::Most)
    };
    let parts: Vec<Vec<u32>> = in_parts(system, classes);
    let all = |own: &[u32]| &system.parts[system.part_of[own[0] as usize] as usize];
    let good = |sum: i64| {
        if zero { sum == 0 } else { sum >= target.reach }
    };
    let ends: Vec<Fractions> = parts
        .iter()
        .map(|own| relaxed(system, all(own), own, side))
        .collect::<Result<_, _>>()?;
    let bound = ends
        .iter()
        .fold(0_i64, |sum, end| (sum + end.bound).min(NO_LIMIT));
    // Whole numbers end no further than fractions: where those fall short there is no example. That
    // a sum is large is worth asking further.
    if !good(bound) && (!zero || bound > target.reach) {
        return Ok(End::At(bound));
    }
    let (mut sum, mut example) = (0_i64, Vec::new());
    for (own, end) in parts.iter().zip(ends) {
        let all = all(own);
        if unbound(system, own, side).is_some() {
            sum = (sum + end.bound).min(NO_LIMIT);
            example.push((own[0], end.bound.min(target.reach)));
            continue;
        }
        // The linear programme mostly ends on whole numbers; where it does not, the integer one is
        // asked. Too hard: not proven, so not counted as an example.
        let Some(values) = end
            .values
            .or_else(|| in_whole_numbers(system, all, own, side))
        else {
            return Ok(End::At(i64::from(zero)));
        };
        let own_sum: i64 = all
            .iter()
            .zip(&values)
            .filter(|(class, _)| own.contains(class))
            .map(|(_, value)| value)
            .sum();
        sum = (sum + own_sum).min(NO_LIMIT);
        example.extend(all.iter().copied().zip(values));
    }
    Ok(if good(sum) {
        End::Example(example)
    } else {
        End::At(sum)
    })
}

/// The end of a sum over one part, found with branches.
fn in_whole_numbers(system: &System, all: &[u32], classes: &[u32], side: Side) -> Option<Vec<i64>> {
    let (problem, variables) = programme(system, all, classes, side, true);
    let mut options = SolveOptions::default();
    options.node_limit = Some(BRANCHES);
    let outcome = problem.solve_with(options).ok()?;
    whole(outcome.solution()?, &variables)
}

/// The values of these variables, when all are whole numbers.
fn whole(solution: &Solution, variables: &[Variable]) -> Option<Vec<i64>> {
    variables
        .iter()
        .map(|variable| {
            let value = solution.var_value(*variable);
            ((value - value.round()).abs() < 1e-6).then(|| value.round() as i64)
        })
        .collect()
}

/// A class as a variable from 0 to `most`, in whole persons or not.
fn variable(problem: &mut Problem, weight: f64, most: i32, whole: bool) -> Variable {
    if whole {
        problem.add_integer_var(weight, (0, most))
    } else {
        problem.add_var(weight, (0.0, f64::from(most)))
    }
}

/// The statements about any of these classes, each once, in order.
fn rows_over(system: &System, classes: &[u32]) -> Vec<u32> {
    let mut rows: Vec<u32> = classes
        .iter()
        .flat_map(|class| &system.rows_of[*class as usize])
        .copied()
        .collect();
    rows.sort_unstable();
    rows.dedup();
    rows
}

fn programme(
    system: &System,
    all: &[u32],
    classes: &[u32],
    side: Side,
    whole: bool,
) -> (Problem, Vec<Variable>) {
    let direction = match side {
        Side::Least => OptimizationDirection::Minimize,
        Side::Most => OptimizationDirection::Maximize,
    };
    let mut problem = Problem::new(direction);
    let mut place: FxHashMap<u32, Variable> = FxHashMap::default();
    for class in all {
        let weight = if classes.contains(class) { 1.0 } else { 0.0 };
        let of = &system.rows_of[*class as usize];
        let most = of
            .iter()
            .map(|row| system.rows[*row as usize].high)
            .min()
            .unwrap_or(NO_LIMIT);
        let most = i32::try_from(most).unwrap_or(i32::MAX);
        place.insert(*class, variable(&mut problem, weight, most, whole));
    }
    for row in rows_over(system, all) {
        let row = &system.rows[row as usize];
        let terms: Vec<(Variable, f64)> = row
            .classes
            .iter()
            .map(|class| (place[class], 1.0))
            .collect();
        if row.low == row.high {
            problem.add_constraint(terms, ComparisonOp::Eq, row.low as f64);
        } else {
            if row.low > 0 {
                problem.add_constraint(terms.as_slice(), ComparisonOp::Ge, row.low as f64);
            }
            if row.high < NO_LIMIT {
                problem.add_constraint(terms, ComparisonOp::Le, row.high as f64);
            }
        }
    }
    let variables = all.iter().map(|class| place[class]).collect();
    (problem, variables)
}
