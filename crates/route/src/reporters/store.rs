//! Copies of the vault key, and the sealed identities.

use accounts::sessions::relink;
use platform::db::{Migration, Tx};
use platform::{Actor, App, Error, Result, Tenant, params};
use uuid::Uuid;
use vault::{Key, PrivateKey, PublicKey, RecoveryCode, Salt, stretch};

use super::Reporter;
use crate::signals::{self, Dossier};

pub const MIGRATIONS: &[Migration] = &[Migration {
    id: "route-02-reporters",
    sql: "create table vault_copy (
  tenant {uuid} not null, person {uuid} not null, public_key {bytes} not null, salt {bytes} not null,
  wrapped_private {bytes} not null, vault {bytes}, primary key (tenant, person)){strict};
create table vault_recovery (
  tenant {uuid} primary key, wrapped {bytes} not null, made_at {int} not null){strict};
",
}];

fn copy_place(tenant: Tenant, person: Uuid) -> String {
    format!("vault copy:{}:{person}", tenant.0)
}

async fn stretched(passphrase: &str, salt: Salt) -> Result<Key> {
    let passphrase = passphrase.to_owned();
    tokio::task::spawn_blocking(move || stretch(&passphrase, &salt))
        .await
        .map_err(|error| Error::Internal(error.to_string()))
}

/// Gives a person a key of their own under a passphrase; with `vault`, a copy of it at once.
pub async fn first_officer(
    tx: &mut Tx,
    tenant: Tenant,
    person: Uuid,
    passphrase: &str,
    vault: Option<&PrivateKey>,
) -> Result<()> {
    let (own, salt): (PrivateKey, Salt) = (PrivateKey::random(), vault::random());
    let place = copy_place(tenant, person);
    let wrapped = stretched(passphrase, salt).await?.wrap(&own.as_key(), &place);
    let copy = vault.map(|vault| own.public().seal(vault.as_key().expose(), &place)).transpose()?;
    tx.exec(
        "insert into vault_copy (tenant, person, public_key, salt, wrapped_private, vault) values ($1, $2, $3, $4, $5, $6)
         on conflict (tenant, person) do update set public_key = excluded.public_key, salt = excluded.salt,
           wrapped_private = excluded.wrapped_private, vault = excluded.vault",
        params![tenant, person, *own.public().as_bytes(), salt.as_slice(), wrapped, copy],
    )
    .await?;
    Ok(())
}

/// What an officer's own copy looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Copy {
    /// No passphrase chosen yet.
    None,
    /// Chosen; waits for an officer with an opened vault, or for the recovery key.
    Waiting,
    Granted,
}

pub async fn copy_of(tx: &mut Tx, tenant: Tenant, person: Uuid) -> Result<Copy> {
    let row = tx
        .row("select vault from vault_copy where tenant = $1 and person = $2", params![tenant, person])
        .await?;
    Ok(match row.map(|row| row.get::<Option<Vec<u8>>>("vault")).transpose()? {
        None => Copy::None,
        Some(None) => Copy::Waiting,
        Some(Some(_)) => Copy::Granted,
    })
}

/// Is this officer's copy the only one left beside the recovery key?
pub async fn holds_last_copy(tx: &mut Tx, tenant: Tenant, person: Uuid) -> Result<bool> {
    let rows = tx
        .rows("select person from vault_copy where tenant = $1 and vault is not null", params![tenant])
        .await?;
    let holders: Vec<Uuid> = rows.iter().map(|row| row.get("person")).collect::<Result<_>>()?;
    Ok(holders == [person])
}

/// The vault key, if this passphrase opens this officer's copy.
pub async fn unlock(
    tx: &mut Tx,
    tenant: Tenant,
    person: Uuid,
    passphrase: &str,
) -> Result<Option<PrivateKey>> {
    let row = tx
        .row(
            "select salt, wrapped_private, vault from vault_copy where tenant = $1 and person = $2 and vault is not null",
            params![tenant, person],
        )
        .await?;
    let Some(row) = row else { return Ok(None) };
    let salt = Salt::try_from(row.get::<Vec<u8>>("salt")?).map_err(|_| Error::Internal("salt".into()))?;
    let place = copy_place(tenant, person);
    let Ok(own) =
        stretched(passphrase, salt).await?.unwrap_key(&row.get::<Vec<u8>>("wrapped_private")?, &place)
    else {
        return Ok(None);
    };
    let plain = PrivateKey::from_key(&own).open(&row.get::<Vec<u8>>("vault")?, &place)?;
    let bytes = <[u8; 32]>::try_from(plain).map_err(|_| Error::Internal("vault copy".into()))?;
    Ok(Some(PrivateKey::from_key(&Key::from_bytes(bytes))))
}

