//! Meetings in the database. Of a meeting table, moment and state stand in the clear; who comes is sealed under the
//! municipality's key, and what is brought under that of its dossier: it goes with that dossier.

use platform::db::{Column, Migration, Reader, Row, Tx, Value, misread};
use platform::proof::{self, Noted, Standing};
use platform::{App, DossierId, Millis, Result, Tenant, guarded, params};
use policy::TableId;
use route::dossiers::{self, Dossier, Line};
use route::parts::Holding;
use vault::Key;

use super::model::{Content, Item, ItemId, Meeting, MeetingId, State};

pub const MIGRATIONS: &[Migration] = &[Migration {
    id: "response-2-meetings",
    sql: "create table meeting (
  id {uuid} primary key, tenant {uuid} not null, place text not null, at {int} not null, state text not null,
  sealed {bytes} not null, version {int} not null, proof {bytes} not null){strict};
create index meeting_tenant on meeting (tenant, at, id);
create table meeting_item (
  id {uuid} primary key, tenant {uuid} not null, meeting {uuid} not null references meeting (id) on delete cascade,
  signal {uuid} not null references signal (id) on delete cascade, number {int} not null,
  sealed {bytes} not null, version {int} not null, proof {bytes} not null){strict};
create index meeting_item_meeting on meeting_item (meeting, tenant, number);
create index meeting_item_signal on meeting_item (signal, tenant);
",
}];

impl Column for State {
    fn read(row: &Row, name: &str) -> Result<Self> {
        Self::parse(&row.get::<String>(name)?).ok_or_else(|| misread(name))
    }

    fn value(&self) -> Value {
        self.id().into()
    }
}

/// The row: who may read it follows from its table and its state.
struct OfMeeting {
    id: MeetingId,
    tenant: Tenant,
    place: TableId,
    at: Millis,
    state: State,
    sealed: Vec<u8>,
    version: i64,
}

guarded!(
    OfMeeting,
    "meeting",
    |row| Noted::InAudit(row.tenant),
    version,
    key[id],
    [tenant, place, at, state, sealed, version]
);

struct OfItem {
    id: ItemId,
    tenant: Tenant,
    meeting: MeetingId,
    signal: DossierId,
    number: i64,
    sealed: Vec<u8>,
    version: i64,
}

guarded!(
    OfItem,
    "meeting_item",
    |row| Noted::InAudit(row.tenant),
    version,
    key[id],
    [tenant, meeting, signal, number, sealed, version]
);

fn key(app: &App, tenant: Tenant) -> Result<Key> {
    Ok(app.keys.tenant(tenant)?.derive("meetings"))
}

fn place_of(row: &OfMeeting) -> String {
    format!("meeting:{}:{}:{}", row.id, row.place, row.at)
}

fn place_of_item(row: &OfItem) -> String {
    let (id, meeting, number) = (row.id, row.meeting, row.number);
    format!("meeting item:{id}:{meeting}:{number}")
}

impl OfMeeting {
    fn open(self, app: &App) -> Result<Meeting> {
        let plain = key(app, self.tenant)?.open(&self.sealed, &place_of(&self))?;
        let content: Content = serde_json::from_slice(&plain)?;
        Ok(Meeting {
            id: self.id,
            table: self.place,
            at: self.at,
            state: self.state,
            content,
            version: self.version,
        })
    }
}

impl OfItem {
    fn open(self, dossier: &Dossier) -> Result<Item> {
        Ok(Item {
            brought: dossier.unseal(&self.sealed, &place_of_item(&self))?,
            id: self.id,
            dossier: self.signal,
            meeting: self.meeting,
            number: self.number,
            version: self.version,
        })
    }
}

/// Writes a meeting as it is now; a new one has version 0.
///
/// # Errors
/// `Conflict` when somebody changed it since.
pub async fn save(tx: &mut Tx, app: &App, tenant: Tenant, meeting: &Meeting) -> Result<()> {
    let mut row = OfMeeting {
        id: meeting.id,
        tenant,
        place: meeting.table.clone(),
        at: meeting.at,
        state: meeting.state,
        sealed: Vec::new(),
        version: meeting.version,
    };
    let plain = serde_json::to_vec(&meeting.content)?;
    row.sealed = key(app, tenant)?.seal(&plain, &place_of(&row));
    proof::save(tx, app, &mut row).await
}

/// Writes an item as it is now; a new one has version 0.
///
/// # Errors
/// `Conflict` when somebody changed it since.
pub async fn save_item(tx: &mut Tx, app: &App, dossier: &Dossier, item: &Item) -> Result<()> {
    let mut row = OfItem {
        id: item.id,
        tenant: dossier.tenant(),
        meeting: item.meeting,
        signal: dossier.id(),
        number: item.number,
        sealed: Vec::new(),
        version: item.version,
    };
    row.sealed = dossier.seal(&item.brought, &place_of_item(&row))?;
    proof::save(tx, app, &mut row).await
}

/// One of this municipality.
///
/// # Errors
/// `NotFound` when it has no such meeting.
pub async fn one(tx: &mut Reader, app: &App, tenant: Tenant, id: MeetingId) -> Result<Meeting> {
    let sql = "select {row} from meeting where id = $1 and tenant = $2";
    let row: OfMeeting = proof::must(tx, app, sql, params![id, tenant]).await?;
    row.open(app)
}

