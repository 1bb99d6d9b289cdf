//! Files an estimate is made from.

use std::collections::{BTreeMap, BTreeSet};

use super::counts::{Counts, MOST_LISTS, Set};
use super::covariates::{MOST_CELLS, Table, Variable};
use crate::sheet::{Fault, Faults, Sheet};

/// Whole numbers up to here are exact in the arithmetic that follows.
const LARGEST: u64 = 1 << 53;

/// Names of a column that numbers the persons and is no list.
const IDENTIFIERS: [&str; 8] = [
    "id",
    "person",
    "persoon",
    "person_id",
    "case",
    "nr",
    "number",
    "nummer",
];

/// A file of counts: a column a list with 0 or 1, the count in the last column.
///
/// # Errors
/// Every fault with line and column.
pub fn counts(bytes: &[u8]) -> Result<Counts, Vec<Fault>> {
    let sheet = Sheet::read(bytes)?;
    let lists = sheet.header.len().saturating_sub(1);
    let mut faults = Faults::default();
    number_of_lists(lists, &mut faults);
    let mut rows = Vec::with_capacity(sheet.rows.len());
    let mut total = 0_u64;
    for (line, fields) in &sheet.rows {
        let history = history(*line, &sheet.header[..lists], &fields[..lists], &mut faults);
        let Some(count) = count(*line, lists + 1, &fields[lists], &mut faults) else {
            continue;
        };
        if history == Some(0) && count > 0 {
            faults.add(
                *line,
                lists + 1,
                "persons on no list are what is estimated; expected no such row, or the count 0",
            );
        }
        total = total.saturating_add(count);
        rows.push((history.unwrap_or_default(), count));
    }
    if total > LARGEST {
        faults.add(
            1,
            lists + 1,
            format!("expected counts of together at most 2^53, found {total}"),
        );
    }
    let names: Vec<&str> = sheet.header[..lists].iter().map(String::as_str).collect();
    faults.or(()).map(|()| Counts::new(&names, &rows))
}

/// A file of persons: a row a person, a column a list. A column that numbers the persons is passed
/// over.
///
/// # Errors
/// Every fault with line and column.
pub fn persons(bytes: &[u8]) -> Result<Counts, Vec<Fault>> {
    let sheet = Sheet::read(bytes)?;
    let identifier = sheet.column(&IDENTIFIERS);
    let columns: Vec<usize> = (0..sheet.header.len())
        .filter(|column| Some(*column) != identifier)
        .collect();
    let mut faults = Faults::default();
    number_of_lists(columns.len(), &mut faults);
    let mut rows: BTreeMap<Set, u64> = BTreeMap::new();
    let mut seen: BTreeMap<&str, u64> = BTreeMap::new();
    for (line, fields) in &sheet.rows {
        if let Some(identifier) = identifier
            && let Some(earlier) = seen.insert(&fields[identifier], *line)
        {
            faults.add(
                *line,
                identifier + 1,
                format!("expected one row a person; this one is on line {earlier} too"),
            );
        }
        let mut history: Set = 0;
        for (list, column) in columns.iter().enumerate() {
            match fields[*column].to_lowercase().as_str() {
                "1" | "x" | "ja" | "yes" | "true" | "j" | "y" => history |= bit(list),
                "0" | "" | "nee" | "no" | "false" | "n" => {}
                other => faults.add(
                    *line,
                    column + 1,
                    format!(
                        "list {}: expected 1 or 0 (or ja, nee, x), found \"{other}\"",
                        sheet.header[*column]
                    ),
                ),
            }
        }
        if history == 0 {
            faults.add(*line, 0, "this person is on no list; expected at least one");
        }
        *rows.entry(history).or_default() += 1;
    }
    let names: Vec<&str> = columns
        .iter()
        .map(|column| sheet.header[*column].as_str())
        .collect();
    let rows: Vec<(Set, u64)> = rows.into_iter().collect();
    faults.or(()).map(|()| Counts::new(&names, &rows))
}

/// A file of counts with covariates: a column a list with 0 or 1, a column a covariate with any
/// categories, the count in the last column. Without `covariates` every column with something else
/// than 0 and 1 is one. `year` names the column that is a year; a column called year, jaar or y
/// with whole numbers is one by itself.
///
/// # Errors
/// Every fault with line and column.
pub fn with_covariates(
    bytes: &[u8],
    covariates: Option<&[String]>,
    year: Option<&str>,
) -> Result<Table, Vec<Fault>> {
    let sheet = Sheet::read(bytes)?;
    let width = sheet.header.len().saturating_sub(1);
    let mut faults = Faults::default();
    let named = covariates.unwrap_or_default().iter().map(String::as_str);
    for name in named.chain(year) {
        if sheet.column(&[name]).is_none_or(|column| column == width) {
            let known = sheet.header.join(", ");
            faults.add(1, 0, format!("expected a column \"{name}\", found {known}"));
        }
    }
    let variables: Vec<Variable> = (0..width)
        .map(|column| variable(&sheet, column, covariates, year))
        .collect();
    let lists = variables.iter().filter(|variable| is_list(variable));
    number_of_lists(lists.count(), &mut faults);
    let rows: Vec<(Vec<usize>, u64)> = sheet
        .rows
        .iter()
        .filter_map(|(line, fields)| levels_and_count(*line, fields, &variables, &mut faults))
        .collect();
    faults.or(())?;
    Table::new(variables, &rows).map_err(|size| {
        vec![Fault {
            line: 1,
            column: 0,
            message: format!(
                "lists and covariates have {size} combinations; expected at most {MOST_CELLS}: merge categories"
            ),
        }]
    })
}

