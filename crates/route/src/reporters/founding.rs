//! A municipality begins, with its vault; and whoever works there from one moment to the next.

use accounts::people::acts::{self, Settled};
use accounts::people::{Credentials, NewPerson};
use platform::audit::Event;
use platform::{App, PersonId, Result, Role, Tenant, tenants};
use vault::{RecoveryCode, VaultKey};

use super::copies::{self, OwnKey};

/// Whoever founds the municipality is the root of trust: these roles count at once.
pub struct Founder<'a> {
    pub name: &'a str,
    pub email: &'a str,
    pub roles: &'a [Role],
    /// Of an officer: under which the first copy of the vault's key lies.
    pub passphrase: Option<&'a str>,
}

/// A municipality that began.
pub struct Founded {
    pub tenant: Tenant,
    /// What opens its vault, until it is forgotten.
    pub vault: VaultKey,
    pub recovery: RecoveryCode,
    /// The names of its first people and the paths of their links. Somebody with an account of another
    /// municipality has none: they say yes there, and confirm the role with the recovery key.
    pub links: Vec<(String, String)>,
}

/// Founds a municipality with this pack and its first people. Its terms were confirmed when there are any.
///
/// # Errors
/// When the pack does not hold or there is such a municipality.
pub async fn found(app: &App, pack: &str, first: &[Founder<'_>]) -> Result<Founded> {
    let vault = VaultKey::first();
    let mut own = Vec::new();
    for founder in first {
        own.push(match founder.passphrase {
            Some(passphrase) => Some(OwnKey::make(app, passphrase).await?),
            None => None,
        });
    }
    let mut tx = app.db.begin().await?;
    let (tenant, event) = tenants::found(&mut tx, app, pack, vault.public()).await?;
    let mut links = Vec::new();
    for (founder, own) in first.iter().zip(&own) {
        let (name, email) = (founder.name, founder.email);
        let new = NewPerson { name, email };
        let (id, path) = acts::found(&mut tx, app, tenant, new, founder.roles).await?;
        links.extend(path.map(|path| (name.to_owned(), path)));
        if let Some(own) = own {
            copies::enrol(&mut tx, app, tenant, id, own, Some(&vault)).await?;
        }
    }
    let recovery = copies::new_recovery(&mut tx, app, tenant, &vault).await?;
    let event = if first.is_empty() {
        event
    } else {
        event.with("terms", "confirmed")
    };
    tx.commit(app, event).await?;
    tenants::load(app).await?;
    Ok(Founded {
        tenant,
        vault,
        recovery,
        links,
    })
}

/// Somebody works in these municipalities from now on, of which the first is their own: an officer with a copy
/// of each vault's key that is known, under this passphrase. For the demo and tests.
///
/// # Errors
/// When the database cannot be written.
pub async fn settle(
    app: &App,
    homes: &[(Tenant, Option<&VaultKey>)],
    new: &Settled<'_>,
    passphrase: &str,
) -> Result<(PersonId, Credentials)> {
    let mut tx = app.db.begin().await?;
    let tenants: Vec<Tenant> = homes.iter().map(|(tenant, _)| *tenant).collect();
    let (id, credentials) = acts::settle(&mut tx, app, &tenants, new).await?;
    let mut open = Some(tx);
    for (tenant, vault) in homes {
        // Each municipality has a record of its own.
        let mut tx = match open.take() {
            Some(tx) => tx,
            None => app.db.begin().await?,
        };
        if new.roles.contains(&Role::Officer) {
            let own = OwnKey::make(app, passphrase).await?;
            copies::enrol(&mut tx, app, *tenant, id, &own, *vault).await?;
        }
        let event = Event::by_system(*tenant, "demo", &accounts::audited::PERSON_JOINED);
        tx.commit(app, event.actor(id)).await?;
    }
    Ok((id, credentials))
}
