//! The leak check of a handover: does anything that leaves say who reported, and in which box does
//! that stand? A hit blocks; the officer takes the words out, nobody overrides.

use std::collections::BTreeMap;

use documents::HandoverFile;
use platform::{Actor, App};

use super::draft::Draft;
use super::model::{Consent, HandOver};
use crate::dossiers::{Ended, Fault, Open, Refusal};
use crate::files::{self, Content};
use crate::reporters::{self, Reporter};
use crate::signals::{Field, Report};

/// The words of the files that go beside the document, by their number in the dossier. Pictures have
/// none that a program can vouch for: the officer looks at them.
pub async fn words_of_files(app: &App, files: &[(usize, Content)]) -> Ended<Vec<(usize, String)>> {
    let mut found = Vec::new();
    for (number, file) in files.iter().filter(|(_, file)| !file.is_picture()) {
        match files::text_of(app, file).await? {
            Some(words) => found.push((*number, words)),
            None => return Err(Refusal::of("items", "file-unreadable")),
        }
    }
    Ok(found)
}

/// How others in this dossier are called: their names are theirs, also where the reporter might be
/// called so for short.
pub fn others(report: &Report) -> Vec<&str> {
    let names = report
        .subjects
        .iter()
        .map(|subject| subject.get(Field::Name));
    names.filter(|name| !name.is_empty()).collect()
}

/// Where the reporter is named among what would go along: the words as they stand there, by the id of
/// the item.
pub fn in_items(
    draft: &Draft,
    input: &HandOver,
    report: &Report,
    reporter: &Reporter,
) -> BTreeMap<String, Vec<String>> {
    let others = others(report);
    let chosen = draft
        .items
        .iter()
        .filter(|item| input.chosen.contains(&item.id));
    let found = chosen.map(|item| {
        let words = reporters::leaks_beside(input.words_of(item), reporter, &others);
        (item.id.clone(), words)
    });
    found.filter(|(_, words)| !words.is_empty()).collect()
}

/// `‘Zilverberg’ in Plaats`.
fn standing(words: &[String], label: &str) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("‘{word}’")).collect();
    format!("{} ({label})", quoted.join(", "))
}

/// The boxes of the form, in which the reporter is named.
fn in_fields(input: &HandOver, reporter: &Reporter, others: &[&str]) -> Vec<Fault> {
    let why = match &input.consent {
        Some(Consent::Without(why)) => why.as_str(),
        _ => "",
    };
    let fields = [
        ("question", input.question.as_str()),
        ("purpose", &input.purpose),
        ("basis", &input.basis),
        ("consent-why", why),
        ("proportionality", &input.proportionality),
    ];
    let found = fields.map(|(field, text)| {
        let words = reporters::leaks_beside(text, reporter, others);
        Fault::new(field, "leak").naming(words)
    });
    found
        .into_iter()
        .filter(|fault| !fault.words.is_empty())
        .collect()
}

/// Refuses what names the reporter, with the box in which it stands.
pub fn names_nobody_who_reported(
    who: &Actor,
    open: &Open,
    (draft, input): (&Draft, &HandOver),
    document: &HandoverFile,
    files: &[(usize, String)],
    reporter: &Reporter,
) -> Ended {
    let others = others(&open.report);
    let named = in_items(draft, input, &open.report, reporter);
    let labelled = draft.items.iter().filter_map(|item| {
        let words = named.get(&item.id)?;
        Some(standing(words, &item.label))
    });
    let mut found: Vec<String> = labelled.collect();
    for (number, text) in files {
        let words = reporters::leaks_beside(text, reporter, &others);
        if !words.is_empty() {
            let id = draft.files.iter().find(|file| file.number == *number);
            let item = id.and_then(|file| {
                let id = format!("file-{}", file.id);
                draft.items.iter().find(|item| item.id == id)
            });
            found.push(standing(&words, item.map_or("", |item| &item.label)));
        }
    }
    let mut faults = in_fields(input, reporter, &others);
    if !found.is_empty() {
        faults.push(Fault::new("items", "leak-items").naming(found));
    }
    if faults.is_empty() {
        // What stands in no single box: the document as a whole.
        let whole = reporters::leaks_beside(&document.all_text(), reporter, &others);
        if !whole.is_empty() {
            faults.push(Fault::new("items", "leak").naming(whole));
        }
    }
    if faults.is_empty() && reporters::is_contact(&who.name, who.user, reporter) {
        faults.push(Fault::new("items", "leak-contact"));
    }
    if faults.is_empty() {
        Ok(())
    } else {
        Err(Refusal::Typed(faults))
    }
}
