//! What can go along at a handover, and the sections that what was chosen becomes. No I/O.

use std::collections::{BTreeMap, BTreeSet};

use documents::{HandoverFile, Line, Section};
use platform::FileId;
use platform::i18n::Texts;
use policy::{HandoverPart, Pack, ReservedCapacity};

use super::model::{HandOver, Worded};
use crate::assessment::Assessment;
use crate::files::File;
use crate::signals::{Dossier, Field, Report, SafeField, Source, Subject, SubjectId, SubjectKind};

/// One thing that can go along: a statement, one field of one subject, a file.
#[derive(Debug, Clone)]
pub struct Item {
    pub id: String,
    /// `None`: a file. Files never go along by default.
    pub part: Option<HandoverPart>,
    /// Somebody or something involved, that it is known of.
    pub of: Option<SubjectId>,
    /// A way to reach a possible victim: for who has to make contact.
    pub reaches_victim: bool,
    /// Written to the officer: it goes along only when somebody ticks it.
    pub aside: bool,
    /// Under which heading it stands.
    pub group: String,
    pub label: String,
    pub text: String,
    /// Free text, from which words can be taken out.
    pub free: bool,
    /// The file that it is, when that is a picture.
    pub picture: Option<FileId>,
}

/// Where a field of a subject belongs, so that "victims" does not quietly bring their phone along.
fn part_of(subject: &Subject, field: Field) -> HandoverPart {
    match (field, subject.kind) {
        (Field::Address, _) | (_, SubjectKind::Address) => HandoverPart::Addresses,
        (Field::Plate, _) | (_, SubjectKind::Vehicle) => HandoverPart::Vehicles,
        (Field::Phone | Field::Online, _) | (_, SubjectKind::Phone | SubjectKind::Online) => {
            HandoverPart::Contacts
        }
        (_, SubjectKind::Person) if subject.is(ReservedCapacity::PossibleVictim) => {
            HandoverPart::Victims
        }
        _ => HandoverPart::Others,
    }
}

/// Who is asked to make contact gets what that takes, of possible victims alone.
fn reaches_a_victim(subject: &Subject, part: HandoverPart) -> bool {
    subject.kind == SubjectKind::Person
        && subject.is(ReservedCapacity::PossibleVictim)
        && matches!(part, HandoverPart::Contacts | HandoverPart::Addresses)
}

/// Everything of a dossier that could go along. The reporter is not in it and cannot be.
#[must_use]
pub fn items(
    dossier: &Dossier,
    assessment: &Assessment,
    files: &[File],
    pack: &Pack,
    texts: &Texts,
) -> Vec<Item> {
    let mut all = Items {
        pack,
        texts,
        found: Vec::new(),
    };
    all.noticed(&dossier.report);
    for (at, subject) in dossier.report.subjects.iter().enumerate() {
        all.subject(at, subject);
    }
    all.assessed(assessment);
    all.files(files);
    all.found
}

/// What can go along, as it is put together.
struct Items<'a> {
    pack: &'a Pack,
    texts: &'a Texts,
    found: Vec<Item>,
}

/// Where an item stands: the part of the dossier, and its heading.
type Place<'a> = (HandoverPart, &'a str);

