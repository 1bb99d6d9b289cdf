//! The own account: password, code, where one is signed in, and who asks for one.

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;
use platform::audit::Event;
use platform::forms::{Form, Posted};
use platform::throttle::Rule;
use platform::web::{Page, held_count, html, redirect_done};
use platform::{Actor, App, Error, Result, Role, Tenant};
use uuid::Uuid;

use super::cookie::Content;
use super::layer::put;
use crate::audited;
use crate::mark_keys;
use crate::people::{self, CodeSecret, Credentials, password_fault};

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

/// Guessing at the current password of a session that somebody left open.
const CURRENT: Rule = Rule::guessing("current password");

pub async fn change_password(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Extension(content): Extension<Content>,
    posted: Posted,
) -> Result<Response> {
    let mut form = Form::new(&page.texts, "account");
    let (current, new) = (
        posted.find("current-password").unwrap_or(""),
        posted.find("new-password").unwrap_or(""),
    );
    let email = people::email_of(&app, actor.user)
        .await?
        .unwrap_or_default();
    if let Some(fault) = password_fault(new, &[&actor.name, &email, &actor.municipality]) {
        form.fault("new-password", fault);
    }
    let tried = app
        .throttle
        .reserve(&CURRENT, actor.user.as_bytes(), app.clock.now())?;
    let (person, _) = people::account_of(&mut app.db.read().await?, &app, actor.user).await?;
    if person.open(&app, current).await?.is_some() {
        tried.forgive();
    } else {
        form.fault("current-password", "current-password");
    }
    if !form.is_good() {
        return account_page(&app, &actor, page, form).await;
    }
    let credentials =
        Credentials::make(&app, actor.user, new, Some((*actor.secret).clone())).await?;
    let mut tx = app.db.begin().await?;
    let mut person = people::record(&mut tx, &app, actor.user).await?;
    person.take(&credentials);
    person.save(&mut tx, &app).await?;
    tx.commit_unaudited("an employee's own account; who did what when could tell who reported")
        .await?;
    let mut response = redirect_done("/account", "password");
    put(
        &app,
        &mut response,
        &Content {
            epoch: person.epoch,
            ..content
        },
    );
    Ok(response)
}

/// Ends every session of this person but this one.
pub async fn end_others(
    State(app): State<App>,
    actor: Actor,
    Extension(content): Extension<Content>,
) -> Result<Response> {
    let mut tx = app.db.begin().await?;
    let mut person = people::record(&mut tx, &app, actor.user).await?;
    person.epoch += 1;
    person.save(&mut tx, &app).await?;
    tx.commit_unaudited("own sessions").await?;
    let mut response = redirect_done("/account", "sessions");
    put(
        &app,
        &mut response,
        &Content {
            epoch: person.epoch,
            ..content
        },
    );
    Ok(response)
}

/// Sets up one-time codes: once, and proven with a first code. Signing in anew with it makes the
/// roles count.
pub async fn set_code(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    posted: Posted,
) -> Result<Response> {
    let mut form = Form::new(&page.texts, "account");
    let secret = CodeSecret::of(&actor.secret);
    if secret.step(posted.get("code"), app.clock.now()).is_none() {
        form.fault("code", "code");
        return account_page(&app, &actor, page, form).await;
    }
    let mut tx = app.db.begin().await?;
    let mut person = people::record(&mut tx, &app, actor.user).await?;
    if person.has_code() {
        return Err(Error::Conflict);
    }
    person.set_code(&app, &secret);
    person.epoch += 1;
    person.save(&mut tx, &app).await?;
    tx.commit_unaudited("own account").await?;
    Ok(redirect_done("/inloggen", "code-set"))
}

/// Another municipality asked for this person; they say yes or no.
pub async fn offer(
    State(app): State<App>,
    actor: Actor,
    Path(tenant): Path<Uuid>,
    posted: Posted,
) -> Result<Response> {
    let tenant = Tenant(tenant);
    let yes = posted.get("answer") == "yes";
    let mut tx = app.db.begin().await?;
    people::answer_offer(&mut tx, &app, &actor, tenant, yes).await?;
    let act = if yes {
        &audited::PERSON_ACCEPTED
    } else {
        &audited::PERSON_DECLINED
    };
    tx.commit(
        &app,
        Event::by_system(tenant, "invited", act)
            .actor(actor.user)
            .of_day(),
    )
    .await?;
    Ok(redirect_done(
        "/account",
        if yes {
            "offer-accepted"
        } else {
            "offer-declined"
        },
    ))
}
