//! A whole dossier as one PDF: for the archive, an objection or complaint, a court. Everything in it in the order of
//! time, who did what, and its files by their checksums; who reported is not in it, whatever somebody once wrote down.
//!
//! The officer says for what and why, each time anew; that stands in the dossier, and in the log. What goes to an
//! archive is PDF/A, to be kept; what goes to anybody else is encrypted, and opens with words that are shown once
//! (docs/adr/0038).
//!
//! Never allowed: making it with a closed vault, because then nobody could see that it names who reported; keeping it
//! anywhere but in the memory of this session.

mod acts;
mod made;
mod model;
mod pages;

pub use acts::make;
pub use made::{Made, OF_SESSIONS};
pub use model::For;
pub use pages::WHOLE;

use platform::i18n::Locales;
use platform::web::{Body, Routes};
use route::audited::{DOSSIER_PRINTED, DOSSIER_READ, VAULT_OPENED, VAULT_REFUSED};

use crate::OFFICERS;

/// What this module alone says.
pub(crate) const TEXTS: Locales = (include_str!("texts/nl.ftl"), include_str!("texts/en.ftl"));

pub fn routes() -> Routes {
    Routes::new()
        .get("/dossier/{id}/geheel", pages::form)
        .audits(&[&DOSSIER_READ])
        .authorize(OFFICERS)
        .post("/dossier/{id}/geheel", pages::make)
        .large(Body::Form)
        .audits(&[
            &DOSSIER_PRINTED,
            &DOSSIER_READ,
            &VAULT_OPENED,
            &VAULT_REFUSED,
        ])
        .authorize(OFFICERS)
        .get("/dossier/{id}/geheel/pdf", pages::pdf)
        .authorize(OFFICERS)
}