impl Items<'_> {
    /// Words that stand there, if there are any, and whether they are free text.
    fn add(&mut self, id: String, (part, group): Place, label: String, text: String, free: bool) {
        if !text.is_empty() {
            self.found.push(Item {
                id,
                part: Some(part),
                of: None,
                reaches_victim: false,
                aside: false,
                group: group.to_owned(),
                label,
                text,
                free,
                picture: None,
            });
        }
    }

    /// One that is always called the same: `handover-ID` is its label.
    fn named(&mut self, id: &str, place: Place, text: String, free: bool) {
        let label = self.texts.get(&format!("handover-{id}"));
        self.add(id.to_owned(), place, label, text, free);
    }

    fn noticed(&mut self, report: &Report) {
        let group = self.texts.get("handover-group-noticed");
        for (at, statement) in report.statements.iter().enumerate() {
            let label = self.texts.get(&format!("source-{}", statement.source.id()));
            let place = (HandoverPart::Statements, group.as_str());
            let id = format!("statement-{at}");
            let before = self.found.len();
            self.add(id, place, label, statement.text.clone(), true);
            for item in &mut self.found[before..] {
                item.aside = statement.source == Source::Said;
            }
        }
        let place = (HandoverPart::Place, group.as_str());
        self.named("place", place, report.place.clone(), true);
        self.named("when", place, report.when.clone(), true);
    }

    fn subject(&mut self, at: usize, subject: &Subject) {
        let capacity = subject.capacity_names(self.pack, self.texts).text();
        let kind = self
            .texts
            .get(&format!("subject-kind-{}", subject.kind.id()));
        let group = format!("{kind} {}: {capacity}", at + 1);
        for field in Field::ALL {
            let label = self.texts.get(&format!("field-{}", field.id()));
            let part = part_of(subject, *field);
            let text = subject.get(*field).to_owned();
            let id = format!("subject-{at}-{}", field.id());
            let before = self.found.len();
            let place = (part, group.as_str());
            let free = matches!(field, Field::Appearance | Field::More);
            self.add(id, place, label, text, free);
            for item in &mut self.found[before..] {
                item.of = Some(subject.id);
                item.reaches_victim = reaches_a_victim(subject, part);
            }
        }
        self.safe_contact(at, subject, &group);
        if subject.minor {
            let (label, yes) = (self.texts.get("field-minor"), self.texts.get("yes"));
            let place = (part_of(subject, Field::Name), group.as_str());
            self.add(format!("subject-{at}-minor"), place, label, yes, false);
        }
    }

    /// How contact with a possible victim is safe, in one piece: it goes where a way to reach them goes.
    fn safe_contact(&mut self, at: usize, subject: &Subject, group: &str) {
        let lines = SafeField::ALL.iter().filter_map(|field| {
            let text = subject.safely(*field);
            let label = self.texts.get(&format!("safe-{}", field.id()));
            (!text.is_empty()).then(|| format!("{label}: {text}"))
        });
        let text = lines.collect::<Vec<_>>().join("\n");
        let label = self.texts.get("handover-safe");
        let before = self.found.len();
        let place = (HandoverPart::Contacts, group);
        self.add(safe_id(at), place, label, text, true);
        for item in &mut self.found[before..] {
            item.of = Some(subject.id);
            item.reaches_victim = true;
        }
    }

    fn assessed(&mut self, assessment: &Assessment) {
        let group = self.texts.get("handover-group-assessed");
        let (texts, facts) = (self.texts, &assessment.facts);
        let (vulnerable, signs) = self.ticked(assessment);
        let place = (HandoverPart::Indicators, group.as_str());
        self.named("indicators", place, signs, false);
        let place = (HandoverPart::Vulnerabilities, group.as_str());
        self.named("vulnerabilities", place, vulnerable, false);
        let forms: Vec<&str> = facts
            .forms
            .iter()
            .filter_map(|form| self.pack.form(*form))
            .map(|form| form.name.get(texts.lang))
            .collect();
        let forms = forms.join(", ");
        let place = (HandoverPart::Assessment, group.as_str());
        self.named("forms", place, forms, false);
        let severity = texts.get(&format!("severity-{}", facts.severity.id()));
        self.named("severity", place, severity, false);
        if facts.acute {
            self.named("acute", place, texts.get("yes"), false);
        }
        if assessment.smuggling {
            self.named("smuggling", place, texts.get("yes"), false);
        }
        let unknown = || texts.get("unknown-age");
        let ages = facts.victims.iter();
        let ages = ages.map(|v| v.age.map_or_else(unknown, |age| age.to_string()));
        let ages = ages.collect::<Vec<_>>().join(", ");
        self.named("ages", place, ages, false);
        let label = texts.get("handover-assessment");
        self.add("why".to_owned(), place, label, assessment.why.clone(), true);
    }

    /// What was ticked, a line each: what makes somebody vulnerable, and the signs. The one may go
    /// where the other need not (docs/adr/0025).
    fn ticked(&self, assessment: &Assessment) -> (String, String) {
        let of = |vulnerable: bool| {
            let ids = assessment.indicators.iter();
            let ids = ids.filter(|id| self.pack.is_vulnerability(id) == vulnerable);
            let ticked = ids.filter_map(|id| self.pack.indicator(id));
            let texts = ticked.map(|indicator| indicator.text.get(self.texts.lang));
            texts.collect::<Vec<_>>().join("\n")
        };
        (of(true), of(false))
    }

    /// Files belong to no part: none goes along by itself.
    fn files(&mut self, files: &[File]) {
        let texts = self.texts;
        self.found.extend(files.iter().map(|file| Item {
            id: format!("file-{}", file.id),
            part: None,
            of: None,
            reaches_victim: false,
            aside: false,
            group: texts.get("handover-group-files"),
            label: texts.with("handover-file", &[("number", file.number.to_string())]),
            text: how_it_goes(file, texts),
            free: false,
            picture: file.is_picture().then_some(file.id),
        }));
    }
}

