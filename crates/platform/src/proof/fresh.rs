//! Which version of a row was seen last, so that none can be put back to an older one; and which rows are gone, so that
//! none of them comes back at all.
//!
//! What is known would grow for ever if every row that ever was stayed known. A row that was taken away is known as gone:
//! whatever version of it is put back is refused. But rows that hang on a dossier are forgotten once that is
//! destroyed: a dossier is some fifty rows, and from then on one entry of 24 bytes, which refuses it. What hung on it is
//! reached through the dossier alone (its tables `references signal`, and whoever reads them opens it first), so put
//! back without it they are not there, and put back with it they are refused with it. Of a row that says itself that it
//! is over (a link past its end) nothing is kept.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, RandomState};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use uuid::Uuid;

/// What tells a row from all others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// As the audit log names it: `table:key`.
    pub row: String,
    /// The dossier that it hangs on, if it hangs on one.
    pub hangs_on: Option<Uuid>,
}

/// A row that was taken away.
#[derive(Debug, Clone)]
pub struct Gone {
    pub name: Name,
    /// Its key, when that is one id: what hangs on it goes too.
    pub id: Option<Uuid>,
    /// It says itself that it is over, or leads nowhere: put back, it does nothing.
    pub is_over: bool,
}

/// There is one of these for every row that was seen and is there, and for some that are gone, so it takes no more than
/// it needs: 24 bytes with its place.
#[derive(Clone, Copy)]
#[repr(C, packed(4))]
struct Last {
    /// When this version was seen first, on the count of all such moments.
    since: u64,
    /// [`GONE`], when it was taken away.
    version: u32,
}

/// No row has this version. None is written four thousand million times.
const GONE: u32 = u32::MAX;

/// Where a row stands: a fingerprint of its name (table and key), whose key is of this run of the program alone, and behind
/// it one of what it hangs on, by which all of that is found.
type Place = [u8; 12];

/// So much of a place is the row's own.
const OWN: usize = 7;

/// The highest version seen of each row.
#[derive(Default)]
pub struct Fresh {
    rows: Mutex<HashMap<Place, Last>>,
    /// Versions to be noted outside the database, by name.
    lasting: Mutex<HashMap<String, i64>>,
    /// Rows that need not be noted there any more.
    over: Mutex<HashSet<String>>,
    count: AtomicU64,
    hashers: (RandomState, RandomState),
}

impl Fresh {
    fn rows(&self) -> MutexGuard<'_, HashMap<Place, Last>> {
        self.rows.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn place(&self, name: &Name) -> Place {
        let mut place = Place::default();
        let own = self.hashers.0.hash_one(&name.row).to_be_bytes();
        place[..OWN].copy_from_slice(&own[..OWN]);
        let rest = match name.hangs_on {
            Some(id) => self.below(id),
            None => self.hashers.1.hash_one(&name.row).to_be_bytes(),
        };
        place[OWN..].copy_from_slice(&rest[..Place::default().len() - OWN]);
        place
    }

    /// How the place of all that hangs on this ends.
    fn below(&self, id: Uuid) -> [u8; 8] {
        self.hashers.1.hash_one(id).to_be_bytes()
    }

