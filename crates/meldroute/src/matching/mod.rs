//! `meldroute match`: the linkage engine on files. Reads rows as they come, reports bad ones by
//! line, and writes one line for each candidate at or above the threshold.

mod import;
mod rows;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use linkage::{Hit, Model, Record, Register};
use platform::i18n::{I18n, Texts};
use platform::{Error, Result};
use rayon::prelude::*;

pub use import::import;
pub use rows::Mapping;
use rows::Row;
pub use rows::Rows;

use crate::config::Match;
use crate::progress;

/// What `meldroute match` was asked.
pub struct Asked {
    pub register: PathBuf,
    /// `None`: the register with itself.
    pub query: Option<PathBuf>,
    pub out: PathBuf,
    pub threshold: f64,
    pub limit: usize,
    pub mapping: Mapping,
    pub lang: String,
}

/// What came of it.
#[derive(Debug, Default, serde::Serialize)]
pub struct Outcome {
    pub register_rows: usize,
    pub query_rows: usize,
    pub bad_rows: usize,
    pub candidates: usize,
}

/// The command: runs, says how many rows and candidates there were, and which exit code that makes.
pub fn command(asked: &Match) -> Result<ExitCode> {
    let (register, query) = match (&asked.dedupe, &asked.register) {
        (Some(file), _) => (file.clone(), None),
        (None, Some(file)) => (file.clone(), asked.query.clone()),
        (None, None) => {
            return Err(Error::Internal(
                "--register and --query, or --dedupe, are needed".into(),
            ));
        }
    };
    let outcome = run(&Asked {
        register,
        query,
        out: asked.out.clone(),
        threshold: asked.threshold,
        limit: asked.limit.max(1),
        mapping: Mapping::parse(&asked.map)?,
        lang: asked.lang.clone(),
    })?;
    if asked.json {
        println!("{}", serde_json::to_string_pretty(&outcome)?);
    } else {
        println!(
            "{} register rows, {} queries, {} bad rows left out, {} candidates in {}",
            outcome.register_rows,
            outcome.query_rows,
            outcome.bad_rows,
            outcome.candidates,
            asked.out.display()
        );
    }
    Ok(ExitCode::from(u8::from(
        asked.strict && outcome.bad_rows > 0,
    )))
}

const CHUNK: usize = 2048;
/// Learned from at most this many queries: what comes first stands for the rest.
const LEARN_FROM: usize = 4000;

pub fn run(asked: &Asked) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    let mut register = Register::new();
    let mut ids: Vec<Box<str>> = Vec::new();
    let mut rows = Rows::open(&asked.register, &asked.mapping)?;
    let bar = progress::bar(rows.bytes(), "register");
    let mut chunk = Vec::with_capacity(CHUNK);
    while rows.chunk(CHUNK, &mut chunk) {
        for row in chunk.drain(..) {
            register.add(&row.record);
            ids.push(row.id.into());
        }
        bar.set_position(rows.position());
    }
    outcome.register_rows = ids.len();
    outcome.bad_rows = rows.bad;
    register.settle();
    bar.finish_and_clear();
    let queries = asked
        .query
        .as_ref()
        .map(|file| Rows::open(file, &asked.mapping))
        .transpose()?;
    let texts = I18n::new(&crate::wiring::WINGS.locales()).lang(&asked.lang);
    let mut out = Output::create(&asked.out, asked, &ids, texts)?;
    match queries {
        Some(rows) => with_file(asked, rows, &register, &mut out, &mut outcome)?,
        None => with_itself(&register, asked, &mut out, &mut outcome)?,
    }
    outcome.candidates = out.finish()?;
    Ok(outcome)
}

