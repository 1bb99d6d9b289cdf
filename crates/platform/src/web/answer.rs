//! What a handler gives back: a page as its template made it, the way to another one, or what went wrong.

use std::fmt;

use askama::Template;
use askama::filters::HtmlSafe;
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};

use super::Page;
use super::elsewhere::Place;
use crate::error::Problem;
use crate::{Error, Result};

fn rendered(template: &impl Template) -> Result<String> {
    let text = template.render();
    text.map_err(|error| Error::Internal(format!("template: {error}")))
}

/// A page with a summary of faults says so in its title, which is read out first.
fn titled(mut text: String) -> String {
    const MARK: &str = "id=\"faults\" tabindex=\"-1\" data-title=\"";
    let fault = text
        .split_once(MARK)
        .and_then(|(_, rest)| rest.split_once('"'));
    let fault = fault.map(|(fault, _)| format!("{fault} "));
    if let (Some(fault), Some(at)) = (fault, text.find("<title>")) {
        text.insert_str(at + "<title>".len(), &fault);
    }
    text
}

/// Faults stand in one place on every page, whichever of its forms they are of: first in what is read.
fn on_top(text: String) -> String {
    const BEGIN: &str =
        "<div class=\"utrecht-alert utrecht-alert--error\" role=\"alert\" id=\"faults\"";
    let Some(begin) = text.find(BEGIN) else {
        return text;
    };
    // The list of faults, and the two boxes around it.
    let end = ["</ul>", "</div>", "</div>"]
        .iter()
        .try_fold(begin, |at, tag| {
            Some(at + text[at..].find(tag)? + tag.len())
        });
    let main = text
        .find("<main")
        .and_then(|at| Some(at + text[at..].find('>')? + 1));
    match (main, end) {
        (Some(main), Some(end)) if main <= begin => [
            &text[..main],
            &text[begin..end],
            &text[main..begin],
            &text[end..],
        ]
        .concat(),
        _ => text,
    }
}

/// Renders a page.
pub fn html(template: &impl Template) -> Result<Response> {
    let text = on_top(titled(rendered(template)?));
    Ok(([(header::CONTENT_TYPE, "text/html; charset=utf-8")], text).into_response())
}

/// A piece of a page, as its own template made it. A template shows it as it is.
#[derive(Clone)]
pub struct Html(String);

impl Html {
    /// Renders a piece.
    ///
    /// # Errors
    /// When the template fails.
    pub fn of(template: &impl Template) -> Result<Self> {
        rendered(template).map(Self)
    }
}

impl fmt::Display for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl HtmlSafe for Html {}

/// After a post: on to the next page.
pub fn redirect(path: &str) -> Response {
    Redirect::to(path).into_response()
}

/// On to a page that says why not: the message `refused-KEY`.
pub fn redirect_refused(path: &str, key: &str) -> Response {
    redirect(&format!("{path}?geweigerd={key}"))
}

/// The same, with the message `done-KEY` on top.
pub fn redirect_done(path: &str, key: &str) -> Response {
    let (path, fragment) = path
        .split_once('#')
        .map_or((path, String::new()), |(page, f)| (page, format!("#{f}")));
    let and = if path.contains('?') { '&' } else { '?' };
    redirect(&format!("{path}{and}gedaan={key}{fragment}"))
}

/// The same, with the message in a section of the page, which shows it by [`Page::done_in`] under the id
/// `gedaan`: there the browser goes, and there reading begins.
pub fn redirect_done_in(path: &str, key: &str, section: &str) -> Response {
    redirect(&format!("{path}?gedaan={key}&bij={section}#gedaan"))
}

/// Percent-encodes a path for use in a query.
pub(super) fn encode(text: &str) -> String {
    text.bytes()
        .map(|b| match b {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'/' => {
                char::from(b).to_string()
            }
            _ => format!("%{b:02X}"),
        })
        .collect()
}

#[derive(Template)]
#[template(path = "problem.html")]
struct ProblemPage<'a> {
    page: Page,
    heading: String,
    text: &'a str,
    reference: Option<String>,
    /// How many minutes to wait.
    wait: Option<String>,
    /// What is not here is there.
    there: Option<Place>,
}

pub(super) fn problem(page: Page, problem: &Problem, there: Option<Place>) -> Response {
    let heading = match &there {
        Some(there) => page.with("problem-elsewhere", &[("name", there.label.clone())]),
        None => page.text(&format!("problem-{}", problem.kind)),
    };
    let text = format!("problem-{}-text", problem.kind);
    let wait = problem
        .wait
        .map(|wait| ((wait + 59_999) / 60_000).max(1).to_string());
    html(&ProblemPage {
        page,
        heading,
        text: &text,
        reference: problem.reference.clone(),
        wait,
        there,
    })
    .unwrap_or_else(|_| "".into_response())
}
