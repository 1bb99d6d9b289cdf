//! What officers write at a location, held against what may not stand there. A location stays when a dossier is destroyed.

use std::collections::BTreeSet;

use platform::{Actor, App};
use route::dossiers::{Ended, Open, Refusal};

use super::model::{Content, Head};
pub use crate::cases::words::{Beside, LONGEST, LONGEST_LINE, open_along, required, someone_else};
use crate::cases::words::{nobody_reported, points_at};

/// What is written freely at a location names nobody of a dossier that belongs there: it stays when that dossier is
/// destroyed. Who owns the place and who employs people there is of the place. (“conform de AVG wetgeving”)
///
/// # Errors
/// A fault at the field.
pub fn a_location_names_nobody_of_a_dossier(
    dossiers: &[&Open],
    (field, text): (&'static str, &str),
) -> Ended {
    let points = |dossier: &&&Open| points_at(dossier, text);
    if dossiers.iter().any(|one| points(&one)) {
        return Err(Refusal::of(field, "location-names"));
    }
    Ok(())
}

/// Holds what is written freely against these dossiers: who is involved, who reported, what is under another law.
///
/// # Errors
/// A fault at the field.
pub fn held(
    of: (&App, &Actor),
    dossiers: &[&Open],
    (field, text): (&'static str, &str),
    someone_else: &BTreeSet<String>,
) -> Ended {
    a_location_names_nobody_of_a_dossier(dossiers, (field, text))?;
    nobody_reported(of, dossiers, (field, text), someone_else)
}

/// The same of all that an officer says of a place.
///
/// # Errors
/// A fault at its field.
pub fn head_held(
    of: (&App, &Actor),
    dossiers: &[&Open],
    head: &Head,
    someone_else: &BTreeSet<String>,
) -> Ended {
    for (field, text) in head.free() {
        a_location_names_nobody_of_a_dossier(dossiers, (field, text))?;
    }
    for (field, text) in head.words() {
        nobody_reported(of, dossiers, (field, &text), someone_else)?;
    }
    Ok(())
}

/// All that stands there already, against a dossier that is to belong there.
///
/// # Errors
/// A fault at `field`.
pub fn all_held(
    of: (&App, &Actor),
    dossier: &Open,
    (field, content): (&'static str, &Content),
    someone_else: &BTreeSet<String>,
) -> Ended {
    if points_at(dossier, &content.free()) {
        return Err(Refusal::of(field, "location-names-joining"));
    }
    nobody_reported(of, &[dossier], (field, &content.words()), someone_else)
}
