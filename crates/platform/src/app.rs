//! The running program, as every handler sees it.

use std::collections::HashMap;
use std::ops::Deref;
use std::sync::{Arc, Mutex};

use vault::VaultKey;

use crate::acts::Acts;
use crate::blobs::Spool;
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

/// What every part of the program can reach.
pub struct Inner {
    /// `SQLite` or `PostgreSQL`.
    pub db: Db,
    /// The only place to read the time.
    pub clock: Clock,
    /// Root and municipality keys, as far as they were opened.
    pub keys: Keyring,
    /// The municipalities, as they stood at the last look.
    pub tenants: Tenants,
    /// Of every wing: its texts.
    pub i18n: Arc<I18n>,
    /// Where mail goes.
    pub mailer: Mailer,
    /// Where people reach this program, for links in mail: `https://meldroute.example.nl`.
    pub base_url: String,
    /// A proxy in front tells the client's address in `X-Forwarded-For`.
    pub trusted_proxy: bool,
    /// People reach it over HTTPS, through a proxy or not: browsers are told to insist.
    pub tls: bool,
    /// Everything is fictional, and each page says so.
    pub demo: bool,
    /// Vaults that are open now.
    pub opened: OpenedVaults,
    /// Who has to wait before another try.
    pub throttle: Throttle,
    /// The turn to stretch a password.
    pub stretching: Stretching,
    /// How far the audit log is, noted outside the database.
    pub high_water: HighWater,
    /// The parts that this program has.
    pub wings: Wings,
    /// Of every wing: what it records.
    pub acts: Acts,
    /// Of every wing: what there can be to do.
    pub task_kinds: tasks::Kinds,
    /// Work in the background that this program knows.
    pub jobs: Jobs,
    /// Where files of others go while they come in.
    pub spool: Spool,
    /// Where they are looked into.
    pub intake: Intake,
    /// What wings keep in memory beside the database.
    pub memory: Memory,
    /// Whom background work lets go first.
    pub requests: Requests,
}

impl App {
    /// One of each program; tests have several beside each other.
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

/// What a wing keeps in memory of one session: pages that somebody looks at. A part of the wing.
pub struct OfSessions {
    /// Nobody can be looking at it any more.
    pub forget_old: fn(&App, Millis),
    /// The session ended.
    pub ended: fn(&App, &[u8; 32]),
}

impl App {
    /// Every minute: closes vaults that nobody uses, and forgets what nobody looks at any more.
    pub fn sweep_sessions(&self) {
        let now = self.clock.now();
        self.opened.sweep(now);
        for kept in self.wings.parts::<OfSessions>() {
            (kept.forget_old)(self, now);
        }
    }

    /// Somebody signed out: the vault is closed, and what this session looked at is gone.
    pub fn end_session(&self, session: &[u8; 32]) {
        self.opened.close(session);
        for kept in self.wings.parts::<OfSessions>() {
            (kept.ended)(self, session);
        }
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

    /// The officer opened the vault of the municipality where this session is.
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

    /// The key for this session, if it is open; using it begins the half hour anew.
    pub fn get(&self, actor: &Actor, now: Millis) -> Option<Arc<VaultKey>> {
        let mut map = self.map();
        map.retain(|_, (_, used)| now - *used < VAULT_IDLE);
        let (key, used) = map.get_mut(&(actor.session, actor.tenant))?;
        *used = now;
        Some(key.clone())
    }

    /// How long it stays open if nothing is done with it (milliseconds). Asking changes nothing.
    #[must_use]
    pub fn left(&self, actor: &Actor, now: Millis) -> Option<Millis> {
        let (_, used) = *self.map().get(&(actor.session, actor.tenant))?;
        Some(VAULT_IDLE - (now - used)).filter(|left| *left > 0)
    }

    /// Closes what was not used for too long, whether or not anybody asks; gives how many it
    /// closed.
    pub fn sweep(&self, now: Millis) -> usize {
        let mut map = self.map();
        let before = map.len();
        map.retain(|_, (_, used)| now - *used < VAULT_IDLE);
        before - map.len()
    }

    /// Somebody signed out: whatever this session had open, in any municipality.
    pub fn close(&self, session: &[u8; 32]) {
        self.map().retain(|(owner, _), _| owner != session);
    }
}
