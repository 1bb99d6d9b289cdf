//! Signing in and out, the first time with an invitation, the session, switching municipality, and the own account.
//!
//! One form: address, password, and the code for those who have one. Growing delays slow guessing
//! down per account; an address (a whole town hall, perhaps) is never locked out for accounts that
//! did nothing wrong, nor an officer by strangers.

mod account;
pub mod acts;
mod cookie;
mod device;
mod joining;
mod layer;
mod leaving;
mod pages;

pub use cookie::MIGRATIONS;
pub(crate) use cookie::purge;
pub use layer::authenticate;

use platform::i18n::Locales;
use platform::web::Routes;

use crate::audited;

/// What this module alone says.
pub(crate) const TEXTS: Locales = (include_str!("texts/nl.ftl"), include_str!("texts/en.ftl"));

pub fn routes() -> Routes {
    Routes::new()
        .get("/inloggen", pages::sign_in)
        .public()
        .post("/inloggen", pages::signed_in)
        .audits(&[&audited::SESSION_OPENED])
        .public()
        .get("/uitnodiging/{token}", joining::invitation)
        .public()
        .post("/uitnodiging/{token}", joining::accept)
        .audits(&[&audited::PERSON_JOINED, &audited::SESSION_OPENED])
        .public()
        .post("/uitloggen", pages::sign_out)
        .signed_in()
        .post("/snel-weg", leaving::leave)
        .public()
        .post("/gemeente", pages::switch)
        .signed_in()
        .get("/account", account::show)
        .signed_in()
        .post("/account/wachtwoord", account::change_password)
        .signed_in()
        .post("/account/sessies", account::end_others)
        .signed_in()
        .post("/account/code", account::set_code)
        .signed_in()
        .post("/account/aanbod/{tenant}", account::offer)
        .audits(&[&audited::PERSON_ACCEPTED, &audited::PERSON_DECLINED])
        .signed_in()
        .get("/taal/{lang}", pages::language)
        .public()
}
