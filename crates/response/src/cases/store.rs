//! Cases in the database. Of a case its state and the hour of it stand in the clear; what it is about is sealed under a
//! key of its own. What concerns a dossier is sealed under the key of that dossier, and goes with it.

use std::collections::BTreeSet;

use platform::db::{Column, Migration, Reader, Row, Tx, Value, misread};
use platform::proof::{self, Noted, Standing};
use platform::{App, DossierId, Error, Millis, Result, Tenant, guarded, params};
use route::dossiers::{Dossier, Line};
use route::parts::Holding;
use uuid::Uuid;
use vault::Key;

use super::model::{CaseId, Content, Entry, Joined, Part, PartId, Stands, State};

pub const MIGRATIONS: &[Migration] = &[
    Migration {
    id: "response-3-cases",
    sql: "create table case_file (
  id {uuid} primary key, tenant {uuid} not null, state text not null, at {int} not null,
  wrapped_key {bytes} not null, sealed {bytes} not null, version {int} not null, proof {bytes} not null){strict};
create index case_file_state on case_file (tenant, state, at, id);
create table case_part (
  id {uuid} primary key, tenant {uuid} not null, case_id {uuid} not null references case_file (id) on delete cascade,
  signal {uuid} not null references signal (id) on delete cascade, stands text not null, at {int} not null,
  sealed {bytes} not null, version {int} not null, proof {bytes} not null){strict};
create unique index case_part_once on case_part (case_id, signal);
create index case_part_signal on case_part (signal, tenant);
create table case_entry (
  id {uuid} primary key, tenant {uuid} not null, case_id {uuid} not null references case_file (id) on delete cascade,
  signal {uuid} references signal (id) on delete cascade, at {int} not null,
  sealed {bytes} not null, proof {bytes} not null){strict};
create index case_entry_case on case_entry (case_id, tenant);
create index case_entry_signal on case_entry (signal, tenant);
create table case_hint (
  tenant {uuid} not null, case_id {uuid} not null references case_file (id) on delete cascade,
  signal {uuid} not null references signal (id) on delete cascade, state text not null, at {int} not null,
  primary key (case_id, signal)){strict};
create index case_hint_signal on case_hint (signal, tenant);
create index case_hint_state on case_hint (tenant, state, at);
",
},
    // In the order in which they are read.
    Migration {
        id: "response-4-hints-in-order",
        sql: "drop index case_hint_state;
create index case_hint_waits on case_hint (tenant, state, at, case_id, signal);
",
    },
];

macro_rules! columns {
    ($($name:ident),+) => {$(
        impl Column for $name {
            fn read(row: &Row, name: &str) -> Result<Self> {
                Self::parse(&row.get::<String>(name)?).ok_or_else(|| misread(name))
            }

            fn value(&self) -> Value {
                self.id().into()
            }
        }
    )+};
}
columns!(State, Stands);

/// The row: who may still do something follows from its state.
struct OfCase {
    id: CaseId,
    tenant: Tenant,
    state: State,
    at: Millis,
    wrapped_key: Vec<u8>,
    sealed: Vec<u8>,
    version: i64,
}

guarded!(
    OfCase,
    "case_file",
    |row| Noted::InAudit(row.tenant),
    version,
    key[id],
    [tenant, state, at, wrapped_key, sealed, version]
);

struct OfPart {
    id: PartId,
    tenant: Tenant,
    case_id: CaseId,
    signal: DossierId,
    stands: Stands,
    at: Millis,
    sealed: Vec<u8>,
    version: i64,
}

guarded!(
    OfPart,
    "case_part",
    |row| Noted::InAudit(row.tenant),
    version,
    key[id],
    [tenant, case_id, signal, stands, at, sealed, version]
);

struct OfEntry {
    id: Uuid,
    tenant: Tenant,
    case_id: CaseId,
    signal: Option<DossierId>,
    at: Millis,
    sealed: Vec<u8>,
}

