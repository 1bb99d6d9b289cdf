//! The assessment in the database: one sealed value per dossier, the latest; the audit log tells
//! that there were earlier ones.

use std::collections::BTreeMap;

use platform::db::{Migration, Reader, Row, Tx};
use platform::{Actor, App, DossierId, Millis, PersonId, Result, params};
use policy::Form;

use super::model::{Assessment, is_about_a_minor};
use crate::signals::Dossier;
use platform::few;

pub const MIGRATIONS: &[Migration] = &[Migration {
    id: "route-15-assessment",
    sql: "create table assessment (
  signal {uuid} primary key references signal (id) on delete cascade, tenant {uuid} not null, sealed {bytes} not null,
  at {int} not null, author {uuid} not null){strict};
",
}];

/// When and by whom belongs to where it stands: changed, it does not open.
fn place(dossier: &Dossier, at: Millis, author: PersonId) -> String {
    format!("assessment:{}:{at}:{author}", dossier.id)
}

pub async fn save(
    tx: &mut Tx,
    app: &App,
    dossier: &Dossier,
    actor: &Actor,
    assessment: &Assessment,
) -> Result<()> {
    let at = app.clock.now();
    let sealed = dossier.seal(assessment, &place(dossier, at, actor.user))?;
    tx.wrote("assessment", dossier.id, &sealed);
    tx.exec(
        "insert into assessment (signal, tenant, sealed, at, author) values ($1, $2, $3, $4, $5)
         on conflict (signal) do update set sealed = excluded.sealed, at = excluded.at, author = excluded.author",
        params![dossier.id, dossier.tenant, sealed, at, actor.user],
    )
    .await?;
    Ok(())
}

pub async fn of(tx: &mut Reader, dossier: &Dossier) -> Result<Option<Assessment>> {
    let row = tx
        .row(
            "select sealed, at, author from assessment where signal = $1 and tenant = $2",
            params![dossier.id, dossier.tenant],
        )
        .await?;
    row.map(|row| opened(dossier, &row)).transpose()
}

fn opened(dossier: &Dossier, row: &Row) -> Result<Assessment> {
    let place = place(dossier, row.get("at")?, row.get("author")?);
    dossier.unseal(&row.get::<Vec<u8>>("sealed")?, &place)
}

/// When it was last assessed, and by whom.
pub async fn when(tx: &mut Reader, dossier: &Dossier) -> Result<Option<(Millis, PersonId)>> {
    let row = tx
        .row(
            "select at, author from assessment where signal = $1 and tenant = $2",
            params![dossier.id, dossier.tenant],
        )
        .await?;
    row.map(|row| Ok((row.get("at")?, row.get("author")?)))
        .transpose()
}

/// Is it about a minor, or perhaps: as it was reported, and as it was judged since? What a damaged
/// assessment said is left out, and keeps nothing else from being shown: `meldroute check` names it.
pub async fn has_minor(tx: &mut Reader, dossier: &Dossier) -> Result<bool> {
    let judged = legible(of(tx, dossier).await)?.flatten();
    Ok(is_about_a_minor(&dossier.report, judged.as_ref()))
}

/// What can be read; of what is damaged nothing.
fn legible<T>(read: Result<T>) -> Result<Option<T>> {
    match read {
        Err(error) if error.is_damage() => Ok(None),
        other => other.map(Some),
    }
}

/// Which forms of exploitation it may be, as it was assessed; none before that, and of what is damaged.
pub async fn forms(tx: &mut Reader, dossier: &Dossier) -> Result<Vec<Form>> {
    let judged = legible(of(tx, dossier).await)?.flatten();
    Ok(judged.map_or_else(Vec::new, |judged| judged.facts.forms))
}

const SOME: &str = "select signal, sealed, at, author from assessment where signal in
  ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)";

/// The same of each of these dossiers.
pub async fn forms_of(
    tx: &mut Reader,
    dossiers: &[Dossier],
) -> Result<BTreeMap<DossierId, Vec<Form>>> {
    let mut found = BTreeMap::new();
    for dossiers in dossiers.chunks(few::AT_ONCE) {
        let values = few::values(dossiers.iter().map(|dossier| dossier.id));
        for row in tx.rows(SOME, values).await? {
            let id = row.get("signal")?;
            if let Some(dossier) = dossiers.iter().find(|dossier| dossier.id == id) {
                let judged = legible(opened(dossier, &row))?;
                found.insert(
                    id,
                    judged.map_or_else(Vec::new, |judged| judged.facts.forms),
                );
            }
        }
    }
    Ok(found)
}
