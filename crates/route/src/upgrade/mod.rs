//! Steps in code. Tables and reports are read as they stood then, whatever later versions make of
//! them.
//!
//! The step `route-35-subject-ids`: in version 0.1.0 a subject was its place in the sealed report,
//! and the place of a signal a large number. Here each subject gets an id, and whatever named one
//! by its place names it by that: judgements, and questions whether to reopen.

mod blobs;
mod first_due;
mod tables;

pub use blobs::move_files;
pub use first_due::what_is_due_first_leads;
pub use tables::name_tables;

use std::collections::BTreeMap;

use platform::db::Tx;
use platform::proof::{self, Noted};
use platform::{App, DossierId, Error, Millis, PersonId, Result, Tenant, guarded, params};
use serde_json::Value as Json;
use uuid::Uuid;
use vault::Key;

struct Signal {
    id: DossierId,
    tenant: Tenant,
    reference: String,
    form_id: Uuid,
    digest: [u8; 32],
    kind: String,
    state: String,
    urgent: bool,
    channel: String,
    wrapped_key: Vec<u8>,
    content: Vec<u8>,
    reporter: Option<Vec<u8>>,
    reporter_generation: i64,
    mark: [u8; 32],
    mark_epoch: i64,
    contact: String,
    received_at: Millis,
    arrival: i64,
    next_step: String,
    due_at: Millis,
    version: i64,
    pack_version: String,
    outcome: Option<String>,
    closed_at: Option<Millis>,
    revision: i64,
}

guarded!(
    Signal,
    "signal",
    |row| Noted::InAudit(row.tenant),
    revision,
    key[id],
    [
        tenant,
        reference,
        form_id,
        digest,
        kind,
        state,
        urgent,
        channel,
        wrapped_key,
        content,
        reporter,
        reporter_generation,
        mark,
        mark_epoch,
        contact,
        received_at,
        arrival,
        next_step,
        due_at,
        version,
        pack_version,
        outcome,
        closed_at,
        revision,
    ]
);

impl Signal {
    fn key(&self, app: &App) -> Result<Key> {
        let keys = app.keys.tenant(self.tenant)?;
        Ok(keys.unwrap_key(&self.wrapped_key, &format!("dossier:{}", self.id))?)
    }
}

struct Judgement {
    tenant: Tenant,
    first_thing: String,
    second_thing: String,
    first_signal: Option<DossierId>,
    second_signal: Option<DossierId>,
    verdict: String,
    person: PersonId,
    at: Millis,
    version: i64,
}

guarded!(
    Judgement,
    "judgement",
    |row| Noted::InAudit(row.tenant),
    version, key [tenant, first_thing, second_thing, person], [first_signal, second_signal, verdict, at, version]
);

/// Where the place of a signal stood among its subjects.
const PLACE: u32 = u32::MAX;

/// How things are called from now on, by what they were called.
#[derive(Default)]
struct Names(BTreeMap<String, String>);

impl Names {
    fn of(&mut self, signal: DossierId, at: impl std::fmt::Display, name: &str) {
        let (old, new) = (format!("s:{signal}:{at}"), format!("s:{signal}:{name}"));
        self.0.insert(old, new);
    }

    /// Both of a pair; nothing when neither is called otherwise. Which one comes first stays: that
    /// goes by their dossiers, and they are never of the same.
    fn pair(&self, first: &str, second: &str) -> Option<(String, String)> {
        let (new_first, new_second) = (self.0.get(first), self.0.get(second));
        if new_first.is_none() && new_second.is_none() {
            return None;
        }
        let or_old = |new: Option<&String>, old: &str| new.map_or(old.to_owned(), String::clone);
        Some((or_old(new_first, first), or_old(new_second, second)))
    }
}

/// Gives each subject of a municipality an id, and calls it so everywhere.
pub async fn name_subjects(tx: &mut Tx, app: &App, tenant: Tenant) -> Result<()> {
    let (mut names, mut last) = (Names::default(), (0i64, Uuid::nil()));
    loop {
        let sql = "select {row} from signal where tenant = $1 and (arrival, id) > ($2, $3)
            order by arrival, id limit 200";
        let rows = proof::rows::<Signal>(tx, sql, params![tenant, last.0, last.1]).await?;
        let Some(row) = rows.last() else { break };
        last = (row.get("arrival")?, row.get("id")?);
        for row in &rows {
            // One that does not open keeps nobody from working: `meldroute check` names it.
            let Ok(mut signal) = proof::read::<Signal>(tx, app, row) else {
                continue;
            };
            names.of(signal.id, PLACE, "plaats");
            match in_report(app, &mut signal, &mut names) {
                Ok(true) => proof::save(tx, app, &mut signal).await?,
                Ok(false) => {}
                Err(error) if error.is_damage() => {}
                Err(error) => return Err(error),
            }
        }
    }
    in_judgements(tx, app, tenant, &names).await?;
    in_questions(tx, tenant, &names).await
}

/// Gives the subjects of one report an id; false when there are none.
fn in_report(app: &App, signal: &mut Signal, names: &mut Names) -> Result<bool> {
    let (id, key) = (signal.id, signal.key(app)?);
    let place = format!("signal:{id}");
    let mut report: Json = serde_json::from_slice(&key.open(&signal.content, &place)?)?;
    let subjects = report.get_mut("subjects").and_then(Json::as_array_mut);
    let subjects = subjects.filter(|subjects| !subjects.is_empty());
    let Some(subjects) = subjects else {
        return Ok(false);
    };
    for (at, subject) in subjects.iter_mut().enumerate() {
        let name = app.clock.id_without_time().to_string();
        names.of(id, at, &name);
        if let Some(subject) = subject.as_object_mut() {
            subject.insert("id".to_owned(), name.into());
        }
    }
    signal.content = key.seal(&serde_json::to_vec(&report)?, &place);
    Ok(true)
}

/// What is judged is the key of a row: it makes way for one that says the same of the same.
async fn in_judgements(tx: &mut Tx, app: &App, tenant: Tenant, names: &Names) -> Result<()> {
    let sql = "select {row} from judgement where tenant = $1";
    for row in proof::rows::<Judgement>(tx, sql, params![tenant]).await? {
        let Ok(mut judgement) = proof::read::<Judgement>(tx, app, &row) else {
            continue;
        };
        let (first, second) = (&judgement.first_thing, &judgement.second_thing);
        let Some((first, second)) = names.pair(first, second) else {
            continue;
        };
        let gone = proof::remove(tx, app, &judgement).await?;
        (judgement.first_thing, judgement.second_thing) = (first, second);
        if !(gone && proof::insert(tx, app, &judgement).await?) {
            return Err(Error::Conflict);
        }
    }
    Ok(())
}

async fn in_questions(tx: &mut Tx, tenant: Tenant, names: &Names) -> Result<()> {
    let rows = tx
        .rows(
            "select first_thing, second_thing from reopen_question where tenant = $1",
            params![tenant],
        )
        .await?;
    for row in rows {
        let (first, second): (String, String) = (row.get("first_thing")?, row.get("second_thing")?);
        if let Some((new_first, new_second)) = names.pair(&first, &second) {
            tx.exec(
                "update reopen_question set first_thing = $4, second_thing = $5
                 where tenant = $1 and first_thing = $2 and second_thing = $3",
                params![tenant, first, second, new_first, new_second],
            )
            .await?;
        }
    }
    Ok(())
}
