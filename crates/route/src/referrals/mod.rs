//! Handing over to partners (bijlage 2, stap 4-5): choose the partner, choose what goes along, give
//! the reasons, hand over, ask for feedback, keep the register of what was shared with whom.
//!
//! Never allowed: the reporter among what goes along; a text or file that names the reporter; a
//! handover that was not looked at exactly as it leaves; passing over an obligatory partner
//! without a reason.

mod acts;
mod advice;
mod along;
mod asking;
mod called;
mod contact;
mod delivery;
mod download;
mod draft;
mod form;
mod given_back;
mod handed;
mod items;
mod look;
mod looking;
pub(crate) mod model;
mod naming;
mod pages;
mod panel;
mod passing;
mod register;
mod store;
mod telling;
mod todo;

pub(crate) use acts::pass_over_open;
pub use acts::{answer, hand_over, pass_over, seen};
pub(crate) use called::said;
pub use called::{Call, EMERGENCY, a_call_counts_as_telling_the_partner};
pub use delivery::{Delivery, Leaving};
pub(crate) use download::{made, with_document};
pub use draft::Draft;
pub use handed::Handed;
pub use items::least_needed;
pub use looking::Looking;
pub(crate) use looking::OF_SESSIONS;
pub use model::{Answer, Consent, HandOver, Method};
pub use panel::AsData;
pub(crate) use panel::{HAPPENED, ON_PAPER, REFERRALS};
pub use passing::PASSED_ON;
pub(crate) use passing::PassingOn;
pub use store::{DISCLOSURES, MIGRATIONS, Referral, ReferralId, TO, awaited, of, standing};
pub(crate) use todo::ASKED;

use platform::i18n::Locales;
use platform::web::{Body, Routes};

use crate::OFFICERS;
use crate::audited;

/// What this module alone says.
pub(crate) const TEXTS: Locales = (include_str!("texts/nl.ftl"), include_str!("texts/en.ftl"));

pub fn routes() -> Routes {
    Routes::new()
        .get("/dossier/{id}/doorzetten", advice::choose)
        .audits(&[&audited::DOSSIER_READ])
        .authorize(OFFICERS)
        .post("/dossier/{id}/doorzetten", advice::pass_over)
        .large(Body::Form)
        .audits(&[&audited::PARTNER_PASSED_OVER, &audited::DOSSIER_READ])
        .authorize(OFFICERS)
        .post("/dossier/{id}/collega", asking::ask)
        .audits(&[&audited::DOSSIER_PASSED_ON])
        .authorize(OFFICERS)
        .get("/dossier/{id}/doorzetten/{partner}", pages::prepare)
        .audits(&[&audited::DOSSIER_READ])
        .authorize(OFFICERS)
        .post("/dossier/{id}/doorzetten/{partner}", pages::hand_over)
        .large(Body::Form)
        .audits(&[
            &audited::SIGNAL_REFERRED,
            &audited::DOSSIER_READ,
            &audited::VAULT_OPENED,
            &audited::VAULT_REFUSED,
            &audited::REPORTER_INVOLVED,
        ])
        .authorize(OFFICERS)
        .get(
            "/dossier/{id}/doorzetten/{partner}/blad/{number}",
            look::sheet,
        )
        .authorize(OFFICERS)
        .get("/dossier/{id}/overdracht/{referral}", pages::document)
        .audits(&[&audited::HANDOVER_READ])
        .authorize(OFFICERS)
        .get("/verstrekkingen", register::register)
        .audits(&[&audited::REGISTER_READ])
        .authorize(OFFICERS)
}
