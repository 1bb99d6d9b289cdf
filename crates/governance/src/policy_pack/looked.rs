//! Somebody else than who changed something of the policy looked at it: it is right. For what is shown on
//! one page as a whole; a partner is rung besides (`partner`).

use axum::response::Response;
use platform::acts::Act;
use platform::forms::Posted;
use platform::tenants::About;
use platform::web::{redirect_done, redirect_refused};
use platform::{Actor, App, Result};
use policy::Pack;

use super::acts::{self, Done};
use super::refusal::Refusal;

/// What is looked at, and what is said of it.
pub struct Look {
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
    posted: &Posted,
    look: &Look,
) -> Result<Response> {
    Ok(
        match acts::look_at(app, actor, look, posted.get("seen")).await {
            Ok(Done::Agreed) => redirect_done(look.path, "policy-agreed"),
            Ok(Done::Written | Done::Same) => redirect_done(look.path, look.done),
            Err(Refusal::Own) => redirect_refused(look.path, look.own),
            Err(Refusal::Failed(error)) => return Err(error),
            Err(_) => redirect_refused(look.path, look.changed),
        },
    )
}
