//! Reading a file into a register: rows are sealed block by block; the import is seen as a whole or
//! not at all, and only columns that were given a meaning are kept.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use platform::audit::Event;
use platform::{App, Error, Result, Tenant};
use policy::Pack;
use uuid::Uuid;

use super::columns::{Column, record};
use super::sheet::{Fault, Sheet};
use super::store::{self, About, BLOCK, Row};
use super::uploads;

/// What is asked of an import.
pub struct Wanted {
    pub tenant: Tenant,
    pub source: String,
    pub file: String,
    pub dated: String,
    pub bytes: Vec<u8>,
    /// What each column of the file means; `None` leaves it out.
    pub columns: Vec<Option<Column>>,
    /// Earlier imports of the source go; otherwise rows that are there already are passed over.
    pub replace: bool,
}

/// How far an import is, or how it ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Job {
    Reading {
        rows: usize,
    },
    Done {
        rows: usize,
        bad: usize,
        known: usize,
    },
    Unchanged,
    Failed,
}

#[derive(Default)]
struct Jobs(Mutex<HashMap<Uuid, (Tenant, Job)>>);

fn jobs(app: &App) -> Arc<Jobs> {
    app.memory.of()
}

fn note(app: &App, id: Uuid, tenant: Tenant, job: Job) {
    jobs(app)
        .0
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .insert(id, (tenant, job));
}

/// How an import of this municipality is doing.
#[must_use]
pub fn job(app: &App, tenant: Tenant, id: Uuid) -> Option<Job> {
    let jobs = jobs(app);
    let all = jobs.0.lock().unwrap_or_else(PoisonError::into_inner);
    all.get(&id)
        .filter(|(owner, _)| *owner == tenant)
        .map(|(_, job)| job.clone())
}

/// Is this the one who starts it? A form that is sent twice starts one import.
fn takes_turn(app: &App, id: Uuid, tenant: Tenant) -> bool {
    let jobs = jobs(app);
    let mut all = jobs.0.lock().unwrap_or_else(PoisonError::into_inner);
    let runs = matches!(all.get(&id), Some((_, Job::Reading { .. })));
    if !runs {
        all.insert(id, (tenant, Job::Reading { rows: 0 }));
    }
    !runs
}

/// Runs an import beside the requests. The file that was uploaded goes when the import is there:
/// one that is cut off can be started again.
pub fn begin(app: &App, id: Uuid, wanted: Wanted, event: Event) {
    let (app, tenant) = (app.clone(), wanted.tenant);
    if !takes_turn(&app, id, tenant) {
        return;
    }
    tokio::spawn(async move {
        let ended = run(&app, id, wanted, event).await.unwrap_or_else(|error| {
            tracing::error!(%error, "an import failed");
            Job::Failed
        });
        note(&app, id, tenant, ended);
        // Whoever looks next need not wait.
        if let Err(error) = crate::enrichment::known(&app, tenant).await {
            tracing::error!(%error, "the index does not follow");
        }
    });
}

/// May a column be kept at all? The national number only where the pack says so.
#[must_use]
pub fn may_keep(pack: &Pack, column: Column) -> bool {
    column != Column::NationalId || pack.national_id
}

