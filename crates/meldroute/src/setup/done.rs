//! After the founding: first the recovery key, until it is put away; then the invitations. Both stand in
//! a cookie of whoever founded it, so that a reload or the back button loses neither.

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use platform::forms::Posted;
use platform::web::{Page, html, redirect};
use platform::{App, Error, Result};
use route::reporters::Kept;

#[derive(Template)]
#[template(path = "setup/templates/done.html")]
struct Done {
    page: Page,
    kept: Kept,
}

const PDF: &str = "/ingericht/herstelsleutel";
const STORED: &str = "/ingericht";

fn kept(app: &App, headers: &HeaderMap) -> Result<Kept> {
    Kept::open(app, headers, &[]).ok_or(Error::NotFound)
}

pub async fn show(State(app): State<App>, page: Page, headers: HeaderMap) -> Result<Response> {
    let kept = kept(&app, &headers)?;
    if kept.code.is_some() {
        kept.page(page, false, PDF, STORED)
    } else {
        html(&Done { page, kept })
    }
}

pub async fn pdf(State(app): State<App>, headers: HeaderMap) -> Result<Response> {
    kept(&app, &headers)?.pdf(&app).await
}

/// The key was put away: it is shown no more.
pub async fn stored(
    State(app): State<App>,
    page: Page,
    headers: HeaderMap,
    posted: Posted,
) -> Result<Response> {
    let mut kept = kept(&app, &headers)?;
    if kept.code.is_some() && posted.get("stored") != "on" {
        return kept.page(page, true, PDF, STORED);
    }
    kept.code = None;
    let mut response = redirect("/ingericht");
    kept.put(&app, &mut response, &[]);
    Ok(response)
}
