//! Region and country, where counts are in the hundreds: noise from a budget instead of hiding.

use rand_chacha::rand_core::Rng;

use super::codes::Codes;
use super::ledger::Ledger;
use super::noise::discrete_laplace;
use super::persons::Persons;
use super::release::{HIDDEN, Note, Release};
use super::table::{Dimension, Scope};
use super::tabulate::{Refused, Request, document, fill, table};

/// Noise spent on any half-year of data, at most.
pub const BUDGET_PER_PERIOD: f64 = 1.0;
/// Noise spent in all, ever: a person can be in more than one period.
pub const BUDGET_FOR_LIFE: f64 = 5.0;

/// Exact noise on every set of margins, from a budget: the total, each column, each pair of
/// columns, and so on, share it equally. All cells of the fixed universe get noise, empty ones too,
/// so that nothing depends on which cells there are.
pub(super) fn noisy(
    persons: &Persons,
    request: &Request,
    by: &[String],
    scope: &Scope,
    codes: &Codes,
    ledger: &Ledger,
    random: &mut impl Rng,
) -> Result<Release, Refused> {
    let asked = request.epsilon.value();
    let (most, ever) = ledger.spent(scope.span);
    for (spent, budget, what) in [
        (most, BUDGET_PER_PERIOD, "for this time"),
        (ever, BUDGET_FOR_LIFE, "for all time"),
    ] {
        if spent + asked > budget + 1e-9 {
            return Err(Refused::Budget {
                spent,
                budget,
                what,
            });
        }
    }
    let table = table(persons, by, scope, codes)?;
    let levels: usize = table.dimensions.iter().map(depth).product();
    let share = request.epsilon.shared_by(levels as u64);
    let k = request.profile.k();
    let shown: Vec<Option<u64>> = table
        .cells
        .iter()
        .map(|cell| {
            let value = cell.count().cast_signed() + discrete_laplace(share, random);
            u64::try_from(value).ok().filter(|value| *value >= k)
        })
        .collect();
    let mut release = document(request, by, scope, codes);
    release.base = 1;
    release.epsilon = Some(asked);
    release.note = Note {
        nl: format!(
            "Bij elk getal is toeval opgeteld (discrete Laplace, epsilon {asked} over {levels} indelingen). {HIDDEN} staat voor minder dan {k}, met toeval."
        ),
        en: format!(
            "Chance was added to every figure (discrete Laplace, epsilon {asked} over {levels} groupings). {HIDDEN} stands for less than {k}, with chance."
        ),
    };
    fill(&mut release, &table, &shown);
    Ok(release)
}

/// Levels of a dimension, the total included: a person is in one cell of each.
fn depth(dimension: &Dimension) -> usize {
    (0..dimension.nodes.len())
        .map(|node| dimension.line(node).count())
        .max()
        .unwrap_or(1)
}
