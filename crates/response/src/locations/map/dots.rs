//! Where all watched places lie, in memory: read once, and after that what the audit log says was changed. Drawing a map reads
//! nothing else.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use platform::acts::{Acts, Effect};
use platform::db::Reader;
use platform::{App, Result, Tenant, audit};
use route::dossiers::Line;
use serde::Deserialize;
use uuid::Uuid;

use super::super::model::{LocationId, State};
use super::super::store::{self, Location, UNPLANNED, Wanted};
use super::cluster::Dot;

/// So many are opened at once.
const PIECE: usize = 500;

/// The places of a municipality.
#[derive(Default)]
pub struct Dots {
    all: HashMap<LocationId, Dot>,
    /// Their addresses, each on one line.
    lines: HashMap<LocationId, String>,
    /// Those that nobody knows the spot of.
    unplaced: BTreeSet<LocationId>,
    /// Up to where the audit log was followed; `None`: nothing was read yet.
    seq: Option<i64>,
}

#[derive(Default)]
struct All(Mutex<HashMap<Tenant, Arc<tokio::sync::Mutex<Dots>>>>);

/// Of which place a record of the log tells.
#[derive(Deserialize)]
struct Detail {
    location: Option<Uuid>,
}

/// Where the places of a municipality lie, as was committed. Whoever waits for another who reads them holds no reader.
pub async fn known(app: &App, tenant: Tenant) -> Result<tokio::sync::OwnedMutexGuard<Dots>> {
    let all = app.memory.of::<All>();
    let own = {
        let mut all = all.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.entry(tenant).or_default().clone()
    };
    let mut dots = own.lock_owned().await;
    let mut tx = app.db.read().await?;
    match dots.seq {
        None => dots.fill(&mut tx, app, tenant).await?,
        Some(seq) => dots.follow(&mut tx, app, (tenant, seq)).await?,
    }
    Ok(dots)
}

/// Did this act change a place? One of another version, of which nothing is known, could.
fn changes(acts: &Acts, action: &str) -> bool {
    let reads = acts
        .find(action)
        .is_some_and(|act| act.effect == Effect::Reads);
    action.starts_with("location.") && !reads
}

impl Dots {
    /// All that have a spot.
    pub fn placed(&self) -> impl Iterator<Item = &Dot> {
        self.all.values()
    }

    /// The address of one of them.
    #[must_use]
    pub fn line(&self, id: LocationId) -> String {
        self.lines.get(&id).cloned().unwrap_or_default()
    }

    /// How many have none.
    #[must_use]
    pub fn unplaced(&self) -> usize {
        self.unplaced.len()
    }

    fn add(&mut self, location: &Location) {
        let id = location.id;
        match location.content.spot() {
            Some(spot) => {
                let kind = location.content.head.kind;
                self.all.insert(id, Dot { id, kind, spot });
                self.lines.insert(id, location.line());
            }
            None => {
                self.unplaced.insert(id);
            }
        }
    }

    fn forget(&mut self, id: LocationId) {
        self.all.remove(&id);
        self.lines.remove(&id);
        self.unplaced.remove(&id);
    }

    async fn fill(&mut self, tx: &mut Reader, app: &App, tenant: Tenant) -> Result<()> {
        *self = Self::default();
        // What changes meanwhile stands in the log behind its end of now.
        let seq = audit::last(tx, tenant).await?;
        let wanted = Wanted {
            state: State::Watched,
            kind: None,
            linked: false,
            until: UNPLANNED,
        };
        let mut behind = Some(Line::LEAST);
        while let Some(after) = behind {
            let (some, next) = store::list(tx, app, tenant, wanted, (after, PIECE)).await?;
            for location in &some {
                self.add(location);
            }
            behind = next;
        }
        self.seq = Some(seq);
        Ok(())
    }

    async fn follow(
        &mut self,
        tx: &mut Reader,
        app: &App,
        (tenant, mut seq): (Tenant, i64),
    ) -> Result<()> {
        let (mut changed, mut anew) = (BTreeSet::new(), false);
        loop {
            let records = audit::after(tx, tenant, seq, 500).await?;
            let Some(last) = records.last() else { break };
            seq = last.seq;
            for record in records.iter().filter(|one| changes(&app.acts, &one.action)) {
                let detail: Option<Detail> = serde_json::from_str(&record.detail).ok();
                match detail.and_then(|detail| detail.location) {
                    Some(id) => {
                        changed.insert(LocationId::from(id));
                    }
                    // An extract: many at once.
                    None => anew = true,
                }
            }
        }
        if anew {
            return self.fill(tx, app, tenant).await;
        }
        for id in changed {
            self.forget(id);
            match store::find(tx, app, tenant, id).await {
                Ok(Some(location)) if location.is_watched() => self.add(&location),
                Ok(_) => {}
                // `meldroute check` names it.
                Err(error) if error.is_damage() => {}
                Err(error) => return Err(error),
            }
        }
        self.seq = Some(seq);
        Ok(())
    }
}
