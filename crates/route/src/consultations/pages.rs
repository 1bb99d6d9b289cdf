//! The agenda.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use platform::audit::Event;
use platform::web::{Page, html};
use platform::{Actor, App, Result, Role};

use crate::audited;
use crate::record::{self, AgendaItem};

#[derive(Template)]
#[template(path = "consultations/templates/agenda.html")]
struct Agenda {
    page: Page,
    items: Vec<AgendaItem>,
}

pub async fn agenda(State(app): State<App>, actor: Actor, page: Page) -> Result<Response> {
    let mut tx = app.db.begin().await?;
    let items = record::agenda(&mut tx, &app, actor.tenant).await?;
    let role = if actor.is(Role::Participant) {
        Role::Participant
    } else {
        Role::Officer
    };
    tx.commit(&app, Event::by(&actor, role, &audited::AGENDA_READ))
        .await?;
    html(&Agenda { page, items })
}
