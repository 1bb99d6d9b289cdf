//! One person as the administrator sees them: what they may do, a new link, and the end of it.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use platform::audit::Event;
use platform::forms::{Choice, Form, Posted};
use platform::web::{Page, html, redirect_done, redirect_refused};
use platform::{Actor, App, Error, PersonId, Result, Role};
use policy::Pack;

use super::giving;
use super::pages::{self, give_wanted, link, one};
use super::scopes;
use super::store::Person;
use super::wanted::{Line, Wanted, organisation_choices, role_choices, table_choices};

use crate::audited;

#[derive(Template)]
#[template(path = "people/templates/person.html")]
struct OnePage {
    page: Page,
    line: Line,
    form: Form,
    roles: Vec<Choice>,
    /// The consultations of the policy pack, and its partners.
    tables: Vec<Choice>,
    organisations: Vec<Choice>,
    is_oneself: bool,
    pack: Arc<Pack>,
}

impl OnePage {
    /// What a scoped role counts for, with the message that says so; and what it waits for.
    fn held(&self) -> Vec<String> {
        let all = [
            (Role::Participant, false, "people-tables"),
            (Role::Participant, true, "people-tables-asked"),
            (Role::Partner, false, "people-organisation"),
            (Role::Partner, true, "people-organisation-asked"),
        ];
        let said = all.into_iter().filter_map(|(role, waits, key)| {
            let names = self.line.named(&self.pack, (role, waits));
            (!names.is_empty()).then(|| self.page.with(key, &[("tables", names)]))
        });
        said.collect()
    }
}

fn path(id: PersonId) -> String {
    format!("/mensen/{id}")
}

/// `refused`: what was typed, and is not good.
async fn show_one(
    app: &App,
    actor: &Actor,
    page: Page,
    id: PersonId,
    refused: Option<Form>,
) -> Result<Response> {
    let pack = app.tenants.get(actor.tenant)?.pack;
    let mut tx = app.db.read().await?;
    let person = one(&mut tx, app, actor, id).await?;
    let held = scopes::all_in(&mut tx, app, actor.tenant).await?;
    drop(tx);
    let version = person.version.to_string();
    let line = Line::new(person, &held)?;
    let mut form = refused.unwrap_or_else(|| line.form(&page.texts));
    form.set("version", &version);
    html(&OnePage {
        roles: role_choices(&page.texts),
        tables: table_choices(&pack),
        organisations: organisation_choices(&page.texts, &pack),
        pack,
        is_oneself: id == actor.user,
        page,
        line,
        form,
    })
}

pub async fn show(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<PersonId>,
) -> Result<Response> {
    show_one(&app, &actor, page, id, None).await
}

/// A colleague changed what this person may do since the page was made.
fn is_old(posted: &Posted, person: &Person) -> bool {
    posted.get("version") != person.version.to_string()
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
    let mut form = Form::new(&page.texts, "person").typed(&posted);
    let mut tx = app.db.begin().await?;
    let person = one(&mut tx, &app, &actor, id).await?;
    wanted.note(&mut form, &pack);
    if wanted.roles.is_empty() {
        form.fault("roles", "roles-none");
    }
    if is_old(&posted, &person) {
        form.fault("roles", "roles-changed");
    }
    if form.is_good() {
        match give_wanted(&mut tx, &app, &actor, id, &wanted).await {
            Err(Error::NobodyLeft) => form.fault("roles", "last-of-role"),
            given => given?,
        }
    }
    if !form.is_good() {
        drop(tx);
        return show_one(&app, &actor, page, id, Some(form)).await;
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
    let person = one(&mut tx, &app, &actor, id).await?;
    if !person.is_home {
        return Ok(redirect_refused(&path(id), "not-home"));
    }
    // A form that is sent again (a page loaded anew) makes no other link: the first would be dead.
    if posted.get("links") != person.links.to_string() {
        return Ok(redirect_refused(&path(id), "link-made"));
    }
    let link = link(&mut tx, &app, &actor, id, &person.name).await?;
    tx.commit(
        &app,
        Event::by(&actor, Role::Admin, &audited::PERSON_INVITED).with("person", id.to_string()),
    )
    .await?;
    pages::show(&app, &actor, page, "", Some(link)).await
}

#[derive(Template)]
#[template(path = "people/templates/end.html")]
struct EndPage {
    page: Page,
    person: Person,
    form: Form,
}

async fn show_end(
    app: &App,
    actor: &Actor,
    page: Page,
    id: PersonId,
    mut form: Form,
) -> Result<Response> {
    let person = one(&mut app.db.read().await?, app, actor, id).await?;
    form.set("version", &person.version.to_string());
    html(&EndPage { page, person, form })
}

pub async fn ask_end(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<PersonId>,
) -> Result<Response> {
    let form = Form::new(&page.texts, "end");
    show_end(&app, &actor, page, id, form).await
}

/// Takes every role away at once, and a link that was not used yet.
pub async fn end(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<PersonId>,
    posted: Posted,
) -> Result<Response> {
    let mut form = Form::new(&page.texts, "end").typed(&posted);
    let mut tx = app.db.begin().await?;
    let person = one(&mut tx, &app, &actor, id).await?;
    if posted.get("sure") != "on" {
        form.fault("sure", "end-sure");
    }
    if is_old(&posted, &person) {
        form.fault("sure", "end-changed");
    }
    if form.is_good() {
        match giving::end(&mut tx, &app, id, actor.tenant, actor.user).await {
            Err(Error::NobodyLeft) => form.fault("sure", "last-of-role"),
            ended => ended?,
        }
    }
    if !form.is_good() {
        drop(tx);
        return show_end(&app, &actor, page, id, form).await;
    }
    let event = Event::by(&actor, Role::Admin, &audited::PERSON_ENDED);
    tx.commit(&app, event.with("person", id.to_string()))
        .await?;
    Ok(redirect_done("/mensen", "person-ended"))
}
