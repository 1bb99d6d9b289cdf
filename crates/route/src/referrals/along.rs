//! What goes along as facts, for programs: exactly what the document says, in the words that were approved.
//! No I/O.

use super::draft::Draft;
use super::model::{Along, HandOver};
use crate::signals::{Field, Report, Statement};

/// The chosen items as facts, with the words as the officer left them.
#[must_use]
pub fn along(report: &Report, draft: &Draft, input: &HandOver) -> Along {
    let going = |id: &str| {
        let item = draft.items.iter().find(|item| item.id == id)?;
        let text = input.chosen.contains(id).then(|| input.words_of(item));
        Some(text?.trim().replace('\r', "")).filter(|text| !text.is_empty())
    };
    let said = report.statements.iter().enumerate();
    let statements = said.filter_map(|(at, statement)| {
        let text = going(&format!("statement-{at}"))?;
        let source = statement.source;
        Some(Statement { source, text })
    });
    let involved = report.subjects.iter().enumerate();
    let subjects = involved.filter_map(|(at, subject)| {
        let fields = Field::ALL.iter().filter_map(|field| {
            let text = going(&format!("subject-{at}-{}", field.id()))?;
            Some((field.id().to_owned(), text))
        });
        let minor = going(&format!("subject-{at}-minor")).is_some();
        subject.with_only(fields.collect(), minor)
    });
    Along {
        forms: going("forms").map_or(Vec::new(), |_| draft.forms.clone()),
        report: Report {
            danger: false,
            statements: statements.collect(),
            place: going("place").unwrap_or_default(),
            when: going("when").unwrap_or_default(),
            subjects: subjects.collect(),
            indicators: Vec::new(),
            coordinator: None,
            name: None,
        },
    }
}
