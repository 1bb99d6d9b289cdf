//! The leak check of a handover: does anything that leaves say who reported, and in which box does
//! that stand? What certainly does blocks; the officer takes the words out, nobody overrides. What may
//! be the name of somebody else is a question, which the officer answers where everything is looked at.

use std::collections::{BTreeMap, BTreeSet};

use documents::HandoverFile;
use platform::{Actor, App};

use super::draft::Draft;
use super::items::{self, Item};
use super::model::{Consent, HandOver};
use crate::dossiers::{Ended, Fault, Open, Refusal};
use crate::files::{self, Content};
use crate::reporters::{self, Found, Reporter};
use crate::signals::{Field, Report, Subject, SubjectId};

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

/// The own data of the possible victim who reported, which goes as a victim's: her name, her phone, her
/// address. What somebody wrote about her is looked through as everything else is.
fn is_own(item: &Item, own: Option<SubjectId>) -> bool {
    own.is_some() && item.of == own && !item.free
}

/// How others than who reported are called: what is hers alone is nobody else's name.
fn others(report: &Report, own: Option<SubjectId>) -> Vec<&str> {
    let others = report.subjects.iter();
    let others = others.filter(|subject| Some(subject.id) != own);
    let names = others.map(|subject| subject.get(Field::Name));
    names.filter(|name| !name.is_empty()).collect()
}

/// Where the reporter is or may be named among what would go along: the words as they stand there, by
/// the id of the item. Among her own data only what says that she reported.
pub fn in_items(
    draft: &Draft,
    input: &HandOver,
    report: &Report,
    reporter: &Reporter,
) -> BTreeMap<String, Found> {
    let own = reporter.among(report).map(|subject| subject.id);
    let others = others(report, own);
    let chosen = draft
        .items
        .iter()
        .filter(|item| input.chosen.contains(&item.id));
    let found = chosen.map(|item| {
        let words = if is_own(item, own) {
            Found {
                certain: reporters::tells_who_speaks(&item.text),
                asked: Vec::new(),
            }
        } else {
            reporters::leaks_beside(input.words_of(item), reporter, &others)
        };
        (item.id.clone(), words)
    });
    found.filter(|(_, words)| !words.is_empty()).collect()
}

/// `‘Zilverberg’ in Plaats`.
fn standing(words: &[String], label: &str) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("‘{word}’")).collect();
    format!("{} ({label})", quoted.join(", "))
}

/// The boxes of the form, by their fields.
pub fn fields(input: &HandOver) -> [(&'static str, &str); 5] {
    let why = match &input.consent {
        Some(Consent::Without(why)) => why.as_str(),
        _ => "",
    };
    [
        ("question", input.question.as_str()),
        ("purpose", &input.purpose),
        ("basis", &input.basis),
        ("consent-why", why),
        ("proportionality", &input.proportionality),
    ]
}

/// Nothing of what stands under the Wpg or the WGS goes along, in no box and no field.
pub fn keeps_back(
    open: &Open,
    (draft, input): (&Draft, &HandOver),
    document: &HandoverFile,
) -> Ended {
    for (field, text) in fields(input) {
        open.keeps_back(field, text)?;
    }
    let chosen = draft.items.iter();
    for item in chosen.filter(|item| input.chosen.contains(&item.id)) {
        open.keeps_back("items", input.words_of(item))?;
    }
    open.keeps_back("items", &document.all_text())
}

/// A word of which the officer says that it is somebody else's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// What the answer is sent under. It says the word and everything in which that stands, so that an
    /// answer counts for nothing else.
    pub key: String,
    pub word: String,
    /// Where it stands: labels of items.
    pub items: BTreeSet<String>,
    /// And fields of the form.
    pub fields: BTreeSet<&'static str>,
    /// Somebody in the dossier whose name it is too.
    pub of: Option<String>,
    /// Who reported is that one.
    pub own: bool,
}

/// The questions, a word each, in the order of the words.
#[derive(Default)]
struct Doubts(BTreeMap<String, Doubt>);

impl Doubts {
    fn of(&mut self, word: &str, others: &[&str]) -> &mut Doubt {
        let plain = word.to_lowercase();
        let within = format!(" {plain} ");
        let has = |name: &&&str| format!(" {} ", name.to_lowercase()).contains(&within);
        self.0.entry(plain.clone()).or_insert_with(|| Doubt {
            key: String::new(),
            word: word.to_owned(),
            items: BTreeSet::new(),
            fields: BTreeSet::new(),
            of: others.iter().find(has).map(|name| (*name).to_owned()),
            own: false,
        })
    }

