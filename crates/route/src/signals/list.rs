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
    ) -> Result<Vec<Self>> {
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
            let whole = Dossier::whole(tx, app, tenant, &rows)?;
            found.extend(whole.into_iter().map(Self::from));
            if rows.len() < asked {
                break;
            }
        }
        Ok(found)
    }

    fn from(dossier: Dossier) -> Self {
        Self {
            title: dossier.report.title(),
            minor: dossier.report.has_minor(),
            id: dossier.id,
            reference: dossier.reference,
            state: dossier.state,
            closed_at: dossier.state.closing().map(|(at, _)| at),
            urgent: dossier.urgent,
            next: dossier.next,
            due_at: dossier.due_at,
            received_at: dossier.received_at,
        }
    }
}

/// A line of the worklist: the urgent ones come first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WorkLine {
    pub urgent: bool,
    pub line: Line,
}

impl WorkLine {
    pub const FIRST: Self = Self {
        urgent: true,
        line: Line::LEAST,
    };

    /// What stands in an address: the line, and whether it is among the urgent ones.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (urgent, line) = match text.strip_prefix('!') {
            Some(line) => (true, line),
            None => (false, text),
        };
        let line = Line::parse(line)?;
        Some(Self { urgent, line })
    }
}

impl fmt::Display for WorkLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mark = if self.urgent { "!" } else { "" };
        write!(f, "{mark}{}", self.line)
    }
}

impl WorkItem {
    #[must_use]
    pub fn line(&self) -> WorkLine {
        WorkLine {
            urgent: self.urgent,
            line: Line::of(self.due_at, self.id),
        }
    }
}

/// Each part of the list, the urgent lines and the others, is one stretch of an index.
pub const WORKLIST: &str =
    "select {row} from signal where tenant = $1 and next_step <> 'none' and urgent = $2
  and (due_at, id) > ($3, $4) order by due_at, id limit $5";

pub const CLOSED: &str =
    "select {row} from signal where tenant = $1 and state = 'closed' and (closed_at, id) < ($2, $3)
  order by closed_at desc, id desc limit $4";

async fn part(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    WorkLine { urgent, line }: WorkLine,
    limit: usize,
) -> Result<Vec<WorkItem>> {
    let list = |Line { at, id }, limit| (WORKLIST, params![tenant, urgent, at, id, limit]);
    WorkItem::behind(tx, app, tenant, list, ("due_at", line, limit)).await
}

/// What needs the officer, by danger and deadline, behind a line.
pub async fn worklist(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    after: WorkLine,
    limit: usize,
) -> Result<Vec<WorkItem>> {
    let mut found = part(tx, app, tenant, after, limit).await?;
    if after.urgent && found.len() < limit {
        let others = WorkLine {
            urgent: false,
            line: Line::LEAST,
        };
        found.extend(part(tx, app, tenant, others, limit - found.len()).await?);
    }
    Ok(found)
}

/// How many of the worklist lie in a stretch of it; of many, so many.
pub const MOST_COUNTED: i64 = 1000;

pub const COUNT: &str = "select count(*) as number from (select 1 from signal
  where tenant = $1 and next_step <> 'none' and urgent = $2 and due_at >= $3 and due_at < $4
  limit $5) as found";

/// So many wait, urgent or not, with a deadline from the one moment up to the other; at most
/// [`MOST_COUNTED`].
pub async fn count(
    tx: &mut Reader,
    tenant: Tenant,
    urgent: bool,
    from: Millis,
    until: Millis,
) -> Result<i64> {
    let values = params![tenant, urgent, from, until, MOST_COUNTED];
    tx.must(COUNT, values).await?.get("number")
}

/// Closed dossiers, the latest first, behind a line.
pub async fn closed(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    after: Line,
    limit: usize,
) -> Result<Vec<WorkItem>> {
    let list = |Line { at, id }, limit| (CLOSED, params![tenant, at, id, limit]);
    WorkItem::behind(tx, app, tenant, list, ("closed_at", after, limit)).await
}
