//! Does a dossier perhaps belong to an open case? In the background, whoever and whatever is involved in the dossiers of
//! open cases is compared with all others, as for "komt dit al voor": what people confirmed, and what the program thinks
//! is very probably the same. It is a proposal: nothing is added by itself, and what the officer says does not belong
//! there is not asked again.

use std::collections::BTreeSet;

use platform::db::{Reader, Tx};
use platform::jobs;
use platform::{App, DossierId, Millis, Result, Tenant, clock, params};
use route::dossiers::{self, BRIEFLY};

use super::model::{CaseId, Stands};
use super::store;

/// Compares, every hour and whenever a dossier was added to a case. It also takes away cases without dossiers.
pub const ROUND: jobs::Kind = jobs::Kind::new("cases", |app, _| {
    Box::pin(async move {
        // Whatever became of the one, the other goes on.
        let swept = super::ending::sweep(&app).await;
        let followed = follow(&app).await;
        Ok(swept.and(followed)?)
    })
})
.every(clock::HOUR);

/// The same soon: a dossier was added.
pub const SOON: jobs::Kind = jobs::Kind::new("case-hints", |app, job| {
    Box::pin(async move {
        if let Some(tenant) = job.tenant {
            follow_in(&app, tenant).await?;
        }
        Ok(())
    })
});

/// Asks for it, once however many were added.
pub async fn ask(tx: &mut Tx, app: &App, tenant: Tenant) -> Result<()> {
    let once = format!("{}:{}", SOON.name, tenant.0);
    let asked = jobs::enqueue_once(tx, app, Some(tenant), SOON.name, &once, &()).await;
    asked.map(drop)
}

/// What the officer says of a hint: it is part of the case (`None`), or it does not belong there.
pub async fn answered(
    tx: &mut Tx,
    tenant: Tenant,
    (case, dossier): (CaseId, DossierId),
    no_at: Option<Millis>,
) -> Result<()> {
    let Some(at) = no_at else {
        let sql = "delete from case_hint where case_id = $1 and signal = $2 and tenant = $3";
        tx.exec(sql, params![case, dossier, tenant]).await?;
        return Ok(());
    };
    let sql =
        "insert into case_hint (tenant, case_id, signal, state, at) values ($1, $2, $3, 'no', $4)
        on conflict (case_id, signal) do update set state = 'no'";
    tx.exec(sql, params![tenant, case, dossier, clock::hour(at)])
        .await?;
    Ok(())
}

async fn follow(app: &App) -> Result<()> {
    let mut fault = Ok(());
    for known in app.tenants.all() {
        fault = fault.and(follow_in(app, known.tenant).await);
    }
    fault
}

/// Compares the dossiers of each open case with all others.
async fn follow_in(app: &App, tenant: Tenant) -> Result<()> {
    let mut tx = app.db.read().await?;
    let cases = store::all_open(&mut tx, app, tenant).await?;
    drop(tx);
    for case in cases {
        let mut tx = app.db.read().await?;
        let all = store::dossiers_of(&mut tx, tenant, case.id).await?;
        drop(tx);
        let mut found = BTreeSet::new();
        for (id, _) in all.iter().filter(|(_, stands)| *stands == Stands::In) {
            match enrichment::several::alike(app, tenant, *id).await {
                Ok(more) => found.extend(more),
                // `meldroute check` names it.
                Err(error) if error.is_damage() => {}
                Err(error) => return Err(error),
            }
        }
        found.retain(|id| !all.iter().any(|(there, _)| there == id));
        note(app, tenant, case.id, found.into_iter().collect()).await?;
    }
    Ok(())
}

/// Notes what is proposed for a case. What is closed waits for nobody, and what was answered stays answered.
async fn note(app: &App, tenant: Tenant, case: CaseId, found: Vec<DossierId>) -> Result<()> {
    if found.is_empty() {
        return Ok(());
    }
    let mut tx = app.db.begin().await?;
    let at = clock::hour(app.clock.now());
    for some in found.chunks(BRIEFLY) {
        for (id, brief) in dossiers::briefly(&mut tx, tenant, some).await? {
            if brief.is_closed {
                continue;
            }
            let sql = "insert into case_hint (tenant, case_id, signal, state, at)
                select $1, id, $3, 'asked', $4 from case_file where id = $2 and tenant = $1 and state = 'open'
                on conflict (case_id, signal) do nothing";
            tx.exec(sql, params![tenant, case, id, at]).await?;
        }
    }
    tx.commit_unaudited("a question of the program; answering it is audited")
        .await
}

/// The cases to which this dossier may belong, of those that are open.
pub async fn of_dossier(
    tx: &mut Reader,
    tenant: Tenant,
    dossier: DossierId,
) -> Result<Vec<CaseId>> {
    let sql = "select h.case_id from case_hint h join case_file f on f.id = h.case_id
        where h.signal = $1 and h.tenant = $2 and h.state = 'asked' and f.state = 'open'
        and not exists (select 1 from case_part p where p.case_id = h.case_id and p.signal = h.signal)
        order by h.at, h.case_id";
    let rows = tx.rows(sql, params![dossier, tenant]).await?;
    rows.iter().map(|row| row.get("case_id")).collect()
}

/// Which dossiers may belong to which open cases, the latest first; so many at most.
pub const WAITING: &str =
    "select h.case_id, h.signal from case_hint h join case_file f on f.id = h.case_id
  where h.tenant = $1 and h.state = 'asked' and f.state = 'open'
    and not exists (select 1 from case_part p where p.case_id = h.case_id and p.signal = h.signal)
  order by h.at desc, h.case_id desc, h.signal desc limit 40";

/// The same, as a list.
pub async fn waiting(tx: &mut Reader, tenant: Tenant) -> Result<Vec<(CaseId, DossierId)>> {
    let rows = tx.rows(WAITING, params![tenant]).await?;
    let each = rows
        .iter()
        .map(|row| Ok((row.get("case_id")?, row.get("signal")?)));
    each.collect()
}
