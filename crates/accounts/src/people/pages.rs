//! The administrator's list of people, and adding somebody to it.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use platform::forms::{Choice, Form, Posted};
use platform::web::{Html, Page, first_use, html, redirect_done};
use platform::{Actor, App, Ended, PersonId, Result, Role};

use super::acts::{self, Link, New};
use super::scopes;
use super::store::{self, Person};
use super::wanted::{Line, Wanted, organisation_choices, role_choices, table_choices};

#[derive(Template)]
#[template(path = "people/templates/list.html")]
struct List {
    page: Page,
    lines: Vec<Line>,
    /// What is to be done first, until it is.
    first: Option<Html>,
    /// So many people there are, whatever was looked for.
    all: usize,
    form: Form,
    link: Option<Link>,
}

/// Everybody whose name or address has this in it; nothing typed: everybody.
pub(super) async fn show(
    app: &App,
    actor: &Actor,
    page: Page,
    wanted: &str,
    link: Option<Link>,
) -> Result<Response> {
    let mut tx = app.db.read().await?;
    let people = store::of_tenant(&mut tx, app, actor.tenant).await?;
    let held = scopes::all_in(&mut tx, app, actor.tenant).await?;
    let first = first_use(&mut tx, app, actor, &page, Role::Admin).await?;
    drop(tx);
    let (all, looked_for) = (people.len(), wanted.to_lowercase());
    let fits = |person: &Person| {
        let text = format!("{} {}", person.name, person.email);
        text.to_lowercase().contains(&looked_for)
    };
    let found = people.into_iter().filter(fits);
    let lines = found.map(|person| Line::new(person, &held));
    html(&List {
        lines: lines.collect::<Result<_>>()?,
        first,
        all,
        form: Form::new(&page.texts, "people").with("find", wanted),
        page,
        link,
    })
}

pub async fn list(State(app): State<App>, actor: Actor, page: Page) -> Result<Response> {
    show(&app, &actor, page, "", None).await
}

/// Looks for a name. Posted, so that no name stands in an address.
pub async fn find(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    posted: Posted,
) -> Result<Response> {
    show(&app, &actor, page, posted.get("find"), None).await
}

#[derive(Template)]
#[template(path = "people/templates/add.html")]
struct Add {
    page: Page,
    form: Form,
    roles: Vec<Choice>,
    /// The consultations of the policy pack, and its partners.
    tables: Vec<Choice>,
    organisations: Vec<Choice>,
    /// Who has this address already.
    known: Option<PersonId>,
}

fn show_add(
    app: &App,
    actor: &Actor,
    page: Page,
    form: Form,
    known: Option<PersonId>,
) -> Result<Response> {
    let pack = app.tenants.get(actor.tenant)?.pack;
    html(&Add {
        roles: role_choices(&page.texts),
        tables: table_choices(&pack),
        organisations: organisation_choices(&page.texts, &pack),
        page,
        form,
        known,
    })
}

pub async fn new(State(app): State<App>, actor: Actor, page: Page) -> Result<Response> {
    let form = Form::new(&page.texts, "person");
    show_add(&app, &actor, page, form, None)
}

/// Who has this address, and is here.
async fn here(app: &App, actor: &Actor, email: &str) -> Result<Option<PersonId>> {
    let mut tx = app.db.read().await?;
    let known = store::by_email(&mut tx, app, email).await?;
    let people = store::of_tenant(&mut tx, app, actor.tenant).await?;
    Ok(known.filter(|id| people.iter().any(|one| one.id == *id)))
}

pub async fn add(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    posted: Posted,
) -> Ended<Response> {
    let pack = app.tenants.get(actor.tenant)?.pack;
    let new = New {
        name: posted.get("name"),
        email: posted.get("email"),
        wanted: Wanted::of(&posted, &pack),
    };
    match acts::add(&app, &actor, &new).await {
        Ok(Some(link)) => Ok(show(&app, &actor, page, "", Some(link)).await?),
        Ok(None) => Ok(redirect_done("/mensen", "person-known")),
        Err(refused) => {
            let mut form = Form::new(&page.texts, "person").typed(&posted);
            refused.beside(&mut form)?;
            let known = here(&app, &actor, new.email).await?;
            Ok(show_add(&app, &actor, page, form, known)?)
        }
    }
}