/// Reads a whole file; gives how it ended. `event` is recorded with the import. `job` is the upload
/// that it came from.
pub async fn run(app: &App, job: Uuid, wanted: Wanted, event: Event) -> Result<Job> {
    let pack = app.tenants.get(wanted.tenant)?.pack;
    let source = pack.source(&wanted.source).ok_or(Error::NotFound)?.clone();
    let print = store::print(app, wanted.tenant, &wanted.source, &wanted.bytes)?;
    let mut tx = app.db.read().await?;
    if store::already(&mut tx, wanted.tenant, print).await? {
        drop(tx);
        let mut tx = app.db.begin().await?;
        uploads::release(&mut tx, wanted.tenant, job).await?;
        tx.commit_unaudited("it is here already").await?;
        return Ok(Job::Unchanged);
    }
    let before = store::ready(&mut tx, app, wanted.tenant).await?;
    let before: Vec<_> = before
        .into_iter()
        .filter(|import| import.source == wanted.source)
        .collect();
    let mut seen: HashSet<Vec<String>> = HashSet::new();
    if !wanted.replace {
        for import in &before {
            let mut number = 0;
            while let Some(rows) = store::block(&mut tx, import, number).await? {
                number += 1;
                seen.extend(rows.into_iter().map(|row| row.cells));
            }
        }
    }
    drop(tx);
    let sheet = Sheet::of_bytes(wanted.bytes).map_err(|_| Error::BadRequest("file"))?;
    let kept: Vec<usize> = (0..sheet.header.len())
        .filter(|at| {
            wanted
                .columns
                .get(*at)
                .copied()
                .flatten()
                .is_some_and(|column| may_keep(&pack, column))
        })
        .collect();
    let meaning: Vec<Option<Column>> = kept.iter().map(|at| wanted.columns[*at]).collect();
    let name = |at: usize| sheet.header[at].clone();
    let id_of = |at: usize| {
        wanted
            .columns
            .get(at)
            .copied()
            .flatten()
            .map_or("", Column::id)
            .to_owned()
    };
    let mapping: BTreeMap<String, String> = (0..sheet.header.len())
        .map(|at| (name(at), id_of(at)))
        .collect();
    let about = About {
        file: wanted.file,
        dated: wanted.dated,
        columns: kept.iter().map(|at| (name(*at), id_of(*at))).collect(),
        mapping,
    };
    let mut tx = app.db.begin().await?;
    let writing = store::start(
        &mut tx,
        app,
        wanted.tenant,
        &wanted.source,
        &about,
        print,
        source.retention_days,
    )
    .await?;
    tx.commit_unaudited("not seen before it is whole").await?;
    let (mut rows, mut bad, mut known, mut number) = (0usize, Vec::new(), 0usize, 0i64);
    let mut sheet = sheet;
    loop {
        let (back, blocks, faults, passed, ended) = tokio::task::spawn_blocking({
            let (kept, meaning, mut seen_now) =
                (kept.clone(), meaning.clone(), std::mem::take(&mut seen));
            let mut sheet = sheet;
            move || {
                let (blocks, faults, passed, ended) =
                    read_blocks(&mut sheet, &kept, &meaning, &mut seen_now);
                ((sheet, seen_now), blocks, faults, passed, ended)
            }
        })
        .await
        .map_err(|error| Error::Internal(error.to_string()))?;
        (sheet, seen) = back;
        bad.extend(faults);
        known += passed;
        let mut tx = app.db.begin().await?;
        for block in &blocks {
            rows += block.len();
            writing
                .write(&mut tx, number, writing.seal(number, block)?)
                .await?;
            number += 1;
        }
        tx.commit_unaudited("not seen before it is whole").await?;
        note(app, job, wanted.tenant, Job::Reading { rows });
        if ended {
            break;
        }
    }
    let mut tx = app.db.begin().await?;
    let id = writing.id();
    writing
        .finish(&mut tx, app, i64::try_from(rows).unwrap_or(i64::MAX), &bad)
        .await?;
    if wanted.replace {
        for old in &before {
            store::remove(&mut tx, app, wanted.tenant, old.id).await?;
        }
    }
    uploads::release(&mut tx, wanted.tenant, job).await?;
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let event = event
        .with("import", id.to_string())
        .with("source", wanted.source)
        .with("rows", count(rows))
        .with("bad", count(bad.len()));
    tx.commit(app, event).await?;
    Ok(Job::Done {
        rows,
        bad: bad.len(),
        known,
    })
}

/// Twenty blocks at a time: what is worth a transaction.
fn read_blocks(
    sheet: &mut Sheet,
    kept: &[usize],
    meaning: &[Option<Column>],
    seen: &mut HashSet<Vec<String>>,
) -> (Vec<Vec<Row>>, Vec<String>, usize, bool) {
    let (mut blocks, mut faults, mut passed) = (Vec::new(), Vec::new(), 0);
    let watch = !seen.is_empty();
    while blocks.len() < 20 {
        let mut block = Vec::with_capacity(BLOCK);
        while block.len() < BLOCK {
            let Some(line) = sheet.next() else {
                if !block.is_empty() {
                    blocks.push(block);
                }
                return (blocks, faults, passed, true);
            };
            let cells = line.cells.and_then(|cells| {
                let cells: Vec<String> = kept
                    .iter()
                    .map(|at| cells.get(*at).cloned().unwrap_or_default())
                    .collect();
                if record(meaning, &cells).is_empty() {
                    Err(Fault::Empty)
                } else {
                    Ok(cells)
                }
            });
            match cells {
                Ok(cells) if watch && !seen.insert(cells.clone()) => passed += 1,
                Ok(cells) => {
                    block.push(Row {
                        number: u32::try_from(line.number).unwrap_or(u32::MAX),
                        cells,
                    });
                }
                Err(fault) => faults.push(format!("{};{fault}", line.number)),
            }
        }
        blocks.push(block);
    }
    (blocks, faults, passed, false)
}
