//! Who and what is involved, on the dossier page.

use askama::Template;
use platform::Millis;
use platform::forms::{Choice, Form};
use platform::web::{Html, Page};
use policy::{Capacity, Pack};

use crate::dossiers::Open;
use crate::parts::{Panel, Place, Shown};
use crate::signals::{Field, Subject, SubjectId, SubjectKind};

/// Somebody or something involved, as shown: with the history of capacities and a form to change
/// it.
struct SubjectView {
    id: SubjectId,
    kind: SubjectKind,
    title: String,
    minor: bool,
    capacity: String,
    history: Vec<(String, Millis)>,
    facts: Vec<(Field, String, bool)>,
    form: Form,
}

#[derive(Template)]
#[template(path = "desk/templates/subjects.html")]
struct Subjects<'a> {
    page: &'a Page,
    open: &'a Open,
    links: Vec<(&'static str, String)>,
    subjects: Vec<SubjectView>,
    new_subject: Form,
    kinds: Vec<Choice>,
    capacities: Vec<Choice>,
}

fn capacity_name(pack: &Pack, id: &str, lang: &str) -> String {
    let known = pack.capacity(id);
    known.map_or_else(|| id.to_owned(), |known| known.name.get(lang).to_owned())
}

fn view(shown: &Shown<'_>, subject: &Subject) -> SubjectView {
    let name = |id: &str| capacity_name(shown.pack, id, shown.page.texts.lang);
    let mut form = Form::new(&shown.page.texts, "subject")
        .numbered(subject.id)
        .with("kind", subject.kind.id())
        .with("capacity", subject.capacity());
    for field in Field::ALL {
        form = form.with(field.id(), subject.get(*field));
    }
    if subject.minor {
        form = form.with("minor", "on");
    }
    let facts = Field::ALL.iter().map(|field| {
        (
            *field,
            subject.get(*field).to_owned(),
            subject.known.contains_key(field.id()),
        )
    });
    SubjectView {
        id: subject.id,
        kind: subject.kind,
        title: subject.title().to_owned(),
        minor: subject.minor,
        capacity: name(subject.capacity()),
        history: subject
            .capacities
            .iter()
            .map(|(id, since)| (name(id), *since))
            .collect(),
        facts: facts.filter(|(_, text, _)| !text.is_empty()).collect(),
        form: shown.filled(form, "subject", &subject.id.to_string()),
    }
}

fn subjects<'a>(shown: &'a Shown<'_>) -> Subjects<'a> {
    let (page, lang) = (shown.page, shown.page.texts.lang);
    let new_subject = Form::new(&page.texts, "subject")
        .numbered("new")
        .with("capacity", Capacity::OTHER);
    let kind = |kind: &SubjectKind| {
        let label = page.text(&format!("subject-kind-{}", kind.id()));
        Choice::new(kind.id(), label)
    };
    let capacity = |one: &Capacity| Choice::new(one.id.get_ref().as_str(), one.name.get(lang));
    let subjects = shown.open.report.subjects.iter();
    Subjects {
        page,
        open: shown.open,
        links: shown.links(SUBJECTS.id),
        subjects: subjects.map(|subject| view(shown, subject)).collect(),
        new_subject: shown.filled(new_subject, "subject", "new"),
        kinds: SubjectKind::ALL.iter().map(kind).collect(),
        capacities: shown.pack.capacities.iter().map(capacity).collect(),
    }
}

pub const SUBJECTS: Panel = Panel {
    id: "subjects",
    place: Place::Main(20),
    show: |_, shown| Box::pin(async move { Html::of(&subjects(shown)).map(Some) }),
};
