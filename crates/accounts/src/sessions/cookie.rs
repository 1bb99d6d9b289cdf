//! The session: a sealed cookie, and no row anywhere. A table of sessions would say who was at work
//! when a signal came in (ADR 15).
//!
//! What is inside only this program can read or make. It ends an hour after its last use, twelve
//! hours after it began, when the person's epoch moves on (a new password, "log out everywhere"),
//! and when it is signed out of: then its fingerprint is kept, which says nothing about whose it
//! was, until it would have ended anyhow.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use platform::clock::{DAY, whole_day};
use platform::db::{Migration, Tx};
use platform::{App, Millis, PersonId, Result, Tenant, params};
use uuid::Uuid;
use vault::Key;

use crate::people;

pub const MIGRATIONS: &[Migration] = &[Migration {
    id: "accounts-12-ended",
    sql: "create table ended_session (id {bytes} primary key, ended_on {int} not null){strict};
",
}];

pub const COOKIE: &str = "__Host-session";

/// Without use for this long, a session ends.
pub const IDLE: Millis = 60 * 60 * 1000;
/// And after this long in any case.
const ABSOLUTE: Millis = 12 * 60 * 60 * 1000;
/// The browser gets a fresh cookie when the last use in it is this old.
const REFRESH: Millis = 5 * 60 * 1000;
/// How long what was typed is still held for somebody whose session ended.
const DEPARTED: Millis = DAY;

/// What a session holds.
#[derive(Clone)]
pub struct Content {
    pub id: [u8; 16],
    pub person: PersonId,
    pub tenant: Tenant,
    pub epoch: i64,
    pub secret: Key,
    pub begun: Millis,
    pub used: Millis,
    /// Signed in with a one-time code too.
    pub coded: bool,
}

const LENGTH: usize = 16 + 16 + 16 + 8 + 32 + 8 + 8 + 1;

impl Content {
    pub fn new(
        person: PersonId,
        tenant: Tenant,
        epoch: i64,
        secret: Key,
        coded: bool,
        now: Millis,
    ) -> Self {
        Self {
            id: vault::random(),
            person,
            tenant,
            epoch,
            secret,
            begun: now,
            used: now,
            coded,
        }
    }

    /// The value of the cookie.
    pub fn seal(&self, app: &App) -> String {
        let mut plain = Vec::with_capacity(LENGTH);
        plain.extend(self.id);
        plain.extend(self.person.as_bytes());
        plain.extend(self.tenant.0.as_bytes());
        plain.extend(self.epoch.to_be_bytes());
        plain.extend(self.secret.expose());
        plain.extend(self.begun.to_be_bytes());
        plain.extend(self.used.to_be_bytes());
        plain.push(u8::from(self.coded));
        URL_SAFE_NO_PAD.encode(app.keys.instance("session").seal(&plain, "session"))
    }

    /// Reads a cookie of this program; `None` for anything else.
    pub fn open(app: &App, cookie: &str) -> Option<Self> {
        let sealed = URL_SAFE_NO_PAD.decode(cookie).ok()?;
        let plain =
            zeroize::Zeroizing::new(app.keys.instance("session").open(&sealed, "session").ok()?);
        let (id, rest) = plain.split_first_chunk::<16>()?;
        let (person, rest) = rest.split_first_chunk::<16>()?;
        let (tenant, rest) = rest.split_first_chunk::<16>()?;
        let (epoch, rest) = rest.split_first_chunk::<8>()?;
        let (secret, rest) = rest.split_first_chunk::<32>()?;
        let (begun, rest) = rest.split_first_chunk::<8>()?;
        let (used, rest) = rest.split_first_chunk::<8>()?;
        let [coded] = rest else { return None };
        Some(Self {
            id: *id,
            person: Uuid::from_bytes(*person).into(),
            tenant: Tenant(Uuid::from_bytes(*tenant)),
            epoch: i64::from_be_bytes(*epoch),
            secret: Key::from_bytes(*secret),
            begun: i64::from_be_bytes(*begun),
            used: i64::from_be_bytes(*used),
            coded: *coded == 1,
        })
    }

    pub fn is_alive(&self, now: Millis) -> bool {
        now < self.used + IDLE && now < self.begun + ABSOLUTE
    }

    /// Used so recently that, when it has ended, what is typed on is still held.
    pub fn is_recent(&self, now: Millis) -> bool {
        now < self.used + DEPARTED
    }

    pub fn wants_refresh(&self, now: Millis) -> bool {
        now - self.used > REFRESH
    }

    /// Tells sessions apart, and does not open one.
    pub fn fingerprint(&self) -> [u8; 32] {
        Key::from_bytes(*self.secret.expose())
            .derive("session")
            .fingerprint(&[&self.id])
    }
}

/// Ends one session.
pub async fn end(tx: &mut Tx, fingerprint: [u8; 32], now: Millis) -> Result<()> {
    tx.exec(
        "insert into ended_session (id, ended_on) values ($1, $2) on conflict (id) do nothing",
        params![fingerprint, whole_day(now)],
    )
    .await?;
    Ok(())
}

/// Forgets ended sessions that would have ended by themselves.
pub(crate) async fn purge(app: &App) -> Result<()> {
    let mut tx = app.db.begin().await?;
    tx.exec(
        "delete from ended_session where ended_on < $1",
        params![whole_day(app.clock.now()) - DAY],
    )
    .await?;
    people::forget_spent(&mut tx, app).await?;
    tx.commit_unaudited("ended sessions and spent links are swept")
        .await
}
