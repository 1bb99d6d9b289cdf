//! Words that others will read may not say who reported: nobody overrides that. What may be somebody else's
//! name, the officer says to be so.

use std::collections::BTreeSet;

use platform::{Actor, App, Error, Result};

use super::identity::{is_open, open_reporter};
use super::leak::leaks_beside;
use crate::dossiers::{Ended, Fault, Open, Refusal};
use crate::vaguer;

/// Holds words against who reported. The vault must be open when there is a reporter. Gives how many names
/// the officer said to be somebody else's.
///
/// # Errors
/// A fault at `field` when they name the reporter, at `someone-else` when they may.
pub fn says_nobody(
    app: &App,
    who: &Actor,
    open: &Open,
    (field, text): (&'static str, &str),
    someone_else: &BTreeSet<String>,
) -> Ended<usize> {
    open.keeps_back(field, text)?;
    if open.reporter.is_none() {
        return Ok(0);
    }
    let reporter = open_reporter(app, who, open)?;
    let found = leaks_beside(text, &reporter, &open.report.names());
    if !found.certain.is_empty() {
        let fault = Fault::new(field, "leak").naming(found.certain);
        return Err(Refusal::Typed(vec![fault]));
    }
    let asked = asked(found.asked, text);
    if !asked.iter().all(|word| someone_else.contains(word)) {
        return Err(Refusal::of("someone-else", "someone-else"));
    }
    Ok(asked.len())
}

/// What is read with a closed vault too (a note, what a dossier is called): who writes it with an open one is told when
/// it says who reported.
///
/// # Errors
/// A fault at `field` when the words name the reporter.
pub fn is_not_named(
    app: &App,
    who: &Actor,
    open: &Open,
    (field, text): (&'static str, &str),
) -> Ended {
    open.keeps_back(field, text)?;
    if open.reporter.is_none() || !is_open(app, who) {
        return Ok(());
    }
    let reporter = open_reporter(app, who, open)?;
    let found = leaks_beside(text, &reporter, &open.report.names());
    if found.certain.is_empty() {
        return Ok(());
    }
    let fault = Fault::new(field, "leak").naming(found.certain);
    Err(Refusal::Typed(vec![fault]))
}

/// Names that may be the reporter's, and words that a roster knows: a room, a team, an hour.
fn asked(names: Vec<String>, text: &str) -> Vec<String> {
    let roster = vaguer::in_text(text).into_iter();
    let mut all = names;
    for word in roster {
        if !all.contains(&word) {
            all.push(word);
        }
    }
    all
}

/// May these words of somebody else be about who reported, as far as an opened vault tells? Whoever confirms them,
/// or denies them, tells it.
///
/// # Errors
/// When the reporter cannot be read.
pub fn may_name(app: &App, who: &Actor, open: &Open, text: &str) -> Result<bool> {
    match open_reporter(app, who, open) {
        Ok(reporter) => Ok(!leaks_beside(text, &reporter, &open.report.names()).is_empty()),
        Err(Error::VaultClosed) => Ok(false),
        Err(error) => Err(error),
    }
}

/// The words of these that may be the reporter's, to be asked about; `None` while the vault is closed.
///
/// # Errors
/// When the reporter cannot be read.
pub fn doubts(app: &App, who: &Actor, open: &Open, text: &str) -> Result<Option<Vec<String>>> {
    match open_reporter(app, who, open) {
        Ok(reporter) => {
            let found = leaks_beside(text, &reporter, &open.report.names());
            Ok(Some(asked(found.asked, text)))
        }
        Err(Error::VaultClosed) => Ok(None),
        Err(error) => Err(error),
    }
}
