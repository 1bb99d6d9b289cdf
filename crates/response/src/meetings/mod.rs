//! A meeting of a table (bijlage 2, stap 3; chapter "Aanpak dadernetwerken"): when it is and who comes, what waits on its agenda,
//! what was said of it, and what was agreed. What was said lands in each dossier, what was agreed is a task there.
//!
//! Who may do what: the officer plans, records and closes. Whoever has a seat at the table and was asked to come reads agenda
//! and minutes until the meeting is closed; who has no account does so behind a link with a code. The privacy officer reads which steps were taken
//! before something was shared, and nothing of what that was.
//!
//! Never allowed: a meeting of a table where one does not sit, or was not asked to; something that is shared before the privacy steps
//! were taken; minutes that say who reported; a name at a table that reads none, unless on what law was chosen for that very item.

mod closing;
mod correcting;
mod corrections;
mod ending;
mod guest;
mod minutes;
mod model;
mod pages;
mod panel;
mod paper;
mod planning;
mod reading;
mod recording;
mod said;
mod sending;
mod steps;
mod store;
mod unrecorded;

pub use correcting::{Correction, attended, correct};
pub use ending::{ENDING, close, end};
pub use model::{Asked, Basis, Item, ItemId, Meeting, MeetingId, State, Steps, Task};
pub use panel::{HAPPENED, OF_TABLE, PANEL, SHARED};
pub use planning::{Other, Plan, Weighed, plan, weigh};
pub use recording::{AGREED, ASK, DO, Minutes, done, record};
pub use said::{Agreed, Said};
pub use sending::{send, withdraw};
pub use store::{ALL, BEFORE, BESIDE, BETWEEN, MIGRATIONS, OF_DOSSIER, all, items, one, standing};
pub use unrecorded::UNRECORDED;

use platform::Role;
use platform::clock::DAY;
use platform::guests::Purpose;
use platform::i18n::Locales;
use platform::web::{Body, Routes};
use route::audited::{DOSSIER_READ, VAULT_OPENED, VAULT_REFUSED};

use crate::{OFFICERS, audited};

/// What this module alone says.
pub(crate) const TEXTS: Locales = (include_str!("texts/nl.ftl"), include_str!("texts/en.ftl"));

/// The link to agenda and minutes. It ends with the meeting, or a month later.
pub const MEETING: Purpose = Purpose {
    id: "meeting",
    lasts: 30 * DAY,
    code: true,
    start: |meeting| format!("/te-gast/{meeting}"),
};

const READERS: &[Role] = &[Role::Officer, Role::Participant];

pub fn routes() -> Routes {
    planned().merge(read()).merge(recorded())
}

fn planned() -> Routes {
    Routes::new()
        .get("/overleg/{table}/bijeenkomst", pages::plan_form)
        .audits(&[&audited::MEETING_READ])
        .authorize(OFFICERS)
        .post("/overleg/{table}/bijeenkomst", pages::plan)
        .audits(&[
            &audited::MEETING_PLANNED,
            &audited::MEETING_BROUGHT,
            &audited::MEETING_READ,
        ])
        .authorize(OFFICERS)
        .post("/bijeenkomst/{meeting}/punt/{item}", pages::weigh)
        .audits(&[&audited::MEETING_BROUGHT, &audited::MEETING_READ])
        .authorize(OFFICERS)
        .post("/bijeenkomst/{meeting}/gast/{attendee}", guest::link)
        .audits(&[&audited::MEETING_LINKED, &audited::MEETING_WITHDRAWN])
        .authorize(OFFICERS)
        .get("/bijeenkomst/{meeting}/sluiten", closing::ask)
        .audits(&[&audited::MEETING_READ])
        .authorize(OFFICERS)
        .post("/bijeenkomst/{meeting}/sluiten", closing::close)
        .audits(&[&audited::MEETING_CLOSED])
        .authorize(OFFICERS)
}

fn read() -> Routes {
    Routes::new()
        .get("/bijeenkomst/{meeting}", pages::meeting)
        .audits(&[&audited::MEETING_READ])
        .authorize(READERS)
        .get("/bijeenkomst/{meeting}/pdf", paper::download)
        .audits(&[&audited::MEETING_READ])
        .authorize(READERS)
        .get("/te-gast/{object}", guest::show)
        .audits(&[&audited::MEETING_READ])
        .guest(&MEETING)
        .get("/te-gast/{object}/pdf", guest::paper)
        .audits(&[&audited::MEETING_READ])
        .guest(&MEETING)
        .get("/privacystappen", steps::show)
        .audits(&[&audited::STEPS_READ])
        .authorize(&[Role::Officer, Role::Auditor])
}

fn recorded() -> Routes {
    Routes::new()
        .get("/bijeenkomst/{meeting}/verslag", minutes::form)
        .audits(&[&audited::MEETING_READ])
        .authorize(OFFICERS)
        .post("/bijeenkomst/{meeting}/verslag", minutes::save)
        .large(Body::Form)
        .audits(&[
            &audited::MEETING_HELD,
            &audited::MEETING_SAID,
            &audited::MEETING_READ,
            &VAULT_OPENED,
            &VAULT_REFUSED,
        ])
        .authorize(OFFICERS)
        .post(
            "/bijeenkomst/{meeting}/verbeteren/{item}",
            corrections::save,
        )
        .large(Body::Form)
        .audits(&[
            &audited::MEETING_CORRECTED,
            &audited::MEETING_SAID,
            &audited::MEETING_READ,
            &VAULT_OPENED,
            &VAULT_REFUSED,
        ])
        .authorize(OFFICERS)
        .post("/bijeenkomst/{meeting}/aanwezig", corrections::attended)
        .audits(&[&audited::MEETING_CORRECTED, &audited::MEETING_READ])
        .authorize(OFFICERS)
        .post("/dossier/{id}/afspraak/{action}", minutes::done)
        .form_on("/dossier/{id}")
        .audits(&[
            &audited::MEETING_DONE,
            &audited::MEETING_UNDONE,
            &DOSSIER_READ,
        ])
        .authorize(OFFICERS)
}
