//! The table of jobs: putting in, taking under a lease, ending, giving up.

use serde::Serialize;
use uuid::Uuid;

use super::model::{Failure, Job, Kind};
use crate::clock::hour;
use crate::db::{Migration, Reader, Row, Tx};
use crate::{App, Millis, Result, Tenant, params};

/// What waits, what runs and what was given up.
pub const MIGRATIONS: &[Migration] = &[Migration {
    id: "platform-16-jobs",
    // `once`: what makes a job the only one of its sort. The index is what the runner asks by.
    sql: "create table job (
  id {uuid} primary key, kind text not null, tenant {uuid}, once text unique, args {bytes} not null,
  made_at {int} not null, run_at {int} not null, attempts {int} not null, lease_by {uuid}, lease_until {int},
  last_error text, dead_at {int}){strict};
create index job_due on job (kind, run_at);
",
}];

/// The reason of a job that was being worked on whenever the process stopped.
const CUT_OFF: &str = "cut-off";
/// A process that is killed is not the job's failure, but one that is killed so often while it has
/// this job may be killed by it.
const CUT_OFF_AFTER: i64 = 20;

/// Asks for work, in the transaction of the act that wants it. `args` waits sealed.
pub async fn enqueue(
    tx: &mut Tx,
    app: &App,
    tenant: Option<Tenant>,
    kind: &str,
    args: &(impl Serialize + Sync),
) -> Result<()> {
    let run_at = hour(app.clock.now());
    let written = insert(tx, app, tenant, (kind, None, run_at), args).await;
    written.map(|_| ())
}

/// The same, for later: nobody starts it before that moment.
pub async fn enqueue_at(
    tx: &mut Tx,
    app: &App,
    tenant: Option<Tenant>,
    kind: &str,
    run_at: Millis,
    args: &(impl Serialize + Sync),
) -> Result<()> {
    let written = insert(tx, app, tenant, (kind, None, run_at), args).await;
    written.map(|_| ())
}

/// The same, unless a job under this name waits or runs already: then `false`. One that was given up
/// makes place.
pub async fn enqueue_once(
    tx: &mut Tx,
    app: &App,
    tenant: Option<Tenant>,
    kind: &str,
    once: &str,
    args: &(impl Serialize + Sync),
) -> Result<bool> {
    tx.exec(
        "delete from job where once = $1 and dead_at is not null",
        params![once],
    )
    .await?;
    let run_at = hour(app.clock.now());
    insert(tx, app, tenant, (kind, Some(once), run_at), args).await
}

async fn insert(
    tx: &mut Tx,
    app: &App,
    tenant: Option<Tenant>,
    (kind, once, run_at): (&str, Option<&str>, Millis),
    args: &(impl Serialize + Sync),
) -> Result<bool> {
    let (id, made_at) = (app.clock.id_without_time(), hour(app.clock.now()));
    let sealed = app.keys.instance("jobs").seal(
        &serde_json::to_vec(args)?,
        &place(id, kind, tenant, once, made_at),
    );
    let written = tx
        .exec(
            "insert into job (id, kind, tenant, once, args, made_at, run_at, attempts)
             values ($1, $2, $3, $4, $5, $6, $7, 0) on conflict do nothing",
            params![
                id,
                kind,
                tenant.map(|tenant| tenant.0),
                once,
                sealed,
                made_at,
                run_at
            ],
        )
        .await?;
    Ok(written == 1)
}

/// A job belongs to its row: whoever writes in the database cannot ask for work, nor turn what was
/// asked into something else.
fn place(
    id: Uuid,
    kind: &str,
    tenant: Option<Tenant>,
    once: Option<&str>,
    made_at: Millis,
) -> String {
    let tenant = tenant.map_or(Uuid::nil(), |tenant| tenant.0);
    format!("job:{id}:{kind}:{tenant}:{made_at}:{}", once.unwrap_or(""))
}

/// Kinds of which something waits for a worker.
pub(super) async fn due(tx: &mut Reader, now: Millis) -> Result<Vec<String>> {
    let rows = tx
        .rows(
            "select distinct kind from job
             where run_at <= $1 and dead_at is null and (lease_until is null or lease_until < $1)",
            params![now],
        )
        .await?;
    rows.iter().map(|row| row.get("kind")).collect()
}

