//! The administrator's list of people.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use platform::audit::Event;
use platform::db::Tx;
use platform::forms::{Choice, Form, Posted};
use platform::web::{Page, html, redirect_done, redirect_refused};
use platform::{Actor, App, Error, PersonId, Result, Role, mail, tenants};

use super::giving::give_roles;
use super::invitation::invite;
use super::scopes;
use super::store::{self, NewPerson};
use super::wanted::{Line, Wanted, role_choices, table_choices};

use crate::audited;

/// What became of an invitation.
enum Link {
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
    form: Form,
    roles: Vec<Choice>,
    /// The consultations of the policy pack.
    tables: Vec<Choice>,
    link: Option<Link>,
}

/// What the page says beside the list.
struct Shown {
    form: Form,
    /// What was typed for somebody in the list, and is not good.
    refused: Option<(PersonId, Form)>,
    link: Option<Link>,
}

impl Shown {
    fn new(form: Form) -> Self {
        Self {
            form,
            refused: None,
            link: None,
        }
    }
}

async fn show(app: &App, actor: &Actor, page: Page, shown: Shown) -> Result<Response> {
    let pack = app.tenants.get(actor.tenant)?.pack;
    let mut tx = app.db.read().await?;
    let people = store::of_tenant(&mut tx, app, actor.tenant).await?;
    let held = scopes::all_in(&mut tx, app, actor.tenant).await?;
    let mut lines = Vec::new();
    for (at, person) in people.into_iter().enumerate() {
        let form = Form::new(&page.texts, "person").numbered(at);
        let mut line = Line::new(person, &held, &pack, form)?;
        if let Some((id, refused)) = &shown.refused
            && *id == line.person.id
        {
            line.form = refused.clone().numbered(at);
        }
        lines.push(line);
    }
    html(&List {
        roles: role_choices(&page.texts),
        tables: table_choices(&pack),
        page,
        lines,
        form: shown.form,
        link: shown.link,
    })
}

/// Longer names are sealed to another length than everybody's, and are no names.
const LONGEST_NAME: usize = 100;

fn empty(page: &Page) -> Form {
    Form::new(&page.texts, "person").with("roles", Role::Employee.id())
}

pub async fn list(State(app): State<App>, actor: Actor, page: Page) -> Result<Response> {
    let form = empty(&page);
    show(&app, &actor, page, Shown::new(form)).await
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
        form.fault("name", "required");
    }
    if name.chars().count() > LONGEST_NAME {
        form.fault("name", "name-long");
    }
    if !email.contains('@') || email.contains(char::is_whitespace) || email.len() > 254 {
        form.fault("email", "email");
    }
    if wanted.roles.is_empty() {
        form.fault("roles", "choose-one");
    }
    wanted.note(&mut form, &pack);
    if !form.is_good() {
        return show(&app, &actor, page, Shown::new(form)).await;
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
        return show(&app, &actor, page, Shown::new(form)).await;
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
    let shown = Shown {
        link: Some(link),
        ..Shown::new(empty(&page))
    };
    show(&app, &actor, page, shown).await
}

async fn give_wanted(
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
async fn link(tx: &mut Tx, app: &App, actor: &Actor, person: PersonId, name: &str) -> Result<Link> {
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

pub async fn roles(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<PersonId>,
    posted: Posted,
) -> Result<Response> {
    let pack = app.tenants.get(actor.tenant)?.pack;
    let wanted = Wanted::of(&posted, &pack);
    let mut tx = app.db.begin().await?;
    tenants::alone(&mut tx, actor.tenant).await?;
    let people = store::of_tenant(&mut tx, &app, actor.tenant).await?;
    let person = people
        .iter()
        .find(|person| person.id == id)
        .ok_or(Error::NotFound)?;
    if wanted.lacks_a_table() {
        drop(tx);
        let mut form = Form::new(&page.texts, "person").typed(&posted);
        wanted.note(&mut form, &pack);
        let shown = Shown {
            refused: Some((id, form)),
            ..Shown::new(empty(&page))
        };
        return show(&app, &actor, page, shown).await;
    }
    let last = |role| {
        person.roles.contains(&role)
            && people.iter().filter(|p| p.roles.contains(&role)).count() == 1
    };
    // Nobody could give the role back: an office needs at least one administrator and one officer.
    if [Role::Admin, Role::Officer]
        .into_iter()
        .any(|role| last(role) && !wanted.roles.contains(&role))
    {
        return Ok(redirect_refused("/mensen", "last-of-role"));
    }
    match give_wanted(&mut tx, &app, &actor, id, &wanted).await {
        // The last one who can open the vault.
        Err(Error::NobodyLeft) => return Ok(redirect_refused("/mensen", "last-of-role")),
        given => given?,
    }
    let event = Event::by(&actor, Role::Admin, &audited::PERSON_ROLES);
    tx.commit(&app, wanted.noted(event, id)).await?;
    Ok(redirect_done("/mensen", "roles"))
}

/// A new link for who forgot the password. Only where the account was made: another municipality
/// cannot take it over.
pub async fn reinvite(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<PersonId>,
    posted: Posted,
) -> Result<Response> {
    let mut tx = app.db.begin().await?;
    let people = store::of_tenant(&mut tx, &app, actor.tenant).await?;
    let person = people
        .into_iter()
        .find(|person| person.id == id)
        .ok_or(Error::NotFound)?;
    if !person.is_home {
        return Ok(redirect_refused("/mensen", "not-home"));
    }
    // A form that is sent again (a page loaded anew) makes no other link: the first would be dead.
    if posted.get("links") != person.links.to_string() {
        return Ok(redirect_refused("/mensen", "link-made"));
    }
    let link = link(&mut tx, &app, &actor, id, &person.name).await?;
    tx.commit(
        &app,
        Event::by(&actor, Role::Admin, &audited::PERSON_INVITED).with("person", id.to_string()),
    )
    .await?;
    let shown = Shown {
        link: Some(link),
        ..Shown::new(empty(&page))
    };
    show(&app, &actor, page, shown).await
}
