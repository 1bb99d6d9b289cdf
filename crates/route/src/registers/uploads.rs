//! Files that wait for their columns to be named, sealed.

use platform::db::Tx;
use platform::{Actor, App, Millis, Result, Tenant, params};
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

/// A held file of this person: its source, what is said of it, and its bytes.
pub async fn held(
    tx: &mut Tx,
    app: &App,
    actor: &Actor,
    id: Uuid,
) -> Result<(String, Upload, Vec<u8>)> {
    let row = tx
        .must(
            "select source, sealed from register_upload where id = $1 and tenant = $2 and person = $3",
            params![id, actor.tenant, actor.user],
        )
        .await?;
    let key = app.keys.tenant(actor.tenant)?.derive("registers");
    let plain = key.open(&row.get::<Vec<u8>>("sealed")?, &upload_place(id))?;
    let end = plain.iter().position(|byte| *byte == b'\n').unwrap_or(0);
    Ok((
        row.get("source")?,
        serde_json::from_slice(&plain[..end])?,
        plain[end + 1..].to_vec(),
    ))
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
