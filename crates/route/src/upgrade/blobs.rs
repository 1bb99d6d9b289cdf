//! The step `route-36-files-as-blobs`: files of signals stood whole in their rows. One at a time they
//! become blobs; the rows keep what opens those.

use platform::blobs;
use platform::db::Tx;
use platform::{App, DossierId, Millis, Result, Tenant, params, proof};
use uuid::Uuid;

use super::Signal;
use crate::signals;

/// Moves what is in the files of a municipality.
pub async fn move_files(tx: &mut Tx, app: &App, tenant: Tenant) -> Result<()> {
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
    Ok(())
}

struct File {
    id: Uuid,
    signal: DossierId,
    mime: String,
    added_at: Millis,
}

impl File {
    /// One that does not open stays as it is, and keeps nobody from working: `meldroute check` names
    /// its dossier.
    async fn moved(&self, tx: &mut Tx, app: &App, tenant: Tenant) -> Result<()> {
        let sql = "select {row} from signal where id = $1 and tenant = $2";
        let signal = proof::must::<Signal>(tx, app, sql, params![self.signal, tenant]).await;
        let key = match signal.and_then(|signal| signal.key(app)) {
            Ok(key) => key,
            Err(error) if error.is_damage() => return Ok(()),
            Err(error) => return Err(error),
        };
        let row = tx
            .must("select sealed from file where id = $1", params![self.id])
            .await?;
        let place = format!("file:{}:{}:{}", self.id, self.added_at, self.mime);
        let Ok(content) = key.open(&row.get::<Vec<u8>>("sealed")?, &place) else {
            return Ok(());
        };
        let owner = signals::owner(tenant, self.signal);
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
