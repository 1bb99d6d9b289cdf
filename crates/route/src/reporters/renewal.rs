//! Making all marks anew, and sealing all names anew: after somebody got their signals back, or the
//! vault a next key.
//!
//! Always all signals of the municipality, in the order of ids that say nothing, so that a
//! difference between two copies of the database says nothing about whose signal is whose. It goes
//! on in pieces while any officer has the vault open, and picks up where it was.

use std::collections::{HashMap, HashSet};
use std::sync::Mutex;

use accounts::mark_keys::{self, MarkKeys};
use platform::audit::Event;
use platform::db::{Reader, Tx};
use platform::{App, PersonId, Result, Tenant, tenants};
use vault::VaultKey;

use super::identity::{place, unsealed};
use crate::audited;
use crate::signals::{self, Sealed, Stale};

/// So many signals in one transaction.
const PIECE: i64 = 200;

/// Municipalities where this goes on now.
#[derive(Default)]
struct Running(Mutex<HashSet<Tenant>>);

struct Turn<'a>(&'a Running, Tenant);

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.0
            .0
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .remove(&self.1);
    }
}

/// A next epoch for marks; [`renew`] makes them.
pub async fn next_epoch(tx: &mut Tx, app: &App, tenant: Tenant) -> Result<()> {
    let mut municipality = tenants::record(tx, app, tenant).await?;
    municipality.mark_epoch += 1;
    municipality.save(tx, app).await
}

/// How many signals are still to be done.
pub async fn left(tx: &mut Reader, app: &App, tenant: Tenant) -> Result<i64> {
    let municipality = tenants::record(tx, app, tenant).await?;
    signals::count_stale(
        tx,
        tenant,
        municipality.vault_generation,
        municipality.mark_epoch,
    )
    .await
}

/// Goes on in the background, if somebody has the vault open.
pub fn start(app: &App, tenant: Tenant) {
    let app = app.clone();
    tokio::spawn(async move {
        if let Err(error) = renew(&app, tenant).await {
            tracing::error!(error = %error.for_the_log(), "sealing names anew stopped; it goes on when the vault is opened again");
        }
    });
}

/// Does what is left, while the vault is open. Gives how many signals were done.
pub async fn renew(app: &App, tenant: Tenant) -> Result<usize> {
    let running = app.memory.of::<Running>();
    if !running
        .0
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner)
        .insert(tenant)
    {
        return Ok(0);
    }
    let _turn = Turn(&running, tenant);
    let mut done = 0;
    while let Some(vault) = app.opened.any(tenant) {
        let piece = piece(app, tenant, &vault).await?;
        if piece == 0 {
            break;
        }
        done += piece;
        tokio::task::yield_now().await;
    }
    Ok(done)
}

async fn piece(app: &App, tenant: Tenant, vault: &VaultKey) -> Result<usize> {
    let mut tx = app.db.begin().await?;
    let municipality = tenants::record(&mut tx, app, tenant).await?;
    if municipality.vault_generation != vault.generation() {
        return Ok(0);
    }
    let epoch = municipality.mark_epoch;
    let stale = signals::stale(&mut tx, app, tenant, vault.generation(), epoch, PIECE).await?;
    if stale.is_empty() {
        return Ok(0);
    }
    let keys = mark_keys::all(&mut tx, app, tenant, vault).await?;
    let count = stale.len();
    for signal in stale {
        let renewed = renewed(&signal, epoch, vault, &keys)?;
        signals::renew(&mut tx, app, signal, renewed, epoch).await?;
    }
    let event =
        Event::by_system(tenant, "vault", &audited::REPORTERS_RENEWED).with("signals", count);
    tx.commit(app, event).await?;
    Ok(count)
}

/// The name sealed to the newest key, and the mark of this epoch. A signal that is nobody's here
/// gets one that fits nobody, as new as the others.
fn renewed(
    signal: &Stale,
    epoch: i64,
    vault: &VaultKey,
    keys: &HashMap<PersonId, MarkKeys>,
) -> Result<(Option<Sealed>, [u8; 32])> {
    let Some(sealed) = &signal.reporter else {
        return Ok((None, vault::random()));
    };
    let place = place(signal.id);
    let reporter = unsealed(vault, sealed, signal.id)?;
    let bytes = vault.public().seal(&reporter.to_plain()?, &place)?;
    let keys = reporter.whose_list().and_then(|person| keys.get(&person));
    // What was reported with a new password, before an officer knew of it, stays with that
    // password.
    let since = keys
        .and_then(|keys| keys.asked.as_ref())
        .filter(|key| signal.is_marked_by(key));
    let mark = since
        .or(keys.and_then(|keys| keys.own.as_ref()))
        .map_or_else(vault::random, |key| signals::mark(key, signal.id, epoch));
    Ok((
        Some(Sealed {
            bytes,
            generation: vault.generation(),
        }),
        mark,
    ))
}
