//! Where locations are: each under a key of its own. Of the address the database holds keyed fingerprints.

use platform::db::{Column, Migration, Reader, Row, Tx, Value, misread};
use platform::proof::{self, Noted, Standing};
use platform::{App, Error, Millis, Result, Tenant, guarded, params};
use route::dossiers::Line;
use route::parts::Holding;
use uuid::Uuid;
use vault::Key;

use super::address::Prints;
use super::model::{Content, Kind, LocationId, State};

pub const MIGRATIONS: &[Migration] = &[Migration {
    id: "response-7-locations",
    sql: "create table location (
  id {uuid} primary key, tenant {uuid} not null, kind text not null, state text not null, next_at {int} not null,
  at {int} not null, by_street {bytes} not null, by_code {bytes} not null, wrapped_key {bytes} not null,
  sealed {bytes} not null, version {int} not null, proof {bytes} not null){strict};
create index location_list on location (tenant, state, next_at, id);
create index location_kind on location (tenant, kind, state, next_at, id);
create index location_street on location (by_street, tenant);
create index location_code on location (by_code, tenant);
create table location_link (
  id {uuid} primary key, tenant {uuid} not null, location {uuid} not null references location (id) on delete cascade,
  signal {uuid} not null references signal (id) on delete cascade, at {int} not null,
  sealed {bytes} not null, proof {bytes} not null){strict};
create unique index location_link_once on location_link (location, signal);
create index location_link_tenant on location_link (tenant, location);
create index location_link_signal on location_link (signal, tenant);
",
}];

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
columns!(State, Kind);

/// No look is planned.
pub const UNPLANNED: Millis = Millis::MAX;

/// The row: whether it is watched, and when somebody must look.
struct OfLocation {
    id: LocationId,
    tenant: Tenant,
    kind: Kind,
    state: State,
    next_at: Millis,
    at: Millis,
    by_street: Vec<u8>,
    by_code: Vec<u8>,
    wrapped_key: Vec<u8>,
    sealed: Vec<u8>,
    version: i64,
}

guarded!(
    OfLocation,
    "location",
    |row| Noted::InAudit(row.tenant),
    version,
    key[id],
    [
        tenant,
        kind,
        state,
        next_at,
        at,
        by_street,
        by_code,
        wrapped_key,
        sealed,
        version
    ]
);

fn key_place(id: LocationId) -> String {
    format!("location:{id}")
}

fn place(row: &OfLocation) -> String {
    let (id, kind, state) = (row.id, row.kind.id(), row.state.id());
    format!(
        "location content:{id}:{kind}:{state}:{}:{}",
        row.next_at, row.at
    )
}

/// A location, opened.
#[derive(Clone)]
pub struct Location {
    pub id: LocationId,
    pub tenant: Tenant,
    pub state: State,
    /// By the end of this day somebody must look; [`UNPLANNED`]: nothing is planned.
    pub next_at: Millis,
    /// The hour since which it stands so.
    pub at: Millis,
    pub content: Content,
    pub version: i64,
    key: Key,
}

impl Location {
    /// A new one.
    #[must_use]
    pub fn begun(
        (id, tenant): (LocationId, Tenant),
        (at, next_at): (Millis, Millis),
        content: Content,
    ) -> Self {
        Self {
            id,
            tenant,
            state: State::Watched,
            next_at,
            at,
            content,
            version: 0,
            key: Key::random(),
        }
    }

    #[must_use]
    pub fn is_watched(&self) -> bool {
        self.state == State::Watched
    }

    /// By when somebody must look, if that is planned.
    #[must_use]
    pub fn due(&self) -> Option<Millis> {
        (self.next_at != UNPLANNED).then_some(self.next_at)
    }

    /// Should somebody have looked by now?
    #[must_use]
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "as templates call it")]
    pub fn is_late(&self, now: &Millis) -> bool {
        self.next_at < *now
    }

    /// Its address on one line.
    #[must_use]
    pub fn line(&self) -> String {
        self.content.head.address.line()
    }
}

impl OfLocation {
    fn open(self, app: &App) -> Result<Location> {
        let here = app.keys.tenant(self.tenant)?;
        let key = here.unwrap_key(&self.wrapped_key, &key_place(self.id))?;
        let content = serde_json::from_slice(&key.open(&self.sealed, &place(&self))?)?;
        Ok(Location {
            id: self.id,
            tenant: self.tenant,
            state: self.state,
            next_at: self.next_at,
            at: self.at,
            content,
            version: self.version,
            key,
        })
    }
}

/// Writes a location as it is now; a new one has version 0.
///
/// # Errors
/// `Conflict` when somebody changed it since.
pub async fn save(tx: &mut Tx, app: &App, location: &Location) -> Result<()> {
    let here = app.keys.tenant(location.tenant)?;
    let prints = location.content.head.address.prints(app, location.tenant)?;
    let mut row = OfLocation {
        id: location.id,
        tenant: location.tenant,
        kind: location.content.head.kind,
        state: location.state,
        next_at: location.next_at,
        at: location.at,
        by_street: prints.by_street,
        by_code: prints.by_code,
        wrapped_key: here.wrap(&location.key, &key_place(location.id)),
        sealed: Vec::new(),
        version: location.version,
    };
    let plain = serde_json::to_vec(&location.content)?;
    row.sealed = location.key.seal(&plain, &place(&row));
    proof::save(tx, app, &mut row).await
}

/// One of this municipality; `None` when it has no such location.
pub async fn find(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    id: LocationId,
) -> Result<Option<Location>> {
    let sql = "select {row} from location where id = $1 and tenant = $2";
    let row = proof::one::<OfLocation>(tx, app, sql, params![id, tenant]).await?;
    row.map(|row| row.open(app)).transpose()
}

