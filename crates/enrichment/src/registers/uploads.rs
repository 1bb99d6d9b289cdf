//! Files that wait for their columns to be named: what they are sealed in their rows, what is in
//! them as blobs.

use platform::blobs::{self, Blob, Owner, Waiting};
use platform::db::{Reader, Tx};
use platform::jobs::{self, Standing};
use platform::{Actor, App, Error, Millis, PersonId, Result, Tenant, id, params};
use serde::{Deserialize, Serialize};

use super::progress;
use vault::Key;

#[derive(Serialize, Deserialize)]
pub struct Upload {
    pub name: String,
    pub dated: String,
}

id!(
    /// A file that waits for its columns to be named.
    UploadId
);

/// Whose content it is.
fn owner(tenant: Tenant, id: UploadId) -> Owner {
    let id = id.into();
    Owner { tenant, id }
}

fn upload_place(id: UploadId) -> String {
    format!("register upload:{id}")
}

fn key(app: &App, tenant: Tenant) -> Result<Key> {
    Ok(app.keys.tenant(tenant)?.derive("registers"))
}

pub async fn hold(
    tx: &mut Tx,
    app: &App,
    actor: &Actor,
    source: &str,
    about: &Upload,
    content: Waiting,
) -> Result<UploadId> {
    let (id, key) = (UploadId::from(app.clock.id()), key(app, actor.tenant)?);
    let blob = content.attach(tx, id.into()).await?;
    let sealed = key.seal(&serde_json::to_vec(about)?, &upload_place(id));
    tx.exec(
        "insert into register_upload (id, tenant, person, source, sealed, content, at)
         values ($1, $2, $3, $4, $5, $6, $7)",
        params![
            id,
            actor.tenant,
            actor.user,
            source,
            sealed,
            blob.seal(&key, &upload_place(id)),
            app.clock.now()
        ],
    )
    .await?;
    Ok(id)
}

/// A file that waits.
pub struct Held {
    person: PersonId,
    pub source: String,
    pub about: Upload,
    pub blob: Blob,
}

/// A held file of this municipality; `None`: it was imported, or swept.
pub async fn of(tx: &mut Reader, app: &App, tenant: Tenant, id: UploadId) -> Result<Option<Held>> {
    let row = tx
        .row(
            "select person, source, sealed, content from register_upload where id = $1 and tenant = $2",
            params![id, tenant],
        )
        .await?;
    let Some(row) = row else { return Ok(None) };
    let key = key(app, tenant)?;
    let about = key.open(&row.get::<Vec<u8>>("sealed")?, &upload_place(id))?;
    let content: Option<Vec<u8>> = row.get("content")?;
    let content = content.ok_or(Error::Tampered("register_upload"))?;
    Ok(Some(Held {
        person: row.get("person")?,
        source: row.get("source")?,
        about: serde_json::from_slice(&about)?,
        blob: Blob::open(owner(tenant, id), &key, &content, &upload_place(id))?,
    }))
}

/// A held file of this person.
pub async fn held(tx: &mut Reader, app: &App, actor: &Actor, id: UploadId) -> Result<Held> {
    of(tx, app, actor.tenant, id)
        .await?
        .filter(|held| held.person == actor.user)
        .ok_or(Error::NotFound)
}

/// Opens every file that waits, to the end. For `meldroute check`.
pub async fn open_all(tx: &mut Reader, app: &App, tenant: Tenant) -> Result<()> {
    let sql = "select id from register_upload where tenant = $1";
    for row in tx.rows(sql, params![tenant]).await? {
        if let Some(held) = of(tx, app, tenant, row.get("id")?).await? {
            held.blob.check(tx).await?;
        }
    }
    Ok(())
}

pub async fn release(tx: &mut Tx, tenant: Tenant, id: UploadId) -> Result<()> {
    blobs::destroy(tx, owner(tenant, id)).await?;
    tx.exec(
        "delete from register_upload where id = $1 and tenant = $2",
        params![id, tenant],
    )
    .await?;
    Ok(())
}

/// Drops files that nobody named the columns of. One whose import was asked for waits as long as
/// that takes.
pub async fn sweep(tx: &mut Tx, before: Millis) -> Result<()> {
    let sql = "select id, tenant from register_upload where at < $1";
    for row in tx.rows(sql, params![before]).await? {
        let id: UploadId = row.get("id")?;
        if jobs::standing(tx, &progress::job_name(id)).await? != Some(Standing::Underway) {
            release(tx, Tenant(row.get("tenant")?), id).await?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_was_sealed_is_read() {
        crate::golden::stays::<super::Upload>("register_upload");
    }
}
