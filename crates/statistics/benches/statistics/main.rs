//! Speed and quality of the statistics engine: `make bench-statistics`. Prints; asserts nothing.
#![expect(clippy::unwrap_used, reason = "a bench may fail where it stands")]
#![expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    reason = "small counts"
)]

mod estimates;
#[path = "../../tests/disclosure/kit.rs"]
#[expect(dead_code, reason = "the bench needs a part of what the tests need")]
mod kit;
mod tables;

fn main() {
    estimates::speed();
    estimates::coverage();
    tables::information_lost();
    tables::distance_from_the_optimum();
    tables::large();
}
