//! Accepting an invitation: a password, a code where one is needed, and at once a session. Whoever just
//! typed both is not asked for them again.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use platform::forms::{Form, Posted};
use platform::web::{Page, cookie, html, redirect, redirect_done};
use platform::{App, Ended, Error, Refusal, Result, tenants};

use super::acts::{self, Invited};
use super::device::{self, Device};
use super::pages::begin;
use crate::people::{self, Credentials, Invitation, Spent};

#[derive(Template)]
#[template(path = "sessions/templates/invitation.html")]
struct InvitationPage {
    page: Page,
    name: String,
    /// Texts: of a welcome, or of a new password.
    title: &'static str,
    hello: &'static str,
    submit: &'static str,
    form: Form,
    token: String,
    code: Option<(String, String)>,
}

#[derive(Template)]
#[template(path = "sessions/templates/link_gone.html")]
struct LinkGone {
    page: Page,
    /// What became of it, if it ever was one; and in which municipality.
    spent: Option<(Spent, String)>,
}

fn show(page: Page, invited: &Invited, form: Form, token: String) -> Result<Response> {
    let code = invited
        .code
        .as_ref()
        .map(|code| (code.qr(&invited.email), code.0.clone()));
    let [title, hello, submit] = if invited.again {
        ["join-again-title", "join-again-hello", "join-again-submit"]
    } else {
        ["join-title", "join-hello", "join-submit"]
    };
    html(&InvitationPage {
        page,
        name: invited.name.clone(),
        title,
        hello,
        submit,
        form,
        token,
        code,
    })
}

/// The link works no more. Whoever has it is told what became of it, and whom to ask; of one that never
/// was, no more than that it does not work.
async fn gone(app: &App, page: Page, token: &str) -> Result<Response> {
    let mut tx = app.db.read().await?;
    let spent = match Invitation::spent(&mut tx, app, token).await? {
        Some((spent, tenant)) => {
            let place = tenants::find(&mut tx, app, tenant).await;
            place.ok().map(|place| (spent, place.name))
        }
        None => None,
    };
    drop(tx);
    let mut response = html(&LinkGone { page, spent })?;
    *response.status_mut() = StatusCode::NOT_FOUND;
    Ok(response)
}

pub async fn invitation(
    State(app): State<App>,
    page: Page,
    Path(token): Path<String>,
) -> Result<Response> {
    match acts::invited(&app, &token).await {
        Ok(invited) => {
            let form = Form::new(&page.texts, "join");
            show(page, &invited, form, token)
        }
        Err(Error::NotFound) => gone(&app, page, &token).await,
        Err(error) => Err(error),
    }
}

pub async fn accept(
    State(app): State<App>,
    page: Page,
    headers: HeaderMap,
    Path(token): Path<String>,
    posted: Posted,
) -> Ended<Response> {
    let invited = match acts::invited(&app, &token).await {
        Err(Error::NotFound) => return Ok(gone(&app, page, &token).await?),
        invited => invited?,
    };
    let (password, code) = (posted.find("password").unwrap_or(""), posted.get("code"));
    match acts::join(&app, &invited, password, code).await {
        Ok(credentials) => Ok(signed_in(&app, &headers, &invited, credentials).await?),
        Err(Refusal::Failed(Error::NotFound)) => Ok(gone(&app, page, &token).await?),
        Err(refused) => {
            let mut form = Form::new(&page.texts, "join");
            refused.beside(&mut form)?;
            Ok(show(page, &invited, form, token)?)
        }
    }
}

/// The same session as after signing in.
async fn signed_in(
    app: &App,
    headers: &HeaderMap,
    invited: &Invited,
    credentials: Credentials,
) -> Result<Response> {
    let account = people::account(&mut app.db.read().await?, app, &invited.email).await?;
    let Some(account) = account else {
        return Ok(redirect_done("/inloggen", "joined"));
    };
    let device = Device::open(app, cookie(headers, device::COOKIE));
    let coded = invited.code.is_some();
    let to = redirect("/");
    begin(app, &account, credentials.secret, coded, device, to).await
}
