//! What the municipality knows, in memory: the subjects of all dossiers and the rows of imported
//! registers, in one index per municipality. It follows the audit log, so that whatever was
//! committed is found at the next look and nothing else ever is.
//!
//! Only subjects and rows go in, never who reported.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use linkage::{Hit, Model, Record, Register};
use platform::acts::About;
use platform::db::Reader;
use platform::{App, DossierId, Result, Tenant, audit};
use route::dossiers::{self, Dossier, Line};
use uuid::Uuid;

use super::part::records_of;
use super::things::{Kind, Thing, Things};
use crate::registers;

#[derive(Default)]
pub struct Known {
    register: Register,
    model: Model,
    things: Things,
    /// Up to where the audit log was followed.
    seq: i64,
    started: bool,
    removed: usize,
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

/// The index of a municipality, up to date with everything committed.
pub async fn known(app: &App, tenant: Tenant) -> Result<tokio::sync::OwnedMutexGuard<Known>> {
    let own = {
        let all = app.memory.of::<All>();
        let mut all = all.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.entry(tenant).or_default().clone()
    };
    let mut known = own.lock_owned().await;
    known.follow(app, tenant).await?;
    Ok(known)
}

impl Known {
    /// Brings the index up to date with the database.
    async fn follow(&mut self, app: &App, tenant: Tenant) -> Result<()> {
        let mut tx = app.db.read().await?;
        // A register that was replaced leaves much behind: then everything is read anew.
        if !self.started || self.removed > self.register.len().max(2000) {
            *self = Self::default();
            self.seq = audit::last(&mut tx, tenant).await?;
            self.fill(&mut tx, app, tenant).await?;
            self.started = true;
            return Ok(());
        }
        // The number is only moved on when everything was done: whoever asked may go away halfway,
        // and then the next look does it again.
        let (mut changed, mut imports, mut seq) = (BTreeSet::new(), false, self.seq);
        loop {
            let records = audit::after(&mut tx, tenant, seq, 500).await?;
            let Some(last) = records.last() else { break };
            seq = last.seq;
            for record in records {
                imports |= app.acts.changes(&record.action, About::Register);
                let of_dossier = app.acts.changes(&record.action, About::Dossier);
                changed.extend(record.dossier.filter(|_| of_dossier));
            }
        }
        for id in changed {
            self.forget(id.into());
            if let Some(dossier) = dossiers::if_there(&mut tx, app, tenant, id).await? {
                self.add_dossier(&dossier);
            }
        }
        if imports {
            // Half an import cannot be told from a whole one: cut off here, everything is read
            // anew.
            self.started = false;
            self.follow_imports(&mut tx, app, tenant).await?;
            self.started = true;
        }
        self.seq = seq;
        Ok(())
    }

    async fn fill(&mut self, tx: &mut Reader, app: &App, tenant: Tenant) -> Result<()> {
        let mut line = Line::LEAST;
        // Few at a time: nobody else's request waits longer than for these.
        while let Some(found) = dossiers::after(tx, app, tenant, &mut line, 100).await? {
            for dossier in &found {
                self.add_dossier(dossier);
            }
        }
        self.follow_imports(tx, app, tenant).await
    }

    /// Reads imports that are new and forgets those that are gone.
    async fn follow_imports(&mut self, tx: &mut Reader, app: &App, tenant: Tenant) -> Result<()> {
        let imports = registers::ready(tx, app, tenant).await?;
        for here in self.things.imports() {
            if imports.iter().all(|import| import.id != here) {
                self.forget(here);
            }
        }
        let mut grown = 0;
        for import in imports {
            if self.things.contains(import.id) {
                continue;
            }
            self.things.begin(import.id, Kind::Import);
            let columns = import.columns();
            let (mut number, mut row) = (0, 0);
            while let Some(rows) = registers::block(tx, &import, number).await? {
                number += 1;
                grown += rows.len();
                for cells in rows.iter().map(|row| &row.cells) {
                    let record = registers::columns::record(&columns, cells);
                    self.register.add(&record);
                    self.things.add_row(row);
                    row += 1;
                }
            }
        }
        if grown > 0 {
            let (register, model) = (&mut self.register, &mut self.model);
            beside_requests(|| {
                register.settle();
                // Who agrees how often is learned; whether somebody is known at all stays what it
                // was.
                if register.len() >= 500 {
                    model.same = register.learn_from_itself().same;
                }
            });
        }
        Ok(())
    }

    fn add_dossier(&mut self, dossier: &Dossier) {
        let kind = if dossier.is_closed() {
            Kind::Closed
        } else {
            Kind::Open
        };
        self.things.begin(dossier.id().into(), kind);
        for (part, record) in records_of(dossier.report()) {
            self.register.add(&record);
            self.things.add_part(part);
        }
    }

    fn forget(&mut self, owner: Uuid) {
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
        hits.into_iter()
            .map(|hit| Found {
                thing: self.thing(&hit),
                hit,
            })
            .filter(
                |found| !matches!(found.thing, Thing::Part { signal, .. } if Some(signal) == but),
            )
            .filter(|found| found.hit.alone >= least || super::shares_place_or_number(&found.hit))
            .take(20)
            .collect()
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