/// Gives a waiting officer a copy.
pub async fn grant(tx: &mut Tx, tenant: Tenant, person: Uuid, vault: &PrivateKey) -> Result<()> {
    let row = tx
        .must("select public_key from vault_copy where tenant = $1 and person = $2", params![tenant, person])
        .await?;
    let public = PublicKey::from_bytes(&row.get::<Vec<u8>>("public_key")?)?;
    let copy = public.seal(vault.as_key().expose(), &copy_place(tenant, person))?;
    tx.exec(
        "update vault_copy set vault = $3 where tenant = $1 and person = $2",
        params![tenant, person, copy],
    )
    .await?;
    Ok(())
}

/// A new recovery key; the old one stops working.
pub async fn new_recovery(
    tx: &mut Tx,
    app: &App,
    tenant: Tenant,
    vault: &PrivateKey,
) -> Result<RecoveryCode> {
    let code = RecoveryCode::random();
    let wrapped = code.key().wrap(&vault.as_key(), &format!("vault recovery:{}", tenant.0));
    tx.exec(
        "insert into vault_recovery (tenant, wrapped, made_at) values ($1, $2, $3)
         on conflict (tenant) do update set wrapped = excluded.wrapped, made_at = excluded.made_at",
        params![tenant, wrapped, app.clock.now()],
    )
    .await?;
    Ok(code)
}

pub async fn by_recovery(tx: &mut Tx, tenant: Tenant, code: &RecoveryCode) -> Result<Option<PrivateKey>> {
    let row = tx.must("select wrapped from vault_recovery where tenant = $1", params![tenant]).await?;
    let place = format!("vault recovery:{}", tenant.0);
    Ok(code
        .key()
        .unwrap_key(&row.get::<Vec<u8>>("wrapped")?, &place)
        .ok()
        .map(|key| PrivateKey::from_key(&key)))
}

fn place(id: Uuid) -> String {
    format!("reporter:{id}")
}

/// Seals an identity so that only an officer with an opened vault can read it.
pub fn seal(app: &App, tenant: Tenant, signal: Uuid, reporter: &Reporter) -> Result<Vec<u8>> {
    Ok(app.tenants.get(tenant)?.vault.seal(&reporter.to_plain()?, &place(signal))?)
}

#[must_use]
pub fn is_open(app: &App, actor: &Actor) -> bool {
    app.opened.get(actor, app.clock.now()).is_some()
}

/// The reporter of a dossier. `VaultClosed` when this officer's vault is not open.
pub fn open_reporter(app: &App, actor: &Actor, dossier: &Dossier) -> Result<Reporter> {
    let vault = app.opened.get(actor, app.clock.now()).ok_or(Error::VaultClosed)?;
    let Some(sealed) = &dossier.reporter else { return Ok(Reporter::default()) };
    Ok(Reporter::from_plain(&vault.open(sealed, &place(dossier.id))?)?)
}

/// Puts new marks on the signals of people who lost their old secret.
pub async fn relink_reporters(tx: &mut Tx, app: &App, tenant: Tenant, vault: &PrivateKey) -> Result<()> {
    let waiting = relink::take(tx, tenant, vault).await?;
    if waiting.is_empty() {
        return Ok(());
    }
    for row in tx
        .rows("select id, reporter from signal where tenant = $1 and reporter is not null", params![tenant])
        .await?
    {
        let id = row.get("id")?;
        let reporter = Reporter::from_plain(&vault.open(&row.get::<Vec<u8>>("reporter")?, &place(id))?)?;
        if let Some(found) = waiting.iter().rfind(|relink| Some(relink.person) == reporter.person) {
            signals::relink(tx, tenant, id, found.mark).await?;
        }
    }
    tracing::info!(municipality = %app.tenants.get(tenant)?.name, "signals were linked again after a reset");
    Ok(())
}

/// How many officers can open the vault.
pub async fn holders(tx: &mut Tx, tenant: Tenant) -> Result<i64> {
    tx.must("select count(*) as n from vault_copy where tenant = $1 and vault is not null", params![tenant])
        .await?
        .get("n")
}
