//! The policy pack in the browser: which one is in use, whom to ring, and until when it holds. An
//! officer or an administrator changes one partner, the terms, or what the policy is called and when it
//! holds, and confirms one partner at a time. Until somebody reports, the municipality itself can be chosen
//! again.
//!
//! Every change is a next version of the pack, which anybody of these can take along as a file; a
//! dossier keeps the version that it was judged under.
//!
//! Nobody who changed any of it says that it is right: a colleague does, and the
//! officers are told until then (`eyes`, ADR 32, 37). A shorter term of keeping counts no sooner.
//!
//! Never allowed: confirming more than one partner at once; changing what a colleague changed
//! meanwhile unseen; a change that `meldroute policy check` would refuse.

mod acts;
pub(crate) mod differences;
mod document;
mod durations;
mod eyes;
mod looked;
mod municipality;
mod notice;
mod overview;
mod partner;
mod reach;
mod refusal;
mod terms;

use platform::Role;
use platform::i18n::Locales;
use platform::web::Routes;

pub use durations::said;
pub use municipality::{names, typed};
pub use notice::{CHANGED, ENDS};

use crate::audited;

/// What this module alone says.
pub(crate) const TEXTS: Locales = (include_str!("texts/nl.ftl"), include_str!("texts/en.ftl"));

/// Who looks after the pack.
const KEEPERS: &[Role] = &[Role::Admin, Role::Officer];

pub fn routes() -> Routes {
    Routes::new()
        .get("/beleid", overview::show)
        .authorize(KEEPERS)
        .get("/beleid/pakket", overview::export)
        .authorize(KEEPERS)
        .get("/beleid/termijnen", terms::show)
        .authorize(KEEPERS)
        .post("/beleid/termijnen", terms::save)
        .audits(&[&audited::POLICY_TERMS])
        .authorize(KEEPERS)
        .post("/beleid/termijnen/gezien", terms::looked_at)
        .audits(&[&audited::POLICY_TERMS_SEEN, &audited::POLICY_AGREED])
        .authorize(KEEPERS)
        .get("/beleid/document", document::show)
        .authorize(KEEPERS)
        .post("/beleid/document", document::save)
        .audits(&[&audited::POLICY_DOCUMENT])
        .authorize(KEEPERS)
        .post("/beleid/document/gezien", document::looked_at)
        .audits(&[&audited::POLICY_DOCUMENT_SEEN, &audited::POLICY_AGREED])
        .authorize(KEEPERS)
        .get("/beleid/gemeente", municipality::show)
        .authorize(KEEPERS)
        .post("/beleid/gemeente", municipality::save)
        .audits(&[&audited::POLICY_MUNICIPALITY])
        .authorize(KEEPERS)
        .get("/beleid/partner/{partner}", partner::show)
        .authorize(KEEPERS)
        .post("/beleid/partner/{partner}", partner::save)
        .audits(&[&audited::POLICY_PARTNER])
        .authorize(KEEPERS)
        .post("/beleid/partner/{partner}/bevestigen", partner::confirm)
        .audits(&[&audited::POLICY_PARTNER_CONFIRMED, &audited::POLICY_AGREED])
        .authorize(KEEPERS)
}

/// What somebody looked at, to be said back: a form on an older state is refused.
fn print(parts: &impl std::fmt::Debug) -> String {
    let print = vault::digest(&[format!("{parts:?}").as_bytes()]);
    vault::hex(&print[..16])
}
