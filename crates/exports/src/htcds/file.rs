//! A file of cases, in either of its two forms. No I/O.

use std::fmt;

use super::case::Case;
use super::fault::Faults;
use super::{csv, json};

/// What was read.
#[derive(Debug)]
pub struct File {
    /// The cases, each with where it begins.
    pub cases: Vec<(Place, Case)>,
    /// Columns that the standard does not have, as they can be shown: nothing of them was read.
    pub passed_over: Vec<String>,
}

impl File {
    #[cfg(test)]
    pub(super) fn only_cases(&self) -> Vec<Case> {
        self.cases.iter().map(|(_, case)| case.clone()).collect()
    }
}

/// Where a case begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In a table: its line, the first is 1.
    Line(u64),
    /// In JSON: its place among the cases, the first is 1.
    Case(u64),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Line(line) => write!(f, "line {line}"),
            Self::Case(number) => write!(f, "case {number}"),
        }
    }
}

/// How a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// `.json`
    Json,
    /// `.csv`
    Csv,
}

impl Format {
    /// By the end of a file's name; `None` for any other.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        let (_, end) = name.rsplit_once('.')?;
        match end.to_ascii_lowercase().as_str() {
            "json" => Some(Self::Json),
            "csv" => Some(Self::Csv),
            _ => None,
        }
    }

    /// What stands behind the point of its name.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Csv => "csv",
        }
    }

    /// As it is called on its way.
    #[must_use]
    pub fn media(self) -> &'static str {
        match self {
            Self::Json => "application/json; charset=utf-8",
            Self::Csv => "text/csv; charset=utf-8; header=present",
        }
    }

    /// These cases as a file.
    #[must_use]
    pub fn write(self, cases: &[Case]) -> String {
        match self {
            Self::Json => json::write(cases),
            Self::Csv => csv::write(cases),
        }
    }

    /// The cases of a file.
    ///
    /// # Errors
    /// Everything that is wrong in it, each with its place.
    pub fn read(self, text: &str) -> Result<File, Faults> {
        match self {
            Self::Json => json::read(text),
            Self::Csv => csv::read(text),
        }
    }

    /// Does a file begin as this program writes one?
    #[must_use]
    pub fn is_own(self, begins: &str) -> bool {
        match self {
            Self::Json => begins.starts_with(json::BEGINS),
            Self::Csv => csv::is_own(begins),
        }
    }
}