/// Takes the job of this kind that waits longest. `None`: there is none, or another process was
/// first.
pub(super) async fn take(app: &App, kind: &'static Kind) -> Result<Option<Job>> {
    let limit = kind.retry.most.max(CUT_OFF_AFTER);
    loop {
        let lease = app.clock.id_without_time();
        let mut tx = app.db.begin().await?;
        let Some(row) = claim(&mut tx, app, kind, lease).await? else {
            return Ok(None);
        };
        let why = match read(app, kind, lease, &row) {
            Ok(job) if kind.every.is_some() || job.attempt <= limit => {
                tx.commit_unaudited(MOVES).await?;
                return Ok(Some(job));
            }
            Ok(_) => CUT_OFF,
            // Somebody wrote in the database: it is done for nobody.
            Err(_) => "tampered",
        };
        tracing::error!(kind = kind.name, why, "a job is given up");
        give_up(&mut tx, app, row.get("id")?, lease, why).await?;
        tx.commit_unaudited(MOVES).await?;
    }
}

async fn claim(
    tx: &mut Reader,
    app: &App,
    kind: &'static Kind,
    lease: Uuid,
) -> Result<Option<Row>> {
    let now = app.clock.now();
    // The condition stands there twice: on PostgreSQL the row may have been taken between looking
    // and writing.
    tx.row(
        "update job set lease_by = $3, lease_until = $4, attempts = attempts + 1
         where id = (select id from job
             where kind = $1 and run_at <= $2 and dead_at is null and (lease_until is null or lease_until < $2)
             order by run_at, id limit 1)
           and run_at <= $2 and dead_at is null and (lease_until is null or lease_until < $2)
         returning id, tenant, once, args, made_at, attempts",
        params![kind.name, now, lease, app.jobs.until(now)],
    )
    .await
}

pub(super) const MOVES: &str = "the queue moves by itself";

fn read(app: &App, kind: &'static Kind, lease: Uuid, row: &Row) -> Result<Job> {
    let (id, made_at): (Uuid, Millis) = (row.get("id")?, row.get("made_at")?);
    let tenant = row.get::<Option<Uuid>>("tenant")?.map(Tenant);
    let once: Option<String> = row.get("once")?;
    let place = place(id, kind.name, tenant, once.as_deref(), made_at);
    let args = app
        .keys
        .instance("jobs")
        .open(&row.get::<Vec<u8>>("args")?, &place)?;
    Ok(Job {
        id,
        tenant,
        made_at,
        attempt: row.get("attempts")?,
        lease,
        next: kind
            .every
            .map(|every| super::schedule::next(every, app.clock.now())),
        args,
    })
}

/// Is this job still this process's?
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Held {
    Still,
    /// It ended, in the transaction of its effect.
    Ended,
    /// Another process has it.
    Lost,
}

/// Makes the lease last longer.
pub(super) async fn renew(app: &App, job: &Job) -> Result<Held> {
    let mut tx = app.db.begin().await?;
    let renewed = tx
        .exec(
            "update job set lease_until = $3 where id = $1 and lease_by = $2",
            params![job.id, job.lease, app.jobs.until(app.clock.now())],
        )
        .await?;
    let other = if renewed == 1 {
        None
    } else {
        tx.row("select lease_by from job where id = $1", params![job.id])
            .await?
            .map(|row| row.get::<Option<Uuid>>("lease_by"))
            .transpose()?
            .flatten()
    };
    tx.commit_unaudited(MOVES).await?;
    Ok(match (renewed, other) {
        (1, _) => Held::Still,
        (_, Some(_)) => Held::Lost,
        (_, None) => Held::Ended,
    })
}

/// Ends a job, or sends it to its next time. `false`: it is not this process's any more.
pub(super) async fn end(tx: &mut Tx, job: &Job) -> Result<bool> {
    let ended = match job.next {
        None => {
            tx.exec(
                "delete from job where id = $1 and lease_by = $2",
                params![job.id, job.lease],
            )
            .await?
        }
        Some(next) => {
            tx.exec(
                "update job set run_at = $3, attempts = 0, lease_by = null, lease_until = null, last_error = null
                 where id = $1 and lease_by = $2",
                params![job.id, job.lease, next],
            )
            .await?
        }
    };
    Ok(ended == 1)
}

