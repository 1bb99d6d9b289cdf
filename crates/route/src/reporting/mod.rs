//! Reporting a signal (bijlage 2, stap 1-2). Everybody who works for the municipality may report,
//! for themselves or (coordinator, officer) for somebody else, and add later what they still know.
//! Nothing is required: half a suspicion is welcome. A draft is readable by its writer alone, and by
//! the coordinator with whom it was shared.

mod acts;
mod ask;
mod asking;
mod begun;
mod choose;
mod colleague;
mod colleagues;
mod elsewhere;
mod fields;
mod first_use;
mod form;
mod keeping;
mod more;
mod pages;
mod panel;
mod paper;
mod passing;
mod read;
mod same;
mod sending;
mod shared;
mod sharing;
mod term;
mod thanks;
mod unsent;

pub use acts::{Origin, report};
pub use ask::Ask;
pub(crate) use begun::name_of;
pub(crate) use colleague::{GIVEN_BACK, TO_DISCUSS};
pub use elsewhere::{Elsewhere, TakenOver, take_over};
pub(crate) use fields::Lists;
pub use first_use::is_begun;
pub(crate) use panel::{HAPPENED, REPORTED, reported};
pub(crate) use paper::ON_PAPER;
pub(crate) use read::{
    ask_who_is_a_minor, clean_files, digest, mention_files, read_report, subject_blocks,
};
pub(crate) use shared::form_of;
pub use shared::{COPIES, MIGRATIONS, Shared, purge, standing};
pub use term::{end_of as end_terms_of, keep as keep_terms};
pub(crate) use unsent::{ABOUT, waits};

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
        .get("/vraag", asking::form)
        .authorize(REPORTERS)
        .post("/vraag", asking::send)
        .large(Body::Form)
        .audits(&[&audited::QUESTION_ASKED, &audited::QUESTION_ENDED])
        .authorize(REPORTERS)
        .post("/vraag/melden", asking::report)
        .authorize(REPORTERS)
        .get("/collega", asking::form)
        .authorize(REPORTERS)
        .post("/collega", asking::send)
        .large(Body::Form)
        .audits(&[&audited::QUESTION_ASKED])
        .authorize(REPORTERS)
        .post("/collega/melden", asking::report)
        .authorize(REPORTERS)
        .get("/melden", choose::choose)
        .authorize(REPORTERS)
        .get("/melden/{kind}", pages::form)
        .authorize(REPORTERS)
        .post("/melden/{kind}", pages::report)
        .large(Body::Files)
        .audits(&[&audited::SIGNAL_REPORTED])
        .authorize(REPORTERS)
        .post("/melden/{kind}/concept", keeping::by_script)
        .large(Body::Form)
        .authorize(REPORTERS)
        .post("/melden/{kind}/weggooien", choose::discard)
        .authorize(REPORTERS)
        .get("/gedeeld", colleague::list)
        .authorize(&[Role::Coordinator])
        .get("/gedeeld/{id}", colleague::one)
        .authorize(&[Role::Coordinator])
        .get("/gemeld/{number}", thanks::thanks)
        .authorize(REPORTERS)
        .get("/mijn/{number}/aanvullen", more::form)
        .authorize(REPORTERS)
        .post("/mijn/{number}/aanvullen", more::add)
        .large(Body::Files)
        .audits(&[&audited::SIGNAL_ADDED])
        .authorize(REPORTERS)
}
