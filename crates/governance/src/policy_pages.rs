//! The policy pack as the administrator sees it: which one is in use, and are its entries still
//! right?

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use platform::audit::Event;
use platform::clock;
use platform::i18n::Texts;
use platform::tenants::{self, Municipality};
use platform::web::{Page, html, redirect_done};
use platform::{Actor, App, Result, Role};
use policy::{Adopted, Contact, PartnerId};

use crate::audited;

#[derive(Template)]
#[template(path = "templates/policy.html")]
struct PolicyPage {
    page: Page,
    municipality: Municipality,
    stale: Vec<PartnerId>,
    /// Partners without a number or address that somebody made sure of.
    unconfirmed: usize,
    /// From when until when the policy holds, in words.
    period: String,
    /// It ends within three months, or has ended.
    ends_soon: bool,
}

/// From when until when; a document need not name either.
fn period(adopted: &Adopted, texts: &Texts) -> String {
    let from = adopted.from.as_ref().map(|day| day.get_ref().clone());
    let until = adopted.until.as_ref().map(|day| day.get_ref().clone());
    match (from, until) {
        (None, None) => texts.get("policy-period-none"),
        (Some(from), None) => texts.with("policy-period-from", &[("from", from)]),
        (None, Some(until)) => texts.with("policy-period-until", &[("until", until)]),
        (Some(from), Some(until)) => {
            texts.with("policy-period-both", &[("from", from), ("until", until)])
        }
    }
}

pub async fn pack(State(app): State<App>, actor: Actor, page: Page) -> Result<Response> {
    let municipality = app.tenants.get(actor.tenant)?;
    let stale = municipality
        .stale_partners(app.clock.now())
        .iter()
        .map(|partner| partner.id.get_ref().clone())
        .collect();
    let adopted = &municipality.pack.adopted;
    html(&PolicyPage {
        unconfirmed: municipality.pack.unconfirmed().count(),
        period: period(adopted, &page.texts),
        ends_soon: adopted.ends_soon(&clock::day(app.clock.now())),
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
