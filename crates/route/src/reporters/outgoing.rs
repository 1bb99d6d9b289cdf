//! Words that others will read may not say who reported: nobody overrides that. What may be somebody else's
//! name, the officer says to be so.

use std::collections::BTreeSet;

use platform::{Actor, App, Error, Result};

use super::identity::open_reporter;
use super::leak::leaks_beside;
use crate::dossiers::{Ended, Fault, Open, Refusal};

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
    if open.reporter.is_none() {
        return Ok(0);
    }
    let reporter = open_reporter(app, who, open)?;
    let found = leaks_beside(text, &reporter, &open.report.names());
    if !found.certain.is_empty() {
        let fault = Fault::new(field, "leak").naming(found.certain);
        return Err(Refusal::Typed(vec![fault]));
    }
    if !found.asked.iter().all(|word| someone_else.contains(word)) {
        return Err(Refusal::of("someone-else", "someone-else"));
    }
    Ok(found.asked.len())
}

/// The words of these that may be the reporter's, to be asked about; `None` while the vault is closed.
///
/// # Errors
/// When the reporter cannot be read.
pub fn doubts(app: &App, who: &Actor, open: &Open, text: &str) -> Result<Option<Vec<String>>> {
    match open_reporter(app, who, open) {
        Ok(reporter) => {
            let found = leaks_beside(text, &reporter, &open.report.names());
            Ok(Some(found.asked))
        }
        Err(Error::VaultClosed) => Ok(None),
        Err(error) => Err(error),
    }
}