    /// Rows whose version is noted outside the database.
    pub(crate) fn lasting(&self) -> HashMap<String, i64> {
        self.lasting
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Rows that need not be noted outside the database any more; asked once.
    pub(crate) fn take_over(&self) -> HashSet<String> {
        std::mem::take(&mut *self.over.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// What was noted before this program started. Nothing of it hangs on a dossier.
    pub(crate) fn remember(&self, noted: &HashMap<String, i64>) {
        self.lasting
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone_from(noted);
        for (row, version) in noted {
            let name = Name {
                row: row.clone(),
                hangs_on: None,
            };
            self.raise(self.place(&name), *version);
        }
    }

    /// This version of a row was written, and is lasting.
    pub(crate) fn note(&self, name: &Name, version: i64, outside: bool) {
        self.raise(self.place(name), version);
        if outside {
            let mut lasting = self.lasting.lock().unwrap_or_else(PoisonError::into_inner);
            let known = lasting.entry(name.row.clone()).or_default();
            *known = version.max(*known);
        }
    }

    /// These rows were taken away, and that is lasting. What hung on them is forgotten.
    pub(crate) fn note_gone(&self, gone: &[Gone]) {
        if gone.is_empty() {
            return;
        }
        let ids: HashSet<Uuid> = gone.iter().filter_map(|one| one.id).collect();
        let below: HashSet<[u8; 5]> = ids.iter().map(|id| end_of(self.below(*id))).collect();
        let since = self.count.fetch_add(1, Ordering::SeqCst) + 1;
        let mut rows = self.rows();
        rows.retain(|place, _| !below.contains(&place[OWN..]));
        for one in gone {
            let place = self.place(&one.name);
            let went_along = one.name.hangs_on.is_some_and(|id| ids.contains(&id));
            if one.is_over || went_along {
                rows.remove(&place);
            } else {
                let version = GONE;
                rows.insert(place, Last { since, version });
            }
        }
        drop(rows);
        self.forget_outside(gone.iter().filter(|one| one.is_over));
    }

    fn forget_outside<'a>(&self, over: impl Iterator<Item = &'a Gone>) {
        let mut lasting = self.lasting.lock().unwrap_or_else(PoisonError::into_inner);
        let mut noted = self.over.lock().unwrap_or_else(PoisonError::into_inner);
        for one in over {
            if lasting.remove(&one.name.row).is_some() {
                noted.insert(one.name.row.clone());
            }
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

fn end_of(print: [u8; 8]) -> [u8; 5] {
    let mut end = [0; 5];
    end.copy_from_slice(&print[..5]);
    end
}

/// A version as it is kept.
fn kept(version: i64) -> u32 {
    u32::try_from(version.max(0)).map_or(GONE - 1, |version| version.min(GONE - 1))
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
    pub(super) fn knows(&self, name: &Name, version: i64) -> bool {
        let last = self.fresh.rows().get(&self.fresh.place(name)).copied();
        last.is_some_and(|last| last.version >= kept(version))
    }

    /// Is this version no older than what was known at the last look? `lasting`: its version is to
    /// be noted outside the database. What a writer sees may yet be rolled back: it notes nothing
    /// (`note`).
    pub(super) fn judge(&self, name: &Name, version: i64, note: bool, lasting: bool) -> bool {
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

    fn name(row: &str, hangs_on: Option<Uuid>) -> Name {
        let row = row.to_owned();
        Name { row, hangs_on }
    }

    fn gone(name: &Name, id: Option<Uuid>) -> Gone {
        Gone {
            name: name.clone(),
            id,
            is_over: false,
        }
    }

    #[test]
    fn a_row_that_was_seen_takes_24_bytes() {
        assert_eq!(size_of::<(Place, Last)>(), 24);
    }

    #[test]
    fn an_older_version_is_refused_but_a_slow_reader_is_not() {
        let fresh = Arc::new(Fresh::default());
        let (mut first, mut slow) = (Seen::new(fresh.clone()), Seen::new(fresh.clone()));
        let (one, other) = (name("person:1", None), name("person:2", None));
        first.look();
        slow.look();
        assert!(first.judge(&one, 2, true, false));
        assert!(
            slow.judge(&one, 1, true, false),
            "it looked before the second version was seen"
        );
        slow.look();
        assert!(!slow.judge(&one, 1, true, false), "now it was put back");
        assert!(slow.judge(&other, 1, true, false), "another row");
    }

    /// As it stood when it was taken away, too: nothing older is left to compare it with.
    #[test]
    fn a_row_that_is_gone_is_refused_however_it_is_put_back() {
        let fresh = Arc::new(Fresh::default());
        let (mut reader, mut slow) = (Seen::new(fresh.clone()), Seen::new(fresh.clone()));
        let one = name("question:1", None);
        fresh.note(&one, 3, false);
        slow.look();
        fresh.note_gone(&[gone(&one, None)]);
        assert!(slow.judge(&one, 3, true, false), "it looked before that");
        reader.look();
        for version in [1, 3, 4, i64::MAX] {
            assert!(!reader.judge(&one, version, true, false), "{version}");
            assert!(reader.knows(&one, version), "{version}");
        }
    }

    /// However many dossiers come and go: what is known of them is that they are gone.
    #[test]
    fn what_hung_on_a_destroyed_dossier_is_forgotten() {
        let fresh = Arc::new(Fresh::default());
        let stays = name("task:stays", Some(Uuid::from_u128(0)));
        fresh.note(&stays, 1, false);
        for number in 1..=100 {
            let id = Uuid::from_u128(number);
            let dossier = name(&format!("signal:{id}"), None);
            let tasks = [0, 1, 2, 3].map(|at| name(&format!("task:{number}-{at}"), Some(id)));
            fresh.note(&dossier, 5, false);
            for task in &tasks {
                fresh.note(task, 2, false);
            }
            // Some are taken away by themselves, the others by the database.
            fresh.note_gone(&[gone(&dossier, Some(id)), gone(&tasks[0], None)]);
            let mut reader = Seen::new(fresh.clone());
            reader.look();
            assert!(!reader.judge(&dossier, 5, true, false), "it was put back");
        }
        assert_eq!(fresh.rows().len(), 101);
        assert!(Seen::new(fresh).knows(&stays, 1));
    }

    #[test]
    fn of_what_says_that_it_is_over_nothing_is_kept() {
        let fresh = Fresh::default();
        let link = name("guest_link:1", None);
        fresh.note(&link, 2, true);
        assert_eq!(fresh.lasting().len(), 1);
        let over = Gone {
            is_over: true,
            ..gone(&link, Some(Uuid::from_u128(1)))
        };
        fresh.note_gone(&[over]);
        assert!(fresh.rows().is_empty() && fresh.lasting().is_empty());
        assert_eq!(fresh.take_over(), HashSet::from([link.row]));
        assert!(fresh.take_over().is_empty());
    }
}
