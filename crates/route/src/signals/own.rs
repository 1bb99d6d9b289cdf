//! Whose signals are whose: a mark per signal that only the reporter's own secret can make, and no
//! list anywhere.
//!
//! The marks of a municipality stand in memory in order of arrival, and follow the audit log (ADR
//! 12). "Mijn signalen" tries them all against the own key; what was tried before in this session
//! is not tried again.

use std::collections::HashMap;
use std::sync::Arc;

use platform::acts::Act;
use platform::db::{Reader, Row, Tx};
use platform::proof::{self, Standing};
use platform::{Actor, App, DossierId, Error, Millis, Result, Tenant, audit, params};
use tokio::sync::Mutex;
use uuid::Uuid;
use vault::Key;

use super::head::{Head, Sealed};
use super::model::Reference;
use super::store::{Dossier, by_reference, load, rows_after};
use crate::audited;
use crate::paging::Line;

/// The mark on a signal of the person with this key (see `Actor::mark_key`).
#[must_use]
pub fn mark(key: &Key, signal: DossierId, epoch: i64) -> [u8; 32] {
    key.fingerprint(&[signal.as_bytes(), &epoch.to_be_bytes()])
}

struct Marked {
    arrival: i64,
    id: DossierId,
    epoch: i64,
    mark: [u8; 32],
}

impl Marked {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            arrival: row.get("arrival")?,
            id: row.get("id")?,
            epoch: row.get("mark_epoch")?,
            mark: row.get("mark")?,
        })
    }
}

/// What one session found among the first so many marks.
struct Tried {
    count: usize,
    found: Vec<(i64, DossierId)>,
    used: Millis,
}

#[derive(Default)]
struct Marks {
    /// Up to which audit record this is right; nothing was read yet at -1.
    seq: Option<i64>,
    all: Vec<Marked>,
    tried: HashMap<[u8; 32], Tried>,
}

#[derive(Default)]
struct AllMarks(std::sync::Mutex<HashMap<Tenant, Arc<Mutex<Marks>>>>);

/// Sessions longer than this are over.
const SESSION: Millis = 13 * 60 * 60 * 1000;

impl Marks {
    async fn follow(&mut self, tx: &mut Reader, tenant: Tenant) -> Result<()> {
        let Some(seq) = self.seq else {
            return self.read(tx, tenant).await;
        };
        let (mut seq, mut fresh) = (seq, Vec::new());
        loop {
            let records = audit::after(tx, tenant, seq, 1000).await?;
            let Some(last) = records.last() else { break };
            seq = last.seq;
            for record in &records {
                let is = |act: &Act| record.action == act.id;
                if is(&audited::SIGNAL_REPORTED) {
                    fresh.extend(record.dossier);
                } else if is(&audited::REPORTERS_RENEWED) || is(&audited::DOSSIER_DESTROYED) {
                    return self.read(tx, tenant).await;
                }
            }
        }
        for id in fresh {
            let row = tx
                .row(
                    "select id, arrival, mark, mark_epoch from signal where id = $1 and tenant = $2",
                    params![id, tenant],
                )
                .await?;
            let Some(marked) = row.map(|row| Marked::read(&row)).transpose()? else {
                continue;
            };
            // One that came in while all were read is there already.
            if !self
                .all
                .iter()
                .rev()
                .take(1000)
                .any(|known| known.id == marked.id)
            {
                self.all.push(marked);
            }
        }
        self.seq = Some(seq);
        Ok(())
    }

    async fn read(&mut self, tx: &mut Reader, tenant: Tenant) -> Result<()> {
        let seq = audit::last(tx, tenant).await?;
        self.seq = None;
        self.all.clear();
        self.tried.clear();
        let mut last = (0, DossierId::from(Uuid::nil()));
        loop {
            let rows = tx
                .rows(
                    "select id, arrival, mark, mark_epoch from signal
                     where tenant = $1 and (arrival, id) > ($2, $3) order by arrival, id limit 1000",
                    params![tenant, last.0, last.1],
                )
                .await?;
            for row in &rows {
                self.all.push(Marked::read(row)?);
            }
            let Some(marked) = self.all.last().filter(|_| !rows.is_empty()) else {
                break;
            };
            last = (marked.arrival, marked.id);
        }
        self.seq = Some(seq);
        Ok(())
    }