guarded!(
    OfEntry,
    "case_entry",
    |row| Noted::InAudit(row.tenant),
    once,
    key[id],
    [tenant, case_id, signal, at, sealed]
);

fn key_place(id: CaseId) -> String {
    format!("case:{id}")
}

fn place(row: &OfCase) -> String {
    format!("case content:{}:{}:{}", row.id, row.state.id(), row.at)
}

fn place_of_part(row: &OfPart) -> String {
    let (id, case, stands, at) = (row.id, row.case_id, row.stands.id(), row.at);
    format!("case part:{id}:{case}:{stands}:{at}")
}

fn place_of_entry(row: &OfEntry) -> String {
    let about = row.signal.map(|id| id.to_string()).unwrap_or_default();
    format!("case entry:{}:{}:{about}:{}", row.id, row.case_id, row.at)
}

/// A case, opened.
#[derive(Clone)]
pub struct Case {
    pub id: CaseId,
    pub tenant: Tenant,
    pub state: State,
    /// The hour since which it stands so.
    pub at: Millis,
    pub content: Content,
    pub version: i64,
    key: Key,
}

impl Case {
    /// A new one.
    #[must_use]
    pub fn begun(app: &App, tenant: Tenant, at: Millis, content: Content) -> Self {
        Self {
            id: app.clock.id_without_time().into(),
            tenant,
            state: State::Open,
            at,
            content,
            version: 0,
            key: Key::random(),
        }
    }

    #[must_use]
    pub fn is_open(&self) -> bool {
        self.state == State::Open
    }

    #[must_use]
    pub fn title(&self) -> &str {
        &self.content.head.title
    }
}

impl OfCase {
    fn open(self, app: &App) -> Result<Case> {
        let here = app.keys.tenant(self.tenant)?;
        let key = here.unwrap_key(&self.wrapped_key, &key_place(self.id))?;
        let content = serde_json::from_slice(&key.open(&self.sealed, &place(&self))?)?;
        Ok(Case {
            id: self.id,
            tenant: self.tenant,
            state: self.state,
            at: self.at,
            content,
            version: self.version,
            key,
        })
    }
}

impl OfPart {
    fn open(self, dossier: &Dossier) -> Result<Part> {
        Ok(Part {
            joined: dossier.unseal::<Joined>(&self.sealed, &place_of_part(&self))?,
            id: self.id,
            case: self.case_id,
            dossier: self.signal,
            stands: self.stands,
            at: self.at,
            version: self.version,
        })
    }
}

/// Writes a case as it is now; a new one has version 0.
///
/// # Errors
/// `Conflict` when somebody changed it since.
pub async fn save(tx: &mut Tx, app: &App, case: &Case) -> Result<()> {
    let here = app.keys.tenant(case.tenant)?;
    let mut row = OfCase {
        id: case.id,
        tenant: case.tenant,
        state: case.state,
        at: case.at,
        wrapped_key: here.wrap(&case.key, &key_place(case.id)),
        sealed: Vec::new(),
        version: case.version,
    };
    row.sealed = case
        .key
        .seal(&serde_json::to_vec(&case.content)?, &place(&row));
    proof::save(tx, app, &mut row).await
}

/// Writes a dossier in a case as it is now; a new one has version 0.
///
/// # Errors
/// `Conflict` when somebody changed it since.
pub async fn save_part(tx: &mut Tx, app: &App, dossier: &Dossier, part: &Part) -> Result<()> {
    let mut row = OfPart {
        id: part.id,
        tenant: dossier.tenant(),
        case_id: part.case,
        signal: dossier.id(),
        stands: part.stands,
        at: part.at,
        sealed: Vec::new(),
        version: part.version,
    };
    row.sealed = dossier.seal(&part.joined, &place_of_part(&row))?;
    proof::save(tx, app, &mut row).await
}

