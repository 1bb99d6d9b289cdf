//! What goes to a consultation and what it said, on the dossier page.

use askama::Template;
use platform::Error;
use platform::forms::{Choice, Form};
use platform::web::{Html, Page};

use crate::dossiers::Open;
use crate::parts::{Panel, Place};
use crate::reporters;

#[derive(Template)]
#[template(path = "consultations/templates/panel.html")]
struct Consultation<'a> {
    page: &'a Page,
    open: &'a Open,
    tables: Vec<Choice>,
    form: Form,
    /// The words are held against who reported, and the vault is not open yet.
    asks_passphrase: bool,
}

pub const CONSULTATION: Panel = Panel {
    id: "consultation",
    place: Place::Main(40),
    show: |_, shown| {
        Box::pin(async move {
            let table =
                |table: &policy::Table| Choice::new(table.id.get_ref().as_str(), &table.name);
            let is_shut = match reporters::open_reporter(shown.app, shown.actor, shown.open) {
                Ok(_) => false,
                Err(Error::VaultClosed) => true,
                Err(error) => return Err(error),
            };
            let consultation = Consultation {
                page: shown.page,
                open: shown.open,
                tables: shown.pack.tables.iter().map(table).collect(),
                form: shown.form("consultation"),
                asks_passphrase: shown.open.reporter.is_some() && is_shut,
            };
            Html::of(&consultation).map(Some)
        })
    },
};
