//! The disclosure register: what was shared with whom, when and why.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use platform::audit::Event;
use platform::web::{Page, html};
use platform::{Actor, App, Result, Role};
use serde::Deserialize;

use super::store::{self, Disclosure};

const SIZE: i64 = 50;

#[derive(Deserialize)]
pub struct At {
    #[serde(default)]
    vanaf: i64,
}

#[derive(Template)]
#[template(path = "referrals/templates/register.html")]
struct Register {
    page: Page,
    disclosures: Vec<Disclosure>,
    next: Option<i64>,
}

pub async fn register(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Query(at): Query<At>,
) -> Result<Response> {
    let mut tx = app.db.begin().await?;
    let offset = at.vanaf.max(0);
    let mut disclosures = store::disclosures(&mut tx, &app, actor.tenant, offset, SIZE + 1).await?;
    tx.commit(&app, Event::by(&actor, Role::Officer, "register.read"))
        .await?;
    let next = (i64::try_from(disclosures.len()).unwrap_or(0) > SIZE).then_some(offset + SIZE);
    disclosures.truncate(usize::try_from(SIZE).unwrap_or(0));
    html(&Register {
        page,
        disclosures,
        next,
    })
}
