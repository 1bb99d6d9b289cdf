//! The schema: the steps that a database went through, and taking those that are missing.
//!
//! Only `serve`, `demo` and `migrate` take steps; every other command refuses a database that is
//! not where this program wants it ([`Fit::refuse`]).

use std::collections::BTreeMap;
use std::pin::Pin;

use super::{Db, Reader, Tx};
use crate::audit::Event;
use crate::audited;
use crate::{App, Error, Result, Tenant, params, root, tenants};

/// A step in SQL. Missing ones are taken in the order in which they are listed, all in one
/// transaction, under a lock. A step that was released is never edited: a next step mends it.
///
/// `{uuid}`, `{bytes}`, `{int}` and `{bool}` stand for the column types, `{strict}` ends a `create
/// table`; statements end with `;` and a new line.
pub struct Migration {
    /// For good: installations remember it.
    pub id: &'static str,
    /// Its statements.
    pub sql: &'static str,
}

/// A step in code, for what SQL cannot reach: sealed content, and rows with a proof. It is taken for
/// each municipality apart, in the same transaction, with all keys open. What it writes that the
/// audit log vouches for (`Tx::wrote`, `proof::save`) is recorded in that municipality's chain, as
/// an act of the program (`schema.migrated`).
///
/// It reads tables as the steps before it left them, and reads in the program as it is now; so it
/// goes through its own SQL and its own sealed structs, as a later version may know others.
pub struct CodeStep {
    /// For good, as that of a step in SQL.
    pub id: &'static str,
    /// The step that it follows at once.
    pub after: &'static str,
    /// What it does in one municipality.
    pub run: Run,
}

/// What a step in code does for one municipality.
pub type Run = for<'a> fn(
    &'a mut Tx,
    &'a App,
    Tenant,
) -> Pin<Box<dyn Future<Output = Result<()>> + Send + 'a>>;

/// What installations remember of the steps they took.
pub const MIGRATIONS: &[Migration] = &[Migration {
    id: "platform-20-schema-hash",
    sql: "create table schema_hash (id text primary key, hash {bytes} not null){strict};
",
}];

/// The step from which on texts of steps are remembered.
const HASHES: &str = MIGRATIONS[0].id;

enum Step {
    Sql(&'static Migration),
    Code(&'static CodeStep),
}

impl Step {
    fn id(&self) -> &'static str {
        match self {
            Self::Sql(step) => step.id,
            Self::Code(step) => step.id,
        }
    }

    /// Tells whether a step was edited after it was taken. Of code, only its name and place.
    fn hash(&self) -> [u8; 32] {
        let text = match self {
            Self::Sql(step) => step.sql,
            Self::Code(step) => step.after,
        };
        vault::digest(&[self.id().as_bytes(), text.as_bytes()])
    }
}

/// Every step that this program knows, in order.
pub struct Schema(Vec<Step>);

/// How a database stands to the steps of this program.
#[derive(Debug, PartialEq, Eq)]
pub enum Fit {
    /// Nothing is in it.
    Empty,
    /// It went through every step.
    Fits,
    /// These are missing.
    Older(Vec<&'static str>),
    /// It went through a step that this program does not know.
    Newer(String),
    /// It went through a step of this name, but with another text.
    Edited(String),
}

impl Fit {
    /// Words for whoever started a command that takes no steps.
    ///
    /// # Errors
    /// Unless the database is where this program wants it.
    pub fn refuse(&self) -> Result<()> {
        let words = match self {
            Self::Fits => return Ok(()),
            Self::Empty => {
                "this database is empty: start `meldroute serve`, or `meldroute setup`".to_owned()
            }
            Self::Older(missing) => format!(
                "this database was made by an earlier version of Meldroute ({} steps behind, from {}): make a \
                 backup with that version, then run `meldroute migrate` or start `meldroute serve`",
                missing.len(),
                missing.first().unwrap_or(&"?"),
            ),
            Self::Newer(step) => format!(
                "this database was made by another version of Meldroute (step {step}): use that version"
            ),
            Self::Edited(step) => format!(
                "step {step} of this database had another text than this program has: use the version that made it"
            ),
        };
        Err(Error::Internal(words))
    }
}

/// What a database went through.
#[derive(Default)]
struct Taken {
    steps: Vec<String>,
    hashes: BTreeMap<String, Vec<u8>>,
}

impl Taken {
    async fn read(tx: &mut Reader, db: &Db) -> Result<Option<Self>> {
        if !db.has_table(tx, "schema_step").await? {
            return Ok(None);
        }
        let mut taken = Self::default();
        for row in tx.rows("select id from schema_step", params![]).await? {
            taken.steps.push(row.get("id")?);
        }
        if taken.steps.iter().any(|id| id == HASHES) {
            for row in tx
                .rows("select id, hash from schema_hash", params![])
                .await?
            {
                taken.hashes.insert(row.get("id")?, row.get("hash")?);
            }
        }
        Ok(Some(taken))
    }

