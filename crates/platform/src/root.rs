//! The root of an installation: the key under which everything else of it is derived or wrapped. It
//! stands in the database, wrapped by the instance key, which stands in a file apart; so the
//! instance key can be replaced (`meldroute rotate-key`) while everything else stays as it is, and
//! no program that runs has to know (ADR 19).
//!
//! In version 0.1.0 the instance key itself was the root. Of such an installation it stays the root,
//! wrapped by later keys.

use std::path::Path;

use vault::Key;

use crate::audit::Event;
use crate::audited;
use crate::db::{Db, Migration, Tx};
use crate::keys::{self, KeyFile};
use crate::{App, Error, Result, Tenant, params};

/// One row: the root, sealed under the key of the key file.
pub const MIGRATIONS: &[Migration] = &[Migration {
    id: "platform-22-root",
    sql: "create table instance_root (id {int} primary key, wrapped {bytes} not null, was_key {bool} not null){strict};
",
}];

/// The row, as it stands.
struct Stored {
    wrapped: Vec<u8>,
    /// It was the instance key of version 0.1.0.
    was_key: bool,
}

impl Stored {
    async fn read(tx: &mut Tx) -> Result<Option<Self>> {
        let row = tx
            .row(
                "select wrapped, was_key from instance_root where id = 1",
                params![],
            )
            .await?;
        row.map(|row| {
            Ok(Self {
                wrapped: row.get("wrapped")?,
                was_key: row.get("was_key")?,
            })
        })
        .transpose()
    }

    fn wrap(key: &Key, root: &Key, was_key: bool) -> Self {
        Self {
            wrapped: key.wrap(root, place(was_key)),
            was_key,
        }
    }

    /// The root, with the key of its number from this file.
    fn open(&self, file: &KeyFile) -> Result<Key> {
        let number = Key::number_on(&self.wrapped).unwrap_or(1);
        file.of_number(number)?
            .unwrap_key(&self.wrapped, place(self.was_key))
            .map_err(|_| Error::Internal("the instance key does not open this database".into()))
    }
}

fn place(was_key: bool) -> &'static str {
    if was_key { "root of 0.1.0" } else { "root" }
}

/// Finds the root before anything else is opened. An empty database gets a new one when its first
/// steps are taken ([`keep`]).
///
/// # Errors
/// When the instance key is not the one of this database.
pub async fn find(db: &Db, file: &KeyFile) -> Result<Key> {
    let mut tx = db.read().await?;
    if db.has_table(&mut tx, "instance_root").await?
        && let Some(stored) = Stored::read(&mut tx).await?
    {
        return stored.open(file);
    }
    if db.has_table(&mut tx, "schema_step").await? {
        // Made by version 0.1.0, whose key was the first of its line.
        return file.of_number(1).cloned();
    }
    Ok(Key::random())
}

/// Keeps the root with the first steps of a database. When another program was first, its root is
/// taken over.
pub(crate) async fn keep(tx: &mut Tx, app: &App) -> Result<()> {
    if let Some(stored) = Stored::read(tx).await? {
        app.keys.set_root(stored.open(app.keys.file())?);
        return Ok(());
    }
    let (file, root) = (app.keys.file(), app.keys.root());
    let was_key = file.keys().any(|key| key.expose() == root.expose());
    let stored = Stored::wrap(file.newest(), &root, was_key);
    tx.exec(
        "insert into instance_root (id, wrapped, was_key) values (1, $1, $2)",
        params![stored.wrapped, stored.was_key],
    )
    .await?;
    Ok(())
}

/// What a rotation did.
pub struct Rotated {
    /// The number of the new key.
    pub number: u16,
    /// The installation was begun with version 0.1.0: its first key file still opens all of it.
    pub first_key_opens: bool,
}

/// Makes a next instance key and wraps the root with it. Programs that run go on; at their next
/// start they want the new key file.
///
/// The new key is lasting in the file, beside the old one, before the database asks for it, and the
/// old one leaves the file only after that: cut off anywhere, the file opens the database. With
/// `apart` the new key is written there, and the key file stays as it is.
///
/// # Errors
/// When another rotation runs, or the key file cannot be written.
pub async fn rotate(app: &App, apart: Option<&Path>) -> Result<Rotated> {
    let (path, ours) = app.keys.place()?;
    if !ours && apart.is_none() {
        return Err(Error::Internal(
            "the instance key was given by systemd: say with --new-key where to write the next one"
                .into(),
        ));
    }
    let _alone = keys::lock(apart.unwrap_or(path))?;
    let mut tx = app.db.begin_alone().await?;
    let file = KeyFile::read(path)?;
    let stored = Stored::read(&mut tx).await?.ok_or(Error::NotFound)?;
    let root = stored.open(&file)?;
    let now = Key::number_on(&stored.wrapped).unwrap_or(1);
    let number = now
        .checked_add(1)
        .ok_or_else(|| Error::Internal("no number is left for a next key".into()))?;
    // One that was written apart by a rotation that was cut off is the next one still.
    let written = apart.and_then(|apart| KeyFile::read(apart).ok());
    let written = written.filter(|file| file.newest().number() == number);
    let next = match (apart, written) {
        (Some(_), Some(written)) => written,
        (Some(apart), None) => {
            let next = KeyFile::of(Key::random().numbered(number));
            keys::write_private(apart, next.to_text().as_bytes())?;
            next
        }
        (None, _) => {
            let next = KeyFile::of(Key::random().numbered(number));
            next.with(file.of_number(now)?).write(path)?;
            next
        }
    };
    let wrapped = Stored::wrap(next.newest(), &root, stored.was_key).wrapped;
    let changed = tx
        .exec(
            "update instance_root set wrapped = $2 where id = 1 and wrapped = $1",
            params![stored.wrapped, wrapped],
        )
        .await?;
    if changed != 1 {
        return Err(Error::Conflict);
    }
    for row in tx.rows("select id from municipality", params![]).await? {
        let tenant = Tenant(row.get("id")?);
        let event = Event::by_system(tenant, "command line", &audited::KEY_ROTATED);
        tx.record(app, event.with("number", number)).await?;
    }
    tx.commit_recorded(app).await?;
    if apart.is_none() {
        next.write(path)?;
    }
    Ok(Rotated {
        number,
        first_key_opens: stored.was_key,
    })
}

/// Which instance key the database asks for, and whether its root was the key of version 0.1.0.
pub async fn number(tx: &mut Tx) -> Result<(u16, bool)> {
    let stored = Stored::read(tx).await?.ok_or(Error::NotFound)?;
    Ok((Key::number_on(&stored.wrapped).unwrap_or(1), stored.was_key))
}
