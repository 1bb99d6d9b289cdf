//! Where a signal comes from, when another organisation sent it (bijlage 2, stap 1-2), and what of it stands under
//! another law: police data (Wpg) and data of a partnership (WGS).
//!
//! What stands under such a law is no part of the report. It is kept apart, so that nothing that reads a report can
//! take it along: no handover, no file for programs, no agenda, no index. It has an end date of its own, and goes on it.
//! What people type is held against it ([`what_is_under_wpg_or_wgs_goes_nowhere`]), wherever it is read by others or stays
//! for longer. (ADR 44)
//!
//! Never allowed: a part under such a law without an end date; the words of one in what anybody but an officer reads.

mod model;
mod rule;
mod store;
mod telling;

pub use model::{Conditions, Extended, Given, LONGEST, Law, Origin, Part, Way, is_to_be_asked};
pub(crate) use rule::says_what_is_marked;
pub use rule::what_is_under_wpg_or_wgs_goes_nowhere;
pub(crate) use store::{
    MIGRATIONS, add, disclosed, end, ending, extend, known_as, known_before, mark, marked, of,
    tell, told,
};
pub use store::{Marked, Told, standing};

use platform::DossierId;
use platform::Millis;
use platform::clock::DAY;
use platform::i18n::Locales;
use platform::tasks::{Kind, Whose};

/// What this module alone says.
pub(crate) const TEXTS: Locales = (include_str!("texts/nl.ftl"), include_str!("texts/en.ftl"));

/// So long before its end date the officer is asked whether a part may stay.
pub const ASKED_BEFORE: Millis = 21 * DAY;

/// The partner that sent the signal is to hear what became of it.
pub const OWED: Kind = Kind {
    id: "partner-waits",
    order: 2,
    blocks_closing: true,
    whose: Whose::Officer,
    minutes: 10,
    page: section,
};

/// A part under another law comes to its end date: ask whether it may stay. About the part and the date.
pub const ENDS: Kind = Kind {
    id: "marked-ends",
    order: 2,
    blocks_closing: false,
    whose: Whose::Officer,
    minutes: 10,
    page: section,
};

fn section(id: DossierId, _: &str) -> String {
    format!("/dossier/{id}#van-partner")
}

/// What a task about the end of a part is about: asked anew for another date.
#[must_use]
pub fn about(part: uuid::Uuid, ends_at: Millis) -> String {
    format!("{part}:{ends_at}")
}
