//! Telling the reporter what was done, and closing (bijlage 2, stap 6). The reporter reads messages
//! under "Mijn signalen"; whoever asked not to be contacted gets none.
//!
//! Never allowed: a message to somebody who asked for none; details about subjects that the
//! reporter did not give; closing while a step of the route is open.

mod acts;
mod leak;
mod mine;
mod pages;
mod panel;

pub use acts::{Closing, Message, close, reopen, tell};
pub(crate) use panel::AFTER;

use platform::i18n::Locales;
use platform::web::{Body, Routes};

use crate::audited;
use crate::{OFFICERS, REPORTERS};

/// What this module alone says.
pub(crate) const TEXTS: Locales = (include_str!("texts/nl.ftl"), include_str!("texts/en.ftl"));

pub fn routes() -> Routes {
    Routes::new()
        .get("/mijn", mine::list)
        .authorize(REPORTERS)
        .get("/mijn/{number}", mine::one)
        .authorize(REPORTERS)
        .post("/mijn/{number}", mine::in_other_language)
        .large(Body::Form)
        .authorize(REPORTERS)
        .get("/dossier/{id}/afsluiten", pages::form)
        .audits(&[&audited::DOSSIER_READ])
        .authorize(OFFICERS)
        .post("/dossier/{id}/afsluiten", pages::close)
        .large(Body::Form)
        .audits(&[
            &audited::SIGNAL_CLOSED,
            &audited::DOSSIER_READ,
            &audited::REPORTER_TOLD,
            &audited::VAULT_OPENED,
            &audited::VAULT_REFUSED,
        ])
        .authorize(OFFICERS)
}
