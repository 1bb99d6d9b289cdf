//! Municipalities: their key, their policy pack and who they are.

use std::collections::HashMap;
use std::sync::{Arc, RwLock};

use policy::{Pack, Partner};
use vault::PublicKey;

use crate::audit::{self, Event};
use crate::clock::{DAY, day};
use crate::db::{Migration, Tx};
use crate::{App, Error, Millis, Result, Tenant, params};

pub const MIGRATIONS: &[Migration] = &[Migration {
    id: "platform-02-municipality",
    sql: "create table municipality (
  id {uuid} primary key, code text not null unique, name text not null, wrapped_key {bytes} not null,
  vault_public {bytes} not null, pack_version text not null, confirmed_at {int} not null,
  created_at {int} not null){strict};
create table policy_pack (
  tenant {uuid} not null references municipality (id), version text not null, text text not null,
  since {int} not null, primary key (tenant, version)){strict};
",
}];

/// A municipality in use.
#[derive(Clone)]
pub struct Municipality {
    pub tenant: Tenant,
    pub name: String,
    pub pack: Arc<Pack>,
    /// Reporters' identities are sealed to this key; only officers hold the other half.
    pub vault: PublicKey,
    /// When somebody last confirmed that the pack, its partners above all, is still right.
    pub confirmed_at: Millis,
}

impl Municipality {
    /// Partner entries that nobody confirmed in time (such lists go stale): their own date has passed
    /// since, or the yearly confirmation is overdue.
    #[must_use]
    pub fn stale_partners(&self, now: Millis) -> Vec<&Partner> {
        let (today, confirmed) = (day(now), day(self.confirmed_at));
        let overdue =
            self.confirmed_at + Millis::from(self.pack.deadlines.confirm_partners_months) * 30 * DAY < now;
        let passed = |until: &str| until < today.as_str() && confirmed.as_str() <= until;
        self.pack.partners.iter().filter(|partner| overdue || passed(partner.valid_until.get_ref())).collect()
    }
}

/// All municipalities of this instance, in memory.
#[derive(Default)]
pub struct Tenants(RwLock<HashMap<Tenant, Municipality>>);

impl Tenants {
    pub fn get(&self, tenant: Tenant) -> Result<Municipality> {
        let all = self.0.read().unwrap_or_else(std::sync::PoisonError::into_inner);
        all.get(&tenant).cloned().ok_or(Error::NotFound)
    }

    pub fn all(&self) -> Vec<Municipality> {
        let mut all: Vec<_> =
            self.0.read().unwrap_or_else(std::sync::PoisonError::into_inner).values().cloned().collect();
        all.sort_by(|a, b| a.name.cmp(&b.name));
        all
    }

    fn put(&self, municipality: Municipality) {
        let mut all = self.0.write().unwrap_or_else(std::sync::PoisonError::into_inner);
        all.insert(municipality.tenant, municipality);
    }
}

/// Founds a municipality from a policy pack: its key, its audit chain, its vault's public key.
/// The caller commits, with the event that this gives.
pub async fn found(tx: &mut Tx, app: &App, text: &str, vault: PublicKey) -> Result<(Tenant, Event)> {
    let pack = Pack::parse(text).map_err(|faults| Error::Internal(faults.to_string()))?;
    let (tenant, now) = (Tenant(app.clock.id()), app.clock.now());
    audit::start(tx, app, tenant).await?;
    tx.exec(
        "insert into municipality (id, code, name, wrapped_key, vault_public, pack_version, confirmed_at, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $7)",
        params![
            tenant, pack.municipality.code.get_ref().clone(), pack.municipality.name.clone(),
            app.keys.new_tenant(tenant), *vault.as_bytes(), pack.version.clone(), now
        ],
    )
    .await?;
    tx.exec(
        "insert into policy_pack (tenant, version, text, since) values ($1, $2, $3, $4)",
        params![tenant, pack.version.clone(), text, now],
    )
    .await?;
    app.tenants.put(Municipality {
        tenant,
        name: pack.municipality.name.clone(),
        vault,
        pack: Arc::new(pack),
        confirmed_at: now,
    });
    Ok((tenant, Event::by_system(tenant, "setup", "municipality.founded")))
}

