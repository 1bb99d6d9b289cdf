//! Reading a file into a register: rows are sealed block by block; the import is seen as a whole or
//! not at all, and only columns that were given a meaning are kept.

use std::collections::{BTreeMap, HashSet};

use platform::audit::Event;
use platform::blobs::{self, Parts};
use platform::db::Reader;
use platform::{App, Error, Result, Tenant};
use policy::Pack;

use super::columns::{Column, record};
use super::job::Within;
use super::progress;
use super::sheet::{Fault, Sheet};
use super::store::{self, About, BLOCK, Import, Row, Writing};

/// What is asked of an import.
pub struct Wanted<P> {
    pub tenant: Tenant,
    pub source: String,
    pub file: String,
    pub dated: String,
    /// As `Sheet::take_in` gave it.
    pub content: P,
    /// What each column of the file means; `None` leaves it out.
    pub columns: Vec<Option<Column>>,
    /// Earlier imports of the source go; otherwise rows that are there already are passed over.
    pub replace: bool,
}

impl<P> Wanted<P> {
    fn meaning(&self, at: usize) -> Option<Column> {
        self.columns.get(at).copied().flatten()
    }
}

/// How an import ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    Done {
        rows: i64,
        bad: i64,
        known: i64,
    },
    /// This file was imported before.
    Unchanged,
}

/// May a column be kept at all? The national number only where the pack says so.
#[must_use]
pub fn may_keep(pack: &Pack, column: Column) -> bool {
    column != Column::NationalId || pack.national_id
}

/// Reads a whole file; gives how it ended. `event` is recorded with the import. When it runs as a
/// job, that ends in the same transaction.
pub async fn run<P: Parts>(
    app: &App,
    wanted: Wanted<P>,
    event: Event,
    within: Option<&Within<'_>>,
) -> Result<Ended> {
    let pack = app.tenants.get(wanted.tenant)?.pack;
    let source = pack.source(&wanted.source).ok_or(Error::NotFound)?;
    let print = store::print(app, wanted.tenant, &wanted.source, &wanted.content).await?;
    let mut tx = app.db.read().await?;
    if store::already(&mut tx, wanted.tenant, print).await? {
        drop(tx);
        return unchanged(app, within).await;
    }
    let before = earlier(&mut tx, app, &wanted).await?;
    let seen = if wanted.replace {
        HashSet::new()
    } else {
        rows_of(&mut tx, &before).await?
    };
    drop(tx);
    let content = wanted.content.clone();
    let sheet = aside(move || Sheet::of(|| blobs::blocking(content.clone())));
    let sheet = sheet.await?.map_err(refused)?;
    let kept: Vec<usize> = (0..sheet.header.len())
        .filter(|at| {
            wanted
                .meaning(*at)
                .is_some_and(|column| may_keep(&pack, column))
        })
        .collect();
    let about = about(&wanted, &sheet.header, &kept);
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
    if let Some(within) = within {
        progress::writes(&mut tx, within.upload, writing.id()).await?;
    }
    tx.commit_unaudited(UNSEEN).await?;
    let reading = Reading {
        meaning: kept.iter().map(|at| wanted.meaning(*at)).collect(),
        sheet,
        kept,
        seen,
    };
    let written = write(app, reading, &writing, within).await?;
    let replaced = if wanted.replace { before } else { Vec::new() };
    finish(app, &wanted, event, within, writing, written, replaced).await
}

/// Reading waits for what comes next: other work goes on meanwhile.
async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| Error::Internal(error.to_string()))
}

/// A file that cannot be read as a whole is not imported. When that is not the file's fault, a next
/// try may do better.
fn refused(fault: Fault) -> Error {
    if fault == Fault::Unread {
        Error::Internal(fault.to_string())
    } else {
        Error::BadRequest("file")
    }
}

const UNSEEN: &str = "not seen before it is whole";

async fn unchanged(app: &App, within: Option<&Within<'_>>) -> Result<Ended> {
    if let Some(within) = within {
        let mut tx = app.db.begin().await?;
        within.ends(&mut tx, Ended::Unchanged).await?;
        tx.commit_unaudited("it is here already").await?;
    }
    Ok(Ended::Unchanged)
}

/// Imports of the same source that are there.
async fn earlier<P>(tx: &mut Reader, app: &App, wanted: &Wanted<P>) -> Result<Vec<Import>> {
    let all = store::ready(tx, app, wanted.tenant).await?;
    let same = |import: &Import| import.source == wanted.source;
    Ok(all.into_iter().filter(same).collect())
}

async fn rows_of(tx: &mut Reader, imports: &[Import]) -> Result<HashSet<Vec<String>>> {
    let mut seen = HashSet::new();
    for import in imports {
        let mut number = 0;
        while let Some(rows) = store::block(tx, import, number).await? {
            number += 1;
            seen.extend(rows.into_iter().map(|row| row.cells));
        }
    }
    Ok(seen)
}

