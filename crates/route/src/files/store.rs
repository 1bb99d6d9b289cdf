//! Files: what they are in their rows, what is in them as blobs of the dossier.

use platform::blobs::{self, Blob, Waiting};
use platform::db::{Migration, Reader, Tx};
use platform::{App, Error, FileId, Millis, Result, Tenant, clock, params};

use super::Clean;
use crate::signals::{self, Dossier};

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
    pub id: FileId,
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

fn place(id: FileId, mime: &str, added_at: Millis) -> String {
    format!("file:{id}:{added_at}:{mime}")
}

/// A file that is stored, and waits for the signal that it comes with.
pub struct Ready {
    mime: &'static str,
    waiting: Waiting,
}

/// Stores files that may be kept, before the transaction that adds them.
pub async fn store(app: &App, tenant: Tenant, files: &[Clean]) -> Result<Vec<Ready>> {
    let mut ready = Vec::new();
    for file in files {
        ready.push(Ready {
            mime: file.mime,
            waiting: blobs::store(app, tenant, &file.content).await?,
        });
    }
    Ok(ready)
}

/// Keeps a file with its dossier; gives its id.
pub async fn add(tx: &mut Tx, app: &App, dossier: &Dossier, file: Ready) -> Result<FileId> {
    // A reporter adds it: no time in the id, and the hour only.
    let id = FileId::from(app.clock.id_without_time());
    let at = clock::hour(app.clock.now());
    let owner = signals::owner(dossier.tenant, dossier.id);
    let blob = file.waiting.attach(tx, owner.id).await?;
    let sealed = blob.seal(&dossier.key, &place(id, file.mime, at));
    tx.wrote("file", id, &sealed);
    tx.exec(
        "insert into file (id, tenant, signal, mime, size, sealed, added_at) values ($1, $2, $3, $4, $5, $6, $7)",
        params![
            id, dossier.tenant, dossier.id, file.mime, size_of(&blob), sealed, at
        ],
    )
    .await?;
    Ok(id)
}

fn size_of(blob: &Blob) -> i64 {
    i64::try_from(blob.size()).unwrap_or(i64::MAX)
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

/// What is in a file, to be read as it is needed.
pub struct Content {
    pub mime: &'static str,
    pub blob: Blob,
}

impl Content {
    #[must_use]
    pub fn is_picture(&self) -> bool {
        self.mime.starts_with("image/")
    }

    /// What it is called when it goes out: under the number by which the dossier and the handover name it.
    #[must_use]
    pub fn name(&self, dossier: &Dossier, number: usize) -> String {
        let kind = self.mime.rsplit('/').next().unwrap_or("bin");
        format!("{}-bestand-{number}.{kind}", dossier.reference)
    }
}

pub async fn open(tx: &mut Reader, dossier: &Dossier, id: FileId) -> Result<Content> {
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
    let sealed: Vec<u8> = row.get("sealed")?;
    let owner = signals::owner(dossier.tenant, dossier.id);
    let blob = Blob::open(owner, &dossier.key, &sealed, &place)?;
    if size_of(&blob) != row.get::<i64>("size")? {
        return Err(Error::Tampered("file"));
    }
    Ok(Content { mime, blob })
}