/// Reads all municipalities at start.
pub async fn load(app: &App) -> Result<()> {
    let mut tx = app.db.read().await?;
    let rows = tx
        .rows(
            "select m.id, m.name, m.wrapped_key, m.vault_public, m.confirmed_at, p.text from municipality m
             join policy_pack p on p.tenant = m.id and p.version = m.pack_version",
            params![],
        )
        .await?;
    for row in rows {
        let tenant = Tenant(row.get("id")?);
        app.keys.open_tenant(tenant, &row.get::<Vec<u8>>("wrapped_key")?)?;
        let pack = Pack::parse(&row.get::<String>("text")?)
            .map_err(|faults| Error::Internal(format!("stored policy pack: {faults}")))?;
        let vault = PublicKey::from_bytes(&row.get::<Vec<u8>>("vault_public")?)?;
        app.tenants.put(Municipality {
            tenant,
            name: row.get("name")?,
            pack: Arc::new(pack),
            vault,
            confirmed_at: row.get("confirmed_at")?,
        });
    }
    Ok(())
}

/// Takes a changed pack into use; the municipality is found by its code. `None`: no such
/// municipality yet. Dossiers keep the version they were judged under.
///
/// # Errors
/// When a pack with the same version but another text is already stored: raise the version.
pub async fn adopt(app: &App, text: &str) -> Result<Option<Tenant>> {
    let pack = Pack::parse(text).map_err(|faults| Error::Internal(faults.to_string()))?;
    let code = pack.municipality.code.get_ref().clone();
    let mut tx = app.db.begin().await?;
    let Some(row) =
        tx.row("select id, pack_version from municipality where code = $1", params![code]).await?
    else {
        return Ok(None);
    };
    let tenant = Tenant(row.get("id")?);
    let stored = tx
        .row(
            "select text from policy_pack where tenant = $1 and version = $2",
            params![tenant, pack.version.clone()],
        )
        .await?;
    match stored {
        Some(stored) if stored.get::<String>("text")? != text => {
            return Err(Error::Internal(format!(
                "policy pack version {} was used before with another text: raise `version`",
                pack.version
            )));
        }
        Some(_) if row.get::<String>("pack_version")? == pack.version => return Ok(Some(tenant)),
        Some(_) => {}
        None => {
            tx.exec(
                "insert into policy_pack (tenant, version, text, since) values ($1, $2, $3, $4)",
                params![tenant, pack.version.clone(), text, app.clock.now()],
            )
            .await?;
        }
    }
    let version = pack.version.clone();
    tx.exec(
        "update municipality set pack_version = $2, name = $3, confirmed_at = $4 where id = $1",
        params![tenant, version.clone(), pack.municipality.name.clone(), app.clock.now()],
    )
    .await?;
    tx.commit(app, Event::by_system(tenant, "command line", "policy.adopted").with("version", version))
        .await?;
    load(app).await?;
    Ok(Some(tenant))
}

/// Somebody looked through the partner entries and found them right.
pub async fn confirm(tx: &mut Tx, app: &App, tenant: Tenant) -> Result<()> {
    tx.exec("update municipality set confirmed_at = $2 where id = $1", params![tenant, app.clock.now()])
        .await?;
    Ok(())
}

/// The pack a dossier was judged under, which may be an older one.
pub async fn pack_at(tx: &mut Tx, tenant: Tenant, version: &str) -> Result<Pack> {
    let text: String = tx
        .must("select text from policy_pack where tenant = $1 and version = $2", params![tenant, version])
        .await?
        .get("text")?;
    Pack::parse(&text).map_err(|faults| Error::Internal(format!("stored policy pack: {faults}")))
}
