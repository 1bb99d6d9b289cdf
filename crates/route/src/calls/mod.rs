//! What was said by telephone: a partner that was told because it could not wait, which counts as a handover, and
//! advice that was asked without a name, which discloses nothing (bijlage 2, stap 3 and 4).
//!
//! Never allowed: advice that is counted as telling a partner; a call on record that says who reported.

mod acts;
mod pages;
mod panel;

pub use acts::{Advice, ask_without_a_name};
pub(crate) use panel::CALLS;

use platform::i18n::Locales;
use platform::web::{Body, Routes};

use crate::{OFFICERS, audited};

/// What this module alone says.
pub(crate) const TEXTS: Locales = (include_str!("texts/nl.ftl"), include_str!("texts/en.ftl"));

pub fn routes() -> Routes {
    Routes::new()
        .post("/dossier/{id}/gebeld", pages::called)
        .form_on("/dossier/{id}")
        .large(Body::Form)
        .audits(&[
            &audited::SIGNAL_REFERRED,
            &audited::DOSSIER_READ,
            &audited::VAULT_OPENED,
            &audited::VAULT_REFUSED,
        ])
        .authorize(OFFICERS)
        .post("/dossier/{id}/advies", pages::advised)
        .form_on("/dossier/{id}")
        .large(Body::Form)
        .audits(&[&audited::ADVICE_ASKED, &audited::DOSSIER_READ])
        .authorize(OFFICERS)
}
