//! Dossiers that are closed, the latest first: what came of them, and when.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use jiff::civil::date;
use platform::web::{Page, html};
use platform::{Actor, App, DossierId, Millis, Result, calendar};
use serde::Deserialize;

use crate::paging::{Line, page_of};
use crate::seen;
use crate::signals::{self, WorkItem};

const SIZE: usize = 25;
/// The years that can be chosen: as long as a dossier may be kept, and then some.
const YEARS: i16 = 6;

#[derive(Deserialize)]
pub struct Shown {
    #[serde(default)]
    na: String,
    #[serde(default)]
    jaar: String,
}

#[derive(Template)]
#[template(path = "desk/templates/closed.html")]
struct Closed {
    page: Page,
    items: Vec<WorkItem>,
    next: Option<Line>,
    /// With the chosen one, if any.
    years: Vec<(i16, bool)>,
    year: Option<i16>,
}

/// The first moment after a year.
fn end_of(year: i16) -> Millis {
    calendar::end_of_day(date(year, 12, 31))
}

pub async fn closed(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Query(shown): Query<Shown>,
) -> Result<Response> {
    let this = calendar::day_of(app.clock.now()).year();
    let years = (this - YEARS + 1..=this).rev();
    let year = years.clone().find(|year| year.to_string() == shown.jaar);
    let from = match year {
        Some(year) => Line {
            at: end_of(year),
            ..Line::LEAST
        },
        None => Line::MOST,
    };
    let after = Line::parse(&shown.na).unwrap_or(from);
    let mut tx = app.db.read().await?;
    let mut found = signals::closed(&mut tx, &app, actor.tenant, after, SIZE + 1).await?;
    drop(tx);
    if let Some(year) = year {
        found.retain(|item| item.closed_at >= Some(end_of(year - 1)));
    }
    let last = |item: &WorkItem| Line::of(item.closed_at.unwrap_or_default(), item.id);
    let (items, next) = page_of(found, SIZE, last);
    let shown_here: Vec<DossierId> = items.iter().map(|item| item.id).collect();
    seen::list(&app, &actor, &shown_here).await?;
    html(&Closed {
        items,
        next,
        years: years.map(|one| (one, Some(one) == year)).collect(),
        year,
        page,
    })
}
