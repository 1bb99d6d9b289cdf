//! Who reported. The name of a reporter, internal or external, stays with the officer (bijlage 2,
//! stap 2), and this is the only module that opens it.
//!
//! The identity is sealed to the municipality's vault key. Its private half exists only as copies:
//! one per officer, sealed to that officer's own key, which in turn is wrapped under a passphrase
//! that the officer chose; and one under the recovery key in the municipal safe. A copy is made by
//! an officer with an opened vault or with the recovery key, by nobody else. Losing a passphrase,
//! leaving or a reset account strands nothing: the content of dossiers does not depend on the
//! vault, and the other officer or the recovery key gives access to the names again.
//!
//! Never allowed: using a copy, a public key or an identity whose row does not fit its proof;
//! giving a copy to a key whose words were not read aloud; making the marks of one person anew
//! instead of everybody's.

pub mod acts;
mod copies;
mod founding;
mod identity;
mod involved;
mod kept;
mod leak;
mod model;
mod outgoing;
mod pages;
mod panel;
mod renewal;
mod returning;
mod status;
mod whole;

pub use copies::{Access, MIGRATIONS, access_of, destroy, holders, standing};
pub use founding::{Founded, Founder, found, settle};
pub use identity::{is_open, open_reporter, seal};
pub use involved::{Involved, may_be_reporter, say_involved};
pub use kept::Kept;
pub use leak::{Found, is_contact, leaks, leaks_any, leaks_beside, tells_who_speaks};
pub(crate) use leak::{is_ordinary, is_prefix, is_title};
pub use model::Reporter;
pub use outgoing::{doubts, is_not_named, may_name, says_nobody};
pub use pages::{SUGGESTED_WORDS, deputies, open_along};
pub(crate) use panel::REPORTER;
pub use renewal::{renew, start as start_renewal};
pub use returning::waiting as asking_for_signals;
pub(crate) use status::STATUS;
pub use whole::{TakenOut, take_out};

use platform::i18n::Locales;
use platform::web::Routes;

use crate::OFFICERS;
use crate::audited;

/// What this module alone says.
pub(crate) const TEXTS: Locales = (include_str!("texts/nl.ftl"), include_str!("texts/en.ftl"));

pub fn routes() -> Routes {
    Routes::new()
        .get("/kluis", pages::vault)
        .authorize(OFFICERS)
        .post("/kluis/openen", pages::open)
        .audits(&[&audited::VAULT_OPENED, &audited::VAULT_REFUSED])
        .authorize(OFFICERS)
        .post("/kluis/sluiten", pages::close)
        .authorize(OFFICERS)
        .post("/kluis/wachtzin", pages::passphrase)
        .audits(&[&audited::VAULT_PASSPHRASE])
        .authorize(OFFICERS)
        .post("/kluis/toegang/{person}", pages::grant)
        .audits(&[&audited::VAULT_GRANTED])
        .authorize(OFFICERS)
        .post("/kluis/herstel", pages::recover)
        .audits(&[&audited::VAULT_RECOVERED])
        .authorize(OFFICERS)
        .post("/kluis/herstelsleutel", pages::renew)
        .audits(&[&audited::VAULT_RECOVERY_RENEWED])
        .authorize(OFFICERS)
        .get("/kluis/herstelsleutel", kept::show)
        .authorize(OFFICERS)
        .get("/kluis/herstelsleutel/pdf", kept::pdf)
        .authorize(OFFICERS)
        .post("/kluis/herstelsleutel/opgeborgen", kept::stored)
        .authorize(OFFICERS)
        .post("/kluis/vernieuwen", pages::replace)
        .audits(&[&audited::VAULT_REPLACED])
        .authorize(OFFICERS)
        .post("/kluis/terugvragen/{person}", returning::decide)
        .audits(&[&audited::REPORTER_RETURNED, &audited::REPORTER_NOT_RETURNED])
        .authorize(OFFICERS)
        .get("/kluis/bevestigen", returning::by_recovery)
        .signed_in()
        .post("/kluis/bevestigen", returning::confirm)
        .audits(&[
            &accounts::audited::PERSON_CONFIRMED,
            &accounts::audited::PERSON_REFUSED,
        ])
        .signed_in()
}
