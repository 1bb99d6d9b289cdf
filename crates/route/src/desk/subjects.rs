//! Who and what is involved, on the dossier page.

use askama::Template;
use platform::Millis;
use platform::forms::{Choice, Form};
use platform::web::{Html, Page, Words};
use policy::{Pack, ReservedCapacity};

use crate::dossiers::Open;
use crate::parts::{Panel, Place, Shown};
use crate::signals::{Field, SafeField, Subject, SubjectId, SubjectKind, capacities};

/// Somebody or something involved, as shown: with the history of capacities and a form to change
/// it.
struct SubjectView {
    id: SubjectId,
    kind: SubjectKind,
    title: String,
    minor: bool,
    capacity: Words,
    history: Vec<(Words, Millis)>,
    facts: Vec<(Field, String, bool)>,
    form: Form,
    /// How contact is safe, and the form that says so: of a possible victim alone.
    safe: Vec<(SafeField, String)>,
    safe_form: Option<Form>,
}

#[derive(Template)]
#[template(path = "desk/templates/subjects.html")]
struct SubjectsPanel<'a> {
    page: &'a Page,
    open: &'a Open,
    links: Vec<(&'static str, String)>,
    subjects: Vec<SubjectView>,
    new_subject: Form,
    kinds: Vec<Choice>,
    capacities: Vec<Choice>,
}

fn capacity_name(pack: &Pack, id: &str, page: &Page) -> Words {
    let known = pack.capacity(id);
    known.map_or_else(|| id.into(), |known| page.label(&known.name))
}

fn view(shown: &Shown<'_>, subject: &Subject) -> SubjectView {
    let name = |id: &str| capacity_name(shown.pack, id, shown.page);
    let mut form = Form::new(&shown.page.texts, "subject")
        .numbered(subject.id)
        .with("kind", subject.kind.id())
        .with("capacity", capacities::chosen(subject));
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
    // What the card is called after stands above it already.
    let facts =
        facts.filter(|(_, text, added)| !text.is_empty() && (*added || text != subject.title()));
    let safe = SafeField::ALL.iter();
    let safe = safe.map(|field| (*field, subject.safely(*field).to_owned()));
    SubjectView {
        safe: safe.filter(|(_, text)| !text.is_empty()).collect(),
        safe_form: safe_form(shown, subject),
        id: subject.id,
        kind: subject.kind,
        title: subject.title().to_owned(),
        minor: subject.minor,
        capacity: subject.capacity_names(shown.pack, &shown.page.texts),
        history: subject
            .capacities
            .iter()
            .map(|(id, since)| (name(id), *since))
            .collect(),
        facts: facts.collect(),
        form: shown.filled(form, "subject", &subject.id.to_string()),
    }
}

/// Of whoever may be a victim; also when a colleague changed that while it was filled in.
fn safe_form(shown: &Shown<'_>, subject: &Subject) -> Option<Form> {
    let mut form = Form::new(&shown.page.texts, "safe").numbered(subject.id);
    for field in SafeField::ALL {
        form = form.with(field.id(), subject.safely(*field));
    }
    let form = shown.filled(form, "safe", &subject.id.to_string());
    let is_victim =
        subject.kind == SubjectKind::Person && subject.is(ReservedCapacity::PossibleVictim);
    (is_victim || !form.is_good()).then_some(form)
}

fn subjects<'a>(shown: &'a Shown<'_>) -> SubjectsPanel<'a> {
    let page = shown.page;
    let new_subject = Form::new(&page.texts, "subject")
        .numbered("new")
        .with("capacity", ReservedCapacity::Other.id());
    let kind = |kind: &SubjectKind| {
        let label = page.text(&format!("subject-kind-{}", kind.id()));
        Choice::new(kind.id(), label)
    };
    let subjects = shown.open.report.subjects.iter();
    SubjectsPanel {
        page,
        open: shown.open,
        links: shown.links(SUBJECTS.id),
        subjects: subjects.map(|subject| view(shown, subject)).collect(),
        new_subject: shown.filled(new_subject, "subject", "new"),
        kinds: SubjectKind::ALL.iter().map(kind).collect(),
        capacities: capacities::choices(shown.pack, &page.texts),
    }
}

pub const SUBJECTS: Panel = Panel {
    id: "subjects",
    place: Place::Main(20),
    show: |_, shown| Box::pin(async move { Html::of(&subjects(shown)).map(Some) }),
};
