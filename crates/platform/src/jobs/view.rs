//! What the beheerder may see of the jobs: kinds and numbers, what was given up, and why. Nothing of
//! a discreet kind (mail) before the hour in which it was asked is over: otherwise whoever keeps
//! looking sees the moment at which somebody reported.

use uuid::Uuid;

use super::model::Jobs;
use crate::clock::hour;
use crate::db::{Reader, Row};
use crate::{App, Millis, Result, Tenant, params};

/// A job that nobody tries any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenUp {
    /// To try it again or to take it away.
    pub id: Uuid,
    /// The name of its [`Kind`](super::Kind), of this version or another.
    pub kind: String,
    /// After `job-why-` in the texts.
    pub why: String,
    /// The hour.
    pub at: Millis,
    /// So often it was tried.
    pub attempts: i64,
}

/// How one kind of work is doing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lane {
    /// Its name.
    pub kind: &'static str,
    /// So many are held by a process, this one or another.
    pub running: usize,
    /// So many are due, or wait for their next try.
    pub waiting: usize,
    /// Why the last try of something that still waits did not work.
    pub failing: Option<String>,
    /// For work that comes back by itself: when.
    pub next: Option<Millis>,
}

/// What the page of the beheerder shows.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Overview {
    /// A line for each kind, in the order of the wings.
    pub lanes: Vec<Lane>,
    /// What a person has to look at; what was asked first stands first.
    pub given_up: Vec<GivenUp>,
}

struct Line {
    id: Uuid,
    kind: String,
    made_at: Millis,
    run_at: Millis,
    attempts: i64,
    lease_until: Option<Millis>,
    last_error: Option<String>,
    dead_at: Option<Millis>,
}

impl Line {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            kind: row.get("kind")?,
            made_at: row.get("made_at")?,
            run_at: row.get("run_at")?,
            attempts: row.get("attempts")?,
            lease_until: row.get("lease_until")?,
            last_error: row.get("last_error")?,
            dead_at: row.get("dead_at")?,
        })
    }
}

/// The work of this municipality, and what is done for all of them together.
pub async fn overview(tx: &mut Reader, app: &App, tenant: Tenant) -> Result<Overview> {
    let rows = tx
        .rows(
            "select id, kind, made_at, run_at, attempts, lease_until, last_error, dead_at from job
            where tenant = $1 or tenant is null order by made_at, id limit 5000",
            params![tenant],
        )
        .await?;
    let lines = rows.iter().map(Line::read).collect::<Result<Vec<_>>>()?;
    Ok(told(&app.jobs, &lines, app.clock.now()))
}

fn told(jobs: &Jobs, lines: &[Line], now: Millis) -> Overview {
    let mut overview = Overview::default();
    let seen = |line: &&Line| {
        let discreet = jobs.kind(&line.kind).is_none_or(|kind| kind.discreet);
        !discreet || line.made_at < hour(now)
    };
    for kind in jobs.all() {
        let mut lane = Lane {
            kind: kind.name,
            running: 0,
            waiting: 0,
            failing: None,
            next: None,
        };
        let alive = |line: &&Line| line.kind == kind.name && line.dead_at.is_none();
        for line in lines.iter().filter(seen).filter(alive) {
            if line.lease_until.is_some_and(|until| until >= now) {
                lane.running += 1;
            } else if kind.every.is_some() && line.run_at > now {
                lane.next = Some(line.run_at);
            } else if line.run_at <= now || line.attempts > 0 {
                lane.waiting += 1;
            }
            lane.failing = lane.failing.or(line.last_error.clone());
        }
        overview.lanes.push(lane);
    }
    for line in lines.iter().filter(seen) {
        if let Some(at) = line.dead_at {
            overview.given_up.push(GivenUp {
                id: line.id,
                kind: line.kind.clone(),
                why: line.last_error.clone().unwrap_or_default(),
                at,
                attempts: line.attempts,
            });
        }
    }
    overview
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::super::model::{Ended, Job, Kind};
    use super::*;
    use crate::clock::HOUR;

    fn nothing(_: App, _: Job) -> std::pin::Pin<Box<dyn Future<Output = Ended> + Send>> {
        Box::pin(async { Ok(()) })
    }

    static KINDS: [Kind; 2] = [
        Kind::new("mail", nothing).discreet(),
        Kind::new("sweep", nothing).every(HOUR),
    ];

    fn line(kind: &str, made_at: Millis, run_at: Millis) -> Line {
        Line {
            id: Uuid::nil(),
            kind: kind.into(),
            made_at,
            run_at,
            attempts: 1,
            lease_until: None,
            last_error: Some("mail-server".into()),
            dead_at: None,
        }
    }

    #[test]
    fn nobody_is_told_of_mail_in_the_hour_in_which_it_was_asked() {
        let jobs = Jobs::new(&[&KINDS], Duration::from_mins(1));
        let now = 1_795_000_000_000;
        let this = hour(now);
        let dead = Line {
            dead_at: Some(this),
            ..line("mail", this, this)
        };
        let lines = || {
            vec![
                line("mail", this, this),
                line("mail", this - HOUR, this),
                line("sweep", this, this + HOUR),
            ]
        };
        let mut with_dead = lines();
        with_dead.push(dead);
        let seen = told(&jobs, &with_dead, now);
        assert_eq!(
            seen,
            told(&jobs, &lines(), now),
            "not even that it was given up"
        );
        assert_eq!((seen.lanes[0].waiting, seen.given_up.len()), (1, 0));
        assert_eq!(seen.lanes[1].next, Some(this + HOUR));
        let later = told(&jobs, &lines(), now + HOUR);
        assert_eq!(later.lanes[0].waiting, 2);
    }
}
