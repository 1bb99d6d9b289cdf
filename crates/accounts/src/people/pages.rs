//! The administrator's list of people, and accepting an invitation.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use platform::audit::Event;
use platform::db::Tx;
use platform::forms::{Choice, Form, Posted};
use platform::i18n::T;
use platform::web::{Page, html, redirect_done};
use platform::{Actor, App, Error, Result, Role, Tenant};
use uuid::Uuid;

use super::model::totp;
use super::passwords::password_fault;
use super::store::{self, NewPerson, Person};

#[derive(Template)]
#[template(path = "people/templates/list.html")]
struct List {
    p: Page,
    people: Vec<(Person, Form)>,
    form: Form,
    roles: Vec<Choice>,
    link: Option<(String, String)>,
}

#[derive(Template)]
#[template(path = "people/templates/invitation.html")]
struct Invitation {
    p: Page,
    name: String,
    form: Form,
    token: String,
    code: Option<(String, String)>,
}

fn role_choices(t: &T) -> Vec<Choice> {
    Role::ALL.iter().map(|role| Choice::new(role.id(), t.t(&format!("role-{}", role.id())))).collect()
}

fn chosen_roles(posted: &Posted) -> Vec<Role> {
    Role::ALL.into_iter().filter(|role| posted.all("roles").any(|id| id == role.id())).collect()
}

async fn show(
    app: &App,
    actor: &Actor,
    p: Page,
    form: Form,
    link: Option<(String, String)>,
) -> Result<Response> {
    let people = store::of_tenant(&mut app.db.read().await?, app, actor.tenant).await?;
    let people = people
        .into_iter()
        .enumerate()
        .map(|(at, person)| {
            let roles = person.roles.iter().map(|role| ("roles".to_owned(), role.id().to_owned())).collect();
            (person, Form::new(&p.t, "person").numbered(at).filled(roles))
        })
        .collect();
    let roles = role_choices(&p.t);
    html(&List { p, people, form, roles, link })
}

pub async fn list(State(app): State<App>, actor: Actor, p: Page) -> Result<Response> {
    let form = Form::new(&p.t, "person").with("roles", Role::Employee.id());
    show(&app, &actor, p, form, None).await
}

pub async fn add(State(app): State<App>, actor: Actor, p: Page, posted: Posted) -> Result<Response> {
    let mut form = Form::new(&p.t, "person").typed(&posted);
    let (name, email, roles) = (posted.get("name"), posted.get("email"), chosen_roles(&posted));
    if name.is_empty() {
        form.fault("name", "required");
    }
    if !email.contains('@') || email.contains(char::is_whitespace) {
        form.fault("email", "email");
    }
    if roles.is_empty() {
        form.fault("roles", "choose-one");
    }
    if !form.is_good() {
        return show(&app, &actor, p, form, None).await;
    }
    let mut tx = app.db.begin().await?;
    let (id, known) = match store::by_email(&mut tx, &app, email).await? {
        Some(id) => (id, true),
        None => (store::create(&mut tx, &app, NewPerson { name, email }).await?, false),
    };
    // Somebody with an account elsewhere keeps that sign-in, unless a code is needed now.
    let needs_link = !known || gains_code(&mut tx, id, &roles).await?;
    store::add_roles(&mut tx, id, actor.tenant, &roles).await?;
    let token = if needs_link { Some(invite(&mut tx, &app, id, actor.tenant).await?) } else { None };
    let event = Event::by(&actor, Role::Admin, "person.invited").with("person", id.to_string());
    tx.commit(&app, event.with("roles", Role::join(&roles))).await?;
    after(&app, &actor, p, token.map(|token| (name.to_owned(), token))).await
}

/// A first role that needs a code: the person sets one up through a new link.
async fn gains_code(tx: &mut Tx, id: Uuid, roles: &[Role]) -> Result<bool> {
    Ok(roles.iter().any(|role| role.needs_code()) && !store::has_code(tx, id).await?)
}

/// A link to a new password and code; what was signed in before ends.
async fn invite(tx: &mut Tx, app: &App, id: Uuid, tenant: Tenant) -> Result<String> {
    store::end_sessions(tx, id).await?;
    store::invite(tx, app, id, tenant).await
}

async fn after(app: &App, actor: &Actor, p: Page, link: Option<(String, String)>) -> Result<Response> {
    let Some((name, token)) = link else { return Ok(redirect_done("/mensen", "roles")) };
    let form = Form::new(&p.t, "person").with("roles", Role::Employee.id());
    show(app, actor, p, form, Some((name, format!("{}/uitnodiging/{token}", app.base_url)))).await
}