/// Writes down that a try did not work, and when the next one is. What comes back by itself is never
/// given up: its next time is its next try.
pub(super) async fn failed(app: &App, kind: &Kind, job: &Job, failure: &Failure) -> Result<()> {
    let now = app.clock.now();
    let again = kind
        .retry
        .next(job.attempt, now)
        .filter(|_| failure.again || job.next.is_some());
    let run_at = match (again, job.next) {
        (Some(again), Some(next)) => Some(again.min(next)),
        (again, next) => again.or(next),
    };
    let mut tx = app.db.begin().await?;
    match run_at {
        Some(run_at) => {
            tx.exec(
                "update job set run_at = $3, last_error = $4, lease_by = null, lease_until = null
                 where id = $1 and lease_by = $2",
                params![job.id, job.lease, run_at, failure.why],
            )
            .await?;
        }
        None => give_up(&mut tx, app, job.id, job.lease, failure.why).await?,
    }
    tx.commit_unaudited(MOVES).await
}

async fn give_up(tx: &mut Tx, app: &App, id: Uuid, lease: Uuid, why: &'static str) -> Result<()> {
    tx.exec(
        "update job set dead_at = $3, last_error = $4, lease_by = null, lease_until = null
         where id = $1 and lease_by = $2",
        params![id, lease, hour(app.clock.now()), why],
    )
    .await?;
    Ok(())
}

/// Lets go of a job that was stopped halfway, so that another process need not wait.
pub(super) async fn release(app: &App, id: Uuid, lease: Uuid) -> Result<()> {
    let mut tx = app.db.begin().await?;
    tx.exec(
        "update job set lease_by = null, lease_until = null where id = $1 and lease_by = $2",
        params![id, lease],
    )
    .await?;
    tx.commit_unaudited(MOVES).await
}

/// How a job with a name of its own stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It waits, or somebody works on it.
    Underway,
    /// It failed too often, or for good.
    GivenUp,
}

/// The job under this name, if there is one.
pub async fn of_key(tx: &mut Reader, once: &str) -> Result<Option<Standing>> {
    let row = tx
        .row("select dead_at from job where once = $1", params![once])
        .await?;
    row.map(|row| {
        Ok(match row.get::<Option<Millis>>("dead_at")? {
            None => Standing::Underway,
            Some(_) => Standing::GivenUp,
        })
    })
    .transpose()
}

/// When the job under this name is due, if it was not given up.
pub(super) async fn due_at(tx: &mut Reader, once: &str) -> Result<Option<Millis>> {
    let row = tx
        .row(
            "select run_at from job where once = $1 and dead_at is null",
            params![once],
        )
        .await?;
    row.map(|row| row.get("run_at")).transpose()
}

/// Takes the job under this name away when it is due after this moment.
pub(super) async fn drop_late(tx: &mut Tx, once: &str, latest: Millis) -> Result<()> {
    tx.exec(
        "delete from job where once = $1 and run_at > $2",
        params![once, latest],
    )
    .await?;
    Ok(())
}

/// Jobs that nobody tries any more.
pub async fn given_up(tx: &mut Reader) -> Result<i64> {
    tx.must(
        "select count(*) as number from job where dead_at is not null",
        params![],
    )
    .await?
    .get("number")
}

/// Has a job that was given up tried again, from the beginning; gives its kind. One of another
/// municipality, or one that was not given up, is not there.
pub async fn again(tx: &mut Reader, app: &App, tenant: Tenant, id: Uuid) -> Result<String> {
    tx.must(
        "update job set dead_at = null, attempts = 0, run_at = $3
         where id = $1 and dead_at is not null and (tenant = $2 or tenant is null) returning kind",
        params![id, tenant, hour(app.clock.now())],
    )
    .await?
    .get("kind")
}

/// Throws away a job that was given up; gives its kind.
pub async fn discard(tx: &mut Reader, tenant: Tenant, id: Uuid) -> Result<String> {
    tx.must(
        "delete from job where id = $1 and dead_at is not null and (tenant = $2 or tenant is null)
         returning kind",
        params![id, tenant],
    )
    .await?
    .get("kind")
}