/// The same, of one that must be there.
///
/// # Errors
/// `NotFound` when it is not.
pub async fn one(tx: &mut Reader, app: &App, tenant: Tenant, id: LocationId) -> Result<Location> {
    find(tx, app, tenant, id).await?.ok_or(Error::NotFound)
}

fn opened(app: &App, rows: Vec<OfLocation>) -> Result<Vec<Location>> {
    let opened = rows.into_iter().map(|row| row.open(app));
    opened
        .filter(|one| !matches!(one, Err(error) if error.is_damage()))
        .collect()
}

/// Those at the same address, what is watched first.
pub async fn same(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    prints: &Prints,
) -> Result<Vec<Location>> {
    let by_street = "select {row} from location where by_street = $1 and tenant = $2";
    let by_code = "select {row} from location where by_code = $1 and tenant = $2";
    let mut found = Vec::new();
    for (sql, print) in [(by_street, &prints.by_street), (by_code, &prints.by_code)] {
        if print.is_empty() {
            continue;
        }
        let rows = proof::those_that_stand(tx, app, sql, params![print.clone(), tenant]).await?;
        found.extend(opened(app, rows)?);
    }
    found.sort_by_key(|one| (!one.is_watched(), one.id));
    found.dedup_by_key(|one| one.id);
    Ok(found)
}

/// What of the list is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Wanted {
    pub state: State,
    pub kind: Option<Kind>,
    /// To which a dossier belongs.
    pub linked: bool,
    /// By when somebody must look.
    pub until: Millis,
}

/// A stretch of the list: what must be looked at first stands first.
pub const LIST: &str = "select {row} from location where tenant = $1 and state = $2 and next_at <= $3 and (next_at, id) > ($4, $5)
  order by next_at, id limit $6";
pub const OF_KIND: &str = "select {row} from location where tenant = $1 and state = $2 and next_at <= $3 and (next_at, id) > ($4, $5)
  and kind = $7 order by next_at, id limit $6";

/// Those with dossiers: few of many locations have any, so it goes by what belongs to them, and puts that in order.
pub const LINKED: &str = "select {row} from (select distinct location as has_some from location_link where tenant = $1) of_some
  cross join location where id = has_some and tenant = $1 and state = $2 and next_at <= $3 and (next_at, id) > ($4, $5)
  order by next_at, id limit $6";
pub const LINKED_OF_KIND: &str = "select {row} from (select distinct location as has_some from location_link where tenant = $1) of_some
  cross join location where id = has_some and tenant = $1 and state = $2 and next_at <= $3 and (next_at, id) > ($4, $5)
  and kind = $7 order by next_at, id limit $6";

/// The locations behind a line, and where the next page begins when there is one.
pub async fn list(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    wanted: Wanted,
    (behind, size): (Line, usize),
) -> Result<(Vec<Location>, Option<Line>)> {
    let sql = match (wanted.kind, wanted.linked) {
        (None, false) => LIST,
        (Some(_), false) => OF_KIND,
        (None, true) => LINKED,
        (Some(_), true) => LINKED_OF_KIND,
    };
    let limit = i64::try_from(size + 1).unwrap_or(i64::MAX);
    let mut values = params![
        tenant,
        wanted.state.id(),
        wanted.until,
        behind.at,
        behind.id,
        limit
    ];
    values.extend(wanted.kind.map(|kind| Value::from(kind.id())));
    let mut rows = proof::rows::<OfLocation>(tx, sql, values).await?;
    let more = rows.len() > size;
    rows.truncate(size);
    let last = rows.last().filter(|_| more);
    let next = match last {
        Some(row) => Some(Line::of(row.get("next_at")?, row.get::<Uuid>("id")?)),
        None => None,
    };
    let sound = proof::sound(tx, app, &rows)?;
    Ok((opened(app, sound)?, next))
}

/// How many must be looked at by this moment.
pub const COUNT_DUE: &str = "select count(*) as number from location where tenant = $1 and state = 'watched' and next_at <= $2";

pub async fn due(tx: &mut Reader, tenant: Tenant, until: Millis) -> Result<i64> {
    let row = tx.must(COUNT_DUE, params![tenant, until]).await?;
    row.get("number")
}

/// Those that have not been watched since this moment.
pub async fn ended_before(
    tx: &mut Reader,
    tenant: Tenant,
    moment: Millis,
) -> Result<Vec<LocationId>> {
    let sql = "select id from location where tenant = $1 and state = 'ended' and at < $2";
    let rows = tx.rows(sql, params![tenant, moment]).await?;
    rows.iter().map(|row| row.get("id")).collect()
}

/// Takes a location away with its only key.
pub async fn destroy(tx: &mut Tx, app: &App, tenant: Tenant, id: LocationId) -> Result<()> {
    let sql = "select {row} from location where id = $1 and tenant = $2";
    let row: OfLocation = proof::must(tx, app, sql, params![id, tenant]).await?;
    if proof::remove(tx, app, &row).await? {
        Ok(())
    } else {
        Err(Error::Conflict)
    }
}

/// For `meldroute check`: each row, and what stands in it.
pub async fn standing(tx: &mut Reader, app: &App, tenant: Tenant) -> Result<Standing> {
    proof::standing::<OfLocation>(tx, app, tenant).await
}

/// `meldroute check` opens what is known of the locations.
pub const BESIDE: Holding = Holding::Beside("locations", |tx, app, tenant| {
    Box::pin(async move {
        let sql = "select {row} from location where tenant = $1 order by id";
        let rows: Vec<OfLocation> = proof::all_or_fault(tx, app, sql, params![tenant]).await?;
        for row in rows {
            row.open(app)?;
        }
        Ok(())
    })
});
