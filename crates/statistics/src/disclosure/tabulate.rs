//! From persons to a publication, beside everything published before.

use rand_chacha::rand_core::Rng;

use super::codes::{Codes, TOTAL};
use super::gate::{BASE, Profile, candidates, total_gate};
use super::ledger::{Entry, Ledger};
use super::noise::Epsilon;
use super::period::Period;
use super::persons::Persons;
use super::protect::{Cell, Draft, Unsafe, protect};
use super::region::noisy;
use super::release::{FORMAT, HIDDEN, Note, Release, Stated, cell, fewer_than, percent};
use super::rounding::{Key, Rounder, behind};
use super::space::{Space, Statement, Told};
use super::table::{Scope, Table, by_area, own_names};

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Request {
    /// Names of the columns to split by.
    pub by: Vec<String>,
    /// Who is to read it.
    pub profile: Profile,
    /// Code of one municipality.
    pub area: Option<String>,
    /// The time to be told of; none: that of the data.
    pub span: Option<Period>,
    /// For the profile `region`.
    pub epsilon: Epsilon,
}

/// Why nothing is published.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Refused {
    /// What was asked cannot be made.
    #[error("{0}")]
    Request(String),
    /// A window that moves over time would let one subtract the other.
    #[error(
        "publication {number} of the ledger is about {earlier}, which overlaps {asked}: periods are apart, the same, or one within the other"
    )]
    RollingWindow {
        /// Number of the earlier publication.
        number: u64,
        /// Its period.
        earlier: Period,
        /// The period that was asked for.
        asked: Period,
    },
    /// Categories may not change within a period.
    #[error(
        "publication {number} used the code list {earlier} for this time; {asked} can be used from the next period on"
    )]
    OtherCodes {
        /// Number of the earlier publication.
        number: u64,
        /// Its version of the code list.
        earlier: String,
        /// The version that was asked for.
        asked: String,
    },
    /// An earlier publication would no longer hide what it hides.
    #[error("with this table publication {number} would say too much of {cell}")]
    Narrows {
        /// Number of that publication.
        number: u64,
        /// The hidden cell, in words.
        cell: String,
    },
    /// Nothing of this table can be shown.
    #[error("with what was published before even the total of this table says too much")]
    TooMuch,
    /// The data were corrected since.
    #[error(
        "the data contradict what was published before (publication {numbers}); corrections wait for the next period"
    )]
    Contradicts {
        /// Numbers of the publications that share persons with it.
        numbers: String,
    },
    /// More noise budget than there is left.
    #[error("the noise budget is spent: {spent} of {budget} ({what})")]
    Budget {
        /// Epsilon spent so far.
        spent: f64,
        /// Epsilon there is.
        budget: f64,
        /// For which time.
        what: &'static str,
    },
    /// The program could not do it: why.
    #[error("{0}")]
    Failed(String),
}

/// A publication, and whether it is new.
#[derive(Debug)]
pub struct Tabulated {
    /// The document.
    pub release: Release,
    /// False: this was asked before, and the document is the one given then.
    pub new: bool,
}