fn is_list(variable: &Variable) -> bool {
    matches!(variable, Variable::List { .. })
}

/// What a column is: a year, another covariate or a list, by what the caller says or else by what
/// stands in it.
fn variable(
    sheet: &Sheet,
    column: usize,
    covariates: Option<&[String]>,
    year: Option<&str>,
) -> Variable {
    let values: BTreeSet<&str> = sheet
        .rows
        .iter()
        .map(|(_, fields)| fields[column].as_str())
        .collect();
    let name = sheet.header[column].clone();
    let is_year = match year {
        Some(year) => name.eq_ignore_ascii_case(year),
        None => {
            ["year", "jaar", "y"].contains(&name.to_lowercase().as_str())
                && values.iter().all(|value| value.parse::<i32>().is_ok())
        }
    };
    let is_covariate = match covariates {
        Some(names) => names.iter().any(|own| name.eq_ignore_ascii_case(own)),
        None => values.iter().any(|value| !matches!(*value, "0" | "1")),
    };
    if is_year {
        let mut years: Vec<i64> = values
            .iter()
            .filter_map(|value| value.parse().ok())
            .collect();
        years.sort_unstable();
        Variable::Year { name, years }
    } else if is_covariate {
        Variable::Category {
            name,
            levels: values.iter().map(ToString::to_string).collect(),
            base: 0,
        }
    } else {
        Variable::List { name }
    }
}

/// A row as the level of each variable, and its count.
fn levels_and_count(
    line: u64,
    fields: &[String],
    variables: &[Variable],
    faults: &mut Faults,
) -> Option<(Vec<usize>, u64)> {
    let width = variables.len();
    let mut levels = Vec::with_capacity(width);
    for (column, (variable, field)) in variables.iter().zip(fields).enumerate() {
        match variable.levels().iter().position(|level| level == field) {
            Some(level) => levels.push(level),
            None => faults.add(line, column + 1, unexpected(variable, field)),
        }
    }
    let count = count(line, width + 1, &fields[width], faults)?;
    let on_a_list = variables
        .iter()
        .zip(&levels)
        .any(|(variable, level)| is_list(variable) && *level == 1);
    if levels.len() == width && !on_a_list && count > 0 {
        faults.add(
            line,
            width + 1,
            "persons on no list are what is estimated; expected no such row",
        );
    }
    Some((levels, count))
}

fn unexpected(variable: &Variable, found: &str) -> String {
    match variable {
        Variable::List { name } => format!("list {name}: expected 0 or 1, found \"{found}\""),
        Variable::Year { name, .. } => format!("{name}: expected a year, found \"{found}\""),
        Variable::Category { name, .. } => format!("{name}: did not expect \"{found}\""),
    }
}

/// Lists beyond [`MOST_LISTS`] are faults already; their bits must not be shifted out.
fn bit(list: usize) -> Set {
    if list < MOST_LISTS { 1 << list } else { 0 }
}

/// Two to [`MOST_LISTS`] lists: fewer have no overlap to learn from, more have too many histories.
pub fn number_of_lists(lists: usize, faults: &mut Faults) {
    if lists < 2 {
        faults.add(
            1,
            0,
            format!("expected at least two lists (three for an estimate to be used), found {lists}: without a second list there is no overlap to learn from"),
        );
    }
    if lists > MOST_LISTS {
        faults.add(
            1,
            MOST_LISTS + 1,
            format!(
                "expected at most {MOST_LISTS} lists, found {lists}: merge lists of like sources"
            ),
        );
    }
}

fn history(line: u64, names: &[String], fields: &[String], faults: &mut Faults) -> Option<Set> {
    let mut history: Set = 0;
    let mut good = true;
    for (list, field) in fields.iter().enumerate() {
        match field.as_str() {
            "0" => {}
            "1" => history |= bit(list),
            other => {
                good = false;
                faults.add(
                    line,
                    list + 1,
                    format!("list {}: expected 0 or 1, found \"{other}\"", names[list]),
                );
            }
        }
    }
    good.then_some(history)
}

/// A whole number from 0 to 2^53.
pub fn count(line: u64, column: usize, text: &str, faults: &mut Faults) -> Option<u64> {
    let wrong =
        |what: &str| format!("expected a whole number of persons from 0 to 2^53, found {what}");
    match text.parse::<u64>() {
        Ok(count) if count <= LARGEST => return Some(count),
        Ok(_) => faults.add(line, column, wrong(&format!("{text}, which is larger"))),
        Err(_) => {
            let what = match text.parse::<f64>() {
                Ok(number) if number < 0.0 => format!("the negative {text}"),
                Ok(number) if number.is_finite() && number.fract() != 0.0 => {
                    format!("the fraction {text}")
                }
                Ok(_) if text.chars().all(|sign| sign.is_ascii_digit()) => {
                    format!("{text}, which is larger")
                }
                _ if text.is_empty() => "nothing".to_owned(),
                _ => format!("\"{text}\""),
            };
            faults.add(line, column, wrong(&what));
        }
    }
    None
}
