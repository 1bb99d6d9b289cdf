//! Municipalities: their key, their policy pack and who they are.

mod following;

use std::collections::HashMap;
use std::sync::atomic::AtomicI64;
use std::sync::{Arc, PoisonError, RwLock};

pub use following::{catch_up, find, follow, follow_at_times, load};
use policy::{Pack, Partner};
use vault::PublicKey;

use crate::audit::{self, Event};
use crate::audited;
use crate::clock::{DAY, day};
use crate::db::{Migration, Reader, Row, Tx};
use crate::proof::{self, Noted, Standing};
use crate::{App, Error, Millis, Result, Tenant, guarded, params};

/// Municipalities, the packs they had, and the number that goes up with every change of them.
pub const MIGRATIONS: &[Migration] = &[
    Migration {
        id: "platform-15-municipality",
    sql: "create table municipality (
  id {uuid} primary key, code text not null unique, name text not null, wrapped_key {bytes} not null,
  vault_public {bytes} not null, vault_generation {int} not null, mark_epoch {int} not null,
  pack_version text not null, confirmed_at {int} not null, created_at {int} not null, revision {int} not null,
  proof {bytes} not null){strict};
create table policy_pack (
  tenant {uuid} not null references municipality (id), version text not null, text text not null,
  since {int} not null, proof {bytes} not null, primary key (tenant, version)){strict};
",
    },
    Migration {
        id: "platform-21-generation",
        sql: "create table generation (id {int} primary key, number {int} not null){strict};
insert into generation (id, number) values (1, 1);
",
    },
];

/// A municipality in use.
#[derive(Clone)]
pub struct Municipality {
    /// Its number.
    pub tenant: Tenant,
    /// As its pack says, and as it stands on screen.
    pub name: String,
    /// Its policy, as last taken into use.
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
    /// Partner entries that nobody confirmed in time (such lists go stale): their own date has
    /// passed since, or the yearly confirmation is overdue.
    #[must_use]
    pub fn stale_partners(&self, now: Millis) -> Vec<&Partner> {
        let (today, confirmed) = (day(now), day(self.confirmed_at));
        let overdue = self.confirmed_at
            + Millis::from(self.pack.deadlines.confirm_partners_months) * 30 * DAY
            < now;
        let passed = |until: &str| until < today.as_str() && confirmed.as_str() <= until;
        self.pack
            .partners
            .iter()
            .filter(|partner| overdue || passed(partner.valid_until.get_ref()))
            .collect()
    }
}

/// All municipalities of this instance, in memory, as they stood at a generation: a number in the
/// database that goes up with every change of a municipality, in this program or another ([`follow`]).
#[derive(Default)]
pub struct Tenants {
    all: RwLock<HashMap<Tenant, Municipality>>,
    shut: RwLock<Vec<Shut>>,
    generation: AtomicI64,
    /// When somebody without a session last made this program look ([`follow_at_times`]).
    looked: AtomicI64,
    /// One reads them anew, the others wait.
    reading: tokio::sync::Mutex<()>,
}

/// A municipality whose row or policy pack does not stand as it was written: nobody can work there
/// until that is mended; the others go on.
#[derive(Debug, Clone)]
pub struct Shut {
    /// As far as it can be read.
    pub name: String,
    /// What does not stand as it was written; nothing of anybody.
    pub why: String,
}

impl Tenants {
    /// One of them.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it is not there or shut.
    pub fn get(&self, tenant: Tenant) -> Result<Municipality> {
        let all = self.all.read().unwrap_or_else(PoisonError::into_inner);
        all.get(&tenant).cloned().ok_or(Error::NotFound)
    }

    /// Those that are open, by name.
    pub fn all(&self) -> Vec<Municipality> {
        let mut all: Vec<_> = self
            .all
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .values()
            .cloned()
            .collect();
        all.sort_by(|a, b| a.name.cmp(&b.name));
        all
    }

