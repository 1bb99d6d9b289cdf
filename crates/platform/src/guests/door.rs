//! Who comes in at a route for guests.

use askama::Template;
use axum::RequestExt;
use axum::extract::{RawPathParams, Request};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};

use super::model::{Guest, Purpose};
use super::store::Link;
use super::ticket::Ticket;
use crate::web::{Page, html};
use crate::{Actor, App, Error};

/// Why somebody does not come in, in words that say what to do next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Notice {
    /// The link does not work, whatever the reason.
    Refused,
    /// It is bound to another browser.
    Elsewhere,
    /// This browser holds nothing that opens the page.
    Closed,
    /// A person is signed in.
    SignedIn,
}

impl Notice {
    fn id(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::Elsewhere => "elsewhere",
            Self::Closed => "closed",
            Self::SignedIn => "signed-in",
        }
    }
}

#[derive(Template)]
#[template(path = "guest_notice.html")]
struct NoticePage {
    page: Page,
    title: String,
    text: String,
}

pub(super) fn notice(page: Page, notice: Notice, status: StatusCode) -> Response {
    let title = page.text(&format!("guest-{}", notice.id()));
    let text = page.text(&format!("guest-{}-text", notice.id()));
    match html(&NoticePage { page, title, text }) {
        Ok(mut response) => {
            *response.status_mut() = status;
            response
        }
        Err(error) => error.into_response(),
    }
}

/// Why a route for guests is closed to somebody.
pub(crate) enum Refusal {
    Notice(Notice, Box<Page>),
    Error(Error),
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self::Error(error)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        match self {
            Self::Notice(why, page) => notice(*page, why, StatusCode::FORBIDDEN),
            Self::Error(error) => error.into_response(),
        }
    }
}

/// The guest who asks, if what the path names is what their link opens.
///
/// # Errors
/// A page with words for whoever is no guest; [`Error::NotFound`] for the guest of something else.
pub(crate) async fn admit(
    purpose: &'static Purpose,
    request: &mut Request,
) -> Result<Guest, Refusal> {
    let extensions = request.extensions();
    let app = extensions.get::<App>().cloned();
    let app = app.ok_or_else(|| Error::Internal("no application in the request".into()))?;
    let actor = extensions.get::<Actor>().cloned();
    let path = request.uri().path().to_owned();
    let headers = request.headers().clone();
    let words = |why, actor| {
        let page = Page::new(&app, &headers, actor, &path);
        Refusal::Notice(why, Box::new(page))
    };
    if actor.is_some() {
        return Err(words(Notice::SignedIn, actor));
    }
    let params = request.extract_parts::<RawPathParams>().await;
    let params = params.map_err(|_| Error::NotFound)?;
    let object = params.iter().find(|(name, _)| *name == "object");
    let object = object.map(|(_, value)| value.to_owned());
    match known(&app, &headers, purpose, object.as_deref()).await? {
        Some(guest) => Ok(guest),
        None => Err(words(Notice::Closed, None)),
    }
}

/// `None`: no guest, or one whose link ended.
async fn known(
    app: &App,
    headers: &HeaderMap,
    purpose: &'static Purpose,
    object: Option<&str>,
) -> Result<Option<Guest>, Error> {
    let tickets = Ticket::all(app, headers);
    let opens = |ticket: &&Ticket| {
        ticket.is_for(purpose) && object == Some(ticket.object.to_string().as_str())
    };
    let Some(ticket) = tickets.iter().find(opens) else {
        return if tickets.is_empty() {
            Ok(None)
        } else {
            Err(Error::NotFound)
        };
    };
    let mut tx = app.db.read().await?;
    let link = Link::find(&mut tx, app, &ticket.token).await?;
    let now = app.clock.now();
    let theirs = |link: &Link| {
        link.is_alive(now)
            && link.is_bound_to(app, &ticket.browser)
            && (link.object, link.purpose.as_str()) == (ticket.object, purpose.id)
    };
    match link.filter(theirs) {
        Some(link) => {
            let guest = link.guest(&mut tx, app, purpose, &ticket.browser);
            guest.await.map(Some)
        }
        None => Ok(None),
    }
}
