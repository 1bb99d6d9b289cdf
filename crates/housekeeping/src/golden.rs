//! What was sealed stays readable: every kind of sealed content as each version wrote it.
//!
//! `golden/KIND/VERSION.json` beside a crate's sources is what version wrote it so first; it is never
//! edited. Today's program reads all of them without losing anything, and writes exactly what the newest
//! one says. Whoever changes a sealed struct adds a file (a new field with `#[serde(default)]`), or a step
//! in code that seals everything anew (`platform::db::CodeStep`). What versions really sealed stands in
//! `crates/meldroute/tests/installations`.

use std::path::Path;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// Is everything of `old` in `new`? There may be more.
fn keeps(old: &Value, new: &Value) -> bool {
    match (old, new) {
        (Value::Object(old), Value::Object(new)) => old
            .iter()
            .all(|(name, value)| new.get(name).is_some_and(|new| keeps(value, new))),
        (Value::Array(old), Value::Array(new)) => {
            old.len() == new.len() && old.iter().zip(new).all(|(old, new)| keeps(old, new))
        }
        _ => old == new,
    }
}

/// Every version of a kind, oldest first.
fn versions(of_crate: &str, kind: &str) -> Vec<(String, Value)> {
    let folder = Path::new(of_crate).join("golden").join(kind);
    let mut found: Vec<_> = std::fs::read_dir(&folder)
        .unwrap_or_else(|_| panic!("{} is missing", folder.display()))
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let text = std::fs::read_to_string(&path).unwrap();
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            (name, serde_json::from_str(&text).unwrap())
        })
        .collect();
    found.sort_by_key(|(name, _)| {
        let numbers = name.split('.').map(|part| part.parse::<u32>().unwrap());
        numbers.collect::<Vec<_>>()
    });
    assert!(!found.is_empty(), "{kind}");
    found
}

/// `again` reads a value and writes it as today. `of_crate`: its `CARGO_MANIFEST_DIR`.
pub fn check(of_crate: &str, kind: &str, again: impl Fn(&[u8]) -> serde_json::Result<Value>) {
    let all = versions(of_crate, kind);
    for (version, stored) in &all {
        let bytes = serde_json::to_vec(stored).unwrap();
        let now = again(&bytes).unwrap_or_else(|error| panic!("{kind} of {version}: {error}"));
        assert!(
            keeps(stored, &now),
            "{kind} of {version} lost something: {now:#}"
        );
    }
    let (version, newest) = &all[all.len() - 1];
    let now = again(&serde_json::to_vec(newest).unwrap()).unwrap();
    assert_eq!(
        &now, newest,
        "{kind} is written otherwise than in {version}: keep that too"
    );
}

/// A kind that is read and written as it stands.
pub fn stays<T: Serialize + DeserializeOwned>(of_crate: &str, kind: &str) {
    check(of_crate, kind, |bytes| {
        serde_json::to_value(serde_json::from_slice::<T>(bytes)?)
    });
}
