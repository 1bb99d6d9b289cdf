//! Work in the background as the administrator sees it: what runs, what waits, what was given up and why, and trying
//! that again.
//!
//! Never allowed: anything from a dossier, anybody's name or address.

mod acts;
mod pages;

use platform::Role;
use platform::i18n::Locales;
use platform::web::Routes;

use crate::audited;

/// What this module alone says.
pub(crate) const TEXTS: Locales = (include_str!("texts/nl.ftl"), include_str!("texts/en.ftl"));

pub fn routes() -> Routes {
    Routes::new()
        .get("/achtergrond", pages::list)
        .authorize(&[Role::Admin])
        .post("/achtergrond/{job}/opnieuw", pages::again)
        .audits(&[&audited::JOB_RETRIED])
        .authorize(&[Role::Admin])
        .post("/achtergrond/{job}/weggooien", pages::discard)
        .audits(&[&audited::JOB_DISCARDED])
        .authorize(&[Role::Admin])
}