    /// With their keys; `own`: the name of whoever reported, of those involved.
    fn ended(self, own: Option<&str>) -> Vec<Doubt> {
        let keyed = self.0.into_iter().map(|(plain, doubt)| {
            let all = format!("{plain}\n{:?}\n{:?}", doubt.items, doubt.fields);
            let key = vault::Key::from_bytes([0; 32]).fingerprint(&[all.as_bytes()]);
            Doubt {
                key: vault::hex(&key[..8]),
                own: own.is_some() && doubt.of.as_deref() == own,
                ..doubt
            }
        });
        keyed.collect()
    }
}

/// The files that go beside the document, with their labels: what is in them, and how it is found.
fn in_files(
    (draft, files): (&Draft, &[(usize, String)]),
    reporter: &Reporter,
    others: &[&str],
) -> Vec<(String, Found)> {
    let found = files.iter().map(|(number, text)| {
        let file = draft.files.iter().find(|file| file.number == *number);
        let item = file.and_then(|file| {
            let id = format!("file-{}", file.id);
            draft.items.iter().find(|item| item.id == id)
        });
        let label = item.map_or_else(String::new, |item| item.label.clone());
        (label, reporters::leaks_beside(text, reporter, others))
    });
    found.collect()
}

/// Whose own data stops here, when that is a possible victim who may have reported it, and nobody said so.
pub fn herself(
    item: &Item,
    found: Option<&Found>,
    report: &Report,
    own: Option<&Subject>,
) -> Option<SubjectId> {
    let stops = found.is_some_and(|found| !found.certain.is_empty()) && !item.free;
    let subject = report.subject(item.of.filter(|_| stops)?)?;
    let asks = own.is_none() && reporters::may_be_reporter(subject);
    asks.then_some(subject.id)
}

/// The document as a whole, for what stands in no single box, but for her own data.
fn without_own(
    (draft, input): (&Draft, &HandOver),
    document: &HandoverFile,
    own: Option<&Subject>,
) -> HandoverFile {
    let own = own.map(|subject| subject.id);
    let items = draft.items.iter().filter(|item| !is_own(item, own));
    HandoverFile {
        sections: items::sections(&items.cloned().collect::<Vec<_>>(), input),
        ..document.clone()
    }
}

/// Refuses what names the reporter, with the box in which it stands; gives what the officer is to be asked.
pub fn names_nobody_who_reported(
    who: &Actor,
    open: &Open,
    (draft, input): (&Draft, &HandOver),
    document: &HandoverFile,
    files: &[(usize, String)],
    reporter: &Reporter,
) -> Ended<Vec<Doubt>> {
    let own = reporter.among(&open.report);
    let others = others(&open.report, own.map(|subject| subject.id));
    let all = open.report.names();
    let mut named = in_items(draft, input, &open.report, reporter);
    let mut items = draft.items.iter();
    let may_be_herself =
        items.any(|item| herself(item, named.get(&item.id), &open.report, own).is_some());
    let items = draft.items.iter();
    let labelled = items.filter_map(|item| Some((item.label.clone(), named.remove(&item.id)?)));
    let mut stand: Vec<(String, Found)> = labelled.collect();
    stand.extend(in_files((draft, files), reporter, &others));
    let (mut doubts, mut certain, mut faults) = (Doubts::default(), Vec::new(), Vec::new());
    for (field, text) in fields(input) {
        let found = reporters::leaks_beside(text, reporter, &others);
        if !found.certain.is_empty() {
            faults.push(Fault::new(field, "leak").naming(found.certain));
        }
        for word in found.asked {
            doubts.of(&word, &all).fields.insert(field);
        }
    }
    for (label, found) in stand {
        if !found.certain.is_empty() {
            certain.push(standing(&found.certain, &label));
        }
        for word in found.asked {
            doubts.of(&word, &all).items.insert(label.clone());
        }
    }
    if !certain.is_empty() {
        let keys = ["leak-items", "leak-items-self"];
        let key = keys[usize::from(may_be_herself)];
        faults.push(Fault::new("items", key).naming(certain));
    }
    if faults.is_empty() {
        let whole = without_own((draft, input), document, own).all_text();
        let whole = reporters::leaks_beside(&whole, reporter, &others).certain;
        if !whole.is_empty() {
            faults.push(Fault::new("items", "leak").naming(whole));
        }
    }
    if faults.is_empty() && reporters::is_contact(&who.name, who.user, reporter) {
        faults.push(Fault::new("items", "leak-contact"));
    }
    if faults.is_empty() {
        Ok(doubts.ended(own.map(|subject| subject.get(Field::Name))))
    } else {
        Err(Refusal::Typed(faults))
    }
}
