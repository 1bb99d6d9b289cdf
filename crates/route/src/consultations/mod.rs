//! The local consultation (bijlage 2, stap 3): the officer puts something on the agenda, in words
//! meant for the table. A participant sees those words and nothing else of a dossier.

mod acts;
mod pages;
mod panel;

pub use acts::{Words, put_on_agenda, record_outcome};
pub(crate) use panel::CONSULTATION;

use platform::Role;
use platform::web::Routes;

use crate::audited;

pub fn routes() -> Routes {
    Routes::new()
        .get("/overleg", pages::agenda)
        .audits(&[&audited::AGENDA_READ])
        .authorize(&[Role::Officer, Role::Participant])
}
