//! Making all marks anew, and sealing all names anew: after somebody got their signals back, or the
//! vault a next key.
//!
//! Always all signals of the municipality, in the order of ids that say nothing, so that a
//! difference between two copies of the database says nothing about whose signal is whose. It goes
//! on in pieces while any officer has the vault open, and picks up where it was.

use std::collections::HashMap;
use std::sync::Mutex;

use accounts::mark_keys::{self, MarkKeys};
use platform::audit::Event;
use platform::db::{Reader, Tx};
use platform::{App, DossierId, PersonId, Result, Tenant, tenants};
use uuid::Uuid;
use vault::VaultKey;

use super::identity::{place, unsealed};
use crate::audited;
use crate::signals::{self, Sealed, Stale};

/// So many signals in one transaction.
const PIECE: i64 = 200;

/// How it goes in a municipality, as far as this process knows.
#[derive(Default, Clone, Copy)]
struct Round {
    goes_on: bool,
    /// Of the last round that went through everything: so many are damaged, and cannot be done.
    damaged: usize,
}

#[derive(Default)]
struct Rounds(Mutex<HashMap<Tenant, Round>>);

impl Rounds {
    fn of<T>(&self, tenant: Tenant, ask: impl FnOnce(&mut Round) -> T) -> T {
        let mut all = self
            .0
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        ask(all.entry(tenant).or_default())
    }
}

struct Turn<'a>(&'a Rounds, Tenant);

impl<'a> Turn<'a> {
    /// `None`: somebody else has it.
    fn take(rounds: &'a Rounds, tenant: Tenant) -> Option<Self> {
        let before = rounds.of(tenant, |round| std::mem::replace(&mut round.goes_on, true));
        (!before).then_some(Self(rounds, tenant))
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.0.of(self.1, |round| round.goes_on = false);
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

/// How many of them are damaged: these keep the key that they have. Known once a round went through
/// everything here.
pub fn damaged(app: &App, tenant: Tenant) -> usize {
    let rounds = app.memory.of::<Rounds>();
    rounds.of(tenant, |round| round.damaged)
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
    let rounds = app.memory.of::<Rounds>();
    let Some(_turn) = Turn::take(&rounds, tenant) else {
        return Ok(0);
    };
    let (mut done, mut behind) = (0, DossierId::from(Uuid::nil()));
    while let Some(vault) = app.opened.any(tenant) {
        let (piece, last) = piece(app, tenant, &vault, behind).await?;
        done += piece;
        let Some(last) = last else {
            let left = left(&mut app.db.read().await?, app, tenant).await?;
            let left = usize::try_from(left).unwrap_or(usize::MAX);
            rounds.of(tenant, |round| round.damaged = left);
            break;
        };
        behind = last;
        tokio::task::yield_now().await;
    }
    Ok(done)
}

/// Does those behind an id; gives how many, and the last that was looked at. `None`: there are no more.
async fn piece(
    app: &App,
    tenant: Tenant,
    vault: &VaultKey,
    behind: DossierId,
) -> Result<(usize, Option<DossierId>)> {
    let mut tx = app.db.begin().await?;
    let municipality = tenants::record(&mut tx, app, tenant).await?;
    let generation = vault.generation();
    if municipality.vault_generation != generation {
        return Ok((0, None));
    }
    let epoch = municipality.mark_epoch;
    let next = (behind, PIECE);
    let (stale, last) = signals::stale(&mut tx, app, tenant, (generation, epoch), next).await?;
    let keys = mark_keys::all(&mut tx, app, tenant, vault).await?;
    let mut count = 0;
    for signal in stale {
        match renewed(&signal, epoch, vault, &keys) {
            Ok(renewed) => {
                signals::renew(&mut tx, app, signal, renewed, epoch).await?;
                count += 1;
            }
            Err(error) if error.is_damage() => {}
            Err(error) => return Err(error),
        }
    }
    if count > 0 {
        let event =
            Event::by_system(tenant, "vault", &audited::REPORTERS_RENEWED).with("signals", count);
        tx.commit(app, event).await?;
    }
    Ok((count, last))
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
