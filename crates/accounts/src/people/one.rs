//! One person as the administrator sees them: what they may do, a new link, and the end of it.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use platform::forms::{Choice, Form, Posted};
use platform::web::{Page, html, redirect_done, redirect_refused};
use platform::{Actor, App, Ended, PersonId, Result, Role};
use policy::Pack;

use super::acts::{self, Again, one};
use super::pages;
use super::scopes;
use super::store::Person;
use super::wanted::{Line, Wanted, organisation_choices, role_choices, table_choices};

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
    let person = one(&mut tx, app, actor.tenant, id).await?;
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

/// The number that the page had, of which a colleague may have made another since.
fn seen(posted: &Posted, field: &str) -> Option<i64> {
    posted.get(field).parse().ok()
}

pub async fn roles(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<PersonId>,
    posted: Posted,
) -> Ended<Response> {
    let wanted = Wanted::of(&posted, &app.tenants.get(actor.tenant)?.pack);
    let version = seen(&posted, "version");
    match acts::set_roles(&app, &actor, id, version, &wanted).await {
        Ok(()) => Ok(redirect_done("/mensen", "roles")),
        Err(refused) => {
            let mut form = Form::new(&page.texts, "person").typed(&posted);
            refused.beside(&mut form)?;
            Ok(show_one(&app, &actor, page, id, Some(form)).await?)
        }
    }
}

/// A new link for who forgot the password.
pub async fn reinvite(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<PersonId>,
    posted: Posted,
) -> Result<Response> {
    match acts::invite_again(&app, &actor, id, seen(&posted, "links")).await? {
        Again::Made(link) => pages::show(&app, &actor, page, "", Some(link)).await,
        Again::NotHome => Ok(redirect_refused(&path(id), "not-home")),
        Again::MadeBefore => Ok(redirect_refused(&path(id), "link-made")),
    }
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
    let person = one(&mut app.db.read().await?, app, actor.tenant, id).await?;
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

pub async fn end(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<PersonId>,
    posted: Posted,
) -> Ended<Response> {
    let (is_sure, version) = (posted.get("sure") == "on", seen(&posted, "version"));
    match acts::end(&app, &actor, id, is_sure, version).await {
        Ok(()) => Ok(redirect_done("/mensen", "person-ended")),
        Err(refused) => {
            let mut form = Form::new(&page.texts, "end").typed(&posted);
            refused.beside(&mut form)?;
            Ok(show_end(&app, &actor, page, id, form).await?)
        }
    }
}
