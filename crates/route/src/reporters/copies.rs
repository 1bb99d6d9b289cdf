//! Copies of the vault key: one per officer, and one under the recovery key in the municipal safe.

use accounts::people;
use platform::db::{Migration, Reader, Tx};
use platform::proof::{self, Noted, Standing};
use platform::{App, Error, Millis, PersonId, Result, Role, Tenant, guarded, params, tenants};
use vault::{Key, PrivateKey, PublicKey, RecoveryCode, Salt, VaultKey};

pub const MIGRATIONS: &[Migration] = &[Migration {
    id: "route-12-reporters",
    sql: "create table vault_copy (
  tenant {uuid} not null, person {uuid} not null, public_key {bytes} not null, salt {bytes} not null,
  wrapped_private {bytes} not null, vault {bytes}, version {int} not null, proof {bytes} not null,
  primary key (tenant, person)){strict};
create table vault_recovery (
  tenant {uuid} primary key, wrapped {bytes} not null, made_at {int} not null, version {int} not null,
  proof {bytes} not null){strict};
",
}];

fn place(tenant: Tenant, person: PersonId) -> String {
    format!("vault copy:{}:{person}", tenant.0)
}

/// An officer's own key, under a passphrase, and with access the vault's key sealed to it.
struct Record {
    tenant: Tenant,
    person: PersonId,
    public_key: [u8; 32],
    salt: Salt,
    wrapped_private: Vec<u8>,
    vault: Option<Vec<u8>>,
    version: i64,
}

guarded!(
    Record,
    "vault_copy",
    |row| Noted::Everywhere(row.tenant),
    version, key [tenant, person], [public_key, salt, wrapped_private, vault, version]
);

impl Record {
    fn give(&mut self, vault: &VaultKey) -> Result<()> {
        let public = PublicKey::from_bytes(&self.public_key)?;
        self.vault = Some(public.seal(&vault.to_bytes(), &place(self.tenant, self.person))?);
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
        "select {row} from vault_copy where tenant = $1 and person = $2",
        params![tenant, person],
    )
    .await
}

/// Those that stand: with a damaged one its officer cannot open the vault, and everybody else can.
async fn all(tx: &mut Reader, app: &App, tenant: Tenant) -> Result<Vec<Record>> {
    proof::whole(
        tx,
        app,
        "select {row} from vault_copy where tenant = $1",
        params![tenant],
    )
    .await
}

/// An own key, and what a passphrase makes to keep it under. Made before a transaction begins: it
/// takes about a second.
pub struct OwnKey {
    own: PrivateKey,
    salt: Salt,
    stretched: Key,
}

impl OwnKey {
    pub async fn make(app: &App, passphrase: &str) -> Result<Self> {
        let (own, salt): (PrivateKey, Salt) = (PrivateKey::random(), vault::random());
        let stretched = app.stretching.vault(&app.keys, passphrase, salt).await?;
        Ok(Self {
            own,
            salt,
            stretched,
        })
    }
}

/// Gives a person a key of their own; with `vault`, a copy of it at once.
pub async fn enrol(
    tx: &mut Tx,
    app: &App,
    tenant: Tenant,
    person: PersonId,
    key: &OwnKey,
    vault: Option<&VaultKey>,
) -> Result<()> {
    let version = of(tx, app, tenant, person)
        .await?
        .map_or(0, |known| known.version);
    let mut record = Record {
        tenant,
        person,
        public_key: *key.own.public().as_bytes(),
        salt: key.salt,
        wrapped_private: key
            .stretched
            .wrap(&key.own.as_key(), &place(tenant, person)),
        vault: None,
        version,
    };
    if let Some(vault) = vault {
        fits(tx, app, tenant, vault).await?;
        record.give(vault)?;
    }
    proof::save(tx, app, &mut record).await
}

/// What an officer's own copy looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// No passphrase chosen yet.
    None,
    /// Chosen; waits for an officer with an opened vault, or for the recovery key.
    Waiting,
    Granted,
}

/// What this officer has, and their own key's fingerprint in words, for reading aloud.
pub async fn access_of(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    person: PersonId,
) -> Result<(Access, Option<String>)> {
    let record = of(tx, app, tenant, person)
        .await?
        .filter(|record| !record.wrapped_private.is_empty());
    let Some(record) = record else {
        return Ok((Access::None, None));
    };
    let words = spoken(&record.public_key, tenant);
    Ok(match record.vault {
        None => (Access::Waiting, Some(words)),
        Some(_) => (Access::Granted, Some(words)),
    })
}

