//! Referrals in the database. Partner and dates stand in the clear, for the worklist and the
//! register; what was shared and answered is sealed under the dossier's key.

use platform::db::{Column, Migration, Reader, Row, Tx, Value, misread};
use platform::proof::{self, Noted, Standing};
use platform::{
    Actor, App, DossierId, Error, Millis, PersonId, Result, Tenant, guarded, id, params,
};
use policy::PartnerId;

use super::model::Handover;
use crate::paging::Line;
use crate::signals::{self, Dossier};

pub const MIGRATIONS: &[Migration] = &[Migration {
    id: "route-16-referrals",
    sql: "create table referral (
  id {uuid} primary key, tenant {uuid} not null, signal {uuid} not null references signal (id) on delete cascade,
  partner text not null, sealed {bytes} not null, at {int} not null, due_at {int} not null, status text not null,
  answer {bytes}, answered_at {int}, author {uuid} not null, version {int} not null, proof {bytes} not null){strict};
create index referral_signal on referral (signal, tenant, at);
create index referral_register on referral (tenant, at);
",
}, Migration {
    id: "route-33-referrals-by-line",
    sql: "drop index referral_register;
create index referral_register on referral (tenant, at, id);
",
}, Migration {
    id: "route-50-referrals-by-partner",
    sql: "create index referral_partner on referral (tenant, partner, at, id);
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
    /// The partner gave it back: it was told, and does nothing with it.
    Returned,
}

impl Status {
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Awaiting => "awaiting",
            Self::Answered => "answered",
            Self::GivenUp => "given_up",
            Self::Returned => "returned",
        }
    }

    fn parse(id: &str) -> Option<Self> {
        [
            Self::Awaiting,
            Self::Answered,
            Self::GivenUp,
            Self::Returned,
        ]
        .into_iter()
        .find(|status| status.id() == id)
    }
}

impl Column for Status {
    fn read(row: &Row, name: &str) -> Result<Self> {
        Self::parse(&row.get::<String>(name)?).ok_or_else(|| misread(name))
    }

    fn value(&self) -> Value {
        self.id().into()
    }
}

id!(
    /// A handover to a partner.
    ReferralId
);

/// The row: whom it went to, and whether an answer is awaited, decide what is next.
struct Record {
    id: ReferralId,
    tenant: Tenant,
    signal: DossierId,
    partner: PartnerId,
    sealed: Vec<u8>,
    at: Millis,
    due_at: Millis,
    status: Status,
    answer: Option<Vec<u8>>,
    answered_at: Option<Millis>,
    author: PersonId,
    version: i64,
}

guarded!(
    Record,
    "referral",
    |row| Noted::InAudit(row.tenant),
    version,
    key[id],
    [
        tenant,
        signal,
        partner,
        sealed,
        at,
        due_at,
        status,
        answer,
        answered_at,
        author,
        version
    ]
);

pub struct Referral {
    pub id: ReferralId,
    pub partner: PartnerId,
    pub handover: Handover,
    pub at: Millis,
    pub due_at: Millis,
    pub status: Status,
    pub answer: Option<String>,
    pub answered_at: Option<Millis>,
    pub author: PersonId,
}

fn place(id: ReferralId) -> String {
    format!("referral:{id}")
}

impl Referral {
    fn open(dossier: &Dossier, record: Record) -> Result<Self> {
        let id = record.id;
        let answer = |sealed: Vec<u8>| dossier.unseal(&sealed, &format!("answer:{id}"));
        Ok(Self {
            id,
            handover: dossier.unseal(&record.sealed, &place(id))?,
            partner: record.partner,
            at: record.at,
            due_at: record.due_at,
            status: record.status,
            answer: record.answer.map(answer).transpose()?,
            answered_at: record.answered_at,
            author: record.author,
        })
    }

    #[must_use]
    pub fn is_open(&self) -> bool {
        self.status == Status::Awaiting
    }

