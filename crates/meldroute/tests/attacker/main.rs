//! What an attacker with the database gains: nothing, and it is found. See docs/dreigingen.md.
#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod back;
mod guesser;
mod raw;
mod writer;
