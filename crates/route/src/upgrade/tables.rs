//! The step `route-37-tables-by-id`: what stood on an agenda named its table by what it was called.
//! Here it is named by its id, as whoever may read it is (ADR 24).

use std::collections::BTreeMap;

use platform::db::{Row, Tx};
use platform::proof;
use platform::{App, DossierId, Millis, PersonId, Result, Tenant, params, tenants};
use uuid::Uuid;
use vault::Key;

use super::Signal;

/// Names each table in a municipality's records by its id. One that no pack ever had keeps its name:
/// only officers see what stands there.
pub async fn name_tables(tx: &mut Tx, app: &App, tenant: Tenant) -> Result<()> {
    let ids = ids(tx, app, tenant).await?;
    let rows = tx
        .rows(
            "select id, signal, kind, about, sealed, at, author from entry
             where tenant = $1 and kind in ('agenda', 'consulted') order by signal, id",
            params![tenant],
        )
        .await?;
    for row in &rows {
        let Some(table) = ids.get(&row.get::<String>("about")?) else {
            continue;
        };
        // One that does not open keeps nobody from working: `meldroute check` names it.
        let signal: DossierId = row.get("signal")?;
        let sql = "select {row} from signal where id = $1 and tenant = $2";
        let signal = proof::must::<Signal>(tx, app, sql, params![signal, tenant]).await;
        match signal.and_then(|signal| signal.key(app)) {
            Ok(key) => rename(tx, row, &key, table).await?,
            Err(error) if error.is_damage() => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Ids of tables by their names, in every pack that was in use; of two the later one.
async fn ids(tx: &mut Tx, app: &App, tenant: Tenant) -> Result<BTreeMap<String, String>> {
    let mut ids = BTreeMap::new();
    for (_, pack) in tenants::packs(tx, app, tenant).await? {
        for table in pack.tables {
            ids.insert(table.name, table.id.into_inner().to_string());
        }
    }
    Ok(ids)
}

/// What stands beside the words is in the place that they are sealed for.
async fn rename(tx: &mut Tx, row: &Row, key: &Key, table: &str) -> Result<()> {
    let (id, kind, about): (Uuid, String, String) =
        (row.get("id")?, row.get("kind")?, row.get("about")?);
    let (at, author): (Millis, PersonId) = (row.get("at")?, row.get("author")?);
    let place = |about: &str| format!("entry:{id}:{kind}:{at}:{author}:{about}");
    let Ok(text) = key.open(&row.get::<Vec<u8>>("sealed")?, &place(&about)) else {
        return Ok(());
    };
    let sealed = key.seal(&text, &place(table));
    tx.wrote("entry", id, &sealed);
    tx.exec(
        "update entry set about = $2, sealed = $3 where id = $1",
        params![id, table, sealed],
    )
    .await?;
    Ok(())
}
