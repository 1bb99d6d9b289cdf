//! The page: who interprets, and asking for one.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use platform::forms::{Form, Posted};
use platform::web::{Page, html, redirect_done};
use platform::{Actor, App};
use route::dossiers::{self, Ended, Open, Purpose};
use uuid::Uuid;

use crate::{acts, store};

#[derive(Template)]
#[template(path = "templates/interpreters.html")]
struct Interpreters {
    page: Page,
    dossier: Open,
    asked: Vec<(Uuid, String)>,
    form: Form,
}

impl Interpreters {
    fn waits(&self, id: &Uuid) -> bool {
        let (mut open, id) = (self.dossier.tasks().open_of(&acts::BOOK), id.to_string());
        open.any(|task| task.about == id)
    }
}

// [the page]
async fn show(app: &App, who: &Actor, page: Page, id: Uuid, form: Form) -> Ended<Response> {
    let dossier = dossiers::open_now(app, who, id, Purpose::Read).await?;
    dossier.read_by(app, who).await?;
    let asked = store::of(&mut app.db.read().await?, &dossier).await?;
    let shown = Interpreters {
        page,
        dossier,
        asked,
        form,
    };
    Ok(html(&shown)?)
}

pub async fn form(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<Uuid>,
) -> Ended<Response> {
    let form = Form::new(&page.texts, "interpreter");
    show(&app, &actor, page, id, form).await
}

pub async fn ask(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<Uuid>,
    posted: Posted,
) -> Ended<Response> {
    let dossier = dossiers::open_now(&app, &actor, id, Purpose::Act).await?;
    let Err(refusal) = acts::ask(&app, &actor, dossier, posted.get("language")).await else {
        let to = format!("/dossier/{id}/tolk");
        return Ok(redirect_done(&to, "interpreter-asked"));
    };
    let mut form = Form::new(&page.texts, "interpreter").typed(&posted);
    let status = refusal.note(&mut form, "language")?;
    let shown = show(&app, &actor, page, id, form).await?;
    Ok((status, shown).into_response())
}
// [end]
