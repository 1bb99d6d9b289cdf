//! An installation of some version in one file: the data folder (or the text of a `PostgreSQL`),
//! the keys, and what is known of it.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use platform::db::Reader;
use platform::{App, DossierId, PersonId};
use serde::{Deserialize, Serialize};
use zip::write::SimpleFileOptions;

use testkit::Kind;

/// What its maker wrote down.
#[derive(Serialize, Deserialize)]
pub struct Known {
    pub made_at: i64,
    /// Accounts: mail address, id and the secret of their one-time codes.
    pub people: BTreeMap<String, (PersonId, String)>,
    pub dossiers: Vec<Dossier>,
    /// Rows in each table.
    pub counts: BTreeMap<String, i64>,
}

#[derive(Serialize, Deserialize)]
pub struct Dossier {
    pub id: DossierId,
    pub reference: String,
    /// Stands on its page.
    pub words: Vec<String>,
    /// Who reported it, for an officer with an open vault.
    pub reporter: String,
}

pub fn file(version: &str, kind: Kind) -> PathBuf {
    let name = match kind {
        Kind::Sqlite => format!("{version}-sqlite.zip"),
        Kind::Postgres => format!("{version}-postgresql.zip"),
    };
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/safety/installations")
        .join(name)
}

pub fn pack(to: &Path, files: &[(&str, Vec<u8>)]) {
    let mut zip = zip::ZipWriter::new(std::fs::File::create(to).unwrap());
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap();
}

/// Unpacks into a folder, with the modes that the program gives its files.
pub fn unpack(from: &Path, folder: &Path) {
    let mut zip = zip::ZipArchive::new(std::fs::File::open(from).unwrap()).unwrap();
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        platform::keys::write_private(&folder.join(file.name().unwrap().as_ref()), &bytes).unwrap();
    }
}

/// How many rows stand in each of these tables.
pub async fn counts<'a>(
    app: &App,
    tables: impl Iterator<Item = &'a String>,
) -> BTreeMap<String, i64> {
    let mut tx = app.db.read().await.unwrap();
    let mut found = BTreeMap::new();
    for table in tables {
        found.insert(table.clone(), count(&mut tx, table).await);
    }
    found
}

async fn count(tx: &mut Reader, table: &str) -> i64 {
    // What steps of the schema did is recorded too; that is more, and not of then.
    let those_of_then = match table {
        "audit_event" => "audit_event where action <> 'schema.migrated'",
        "mail_outbox" => "job where kind = 'mail'",
        table => table,
    };
    let sql = format!("select count(*) as n from {those_of_then}");
    let sql = Box::leak(sql.into_boxed_str());
    tx.must(sql, vec![]).await.unwrap().get("n").unwrap()
}
