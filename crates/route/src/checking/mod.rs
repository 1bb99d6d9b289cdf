//! `meldroute check`: does every row of this wing open, and stand as its act left it?

mod todo;

pub use todo::{ROUTE, fill};

use platform::db::Reader;
use platform::proof::Standing;
use platform::{App, DossierId, Error, Result, Tenant, params, tasks};
use uuid::Uuid;

use crate::dossiers::{self, Purpose, Refusal};
use crate::paging::Line;
use crate::parts::Holding;
use crate::{additions, assessment, files, origin, record, referrals, reporters, signals};

/// Opens everything of every dossier. Gives how many there are, and what does not open.
pub async fn open_all(tx: &mut Reader, app: &App, tenant: Tenant) -> Result<(usize, Vec<String>)> {
    let (mut count, mut broken, mut line) = (0, Vec::new(), Line::LEAST);
    let holdings = app.wings.parts::<Holding>();
    for holding in &holdings {
        if let Holding::Beside(what, open) = holding
            && let Err(error) = open(tx, app, tenant).await
        {
            broken.push(format!("{what}: {}", error.for_the_log()));
        }
    }
    loop {
        let rows = signals::rows_after(tx, tenant, &mut line, 500).await?;
        if rows.is_empty() {
            return Ok((count, broken));
        }
        for row in &rows {
            let id: DossierId = row.get("id")?;
            count += 1;
            if let Err(error) = open_one(tx, app, tenant, id, &holdings).await {
                broken.push(format!("dossier {id}: {}", error.for_the_log()));
            }
        }
    }
}

/// Opens everything of a dossier, and holds what is to be done against what was done.
async fn open_one(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    id: DossierId,
    holdings: &[&Holding],
) -> Result<()> {
    let open = match dossiers::open_for_job(tx, app, tenant, id, Purpose::Read).await {
        Ok(open) => open,
        Err(Refusal::Failed(error)) => return Err(error),
        Err(_) => return Err(Error::NotFound),
    };
    if !todo::fits(tx, app, &open).await? {
        return Err(Error::Internal("what is to be done does not fit".into()));
    }
    if !open.report.tells_subjects_apart() {
        return Err(Error::Internal(
            "subjects without an id of their own".into(),
        ));
    }
    for holding in holdings {
        if let Holding::OfDossier(all) = holding {
            all(tx, app, &open).await?;
        }
    }
    Ok(())
}

/// What modules of this wing keep of a dossier.
pub const OF_DOSSIER: Holding = Holding::OfDossier(|tx, app, open| {
    Box::pin(async move {
        if open.damaged > 0 {
            return Err(Error::Tampered("marked"));
        }
        record::list(tx, open).await?;
        additions::list(tx, open).await?;
        origin::told(tx, open).await?;
        assessment::of(tx, open).await?;
        referrals::of(tx, app, open).await?;
        for file in files::list(tx, open).await? {
            let content = files::open(tx, open, file.id).await?;
            content.blob.check(tx).await?;
        }
        Ok(())
    })
});

/// Sealed rows as they stand, by table and key.
async fn sealed(
    tx: &mut Reader,
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
pub async fn standing(tx: &mut Reader, app: &App, tenant: Tenant) -> Result<Standing> {
    let mut found = signals::standing(tx, app, tenant).await?;
    found.extend(reporters::standing(tx, app, tenant).await?);
    found.extend(referrals::standing(tx, app, tenant).await?);
    found.extend(origin::standing(tx, tenant).await?);
    found.extend(tasks::standing(tx, app, tenant).await?);
    for (table, sql) in [
        ("entry", "select id, sealed from entry where tenant = $1"),
        (
            "addition",
            "select id, sealed from addition where tenant = $1",
        ),
        ("file", "select id, sealed from file where tenant = $1"),
        (
            "assessment",
            "select signal as id, sealed from assessment where tenant = $1",
        ),
    ] {
        sealed(tx, table, sql, tenant, &mut found).await?;
    }
    Ok(found)
}
