//! Work in the background as the administrator sees it: what runs, what waits, what was given up and
//! why. Kinds and numbers only: nothing from a dossier, nobody's name or address.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use platform::jobs::{self, GivenUp, Lane};
use platform::web::{Page, html, redirect_done};
use platform::{Actor, App, Result};
use uuid::Uuid;

use super::acts;

#[derive(Template)]
#[template(path = "background/templates/jobs.html")]
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

/// "Probeer opnieuw".
pub async fn again(State(app): State<App>, actor: Actor, Path(id): Path<Uuid>) -> Result<Response> {
    acts::again(&app, &actor, id).await?;
    Ok(redirect_done("/achtergrond", "job-again"))
}

pub async fn discard(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<Uuid>,
) -> Result<Response> {
    acts::discard(&app, &actor, id).await?;
    Ok(redirect_done("/achtergrond", "job-discarded"))
}
