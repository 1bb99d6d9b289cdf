//! The disclosure register: what was shared with whom, when and why.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use platform::audit::Event;
use platform::web::{Page, html};
use platform::{Actor, App, Result, Role};
use serde::Deserialize;

use super::store::{self, Disclosure};
use crate::audited;
use crate::paging::{Line, page_of};

const SIZE: usize = 50;

#[derive(Deserialize)]
pub struct At {
    #[serde(default)]
    na: String,
}

#[derive(Template)]
#[template(path = "referrals/templates/register.html")]
struct Register {
    page: Page,
    disclosures: Vec<Disclosure>,
    next: Option<Line>,
}

pub async fn register(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Query(at): Query<At>,
) -> Result<Response> {
    let after = Line::parse(&at.na).unwrap_or(Line::MOST);
    let mut tx = app.db.read().await?;
    let found = store::disclosures(&mut tx, &app, actor.tenant, after, SIZE + 1).await?;
    drop(tx);
    let event = Event::by(&actor, Role::Officer, &audited::REGISTER_READ);
    app.db.begin().await?.commit(&app, event).await?;
    let (disclosures, next) = page_of(found, SIZE, |one| {
        Line::of(one.referral.at, one.referral.id)
    });
    html(&Register {
        page,
        disclosures,
        next,
    })
}
