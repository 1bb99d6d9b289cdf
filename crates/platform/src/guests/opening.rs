//! Opening a link: a page with one button, which binds the browser.

use std::net::SocketAddr;

use askama::Template;
use axum::Extension;
use axum::extract::{ConnectInfo, Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;

use super::door::{Notice, notice};
use super::model::{Guest, Token, digits};
use super::store::Link;
use super::ticket::Ticket;
use crate::audit::Event;
use crate::forms::{Form, Posted};
use crate::throttle::Rule;
use crate::web::{Page, Routes, client_address, html, redirect, set_language};
use crate::{App, Error, Result, audited};

const PATH: &str = "/gast/";

/// The page behind `/gast/TOKEN`, for anybody who has one.
pub fn routes() -> Routes {
    Routes::new()
        .get("/gast/{token}", arrive)
        .public()
        .post("/gast/{token}", open)
        .audits(&[
            &audited::GUEST_OPENED,
            &audited::GUEST_REFUSED,
            &audited::GUEST_GUESSED,
        ])
        .public()
}

/// A path as a page may name it: not the one that opens a link, for it would stand in the address
/// of another page.
pub(crate) fn shown_path(path: &str) -> &str {
    if path.starts_with(PATH) { "" } else { path }
}

/// One computer that tries links which do not work. Counted in memory only.
const TRIES: Rule = Rule::budget("guest link", 100);

#[derive(Template)]
#[template(path = "guest_open.html")]
struct Arrival {
    page: Page,
    form: Form,
    path: String,
    code: bool,
}

/// Nothing is looked up: whoever asks for this page, a scanner or a preview, learns nothing and
/// uses nothing up. A browser that opened the link before goes on.
async fn arrive(
    State(app): State<App>,
    page: Page,
    headers: HeaderMap,
    Path(token): Path<String>,
) -> Result<Response> {
    if page.actor.is_some() {
        return Ok(notice(page, Notice::SignedIn, StatusCode::CONFLICT));
    }
    let Some(token) = Token::parse(&token) else {
        return Ok(notice(page, Notice::Refused, StatusCode::NOT_FOUND));
    };
    let ticket = own(&app, &headers, &token);
    let purpose = ticket.as_ref().and_then(|ticket| ticket.purpose(&app));
    if let (Some(ticket), Some(purpose)) = (ticket, purpose) {
        return Ok(redirect(&(purpose.start)(ticket.object)));
    }
    let form = Form::new(&page.texts, "guest-open");
    asked(page, &token, form)
}

fn asked(page: Page, token: &Token, form: Form) -> Result<Response> {
    html(&Arrival {
        form,
        path: token.path(),
        code: token.has_code(),
        page,
    })
}

/// What did not open, for whichever reason: a code that was mistyped can be typed again.
fn refused(page: Page, token: &Token) -> Result<Response> {
    if !token.has_code() {
        return Ok(notice(page, Notice::Refused, StatusCode::NOT_FOUND));
    }
    let mut form = Form::new(&page.texts, "guest-open");
    form.fault("code", "guest-code");
    let mut response = asked(page, token, form)?;
    *response.status_mut() = StatusCode::NOT_FOUND;
    Ok(response)
}

fn own(app: &App, headers: &HeaderMap, token: &Token) -> Option<Ticket> {
    let token = token.fingerprint(app);
    let mut all = Ticket::all(app, headers).into_iter();
    all.find(|ticket| ticket.token == token)
}

async fn open(
    State(app): State<App>,
    page: Page,
    headers: HeaderMap,
    connection: Option<Extension<ConnectInfo<SocketAddr>>>,
    Path(token): Path<String>,
    posted: Posted,
) -> Result<Response> {
    if page.actor.is_some() {
        return Ok(notice(page, Notice::SignedIn, StatusCode::CONFLICT));
    }
    let Some(token) = Token::parse(&token) else {
        return Ok(notice(page, Notice::Refused, StatusCode::NOT_FOUND));
    };
    // The language goes along with the link: its path stands in no other address.
    if posted.has("language") {
        let mut response = redirect(&token.path());
        set_language(&mut response, posted.get("language"));
        return Ok(response);
    }
    let mut extensions = axum::http::Extensions::new();
    if let Some(Extension(info)) = connection {
        extensions.insert(info);
    }
    let address = client_address(&app, &headers, &extensions).to_string();
    let tried = app
        .throttle
        .reserve(&TRIES, address.as_bytes(), app.clock.now())?;
    let ticket = own(&app, &headers, &token);
    match attempt(&app, &token, ticket, posted.get("code")).await? {
        Outcome::Opened(guest, ticket) => {
            tried.undo();
            let mut response = redirect(&(guest.purpose.start)(guest.object));
            ticket.put(&app, &mut response);
            Ok(response)
        }
        Outcome::Elsewhere => Ok(notice(page, Notice::Elsewhere, StatusCode::CONFLICT)),
        Outcome::Refused => refused(page, &token),
    }
}

/// Opens a link in a browser that nobody has, for who plays a guest (the demo).
///
/// # Errors
/// When the database cannot be written.
pub async fn play(app: &App, path: &str, code: &str) -> Result<Option<Guest>> {
    let Some(token) = path.strip_prefix(PATH).and_then(Token::parse) else {
        return Ok(None);
    };
    Ok(match attempt(app, &token, None, code).await? {
        Outcome::Opened(guest, _) => Some(guest),
        Outcome::Elsewhere | Outcome::Refused => None,
    })
}

enum Outcome {
    Opened(Guest, Ticket),
    Elsewhere,
    /// For whichever reason: all are told the same.
    Refused,
}

async fn attempt(app: &App, token: &Token, ticket: Option<Ticket>, code: &str) -> Result<Outcome> {
    let token = token.fingerprint(app);
    // Whoever guesses links does not hold up who writes.
    let known = Link::find(&mut app.db.read().await?, app, &token).await?;
    if !known.is_some_and(|link| link.is_alive(app.clock.now())) {
        return Ok(Outcome::Refused);
    }
    let mut tx = app.db.begin().await?;
    let link = Link::find(&mut tx, app, &token).await?;
    let link = link.filter(|link| link.is_alive(app.clock.now()));
    let purpose = link
        .as_ref()
        .and_then(|link| app.wings.guest(&link.purpose));
    let (Some(mut link), Some(purpose)) = (link, purpose) else {
        return Ok(Outcome::Refused);
    };
    if link.is_bound() {
        let theirs = ticket.filter(|ticket| link.is_bound_to(app, &ticket.browser));
        // The code is not asked of another browser: nobody guesses it behind the guest's back.
        let Some(ticket) = theirs else {
            return Ok(Outcome::Elsewhere);
        };
        let guest = link.guest(&mut tx, app, purpose, &ticket.browser).await?;
        return Ok(Outcome::Opened(guest, ticket));
    }
    let ticket = Ticket::new(token, &link);
    let guest = link.guest(&mut tx, app, purpose, &ticket.browser).await?;
    // A field that was left empty is no guess.
    if !link.code_fits(app, code) && digits(code).is_empty() {
        return Ok(Outcome::Refused);
    }
    if !link.code_fits(app, code) {
        // Of many at once, one counts: the others were not looked at.
        let action = match link.count_wrong(&mut tx, app).await {
            Err(Error::Conflict) => return Ok(Outcome::Refused),
            counted => counted?,
        };
        tx.commit(app, Event::by_guest(&guest, action)).await?;
        return Ok(Outcome::Refused);
    }
    match link.bind(&mut tx, app, &ticket.browser).await {
        Err(Error::Conflict) => return Ok(Outcome::Elsewhere),
        bound => bound?,
    }
    tx.commit(app, Event::by_guest(&guest, &audited::GUEST_OPENED))
        .await?;
    Ok(Outcome::Opened(guest, ticket))
}
