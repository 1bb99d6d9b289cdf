//! Does this person, organisation or address already occur? (bijlage 2, stap 3)
//!
//! The officer says once per dossier why this is looked into; then every subject is compared with
//! the own dossiers and the imported registers. What the program proposes stays a proposal, apart
//! from the facts, until a person says "the same" or "another"; that can be taken back, and never
//! merges or deletes what was reported. A checklist keeps which sources were consulted, by whom,
//! and on what basis.
//!
//! Never allowed: a look without a reason; a match shown to anybody but the officer; who reported
//! in the index; a guess among the facts.

mod housing;
mod judgements;
mod judging;
mod known;
mod network;
mod pages;
mod part;
mod reasons;
mod search;
mod store;
mod subject;
mod watch;

use linkage::{Field, Hit};
use platform::web::{Body, Routes};

pub use housing::{Inhabited, may_be_inhabited};
pub use judgements::{Verdict, standing};
pub use known::{Thing, known};
pub use part::{Part, record_of};
pub use reasons::reasons;
pub use store::{MIGRATIONS, Result as SourceResult, open_all, searches};
pub use watch::{QUESTIONS, Question, questions, waiting, watch};

use crate::OFFICERS;
use crate::audited;

/// Proposals with a smaller probability are not shown.
pub(crate) const LEAST: f64 = 0.1;

/// An address, phone, plate, account or name online that is exactly the same.
pub(crate) fn shares_place_or_number(hit: &Hit) -> bool {
    let exact = [
        Field::Address,
        Field::Phone,
        Field::Email,
        Field::Plate,
        Field::Iban,
        Field::Handle,
        Field::Trade,
    ];
    hit.evidence
        .iter()
        .any(|found| found.is_best() && exact.contains(&found.field))
}

#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .get("/dossier/{id}/nagaan", pages::look)
        .audits(&[&audited::LOOKUP_READ])
        .authorize(OFFICERS)
        .post("/dossier/{id}/nagaan", pages::reason)
        .audits(&[&audited::LOOKUP_REASONED, &audited::LOOKUP_READ])
        .authorize(OFFICERS)
        .post("/dossier/{id}/nagaan/{subject}", judging::judge)
        .audits(&[&audited::LOOKUP_JUDGED, &audited::LOOKUP_READ])
        .authorize(OFFICERS)
        .post("/dossier/{id}/bronnen", judging::check)
        .large(Body::Form)
        .audits(&[&audited::LOOKUP_CHECKED])
        .authorize(OFFICERS)
        .get("/dossier/{id}/betrokkene/{subject}", subject::page)
        .audits(&[&audited::LOOKUP_READ])
        .authorize(OFFICERS)
        .get("/dossier/{id}/netwerk", network::page)
        .audits(&[&audited::LOOKUP_READ])
        .authorize(OFFICERS)
        .get("/zoeken", search::form)
        .authorize(OFFICERS)
        .post("/zoeken", search::search)
        .audits(&[&audited::LOOKUP_SEARCHED])
        .authorize(OFFICERS)
}
