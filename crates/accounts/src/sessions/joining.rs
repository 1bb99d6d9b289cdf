//! Accepting an invitation: a password, a code where one is needed, and at once a session. Whoever just
//! typed both is not asked for them again.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use platform::audit::Event;
use platform::forms::{Form, Posted};
use platform::web::{Page, cookie, html, redirect, redirect_done};
use platform::{App, Error, Result, mail, tenants};

use super::device::{self, Device};
use super::pages::begin;
use crate::audited;
use crate::people::{self, CodeSecret, Credentials, Invitation, Spent, password_fault};

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

/// Who is invited, and to what.
struct Invited {
    invitation: Invitation,
    name: String,
    email: String,
    municipality: String,
    /// A code is set up too.
    code: Option<CodeSecret>,
    /// There was a password: it was forgotten.
    again: bool,
}

async fn invited(app: &App, token: &str) -> Result<Invited> {
    let mut tx = app.db.read().await?;
    let invitation = Invitation::find(&mut tx, app, token).await?;
    let (person, memberships) = people::account_of(&mut tx, app, invitation.person).await?;
    let who = person.who(app)?;
    let wants_code = memberships
        .iter()
        .flat_map(|one| one.roles.iter().chain(&one.asked))
        .any(|role| role.needs_code());
    Ok(Invited {
        code: if wants_code {
            Some(invitation.code(app)?)
        } else {
            None
        },
        municipality: tenants::find(&mut tx, app, invitation.tenant).await?.name,
        name: who.name,
        email: who.email,
        again: person.joined(),
        invitation,
    })
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
    match invited(&app, &token).await {
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
) -> Result<Response> {
    let invited = match invited(&app, &token).await {
        Err(Error::NotFound) => return gone(&app, page, &token).await,
        invited => invited?,
    };
    let mut form = Form::new(&page.texts, "join");
    let password = posted.find("password").unwrap_or("");
    if let Some(key) = password_fault(
        password,
        &[&invited.name, &invited.email, &invited.municipality],
    ) {
        form.fault("password", key);
    }
    let mut step = 0;
    if let Some(code) = &invited.code {
        match code.step(posted.get("code"), app.clock.now()) {
            Some(found) => step = found,
            None => form.fault("code", "code"),
        }
    }
    if !form.is_good() {
        return show(page, &invited, form, token);
    }
    let (id, tenant, by) = (
        invited.invitation.person,
        invited.invitation.tenant,
        invited.invitation.made_by,
    );
    let credentials = Credentials::make(&app, id, password, None).await?;
    let mut tx = app.db.begin().await?;
    // Whoever is first has it: a second answer to the same link finds none.
    match invited.invitation.used(&mut tx, &app).await {
        Err(Error::NotFound) => {
            drop(tx);
            return gone(&app, page, &token).await;
        }
        done => done?,
    }
    if let Some(code) = &invited.code {
        let mut person = people::record(&mut tx, &app, id).await?;
        person.set_code(&app, code);
        person.code_step = step;
        person.save(&mut tx, &app).await?;
    }
    people::join(&mut tx, &app, id, &credentials, by).await?;
    if invited.again {
        mail::queue(&mut tx, &app, tenant, id, "password-reset").await?;
    }
    let event = Event::by_system(tenant, "invited", &audited::PERSON_JOINED).actor(id);
    tx.commit(&app, event.of_day()).await?;
    signed_in(&app, &headers, &invited, credentials).await
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
