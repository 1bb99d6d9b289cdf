//! Rows that cannot be forged. Whoever can write in the database, without the instance key, must gain nothing.
//!
//! Three things stand in the way, and `meldroute check` looks at all of them:
//! - a row that decides something carries a **proof**: a keyed fingerprint of everything in it and of its version.
//!   A forged or swapped row does not fit, and is refused at its next use;
//! - versions only go up. What this program has seen, it remembers ([`Fresh`]), so a row that is **put back** to an
//!   older state is refused too; the audit log says which state was the last one, also after a restart;
//! - the end of the audit log, and the versions of rows that leave no record there, are noted outside the database
//!   (`high_water`).

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use vault::Key;

use crate::db::{Tx, Value};
use crate::{App, Error, Result, Tenant};

/// A row that decides something: who may do what, whose key is whose, where a dossier stands.
pub trait Guarded {
    const TABLE: &'static str;
    /// Its writes stand in the audit log. An own password does not: its version is noted outside the database.
    const AUDITED: bool = true;
    /// The municipality whose audit log vouches for it, when an act recorded elsewhere may write it too.
    fn tenant(&self) -> Option<Tenant> {
        None
    }
    /// What tells this row from the others of its table.
    fn key(&self) -> String;
    /// Goes up by one at every change.
    fn revision(&self) -> i64;
    /// Everything else in the row.
    fn parts(&self) -> Vec<Value>;
}

fn key_of(app: &App, table: &str) -> Key {
    app.keys.instance("rows").derive(table)
}

/// The parts of a row, each told apart from the others and from nothing.
fn bytes<R: Guarded>(row: &R) -> Vec<Vec<u8>> {
    let mut all = vec![row.key().into_bytes(), row.revision().to_be_bytes().to_vec()];
    all.extend(row.parts().into_iter().map(|value| {
        let (kind, bytes) = match value {
            Value::Int(value) => (b'i', value.map(|value| value.to_be_bytes().to_vec())),
            Value::Text(value) => (b't', value.map(String::into_bytes)),
            Value::Bytes(value) => (b'b', value),
            Value::Id(value) => (b'u', value.map(|value| value.as_bytes().to_vec())),
            Value::Bool(value) => (b'o', value.map(|value| vec![u8::from(value)])),
        };
        let mut part = vec![kind, u8::from(bytes.is_some())];
        part.extend(bytes.unwrap_or_default());
        part
    }));
    all
}

/// The proof of a row as it will stand.
#[must_use]
pub fn prove<R: Guarded>(app: &App, row: &R) -> [u8; 32] {
    let parts = bytes(row);
    key_of(app, R::TABLE).fingerprint(&parts.iter().map(Vec::as_slice).collect::<Vec<_>>())
}

/// Proves a row that is about to be written, and has the audit record vouch for it.
pub fn write<R: Guarded>(tx: &mut Tx, app: &App, row: &R) -> [u8; 32] {
    let proof = prove(app, row);
    if R::AUDITED {
        tx.vouch(row.tenant(), name(row), Some(vault::hex(&proof[24..])));
    }
    proof
}

fn name<R: Guarded>(row: &R) -> String {
    format!("{}:{}", R::TABLE, row.key())
}

/// The row is about to be taken away.
pub fn removed<R: Guarded>(tx: &mut Tx, row: &R) {
    tx.vouch(row.tenant(), name(row), None);
}

/// Does the row stand there as this program wrote it, and not as it stood before?
///
/// # Errors
/// [`Error::Tampered`]: nothing may be done with it.
pub fn check<R: Guarded>(app: &App, tx: &Tx, row: &R, proof: &[u8]) -> Result<()> {
    let parts = bytes(row);
    let parts: Vec<&[u8]> = parts.iter().map(Vec::as_slice).collect();
    if !key_of(app, R::TABLE).fits(&parts, proof) {
        return Err(Error::Tampered(R::TABLE));
    }
    let fresh = tx.seen.judge(R::TABLE, &row.key(), row.revision(), tx.is_reader(), !R::AUDITED);
    if fresh { Ok(()) } else { Err(Error::Tampered(R::TABLE)) }
}

#[derive(Clone, Copy)]
struct Last {
    version: i64,
    /// When this version was seen first, on the count of all such moments.
    since: u64,
}

/// The highest version seen of each row, by a fingerprint of its table and key.
#[derive(Default)]
pub struct Fresh {
    rows: Mutex<HashMap<u128, Last>>,
    /// Versions to be noted outside the database, by table and key.
    lasting: Mutex<HashMap<String, i64>>,
    count: AtomicU64,
    hashers: (RandomState, RandomState),
}

impl Fresh {
    fn rows(&self) -> MutexGuard<'_, HashMap<u128, Last>> {
        self.rows.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn place(&self, table: &str, key: &str) -> u128 {
        let half = |hasher: &RandomState| u128::from(hasher.hash_one((table, key)));
        half(&self.hashers.0) << 64 | half(&self.hashers.1)
    }

    /// Rows whose version is noted outside the database.
    pub(crate) fn lasting(&self) -> HashMap<String, i64> {
        self.lasting.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// What was noted before this program started.
    pub(crate) fn remember(&self, noted: &HashMap<String, i64>) {
        self.lasting.lock().unwrap_or_else(PoisonError::into_inner).clone_from(noted);
        for (name, version) in noted {
            if let Some((table, key)) = name.split_once(':') {
                self.raise(self.place(table, key), *version);
            }
        }
    }

    fn raise(&self, at: u128, version: i64) {
        let mut rows = self.rows();
        let known = rows.get(&at).is_some_and(|last| last.version >= version);
        if !known {
            let since = self.count.fetch_add(1, Ordering::SeqCst) + 1;
            rows.insert(at, Last { version, since });
        }
    }
}

/// What one connection may judge by: only what was known before its last look.
pub struct Seen {
    fresh: Arc<Fresh>,
    looked: u64,
}

impl Seen {
    pub(crate) fn new(fresh: Arc<Fresh>) -> Self {
        Self { fresh, looked: 0 }
    }

    pub(crate) fn look(&mut self) {
        self.looked = self.fresh.count.load(Ordering::SeqCst);
    }

    /// `lasting`: see [`Guarded::AUDITED`]. What a writer sees may yet be rolled back: it notes nothing.
    fn judge(&self, table: &str, key: &str, version: i64, note: bool, lasting: bool) -> bool {
        let at = self.fresh.place(table, key);
        let last = self.fresh.rows().get(&at).copied();
        if last.is_some_and(|last| last.since <= self.looked && version < last.version) {
            return false;
        }
        if note && last.is_none_or(|last| last.version < version) {
            self.fresh.raise(at, version);
            if lasting {
                let mut lasting = self.fresh.lasting.lock().unwrap_or_else(PoisonError::into_inner);
                let known = lasting.entry(format!("{table}:{key}")).or_default();
                *known = version.max(*known);
            }
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_older_version_is_refused_but_a_slow_reader_is_not() {
        let fresh = Arc::new(Fresh::default());
        let (mut first, mut slow) = (Seen::new(fresh.clone()), Seen::new(fresh.clone()));
        first.look();
        slow.look();
        assert!(first.judge("person", "1", 2, true, false));
        assert!(slow.judge("person", "1", 1, true, false), "it looked before the second version was seen");
        slow.look();
        assert!(!slow.judge("person", "1", 1, true, false), "now it was put back");
        assert!(slow.judge("person", "2", 1, true, false), "another row");
    }
}
