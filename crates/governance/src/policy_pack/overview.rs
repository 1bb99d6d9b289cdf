//! What is in use, and whom to ring.

use accounts::people;
use askama::Template;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use platform::clock;
use platform::tenants::{self, Municipality, Sure};
use platform::web::{Page, html};
use platform::{Actor, App, Result};
use policy::{Adopted, Partner};
use route::reporting;

use super::durations;
use crate::named::rang;

/// A partner, and how sure its entry is.
struct Line<'a> {
    partner: &'a Partner,
    sure: Sure,
    /// Who rang, and when.
    checked: Option<(String, String)>,
}

#[derive(Template)]
#[template(path = "policy_pack/templates/policy.html")]
struct PolicyPage<'a> {
    page: Page,
    municipality: &'a Municipality,
    lines: Vec<Line<'a>>,
    /// So many partners wait for somebody who rings.
    waiting: usize,
    adopted: String,
    period: String,
    /// With which municipalities it works, as far as somebody filled it in.
    region: String,
    /// Somebody reported here, or began to: the municipality stays what it is.
    is_begun: bool,
    /// It ends within three months, or has ended.
    ends_soon: bool,
    terms: Vec<(String, String)>,
    /// A shorter term does not count yet.
    shorter_waits: bool,
}

/// What it is called and who adopted it; a municipality need not have said either.
fn title(adopted: &Adopted, page: &Page) -> String {
    match (adopted.document.as_str(), adopted.by.as_str()) {
        ("", "") => page.text("policy-adopted-none"),
        (one, "") | ("", one) => one.to_owned(),
        (document, by) => format!("{document} ({by})"),
    }
}

/// From when until when; a document need not name either.
fn period(adopted: &Adopted, page: &Page) -> String {
    let from = adopted.from.as_ref().map(|day| page.day(day.get_ref()));
    let until = adopted.until.as_ref().map(|day| page.day(day.get_ref()));
    match (from, until) {
        (None, None) => page.text("policy-period-none"),
        (Some(from), None) => page.with("policy-period-from", &[("from", from)]),
        (None, Some(until)) => page.with("policy-period-until", &[("until", until)]),
        (Some(from), Some(until)) => {
            page.with("policy-period-both", &[("from", from), ("until", until)])
        }
    }
}

/// The region and the neighbours; a municipality need not have said either.
fn region(municipality: &policy::Municipality, page: &Page) -> String {
    let named = municipality.neighbours.join(", ");
    let region = municipality.region.as_str();
    match (region, named.as_str()) {
        ("", "") => page.text("policy-adopted-none"),
        (one, "") | ("", one) => one.to_owned(),
        (region, neighbours) => format!("{region} ({neighbours})"),
    }
}

pub async fn show(State(app): State<App>, actor: Actor, page: Page) -> Result<Response> {
    let municipality = app.tenants.get(actor.tenant)?;
    let mut tx = app.db.read().await?;
    let names = people::remembered(&mut tx, &app, actor.tenant).await?;
    let is_begun = reporting::is_begun(&mut tx, actor.tenant).await?;
    drop(tx);
    let now = app.clock.now();
    let mut lines = Vec::new();
    for partner in &municipality.pack.partners {
        let checked = municipality.checked(partner.id.get_ref());
        lines.push(Line {
            partner,
            sure: municipality.sure_of(partner, now),
            checked: checked.map(|checked| rang(&page, &names, checked)),
        });
    }
    // Whom somebody can ring stands on top, then whose number nobody knows.
    lines.sort_by_key(|line| (line.sure == Sure::Confirmed, line.sure == Sure::Absent));
    let adopted = &municipality.pack.adopted;
    html(&PolicyPage {
        waiting: municipality.to_ring(now).len(),
        shorter_waits: durations::shorter_waits(&municipality),
        adopted: title(adopted, &page),
        period: period(adopted, &page),
        region: region(&municipality.pack.municipality, &page),
        is_begun,
        ends_soon: adopted.ends_soon(&clock::day(now)),
        terms: durations::said(&page, &municipality.pack),
        municipality: &municipality,
        lines,
        page,
    })
}

/// The pack as a file, as it is in use: `meldroute policy check` takes it.
pub async fn export(State(app): State<App>, actor: Actor) -> Result<Response> {
    let text = tenants::text(&mut app.db.read().await?, &app, actor.tenant).await?;
    let version = &app.tenants.get(actor.tenant)?.pack.version;
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.';
    let name: String = version.chars().filter(|c| plain(*c)).collect();
    let headers = [
        (
            header::CONTENT_TYPE,
            "application/toml; charset=utf-8".to_owned(),
        ),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"beleid-{name}.toml\""),
        ),
    ];
    Ok((headers, text).into_response())
}