/// What a file is, and how the partner gets it: `PDF, wordt apart meegegeven`.
fn how_it_goes(file: &File, texts: &Texts) -> String {
    let way = if file.is_picture() {
        "handover-file-inside"
    } else {
        "handover-file-beside"
    };
    format!("{}, {}", texts.get(file.kind()), texts.get(way))
}

fn safe_id(at: usize) -> String {
    format!("subject-{at}-safe")
}

/// Whoever is told how to reach a possible victim is told how that is safe (a call at the wrong moment can cost a
/// life): of whom something goes along, and that does not? By their heading.
#[must_use]
pub fn who_reaches_a_victim_knows_how_that_is_safe(
    items: &[Item],
    chosen: &BTreeSet<String>,
) -> Vec<String> {
    let is_safe = |item: &&Item| item.id.ends_with("-safe");
    let safe = items.iter().filter(is_safe);
    let missing = safe.filter(|safe| {
        let goes = |item: &Item| chosen.contains(&item.id) && item.reaches_victim;
        let reached = items.iter().any(|item| item.of == safe.of && goes(item));
        reached && !chosen.contains(&safe.id)
    });
    missing.map(|item| item.group.clone()).collect()
}

/// What is ticked before the officer changes anything: the least that the partner needs.
#[must_use]
pub fn least_needed(items: &[Item], needs: &[HandoverPart]) -> BTreeSet<String> {
    items
        .iter()
        .filter(|item| !item.aside)
        .filter(|item| {
            item.part.is_some_and(|part| needs.contains(&part))
                || (item.reaches_victim && needs.contains(&HandoverPart::VictimContacts))
        })
        .map(|item| item.id.clone())
        .collect()
}

/// The chosen items as sections of the document, with the words as the officer left them.
#[must_use]
pub fn sections(items: &[Item], input: &HandOver) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    for item in items
        .iter()
        .filter(|item| item.part.is_some() && input.chosen.contains(&item.id))
    {
        let text = input.words_of(item).trim().replace('\r', "");
        if text.is_empty() {
            continue;
        }
        let line = Line {
            label: item.label.clone(),
            text,
        };
        match sections
            .iter_mut()
            .find(|section| section.title == item.group)
        {
            Some(section) => section.lines.push(line),
            None => sections.push(Section {
                title: item.group.clone(),
                lines: vec![line],
            }),
        }
    }
    sections
}

/// Tells one text from another, without being it.
fn print_of(text: &str) -> String {
    vault::hex(&vault::digest(&[text.as_bytes()])[..8])
}

