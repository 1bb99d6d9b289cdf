//! Tasks in the database. A row decides what is next and whether a dossier may close, so none can
//! be forged (see [`crate::proof`]). Nothing in it tells when it was opened, for that may be when
//! somebody reported.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::model::{Ending, How, Stored, Task, Tasks};
use crate::db::{Column, Migration, Reader, Row, Tx, Value, misread};
use crate::proof::{self, Noted, Standing};
use crate::{App, DossierId, Error, Millis, PersonId, Result, Tenant, few, guarded, params};

/// Rows with a proof (ADR 14), found by their dossier.
pub const MIGRATIONS: &[Migration] = &[Migration {
    id: "platform-30-tasks",
    sql: "create table task (
  id {uuid} primary key, tenant {uuid} not null, dossier {uuid}, kind text not null, about text not null,
  due_at {int} not null, person {uuid}, done_at {int}, done_how text, version {int} not null, proof {bytes} not null){strict};
create index task_dossier on task (dossier, tenant);
",
}];

struct Record {
    id: Uuid,
    tenant: Tenant,
    dossier: Option<DossierId>,
    kind: String,
    about: String,
    due_at: Millis,
    /// Who took it on, when it is somebody's own.
    person: Option<PersonId>,
    done_at: Option<Millis>,
    done_how: Option<How>,
    version: i64,
}

guarded!(
    Record,
    "task",
    |row| Noted::InAudit(row.tenant),
    version,
    key[id],
    [
        tenant, dossier, kind, about, due_at, person, done_at, done_how, version
    ]
);

impl Column for Option<How> {
    fn read(row: &Row, name: &str) -> Result<Self> {
        let id: Option<String> = row.get(name)?;
        id.map(|id| How::parse(&id).ok_or_else(|| misread(name)))
            .transpose()
    }

    fn value(&self) -> Value {
        self.map(|how| how.id().to_owned()).value()
    }
}

impl Task {
    fn from(app: &App, record: Record) -> Result<Self> {
        let kind = app
            .task_kinds
            .find(&record.kind)
            .ok_or_else(|| Error::Misread(format!("unknown kind of task: {}", record.kind)))?;
        Ok(Self {
            kind,
            about: record.about,
            due_at: record.due_at,
            ended: record.done_how.map(|how| Ending {
                how,
                at: record.done_at,
            }),
            stored: Some(Stored {
                id: record.id,
                version: record.version,
                person: record.person,
            }),
            changed: false,
        })
    }
}

/// All tasks of a dossier, those that ended too.
pub async fn of_dossier(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    dossier: DossierId,
) -> Result<Tasks> {
    let records = of(tx, app, tenant, dossier).await?.into_iter();
    let tasks: Result<_> = records.map(|record| Task::from(app, record)).collect();
    Ok(Tasks(tasks?))
}

const OPEN: &str = "select {row} from task where done_at is null and dossier in
  ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)";

/// What is to be done in a dossier, for a list.
#[derive(Debug, Default)]
pub struct OpenTasks {
    /// Those that stand as they were written.
    pub tasks: Tasks,
    /// Others do not, or this version does not know what they are: the dossier itself does not open, and
    /// `meldroute check` names them. A list says so, and goes on.
    pub damaged: bool,
}

/// What is to be done in each of these dossiers.
pub async fn open_of(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    dossiers: &[DossierId],
) -> Result<BTreeMap<DossierId, OpenTasks>> {
    let mut found = BTreeMap::<DossierId, OpenTasks>::new();
    for some in dossiers.chunks(few::AT_ONCE) {
        let values = few::values(some.iter().copied());
        for row in proof::rows::<Record>(tx, OPEN, values).await? {
            if Tenant(row.get("tenant")?) != tenant {
                continue;
            }
            let of = found.entry(row.get("dossier")?).or_default();
            let task = proof::read::<Record>(tx, app, &row).and_then(|one| Task::from(app, one));
            match task {
                Ok(task) => of.tasks.0.push(task),
                Err(error) if error.is_damage() => of.damaged = true,
                Err(error) => return Err(error),
            }
        }
    }
    Ok(found)
}

/// Writes what changed.
pub async fn save(
    tx: &mut Tx,
    app: &App,
    tenant: Tenant,
    dossier: DossierId,
    tasks: &Tasks,
) -> Result<()> {
    for task in tasks.0.iter().filter(|task| task.changed) {
        let stored = task.stored.unwrap_or_else(|| Stored {
            id: app.clock.id_without_time(),
            version: 0,
            person: None,
        });
        let mut record = Record {
            id: stored.id,
            tenant,
            dossier: Some(dossier),
            kind: task.kind.id.to_owned(),
            about: task.about.clone(),
            due_at: task.due_at,
            person: stored.person,
            done_at: task
                .ended
                .map(|ending| ending.at.unwrap_or_else(|| app.clock.now())),
            done_how: task.ended.map(|ending| ending.how),
            version: stored.version,
        };
        proof::save(tx, app, &mut record).await?;
    }
    Ok(())
}

/// Takes the tasks of a dossier away with it.
pub async fn forget(tx: &mut Tx, app: &App, tenant: Tenant, dossier: DossierId) -> Result<()> {
    for record in of(tx, app, tenant, dossier).await? {
        proof::remove(tx, app, &record).await?;
    }
    Ok(())
}

async fn of(tx: &mut Reader, app: &App, tenant: Tenant, dossier: DossierId) -> Result<Vec<Record>> {
    let sql = "select {row} from task where dossier = $1 and tenant = $2";
    proof::all_or_fault(tx, app, sql, params![dossier, tenant]).await
}

/// For `meldroute check`.
pub async fn standing(tx: &mut Reader, app: &App, tenant: Tenant) -> Result<Standing> {
    proof::standing::<Record>(tx, app, tenant).await
}