    /// Did the partner give it back? Then nobody does anything with it yet.
    #[must_use]
    pub fn is_returned(&self) -> bool {
        self.status == Status::Returned
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
    partner: &PartnerId,
    due_at: Millis,
    handover: &Handover,
) -> Result<ReferralId> {
    let id = ReferralId::from(app.clock.id());
    let mut record = Record {
        id,
        tenant: dossier.tenant,
        signal: dossier.id,
        partner: partner.clone(),
        sealed: dossier.seal(handover, &place(id))?,
        at: app.clock.now(),
        due_at,
        status: Status::Awaiting,
        answer: None,
        answered_at: None,
        author: actor.user,
        version: 0,
    };
    proof::save(tx, app, &mut record).await?;
    Ok(id)
}

/// A dossier's referrals, oldest first.
pub async fn of(tx: &mut Reader, app: &App, dossier: &Dossier) -> Result<Vec<Referral>> {
    let sql = "select {row} from referral where signal = $1 and tenant = $2 order by at, id";
    let records = proof::all_or_fault(tx, app, sql, params![dossier.id, dossier.tenant]).await?;
    let records = records.into_iter();
    records
        .map(|record| Referral::open(dossier, record))
        .collect()
}

/// The dossier that was handed over.
///
/// # Errors
/// `NotFound` when this municipality has no such handover.
pub async fn dossier_of(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    id: ReferralId,
) -> Result<DossierId> {
    let (dossier, _) = addressed(tx, app, tenant, id).await?;
    Ok(dossier)
}

/// The same, and to which partner.
///
/// # Errors
/// `NotFound` when this municipality has no such handover.
pub async fn addressed(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    id: ReferralId,
) -> Result<(DossierId, PartnerId)> {
    let sql = "select {row} from referral where id = $1 and tenant = $2";
    let record: Record = proof::must(tx, app, sql, params![id, tenant]).await?;
    Ok((record.signal, record.partner))
}

pub const TO: &str = "select id from referral where tenant = $1 and partner = $2 order by at, id";

/// All that was handed over to a partner, the oldest first; unopened.
pub async fn to(tx: &mut Reader, tenant: Tenant, to: &PartnerId) -> Result<Vec<ReferralId>> {
    let rows = tx.rows(TO, params![tenant, to.as_str()]).await?;
    rows.iter().map(|row| row.get("id")).collect()
}

/// The partners whose answer a dossier waits for, who was to answer first first. What is damaged is none
/// of them: `meldroute check` names it.
pub async fn awaited(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    dossier: DossierId,
) -> Result<Vec<(PartnerId, Millis)>> {
    let sql = "select {row} from referral where signal = $1 and tenant = $2 order by due_at, id";
    let all: Vec<Record> = proof::those_that_stand(tx, app, sql, params![dossier, tenant]).await?;
    let open = all.into_iter().filter(|one| one.status == Status::Awaiting);
    Ok(open.map(|one| (one.partner, one.due_at)).collect())
}

/// Records what came back, or why nothing will. `Conflict` when somebody did so already.
pub async fn answer(
    tx: &mut Tx,
    app: &App,
    dossier: &Dossier,
    id: ReferralId,
    status: Status,
    text: &str,
) -> Result<()> {
    let mut record: Record = proof::must(
        tx,
        app,
        "select {row} from referral where id = $1 and signal = $2 and tenant = $3",
        params![id, dossier.id, dossier.tenant],
    )
    .await?;
    if record.status != Status::Awaiting {
        return Err(Error::Conflict);
    }
    record.status = status;
    record.answer = Some(dossier.seal(&text, &format!("answer:{id}"))?);
    record.answered_at = Some(app.clock.now());
    proof::save(tx, app, &mut record).await
}

/// For `meldroute check`.
pub async fn standing(tx: &mut Reader, app: &App, tenant: Tenant) -> Result<Standing> {
    proof::standing::<Record>(tx, app, tenant).await
}

/// A line of the disclosure register.
pub struct Disclosure {
    pub dossier: Dossier,
    pub referral: Referral,
}

pub const DISCLOSURES: &str = "select {row} from referral where tenant = $1 and (at, id) < ($2, $3)
  and at >= $4 and ($5 = '' or partner = $5) order by at desc, id desc limit $6";

const COUNTED: &str =
    "select count(*) as number from referral where tenant = $1 and at >= $2 and at < $3
  and ($4 = '' or partner = $4)";

/// Which lines of the register: of a stretch of time, and of one partner or, empty, of all.
#[derive(Default)]
pub struct Wanted {
    pub since: Millis,
    pub until: Millis,
    pub partner: String,
}

/// So many there are.
pub async fn count(tx: &mut Reader, tenant: Tenant, wanted: &Wanted) -> Result<i64> {
    let values = params![tenant, wanted.since, wanted.until, wanted.partner.as_str()];
    tx.must(COUNTED, values).await?.get("number")
}

/// Was anything shared in this stretch of time?
pub async fn any(tx: &mut Reader, tenant: Tenant, since: Millis, until: Millis) -> Result<bool> {
    let sql =
        "select id from referral where tenant = $1 and at >= $2 and at < $3 order by at limit 1";
    Ok(tx.row(sql, params![tenant, since, until]).await?.is_some())
}

/// One of them, if its dossier and what went along can be read.
async fn disclosure(tx: &mut Reader, app: &App, tenant: Tenant, row: &Row) -> Result<Disclosure> {
    let record: Record = proof::read(tx, app, row)?;
    let dossier = signals::load(tx, app, tenant, record.signal).await?;
    Ok(Disclosure {
        referral: Referral::open(&dossier, record)?,
        dossier,
    })
}

/// What was shared, the latest first, behind a line. What is damaged is no line, and those behind it
/// are: `meldroute check` names it.
pub async fn disclosures(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    wanted: &Wanted,
    mut after: Line,
    limit: usize,
) -> Result<Vec<Disclosure>> {
    let mut found = Vec::new();
    while found.len() < limit {
        let asked = limit - found.len();
        let most = i64::try_from(asked).unwrap_or(i64::MAX);
        let partner = wanted.partner.as_str();
        let values = params![tenant, after.at, after.id, wanted.since, partner, most];
        let rows = proof::rows::<Record>(tx, DISCLOSURES, values).await?;
        let Some(last) = rows.last() else { break };
        after = Line {
            at: last.get("at")?,
            id: last.get("id")?,
        };
        for row in &rows {
            match disclosure(tx, app, tenant, row).await {
                Ok(line) => found.push(line),
                Err(error) if error.is_damage() => {}
                Err(error) => return Err(error),
            }
        }
        if rows.len() < asked {
            break;
        }
    }
    Ok(found)
}
