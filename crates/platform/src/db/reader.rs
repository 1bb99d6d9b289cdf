//! Reading: statements that change nothing.

use std::sync::Arc;

use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, Executor as _, Postgres, SqlSafeStr as _, SqlStr, Sqlite};

use super::alone::Alone;
use super::value::{Row, Value};
use crate::proof::{Fresh, Seen};
use crate::{Error, Result};

/// A connection in use, to read from. It has no way to write: what is written goes through a
/// [`Tx`](super::Tx), which is a reader too.
pub struct Reader {
    pub(super) connection: Connection,
    pub(crate) seen: Seen,
    /// Given back with the connection.
    _alone: Alone,
}

pub(super) enum Connection {
    Sqlite(sqlx::Transaction<'static, Sqlite>),
    Postgres(sqlx::Transaction<'static, Postgres>),
    SqliteRead(sqlx::pool::PoolConnection<Sqlite>),
    PostgresRead(sqlx::pool::PoolConnection<Postgres>),
    SqliteMoment(sqlx::Transaction<'static, Sqlite>),
    PostgresMoment(sqlx::Transaction<'static, Postgres>),
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
            Connection::SqliteMoment($c) => {
                let $c = &mut **$c;
                $body
            }
            Connection::PostgresMoment($c) => {
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

pub(super) use {bound, on};

impl Reader {
    pub(super) fn new(connection: Connection, alone: Alone, fresh: &Arc<Fresh>) -> Self {
        Self {
            connection,
            seen: Seen::new(fresh.clone()),
            _alone: alone,
        }
    }

    /// Can something be written through this one?
    pub(crate) fn writes(&self) -> bool {
        matches!(
            self.connection,
            Connection::Sqlite(_) | Connection::Postgres(_)
        )
    }

    fn sees_one_moment(&self) -> bool {
        matches!(
            self.connection,
            Connection::SqliteMoment(_) | Connection::PostgresMoment(_)
        )
    }

    /// All rows of a question.
    pub async fn rows(&mut self, sql: &'static str, params: Vec<Value>) -> Result<Vec<Row>> {
        self.fetch(sql.into_sql_str(), params).await
    }

    /// The same, of a statement that was put together from names of columns (`proof`).
    pub(crate) async fn rows_made(&mut self, sql: String, params: Vec<Value>) -> Result<Vec<Row>> {
        self.fetch(AssertSqlSafe(sql).into_sql_str(), params).await
    }

    async fn fetch(&mut self, sql: SqlStr, params: Vec<Value>) -> Result<Vec<Row>> {
        if !self.sees_one_moment() || !self.seen.has_looked() {
            self.seen.look();
        }
        Ok(match &mut self.connection {
            Connection::Sqlite(c) | Connection::SqliteMoment(c) => {
                sqlite_rows(bound!(sql, params).fetch_all(&mut **c).await?)
            }
            Connection::SqliteRead(c) => {
                sqlite_rows(bound!(sql, params).fetch_all(&mut **c).await?)
            }
            Connection::Postgres(c) | Connection::PostgresMoment(c) => {
                postgres_rows(bound!(sql, params).fetch_all(&mut **c).await?)
            }
            Connection::PostgresRead(c) => {
                postgres_rows(bound!(sql, params).fetch_all(&mut **c).await?)
            }
        })
    }

    /// Its first row, if there is one.
    pub async fn row(&mut self, sql: &'static str, params: Vec<Value>) -> Result<Option<Row>> {
        Ok(self.rows(sql, params).await?.into_iter().next())
    }

    /// Does the database understand this statement, and are its tables and columns there? Nothing
    /// is run. For the test that asks it of every statement of the program.
    ///
    /// # Errors
    /// With the words of the database.
    pub async fn understands(&mut self, sql: String) -> Result<()> {
        let sql = AssertSqlSafe(sql).into_sql_str();
        on!(self, c => (&mut *c).prepare(sql).await.map(|_| ())?);
        Ok(())
    }

    /// A row that must be there for this actor; otherwise the page does not exist.
    pub async fn must(&mut self, sql: &'static str, params: Vec<Value>) -> Result<Row> {
        self.row(sql, params).await?.ok_or(Error::NotFound)
    }
}

fn sqlite_rows(rows: Vec<SqliteRow>) -> Vec<Row> {
    rows.into_iter().map(Row::Sqlite).collect()
}

fn postgres_rows(rows: Vec<PgRow>) -> Vec<Row> {
    rows.into_iter().map(Row::Postgres).collect()
}