fn opened(app: &App, rows: Vec<OfMeeting>) -> Result<Vec<Meeting>> {
    let opened = rows.into_iter().map(|row| row.open(app));
    opened
        .filter(|one| !matches!(one, Err(error) if error.is_damage()))
        .collect()
}

/// Every meeting, the latest first.
pub const ALL: &str = "select {row} from meeting where tenant = $1 order by at desc, id desc";

/// The same, opened. A damaged one is not among them: `meldroute check` names it.
pub async fn all(tx: &mut Reader, app: &App, tenant: Tenant) -> Result<Vec<Meeting>> {
    let rows = proof::those_that_stand(tx, app, ALL, params![tenant]).await?;
    opened(app, rows)
}

/// A stretch of them, the latest first.
pub const BEFORE: &str = "select {row} from meeting where tenant = $1 and (at, id) < ($2, $3)
  order by at desc, id desc limit $4";

/// The same, opened.
pub async fn before(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    (line, limit): (Line, i64),
) -> Result<Vec<Meeting>> {
    let values = params![tenant, line.at, line.id, limit];
    opened(app, proof::those_that_stand(tx, app, BEFORE, values).await?)
}

/// Those of a period, the latest first.
pub const BETWEEN: &str = "select {row} from meeting where tenant = $1 and at >= $2 and at < $3
  order by at desc, id desc";

/// The same, opened.
pub async fn between(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    (since, until): (Millis, Millis),
) -> Result<Vec<Meeting>> {
    let values = params![tenant, since, until];
    opened(
        app,
        proof::those_that_stand(tx, app, BETWEEN, values).await?,
    )
}

/// Those of before this moment that nobody closed, the oldest first.
pub async fn forgotten(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    before: Millis,
) -> Result<Vec<Meeting>> {
    let sql = "select {row} from meeting where tenant = $1 and at < $2 and state <> 'closed' order by at, id";
    let rows: Vec<OfMeeting> =
        proof::those_that_stand(tx, app, sql, params![tenant, before]).await?;
    opened(app, rows)
}

/// Those that are closed, and of which every dossier is gone.
pub async fn emptied(tx: &mut Reader, app: &App, tenant: Tenant) -> Result<Vec<MeetingId>> {
    let sql = "select {row} from meeting where tenant = $1 and state = 'closed'
      and not exists (select 1 from meeting_item where meeting_item.meeting = meeting.id) order by at, id";
    let rows: Vec<OfMeeting> = proof::those_that_stand(tx, app, sql, params![tenant]).await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// Takes a meeting away, with who came.
pub async fn remove(tx: &mut Tx, app: &App, tenant: Tenant, id: MeetingId) -> Result<()> {
    let sql = "select {row} from meeting where id = $1 and tenant = $2";
    let row: OfMeeting = proof::must(tx, app, sql, params![id, tenant]).await?;
    proof::remove(tx, app, &row).await?;
    Ok(())
}

/// What is brought to a meeting, in order, each with its dossier. What was destroyed is not there.
pub async fn items(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    meeting: MeetingId,
) -> Result<Vec<(Item, Dossier)>> {
    let sql =
        "select {row} from meeting_item where meeting = $1 and tenant = $2 order by number, id";
    let rows: Vec<OfItem> = proof::those_that_stand(tx, app, sql, params![meeting, tenant]).await?;
    let mut found = Vec::new();
    for row in rows {
        let Some(dossier) = dossiers::if_there(tx, app, tenant, row.signal).await? else {
            continue;
        };
        match row.open(&dossier) {
            Err(error) if error.is_damage() => {}
            item => found.push((item?, dossier)),
        }
    }
    Ok(found)
}

/// What was brought of a dossier, the oldest first.
pub async fn of_dossier(tx: &mut Reader, app: &App, dossier: &Dossier) -> Result<Vec<Item>> {
    let sql = "select {row} from meeting_item where signal = $1 and tenant = $2 order by id";
    let rows: Vec<OfItem> =
        proof::all_or_fault(tx, app, sql, params![dossier.id(), dossier.tenant()]).await?;
    rows.into_iter().map(|row| row.open(dossier)).collect()
}

/// For `meldroute check`: each row, and what stands in it.
pub async fn standing(tx: &mut Reader, app: &App, tenant: Tenant) -> Result<Standing> {
    let mut found = proof::standing::<OfMeeting>(tx, app, tenant).await?;
    found.extend(proof::standing::<OfItem>(tx, app, tenant).await?);
    Ok(found)
}

/// `meldroute check` opens what was brought.
pub const OF_DOSSIER: Holding = Holding::OfDossier(|tx, app, open| {
    Box::pin(async move { of_dossier(tx, app, open).await.map(|_| ()) })
});

/// And who comes.
pub const BESIDE: Holding = Holding::Beside("meetings", |tx, app, tenant| {
    Box::pin(async move {
        let sql = "select {row} from meeting where tenant = $1 order by id";
        let rows: Vec<OfMeeting> = proof::all_or_fault(tx, app, sql, params![tenant]).await?;
        rows.into_iter().try_for_each(|row| row.open(app).map(drop))
    })
});
