//! What people changed in the policy and nobody else has looked at yet: how a partner is reached, the
//! terms, or what the policy is called and when it holds. Nobody who changed something of it says that it is right (ADR 32, 37). Where they all did,
//! two of them look at it, each at what the other changed.

use policy::{PartnerId, Retention};

use super::{Municipality, packs};
use crate::db::{Migration, Reader, Tx};
use crate::proof::{self, Noted, Standing};
use crate::{App, Error, Millis, PersonId, Result, Tenant, guarded, params};

pub(super) const MIGRATION: Migration = Migration {
    id: "platform-44-policy-changes",
    sql: "create table policy_change (
  tenant {uuid} not null references municipality (id), about text not null, person {uuid} not null,
  was text not null, changed_at {int} not null, waits {bool} not null, version {int} not null, proof {bytes} not null,
  primary key (tenant, about)){strict};
",
};

pub(super) const CHANGERS: Migration = Migration {
    id: "platform-48-policy-changers",
    sql: "create table policy_changer (
  tenant {uuid} not null references municipality (id), about text not null, person {uuid} not null,
  waits {bool} not null, agrees {bool} not null, version {int} not null, proof {bytes} not null,
  primary key (tenant, about, person)){strict};
",
};

pub(super) const WATCHED: Migration = Migration {
    id: "platform-49-policy-watched",
    sql: "create table policy_watched (
  tenant {uuid} not null references municipality (id), about text not null, watched {bool} not null,
  version {int} not null, proof {bytes} not null, primary key (tenant, about)){strict};
",
};

/// Of what somebody changed something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// How this partner is reached.
    Partner(PartnerId),
    /// When what must be done, and how long things are kept.
    Terms,
    /// What the policy is called, who adopted it, when it holds, and the region.
    Document,
}

impl About {
    const TERMS: &'static str = "terms";
    const DOCUMENT: &'static str = "document";
    const PARTNER: &'static str = "partner:";

    fn id(&self) -> String {
        match self {
            Self::Terms => Self::TERMS.to_owned(),
            Self::Document => Self::DOCUMENT.to_owned(),
            Self::Partner(partner) => format!("{}{partner}", Self::PARTNER),
        }
    }

    fn parse(id: &str) -> Self {
        match id.strip_prefix(Self::PARTNER) {
            Some(partner) => Self::Partner(partner.into()),
            None if id == Self::DOCUMENT => Self::Document,
            None => Self::Terms,
        }
    }
}

/// A change that nobody else has looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unseen {
    /// Of what.
    pub about: About,
    /// Everybody who changed something of it since it was last right.
    pub people: Vec<PersonId>,
    /// Those of them who said since the last change that it is right.
    pub agreed: Vec<PersonId>,
    /// When the last of them did.
    pub at: Millis,
    /// The version of the pack before the first change.
    pub was: String,
    /// Somebody else could have looked at it when it was changed.
    pub watched: bool,
}

/// Who changed something of what.
pub struct Change<'a> {
    /// Of what.
    pub about: &'a About,
    /// Who did.
    pub person: PersonId,
    /// Somebody else was there who can look at it.
    pub watched: bool,
}

