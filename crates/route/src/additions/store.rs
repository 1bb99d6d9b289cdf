//! Additions in the database, beside the dossier.

use platform::db::{Migration, Reader, Tx};
use platform::{Actor, App, DossierId, Millis, Result, Tenant, params, tasks};
use uuid::Uuid;

use super::model::Addition;
use crate::record;
use crate::signals::{self, ANSWER, Dossier};

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

/// Did the officer ask the reporter something that waits for an answer?
pub async fn awaits_answer(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    dossier: DossierId,
) -> Result<bool> {
    let tasks = tasks::of_dossier(tx, app, tenant, dossier).await?;
    Ok(tasks.has_open(&ANSWER, ""))
}

/// Of how many own signals there is something to read or to answer.
pub async fn news(app: &App, actor: &Actor) -> Result<usize> {
    let mut count = 0;
    let own = signals::own_latest(app, actor).await?;
    let mut tx = app.db.read().await?;
    for (_, id) in own {
        let unopened = record::unopened(&mut tx, actor.tenant, id).await?;
        let asked = match awaits_answer(&mut tx, app, actor.tenant, id).await {
            // `meldroute check` names it.
            Err(error) if error.is_damage() => false,
            asked => asked?,
        };
        count += usize::from(asked || !unopened.is_empty());
    }
    Ok(count)
}
