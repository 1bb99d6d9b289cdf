//! Installations of earlier versions, kept: each opens, migrates and loses nothing. See README.md.
#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

#[path = "../kit/mod.rs"]
mod kit;

mod keep;
mod kept;
mod opens;
