//! The one door to a dossier. Whoever wants to look into one, or change it, opens it here and says
//! what for; whatever was done is committed here, with the check that nobody changed it meanwhile,
//! what is next, and the record of who did it.
//!
//! An act of a step is a function that takes an [`Open`] dossier and what was typed, and gives
//! nothing or a [`Refusal`]. Pages parse, call one act, and show; the demo and tests call the same.
//! Slow work (setting a document, stretching a passphrase, looking into files) stands between
//! opening and committing: nobody waits for it.
//!
//! Never allowed: another writer of a dossier than [`Open::commit`].

mod acts;
mod all;
mod open;
mod purpose;

pub use acts::{Described, call, describe, destroy, say_how_contact_is_safe};
pub use all::{BRIEFLY, Brief, NAMED, after, briefly, if_there, of_reference};
pub use open::{Open, open, open_for_job, open_now};
pub(crate) use open::{open_for_partner, open_for_reporter, open_seen};
pub use purpose::Purpose;

pub use crate::paging::Line;
pub use crate::signals::Dossier;

pub use crate::refusal::{Ended, Fault, Refusal, VERSION};
