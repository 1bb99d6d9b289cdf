//! The engine through its public door.
#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod descriptions;
mod quality;
mod rules;
