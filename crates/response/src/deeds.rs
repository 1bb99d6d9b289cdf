//! What was agreed or planned, and that it was done. Whoever said so can take that back.

use std::collections::{BTreeMap, HashMap};

use platform::acts::Act;
use platform::audit::{self, Event};
use platform::db::Reader;
use platform::tasks::{Due, How, Kind};
use platform::{Actor, PersonId, Result};
use route::dossiers::{Ended, Open, Refusal};
use uuid::Uuid;

/// How something that was to be done stands, for whoever looks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Deed {
    ToDo,
    Done,
    /// Whoever looks said that it was done, and can take that back.
    Own,
    /// Nobody asks for it any more.
    Gone,
}

impl Deed {
    pub(crate) fn of(
        (open, who): (&Open, &Actor),
        kind: &Kind,
        action: Uuid,
        doers: &Doers,
    ) -> Self {
        let (tasks, about) = (open.tasks(), action.to_string());
        if tasks.has_open(kind, &about) {
            Self::ToDo
        } else if !tasks.ended_as(kind, &about, How::Done) {
            Self::Gone
        } else if doers.get(&action) == Some(&who.user) {
            Self::Own
        } else {
            Self::Done
        }
    }

    pub(crate) fn is_open(self) -> bool {
        self == Self::ToDo
    }

    pub(crate) fn is_own(self) -> bool {
        self == Self::Own
    }

    pub(crate) fn was_done(self) -> bool {
        matches!(self, Self::Done | Self::Own)
    }
}

/// Who said last of each action that it was done.
pub(crate) type Doers = HashMap<Uuid, PersonId>;

/// Which action a record is about.
const ACTION: &str = "action";

/// Notes in a record which action it is about.
pub(crate) fn about(event: Event, action: impl std::fmt::Display) -> Event {
    event.with(ACTION, action.to_string())
}

/// Who said last that each action of a dossier was done, as the audit log has it: `act` is what that is recorded as.
pub(crate) async fn doers(tx: &mut Reader, open: &Open, act: &Act) -> Result<Doers> {
    let records = audit::of_dossier(tx, open.tenant(), open.id()).await?;
    let done = records.iter().filter(|record| record.action == act.id);
    let doer = |record: &audit::Record| {
        let detail: serde_json::Value = serde_json::from_str(&record.detail).ok()?;
        let action = detail.get(ACTION)?.as_str()?.parse().ok()?;
        Some((action, record.person()?))
    };
    Ok(done.filter_map(doer).collect())
}

/// Only who said that something was done takes it back. False: it was not done.
///
/// # Errors
/// A fault at `done` when somebody else said so, or when older records do not say who did.
pub(crate) async fn what_was_done_is_taken_back_by_who_said_so(
    tx: &mut Reader,
    who: &Actor,
    open: &Open,
    (act, kind, action): (&Act, &Kind, Uuid),
) -> Ended<bool> {
    let doers = doers(tx, open, act).await?;
    match Deed::of((open, who), kind, action, &doers) {
        Deed::ToDo | Deed::Gone => Ok(false),
        Deed::Own => Ok(true),
        Deed::Done => Err(Refusal::of("done", why_not(&doers, action))),
    }
}

/// Why it is not taken back. Records of before do not say which action was done, and so not by whom.
fn why_not(doers: &Doers, action: Uuid) -> &'static str {
    if doers.contains_key(&action) {
        "deed-of-other"
    } else {
        "deed-of-unknown"
    }
}

/// Of these, what was not recorded as done since it was last taken back: worked out anew from what was recorded.
pub(crate) async fn left(
    tx: &mut Reader,
    open: &Open,
    [done, undone]: [&Act; 2],
    all: Vec<(&'static Kind, String)>,
) -> Result<Due> {
    let log = audit::of_dossier(tx, open.tenant(), open.id()).await?;
    let mut last = BTreeMap::new();
    let mut some_unnamed = false;
    for record in log.iter().filter(|one| one.is(done) || one.is(undone)) {
        match record.says(ACTION) {
            Some(action) => drop(last.insert(action, record.is(done))),
            // Older records do not say which one was done: its task alone does.
            None => some_unnamed = true,
        }
    }
    let is_done = |kind: &Kind, about: &str| match last.get(about) {
        Some(is_done) => *is_done,
        None => some_unnamed && open.tasks().is_settled(kind, about),
    };
    let all = all.into_iter();
    let left = all.filter(|(kind, about)| !is_done(kind, about));
    Ok(left.map(|(kind, about)| (kind.id, about)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_older_records_nobody_is_named() {
        let (known, older) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let doers = Doers::from([(known, PersonId::from(Uuid::from_u128(3)))]);
        assert_eq!(why_not(&doers, known), "deed-of-other");
        assert_eq!(why_not(&doers, older), "deed-of-unknown");
    }
}
