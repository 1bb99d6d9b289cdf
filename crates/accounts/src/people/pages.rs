//! The administrator's list of people, and adding somebody to it.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use platform::audit::Event;
use platform::db::Tx;
use platform::forms::{Choice, Form, Posted};
use platform::web::{Html, Page, first_use, html, redirect_done};
use platform::{Actor, App, Error, PersonId, Result, Role, mail};

use super::giving::give_roles;
use super::invitation::invite;
use super::scopes;
use super::store::{self, NewPerson, Person};
use super::wanted::{Line, Wanted, organisation_choices, role_choices, table_choices};

use crate::audited;

/// What became of an invitation.
pub(super) enum Link {
    /// No mail is set up: the administrator passes it on.
    Shown {
        name: String,
        url: String,
    },
    Mailed {
        name: String,
    },
}

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

/// Longer names are sealed to another length than everybody's, and are no names.
const LONGEST_NAME: usize = 100;

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
    let form = Form::new(&page.texts, "person").with("roles", Role::Employee.id());
    show_add(&app, &actor, page, form, None)
}

pub async fn add(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    posted: Posted,
) -> Result<Response> {
    let mut form = Form::new(&page.texts, "person").typed(&posted);
    let pack = app.tenants.get(actor.tenant)?.pack;
    let (name, email) = (posted.get("name"), posted.get("email"));
    let wanted = Wanted::of(&posted, &pack);
    if name.is_empty() {
        form.fault("name", "person-name");
    }
    if name.chars().count() > LONGEST_NAME {
        form.fault("name", "name-long");
    }
    if !email.contains('@') || email.contains(char::is_whitespace) || email.len() > 254 {
        form.fault("email", "email");
    }
    if wanted.roles.is_empty() {
        form.fault("roles", "choose-role");
    }
    wanted.note(&mut form, &pack);
    if !form.is_good() {
        return show_add(&app, &actor, page, form, None);
    }
    let mut tx = app.db.begin().await?;
    let known = store::by_email(&mut tx, &app, email).await?;
    let id = match known {
        Some(id) => id,
        None => store::create(&mut tx, &app, NewPerson { name, email }, actor.tenant).await?,
    };
    let person = store::record(&mut tx, &app, id).await?;
    if store::of_tenant(&mut tx, &app, actor.tenant)
        .await?
        .iter()
        .any(|one| one.id == id)
    {
        drop(tx);
        form.fault("email", "person-here");
        return show_add(&app, &actor, page, form, Some(id));
    }
    give_wanted(&mut tx, &app, &actor, id, &wanted).await?;
    // Somebody with an account elsewhere is asked there. That there is one shows here, under what
    // name does not.
    let link = match known {
        None => Some(link(&mut tx, &app, &actor, id, name).await?),
        Some(_) if person.home != actor.tenant => {
            mail::queue(&mut tx, &app, actor.tenant, id, "offer").await?;
            app.mailer.url.is_some().then(|| Link::Mailed {
                name: name.to_owned(),
            })
        }
        Some(_) => None,
    };
    let event = Event::by(&actor, Role::Admin, &audited::PERSON_INVITED);
    tx.commit(&app, wanted.noted(event, id)).await?;
    let Some(link) = link else {
        return Ok(redirect_done("/mensen", "person-known"));
    };
    show(&app, &actor, page, "", Some(link)).await
}

pub(super) async fn give_wanted(
    tx: &mut Tx,
    app: &App,
    actor: &Actor,
    id: PersonId,
    wanted: &Wanted,
) -> Result<()> {
    let (roles, scopes) = (&wanted.roles, &wanted.scopes);
    give_roles(tx, app, id, actor.tenant, roles, scopes, actor.user).await
}

/// A link to a password. It goes to the person's own address; without mail the administrator passes
/// it on, and then it opens nothing that a second person did not confirm.
pub(super) async fn link(
    tx: &mut Tx,
    app: &App,
    actor: &Actor,
    person: PersonId,
    name: &str,
) -> Result<Link> {
    let token = invite(tx, app, person, actor.tenant, Some(actor.user)).await?;
    let path = format!("/uitnodiging/{token}");
    let name = name.to_owned();
    if app.mailer.url.is_some() {
        mail::queue_with_path(tx, app, actor.tenant, person, "invitation", &path).await?;
        return Ok(Link::Mailed { name });
    }
    Ok(Link::Shown {
        name,
        url: format!("{}{path}", app.base_url),
    })
}

/// Somebody in the list.
pub(super) async fn one(
    tx: &mut platform::db::Reader,
    app: &App,
    actor: &Actor,
    id: PersonId,
) -> Result<Person> {
    let people = store::of_tenant(tx, app, actor.tenant).await?;
    let mut people = people.into_iter();
    people.find(|person| person.id == id).ok_or(Error::NotFound)
}
