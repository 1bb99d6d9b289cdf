//! What people decided about proposals, why a dossier was looked into, and which sources were consulted.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use platform::db::{Migration, Row, Tx, Value};
use platform::proof::{self, Guarded};
use platform::{Actor, App, Millis, Tenant, params};
use uuid::Uuid;

use crate::signals::Dossier;

pub const MIGRATIONS: &[Migration] = &[Migration {
    id: "route-19-enrichment",
    sql: "create table lookup_reason (
  signal {uuid} primary key references signal (id) on delete cascade, tenant {uuid} not null, sealed {bytes} not null,
  person {uuid} not null, at {int} not null){strict};
create table judgement (
  tenant {uuid} not null, first_thing text not null, second_thing text not null,
  first_signal {uuid} references signal (id) on delete cascade, second_signal {uuid} references signal (id) on delete cascade,
  verdict text not null, person {uuid} not null, at {int} not null, version {int} not null, proof {bytes} not null,
  primary key (tenant, first_thing, second_thing, person)){strict};
create index judgement_second on judgement (tenant, second_thing);
create table source_check (
  signal {uuid} not null references signal (id) on delete cascade, source text not null, tenant {uuid} not null,
  result text not null, sealed {bytes} not null, person {uuid} not null, at {int} not null,
  primary key (signal, source)){strict};
create table reopen_question (
  tenant {uuid} not null, closed_signal {uuid} not null references signal (id) on delete cascade,
  fresh_signal {uuid} not null references signal (id) on delete cascade, first_thing text not null,
  second_thing text not null, at {int} not null, primary key (tenant, first_thing, second_thing)){strict};
create table search_reason (
  id {uuid} primary key, tenant {uuid} not null references municipality (id), sealed {bytes} not null, person {uuid} not null,
  at {int} not null){strict};
create index search_reason_tenant on search_reason (tenant, at);
create table lookup_cursor (tenant {uuid} primary key references municipality (id), seq {int} not null){strict};
",
}];

/// What a judgement is about, in a form that lasts: a subject by its dossier and place there, a row by its
/// source and a fingerprint, so that the same row of a later extract is still known.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lasting {
    Subject(Uuid, u32),
    Row(String, String),
}

impl Lasting {
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split(':');
        match (parts.next()?, parts.next()?, parts.next()?, parts.next()) {
            ("s", signal, at, None) => Some(Self::Subject(signal.parse().ok()?, at.parse().ok()?)),
            ("r", source, print, None) => Some(Self::Row(source.to_owned(), print.to_owned())),
            _ => None,
        }
    }

    fn signal(&self) -> Option<Uuid> {
        match self {
            Self::Subject(signal, _) => Some(*signal),
            Self::Row(..) => None,
        }
    }
}

impl fmt::Display for Lasting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Subject(signal, at) => write!(f, "s:{signal}:{at}"),
            Self::Row(source, print) => write!(f, "r:{source}:{print}"),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Same,
    Other,
}

impl Verdict {
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Other => "other",
        }
    }

    #[must_use]
    pub fn parse(id: &str) -> Option<Self> {
        [Self::Same, Self::Other].into_iter().find(|verdict| verdict.id() == id)
    }
}

/// Somebody's judgement of a pair.
#[derive(Debug, Clone)]
pub struct Judgement {
    pub other: Lasting,
    pub verdict: Verdict,
    pub person: Uuid,
    pub at: Millis,
}

/// A pair in the order in which it is kept.
pub fn ordered(a: &Lasting, b: &Lasting) -> (Lasting, Lasting) {
    if a <= b { (a.clone(), b.clone()) } else { (b.clone(), a.clone()) }
}

/// The row of a judgement: two dossiers are about the same person because somebody said so.
struct Record {
    tenant: Tenant,
    first: String,
    second: String,
    verdict: String,
    person: Uuid,
    at: Millis,
    version: i64,
}

impl Guarded for Record {
    const TABLE: &'static str = "judgement";

    fn key(&self) -> String {
        format!("{}/{}/{}/{}", self.tenant.0, self.first, self.second, self.person)
    }

    fn revision(&self) -> i64 {
        self.version
    }

    fn parts(&self) -> Vec<Value> {
        params![self.verdict.as_str(), self.at]
    }
}

impl Record {
    fn read(tx: &Tx, app: &App, row: &Row) -> platform::Result<Self> {
        let record = Self {
            tenant: Tenant(row.get("tenant")?),
            first: row.get("first_thing")?,
            second: row.get("second_thing")?,
            verdict: row.get("verdict")?,
            person: row.get("person")?,
            at: row.get("at")?,
            version: row.get("version")?,
        };
        proof::check(app, tx, &record, &row.get::<Vec<u8>>("proof")?)?;
        Ok(record)
    }
}

