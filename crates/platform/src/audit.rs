//! The audit log: append-only, chained per municipality, written in the transaction of the act.
//!
//! Each record carries an HMAC over itself and the record before it, under a key derived from the
//! instance key; the head (last number and HMAC) is kept apart and authenticated too. So a changed,
//! removed, swapped or appended record is found, a cut-off tail included; the end is noted outside
//! the database as well (`high_water`), so an older head put back is found too. Content never goes
//! in: ids and field names only, and a tag of each row that the act wrote, so that `meldroute
//! check` sees whether those rows still stand as they were left.

mod news;
mod reading;
mod verify;

use serde_json::{Value as Json, json};
use uuid::Uuid;
use vault::Key;

use crate::acts::Act;
use crate::db::{Migration, Row, Tx, Written};
use crate::guests::Guest;
use crate::high_water::End;
use crate::{Actor, App, DossierId, Error, Millis, PersonId, Result, Role, Tenant, clock, params};

pub use news::{DONE_SINCE, LAST_ACT, Visit, done_since, last_visit};
pub use reading::{
    OF_DOSSIER, RECENT, after, behind, dossiers_after, each_since, last, of_dossier, recent,
    was_done, written,
};
pub use verify::{Verdict, verify};

/// The log, and the end of each chain.
pub const MIGRATIONS: &[Migration] = &[
    Migration {
        id: "platform-11-audit",
        sql: "create table audit_event (
  tenant {uuid} not null, seq {int} not null, at {int} not null, actor {uuid}, role text not null,
  action text not null, dossier {uuid}, detail text not null, written text not null, mac {bytes} not null,
  primary key (tenant, seq)){strict};
create index audit_dossier on audit_event (tenant, dossier, at);
create table audit_head (
  tenant {uuid} primary key, seq {int} not null, mac {bytes} not null, seal {bytes} not null){strict};
",
    },
    // Half as wide, in the order in which it is read, and nothing of acts without a dossier.
    Migration {
        id: "platform-41-audit-by-dossier",
        sql: "drop index audit_dossier;
create index audit_dossier on audit_event (dossier, seq) where dossier is not null;
",
    },
    news::INDEXES,
];

/// What happened, before it gets its place in the chain.
pub struct Event {
    tenant: Tenant,
    /// A person, or a guest's link.
    actor: Option<Uuid>,
    role: &'static str,
    act: &'static Act,
    dossier: Option<DossierId>,
    detail: Json,
    precision: Precision,
}

/// How exactly it is recorded when something happened.
#[derive(Clone, Copy)]
enum Precision {
    Moment,
    /// The moment could tell which reporter it was.
    Hour,
    /// Whoever joins often does so to report something.
    Day,
}

impl Precision {
    fn of(self, moment: Millis) -> Millis {
        match self {
            Self::Moment => moment,
            Self::Hour => clock::hour(moment),
            Self::Day => clock::whole_day(moment),
        }
    }
}

impl Event {
    /// An act by a person whose name may be known.
    #[must_use]
    pub fn by(actor: &Actor, role: Role, act: &'static Act) -> Self {
        Self {
            actor: Some(actor.user.into()),
            ..Self::by_system(actor.tenant, role.id(), act)
        }
    }

    /// An act by a reporter: recorded, but not who it was. The name stays with the officer.
    #[must_use]
    pub fn by_reporter(tenant: Tenant, act: &'static Act) -> Self {
        Self {
            precision: Precision::Hour,
            ..Self::by_system(tenant, "reporter", act)
        }
    }

    /// An act by somebody without an account: who it was, as far as the log knows, is the link.
    #[must_use]
    pub fn by_guest(guest: &Guest, act: &'static Act) -> Self {
        Self {
            actor: Some(guest.link),
            ..Self::by_system(guest.tenant, "guest", act)
        }
    }

    /// An act of the program itself, or of the command line.
    #[must_use]
    pub fn by_system(tenant: Tenant, role: &'static str, act: &'static Act) -> Self {
        Self {
            tenant,
            actor: None,
            role,
            act,
            dossier: None,
            detail: json!({}),
            precision: Precision::Moment,
        }
    }

    /// It was done with this dossier.
    #[must_use]
    pub fn on(self, dossier: DossierId) -> Self {
        Self {
            dossier: Some(dossier),
            ..self
        }
    }

    /// Ids, codes and field names; never content.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Json>) -> Self {
        self.detail[name] = value.into();
        self
    }

    pub(crate) fn tenant(&self) -> Tenant {
        self.tenant
    }

    /// The same act in another municipality's chain.
    pub(crate) fn also_in(&self, tenant: Tenant) -> Self {
        Self {
            tenant,
            dossier: None,
            detail: json!({}),
            ..*self
        }
    }

    /// Recorded with the day alone.
    #[must_use]
    pub fn of_day(self) -> Self {
        Self {
            precision: Precision::Day,
            ..self
        }
    }

    /// It was this person, though the act names none: an invitation that was accepted.
    #[must_use]
    pub fn actor(self, user: PersonId) -> Self {
        Self {
            actor: Some(user.into()),
            ..self
        }
    }
}

