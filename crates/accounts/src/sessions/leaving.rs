//! Leaving quickly: somebody looks over the shoulder of whoever reports.

use axum::Extension;
use axum::extract::State;
use axum::http::{HeaderName, header};
use axum::response::{IntoResponse, Response};
use platform::web::set_cookie;
use platform::{Actor, App, Result};

use super::acts::end;
use super::cookie::COOKIE;

/// A page that anybody may be looking at, and that says nothing about this program.
const ELSEWHERE: &str = "https://www.knmi.nl/";

/// Ends the session and leads away, over an empty page: `form-action` lets no form lead to another
/// site by itself. Whoever has no session any more is led away too.
pub async fn leave(State(app): State<App>, actor: Option<Extension<Actor>>) -> Result<Response> {
    if let Some(Extension(actor)) = actor {
        end(&app, &actor.session, app.clock.now()).await?;
    }
    let away = [
        (
            HeaderName::from_static("refresh"),
            format!("0; url={ELSEWHERE}"),
        ),
        (header::CONTENT_TYPE, "text/plain; charset=utf-8".to_owned()),
    ];
    let mut response = (away, "").into_response();
    set_cookie(&mut response, COOKIE, "", Some(0), "Lax");
    Ok(response)
}
