//! What officers write in a case, held against what may not stand there.

use std::collections::BTreeSet;

use platform::forms::{Choice, Form, Posted};
use platform::{Actor, App, DossierId, Result};
use route::dossiers::{Dossier, Ended, Fault, Open, Refusal};
use route::reporters;

/// So many characters stand in one text at most: two pages.
pub const LONGEST: usize = 6000;
/// And on one line.
pub const LONGEST_LINE: usize = 120;

/// Words that may be a reporter's, and that the officer says to be somebody else's.
#[must_use]
pub fn someone_else(posted: &Posted) -> BTreeSet<String> {
    posted.all("someone-else").map(str::to_owned).collect()
}

/// A text that must be there, without spaces around it.
///
/// # Errors
/// A fault at its field when it is empty or too long.
pub fn required<'a>(field: &'static str, text: &'a str, empty: &'static str) -> Ended<&'a str> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Refusal::of(field, empty));
    }
    fits(field, text)
}

/// One that may be empty.
///
/// # Errors
/// A fault at its field when it is too long.
pub fn fits<'a>(field: &'static str, text: &'a str) -> Ended<&'a str> {
    let text = text.trim();
    if text.chars().count() > LONGEST {
        return Err(Refusal::of(field, "case-long"));
    }
    Ok(text)
}

/// A case, and what is written of it as a whole, points at nobody: it stays when a dossier is destroyed, and no word of
/// that dossier may stay with it. What is about somebody is written of their dossier. (“conform de AVG wetgeving”)
///
/// # Errors
/// A fault at the field, when the words name somebody or something that is involved in one of these dossiers.
pub fn a_case_points_at_nobody(
    dossiers: &[&Open],
    (field, key): (&'static str, &'static str),
    text: &str,
) -> Ended {
    let points = |dossier: &&&Open| points_at(dossier, text);
    if dossiers.iter().any(|one| points(&one)) {
        return Err(Refusal::of(field, key));
    }
    Ok(())
}

/// What is written of one dossier lies under its key, and goes with it: whom only another dossier of the case knows it
/// does not name. (“conform de AVG wetgeving”)
///
/// # Errors
/// A fault at the field, with the words that another of these dossiers knows.
pub fn what_is_of_one_dossier_names_nobody_of_another(
    dossiers: &[&Open],
    own: DossierId,
    (field, text): (&'static str, &str),
) -> Ended {
    let known = dossiers.iter().find(|one| one.id() == own);
    let rest = known.map_or_else(|| text.to_owned(), |one| one.nameless(text));
    let others = dossiers.iter().filter(|one| one.id() != own);
    let named: BTreeSet<String> = others
        .flat_map(|other| taken_out(&rest, &other.nameless(&rest)))
        .collect();
    if named.is_empty() {
        return Ok(());
    }
    let fault = Fault::new(field, "case-names-other").naming(named.into_iter().collect());
    Err(Refusal::Typed(vec![fault]))
}

/// The words of a text that are not in what was left of it.
fn taken_out(text: &str, left: &str) -> Vec<String> {
    if text == left {
        return Vec::new();
    }
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let left: BTreeSet<String> = left.split_whitespace().map(bare).collect();
    let words = text.split_whitespace().map(bare);
    let gone: Vec<String> = words.filter(|word| !left.contains(word)).collect();
    // A word that stands there twice, and went once.
    if gone.is_empty() {
        vec![text.to_owned()]
    } else {
        gone
    }
}

/// Does the text name somebody or something that is involved in this dossier?
#[must_use]
pub fn points_at(dossier: &Dossier, text: &str) -> bool {
    dossier.nameless(text) != text
}

/// Holds words against who reported each of these. Where one has a reporter, the officer's vault must be open.
///
/// # Errors
/// A fault at `field` when they name a reporter, at `someone-else` when they may.
pub fn nobody_reported(
    (app, who): (&App, &Actor),
    dossiers: &[&Open],
    (field, text): (&'static str, &str),
    someone_else: &BTreeSet<String>,
) -> Ended {
    if text.trim().is_empty() {
        return Ok(());
    }
    let mut faults: Vec<Fault> = Vec::new();
    for open in dossiers {
        match reporters::says_nobody(app, who, open, (field, text), someone_else) {
            Ok(_) => {}
            Err(Refusal::Typed(more)) => faults.extend(more),
            Err(other) => return Err(other),
        }
    }
    if faults.is_empty() {
        Ok(())
    } else {
        Err(Refusal::Typed(faults))
    }
}

/// Opens the vault along with a form, where one of these has a reporter.
///
/// # Errors
/// What is wrong with the passphrase.
pub async fn open_along(app: &App, who: &Actor, dossiers: &[&Open], posted: &Posted) -> Ended {
    if dossiers.iter().any(|one| one.has_reporter()) {
        reporters::open_along(app, who, posted).await?;
    }
    Ok(())
}

/// Words that may be a reporter's, of any of these.
///
/// # Errors
/// When a reporter cannot be read.
pub fn doubts(
    (app, who): (&App, &Actor),
    dossiers: &[&Open],
    text: &str,
) -> Result<BTreeSet<String>> {
    let mut found = BTreeSet::new();
    for open in dossiers {
        found.extend(reporters::doubts(app, who, open, text)?.unwrap_or_default());
    }
    Ok(found)
}

/// Words to choose from.
pub fn as_choices(words: impl IntoIterator<Item = String>) -> Vec<Choice> {
    let words = words.into_iter();
    words.map(|word| Choice::new(word.clone(), word)).collect()
}

/// What a form asks beside its words.
#[derive(Default)]
pub struct Beside {
    /// Words that may be a reporter's, once the form came back with them.
    pub doubts: Vec<Choice>,
    /// One of the dossiers has a reporter, and the vault is not open.
    pub passphrase: bool,
}

impl Beside {
    /// Of a form with these fields, about these dossiers.
    ///
    /// # Errors
    /// When a reporter cannot be read.
    pub fn of(
        (app, who): (&App, &Actor),
        dossiers: &[&Open],
        form: &Form,
        text: &str,
    ) -> Result<Self> {
        let has_reporter = dossiers.iter().any(|one| one.has_reporter());
        let found = if form.is_faulty("someone-else") {
            doubts((app, who), dossiers, text)?
        } else {
            BTreeSet::new()
        };
        Ok(Self {
            doubts: as_choices(found),
            passphrase: has_reporter && !reporters::is_open(app, who),
        })
    }
}
