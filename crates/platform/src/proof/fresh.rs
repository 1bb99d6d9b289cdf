//! Which version of a row was seen last, so that none can be put back to an older one.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// There is one of these for every row that was ever seen, so it takes no more than it needs: 24 bytes with its place.
#[derive(Clone, Copy)]
#[repr(C, packed(4))]
struct Last {
    /// When this version was seen first, on the count of all such moments.
    since: u64,
    version: u32,
}

/// Where a row stands: a fingerprint of its name (table and key), whose key is of this run of the program alone.
type Place = [u8; 12];

/// The highest version seen of each row.
#[derive(Default)]
pub struct Fresh {
    rows: Mutex<HashMap<Place, Last>>,
    /// Versions to be noted outside the database, by name.
    lasting: Mutex<HashMap<String, i64>>,
    count: AtomicU64,
    hashers: (RandomState, RandomState),
}

impl Fresh {
    fn rows(&self) -> MutexGuard<'_, HashMap<Place, Last>> {
        self.rows.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn place(&self, name: &str) -> Place {
        let mut place = Place::default();
        let half = |hasher: &RandomState| hasher.hash_one(name).to_be_bytes();
        place[..8].copy_from_slice(&half(&self.hashers.0));
        place[8..].copy_from_slice(&half(&self.hashers.1)[..4]);
        place
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

    fn raise(&self, at: Place, version: i64) {
        let (mut rows, version) = (self.rows(), kept(version));
        let known = rows.get(&at).is_some_and(|last| last.version >= version);
        if !known {
            let since = self.count.fetch_add(1, Ordering::SeqCst) + 1;
            rows.insert(at, Last { since, version });
        }
    }
}

/// A version as it is kept. No row is written four thousand million times.
fn kept(version: i64) -> u32 {
    u32::try_from(version.max(0)).unwrap_or(u32::MAX)
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
        last.is_some_and(|last| last.version >= kept(version))
    }

    /// Is this version no older than what was known at the last look? `lasting`: its version is to
    /// be noted outside the database. What a writer sees may yet be rolled back: it notes nothing
    /// (`note`).
    pub(super) fn judge(&self, name: &str, version: i64, note: bool, lasting: bool) -> bool {
        let at = self.fresh.place(name);
        let last = self.fresh.rows().get(&at).copied();
        if last.is_some_and(|last| last.since <= self.looked && kept(version) < last.version) {
            return false;
        }
        if note && last.is_none_or(|last| last.version < kept(version)) {
            self.fresh.note(name, version, lasting);
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_that_was_seen_takes_24_bytes() {
        assert_eq!(size_of::<(Place, Last)>(), 24);
    }

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
