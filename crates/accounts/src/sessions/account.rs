//! The own account: password, code, where one is signed in, and who asks for one.

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;
use platform::forms::{Form, Posted};
use platform::web::{Page, held_count, html, redirect_done};
use platform::{Actor, App, Ended, Refusal, Result, Role, Tenant};
use uuid::Uuid;

use super::acts;
use super::cookie::Content;
use super::layer::put;
use crate::mark_keys;
use crate::people::{self, CodeSecret};

/// A code that is being set up: the picture, and what it says.
struct Setup {
    qr: String,
    secret: String,
}

#[derive(Template)]
#[template(path = "sessions/templates/account.html")]
struct AccountPage {
    page: Page,
    form: Form,
    roles: Vec<Role>,
    /// Roles that a second person has to confirm.
    asked: Vec<Role>,
    /// Who can.
    officers: String,
    /// To read aloud to whoever confirms something of this person.
    words: Option<String>,
    /// The own signals wait for an officer.
    returning: bool,
    setup: Option<Setup>,
    offers: Vec<(Uuid, String, Vec<Role>)>,
    /// So many forms were typed and not sent.
    held: usize,
}

async fn account_page(app: &App, actor: &Actor, page: Page, form: Form) -> Result<Response> {
    // First, since it takes a connection of its own: whoever holds one waits for no other.
    let email = people::email_of(app, actor.user).await?.unwrap_or_default();
    let held = held_count(app, actor).await?;
    let mut tx = app.db.read().await?;
    let (person, memberships) = people::account_of(&mut tx, app, actor.user).await?;
    let here = memberships.iter().find(|one| one.tenant == actor.tenant);
    let (roles, asked) = here.map_or_else(Default::default, |here| {
        (here.roles.clone(), here.asked.clone())
    });
    let wants_code = roles.iter().chain(&asked).any(|role| role.needs_code());
    let setup = (wants_code && !person.has_code()).then(|| {
        let code = CodeSecret::of(&actor.secret);
        Setup {
            qr: code.qr(&email),
            secret: code.0,
        }
    });
    let mut offers = Vec::new();
    for one in memberships.iter().filter(|one| !one.offered.is_empty()) {
        offers.push((
            one.tenant.0,
            app.tenants.get(one.tenant)?.name,
            one.offered.clone(),
        ));
    }
    let returning = mark_keys::is_waiting(&mut tx, app, actor.tenant, actor.user).await?;
    let words = person.words().filter(|_| returning || !asked.is_empty());
    let officers = if words.is_none() {
        Vec::new()
    } else {
        people::confirmers(&mut tx, app, actor.tenant, actor.user).await?
    };
    let officers = officers.join(", ");
    html(&AccountPage {
        page,
        form,
        roles,
        asked,
        officers,
        words,
        returning,
        setup,
        offers,
        held,
    })
}

pub async fn show(State(app): State<App>, actor: Actor, page: Page) -> Result<Response> {
    let form = Form::new(&page.texts, "account");
    account_page(&app, &actor, page, form).await
}

/// The page again, with what is wrong.
async fn refused(app: &App, actor: &Actor, page: Page, refusal: Refusal) -> Ended<Response> {
    let mut form = Form::new(&page.texts, "account");
    refusal.beside(&mut form)?;
    Ok(account_page(app, actor, page, form).await?)
}

/// This session goes on, in this epoch.
fn goes_on(app: &App, done: &'static str, content: Content, epoch: i64) -> Response {
    let mut response = redirect_done("/account", done);
    put(app, &mut response, &Content { epoch, ..content });
    response
}

pub async fn change_password(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Extension(content): Extension<Content>,
    posted: Posted,
) -> Ended<Response> {
    let secret = |name: &str| posted.find(name).unwrap_or("");
    let (current, new) = (secret("current-password"), secret("new-password"));
    match acts::change_password(&app, &actor, current, new).await {
        Ok(epoch) => Ok(goes_on(&app, "password", content, epoch)),
        Err(refusal) => refused(&app, &actor, page, refusal).await,
    }
}

/// Ends every session of this person but this one.
pub async fn end_others(
    State(app): State<App>,
    actor: Actor,
    Extension(content): Extension<Content>,
) -> Result<Response> {
    let epoch = acts::end_sessions(&app, &actor).await?;
    Ok(goes_on(&app, "sessions", content, epoch))
}

pub async fn set_code(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    posted: Posted,
) -> Ended<Response> {
    match acts::set_code(&app, &actor, posted.get("code")).await {
        Ok(()) => Ok(redirect_done("/inloggen", "code-set")),
        Err(refusal) => refused(&app, &actor, page, refusal).await,
    }
}

/// Another municipality asked for this person; they say yes or no.
pub async fn offer(
    State(app): State<App>,
    actor: Actor,
    Path(tenant): Path<Uuid>,
    posted: Posted,
) -> Result<Response> {
    let yes = posted.get("answer") == "yes";
    acts::answer_offer(&app, &actor, Tenant(tenant), yes).await?;
    let done = if yes {
        "offer-accepted"
    } else {
        "offer-declined"
    };
    Ok(redirect_done("/account", done))
}
