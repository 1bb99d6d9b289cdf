//! A copy of the database, and putting it back. Keys travel apart: see docs/beheer.

use std::io::Read;
use std::path::Path;

use platform::db::Db;
use platform::{Error, Result};

use crate::config::Place;
use crate::wiring;

/// What stays out of copies, whole tables and rows of one: it is of the moment, and a copy that is
/// kept for years should not say who was busy with what at the time.
pub const TRANSIENT: &[&str] = &[
    "draft",
    "shared_draft",
    "shared_term",
    "held_form",
    "opened_message",
    "job",
    "ended_session",
    "blob where owner is null",
];

/// Writes a consistent copy, and checks that it is whole; the program may be running. The copy is
/// readable by its owner only.
pub async fn backup(file: &Path, place: &Place) -> Result<u64> {
    if file.exists() {
        return Err(Error::Internal(format!(
            "{} exists already",
            file.display()
        )));
    }
    let db = wiring::database(place).await?;
    wiring::WINGS.schema()?.fit(&db).await?.refuse()?;
    // Under another name until it is whole: a copy that was cut off is none.
    let part = unfinished(file);
    let _ = std::fs::remove_file(&part);
    // Made first, empty and private, so that the copy is never readable by others.
    platform::keys::write_private(&part, &[])?;
    let copied = db.copy_to(&part.display().to_string(), TRANSIENT).await;
    db.close().await;
    if let Err(error) = copied {
        let _ = std::fs::remove_file(&part);
        return Err(error);
    }
    std::fs::File::open(&part)?.sync_all()?;
    std::fs::rename(&part, file)?;
    Ok(std::fs::metadata(file)?.len())
}

/// `FILE.part`
fn unfinished(file: &Path) -> std::path::PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".part");
    name.into()
}

/// How every database of `SQLite` begins.
const SQLITE: &[u8; 16] = b"SQLite format 3\0";

/// Puts a copy into a folder that holds no database yet, piece by piece, and checks that it is whole.
pub async fn restore(file: &Path, place: &Place) -> Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    let target = place.data.join("meldroute.db");
    if place.database.is_some() {
        return Err(Error::Internal(
            "use pg_restore for PostgreSQL; see docs/beheer".into(),
        ));
    }
    if target.exists() {
        return Err(Error::Internal(format!(
            "{} exists already: restore into an empty folder",
            target.display()
        )));
    }
    std::fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(&place.data)?;
    let mut copy = std::fs::File::open(file)?;
    let mut begins = Vec::new();
    copy.by_ref()
        .take(SQLITE.len() as u64)
        .read_to_end(&mut begins)?;
    if begins != SQLITE {
        return Err(Error::Internal(format!(
            "{} is not a backup of Meldroute",
            file.display()
        )));
    }
    // Under its own name once all of it is there: a copy that was cut off is no installation.
    let part = target.with_extension("db.part");
    if part.exists() {
        std::fs::remove_file(&part)?;
    }
    platform::keys::copy_private(&part, begins.as_slice().chain(copy))?;
    std::fs::rename(&part, &target)?;
    let whole = whole(place).await;
    if whole.is_err() {
        std::fs::remove_file(&target)?;
    }
    whole
}

async fn whole(place: &Place) -> Result<()> {
    let db = Db::open(&wiring::database_url(place)).await?;
    let whole = db.integrity().await;
    db.close().await;
    whole
}
