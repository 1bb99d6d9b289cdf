//! The local consultation (bijlage 2, stap 3): the officer puts something on the agenda of one table,
//! in words meant for it, which say no more of who reported than a handover may. A participant sees those words and nothing else of a dossier, and of tables
//! where they have no seat nothing at all: they are not there (ADR 24).

mod acts;
mod asked;
mod model;
mod pages;
mod panel;
mod reminding;

pub use acts::{Words, asked, put_at, put_on_agenda, record_outcome, said_at, waiting_at};
pub(crate) use model::is_discussed;
pub(crate) use panel::{AGENDA, CONSULTATION, SAID};
pub use reminding::remind;

use platform::Role;
use platform::i18n::Locales;
use platform::web::Routes;

use crate::audited;

/// What this module alone says.
pub(crate) const TEXTS: Locales = (include_str!("texts/nl.ftl"), include_str!("texts/en.ftl"));

pub fn routes() -> Routes {
    Routes::new()
        .get("/overleg", pages::agenda)
        .audits(&[&audited::AGENDA_READ])
        .authorize(&[Role::Officer, Role::Participant])
        .get("/overleg/{table}", pages::of_table)
        .audits(&[&audited::AGENDA_READ])
        .authorize(&[Role::Officer, Role::Participant])
}
