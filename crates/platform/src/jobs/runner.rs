//! Working on jobs: a few of each kind at once, each in a task of its own, so that a panic ends one
//! job and slow work delays no other.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore, watch};
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep, sleep_until, timeout};
use uuid::Uuid;

use super::model::{Ended, Failure, Job, Kind};
use super::schedule;
use super::store::{self, Held};
use crate::{App, Result, clock};

/// How often is looked for work that another process asked for.
const LOOK: Duration = Duration::from_secs(2);
/// How often is looked whether everything that comes back by itself is there.
const ENSURE: Duration = Duration::from_mins(5);
/// How long work may go on when the program stops.
const PATIENCE: Duration = Duration::from_secs(10);

/// Becomes true when the program stops.
pub type Stop = watch::Receiver<bool>;

/// Rings when work of this process waits.
#[derive(Default)]
struct Bell(Notify);

/// Says that work was asked for: it begins at once, not at the next look.
pub fn wake(app: &App) {
    app.memory.of::<Bell>().0.notify_one();
}

/// Leases that this process holds, to let go of them when it stops.
#[derive(Default)]
struct Leases(Mutex<HashMap<Uuid, Uuid>>);

impl Leases {
    fn all(&self) -> MutexGuard<'_, HashMap<Uuid, Uuid>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Works until it is told to stop; what runs then gets ten seconds, and what is left is for another
/// process.
pub async fn run(app: App, mut stop: Stop) {
    let bell = app.memory.of::<Bell>();
    let mut workers = Workers::new(&app);
    let mut ensured: Option<Instant> = None;
    while !*stop.borrow() {
        if ensured.is_none_or(|at| at.elapsed() > ENSURE) {
            match schedule::ensure(&app).await {
                Ok(()) => ensured = Some(Instant::now()),
                Err(error) => log(&error),
            }
        }
        if let Err(error) = workers.fill(&app).await {
            log(&error);
        }
        tokio::select! {
            _ = stop.changed() => break,
            Some(_) = workers.working.join_next() => {}
            () = bell.0.notified() => {}
            () = sleep(LOOK) => {}
        }
    }
    workers.finish(&app).await;
}

fn log(error: &crate::Error) {
    let error = error.for_the_log();
    tracing::error!(
        error,
        "jobs could not be looked for; it will be tried again"
    );
}

struct Workers {
    working: JoinSet<()>,
    places: HashMap<&'static str, Arc<Semaphore>>,
    leases: Arc<Leases>,
}

impl Workers {
    fn new(app: &App) -> Self {
        let places = app
            .jobs
            .all()
            .map(|kind| (kind.name, Arc::new(Semaphore::new(kind.at_once))));
        Self {
            working: JoinSet::new(),
            places: places.collect(),
            leases: Arc::default(),
        }
    }

    /// Takes what is due, as much as there are places for. What this program does not know is left
    /// for one that does.
    async fn fill(&mut self, app: &App) -> Result<()> {
        let due = store::due(&mut app.db.read().await?, app.clock.now()).await?;
        for kind in due.iter().filter_map(|name| app.jobs.kind(name)) {
            let place = &self.places[kind.name];
            while let Ok(place) = place.clone().try_acquire_owned() {
                let Some(job) = store::take(app, kind).await? else {
                    break;
                };
                let work = held(app.clone(), kind, job, self.leases.clone(), place);
                self.working.spawn(work);
            }
        }
        Ok(())
    }

    async fn finish(mut self, app: &App) {
        let ended = async { while self.working.join_next().await.is_some() {} };
        if timeout(PATIENCE, ended).await.is_err() {
            self.working.shutdown().await;
        }
        let left: Vec<_> = self.leases.all().drain().collect();
        for (id, lease) in left {
            if let Err(error) = store::release(app, id, lease).await {
                log(&error);
            }
        }
    }
}

async fn held(
    app: App,
    kind: &'static Kind,
    job: Job,
    leases: Arc<Leases>,
    place: OwnedSemaphorePermit,
) {
    let id = job.id;
    leases.all().insert(id, job.lease);
    attempt(&app, kind, job).await;
    leases.all().remove(&id);
    drop(place);
}

/// Does everything that is due, one after the other: for tests, and for commands that end.
pub async fn run_due(app: &App) -> Result<usize> {
    let mut done = 0;
    loop {
        let due = store::due(&mut app.db.read().await?, app.clock.now()).await?;
        let before = done;
        for kind in due.iter().filter_map(|name| app.jobs.kind(name)) {
            while let Some(job) = store::take(app, kind).await? {
                attempt(app, kind, job).await;
                done += 1;
            }
        }
        if done == before {
            return Ok(done);
        }
    }
}

/// One try, and what came of it in the row.
async fn attempt(app: &App, kind: &'static Kind, job: Job) {
    let Some(outcome) = tried(app, kind, &job).await else {
        tracing::warn!(kind = kind.name, "another process took this job over");
        return;
    };
    let written = match outcome {
        Ok(()) => finish(app, &job).await,
        Err(failure) => {
            let cause = failure.cause.as_deref().unwrap_or("");
            let (kind_name, why) = (kind.name, failure.why);
            // Mail of this hour tells when somebody reports: it is said once the hour is over.
            if !kind.discreet || job.made_at < clock::hour(app.clock.now()) {
                tracing::warn!(
                    kind = kind_name,
                    why,
                    cause,
                    attempt = job.attempt,
                    "a job did not work"
                );
            }
            store::failed(app, kind, &job, &failure).await
        }
    };
    if let Err(error) = written {
        let error = error.for_the_log();
        tracing::error!(
            kind = kind.name,
            error,
            "the end of a job could not be written down"
        );
    }
}

async fn finish(app: &App, job: &Job) -> Result<()> {
    let mut tx = app.db.begin().await?;
    // Nothing when it ended in the transaction of its effect.
    store::end(&mut tx, job).await?;
    tx.commit_unaudited(store::MOVES).await
}

/// Runs it, makes its lease last, and stops it when it takes too long. `None`: another process has
/// it now.
async fn tried(app: &App, kind: &'static Kind, job: &Job) -> Option<Ended> {
    // A set of one: what runs in it ends when this future is dropped.
    let mut work = JoinSet::new();
    work.spawn((kind.run)(app.clone(), job.clone()));
    let (end, mut ended) = (Instant::now() + kind.limit, false);
    loop {
        tokio::select! {
            outcome = work.join_next() => {
                return Some(match outcome {
                    Some(Ok(outcome)) => outcome,
                    _ => Err(Failure::again("panic")),
                });
            }
            () = sleep_until(end) => return Some(Err(Failure::again("too-long"))),
            () = sleep(app.jobs.lease / 3), if !ended => match store::renew(app, job).await {
                Ok(Held::Still) => {}
                Ok(Held::Ended) => ended = true,
                Ok(Held::Lost) => return None,
                // Until the lease is over it is still this process's.
                Err(error) => log(&error),
            },
        }
    }
}
