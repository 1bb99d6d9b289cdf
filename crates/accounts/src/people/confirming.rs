//! The second person: whoever spoke to somebody confirms what that somebody may see.
//!
//! What is confirmed is who signs in, not a name: the person reads three words aloud from their own
//! screen. A link that somebody else opened makes other words. And what was on the screen is what
//! counts: roles that were added meanwhile are looked at first.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use platform::db::Reader;
use platform::forms::{Form, Posted};
use platform::web::{Page, html, redirect_done, redirect_refused};
use platform::{Actor, App, Ended, Millis, PersonId, Refusal, Result, Role, Tenant, params};

use super::acts::{self, Answer, Answered};
use super::membership::{self, Why};
use super::wanted::names;
use super::{scopes, store};

/// Somebody who waits, and what the one who looks may confirm.
pub struct Waiting {
    pub person: PersonId,
    pub name: String,
    pub email: String,
    /// The municipality that made the account, if it is another one.
    pub home: Option<String>,
    pub roles: Vec<Role>,
    /// The consultations that wait with the role of participant, by name; and the organisation that somebody of a
    /// partner is of.
    pub tables: String,
    pub organisation: String,
    /// Who gave the roles, or made the link.
    pub by: String,
    pub since: Millis,
    why: Why,
    /// On the person's own screen, to be read aloud.
    words: String,
    form: Form,
}

#[derive(Template)]
#[template(path = "people/templates/confirm.html")]
struct List {
    page: Page,
    waiting: Vec<Waiting>,
    /// People that somebody else has to confirm.
    others: usize,
}

/// What an officer says yes or no to: this version of what waits, of whoever signs in with the
/// account now and so sees these words.
#[must_use]
pub fn seen(version: i64, words: &str) -> String {
    format!("{version} {words}")
}

/// Who waits for this person's confirmation; and how many wait for somebody else.
pub async fn waiting(
    tx: &mut Reader,
    app: &App,
    actor: &Actor,
    page: &Page,
) -> Result<(Vec<Waiting>, usize)> {
    let any = "select person from membership where tenant = $1 and asked <> '' limit 1";
    if tx.row(any, params![actor.tenant]).await?.is_none() {
        return Ok((Vec::new(), 0));
    }
    let people = store::of_tenant(tx, app, actor.tenant).await?;
    let name = |id: Option<PersonId>| {
        let known = id.and_then(|id| people.iter().find(|person| person.id == id));
        known.map_or_else(
            || page.text("confirm-by-nobody"),
            |person| person.name.clone(),
        )
    };
    let pack = app.tenants.get(actor.tenant)?.pack;
    let (mut found, mut others) = (Vec::new(), 0);
    for who in people
        .iter()
        .filter(|person| !person.asked.is_empty() && person.id != actor.user)
    {
        let membership = membership::of(tx, app, who.id, actor.tenant).await?;
        let roles = membership.confirmable_by(actor.user, &actor.roles);
        let person = store::record(tx, app, who.id).await?;
        let Some(words) = person.words().filter(|_| !roles.is_empty()) else {
            others += 1;
            continue;
        };
        let form = Form::new(&page.texts, "confirm")
            .numbered(who.id)
            .with("seen", seen(membership.version, &words));
        let asked = scopes::asked(tx, app, who.id, actor.tenant).await?;
        let home = (person.home != actor.tenant).then(|| app.tenants.get(person.home));
        found.push(Waiting {
            person: who.id,
            name: who.name.clone(),
            email: who.email.clone(),
            home: home.transpose()?.map(|home| home.name),
            roles,
            tables: names(&asked, Role::Participant, &pack),
            organisation: names(&asked, Role::Partner, &pack),
            by: name(membership.asked_by),
            since: membership.asked_on,
            why: membership.asked_why,
            words,
            form,
        });
    }
    Ok((found, others))
}

/// Names of those who can confirm this person.
pub async fn confirmers(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    person: PersonId,
) -> Result<Vec<String>> {
    let mut officers = store::with_role(tx, app, tenant, Role::Officer).await?;
    officers.retain(|one| one.id != person && !one.roles.contains(&Role::Admin));
    Ok(officers.into_iter().map(|one| one.name).collect())
}

async fn show(
    app: &App,
    actor: &Actor,
    page: Page,
    refused: Option<(PersonId, Refusal)>,
) -> Ended<Response> {
    let (mut waiting, others) = waiting(&mut app.db.read().await?, app, actor, &page).await?;
    if let Some((person, refused)) = refused {
        let about = waiting.iter_mut().find(|one| one.person == person);
        // Somebody else decided since: there is nothing to tell it beside.
        match about {
            Some(one) => refused.beside(&mut one.form)?,
            None => refused.beside(&mut Form::new(&page.texts, "confirm"))?,
        }
    }
    Ok(html(&List {
        page,
        waiting,
        others,
    })?)
}

pub async fn list(State(app): State<App>, actor: Actor, page: Page) -> Ended<Response> {
    show(&app, &actor, page, None).await
}

pub async fn decide(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<PersonId>,
    posted: Posted,
) -> Ended<Response> {
    let answer = Answer {
        yes: posted.get("answer") != "no",
        spoke: posted.get("spoke") == "on",
        seen: posted.get("seen"),
    };
    let key = match acts::decide(&app, &actor, id, &answer).await {
        Ok(Answered::Done) if answer.yes => "role-confirmed",
        Ok(Answered::Done) => "role-refused",
        Ok(Answered::Decided) => return Ok(redirect_refused("/bevestigen", "role-decided")),
        Ok(Answered::LastOfRole) => return Ok(redirect_refused("/bevestigen", "last-of-role")),
        Err(refused) => return show(&app, &actor, page, Some((id, refused))).await,
    };
    Ok(redirect_done("/bevestigen", key))
}
