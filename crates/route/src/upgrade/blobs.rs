//! The step `route-37-content-as-blobs`: files of signals, and files that wait to be imported, stood
//! whole in their rows. One at a time they become blobs; the rows keep what opens those.

use platform::blobs::{self, Owner};
use platform::db::Tx;
use platform::{App, Error, Millis, Result, Tenant, params, proof};
use uuid::Uuid;

use super::Signal;

/// Moves what is in the files of a municipality.
pub async fn move_content(tx: &mut Tx, app: &App, tenant: Tenant) -> Result<()> {
    let rows = tx
        .rows(
            "select id, signal, mime, added_at from file where tenant = $1 order by signal, id",
            params![tenant],
        )
        .await?;
    for row in &rows {
        let mime: String = row.get("mime")?;
        let file = File {
            id: row.get("id")?,
            signal: row.get("signal")?,
            mime,
            added_at: row.get("added_at")?,
        };
        file.moved(tx, app, tenant).await?;
    }
    let sql = "select id from register_upload where tenant = $1";
    for row in tx.rows(sql, params![tenant]).await? {
        move_upload(tx, app, tenant, row.get("id")?).await?;
    }
    Ok(())
}

struct File {
    id: Uuid,
    signal: Uuid,
    mime: String,
    added_at: Millis,
}

impl File {
    /// One that does not open stays as it is, and keeps nobody from working: `meldroute check` names
    /// its dossier.
    async fn moved(&self, tx: &mut Tx, app: &App, tenant: Tenant) -> Result<()> {
        let sql = "select * from signal where id = $1 and tenant = $2";
        let row = tx.must(sql, params![self.signal, tenant]).await?;
        let signal = proof::read::<Signal>(tx, app, &row);
        let Ok(key) = signal.and_then(|signal| signal.key(app)) else {
            return Ok(());
        };
        let row = tx
            .must("select sealed from file where id = $1", params![self.id])
            .await?;
        let place = format!("file:{}:{}:{}", self.id, self.added_at, self.mime);
        let Ok(content) = key.open(&row.get::<Vec<u8>>("sealed")?, &place) else {
            return Ok(());
        };
        let owner = Owner {
            tenant,
            id: self.signal,
        };
        let blob = blobs::add(tx, app, owner, &content).await?;
        let sealed = blob.seal(&key, &place);
        tx.wrote("file", self.id, &sealed);
        tx.exec(
            "update file set sealed = $2 where id = $1",
            params![self.id, sealed],
        )
        .await?;
        Ok(())
    }
}

/// What it is called and what is in it stood in one sealed text, a line for the first.
async fn move_upload(tx: &mut Tx, app: &App, tenant: Tenant, id: Uuid) -> Result<()> {
    let row = tx
        .must(
            "select sealed from register_upload where id = $1",
            params![id],
        )
        .await?;
    let key = app.keys.tenant(tenant)?.derive("registers");
    let place = format!("register upload:{id}");
    let Ok(plain) = key.open(&row.get::<Vec<u8>>("sealed")?, &place) else {
        // Nobody can read it, and nothing vouches for it.
        tx.exec("delete from register_upload where id = $1", params![id])
            .await?;
        return Ok(());
    };
    let end = plain.iter().position(|byte| *byte == b'\n');
    let end = end.ok_or(Error::Tampered("register_upload"))?;
    let blob = blobs::add(tx, app, Owner { tenant, id }, &plain[end + 1..]).await?;
    tx.exec(
        "update register_upload set sealed = $2, content = $3 where id = $1",
        params![id, key.seal(&plain[..end], &place), blob.seal(&key, &place)],
    )
    .await?;
    Ok(())
}
