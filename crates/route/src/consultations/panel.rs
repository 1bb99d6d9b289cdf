//! What goes to a consultation and what it said, on the dossier page.

use askama::Template;
use platform::Millis;
use platform::forms::{Choice, Form};
use platform::web::{Html, Page};

use super::model::is_discussed;
use crate::dossiers::Open;
use crate::parts::{Panel, Place, Shown};
use crate::record::{self, Entry, EntryKind};
use crate::reporters;

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
    /// Words that may be the reporter's, once the form was sent with them.
    doubts: Vec<Choice>,
    /// The words are held against who reported, and the vault is not open yet.
    asks_passphrase: bool,
}

/// What was put on agendas and what was said there, oldest first.
fn lines(shown: &Shown<'_>, entries: &[Entry]) -> Vec<Line> {
    let line = |entry: &Entry| {
        let what = match entry.kind {
            EntryKind::Agenda if is_discussed(entry, entries) => "was",
            EntryKind::Agenda => "waits",
            EntryKind::Consulted => "said",
            _ => return None,
        };
        Some(Line {
            table: shown.pack.table_name(&entry.table()),
            what,
            at: entry.at,
            text: entry.text.clone(),
        })
    };
    entries.iter().filter_map(line).collect()
}

pub const CONSULTATION: Panel = Panel {
    id: "consultation",
    place: Place::Main(40),
    show: |tx, shown| {
        Box::pin(async move {
            let table =
                |table: &policy::Table| Choice::new(table.id.get_ref().as_str(), &table.name);
            let agenda = shown.form(AGENDA);
            let asked = agenda.is_faulty("someone-else");
            let words = if asked { agenda.value("text") } else { "" };
            let doubts = reporters::doubts(shown.app, shown.actor, shown.open, words)?;
            let asks_passphrase = shown.open.reporter.is_some() && doubts.is_none();
            let doubts = doubts.unwrap_or_default().into_iter();
            let entries = record::list(tx, shown.open).await?;
            let consultation = Consultation {
                lines: lines(shown, &entries),
                page: shown.page,
                open: shown.open,
                tables: shown.pack.tables.iter().map(table).collect(),
                doubts: doubts.map(|word| Choice::new(word.clone(), word)).collect(),
                agenda,
                said: shown.form(SAID),
                asks_passphrase,
            };
            Html::of(&consultation).map(Some)
        })
    },
};
