//! Lists of dossiers: what needs the officer, and what is closed.

use std::collections::BTreeMap;
use std::fmt;

use platform::db::{Reader, Row};
use platform::proof;
use platform::tasks;
use platform::{App, DossierId, Millis, Result, Tenant, params};

use super::head::Head;
use super::model::Reference;
use super::state::State;
use super::store::Dossier;
use crate::paging::Line;
use platform::few;

/// A line of the worklist.
#[derive(Clone)]
pub struct WorkItem {
    pub id: DossierId,
    pub reference: Reference,
    pub state: State,
    pub urgent: bool,
    pub next: Option<&'static tasks::Kind>,
    pub due_at: Millis,
    pub received_at: Millis,
    pub closed_at: Option<Millis>,
    /// A name to know it by: its first words.
    pub title: String,
}

impl WorkItem {
    #[must_use]
    pub fn of(dossier: &Dossier) -> Self {
        Self {
            title: dossier.report.title(),
            id: dossier.id,
            reference: dossier.reference.clone(),
            state: dossier.state,
            closed_at: dossier.state.closing().map(|(at, _)| at),
            urgent: dossier.urgent,
            next: dossier.next,
            due_at: dossier.due_at,
            received_at: dossier.received_at,
        }
    }
}

/// A stretch of the worklist. They follow each other: what is urgent and to be done, what else is, what has
/// its time, and what waits for somebody else to answer, which lies behind now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    pub urgent: bool,
    /// A partner or the reporter has time to answer: it is nobody's turn here.
    pub waits: bool,
    /// From which moment up to which its deadlines lie.
    pub from: Millis,
    pub until: Millis,
}

/// What of a stretch lies in one index: what somebody else was asked, or what is to be done here.
#[derive(Clone, Copy)]
struct Run {
    asked: bool,
    until: Millis,
}

impl Stretch {
    /// What somebody else was asked is to be done here again once their time has passed.
    fn runs(self, now: Millis) -> impl Iterator<Item = Run> {
        let run = |asked, until| Run { asked, until };
        let runs = if self.waits {
            [None, Some(run(true, self.until))]
        } else {
            let late = self.until.min(now);
            [Some(run(false, self.until)), Some(run(true, late))]
        };
        runs.into_iter()
            .flatten()
            .filter(move |run| self.from < run.until)
    }
}

/// What now is, and up to when something is near: what is urgent and later than that has its time.
#[derive(Debug, Clone, Copy)]
pub struct Horizon {
    pub now: Millis,
    pub near: Millis,
}

impl Horizon {
    /// All of the worklist, in its order.
    #[must_use]
    pub fn stretches(self) -> [Stretch; 6] {
        let to_do = |urgent, from, until| Stretch {
            urgent,
            waits: false,
            from,
            until,
        };
        let waiting = |urgent| Stretch {
            urgent,
            waits: true,
            from: self.now,
            until: Millis::MAX,
        };
        [
            to_do(true, Millis::MIN, self.near),
            to_do(false, Millis::MIN, self.near),
            to_do(true, self.near, Millis::MAX),
            to_do(false, self.near, Millis::MAX),
            waiting(true),
            waiting(false),
        ]
    }
}

/// A line of the worklist: in which of its stretches, and where in that one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WorkLine {
    pub stretch: usize,
    pub line: Line,
}

impl WorkLine {
    pub const FIRST: Self = Self {
        stretch: 0,
        line: Line::LEAST,
    };

    /// What stands in an address.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (stretch, line) = text.split_once('-')?;
        Some(Self {
            stretch: stretch.parse().ok()?,
            line: Line::parse(line)?,
        })
    }
}

impl fmt::Display for WorkLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.stretch, self.line)
    }
}

impl WorkItem {
    /// Does it wait for somebody else to answer, who still has time?
    #[must_use]
    pub fn waits(&self, now: Millis) -> bool {
        self.next
            .is_some_and(|kind| kind.whose.waits(self.due_at, now))
    }