/// Makes a publication and adds it to the ledger.
///
/// # Errors
/// Why not; the ledger is as it was.
pub fn tabulate(
    persons: &Persons,
    request: &Request,
    codes: &Codes,
    ledger: &mut Ledger,
    key: &Key,
    random: &mut impl Rng,
) -> Result<Tabulated, Refused> {
    let by = own_names(&request.by, codes);
    if by.is_empty() {
        return Err(Refused::Request(
            "--by: name at least one column".to_owned(),
        ));
    }
    let persons = persons.within(request.area.as_deref(), request.span);
    let scope = Scope {
        area: request
            .area
            .clone()
            .or_else(|| persons.area().filter(|_| !by_area(&by)).map(str::to_owned)),
        span: request.span.or_else(|| persons.span()),
    };
    if by_area(&by) && request.area.is_some() {
        return Err(Refused::Request(
            "--area: a table by municipality is about all of them".to_owned(),
        ));
    }
    let again = ledger.entries.iter().find(|entry| {
        let release = &entry.release;
        release.profile == request.profile
            && release.by == by
            && release.codes == codes.version
            && entry.area == scope.area
            && entry.period() == scope.span
    });
    if let Some(entry) = again {
        return Ok(Tabulated {
            release: entry.release.clone(),
            new: false,
        });
    }
    no_rolling_windows(&scope, ledger)?;
    one_code_list_a_period(&scope, ledger, codes)?;
    let release = match request.profile {
        Profile::Region => noisy(&persons, request, &by, &scope, codes, ledger, random)?,
        Profile::Public | Profile::Confidential => {
            suppressed(&persons, request, &by, &scope, codes, ledger, key)?
        }
    };
    ledger.add(release.clone(), scope.area, scope.span, key);
    Ok(Tabulated { release, new: true })
}

fn same_place(entry: &Entry, scope: &Scope) -> bool {
    match (&entry.area, &scope.area) {
        (Some(own), Some(others)) => own == others,
        _ => true,
    }
}

/// Periods that overlap but are not one within the other would give away the difference.
fn no_rolling_windows(scope: &Scope, ledger: &Ledger) -> Result<(), Refused> {
    let Some(asked) = scope.span else {
        return Ok(());
    };
    for entry in ledger
        .entries
        .iter()
        .filter(|entry| same_place(entry, scope))
    {
        if let Some(earlier) = entry.period()
            && earlier.overlaps(asked)
            && !earlier.holds(asked)
            && !asked.holds(earlier)
        {
            return Err(Refused::RollingWindow {
                number: entry.number,
                earlier,
                asked,
            });
        }
    }
    Ok(())
}

/// Municipalities merge and lists change from one period to the next, never within one.
fn one_code_list_a_period(scope: &Scope, ledger: &Ledger, codes: &Codes) -> Result<(), Refused> {
    for entry in ledger
        .entries
        .iter()
        .filter(|entry| same_place(entry, scope))
    {
        let shares = match (entry.period(), scope.span) {
            (Some(own), Some(asked)) => own.overlaps(asked),
            _ => true,
        };
        if shares && entry.release.codes != codes.version {
            return Err(Refused::OtherCodes {
                number: entry.number,
                earlier: entry.release.codes.clone(),
                asked: codes.version.clone(),
            });
        }
    }
    Ok(())
}

pub(super) fn table(
    persons: &Persons,
    by: &[String],
    scope: &Scope,
    codes: &Codes,
) -> Result<Table, Refused> {
    Table::new(persons, by, scope, codes).map_err(Refused::Request)
}

pub(super) fn document(request: &Request, by: &[String], scope: &Scope, codes: &Codes) -> Release {
    let k = request.profile.k();
    Release {
        format: FORMAT.to_owned(),
        profile: request.profile,
        k,
        base: BASE,
        codes: codes.version.clone(),
        by: by.to_vec(),
        area: scope.area.clone(),
        span: scope.span.map(|span| span.to_string()),
        not_before: scope.span.map(Period::not_before),
        epsilon: None,
        dimensions: Vec::new(),
        cells: Vec::new(),
        note: Note {
            nl: format!(
                "{HIDDEN} kan nul zijn, klein zijn, of verborgen om een ander getal te beschermen. Getallen zijn afgerond op {BASE}; delen en totaal zijn los van elkaar afgerond."
            ),
            en: format!(
                "{HIDDEN} can be zero, small, or hidden to protect another figure. Figures are rounded to {BASE}; parts and total are rounded apart."
            ),
        },
    }
}

