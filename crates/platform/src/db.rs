//! One code path for `SQLite` and `PostgreSQL`: one SQL text per statement, `$1` for parameters,
//! portable types only (uuid, i64, text, bytes, bool).
//!
//! To add a table: a [`Migration`] in the wing that owns it; `{uuid}`, `{bytes}`, `{int}` and
//! `{bool}` stand for the column types, `{strict}` ends a `create table`.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use sqlx::postgres::{PgPoolOptions, PgRow};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteRow, SqliteSynchronous,
};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection as _, PgPool, Postgres, Row as _, Sqlite, SqlitePool};
use uuid::Uuid;

use crate::audit::{self, Event};
use crate::proof::{Fresh, Seen};
use crate::{App, Error, Result, Tenant};

/// The database. Cheap to clone.
#[derive(Clone)]
pub struct Db {
    pool: Pool,
    fresh: Arc<Fresh>,
}

#[derive(Clone)]
enum Pool {
    /// One connection writes (so writers queue instead of failing), the others read.
    Sqlite {
        write: SqlitePool,
        read: SqlitePool,
    },
    Postgres(PgPool),
}

/// A statement's parameter. `From` is implemented for the portable types and their `Option`s.
#[derive(Debug, Clone)]
pub enum Value {
    Int(Option<i64>),
    Text(Option<String>),
    Bytes(Option<Vec<u8>>),
    Id(Option<Uuid>),
    Bool(Option<bool>),
}

macro_rules! value_from {
    ($($type:ty => $variant:ident),*) => {$(
        impl From<$type> for Value { fn from(v: $type) -> Self { Self::$variant(Some(v.into())) } }
        impl From<Option<$type>> for Value { fn from(v: Option<$type>) -> Self { Self::$variant(v.map(Into::into)) } }
    )*};
}
value_from!(i64 => Int, i32 => Int, String => Text, &str => Text, Vec<u8> => Bytes, &[u8] => Bytes, [u8; 32] => Bytes, Uuid => Id, bool => Bool);

/// Parameters of a statement: `params![tenant, id, "text"]`.
#[macro_export]
macro_rules! params {
    ($($value:expr),* $(,)?) => { vec![$($crate::db::Value::from($value)),*] };
}

/// One row of either database.
pub enum Row {
    Sqlite(SqliteRow),
    Postgres(PgRow),
}

/// A portable column type.
pub trait Column: Sized {
    fn column(row: &Row, name: &str) -> std::result::Result<Self, sqlx::Error>;
}

macro_rules! column {
    ($($type:ty),*) => {$(
        impl Column for $type {
            fn column(row: &Row, name: &str) -> std::result::Result<Self, sqlx::Error> {
                match row { Row::Sqlite(r) => r.try_get(name), Row::Postgres(r) => r.try_get(name) }
            }
        }
        impl Column for Option<$type> {
            fn column(row: &Row, name: &str) -> std::result::Result<Self, sqlx::Error> {
                match row { Row::Sqlite(r) => r.try_get(name), Row::Postgres(r) => r.try_get(name) }
            }
        }
    )*};
}
column!(i64, String, Vec<u8>, Uuid, bool);

impl Row {
    pub fn get<T: Column>(&self, name: &str) -> Result<T> {
        Ok(T::column(self, name)?)
    }
}

/// A connection in use: a transaction that writes, or a reader.
pub struct Tx {
    connection: Connection,
    /// What was written that the audit record vouches for: `table:key`, and a tag of what stands there now.
    written: BTreeMap<Option<Tenant>, Written>,
    pub(crate) seen: Seen,
}

/// Rows and their tags; no tag: the row was taken away.
pub(crate) type Written = BTreeMap<String, Option<String>>;