    #[must_use]
    pub fn line(&self, horizon: Horizon) -> WorkLine {
        let holds = |stretch: &Stretch| {
            stretch.urgent == self.urgent
                && stretch.waits == self.waits(horizon.now)
                && (stretch.from..stretch.until).contains(&self.due_at)
        };
        let stretch = horizon.stretches().iter().position(holds);
        WorkLine {
            stretch: stretch.unwrap_or_default(),
            line: Line::of(self.due_at, self.id),
        }
    }
}

/// What is to be done here lies in one index, and what somebody else was asked in another: the kinds that are
/// [`Asked`](tasks::Whose::Asked).
pub const TO_DO: &str =
    "select {row} from signal where tenant = $1 and next_step not in ('none', 'feedback', 'reporter-asked')
  and urgent = $2 and (due_at, id) > ($3, $4) and due_at < $5 order by due_at, id limit $6";
pub const ASKED: &str =
    "select {row} from signal where tenant = $1 and next_step in ('feedback', 'reporter-asked')
  and urgent = $2 and (due_at, id) > ($3, $4) and due_at < $5 order by due_at, id limit $6";

/// So many of a run, behind a line. Damaged dossiers are no lines, and those behind them are.
async fn behind(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    (urgent, run): (bool, Run),
    (mut line, limit): (Line, usize),
) -> Result<Vec<Dossier>> {
    let mut found = Vec::new();
    while found.len() < limit {
        let asked = limit - found.len();
        let most = i64::try_from(asked).unwrap_or(i64::MAX);
        let values = params![tenant, urgent, line.at, line.id, run.until, most];
        let sql = if run.asked { ASKED } else { TO_DO };
        let rows = proof::rows::<Head>(tx, sql, values).await?;
        let Some(last) = rows.last() else { break };
        line = Line {
            at: last.get("due_at")?,
            id: last.get("id")?,
        };
        found.extend(Dossier::whole(tx, app, tenant, &rows)?);
        if rows.len() < asked {
            break;
        }
    }
    Ok(found)
}

/// What needs the officer, in the order of its stretches, behind a line.
pub async fn worklist(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    horizon: Horizon,
    after: WorkLine,
    limit: usize,
) -> Result<Vec<Dossier>> {
    let mut found = Vec::new();
    let stretches = horizon.stretches().into_iter().enumerate();
    for (at, stretch) in stretches.skip(after.stretch) {
        let from = Line {
            at: stretch.from,
            ..Line::LEAST
        };
        let line = if at == after.stretch && after.line.at >= stretch.from {
            after.line
        } else {
            from
        };
        let left = limit - found.len();
        let mut dossiers = Vec::new();
        for run in stretch.runs(horizon.now) {
            let of_run = behind(tx, app, tenant, (stretch.urgent, run), (line, left)).await?;
            dossiers.extend(of_run);
        }
        dossiers.sort_by_key(|dossier| (dossier.due_at, dossier.id));
        dossiers.truncate(left);
        found.extend(dossiers);
        if found.len() >= limit {
            break;
        }
    }
    Ok(found)
}

/// How many of the worklist lie in a stretch of it; of many, so many.
pub const MOST_COUNTED: i64 = 1000;

pub const COUNT_TO_DO: &str = "select count(*) as number from (select 1 from signal
  where tenant = $1 and next_step not in ('none', 'feedback', 'reporter-asked')
  and urgent = $2 and due_at >= $3 and due_at < $4 limit $5) as found";
pub const COUNT_ASKED: &str = "select count(*) as number from (select 1 from signal
  where tenant = $1 and next_step in ('feedback', 'reporter-asked')
  and urgent = $2 and due_at >= $3 and due_at < $4 limit $5) as found";

/// So many lie in a stretch; at most [`MOST_COUNTED`].
pub async fn count(tx: &mut Reader, tenant: Tenant, now: Millis, stretch: Stretch) -> Result<i64> {
    let mut number = 0;
    for Run { asked, until } in stretch.runs(now) {
        let sql = if asked { COUNT_ASKED } else { COUNT_TO_DO };
        let most = MOST_COUNTED - number;
        let values = params![tenant, stretch.urgent, stretch.from, until, most];
        number += tx.must(sql, values).await?.get::<i64>("number")?;
    }
    Ok(number)
}