    /// The signals that this key marked, oldest first.
    fn try_all(&mut self, session: [u8; 32], key: &Key, now: Millis) -> &[(i64, DossierId)] {
        self.tried.retain(|_, tried| now - tried.used < SESSION);
        let fresh = || Tried {
            count: 0,
            found: Vec::new(),
            used: now,
        };
        let tried = self.tried.entry(session).or_insert_with(fresh);
        let (many, known) = (key.many(), tried.found.len());
        for marked in &self.all[tried.count.min(self.all.len())..] {
            if many.of(&[marked.id.as_bytes(), &marked.epoch.to_be_bytes()]) == marked.mark {
                tried.found.push((marked.arrival, marked.id));
            }
        }
        (tried.count, tried.used) = (self.all.len(), now);
        // They come in order, nearly always.
        if !tried.found[known.saturating_sub(1)..].is_sorted() {
            tried.found.sort_unstable();
        }
        &tried.found
    }
}

fn marks_of(app: &App, tenant: Tenant) -> Arc<Mutex<Marks>> {
    let all = app.memory.of::<AllMarks>();
    let mut all = all
        .0
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    all.entry(tenant).or_default().clone()
}

/// Reads all marks, so that nobody has to wait for it.
pub async fn read_marks(app: &App) -> Result<()> {
    for known in app.tenants.all() {
        let marks = marks_of(app, known.tenant);
        // First the marks, then a connection: in the order in which `own` asks for them.
        let mut marks = marks.lock().await;
        let mut tx = app.db.read().await?;
        marks.follow(&mut tx, known.tenant).await?;
    }
    Ok(())
}

/// Asks something about what this person reported here, oldest first.
async fn own<T>(app: &App, actor: &Actor, ask: impl FnOnce(&[(i64, DossierId)]) -> T) -> Result<T> {
    let marks = marks_of(app, actor.tenant);
    let mut marks = marks.lock().await;
    let mut tx = app.db.read().await?;
    marks.follow(&mut tx, actor.tenant).await?;
    drop(tx);
    Ok(ask(marks.try_all(
        actor.session,
        &actor.mark_key(),
        app.clock.now(),
    )))
}

/// How many signals this person reported here.
pub async fn own_count(app: &App, actor: &Actor) -> Result<usize> {
    own(app, actor, <[_]>::len).await
}

/// A signal's number in the own list, from one.
pub async fn own_number(app: &App, actor: &Actor, id: DossierId) -> Result<Option<usize>> {
    let at = |own: &[(i64, DossierId)]| own.iter().rposition(|(_, known)| *known == id);
    Ok(own(app, actor, at).await?.map(|at| at + 1))
}

/// The latest of what this person reported here, newest first, with each one's number in their own list.
pub async fn own_latest(app: &App, actor: &Actor) -> Result<Vec<(usize, DossierId)>> {
    let latest = |own: &[(i64, DossierId)]| {
        let numbered = own.iter().enumerate().rev().take(100);
        numbered.map(|(at, (_, id))| (at + 1, *id)).collect()
    };
    own(app, actor, latest).await
}

/// The same, as they stand. `None`: its row is damaged.
pub async fn mine(app: &App, actor: &Actor) -> Result<Vec<(usize, Option<Dossier>)>> {
    let latest = own_latest(app, actor).await?;
    let mut tx = app.db.read().await?;
    let mut found = Vec::new();
    for (number, id) in latest {
        let dossier = match load(&mut tx, app, actor.tenant, id).await {
            Ok(dossier) => Some(dossier),
            Err(error) if error.is_damage() => None,
            Err(error) => return Err(error),
        };
        found.push((number, dossier));
    }
    Ok(found)
}

