//! Giving things back that a forgotten password took: somebody's own signals, and an officer's
//! role.

use accounts::people::acts::Answer;
use accounts::{mark_keys, people};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use platform::db::Reader;
use platform::forms::{Form, Posted};
use platform::web::{Page, html, redirect_done};
use platform::{Actor, App, Millis, PersonId, Result};

use super::{acts, pages};
use crate::REPORTERS;
use crate::refusal::Ended;

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

pub async fn decide(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(person): Path<PersonId>,
    posted: Posted,
) -> Ended<Response> {
    let answer = Answer {
        yes: posted.get("answer") != "no",
        spoke: posted.get("spoke") == "on",
        seen: posted.get("seen"),
    };
    let done = if answer.yes {
        "returned"
    } else {
        "not-returned"
    };
    match acts::give_back(&app, &actor, person, &answer).await {
        Ok(()) => Ok(redirect_done("/kluis", done)),
        Err(refused) => pages::show_with_fault(&app, &actor, page, person, refused).await,
    }
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

pub async fn confirm(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    posted: Posted,
) -> Ended<Response> {
    match acts::confirm_by_recovery(&app, &actor, posted.get("recovery")).await {
        Ok(()) => Ok(redirect_done("/account", "role-confirmed")),
        Err(refused) => {
            let mut form = Form::new(&page.texts, "by-recovery");
            refused.beside(&mut form)?;
            Ok(html(&ByRecovery { page, form })?)
        }
    }
}