/// Writes down what somebody wrote, of the case or of one of its dossiers. `false`: the same form wrote the same before.
/// What it says in other words is an entry of its own.
pub async fn add_entry(
    tx: &mut Tx,
    app: &App,
    case: &Case,
    about: Option<&Dossier>,
    (form, entry, at): (Uuid, &Entry, Millis),
) -> Result<bool> {
    if insert_entry(tx, app, (case, about), (form, entry, at)).await? {
        return Ok(true);
    }
    let is_same = |one: &Entry| {
        (one.kind, &one.text, one.signed.by) == (entry.kind, &entry.text, entry.signed.by)
    };
    let is_there = match about {
        Some(dossier) => {
            let (all, _) = legible_about(tx, app, dossier).await?;
            all.iter().any(|(of, one)| *of == case.id && is_same(one))
        }
        None => legible_of(tx, app, case).await?.0.iter().any(is_same),
    };
    if is_there {
        return Ok(false);
    }
    let anew = (app.clock.id_without_time(), entry, at);
    insert_entry(tx, app, (case, about), anew).await
}

async fn insert_entry(
    tx: &mut Tx,
    app: &App,
    (case, about): (&Case, Option<&Dossier>),
    (id, entry, at): (Uuid, &Entry, Millis),
) -> Result<bool> {
    let mut row = OfEntry {
        id,
        tenant: case.tenant,
        case_id: case.id,
        signal: about.map(Dossier::id),
        at,
        sealed: Vec::new(),
    };
    let place = place_of_entry(&row);
    row.sealed = match about {
        Some(dossier) => dossier.seal(entry, &place)?,
        None => case.key.seal(&serde_json::to_vec(entry)?, &place),
    };
    proof::insert(tx, app, &row).await
}

/// One of this municipality.
///
/// # Errors
/// `NotFound` when it has no such case.
pub async fn one(tx: &mut Reader, app: &App, tenant: Tenant, id: CaseId) -> Result<Case> {
    let sql = "select {row} from case_file where id = $1 and tenant = $2";
    let row: OfCase = proof::must(tx, app, sql, params![id, tenant]).await?;
    row.open(app)
}

fn opened(app: &App, rows: Vec<OfCase>) -> Result<Vec<Case>> {
    let opened = rows.into_iter().map(|row| row.open(app));
    opened
        .filter(|one| !matches!(one, Err(error) if error.is_damage()))
        .collect()
}

/// Those that are open, the latest first.
pub const OPEN: &str =
    "select {row} from case_file where tenant = $1 and state = 'open' order by at desc, id desc";

/// The same, opened. A damaged one is not among them: `meldroute check` names it.
pub async fn all_open(tx: &mut Reader, app: &App, tenant: Tenant) -> Result<Vec<Case>> {
    let rows = proof::those_that_stand(tx, app, OPEN, params![tenant]).await?;
    opened(app, rows)
}

/// A stretch of those that were closed, the latest first.
pub const CLOSED: &str =
    "select {row} from case_file where tenant = $1 and state = 'closed' and (at, id) < ($2, $3)
  order by at desc, id desc limit $4";

/// The same, opened.
pub async fn closed_before(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    (line, limit): (Line, i64),
) -> Result<Vec<Case>> {
    let values = params![tenant, line.at, line.id, limit];
    let rows = proof::those_that_stand(tx, app, CLOSED, values).await?;
    opened(app, rows)
}

/// Which dossiers a case has, and whether they are in it; unopened.
pub async fn dossiers_of(
    tx: &mut Reader,
    tenant: Tenant,
    id: CaseId,
) -> Result<Vec<(DossierId, Stands)>> {
    let sql =
        "select signal, stands from case_part where case_id = $1 and tenant = $2 order by at, id";
    let rows = tx.rows(sql, params![id, tenant]).await?;
    let each = rows
        .iter()
        .map(|row| Ok((row.get("signal")?, row.get("stands")?)));
    each.collect()
}

/// A dossier in a case; `None` when it never was.
pub async fn part(
    tx: &mut Reader,
    app: &App,
    id: CaseId,
    dossier: &Dossier,
) -> Result<Option<Part>> {
    let sql = "select {row} from case_part where case_id = $1 and signal = $2 and tenant = $3";
    let values = params![id, dossier.id(), dossier.tenant()];
    let row = proof::one::<OfPart>(tx, app, sql, values).await?;
    row.map(|row| row.open(dossier)).transpose()
}

