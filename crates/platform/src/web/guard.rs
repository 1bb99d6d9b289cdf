//! What holds for every request: who asks from where, protection against forged requests, the
//! security headers, and problems turned into readable pages.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::extract::{ConnectInfo, Request, State};
use axum::http::{Extensions, HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::answer;
use super::elsewhere;
use super::page::Page;
use super::place;
use crate::error::Problem;
use crate::guests::Guest;
use crate::{Actor, App, Error};

const CSP: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; \
connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/// The outermost layer of the program.
pub async fn guard(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let _answering = app.requests.answering();
    request.extensions_mut().insert(app.clone());
    let asset = request.uri().path().starts_with("/assets/");
    let path = request.uri().path().to_owned();
    let headers = request.headers().clone();
    let looks = *request.method() == Method::GET;
    let mut response = if is_forged(&request, app.tls, &app.base_url) {
        Error::Forbidden.into_response()
    } else {
        readable(next.run(request).await)
    };
    if let Some(problem) = response.extensions().get::<Problem>().cloned() {
        let (status, known) = (response.status(), response.extensions().clone());
        response = explained(&app, (&headers, &path, looks), (status, known), &problem).await;
    }
    let set = response.headers_mut();
    set.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(CSP),
    );
    set.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    set.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
    set.insert(
        header::REFERRER_POLICY,
        HeaderValue::from_static("no-referrer"),
    );
    set.insert(
        "cross-origin-opener-policy",
        HeaderValue::from_static("same-origin"),
    );
    set.insert(
        "cross-origin-resource-policy",
        HeaderValue::from_static("same-origin"),
    );
    set.insert(
        "permissions-policy",
        HeaderValue::from_static("camera=(), microphone=(), geolocation=()"),
    );
    if app.tls {
        set.insert(
            header::STRICT_TRANSPORT_SECURITY,
            HeaderValue::from_static("max-age=31536000; includeSubDomains"),
        );
    }
    if !asset {
        set.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}

/// A problem as a page, for whoever met it.
async fn explained(
    app: &App,
    (headers, path, looks): (&HeaderMap, &str, bool),
    (status, known): (StatusCode, Extensions),
    problem: &Problem,
) -> Response {
    let actor = known.get::<Actor>().cloned();
    let guest = known.get::<Guest>().cloned();
    let not_here = matches!(status, StatusCode::NOT_FOUND | StatusCode::FORBIDDEN);
    let there = match &actor {
        // What goes wrong with looking elsewhere leaves the problem as it is.
        Some(actor) if looks && not_here => {
            elsewhere::of_path(app, actor, path).await.ok().flatten()
        }
        _ => None,
    };
    let page = Page::new(app, headers, actor, path).of(app, guest);
    let mut response = answer::problem(page, problem, there);
    *response.status_mut() = status;
    response
}

/// What an address cannot mean is not there; axum says so in English, on an empty page.
fn readable(mut response: Response) -> Response {
    let kind = response.headers().get(header::CONTENT_TYPE);
    let plain = kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/plain"));
    if response.status() != StatusCode::BAD_REQUEST || !plain {
        return response;
    }
    let known = std::mem::take(response.extensions_mut());
    let mut there = Error::NotFound.into_response();
    there.extensions_mut().extend(known);
    there
}

/// A request that changes something and comes from another site. Browsers say where a request comes
/// from in `Sec-Fetch-Site`, older ones in `Origin`; programs without cookies say neither.
fn is_forged(request: &Request, tls: bool, base_url: &str) -> bool {
    if matches!(
        *request.method(),
        Method::GET | Method::HEAD | Method::OPTIONS
    ) {
        return false;
    }
    let text = |name: &str| {
        request
            .headers()
            .get(name)
            .and_then(|value| value.to_str().ok())
    };
    if let Some(site) = text("sec-fetch-site") {
        return site != "same-origin" && site != "none";
    }
    // HTTP/2 has the host in the address.
    let host = text("host").or_else(|| {
        request
            .uri()
            .authority()
            .map(axum::http::uri::Authority::as_str)
    });
    text("origin").is_some_and(|origin| !place::is_own_origin(origin, host, tls, base_url))
}

/// The client's address. Behind a trusted proxy: the last entry of `X-Forwarded-For`, which is the
/// one that the proxy itself wrote.
#[must_use]
pub fn client_address(app: &App, headers: &HeaderMap, extensions: &Extensions) -> IpAddr {
    let forwarded = || {
        headers
            .get_all("x-forwarded-for")
            .iter()
            .next_back()?
            .to_str()
            .ok()?
            .rsplit(',')
            .next()?
            .trim()
            .parse()
            .ok()
    };
    let direct = || {
        extensions
            .get::<ConnectInfo<SocketAddr>>()
            .map(|info| info.0.ip())
    };
    app.trusted_proxy
        .then(forwarded)
        .flatten()
        .or_else(direct)
        .unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST))
}

/// What a cookie of this name holds; of several, the first.
#[must_use]
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    cookies(headers).find_map(|(key, value)| (key == name).then_some(value))
}

/// Names and values of all cookies.
pub(crate) fn cookies(headers: &HeaderMap) -> impl Iterator<Item = (&str, &str)> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|text| text.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
}