fn spoken(public_key: &[u8; 32], tenant: Tenant) -> String {
    let digest = vault::digest(&[b"vault copy", tenant.0.as_bytes(), public_key]);
    vault::phrase::spoken(&digest).join(" ")
}

/// Is this officer's copy the only one left beside the recovery key? Copies of people who are no
/// officers do not count.
pub async fn holds_last_copy(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    person: PersonId,
) -> Result<bool> {
    Ok(holding(tx, app, tenant).await? == [person])
}

async fn holding(tx: &mut Reader, app: &App, tenant: Tenant) -> Result<Vec<PersonId>> {
    let officers = people::officers(tx, app, tenant).await?;
    let copies = all(tx, app, tenant).await?;
    let holders = copies
        .into_iter()
        .filter(|copy| copy.vault.is_some())
        .map(|copy| copy.person);
    Ok(holders.filter(|person| officers.contains(person)).collect())
}

/// How many officers can open the vault.
pub async fn holders(tx: &mut Reader, app: &App, tenant: Tenant) -> Result<usize> {
    Ok(holding(tx, app, tenant).await?.len())
}

/// Does this key belong to what the municipality's row says? Asked at every opening, and in the
/// transaction of every act that passes the key on: another process may have replaced it.
///
/// # Errors
/// [`Error::VaultClosed`] when there is a next key: the vault must be opened again.
/// [`Error::Tampered`] when somebody put in a key of their own, and every name reported since then
/// can be read by them.
async fn fits(tx: &mut Reader, app: &App, tenant: Tenant, key: &VaultKey) -> Result<()> {
    let municipality = tenants::record(tx, app, tenant).await?;
    if key.public().as_bytes() == &municipality.vault_public
        && key.generation() == municipality.vault_generation
    {
        return Ok(());
    }
    if key.generation() < municipality.vault_generation {
        app.opened.close_all(tenant);
        return Err(Error::VaultClosed);
    }
    tracing::error!(tenant = %tenant.0, "the vault's public key in the database is not that of the opened vault");
    Err(Error::Tampered("municipality"))
}

/// A copy that was just read is of the last key, or somebody put back an older one.
fn must_be_last(fits: Result<()>) -> Result<()> {
    match fits {
        Err(Error::VaultClosed) => Err(Error::Tampered("vault_copy")),
        other => other,
    }
}

/// The vault key, if this passphrase opens this officer's copy. No connection is held while it is
/// stretched.
pub async fn unlock(
    app: &App,
    tenant: Tenant,
    person: PersonId,
    passphrase: &str,
) -> Result<Option<VaultKey>> {
    let record = of(&mut app.db.read().await?, app, tenant, person).await?;
    let Some(Record {
        salt,
        wrapped_private,
        vault: Some(vault),
        ..
    }) = record
    else {
        return Ok(None);
    };
    let place = place(tenant, person);
    let Ok(own) = app
        .stretching
        .vault(&app.keys, passphrase, salt)
        .await?
        .unwrap_key(&wrapped_private, &place)
    else {
        return Ok(None);
    };
    let key = VaultKey::from_bytes(PrivateKey::from_key(&own).open(&vault, &place)?)?;
    must_be_last(fits(&mut app.db.read().await?, app, tenant, &key).await)?;
    Ok(Some(key))
}

/// Gives a waiting officer a copy, if their key is still the one whose words were read aloud.
pub async fn grant(
    tx: &mut Tx,
    app: &App,
    tenant: Tenant,
    person: PersonId,
    words: &str,
    vault: &VaultKey,
) -> Result<()> {
    let mut record = of(tx, app, tenant, person).await?.ok_or(Error::NotFound)?;
    if record.wrapped_private.is_empty() || spoken(&record.public_key, tenant) != words {
        return Err(Error::Conflict);
    }
    fits(tx, app, tenant, vault).await?;
    record.give(vault)?;
    proof::save(tx, app, &mut record).await
}

