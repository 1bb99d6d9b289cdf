//! A forgotten password costs a person the secret that marks their signals. So that no reporter is
//! cut off, the new mark is left for the officer, sealed to the vault: the next time it is opened,
//! `route::reporters` puts the new mark on that person's signals. Nobody else can make the link.

use platform::db::Tx;
use platform::{App, Result, Tenant, actor, params};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use vault::{Key, PrivateKey};

#[derive(Serialize, Deserialize)]
pub struct Relink {
    pub person: Uuid,
    pub mark: [u8; 32],
}

fn place(id: Uuid) -> String {
    format!("relink:{id}")
}

pub(crate) async fn ask(tx: &mut Tx, app: &App, person: Uuid, secret: &Key) -> Result<()> {
    for row in tx.rows("select tenant from membership where person = $1", params![person]).await? {
        let (id, tenant) = (app.clock.id(), Tenant(row.get("tenant")?));
        let plain = serde_json::to_vec(&Relink { person, mark: actor::mark(secret, tenant) })?;
        let sealed = app.tenants.get(tenant)?.vault.seal(&plain, &place(id))?;
        tx.exec("insert into relink (id, tenant, sealed) values ($1, $2, $3)", params![id, tenant, sealed])
            .await?;
    }
    Ok(())
}

/// What waits for the officer, opened; it is removed.
pub async fn take(tx: &mut Tx, tenant: Tenant, vault: &PrivateKey) -> Result<Vec<Relink>> {
    let mut found = Vec::new();
    for row in tx.rows("select id, sealed from relink where tenant = $1", params![tenant]).await? {
        let id: Uuid = row.get("id")?;
        let plain = vault.open(&row.get::<Vec<u8>>("sealed")?, &place(id))?;
        found.push(serde_json::from_slice(&plain)?);
        tx.exec("delete from relink where id = $1", params![id]).await?;
    }
    Ok(found)
}
