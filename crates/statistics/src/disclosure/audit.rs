//! Publications attacked together: the tightest interval for every hidden cell.

use rayon::prelude::*;
use serde::Serialize;

use super::attack::{self, Interval, NO_LIMIT, NoAnswer};
use super::release::Release;
use super::space::{Space, Statement};
use super::system::{System, Target};
use super::witness::{self, Start};

/// What an attacker with all these publications knows of one hidden cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Place of the publication in what was audited.
    pub release: usize,
    /// Its codes: form=sexual period=2025.
    pub cell: String,
    /// The smallest count that agrees with everything.
    pub low: i64,
    /// None: no limit.
    pub high: Option<i64>,
    /// False in very large tables: the sum is proven to be able to be anything from `low` to
    /// `high`, and may be able to be more.
    pub tightest: bool,
    /// What must stay possible: from 0 to this.
    pub protected_to: i64,
    /// A small number gives itself away.
    pub breach: bool,
}

/// Attacks.
///
/// # Errors
/// When a document is not as this program writes it, when the figures contradict each other, or
/// when the solver fails.
pub fn audit(releases: &[Release]) -> Result<Vec<Finding>, String> {
    let mut statements: Vec<(usize, Statement)> = Vec::new();
    for (number, release) in releases.iter().enumerate() {
        // Noise has no bounds: it is guarded by its budget.
        if release.epsilon.is_none() {
            let statement =
                Statement::of(release).map_err(|why| format!("release {}: {why}", number + 1))?;
            statements.push((number, statement));
        }
    }
    let mut findings = Vec::new();
    // A small published figure is a breach by itself.
    for (number, statement) in &statements {
        for told in &statement.cells {
            if let Some((low, high)) = told.between
                && !told.guarded
                && low < statement.k.cast_signed()
            {
                findings.push(finding(
                    *number,
                    statement,
                    &told.at,
                    Interval { low, high },
                    true,
                ));
            }
        }
    }
    // "Fewer than k" without place and time cannot be laid beside anything.
    let linked: Vec<&(usize, Statement)> = statements
        .iter()
        .filter(|(number, statement)| {
            !(releases[*number].is_constant()
                && statement.span.is_none()
                && statement.area.is_none())
        })
        .collect();
    for group in groups(&linked) {
        let own: Vec<&Statement> = group.iter().map(|place| &linked[*place].1).collect();
        let space = Space::new(&own)?;
        let (known, hidden, of) = space.told(&own);
        let system = System::new(space.atoms(), &known, &hidden);
        let found = match attacked(&system) {
            Ok(found) => found,
            // Small figures were found already: that they contradict the rest makes them no less a
            // breach.
            Err(_) if findings.iter().any(|finding| finding.breach) => return Ok(findings),
            Err(error) => return Err(error.to_string()),
        };
        for ((statement, cell), ((interval, tightest), target)) in
            of.iter().zip(found.iter().zip(&system.targets))
        {
            let (number, stated) = linked[group[*statement]];
            let breach = !interval.is_wide_enough(target.reach);
            let told = finding(*number, stated, &stated.cells[*cell].at, *interval, breach);
            findings.push(Finding {
                tightest: *tightest,
                ..told
            });
        }
    }
    Ok(findings)
}

/// In a part of more numbers than this a hidden sum is first proven safe by example; only what
/// cannot be is solved.
const LARGE: usize = 1000;

/// The interval of every hidden sum, and whether it is the tightest.
fn attacked(system: &System) -> Result<Vec<(Interval, bool)>, NoAnswer> {
    let large = |target: &Target| {
        target
            .touched
            .iter()
            .any(|class| system.parts[system.part_of[*class as usize] as usize].len() > LARGE)
    };
    let mut found: Vec<Option<(Interval, bool)>> = vec![None; system.targets.len()];
    if system.targets.iter().any(large) {
        let start = Start::new(
            system,
            attack::agreeing(system, &vec![0; system.classes()])?,
        );
        found = system
            .targets
            .par_iter()
            .map(|target| {
                let both = large(target)
                    && [true, false]
                        .into_iter()
                        .all(|zero| witness::search(system, &start, target, zero).is_some());
                both.then_some((
                    Interval {
                        low: 0,
                        high: target.reach,
                    },
                    false,
                ))
            })
            .collect();
    }
    let rest: Vec<usize> = (0..found.len())
        .filter(|place| found[*place].is_none())
        .collect();
    for (place, interval) in rest.iter().zip(attack::intervals_of(system, &rest)?) {
        found[*place] = Some((interval, true));
    }
    Ok(found.into_iter().flatten().collect())
}

fn finding(
    number: usize,
    statement: &Statement,
    at: &[usize],
    interval: Interval,
    breach: bool,
) -> Finding {
    let cell: Vec<String> = statement
        .dimensions
        .iter()
        .zip(at)
        .map(|(dimension, node)| format!("{}={}", dimension.name, dimension.nodes[*node].code))
        .collect();
    Finding {
        release: number,
        cell: if cell.is_empty() {
            "total".to_owned()
        } else {
            cell.join(" ")
        },
        low: interval.low,
        high: (interval.high < NO_LIMIT).then_some(interval.high),
        tightest: true,
        protected_to: statement.k.cast_signed() - 1,
        breach,
    }
}

/// Publications that share persons, directly or through others.
fn groups(statements: &[&(usize, Statement)]) -> Vec<Vec<usize>> {
    let mut group: Vec<usize> = (0..statements.len()).collect();
    for a in 0..statements.len() {
        for b in 0..a {
            if group[a] != group[b] && statements[a].1.shares_with(&statements[b].1) {
                let (from, to) = (group[a].max(group[b]), group[a].min(group[b]));
                group
                    .iter_mut()
                    .filter(|own| **own == from)
                    .for_each(|own| *own = to);
            }
        }
    }
    let mut found: Vec<Vec<usize>> = Vec::new();
    for leader in 0..statements.len() {
        let members: Vec<usize> = (0..statements.len())
            .filter(|place| group[*place] == leader)
            .collect();
        if !members.is_empty() {
            found.push(members);
        }
    }
    found
}
