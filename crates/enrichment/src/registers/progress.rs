//! How far an import is, and how it ended, for whoever asks and whichever process they ask.

use platform::db::{Migration, Reader, Tx};
use platform::jobs::{self, Standing};
use platform::{App, Error, Millis, Result, Tenant, params};

use super::import::Ended;
use super::store::ImportId;
use super::uploads::UploadId;

pub const MIGRATIONS: &[Migration] = &[Migration {
    id: "route-26-register-run",
    sql: "create table register_run (
  upload {uuid} primary key, tenant {uuid} not null references municipality (id), state text not null, import {uuid},
  row_count {int} not null, bad_count {int} not null, known_count {int} not null, at {int} not null){strict};
",
}];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    Reading { rows: i64 },
    Ended(Ended),
    Failed,
}

/// The name of the job that reads this upload: a form that is sent twice starts one import.
pub(super) fn job_name(upload: UploadId) -> String {
    format!("import:{upload}")
}

/// An import was asked for.
pub(super) async fn asked(tx: &mut Tx, app: &App, tenant: Tenant, upload: UploadId) -> Result<()> {
    tx.exec(
        "insert into register_run (upload, tenant, state, row_count, bad_count, known_count, at)
         values ($1, $2, 'underway', 0, 0, 0, $3) on conflict (upload) do update
         set state = 'underway', row_count = 0, bad_count = 0, known_count = 0, at = excluded.at",
        params![upload, tenant, app.clock.now()],
    )
    .await?;
    Ok(())
}

/// Rows are being written under this import, which nobody sees before it is whole.
pub(super) async fn writes(tx: &mut Tx, upload: UploadId, import: ImportId) -> Result<()> {
    tx.exec(
        "update register_run set import = $2, row_count = 0 where upload = $1",
        params![upload, import],
    )
    .await?;
    Ok(())
}

/// What an earlier try left half written.
pub(super) async fn half_written(tx: &mut Reader, upload: UploadId) -> Result<Option<ImportId>> {
    let row = tx
        .row(
            "select import from register_run where upload = $1 and import is not null",
            params![upload],
        )
        .await?;
    row.map(|row| row.get("import")).transpose()
}

pub(super) async fn reading(tx: &mut Tx, upload: UploadId, rows: i64) -> Result<()> {
    tx.exec(
        "update register_run set row_count = $2 where upload = $1",
        params![upload, rows],
    )
    .await?;
    Ok(())
}

pub(super) async fn ended(tx: &mut Tx, upload: UploadId, how: Ended) -> Result<()> {
    let (state, rows, bad, known) = match how {
        Ended::Done { rows, bad, known } => ("done", rows, bad, known),
        Ended::Unchanged => ("unchanged", 0, 0, 0),
    };
    tx.exec(
        "update register_run set state = $2, import = null, row_count = $3, bad_count = $4, known_count = $5
         where upload = $1",
        params![upload, state, rows, bad, known],
    )
    .await?;
    Ok(())
}

/// How an import of this municipality is doing.
pub(super) async fn of(tx: &mut Reader, tenant: Tenant, upload: UploadId) -> Result<Progress> {
    // First the job, then the row: both change in one transaction, and the row outlives the job.
    let job = jobs::standing(tx, &job_name(upload)).await?;
    let row = tx
        .must(
            "select row_count, bad_count, known_count, state from register_run where upload = $1 and tenant = $2",
            params![upload, tenant],
        )
        .await?;
    let (rows, state): (i64, String) = (row.get("row_count")?, row.get("state")?);
    Ok(match (state.as_str(), job) {
        ("done", _) => Progress::Ended(Ended::Done {
            rows,
            bad: row.get("bad_count")?,
            known: row.get("known_count")?,
        }),
        ("unchanged", _) => Progress::Ended(Ended::Unchanged),
        ("underway", Some(Standing::Underway)) => Progress::Reading { rows },
        ("underway", _) => Progress::Failed,
        _ => return Err(Error::Tampered("register_run")),
    })
}

/// Forgets how imports ended.
pub(super) async fn sweep(tx: &mut Tx, before: Millis) -> Result<()> {
    tx.exec("delete from register_run where at < $1", params![before])
        .await?;
    Ok(())
}
