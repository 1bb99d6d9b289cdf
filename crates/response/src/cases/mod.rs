//! A case: several dossiers together (chapters "Aanpak dadernetwerken" and "Arbeidsuitbuiting"): an offender network, an
//! address, an employer, a youth group. Which dossiers belong to it, who and what occurs in them, what happened, what is
//! to be done by whom, and, in the end, what came of each.
//!
//! Who may do what: officers alone. Each sees of a case the dossiers that they may open, and a case without one is not
//! there. A dossier can be in several. What the program thinks belongs to a case is a question ([`hints`]).
//!
//! Never allowed: a word about somebody under the key of the case, where it would stay when their dossier is destroyed;
//! who reported; a dossier that is added by itself; a case that closes while something of its plan is to be done.

mod acts;
mod agenda;
mod among;
mod closing;
mod ending;
mod happened;
mod head;
mod hints;
mod lines;
mod model;
mod network;
mod noticed;
mod on_dossier;
mod overview;
mod pages;
mod panel;
mod plan;
mod reasons;
mod seen;
mod store;
mod told;
pub(crate) mod words;

pub use acts::{Wrote, begin, change, is_no_part, join, leave, write};
pub(crate) use among::among;
pub use ending::{Said, close, reopen, sweep};
pub use happened::HAPPENED;
pub(crate) use head::form_of;
pub use hints::{ROUND, SOON, WAITING};
pub use model::{CaseId, EntryKind, Head, Kind, Outcome, State};
pub use noticed::HINTS;
pub use pages::OfCase;
pub use panel::PANEL;
pub use plan::{ASK, DO, Item, PLANNED, Planned, done, plan, put_on_agenda};
pub(crate) use seen::opened;
pub use store::{BESIDE, CLOSED, MIGRATIONS, OF_DOSSIER, OPEN, standing};

use platform::i18n::Locales;
use platform::web::{Body, Routes};
use route::audited::{DOSSIER_READ, VAULT_OPENED, VAULT_REFUSED};

use crate::{OFFICERS, audited};

/// What this module alone says.
pub(crate) const TEXTS: Locales = (include_str!("texts/nl.ftl"), include_str!("texts/en.ftl"));

pub fn routes() -> Routes {
    read().merge(of_case()).merge(ended()).merge(of_dossier())
}

fn read() -> Routes {
    Routes::new()
        .get("/casussen", overview::overview)
        .audits(&[&audited::CASE_READ])
        .authorize(OFFICERS)
        .get("/casus/{case}", pages::case)
        .audits(&[&audited::CASE_READ])
        .authorize(OFFICERS)
        .get("/casus/{case}/verloop", told::page)
        .audits(&[&audited::CASE_READ])
        .authorize(OFFICERS)
        .get("/casus/{case}/netwerk", network::page)
        .audits(&[&enrichment::audited::LOOKUP_READ, &audited::CASE_READ])
        .authorize(OFFICERS)
        .post("/casus/{case}/netwerk", network::reason)
        .audits(&[
            &enrichment::audited::LOOKUP_REASONED,
            &enrichment::audited::LOOKUP_READ,
            &audited::CASE_READ,
            &VAULT_OPENED,
            &VAULT_REFUSED,
        ])
        .authorize(OFFICERS)
}

fn of_case() -> Routes {
    Routes::new()
        .get("/casus/{case}/wijzigen", head::change_form)
        .audits(&[&audited::CASE_READ])
        .authorize(OFFICERS)
        .post("/casus/{case}/wijzigen", head::change)
        .large(Body::Form)
        .audits(&[
            &audited::CASE_CHANGED,
            &audited::CASE_READ,
            &VAULT_OPENED,
            &VAULT_REFUSED,
        ])
        .authorize(OFFICERS)
        .post("/casus/{case}/notitie", pages::write)
        .large(Body::Form)
        .audits(&[
            &audited::CASE_WRITTEN,
            &audited::CASE_READ,
            &VAULT_OPENED,
            &VAULT_REFUSED,
        ])
        .authorize(OFFICERS)
        .post("/casus/{case}/actie", pages::plan)
        .large(Body::Form)
        .audits(&[
            &audited::CASE_PLANNED,
            &audited::CASE_READ,
            &VAULT_OPENED,
            &VAULT_REFUSED,
        ])
        .authorize(OFFICERS)
        .get("/casus/{case}/agenda", agenda::form)
        .audits(&[&audited::CASE_READ])
        .authorize(OFFICERS)
        .post("/casus/{case}/agenda", agenda::put)
        .large(Body::Form)
        .audits(&[
            &route::audited::DOSSIER_CONSULTED,
            &audited::CASE_TABLED,
            &audited::CASE_READ,
            &VAULT_OPENED,
            &VAULT_REFUSED,
        ])
        .authorize(OFFICERS)
}

fn ended() -> Routes {
    Routes::new()
        .get("/casus/{case}/sluiten", closing::form)
        .audits(&[&audited::CASE_READ])
        .authorize(OFFICERS)
        .post("/casus/{case}/sluiten", closing::close)
        .large(Body::Form)
        .audits(&[
            &audited::CASE_CLOSED,
            &audited::CASE_CAME,
            &audited::CASE_READ,
            &VAULT_OPENED,
            &VAULT_REFUSED,
        ])
        .authorize(OFFICERS)
        .post("/casus/{case}/heropenen", pages::reopen)
        .large(Body::Form)
        .audits(&[
            &audited::CASE_REOPENED,
            &audited::CASE_READ,
            &VAULT_OPENED,
            &VAULT_REFUSED,
        ])
        .authorize(OFFICERS)
}

fn of_dossier() -> Routes {
    Routes::new()
        .get("/dossier/{id}/casus/nieuw", head::begin_form)
        .audits(&[&DOSSIER_READ])
        .authorize(OFFICERS)
        .post("/dossier/{id}/casus/nieuw", head::begin)
        .large(Body::Form)
        .audits(&[
            &audited::CASE_BEGUN,
            &audited::CASE_JOINED,
            &DOSSIER_READ,
            &VAULT_OPENED,
            &VAULT_REFUSED,
        ])
        .authorize(OFFICERS)
        .post("/dossier/{id}/casus", on_dossier::join)
        .audits(&[
            &audited::CASE_JOINED,
            &DOSSIER_READ,
            &VAULT_OPENED,
            &VAULT_REFUSED,
        ])
        .authorize(OFFICERS)
        .post("/dossier/{id}/casus/{case}/uit", on_dossier::leave)
        .form_on("/dossier/{id}")
        .large(Body::Form)
        .audits(&[
            &audited::CASE_LEFT,
            &DOSSIER_READ,
            &VAULT_OPENED,
            &VAULT_REFUSED,
        ])
        .authorize(OFFICERS)
        .post("/dossier/{id}/casus/{case}/nee", on_dossier::is_no_part)
        .form_on("/dossier/{id}")
        .audits(&[&audited::CASE_NOT_HERE, &DOSSIER_READ])
        .authorize(OFFICERS)
        .post("/dossier/{id}/actie/{deed}", on_dossier::done)
        .form_on("/dossier/{id}")
        .audits(&[&audited::CASE_DONE, &audited::CASE_UNDONE, &DOSSIER_READ])
        .authorize(OFFICERS)
        .post("/casus/{case}/actie/{deed}", on_dossier::done_in_case)
        .form_on("/casus/{case}")
        .audits(&[&audited::CASE_DONE, &audited::CASE_UNDONE])
        .authorize(OFFICERS)
}
