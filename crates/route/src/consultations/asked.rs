//! What stands in words for an agenda that may tell who reported: what may not stand there, and what the officer
//! is asked about. The same as of a handover.

use crate::dossiers::Fault;
use crate::reporters::{self, Reporter};
use crate::signals::Report;
use crate::vaguer;

use super::Words;

/// Words of a text, as they stand there.
#[derive(Debug, Default)]
pub struct Asked {
    /// These name the reporter.
    certain: Vec<String>,
    /// These may be somebody else's name.
    pub names: Vec<String>,
    /// These a roster knows: where somebody works, and when.
    pub telling: Vec<String>,
}

impl Asked {
    /// Of this text; without a reporter nobody has a name to be told.
    pub fn of(text: &str, report: &Report, reporter: Option<&Reporter>) -> Self {
        let mut telling = vaguer::in_text(text);
        let Some(reporter) = reporter else {
            return Self {
                telling,
                ..Self::default()
            };
        };
        let found = reporters::leaks_beside(text, reporter, &report.names());
        if reporter.among(report).is_some() {
            telling.extend(reporters::tells_who_speaks(text));
        }
        Self {
            certain: found.certain,
            names: found.asked,
            telling,
        }
    }

    /// What keeps the words from the agenda: a name, and questions that were not answered.
    pub fn faults(&self, words: &Words) -> Vec<Fault> {
        if !self.certain.is_empty() {
            return vec![Fault::new("text", "leak").naming(self.certain.clone())];
        }
        let mut faults = Vec::new();
        if !self
            .names
            .iter()
            .all(|word| words.someone_else.contains(word))
        {
            faults.push(Fault::new("someone-else", "someone-else"));
        }
        if !self
            .telling
            .iter()
            .all(|word| words.may_stand.contains(word))
        {
            faults.push(Fault::new("may-stand", "may-stand"));
        }
        faults
    }
}
