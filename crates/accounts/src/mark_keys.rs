//! Whose signals are whose, for the officer alone.
//!
//! A signal carries a mark that only the reporter's own secret can make, and that secret goes with
//! a forgotten password. So everybody's key for marks lies sealed to the vault, from the moment
//! they join. Who gets a new secret asks for the own signals with it; an officer with an opened
//! vault, who spoke to the person, says yes, and then **all** marks of the municipality are made
//! anew (`route::reporters`), so that a difference between two copies of the database says nothing
//! about whose they are.
//!
//! Never allowed: using a key that nobody confirmed, or a row that does not fit its proof (anybody
//! can seal something to the vault).

use std::collections::HashMap;

use platform::clock::whole_day;
use platform::db::{Migration, Reader, Tx};
use platform::proof::{self, Guarded as _, Noted, Standing};
use platform::{App, Error, Millis, PersonId, Result, Tenant, actor, guarded, params};
use vault::{Key, PublicKey, VaultKey};

pub const MIGRATIONS: &[Migration] = &[Migration {
    id: "accounts-13-mark-keys",
    sql: "create table mark_key (
  tenant {uuid} not null, person {uuid} not null, sealed {bytes}, asked {bytes}, asked_on {int} not null,
  generation {int} not null, version {int} not null, proof {bytes} not null, primary key (tenant, person)){strict};
",
}];

struct Record {
    tenant: Tenant,
    person: PersonId,
    /// The key that marks are made with.
    sealed: Option<Vec<u8>>,
    /// A key that waits for an officer.
    asked: Option<Vec<u8>>,
    asked_on: Millis,
    /// The vault's key they are sealed to.
    generation: i64,
    version: i64,
}

guarded!(
    Record,
    "mark_key",
    |row| Noted::Everywhere(row.tenant),
    version, key [tenant, person], [sealed, asked, asked_on, generation, version]
);

fn place(tenant: Tenant, person: PersonId) -> String {
    format!("mark key:{}:{person}", tenant.0)
}

impl Record {
    /// Seals what is here to a next key of the vault.
    fn reseal(&mut self, vault: &VaultKey) -> Result<()> {
        let place = place(self.tenant, self.person);
        for cell in [&mut self.sealed, &mut self.asked].into_iter().flatten() {
            *cell = vault
                .public()
                .seal(&vault.open(self.generation, cell, &place)?, &place)?;
        }
        self.generation = vault.generation();
        Ok(())
    }
}

async fn of(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    person: PersonId,
) -> Result<Option<Record>> {
    proof::one(
        tx,
        app,
        "select {row} from mark_key where tenant = $1 and person = $2",
        params![tenant, person],
    )
    .await
}

async fn records(tx: &mut Reader, app: &App, tenant: Tenant) -> Result<Vec<Record>> {
    let sql = "select {row} from mark_key where tenant = $1";
    proof::all(tx, app, sql, params![tenant]).await
}

/// Leaves somebody's key for the officer. Who was here before has it back only once an officer says
/// so.
pub(crate) async fn leave(
    tx: &mut Tx,
    app: &App,
    tenant: Tenant,
    person: PersonId,
    secret: &Key,
    again: bool,
) -> Result<()> {
    let municipality = platform::tenants::record(tx, app, tenant).await?;
    let vault = PublicKey::from_bytes(&municipality.vault_public)?;
    let key = actor::mark_key(secret, tenant);
    let sealed = Some(vault.seal(key.expose(), &place(tenant, person))?);
    let asked_on = whole_day(app.clock.now());
    let known = of(tx, app, tenant, person).await?;
    let mut record = match known {
        Some(known) if known.generation != municipality.vault_generation => {
            return Err(Error::Tampered(Record::TABLE));
        }
        Some(known) => Record {
            asked: sealed,
            asked_on,
            ..known
        },
        None => Record {
            tenant,
            person,
            sealed: sealed.clone().filter(|_| !again),
            asked: sealed.filter(|_| again),
            asked_on: if again { asked_on } else { 0 },
            generation: municipality.vault_generation,
            version: 0,
        },
    };
    proof::save(tx, app, &mut record).await
}

/// Somebody who asks for their signals.
pub struct Asking {
    pub person: PersonId,
    pub since: Millis,
    /// Goes up with every change: an answer is to what was on the screen.
    pub version: i64,
}

/// Who asks for their signals.
pub async fn waiting(tx: &mut Reader, app: &App, tenant: Tenant) -> Result<Vec<Asking>> {
    let sql = "select {row} from mark_key where tenant = $1 and asked is not null and asked_on > 0
        order by asked_on";
    let records: Vec<Record> = proof::whole(tx, app, sql, params![tenant]).await?;
    let asking = records.into_iter().map(|record| Asking {
        person: record.person,
        since: record.asked_on,
        version: record.version,
    });
    Ok(asking.collect())
}

/// Does this person wait for an officer?
pub async fn is_waiting(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    person: PersonId,
) -> Result<bool> {
    let record = of(tx, app, tenant, person).await?;
    Ok(record.is_some_and(|record| record.asked.is_some() && record.asked_on > 0))
}

/// The officer spoke to the person, or does not know of it. Gives whether anything waited.
pub async fn decide(
    tx: &mut Tx,
    app: &App,
    tenant: Tenant,
    person: PersonId,
    yes: bool,
) -> Result<bool> {
    let Some(mut record) = of(tx, app, tenant, person).await? else {
        return Ok(false);
    };
    if record.asked.is_none() || record.asked_on == 0 {
        return Ok(false);
    }
    if yes {
        record.sealed = record.asked.take();
    }
    // After a no the key stays for what was reported with it since; it asks for nothing any more.
    record.asked_on = 0;
    proof::save(tx, app, &mut record).await?;
    Ok(true)
}

/// Somebody's keys for marks: the one that an officer knows of, and one that was only asked for.
pub struct MarkKeys {
    pub own: Option<Key>,
    pub asked: Option<Key>,
}

/// Everybody's keys for marks.
pub async fn all(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    vault: &VaultKey,
) -> Result<HashMap<PersonId, MarkKeys>> {
    let mut found = HashMap::new();
    for record in records(tx, app, tenant).await? {
        let open = |sealed: &Vec<u8>| {
            let plain = vault.open(record.generation, sealed, &place(tenant, record.person))?;
            let bytes = <[u8; 32]>::try_from(plain).map_err(|_| Error::Tampered(Record::TABLE))?;
            Ok::<_, Error>(Key::from_bytes(bytes))
        };
        let keys = MarkKeys {
            own: record.sealed.as_ref().map(open).transpose()?,
            asked: record.asked.as_ref().map(open).transpose()?,
        };
        found.insert(record.person, keys);
    }
    Ok(found)
}

/// Seals every key to a next key of the vault, in the transaction that takes it into use.
pub async fn reseal(tx: &mut Tx, app: &App, tenant: Tenant, vault: &VaultKey) -> Result<()> {
    for mut record in records(tx, app, tenant).await? {
        record.reseal(vault)?;
        proof::save(tx, app, &mut record).await?;
    }
    Ok(())
}

/// For `meldroute check`.
pub(crate) async fn standing(tx: &mut Reader, app: &App, tenant: Tenant) -> Result<Standing> {
    proof::standing::<Record>(tx, app, tenant).await
}
