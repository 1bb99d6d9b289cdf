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
use super::todo::FEEDBACK;
use crate::few;
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

/// So many of a stretch, behind a line. Damaged dossiers are no lines, and those behind them are.
async fn behind(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    (stretch, now): (Stretch, Millis),
    (mut line, limit): (Line, usize),
) -> Result<Vec<Dossier>> {
    let mut found = Vec::new();
    while found.len() < limit {
        let asked = limit - found.len();
        let values = params![
            tenant,
            stretch.urgent,
            line.at,
            line.id,
            stretch.until,
            now,
            stretch.waits,
            i64::try_from(asked).unwrap_or(i64::MAX)
        ];
        let rows = proof::rows::<Head>(tx, WORKLIST, values).await?;
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
) -> Result<Vec<WorkItem>> {
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
        let dossiers = behind(tx, app, tenant, (stretch, horizon.now), (line, left)).await?;
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
