//! What colleagues shared, for the team coordinator.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use platform::web::{Access, Page, Waiting, html};
use platform::{Actor, App, Error, Result, Role};

use super::form::ReportForm;
use super::read::{read_report, where_nobody_is_asked};
use super::shared::{self, Shared};
use crate::REPORTERS;

#[derive(Template)]
#[template(path = "reporting/templates/shared.html")]
struct List {
    page: Page,
    /// Each with whether it cannot wait.
    drafts: Vec<(Shared, bool)>,
}

pub async fn list(State(app): State<App>, actor: Actor, page: Page) -> Result<Response> {
    let drafts = shared::to_discuss(&mut app.db.read().await?, &app, &actor).await?;
    let pack = app.tenants.get(actor.tenant)?.pack;
    let judged = |draft: Shared| {
        let posted = where_nobody_is_asked(draft.posted());
        let report = read_report(&app, &pack, draft.kind, &posted, draft.at);
        let urgent = report.is_urgent(&pack);
        (draft, urgent)
    };
    let drafts = drafts.into_iter().map(judged).collect();
    html(&List { page, drafts })
}

/// The form, with what the employee filled in.
pub async fn one(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<String>,
) -> Result<Response> {
    let shared = shared::of(&mut app.db.read().await?, &app, &actor, &id)
        .await?
        .ok_or(Error::NotFound)?;
    let mut form = ReportForm::new(app, actor, page, shared.kind, shared.posted());
    form.shown.set("shared", &id);
    form.shown.set("form-id", &shared.form_id.to_string());
    form.show().await
}

/// How much waits for the coordinator.
pub const TO_DISCUSS: Waiting = Waiting {
    path: "/gedeeld",
    access: Access::Roles(&[Role::Coordinator]),
    count: |app, actor| {
        Box::pin(async move {
            let mut tx = app.db.read().await?;
            Ok(shared::to_discuss(&mut tx, app, actor).await?.len())
        })
    },
};

/// How much came back to somebody who shared it.
pub const GIVEN_BACK: Waiting = Waiting {
    path: "/melden",
    access: Access::Roles(REPORTERS),
    count: |app, actor| {
        Box::pin(async move {
            let mut tx = app.db.read().await?;
            Ok(shared::given_back(&mut tx, app, actor).await?.len())
        })
    },
};