/// One of them, by its number in their own list.
pub async fn mine_at(app: &App, actor: &Actor, number: usize) -> Result<Dossier> {
    let at = number.checked_sub(1).ok_or(Error::NotFound)?;
    let id = own(app, actor, |own| own.get(at).map(|(_, id)| *id)).await?;
    let id = id.ok_or(Error::NotFound)?;
    load(&mut app.db.read().await?, app, actor.tenant, id).await
}

/// The one of them with this reference, and its number now: numbers move on when an earlier one is
/// destroyed. `None`: it is gone, or somebody else's.
pub async fn mine_called(
    app: &App,
    actor: &Actor,
    reference: &Reference,
) -> Result<Option<(usize, Dossier)>> {
    let known = {
        let mut tx = app.db.read().await?;
        by_reference(&mut tx, actor.tenant, reference).await?
    };
    let Some(id) = known else { return Ok(None) };
    let Some(number) = own_number(app, actor, id).await? else {
        return Ok(None);
    };
    let mut tx = app.db.read().await?;
    match load(&mut tx, app, actor.tenant, id).await {
        Ok(dossier) => Ok(Some((number, dossier))),
        Err(Error::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

/// A signal whose name or mark is of an earlier key or epoch.
pub struct Stale {
    pub id: DossierId,
    pub reporter: Option<Sealed>,
    head: Head,
}

impl Stale {
    /// Does the mark on it fit this key?
    #[must_use]
    pub fn is_marked_by(&self, key: &Key) -> bool {
        mark(key, self.id, self.head.mark_epoch) == self.head.mark
    }
}

/// Those of the next so many behind an id that stand as they were written, and the last id that was looked
/// at; `None`: there are no more. A damaged one keeps no other name from its newer key.
pub async fn stale(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    (generation, epoch): (i64, i64),
    (behind, limit): (DossierId, i64),
) -> Result<(Vec<Stale>, Option<DossierId>)> {
    let sql = "select {row} from signal where tenant = $1
        and (mark_epoch < $2 or (reporter is not null and reporter_generation < $3))
        and id > $4 order by id limit $5";
    let values = params![tenant, epoch, generation, behind, limit];
    let rows = proof::rows::<Head>(tx, sql, values).await?;
    let last = rows.last().map(|row| row.get("id")).transpose()?;
    let heads: Vec<Head> = proof::sound(tx, app, &rows)?;
    let stale = heads.into_iter().map(|head| Stale {
        id: head.id,
        reporter: head.sealed_reporter(),
        head,
    });
    Ok((stale.collect(), last))
}

/// How many there are.
pub async fn count_stale(
    tx: &mut Reader,
    tenant: Tenant,
    generation: i64,
    epoch: i64,
) -> Result<i64> {
    let row = tx.must(
        "select count(*) as n from signal where tenant = $1
           and (mark_epoch < $2 or (reporter is not null and reporter_generation < $3))",
        params![tenant, epoch, generation],
    );
    row.await?.get("n")
}

/// Writes the name sealed anew, and the new mark.
pub async fn renew(
    tx: &mut Tx,
    app: &App,
    signal: Stale,
    (reporter, mark): (Option<Sealed>, [u8; 32]),
    epoch: i64,
) -> Result<()> {
    let mut head = Head {
        mark,
        mark_epoch: epoch,
        ..signal.head
    };
    if let Some(Sealed { bytes, generation }) = reporter {
        (head.reporter, head.reporter_generation) = (Some(bytes), generation);
    }
    proof::save(tx, app, &mut head).await
}

/// For `meldroute check`: the proofs of all signals as they stand.
pub async fn standing(tx: &mut Reader, app: &App, tenant: Tenant) -> Result<Standing> {
    let (mut found, mut line) = (Vec::new(), Line::LEAST);
    loop {
        let rows = rows_after(tx, tenant, &mut line, 500).await?;
        if rows.is_empty() {
            return Ok(found);
        }
        found.extend(proof::stand::<Head>(tx, app, &rows)?);
    }
}
