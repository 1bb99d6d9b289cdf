//! Upkeep from the command line: steps of the schema, and a next instance key.

use std::path::Path;

use platform::db::Fit;
use platform::{Clock, Result, root};

use crate::config::Place;
use crate::wiring::{self, Manner, Missing};

/// Takes the steps of the schema that are missing; says which.
///
/// # Errors
/// When the database was made by another version, or a step fails: none is taken then.
pub async fn migrate(place: &Place) -> Result<String> {
    let db = wiring::database(place).await?;
    let fit = wiring::WINGS.schema()?.fit(&db).await;
    db.close().await;
    let missing = match fit? {
        Fit::Fits => return Ok("Nothing to do: the database fits this version.".into()),
        Fit::Older(missing) => missing,
        other => {
            other.refuse()?;
            Vec::new()
        }
    };
    let manner = Manner {
        missing: Missing::Taken,
        ..Manner::quiet(Clock::system())
    };
    let app = wiring::open(place, manner, false).await?;
    app.note_high_water()?;
    app.db.close().await;
    Ok(format!(
        "{} steps taken: {}",
        missing.len(),
        missing.join(", ")
    ))
}

/// Makes a next instance key, in the key file or apart from it; says what to do with it.
///
/// # Errors
/// When it cannot be written, or the database does not take it.
pub async fn rotate_key(place: &Place, apart: Option<&Path>) -> Result<String> {
    let app = wiring::open(place, Manner::quiet(Clock::system()), false).await?;
    let rotated = root::rotate(&app, apart).await?;
    app.note_high_water()?;
    app.db.close().await;
    let number = rotated.number;
    let mut said = match apart {
        None => format!(
            "Instance key number {number} is in use. Programs that run go on; copy the key file to every other \
             machine of this installation before a program there is started again."
        ),
        Some(file) => format!(
            "Instance key number {number} stands in {}. Put it in the place of the old one, on every machine, \
             before a program there is started again.",
            file.display()
        ),
    };
    said += "\nBackups made before this need the old key: keep your copy of the old key file with them, and destroy both together.";
    if rotated.first_key_opens {
        said += "\nThis installation was begun with version 0.1.0: its first key file still opens everything, \
                 whatever came after it.";
    }
    Ok(said)
}
