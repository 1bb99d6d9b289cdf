//! Tasks, and the list of those of one dossier. No I/O.

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use uuid::Uuid;

use crate::{DossierId, Millis, PersonId};

/// A sort of task.
#[derive(Debug)]
pub struct Kind {
    /// As it is stored. The button that leads to it reads `next-ID`; when it keeps a dossier from
    /// closing, `missing-ID` says so.
    pub id: &'static str,
    /// Of what is due at the same moment, which one leads: the lowest.
    pub order: u8,
    /// Must it have ended before its dossier can close?
    pub blocks_closing: bool,
    /// Whose turn it is.
    pub whose: Whose,
    /// So many minutes it takes, as far as that can be said of a kind of work: what fits into an hour is planned
    /// with it.
    pub minutes: u8,
    /// The page of the dossier where it is done.
    pub page: fn(dossier: DossierId, about: &str) -> String,
}

/// Whose turn it is until a task is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// The officer's.
    Officer,
    /// Somebody else was asked, and has time. It leads only where nothing is to be done here.
    Asked,
    /// The officer's, once nothing else is left and nobody is waited for.
    Last,
}

impl Whose {
    /// Is it somebody else's turn, who still has time?
    #[must_use]
    pub fn waits(self, due_at: Millis, now: Millis) -> bool {
        self == Self::Asked && due_at >= now
    }

    /// What leads of what is due then: the lowest, and of these what is due first.
    #[must_use]
    pub fn rank(self, due_at: Millis, now: Millis) -> u8 {
        match self {
            Self::Asked if self.waits(due_at, now) => 1,
            Self::Officer | Self::Asked => 0,
            Self::Last => 2,
        }
    }
}

/// There is one constant of each kind: its id tells it from the others.
impl PartialEq for Kind {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Kind {}

/// The kinds of all wings.
#[derive(Debug, Default)]
pub struct Kinds(Vec<&'static Kind>);

impl Kinds {
    /// Of these, in the order of the wings.
    #[must_use]
    pub fn new(all: Vec<&'static Kind>) -> Self {
        Self(all)
    }

    /// The kind of this id; `None` for one of another version.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<&'static Kind> {
        self.0.iter().copied().find(|kind| kind.id == id)
    }

    /// In the order of the wings.
    pub fn all(&self) -> impl Iterator<Item = &'static Kind> {
        self.0.iter().copied()
    }
}

/// How a task came to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// As it was meant.
    Done,
    /// Not done, for a reason that stands in the record.
    PassedOver,
    /// Not needed any more.
    Withdrawn,
}

impl How {
    /// As it is stored; never changed.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::PassedOver => "passed_over",
            Self::Withdrawn => "withdrawn",
        }
    }

    pub(super) fn parse(id: &str) -> Option<Self> {
        [Self::Done, Self::PassedOver, Self::Withdrawn]
            .into_iter()
            .find(|how| how.id() == id)
    }
}

/// The end of a task. When is filled in as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ending {
    /// Done, passed over or withdrawn.
    pub how: How,
    /// When it was written; `None` until the list is saved.
    pub at: Option<Millis>,
}

/// Something that is or was to be done in a dossier.
#[derive(Debug, Clone)]
pub struct Task {
    /// What sort of work, and whose.
    pub kind: &'static Kind,
    /// What tells it from others of its kind in the dossier: a partner, a handover; or nothing.
    pub about: String,
    /// By when, at the latest.
    pub due_at: Millis,
    /// `None` while it is to be done.
    pub ended: Option<Ending>,
    pub(super) stored: Option<Stored>,
    pub(super) changed: bool,
}

/// Which row it is, and how often that was written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stored {
    pub id: Uuid,
    pub version: i64,
    pub person: Option<PersonId>,
}

impl Task {
    /// Is it still to be done?
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.ended.is_none()
    }

    /// Is it somebody else's turn, who still has time?
    #[must_use]
    pub fn waits(&self, now: Millis) -> bool {
        self.kind.whose.waits(self.due_at, now)
    }

    fn is(&self, kind: &Kind, about: &str) -> bool {
        self.kind == kind && self.about == about
    }
}

