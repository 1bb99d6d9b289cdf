//! What the municipality knows, in memory: the subjects of all dossiers and the rows of imported
//! registers, in one index per municipality. It follows the audit log, so that whatever was
//! committed is found at the next look and nothing else ever is.
//!
//! Only subjects and rows go in, never who reported.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use linkage::{Hit, Model, Record, Register};
use platform::acts::About;
use platform::db::Reader;
use platform::{App, DossierId, Result, Tenant, audit};
use route::dossiers::{self, Dossier, Line};
use uuid::Uuid;

use super::looks::Looks;
use super::names::Names;
use super::part::{Part, looks_in, records_of};
use super::things::{Kind, Thing, Things};
use crate::registers::{self, Import, ImportId, ROWS_OF_BLOCK};

/// So many rows of registers one request takes in at most, less than a tenth of a second; the rest is
/// for the background ([`catch_up`]).
const ROWS: usize = 5_000;

/// From so many on there is something to learn from.
const TELLING: usize = 500;

/// So long a piece in the background waits for requests at most.
const TURN: Duration = Duration::from_millis(20);

#[derive(Default)]
pub struct Known {
    register: Register,
    model: Model,
    things: Things,
    looks: Looks,
    names: Names,
    /// Up to where the audit log was followed; `None`: not all dossiers were read yet.
    seq: Option<i64>,
    /// Up to where dossiers were read, and the log as it ended when that began.
    reading: Option<(Line, i64)>,
    imports: Imports,
    removed: usize,
}

/// How far imports were read. Whoever asked may go away halfway: what was read stays.
#[derive(Default)]
struct Imports {
    /// All rows are here.
    whole: BTreeSet<ImportId>,
    /// The next block, and the number of its first row.
    partly: BTreeMap<ImportId, (i64, u32)>,
    /// Nothing changed since all of them were whole.
    followed: bool,
    /// Rows came in from which nothing was learned yet.
    grown: bool,
}

/// Whose time it takes to bring the index up to date.
#[derive(Clone, Copy, PartialEq, Eq)]
enum For {
    Request,
    Background,
}

/// One index for each municipality; a look waits while another one brings it up to date.
#[derive(Default)]
struct All(Mutex<HashMap<Tenant, Arc<tokio::sync::Mutex<Known>>>>);

/// A match with what it is.
pub struct Found {
    pub thing: Thing,
    pub hit: Hit,
}

/// Long work of a processor, while other threads serve on (where there are any).
fn beside_requests(work: impl FnOnce()) {
    match tokio::runtime::Handle::current().runtime_flavor() {
        tokio::runtime::RuntimeFlavor::MultiThread => tokio::task::block_in_place(work),
        _ => work(),
    }
}

fn of(app: &App, tenant: Tenant) -> Arc<tokio::sync::Mutex<Known>> {
    let all = app.memory.of::<All>();
    let mut all = all.0.lock().unwrap_or_else(PoisonError::into_inner);
    all.entry(tenant).or_default().clone()
}

/// The index of a municipality, with every dossier as it was committed. A large register that was
/// imported a moment ago may not be whole in it yet ([`Known::is_whole`]).
pub async fn known(app: &App, tenant: Tenant) -> Result<tokio::sync::OwnedMutexGuard<Known>> {
    let mut known = of(app, tenant).lock_owned().await;
    known.follow(app, tenant, For::Request).await?;
    Ok(known)
}

/// Brings the index up to date, registers and all. A look goes between two pieces of it.
pub async fn catch_up(app: &App, tenant: Tenant) -> Result<()> {
    loop {
        let mut known = of(app, tenant).lock_owned().await;
        known.follow(app, tenant, For::Background).await?;
        if known.is_whole() {
            return Ok(());
        }
        drop(known);
        app.requests.go_first(TURN).await;
    }
}

impl Known {
    /// Brings the index up to date with the database.
    async fn follow(&mut self, app: &App, tenant: Tenant, whose: For) -> Result<()> {
        let mut tx = app.db.read().await?;
        // A register that was replaced leaves much behind: then everything is read anew.
        if whose == For::Background && self.removed > self.register.len().max(2000) {
            *self = Self::default();
        }
        match self.seq {
            None => self.fill(&mut tx, app, tenant).await?,
            Some(seq) => self.follow_log(&mut tx, app, tenant, seq).await?,
        }
        if !self.imports.followed {
            self.follow_imports(&mut tx, app, tenant).await?;
        }
        drop(tx);
        self.learn(whose);
        Ok(())
    }