    fn has(&self, step: &Step) -> bool {
        self.steps.iter().any(|id| id == step.id())
    }
}

impl Schema {
    /// Steps in SQL in this order; each step in code follows the one that it names.
    ///
    /// # Errors
    /// When a step in code follows one that is not there.
    pub fn new(sql: &[&'static [Migration]], code: &[&'static [CodeStep]]) -> Result<Self> {
        let mut steps: Vec<Step> = sql.iter().copied().flatten().map(Step::Sql).collect();
        for step in code.iter().copied().flatten() {
            let at = steps.iter().position(|other| other.id() == step.after);
            let at = at.ok_or_else(|| {
                Error::Internal(format!(
                    "step {} follows {}, which is not there",
                    step.id, step.after
                ))
            })?;
            steps.insert(at + 1, Step::Code(step));
        }
        Ok(Self(steps))
    }

    /// How this database stands to these steps.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn fit(&self, db: &Db) -> Result<Fit> {
        let taken = Taken::read(&mut db.read().await?, db).await?;
        Ok(taken.map_or(Fit::Empty, |taken| self.compare(&taken)))
    }

    fn compare(&self, taken: &Taken) -> Fit {
        let known = |id: &String| self.0.iter().any(|step| step.id() == id);
        if let Some(other) = taken.steps.iter().find(|id| !known(id)) {
            return Fit::Newer(other.clone());
        }
        let edited = |step: &&Step| {
            let hash = taken.hashes.get(step.id());
            hash.is_some_and(|hash| hash[..] != step.hash()[..])
        };
        if let Some(step) = self.0.iter().find(edited) {
            return Fit::Edited(step.id().to_owned());
        }
        let missing: Vec<_> = self.0.iter().filter(|step| !taken.has(step)).collect();
        if missing.is_empty() {
            Fit::Fits
        } else {
            Fit::Older(missing.into_iter().map(Step::id).collect())
        }
    }

    /// Takes the steps that are missing: all of them, or none. Of two programs that start at once
    /// one takes them, and the other finds them taken. Gives which ones it took.
    ///
    /// # Errors
    /// When the database was made by another version, or a step fails.
    pub async fn migrate(&self, app: &App) -> Result<Vec<&'static str>> {
        let mut tx = app.db.begin_alone().await?;
        tx.exec(
            "create table if not exists schema_step (id text primary key)",
            params![],
        )
        .await?;
        let before = Taken::read(&mut tx, &app.db).await?.unwrap_or_default();
        match self.compare(&before) {
            Fit::Older(_) | Fit::Fits | Fit::Empty => {}
            other => other.refuse()?,
        }
        if app.db.has_table(&mut tx, "instance_root").await? {
            // Another program may have been first: its root is the one, also for steps in code.
            root::keep(&mut tx, app).await?;
        }
        let mut took = Vec::new();
        for step in self.0.iter().filter(|step| !before.has(step)) {
            take(&mut tx, app, step)
                .await
                .map_err(|error| Error::Internal(format!("step {}: {error}", step.id())))?;
            tx.exec(
                "insert into schema_step (id) values ($1)",
                params![step.id()],
            )
            .await?;
            took.push(step.id());
        }
        // Steps of before texts were remembered get theirs now.
        for step in self
            .0
            .iter()
            .filter(|step| !before.hashes.contains_key(step.id()))
        {
            tx.exec(
                "insert into schema_hash (id, hash) values ($1, $2)",
                params![step.id(), step.hash()],
            )
            .await?;
        }
        root::keep(&mut tx, app).await?;
        tx.commit_recorded(app).await?;
        Ok(took)
    }
}

async fn take(tx: &mut Tx, app: &App, step: &Step) -> Result<()> {
    match step {
        Step::Sql(step) => {
            let sql = app.db.dialect(step.sql);
            for statement in sql.split(";\n").map(str::trim) {
                if !statement.is_empty() {
                    tx.run(statement.to_owned()).await?;
                }
            }
        }
        Step::Code(step) => {
            for tenant in tenants::open_keys(tx, app).await? {
                (step.run)(tx, app, tenant).await?;
                let event = Event::by_system(tenant, "program", &audited::SCHEMA_MIGRATED);
                tx.record(app, event.with("step", step.id)).await?;
            }
        }
    }
    Ok(())
}
