//! Somebody else than who changed something of the policy looked at it: it is right. For what is shown on
//! one page as a whole; a partner is rung besides (`partner`).

use axum::response::Response;
use platform::acts::Act;
use platform::forms::Posted;
use platform::tenants::{self, About};
use platform::web::{Page, redirect_done, redirect_refused};
use platform::{Actor, App, Result};
use policy::Pack;

use super::{event, eyes};
use crate::audited;

/// What is looked at, and what is said of it.
pub(super) struct Look {
    pub about: About,
    /// The page on which it stands.
    pub path: &'static str,
    pub act: &'static Act,
    /// What the form says back: of what stands there.
    pub seen: fn(&Pack) -> String,
    /// After `done-`: it was looked at.
    pub done: &'static str,
    /// After `refused-`: who looks changed something of it.
    pub own: &'static str,
    /// After `refused-`: it is otherwise since it was shown.
    pub changed: &'static str,
}

/// Says that it is right, or that one of those who changed it says so.
pub(super) async fn say_it_is_right(
    app: &App,
    actor: &Actor,
    page: &Page,
    posted: &Posted,
    look: &Look,
) -> Result<Response> {
    let mut tx = app.db.begin().await?;
    let changing = tenants::change(&mut tx, app, actor.tenant).await?;
    let stands = (&changing, &look.about);
    let Some(waiting) = eyes::deciding(&mut tx, app, actor, page, stands).await? else {
        return Ok(redirect_done(look.path, look.done));
    };
    if posted.get("seen") != (look.seen)(&changing.pack) {
        return Ok(redirect_refused(look.path, look.changed));
    }
    if !waiting.may() {
        return Ok(redirect_refused(look.path, look.own));
    }
    let (event, done) = if waiting.ends() {
        tenants::looked_at(&mut tx, app, actor.tenant, &look.about).await?;
        let event = event(actor, look.act);
        (event.with("alone", waiting.alone()), look.done)
    } else {
        let own = (&look.about, actor.user);
        tenants::agreed(&mut tx, app, actor.tenant, own).await?;
        (event(actor, &audited::POLICY_AGREED), "policy-agreed")
    };
    tx.commit(app, event).await?;
    tenants::load(app).await?;
    Ok(redirect_done(look.path, done))
}