/// Everybody's judgements about one thing.
pub async fn judgements(
    tx: &mut Tx,
    app: &App,
    tenant: Tenant,
    thing: &Lasting,
) -> platform::Result<Vec<Judgement>> {
    let key = thing.to_string();
    let rows = tx
        .rows(
            "select * from judgement where tenant = $1 and (first_thing = $2 or second_thing = $2) order by at",
            params![tenant, key.as_str()],
        )
        .await?;
    let mut out = Vec::new();
    for row in rows {
        let record = Record::read(tx, app, &row)?;
        let other = Lasting::parse(if record.first == key { &record.second } else { &record.first });
        if let Some((other, verdict)) = other.zip(Verdict::parse(&record.verdict)) {
            out.push(Judgement { other, verdict, person: record.person, at: record.at });
        }
    }
    Ok(out)
}

/// Everything that was confirmed to be the same as a thing, itself included (at most 200).
pub async fn confirmed(
    tx: &mut Tx,
    app: &App,
    tenant: Tenant,
    start: Lasting,
) -> platform::Result<BTreeSet<Lasting>> {
    let (mut todo, mut seen) = (vec![start], BTreeSet::new());
    while let Some(thing) = todo.pop() {
        if seen.len() < 200 && seen.insert(thing.clone()) {
            let judged = judgements(tx, app, tenant, &thing).await?;
            todo.extend(judged.into_iter().filter(|one| one.verdict == Verdict::Same).map(|one| one.other));
        }
    }
    Ok(seen)
}

/// Writes this person's judgement of a pair; `None` takes it back.
pub async fn judge(
    tx: &mut Tx,
    app: &App,
    actor: &Actor,
    pair: (&Lasting, &Lasting),
    verdict: Option<Verdict>,
) -> platform::Result<()> {
    let (first, second) = ordered(pair.0, pair.1);
    let (key, other) = (first.to_string(), second.to_string());
    let before = tx
        .rows(
            "select * from judgement where tenant = $1 and first_thing = $2 and second_thing = $3",
            params![actor.tenant, key.as_str(), other.as_str()],
        )
        .await?;
    let before: Vec<Record> =
        before.iter().map(|row| Record::read(tx, app, row)).collect::<platform::Result<_>>()?;
    let Some(verdict) = verdict else {
        for record in &before {
            tx.removed(Record::TABLE, record.key());
        }
        tx.exec(
            "delete from judgement where tenant = $1 and first_thing = $2 and second_thing = $3",
            params![actor.tenant, key, other],
        )
        .await?;
        return Ok(());
    };
    let record = Record {
        tenant: actor.tenant,
        verdict: verdict.id().to_owned(),
        person: actor.user,
        at: app.clock.now(),
        // Goes up also when a judgement was taken back meanwhile.
        version: before.iter().map(|one| one.version + 1).chain([app.clock.now()]).max().unwrap_or(1),
        first: key,
        second: other,
    };
    let proof = proof::write(tx, app, &record);
    tx.exec(
        "insert into judgement (tenant, first_thing, second_thing, first_signal, second_signal, verdict, person, at,
           version, proof)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
         on conflict (tenant, first_thing, second_thing, person) do update set verdict = excluded.verdict,
           at = excluded.at, version = excluded.version, proof = excluded.proof",
        params![
            record.tenant,
            record.first.as_str(),
            record.second.as_str(),
            first.signal(),
            second.signal(),
            record.verdict.as_str(),
            record.person,
            record.at,
            record.version,
            proof
        ],
    )
    .await?;
    Ok(())
}

/// For `meldroute check`. Judgements about a destroyed dossier went with it.
pub async fn standing(tx: &mut Tx, app: &App, tenant: Tenant) -> platform::Result<Vec<(String, Vec<u8>)>> {
    let rows = tx.rows("select * from judgement where tenant = $1", params![tenant]).await?;
    rows.iter()
        .map(|row| {
            let record = Record::read(tx, app, row)?;
            Ok((format!("{}:{}", Record::TABLE, record.key()), row.get("proof")?))
        })
        .collect()
}

/// Why a dossier is looked into: said once.
pub async fn reason(tx: &mut Tx, dossier: &Dossier) -> platform::Result<Option<(String, Uuid, Millis)>> {
    let row = tx
        .row(
            "select sealed, person, at from lookup_reason where signal = $1 and tenant = $2",
            params![dossier.id, dossier.tenant],
        )
        .await?;
    let Some(row) = row else { return Ok(None) };
    let (person, at): (Uuid, Millis) = (row.get("person")?, row.get("at")?);
    let text = dossier.unseal(&row.get::<Vec<u8>>("sealed")?, &reason_place(dossier.id, person, at))?;
    Ok(Some((text, person, at)))
}

fn reason_place(dossier: Uuid, person: Uuid, at: Millis) -> String {
    format!("lookup reason:{dossier}:{person}:{at}")
}

pub async fn set_reason(
    tx: &mut Tx,
    app: &App,
    actor: &Actor,
    dossier: &Dossier,
    text: &str,
) -> platform::Result<()> {
    let at = app.clock.now();
    let sealed = dossier.seal(&text, &reason_place(dossier.id, actor.user, at))?;
    let tag = sealed.clone();
    let written = tx
        .exec(
            "insert into lookup_reason (signal, tenant, sealed, person, at) values ($1, $2, $3, $4, $5)
         on conflict (signal) do nothing",
            params![dossier.id, dossier.tenant, sealed, actor.user, at],
        )
        .await?;
    if written == 1 {
        tx.wrote("lookup_reason", dossier.id, &tag);
    }
    Ok(())
}

