//! What an installation goes through in its life: a next version (README.md), several programs at
//! once, a next key.
#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

#[path = "../kit/mod.rs"]
mod kit;

mod keep;
mod kept;
mod opens;
mod rotation;
mod steps;
mod together;
