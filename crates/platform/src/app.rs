//! The running program, as every handler sees it.

use std::collections::HashMap;
use std::ops::Deref;
use std::sync::{Arc, Mutex};

use vault::VaultKey;

use crate::acts::Acts;
use crate::clock::Clock;
use crate::db::Db;
use crate::high_water::HighWater;
use crate::i18n::I18n;
use crate::intake::Intake;
use crate::jobs::Jobs;
use crate::keys::Keyring;
use crate::mail::Mailer;
use crate::memory::Memory;
use crate::requests::Requests;
use crate::stretching::Stretching;
use crate::tasks;
use crate::tenants::Tenants;
use crate::throttle::Throttle;
use crate::wing::Wings;
use crate::{Actor, Millis, Result, Tenant};

/// Cheap to clone; everything in it is shared.
#[derive(Clone)]
pub struct App(Arc<Inner>);

pub struct Inner {
    pub db: Db,
    pub clock: Clock,
    pub keys: Keyring,
    pub tenants: Tenants,
    pub i18n: Arc<I18n>,
    pub mailer: Mailer,
    /// Where people reach this program, for links in mail: `https://meldroute.example.nl`.
    pub base_url: String,
    /// A proxy in front tells the client's address in `X-Forwarded-For`.
    pub trusted_proxy: bool,
    pub tls: bool,
    pub demo: bool,
    pub opened: OpenedVaults,
    pub throttle: Throttle,
    pub stretching: Stretching,
    pub high_water: HighWater,
    pub wings: Wings,
    /// Of every wing: what it records.
    pub acts: Acts,
    /// Of every wing: what there can be to do.
    pub task_kinds: tasks::Kinds,
    /// Work in the background that this program knows.
    pub jobs: Jobs,
    /// Where files of others are looked into.
    pub intake: Intake,
    /// What wings keep in memory beside the database.
    pub memory: Memory,
    pub requests: Requests,
}

impl App {
    #[must_use]
    pub fn new(inner: Inner) -> Self {
        Self(Arc::new(inner))
    }
}

impl App {
    /// Notes outside the database how far it is (see `high_water`).
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn note_high_water(&self) -> Result<()> {
        self.high_water
            .save(&self.keys.instance("high water"), self.db.fresh())
    }
}

impl Deref for App {
    type Target = Inner;
    fn deref(&self) -> &Inner {
        &self.0
    }
}

/// Vaults that officers opened: in memory only, per session, closed at sign-out, after half an hour
/// without use, and whenever the program stops. Closing is free to everybody (a sign-out does); a
/// key is taken out in `route::reporters` alone, and a test of that crate reads the sources.
#[derive(Default)]
pub struct OpenedVaults(Mutex<Opened>);

/// Session and municipality; the key, and when it was last used.
type Opened = HashMap<([u8; 32], Tenant), (Arc<VaultKey>, Millis)>;

/// How long an opened vault may stay unused.
pub const VAULT_IDLE: Millis = 30 * 60 * 1000;

impl OpenedVaults {
    fn map(&self) -> std::sync::MutexGuard<'_, Opened> {
        self.0
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    pub fn put(&self, actor: &Actor, key: VaultKey, now: Millis) {
        self.map()
            .insert((actor.session, actor.tenant), (Arc::new(key), now));
    }

    /// The key was replaced: every opened vault of the municipality holds the new one from now on.
    pub fn replace(&self, tenant: Tenant, key: &VaultKey) {
        let key = Arc::new(key.clone());
        for ((_, of), (held, _)) in self.map().iter_mut() {
            if *of == tenant {
                *held = key.clone();
            }
        }
    }

    /// Somebody is no officer here any more.
    pub fn close_all(&self, tenant: Tenant) {
        self.map().retain(|(_, of), _| *of != tenant);
    }

    /// A key to work with in the background, if any officer of the municipality has the vault open.
    pub fn any(&self, tenant: Tenant) -> Option<Arc<VaultKey>> {
        self.map()
            .iter()
            .find(|((_, of), _)| *of == tenant)
            .map(|(_, (key, _))| key.clone())
    }

    pub fn get(&self, actor: &Actor, now: Millis) -> Option<Arc<VaultKey>> {
        let mut map = self.map();
        map.retain(|_, (_, used)| now - *used < VAULT_IDLE);
        let (key, used) = map.get_mut(&(actor.session, actor.tenant))?;
        *used = now;
        Some(key.clone())
    }

    /// Closes what was not used for too long, whether or not anybody asks; gives how many it
    /// closed.
    pub fn sweep(&self, now: Millis) -> usize {
        let mut map = self.map();
        let before = map.len();
        map.retain(|_, (_, used)| now - *used < VAULT_IDLE);
        before - map.len()
    }

    pub fn close(&self, session: &[u8; 32]) {
        self.map().retain(|(owner, _), _| owner != session);
    }
}
