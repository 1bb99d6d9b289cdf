//! Multiple systems estimation, tested through its public door.
#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]
#![expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "small counts"
)]

mod advice;
mod data;
mod properties;
mod reference;
