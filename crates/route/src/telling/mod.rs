//! The talk with the reporter (the officer "denkt mee over signalen"), telling what was done, and closing (bijlage
//! 2, stap 6). The reporter reads and answers under "Mijn signalen", where what they add later is part of the
//! talk; whoever asked not to be contacted gets no message and no question.
//!
//! Never allowed: a message to somebody who asked for none; details about subjects that the
//! reporter did not give, or who reported; a mail to the reporter; closing while a step of the route is open.

mod acts;
mod leak;
mod mine;
mod pages;
mod panel;
mod talk;
mod talking;
mod todo;

pub use acts::{Closing, Message, ask, close, reopen, tell, wait_no_more, wants_a_message};
pub(crate) use panel::AFTER;
pub(crate) use talking::{BEGIN, TALK};
pub(crate) use todo::AWAITED;

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
