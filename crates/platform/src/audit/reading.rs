//! Reading the log: the newest of it, that of one dossier, what came since, and what stands in rows.

use std::collections::BTreeMap;

use super::Record;
use crate::acts::Act;
use crate::db::{Reader, Written};
use crate::{App, DossierId, Millis, Result, Tenant, clock, params};

/// A page of the log, newest first.
pub const RECENT: &str =
    "select seq, at, actor, role, action, dossier, detail, written, mac from audit_event
  where tenant = $1 and seq < $2 order by seq desc limit $3";

/// The newest records before a number (0: from the newest).
pub async fn recent(
    tx: &mut Reader,
    tenant: Tenant,
    before: i64,
    limit: i64,
) -> Result<Vec<Record>> {
    let before = if before == 0 { i64::MAX } else { before };
    tx.rows(RECENT, params![tenant, before, limit])
        .await?
        .iter()
        .map(Record::from)
        .collect()
}

/// A number behind everything that was recorded before a moment, and not much further: the log is
/// halved until it is found. Some moments are recorded with the day alone, so a day's records more may
/// stand before it.
///
/// # Errors
/// When the database cannot be read.
pub async fn behind(tx: &mut Reader, tenant: Tenant, moment: Millis) -> Result<i64> {
    let sql = "select at from audit_event where tenant = $1 and seq = $2";
    let sure = moment + clock::DAY;
    let (mut before, mut behind) = (0, last(tx, tenant).await? + 1);
    while before + 1 < behind {
        let middle = before + (behind - before) / 2;
        let row = tx.row(sql, params![tenant, middle]).await?;
        // One that is missing is found by the check of the chain.
        let at: Option<Millis> = row.map(|row| row.get("at")).transpose()?;
        if at.is_some_and(|at| at >= sure) {
            behind = middle;
        } else {
            before = middle;
        }
    }
    Ok(behind)
}

/// The records of one dossier, in order.
pub const OF_DOSSIER: &str =
    "select seq, at, actor, role, action, dossier, detail, written, mac from audit_event
  where tenant = $1 and dossier = $2 order by seq";

/// Everything recorded about one dossier, oldest first.
pub async fn of_dossier(
    tx: &mut Reader,
    tenant: Tenant,
    dossier: DossierId,
) -> Result<Vec<Record>> {
    tx.rows(OF_DOSSIER, params![tenant, dossier])
        .await?
        .iter()
        .map(Record::from)
        .collect()
}

/// Every record since a moment, newest first, a piece at a time: nothing is left out, and no more
/// than a piece is held.
pub async fn each_since(
    tx: &mut Reader,
    tenant: Tenant,
    from: Millis,
    mut each: impl FnMut(&Record),
) -> Result<()> {
    let mut before = 0;
    loop {
        let records = recent(tx, tenant, before, 1000).await?;
        let Some(last) = records.last() else { break };
        before = last.seq;
        for record in records.iter().filter(|record| record.at >= from) {
            each(record);
        }
        // Some are recorded with the day alone: these stand among later ones.
        if before <= 1 || last.at < clock::whole_day(from) {
            break;
        }
    }
    Ok(())
}

/// Records after a number, oldest first: how what is kept in memory follows the database. A
/// municipality's numbers are given out in the order of its commits, so none can turn up late.
pub async fn after(tx: &mut Reader, tenant: Tenant, seq: i64, limit: i64) -> Result<Vec<Record>> {
    tx.rows(
        "select seq, at, actor, role, action, dossier, detail, written, mac from audit_event where tenant = $1 and seq > $2 order by seq limit $3",
        params![tenant, seq, limit],
    )
    .await?
    .iter()
    .map(Record::from)
    .collect()
}

/// In how many dossiers one of these acts was done after a number.
pub async fn dossiers_after(
    tx: &mut Reader,
    tenant: Tenant,
    seq: i64,
    [one, two, three]: [&Act; 3],
) -> Result<i64> {
    tx.must(
        "select count(distinct dossier) as n from audit_event
         where tenant = $1 and seq > $2 and action in ($3, $4, $5)",
        params![tenant, seq, one.id, two.id, three.id],
    )
    .await?
    .get("n")
}

/// Was this ever done in this municipality, as far as its log goes back?
///
/// # Errors
/// When the database cannot be read.
pub async fn was_done(tx: &mut Reader, tenant: Tenant, act: &Act) -> Result<bool> {
    let sql = "select seq from audit_event where tenant = $1 and action = $2 limit 1";
    Ok(tx.row(sql, params![tenant, act.id]).await?.is_some())
}

/// The number of the last record; 0 when there is none.
pub async fn last(tx: &mut Reader, tenant: Tenant) -> Result<i64> {
    tx.must(
        "select seq from audit_head where tenant = $1",
        params![tenant],
    )
    .await?
    .get("seq")
}

/// What stands in each row that an act of this municipality wrote, as the audit log has it: row to
/// tag. What belonged to a destroyed dossier went with it.
pub async fn written(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
) -> Result<BTreeMap<String, String>> {
    let (mut rows, mut seq) = (BTreeMap::<String, (String, Option<DossierId>)>::new(), 0);
    loop {
        let records = after(tx, tenant, seq, 2000).await?;
        let Some(last) = records.last() else { break };
        seq = last.seq;
        for record in records.iter().filter(|record| !record.written.is_empty()) {
            let written: Written = serde_json::from_str(&record.written)?;
            for (row, tag) in written {
                match tag {
                    Some(tag) => drop(rows.insert(row, (tag, record.dossier))),
                    None => drop(rows.remove(&row)),
                }
            }
        }
        let gone: Vec<DossierId> = records
            .iter()
            .filter(|record| app.acts.destroys(&record.action))
            .filter_map(|record| record.dossier)
            .collect();
        if !gone.is_empty() {
            rows.retain(|_, (_, dossier)| dossier.is_none_or(|id| !gone.contains(&id)));
        }
    }
    Ok(rows.into_iter().map(|(row, (tag, _))| (row, tag)).collect())
}
