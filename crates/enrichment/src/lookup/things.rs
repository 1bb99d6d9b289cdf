//! What the slots of the index are. Those of a dossier or an import follow one another, so that a
//! slot takes no more than the number of whose it is and of what it is there.

use std::collections::BTreeSet;
use std::hash::BuildHasher;
use std::ops::Range;

use hashbrown::HashTable;
use linkage::Slot;
use platform::DossierId;
use route::signals::SubjectId;
use rustc_hash::FxBuildHasher;
use uuid::Uuid;

use super::part::Part;
use crate::registers::ImportId;

/// Something that is known: a part of a dossier by its id, or a row of an import by its place there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Thing {
    Part { signal: DossierId, part: Part },
    Row { import: ImportId, row: u32 },
}

/// What has slots.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Open,
    Closed,
    Import,
}

struct Owner {
    id: Uuid,
    kind: Kind,
    slots: Range<Slot>,
}

/// Of one slot. What it is: the row of an import, the place in the list of subjects, or [`PLACE`].
struct Held {
    owner: u32,
    what: u32,
}

const PLACE: u32 = u32::MAX;

/// What each slot is, and which slots somebody has. Whoever has none takes no room; an import that is
/// read in pieces has several stretches of slots, and the same id at each.
#[derive(Default)]
pub(super) struct Things {
    owners: Vec<Owner>,
    slots: Vec<Held>,
    subjects: Vec<SubjectId>,
    /// Places in `owners` of those that were not taken out, found by their ids.
    here: HashTable<u32>,
    /// Whose the next slot is, when that is somebody else than the last one.
    next: Option<(Uuid, Kind)>,
}

fn hash(id: Uuid) -> u64 {
    FxBuildHasher.hash_one(id)
}

impl Things {
    /// What is added from now on is of this dossier or import.
    pub(super) fn begin(&mut self, id: Uuid, kind: Kind) {
        self.next = Some((id, kind));
    }

    fn own(&mut self, id: Uuid, kind: Kind) {
        let (at, next) = (number(self.owners.len()), number(self.slots.len()));
        let slots = next..next;
        self.owners.push(Owner { id, kind, slots });
        let owners = &self.owners;
        let hashed = |at: &u32| hash(owners[*at as usize].id);
        self.here.insert_unique(hash(id), at, hashed);
    }

    pub(super) fn add_part(&mut self, part: Part) {
        let what = match part {
            Part::Place => PLACE,
            Part::Subject(id) => {
                self.subjects.push(id);
                number(self.subjects.len() - 1)
            }
        };
        self.add(what);
    }

    pub(super) fn add_row(&mut self, row: u32) {
        self.add(row);
    }

    fn add(&mut self, what: u32) {
        if let Some((id, kind)) = self.next.take() {
            self.own(id, kind);
        }
        if let Some(owner) = self.owners.last_mut() {
            owner.slots.end += 1;
        }
        let owner = number(self.owners.len().saturating_sub(1));
        self.slots.push(Held { owner, what });
    }

    /// Takes a dossier or an import out; gives the slots that it had.
    pub(super) fn take_out(&mut self, id: Uuid) -> Vec<Slot> {
        let mut had = Vec::new();
        let is = |owners: &[Owner], at: u32| owners[at as usize].id == id;
        while let Ok(found) = self.here.find_entry(hash(id), |at| is(&self.owners, *at)) {
            let (at, _) = found.remove();
            had.extend(self.owners[at as usize].slots.clone());
        }
        had
    }

    /// The imports that are here.
    pub(super) fn imports(&self) -> BTreeSet<ImportId> {
        let here = self.here.iter().map(|at| &self.owners[*at as usize]);
        let imports = here.filter(|owner| owner.kind == Kind::Import);
        imports.map(|owner| owner.id.into()).collect()
    }

    fn owner(&self, slot: Slot) -> &Owner {
        &self.owners[self.slots[slot as usize].owner as usize]
    }

    /// Is it of a closed dossier?
    pub(super) fn is_closed(&self, slot: Slot) -> bool {
        self.owner(slot).kind == Kind::Closed
    }

    pub(super) fn of(&self, slot: Slot) -> Thing {
        let (id, kind) = (self.owner(slot).id, self.owner(slot).kind);
        let what = self.slots[slot as usize].what;
        let part = match (kind, what) {
            (Kind::Import, row) => {
                let import = id.into();
                return Thing::Row { import, row };
            }
            (_, PLACE) => Part::Place,
            (_, at) => Part::Subject(self.subjects[at as usize]),
        };
        Thing::Part {
            signal: id.into(),
            part,
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "slots are 32 bits")]
fn number(count: usize) -> u32 {
    count as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_slot_is_what_was_added_and_who_is_taken_out_has_none() {
        let [first, second, import] = [1, 2, 3].map(Uuid::from_u128);
        let subject = Part::Subject(Uuid::from_u128(9).into());
        let mut things = Things::default();
        things.begin(first, Kind::Closed);
        things.add_part(subject);
        things.add_part(Part::Place);
        things.begin(import, Kind::Import);
        things.add_row(0);
        things.add_row(1);
        things.begin(second, Kind::Open);
        things.add_part(Part::Place);
        let part = |signal: Uuid, part| Thing::Part {
            signal: signal.into(),
            part,
        };
        let all: Vec<Thing> = (0..5).map(|slot| things.of(slot)).collect();
        let row = |row| Thing::Row {
            import: import.into(),
            row,
        };
        let expected = [
            part(first, subject),
            part(first, Part::Place),
            row(0),
            row(1),
            part(second, Part::Place),
        ];
        assert_eq!(all, expected);
        assert_eq!(
            [0, 2, 4].map(|slot| things.is_closed(slot)),
            [true, false, false]
        );
        assert_eq!(things.imports(), BTreeSet::from([import.into()]));
        assert_eq!(things.take_out(first), [0, 1]);
        assert_eq!(things.take_out(first), [0; 0]);
        things.begin(first, Kind::Open);
        things.add_part(subject);
        assert_eq!(things.take_out(first), [5]);
    }

    #[test]
    fn whoever_has_no_slot_takes_no_room_and_an_import_comes_in_pieces() {
        let [empty, import] = [1, 2].map(Uuid::from_u128);
        let mut things = Things::default();
        things.begin(empty, Kind::Open);
        things.begin(import, Kind::Import);
        things.add_row(0);
        things.begin(empty, Kind::Closed);
        things.add_part(Part::Place);
        things.begin(import, Kind::Import);
        things.add_row(1);
        assert_eq!(things.owners.len(), 3);
        assert_eq!(things.imports(), BTreeSet::from([import.into()]));
        let row = |row| Thing::Row {
            import: import.into(),
            row,
        };
        assert_eq!([0, 2].map(|slot| things.of(slot)), [row(0), row(1)]);
        let mut had = things.take_out(import);
        had.sort_unstable();
        assert_eq!(had, [0, 2]);
        assert!(things.imports().is_empty() && things.is_closed(1));
    }
}
