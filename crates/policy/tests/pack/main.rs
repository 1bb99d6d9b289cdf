//! Policy packs: what is wrong in them is told, and what they say is done.
#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod edits;
mod english;
mod packs;
mod routing;
