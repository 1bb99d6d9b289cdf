//! The same words, sent anew from another form: do they belong to what was sent just now? That is asked before
//! anything is stored, so it is never asked when danger, a file or somebody else came with them: then it is a
//! signal. Compared is with the own list alone: of what others reported nothing is read.

use platform::forms::Posted;
use platform::{Actor, App, Error, Millis, Result, clock};

use crate::signals::{self, Dossier, Kind, Report};

/// Whoever sends it was asked, and says that it is a signal of its own.
pub(super) const APART: &str = "apart";

/// So many of the own list are looked at.
const LOOKED_AT: usize = 20;

/// Signals say the hour in which they came in: what came in within an hour has this one or the one before.
fn just_now(app: &App) -> Millis {
    clock::hour(app.clock.now()) - 60 * 60 * 1000
}

/// What this person sent within the hour, the latest first, with its number in their list.
async fn sent_just_now(app: &App, actor: &Actor, most: usize) -> Result<Vec<(usize, Dossier)>> {
    let own = signals::own_count(app, actor).await?;
    let mut found = Vec::new();
    for number in (1..=own).rev().take(most) {
        match signals::mine_at(app, actor, number).await {
            Ok(known) if known.received_at() < just_now(app) => break,
            Ok(known) => found.push((number, known)),
            // One was destroyed meanwhile.
            Err(Error::NotFound) => {}
            // A damaged one keeps nobody from reporting.
            Err(error) if error.is_damage() => {}
            Err(error) => return Err(error),
        }
    }
    Ok(found)
}

/// The last one, if it was of this kind and sent within the hour.
pub(super) async fn last(app: &App, actor: &Actor, kind: Kind) -> Result<Option<(usize, Dossier)>> {
    let last = sent_just_now(app, actor, 1).await?.pop();
    Ok(last.filter(|(_, known)| known.kind == kind))
}

/// The one that these words became within the hour; what a colleague shared, what is said to be another signal,
/// and what cannot wait or be typed again is not asked about.
pub(super) async fn sent_before(
    app: &App,
    actor: &Actor,
    posted: &Posted,
    report: &Report,
) -> Result<Option<(usize, Dossier)>> {
    let is_told = posted.has("shared") || posted.has(APART);
    if is_told || report.danger || !posted.files.is_empty() {
        return Ok(None);
    }
    let sent = sent_just_now(app, actor, LOOKED_AT).await?.into_iter();
    let mut same = sent.filter(|(_, known)| says_the_same(report, known.report()));
    Ok(same.next())
}

/// Without case, and without how it was spaced.
fn bare(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

/// Do two reports have a statement in common, about the same place as far as they say? Without any statement
/// the place decides.
fn says_the_same(new: &Report, known: &Report) -> bool {
    let place = [new, known].map(|report| bare(&report.place));
    let said = [new, known].map(|report| {
        let texts = report.statements.iter();
        texts.map(|one| bare(&one.text)).collect::<Vec<_>>()
    });
    let same_place = place[0] == place[1];
    if said.iter().all(Vec::is_empty) {
        return same_place && !place[0].is_empty();
    }
    let one_is_silent = place.iter().any(String::is_empty);
    said[0].iter().any(|text| said[1].contains(text))
        && (same_place || one_is_silent)
        && names_nobody_else(new, known)
}

/// Is everybody and everything of the new report in the one that is known?
fn names_nobody_else(new: &Report, known: &Report) -> bool {
    new.subjects.iter().all(|one| {
        let mut all = known.subjects.iter();
        all.any(|other| other.kind == one.kind && other.fields == one.fields)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signals::{Source, Statement, Subject, SubjectKind};
    use proptest::prelude::*;

    fn report(text: &str, place: &str) -> Report {
        let statement = |text: &str| Statement {
            source: Source::Seen,
            text: text.to_owned(),
        };
        let texts = [text].into_iter().filter(|text| !text.is_empty());
        Report {
            danger: false,
            statements: texts.map(statement).collect(),
            place: place.to_owned(),
            when: String::new(),
            subjects: Vec::new(),
            indicators: Vec::new(),
            coordinator: None,
            name: None,
        }
    }

    #[test]
    fn the_same_words_about_the_same_place_are_the_same() {
        let same = |new: [&str; 2], known: [&str; 2]| {
            says_the_same(&report(new[0], new[1]), &report(known[0], known[1]))
        };
        assert!(same(
            ["Zes mannen.", "Kade 1"],
            ["zes  mannen.\n", "kade 1"]
        ));
        assert!(same(["Zes mannen.", ""], ["Zes mannen.", "Kade 1"]));
        assert!(!same(["Zes mannen.", "Kade 2"], ["Zes mannen.", "Kade 1"]));
        assert!(!same(
            ["Zes mannen.", "Kade 1"],
            ["Drie vrouwen.", "Kade 1"]
        ));
        assert!(same(["", "Kade 1"], ["", "Kade 1"]));
        assert!(!same(["", ""], ["", ""]) && !same(["", "Kade 1"], ["Zes mannen.", "Kade 1"]));
    }

    #[test]
    fn the_same_words_about_somebody_else_are_not_the_same() {
        let about = |name: &str| {
            let mut report = report("Zie hieronder.", "");
            let mut somebody = Subject::new(uuid::Uuid::nil().into(), SubjectKind::Person);
            somebody.fields.insert("name".to_owned(), name.to_owned());
            report.subjects.push(somebody);
            report
        };
        assert!(says_the_same(&about("Xandra"), &about("Xandra")));
        assert!(!says_the_same(&about("Yvonne"), &about("Xandra")));
        assert!(says_the_same(
            &report("Zie hieronder.", ""),
            &about("Xandra")
        ));
    }

    proptest! {
        #[test]
        fn it_is_the_same_both_ways(a in "[ ab]{0,3}", b in "[ ab]{0,3}", c in "[ab]{0,1}", d in "[ab]{0,1}") {
            let (one, other) = (report(&a, &c), report(&b, &d));
            prop_assert_eq!(says_the_same(&one, &other), says_the_same(&other, &one));
        }
    }
}
