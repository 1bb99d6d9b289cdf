//! Referrals in the database. Partner and dates stand in the clear, for the worklist and the
//! register; what was shared and answered is sealed under the dossier's key.

use platform::db::{Migration, Row, Tx};
use platform::{Actor, App, Error, Millis, Result, Tenant, params};
use uuid::Uuid;

use super::Handover;
use crate::signals::{self, Dossier};

pub const MIGRATIONS: &[Migration] = &[Migration {
    id: "route-06-referrals",
    sql: "create table referral (
  id {uuid} primary key, tenant {uuid} not null, signal {uuid} not null references signal (id) on delete cascade,
  partner text not null, sealed {bytes} not null, at {int} not null, due_at {int} not null, status text not null,
  answer {bytes}, answered_at {int}, author {uuid} not null){strict};
create index referral_signal on referral (signal, tenant, at);
create index referral_register on referral (tenant, at);
",
}];

/// Where a handover stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Feedback was asked and has not come.
    Awaiting,
    Answered,
    /// No feedback came, and the officer said why that is accepted.
    GivenUp,
}

impl Status {
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Awaiting => "awaiting",
            Self::Answered => "answered",
            Self::GivenUp => "given_up",
        }
    }
}

pub struct Referral {
    pub id: Uuid,
    pub partner: String,
    pub handover: Handover,
    pub at: Millis,
    pub due_at: Millis,
    pub status: Status,
    pub answer: Option<String>,
    pub answered_at: Option<Millis>,
    pub author: Uuid,
}

fn place(id: Uuid) -> String {
    format!("referral:{id}")
}

impl Referral {
    fn open(dossier: &Dossier, row: &Row) -> Result<Self> {
        let id = row.get("id")?;
        let answer = row.get::<Option<Vec<u8>>>("answer")?;
        Ok(Self {
            id,
            partner: row.get("partner")?,
            handover: dossier.unseal(&row.get::<Vec<u8>>("sealed")?, &place(id))?,
            at: row.get("at")?,
            due_at: row.get("due_at")?,
            status: match row.get::<String>("status")?.as_str() {
                "awaiting" => Status::Awaiting,
                "answered" => Status::Answered,
                "given_up" => Status::GivenUp,
                _ => return Err(Error::Internal(format!("unknown status of referral {id}"))),
            },
            answer: answer.map(|sealed| dossier.unseal(&sealed, &format!("answer:{id}"))).transpose()?,
            answered_at: row.get("answered_at")?,
            author: row.get("author")?,
        })
    }

    #[must_use]
    pub fn is_open(&self) -> bool {
        self.status == Status::Awaiting
    }

    #[must_use]
    pub fn is_late(&self, now: &Millis) -> bool {
        self.is_open() && self.due_at < *now
    }
}

pub async fn add(
    tx: &mut Tx,
    app: &App,
    dossier: &Dossier,
    actor: &Actor,
    partner: &str,
    due_at: Millis,
    handover: &Handover,
) -> Result<Uuid> {
    let id = app.clock.id();
    tx.exec(
        "insert into referral (id, tenant, signal, partner, sealed, at, due_at, status, author)
         values ($1, $2, $3, $4, $5, $6, $7, 'awaiting', $8)",
        params![
            id,
            dossier.tenant,
            dossier.id,
            partner,
            dossier.seal(handover, &place(id))?,
            app.clock.now(),
            due_at,
            actor.user
        ],
    )
    .await?;
    Ok(id)
}

/// A dossier's referrals, oldest first.
pub async fn of(tx: &mut Tx, dossier: &Dossier) -> Result<Vec<Referral>> {
    tx.rows(
        "select * from referral where signal = $1 and tenant = $2 order by at, id",
        params![dossier.id, dossier.tenant],
    )
    .await?
    .iter()
    .map(|row| Referral::open(dossier, row))
    .collect()
}

/// Which partners were told, and when their feedback is due if it has not come.
pub async fn told(tx: &mut Tx, dossier: &Dossier) -> Result<Vec<(String, Option<Millis>)>> {
    tx.rows(
        "select partner, due_at, status from referral where signal = $1 and tenant = $2",
        params![dossier.id, dossier.tenant],
    )
    .await?
    .iter()
    .map(|row| {
        let waits = row.get::<String>("status")? == "awaiting";
        Ok((row.get("partner")?, waits.then_some(row.get("due_at")?)))
    })
    .collect()
}

/// Records what came back, or why nothing will. `Conflict` when somebody did so already.
pub async fn answer(
    tx: &mut Tx,
    dossier: &Dossier,
    id: Uuid,
    status: Status,
    text: &str,
    now: Millis,
) -> Result<()> {
    let touched = tx
        .exec(
            "update referral set status = $4, answer = $5, answered_at = $6
             where id = $1 and signal = $2 and tenant = $3 and status = 'awaiting'",
            params![
                id,
                dossier.id,
                dossier.tenant,
                status.id(),
                dossier.seal(&text, &format!("answer:{id}"))?,
                now
            ],
        )
        .await?;
    if touched == 1 { Ok(()) } else { Err(Error::Conflict) }
}

/// A line of the disclosure register.
pub struct Disclosure {
    pub dossier: Dossier,
    pub referral: Referral,
}

/// What was shared, the latest first.
pub async fn disclosures(
    tx: &mut Tx,
    app: &App,
    tenant: Tenant,
    offset: i64,
    limit: i64,
) -> Result<Vec<Disclosure>> {
    let rows = tx
        .rows(
            "select * from referral where tenant = $1 order by at desc, id limit $2 offset $3",
            params![tenant, limit, offset],
        )
        .await?;
    let mut found = Vec::new();
    for row in rows {
        let dossier = signals::load(tx, app, tenant, row.get("signal")?).await?;
        found.push(Disclosure { referral: Referral::open(&dossier, &row)?, dossier });
    }
    Ok(found)
}
