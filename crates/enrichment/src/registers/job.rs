//! An import as a job: it goes on beside the requests, in whichever process is free, and begins again
//! by itself when it is cut off.

use std::time::Duration;

use platform::audit::Event;
use platform::clock::HOUR;
use platform::db::Tx;
use platform::jobs::{self, Failure, Job, Kind, Retry};
use platform::{Actor, App, PersonId, Result, Role, Tenant};
use serde::{Deserialize, Serialize};

use super::columns::Column;
use super::import::{self, Ended, Wanted};
use super::uploads::UploadId;
use super::{progress, store, uploads};

use crate::audited;

/// Reading a file that was uploaded.
pub const IMPORT: Kind = Kind::new("import", |app, job| {
    Box::pin(async move { work(&app, &job).await })
})
.limit(Duration::from_hours(2))
.retry(Retry {
    most: 5,
    first: 60_000,
    longest: HOUR,
});

/// As it waits, sealed. The file waits beside it (`uploads`).
#[derive(Serialize, Deserialize)]
struct Asked {
    upload: UploadId,
    person: PersonId,
    /// What each column of the file means, by id.
    columns: Vec<Option<String>>,
    replace: bool,
}

/// Asks for an import of an uploaded file. A form that is sent twice asks for one.
pub async fn ask(
    tx: &mut Tx,
    app: &App,
    actor: &Actor,
    upload: UploadId,
    columns: &[Option<Column>],
    replace: bool,
) -> Result<()> {
    let asked = Asked {
        upload,
        person: actor.user,
        columns: columns
            .iter()
            .map(|column| column.map(|column| column.id().to_owned()))
            .collect(),
        replace,
    };
    let (name, tenant) = (progress::job_name(upload), actor.tenant);
    if jobs::enqueue_once(tx, app, Some(tenant), IMPORT.name, &name, &asked).await? {
        progress::asked(tx, app, tenant, upload).await?;
    }
    Ok(())
}

/// The job that an import runs in.
pub struct Within<'a> {
    job: &'a Job,
    tenant: Tenant,
    pub(super) upload: UploadId,
}

impl Within<'_> {
    /// The file that was uploaded goes, the page says how it ended, and the job is done: in the
    /// transaction that makes the import visible.
    pub(super) async fn ends(&self, tx: &mut Tx, how: Ended) -> Result<()> {
        self.job.done(tx).await?;
        uploads::release(tx, self.tenant, self.upload).await?;
        progress::ended(tx, self.upload, how).await
    }
}

async fn work(app: &App, job: &Job) -> jobs::Ended {
    let asked: Asked = job.args()?;
    let tenant = job.tenant.ok_or(Failure::for_good("unusable"))?;
    let mut tx = app.db.read().await?;
    let held = uploads::of(&mut tx, app, tenant, asked.upload).await?;
    let held = held.ok_or(Failure::for_good("import-file-gone"))?;
    let left = progress::half_written(&mut tx, asked.upload).await?;
    drop(tx);
    if let Some(left) = left {
        let mut tx = app.db.begin().await?;
        store::drop_half(&mut tx, left).await?;
        tx.commit_unaudited("never seen by anybody").await?;
    }
    let wanted = Wanted {
        tenant,
        source: held.source,
        file: held.about.name,
        dated: held.about.dated,
        content: held.blob.of(&app.db),
        columns: asked
            .columns
            .iter()
            .map(|id| id.as_deref().and_then(Column::parse))
            .collect(),
        replace: asked.replace,
    };
    let event = Event::by_system(tenant, Role::Officer.id(), &audited::EXTRACT_IMPORTED)
        .actor(asked.person);
    let within = Within {
        job,
        tenant,
        upload: asked.upload,
    };
    import::run(app, wanted, event, Some(&within)).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    /// What was sealed stays readable (`housekeeping::golden` says how).
    #[test]
    fn what_was_sealed_is_read() {
        crate::golden::stays::<super::Asked>("register_import");
    }
}
