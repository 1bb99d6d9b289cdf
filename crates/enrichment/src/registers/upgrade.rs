//! The step `enrichment-2-content-of-uploads`: files that wait to be imported stood whole in their rows.
//! One at a time they become blobs; the rows keep what opens those.

use platform::blobs::{self, Owner};
use platform::db::Tx;
use platform::{App, Error, Result, Tenant, params};

use super::uploads::UploadId;

/// Moves what waits in a municipality.
pub async fn move_uploads(tx: &mut Tx, app: &App, tenant: Tenant) -> Result<()> {
    let sql = "select id from register_upload where tenant = $1";
    for row in tx.rows(sql, params![tenant]).await? {
        move_upload(tx, app, tenant, row.get("id")?).await?;
    }
    Ok(())
}

/// What it is called and what is in it stood in one sealed text, a line for the first.
async fn move_upload(tx: &mut Tx, app: &App, tenant: Tenant, id: UploadId) -> Result<()> {
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
    let owner = Owner {
        tenant,
        id: id.into(),
    };
    let blob = blobs::add(tx, app, owner, &plain[end + 1..]).await?;
    tx.exec(
        "update register_upload set sealed = $2, content = $3 where id = $1",
        params![id, key.seal(&plain[..end], &place), blob.seal(&key, &place)],
    )
    .await?;
    Ok(())
}
