//! New data asks the question again: when a new signal very probably names somebody from a closed
//! dossier, the officer is asked whether that dossier should be opened again ([`super::again`]).
//! What somebody looks like asks nothing by itself: no probability comes of that.

use std::collections::BTreeSet;
use std::time::Duration;

use platform::acts::Act;
use platform::clock::hour;
use platform::db::{Reader, Tx};
use platform::{App, DossierId, Result, Tenant, audit, params};
use route::audited::{SIGNAL_ADDED, SIGNAL_REPORTED, SUBJECT_CHANGED};
use route::dossiers;

use super::store;
use crate::lookup::{self, Lasting, Thing};

/// How probable it must be that both are the same, 0 to 1.
const STRONG: f64 = 0.9;

/// After this long a signal has its turn, even when requests never stop: fifty a second, more than
/// any municipality gets.
const TURN: Duration = Duration::from_millis(20);

/// What can touch a closed dossier.
const TOLD: [&Act; 3] = [&SIGNAL_REPORTED, &SIGNAL_ADDED, &SUBJECT_CHANGED];

/// Follows what was committed since the last time, in every municipality. People who wait for a page
/// go first: each signal takes its turn between requests, or after [`TURN`]. A fault in one
/// municipality keeps no other waiting; the last one is given.
pub async fn watch(app: &App) -> Result<()> {
    let mut how = Ok(());
    for known in app.tenants.all() {
        if let Err(error) = follow_all(app, known.tenant).await {
            how = Err(error);
        }
    }
    how
}

async fn follow_all(app: &App, tenant: Tenant) -> Result<()> {
    // After a start this reads everything, so that nobody has to wait for it.
    lookup::catch_up(app, tenant).await?;
    while follow(app, tenant).await? {}
    Ok(())
}

/// How many signals wait to be compared with what was closed before.
pub async fn waiting(tx: &mut Reader, tenant: Tenant) -> Result<i64> {
    let from = cursor(tx, tenant).await?;
    audit::dossiers_after(tx, tenant, from, TOLD).await
}

/// Up to where the audit log was followed.
async fn cursor(tx: &mut Reader, tenant: Tenant) -> Result<i64> {
    let sql = "select seq from lookup_cursor where tenant = $1";
    let row = tx.row(sql, params![tenant]).await?;
    Ok(row.map(|row| row.get("seq")).transpose()?.unwrap_or(0))
}

/// A piece of the audit log; true when there may be more.
async fn follow(app: &App, tenant: Tenant) -> Result<bool> {
    let mut tx = app.db.read().await?;
    let from = cursor(&mut tx, tenant).await?;
    let records = audit::after(&mut tx, tenant, from, 200).await?;
    drop(tx);
    let Some(last) = records.last().map(|record| record.seq) else {
        return Ok(false);
    };
    let changed: BTreeSet<DossierId> = records
        .iter()
        .filter(|record| TOLD.iter().any(|act| act.id == record.action))
        .filter_map(|record| record.dossier)
        .collect();
    let mut questions = Vec::new();
    for id in changed {
        app.requests.go_first(TURN).await;
        questions.extend(asked_by(app, tenant, id).await?);
    }
    let mut tx = app.db.begin().await?;
    for (fresh, closed, (first, second)) in questions {
        tx.exec(
            "insert into reopen_question (tenant, closed_signal, fresh_signal, first_thing, second_thing, at)
             values ($1, $2, $3, $4, $5, $6) on conflict do nothing",
            params![tenant, closed, fresh, first.to_string(), second.to_string(), hour(app.clock.now())],
        )
        .await?;
    }
    // Another process may have asked about this piece meanwhile: then its questions stand.
    let moved = tx
        .exec(
            "insert into lookup_cursor (tenant, seq) values ($1, $2)
             on conflict (tenant) do update set seq = excluded.seq where lookup_cursor.seq = $3",
            params![tenant, last, from],
        )
        .await?;
    if moved == 0 {
        return Ok(true);
    }
    tx.commit_unaudited("a question of the program; answering it is audited")
        .await?;
    Ok(true)
}

/// This pair asks no longer.
pub(super) async fn put_off(
    tx: &mut Tx,
    tenant: Tenant,
    first: &Lasting,
    second: &Lasting,
) -> Result<()> {
    tx.exec(
        "delete from reopen_question where tenant = $1 and first_thing = $2 and second_thing = $3",
        params![tenant, first.to_string(), second.to_string()],
    )
    .await?;
    Ok(())
}

type Asked = (DossierId, DossierId, (Lasting, Lasting));

/// The closed dossiers that this one touches.
async fn asked_by(app: &App, tenant: Tenant, id: DossierId) -> Result<Vec<Asked>> {
    // Of one that was destroyed nothing is asked. The index needs a reader of its own.
    let fresh = dossiers::if_there(&mut app.db.read().await?, app, tenant, id).await?;
    let Some(fresh) = fresh.filter(|fresh| !fresh.is_closed()) else {
        return Ok(Vec::new());
    };
    let mut strong = Vec::new();
    {
        let known = lookup::known(app, tenant).await?;
        for (own, record) in lookup::records_of(fresh.report()) {
            let found = known.closed_like(&record, STRONG);
            strong.extend(found.into_iter().map(|thing| (own, thing)));
        }
    }
    let mut out = Vec::new();
    let mut tx = app.db.read().await?;
    for (own, thing) in strong {
        let Thing::Part { signal, part } = thing else {
            continue;
        };
        let other = dossiers::if_there(&mut tx, app, tenant, signal).await?;
        // Destroyed a moment ago.
        let Some(other) = other else { continue };
        // Only what is new: a dossier closed after this signal came in was closed knowing it.
        if other.is_closed() && other.came_before(&fresh) {
            let pair = store::ordered(&Lasting::Part(id, own), &Lasting::Part(signal, part));
            out.push((id, signal, pair));
        }
    }
    Ok(out)
}