    /// Municipalities that could not be opened.
    pub fn shut(&self) -> Vec<Shut> {
        self.shut
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn put(&self, municipality: Municipality) {
        let mut all = self.all.write().unwrap_or_else(PoisonError::into_inner);
        all.insert(municipality.tenant, municipality);
    }
}

/// The row of a municipality.
#[derive(Clone)]
pub struct Record {
    id: Tenant,
    code: String,
    name: String,
    wrapped_key: Vec<u8>,
    /// The vault's public key.
    pub vault_public: [u8; 32],
    /// Which key of the vault that is, from 1.
    pub vault_generation: i64,
    /// For which epoch marks of reporters are made, from 1.
    pub mark_epoch: i64,
    pack_version: String,
    confirmed_at: Millis,
    created_at: Millis,
    revision: i64,
}

guarded!(
    Record,
    "municipality",
    |row| Noted::Everywhere(row.id),
    revision,
    key[id],
    [
        code,
        name,
        wrapped_key,
        vault_public,
        vault_generation,
        mark_epoch,
        pack_version,
        confirmed_at,
        created_at,
        revision
    ]
);

impl Record {
    /// Writes a change.
    ///
    /// # Errors
    /// [`Error::Conflict`] when somebody else wrote it since it was read.
    pub async fn save(&mut self, tx: &mut Tx, app: &App) -> Result<()> {
        proof::save(tx, app, self).await?;
        following::raise_generation(tx).await
    }
}

/// The row of a municipality, to change it.
pub async fn record(tx: &mut Reader, app: &App, tenant: Tenant) -> Result<Record> {
    proof::must(
        tx,
        app,
        "select {row} from municipality where id = $1",
        params![tenant],
    )
    .await
}

/// From here on this act is the only one of its kind in the municipality: another that asks waits
/// until this one is committed. For rules about all rows together, such as that the last
/// administrator stays.
pub async fn alone(tx: &mut Tx, tenant: Tenant) -> Result<()> {
    // PostgreSQL locks the row; SQLite has one writer anyway.
    tx.exec(
        "update municipality set revision = revision where id = $1",
        params![tenant],
    )
    .await?;
    Ok(())
}

/// A policy pack as it was taken into use.
struct Adopted {
    tenant: Tenant,
    version: String,
    text: String,
    since: Millis,
}

guarded!(
    Adopted,
    "policy_pack",
    |row| Noted::InAudit(row.tenant),
    once, key [tenant, version], [text, since]
);

async fn store_pack(tx: &mut Tx, app: &App, tenant: Tenant, pack: &Pack, text: &str) -> Result<()> {
    let (version, text) = (pack.version.clone(), text.to_owned());
    let adopted = Adopted {
        tenant,
        version,
        text,
        since: app.clock.now(),
    };
    if proof::insert(tx, app, &adopted).await? {
        Ok(())
    } else {
        Err(Error::Conflict)
    }
}

async fn stored_pack(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    version: &str,
) -> Result<Option<String>> {
    let sql = "select {row} from policy_pack where tenant = $1 and version = $2";
    let found: Option<Adopted> = proof::one(tx, app, sql, params![tenant, version]).await?;
    Ok(found.map(|adopted| adopted.text))
}

/// Every pack that was in use here, by its version, the latest last. One that does not stand as it
/// was written, or cannot be read, is not among them.
///
/// # Errors
/// When the database cannot be read.
pub async fn packs(tx: &mut Reader, app: &App, tenant: Tenant) -> Result<Vec<(String, Pack)>> {
    let sql = "select {row} from policy_pack where tenant = $1 order by since";
    let adopted: Vec<Adopted> = proof::whole(tx, app, sql, params![tenant]).await?;
    let read = |one: Adopted| Some((one.version, Pack::stored(&one.text).ok()?));
    Ok(adopted.into_iter().filter_map(read).collect())
}

/// Founds a municipality from a policy pack: its key, its audit chain, its vault's public key.
/// The caller commits with the event that this gives, and then calls [`load`].
pub async fn found(
    tx: &mut Tx,
    app: &App,
    text: &str,
    vault: PublicKey,
) -> Result<(Tenant, Event)> {
    let pack = Pack::parse(text).map_err(|faults| Error::Internal(faults.to_string()))?;
    let (tenant, now) = (Tenant(app.clock.id()), app.clock.now());
    audit::start(tx, app, tenant).await?;
    let mut record = Record {
        id: tenant,
        code: pack.municipality.code.get_ref().clone(),
        name: pack.municipality.name.clone(),
        wrapped_key: app.keys.new_tenant(tenant),
        vault_public: *vault.as_bytes(),
        vault_generation: 1,
        mark_epoch: 1,
        pack_version: pack.version.clone(),
        confirmed_at: now,
        created_at: now,
        revision: 0,
    };
    record.save(tx, app).await?;
    store_pack(tx, app, tenant, &pack, text).await?;
    Ok((
        tenant,
        Event::by_system(tenant, "setup", &audited::MUNICIPALITY_FOUNDED),
    ))
}

/// Opens every municipality's key, from nothing but what wraps it: for steps of the schema, which
/// know no other columns. Gives the municipalities.
pub(crate) async fn open_keys(tx: &mut Reader, app: &App) -> Result<Vec<Tenant>> {
    let rows = tx
        .rows(
            "select id, wrapped_key from municipality order by id",
            params![],
        )
        .await?;
    let mut found = Vec::new();
    for row in rows {
        let tenant = Tenant(row.get("id")?);
        app.keys
            .open_tenant(tenant, &row.get::<Vec<u8>>("wrapped_key")?)?;
        found.push(tenant);
    }
    Ok(found)
}

async fn open(tx: &mut Reader, app: &App, row: &Row) -> Result<Municipality> {
    let record: Record = proof::read(tx, app, row)?;
    let tenant = record.id;
    app.keys.open_tenant(tenant, &record.wrapped_key)?;
    Ok(Municipality {
        tenant,
        vault: PublicKey::from_bytes(&record.vault_public)?,
        vault_generation: record.vault_generation,
        mark_epoch: record.mark_epoch,
        pack: Arc::new(read_pack(tx, app, tenant, &record.pack_version).await?),
        name: record.name,
        confirmed_at: record.confirmed_at,
    })
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
    let sql = "select {row} from municipality where code = $1";
    let found: Option<Record> = proof::one(&mut tx, app, sql, params![code]).await?;
    let Some(mut record) = found else {
        return Ok(None);
    };
    let tenant = record.id;
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
    let event = Event::by_system(tenant, "command line", &audited::POLICY_ADOPTED)
        .with("version", pack.version);
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

async fn read_pack(tx: &mut Reader, app: &App, tenant: Tenant, version: &str) -> Result<Pack> {
    let text = stored_pack(tx, app, tenant, version)
        .await?
        .ok_or(Error::NotFound)?;
    Pack::stored(&text).map_err(|faults| Error::Misread(format!("stored policy pack: {faults}")))
}

/// Packs of before, parsed once each: one never changes.
#[derive(Default)]
struct Earlier(RwLock<HashMap<(Tenant, String), Arc<Pack>>>);

/// The pack a dossier was judged under, which may be an older one.
pub async fn pack_at(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    version: &str,
) -> Result<Arc<Pack>> {
    let now = app.tenants.get(tenant)?.pack;
    if now.version == version {
        return Ok(now);
    }
    let (earlier, key) = (app.memory.of::<Earlier>(), (tenant, version.to_owned()));
    let known = earlier.0.read().ok().and_then(|all| all.get(&key).cloned());
    if let Some(pack) = known {
        return Ok(pack);
    }
    let pack = Arc::new(read_pack(tx, app, tenant, version).await?);
    if let Ok(mut all) = earlier.0.write() {
        all.insert(key, pack.clone());
    }
    Ok(pack)
}

/// Every row here that the audit log vouches for, as it stands now (for `meldroute check`).
pub async fn standing(tx: &mut Reader, app: &App, tenant: Tenant) -> Result<Standing> {
    let sql = "select {row} from municipality where id = $1";
    let rows = proof::rows::<Record>(tx, sql, params![tenant]).await?;
    let mut found = proof::stand::<Record>(tx, app, &rows)?;
    found.extend(proof::standing::<Adopted>(tx, app, tenant).await?);
    Ok(found)
}