/// The words of what goes along in free text, as they were approved.
#[must_use]
pub fn worded(items: &[Item], input: &HandOver) -> BTreeMap<String, Worded> {
    let going = items
        .iter()
        .filter(|item| item.free && input.chosen.contains(&item.id));
    let worded = going.map(|item| {
        let of = print_of(&item.text);
        let said = input.words_of(item).to_owned();
        (item.id.clone(), Worded { of, said })
    });
    worded.collect()
}

/// What the next partner's form starts from: the words that were approved last, where they are not as
/// they were reported. What was reported anew since is read anew.
#[must_use]
pub fn approved<'a>(
    items: &[Item],
    earlier: impl Iterator<Item = &'a BTreeMap<String, Worded>>,
) -> BTreeMap<String, String> {
    let mut last: BTreeMap<&str, &Worded> = BTreeMap::new();
    for (id, worded) in earlier.flatten() {
        last.insert(id, worded);
    }
    let approved = items.iter().filter(|item| item.free).filter_map(|item| {
        let worded = last.get(item.id.as_str())?;
        let is_other = worded.said != item.text && !worded.said.trim().is_empty();
        (worded.of == print_of(&item.text) && is_other)
            .then(|| (item.id.clone(), worded.said.clone()))
    });
    approved.collect()
}

/// Tells whether what leaves is what was looked at: every word of it, and whom the partner rings.
#[must_use]
pub fn fingerprint(document: &HandoverFile, contact: &str) -> String {
    let text = serde_json::to_vec(document).unwrap_or_default();
    vault::hex(&vault::digest(&[&text, contact.as_bytes()])[..8])
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn victim() -> Subject {
        Subject {
            id: uuid::Uuid::nil().into(),
            kind: SubjectKind::Person,
            capacities: vec![("possible_victim".into(), 0)],
            minor: false,
            fields: BTreeMap::from([
                ("name".into(), "Test".into()),
                ("phone".into(), "06".into()),
            ]),
            known: BTreeMap::new(),
            safe: BTreeMap::new(),
        }
    }

    #[test]
    fn the_least_a_partner_needs_brings_no_phone_along() {
        assert_eq!(part_of(&victim(), Field::Name), HandoverPart::Victims);
        assert_eq!(part_of(&victim(), Field::Phone), HandoverPart::Contacts);
        assert_eq!(part_of(&victim(), Field::Address), HandoverPart::Addresses);
    }

    /// Who must make contact gets the phone of the victim, and not that of the suspect.
    #[test]
    fn who_makes_contact_gets_what_reaches_the_victim() {
        assert!(reaches_a_victim(&victim(), HandoverPart::Contacts));
        assert!(reaches_a_victim(&victim(), HandoverPart::Addresses));
        assert!(!reaches_a_victim(&victim(), HandoverPart::Vehicles));
        let mut suspect = victim();
        suspect.capacities = vec![("possible_offender".into(), 0)];
        assert!(!reaches_a_victim(&suspect, HandoverPart::Contacts));
        let item = |reaches_victim| Item {
            id: "x".into(),
            part: Some(HandoverPart::Contacts),
            of: None,
            reaches_victim,
            aside: false,
            group: String::new(),
            label: String::new(),
            text: String::new(),
            free: false,
            picture: None,
        };
        let needs = [HandoverPart::VictimContacts];
        assert_eq!(least_needed(&[item(true)], &needs).len(), 1);
        assert!(least_needed(&[item(false)], &needs).is_empty());
    }

    #[test]
    fn files_never_go_along_by_default() {
        let file = Item {
            id: "file-x".into(),
            part: None,
            of: None,
            reaches_victim: false,
            aside: false,
            group: String::new(),
            label: String::new(),
            text: String::new(),
            free: false,
            picture: None,
        };
        assert!(least_needed(&[file], &HandoverPart::ALL).is_empty());
    }
}
