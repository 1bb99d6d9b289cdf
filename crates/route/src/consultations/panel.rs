//! What goes to a consultation and what it said, on the dossier page.

use askama::Template;
use platform::forms::{Choice, Form};
use platform::web::{Html, Page};
use platform::{Error, Millis};

use super::asked::Asked;
use super::model::is_discussed;
use crate::dossiers::Open;
use crate::parts::{Panel, Place, Shown};
use crate::record::{self, Entry, EntryKind};
use crate::reporters::{self, Reporter};

/// The form that puts something on the agenda.
pub const AGENDA: &str = "consultation";

/// The form that records what a consultation said.
pub const SAID: &str = "said";

/// Something for a consultation, or what came of it.
struct Line {
    table: String,
    /// After `consultation-` in the texts.
    what: &'static str,
    at: Millis,
    text: String,
}

#[derive(Template)]
#[template(path = "consultations/templates/panel.html")]
struct Consultation<'a> {
    page: &'a Page,
    open: &'a Open,
    lines: Vec<Line>,
    tables: Vec<Choice>,
    agenda: Form,
    said: Form,
    /// Words that may be the reporter's name, once the form was sent with them.
    doubts: Vec<Choice>,
    /// Words that a roster knows, the same.
    telling: Vec<Choice>,
    /// The words are held against who reported, and the vault is not open yet.
    asks_passphrase: bool,
    /// What the partner that sent the signal asked, when that binds.
    bound: Option<String>,
}

/// What was put on agendas and what was said there, oldest first.
fn lines(shown: &Shown<'_>, entries: &[Entry]) -> Vec<Line> {
    let line = |entry: &Entry| {
        let what = match entry.kind {
            EntryKind::Agenda if is_discussed(entry, entries) => "was",
            EntryKind::Agenda => "waits",
            EntryKind::Consulted | EntryKind::Corrected if entry.is_corrected(entries) => "before",
            EntryKind::Consulted => "said",
            EntryKind::Corrected => "corrected",
            _ => return None,
        };
        Some(Line {
            table: shown.pack.table_name(&entry.table(entries)),
            what,
            at: entry.at,
            text: entry.text.clone(),
        })
    };
    entries.iter().filter_map(line).collect()
}

/// What the officer is asked about the words that were sent, once that is how the form comes back.
fn asked(shown: &Shown<'_>, agenda: &Form, reporter: Option<&Reporter>) -> Asked {
    let is_asked = ["someone-else", "may-stand"]
        .iter()
        .any(|field| agenda.is_faulty(field));
    if !is_asked {
        return Asked::default();
    }
    Asked::of(agenda.value("text"), &shown.open.report, reporter)
}

pub const CONSULTATION: Panel = Panel {
    id: "consultation",
    place: Place::Main(40),
    show: |tx, shown| {
        Box::pin(async move {
            let table =
                |table: &policy::Table| Choice::new(table.id.get_ref().as_str(), &table.name);
            let agenda = shown.form(AGENDA);
            let reporter = match reporters::open_reporter(shown.app, shown.actor, shown.open) {
                Ok(reporter) => Some(reporter),
                Err(Error::VaultClosed) => None,
                Err(error) => return Err(error),
            };
            let asked = asked(shown, &agenda, reporter.as_ref());
            let choices = |words: Vec<String>| {
                let words = words.into_iter();
                words.map(|word| Choice::new(word.clone(), word)).collect()
            };
            let entries = record::list(tx, shown.open).await?;
            let consultation = Consultation {
                lines: lines(shown, &entries),
                bound: shown.open.bound(&shown.page.texts),
                page: shown.page,
                open: shown.open,
                tables: shown.pack.tables.iter().map(table).collect(),
                doubts: choices(asked.names),
                telling: choices(asked.telling),
                agenda,
                said: shown.form(SAID),
                asks_passphrase: shown.open.reporter.is_some() && reporter.is_none(),
            };
            Html::of(&consultation).map(Some)
        })
    },
};
