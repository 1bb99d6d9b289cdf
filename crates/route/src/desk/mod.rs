//! The officer's desk: what needs me now, and one dossier whole. About one hour a week goes here,
//! so the worklist gives every signal its next step and names what else is open, and the dossier page shows everything
//! without another click.
//!
//! Never allowed: looking into a dossier without an audit record; a change that overwrites a
//! colleague's.

mod actions;
mod asked;
mod closed;
mod dossier;
mod elsewhere;
mod first;
mod hour;
mod lines;
mod marks;
mod next;
mod reminding;
mod sent;
mod since;
mod steps;
mod subjects;
mod turn;
mod waiting;
mod whole;
mod worklist;

pub use elsewhere::ELSEWHERE;
pub use first::{SIGNAL, VAULT};
pub use reminding::remind;
pub use sent::Sent;
pub use subjects::SUBJECTS;
pub use whole::{Listed, Logged, Told, Whole, whole};

use platform::db::Migration;
use platform::i18n::Locales;
use platform::web::{Body, Routes};

use crate::OFFICERS;
use crate::audited;

/// What this module alone says.
pub(crate) const TEXTS: Locales = (include_str!("texts/nl.ftl"), include_str!("texts/en.ftl"));

pub const MIGRATIONS: &[Migration] = &[reminding::TABLE];

pub fn routes() -> Routes {
    lists().merge(one_dossier()).merge(who_is_involved())
}

fn lists() -> Routes {
    Routes::new()
        .get("/werk", worklist::worklist)
        .audits(&[&audited::LIST_READ])
        .authorize(OFFICERS)
        .get("/werk/uur", hour::hour)
        .audits(&[&audited::LIST_READ])
        .authorize(OFFICERS)
        .get("/werk/sinds", since::page)
        .audits(&[&audited::LIST_READ])
        .authorize(OFFICERS)
        .get("/afgesloten", closed::closed)
        .audits(&[&audited::LIST_READ])
        .authorize(OFFICERS)
        .get("/afgesloten/bestand", closed::file)
        .audits(&[&audited::LIST_EXPORTED])
        .authorize(OFFICERS)
}

fn one_dossier() -> Routes {
    Routes::new()
        .get("/dossier/{id}", dossier::dossier)
        .audits(&[&audited::DOSSIER_READ, &audited::LIST_READ])
        .authorize(OFFICERS)
        .post("/dossier/{id}/naam", actions::name)
        .audits(&[&audited::DOSSIER_NAMED, &audited::DOSSIER_READ])
        .authorize(OFFICERS)
        .post("/dossier/{id}/notitie", actions::note)
        .large(Body::Form)
        .audits(&[&audited::DOSSIER_NOTED, &audited::DOSSIER_READ])
        .authorize(OFFICERS)
        .post("/dossier/{id}/gesprek", actions::talk)
        .form_on("/dossier/{id}")
        .large(Body::Form)
        .audits(&[
            &audited::REPORTER_ASKED,
            &audited::REPORTER_TOLD,
            &audited::REPORTER_NOT_AWAITED,
            &audited::DOSSIER_READ,
            &audited::VAULT_OPENED,
            &audited::VAULT_REFUSED,
        ])
        .authorize(OFFICERS)
        .post("/dossier/{id}/overleg", actions::consultation)
        .large(Body::Form)
        .audits(&[
            &audited::DOSSIER_CONSULTED,
            &audited::DOSSIER_READ,
            &audited::VAULT_OPENED,
            &audited::VAULT_REFUSED,
        ])
        .authorize(OFFICERS)
        .post("/dossier/{id}/terugkoppeling/{referral}", actions::feedback)
        .large(Body::Form)
        .audits(&[&audited::FEEDBACK_RECORDED, &audited::DOSSIER_READ])
        .authorize(OFFICERS)
        .post("/dossier/{id}/heropenen", actions::reopen)
        .audits(&[&audited::SIGNAL_REOPENED, &audited::DOSSIER_READ])
        .authorize(OFFICERS)
        .post("/dossier/{id}/vernietigen", actions::destroy)
        .audits(&[&audited::DOSSIER_DESTROYED, &audited::DOSSIER_READ])
        .authorize(OFFICERS)
}

fn who_is_involved() -> Routes {
    Routes::new()
        .post("/dossier/{id}/betrokkene/{subject}", actions::subject)
        .form_on("/dossier/{id}")
        .large(Body::Form)
        .audits(&[&audited::SUBJECT_CHANGED, &audited::DOSSIER_READ])
        .authorize(OFFICERS)
        .post(
            "/dossier/{id}/betrokkene/{subject}/contact",
            actions::safe_contact,
        )
        .form_on("/dossier/{id}")
        .large(Body::Form)
        .audits(&[&audited::SUBJECT_CHANGED, &audited::DOSSIER_READ])
        .authorize(OFFICERS)
}
