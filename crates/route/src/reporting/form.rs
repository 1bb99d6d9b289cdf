//! A report form in somebody's hands: what they typed, and the page that shows it.

use askama::Template;
use axum::response::Response;
use platform::forms::{Choice, Form, Posted};
use platform::web::{Page, html, set_language};
use platform::{Actor, App, Error, Result, Role};
use uuid::Uuid;

use super::begun::{self, Became};
use super::colleagues::Named;
use super::fields::{Lists, Oneself};
use super::read::{mention_files, reports_for_others, subject_blocks};
use super::shared::{self, Shared};
use super::sharing;
use crate::signals::Kind;

#[derive(Template)]
#[template(path = "reporting/templates/report.html")]
struct ReportPage {
    page: Page,
    kind: Kind,
    /// Where it is sent.
    to: String,
    form: Form,
    lists: Lists,
    subjects: usize,
    /// More than the first screen asks was filled in, or has a fault.
    unfolded: bool,
    oneself: Oneself,
    coordinators: Vec<Choice>,
    /// After so many days, or hours when it cannot wait, what was shared goes to the officer.
    goes_on: (u16, u16),
    /// Passing on what a colleague shared: about the reporter nothing is asked.
    shared: Option<Shared>,
    /// What became of what was shared of this draft.
    copy: Option<Became>,
    /// Who works here and is named in it.
    colleagues: Named,
}

/// Who has it before them, about what it is, and what came with it. Whatever a button does with it
/// either goes on to another page, or shows it again as it was typed.
pub(super) struct ReportForm {
    pub app: App,
    pub actor: Actor,
    pub page: Page,
    pub kind: Kind,
    pub posted: Posted,
    /// As it is shown: what was typed, with its faults.
    pub shown: Form,
    /// About whom whoever reports is asked: they work here.
    pub colleagues: Named,
}

impl ReportForm {
    pub fn new(app: App, actor: Actor, page: Page, kind: Kind, posted: Posted) -> Self {
        Self {
            shown: asking(&page, kind).typed(&posted),
            app,
            actor,
            page,
            kind,
            posted,
            colleagues: Named::default(),
        }
    }

    /// The same with these fields, and no files.
    pub fn of_fields(
        app: App,
        actor: Actor,
        page: Page,
        kind: Kind,
        fields: Vec<(String, String)>,
    ) -> Self {
        let files = Vec::new();
        Self::new(app, actor, page, kind, Posted { fields, files })
    }

    /// From now on it is another form: what it is sent as is another signal.
    pub fn become_another(&mut self) {
        let id = self.app.clock.id_without_time();
        self.shown.set("form-id", &id.to_string());
    }

    /// With what was typed, to go on with; files have to be chosen again, which it says.
    pub async fn again(mut self) -> Result<Response> {
        mention_files(&self.page, &self.posted, &mut self.shown);
        self.show().await
    }

    /// The same, because of this.
    pub async fn refused(mut self, field: &str, fault: &str) -> Result<Response> {
        self.shown.fault(field, fault);
        self.again().await
    }

    /// The same in the other language.
    pub async fn in_other_language(mut self) -> Result<Response> {
        self.page = self.page.in_other_language(&self.app).await?;
        self.shown = asking(&self.page, self.kind).typed(&self.posted);
        let lang = self.page.texts.lang;
        let mut response = self.again().await?;
        set_language(&mut response, lang);
        Ok(response)
    }

    /// The form, empty, filled or with faults.
    pub async fn show(mut self) -> Result<Response> {
        let (app, actor) = (&self.app, &self.actor);
        let pack = app.tenants.get(actor.tenant)?.pack;
        let shared = {
            let mut tx = app.db.read().await?;
            match shared::of(&mut tx, app, actor, self.shown.value("shared")).await {
                // Passed on meanwhile: what was typed is still there.
                Err(Error::NotFound) => None,
                other => other?,
            }
        };
        let (mut copy, mut coordinators) = (None, Vec::new());
        if shared.is_none() {
            self.shown.set("shared", "");
            let known = begun::of_form(app, actor, self.kind, self.shown.value("form-id")).await?;
            copy = known.and_then(|known| known.copy);
            coordinators = sharing::coordinators(app, actor).await?;
        }
        self.page.is_typed_in = true;
        let terms = &pack.deadlines;
        html(&ReportPage {
            to: format!("/melden/{}", self.kind.id()),
            kind: self.kind,
            lists: Lists::of(&self.page, &pack),
            subjects: subject_blocks(&self.posted),
            unfolded: is_unfolded(&self.shown, &self.posted),
            oneself: Oneself {
                is_asked: shared.is_none(),
                coordinator_step: pack.coordinator_step && !actor.is(Role::Coordinator),
                on_behalf: reports_for_others(actor),
            },
            coordinators,
            colleagues: self.colleagues,
            goes_on: (2 * terms.assessment_days, 2 * terms.urgent_assessment_hours),
            copy,
            shared,
            form: self.shown,
            page: self.page,
        })
    }
}

/// The id that a form came with; without one it is none of ours.
pub(super) fn id_of(posted: &Posted) -> Result<Uuid> {
    let id = Uuid::parse_str(posted.get("form-id"));
    id.map_err(|_| Error::BadRequest("form id"))
}

/// Of a place other words are asked than of a person.
fn asking(page: &Page, kind: Kind) -> Form {
    let form = Form::new(&page.texts, "report");
    match kind {
        Kind::Person => form,
        Kind::Place => form
            .called("seen", "report-seen-there")
            .called("place", "report-where"),
    }
}

/// What the first screen asks; everything else is behind "Meer vertellen".
const FIRST: [&str; 8] = [
    "danger",
    "seen",
    "place",
    "place-kind",
    "when",
    "files",
    "back-question",
    "not-about",
];

/// Was more filled in than the first screen asks, or is something wrong there?
fn is_unfolded(form: &Form, posted: &Posted) -> bool {
    let asked = |name: &str| {
        ["heard", "concluded", "indicators", "safe", "phone"].contains(&name)
            || name.starts_with("subject-") && !name.ends_with("-kind")
            || name.starts_with("behalf-")
            || ["email", "number", "coordinator", "share-question"].contains(&name)
    };
    let mut filled = posted.fields.iter();
    posted.get("action") == "add-subject"
        || filled.any(|(name, value)| asked(name) && !value.trim().is_empty())
        || form.faulty().any(|name| !FIRST.contains(&name))
}
