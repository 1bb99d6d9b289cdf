//! Imported registers in the database: rows sealed in blocks under a key of the import's own, so
//! that deleting an import destroys it.

use std::collections::{BTreeMap, BTreeSet};

use platform::blobs::{self, Parts};
use platform::db::{Migration, Reader, Tx};
use platform::proof::{self, Noted, Standing};
use platform::{App, Error, Millis, Result, Tenant, guarded, id, params};
use serde::{Deserialize, Serialize};
use vault::Key;

use super::columns::Column;

pub const MIGRATIONS: &[Migration] = &[
    Migration {
    id: "route-23-registers",
    sql: "create table register_import (
  id {uuid} primary key, tenant {uuid} not null references municipality (id), source text not null, state text not null,
  wrapped_key {bytes} not null, about {bytes} not null, print {bytes} not null, row_count {int} not null,
  bad_count {int} not null, bad_rows {bytes}, imported_at {int} not null, expires_at {int} not null,
  version {int} not null, proof {bytes} not null){strict};
create index register_import_tenant on register_import (tenant, source, imported_at);
create table register_block (
  import {uuid} not null references register_import (id) on delete cascade, number {int} not null, sealed {bytes} not null,
  primary key (import, number)){strict};
create table register_upload (
  id {uuid} primary key, tenant {uuid} not null references municipality (id), person {uuid} not null, source text not null,
  sealed {bytes} not null, at {int} not null){strict};
",
},
    // `sealed` says what a file is called, `content` is its blob.
    Migration {
        id: "enrichment-1-uploads-as-blobs",
        sql: "alter table register_upload add column content {bytes};
",
    },
];

/// Rows in one sealed block.
pub const ROWS_OF_BLOCK: u32 = 500;
pub const BLOCK: usize = ROWS_OF_BLOCK as usize;

/// What is known of an import beside its rows; sealed, since a file name can tell much.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    pub file: String,
    /// The day the extract was made, as the officer says it: `2026-11-01`.
    pub dated: String,
    /// Kept columns: the header's name and what it means.
    pub columns: Vec<(String, String)>,
    /// For the next file of this source: every header, with what it meant (empty: left out).
    pub mapping: BTreeMap<String, String>,
}

/// A row as kept: its number in the file, and the cells of the kept columns.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Row {
    pub number: u32,
    pub cells: Vec<String>,
}

id!(
    /// An extract that was read into a register.
    ImportId
);

/// The row of an import. The audit log vouches for it once it is there as a whole.
struct Record {
    id: ImportId,
    tenant: Tenant,
    source: String,
    state: String,
    wrapped_key: Vec<u8>,
    about: Vec<u8>,
    print: [u8; 32],
    row_count: i64,
    bad_count: i64,
    bad_rows: Option<Vec<u8>>,
    imported_at: Millis,
    expires_at: Millis,
    version: i64,
}

guarded!(
    Record,
    "register_import",
    |row| if row.state == READY {
        Noted::InAudit(row.tenant)
    } else {
        Noted::Nowhere
    },
    version,
    key[id],
    [
        tenant,
        source,
        state,
        wrapped_key,
        about,
        print,
        row_count,
        bad_count,
        bad_rows,
        imported_at,
        expires_at,
        version,
    ]
);

/// There as a whole.
const READY: &str = "ready";

/// An import that is there as a whole.
#[derive(Clone)]
pub struct Import {
    pub id: ImportId,
    pub source: String,
    pub about: About,
    pub rows: i64,
    pub bad: i64,
    pub imported_at: Millis,
    pub expires_at: Millis,
    bad_rows: Option<Vec<u8>>,
    key: Key,
}

impl Import {
    #[must_use]
    pub fn columns(&self) -> Vec<Option<Column>> {
        self.about
            .columns
            .iter()
            .map(|(_, id)| Column::parse(id))
            .collect()
    }

    fn open(app: &App, record: Record) -> Result<Self> {
        let id = record.id;
        let key = app
            .keys
            .tenant(record.tenant)?
            .unwrap_key(&record.wrapped_key, &format!("register:{id}"))?;
        Ok(Self {
            id,
            about: serde_json::from_slice(&key.open(&record.about, &about_place(id))?)?,
            key,
            source: record.source,
            rows: record.row_count,
            bad: record.bad_count,
            imported_at: record.imported_at,
            expires_at: record.expires_at,
            bad_rows: record.bad_rows,
        })
    }

