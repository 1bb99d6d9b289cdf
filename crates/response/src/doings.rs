//! What was agreed and planned, and is to be done: worked out anew from what was agreed and what was recorded as done.

use std::collections::BTreeSet;

use platform::Result;
use platform::acts::Act;
use platform::audit::{self, Event, Record};
use platform::db::Reader;
use platform::tasks::{Due, Kind};
use route::dossiers::Open;

/// What was done is recorded by this name.
const ACTION: &str = "action";

/// Records which one was done.
pub fn of_action(event: Event, action: impl std::fmt::Display) -> Event {
    event.with(ACTION, action.to_string())
}

/// Of these, what was not recorded as done by this act.
pub async fn left(
    tx: &mut Reader,
    open: &Open,
    act: &Act,
    all: Vec<(&'static Kind, String)>,
) -> Result<Due> {
    let log = audit::of_dossier(tx, open.tenant(), open.id()).await?;
    let log: Vec<&Record> = log.iter().filter(|one| one.is(act)).collect();
    let done: BTreeSet<String> = log.iter().filter_map(|one| one.says(ACTION)).collect();
    // Older records do not say which one was done: its task alone does.
    let some_unnamed = log.iter().any(|one| one.says(ACTION).is_none());
    let is_done = |kind: &Kind, about: &str| {
        done.contains(about) || some_unnamed && open.tasks().is_settled(kind, about)
    };
    let all = all.into_iter();
    let left = all.filter(|(kind, about)| !is_done(kind, about));
    Ok(left.map(|(kind, about)| (kind.id, about)).collect())
}
