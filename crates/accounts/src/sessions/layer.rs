//! From cookie to actor, once per request.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use platform::web::{Damaged, Departed, cookie, set_cookie};
use platform::{Actor, App, Result, Role, There, tenants};

use super::cookie::{COOKIE, Content};
use crate::people;

pub async fn authenticate(State(app): State<App>, mut request: Request, next: Next) -> Response {
    if request.uri().path().starts_with("/assets/") {
        return next.run(request).await;
    }
    let now = app.clock.now();
    let content = cookie(request.headers(), COOKIE).and_then(|text| Content::open(&app, text));
    let alive = content.as_ref().filter(|content| content.is_alive(now));
    let actor = match alive {
        Some(content) => match actor(&app, content).await {
            Ok(actor) => actor,
            Err(error) => return error.into_response(),
        },
        None => None,
    };
    if actor.is_none() {
        tenants::follow_at_times(&app).await;
    }
    // Ended by time, elsewhere, or by a new password: what is typed on is kept for the same person.
    if let Some(content) = content
        .as_ref()
        .filter(|content| actor.is_none() && content.is_recent(now))
    {
        request.extensions_mut().insert(Departed {
            secret: Arc::new(content.secret.clone()),
        });
    }
    if let (Some(actor), Some(content)) = (&actor, &content) {
        if actor.is_damaged {
            request.extensions_mut().insert(Damaged);
        }
        let actor = &actor.actor;
        request.extensions_mut().insert(actor.clone());
        request.extensions_mut().insert(content.clone());
    }
    let mut response = next.run(request).await;
    if let (Some(Known { actor, .. }), Some(content)) = (actor, content) {
        response.extensions_mut().insert(actor);
        let own = |value: &header::HeaderValue| value.as_bytes().starts_with(COOKIE.as_bytes());
        let set_already = response
            .headers()
            .get_all(header::SET_COOKIE)
            .iter()
            .any(own);
        if content.wants_refresh(now) && !set_already {
            put(
                &app,
                &mut response,
                &Content {
                    used: now,
                    ..content
                },
            );
        }
    }
    response
}

/// Gives the browser its session.
pub(super) fn put(app: &App, response: &mut Response, content: &Content) {
    set_cookie(response, COOKIE, &content.seal(app), None, "Lax");
}

/// Whoever is signed in.
struct Known {
    actor: Actor,
    /// What they may do here does not stand as it was written.
    is_damaged: bool,
}

async fn actor(app: &App, content: &Content) -> Result<Option<Known>> {
    let mut tx = app.db.read().await?;
    let session = content.fingerprint();
    let Some(found) = people::present(&mut tx, app, content.person, session).await? else {
        return Ok(None);
    };
    let (person, memberships) = (found.person, found.memberships);
    let here = memberships.iter().find(|one| one.tenant == content.tenant);
    // Asked only of whoever has such a role.
    let scopes = match here {
        Some(here) if here.roles.iter().any(|role| role.is_scoped()) => {
            people::counting(&mut tx, app, content.person, content.tenant).await?
        }
        _ => Vec::new(),
    };
    drop(tx);
    if person.epoch != content.epoch {
        return Ok(None);
    }
    // A role that wants a code counts only in a session that was opened with one.
    let counts = |role: &Role| content.coded || !role.needs_code();
    let (mut elsewhere, mut waits) = (Vec::new(), false);
    for membership in &memberships {
        waits |= !membership.offered.is_empty();
        if membership.tenant == content.tenant {
            waits |= !membership.asked.is_empty();
        } else if !(membership.roles.is_empty() && membership.asked.is_empty())
            && let Ok(other) = app.tenants.get(membership.tenant)
        {
            elsewhere.push(There {
                tenant: membership.tenant,
                name: other.name,
                roles: membership.roles.iter().copied().filter(counts).collect(),
            });
        }
    }
    // What they may do here does not stand as it was written: they stay signed in, without a role.
    let is_damaged = here.is_none() && !found.is_whole;
    if here.is_none() && !is_damaged {
        return Ok(None);
    }
    let held = here.map(|here| here.roles.clone()).unwrap_or_default();
    let roles: Vec<Role> = held.into_iter().filter(counts).collect();
    let actor = Actor {
        user: content.person,
        name: found.name,
        tenant: content.tenant,
        municipality: app.tenants.get(content.tenant)?.name,
        roles,
        scopes,
        elsewhere,
        waits,
        session,
        secret: Arc::new(content.secret.clone()),
    };
    Ok(Some(Known { actor, is_damaged }))
}
