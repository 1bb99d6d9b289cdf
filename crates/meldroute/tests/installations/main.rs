//! What an installation goes through in its life: a next version (README.md), several programs at
//! once, a next key.
#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod keep;
mod kept;
mod opens;
mod rotation;
mod steps;
mod together;
