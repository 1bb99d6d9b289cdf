//! The page with the reference: what happens next, when, and whom to ask (bijlage 2, stap 2).

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use platform::web::{Page, html};
use platform::{Actor, App, Result};

use super::ask::Ask;
use super::choose::{Number, numbers};
use crate::signals::{self, Dossier};

#[derive(Template)]
#[template(path = "reporting/templates/thanks.html")]
struct Thanks {
    page: Page,
    /// Which one of the own list.
    number: usize,
    signal: Dossier,
    /// When it is looked at, in days, and in hours when it cannot wait.
    days: u16,
    hours: u16,
    ask: Ask,
    numbers: Vec<Number>,
}

pub async fn thanks(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(number): Path<usize>,
) -> Result<Response> {
    let signal = signals::mine_at(&app, &actor, number).await?;
    let pack = app.tenants.get(actor.tenant)?.pack;
    html(&Thanks {
        number,
        signal,
        days: pack.deadlines.assessment_days,
        hours: pack.deadlines.urgent_assessment_hours,
        ask: Ask::of(&app, actor.tenant, page.texts.lang).await?,
        numbers: numbers(&pack, &page),
        page,
    })
}
