//! Giving things back that a forgotten password took: somebody's own signals, and an officer's
//! role.

use accounts::{mark_keys, people};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use platform::audit::Event;
use platform::db::Reader;
use platform::forms::{Form, Posted};
use platform::throttle::Rule;
use platform::web::{Page, html, redirect_done};
use platform::{Actor, App, Error, Millis, PersonId, Result, Role};
use vault::RecoveryCode;

use super::{copies, identity, pages, renewal};
use crate::REPORTERS;
use crate::audited;

/// Somebody who got a new password and asks for the signals that they reported.
pub struct Asking {
    pub person: PersonId,
    pub name: String,
    pub since: Millis,
    /// On the person's own screen, to be read aloud.
    pub words: String,
    pub form: Form,
}

impl Asking {
    /// Nobody gives themselves anything back.
    pub(super) fn is_own(&self, page: &Page) -> bool {
        page.actor
            .as_ref()
            .is_some_and(|actor| actor.user == self.person)
    }
}

/// Who asks for their signals.
pub async fn waiting(
    tx: &mut Reader,
    app: &App,
    actor: &Actor,
    page: &Page,
) -> Result<Vec<Asking>> {
    let asking = mark_keys::waiting(tx, app, actor.tenant).await?;
    if asking.is_empty() {
        return Ok(Vec::new());
    }
    let people = people::of_tenant(tx, app, actor.tenant).await?;
    let mut found = Vec::new();
    for one in asking {
        let Some(known) = people.iter().find(|known| known.id == one.person) else {
            continue;
        };
        // Who cannot report has nothing to ask for.
        let mut roles = known.roles.iter().chain(&known.asked);
        if !roles.any(|role| REPORTERS.contains(role)) {
            continue;
        }
        let words = people::words(tx, app, one.person).await?;
        let seen = people::seen(one.version, &words);
        found.push(Asking {
            person: one.person,
            name: known.name.clone(),
            since: one.since,
            words,
            form: Form::new(&page.texts, "returning")
                .numbered(one.person)
                .with("seen", seen),
        });
    }
    Ok(found)
}

/// The officer spoke to them, and says yes: all marks of the municipality are made anew. Or no.
pub async fn decide(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(person): Path<PersonId>,
    posted: Posted,
) -> Result<Response> {
    identity::opened(&app, &actor)?;
    let yes = posted.get("answer") != "no";
    if person == actor.user {
        return Err(Error::Forbidden);
    }
    let mut tx = app.db.begin().await?;
    let asking = mark_keys::waiting(&mut tx, &app, actor.tenant).await?;
    let Some(asking) = asking.into_iter().find(|one| one.person == person) else {
        return Err(Error::NotFound);
    };
    let words = people::words(&mut tx, &app, person).await?;
    let fault = if posted.get("seen") != people::seen(asking.version, &words) {
        Some("returning-changed")
    } else if yes && posted.get("spoke") != "on" {
        Some("spoke")
    } else {
        None
    };
    if let Some(fault) = fault {
        drop(tx);
        return pages::show_with_fault(&app, &actor, page, person, fault).await;
    }
    mark_keys::decide(&mut tx, &app, actor.tenant, person, yes).await?;
    if yes {
        renewal::next_epoch(&mut tx, &app, actor.tenant).await?;
    }
    let act = if yes {
        &audited::REPORTER_RETURNED
    } else {
        &audited::REPORTER_NOT_RETURNED
    };
    let event = Event::by(&actor, Role::Officer, act).with("person", person.to_string());
    tx.commit(&app, event).await?;
    platform::tenants::load(&app).await?;
    renewal::start(&app, actor.tenant);
    Ok(redirect_done(
        "/kluis",
        if yes { "returned" } else { "not-returned" },
    ))
}

#[derive(Template)]
#[template(path = "reporters/templates/by_recovery.html")]
struct ByRecovery {
    page: Page,
    form: Form,
}

/// An only officer who got a new password has nobody to confirm the role: the recovery key from the
/// safe does.
pub async fn by_recovery(page: Page) -> Result<Response> {
    let form = Form::new(&page.texts, "by-recovery");
    html(&ByRecovery { page, form })
}

const TRIES: Rule = Rule::budget("recovery key", 10);

pub async fn confirm(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    posted: Posted,
) -> Result<Response> {
    let mut form = Form::new(&page.texts, "by-recovery");
    let Ok(code) = RecoveryCode::parse(posted.get("recovery")) else {
        form.fault("recovery", "recovery-typo");
        return html(&ByRecovery { page, form });
    };
    let tried = app
        .throttle
        .reserve(&TRIES, actor.user.as_bytes(), app.clock.now())?;
    let mut tx = app.db.begin().await?;
    if copies::by_recovery(&mut tx, &app, actor.tenant, &code)
        .await?
        .is_none()
    {
        drop(tx);
        form.fault("recovery", "recovery-wrong");
        return html(&ByRecovery { page, form });
    }
    if !people::confirm_own(&mut tx, &app, actor.tenant, actor.user).await? {
        return Err(Error::NotFound);
    }
    let event = Event::by_system(
        actor.tenant,
        "recovery key",
        &accounts::audited::PERSON_CONFIRMED,
    )
    .actor(actor.user);
    tx.commit(&app, event.with("roles", Role::Officer.id()))
        .await?;
    tried.forgive();
    Ok(redirect_done("/account", "role-confirmed"))
}
