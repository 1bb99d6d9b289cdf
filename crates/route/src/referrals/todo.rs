//! Whom an officer asked to hand over, held against the log.

use platform::audit;
use platform::db::Reader;
use platform::tasks::Due;
use platform::{App, PersonId, Result};

use super::passing::PASSED_ON;
use crate::audited::{DOSSIER_PASSED_ON, SIGNAL_CLOSED};
use crate::dossiers::Open;
use crate::parts::Holding;

/// A colleague was asked.
pub const ASKED: Holding = Holding::ToDo(&[&PASSED_ON], |tx, app, open| {
    Box::pin(asked(tx, app, open))
});

/// Whom was asked stands in the task alone, so this kind is not worked out anew: the log tells that a colleague was asked,
/// and not which one, and no other row does. What is held here is that nobody stands there unasked: since the dossier was
/// closed last, somebody was asked at least as often as somebody is waited for.
async fn asked(tx: &mut Reader, _: &App, open: &Open) -> Result<Due> {
    let waits = open.tasks().due_of(&[&PASSED_ON]);
    let log = audit::of_dossier(tx, open.tenant, open.id).await?;
    let closed = log.iter().rposition(|one| one.is(&SIGNAL_CLOSED));
    let since = log.iter().skip(closed.map_or(0, |at| at + 1));
    let times = since.filter(|one| one.is(&DOSSIER_PASSED_ON)).count();
    let is_somebody = |about: &str| about.parse::<PersonId>().is_ok();
    let all = waits.iter().all(|(_, about)| is_somebody(about));
    Ok(if all && waits.len() <= times {
        waits
    } else {
        Due::new()
    })
}
