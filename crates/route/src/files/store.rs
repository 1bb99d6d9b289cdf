//! Files, sealed in their rows.

use platform::db::{Migration, Reader, Tx};
use platform::{App, Error, Millis, Result, clock, params};
use uuid::Uuid;

use super::Clean;
use crate::signals::Dossier;

pub const MIGRATIONS: &[Migration] = &[Migration {
    id: "route-13-files",
    sql: "create table file (
  id {uuid} primary key, tenant {uuid} not null, signal {uuid} not null references signal (id) on delete cascade,
  mime text not null, size {int} not null, sealed {bytes} not null, added_at {int} not null){strict};
create index file_signal on file (signal, tenant);
",
}];

#[derive(Clone)]
pub struct File {
    pub id: Uuid,
    /// Its place in the dossier: `Bestand 2`.
    pub number: usize,
    pub mime: String,
    pub size: i64,
}

impl File {
    #[must_use]
    pub fn kilobytes(&self) -> i64 {
        self.size / 1024 + 1
    }

    /// Pictures stand in the handover document itself; anything else goes beside it.
    #[must_use]
    pub fn is_picture(&self) -> bool {
        self.mime.starts_with("image/")
    }

    /// What it is, as the key of a text.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        if self.is_picture() {
            "file-kind-photo"
        } else {
            "file-kind-pdf"
        }
    }
}

fn place(id: Uuid, mime: &str, added_at: Millis) -> String {
    format!("file:{id}:{added_at}:{mime}")
}

pub async fn add(tx: &mut Tx, app: &App, dossier: &Dossier, file: &Clean) -> Result<()> {
    // A reporter adds it: no time in the id, and the hour only.
    let (id, at) = (app.clock.id_without_time(), clock::hour(app.clock.now()));
    let sealed = dossier.key.seal(&file.bytes, &place(id, file.mime, at));
    tx.wrote("file", id, &sealed);
    tx.exec(
        "insert into file (id, tenant, signal, mime, size, sealed, added_at) values ($1, $2, $3, $4, $5, $6, $7)",
        params![
            id, dossier.tenant, dossier.id, file.mime, i64::try_from(file.bytes.len()).unwrap_or(i64::MAX),
            sealed, at
        ],
    )
    .await?;
    Ok(())
}

pub async fn list(tx: &mut Reader, dossier: &Dossier) -> Result<Vec<File>> {
    tx.rows(
        "select id, mime, size from file where signal = $1 and tenant = $2 order by added_at, id",
        params![dossier.id, dossier.tenant],
    )
    .await?
    .iter()
    .zip(1..)
    .map(|(row, number)| {
        Ok(File {
            id: row.get("id")?,
            number,
            mime: row.get("mime")?,
            size: row.get("size")?,
        })
    })
    .collect()
}

pub async fn read(tx: &mut Reader, dossier: &Dossier, id: Uuid) -> Result<Clean> {
    let row = tx
        .must(
            "select mime, size, added_at, sealed from file where id = $1 and signal = $2 and tenant = $3",
            params![id, dossier.id, dossier.tenant],
        )
        .await?;
    let mime = match row.get::<String>("mime")?.as_str() {
        "image/jpeg" => "image/jpeg",
        "image/png" => "image/png",
        "image/webp" => "image/webp",
        _ => "application/pdf",
    };
    let place = place(id, mime, row.get("added_at")?);
    let bytes = dossier.key.open(&row.get::<Vec<u8>>("sealed")?, &place)?;
    if i64::try_from(bytes.len()) != Ok(row.get("size")?) {
        return Err(Error::Tampered("file"));
    }
    Ok(Clean { mime, bytes })
}
