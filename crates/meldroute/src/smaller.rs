//! Pages, style sheet and script go compressed over the wire to whoever asks for it (RFC 9110, 12.5.3).
//!
//! The length of a compressed page can tell what is in it to whoever may put words of their own into the
//! same page, again and again (BREACH). So what has a query in its address goes as it is: from another
//! site nothing else comes into a page that a session is needed for. A report form is asked for with a number
//! that is shown nowhere.

use axum::Router;
use axum::extract::Request;
use axum::http::{Extensions, HeaderMap, StatusCode, Version, header};
use axum::middleware;
use tower_http::compression::CompressionLayer;

/// Around the whole program.
pub fn on_the_way(router: Router) -> Router {
    router
        .layer(CompressionLayer::new().compress_when(is_text))
        .layer(middleware::map_request(as_it_is_with_a_query))
}

/// Not what is small already (fonts, pictures, PDF), nor what is kept as a file.
fn is_text(_: StatusCode, _: Version, headers: &HeaderMap, _: &Extensions) -> bool {
    let kind = headers.get(header::CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or("");
    let texts = ["text/html", "text/css", "text/javascript", "image/svg"];
    let is_kept = headers.contains_key(header::CONTENT_DISPOSITION);
    !is_kept && texts.iter().any(|text| kind.starts_with(text))
}

/// How many signals somebody had when they asked for a form is compared, and never said.
fn is_shown_nowhere(path: &str, query: &str) -> bool {
    let number = query.strip_prefix("na=").unwrap_or("");
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    path.starts_with("/melden/") && is_number
}

async fn as_it_is_with_a_query(mut request: Request) -> Request {
    let address = request.uri();
    let (path, query) = (address.path(), address.query());
    let is_assets = path.starts_with("/assets/");
    if query.is_some_and(|query| !is_assets && !is_shown_nowhere(path, query)) {
        request.headers_mut().remove(header::ACCEPT_ENCODING);
    }
    request
}
