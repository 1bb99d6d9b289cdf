//! Statistics.
#![expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "counts become shares and back: all below 2^53"
)]

pub mod disclosure;
pub mod mse;
pub mod sheet;