struct Record {
    tenant: Tenant,
    about: String,
    /// Who did so last: before there was a table of everybody who did, the only one.
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

/// One of those who changed it.
struct Changer {
    tenant: Tenant,
    about: String,
    person: PersonId,
    /// Nobody else has looked at it yet. The row stays, as above.
    waits: bool,
    /// Looked at what the others changed: it is right.
    agrees: bool,
    version: i64,
}

guarded!(
    Changer,
    "policy_changer",
    |row| Noted::InAudit(row.tenant),
    version,
    key[tenant, about, person],
    [waits, agrees, version]
);

/// Was there somebody else who could look at it, at one of its changes?
struct Company {
    tenant: Tenant,
    about: String,
    watched: bool,
    version: i64,
}

guarded!(
    Company,
    "policy_watched",
    |row| Noted::InAudit(row.tenant),
    version,
    key[tenant, about],
    [watched, version]
);

/// Notes that; of a change that was looked at before, nothing counts any more.
async fn watch(
    tx: &mut Tx,
    app: &App,
    tenant: Tenant,
    about: &str,
    (is_first, watched): (bool, bool),
) -> Result<()> {
    let sql = "select {row} from policy_watched where tenant = $1 and about = $2";
    let known: Option<Company> = proof::one(tx, app, sql, params![tenant, about]).await?;
    let mut row = known.unwrap_or_else(|| Company {
        tenant,
        about: about.to_owned(),
        watched: false,
        version: 0,
    });
    row.watched = watched || row.watched && !is_first;
    proof::save(tx, app, &mut row).await
}

async fn of(tx: &mut Reader, app: &App, tenant: Tenant, about: &str) -> Result<Option<Record>> {
    let sql = "select {row} from policy_change where tenant = $1 and about = $2";
    proof::one(tx, app, sql, params![tenant, about]).await
}

async fn changers(tx: &mut Reader, app: &App, tenant: Tenant, about: &str) -> Result<Vec<Changer>> {
    let sql = "select {row} from policy_changer where tenant = $1 and about = $2 order by person";
    proof::all_or_fault(tx, app, sql, params![tenant, about]).await
}

/// This person is one of those who changed it; do they say that it is right?
async fn put(
    tx: &mut Tx,
    app: &App,
    tenant: Tenant,
    (about, person): (&str, PersonId),
    agrees: bool,
) -> Result<()> {
    let mut known = changers(tx, app, tenant, about).await?.into_iter();
    let known = known.find(|known| known.person == person);
    let mut row = known.unwrap_or_else(|| Changer {
        tenant,
        about: about.to_owned(),
        person,
        waits: true,
        agrees,
        version: 0,
    });
    (row.waits, row.agrees) = (true, agrees);
    proof::save(tx, app, &mut row).await
}

/// Somebody changed this; `was` is the version of the pack before.
///
/// # Errors
/// When the database cannot be written.
pub(super) async fn note(
    tx: &mut Tx,
    app: &App,
    tenant: Tenant,
    change: &Change<'_>,
    was: &str,
) -> Result<()> {
    let (about, person) = (change.about.id(), change.person);
    let known = of(tx, app, tenant, &about).await?;
    let mut record = known.unwrap_or_else(|| Record {
        tenant,
        about: about.clone(),
        person,
        was: was.to_owned(),
        changed_at: 0,
        waits: false,
        version: 0,
    });
    let seen = (!record.waits, change.watched);
    watch(tx, app, tenant, &about, seen).await?;
    if record.waits {
        // What they changed still waits, also where that was written before there were rows of them.
        put(tx, app, tenant, (&about, record.person), false).await?;
    } else {
        (record.waits, record.was) = (true, was.to_owned());
    }
    (record.person, record.changed_at) = (person, app.clock.now());
    proof::save(tx, app, &mut record).await?;
    // Who looked at it saw something else.
    for mut changer in changers(tx, app, tenant, &about).await? {
        if std::mem::take(&mut changer.agrees) {
            proof::save(tx, app, &mut changer).await?;
        }
    }
    put(tx, app, tenant, (&about, person), false).await
}

/// One of those who changed it says that what the others changed is right.
///
/// # Errors
/// When the database cannot be written.
pub async fn agreed(
    tx: &mut Tx,
    app: &App,
    tenant: Tenant,
    (about, person): (&About, PersonId),
) -> Result<()> {
    put(tx, app, tenant, (&about.id(), person), true).await?;
    super::following::raise_generation(tx).await
}

/// It was looked at, and it is right.
///
/// # Errors
/// When the database cannot be written.
pub async fn looked_at(tx: &mut Tx, app: &App, tenant: Tenant, about: &About) -> Result<()> {
    if let Some(mut record) = of(tx, app, tenant, &about.id()).await?
        && std::mem::take(&mut record.waits)
    {
        proof::save(tx, app, &mut record).await?;
    }
    for mut changer in changers(tx, app, tenant, &about.id()).await? {
        if std::mem::take(&mut changer.waits) {
            changer.agrees = false;
            proof::save(tx, app, &mut changer).await?;
        }
    }
    super::following::raise_generation(tx).await
}

/// All of them, the latest first. A row that somebody forged says nothing, and `meldroute check` names
/// it.
pub(super) async fn all(tx: &mut Reader, app: &App, tenant: Tenant) -> Result<Vec<Unseen>> {
    let sql = "select {row} from policy_change where tenant = $1 order by changed_at desc, about";
    let records: Vec<Record> = proof::those_that_stand(tx, app, sql, params![tenant]).await?;
    let sql = "select {row} from policy_changer where tenant = $1 order by person";
    let changers: Vec<Changer> = proof::those_that_stand(tx, app, sql, params![tenant]).await?;
    let sql = "select {row} from policy_watched where tenant = $1";
    let watched: Vec<Company> = proof::those_that_stand(tx, app, sql, params![tenant]).await?;
    let is_watched = |about: &str| {
        let mut known = watched.iter().filter(|one| one.watched);
        known.any(|one| one.about == about)
    };
    let waiting = records.into_iter().filter(|record| record.waits);
    let each = waiting.map(|record| {
        let of_it = changers
            .iter()
            .filter(|changer| changer.waits && changer.about == record.about);
        let mut people: Vec<PersonId> = of_it.clone().map(|changer| changer.person).collect();
        if !people.contains(&record.person) {
            people.push(record.person);
        }
        Unseen {
            about: About::parse(&record.about),
            people,
            agreed: of_it
                .filter(|changer| changer.agrees)
                .map(|changer| changer.person)
                .collect(),
            at: record.changed_at,
            watched: is_watched(&record.about),
            was: record.was,
        }
    });
    Ok(each.collect())
}

/// How long things are kept for now: a shorter term that nobody else has looked at does not count yet.
pub(super) async fn kept(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    (now, unseen): (Retention, &[Unseen]),
) -> Result<Retention> {
    let Some(terms) = unseen.iter().find(|unseen| unseen.about == About::Terms) else {
        return Ok(now);
    };
    match packs::read(tx, app, tenant, &terms.was).await {
        Ok(was) => Ok(now.or_longer(was.retention)),
        // What stood there cannot be read: nothing goes until somebody looked.
        Err(error) if error.is_damage() || matches!(error, Error::NotFound) => Ok(Retention::EVER),
        Err(error) => Err(error),
    }
}

pub(super) async fn standing(tx: &mut Reader, app: &App, tenant: Tenant) -> Result<Standing> {
    let mut found = proof::standing::<Record>(tx, app, tenant).await?;
    found.extend(proof::standing::<Changer>(tx, app, tenant).await?);
    found.extend(proof::standing::<Company>(tx, app, tenant).await?);
    Ok(found)
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