/// In which cases a dossier is and was, the oldest first.
pub async fn of_dossier(tx: &mut Reader, app: &App, dossier: &Dossier) -> Result<Vec<Part>> {
    let sql = "select {row} from case_part where signal = $1 and tenant = $2 order by at, id";
    let values = params![dossier.id(), dossier.tenant()];
    let rows: Vec<OfPart> = proof::all_or_fault(tx, app, sql, values).await?;
    rows.into_iter().map(|row| row.open(dossier)).collect()
}

/// The same, for what is shown: those that can be read, and how many more there are. One that is damaged keeps nobody from
/// the dossier.
pub async fn legible(tx: &mut Reader, app: &App, dossier: &Dossier) -> Result<(Vec<Part>, usize)> {
    let sql = "select {row} from case_part where signal = $1 and tenant = $2 order by at, id";
    let values = || params![dossier.id(), dossier.tenant()];
    let rows: Vec<OfPart> = proof::those_that_stand(tx, app, sql, values()).await?;
    let parts = rows.into_iter().map(|row| row.open(dossier));
    let parts: Vec<Part> = parts.filter(stands).collect::<Result<_>>()?;
    let all = "select id from case_part where signal = $1 and tenant = $2";
    let damaged = tx.rows(all, values()).await?.len() - parts.len();
    Ok((parts, damaged))
}

/// Cases that have a dossier now; unopened.
pub async fn with_dossiers(tx: &mut Reader, tenant: Tenant) -> Result<BTreeSet<CaseId>> {
    let sql = "select distinct case_id from case_part where tenant = $1 and stands = 'in'";
    let rows = tx.rows(sql, params![tenant]).await?;
    rows.iter().map(|row| row.get("case_id")).collect()
}

fn stands<T>(one: &Result<T>) -> bool {
    !matches!(one, Err(error) if error.is_damage())
}

/// What was written of the case itself.
async fn entries(tx: &mut Reader, app: &App, case: &Case) -> Result<Vec<Entry>> {
    let sql = "select {row} from case_entry where case_id = $1 and tenant = $2 and signal is null order by at, id";
    let values = params![case.id, case.tenant];
    let rows: Vec<OfEntry> = proof::all_or_fault(tx, app, sql, values).await?;
    let open = |row: OfEntry| {
        let plain = case.key.open(&row.sealed, &place_of_entry(&row))?;
        Ok(serde_json::from_slice(&plain)?)
    };
    rows.into_iter().map(open).collect()
}

/// The same, for what is shown: what can be read of it, and how much more there is. One that is damaged keeps nobody from
/// the case.
pub async fn legible_of(tx: &mut Reader, app: &App, case: &Case) -> Result<(Vec<Entry>, usize)> {
    let sql = "select {row} from case_entry where case_id = $1 and tenant = $2 and signal is null order by at, id";
    let values = || params![case.id, case.tenant];
    let rows: Vec<OfEntry> = proof::those_that_stand(tx, app, sql, values()).await?;
    let open = |row: OfEntry| {
        let plain = case.key.open(&row.sealed, &place_of_entry(&row))?;
        Ok(serde_json::from_slice(&plain)?)
    };
    let entries: Vec<Entry> = rows
        .into_iter()
        .map(open)
        .filter(stands)
        .collect::<Result<_>>()?;
    let all = "select id from case_entry where case_id = $1 and tenant = $2 and signal is null";
    let damaged = tx.rows(all, values()).await?.len() - entries.len();
    Ok((entries, damaged))
}