/// The same document for 0 to k - 1 persons: nothing in it comes from the data.
fn constant(request: &Request, by: &[String], codes: &Codes) -> Release {
    let k = request.profile.k();
    let asked = Scope {
        area: request.area.clone(),
        span: request.span,
    };
    let totals = vec![TOTAL; by.len()];
    Release {
        cells: vec![cell(by, &totals, &fewer_than(k), "")],
        note: Note {
            nl: format!("Minder dan {k} personen. Het kunnen er ook nul zijn."),
            en: format!("Fewer than {k} persons. There may be none at all."),
        },
        ..document(request, by, &asked, codes)
    }
}

fn suppressed(
    persons: &Persons,
    request: &Request,
    by: &[String],
    scope: &Scope,
    codes: &Codes,
    ledger: &Ledger,
    key: &Key,
) -> Result<Release, Refused> {
    let k = request.profile.k();
    if !total_gate(persons.cases.len() as u64, k) {
        let release = constant(request, by, codes);
        if scope.area.is_none() && scope.span.is_none() {
            return Ok(release);
        }
        let statement = Statement {
            area: scope.area.clone(),
            span: scope.span,
            ..stated(&release)?
        };
        beside_earlier(&statement, None, persons, scope, ledger)?;
        return Ok(release);
    }
    let table = table(persons, by, scope, codes)?;
    let shown = candidates(&table, k, &Rounder(key));
    let statement = Statement {
        dimensions: table.dimensions.clone(),
        area: scope.area.clone(),
        span: scope.span,
        k,
        cells: table
            .cells
            .iter()
            .zip(&shown)
            .map(|(cell, shown)| Told {
                at: cell.at.clone(),
                between: shown.map(|shown| behind(shown, k)),
                guarded: shown.is_none(),
            })
            .collect(),
    };
    let counts: Vec<u64> = table.cells.iter().map(super::table::Cell::count).collect();
    let kept = beside_earlier(&statement, Some(&counts), persons, scope, ledger)?;
    let mut release = document(request, by, scope, codes);
    let figures: Vec<Option<u64>> = shown
        .iter()
        .zip(&kept)
        .map(|(shown, kept)| shown.filter(|_| *kept))
        .collect();
    fill(&mut release, &table, &figures);
    Ok(release)
}

/// The cells of a document: figures, and the one sign where there is none.
pub(super) fn fill(release: &mut Release, table: &Table, figures: &[Option<u64>]) {
    let (k, total) = (release.k, figures[0].unwrap_or_default());
    release.dimensions = table.dimensions.iter().map(Stated::of).collect();
    release.cells = table
        .cells
        .iter()
        .zip(figures)
        .map(|(own, figure)| {
            let codes: Vec<&str> = own
                .at
                .iter()
                .zip(&table.dimensions)
                .map(|(node, dimension)| dimension.nodes[*node].code.as_str())
                .collect();
            let share = figure.and_then(|figure| percent(figure, total, k));
            let text = |value: Option<u64>, none: &str| {
                value.map_or_else(|| none.to_owned(), |value| value.to_string())
            };
            cell(
                &release.by,
                &codes,
                &text(*figure, HIDDEN),
                &text(share, ""),
            )
        })
        .collect();
}

fn stated(release: &Release) -> Result<Statement, Refused> {
    Statement::of(release).map_err(Refused::Failed)
}

