//! Why a dossier was looked into, which sources were consulted, and who searched.

use std::collections::BTreeMap;

use platform::db::{Migration, Tx};
use platform::{Actor, App, Millis, Tenant, params};
use uuid::Uuid;

use crate::signals::Dossier;

pub const MIGRATIONS: &[Migration] = &[
    Migration {
        id: "route-22-enrichment",
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
    },
    Migration {
        id: "route-36-questions-by-line",
        sql: "create index reopen_latest on reopen_question (tenant, at, first_thing, second_thing);
",
    },
];

/// Why a dossier is looked into: said once.
pub async fn reason(
    tx: &mut Tx,
    dossier: &Dossier,
) -> platform::Result<Option<(String, Uuid, Millis)>> {
    let row = tx
        .row(
            "select sealed, person, at from lookup_reason where signal = $1 and tenant = $2",
            params![dossier.id, dossier.tenant],
        )
        .await?;
    let Some(row) = row else { return Ok(None) };
    let (person, at): (Uuid, Millis) = (row.get("person")?, row.get("at")?);
    let text = dossier.unseal(
        &row.get::<Vec<u8>>("sealed")?,
        &reason_place(dossier.id, person, at),
    )?;
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
            out.insert(
                source,
                Check {
                    result,
                    note,
                    person,
                    at,
                },
            );
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
        tx.exec(
            "delete from source_check where signal = $1 and source = $2",
            params![dossier.id, source],
        )
        .await?;
        return Ok(());
    };
    let at = app.clock.now();
    let sealed = dossier.seal(
        &note,
        &check_place(dossier.id, source, result.id(), actor.user, at),
    )?;
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

/// Keeps why somebody searched, sealed; gives the number that the audit record carries. What was
/// searched for is kept nowhere.
pub async fn note_search(
    tx: &mut Tx,
    app: &App,
    actor: &Actor,
    reason: &str,
) -> platform::Result<Uuid> {
    let (id, at) = (app.clock.id(), app.clock.now());
    let place = search_place(id, actor.user, at);
    let sealed = app
        .keys
        .tenant(actor.tenant)?
        .derive("search")
        .seal(reason.as_bytes(), &place);
    tx.wrote("search_reason", id, &sealed);
    tx.exec(
        "insert into search_reason (id, tenant, sealed, person, at) values ($1, $2, $3, $4, $5)",
        params![id, actor.tenant, sealed, actor.user, at],
    )
    .await?;
    Ok(id)
}

/// Who searched, when and why, the last one first.
pub async fn searches(
    tx: &mut Tx,
    app: &App,
    tenant: Tenant,
    limit: i64,
) -> platform::Result<Vec<(Uuid, Millis, String)>> {
    let key = app.keys.tenant(tenant)?.derive("search");
    let rows = tx
        .rows(
            "select id, sealed, person, at from search_reason where tenant = $1 order by at desc limit $2",
            params![tenant, limit],
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