fn about<P>(wanted: &Wanted<P>, header: &[String], kept: &[usize]) -> About {
    let meant = |at: usize| {
        let id = wanted.meaning(at).map_or("", Column::id);
        (header[at].clone(), id.to_owned())
    };
    About {
        file: wanted.file.clone(),
        dated: wanted.dated.clone(),
        columns: kept.iter().map(|at| meant(*at)).collect(),
        mapping: (0..header.len())
            .map(meant)
            .collect::<BTreeMap<String, String>>(),
    }
}

/// What was read and written so far.
#[derive(Default)]
struct Written {
    rows: usize,
    faults: Vec<String>,
    known: usize,
}

/// Writes all blocks, a piece in each transaction.
async fn write(
    app: &App,
    mut reading: Reading,
    writing: &Writing,
    within: Option<&Within<'_>>,
) -> Result<Written> {
    let (mut written, mut number) = (Written::default(), 0i64);
    loop {
        let (back, piece) = aside(move || {
            let piece = reading.piece();
            (reading, piece)
        })
        .await?;
        reading = back;
        let piece = piece.map_err(refused)?;
        written.faults.extend(piece.faults);
        written.known += piece.known;
        let mut tx = app.db.begin().await?;
        for block in &piece.blocks {
            written.rows += block.len();
            writing
                .write(&mut tx, number, writing.seal(number, block)?)
                .await?;
            number += 1;
        }
        if let Some(within) = within {
            progress::reading(&mut tx, within.upload, count(written.rows)).await?;
        }
        tx.commit_unaudited(UNSEEN).await?;
        if piece.ended {
            return Ok(written);
        }
    }
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// Makes all of it visible, with its audit record.
async fn finish<P>(
    app: &App,
    wanted: &Wanted<P>,
    event: Event,
    within: Option<&Within<'_>>,
    writing: Writing,
    written: Written,
    replaced: Vec<Import>,
) -> Result<Ended> {
    let ended = Ended::Done {
        rows: count(written.rows),
        bad: count(written.faults.len()),
        known: count(written.known),
    };
    let mut tx = app.db.begin().await?;
    // First: when another process took this over, nothing of it may be written.
    if let Some(within) = within {
        within.ends(&mut tx, ended).await?;
    }
    let id = writing.id();
    writing
        .finish(&mut tx, app, count(written.rows), &written.faults)
        .await?;
    for old in &replaced {
        store::remove(&mut tx, app, wanted.tenant, old.id).await?;
    }
    let event = event
        .with("import", id.to_string())
        .with("source", wanted.source.clone())
        .with("rows", count(written.rows))
        .with("bad", count(written.faults.len()));
    tx.commit(app, event).await?;
    Ok(ended)
}

/// A file being read.
struct Reading {
    sheet: Sheet,
    /// Columns that are kept, by their place in the file, and what each means.
    kept: Vec<usize>,
    meaning: Vec<Option<Column>>,
    /// Rows that are there already.
    seen: HashSet<Vec<String>>,
}

/// What is worth a transaction: twenty blocks.
struct Piece {
    blocks: Vec<Vec<Row>>,
    faults: Vec<String>,
    known: usize,
    ended: bool,
}

impl Reading {
    fn piece(&mut self) -> std::result::Result<Piece, Fault> {
        let mut piece = Piece {
            blocks: Vec::new(),
            faults: Vec::new(),
            known: 0,
            ended: false,
        };
        let watch = !self.seen.is_empty();
        while piece.blocks.len() < 20 && !piece.ended {
            let mut block = Vec::with_capacity(BLOCK);
            while block.len() < BLOCK {
                let Some(line) = self.sheet.next() else {
                    piece.ended = true;
                    break;
                };
                match line.cells.and_then(|cells| self.keep(&cells)) {
                    Ok(cells) if watch && !self.seen.insert(cells.clone()) => piece.known += 1,
                    Ok(cells) => block.push(Row {
                        number: u32::try_from(line.number).unwrap_or(u32::MAX),
                        cells,
                    }),
                    Err(Fault::Unread) => return Err(Fault::Unread),
                    Err(fault) => piece
                        .faults
                        .push(format!("{};{}", line.number, fault.code())),
                }
            }
            if !block.is_empty() {
                piece.blocks.push(block);
            }
        }
        Ok(piece)
    }

    fn keep(&self, cells: &[String]) -> std::result::Result<Vec<String>, Fault> {
        let kept: Vec<String> = self
            .kept
            .iter()
            .map(|at| cells.get(*at).cloned().unwrap_or_default())
            .collect();
        if record(&self.meaning, &kept).is_empty() {
            Err(Fault::Empty)
        } else {
            Ok(kept)
        }
    }
}
