//! The form "Signaal van een partner": the page that shows it.

use askama::Template;
use axum::response::Response;
use platform::forms::{Choice, Form, Posted};
use platform::web::{Page, html};
use platform::{Actor, App, DossierId, Result, clock};

use super::model::{FIELDS, MOST};
use super::reading::{NONE, is_filled};
use crate::origin::{Conditions, Law, Way};
use crate::reporting::{Lists, subject_blocks};

#[derive(Template)]
#[template(path = "partners/templates/form.html")]
struct FromPartner {
    page: Page,
    to: &'static str,
    own: Form,
    /// What every report asks.
    form: Form,
    lists: Lists,
    subjects: usize,
    parts: usize,
    can_add: bool,
    organisations: Vec<Choice>,
    ways: Vec<Choice>,
    conditions: Vec<Choice>,
    laws: Vec<Choice>,
    /// A signal of this partner with this reference, or of this form, is here: its dossier, and what it is called.
    known: Option<(DossierId, String)>,
    is_sent: bool,
    is_begun: bool,
}

impl FromPartner {
    /// A field that is mostly left empty was filled in, or has a fault.
    fn has(&self, names: &[&str]) -> bool {
        let mut names = names.iter();
        names.any(|name| !self.own.value(name).is_empty() || self.own.is_faulty(name))
    }
}

/// Who has it before them, and what came with it.
pub(super) struct PartnerForm {
    pub app: App,
    pub actor: Actor,
    pub page: Page,
    pub posted: Posted,
    pub own: Form,
    pub report: Form,
    pub known: Option<(DossierId, String)>,
    /// That is what this form became, with other words.
    pub is_sent: bool,
    /// It was kept before, and is gone on with.
    pub is_begun: bool,
}

impl PartnerForm {
    pub fn new(app: App, actor: Actor, page: Page, posted: Posted) -> Self {
        Self {
            own: Form::new(&page.texts, "from").typed(&posted),
            report: Form::new(&page.texts, "report")
                .called("documents", "from-documents")
                .typed(&posted),
            known: None,
            is_sent: false,
            is_begun: false,
            app,
            actor,
            page,
            posted,
        }
    }

    /// An empty one: it came in today. The partner asked for nothing until that is filled in.
    pub fn fresh(app: App, actor: Actor, page: Page) -> Self {
        let now = app.clock.now();
        let form_id = app.clock.id_without_time().to_string();
        let fields = [
            ("form-id", form_id),
            ("day", clock::day(now)),
            ("way", Way::Mail.id().to_owned()),
            ("conditions", Conditions::Free.id().to_owned()),
            ("part-0-law", NONE.to_owned()),
        ];
        let fields = fields.map(|(name, value)| (name.to_owned(), value));
        let posted = Posted {
            fields: fields.into(),
            files: Vec::new(),
        };
        Self::new(app, actor, page, posted)
    }

    /// With what was typed, and its faults.
    pub fn show(mut self) -> Result<Response> {
        self.page.is_typed_in = true;
        let pack = self.app.tenants.get(self.actor.tenant)?.pack;
        let (page, parts) = (&self.page, parts(&self.posted));
        for fields in FIELDS.iter().take(parts) {
            if self.own.value(fields[1]).is_empty() && !self.own.is_faulty(fields[1]) {
                self.own.set(fields[1], NONE);
            }
        }
        let choices = |start: &str, ids: &[&'static str]| -> Vec<Choice> {
            let each = ids.iter();
            each.map(|id| Choice::new(*id, page.text(&format!("{start}-{id}"))))
                .collect()
        };
        let named = pack.partners.iter();
        let named = named.map(|one| Choice::new(one.id.get_ref().as_str(), &one.name));
        let other = Choice::new("", page.text("from-organisation-other"));
        let organisations = [other].into_iter().chain(named).collect();
        let laws = [NONE]
            .into_iter()
            .chain(Law::ALL.iter().map(|law| law.id()));
        let shown = FromPartner {
            to: "/melden/partner",
            organisations,
            ways: choices("from-way", &ids(Way::ALL, Way::id)),
            conditions: choices("from-conditions", &ids(Conditions::ALL, Conditions::id)),
            laws: choices("from-law", &laws.collect::<Vec<_>>()),
            lists: Lists::of(page, &pack),
            subjects: subject_blocks(&self.posted),
            parts,
            can_add: parts < MOST,
            own: self.own,
            form: self.report,
            known: self.known,
            is_sent: self.is_sent,
            is_begun: self.is_begun,
            page: self.page,
        };
        html(&shown)
    }
}

fn ids<T: Copy>(all: &[T], id: impl Fn(T) -> &'static str) -> Vec<&'static str> {
    all.iter().map(|one| id(*one)).collect()
}

/// How many parts the form shows: never less than were filled in.
pub(super) fn parts(posted: &Posted) -> usize {
    let asked: usize = posted.get("parts").parse().unwrap_or(1);
    let more = usize::from(posted.get("action") == "add-part");
    let filled = FIELDS.iter().rposition(|fields| is_filled(posted, fields));
    let filled = filled.map_or(0, |at| at + 1);
    asked
        .min(MOST)
        .saturating_add(more)
        .max(filled)
        .clamp(1, MOST)
}
