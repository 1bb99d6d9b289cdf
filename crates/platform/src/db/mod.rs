//! One code path for `SQLite` and `PostgreSQL`: one SQL text per statement, `$1` for parameters,
//! portable types only (uuid, i64, text, bytes, bool).
//!
//! To add a table: a [`Migration`] in the wing that owns it (see [`Schema`]).

mod alone;
mod reader;
mod schema;
mod tx;
mod value;

use std::sync::Arc;
use std::time::Duration;

use alone::Alone;
use reader::Connection;
pub use reader::Reader;
pub use schema::{CodeStep, Fit, MIGRATIONS, Migration, Run, Schema};
use sqlx::postgres::PgPoolOptions;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection as _, PgPool, Row as _, SqlitePool};
pub use tx::Tx;
pub(crate) use tx::Written;
pub use value::{Column, Row, Value, misread};

use crate::proof::Fresh;
use crate::{Error, Result, params};

/// The number of the lock that [`Db::begin_alone`] takes ("meldrout").
const ALONE: i64 = 0x6d65_6c64_726f_7574;

/// For how long anybody waits for their turn, before they are told that it is busy.
const TURN: Duration = Duration::from_secs(10);

/// The database. Cheap to clone.
#[derive(Clone)]
pub struct Db {
    pool: Pool,
    fresh: Arc<Fresh>,
}

#[derive(Clone)]
enum Pool {
    /// One connection writes (so writers queue instead of failing), the others read.
    Sqlite { write: SqlitePool, read: SqlitePool },
    /// In two as well: a connection that reads is one that `PostgreSQL` refuses to write through.
    Postgres { write: PgPool, read: PgPool },
}

/// So often, and so long between, the first connection is asked for again.
const FIRST: (u32, Duration) = (100, Duration::from_millis(50));

/// The connection that writes. Programs that open a new file at the same moment all ask `SQLite` for its
/// log; it refuses all but one at once, however long they would wait. Those ask again.
async fn first(options: &SqliteConnectOptions) -> Result<SqlitePool> {
    let (tries, between) = FIRST;
    for _ in 0..tries {
        let opening = SqlitePoolOptions::new()
            .max_connections(1)
            .acquire_timeout(TURN)
            .connect_with(options.clone());
        match opening.await {
            Err(sqlx::Error::Database(error)) if error.code().as_deref() == Some(BUSY) => {
                tokio::time::sleep(between).await;
            }
            other => return Ok(other?),
        }
    }
    Err(Error::Internal("the database is in use".into()))
}

/// What `SQLite` says when somebody else has the file.
const BUSY: &str = "5";

