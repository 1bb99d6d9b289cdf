//! Does this person, organisation or address already occur? What is known stands in an index in
//! memory ([`known`]); a match is opened when it is shown ([`Opener`]).
//!
//! Never allowed: who reported, in the index.

mod housing;
mod known;
mod lasting;
mod looks;
mod names;
mod opened;
mod part;
mod reasons;
mod store;
mod things;

use linkage::{Field, Hit};
use platform::i18n::Locales;

pub use housing::{AtAddress, Housed, Inhabited, at_address, housed, may_be_inhabited};
pub use known::{Found, Known, catch_up, known};
pub use lasting::Lasting;
pub use opened::{Home, Nature, Opened, Opener, dossier, look_alike, nature, of_dossiers, part};
pub use part::{Part, parts_of, record_of, records_of};
pub use reasons::reasons;
pub use store::{MIGRATIONS, Why, reason, reasoned, set_reason, standing, why};
pub use things::Thing;

/// What this module alone says.
pub(crate) const TEXTS: Locales = (include_str!("texts/nl.ftl"), include_str!("texts/en.ftl"));

/// Proposals with a smaller probability are not shown.
pub(crate) const LEAST: f64 = 0.1;

/// An address, phone, plate, account or name online that is exactly the same.
pub(crate) fn shares_place_or_number(hit: &Hit) -> bool {
    let exact = [
        Field::Address,
        Field::Phone,
        Field::Email,
        Field::Plate,
        Field::Iban,
        Field::Handle,
        Field::Trade,
    ];
    hit.evidence
        .iter()
        .any(|found| found.is_best() && exact.contains(&found.field))
}
