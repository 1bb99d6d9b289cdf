//! What other systems read and send, in the words of HTCDS 2.0 ([`crate::htcds`]).
//!
//! A handover can be taken along for programs too: what the partner was given, no more ([`handover`]). Whoever runs
//! the program can write all cases of a municipality into a file, and take those of another system over
//! ([`all`], [`take_over`]).
//!
//! Never allowed: a fact that the partner was not given; a case taken over twice.

mod acts;
mod pages;
mod taking;

pub use acts::{all, handover};
pub use pages::{AS_CSV, AS_JSON};
pub use taking::{Ended, take_over};

use platform::i18n::Locales;
use platform::web::Routes;

use crate::{OFFICERS, audited};

/// What this module alone says.
pub(crate) const TEXTS: Locales = (include_str!("texts/nl.ftl"), include_str!("texts/en.ftl"));

pub fn routes() -> Routes {
    Routes::new()
        .get("/dossier/{id}/overdracht/{referral}/json", pages::json)
        .audits(&[&audited::HANDOVER_EXPORTED])
        .authorize(OFFICERS)
        .get("/dossier/{id}/overdracht/{referral}/csv", pages::csv)
        .audits(&[&audited::HANDOVER_EXPORTED])
        .authorize(OFFICERS)
}