impl Db {
    /// Opens `sqlite:PATH` (created when absent) or `postgres://...`.
    pub async fn open(url: &str) -> Result<Self> {
        if let Some(path) = url.strip_prefix("sqlite:") {
            let options = SqliteConnectOptions::new()
                .filename(path)
                .create_if_missing(true)
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Full)
                .foreign_keys(true)
                .busy_timeout(TURN)
                .pragma("secure_delete", "on")
                // Fewer, larger moves from log to database (32 MB): commits wait for the log alone.
                .pragma("wal_autocheckpoint", "8000")
                .disable_statement_logging();
            let write = first(&options).await?;
            let read = SqlitePoolOptions::new()
                .max_connections(4)
                .acquire_timeout(TURN)
                // Pages of their own are few (half a MB): the system keeps the file in memory once, for all of them.
                .connect_with(options.read_only(true).pragma("cache_size", "-500"))
                .await?;
            Ok(Self::of(Pool::Sqlite { write, read }))
        } else {
            let options = url
                .parse::<sqlx::postgres::PgConnectOptions>()?
                .disable_statement_logging();
            let reading = options
                .clone()
                .options([("default_transaction_read_only", "on")]);
            let write = PgPoolOptions::new()
                .max_connections(8)
                .acquire_timeout(TURN);
            let read = PgPoolOptions::new()
                .max_connections(8)
                .acquire_timeout(TURN);
            Ok(Self::of(Pool::Postgres {
                write: write.connect_with(options).await?,
                read: read.connect_with(reading).await?,
            }))
        }
    }

    fn of(pool: Pool) -> Self {
        Self {
            pool,
            fresh: Arc::default(),
        }
    }

    /// What was read of rows that decide something, so that none can be put back (see `proof`).
    #[must_use]
    pub fn fresh(&self) -> &Fresh {
        &self.fresh
    }

    /// Starts a transaction that may write.
    pub async fn begin(&self) -> Result<Tx> {
        let alone = Alone::take()?;
        let connection = match &self.pool {
            Pool::Sqlite { write, .. } => {
                Connection::Sqlite(write.begin_with("begin immediate").await?)
            }
            Pool::Postgres { write, .. } => Connection::Postgres(write.begin().await?),
        };
        Ok(Tx::new(connection, alone, &self.fresh))
    }

    /// A connection for reading only.
    pub async fn read(&self) -> Result<Reader> {
        let alone = Alone::take()?;
        let connection = match &self.pool {
            Pool::Sqlite { read, .. } => Connection::SqliteRead(read.acquire().await?),
            Pool::Postgres { read, .. } => Connection::PostgresRead(read.acquire().await?),
        };
        Ok(Reader::new(connection, alone, &self.fresh))
    }

    /// A reader that sees the database as it stood at its first look, whatever is written meanwhile:
    /// for what only makes sense as a whole.
    pub async fn moment(&self) -> Result<Reader> {
        let alone = Alone::take()?;
        let connection = match &self.pool {
            Pool::Sqlite { read, .. } => Connection::SqliteMoment(read.begin().await?),
            Pool::Postgres { read, .. } => Connection::PostgresMoment(
                read.begin_with("begin isolation level repeatable read, read only")
                    .await?,
            ),
        };
        Ok(Reader::new(connection, alone, &self.fresh))
    }

    /// Starts a transaction that writes and that no other one of its kind runs beside, in this
    /// process or another: a second one waits until the first is done.
    pub(crate) async fn begin_alone(&self) -> Result<Tx> {
        let mut tx = self.begin().await?;
        if let Pool::Postgres { .. } = &self.pool {
            // SQLite has one writer anyway.
            tx.exec("select pg_advisory_xact_lock($1)", params![ALONE])
                .await?;
        }
        Ok(tx)
    }

    /// Is there a table of this name?
    pub(crate) async fn has_table(&self, tx: &mut Reader, name: &str) -> Result<bool> {
        let sql = match &self.pool {
            Pool::Sqlite { .. } => "select 1 from sqlite_master where type = 'table' and name = $1",
            Pool::Postgres { .. } => {
                "select 1 from information_schema.tables where table_schema = current_schema() and table_name = $1"
            }
        };
        Ok(tx.row(sql, params![name]).await?.is_some())
    }

    /// The statements of a step, in the words of this database.
    fn dialect(&self, sql: &str) -> String {
        let [uuid, bytes, int, bool, strict] = match &self.pool {
            Pool::Sqlite { .. } => ["blob", "blob", "integer", "integer", " strict"],
            Pool::Postgres { .. } => ["uuid", "bytea", "bigint", "boolean", ""],
        };
        sql.replace("{uuid}", uuid)
            .replace("{bytes}", bytes)
            .replace("{int}", int)
            .replace("{bool}", bool)
            .replace("{strict}", strict)
    }

    /// Is the database whole? `SQLite` checks itself; `PostgreSQL` is asked for an answer.
    pub async fn integrity(&self) -> Result<()> {
        let mut tx = self.read().await?;
        if let Pool::Sqlite { .. } = &self.pool {
            let answer: String = tx
                .must("pragma integrity_check", params![])
                .await?
                .get("integrity_check")?;
            is_whole(&answer)?;
        } else {
            tx.must("select id from schema_step limit 1", params![])
                .await?;
        }
        Ok(())
    }

    /// Writes a consistent copy while the program runs (`SQLite` only; `PostgreSQL` has its own
    /// tools), without what stands in these tables (`draft`) or rows of one (`blob where ..`), and
    /// checks that it is whole. `SQLite` copies page by page: memory does not grow with it.
    pub async fn copy_to(&self, path: &str, without: &[&str]) -> Result<()> {
        match &self.pool {
            Pool::Sqlite { write, .. } => {
                let quoted = path.replace('\'', "''");
                sqlx::raw_sql(AssertSqlSafe(format!("vacuum into '{quoted}'")))
                    .execute(write)
                    .await?;
                let options = SqliteConnectOptions::new()
                    .filename(path)
                    .journal_mode(SqliteJournalMode::Delete);
                let mut copy = options.disable_statement_logging().connect().await?;
                for rows in without {
                    sqlx::raw_sql(AssertSqlSafe(format!("delete from {rows}")))
                        .execute(&mut copy)
                        .await?;
                }
                sqlx::raw_sql("vacuum").execute(&mut copy).await?;
                let checked = sqlx::query("pragma integrity_check").fetch_one(&mut copy);
                let answer: String = checked.await?.try_get(0)?;
                copy.close().await?;
                is_whole(&answer)
            }
            Pool::Postgres { .. } => Err(Error::Internal(
                "use pg_dump to back up PostgreSQL; see docs/beheer".into(),
            )),
        }
    }

    /// Empties the log of `SQLite` into the database file, where `secure_delete` has overwritten
    /// what was deleted: until then the log holds it. False when somebody was reading and a part is
    /// left; nothing of that is lost, a next time takes it. `PostgreSQL` does this in its own time
    /// (vacuum, archives of its log).
    pub async fn checkpoint(&self) -> Result<bool> {
        let Pool::Sqlite { write, .. } = &self.pool else {
            return Ok(true);
        };
        let row = sqlx::query("pragma wal_checkpoint(truncate)")
            .fetch_one(write)
            .await?;
        Ok(row.try_get::<i64, _>(0)? == 0)
    }

    /// Waits for what is running, and lets go of the database.
    pub async fn close(&self) {
        match &self.pool {
            Pool::Sqlite { write, read } => {
                read.close().await;
                write.close().await;
            }
            Pool::Postgres { write, read } => {
                read.close().await;
                write.close().await;
            }
        }
    }
}

/// What `SQLite` found when it checked itself.
fn is_whole(answer: &str) -> Result<()> {
    if answer == "ok" {
        Ok(())
    } else {
        Err(Error::Internal(format!("database: {answer}")))
    }
}
