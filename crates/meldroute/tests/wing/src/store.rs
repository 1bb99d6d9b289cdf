//! The table: one row for each interpreter that was asked for.

use platform::db::{Migration, Reader, Tx};
use platform::proof::Standing;
use platform::{App, Result, Tenant, params};
use route::dossiers::Open;
use uuid::Uuid;

// [the table]
pub const MIGRATIONS: &[Migration] = &[Migration {
    id: "interpreters-1-table",
    sql: "create table interpreter (
  id {uuid} primary key, tenant {uuid} not null, signal {uuid} not null references signal (id) on delete cascade,
  sealed {bytes} not null){strict};
create index interpreter_signal on interpreter (signal, tenant);",
}];

/// Writes down that one is needed; gives the number of the row.
pub async fn add(tx: &mut Tx, app: &App, open: &Open, language: &str) -> Result<Uuid> {
    let id = app.clock.id();
    let sealed = open.seal(&language, &format!("interpreter:{id}"))?;
    tx.wrote("interpreter", id, &sealed);
    let sql = "insert into interpreter (id, tenant, signal, sealed) values ($1, $2, $3, $4)";
    let values = params![id, open.tenant(), open.id(), sealed];
    tx.exec(sql, values).await?;
    Ok(id)
}
// [end]

/// The languages that were asked for, by the number of their row.
pub async fn of(tx: &mut Reader, open: &Open) -> Result<Vec<(Uuid, String)>> {
    let sql = "select id, sealed from interpreter where signal = $1 and tenant = $2 order by id";
    let rows = tx.rows(sql, params![open.id(), open.tenant()]).await?;
    let opened = rows.iter().map(|row| {
        let (id, sealed): (Uuid, Vec<u8>) = (row.get("id")?, row.get("sealed")?);
        Ok((id, open.unseal(&sealed, &format!("interpreter:{id}"))?))
    });
    opened.collect()
}

// [check]
/// For `meldroute check`: each row, and what stands in it.
pub async fn standing(tx: &mut Reader, tenant: Tenant) -> Result<Standing> {
    let sql = "select id, sealed from interpreter where tenant = $1";
    let rows = tx.rows(sql, params![tenant]).await?;
    let found = rows.iter().map(|row| {
        let id: Uuid = row.get("id")?;
        Ok((format!("interpreter:{id}"), row.get("sealed")?))
    });
    found.collect()
}
// [end]
