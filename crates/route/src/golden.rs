//! What was sealed stays readable (`housekeeping::golden` says how).

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::assessment::Assessment;
use crate::referrals::model::Handover;
use crate::signals::Report;

const HERE: &str = env!("CARGO_MANIFEST_DIR");

pub(crate) fn check(kind: &str, again: impl Fn(&[u8]) -> serde_json::Result<Value>) {
    housekeeping::golden::check(HERE, kind, again);
}

pub(crate) fn stays<T: Serialize + DeserializeOwned>(kind: &str) {
    housekeeping::golden::stays::<T>(HERE, kind);
}

/// Kinds that are private to their module stand beside it.
#[test]
fn what_was_sealed_is_read() {
    stays::<Report>("report");
    stays::<Assessment>("assessment");
    stays::<Handover>("handover");
    stays::<Vec<(String, String)>>("draft");
    stays::<String>("words");
}
