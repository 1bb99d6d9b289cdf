//! Reporting a signal (bijlage 2, stap 1-2). Everybody who works for the municipality may report,
//! for themselves or (coordinator, officer) for somebody else. Nothing is required: half a
//! suspicion is welcome. A draft is readable by its writer alone.

mod acts;
mod choose;
mod pages;
mod panel;
mod read;
mod shared;

pub use acts::report;
pub(crate) use panel::{HAPPENED, REPORTED, reported};
pub use shared::{MIGRATIONS, Shared, purge};

use platform::Role;
use platform::i18n::Locales;
use platform::web::{Body, Routes};

use crate::REPORTERS;
use crate::audited;

/// What this module alone says.
pub(crate) const TEXTS: Locales = (include_str!("texts/nl.ftl"), include_str!("texts/en.ftl"));

pub fn routes() -> Routes {
    Routes::new()
        .get("/", pages::start)
        .signed_in()
        .get("/melden", choose::choose)
        .authorize(REPORTERS)
        .get("/melden/{kind}", pages::form)
        .authorize(REPORTERS)
        .post("/melden/{kind}", pages::report)
        .large(Body::Files)
        .audits(&[&audited::SIGNAL_REPORTED])
        .authorize(REPORTERS)
        .post("/melden/{kind}/concept", pages::draft)
        .large(Body::Form)
        .authorize(REPORTERS)
        .get("/gedeeld", shared::list)
        .authorize(&[Role::Coordinator])
        .get("/gedeeld/{id}", shared::one)
        .authorize(&[Role::Coordinator])
        .get("/gemeld/{number}", pages::thanks)
        .authorize(REPORTERS)
        .post("/gemeld/{number}", pages::noted)
        .authorize(REPORTERS)
}
