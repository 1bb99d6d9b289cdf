//! Municipalities: their key, their policy pack and who they are.

use std::collections::HashMap;
use std::sync::{Arc, RwLock};

use policy::{Pack, Partner};
use uuid::Uuid;
use vault::PublicKey;

use crate::audit::{self, Event};
use crate::clock::{DAY, day};
use crate::db::{Migration, Row, Tx, Value};
use crate::proof::{self, Guarded};
use crate::{App, Error, Millis, Result, Tenant, params};

pub const MIGRATIONS: &[Migration] = &[Migration {
    id: "platform-12-municipality",
    sql: "create table municipality (
  id {uuid} primary key, code text not null unique, name text not null, wrapped_key {bytes} not null,
  vault_public {bytes} not null, vault_generation {int} not null, mark_epoch {int} not null,
  pack_version text not null, confirmed_at {int} not null, created_at {int} not null, revision {int} not null,
  proof {bytes} not null){strict};
create table policy_pack (
  tenant {uuid} not null references municipality (id), version text not null, text text not null,
  since {int} not null, proof {bytes} not null, primary key (tenant, version)){strict};
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
    /// Which key of the vault that is.
    pub vault_generation: i64,
    /// Marks of reporters are made for this epoch; a next one makes all of them anew.
    pub mark_epoch: i64,
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

/// The row of a municipality.
#[derive(Clone)]
pub struct Record {
    id: Uuid,
    code: String,
    name: String,
    wrapped_key: Vec<u8>,
    pub vault_public: [u8; 32],
    pub vault_generation: i64,
    pub mark_epoch: i64,
    pack_version: String,
    confirmed_at: Millis,
    created_at: Millis,
    revision: i64,
}

impl Guarded for Record {
    const TABLE: &'static str = "municipality";

    fn key(&self) -> String {
        self.id.to_string()
    }

    fn revision(&self) -> i64 {
        self.revision
    }

    fn parts(&self) -> Vec<Value> {
        params![
            self.code.as_str(),
            self.name.as_str(),
            self.wrapped_key.as_slice(),
            self.vault_public,
            self.vault_generation,
            self.mark_epoch,
            self.pack_version.as_str(),
            self.confirmed_at,
            self.created_at
        ]
    }
}

impl Record {
    fn read(tx: &Tx, app: &App, row: &Row) -> Result<Self> {
        let public: Vec<u8> = row.get("vault_public")?;
        let record = Self {
            id: row.get("id")?,
            code: row.get("code")?,
            name: row.get("name")?,
            wrapped_key: row.get("wrapped_key")?,
            vault_public: public.try_into().map_err(|_| Error::Tampered(Self::TABLE))?,
            vault_generation: row.get("vault_generation")?,
            mark_epoch: row.get("mark_epoch")?,
            pack_version: row.get("pack_version")?,
            confirmed_at: row.get("confirmed_at")?,
            created_at: row.get("created_at")?,
            revision: row.get("revision")?,
        };
        proof::check(app, tx, &record, &row.get::<Vec<u8>>("proof")?)?;
        Ok(record)
    }

    /// Writes a change.
    ///
    /// # Errors
    /// [`Error::Conflict`] when somebody else wrote it since it was read.
    pub async fn save(&mut self, tx: &mut Tx, app: &App) -> Result<()> {
        self.revision += 1;
        let proof = proof::write(tx, app, self);
        let touched = tx
            .exec(
                "update municipality set name = $2, vault_public = $3, vault_generation = $4, mark_epoch = $5,
                   pack_version = $6, confirmed_at = $7, revision = $8, proof = $9 where id = $1 and revision = $8 - 1",
                params![
                    self.id,
                    self.name.as_str(),
                    self.vault_public,
                    self.vault_generation,
                    self.mark_epoch,
                    self.pack_version.as_str(),
                    self.confirmed_at,
                    self.revision,
                    proof
                ],
            )
            .await?;
        if touched == 1 { Ok(()) } else { Err(Error::Conflict) }
    }
}

/// The row of a municipality, to change it.
pub async fn record(tx: &mut Tx, app: &App, tenant: Tenant) -> Result<Record> {
    let row = tx.must("select * from municipality where id = $1", params![tenant]).await?;
    Record::read(tx, app, &row)
}

/// A policy pack as it was taken into use.
struct Adopted<'a> {
    tenant: Tenant,
    version: &'a str,
    text: &'a str,
    since: Millis,
}

impl Guarded for Adopted<'_> {
    const TABLE: &'static str = "policy_pack";

    fn key(&self) -> String {
        format!("{}/{}", self.tenant.0, self.version)
    }

    fn revision(&self) -> i64 {
        1
    }

    fn parts(&self) -> Vec<Value> {
        params![self.text, self.since]
    }
}

async fn store_pack(tx: &mut Tx, app: &App, tenant: Tenant, pack: &Pack, text: &str) -> Result<()> {
    let adopted = Adopted { tenant, version: &pack.version, text, since: app.clock.now() };
    let proof = proof::write(tx, app, &adopted);
    tx.exec(
        "insert into policy_pack (tenant, version, text, since, proof) values ($1, $2, $3, $4, $5)",
        params![tenant, adopted.version, text, adopted.since, proof],
    )
    .await?;
    Ok(())
}

