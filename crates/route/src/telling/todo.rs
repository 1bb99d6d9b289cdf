//! Whether an answer of the reporter is waited for, worked out anew from what was asked and said.

use platform::audit::{self, Record};
use platform::db::Reader;
use platform::tasks::Due;
use platform::{App, Result};

use super::talk;
use crate::additions;
use crate::audited::{REPORTER_ASKED, REPORTER_NOT_AWAITED};
use crate::dossiers::Open;
use crate::parts::Holding;
use crate::record;
use crate::signals::ANSWER;

/// A question to the reporter.
pub const AWAITED: Holding =
    Holding::ToDo(&[&ANSWER], |tx, app, open| Box::pin(awaited(tx, app, open)));

async fn awaited(tx: &mut Reader, _: &App, open: &Open) -> Result<Due> {
    let additions = additions::list(tx, open).await?;
    let asked = talk::awaits(&record::list(tx, open).await?, &additions);
    let log = audit::of_dossier(tx, open.tenant, open.id).await?;
    let waits = asked && !is_given_up(&log);
    Ok(waits
        .then(|| (ANSWER.id, String::new()))
        .into_iter()
        .collect())
}

/// Did the officer say, since the last question, that its answer came by phone or is not needed?
fn is_given_up(log: &[Record]) -> bool {
    let mut late = log.iter().rev();
    let last = late.find(|one| one.is(&REPORTER_ASKED) || one.is(&REPORTER_NOT_AWAITED));
    last.is_some_and(|one| one.is(&REPORTER_NOT_AWAITED))
}
