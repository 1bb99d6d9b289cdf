//! What somebody changed in the policy and nobody else has looked at yet: the numbers of a partner, or
//! the terms. Whoever changed it last does not say that it is right (ADR 32): who changes what another
//! changed, sees that one's change on the page, and takes it over.

use policy::PartnerId;

use super::Municipality;
use crate::db::{Migration, Reader, Tx};
use crate::proof::{self, Noted, Standing};
use crate::{App, Millis, PersonId, Result, Tenant, guarded, params};

pub(super) const MIGRATION: Migration = Migration {
    id: "platform-44-policy-changes",
    sql: "create table policy_change (
  tenant {uuid} not null references municipality (id), about text not null, person {uuid} not null,
  was text not null, changed_at {int} not null, waits {bool} not null, version {int} not null, proof {bytes} not null,
  primary key (tenant, about)){strict};
",
};

/// Of what somebody changed something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// How this partner is reached.
    Partner(PartnerId),
    /// When what must be done, and how long things are kept.
    Terms,
}

impl About {
    const TERMS: &'static str = "terms";
    const PARTNER: &'static str = "partner:";

    fn id(&self) -> String {
        match self {
            Self::Terms => Self::TERMS.to_owned(),
            Self::Partner(partner) => format!("{}{partner}", Self::PARTNER),
        }
    }

    fn parse(id: &str) -> Self {
        match id.strip_prefix(Self::PARTNER) {
            Some(partner) => Self::Partner(partner.into()),
            None => Self::Terms,
        }
    }
}

/// A change that nobody else has looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unseen {
    /// Of what.
    pub about: About,
    /// Who did so last.
    pub person: PersonId,
    /// When.
    pub at: Millis,
    /// The version of the pack before the first change.
    pub was: String,
}

struct Record {
    tenant: Tenant,
    about: String,
    person: PersonId,
    was: String,
    changed_at: Millis,
    /// Nobody else has looked at it yet. The row stays, so that its versions go on.
    waits: bool,
    version: i64,
}

guarded!(
    Record,
    "policy_change",
    |row| Noted::InAudit(row.tenant),
    version,
    key[tenant, about],
    [person, was, changed_at, waits, version]
);

async fn of(tx: &mut Reader, app: &App, tenant: Tenant, about: &str) -> Result<Option<Record>> {
    let sql = "select {row} from policy_change where tenant = $1 and about = $2";
    proof::one(tx, app, sql, params![tenant, about]).await
}

/// Somebody changed this; `was` is the version of the pack before.
///
/// # Errors
/// When the database cannot be written.
pub(super) async fn note(
    tx: &mut Tx,
    app: &App,
    tenant: Tenant,
    (about, person): (&About, PersonId),
    was: &str,
) -> Result<()> {
    let known = of(tx, app, tenant, &about.id()).await?;
    let mut record = known.unwrap_or_else(|| Record {
        tenant,
        about: about.id(),
        person,
        was: was.to_owned(),
        changed_at: 0,
        waits: false,
        version: 0,
    });
    if !record.waits {
        (record.waits, record.was) = (true, was.to_owned());
    }
    (record.person, record.changed_at) = (person, app.clock.now());
    proof::save(tx, app, &mut record).await
}

/// Somebody else looked at it, and it is right.
///
/// # Errors
/// When the database cannot be written.
pub async fn looked_at(tx: &mut Tx, app: &App, tenant: Tenant, about: &About) -> Result<()> {
    if let Some(mut record) = of(tx, app, tenant, &about.id()).await?
        && std::mem::take(&mut record.waits)
    {
        proof::save(tx, app, &mut record).await?;
    }
    super::following::raise_generation(tx).await
}

/// All of them, the latest first. A row that somebody forged says nothing, and `meldroute check` names
/// it.
pub(super) async fn all(tx: &mut Reader, app: &App, tenant: Tenant) -> Result<Vec<Unseen>> {
    let sql = "select {row} from policy_change where tenant = $1 order by changed_at desc, about";
    let records: Vec<Record> = proof::whole(tx, app, sql, params![tenant]).await?;
    let waiting = records.into_iter().filter(|record| record.waits);
    let each = waiting.map(|record| Unseen {
        about: About::parse(&record.about),
        person: record.person,
        at: record.changed_at,
        was: record.was,
    });
    Ok(each.collect())
}

pub(super) async fn standing(tx: &mut Reader, app: &App, tenant: Tenant) -> Result<Standing> {
    proof::standing::<Record>(tx, app, tenant).await
}

impl Municipality {
    /// What was changed and nobody else has looked at yet.
    #[must_use]
    pub fn unseen(&self) -> &[Unseen] {
        &self.unseen
    }

    /// The change of this that nobody else has looked at yet.
    #[must_use]
    pub fn unseen_of(&self, about: &About) -> Option<&Unseen> {
        self.unseen.iter().find(|unseen| unseen.about == *about)
    }
}
