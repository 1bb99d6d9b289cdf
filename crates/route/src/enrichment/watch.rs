//! New data asks the question again: when a new signal very probably names somebody from a closed
//! dossier, the officer is asked whether that dossier should be opened again. The question goes
//! away when the pair is judged or the dossier is open.

use std::collections::BTreeSet;
use std::time::Duration;

use platform::acts::Act;
use platform::clock::hour;
use platform::db::{Row, Tx};
use platform::{App, Error, Millis, Result, Tenant, audit, params};
use uuid::Uuid;

use super::judgements::{self, Lasting};
use super::known::{self, Thing};
use super::part;
use crate::audited;
use crate::signals::{self, Dossier, Reference};

/// How probable it must be that both are the same, 0 to 1.
const STRONG: f64 = 0.9;

/// After this long a signal has its turn, even when requests never stop: fifty a second, more than
/// any municipality gets.
const TURN: Duration = Duration::from_millis(20);

/// What can touch a closed dossier.
const TOLD: [&Act; 2] = [&audited::SIGNAL_REPORTED, &audited::SUBJECT_CHANGED];

/// A closed dossier that a new signal touches.
pub struct Question {
    pub closed: Uuid,
    pub closed_reference: Reference,
    pub fresh: Uuid,
    pub fresh_reference: Reference,
    pub at: Millis,
}

/// Follows what was committed since the last time, in every municipality. People who wait for a page
/// go first: each signal takes its turn between requests, or after [`TURN`].
pub async fn watch(app: &App) -> Result<()> {
    for known in app.tenants.all() {
        // After a start this reads everything, so that nobody has to wait for it.
        drop(known::known(app, known.tenant).await?);
        while follow(app, known.tenant).await? {}
    }
    Ok(())
}

/// How many signals wait to be compared with what was closed before.
pub async fn waiting(tx: &mut Tx, tenant: Tenant) -> Result<i64> {
    let from = cursor(tx, tenant).await?;
    audit::dossiers_after(tx, tenant, from, TOLD).await
}

/// Up to where the audit log was followed.
async fn cursor(tx: &mut Tx, tenant: Tenant) -> Result<i64> {
    let row = tx
        .row(
            "select seq from lookup_cursor where tenant = $1",
            params![tenant],
        )
        .await?;
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
    let changed: BTreeSet<Uuid> = records
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

type Asked = (Uuid, Uuid, (Lasting, Lasting));

/// The closed dossiers that this one touches.
async fn asked_by(app: &App, tenant: Tenant, id: Uuid) -> Result<Vec<Asked>> {
    // Of one that was destroyed nothing is asked. The index needs a reader of its own.
    let Some(fresh) = there(app, tenant, id).await? else {
        return Ok(Vec::new());
    };
    if fresh.state.is_closed() {
        return Ok(Vec::new());
    }
    let mut strong = Vec::new();
    {
        let known = known::known(app, tenant).await?;
        for (own, record) in part::records_of(&fresh.report) {
            let found = known.closed_like(&record, STRONG);
            strong.extend(found.into_iter().map(|thing| (own, thing)));
        }
    }
    let mut out = Vec::new();
    for (own, thing) in strong {
        let Thing::Part { signal, part } = thing else {
            continue;
        };
        let Some(other) = there(app, tenant, signal).await? else {
            continue;
        };
        // Only what is new: a dossier closed after this signal came in was closed knowing it.
        if other.state.is_closed() && other.arrival < fresh.arrival {
            let pair = judgements::ordered(&Lasting::Part(id, own), &Lasting::Part(signal, part));
            out.push((id, signal, pair));
        }
    }
    Ok(out)
}

async fn there(app: &App, tenant: Tenant, id: Uuid) -> Result<Option<Dossier>> {
    let mut tx = app.db.read().await?;
    match signals::load(&mut tx, app, tenant, id).await {
        Ok(dossier) => Ok(Some(dossier)),
        Err(Error::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

/// A stretch of the index of questions, the latest first.
pub const QUESTIONS: &str =
    "select q.closed_signal, q.fresh_signal, q.at, q.first_thing, q.second_thing, c.reference as closed, f.reference as fresh
  from reopen_question q join signal c on c.id = q.closed_signal and c.tenant = q.tenant
  join signal f on f.id = q.fresh_signal and f.tenant = q.tenant
  where q.tenant = $1 and (q.at, q.first_thing, q.second_thing) < ($2, $3, $4) and c.state = 'closed' and not exists (
    select 1 from judgement j where j.tenant = q.tenant and j.first_thing = q.first_thing
      and j.second_thing = q.second_thing and j.verdict <> 'open')
  order by q.at desc, q.first_thing desc, q.second_thing desc limit 30";

/// Questions that wait for the officer, the latest ten. Two dossiers may resemble one another in
/// several things: that is one question.
pub async fn questions(tx: &mut Tx, tenant: Tenant) -> Result<Vec<Question>> {
    let mut found: Vec<Question> = Vec::new();
    let mut behind = (Millis::MAX, String::new(), String::new());
    loop {
        let (at, first, second) = behind;
        let rows = tx
            .rows(QUESTIONS, params![tenant, at, first, second])
            .await?;
        for row in &rows {
            let question = Question::read(row)?;
            let pair =
                |other: &Question| (other.closed, other.fresh) == (question.closed, question.fresh);
            if !found.iter().any(pair) {
                found.push(question);
            }
        }
        let Some(last) = rows.last().filter(|_| found.len() < 10) else {
            found.truncate(10);
            return Ok(found);
        };
        behind = (
            last.get("at")?,
            last.get("first_thing")?,
            last.get("second_thing")?,
        );
    }
}

impl Question {
    fn read(row: &Row) -> Result<Self> {
        let reference = |name| Reference::parse(&row.get::<String>(name)?).ok_or(Error::NotFound);
        Ok(Self {
            closed: row.get("closed_signal")?,
            fresh: row.get("fresh_signal")?,
            closed_reference: reference("closed")?,
            fresh_reference: reference("fresh")?,
            at: row.get("at")?,
        })
    }
}
