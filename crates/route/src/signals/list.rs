//! Lists of dossiers: what needs the officer, and what is closed.

use std::fmt;

use platform::db::{Reader, Value};
use platform::proof;
use platform::tasks;
use platform::{App, DossierId, Millis, Result, Tenant, params};

use super::head::Head;
use super::model::Reference;
use super::state::State;
use super::store::Dossier;
use super::todo::FEEDBACK;
use crate::paging::Line;

/// A line of the worklist.
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
    pub minor: bool,
}

impl WorkItem {
    /// So many lines of a list behind one, by the column that it is sorted by. Damaged dossiers are no
    /// lines, and those behind them are.
    async fn behind(
        tx: &mut Reader,
        app: &App,
        tenant: Tenant,
        statement: impl Fn(Line, i64) -> (&'static str, Vec<Value>),
        (column, mut line, limit): (&str, Line, usize),
    ) -> Result<Vec<Dossier>> {
        let mut found = Vec::new();
        while found.len() < limit {
            let asked = limit - found.len();
            let (sql, values) = statement(line, i64::try_from(asked).unwrap_or(i64::MAX));
            let rows = proof::rows::<Head>(tx, sql, values).await?;
            let Some(last) = rows.last() else { break };
            line = Line {
                at: last.get(column)?,
                id: last.get("id")?,
            };
            found.extend(Dossier::whole(tx, app, tenant, &rows)?);
            if rows.len() < asked {
                break;
            }
        }
        Ok(found)
    }

    #[must_use]
    pub fn of(dossier: &Dossier) -> Self {
        Self {
            title: dossier.report.title(),
            minor: dossier.report.has_minor(),
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

/// A stretch of the worklist. Each is one stretch of an index, and they follow each other: what is urgent
/// and to be done, what else is, what has its time, and what waits for somebody else to answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    pub urgent: bool,
    /// A partner has time to answer: it is nobody's turn here.
    pub waits: bool,
    /// From which moment up to which its deadlines lie.
    pub from: Millis,
    pub until: Millis,
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
        self.next.is_some_and(|kind| kind.id == FEEDBACK.id) && self.due_at >= now
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

/// Each stretch of the list is one of an index.
pub const WORKLIST: &str =
    "select {row} from signal where tenant = $1 and next_step <> 'none' and urgent = $2
  and (due_at, id) > ($3, $4) and due_at < $5 and (next_step = 'feedback' and due_at >= $6) = $7
  order by due_at, id limit $8";

pub const CLOSED: &str =
    "select {row} from signal where tenant = $1 and state = 'closed' and (closed_at, id) < ($2, $3)
  order by closed_at desc, id desc limit $4";

/// What needs the officer, in the order of its stretches, behind a line.
pub async fn worklist(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    horizon: Horizon,
    after: WorkLine,
    limit: usize,
) -> Result<Vec<WorkItem>> {
    let mut found = Vec::new();
    let stretches = horizon.stretches().into_iter().enumerate();
    for (at, stretch) in stretches.skip(after.stretch) {
        let from = Line {
            at: stretch.from,
            ..Line::LEAST
        };
        let behind = if at == after.stretch && after.line.at >= stretch.from {
            after.line
        } else {
            from
        };
        let list = |Line { at, id }, limit| {
            let Stretch { urgent, waits, .. } = stretch;
            let values = params![
                tenant,
                urgent,
                at,
                id,
                stretch.until,
                horizon.now,
                waits,
                limit
            ];
            (WORKLIST, values)
        };
        let most = limit - found.len();
        let behind = ("due_at", behind, most);
        let dossiers = WorkItem::behind(tx, app, tenant, list, behind).await?;
        found.extend(dossiers.iter().map(WorkItem::of));
        if found.len() >= limit {
            break;
        }
    }
    Ok(found)
}

/// How many of the worklist lie in a stretch of it; of many, so many.
pub const MOST_COUNTED: i64 = 1000;

pub const COUNT: &str = "select count(*) as number from (select 1 from signal
  where tenant = $1 and next_step <> 'none' and urgent = $2 and due_at >= $3 and due_at < $4
  and (next_step = 'feedback' and due_at >= $5) = $6 limit $7) as found";

/// So many lie in a stretch; at most [`MOST_COUNTED`].
pub async fn count(tx: &mut Reader, tenant: Tenant, now: Millis, stretch: Stretch) -> Result<i64> {
    let Stretch {
        urgent,
        waits,
        from,
        until,
    } = stretch;
    let values = params![tenant, urgent, from, until, now, waits, MOST_COUNTED];
    tx.must(COUNT, values).await?.get("number")
}

/// Closed dossiers, the latest first, behind a line.
pub async fn closed(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    after: Line,
    limit: usize,
) -> Result<Vec<Dossier>> {
    let list = |Line { at, id }, limit| (CLOSED, params![tenant, at, id, limit]);
    WorkItem::behind(tx, app, tenant, list, ("closed_at", after, limit)).await
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
