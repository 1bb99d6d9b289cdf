//! Chunks in the database.

use uuid::Uuid;
use vault::Key;
use zeroize::Zeroizing;

use super::chunk::{CHUNK, Sealer, Shape};
use super::parts::Parts;
use super::spool::aside;
use crate::clock::{self, HOUR};
use crate::db::{Db, Migration, Reader, Tx};
use crate::jobs::Kind;
use crate::{App, Error, Result, Tenant, params};

/// Blobs, and their chunks.
pub const MIGRATIONS: &[Migration] = &[Migration {
    id: "platform-41-blobs",
    sql: "create table blob (
  id {uuid} primary key, tenant {uuid} not null, owner {uuid}, waiting_since {int}){strict};
create index blob_owner on blob (owner, tenant);
create table blob_chunk (
  blob {uuid} not null references blob (id) on delete cascade, number {int} not null, sealed {bytes} not null,
  primary key (blob, number)){strict};
",
}];

/// So many chunks are written in one transaction: nobody waits long behind an upload.
const AT_ONCE: u64 = 4;
/// Whoever stored a content attaches it within seconds. What waits longer than this waits for
/// nobody.
const WAITS: crate::Millis = HOUR;

/// Whose a blob is: a dossier, a file that waits. When the owner goes, so does the blob
/// ([`destroy`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Owner {
    /// In which municipality.
    pub tenant: Tenant,
    /// The number of its row.
    pub id: Uuid,
}

/// A content in the database that nobody owns yet. Its key is in memory only: when no act attaches
/// it, nobody can ever read it, and [`SWEEP`] takes it away.
#[must_use = "what no act attaches is swept"]
pub struct Waiting {
    tenant: Tenant,
    sealer: Sealer,
    shape: Shape,
}

/// A content that lasts. Whoever has this can read it; it cannot be printed.
#[derive(Clone)]
pub struct Blob {
    owner: Owner,
    sealer: Sealer,
    shape: Shape,
}

/// Writes a content into the database, some chunks in each transaction, and lasting when this
/// returns.
///
/// # Errors
/// When it cannot be read or written; what was written so far is swept.
pub async fn store(app: &App, tenant: Tenant, content: &impl Parts) -> Result<Waiting> {
    let (sealer, shape) = begin(app, content.size());
    let mut number = 0;
    while number < shape.count() {
        let mut piece = Vec::new();
        for number in number..shape.count().min(number + AT_ONCE) {
            let (plain, sealer) = (content.part(number).await?, sealer.clone());
            let last = number + 1 == shape.count();
            piece.push(aside(move || Ok(sealer.seal(number, last, &plain))).await?);
        }
        let mut tx = app.db.begin().await?;
        if number == 0 {
            // Reporters store files too: the hour is enough.
            let since = clock::hour(app.clock.now());
            tx.exec(
                "insert into blob (id, tenant, waiting_since) values ($1, $2, $3)",
                params![sealer.id, tenant, since],
            )
            .await?;
        }
        for chunk in piece {
            write(&mut tx, sealer.id, number, chunk).await?;
            number += 1;
        }
        tx.commit_unaudited("nobody's, until an act attaches it")
            .await?;
    }
    Ok(Waiting {
        tenant,
        sealer,
        shape,
    })
}

fn begin(app: &App, size: u64) -> (Sealer, Shape) {
    let sealer = Sealer {
        id: app.clock.id_without_time(),
        key: Key::random(),
    };
    (sealer, Shape { size })
}

async fn write(tx: &mut Tx, blob: Uuid, number: u64, chunk: Vec<u8>) -> Result<()> {
    tx.exec(
        "insert into blob_chunk (blob, number, sealed) values ($1, $2, $3)",
        params![blob, whole_number(number), chunk],
    )
    .await?;
    Ok(())
}

fn whole_number(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// A content that is in memory, written whole within this transaction: for steps of the schema.
///
/// # Errors
/// When it cannot be written.
pub async fn add(tx: &mut Tx, app: &App, owner: Owner, content: &[u8]) -> Result<Blob> {
    let (sealer, shape) = begin(app, content.len() as u64);
    tx.exec(
        "insert into blob (id, tenant, owner) values ($1, $2, $3)",
        params![sealer.id, owner.tenant, owner.id],
    )
    .await?;
    for number in 0..shape.count() {
        let at = usize::try_from(number).unwrap_or(usize::MAX) * CHUNK;
        let plain = &content[at..content.len().min(at + CHUNK)];
        let chunk = sealer.seal(number, number + 1 == shape.count(), plain);
        write(tx, sealer.id, number, chunk).await?;
    }
    Ok(Blob {
        owner,
        sealer,
        shape,
    })
}

impl Waiting {
    /// In bytes.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.shape.size
    }

    /// Gives it an owner, within the transaction of the act. The owner's row keeps it from here on
    /// ([`Blob::seal`]).
    ///
    /// # Errors
    /// [`Error::Busy`] when the act took so long that it was swept.
    pub async fn attach(self, tx: &mut Tx, owner: Uuid) -> Result<Blob> {
        let attached = tx
            .exec(
                "update blob set owner = $3, waiting_since = null
                 where id = $1 and tenant = $2 and owner is null",
                params![self.sealer.id, self.tenant, owner],
            )
            .await?;
        if attached != 1 {
            return Err(Error::Busy);
        }
        Ok(Blob {
            owner: Owner {
                tenant: self.tenant,
                id: owner,
            },
            sealer: self.sealer,
            shape: self.shape,
        })
    }
}