/// A record as read back.
#[derive(Debug, Clone)]
pub struct Record {
    /// Its place in the chain of the municipality, from 1, without gaps.
    pub seq: i64,
    /// When; rounded down to the hour or the day where a moment would tell who it was.
    pub at: Millis,
    /// The account, or the link of a guest; none for the program and for reporters.
    pub actor: Option<Uuid>,
    /// The id of a [`Role`], or `reporter`, `guest`, or a name of the program.
    pub role: String,
    /// The id of an [`Act`], of this version or another.
    pub action: String,
    /// With which one it was done, if with one.
    pub dossier: Option<DossierId>,
    /// Ids, codes and field names, as JSON.
    pub detail: String,
    /// What the act wrote: row and tag, as JSON (see [`Tx::wrote`]).
    pub written: String,
    mac: Vec<u8>,
}

impl Record {
    /// Is it of this act?
    #[must_use]
    pub fn is(&self, act: &Act) -> bool {
        self.action == act.id
    }

    /// What it says by this name, when that is a word.
    #[must_use]
    pub fn says(&self, name: &str) -> Option<String> {
        let detail: Json = serde_json::from_str(&self.detail).ok()?;
        detail.get(name)?.as_str().map(str::to_owned)
    }

    /// Whose act it was; a guest has no name here.
    #[must_use]
    pub fn person(&self) -> Option<PersonId> {
        let actor = self.actor.filter(|_| self.role != "guest");
        actor.map(PersonId::from)
    }

    fn from(row: &Row) -> Result<Self> {
        Ok(Self {
            seq: row.get("seq")?,
            at: row.get("at")?,
            actor: row.get("actor")?,
            role: row.get("role")?,
            action: row.get("action")?,
            dossier: row.get("dossier")?,
            detail: row.get("detail")?,
            written: row.get("written")?,
            mac: row.get("mac")?,
        })
    }

    fn compute(&self, key: &Key, before: &[u8]) -> [u8; 32] {
        let id = |id: Option<&[u8; 16]>| id.map_or(Vec::new(), |bytes| bytes.to_vec());
        key.fingerprint(&[
            before,
            &self.seq.to_be_bytes(),
            &self.at.to_be_bytes(),
            &id(self.actor.as_ref().map(Uuid::as_bytes)),
            self.role.as_bytes(),
            self.action.as_bytes(),
            &id(self.dossier.as_ref().map(DossierId::as_bytes)),
            self.detail.as_bytes(),
            self.written.as_bytes(),
        ])
    }
}

fn key(app: &App, tenant: Tenant) -> Key {
    app.keys.instance("audit").derive(&tenant.0.to_string())
}

fn seal(key: &Key, seq: i64, mac: &[u8]) -> [u8; 32] {
    key.derive("head").fingerprint(&[&seq.to_be_bytes(), mac])
}

/// Starts a municipality's chain.
pub async fn start(tx: &mut Tx, app: &App, tenant: Tenant) -> Result<()> {
    let (key, genesis) = (key(app, tenant), [0; 32]);
    tx.exec(
        "insert into audit_head (tenant, seq, mac, seal) values ($1, 0, $2, $3)",
        params![tenant, genesis, seal(&key, 0, &genesis)],
    )
    .await?;
    Ok(())
}

/// Appends the event. Called by [`Tx::commit`] only, as the last thing in the transaction. Gives
/// the new end.
pub(crate) async fn append(
    tx: &mut Tx,
    app: &App,
    event: Event,
    written: &Written,
) -> Result<(Tenant, End)> {
    let key = key(app, event.tenant);
    let noted = app.high_water.of(event.tenant);
    let head = tx
        .must(
            "update audit_head set seq = seq + 1 where tenant = $1 returning seq, mac, seal",
            params![event.tenant],
        )
        .await?;
    let (seq, before): (i64, Vec<u8>) = (head.get("seq")?, head.get("mac")?);
    let sealed = seal(&key, seq - 1, &before)[..] == head.get::<Vec<u8>>("seal")?[..];
    if !sealed || noted.is_some_and(|end| !reaches(end, seq - 1, &before)) {
        return Err(Error::Tampered("audit_head"));
    }
    let now = app.clock.now();
    let mut record = Record {
        seq,
        at: event.precision.of(now),
        actor: event.actor,
        role: event.role.to_owned(),
        action: event.act.id.to_owned(),
        dossier: event.dossier,
        detail: event.detail.to_string(),
        written: if written.is_empty() {
            String::new()
        } else {
            serde_json::to_string(written)?
        },
        mac: Vec::new(),
    };
    let mac = record.compute(&key, &before);
    record.mac = mac.to_vec();
    tx.exec(
        "update audit_head set mac = $2, seal = $3 where tenant = $1",
        params![event.tenant, mac, seal(&key, record.seq, &mac)],
    )
    .await?;
    tx.exec(
        "insert into audit_event (tenant, seq, at, actor, role, action, dossier, detail, written, mac)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        params![
            event.tenant,
            record.seq,
            record.at,
            record.actor,
            record.role,
            record.action,
            record.dossier,
            record.detail,
            record.written,
            record.mac
        ],
    )
    .await?;
    Ok((event.tenant, End { seq, mac }))
}

/// Is a chain that ends here at least as long as what was noted outside the database?
fn reaches(noted: End, seq: i64, mac: &[u8]) -> bool {
    seq > noted.seq || (seq == noted.seq && mac == noted.mac)
}
