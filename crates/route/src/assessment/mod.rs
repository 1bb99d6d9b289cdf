//! The assessment (bijlage 2, stap 3-4): which form of exploitation it may be, how serious, who is
//! possibly a victim, and from that the routing advice. Only the officer assesses. The advice is
//! kept as it was given, with the version of the policy pack it came from.
//!
//! Never allowed: a score; an assessment that nobody wrote down a why for.

mod acts;
mod model;
mod pages;
mod panel;
mod store;

pub use acts::{Weighed, assess};
pub use model::Assessment;
pub(crate) use model::is_about_a_minor;
pub(crate) use panel::{ASSESSMENT, HAPPENED, ON_PAPER};
pub(crate) use store::forms_of;
pub use store::{MIGRATIONS, forms, has_minor, of, when};

use platform::i18n::Locales;
use platform::web::{Body, Routes};

use crate::OFFICERS;
use crate::audited;

/// What this module alone says.
pub(crate) const TEXTS: Locales = (include_str!("texts/nl.ftl"), include_str!("texts/en.ftl"));

pub fn routes() -> Routes {
    Routes::new()
        .get("/dossier/{id}/beoordelen", pages::form)
        .audits(&[&audited::DOSSIER_READ])
        .authorize(OFFICERS)
        .post("/dossier/{id}/beoordelen", pages::assess)
        .large(Body::Form)
        .audits(&[&audited::SIGNAL_ASSESSED, &audited::DOSSIER_READ])
        .authorize(OFFICERS)
}
