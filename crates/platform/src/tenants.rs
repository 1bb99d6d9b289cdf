//! Municipalities: their key, their policy pack and who they are.

mod changes;
mod following;
mod packs;
mod partners;

use std::collections::HashMap;
use std::sync::atomic::AtomicI64;
use std::sync::{Arc, PoisonError, RwLock};

pub use changes::{About, Change, Unseen, agreed, looked_at};
pub use following::{catch_up, find, follow, follow_at_times, load};
pub use packs::{Changed, Changing, Taken, adopt, change, pack_at, pack_now, packs, text};
pub use partners::{Checked, Number, Sure};
use policy::{Channel, Pack, PartnerId, Retention};
use vault::PublicKey;

use crate::audit::{self, Event};
use crate::audited;
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
    partners::MIGRATION,
    changes::MIGRATION,
    changes::CHANGERS,
    changes::WATCHED,
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
    /// When the municipality was set up, or somebody confirmed all partners at once, which programs
    /// of before did.
    pub confirmed_at: Millis,
    /// Partners that somebody made sure of since, one at a time.
    checked: HashMap<PartnerId, Checked>,
    /// Somebody confirmed all partners at once since it was set up.
    all_confirmed: bool,
    /// How long things are kept for now: a shorter term counts once somebody else has looked at it.
    pub kept: Retention,
    /// What was changed and nobody else has looked at yet.
    unseen: Vec<Unseen>,
    /// Of partners among it: how they were reached when somebody rang last.
    before: HashMap<PartnerId, Vec<Channel>>,
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

    /// The one there is; `None` when there are several, or none.
    pub fn only(&self) -> Option<Municipality> {
        let all = self.all.read().unwrap_or_else(PoisonError::into_inner);
        let mut all = all.values();
        all.next().filter(|_| all.next().is_none()).cloned()
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
    packs::store(tx, app, tenant, &pack.version, text).await?;
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
    let pack = packs::in_use(tx, app, &record).await?;
    let unseen = changes::all(tx, app, tenant).await?;
    let checked = partners::all(tx, app, tenant).await?;
    Ok(Municipality {
        before: partners::before(tx, app, tenant, (&unseen, &checked)).await?,
        tenant,
        vault: PublicKey::from_bytes(&record.vault_public)?,
        vault_generation: record.vault_generation,
        mark_epoch: record.mark_epoch,
        kept: changes::kept(tx, app, tenant, (pack.retention, &unseen)).await?,
        pack,
        checked,
        all_confirmed: record.confirmed_at > record.created_at,
        unseen,
        name: record.name,
        confirmed_at: record.confirmed_at,
    })
}

/// Every row here that the audit log vouches for, as it stands now (for `meldroute check`).
pub async fn standing(tx: &mut Reader, app: &App, tenant: Tenant) -> Result<Standing> {
    let sql = "select {row} from municipality where id = $1";
    let rows = proof::rows::<Record>(tx, sql, params![tenant]).await?;
    let mut found = proof::stand::<Record>(tx, app, &rows)?;
    found.extend(packs::standing(tx, app, tenant).await?);
    found.extend(partners::standing(tx, app, tenant).await?);
    found.extend(changes::standing(tx, app, tenant).await?);
    Ok(found)
}
