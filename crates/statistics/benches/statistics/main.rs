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
    // All, or those named: cargo bench -p statistics -- speed large
    let named: Vec<String> = std::env::args()
        .skip(1)
        .filter(|argument| !argument.starts_with('-'))
        .collect();
    let parts: [(&str, fn()); 5] = [
        ("speed", estimates::speed),
        ("coverage", estimates::coverage),
        ("lost", tables::information_lost),
        ("optimum", tables::distance_from_the_optimum),
        ("large", tables::large),
    ];
    for (name, part) in parts {
        if named.is_empty() || named.iter().any(|one| one == name) {
            part();
        }
    }
}
