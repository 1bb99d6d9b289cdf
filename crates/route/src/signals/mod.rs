//! A signal: what somebody noticed (bijlage 2, stap 1-2). Everybody in the municipality may report
//! and sees their own signals; only the officer sees them all. Nothing is required: half a
//! suspicion is welcome. There is no score, and nothing here ever says "low risk".

mod model;
mod pages;
mod store;

pub use model::{
    Contact, Field, Kind, NextStep, Outcome, Plan, Reference, Report, Source, State, Statement, Subject, SubjectKind,
    plan,
};
pub use store::{
    Dossier, MIGRATIONS, Mine, NewSignal, WorkItem, destroy, load, mine, by_reference, relink, save_draft, saved_draft,
    drop_draft, insert, sameness, same_elsewhere, set_reporter, change, worklist,
};

use platform::web::Routes;

use crate::REPORTERS;

pub fn routes() -> Routes {
    Routes::new()
        .get("/", pages::start)
        .signed_in()
        .get("/melden", pages::choose)
        .authorize(REPORTERS)
        .get("/melden/{kind}", pages::form)
        .authorize(REPORTERS)
        .post("/melden/{kind}", pages::report)
        .audits("signal.reported")
        .authorize(REPORTERS)
        .post("/melden/{kind}/concept", pages::draft)
        .authorize(REPORTERS)
        .get("/gemeld/{reference}", pages::thanks)
        .authorize(REPORTERS)
        .post("/gemeld/{reference}", pages::noted)
        .authorize(REPORTERS)
        .get("/mijn", pages::mine)
        .authorize(REPORTERS)
        .get("/mijn/{reference}", pages::one)
        .authorize(REPORTERS)
}