/// Tasks that are to be done, without their deadlines: the id of the kind, and what each is about.
pub type Due = BTreeSet<(&'static str, String)>;

/// The tasks of one dossier, those that ended too. Changes are lasting once the list is saved.
#[derive(Debug, Clone, Default)]
pub struct Tasks(pub(super) Vec<Task>);

impl Tasks {
    /// Something must be done by then. A deadline that runs already is not put off.
    pub fn open(&mut self, kind: &'static Kind, about: &str, due_at: Millis) {
        let running = self
            .0
            .iter_mut()
            .find(|task| task.is_open() && task.is(kind, about));
        match running {
            Some(task) if task.due_at <= due_at => {}
            Some(task) => {
                task.due_at = due_at;
                task.changed = true;
            }
            None => self.0.push(Task {
                kind,
                about: about.to_owned(),
                due_at,
                ended: None,
                stored: None,
                changed: true,
            }),
        }
    }

    /// It needs no doing any more. False: there was none open.
    pub fn end(&mut self, kind: &Kind, about: &str, how: How) -> bool {
        let running = self
            .0
            .iter_mut()
            .find(|task| task.is_open() && task.is(kind, about));
        let Some(task) = running else { return false };
        task.ended = Some(Ending { how, at: None });
        task.changed = true;
        true
    }

    /// It was done, whether or not anybody had asked for it: nobody will ask for it any more. What
    /// was passed over and is done after all, is done.
    pub fn settle(&mut self, kind: &'static Kind, about: &str, how: How, now: Millis) {
        if self.end(kind, about, how) {
            return;
        }
        let settled = self.0.iter_mut().find(|task| {
            let before = task.ended.map(|ending| ending.how);
            task.is(kind, about) && before.is_some_and(|before| before != How::Withdrawn)
        });
        match settled {
            Some(task) if how == How::Done => {
                task.changed |= task.ended.map(|ending| ending.how) != Some(how);
                task.ended = Some(Ending { how, at: None });
            }
            Some(_) => {}
            None => {
                self.open(kind, about, now);
                self.end(kind, about, how);
            }
        }
    }

    /// What was done or passed over counts no more: it is asked for again where it is needed.
    pub fn unsettle(&mut self, kind: &Kind, about: &str) {
        for task in self.0.iter_mut().filter(|task| task.is(kind, about)) {
            if let Some(ending) = &mut task.ended
                && ending.how != How::Withdrawn
            {
                ending.how = How::Withdrawn;
                task.changed = true;
            }
        }
    }

    /// Ends what is open of a kind, but for what is still needed.
    pub fn keep_only(&mut self, kind: &Kind, needed: impl Fn(&str) -> bool) {
        for task in &mut self.0 {
            if task.is_open() && task.kind == kind && !needed(&task.about) {
                task.ended = Some(Ending {
                    how: How::Withdrawn,
                    at: None,
                });
                task.changed = true;
            }
        }
    }

    /// Was it done, or passed over with a reason?
    #[must_use]
    pub fn is_settled(&self, kind: &Kind, about: &str) -> bool {
        self.0.iter().any(|task| {
            task.is(kind, about)
                && task
                    .ended
                    .is_some_and(|ending| ending.how != How::Withdrawn)
        })
    }

    /// Is it still to be done?
    #[must_use]
    pub fn has_open(&self, kind: &Kind, about: &str) -> bool {
        self.all_open().any(|task| task.is(kind, about))
    }

    /// Did one of this kind about this end in this way?
    #[must_use]
    pub fn ended_as(&self, kind: &Kind, about: &str, how: How) -> bool {
        self.0
            .iter()
            .any(|task| task.is(kind, about) && task.ended.is_some_and(|ending| ending.how == how))
    }

    /// What is to be done, in no order.
    pub fn all_open(&self) -> impl Iterator<Item = &Task> {
        self.0.iter().filter(|task| task.is_open())
    }

    /// What of these kinds is to be done.
    #[must_use]
    pub fn due_of(&self, kinds: &[&'static Kind]) -> Due {
        let own = self.all_open().filter(|task| kinds.contains(&task.kind));
        own.map(|task| (task.kind.id, task.about.clone())).collect()
    }

    /// What is to be done of one kind, in no order.
    pub fn open_of(&self, kind: &'static Kind) -> impl Iterator<Item = &Task> {
        self.all_open().filter(move |task| task.kind == kind)
    }

    /// Of one kind, how many came to their end, and how many there are; without what was not needed
    /// after all.
    #[must_use]
    pub fn tally(&self, kind: &Kind) -> (usize, usize) {
        let withdrawn = |task: &Task| task.ended.is_some_and(|end| end.how == How::Withdrawn);
        let counted = self
            .0
            .iter()
            .filter(|task| task.kind == kind && !withdrawn(task));
        let all: Vec<_> = counted.collect();
        (all.iter().filter(|task| !task.is_open()).count(), all.len())
    }

    /// What keeps the dossier from closing, what leads first.
    #[must_use]
    pub fn blocking(&self) -> Vec<&Task> {
        let mut found: Vec<_> = self
            .all_open()
            .filter(|task| task.kind.blocks_closing)
            .collect();
        found.sort_by_key(|task| (task.kind.order, task.due_at));
        found
    }

    /// The one that is next: what is due first. What somebody else was asked leads once nothing is to be done here,
    /// or its time has passed.
    #[must_use]
    pub fn leading(&self, now: Millis) -> Option<&Task> {
        self.all_open().min_by_key(|task| {
            let rank = task.kind.whose.rank(task.due_at, now);
            (rank, task.due_at, task.kind.order, &task.about)
        })
    }

    /// The one that leads, whenever it is asked: before any time has passed.
    #[must_use]
    pub fn leading_at_first(&self) -> Option<&Task> {
        self.leading(Millis::MIN)
    }

    /// When the first of what is open is due, whoever does it.
    #[must_use]
    pub fn first_due(&self) -> Option<Millis> {
        self.all_open().map(|task| task.due_at).min()
    }
}
