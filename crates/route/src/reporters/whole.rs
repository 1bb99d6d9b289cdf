//! A whole dossier without who reported: what nobody can change any more is not refused but taken out.

use std::collections::BTreeSet;

use platform::{Actor, App};

use super::identity::open_reporter;
use super::leak::{self, Found};
use super::model::Reporter;
use crate::dossiers::{Ended, Open, Refusal};
use crate::signals::{Field, Report};

/// What was taken out of a dossier.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct TakenOut {
    /// In so many places stood something that tells who reported.
    pub places: usize,
    /// Words that may be the reporter's, and may be somebody else's. Those of which the officer said so are still
    /// there.
    pub asked: BTreeSet<String>,
}

/// Takes out of these texts what tells who reported, or may. The officer's vault must be open. Of a possible victim
/// who reported it herself her own data stay: they are there as a victim's.
///
/// # Errors
/// When the vault is closed; and when the texts beside each other still tell it.
pub fn take_out(
    app: &App,
    who: &Actor,
    open: &Open,
    texts: Vec<&mut String>,
    someone_else: &[String],
) -> Ended<TakenOut> {
    let reporter = open_reporter(app, who, open)?;
    let (own, others) = names(&open.report, &reporter);
    let (mut taken, mut whole) = (TakenOut::default(), Vec::new());
    for text in texts {
        if own.contains(text.trim()) {
            continue;
        }
        let (left, found) = leak::without(text, &reporter, &others, someone_else);
        taken.places += left.matches(leak::TAKEN_OUT).count();
        taken.asked.extend(found.asked);
        *text = left;
        whole.push(text.as_str());
    }
    // A name can stand in two boxes: half here, half there.
    let Found { certain, .. } = leak::leaks_beside(&whole.join("\n"), &reporter, &others);
    if certain.is_empty() {
        Ok(taken)
    } else {
        Err(Refusal::of("reason", "whole-tells"))
    }
}

/// The own data of a possible victim who reported it herself, and how others are called.
fn names<'a>(report: &'a Report, reporter: &Reporter) -> (BTreeSet<&'a str>, Vec<&'a str>) {
    let own = reporter.among(report).map(|subject| subject.id);
    let (mut hers, mut others) = (BTreeSet::new(), Vec::new());
    for subject in &report.subjects {
        if Some(subject.id) == own {
            let plain = Field::ALL.iter();
            let plain = plain.filter(|field| !matches!(field, Field::Appearance | Field::More));
            hers.extend(plain.map(|field| subject.get(*field).trim()));
        } else {
            others.push(subject.get(Field::Name));
        }
    }
    hers.remove("");
    others.retain(|name| !name.is_empty());
    (hers, others)
}
