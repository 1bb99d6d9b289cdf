//! Accounts and roles. The administrator invites people and gives them roles, and sees no case
//! content; a person sets the own password and one-time code through the invitation link.
//!
//! Never allowed: a role that sees something of others without a second person who confirmed it;
//! a participant without
//! consultations to take part in; somebody of a partner without one organisation, or with a role of a colleague; a municipality without an administrator or an officer; taking over an account of another municipality; a link that works
//! twice.

pub mod acts;
mod confirming;
mod first;
mod giving;
mod here;
mod invitation;
mod membership;
mod model;
mod one;
mod pages;
mod passwords;
mod person;
mod scopes;
mod store;
mod upgrade;
mod wanted;
mod words;

pub use confirming::{confirmers, seen, waiting};
pub(crate) use first::{COLLEAGUES, TWO_OFFICERS};
pub(crate) use giving::answer_offer;
pub use giving::{confirm_own, grant_roles};
pub use here::{Colleague, colleagues};
pub use invitation::invite;
pub(crate) use invitation::{Invitation, Spent, forget_spent};
pub use model::{CodeSecret, totp};
pub use passwords::{passphrase_fault, password_fault};
pub use person::Credentials;
pub(crate) use scopes::counting;
pub(crate) use store::{Account, account, account_of, join, present, record};
pub use store::{
    MIGRATIONS, NewPerson, Person, by_email, create, email_of, holding, is_password, mailbox,
    names, note_all, of_partner, of_tenant, officers, remembered, seats, standing, with_role,
    words,
};
pub(crate) use upgrade::seats_of_before;
pub use wanted::Wanted;

use platform::Role;
use platform::i18n::Locales;
use platform::web::Routes;

use crate::audited;

/// What this module alone says.
pub(crate) const TEXTS: Locales = (include_str!("texts/nl.ftl"), include_str!("texts/en.ftl"));

const CONFIRMERS: &[Role] = &[Role::Officer];

pub fn routes() -> Routes {
    Routes::new()
        .get("/mensen", pages::list)
        .authorize(&[Role::Admin])
        .post("/mensen", pages::add)
        .form_on("/mensen/toevoegen")
        .audits(&[&audited::PERSON_INVITED])
        .authorize(&[Role::Admin])
        .get("/mensen/toevoegen", pages::new)
        .authorize(&[Role::Admin])
        .post("/mensen/zoeken", pages::find)
        .authorize(&[Role::Admin])
        .get("/mensen/{id}", one::show)
        .authorize(&[Role::Admin])
        .post("/mensen/{id}/rollen", one::roles)
        .audits(&[&audited::PERSON_ROLES])
        .authorize(&[Role::Admin])
        .get("/mensen/{id}/beeindigen", one::ask_end)
        .authorize(&[Role::Admin])
        .post("/mensen/{id}/beeindigen", one::end)
        .audits(&[&audited::PERSON_ENDED])
        .authorize(&[Role::Admin])
        .post("/mensen/{id}/uitnodigen", one::reinvite)
        .audits(&[&audited::PERSON_INVITED])
        .authorize(&[Role::Admin])
        .get("/bevestigen", confirming::list)
        .authorize(CONFIRMERS)
        .post("/bevestigen/{person}", confirming::decide)
        .audits(&[&audited::PERSON_CONFIRMED, &audited::PERSON_REFUSED])
        .authorize(CONFIRMERS)
}
