//! New data asks the question again: when a new signal very probably names somebody from a closed
//! dossier, the officer is asked whether that dossier should be opened again. The question goes
//! away when the pair is judged or the dossier is open.

use std::collections::BTreeSet;

use askama::Template;
use platform::clock::hour;
use platform::db::Tx;
use platform::web::{Html, Page};
use platform::{App, Result, Tenant, audit, params};
use route::audited::{SIGNAL_REPORTED, SUBJECT_CHANGED};
use route::dossiers::{self, BRIEFLY, Dossier};
use route::parts::Notice;
use route::signals::Reference;
use uuid::Uuid;

use super::store;
use crate::lookup::{self, Lasting, Thing};

/// How probable it must be that both are the same, 0 to 1.
const STRONG: f64 = 0.9;

/// A closed dossier that a new signal touches.
struct Question {
    closed: Uuid,
    closed_reference: Reference,
    fresh: Uuid,
    fresh_reference: Reference,
}

/// Follows what was committed since the last time, in every municipality.
pub async fn watch(app: &App) -> Result<()> {
    for known in app.tenants.all() {
        // After a start this reads everything, so that nobody has to wait for it.
        drop(lookup::known(app, known.tenant).await?);
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
            let told = [&SIGNAL_REPORTED, &SUBJECT_CHANGED];
            told.iter().any(|act| act.id == record.action)
        })
        .filter_map(|record| record.dossier)
        .collect();
    let mut fresh = Vec::new();
    for id in changed {
        fresh.extend(dossiers::if_there(&mut tx, app, tenant, id).await?);
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
async fn asked_by(app: &App, fresh: &Dossier) -> Result<Vec<Asked>> {
    let mut strong = Vec::new();
    {
        let known = lookup::known(app, fresh.tenant()).await?;
        for (own, record) in lookup::records_of(fresh.report()) {
            let found = known.like(&record, Some(fresh.id()), STRONG);
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
        let other = dossiers::if_there(&mut tx, app, fresh.tenant(), signal).await?;
        // Destroyed a moment ago.
        let Some(other) = other else { continue };
        // Only what is new: a dossier closed after this signal came in was closed knowing it.
        if other.is_closed() && other.came_before(fresh) && !fresh.is_closed() {
            let own = Lasting::Part(fresh.id(), own);
            let pair = store::ordered(&own, &Lasting::Part(signal, part));
            out.push((fresh.id(), signal, pair));
        }
    }
    Ok(out)
}

/// So many questions are shown at most. Two dossiers each can be asked for at once.
const MOST: usize = BRIEFLY / 2;

const WAITING: &str =
    "select q.closed_signal, q.fresh_signal, max(q.at) as at from reopen_question q
  where q.tenant = $1 and not exists (
    select 1 from judgement j where j.tenant = q.tenant and j.first_thing = q.first_thing
      and j.second_thing = q.second_thing and j.verdict <> 'open')
  group by q.closed_signal, q.fresh_signal order by 3 desc, 1, 2 limit 10 offset $2";

/// Questions that wait for the officer, the latest first. One about a dossier that is open again waits
/// no longer.
async fn questions(tx: &mut Tx, tenant: Tenant) -> Result<Vec<Question>> {
    let (mut found, mut from) = (Vec::new(), 0);
    while found.len() < MOST {
        let rows = tx.rows(WAITING, params![tenant, from]).await?;
        if rows.is_empty() {
            break;
        }
        from += 10;
        let mut pairs = Vec::new();
        for row in rows {
            let pair: (Uuid, Uuid) = (row.get("closed_signal")?, row.get("fresh_signal")?);
            pairs.push(pair);
        }
        let ids: Vec<Uuid> = pairs.iter().flat_map(|(a, b)| [*a, *b]).collect();
        let named = dossiers::briefly(tx, tenant, &ids).await?;
        for (closed, fresh) in pairs {
            if let (Some(was), Some(new)) = (named.get(&closed), named.get(&fresh))
                && was.is_closed
            {
                found.push(Question {
                    closed,
                    closed_reference: was.reference.clone(),
                    fresh,
                    fresh_reference: new.reference.clone(),
                });
            }
        }
    }
    found.truncate(MOST);
    Ok(found)
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