/// What the row alone says of a closed dossier: enough to count and to sort by, without opening it.
pub struct ClosedRow {
    pub id: DossierId,
    pub received_at: Millis,
    /// The id of an outcome.
    pub outcome: String,
}

pub const CLOSED_ROWS: &str = "select id, received_at, outcome from signal
  where tenant = $1 and state = 'closed' and closed_at >= $2 and closed_at < $3
  order by closed_at desc, id desc limit $4";

/// Closed in this stretch of time, the latest first.
pub async fn closed_rows(
    tx: &mut Reader,
    tenant: Tenant,
    (from, until): (Millis, Millis),
    limit: usize,
) -> Result<Vec<ClosedRow>> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let values = params![tenant, from, until, limit];
    let rows = tx.rows(CLOSED_ROWS, values).await?;
    let of = |row: &Row| {
        Ok(ClosedRow {
            id: row.get("id")?,
            received_at: row.get("received_at")?,
            outcome: row.get::<Option<String>>("outcome")?.unwrap_or_default(),
        })
    };
    rows.iter().map(of).collect()
}

pub const CLOSED_IN: &str =
    "select id from signal where tenant = $1 and state = 'closed' and closed_at >= $2 and closed_at < $3
  order by closed_at limit 1";

/// Was any dossier closed in this stretch of time?
pub async fn any_closed(
    tx: &mut Reader,
    tenant: Tenant,
    (from, until): (Millis, Millis),
) -> Result<bool> {
    let found = tx.row(CLOSED_IN, params![tenant, from, until]).await?;
    Ok(found.is_some())
}

pub const SOME: &str = "select {row} from signal where id in
  ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)";

/// These dossiers, in this order. Destroyed and damaged ones are not among them.
pub async fn some(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    ids: &[DossierId],
) -> Result<Vec<Dossier>> {
    let mut found = Vec::new();
    for ids in ids.chunks(few::AT_ONCE) {
        let values = few::values(ids.iter().copied());
        let mut rows = proof::rows::<Head>(tx, SOME, values).await?;
        rows.retain(|row| row.get("tenant").map(Tenant).is_ok_and(|of| of == tenant));
        found.extend(Dossier::whole(tx, app, tenant, &rows)?);
    }
    let place: BTreeMap<DossierId, usize> = ids.iter().copied().zip(0..).collect();
    found.sort_by_key(|dossier| place.get(&dossier.id).copied());
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signals::{ADDED, ANSWER, ASSESS, FEEDBACK, REFER, TELL};

    #[test]
    fn who_was_asked_is_asked_in_the_index_too() {
        for kind in [&ASSESS, &REFER, &FEEDBACK, &TELL, &ADDED, &ANSWER] {
            let listed = ASKED.contains(&format!("'{}'", kind.id));
            assert_eq!(listed, kind.whose == tasks::Whose::Asked, "{}", kind.id);
            assert!(!listed || TO_DO.contains(&format!("'{}'", kind.id)));
        }
    }

    /// What somebody else was asked waits until its time has passed; then it is to be done here, as all
    /// else is. Whatever stands in an index is read in one stretch, and once.
    #[test]
    fn every_line_is_read_once() {
        let (now, near) = (1_000, 2_000);
        let horizon = Horizon { now, near };
        for due in [Millis::MIN, 0, 999, 1_000, 1_999, 2_000, Millis::MAX - 1] {
            for (urgent, asked) in [(false, false), (false, true), (true, false), (true, true)] {
                let holds = |stretch: &Stretch| {
                    let run = stretch.runs(now).filter(|run| run.asked == asked);
                    run.filter(|run| stretch.from <= due && due < run.until)
                        .count()
                };
                let stretches = horizon.stretches();
                let of = stretches.iter().filter(|stretch| stretch.urgent == urgent);
                let waits = asked && due >= now;
                let found: Vec<bool> = of
                    .flat_map(|stretch| vec![stretch.waits; holds(stretch)])
                    .collect();
                assert_eq!(found, [waits], "{due} {urgent} {asked}");
            }
        }
    }
}
