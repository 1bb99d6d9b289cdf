//! A few dossiers, or other rows, in one statement, by their ids alone: asked with the municipality too, `SQLite` walks
//! all of it. Whoever asks so looks at the municipality of what comes.

use uuid::Uuid;

use crate::db::Value;

/// So many a statement names: `in ($1, $2, .. $20)`.
pub const AT_ONCE: usize = 20;

/// Their ids, and nobody's in the places that are left.
#[must_use]
pub fn values<I: Into<Uuid>>(ids: impl Iterator<Item = I>) -> Vec<Value> {
    let nobody = std::iter::repeat(Uuid::nil());
    let ids = ids.map(Into::into);
    ids.chain(nobody).take(AT_ONCE).map(Value::from).collect()
}