async fn stored_pack(tx: &mut Tx, app: &App, tenant: Tenant, version: &str) -> Result<Option<String>> {
    let row = tx
        .row(
            "select text, since, proof from policy_pack where tenant = $1 and version = $2",
            params![tenant, version],
        )
        .await?;
    let Some(row) = row else { return Ok(None) };
    let text: String = row.get("text")?;
    let adopted = Adopted { tenant, version, text: &text, since: row.get("since")? };
    proof::check(app, tx, &adopted, &row.get::<Vec<u8>>("proof")?)?;
    Ok(Some(text))
}

/// Founds a municipality from a policy pack: its key, its audit chain, its vault's public key.
/// The caller commits with the event that this gives, and then calls [`load`].
pub async fn found(tx: &mut Tx, app: &App, text: &str, vault: PublicKey) -> Result<(Tenant, Event)> {
    let pack = Pack::parse(text).map_err(|faults| Error::Internal(faults.to_string()))?;
    let (tenant, now) = (Tenant(app.clock.id()), app.clock.now());
    audit::start(tx, app, tenant).await?;
    let record = Record {
        id: tenant.0,
        code: pack.municipality.code.get_ref().clone(),
        name: pack.municipality.name.clone(),
        wrapped_key: app.keys.new_tenant(tenant),
        vault_public: *vault.as_bytes(),
        vault_generation: 1,
        mark_epoch: 1,
        pack_version: pack.version.clone(),
        confirmed_at: now,
        created_at: now,
        revision: 1,
    };
    let proof = proof::write(tx, app, &record);
    tx.exec(
        "insert into municipality (id, code, name, wrapped_key, vault_public, vault_generation, mark_epoch,
           pack_version, confirmed_at, created_at, revision, proof)
         values ($1, $2, $3, $4, $5, 1, 1, $6, $7, $7, 1, $8)",
        params![
            tenant,
            record.code.as_str(),
            record.name.as_str(),
            record.wrapped_key.as_slice(),
            record.vault_public,
            record.pack_version.as_str(),
            now,
            proof
        ],
    )
    .await?;
    store_pack(tx, app, tenant, &pack, text).await?;
    Ok((tenant, Event::by_system(tenant, "setup", "municipality.founded")))
}

/// Reads all municipalities.
pub async fn load(app: &App) -> Result<()> {
    let mut tx = app.db.read().await?;
    for row in tx.rows("select * from municipality", params![]).await? {
        let record = Record::read(&tx, app, &row)?;
        let tenant = Tenant(record.id);
        app.keys.open_tenant(tenant, &record.wrapped_key)?;
        app.tenants.put(Municipality {
            tenant,
            vault: PublicKey::from_bytes(&record.vault_public)?,
            vault_generation: record.vault_generation,
            mark_epoch: record.mark_epoch,
            pack: Arc::new(pack_at(&mut tx, app, tenant, &record.pack_version).await?),
            name: record.name,
            confirmed_at: record.confirmed_at,
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
    let Some(row) = tx.row("select * from municipality where code = $1", params![code]).await? else {
        return Ok(None);
    };
    let mut record = Record::read(&tx, app, &row)?;
    let tenant = Tenant(record.id);
    match stored_pack(&mut tx, app, tenant, &pack.version).await? {
        Some(stored) if stored != text => {
            return Err(Error::Internal(format!(
                "policy pack version {} was used before with another text: raise `version`",
                pack.version
            )));
        }
        Some(_) if record.pack_version == pack.version => return Ok(Some(tenant)),
        Some(_) => {}
        None => store_pack(&mut tx, app, tenant, &pack, text).await?,
    }
    record.pack_version.clone_from(&pack.version);
    record.name.clone_from(&pack.municipality.name);
    record.confirmed_at = app.clock.now();
    record.save(&mut tx, app).await?;
    let event = Event::by_system(tenant, "command line", "policy.adopted").with("version", pack.version);
    tx.commit(app, event).await?;
    load(app).await?;
    Ok(Some(tenant))
}

/// Somebody looked through the partner entries and found them right.
pub async fn confirm(tx: &mut Tx, app: &App, tenant: Tenant) -> Result<()> {
    let mut record = record(tx, app, tenant).await?;
    record.confirmed_at = app.clock.now();
    record.save(tx, app).await
}

/// The pack a dossier was judged under, which may be an older one.
pub async fn pack_at(tx: &mut Tx, app: &App, tenant: Tenant, version: &str) -> Result<Pack> {
    let text = stored_pack(tx, app, tenant, version).await?.ok_or(Error::NotFound)?;
    Pack::parse(&text).map_err(|faults| Error::Internal(format!("stored policy pack: {faults}")))
}

/// Every row here that the audit log vouches for, as it stands now (for `meldroute check`).
pub async fn standing(tx: &mut Tx, app: &App, tenant: Tenant) -> Result<Vec<(String, Vec<u8>)>> {
    let mut found = Vec::new();
    let row = tx.must("select * from municipality where id = $1", params![tenant]).await?;
    Record::read(tx, app, &row)?;
    found.push((format!("{}:{}", Record::TABLE, tenant.0), row.get("proof")?));
    for row in tx.rows("select version, proof from policy_pack where tenant = $1", params![tenant]).await? {
        let version: String = row.get("version")?;
        stored_pack(tx, app, tenant, &version).await?;
        found.push((format!("{}:{}/{version}", Adopted::TABLE, tenant.0), row.get("proof")?));
    }
    Ok(found)
}
