//! From what was posted to a report, its reporter and its files.

use accounts::people;
use platform::forms::{Form, Posted};
use platform::web::Page;
use platform::{Actor, App, Millis, Result};
use policy::Pack;

use crate::files;
use crate::reporters::Reporter;
use crate::signals::{Field, Report, Source, Statement, Subject, SubjectKind};

/// How many subject blocks the form shows.
pub(super) fn subject_blocks(posted: Option<&Posted>) -> usize {
    let asked = posted.map_or(1, |posted| posted.get("subjects").parse().unwrap_or(1));
    let more = usize::from(posted.is_some_and(|posted| posted.get("action") == "add-subject"));
    (asked + more).clamp(1, 20)
}

fn read_subject(posted: &Posted, at: usize, received_at: Millis, pack: &Pack) -> Option<Subject> {
    let get = |name: &str| posted.get(&format!("subject-{at}-{name}")).to_owned();
    let fields: std::collections::BTreeMap<_, _> = Field::ALL
        .iter()
        .map(|field| (field.id().to_owned(), get(field.id())))
        .filter(|(_, value)| !value.is_empty())
        .collect();
    if fields.is_empty() {
        return None;
    }
    let capacity = get("capacity");
    let capacity = if pack.capacity(&capacity).is_some() { capacity } else { "other".to_owned() };
    Some(Subject {
        kind: SubjectKind::parse(&get("kind")).unwrap_or(SubjectKind::Person),
        capacities: vec![(capacity, received_at)],
        minor: get("minor") == "on",
        fields,
        known: std::collections::BTreeMap::new(),
    })
}

pub(super) fn read_report(posted: &Posted, pack: &Pack, now: Millis) -> Report {
    let statements = Source::ALL
        .iter()
        .map(|source| Statement { source: *source, text: posted.get(source.id()).to_owned() })
        .filter(|statement| !statement.text.is_empty())
        .collect();
    Report {
        danger: posted.get("danger") == "yes",
        statements,
        place: posted.get("place").to_owned(),
        when: posted.get("when").to_owned(),
        subjects: (0..subject_blocks(Some(posted)))
            .filter_map(|at| read_subject(posted, at, now, pack))
            .collect(),
        indicators: posted
            .all("indicators")
            .filter(|id| pack.indicator(id).is_some())
            .map(str::to_owned)
            .collect(),
        coordinator: match posted.get("coordinator") {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        },
    }
}

/// Who the reporter is: the person who fills in the form, or whom they report for.
pub(super) async fn read_reporter(app: &App, actor: &Actor, posted: &Posted) -> Result<Reporter> {
    let text = |name: &str| posted.get(name).to_owned();
    if posted.has("behalf-name")
        || posted.has("behalf-phone")
        || posted.has("behalf-email")
        || posted.has("channel")
    {
        return Ok(Reporter {
            person: None,
            name: text("behalf-name"),
            email: text("behalf-email"),
            phone: text("behalf-phone"),
            number: String::new(),
            safe: text("safe"),
        });
    }
    let account = people::email_of(app, actor.user).await?.unwrap_or_default();
    Ok(Reporter {
        person: Some(actor.user),
        name: actor.name.clone(),
        email: if posted.has("email") { text("email") } else { account },
        phone: text("phone"),
        number: text("number"),
        safe: text("safe"),
    })
}

/// The files that can be kept; the others become faults beside the field.
pub(super) fn clean_files(p: &Page, posted: &Posted, form: &mut Form) -> Vec<files::Clean> {
    let mut cleaned = Vec::new();
    for upload in &posted.files {
        match files::clean(upload) {
            Ok(file) => cleaned.push(file),
            Err(fault) => {
                let text = p.with(&format!("error-{}", fault.key()), &[("name", upload.name.clone())]);
                form.fault_text("files", text);
            }
        }
    }
    cleaned
}

/// How it came in.
pub(super) fn channel(posted: &Posted) -> &'static str {
    let known = ["phone", "letter", "visit", "mail"];
    known.into_iter().find(|id| *id == posted.get("channel")).unwrap_or("form")
}
