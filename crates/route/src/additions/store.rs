//! Additions in the database, beside the dossier.

use platform::db::{Migration, Reader, Tx};
use platform::{App, Millis, Result, params};
use uuid::Uuid;

use super::model::Addition;
use crate::signals::Dossier;

pub const MIGRATIONS: &[Migration] = &[Migration {
    id: "route-38-additions",
    sql: "create table addition (
  id {uuid} primary key, tenant {uuid} not null, signal {uuid} not null references signal (id) on delete cascade,
  sealed {bytes} not null, at {int} not null){strict};
create index addition_signal on addition (signal, tenant);
",
}];

fn place(id: Uuid, at: Millis) -> String {
    format!("addition:{id}:{at}")
}

/// Writes one down. It tells no moment, and neither does its number.
pub(super) async fn insert(tx: &mut Tx, dossier: &Dossier, added: &Addition) -> Result<()> {
    let sealed = dossier.seal(added, &place(added.id, added.at))?;
    tx.wrote("addition", added.id, &sealed);
    tx.exec(
        "insert into addition (id, tenant, signal, sealed, at) values ($1, $2, $3, $4, $5)",
        params![added.id, dossier.tenant, dossier.id, sealed, added.at],
    )
    .await?;
    Ok(())
}

/// The officer read it.
pub(super) async fn is_read(tx: &mut Tx, dossier: &Dossier, mut added: Addition) -> Result<()> {
    added.waits = false;
    let sealed = dossier.seal(&added, &place(added.id, added.at))?;
    tx.wrote("addition", added.id, &sealed);
    tx.exec(
        "update addition set sealed = $3 where id = $1 and tenant = $2",
        params![added.id, dossier.tenant, sealed],
    )
    .await?;
    Ok(())
}

/// All of a dossier, in the order in which they came.
pub async fn list(tx: &mut Reader, dossier: &Dossier) -> Result<Vec<Addition>> {
    let rows = tx
        .rows(
            "select id, sealed, at from addition where signal = $1 and tenant = $2",
            params![dossier.id, dossier.tenant],
        )
        .await?;
    let mut found = Vec::new();
    for row in &rows {
        let (id, at) = (row.get("id")?, row.get("at")?);
        let sealed: Vec<u8> = row.get("sealed")?;
        let added: Addition = dossier.unseal(&sealed, &place(id, at))?;
        found.push(Addition { id, at, ..added });
    }
    // Of one hour, the parts of the report say which was first.
    found.sort_by_key(|added| (added.at, added.statements.first().copied()));
    Ok(found)
}

/// A fresh one of this hour.
pub(super) fn fresh(app: &App, at: Millis, added: Addition) -> Addition {
    let id = app.clock.id_without_time();
    Addition { id, at, ..added }
}
