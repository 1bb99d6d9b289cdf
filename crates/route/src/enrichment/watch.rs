//! New data asks the question again: when a new signal very probably names somebody from a closed
//! dossier, the officer is asked whether that dossier should be opened again. The question goes
//! away when the pair is judged or the dossier is open.

use std::collections::BTreeSet;

use platform::clock::hour;
use platform::db::Reader;
use platform::{App, Error, Millis, Result, Tenant, audit, params};
use uuid::Uuid;

use super::judgements::{self, Lasting};
use super::known::{self, Thing};
use super::part;
use crate::audited;
use crate::signals::{self, Reference};

/// How probable it must be that both are the same, 0 to 1.
const STRONG: f64 = 0.9;

/// A closed dossier that a new signal touches.
pub struct Question {
    pub closed: Uuid,
    pub closed_reference: Reference,
    pub fresh: Uuid,
    pub fresh_reference: Reference,
    pub at: Millis,
}

/// Follows what was committed since the last time, in every municipality.
pub async fn watch(app: &App) -> Result<()> {
    for known in app.tenants.all() {
        // After a start this reads everything, so that nobody has to wait for it.
        drop(known::known(app, known.tenant).await?);
        while follow(app, known.tenant).await? {}
    }
    Ok(())
}

/// A piece of the audit log; true when there may be more.
async fn follow(app: &App, tenant: Tenant) -> Result<bool> {
    let mut tx = app.db.read().await?;
    let cursor = tx
        .row(
            "select seq from lookup_cursor where tenant = $1",
            params![tenant],
        )
        .await?;
    let from: i64 = cursor.map(|row| row.get("seq")).transpose()?.unwrap_or(0);
    let records = audit::after(&mut tx, tenant, from, 200).await?;
    let Some(last) = records.last().map(|record| record.seq) else {
        return Ok(false);
    };
    let changed: BTreeSet<Uuid> = records
        .iter()
        .filter(|record| {
            let told = [&audited::SIGNAL_REPORTED, &audited::SUBJECT_CHANGED];
            told.iter().any(|act| act.id == record.action)
        })
        .filter_map(|record| record.dossier)
        .collect();
    let mut fresh = Vec::new();
    for id in changed {
        match signals::load(&mut tx, app, tenant, id).await {
            Ok(dossier) => fresh.push(dossier),
            Err(Error::NotFound) => {}
            Err(error) => return Err(error),
        }
    }
    // The index needs a reader of its own.
    drop(tx);
    let mut questions = Vec::new();
    for dossier in &fresh {
        questions.extend(asked_by(app, dossier).await?);
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

type Asked = (Uuid, Uuid, (Lasting, Lasting));

/// The closed dossiers that this one touches.
async fn asked_by(app: &App, fresh: &signals::Dossier) -> Result<Vec<Asked>> {
    let mut strong = Vec::new();
    {
        let known = known::known(app, fresh.tenant).await?;
        for (own, record) in part::records_of(&fresh.report) {
            let found = known.like(&record, Some(fresh.id), STRONG);
            let found = found.into_iter().filter(|found| found.hit.alone >= STRONG);
            strong.extend(found.map(|found| (own, found.thing)));
        }
    }
    let mut out = Vec::new();
    let mut tx = app.db.read().await?;
    for (own, thing) in strong {
        let Thing::Part { signal, part } = thing else {
            continue;
        };
        let other = match signals::load(&mut tx, app, fresh.tenant, signal).await {
            Ok(other) => other,
            // Destroyed a moment ago.
            Err(Error::NotFound) => continue,
            Err(error) => return Err(error),
        };
        // Only what is new: a dossier closed after this signal came in was closed knowing it.
        if other.state.is_closed() && other.arrival < fresh.arrival && !fresh.state.is_closed() {
            let pair =
                judgements::ordered(&Lasting::Part(fresh.id, own), &Lasting::Part(signal, part));
            out.push((fresh.id, signal, pair));
        }
    }
    Ok(out)
}

/// Questions that wait for the officer, the latest first.
pub async fn questions(tx: &mut Reader, tenant: Tenant) -> Result<Vec<Question>> {
    let rows = tx
        .rows(
            "select q.closed_signal, q.fresh_signal, max(q.at) as at, c.reference as closed, f.reference as fresh
             from reopen_question q join signal c on c.id = q.closed_signal join signal f on f.id = q.fresh_signal
             where q.tenant = $1 and c.state = 'closed' and not exists (
               select 1 from judgement j where j.tenant = q.tenant and j.first_thing = q.first_thing
                 and j.second_thing = q.second_thing and j.verdict <> 'open')
             group by q.closed_signal, q.fresh_signal, c.reference, f.reference order by 3 desc limit 10",
            params![tenant],
        )
        .await?;
    let reference = |text: String| Reference::parse(&text).ok_or(Error::NotFound);
    rows.iter()
        .map(|row| {
            Ok(Question {
                closed: row.get("closed_signal")?,
                fresh: row.get("fresh_signal")?,
                closed_reference: reference(row.get("closed")?)?,
                fresh_reference: reference(row.get("fresh")?)?,
                at: row.get("at")?,
            })
        })
        .collect()
}