/// What consulting a source gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Result {
    Nothing,
    Found,
    NotAllowed,
}

impl Result {
    pub const ALL: [Self; 3] = [Self::Nothing, Self::Found, Self::NotAllowed];

    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Found => "found",
            Self::NotAllowed => "not-allowed",
        }
    }

    #[must_use]
    pub fn parse(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|result| result.id() == id)
    }
}

/// A source that was consulted.
pub struct Check {
    pub result: Result,
    pub note: String,
    pub person: Uuid,
    pub at: Millis,
}

pub async fn checks(tx: &mut Tx, dossier: &Dossier) -> platform::Result<BTreeMap<String, Check>> {
    let rows = tx
        .rows(
            "select source, result, sealed, person, at from source_check where signal = $1 and tenant = $2",
            params![dossier.id, dossier.tenant],
        )
        .await?;
    let mut out = BTreeMap::new();
    for row in rows {
        let (source, result): (String, String) = (row.get("source")?, row.get("result")?);
        let (person, at): (Uuid, Millis) = (row.get("person")?, row.get("at")?);
        let place = check_place(dossier.id, &source, &result, person, at);
        let note = dossier.unseal(&row.get::<Vec<u8>>("sealed")?, &place)?;
        if let Some(result) = Result::parse(&result) {
            out.insert(source, Check { result, note, person, at });
        }
    }
    Ok(out)
}

/// What a note stands beside belongs to its place: it opens beside nothing else.
fn check_place(dossier: Uuid, source: &str, result: &str, person: Uuid, at: Millis) -> String {
    format!("source check:{dossier}:{result}:{person}:{at}:{source}")
}

/// Notes what a source gave; `None` takes it back.
pub async fn check(
    tx: &mut Tx,
    app: &App,
    actor: &Actor,
    dossier: &Dossier,
    source: &str,
    result: Option<Result>,
    note: &str,
) -> platform::Result<()> {
    let key = format!("{}/{source}", dossier.id);
    let Some(result) = result else {
        tx.removed("source_check", key);
        tx.exec("delete from source_check where signal = $1 and source = $2", params![dossier.id, source])
            .await?;
        return Ok(());
    };
    let at = app.clock.now();
    let sealed = dossier.seal(&note, &check_place(dossier.id, source, result.id(), actor.user, at))?;
    tx.wrote("source_check", key, &sealed);
    tx.exec(
        "insert into source_check (signal, source, tenant, result, sealed, person, at) values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (signal, source) do update set result = excluded.result, sealed = excluded.sealed,
           person = excluded.person, at = excluded.at",
        params![
            dossier.id,
            source,
            dossier.tenant,
            result.id(),
            sealed,
            actor.user,
            at
        ],
    )
    .await?;
    Ok(())
}

fn search_place(id: Uuid, person: Uuid, at: Millis) -> String {
    format!("search reason:{id}:{person}:{at}")
}

/// Keeps why somebody searched, sealed; gives the number that the audit record carries. What was searched for
/// is kept nowhere.
pub async fn note_search(tx: &mut Tx, app: &App, actor: &Actor, reason: &str) -> platform::Result<Uuid> {
    let (id, at) = (app.clock.id(), app.clock.now());
    let place = search_place(id, actor.user, at);
    let sealed = app.keys.tenant(actor.tenant)?.derive("search").seal(reason.as_bytes(), &place);
    tx.wrote("search_reason", id, &sealed);
    tx.exec(
        "insert into search_reason (id, tenant, sealed, person, at) values ($1, $2, $3, $4, $5)",
        params![id, actor.tenant, sealed, actor.user, at],
    )
    .await?;
    Ok(id)
}

/// Who searched last, when and why.
pub async fn searches(
    tx: &mut Tx,
    app: &App,
    tenant: Tenant,
) -> platform::Result<Vec<(Uuid, Millis, String)>> {
    let key = app.keys.tenant(tenant)?.derive("search");
    let rows = tx
        .rows(
            "select id, sealed, person, at from search_reason where tenant = $1 order by at desc limit 20",
            params![tenant],
        )
        .await?;
    rows.iter()
        .map(|row| {
            let (person, at): (Uuid, Millis) = (row.get("person")?, row.get("at")?);
            let place = search_place(row.get("id")?, person, at);
            let plain = key.open(&row.get::<Vec<u8>>("sealed")?, &place)?;
            Ok((person, at, String::from_utf8_lossy(&plain).into_owned()))
        })
        .collect()
}

/// Opens what a dossier holds of this step, for `meldroute check`.
pub async fn open_all(tx: &mut Tx, dossier: &Dossier) -> platform::Result<()> {
    reason(tx, dossier).await?;
    checks(tx, dossier).await?;
    Ok(())
}