/// Which cells of `statement` may be shown, with all earlier publications that share persons with
/// it. Without `counts` nothing of it can be hidden: it is the constant document.
fn beside_earlier(
    statement: &Statement,
    counts: Option<&[u64]>,
    persons: &Persons,
    scope: &Scope,
    ledger: &Ledger,
) -> Result<Vec<bool>, Refused> {
    let earlier = sharing(statement, ledger)?;
    let mut all: Vec<&Statement> = earlier.iter().map(|(_, statement)| statement).collect();
    let (old, old_count) = (all.clone(), all.len());
    all.push(statement);
    let space = Space::new(&all).map_err(Refused::Failed)?;
    let (mut known, mut hidden, mut of) = space.told(&old);
    let atoms = space.cells(statement);
    let mut cells = Vec::new();
    if let Some(counts) = counts {
        cells = atoms
            .into_iter()
            .zip(statement.cells.iter().zip(counts))
            .map(|(atoms, (told, count))| Cell {
                atoms,
                shown: told.between,
                count: *count,
            })
            .collect();
    } else {
        let (own_known, own_hidden, own_of) = space.told(&[statement]);
        known.extend(own_known);
        hidden.extend(own_hidden);
        of.extend(own_of.into_iter().map(|(_, cell)| (old_count, cell)));
    }
    let truth = truth(&space, persons, statement, scope);
    let draft = Draft {
        atoms: space.atoms(),
        known,
        hidden,
        cells,
        reach: statement.k.cast_signed() - 1,
        truth,
    };
    let earlier_cell = |hidden: usize| of.get(hidden).filter(|(place, _)| *place < old_count);
    protect(&draft).map_err(|error| match error {
        Unsafe::NoAnswer(super::attack::NoAnswer::Contradiction) => Refused::Contradicts {
            numbers: earlier
                .iter()
                .map(|(number, _)| number.to_string())
                .collect::<Vec<_>>()
                .join(", "),
        },
        Unsafe::NoAnswer(why) => Refused::Failed(why.to_string()),
        Unsafe::Narrows { hidden } => match earlier_cell(hidden) {
            Some((place, cell)) => {
                let (number, statement) = &earlier[*place];
                Refused::Narrows {
                    number: *number,
                    cell: name_of(statement, *cell),
                }
            }
            None => Refused::TooMuch,
        },
    })
}

/// A cell in words, for who has to find it in an earlier publication: "form labour, area GM0335".
fn name_of(statement: &Statement, cell: usize) -> String {
    let names: Vec<String> = statement
        .dimensions
        .iter()
        .zip(&statement.cells[cell].at)
        .map(|(dimension, node)| format!("{} {}", dimension.name, dimension.nodes[*node].code))
        .collect();
    if names.is_empty() {
        TOTAL.to_owned()
    } else {
        names.join(", ")
    }
}

/// Earlier publications that share persons with a new one, directly or through others.
fn sharing(statement: &Statement, ledger: &Ledger) -> Result<Vec<(u64, Statement)>, Refused> {
    let mut rest: Vec<(u64, Statement)> = Vec::new();
    let told = |entry: &&Entry| {
        // "Fewer than k" of nobody knows what, or noise: neither bounds anything.
        entry.release.epsilon.is_none()
            && !(entry.release.is_constant() && entry.area.is_none() && entry.span.is_none())
    };
    for entry in ledger.entries.iter().filter(told) {
        let own = stated(&entry.release)?;
        rest.push((
            entry.number,
            Statement {
                area: entry.area.clone(),
                span: entry.period(),
                ..own
            },
        ));
    }
    let mut found: Vec<(u64, Statement)> = Vec::new();
    loop {
        let (shares, others): (Vec<_>, Vec<_>) = rest.into_iter().partition(|(_, other)| {
            other.shares_with(statement) || found.iter().any(|(_, known)| known.shares_with(other))
        });
        if shares.is_empty() {
            found.sort_by_key(|(number, _)| *number);
            return Ok(found);
        }
        found.extend(shares);
        rest = others;
    }
}

/// Persons per atom of the space, as far as the file tells: what it does not tell is taken to be
/// nobody, and made to agree with what was published.
fn truth(space: &Space, persons: &Persons, statement: &Statement, scope: &Scope) -> Vec<i64> {
    let mut truth = vec![0; space.atoms()];
    for case in &persons.cases {
        let area = case
            .codes
            .get(super::codes::AREA)
            .cloned()
            .or_else(|| scope.area.clone());
        if let Some(atom) = space.atom(case, area.as_deref(), statement.span) {
            truth[atom] += 1;
        }
    }
    truth
}