    /// The number is only moved on when everything was done: whoever asked may go away halfway, and
    /// then the next look does it again.
    async fn follow_log(
        &mut self,
        tx: &mut Reader,
        app: &App,
        tenant: Tenant,
        mut seq: i64,
    ) -> Result<()> {
        let mut changed = BTreeSet::new();
        loop {
            let records = audit::after(tx, tenant, seq, 500).await?;
            let Some(last) = records.last() else { break };
            seq = last.seq;
            for record in records {
                self.imports.followed &= !app.acts.changes(&record.action, About::Register);
                let of_dossier = app.acts.changes(&record.action, About::Dossier);
                changed.extend(record.dossier.filter(|_| of_dossier));
            }
        }
        for id in changed {
            self.forget(id.into());
            if let Some(dossier) = dossiers::if_there(tx, app, tenant, id).await? {
                self.add_dossier(&dossier);
            }
        }
        self.seq = Some(seq);
        Ok(())
    }

    /// Reads all dossiers, on from where that was cut off. What changes meanwhile stands in the log
    /// behind its end of then.
    async fn fill(&mut self, tx: &mut Reader, app: &App, tenant: Tenant) -> Result<()> {
        let (mut line, seq) = match self.reading {
            Some(reading) => reading,
            None => (Line::LEAST, audit::last(tx, tenant).await?),
        };
        // Few at a time: nobody else's request waits longer than for these.
        while let Some(found) = dossiers::after(tx, app, tenant, &mut line, 100).await? {
            for dossier in &found {
                self.add_dossier(dossier);
            }
            self.reading = Some((line, seq));
        }
        (self.reading, self.seq) = (None, Some(seq));
        Ok(())
    }

    /// Reads imports that are new, a piece of them, and forgets those that are gone.
    async fn follow_imports(&mut self, tx: &mut Reader, app: &App, tenant: Tenant) -> Result<()> {
        let imports = registers::ready(tx, app, tenant).await?;
        let is_there = |id: &ImportId| imports.iter().any(|import| import.id == *id);
        for gone in self.things.imports().into_iter().filter(|id| !is_there(id)) {
            self.forget(gone.into());
        }
        self.imports.whole.retain(is_there);
        self.imports.partly.retain(|id, _| is_there(id));
        let mut left = ROWS;
        for import in &imports {
            if self.imports.whole.contains(&import.id) {
                continue;
            }
            if !self.read_import(tx, import, &mut left).await? {
                return Ok(());
            }
        }
        self.imports.followed = true;
        Ok(())
    }

    /// Reads on in an import, as long as rows are left to read; true when it is whole.
    async fn read_import(
        &mut self,
        tx: &mut Reader,
        import: &Import,
        left: &mut usize,
    ) -> Result<bool> {
        let columns = import.columns();
        let (mut block, mut row) = self
            .imports
            .partly
            .get(&import.id)
            .copied()
            .unwrap_or_default();
        self.things.begin(import.id.into(), Kind::Import);
        while *left > 0 {
            let rows = match registers::block(tx, import, block).await {
                Ok(Some(rows)) => rows,
                Ok(None) => {
                    self.imports.partly.remove(&import.id);
                    self.imports.whole.insert(import.id);
                    return Ok(true);
                }
                // `meldroute check` names it; the others are compared.
                Err(error) if error.is_damage() => {
                    (block, row) = (block + 1, row + ROWS_OF_BLOCK);
                    continue;
                }
                Err(error) => return Err(error),
            };
            for cells in rows.iter().map(|row| &row.cells) {
                let record = registers::columns::record(&columns, cells);
                self.register.add(&record);
                self.things.add_row(row);
                row += 1;
            }
            block += 1;
            *left = left.saturating_sub(rows.len().max(1));
            self.imports.partly.insert(import.id, (block, row));
            self.imports.grown = true;
        }
        Ok(false)
    }

    /// Who agrees how often is learned once all registers are here; whether somebody is known at all
    /// stays what it was. That takes seconds of a large one: it is work for the background.
    fn learn(&mut self, whose: For) {
        let telling = self.register.len() >= TELLING;
        if !self.imports.grown || !self.is_whole() || telling && whose == For::Request {
            return;
        }
        let (register, model) = (&mut self.register, &mut self.model);
        beside_requests(|| {
            register.settle();
            if telling {
                model.same = register.learn_from_itself().same;
            }
        });
        self.imports.grown = false;
    }

