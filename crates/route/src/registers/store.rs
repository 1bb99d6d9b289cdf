//! Imported registers in the database: rows sealed in blocks under a key of the import's own, so that
//! deleting an import destroys it.

use std::collections::{BTreeMap, BTreeSet};

use platform::db::{Migration, Row as DbRow, Tx};
use platform::{App, Error, Millis, Result, Tenant, params};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use vault::Key;

use super::columns::Column;

pub const MIGRATIONS: &[Migration] = &[Migration {
    id: "route-18-registers",
    sql: "create table register_import (
  id {uuid} primary key, tenant {uuid} not null references municipality (id), source text not null, state text not null,
  wrapped_key {bytes} not null, about {bytes} not null, print {bytes} not null, row_count {int} not null,
  bad_count {int} not null, bad_rows {bytes}, imported_at {int} not null, expires_at {int} not null){strict};
create index register_import_tenant on register_import (tenant, source, imported_at);
create table register_block (
  import {uuid} not null references register_import (id) on delete cascade, number {int} not null, sealed {bytes} not null,
  primary key (import, number)){strict};
create table register_upload (
  id {uuid} primary key, tenant {uuid} not null references municipality (id), person {uuid} not null, source text not null,
  sealed {bytes} not null, at {int} not null){strict};
",
}];

/// Rows in one sealed block.
pub const BLOCK: usize = 500;

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

/// An import that is there as a whole.
#[derive(Clone)]
pub struct Import {
    pub id: Uuid,
    pub source: String,
    pub about: About,
    pub rows: i64,
    pub bad: i64,
    pub imported_at: Millis,
    pub expires_at: Millis,
    key: Key,
}

impl Import {
    #[must_use]
    pub fn columns(&self) -> Vec<Option<Column>> {
        self.about.columns.iter().map(|(_, id)| Column::parse(id)).collect()
    }

    fn open(app: &App, tenant: Tenant, row: &DbRow) -> Result<Self> {
        let id: Uuid = row.get("id")?;
        let key = app
            .keys
            .tenant(tenant)?
            .unwrap_key(&row.get::<Vec<u8>>("wrapped_key")?, &format!("register:{id}"))?;
        let place = about_place(id, &row.get::<String>("source")?, row.get("expires_at")?);
        let about = serde_json::from_slice(&key.open(&row.get::<Vec<u8>>("about")?, &place)?)?;
        Ok(Self {
            id,
            about,
            key,
            source: row.get("source")?,
            rows: row.get("row_count")?,
            bad: row.get("bad_count")?,
            imported_at: row.get("imported_at")?,
            expires_at: row.get("expires_at")?,
        })
    }

    fn place(number: i64) -> String {
        format!("register block {number}")
    }
}

/// Of which source it is, and until when it is kept, belongs to where it stands.
fn about_place(id: Uuid, source: &str, expires_at: Millis) -> String {
    format!("register about:{id}:{expires_at}:{source}")
}

const ALL: &str = "select id, source, wrapped_key, about, row_count, bad_count, imported_at, expires_at
    from register_import where tenant = $1 and state = 'ready' order by source, imported_at desc";

/// All imports of a municipality, by source, the latest first.
pub async fn ready(tx: &mut Tx, app: &App, tenant: Tenant) -> Result<Vec<Import>> {
    tx.rows(ALL, params![tenant]).await?.iter().map(|row| Import::open(app, tenant, row)).collect()
}

pub async fn import(tx: &mut Tx, app: &App, tenant: Tenant, id: Uuid) -> Result<Import> {
    ready(tx, app, tenant).await?.into_iter().find(|import| import.id == id).ok_or(Error::NotFound)
}

/// A block of rows; `None` after the last.
pub async fn block(tx: &mut Tx, import: &Import, number: i64) -> Result<Option<Vec<Row>>> {
    let found = tx
        .row(
            "select sealed from register_block where import = $1 and number = $2",
            params![import.id, number],
        )
        .await?;
    let Some(found) = found else { return Ok(None) };
    let plain = import.key.open(&found.get::<Vec<u8>>("sealed")?, &Import::place(number))?;
    Ok(Some(serde_json::from_slice(&plain)?))
}

/// Rows of an import by their places among its rows. All blocks but the last are full, so that the place
/// tells the block.
pub async fn rows(tx: &mut Tx, import: &Import, wanted: &[u32]) -> Result<BTreeMap<u32, Row>> {
    let size = u32::try_from(BLOCK).unwrap_or(1);
    let mut found = BTreeMap::new();
    let blocks: BTreeSet<u32> = wanted.iter().map(|row| row / size).collect();
    for number in blocks {
        let rows = block(tx, import, i64::from(number)).await?.unwrap_or_default();
        let numbered = (number * size..).zip(rows);
        found.extend(numbered.filter(|(place, _)| wanted.contains(place)));
    }
    Ok(found)
}

/// Opens every block of every import, for `meldroute check`.
pub async fn open_all(tx: &mut Tx, app: &App, tenant: Tenant) -> Result<()> {
    for import in ready(tx, app, tenant).await? {
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
    pub id: Uuid,
    key: Key,
}

/// What a file is known by, so that the same file twice changes nothing.
pub fn print(app: &App, tenant: Tenant, source: &str, bytes: &[u8]) -> Result<[u8; 32]> {
    Ok(app.keys.tenant(tenant)?.derive("registers").fingerprint(&[source.as_bytes(), bytes]))
}

pub async fn already(tx: &mut Tx, tenant: Tenant, print: [u8; 32]) -> Result<bool> {
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
    let (id, key, now) = (app.clock.id(), Key::random(), app.clock.now());
    let expires = now + Millis::from(keep_days) * platform::clock::DAY;
    tx.exec(
        "insert into register_import (id, tenant, source, state, wrapped_key, about, print, row_count, bad_count,
           imported_at, expires_at)
         values ($1, $2, $3, 'loading', $4, $5, $6, 0, 0, $7, $8)",
        params![
            id,
            tenant,
            source,
            app.keys.tenant(tenant)?.wrap(&key, &format!("register:{id}")),
            key.seal(&serde_json::to_vec(about)?, &about_place(id, source, expires)),
            print,
            now,
            expires
        ],
    )
    .await?;
    Ok(Writing { id, key })
}