/// Somebody is no officer any more: the own copy goes.
pub async fn destroy(
    tx: &mut Tx,
    app: &App,
    tenant: Tenant,
    person: PersonId,
    role: Role,
) -> Result<()> {
    if role != Role::Officer {
        return Ok(());
    }
    let Some(mut record) = of(tx, app, tenant, person).await? else {
        return Ok(());
    };
    // Nobody else could open it: only the recovery key would be left.
    if record.vault.is_some() && holding(tx, app, tenant).await?.is_empty() {
        return Err(Error::NobodyLeft);
    }
    // The row stays, empty, so that its versions go on when the person comes back.
    record.public_key = [0; 32];
    record.salt = Salt::default();
    record.wrapped_private = Vec::new();
    record.vault = None;
    app.opened.close_all(tenant);
    proof::save(tx, app, &mut record).await
}

struct Recovery {
    tenant: Tenant,
    wrapped: Vec<u8>,
    made_at: Millis,
    version: i64,
}

guarded!(
    Recovery,
    "vault_recovery",
    |row| Noted::Everywhere(row.tenant),
    version,
    key[tenant],
    [wrapped, made_at, version]
);

async fn recovery(tx: &mut Reader, app: &App, tenant: Tenant) -> Result<Option<Recovery>> {
    proof::one(
        tx,
        app,
        "select {row} from vault_recovery where tenant = $1",
        params![tenant],
    )
    .await
}

/// Goes up with every new recovery key.
pub async fn recovery_number(tx: &mut Reader, app: &App, tenant: Tenant) -> Result<i64> {
    match recovery(tx, app, tenant).await {
        // It keeps nobody from the page where the vault is opened.
        Err(error) if error.is_damage() => Ok(0),
        known => Ok(known?.map_or(0, |known| known.version)),
    }
}

fn recovery_place(tenant: Tenant) -> String {
    format!("vault recovery:{}", tenant.0)
}

/// A new recovery key; the old one stops working.
pub async fn new_recovery(
    tx: &mut Tx,
    app: &App,
    tenant: Tenant,
    vault: &VaultKey,
) -> Result<RecoveryCode> {
    fits(tx, app, tenant, vault).await?;
    let code = RecoveryCode::random();
    let version = recovery(tx, app, tenant)
        .await?
        .map_or(0, |known| known.version);
    let wrapped = code.key().seal(&vault.to_bytes(), &recovery_place(tenant));
    let mut fresh = Recovery {
        tenant,
        wrapped,
        made_at: app.clock.now(),
        version,
    };
    proof::save(tx, app, &mut fresh).await?;
    Ok(code)
}

pub async fn by_recovery(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    code: &RecoveryCode,
) -> Result<Option<VaultKey>> {
    let found = recovery(tx, app, tenant).await?.ok_or(Error::NotFound)?;
    let Ok(plain) = code.key().open(&found.wrapped, &recovery_place(tenant)) else {
        return Ok(None);
    };
    let key = VaultKey::from_bytes(plain)?;
    must_be_last(fits(tx, app, tenant, &key).await)?;
    Ok(Some(key))
}

/// A next key for the vault: after somebody who could open it left. Every officer with access gets
/// it, the recovery key is made anew, and the names are sealed to it by and by (`renewal`).
pub async fn replace(
    tx: &mut Tx,
    app: &App,
    tenant: Tenant,
    vault: &VaultKey,
) -> Result<(VaultKey, RecoveryCode)> {
    fits(tx, app, tenant, vault).await?;
    let mut municipality = tenants::record(tx, app, tenant).await?;
    let next = vault.next();
    municipality.vault_public = *next.public().as_bytes();
    municipality.vault_generation = next.generation();
    municipality.save(tx, app).await?;
    let officers = people::officers(tx, app, tenant).await?;
    for mut copy in all(tx, app, tenant).await? {
        if copy.vault.is_none() {
            continue;
        }
        if officers.contains(&copy.person) {
            copy.give(&next)?;
        } else {
            // Whose role waits for a second person is given access anew, too.
            copy.vault = None;
        }
        proof::save(tx, app, &mut copy).await?;
    }
    accounts::mark_keys::reseal(tx, app, tenant, &next).await?;
    let code = new_recovery(tx, app, tenant, &next).await?;
    Ok((next, code))
}

/// For `meldroute check`.
pub async fn standing(tx: &mut Reader, app: &App, tenant: Tenant) -> Result<Standing> {
    let mut found = proof::standing::<Record>(tx, app, tenant).await?;
    found.extend(proof::standing::<Recovery>(tx, app, tenant).await?);
    Ok(found)
}
