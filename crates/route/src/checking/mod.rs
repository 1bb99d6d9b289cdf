//! `meldroute check`: does every row of this wing open, and stand as its act left it?

mod todo;

pub use todo::fill;

use platform::db::Tx;
use platform::proof::Standing;
use platform::{App, Error, Result, Tenant, params, tasks};
use uuid::Uuid;

use crate::paging::Line;
use crate::signals::Dossier;
use crate::{assessment, enrichment, files, record, referrals, registers, reporters, signals};

/// Opens everything of every dossier. Gives how many there are, and what does not open.
pub async fn open_all(tx: &mut Tx, app: &App, tenant: Tenant) -> Result<(usize, Vec<String>)> {
    let (mut count, mut broken, mut line) = (0, Vec::new(), Line::LEAST);
    if let Err(error) = registers::open_all(tx, app, tenant).await {
        broken.push(format!("registers: {error}"));
    }
    if let Err(error) = enrichment::searches(tx, app, tenant, i64::MAX).await {
        broken.push(format!("searches: {error}"));
    }
    loop {
        let rows = signals::rows_after(tx, tenant, &mut line, 500).await?;
        if rows.is_empty() {
            return Ok((count, broken));
        }
        for row in &rows {
            let id: Uuid = row.get("id")?;
            count += 1;
            let opened = match signals::load(tx, app, tenant, id).await {
                Ok(dossier) => open_parts(tx, app, &dossier).await,
                Err(error) => Err(error),
            };
            if let Err(error) = opened {
                broken.push(format!("dossier {id}: {error}"));
            }
        }
    }
}

/// Opens everything of a dossier, and holds what is to be done against what was done.
async fn open_parts(tx: &mut Tx, app: &App, dossier: &Dossier) -> Result<()> {
    if !todo::fits(tx, app, dossier).await? {
        return Err(Error::Internal("what is to be done does not fit".into()));
    }
    if !dossier.report.tells_subjects_apart() {
        return Err(Error::Internal(
            "subjects without an id of their own".into(),
        ));
    }
    record::list(tx, dossier).await?;
    assessment::of(tx, dossier).await?;
    referrals::of(tx, app, dossier).await?;
    enrichment::open_all(tx, dossier).await?;
    for file in files::list(tx, dossier).await? {
        files::read(tx, dossier, file.id).await?;
    }
    Ok(())
}

/// Sealed rows as they stand, by table and key.
async fn sealed(
    tx: &mut Tx,
    table: &'static str,
    sql: &'static str,
    tenant: Tenant,
    found: &mut Standing,
) -> Result<()> {
    for row in tx.rows(sql, params![tenant]).await? {
        found.push((
            format!("{table}:{}", row.get::<Uuid>("id")?),
            row.get("sealed")?,
        ));
    }
    Ok(())
}

/// Everything of this wing, as it stands now.
pub async fn standing(tx: &mut Tx, app: &App, tenant: Tenant) -> Result<Standing> {
    let mut found = signals::standing(tx, app, tenant).await?;
    found.extend(reporters::standing(tx, app, tenant).await?);
    found.extend(referrals::standing(tx, app, tenant).await?);
    found.extend(enrichment::standing(tx, app, tenant).await?);
    found.extend(registers::standing(tx, app, tenant).await?);
    found.extend(tasks::standing(tx, app, tenant).await?);
    for (table, sql) in [
        ("entry", "select id, sealed from entry where tenant = $1"),
        ("file", "select id, sealed from file where tenant = $1"),
        (
            "assessment",
            "select signal as id, sealed from assessment where tenant = $1",
        ),
        (
            "lookup_reason",
            "select signal as id, sealed from lookup_reason where tenant = $1",
        ),
        (
            "search_reason",
            "select id, sealed from search_reason where tenant = $1",
        ),
    ] {
        sealed(tx, table, sql, tenant, &mut found).await?;
    }
    let checks = tx.rows(
        "select signal, source, sealed from source_check where tenant = $1",
        params![tenant],
    );
    for row in checks.await? {
        let (signal, source): (Uuid, String) = (row.get("signal")?, row.get("source")?);
        found.push((
            format!("source_check:{signal}/{source}"),
            row.get("sealed")?,
        ));
    }
    Ok(found)
}