    /// The rows that could not be read, a line each.
    pub fn bad_rows(&self) -> Result<String> {
        let sealed = self.bad_rows.as_ref().ok_or(Error::NotFound)?;
        Ok(String::from_utf8_lossy(&self.key.open(sealed, "register bad rows")?).into_owned())
    }

    fn place(number: i64) -> String {
        format!("register block {number}")
    }
}

fn about_place(id: ImportId) -> String {
    format!("register about:{id}")
}

const ALL: &str = "select {row} from register_import where tenant = $1 and state = 'ready'
    order by source, imported_at desc";

/// All imports of a municipality, by source, the latest first. A damaged one is not among them:
/// `meldroute check` names it.
pub async fn ready(tx: &mut Reader, app: &App, tenant: Tenant) -> Result<Vec<Import>> {
    let records: Vec<Record> = proof::those_that_stand(tx, app, ALL, params![tenant]).await?;
    let opened = records.into_iter().map(|record| Import::open(app, record));
    whole(opened)
}

/// What can be read of these, and what else went wrong.
fn whole<T>(read: impl Iterator<Item = Result<T>>) -> Result<Vec<T>> {
    let damaged = |one: &Result<T>| matches!(one, Err(error) if error.is_damage());
    read.filter(|one| !damaged(one)).collect()
}

pub async fn import(tx: &mut Reader, app: &App, tenant: Tenant, id: ImportId) -> Result<Import> {
    ready(tx, app, tenant)
        .await?
        .into_iter()
        .find(|import| import.id == id)
        .ok_or(Error::NotFound)
}

/// A block of rows; `None` after the last.
pub async fn block(tx: &mut Reader, import: &Import, number: i64) -> Result<Option<Vec<Row>>> {
    let found = tx
        .row(
            "select sealed from register_block where import = $1 and number = $2",
            params![import.id, number],
        )
        .await?;
    let Some(found) = found else { return Ok(None) };
    let plain = import
        .key
        .open(&found.get::<Vec<u8>>("sealed")?, &Import::place(number))?;
    Ok(Some(serde_json::from_slice(&plain)?))
}

/// Rows of an import by their places among its rows. All blocks but the last are full, so that the
/// place tells the block.
pub async fn rows(tx: &mut Reader, import: &Import, wanted: &[u32]) -> Result<BTreeMap<u32, Row>> {
    let size = ROWS_OF_BLOCK;
    let mut found = BTreeMap::new();
    let blocks: BTreeSet<u32> = wanted.iter().map(|row| row / size).collect();
    for number in blocks {
        let rows = match block(tx, import, i64::from(number)).await {
            Err(error) if error.is_damage() => continue,
            found => found?.unwrap_or_default(),
        };
        let numbered = (number * size..).zip(rows);
        found.extend(numbered.filter(|(place, _)| wanted.contains(place)));
    }
    Ok(found)
}

/// For `meldroute check`.
pub async fn standing(tx: &mut Reader, app: &App, tenant: Tenant) -> Result<Standing> {
    let rows = proof::rows::<Record>(tx, ALL, params![tenant]).await?;
    proof::stand::<Record>(tx, app, &rows)
}

/// Opens every block of every import, for `meldroute check`.
pub async fn open_all(tx: &mut Reader, app: &App, tenant: Tenant) -> Result<()> {
    let records: Vec<Record> = proof::all_or_fault(tx, app, ALL, params![tenant]).await?;
    for record in records {
        let import = Import::open(app, record)?;
        let (mut count, mut number) = (0, 0);
        while let Some(rows) = block(tx, &import, number).await? {
            count += i64::try_from(rows.len()).unwrap_or(0);
            number += 1;
        }
        if count != import.rows {
            return Err(Error::Tampered("register_block"));
        }
    }
    Ok(())
}

/// An import being written; it is not seen before [`finish`].
pub struct Writing {
    record: Record,
    key: Key,
}

/// What a file is known by, so that the same file twice changes nothing.
pub async fn print(
    app: &App,
    tenant: Tenant,
    source: &str,
    content: &impl Parts,
) -> Result<[u8; 32]> {
    let key = app.keys.tenant(tenant)?.derive("registers");
    let mut print = key.many().begin();
    print.part(source.as_bytes());
    blobs::fingerprint(content, &mut print).await?;
    Ok(print.end())
}

