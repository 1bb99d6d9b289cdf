//! Dossiers that are called so: what officers named them, or their first words. Names are sealed with
//! their dossiers, so all of them are opened for it, a piece at a time.

use platform::{App, DossierId, Result, Tenant};
use route::dossiers::{self, Dossier, Line};
use route::signals::Reference;

/// So many are enough to know whether it is among them.
const MOST: usize = 10;
/// So many are opened at once.
const PIECE: i64 = 500;

/// A dossier that is called so.
pub(super) struct Named {
    pub id: DossierId,
    pub title: String,
    pub reference: Reference,
}

/// Words as they are compared: small, without what stands around them.
fn words(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric());
    words
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Does every word that was typed begin one of the title?
fn fits(typed: &[String], title: &str) -> bool {
    let title = words(title);
    let has = |word: &String| title.iter().any(|one| one.starts_with(word.as_str()));
    !typed.is_empty() && typed.iter().all(has)
}

/// Dossiers of which every typed word is in the name.
pub(super) async fn named(app: &App, tenant: Tenant, typed: &str) -> Result<Vec<Named>> {
    let (typed, mut found) = (words(typed), Vec::new());
    let (mut tx, mut line) = (app.db.read().await?, Line::LEAST);
    while let Some(piece) = dossiers::after(&mut tx, app, tenant, &mut line, PIECE).await? {
        let called = |dossier: &Dossier| fits(&typed, &dossier.report().title());
        found.extend(piece.into_iter().filter(called).map(|dossier| Named {
            title: dossier.report().title(),
            id: dossier.id(),
            reference: dossier.reference().clone(),
        }));
    }
    // The latest are the likeliest.
    found.reverse();
    found.truncate(MOST);
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_typed_word_begins_one_of_the_name() {
        let title = "Drie kinderen, scooters";
        for typed in ["Drie kinderen, scooters", "scooters drie", "kind scoot"] {
            assert!(fits(&words(typed), title), "{typed}");
        }
        for typed in ["", "vier kinderen", "ooters", "drie kinderen scooters bij"] {
            assert!(!fits(&words(typed), title), "{typed}");
        }
    }
}
