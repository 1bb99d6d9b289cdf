//! Which sources were consulted for a dossier, by whom, and what that gave.

use std::collections::BTreeMap;

use platform::db::{Reader, Row, Tx};
use platform::proof::Standing;
use platform::{Actor, App, DossierId, Error, Millis, PersonId, Result, Tenant, params};
use route::dossiers::Dossier;

/// What consulting a source gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gave {
    Nothing,
    Found,
    NotAllowed,
}

impl Gave {
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
        Self::ALL.into_iter().find(|gave| gave.id() == id)
    }
}

/// A source that was consulted.
pub struct Check {
    pub gave: Gave,
    pub note: String,
    pub person: PersonId,
    pub at: Millis,
}

const CHECKS: &str = "select source, result, sealed, person, at from source_check
  where signal = $1 and tenant = $2";

async fn read(tx: &mut Reader, dossier: &Dossier) -> Result<Vec<Result<(String, Check)>>> {
    let rows = tx
        .rows(CHECKS, params![dossier.id(), dossier.tenant()])
        .await?;
    let open = |row: &Row| {
        let (source, result): (String, String) = (row.get("source")?, row.get("result")?);
        let (person, at): (PersonId, Millis) = (row.get("person")?, row.get("at")?);
        let place = check_place(dossier.id(), &source, &result, person, at);
        let note = dossier.unseal(&row.get::<Vec<u8>>("sealed")?, &place)?;
        let gave = Gave::parse(&result).ok_or_else(|| Error::Misread("source check".into()))?;
        let check = Check {
            gave,
            note,
            person,
            at,
        };
        Ok((source, check))
    };
    Ok(rows.iter().map(open).collect())
}

/// What was checked, by source. A damaged line is as one that nobody filled in.
pub async fn checks(tx: &mut Reader, dossier: &Dossier) -> Result<BTreeMap<String, Check>> {
    let all = read(tx, dossier).await?.into_iter();
    let damaged = |one: &Result<_>| matches!(one, Err(error) if error.is_damage());
    all.filter(|one| !damaged(one)).collect()
}

/// Opens every line, for `meldroute check`.
pub async fn open_all(tx: &mut Reader, dossier: &Dossier) -> Result<()> {
    let mut all = read(tx, dossier).await?.into_iter();
    all.try_for_each(|one| one.map(drop))
}

/// What a note stands beside belongs to its place: it opens beside nothing else.
fn check_place(
    dossier: DossierId,
    source: &str,
    result: &str,
    person: PersonId,
    at: Millis,
) -> String {
    format!("source check:{dossier}:{result}:{person}:{at}:{source}")
}

/// Notes what a source gave; `None` takes it back.
pub async fn check(
    tx: &mut Tx,
    app: &App,
    actor: &Actor,
    dossier: &Dossier,
    source: &str,
    gave: Option<Gave>,
    note: &str,
) -> Result<()> {
    let key = format!("{}/{source}", dossier.id());
    let Some(gave) = gave else {
        tx.removed("source_check", key);
        tx.exec(
            "delete from source_check where signal = $1 and source = $2",
            params![dossier.id(), source],
        )
        .await?;
        return Ok(());
    };
    let at = app.clock.now();
    let sealed = dossier.seal(
        &note,
        &check_place(dossier.id(), source, gave.id(), actor.user, at),
    )?;
    tx.wrote("source_check", key, &sealed);
    tx.exec(
        "insert into source_check (signal, source, tenant, result, sealed, person, at) values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (signal, source) do update set result = excluded.result, sealed = excluded.sealed,
           person = excluded.person, at = excluded.at",
        params![
            dossier.id(),
            source,
            dossier.tenant(),
            gave.id(),
            sealed,
            actor.user,
            at
        ],
    )
    .await?;
    Ok(())
}

/// For `meldroute check`.
pub async fn standing(tx: &mut Reader, tenant: Tenant) -> Result<Standing> {
    let sql = "select signal, source, sealed from source_check where tenant = $1";
    let rows = tx.rows(sql, params![tenant]).await?;
    let found = rows.iter().map(|row| {
        let (signal, source): (DossierId, String) = (row.get("signal")?, row.get("source")?);
        let name = format!("source_check:{signal}/{source}");
        Ok((name, row.get("sealed")?))
    });
    found.collect()
}