fn with_file(
    asked: &Asked,
    mut rows: Rows,
    register: &Register,
    out: &mut Output<'_>,
    outcome: &mut Outcome,
) -> Result<()> {
    let bar = progress::bar(rows.bytes(), "query");
    let mut chunk: Vec<Row> = Vec::new();
    let mut model: Option<Model> = None;
    while rows.chunk(if model.is_none() { LEARN_FROM } else { CHUNK }, &mut chunk) {
        let model = model.get_or_insert_with(|| {
            let records: Vec<Record> = chunk.iter().map(|row| row.record.clone()).collect();
            register.learn(&records)
        });
        let found: Vec<Vec<Hit>> = chunk
            .par_iter()
            .map(|row| register.lookup(&row.record, model, asked.limit))
            .collect();
        for (row, hits) in chunk.drain(..).zip(found) {
            outcome.query_rows += 1;
            for hit in hits.iter().filter(|hit| hit.probability >= asked.threshold) {
                out.line(&row.id, hit)?;
            }
        }
        bar.set_position(rows.position());
    }
    outcome.bad_rows += rows.bad;
    bar.finish_and_clear();
    Ok(())
}

fn with_itself(
    register: &Register,
    asked: &Asked,
    out: &mut Output<'_>,
    outcome: &mut Outcome,
) -> Result<()> {
    let model = register.learn_from_itself();
    let slots: Vec<u32> = (0..u32::try_from(out.ids.len()).unwrap_or(u32::MAX)).collect();
    let bar = progress::bar(slots.len() as u64, "records");
    outcome.query_rows = slots.len();
    for chunk in slots.chunks(CHUNK) {
        let found: Vec<Vec<Hit>> = chunk
            .par_iter()
            .map(|slot| register.others_like(*slot, &model, asked.limit))
            .collect();
        for (slot, hits) in chunk.iter().zip(found) {
            let id = out.ids[*slot as usize].clone();
            for hit in hits.iter().filter(|hit| hit.probability >= asked.threshold) {
                // Each pair once: as the earlier record finds it, or as the later one does when the
                // earlier missed it.
                let earlier_found = || {
                    hit.slot < *slot
                        && register
                            .others_like(hit.slot, &model, asked.limit)
                            .iter()
                            .any(|back| back.slot == *slot && back.probability >= asked.threshold)
                };
                if hit.slot > *slot || !earlier_found() {
                    out.line(&id, hit)?;
                }
            }
        }
        bar.inc(chunk.len() as u64);
    }
    bar.finish_and_clear();
    Ok(())
}

/// A file that goes when nothing came of it.
struct Temporary(PathBuf);

impl Drop for Temporary {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

/// The file of candidates; it appears whole or not at all.
struct Output<'a> {
    writer: csv::Writer<std::io::BufWriter<std::fs::File>>,
    temporary: Temporary,
    target: PathBuf,
    ids: &'a [Box<str>],
    texts: Texts,
    lines: usize,
}

impl<'a> Output<'a> {
    fn create(path: &Path, asked: &Asked, ids: &'a [Box<str>], texts: Texts) -> Result<Self> {
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(".part");
        let temporary = Temporary(path.with_file_name(name));
        let file = std::fs::File::create(&temporary.0)
            .map_err(|error| Error::Internal(format!("{}: {error}", asked.out.display())))?;
        let mut writer = csv::Writer::from_writer(std::io::BufWriter::new(file));
        writer
            .write_record(["query_id", "register_id", "probability", "explanation"])
            .map_err(|error| unwritable(&error))?;
        Ok(Self {
            writer,
            temporary,
            target: path.to_owned(),
            ids,
            texts,
            lines: 0,
        })
    }

    fn line(&mut self, query: &str, hit: &Hit) -> Result<()> {
        let register = self.ids.get(hit.slot as usize).map_or("", |id| id);
        let explanation = enrichment::lookup::reasons(&self.texts, &hit.evidence).join(", ");
        self.writer
            .write_record([query, register, &probability(hit.probability), &explanation])
            .map_err(|error| unwritable(&error))?;
        self.lines += 1;
        Ok(())
    }

    fn finish(self) -> Result<usize> {
        let mut inner = self
            .writer
            .into_inner()
            .map_err(|error| Error::Internal(error.to_string()))?;
        inner.flush()?;
        std::fs::rename(&self.temporary.0, &self.target)?;
        Ok(self.lines)
    }
}

fn unwritable(error: &csv::Error) -> Error {
    Error::Internal(format!("output: {error}"))
}

/// Enough digits to tell near-certain candidates and near-impossible ones apart.
fn probability(value: f64) -> String {
    if value < 1e-4 {
        format!("{value:.3e}")
    } else {
        format!("{value:.9}")
    }
}
