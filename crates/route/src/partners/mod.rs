//! A signal that comes from a partner: the police, the RIEC, Veilig Thuis, Meld Misdaad Anoniem, the reporting point
//! for good landlordship (bijlage 1; bijlage 2, stap 1-2). Only the officer takes one in. Who spoke at the partner is a
//! reporter as any other: sealed to the vault.
//!
//! The partner is owed what became of it, where it asked for that: a task that keeps the dossier open. What stands
//! under the Wpg or the WGS ([`crate::origin`]) has an end date: the officer is asked some weeks before whether it may
//! stay, and the program takes it away on the day.
//!
//! Never allowed: the same signal twice unseen; feedback that says who reported.

mod acts;
mod drafts;
mod ending;
mod form;
mod model;
mod pages;
mod panel;
mod reading;
mod shared;
mod todo;

pub use acts::{Taken, keep_longer, let_end, take_in, tell_back};
pub use ending::sweep;
pub use model::{Coming, Longer, TellBack};
pub(crate) use panel::{FROM, HAPPENED, ON_PAPER};
pub(crate) use shared::SHARED;
pub(crate) use todo::FOR_PARTNERS;

use platform::i18n::Locales;
use platform::web::{Body, Routes};

use crate::{OFFICERS, audited};

/// What this module alone says.
pub(crate) const TEXTS: Locales = (include_str!("texts/nl.ftl"), include_str!("texts/en.ftl"));

pub fn routes() -> Routes {
    Routes::new()
        .get("/melden/partner", pages::form)
        .authorize(OFFICERS)
        .post("/melden/partner", pages::send)
        .large(Body::Files)
        .audits(&[&audited::SIGNAL_REPORTED])
        .authorize(OFFICERS)
        .post("/melden/partner/concept", drafts::by_script)
        .large(Body::Form)
        .authorize(OFFICERS)
        .post("/melden/partner/weggooien", drafts::discard)
        .authorize(OFFICERS)
        .post("/dossier/{id}/teruggekoppeld", pages::told_back)
        .form_on("/dossier/{id}")
        .large(Body::Form)
        .audits(&[
            &audited::PARTNER_TOLD_BACK,
            &audited::PARTNER_NOT_TOLD_BACK,
            &audited::DOSSIER_READ,
            &audited::VAULT_OPENED,
            &audited::VAULT_REFUSED,
        ])
        .authorize(OFFICERS)
        .post("/dossier/{id}/einddatum/{part}", pages::ends)
        .form_on("/dossier/{id}")
        .audits(&[
            &audited::MARKED_EXTENDED,
            &audited::MARKED_LET_END,
            &audited::DOSSIER_READ,
        ])
        .authorize(OFFICERS)
}
