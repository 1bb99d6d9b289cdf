//! What is owed to the partner that sent a signal, and which end dates are to be asked about, worked out anew.

use platform::db::Reader;
use platform::tasks::{Due, Tasks};
use platform::{App, Millis, Result};

use crate::dossiers::Open;
use crate::origin::{self, ASKED_BEFORE, ENDS, Marked, OWED};
use crate::parts::Holding;

/// What a signal of a partner asks for.
pub const FOR_PARTNERS: Holding = Holding::ToDo(&[&OWED, &ENDS], |tx, app, open| {
    Box::pin(for_partners(tx, app, open))
});

async fn for_partners(tx: &mut Reader, app: &App, open: &Open) -> Result<Due> {
    let wants_to_hear = open
        .origin
        .as_ref()
        .is_some_and(|from| from.feedback_by.is_some());
    let is_owed = wants_to_hear && origin::told(tx, open).await?.is_empty();
    let owed = is_owed.then(|| (OWED.id, String::new()));
    let ending = to_be_asked(&open.marked, open.tasks(), app.clock.now());
    Ok(owed.into_iter().chain(ending).collect())
}

/// A part is asked about from some weeks before its end date, until somebody says that it may stay longer or go. Two things
/// stand in the task alone, and are read there: that the hourly round asked (it may not have come by since), and that an
/// officer lets the part end, which leaves it as it is.
fn to_be_asked(
    parts: &[Marked],
    tasks: &Tasks,
    now: Millis,
) -> impl Iterator<Item = (&'static str, String)> {
    let soon = parts
        .iter()
        .filter(move |one| one.part.over.is_none() && one.part.ends_at - ASKED_BEFORE <= now);
    let abouts = soon.map(|one| origin::about(one.id, one.part.ends_at));
    let asked = abouts.filter(move |about| tasks.has_open(&ENDS, about));
    asked.map(|about| (ENDS.id, about))
}
