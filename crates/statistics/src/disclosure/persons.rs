//! The file of persons a table is made from: distinct persons, each in one category of every
//! column.

use std::collections::BTreeMap;

use super::codes::{AREA, Codes, PERIOD};
use super::period::Period;
use crate::sheet::{Fault, Faults, Sheet};

/// One person: where the table counts them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    pub id: String,
    pub period: Option<Period>,
    /// Code per column of the code lists that the file has.
    pub codes: BTreeMap<String, String>,
}

/// The persons of a file.
#[derive(Clone, Debug, Default)]
pub struct Persons {
    pub cases: Vec<Case>,
    /// Columns of the code lists that the file has.
    pub columns: Vec<String>,
    pub has_periods: bool,
}

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
const PERIODS: [&str; 7] = [
    PERIOD,
    "periode",
    "year",
    "jaar",
    "date",
    "datum",
    "half_year",
];

impl Persons {
    /// A row a person, or more rows with the same id: a person with more than one form counts as a
    /// combination, with more than one municipality as several, and in the earliest period. Columns
    /// no list knows are passed over.
    ///
    /// # Errors
    /// Every fault with line and column.
    pub fn read(bytes: &[u8], codes: &Codes) -> Result<Self, Vec<Fault>> {
        let sheet = Sheet::read(bytes)?;
        let mut faults = Faults::default();
        let identifier = sheet.column(&IDENTIFIERS);
        let period = sheet.column(&PERIODS);
        let columns: Vec<(usize, &str)> = sheet
            .header
            .iter()
            .enumerate()
            .filter(|(place, _)| Some(*place) != identifier && Some(*place) != period)
            .filter_map(|(place, name)| codes.named(name).map(|(own, _)| (place, own)))
            .collect();
        for (place, (column, name)) in columns.iter().enumerate() {
            if columns[..place].iter().any(|(_, other)| other == name) {
                faults.add(1, column + 1, format!("a second column for {name}"));
            }
        }
        let mut persons: BTreeMap<String, Case> = BTreeMap::new();
        let mut same: BTreeMap<String, usize> = BTreeMap::new();
        let mut meant: BTreeMap<(usize, String), Option<String>> = BTreeMap::new();
        let mut length: Option<Period> = None;
        for (line, fields) in &sheet.rows {
            let mut case = Case {
                id: String::new(),
                period: None,
                codes: BTreeMap::new(),
            };
            if let Some(column) = period {
                case.period = Period::parse(&fields[column]);
                match (case.period, length) {
                    (None, _) => faults.add(
                        *line,
                        column + 1,
                        format!(
                            "expected a period such as 2025-H1, 2025 or 2023-2025, found \"{}\"",
                            fields[column]
                        ),
                    ),
                    (Some(own), Some(first)) if own.half_years() != first.half_years() => faults.add(
                        *line,
                        column + 1,
                        format!("expected a period as long as {first} on an earlier line, found {own}"),
                    ),
                    (Some(own), Some(first))
                        if !own.start().abs_diff(first.start()).is_multiple_of(first.half_years()) =>
                    {
                        faults.add(*line, column + 1, format!("{own} overlaps {first} on an earlier line"));
                    }
                    (own, _) => length = length.or(own),
                }
            }
            for (column, name) in &columns {
                let Some((_, list)) = codes.named(name) else {
                    continue;
                };
                let found = meant
                    .entry((*column, fields[*column].clone()))
                    .or_insert_with(|| {
                        list.find(&fields[*column])
                            .map(|category| category.code.clone())
                    });
                if let Some(code) = found {
                    case.codes.insert((*name).to_owned(), code.clone());
                } else {
                    let known: Vec<&str> = list.leaves().map(|leaf| leaf.label.as_str()).collect();
                    faults.add(
                        *line,
                        column + 1,
                        format!(
                            "{name}: expected one of {}, found \"{}\"",
                            known.join(", "),
                            fields[*column]
                        ),
                    );
                }
            }
            case.id = match identifier {
                Some(column) if fields[column].is_empty() => {
                    faults.add(
                        *line,
                        column + 1,
                        "expected the number of a person, found nothing",
                    );
                    continue;
                }
                Some(column) => fields[column].clone(),
                // Without numbers every row is a person; equal rows are told apart by how many came
                // before.
                None => {
                    let text = fields.join("\u{1f}");
                    let before = same.entry(text.clone()).or_default();
                    *before += 1;
                    format!("{text}\u{1f}{before}")
                }
            };
            merge(&mut persons, case, codes);
        }
        faults.or(Self {
            cases: persons.into_values().collect(),
            columns: columns.iter().map(|(_, name)| (*name).to_owned()).collect(),
            has_periods: period.is_some(),
        })
    }

    /// From the first to the last period, in whole calendar years.
    pub fn span(&self) -> Option<Period> {
        self.cases
            .iter()
            .filter_map(|case| case.period)
            .map(|period| period.with(period))
            .reduce(Period::with)
    }

    /// The persons within this area and span.
    #[must_use]
    pub fn within(&self, area: Option<&str>, span: Option<Period>) -> Self {
        let inside = |case: &&Case| {
            area.is_none_or(|area| case.codes.get(AREA).is_some_and(|own| own == area))
                && span.is_none_or(|span| case.period.is_some_and(|own| span.holds(own)))
        };
        Self {
            cases: self.cases.iter().filter(inside).cloned().collect(),
            ..self.clone()
        }
    }

    /// The municipality all persons are of, when that is one.
    pub fn area(&self) -> Option<&str> {
        let first = self.cases.first()?.codes.get(AREA)?;
        self.cases
            .iter()
            .all(|case| case.codes.get(AREA) == Some(first))
            .then_some(first.as_str())
    }
}

fn merge(persons: &mut BTreeMap<String, Case>, case: Case, codes: &Codes) {
    let Some(known) = persons.get_mut(&case.id) else {
        persons.insert(case.id.clone(), case);
        return;
    };
    known.period = known.period.min(case.period);
    for (name, code) in case.codes {
        let (Some((_, list)), Some(own)) = (codes.named(&name), known.codes.get_mut(&name)) else {
            continue;
        };
        if *own == list.unknown {
            *own = code;
        } else if *own != code && code != list.unknown {
            own.clone_from(&list.multiple);
        }
    }
}
