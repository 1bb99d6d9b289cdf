//! "Is dit iets?": whoever works here asks the officer something without reporting (the officer "denkt mee over
//! signalen"; employees come with questions and signals). The officer answers; each sees the talk; and whoever
//! asked makes a report of it with one button, in the own words: reporting is their act (`reporting::asking`).
//!
//! Who asked stands nowhere: a question carries a mark that only the asker's own secret can make, the hour, and an
//! id without a time; the vault keeps nothing of it, so there is nobody to be found in it (ADR 40). What is answered
//! goes when its term is over, or when the asker is done with it.
//!
//! What is about a colleague, a coordinator, an officer or the administrator goes the same way to somebody else, the
//! integrity coordinator (`To::Integrity`, ADR 45): nobody whom it may be about is near it, for it is no dossier. It stays
//! until it was rounded off. The log tells it from no question: what is written there is a message, of nobody.
//!
//! Never allowed: a name of who asked, sealed or not; a mail to who asked; a question that goes before it was
//! answered.

mod acts;
mod model;
mod pages;
mod store;

pub(crate) use acts::who_hears_of_colleagues;
pub use acts::{Answer, Ask, answer, ask, done, purge};
pub use model::{LONGEST, Said, To, answered_until, question_due};
pub(crate) use pages::ABOUT_COLLEAGUES;
pub use store::{ALL, HOLDING, MIGRATIONS, Question, late_between, mine, standing};

use platform::Role;
use platform::i18n::Locales;
use platform::web::{Body, Routes};

use crate::OFFICERS;
use crate::audited;

/// What this module alone says.
pub(crate) const TEXTS: Locales = (include_str!("texts/nl.ftl"), include_str!("texts/en.ftl"));

pub fn routes() -> Routes {
    Routes::new()
        .get("/vragen", pages::list)
        .audits(&[&audited::QUESTION_READ])
        .authorize(OFFICERS)
        .post("/vragen", pages::answer)
        .large(Body::Form)
        .audits(&[&audited::QUESTION_ANSWERED, &audited::QUESTION_READ])
        .authorize(OFFICERS)
        .get("/integriteit", pages::about_colleagues)
        .authorize(&[Role::Integrity])
        .post("/integriteit", pages::answer_about_colleagues)
        .large(Body::Form)
        .audits(&[&audited::QUESTION_ASKED])
        .authorize(&[Role::Integrity])
}
