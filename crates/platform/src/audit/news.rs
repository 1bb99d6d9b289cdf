//! What others did since somebody was here last. When that was, the log says anyway, by what they did
//! then: nothing more is kept for this, and nobody else is told.

use crate::acts::Act;
use crate::db::{Migration, Reader};
use crate::{Actor, DossierId, Millis, Result, calendar, params};

/// What one person did, by its moment; and what was done with dossiers, by its kind.
pub(super) const INDEXES: Migration = Migration {
    id: "platform-45-audit-news",
    sql: "create index audit_actor on audit_event (actor, tenant, at, seq) where actor is not null;
create index audit_action on audit_event (tenant, action, seq) where dossier is not null;
",
};

/// When somebody was here last, before today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Visit {
    /// The last that they did.
    pub at: Millis,
    /// Its number in the log: what has a later one came since.
    seq: i64,
}

/// The last act of a person before a moment.
pub const LAST_ACT: &str = "select at, seq from audit_event
  where actor = $1 and tenant = $2 and at < $3 order by at desc, seq desc limit 1";

/// With which dossiers others did something after a number, the latest first.
pub const DONE_SINCE: &str = "select dossier from audit_event
  where tenant = $1 and action = $2 and seq > $3 and dossier is not null
  and (actor is null or actor <> $4) order by seq desc limit $5";

/// The last visit of whoever looks, on an earlier day than this one; `None` when they were not here
/// before. Whoever looks is the only one who can ask.
///
/// # Errors
/// When the database cannot be read.
pub async fn last_visit(tx: &mut Reader, who: &Actor, now: Millis) -> Result<Option<Visit>> {
    let today = calendar::moment_of(calendar::day_of(now), 0);
    let row = tx.row(LAST_ACT, params![who.user, who.tenant, today]);
    let row = row.await?;
    row.map(|row| {
        Ok(Visit {
            at: row.get("at")?,
            seq: row.get("seq")?,
        })
    })
    .transpose()
}

/// With which dossiers somebody else did this since that visit, the latest first; a dossier as often
/// as it was done.
///
/// # Errors
/// When the database cannot be read.
pub async fn done_since(
    tx: &mut Reader,
    who: &Actor,
    visit: Visit,
    act: &Act,
    limit: usize,
) -> Result<Vec<DossierId>> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let values = params![who.tenant, act.id, visit.seq, who.user, limit];
    let rows = tx.rows(DONE_SINCE, values).await?;
    rows.iter().map(|row| row.get("dossier")).collect()
}
