//! The page where an officer makes the link, and what calendar programs read behind it.

use accounts::people;
use askama::Template;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use platform::forms::Posted;
use platform::web::{Page, html, redirect_done};
use platform::{Actor, App, Error, Result};

use super::{acts, frozen, store};

#[derive(Template)]
#[template(path = "feed/templates/feed.html")]
struct FeedPage {
    page: Page,
    is_on: bool,
    /// The link, right after it was made: it is not told again.
    link: Option<String>,
}

pub async fn show(State(app): State<App>, actor: Actor, page: Page) -> Result<Response> {
    let mut tx = app.db.read().await?;
    let feed = store::of(&mut tx, &app, actor.tenant, actor.user).await?;
    html(&FeedPage {
        page,
        is_on: feed.token.is_some(),
        link: None,
    })
}

pub async fn change(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    posted: Posted,
) -> Result<Response> {
    if posted.get("action") == "end" {
        acts::end(&app, &actor).await?;
        return Ok(redirect_done("/werk/agenda", "feed-ended"));
    }
    let token = acts::renew(&app, &actor).await?;
    html(&FeedPage {
        page,
        is_on: true,
        link: Some(format!("{}/agenda/{token}.ics", app.base_url)),
    })
}

/// For whoever has the link, as long as its officer is one. Who else asks is told that it is not there.
pub async fn read(State(app): State<App>, Path(token): Path<String>) -> Result<Response> {
    let token = token.strip_suffix(".ics").unwrap_or(&token);
    let mut tx = app.db.read().await?;
    let feed = store::find(&mut tx, &app, token).await?;
    let feed = feed.ok_or(Error::NotFound)?;
    let officers = people::officers(&mut tx, &app, feed.tenant).await?;
    if !officers.contains(&feed.person) {
        return Err(Error::NotFound);
    }
    let calendar = frozen::of(&mut tx, &app, feed.tenant).await?;
    let headers = [
        (header::CONTENT_TYPE, "text/calendar; charset=utf-8"),
        (
            header::CONTENT_DISPOSITION,
            "inline; filename=meldroute.ics",
        ),
    ];
    Ok((headers, calendar).into_response())
}
