//! From cookie to actor, once per request.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use platform::web::cookie;
use platform::{Actor, App, Result, Role};
use vault::Key;

use super::store::{self, IDLE, Token};
use crate::people;

pub async fn authenticate(State(app): State<App>, mut request: Request, next: Next) -> Response {
    if request.uri().path().starts_with("/assets/") {
        return next.run(request).await;
    }
    let token = cookie(request.headers(), super::COOKIE).and_then(Token::parse);
    let actor = match token {
        Some(token) => match actor(&app, &token).await {
            Ok(actor) => actor,
            Err(error) => return error.into_response(),
        },
        None => None,
    };
    if let Some(actor) = &actor {
        request.extensions_mut().insert(actor.clone());
    }
    let mut response = next.run(request).await;
    if let Some(actor) = actor {
        response.extensions_mut().insert(actor);
    }
    response
}

async fn actor(app: &App, token: &Token) -> Result<Option<Actor>> {
    let now = app.clock.now();
    let mut tx = app.db.read().await?;
    let Some((content, idle_until)) = store::find(&mut tx, token, now).await? else { return Ok(None) };
    let Some((epoch, name, memberships)) = people::present(&mut tx, app, content.person).await? else {
        return Ok(None);
    };
    drop(tx);
    if epoch != content.epoch {
        return Ok(None);
    }
    if idle_until - now < IDLE - 60_000 {
        let mut tx = app.db.begin().await?;
        store::touch(&mut tx, token, now).await?;
        tx.commit_unaudited("a session is being used").await?;
    }
    let tenant = store::tenant(&content);
    let Some((_, roles)) = memberships.iter().find(|(id, _)| *id == tenant) else { return Ok(None) };
    let elsewhere = memberships
        .iter()
        .filter(|(id, _)| *id != tenant)
        .map(|(id, _)| Ok((*id, app.tenants.get(*id)?.name)))
        .collect::<Result<_>>()?;
    // Whoever gets a role that needs a code signs in anew with it: see `signed_in`.
    let roles: Vec<Role> = roles.clone();
    Ok(Some(Actor {
        user: content.person,
        name,
        tenant,
        municipality: app.tenants.get(tenant)?.name,
        roles,
        elsewhere,
        session: token.id(),
        secret: Arc::new(Key::from_bytes(content.secret)),
    }))
}
