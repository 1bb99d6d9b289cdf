//! New data asks the question again: when a new signal very probably names somebody from a closed
//! dossier, the officer is asked whether that dossier should be opened again. The question goes
//! away when the pair is judged or the dossier is open.

use std::collections::BTreeSet;
use std::time::Duration;

use askama::Template;
use platform::acts::Act;
use platform::clock::hour;
use platform::db::Reader;
use platform::web::{Html, Page};
use platform::{App, DossierId, Millis, Result, Tenant, audit, params};
use route::audited::{SIGNAL_ADDED, SIGNAL_REPORTED, SUBJECT_CHANGED};
use route::dossiers::{self, BRIEFLY};
use route::parts::Notice;
use route::signals::Reference;

use super::store;
use crate::lookup::{self, Lasting, Thing};

/// How probable it must be that both are the same, 0 to 1.
const STRONG: f64 = 0.9;

/// After this long a signal has its turn, even when requests never stop: fifty a second, more than
/// any municipality gets.
const TURN: Duration = Duration::from_millis(20);

/// What can touch a closed dossier.
const TOLD: [&Act; 3] = [&SIGNAL_REPORTED, &SIGNAL_ADDED, &SUBJECT_CHANGED];

/// A closed dossier that a new signal touches.
struct Question {
    closed: DossierId,
    closed_reference: Reference,
    fresh: DossierId,
    fresh_reference: Reference,
}

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
    drop(lookup::known(app, tenant).await?);
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

/// So many questions are shown at most. Two dossiers each can be asked for at once.
const MOST: usize = BRIEFLY / 2;

/// A stretch of the index of questions, the latest first.
pub const WAITING: &str =
    "select q.closed_signal, q.fresh_signal, q.at, q.first_thing, q.second_thing from reopen_question q
  where q.tenant = $1 and (q.at, q.first_thing, q.second_thing) < ($2, $3, $4) and not exists (
    select 1 from judgement j where j.tenant = q.tenant and j.first_thing = q.first_thing
      and j.second_thing = q.second_thing and j.verdict <> 'open')
  order by q.at desc, q.first_thing desc, q.second_thing desc limit 10";

/// Questions that wait for the officer, the latest first. Two dossiers may resemble one another in
/// several things: that is one question. One about a dossier that is open again waits no longer.
async fn questions(tx: &mut Reader, tenant: Tenant) -> Result<Vec<Question>> {
    let mut found: Vec<Question> = Vec::new();
    let mut behind = (Millis::MAX, String::new(), String::new());
    loop {
        let (at, first, second) = behind;
        let rows = tx.rows(WAITING, params![tenant, at, first, second]).await?;
        let mut pairs: Vec<(DossierId, DossierId)> = Vec::new();
        for row in &rows {
            let pair = (row.get("closed_signal")?, row.get("fresh_signal")?);
            if !pairs.contains(&pair) {
                pairs.push(pair);
            }
        }
        pairs.retain(|pair| found.iter().all(|one| (one.closed, one.fresh) != *pair));
        found.extend(named(tx, tenant, pairs).await?);
        let Some(last) = rows.last().filter(|_| found.len() < MOST) else {
            found.truncate(MOST);
            return Ok(found);
        };
        behind = (
            last.get("at")?,
            last.get("first_thing")?,
            last.get("second_thing")?,
        );
    }
}

/// Those of which the first is closed still, by what people call both.
async fn named(
    tx: &mut Reader,
    tenant: Tenant,
    pairs: Vec<(DossierId, DossierId)>,
) -> Result<Vec<Question>> {
    let ids: Vec<DossierId> = pairs.iter().flat_map(|(a, b)| [*a, *b]).collect();
    let named = dossiers::briefly(tx, tenant, &ids).await?;
    let questions = pairs.into_iter().filter_map(|(closed, fresh)| {
        let (was, new) = (named.get(&closed)?, named.get(&fresh)?);
        was.is_closed.then(|| Question {
            closed,
            closed_reference: was.reference.clone(),
            fresh,
            fresh_reference: new.reference.clone(),
        })
    });
    Ok(questions.collect())
}

#[derive(Template)]
#[template(path = "judging/templates/questions.html")]
struct Questions<'a> {
    page: &'a Page,
    questions: Vec<Question>,
}

/// The questions, on the worklist.
pub const QUESTIONS: Notice = Notice {
    show: |tx, _, actor, page| {
        Box::pin(async move {
            let questions = questions(tx, actor.tenant).await?;
            if questions.is_empty() {
                return Ok(None);
            }
            Html::of(&Questions { page, questions }).map(Some)
        })
    },
};
