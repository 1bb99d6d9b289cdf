//! Pages, style sheet and script go compressed over the wire to whoever asks for it (RFC 9110, 12.5.3).
//!
//! The length of a compressed page can tell what is in it to whoever may put words of their own into the
//! same page, again and again (BREACH). So what has a query in its address goes as it is: from another
//! site nothing else comes into a page that a session is needed for.

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

async fn as_it_is_with_a_query(mut request: Request) -> Request {
    let address = request.uri();
    if address.query().is_some() && !address.path().starts_with("/assets/") {
        request.headers_mut().remove(header::ACCEPT_ENCODING);
    }
    request
}
