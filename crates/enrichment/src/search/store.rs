//! Who searched, when and why.

use platform::db::Tx;
use platform::proof::Standing;
use platform::{Actor, App, Millis, Result, Tenant, params};
use uuid::Uuid;

fn search_place(id: Uuid, person: Uuid, at: Millis) -> String {
    format!("search reason:{id}:{person}:{at}")
}

/// Keeps why somebody searched, sealed; gives the number that the audit record carries. What was
/// searched for is kept nowhere.
pub async fn note_search(tx: &mut Tx, app: &App, actor: &Actor, reason: &str) -> Result<Uuid> {
    let (id, at) = (app.clock.id(), app.clock.now());
    let place = search_place(id, actor.user, at);
    let sealed = app
        .keys
        .tenant(actor.tenant)?
        .derive("search")
        .seal(reason.as_bytes(), &place);
    tx.wrote("search_reason", id, &sealed);
    tx.exec(
        "insert into search_reason (id, tenant, sealed, person, at) values ($1, $2, $3, $4, $5)",
        params![id, actor.tenant, sealed, actor.user, at],
    )
    .await?;
    Ok(id)
}

/// Who searched, when and why, the last one first.
pub async fn searches(
    tx: &mut Tx,
    app: &App,
    tenant: Tenant,
    limit: i64,
) -> Result<Vec<(Uuid, Millis, String)>> {
    let key = app.keys.tenant(tenant)?.derive("search");
    let rows = tx
        .rows(
            "select id, sealed, person, at from search_reason where tenant = $1 order by at desc limit $2",
            params![tenant, limit],
        )
        .await?;
    rows.iter()
        .map(|row| {
            let (person, at): (Uuid, Millis) = (row.get("person")?, row.get("at")?);
            let place = search_place(row.get("id")?, person, at);
            let plain = key.open(&row.get::<Vec<u8>>("sealed")?, &place)?;
            Ok((person, at, String::from_utf8_lossy(&plain).into_owned()))
        })
        .collect()
}

/// For `meldroute check`.
pub async fn standing(tx: &mut Tx, tenant: Tenant) -> Result<Standing> {
    let sql = "select id, sealed from search_reason where tenant = $1";
    let rows = tx.rows(sql, params![tenant]).await?;
    let found = rows.iter().map(|row| {
        let id: Uuid = row.get("id")?;
        Ok((format!("search_reason:{id}"), row.get("sealed")?))
    });
    found.collect()
}
