//! Files that wait for their columns to be named, sealed.

use platform::db::Tx;
use platform::{Actor, App, Error, Millis, Result, Tenant, params};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

#[derive(Serialize, Deserialize)]
pub struct Upload {
    pub name: String,
    pub dated: String,
}

fn upload_place(id: Uuid) -> String {
    format!("register upload:{id}")
}

pub async fn hold(
    tx: &mut Tx,
    app: &App,
    actor: &Actor,
    source: &str,
    about: &Upload,
    bytes: &[u8],
) -> Result<Uuid> {
    let id = app.clock.id();
    let mut plain = serde_json::to_vec(about)?;
    plain.push(b'\n');
    plain.extend_from_slice(bytes);
    let sealed = app
        .keys
        .tenant(actor.tenant)?
        .derive("registers")
        .seal(&plain, &upload_place(id));
    tx.exec(
        "insert into register_upload (id, tenant, person, source, sealed, at) values ($1, $2, $3, $4, $5, $6)",
        params![id, actor.tenant, actor.user, source, sealed, app.clock.now()],
    )
    .await?;
    Ok(id)
}

/// A file that waits, as it was sealed.
pub struct Held {
    person: Uuid,
    pub source: String,
    pub about: Upload,
    pub bytes: Vec<u8>,
}

/// A held file of this municipality; `None`: it was imported, or swept.
pub async fn of(tx: &mut Tx, app: &App, tenant: Tenant, id: Uuid) -> Result<Option<Held>> {
    let row = tx
        .row(
            "select person, source, sealed from register_upload where id = $1 and tenant = $2",
            params![id, tenant],
        )
        .await?;
    let Some(row) = row else { return Ok(None) };
    let key = app.keys.tenant(tenant)?.derive("registers");
    let plain = key.open(&row.get::<Vec<u8>>("sealed")?, &upload_place(id))?;
    let end = plain.iter().position(|byte| *byte == b'\n').unwrap_or(0);
    Ok(Some(Held {
        person: row.get("person")?,
        source: row.get("source")?,
        about: serde_json::from_slice(&plain[..end])?,
        bytes: plain[end + 1..].to_vec(),
    }))
}

/// A held file of this person.
pub async fn held(tx: &mut Tx, app: &App, actor: &Actor, id: Uuid) -> Result<Held> {
    of(tx, app, actor.tenant, id)
        .await?
        .filter(|held| held.person == actor.user)
        .ok_or(Error::NotFound)
}

pub async fn release(tx: &mut Tx, tenant: Tenant, id: Uuid) -> Result<()> {
    tx.exec(
        "delete from register_upload where id = $1 and tenant = $2",
        params![id, tenant],
    )
    .await?;
    Ok(())
}

/// Drops files that nobody named the columns of.
pub async fn sweep(tx: &mut Tx, before: Millis) -> Result<()> {
    tx.exec("delete from register_upload where at < $1", params![before])
        .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_was_sealed_is_read() {
        crate::golden::stays::<super::Upload>("register_upload");
    }
}