/// Sets a cookie of this host only; no lifetime means until the browser closes, 0 removes it.
pub fn set_cookie(
    response: &mut Response,
    name: &str,
    value: &str,
    seconds: Option<u32>,
    same_site: &str,
) {
    let lifetime = seconds.map_or(String::new(), |seconds| format!("; Max-Age={seconds}"));
    let text = format!("{name}={value}; Path=/; Secure; HttpOnly; SameSite={same_site}{lifetime}");
    if let Ok(value) = HeaderValue::from_str(&text) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}

/// The language of pages in this browser from now on, for a year.
pub fn set_language(response: &mut Response, wanted: &str) {
    let lang = if wanted == "en" { "en" } else { "nl" };
    set_cookie(response, "__Host-lang", lang, Some(365 * 24 * 3600), "Lax");
}

#[cfg(test)]
mod tests {
    use axum::body::Body;

    use super::*;

    fn request(method: Method, headers: &[(&str, &str)]) -> Request {
        let start = axum::http::Request::builder().method(method).uri("/werk");
        let start = headers.iter().fold(start, |request, (name, value)| {
            request.header(*name, *value)
        });
        start.body(Body::empty()).unwrap()
    }

    fn forged(method: Method, headers: &[(&str, &str)]) -> bool {
        is_forged(&request(method, headers), true, "https://meldroute.example")
    }

    #[test]
    fn what_changes_something_comes_from_this_site() {
        let host = ("host", "meldroute.example");
        let cases: [(&[(&str, &str)], bool); 10] = [
            (&[("sec-fetch-site", "same-origin")], false),
            (&[("sec-fetch-site", "none")], false),
            (&[("sec-fetch-site", "same-site")], true),
            (&[("sec-fetch-site", "cross-site")], true),
            (&[("sec-fetch-site", "")], true),
            (&[host, ("origin", "https://meldroute.example")], false),
            (&[host, ("origin", "https://evil.example")], true),
            (&[host, ("origin", "null")], true),
            // What the browser says of the request goes before what it says of the page.
            (
                &[
                    ("sec-fetch-site", "cross-site"),
                    host,
                    ("origin", "https://meldroute.example"),
                ],
                true,
            ),
            // A program without cookies says neither.
            (&[host], false),
        ];
        for (headers, expected) in cases {
            for method in [Method::POST, Method::PUT, Method::DELETE] {
                assert_eq!(forged(method, headers), expected, "{headers:?}");
            }
        }
    }

    #[test]
    fn a_look_may_come_from_anywhere() {
        for method in [Method::GET, Method::HEAD, Method::OPTIONS] {
            assert!(!forged(method, &[("sec-fetch-site", "cross-site")]));
        }
    }

    #[test]
    fn an_address_that_means_nothing_is_a_page_that_is_not_there() {
        let plain = (StatusCode::BAD_REQUEST, "cannot parse `x` to a `Uuid`");
        assert_eq!(
            readable(plain.into_response()).status(),
            StatusCode::NOT_FOUND
        );
        let page = axum::response::Html("a form again");
        let page = (StatusCode::BAD_REQUEST, page).into_response();
        assert_eq!(readable(page).status(), StatusCode::BAD_REQUEST);
        let good = readable("fine".into_response());
        assert_eq!(good.status(), StatusCode::OK);
    }

    #[test]
    fn a_cookie_is_found_by_its_whole_name() {
        let mut headers = HeaderMap::new();
        let (first, second) = ("a=1; __Host-session=x=y;  b=2", "c=3; broken");
        headers.append(header::COOKIE, HeaderValue::from_static(first));
        headers.append(header::COOKIE, HeaderValue::from_static(second));
        assert_eq!(cookie(&headers, "__Host-session"), Some("x=y"));
        assert_eq!(cookie(&headers, "session"), None);
        assert_eq!(cookie(&headers, "c"), Some("3"));
        assert_eq!(cookie(&headers, "broken"), None);
    }

    #[test]
    fn a_cookie_is_of_this_host_and_no_script() {
        let mut response = ().into_response();
        set_cookie(&mut response, "__Host-a", "1", None, "Strict");
        set_cookie(&mut response, "__Host-b", "", Some(0), "Lax");
        set_cookie(
            &mut response,
            "__Host-c",
            "x\r\nSet-Cookie: y=1",
            None,
            "Lax",
        );
        let set: Vec<_> = response
            .headers()
            .get_all(header::SET_COOKIE)
            .iter()
            .collect();
        assert_eq!(
            set,
            [
                "__Host-a=1; Path=/; Secure; HttpOnly; SameSite=Strict",
                "__Host-b=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0"
            ]
        );
    }

    #[test]
    fn a_language_is_one_that_there_is() {
        for (wanted, set) in [("en", "=en;"), ("nl", "=nl;"), ("x; Domain=evil", "=nl;")] {
            let mut response = ().into_response();
            set_language(&mut response, wanted);
            let cookie = response.headers()[header::SET_COOKIE].to_str().unwrap();
            assert!(cookie.contains(set) && !cookie.contains("evil"), "{cookie}");
        }
    }
}
