//! An officer's terms in the officer's own calendar: a secret link that calendar programs read (RFC 5545), with how
//! many terms end on which day.
//!
//! Never allowed: when somebody reported (what it says is frozen for four hours); what a term is about, or of which dossier; a link that still works once it was renewed or ended, or
//! once its officer is none any more.

mod acts;
mod days;
mod frozen;
mod pages;
mod store;

pub use store::{MIGRATIONS, standing};

use platform::i18n::Locales;
use platform::web::Routes;

use crate::{OFFICERS, audited};

/// What this module alone says.
pub(crate) const TEXTS: Locales = (include_str!("texts/nl.ftl"), include_str!("texts/en.ftl"));

pub fn routes() -> Routes {
    Routes::new()
        .get("/werk/agenda", pages::show)
        .authorize(OFFICERS)
        .post("/werk/agenda", pages::change)
        .audits(&[&audited::FEED_MADE, &audited::FEED_ENDED])
        .authorize(OFFICERS)
        .get("/agenda/{token}", pages::read)
        .public()
}
