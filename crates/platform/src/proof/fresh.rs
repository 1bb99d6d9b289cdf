//! Which version of a row was seen last, so that none can be put back to an older one.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

#[derive(Clone, Copy)]
struct Last {
    version: i64,
    /// When this version was seen first, on the count of all such moments.
    since: u64,
}

/// The highest version seen of each row, by a fingerprint of its name (table and key).
#[derive(Default)]
pub struct Fresh {
    rows: Mutex<HashMap<u128, Last>>,
    /// Versions to be noted outside the database, by name.
    lasting: Mutex<HashMap<String, i64>>,
    count: AtomicU64,
    hashers: (RandomState, RandomState),
}

impl Fresh {
    fn rows(&self) -> MutexGuard<'_, HashMap<u128, Last>> {
        self.rows.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn place(&self, name: &str) -> u128 {
        let half = |hasher: &RandomState| u128::from(hasher.hash_one(name));
        half(&self.hashers.0) << 64 | half(&self.hashers.1)
    }

    /// Rows whose version is noted outside the database.
    pub(crate) fn lasting(&self) -> HashMap<String, i64> {
        self.lasting
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// What was noted before this program started.
    pub(crate) fn remember(&self, noted: &HashMap<String, i64>) {
        self.lasting
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone_from(noted);
        for (name, version) in noted {
            self.raise(self.place(name), *version);
        }
    }

    /// This version of a row was written, and is lasting.
    pub(crate) fn note(&self, name: &str, version: i64, outside: bool) {
        self.raise(self.place(name), version);
        if outside {
            let mut lasting = self.lasting.lock().unwrap_or_else(PoisonError::into_inner);
            let known = lasting.entry(name.to_owned()).or_default();
            *known = version.max(*known);
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
    has_looked: bool,
}

impl Seen {
    pub(crate) fn new(fresh: Arc<Fresh>) -> Self {
        Self {
            fresh,
            looked: 0,
            has_looked: false,
        }
    }

    pub(crate) fn fresh(&self) -> Arc<Fresh> {
        self.fresh.clone()
    }

    pub(crate) fn has_looked(&self) -> bool {
        self.has_looked
    }

    pub(crate) fn look(&mut self) {
        self.has_looked = true;
        self.looked = self.fresh.count.load(Ordering::SeqCst);
    }

    /// Is a row of this version known, or of a later one?
    pub(super) fn knows(&self, name: &str, version: i64) -> bool {
        let last = self.fresh.rows().get(&self.fresh.place(name)).copied();
        last.is_some_and(|last| last.version >= version)
    }

    /// Is this version no older than what was known at the last look? `lasting`: its version is to
    /// be noted outside the database. What a writer sees may yet be rolled back: it notes nothing
    /// (`note`).
    pub(super) fn judge(&self, name: &str, version: i64, note: bool, lasting: bool) -> bool {
        let at = self.fresh.place(name);
        let last = self.fresh.rows().get(&at).copied();
        if last.is_some_and(|last| last.since <= self.looked && version < last.version) {
            return false;
        }
        if note && last.is_none_or(|last| last.version < version) {
            self.fresh.note(name, version, lasting);
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
        assert!(first.judge("person:1", 2, true, false));
        assert!(
            slow.judge("person:1", 1, true, false),
            "it looked before the second version was seen"
        );
        slow.look();
        assert!(
            !slow.judge("person:1", 1, true, false),
            "now it was put back"
        );
        assert!(slow.judge("person:2", 1, true, false), "another row");
    }
}