    /// Is everything in it that was committed? A large register takes a while after it was imported.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.seq.is_some() && self.imports.followed
    }

    fn add_dossier(&mut self, dossier: &Dossier) {
        let kind = if dossier.is_closed() {
            Kind::Closed
        } else {
            Kind::Open
        };
        self.things.begin(dossier.id().into(), kind);
        let (at, name) = (dossier.received_at(), dossier.report().title());
        self.names.add(dossier.id(), at, &name);
        for (part, record) in records_of(dossier.report()) {
            self.register.add(&record);
            self.things.add_part(part);
        }
        for (part, words) in looks_in(dossier.report()) {
            self.looks.add(dossier.id(), part, words);
        }
    }

    fn forget(&mut self, owner: Uuid) {
        self.looks.forget(owner.into());
        self.names.forget(owner.into());
        for slot in self.things.take_out(owner) {
            self.register.remove(slot);
            self.removed += 1;
        }
    }

    /// What may be the same as this record, outside one dossier, likeliest first. Somebody may
    /// occur in many dossiers and registers, so each candidate is judged by itself. What is less
    /// probable than `least` (0 to 1) is left out, unless an address or number is exactly the same.
    #[must_use]
    pub fn like(&self, record: &Record, but: Option<DossierId>, least: f64) -> Vec<Found> {
        let mut hits = self.register.lookup(record, &self.model, 60);
        hits.sort_by(|a, b| b.alone.total_cmp(&a.alone));
        self.found(hits)
            .filter(
                |found| !matches!(found.thing, Thing::Part { signal, .. } if Some(signal) == but),
            )
            .filter(|found| found.hit.alone >= least || super::shares_place_or_number(&found.hit))
            .take(20)
            .collect()
    }

    /// Whatever has something in common with this record, for who searches.
    #[must_use]
    pub fn anything_like(&self, record: &Record) -> Vec<Found> {
        let hits = self.register.lookup(record, &self.model, 200);
        self.found(hits).collect()
    }

    fn found(&self, hits: Vec<Hit>) -> impl Iterator<Item = Found> {
        hits.into_iter().map(|hit| Found {
            thing: self.thing(&hit),
            hit,
        })
    }

    /// Who of other dossiers is described in the same words as this one. No probability goes with
    /// that.
    #[must_use]
    pub fn looks_like(&self, dossier: &Dossier, part: Part) -> Vec<Thing> {
        let own = looks_in(dossier.report()).find(|(of, _)| *of == part);
        let found = own.map(|(_, words)| self.looks.like(&words, dossier.id()));
        let thing = |(signal, part)| Thing::Part { signal, part };
        found.unwrap_or_default().into_iter().map(thing).collect()
    }

    /// Dossiers of which every typed word begins one of the name, at most so many; the latest first.
    #[must_use]
    pub fn called(&self, typed: &str, most: usize) -> Vec<DossierId> {
        self.names.like(typed, most)
    }

    /// What of closed dossiers is this probably (from 0 to 1) the same as, likeliest first. The cost
    /// does not grow with the open dossiers in which it occurs too.
    #[must_use]
    pub fn closed_like(&self, record: &Record, least: f64) -> Vec<Thing> {
        let closed = |slot| self.things.is_closed(slot);
        let among = self.register.lookup_among(record, &self.model, 60, closed);
        let mut hits: Vec<Hit> = among.into_iter().filter(|hit| hit.alone >= least).collect();
        hits.sort_by(|a, b| b.alone.total_cmp(&a.alone));
        hits.iter().take(20).map(|hit| self.thing(hit)).collect()
    }

    fn thing(&self, hit: &Hit) -> Thing {
        self.things.of(hit.slot)
    }

    #[must_use]
    pub fn len(&self) -> usize {
        self.register.len()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.register.is_empty()
    }
}

impl Known {
    /// Everything at exactly this address.
    #[must_use]
    pub fn same_address(&self, record: &Record) -> Vec<Thing> {
        let exact = |hit: &Hit| {
            hit.evidence
                .iter()
                .any(|found| found.field == linkage::Field::Address && found.is_best())
        };
        let hits = self.register.lookup(record, &self.model, 150);
        hits.iter()
            .filter(|hit| exact(hit))
            .map(|hit| self.thing(hit))
            .collect()
    }
}
