//! Why a dossier was looked into; and the tables of this wing beside those of registers.

use platform::db::{Migration, Reader, Tx};
use platform::proof::Standing;
use platform::{Actor, App, DossierId, Millis, PersonId, Result, Tenant, params};
use route::dossiers::Dossier;

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
        id: "enrichment-3-questions-by-line",
        sql: "create index reopen_latest on reopen_question (tenant, at, first_thing, second_thing);
",
    },
];

/// Why a dossier is looked into, as somebody said once.
pub enum Why {
    Said(String),
    /// It was said, and the row is damaged: looking goes on, and `meldroute check` names it.
    Unreadable,
}

/// `None`: nobody said why yet.
pub async fn why(tx: &mut Reader, dossier: &Dossier) -> Result<Option<Why>> {
    match reason(tx, dossier).await {
        Ok(said) => Ok(said.map(Why::Said)),
        Err(error) if error.is_damage() => Ok(Some(Why::Unreadable)),
        Err(error) => Err(error),
    }
}

/// The words themselves, as `meldroute check` opens them.
pub async fn reason(tx: &mut Reader, dossier: &Dossier) -> Result<Option<String>> {
    let reasoned = reasoned(tx, dossier).await?;
    Ok(reasoned.map(|(text, ..)| text))
}

/// The same, with who said so and when.
pub async fn reasoned(
    tx: &mut Reader,
    dossier: &Dossier,
) -> Result<Option<(String, PersonId, Millis)>> {
    let row = tx
        .row(
            "select sealed, person, at from lookup_reason where signal = $1 and tenant = $2",
            params![dossier.id(), dossier.tenant()],
        )
        .await?;
    let Some(row) = row else { return Ok(None) };
    let (person, at): (PersonId, Millis) = (row.get("person")?, row.get("at")?);
    let place = reason_place(dossier.id(), person, at);
    let text = dossier.unseal(&row.get::<Vec<u8>>("sealed")?, &place)?;
    Ok(Some((text, person, at)))
}

fn reason_place(dossier: DossierId, person: PersonId, at: Millis) -> String {
    format!("lookup reason:{dossier}:{person}:{at}")
}

pub async fn set_reason(
    tx: &mut Tx,
    app: &App,
    actor: &Actor,
    dossier: &Dossier,
    text: &str,
) -> Result<()> {
    let at = app.clock.now();
    let sealed = dossier.seal(&text, &reason_place(dossier.id(), actor.user, at))?;
    let tag = sealed.clone();
    let written = tx
        .exec(
            "insert into lookup_reason (signal, tenant, sealed, person, at) values ($1, $2, $3, $4, $5)
         on conflict (signal) do nothing",
            params![dossier.id(), dossier.tenant(), sealed, actor.user, at],
        )
        .await?;
    if written == 1 {
        tx.wrote("lookup_reason", dossier.id(), &tag);
    }
    Ok(())
}

/// For `meldroute check`.
pub async fn standing(tx: &mut Reader, tenant: Tenant) -> Result<Standing> {
    let sql = "select signal, sealed from lookup_reason where tenant = $1";
    let rows = tx.rows(sql, params![tenant]).await?;
    let found = rows.iter().map(|row| {
        let signal: DossierId = row.get("signal")?;
        Ok((format!("lookup_reason:{signal}"), row.get("sealed")?))
    });
    found.collect()
}
