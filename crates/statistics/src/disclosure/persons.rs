//! The file of persons a table is made from: distinct persons, each in one category of every
//! column.

use std::collections::BTreeMap;

use super::codes::{AREA, Codes, PERIOD};
use super::period::Period;
use crate::sheet::{Fault, Faults, Sheet};

/// One person: where the table counts them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// The number of the person in the file; it is never published.
    pub id: String,
    /// The earliest period of the person; none when the file has no periods.
    pub period: Option<Period>,
    /// Code per column of the code lists that the file has.
    pub codes: BTreeMap<String, String>,
}

/// The persons of a file.
#[derive(Clone, Debug, Default)]
pub struct Persons {
    /// A case a person, by their ids.
    pub cases: Vec<Case>,
    /// Columns of the code lists that the file has.
    pub columns: Vec<String>,
    /// The file has a column of periods.
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
        let layout = Layout::of(&sheet, codes, &mut faults);
        let mut reading = Reading::default();
        let mut persons: BTreeMap<String, Case> = BTreeMap::new();
        for (line, fields) in &sheet.rows {
            let period = layout
                .period
                .and_then(|column| reading.period(*line, column, &fields[column], &mut faults));
            let own = reading.codes(*line, fields, (&layout, codes), &mut faults);
            if let Some(id) = reading.id(*line, fields, layout.identifier, &mut faults) {
                let case = Case {
                    id,
                    period,
                    codes: own,
                };
                merge(&mut persons, case, codes);
            }
        }
        faults.or(Self {
            cases: persons.into_values().collect(),
            columns: layout
                .columns
                .iter()
                .map(|(_, name)| (*name).to_owned())
                .collect(),
            has_periods: layout.period.is_some(),
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

/// Which column of a file holds what.
struct Layout<'a> {
    identifier: Option<usize>,
    period: Option<usize>,
    /// Place and own name of each column that a code list knows.
    columns: Vec<(usize, &'a str)>,
}

impl<'a> Layout<'a> {
    fn of(sheet: &Sheet, codes: &'a Codes, faults: &mut Faults) -> Self {
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
        Self {
            identifier,
            period,
            columns,
        }
    }
}

/// What earlier rows say about the next one.
#[derive(Default)]
struct Reading {
    /// The first period: all are as long as this one, and do not overlap.
    length: Option<Period>,
    /// The code that a text in a column stands for, looked up once.
    meant: BTreeMap<(usize, String), Option<String>>,
    /// How many rows were equal to this one.
    same: BTreeMap<String, usize>,
}

impl Reading {
    fn period(
        &mut self,
        line: u64,
        column: usize,
        text: &str,
        faults: &mut Faults,
    ) -> Option<Period> {
        let period = Period::parse(text);
        let fault = match (period, self.length) {
            (None, _) => Some(format!(
                "expected a period such as 2025-H1, 2025 or 2023-2025, found \"{text}\""
            )),
            (Some(own), Some(first)) if own.half_years() != first.half_years() => Some(format!(
                "expected a period as long as {first} on an earlier line, found {own}"
            )),
            (Some(own), Some(first))
                if !own
                    .start()
                    .abs_diff(first.start())
                    .is_multiple_of(first.half_years()) =>
            {
                Some(format!("{own} overlaps {first} on an earlier line"))
            }
            (own, _) => {
                self.length = self.length.or(own);
                None
            }
        };
        if let Some(message) = fault {
            faults.add(line, column + 1, message);
        }
        period
    }

    fn codes(
        &mut self,
        line: u64,
        fields: &[String],
        (layout, codes): (&Layout<'_>, &Codes),
        faults: &mut Faults,
    ) -> BTreeMap<String, String> {
        let mut own = BTreeMap::new();
        for (column, name) in &layout.columns {
            let Some((_, list)) = codes.named(name) else {
                continue;
            };
            let text = &fields[*column];
            let found = self
                .meant
                .entry((*column, text.clone()))
                .or_insert_with(|| list.find(text).map(|category| category.code.clone()));
            if let Some(code) = found {
                own.insert((*name).to_owned(), code.clone());
            } else {
                let known: Vec<&str> = list.leaves().map(|leaf| leaf.label.as_str()).collect();
                let known = known.join(", ");
                faults.add(
                    line,
                    column + 1,
                    format!("{name}: expected one of {known}, found \"{text}\""),
                );
            }
        }
        own
    }

    /// The number of the person. Without numbers every row is a person; equal rows are told apart
    /// by how many came before.
    fn id(
        &mut self,
        line: u64,
        fields: &[String],
        identifier: Option<usize>,
        faults: &mut Faults,
    ) -> Option<String> {
        match identifier {
            Some(column) if fields[column].is_empty() => {
                faults.add(
                    line,
                    column + 1,
                    "expected the number of a person, found nothing",
                );
                None
            }
            Some(column) => Some(fields[column].clone()),
            None => {
                let text = fields.join("\u{1f}");
                let before = self.same.entry(text.clone()).or_default();
                *before += 1;
                Some(format!("{text}\u{1f}{before}"))
            }
        }
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