impl Writing {
    /// Seals rows: no database, so that it can be done on another core.
    pub fn seal(&self, number: i64, rows: &[Row]) -> Result<Vec<u8>> {
        Ok(self.key.seal(&serde_json::to_vec(rows)?, &Import::place(number)))
    }

    pub async fn write(&self, tx: &mut Tx, number: i64, sealed: Vec<u8>) -> Result<()> {
        tx.exec(
            "insert into register_block (import, number, sealed) values ($1, $2, $3)",
            params![self.id, number, sealed],
        )
        .await?;
        Ok(())
    }

    /// Makes the import visible; the caller commits with its audit event.
    pub async fn finish(&self, tx: &mut Tx, rows: i64, bad: &[String]) -> Result<()> {
        let sealed =
            (!bad.is_empty()).then(|| self.key.seal(bad.join("\r\n").as_bytes(), "register bad rows"));
        let count = i64::try_from(bad.len()).unwrap_or(i64::MAX);
        tx.exec(
            "update register_import set state = 'ready', row_count = $2, bad_count = $3, bad_rows = $4 where id = $1",
            params![self.id, rows, count, sealed],
        )
        .await?;
        Ok(())
    }
}

/// The rows that could not be read, a line each.
pub async fn bad_rows(tx: &mut Tx, tenant: Tenant, import: &Import) -> Result<String> {
    let row = tx
        .must(
            "select bad_rows from register_import where id = $1 and tenant = $2",
            params![import.id, tenant],
        )
        .await?;
    let Some(sealed) = row.get::<Option<Vec<u8>>>("bad_rows")? else { return Err(Error::NotFound) };
    Ok(String::from_utf8_lossy(&import.key.open(&sealed, "register bad rows")?).into_owned())
}

/// Destroys an import: its key and its rows.
pub async fn remove(tx: &mut Tx, tenant: Tenant, id: Uuid) -> Result<u64> {
    tx.exec("delete from register_block where import = $1", params![id]).await?;
    tx.exec("delete from register_import where id = $1 and tenant = $2", params![id, tenant]).await
}

// ---- Files that wait for their columns to be named ----------------------------------------------

#[derive(Serialize, Deserialize)]
pub struct Upload {
    pub name: String,
    pub dated: String,
}

fn upload_place(id: Uuid) -> String {
    format!("register upload:{id}")
}

pub async fn hold(
    tx: &mut Tx,
    app: &App,
    actor: &platform::Actor,
    source: &str,
    about: &Upload,
    bytes: &[u8],
) -> Result<Uuid> {
    let id = app.clock.id();
    let mut plain = serde_json::to_vec(about)?;
    plain.push(b'\n');
    plain.extend_from_slice(bytes);
    let sealed = app.keys.tenant(actor.tenant)?.derive("registers").seal(&plain, &upload_place(id));
    tx.exec(
        "insert into register_upload (id, tenant, person, source, sealed, at) values ($1, $2, $3, $4, $5, $6)",
        params![id, actor.tenant, actor.user, source, sealed, app.clock.now()],
    )
    .await?;
    Ok(id)
}

/// A held file of this person: its source, what is said of it, and its bytes.
pub async fn held(
    tx: &mut Tx,
    app: &App,
    actor: &platform::Actor,
    id: Uuid,
) -> Result<(String, Upload, Vec<u8>)> {
    let row = tx
        .must(
            "select source, sealed from register_upload where id = $1 and tenant = $2 and person = $3",
            params![id, actor.tenant, actor.user],
        )
        .await?;
    let key = app.keys.tenant(actor.tenant)?.derive("registers");
    let plain = key.open(&row.get::<Vec<u8>>("sealed")?, &upload_place(id))?;
    let end = plain.iter().position(|byte| *byte == b'\n').unwrap_or(0);
    Ok((row.get("source")?, serde_json::from_slice(&plain[..end])?, plain[end + 1..].to_vec()))
}

pub async fn release(tx: &mut Tx, tenant: Tenant, id: Uuid) -> Result<()> {
    tx.exec("delete from register_upload where id = $1 and tenant = $2", params![id, tenant]).await?;
    Ok(())
}

/// Drops files that nobody named the columns of, and imports that a stop of the program cut off.
pub async fn sweep(tx: &mut Tx, before: Millis) -> Result<()> {
    tx.exec("delete from register_upload where at < $1", params![before]).await?;
    tx.exec(
        "delete from register_block where import in
           (select id from register_import where state = 'loading' and imported_at < $1)",
        params![before],
    )
    .await?;
    tx.exec("delete from register_import where state = 'loading' and imported_at < $1", params![before])
        .await?;
    Ok(())
}

/// Imports whose time is over.
pub async fn expired(tx: &mut Tx, tenant: Tenant, now: Millis) -> Result<Vec<Uuid>> {
    let rows = tx
        .rows(
            "select id from register_import where tenant = $1 and state = 'ready' and expires_at < $2",
            params![tenant, now],
        )
        .await?;
    rows.iter().map(|row| row.get("id")).collect()
}
