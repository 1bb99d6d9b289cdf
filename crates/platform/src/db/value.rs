//! What goes into a column and comes out of it, the same for both databases.

use std::fmt;

use sqlx::Row as _;
use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;
use uuid::Uuid;

use crate::{Error, Result};

/// A statement's parameter. `From` is implemented for the portable types and their `Option`s.
#[derive(Debug, Clone)]
pub enum Value {
    /// Whole numbers, and moments in milliseconds.
    Int(Option<i64>),
    /// Texts that need no sealing: codes, ids of kinds.
    Text(Option<String>),
    /// Sealed bytes, fingerprints, proofs.
    Bytes(Option<Vec<u8>>),
    /// Numbers of rows.
    Id(Option<Uuid>),
    /// Yes or no.
    Bool(Option<bool>),
}

impl Value {
    /// The number of a row, if it is one.
    pub(crate) fn id(&self) -> Option<Uuid> {
        match self {
            Self::Id(id) => *id,
            _ => None,
        }
    }
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
    /// Of `SQLite`.
    Sqlite(SqliteRow),
    /// Of `PostgreSQL`.
    Postgres(PgRow),
}

/// What a column holds: one of the portable types, or what is made of one.
pub trait Column: Sized {
    /// Takes it out of a row.
    fn read(row: &Row, name: &str) -> Result<Self>;
    /// As it goes into a statement.
    fn value(&self) -> Value;
}

macro_rules! column {
    ($($type:ty),*) => {$(
        impl Column for $type {
            fn read(row: &Row, name: &str) -> Result<Self> {
                Ok(match row { Row::Sqlite(r) => r.try_get(name)?, Row::Postgres(r) => r.try_get(name)? })
            }
            fn value(&self) -> Value { self.clone().into() }
        }
        impl Column for Option<$type> {
            fn read(row: &Row, name: &str) -> Result<Self> {
                Ok(match row { Row::Sqlite(r) => r.try_get(name)?, Row::Postgres(r) => r.try_get(name)? })
            }
            fn value(&self) -> Value { self.clone().into() }
        }
    )*};
}
column!(i64, String, Vec<u8>, Uuid, bool);

/// What stands in a column is not what belongs there.
pub fn misread(name: &str) -> Error {
    Error::Misread(format!(
        "column {name} holds something else than belongs there"
    ))
}

impl<const N: usize> Column for [u8; N] {
    fn read(row: &Row, name: &str) -> Result<Self> {
        Vec::read(row, name)?.try_into().map_err(|_| misread(name))
    }

    fn value(&self) -> Value {
        self.as_slice().into()
    }
}

impl Row {
    /// What a column of this row holds.
    ///
    /// # Errors
    /// When it is not there or holds something else.
    pub fn get<T: Column>(&self, name: &str) -> Result<T> {
        T::read(self, name)
    }
}

impl Value {
    /// What tells this value from every other and from nothing.
    pub(crate) fn told_apart(self) -> Vec<u8> {
        let (kind, bytes) = match self {
            Self::Int(value) => (b'i', value.map(|value| value.to_be_bytes().to_vec())),
            Self::Text(value) => (b't', value.map(String::into_bytes)),
            Self::Bytes(value) => (b'b', value),
            Self::Id(value) => (b'u', value.map(|value| value.as_bytes().to_vec())),
            Self::Bool(value) => (b'o', value.map(|value| vec![u8::from(value)])),
        };
        let mut part = vec![kind, u8::from(bytes.is_some())];
        part.extend(bytes.unwrap_or_default());
        part
    }
}

/// As it is named in a record: part of a key.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Int(Some(value)) => value.fmt(f),
            Self::Text(Some(value)) => value.fmt(f),
            Self::Bytes(Some(value)) => vault::hex(value).fmt(f),
            Self::Id(Some(value)) => value.fmt(f),
            Self::Bool(Some(value)) => value.fmt(f),
            _ => Ok(()),
        }
    }
}