/// What an owner's row holds: id, key and size.
const HANDLE: usize = 16 + 32 + 8;

impl Blob {
    /// For the row of its owner: what is needed to find and open it, sealed under the owner's key.
    /// Destroying that key destroys the content.
    #[must_use]
    pub fn seal(&self, key: &Key, place: &str) -> Vec<u8> {
        let mut plain = Zeroizing::new(Vec::with_capacity(HANDLE));
        plain.extend_from_slice(self.sealer.id.as_bytes());
        plain.extend_from_slice(self.sealer.key.expose());
        plain.extend_from_slice(&self.shape.size.to_be_bytes());
        key.seal(&plain, &format!("blob of {place}"))
    }

    /// From the row of its owner.
    ///
    /// # Errors
    /// When it was sealed for another place.
    pub fn open(owner: Owner, key: &Key, sealed: &[u8], place: &str) -> Result<Self> {
        let plain = Zeroizing::new(key.open(sealed, &format!("blob of {place}"))?);
        let handle = plain.split_first_chunk::<16>().and_then(|(id, rest)| {
            let (key, rest) = rest.split_first_chunk::<32>()?;
            Some((*id, *key, <[u8; 8]>::try_from(rest).ok()?))
        });
        let (id, key, size) = handle.ok_or(Error::Tampered("blob"))?;
        Ok(Self {
            owner,
            sealer: Sealer {
                id: Uuid::from_bytes(id),
                key: Key::from_bytes(key),
            },
            shape: Shape {
                size: u64::from_be_bytes(size),
            },
        })
    }

    /// In bytes.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.shape.size
    }

    /// To be read from this database, a connection for each chunk: a slow reader holds none.
    #[must_use]
    pub fn of(self, db: &Db) -> Stored {
        Stored {
            db: db.clone(),
            blob: self,
        }
    }

    async fn chunk(&self, tx: &mut Reader, number: u64) -> Result<Vec<u8>> {
        let row = tx
            .row(
                "select sealed from blob_chunk join blob on blob.id = blob_chunk.blob
                 where blob.id = $1 and tenant = $2 and owner = $3 and waiting_since is null and number = $4",
                params![
                    self.sealer.id,
                    self.owner.tenant,
                    self.owner.id,
                    whole_number(number)
                ],
            )
            .await?
            .ok_or(Error::Tampered("blob_chunk"))?;
        let sealed: Vec<u8> = row.get("sealed")?;
        self.sealer.open(number, self.shape, &sealed)
    }

    /// Opens all of it, and holds how many chunks there are against how many there should be. For
    /// `meldroute check`.
    ///
    /// # Errors
    /// When anything is not as it was written.
    pub async fn check(&self, tx: &mut Reader) -> Result<()> {
        for number in 0..self.shape.count() {
            self.chunk(tx, number).await?;
        }
        let sql = "select count(*) as n from blob_chunk where blob = $1";
        let there: i64 = tx.must(sql, params![self.sealer.id]).await?.get("n")?;
        if there == whole_number(self.shape.count()) {
            Ok(())
        } else {
            Err(Error::Tampered("blob_chunk"))
        }
    }
}

/// A blob in its database.
#[derive(Clone)]
pub struct Stored {
    db: Db,
    blob: Blob,
}

impl Parts for Stored {
    fn size(&self) -> u64 {
        self.blob.size()
    }

    async fn part(&self, number: u64) -> Result<Vec<u8>> {
        let mut tx = self.db.read().await?;
        self.blob.chunk(&mut tx, number).await
    }
}

/// The owner goes, and with it every blob that is its own.
///
/// # Errors
/// When the database does not take it.
pub async fn destroy(tx: &mut Tx, owner: Owner) -> Result<()> {
    tx.exec(
        "delete from blob where owner = $1 and tenant = $2",
        params![owner.id, owner.tenant],
    )
    .await?;
    Ok(())
}

/// What was stored for an act that never came: the connection broke off, the program was killed.
pub const SWEEP: Kind = Kind::new("blobs", |app, _| {
    Box::pin(async move { Ok(sweep(&app).await?) })
})
.every(HOUR);

async fn sweep(app: &App) -> Result<()> {
    let mut tx = app.db.begin().await?;
    tx.exec(
        "delete from blob where owner is null and waiting_since < $1",
        params![clock::hour(app.clock.now()) - WAITS],
    )
    .await?;
    tx.commit_unaudited("nobody's").await
}
