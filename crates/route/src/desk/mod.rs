//! The officer's desk: what needs me now, and one dossier whole. About one hour a week goes here,
//! so the worklist gives every signal exactly one next step, and the dossier page shows everything
//! without another click.
//!
//! Never allowed: looking into a dossier without an audit record; a change that overwrites a
//! colleague's.

mod actions;
mod dossier;
mod worklist;

use platform::web::{Body, Routes};

use crate::OFFICERS;

pub fn routes() -> Routes {
    Routes::new()
        .get("/werk", worklist::worklist)
        .audits("list.read")
        .authorize(OFFICERS)
        .get("/zoek", worklist::find)
        .audits("list.read")
        .authorize(OFFICERS)
        .get("/dossier/{id}", dossier::dossier)
        .audits("dossier.read")
        .authorize(OFFICERS)
        .post("/dossier/{id}/notitie", actions::note)
        .large(Body::Form)
        .audits("dossier.noted")
        .authorize(OFFICERS)
        .post("/dossier/{id}/overleg", actions::consultation)
        .large(Body::Form)
        .audits("dossier.consulted")
        .authorize(OFFICERS)
        .post("/dossier/{id}/betrokkene/{subject}", actions::subject)
        .large(Body::Form)
        .audits("subject.changed")
        .authorize(OFFICERS)
        .post("/dossier/{id}/terugkoppeling/{referral}", actions::feedback)
        .large(Body::Form)
        .audits("feedback.recorded")
        .authorize(OFFICERS)
        .post("/dossier/{id}/heropenen", actions::reopen)
        .audits("signal.reopened")
        .authorize(OFFICERS)
        .post("/dossier/{id}/vernietigen", actions::destroy)
        .audits("dossier.destroyed")
        .authorize(OFFICERS)
}
