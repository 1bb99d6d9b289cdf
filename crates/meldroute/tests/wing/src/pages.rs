//! The page on which the officer asks for one.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use platform::forms::{Form, Posted};
use platform::web::{Page, html, redirect_done};
use platform::{Actor, App, DossierId};
use route::dossiers::{self, Ended, Open, Purpose};

use crate::acts;

#[derive(Template)]
#[template(path = "templates/interpreters.html")]
struct Interpreters {
    page: Page,
    open: Open,
    form: Form,
}

// [the page]
async fn show(app: &App, who: &Actor, page: Page, id: DossierId, form: Form) -> Ended<Response> {
    let open = dossiers::open_now(app, who, id, Purpose::Read).await?;
    open.read_by(app, who).await?;
    Ok(html(&Interpreters { page, open, form })?)
}

pub async fn form(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<DossierId>,
) -> Ended<Response> {
    let form = Form::new(&page.texts, "interpreter");
    show(&app, &actor, page, id, form).await
}

pub async fn ask(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<DossierId>,
    posted: Posted,
) -> Ended<Response> {
    let dossier = dossiers::open_now(&app, &actor, id, Purpose::Act).await?;
    let Err(refusal) = acts::ask(&app, &actor, dossier, posted.get("language")).await else {
        let to = format!("/dossier/{id}#tolken");
        return Ok(redirect_done(&to, "interpreter-asked"));
    };
    let mut form = Form::new(&page.texts, "interpreter").typed(&posted);
    let status = refusal.note(&mut form, "language")?;
    let shown = show(&app, &actor, page, id, form).await?;
    Ok((status, shown).into_response())
}
// [end]
