//! One code path for `SQLite` and `PostgreSQL`: one SQL text per statement, `$1` for parameters,
//! portable types only (uuid, i64, text, bytes, bool).
//!
//! To add a table: a [`Migration`] in the wing that owns it; `{uuid}`, `{bytes}`, `{int}` and
//! `{bool}` stand for the column types, `{strict}` ends a `create table`.

use std::time::Duration;

use sqlx::postgres::{PgPoolOptions, PgRow};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteRow, SqliteSynchronous,
};
use sqlx::{AssertSqlSafe, ConnectOptions, PgPool, Postgres, Row as _, Sqlite, SqlitePool};
use uuid::Uuid;

use crate::audit::{self, Event};
use crate::{App, Error, Result};

/// The database. Cheap to clone.
#[derive(Clone)]
pub enum Db {
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
pub enum Tx {
    Sqlite(sqlx::Transaction<'static, Sqlite>),
    Postgres(sqlx::Transaction<'static, Postgres>),
    SqliteRead(sqlx::pool::PoolConnection<Sqlite>),
    PostgresRead(sqlx::pool::PoolConnection<Postgres>),
}

/// Runs `$body` with `$c` bound to the driver's connection; it is type-checked once per driver.
macro_rules! on {
    ($tx:expr, $c:ident => $body:expr) => {
        match $tx {
            Tx::Sqlite($c) => {
                let $c = &mut **$c;
                $body
            }
            Tx::Postgres($c) => {
                let $c = &mut **$c;
                $body
            }
            Tx::SqliteRead($c) => {
                let $c = &mut **$c;
                $body
            }
            Tx::PostgresRead($c) => {
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
    /// Runs a statement; gives the number of rows it touched.
    pub async fn exec(&mut self, sql: &'static str, params: Vec<Value>) -> Result<u64> {
        Ok(on!(self, c => bound!(sql, params).execute(c).await?.rows_affected()))
    }

    pub async fn rows(&mut self, sql: &'static str, params: Vec<Value>) -> Result<Vec<Row>> {
        Ok(match self {
            Tx::Sqlite(c) => sqlite_rows(bound!(sql, params).fetch_all(&mut **c).await?),
            Tx::SqliteRead(c) => sqlite_rows(bound!(sql, params).fetch_all(&mut **c).await?),
            Tx::Postgres(c) => postgres_rows(bound!(sql, params).fetch_all(&mut **c).await?),
            Tx::PostgresRead(c) => postgres_rows(bound!(sql, params).fetch_all(&mut **c).await?),
        })
    }

    pub async fn row(&mut self, sql: &'static str, params: Vec<Value>) -> Result<Option<Row>> {
        Ok(self.rows(sql, params).await?.into_iter().next())
    }

    /// A row that must be there for this actor; otherwise the page does not exist.
    pub async fn must(&mut self, sql: &'static str, params: Vec<Value>) -> Result<Row> {
        self.row(sql, params).await?.ok_or(Error::NotFound)
    }

    /// Makes the change lasting, together with the record of who did it.
    pub async fn commit(mut self, app: &App, event: Event) -> Result<()> {
        audit::append(&mut self, app, event).await?;
        self.finish().await
    }

    /// For what is nobody's act (a session's last use, a counter of failed sign-ins). The reason is
    /// for the reader of the code.
    pub async fn commit_unaudited(self, _reason: &'static str) -> Result<()> {
        self.finish().await
    }

    async fn finish(self) -> Result<()> {
        match self {
            Tx::Sqlite(tx) => tx.commit().await?,
            Tx::Postgres(tx) => tx.commit().await?,
            Tx::SqliteRead(_) | Tx::PostgresRead(_) => {
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
            Ok(Self::Sqlite { write, read })
        } else {
            let options = url.parse::<sqlx::postgres::PgConnectOptions>()?.disable_statement_logging();
            Ok(Self::Postgres(PgPoolOptions::new().max_connections(16).connect_with(options).await?))
        }
    }

    /// Starts a transaction that may write.
    pub async fn begin(&self) -> Result<Tx> {
        Ok(match self {
            Self::Sqlite { write, .. } => Tx::Sqlite(write.begin_with("begin immediate").await?),
            Self::Postgres(pool) => Tx::Postgres(pool.begin().await?),
        })
    }

    /// A connection for reading only.
    pub async fn read(&self) -> Result<Tx> {
        Ok(match self {
            Self::Sqlite { read, .. } => Tx::SqliteRead(read.acquire().await?),
            Self::Postgres(pool) => Tx::PostgresRead(pool.acquire().await?),
        })
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
        for step in
            steps.iter().flat_map(|wing| wing.iter()).filter(|step| !done.iter().any(|id| id == step.id))
        {
            let sql = self.dialect(step.sql);
            for statement in sql.split(";\n").map(str::trim).filter(|statement| !statement.is_empty()) {
                on!(&mut tx, c => sqlx::raw_sql(AssertSqlSafe(statement.to_owned())).execute(c).await.map(|_| ()))
                    .map_err(|error| Error::Internal(format!("migration {}: {error}", step.id)))?;
            }
            tx.exec("insert into schema_step (id) values ($1)", params![step.id]).await?;
        }
        tx.commit_unaudited("the schema is no one's act").await
    }

    fn dialect(&self, sql: &str) -> String {
        let [uuid, bytes, int, bool, strict] = match self {
            Self::Sqlite { .. } => ["blob", "blob", "integer", "integer", " strict"],
            Self::Postgres(_) => ["uuid", "bytea", "bigint", "boolean", ""],
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
        if let Self::Sqlite { .. } = self {
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

    /// Writes a consistent copy while the program runs (`SQLite` only; `PostgreSQL` has its own tools).
    pub async fn copy_to(&self, path: &str) -> Result<()> {
        match self {
            Self::Sqlite { write, .. } => {
                let quoted = path.replace('\'', "''");
                sqlx::raw_sql(AssertSqlSafe(format!("vacuum into '{quoted}'"))).execute(write).await?;
                Ok(())
            }
            Self::Postgres(_) => {
                Err(Error::Internal("use pg_dump to back up PostgreSQL; see docs/beheer".into()))
            }
        }
    }

    /// Empties the log of `SQLite` into the database file, where `secure_delete` has overwritten what was
    /// deleted: until then the log holds it. False when somebody was reading and a part is left; nothing of
    /// that is lost, a next time takes it. `PostgreSQL` does this in its own time (vacuum, archives of its log).
    pub async fn checkpoint(&self) -> Result<bool> {
        let Self::Sqlite { write, .. } = self else { return Ok(true) };
        let row = sqlx::query("pragma wal_checkpoint(truncate)").fetch_one(write).await?;
        Ok(row.try_get::<i64, _>(0)? == 0)
    }

    pub async fn close(&self) {
        match self {
            Self::Sqlite { write, read } => {
                read.close().await;
                write.close().await;
            }
            Self::Postgres(pool) => pool.close().await,
        }
    }
}
