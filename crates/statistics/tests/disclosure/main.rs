//! Disclosure control, attacked through its public door.
#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]
#![expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    reason = "small counts"
)]

mod attacker;
mod beside;
mod kit;
mod many;
mod noise;
mod publishing;
