//! Handing over to partners (bijlage 2, stap 4-5): choose the partner, choose what goes along, give
//! the reasons, hand over, ask for feedback, keep the register of what was shared with whom.
//!
//! Never allowed: the reporter among what goes along; a text or file that names the reporter; a
//! handover that was not previewed exactly as it leaves; passing over an obligatory partner
//! without a reason.

mod acts;
mod advice;
mod draft;
pub(crate) mod model;
mod pages;
mod register;
mod store;

pub use acts::{answer, hand_over, pass_over};
pub use draft::Draft;
pub use model::{Answer, Consent, HandOver, Method, fingerprint, least_needed};
pub use store::{DISCLOSURES, MIGRATIONS, Referral, of, standing};

use platform::web::{Body, Routes};

use crate::OFFICERS;

pub fn routes() -> Routes {
    Routes::new()
        .get("/dossier/{id}/doorzetten", advice::choose)
        .audits("dossier.read")
        .authorize(OFFICERS)
        .post("/dossier/{id}/doorzetten", advice::pass_over)
        .audits("partner.passed_over")
        .authorize(OFFICERS)
        .get("/dossier/{id}/doorzetten/{partner}", pages::prepare)
        .audits("dossier.read")
        .authorize(OFFICERS)
        .post("/dossier/{id}/doorzetten/{partner}", pages::hand_over)
        .large(Body::Form)
        .audits("signal.referred")
        .authorize(OFFICERS)
        .get("/dossier/{id}/overdracht/{referral}", pages::document)
        .audits("handover.read")
        .authorize(OFFICERS)
        .get("/verstrekkingen", register::register)
        .audits("register.read")
        .authorize(OFFICERS)
}
