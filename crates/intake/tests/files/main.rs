//! Files of others, made in code with everything in them that must not come through.
#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod book;
mod kit;
mod pdf;
mod pictures;
mod words;