pub async fn roles(
    State(app): State<App>,
    actor: Actor,
    p: Page,
    Path(id): Path<Uuid>,
    posted: Posted,
) -> Result<Response> {
    let roles = chosen_roles(&posted);
    let mut tx = app.db.begin().await?;
    let people = store::of_tenant(&mut tx, &app, actor.tenant).await?;
    let person = people.iter().find(|person| person.id == id).ok_or(Error::NotFound)?;
    let last =
        |role| person.roles.contains(&role) && people.iter().filter(|p| p.roles.contains(&role)).count() == 1;
    // Nobody could give the role back: an office needs at least one administrator and one officer.
    if [Role::Admin, Role::Officer].into_iter().any(|role| last(role) && !roles.contains(&role)) {
        return Ok(redirect_done("/mensen", "last-of-role"));
    }
    let needs_link = gains_code(&mut tx, id, &roles).await?;
    store::add_roles(&mut tx, id, actor.tenant, &roles).await?;
    let token = if needs_link { Some(invite(&mut tx, &app, id, actor.tenant).await?) } else { None };
    let event = Event::by(&actor, Role::Admin, "person.roles").with("person", id.to_string());
    tx.commit(&app, event.with("roles", Role::join(&roles))).await?;
    after(&app, &actor, p, token.map(|token| (person.name.clone(), token))).await
}

pub async fn reinvite(
    State(app): State<App>,
    actor: Actor,
    p: Page,
    Path(id): Path<Uuid>,
) -> Result<Response> {
    let mut tx = app.db.begin().await?;
    let person =
        store::of_tenant(&mut tx, &app, actor.tenant).await?.into_iter().find(|person| person.id == id);
    let name = person.ok_or(Error::NotFound)?.name;
    let token = store::invite(&mut tx, &app, id, actor.tenant).await?;
    tx.commit(&app, Event::by(&actor, Role::Admin, "person.invited").with("person", id.to_string())).await?;
    after(&app, &actor, p, Some((name, token))).await
}

async fn invited(app: &App, token: &str) -> Result<store::Invited> {
    store::invited(&mut app.db.read().await?, app, token).await
}

fn show_invitation(p: Page, invited: &store::Invited, form: Form, token: String) -> Result<Response> {
    let code = invited
        .roles
        .iter()
        .any(|role| role.needs_code())
        .then(|| (invited.code.qr(&invited.email), invited.code.0.clone()));
    html(&Invitation { p, name: invited.name.clone(), form, token, code })
}

pub async fn invitation(State(app): State<App>, p: Page, Path(token): Path<String>) -> Result<Response> {
    let invited = invited(&app, &token).await?;
    let form = Form::new(&p.t, "join");
    show_invitation(p, &invited, form, token)
}

pub async fn accept(
    State(app): State<App>,
    p: Page,
    Path(token): Path<String>,
    posted: Posted,
) -> Result<Response> {
    let invited = invited(&app, &token).await?;
    let mut form = Form::new(&p.t, "join");
    let password = posted.fields.iter().find(|(name, _)| name == "password").map_or("", |(_, value)| value);
    let municipality = app.tenants.get(invited.tenant)?.name;
    if let Some(key) = password_fault(password, &[&invited.name, &invited.email, &municipality]) {
        form.fault("password", key);
    }
    let mut step = 0;
    if invited.roles.iter().any(|role| role.needs_code()) {
        let now = u64::try_from(app.clock.now() / 1000).unwrap_or(0);
        match totp(&invited.code).and_then(|totp| totp.check(posted.get("code"), now)) {
            Some(found) => step = i64::try_from(found).unwrap_or(0),
            None => form.fault("code", "code"),
        }
    }
    if !form.is_good() {
        return show_invitation(p, &invited, form, token);
    }
    let mut tx = app.db.begin().await?;
    let secret = store::set_password(&mut tx, invited.id, password, None).await?;
    if step > 0 {
        store::accept_code_step(&mut tx, invited.id, step).await?;
    }
    crate::sessions::relink::ask(&mut tx, &app, invited.id, &secret).await?;
    store::uninvite(&mut tx, invited.id).await?;
    let event = Event::by_system(invited.tenant, "invited", "person.joined").actor(invited.id);
    tx.commit(&app, event).await?;
    Ok(redirect_done("/inloggen", "joined"))
}
