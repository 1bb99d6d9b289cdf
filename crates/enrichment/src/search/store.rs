//! Who searched, when and why.

use platform::db::{Reader, Row, Tx};
use platform::proof::Standing;
use platform::{Actor, App, Millis, PersonId, Result, Tenant, params};
use uuid::Uuid;

fn search_place(id: Uuid, person: PersonId, at: Millis) -> String {
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

/// Who searched, when and why.
pub type Search = (PersonId, Millis, String);

pub const LATEST: &str =
    "select id, sealed, person, at from search_reason where tenant = $1 order by at desc limit $2";

async fn read(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    limit: i64,
) -> Result<Vec<Result<Search>>> {
    let key = app.keys.tenant(tenant)?.derive("search");
    let rows = tx.rows(LATEST, params![tenant, limit]).await?;
    let open = |row: &Row| {
        let (person, at): (PersonId, Millis) = (row.get("person")?, row.get("at")?);
        let place = search_place(row.get("id")?, person, at);
        let plain = key.open(&row.get::<Vec<u8>>("sealed")?, &place)?;
        Ok((person, at, String::from_utf8_lossy(&plain).into_owned()))
    };
    Ok(rows.iter().map(open).collect())
}

/// The latest searches, the last one first. A damaged one is not among them.
pub async fn searches(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    limit: i64,
) -> Result<Vec<Search>> {
    let all = read(tx, app, tenant, limit).await?.into_iter();
    let damaged = |one: &Result<Search>| matches!(one, Err(error) if error.is_damage());
    all.filter(|one| !damaged(one)).collect()
}

/// Opens every reason, for `meldroute check`.
pub async fn open_all(tx: &mut Reader, app: &App, tenant: Tenant) -> Result<()> {
    let mut all = read(tx, app, tenant, i64::MAX).await?.into_iter();
    all.try_for_each(|one| one.map(drop))
}

/// For `meldroute check`.
pub async fn standing(tx: &mut Reader, tenant: Tenant) -> Result<Standing> {
    let sql = "select id, sealed from search_reason where tenant = $1";
    let rows = tx.rows(sql, params![tenant]).await?;
    let found = rows.iter().map(|row| {
        let id: Uuid = row.get("id")?;
        Ok((format!("search_reason:{id}"), row.get("sealed")?))
    });
    found.collect()
}