pub async fn already(tx: &mut Reader, tenant: Tenant, print: [u8; 32]) -> Result<bool> {
    let found = tx
        .row(
            "select id from register_import where tenant = $1 and print = $2 and state = 'ready'",
            params![tenant, print],
        )
        .await?;
    Ok(found.is_some())
}

pub async fn start(
    tx: &mut Tx,
    app: &App,
    tenant: Tenant,
    source: &str,
    about: &About,
    print: [u8; 32],
    keep_days: u16,
) -> Result<Writing> {
    let id = ImportId::from(app.clock.id());
    let (key, now) = (Key::random(), app.clock.now());
    let mut record = Record {
        id,
        tenant,
        source: source.to_owned(),
        state: "loading".to_owned(),
        wrapped_key: app
            .keys
            .tenant(tenant)?
            .wrap(&key, &format!("register:{id}")),
        about: key.seal(&serde_json::to_vec(about)?, &about_place(id)),
        print,
        row_count: 0,
        bad_count: 0,
        bad_rows: None,
        imported_at: now,
        expires_at: now + Millis::from(keep_days) * platform::clock::DAY,
        version: 0,
    };
    proof::save(tx, app, &mut record).await?;
    Ok(Writing { record, key })
}

impl Writing {
    #[must_use]
    pub fn id(&self) -> ImportId {
        self.record.id
    }

    /// Seals rows: no database, so that it can be done on another core.
    pub fn seal(&self, number: i64, rows: &[Row]) -> Result<Vec<u8>> {
        Ok(self
            .key
            .seal(&serde_json::to_vec(rows)?, &Import::place(number)))
    }

    pub async fn write(&self, tx: &mut Tx, number: i64, sealed: Vec<u8>) -> Result<()> {
        tx.exec(
            "insert into register_block (import, number, sealed) values ($1, $2, $3)",
            params![self.record.id, number, sealed],
        )
        .await?;
        Ok(())
    }

    /// Makes the import visible; the caller commits with its audit event.
    pub async fn finish(mut self, tx: &mut Tx, app: &App, rows: i64, bad: &[String]) -> Result<()> {
        if !bad.is_empty() {
            self.record.bad_rows = Some(
                self.key
                    .seal(bad.join("\r\n").as_bytes(), "register bad rows"),
            );
        }
        self.record.bad_count = i64::try_from(bad.len()).unwrap_or(i64::MAX);
        self.record.row_count = rows;
        READY.clone_into(&mut self.record.state);
        proof::save(tx, app, &mut self.record).await
    }
}

/// Destroys an import: its key and its rows. `false`: it was gone.
pub async fn remove(tx: &mut Tx, app: &App, tenant: Tenant, id: ImportId) -> Result<bool> {
    let sql = "select {row} from register_import where id = $1 and tenant = $2 and state = 'ready'";
    let Some(record) = proof::one::<Record>(tx, app, sql, params![id, tenant]).await? else {
        return Ok(false);
    };
    tx.exec("delete from register_block where import = $1", params![id])
        .await?;
    proof::remove(tx, app, &record).await
}

/// Drops an import that was cut off.
pub async fn drop_half(tx: &mut Tx, id: ImportId) -> Result<()> {
    tx.exec(
        "delete from register_block where import in (select id from register_import where id = $1 and state = 'loading')",
        params![id],
    )
    .await?;
    tx.exec(
        "delete from register_import where id = $1 and state = 'loading'",
        params![id],
    )
    .await?;
    Ok(())
}

/// Drops imports that were cut off and that nobody began again.
pub async fn sweep(tx: &mut Tx, before: Millis) -> Result<()> {
    tx.exec(
        "delete from register_block where import in
           (select id from register_import where state = 'loading' and imported_at < $1)",
        params![before],
    )
    .await?;
    tx.exec(
        "delete from register_import where state = 'loading' and imported_at < $1",
        params![before],
    )
    .await?;
    Ok(())
}

/// Imports whose time is over.
pub async fn expired(tx: &mut Reader, tenant: Tenant, now: Millis) -> Result<Vec<ImportId>> {
    let rows = tx
        .rows(
            "select id from register_import where tenant = $1 and state = 'ready' and expires_at < $2",
            params![tenant, now],
        )
        .await?;
    rows.iter().map(|row| row.get("id")).collect()
}
