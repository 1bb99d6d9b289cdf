//! What people decided about proposals, why a dossier was looked into, and which sources were consulted.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use platform::db::{Migration, Tx};
use platform::{Actor, App, Millis, Tenant, params};
use uuid::Uuid;

use crate::signals::Dossier;

/// The first step takes away fingerprints of exact matches that earlier versions kept.
pub const MIGRATIONS: &[Migration] = &[Migration { id: "route-09-no-sameness", sql: "drop table if exists sameness" }, Migration {
    id: "route-09-enrichment",
    sql: "create table lookup_reason (
  signal {uuid} primary key references signal (id) on delete cascade, tenant {uuid} not null, sealed {bytes} not null,
  person {uuid} not null, at {int} not null){strict};
create table judgement (
  tenant {uuid} not null, first_thing text not null, second_thing text not null,
  first_signal {uuid} references signal (id) on delete cascade, second_signal {uuid} references signal (id) on delete cascade,
  verdict text not null, person {uuid} not null, at {int} not null,
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

/// Everybody's judgements about one thing.
pub async fn judgements(tx: &mut Tx, tenant: Tenant, thing: &Lasting) -> platform::Result<Vec<Judgement>> {
    let key = thing.to_string();
    let rows = tx
        .rows(
            "select first_thing, second_thing, verdict, person, at from judgement
             where tenant = $1 and (first_thing = $2 or second_thing = $2) order by at",
            params![tenant, key.as_str()],
        )
        .await?;
    let mut out = Vec::new();
    for row in rows {
        let (first, second): (String, String) = (row.get("first_thing")?, row.get("second_thing")?);
        let other = Lasting::parse(if first == key { &second } else { &first });
        if let Some((other, verdict)) = other.zip(Verdict::parse(&row.get::<String>("verdict")?)) {
            out.push(Judgement { other, verdict, person: row.get("person")?, at: row.get("at")? });
        }
    }
    Ok(out)
}

/// Everything that was confirmed to be the same as a thing, itself included (at most 200).
pub async fn confirmed(tx: &mut Tx, tenant: Tenant, start: Lasting) -> platform::Result<BTreeSet<Lasting>> {
    let (mut todo, mut seen) = (vec![start], BTreeSet::new());
    while let Some(thing) = todo.pop() {
        if seen.len() < 200 && seen.insert(thing.clone()) {
            let judged = judgements(tx, tenant, &thing).await?;
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
    let Some(verdict) = verdict else {
        tx.exec(
            "delete from judgement where tenant = $1 and first_thing = $2 and second_thing = $3",
            params![actor.tenant, key, other],
        )
        .await?;
        return Ok(());
    };
    tx.exec(
        "insert into judgement (tenant, first_thing, second_thing, first_signal, second_signal, verdict, person, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (tenant, first_thing, second_thing, person) do update set verdict = excluded.verdict, at = excluded.at",
        params![actor.tenant, key, other, first.signal(), second.signal(), verdict.id(), actor.user, app.clock.now()],
    )
    .await?;
    Ok(())
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
    let text = dossier.unseal(&row.get::<Vec<u8>>("sealed")?, "lookup reason")?;
    Ok(Some((text, row.get("person")?, row.get("at")?)))
}

pub async fn set_reason(
    tx: &mut Tx,
    app: &App,
    actor: &Actor,
    dossier: &Dossier,
    text: &str,
) -> platform::Result<()> {
    tx.exec(
        "insert into lookup_reason (signal, tenant, sealed, person, at) values ($1, $2, $3, $4, $5)
         on conflict (signal) do nothing",
        params![
            dossier.id,
            dossier.tenant,
            dossier.seal(&text, "lookup reason")?,
            actor.user,
            app.clock.now()
        ],
    )
    .await?;
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
        let note = dossier.unseal(&row.get::<Vec<u8>>("sealed")?, "source check")?;
        if let Some(result) = Result::parse(&row.get::<String>("result")?) {
            out.insert(
                row.get("source")?,
                Check { result, note, person: row.get("person")?, at: row.get("at")? },
            );
        }
    }
    Ok(out)
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
    let Some(result) = result else {
        tx.exec("delete from source_check where signal = $1 and source = $2", params![dossier.id, source])
            .await?;
        return Ok(());
    };
    tx.exec(
        "insert into source_check (signal, source, tenant, result, sealed, person, at) values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (signal, source) do update set result = excluded.result, sealed = excluded.sealed,
           person = excluded.person, at = excluded.at",
        params![
            dossier.id,
            source,
            dossier.tenant,
            result.id(),
            dossier.seal(&note, "source check")?,
            actor.user,
            app.clock.now()
        ],
    )
    .await?;
    Ok(())
}

fn search_place(id: Uuid) -> String {
    format!("search reason:{id}")
}

/// Keeps why somebody searched, sealed; gives the number that the audit record carries. What was searched for
/// is kept nowhere.
pub async fn note_search(tx: &mut Tx, app: &App, actor: &Actor, reason: &str) -> platform::Result<Uuid> {
    let id = app.clock.id();
    let sealed = app.keys.tenant(actor.tenant)?.derive("search").seal(reason.as_bytes(), &search_place(id));
    tx.exec(
        "insert into search_reason (id, tenant, sealed, person, at) values ($1, $2, $3, $4, $5)",
        params![id, actor.tenant, sealed, actor.user, app.clock.now()],
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
            let plain = key.open(&row.get::<Vec<u8>>("sealed")?, &search_place(row.get("id")?))?;
            Ok((row.get("person")?, row.get("at")?, String::from_utf8_lossy(&plain).into_owned()))
        })
        .collect()
}
