//! Sealing who reported, and opening it for an officer with an opened vault.

use std::sync::Arc;

use platform::db::Reader;
use platform::{Actor, App, DossierId, Error, Result, Tenant, tenants};
use vault::{PublicKey, VaultKey};

use super::Reporter;
use crate::signals::{Dossier, Sealed};

pub(super) fn place(signal: DossierId) -> String {
    format!("reporter:{signal}")
}

/// Seals an identity so that only an officer with an opened vault can read it.
pub async fn seal(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    signal: DossierId,
    reporter: &Reporter,
) -> Result<Sealed> {
    let municipality = tenants::record(tx, app, tenant).await?;
    let vault = PublicKey::from_bytes(&municipality.vault_public)?;
    let bytes = vault.seal(&reporter.to_plain()?, &place(signal))?;
    Ok(Sealed {
        bytes,
        generation: municipality.vault_generation,
    })
}

#[must_use]
pub fn is_open(app: &App, actor: &Actor) -> bool {
    app.opened.get(actor, app.clock.now()).is_some()
}

pub(super) fn opened(app: &App, actor: &Actor) -> Result<Arc<VaultKey>> {
    app.opened
        .get(actor, app.clock.now())
        .ok_or(Error::VaultClosed)
}

/// The reporter of a dossier. `VaultClosed` when this officer's vault is not open.
pub fn open_reporter(app: &App, actor: &Actor, dossier: &Dossier) -> Result<Reporter> {
    let vault = opened(app, actor)?;
    let Some(sealed) = &dossier.reporter else {
        return Ok(Reporter::default());
    };
    let later_key = |part: &Sealed| part.generation > vault.generation();
    if sealed.parts().iter().any(later_key) {
        // Another process has a next key: this one is opened again.
        app.opened.close_all(dossier.tenant);
        return Err(Error::VaultClosed);
    }
    unsealed(&vault, sealed, dossier.id)
}

/// Everything that a reporter said of themselves, first and later, as one.
pub(super) fn unsealed(vault: &VaultKey, sealed: &Sealed, signal: DossierId) -> Result<Reporter> {
    let mut whole: Option<Reporter> = None;
    for part in sealed.parts() {
        let plain = vault.open(part.generation, &part.bytes, &place(signal))?;
        let said = Reporter::from_plain(&plain)?;
        match &mut whole {
            Some(whole) => whole.say_also(said),
            None => whole = Some(said),
        }
    }
    Ok(whole.unwrap_or_default())
}
