//! Work in the background as the administrator sees it: what runs, what waits, what was given up and
//! why. Kinds and numbers only: nothing from a dossier, nobody's name or address.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use platform::audit::Event;
use platform::jobs::{self, GivenUp, Lane};
use platform::web::{Page, html, redirect_done};
use platform::{Actor, App, Result, Role};
use uuid::Uuid;

use crate::audited;

#[derive(Template)]
#[template(path = "templates/jobs.html")]
struct Jobs {
    page: Page,
    lanes: Vec<Lane>,
    given_up: Vec<GivenUp>,
    /// A mail server is set.
    mails: bool,
}

impl Jobs {
    fn kind(&self, name: &str) -> String {
        self.page.text(&format!("job-kind-{name}"))
    }

    fn why(&self, why: &str) -> String {
        self.page.text(&format!("job-why-{why}"))
    }
}

pub async fn list(State(app): State<App>, actor: Actor, page: Page) -> Result<Response> {
    let found = jobs::overview(&mut app.db.read().await?, &app, actor.tenant).await?;
    html(&Jobs {
        page,
        lanes: found.lanes,
        given_up: found.given_up,
        mails: app.mailer.url.is_some(),
    })
}

/// "Probeer opnieuw": from the first try on.
pub async fn again(State(app): State<App>, actor: Actor, Path(id): Path<Uuid>) -> Result<Response> {
    let mut tx = app.db.begin().await?;
    let kind = jobs::again(&mut tx, &app, actor.tenant, id).await?;
    let event = Event::by(&actor, Role::Admin, &audited::JOB_RETRIED);
    tx.commit(&app, event.with("job", id.to_string()).with("kind", kind))
        .await?;
    jobs::wake(&app);
    Ok(redirect_done("/achtergrond", "job-again"))
}

pub async fn discard(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<Uuid>,
) -> Result<Response> {
    let mut tx = app.db.begin().await?;
    let kind = jobs::discard(&mut tx, actor.tenant, id).await?;
    let event = Event::by(&actor, Role::Admin, &audited::JOB_DISCARDED);
    tx.commit(&app, event.with("job", id.to_string()).with("kind", kind))
        .await?;
    Ok(redirect_done("/achtergrond", "job-discarded"))
}
