//! The policy pack as the administrator sees it: which one is in use, and are its entries still
//! right?

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use platform::audit::Event;
use platform::tenants::{self, Municipality};
use platform::web::{Page, html, redirect_done};
use platform::{Actor, App, Result, Role};
use policy::PartnerId;

use crate::audited;

#[derive(Template)]
#[template(path = "templates/policy.html")]
struct PolicyPage {
    page: Page,
    municipality: Municipality,
    stale: Vec<PartnerId>,
}

pub async fn pack(State(app): State<App>, actor: Actor, page: Page) -> Result<Response> {
    let municipality = app.tenants.get(actor.tenant)?;
    let stale = municipality
        .stale_partners(app.clock.now())
        .iter()
        .map(|partner| partner.id.get_ref().clone())
        .collect();
    html(&PolicyPage {
        page,
        municipality,
        stale,
    })
}

pub async fn confirm(State(app): State<App>, actor: Actor) -> Result<Response> {
    let mut tx = app.db.begin().await?;
    tenants::confirm(&mut tx, &app, actor.tenant).await?;
    tx.commit(
        &app,
        Event::by(&actor, Role::Admin, &audited::POLICY_CONFIRMED),
    )
    .await?;
    tenants::load(&app).await?;
    Ok(redirect_done("/beleid", "confirmed"))
}