enum Connection {
    Sqlite(sqlx::Transaction<'static, Sqlite>),
    Postgres(sqlx::Transaction<'static, Postgres>),
    SqliteRead(sqlx::pool::PoolConnection<Sqlite>),
    PostgresRead(sqlx::pool::PoolConnection<Postgres>),
}

/// Runs `$body` with `$c` bound to the driver's connection; it is type-checked once per driver.
macro_rules! on {
    ($tx:expr, $c:ident => $body:expr) => {
        match &mut $tx.connection {
            Connection::Sqlite($c) => {
                let $c = &mut **$c;
                $body
            }
            Connection::Postgres($c) => {
                let $c = &mut **$c;
                $body
            }
            Connection::SqliteRead($c) => {
                let $c = &mut **$c;
                $body
            }
            Connection::PostgresRead($c) => {
                let $c = &mut **$c;
                $body
            }
        }
    };
}

macro_rules! bound {
    ($sql:expr, $params:expr) => {{
        let mut query = sqlx::query($sql);
        for value in $params {
            query = match value {
                Value::Int(v) => query.bind(v),
                Value::Text(v) => query.bind(v),
                Value::Bytes(v) => query.bind(v),
                Value::Id(v) => query.bind(v),
                Value::Bool(v) => query.bind(v),
            };
        }
        query
    }};
}

impl Tx {
    fn new(connection: Connection, fresh: &Arc<Fresh>) -> Self {
        Self { connection, written: BTreeMap::new(), seen: Seen::new(fresh.clone()) }
    }

    /// Can nothing be written through this one?
    pub(crate) fn is_reader(&self) -> bool {
        matches!(self.connection, Connection::SqliteRead(_) | Connection::PostgresRead(_))
    }

    /// Runs a statement; gives the number of rows it touched.
    pub async fn exec(&mut self, sql: &'static str, params: Vec<Value>) -> Result<u64> {
        Ok(on!(self, c => bound!(sql, params).execute(c).await?.rows_affected()))
    }

    pub async fn rows(&mut self, sql: &'static str, params: Vec<Value>) -> Result<Vec<Row>> {
        self.seen.look();
        Ok(match &mut self.connection {
            Connection::Sqlite(c) => sqlite_rows(bound!(sql, params).fetch_all(&mut **c).await?),
            Connection::SqliteRead(c) => sqlite_rows(bound!(sql, params).fetch_all(&mut **c).await?),
            Connection::Postgres(c) => postgres_rows(bound!(sql, params).fetch_all(&mut **c).await?),
            Connection::PostgresRead(c) => postgres_rows(bound!(sql, params).fetch_all(&mut **c).await?),
        })
    }

    pub async fn row(&mut self, sql: &'static str, params: Vec<Value>) -> Result<Option<Row>> {
        Ok(self.rows(sql, params).await?.into_iter().next())
    }

    /// A row that must be there for this actor; otherwise the page does not exist.
    pub async fn must(&mut self, sql: &'static str, params: Vec<Value>) -> Result<Row> {
        self.row(sql, params).await?.ok_or(Error::NotFound)
    }

    /// Says what now stands in a row, so that the audit record can vouch for it: a row that is put back to an
    /// older state, or taken away, is then found (`meldroute check`). `tag` is a proof or sealed bytes.
    pub fn wrote(&mut self, table: &'static str, key: impl std::fmt::Display, tag: &[u8]) {
        // Its end: the authentication of sealed bytes, or of a fingerprint as good as its beginning.
        let tag = vault::hex(&tag[tag.len().saturating_sub(8)..]);
        self.vouch(None, format!("{table}:{key}"), Some(tag));
    }

    pub fn removed(&mut self, table: &'static str, key: impl std::fmt::Display) {
        self.vouch(None, format!("{table}:{key}"), None);
    }

    /// The same for a row of this municipality, whichever one the act is recorded in.
    pub(crate) fn vouch(&mut self, tenant: Option<Tenant>, row: String, tag: Option<String>) {
        self.written.entry(tenant).or_default().insert(row, tag);
    }

    /// Makes the change lasting, together with the record of who did it.
    pub async fn commit(mut self, app: &App, event: Event) -> Result<()> {
        let mut written = std::mem::take(&mut self.written);
        let mut own = written.remove(&None).unwrap_or_default();
        own.extend(written.remove(&Some(event.tenant())).unwrap_or_default());
        let mut appended = Vec::new();
        // What an act changed in another municipality stands in that one's chain too.
        for (other, rows) in written {
            let Some(other) = other else { continue };
            appended.push(audit::append(&mut self, app, event.also_in(other), &rows).await?);
        }
        appended.push(audit::append(&mut self, app, event, &own).await?);
        self.finish().await?;
        for end in &appended {
            app.high_water.note(end);
        }
        Ok(())
    }

    /// For what is nobody's act (cleaning up what expired) or nobody's business (an own password). The
    /// reason is for the reader of the code.
    pub async fn commit_unaudited(self, _reason: &'static str) -> Result<()> {
        debug_assert!(self.written.is_empty(), "{:?} want an audit record", self.written);
        self.finish().await
    }

    async fn finish(self) -> Result<()> {
        match self.connection {
            Connection::Sqlite(tx) => tx.commit().await?,
            Connection::Postgres(tx) => tx.commit().await?,
            Connection::SqliteRead(_) | Connection::PostgresRead(_) => {
                return Err(Error::Internal("a reader cannot commit".into()));
            }
        }
        Ok(())
    }
}

fn sqlite_rows(rows: Vec<SqliteRow>) -> Vec<Row> {
    rows.into_iter().map(Row::Sqlite).collect()
}

fn postgres_rows(rows: Vec<PgRow>) -> Vec<Row> {
    rows.into_iter().map(Row::Postgres).collect()
}

/// One step of the schema. Steps run once, in order of `id`, each in its own transaction.
pub struct Migration {
    pub id: &'static str,
    pub sql: &'static str,
}

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
                .busy_timeout(Duration::from_secs(10))
                .pragma("secure_delete", "on")
                // Fewer, larger moves from log to database (32 MB): commits wait for the log alone.
                .pragma("wal_autocheckpoint", "8000")
                .disable_statement_logging();
            let write = SqlitePoolOptions::new().max_connections(1).connect_with(options.clone()).await?;
            let read =
                SqlitePoolOptions::new().max_connections(4).connect_with(options.read_only(true)).await?;
            Ok(Self::of(Pool::Sqlite { write, read }))
        } else {
            let options = url.parse::<sqlx::postgres::PgConnectOptions>()?.disable_statement_logging();
            let pool = PgPoolOptions::new().max_connections(16).connect_with(options).await?;
            Ok(Self::of(Pool::Postgres(pool)))
        }
    }

    fn of(pool: Pool) -> Self {
        Self { pool, fresh: Arc::default() }
    }

    /// What was read of rows that decide something, so that none can be put back (see `proof`).
    #[must_use]
    pub fn fresh(&self) -> &Fresh {
        &self.fresh
    }

    /// Starts a transaction that may write.
    pub async fn begin(&self) -> Result<Tx> {
        let connection = match &self.pool {
            Pool::Sqlite { write, .. } => Connection::Sqlite(write.begin_with("begin immediate").await?),
            Pool::Postgres(pool) => Connection::Postgres(pool.begin().await?),
        };
        Ok(Tx::new(connection, &self.fresh))
    }

    /// A connection for reading only.
    pub async fn read(&self) -> Result<Tx> {
        let connection = match &self.pool {
            Pool::Sqlite { read, .. } => Connection::SqliteRead(read.acquire().await?),
            Pool::Postgres(pool) => Connection::PostgresRead(pool.acquire().await?),
        };
        Ok(Tx::new(connection, &self.fresh))
    }

    /// Brings the schema up to date.
    pub async fn migrate(&self, steps: &[&[Migration]]) -> Result<()> {
        let mut tx = self.begin().await?;
        tx.exec("create table if not exists schema_step (id text primary key)", params![]).await?;
        let done: Vec<String> = tx
            .rows("select id from schema_step", params![])
            .await?
            .iter()
            .map(|row| row.get("id"))
            .collect::<Result<_>>()?;
        let known = |id: &String| steps.iter().flat_map(|wing| wing.iter()).any(|step| step.id == id);
        if let Some(other) = done.iter().find(|id| !known(id)) {
            return Err(Error::Internal(format!(
                "this database was made by another version of Meldroute (step {other}): use that version"
            )));
        }
        for step in
            steps.iter().flat_map(|wing| wing.iter()).filter(|step| !done.iter().any(|id| id == step.id))
        {
            let sql = self.dialect(step.sql);
            for statement in sql.split(";\n").map(str::trim).filter(|statement| !statement.is_empty()) {
                on!(tx, c => sqlx::raw_sql(AssertSqlSafe(statement.to_owned())).execute(c).await.map(|_| ()))
                    .map_err(|error| Error::Internal(format!("migration {}: {error}", step.id)))?;
            }
            tx.exec("insert into schema_step (id) values ($1)", params![step.id]).await?;
        }
        tx.commit_unaudited("the schema is no one's act").await
    }

    fn dialect(&self, sql: &str) -> String {
        let [uuid, bytes, int, bool, strict] = match &self.pool {
            Pool::Sqlite { .. } => ["blob", "blob", "integer", "integer", " strict"],
            Pool::Postgres(_) => ["uuid", "bytea", "bigint", "boolean", ""],
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
            let answer: String =
                tx.must("pragma integrity_check", params![]).await?.get("integrity_check")?;
            if answer != "ok" {
                return Err(Error::Internal(format!("database: {answer}")));
            }
        } else {
            tx.must("select id from schema_step limit 1", params![]).await?;
        }
        Ok(())
    }

    /// Writes a consistent copy while the program runs (`SQLite` only; `PostgreSQL` has its own tools), with these
    /// tables empty.
    pub async fn copy_to(&self, path: &str, empty: &[&str]) -> Result<()> {
        match &self.pool {
            Pool::Sqlite { write, .. } => {
                let quoted = path.replace('\'', "''");
                sqlx::raw_sql(AssertSqlSafe(format!("vacuum into '{quoted}'"))).execute(write).await?;
                let options =
                    SqliteConnectOptions::new().filename(path).journal_mode(SqliteJournalMode::Delete);
                let mut copy = options.disable_statement_logging().connect().await?;
                for table in empty {
                    sqlx::raw_sql(AssertSqlSafe(format!("delete from {table}"))).execute(&mut copy).await?;
                }
                sqlx::raw_sql("vacuum").execute(&mut copy).await?;
                copy.close().await?;
                Ok(())
            }
            Pool::Postgres(_) => {
                Err(Error::Internal("use pg_dump to back up PostgreSQL; see docs/beheer".into()))
            }
        }
    }

    /// Empties the log of `SQLite` into the database file, where `secure_delete` has overwritten what was
    /// deleted: until then the log holds it. False when somebody was reading and a part is left; nothing of
    /// that is lost, a next time takes it. `PostgreSQL` does this in its own time (vacuum, archives of its log).
    pub async fn checkpoint(&self) -> Result<bool> {
        let Pool::Sqlite { write, .. } = &self.pool else { return Ok(true) };
        let row = sqlx::query("pragma wal_checkpoint(truncate)").fetch_one(write).await?;
        Ok(row.try_get::<i64, _>(0)? == 0)
    }

    pub async fn close(&self) {
        match &self.pool {
            Pool::Sqlite { write, read } => {
                read.close().await;
                write.close().await;
            }
            Pool::Postgres(pool) => pool.close().await,
        }
    }
}