/// What was written in cases about one dossier: of which case, and what.
async fn entries_about(
    tx: &mut Reader,
    app: &App,
    dossier: &Dossier,
) -> Result<Vec<(CaseId, Entry)>> {
    let sql = "select {row} from case_entry where signal = $1 and tenant = $2 order by at, id";
    let values = params![dossier.id(), dossier.tenant()];
    let rows: Vec<OfEntry> = proof::all_or_fault(tx, app, sql, values).await?;
    let open = |row: OfEntry| {
        Ok((
            row.case_id,
            dossier.unseal(&row.sealed, &place_of_entry(&row))?,
        ))
    };
    rows.into_iter().map(open).collect()
}

/// The same, for what is shown: what can be read of it, and how much more there is.
pub async fn legible_about(
    tx: &mut Reader,
    app: &App,
    dossier: &Dossier,
) -> Result<(Vec<(CaseId, Entry)>, usize)> {
    let sql = "select {row} from case_entry where signal = $1 and tenant = $2 order by at, id";
    let values = || params![dossier.id(), dossier.tenant()];
    let rows: Vec<OfEntry> = proof::those_that_stand(tx, app, sql, values()).await?;
    let open = |row: OfEntry| {
        let entry = dossier.unseal(&row.sealed, &place_of_entry(&row))?;
        Ok((row.case_id, entry))
    };
    let entries: Vec<(CaseId, Entry)> = rows
        .into_iter()
        .map(open)
        .filter(stands)
        .collect::<Result<_>>()?;
    let all = "select id from case_entry where signal = $1 and tenant = $2";
    let damaged = tx.rows(all, values()).await?.len() - entries.len();
    Ok((entries, damaged))
}

/// Cases of which no dossier is left that is in them.
pub async fn without_dossiers(tx: &mut Reader, tenant: Tenant) -> Result<Vec<CaseId>> {
    let sql = "select id from case_file f where tenant = $1 and not exists (
        select 1 from case_part p where p.case_id = f.id and p.stands = 'in')";
    let rows = tx.rows(sql, params![tenant]).await?;
    rows.iter().map(|row| row.get("id")).collect()
}

/// Takes a case away with its only key, and everything that hangs on it.
pub async fn destroy(tx: &mut Tx, app: &App, tenant: Tenant, id: CaseId) -> Result<()> {
    let parts = "select {row} from case_part where case_id = $1 and tenant = $2";
    for row in proof::those_that_stand::<OfPart>(tx, app, parts, params![id, tenant]).await? {
        proof::remove(tx, app, &row).await?;
    }
    let entries = "select {row} from case_entry where case_id = $1 and tenant = $2";
    for row in proof::those_that_stand::<OfEntry>(tx, app, entries, params![id, tenant]).await? {
        proof::remove(tx, app, &row).await?;
    }
    let sql = "select {row} from case_file where id = $1 and tenant = $2";
    let row: OfCase = proof::must(tx, app, sql, params![id, tenant]).await?;
    if proof::remove(tx, app, &row).await? {
        Ok(())
    } else {
        Err(Error::Conflict)
    }
}

/// For `meldroute check`: each row, and what stands in it.
pub async fn standing(tx: &mut Reader, app: &App, tenant: Tenant) -> Result<Standing> {
    let mut found = proof::standing::<OfCase>(tx, app, tenant).await?;
    found.extend(proof::standing::<OfPart>(tx, app, tenant).await?);
    found.extend(proof::standing::<OfEntry>(tx, app, tenant).await?);
    Ok(found)
}

/// `meldroute check` opens what concerns a dossier.
pub const OF_DOSSIER: Holding = Holding::OfDossier(|tx, app, open| {
    Box::pin(async move {
        of_dossier(tx, app, open).await?;
        entries_about(tx, app, open).await.map(|_| ())
    })
});

/// And what the cases are about.
pub const BESIDE: Holding = Holding::Beside("cases", |tx, app, tenant| {
    Box::pin(async move {
        let sql = "select {row} from case_file where tenant = $1 order by id";
        let rows: Vec<OfCase> = proof::all_or_fault(tx, app, sql, params![tenant]).await?;
        for row in rows {
            let case = row.open(app)?;
            entries(tx, app, &case).await?;
        }
        Ok(())
    })
});
