//! What was sealed stays readable (`housekeeping::golden` says how).

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::registers::{About, Row};

pub(crate) fn stays<T: Serialize + DeserializeOwned>(kind: &str) {
    housekeeping::golden::stays::<T>(env!("CARGO_MANIFEST_DIR"), kind);
}

/// Kinds that are private to their module stand beside it.
#[test]
fn what_was_sealed_is_read() {
    stays::<About>("register_about");
    stays::<Vec<Row>>("register_rows");
}
