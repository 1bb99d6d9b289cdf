//! Sharing a draft, and what a coordinator does with it; the pages of it.

use axum::response::Response;
use platform::forms::{Form, Posted};
use platform::web::{Page, redirect_done};
use platform::{Actor, App, Error, Result, Role};

use super::pages::{Coming, again};
use super::read::Identity;
use super::shared::{self, Shared};
use super::sharing;
use crate::signals::Kind;

/// Is this somebody a report may be shared with?
async fn is_coordinator(app: &App, actor: &Actor, value: &str) -> Result<bool> {
    let coordinators = sharing::coordinators(app, actor).await?;
    Ok(coordinators.iter().any(|known| known.value == value))
}

/// What a colleague shared, if this report is made of that and it is still there. Only coordinators pass
/// something on.
pub(super) async fn shared_before(
    app: &App,
    actor: &Actor,
    posted: &Posted,
) -> Result<Option<Shared>> {
    let mut tx = app.db.read().await?;
    match shared::of(&mut tx, app, actor, posted.get("shared")).await {
        Err(Error::NotFound) if actor.is(Role::Coordinator) => Ok(None),
        other => other,
    }
}

/// What a colleague shared is not with this coordinator any more. What was typed is still there, and can be
/// sent as the coordinator's own signal: that is another form.
pub(super) async fn is_gone(
    app: &App,
    actor: &Actor,
    page: Page,
    kind: Kind,
    mut form: Form,
    posted: &Posted,
) -> Result<Response> {
    form.fault("seen", "shared-gone");
    form.set("form-id", &app.clock.id_without_time().to_string());
    again(app, actor, page, kind, form, posted).await
}

/// Shares it with the coordinator who was chosen.
pub(super) async fn share(
    app: &App,
    actor: &Actor,
    page: Page,
    mut form: Form,
    coming: &Coming,
    posted: &Posted,
) -> Result<Response> {
    let kind = coming.kind;
    if posted.has("shared") || !is_coordinator(app, actor, posted.get("share-with")).await? {
        form.fault("share-with", "choose");
    }
    // A draft holds no files: nothing is shared before that is said.
    if !posted.files.is_empty() {
        let names: Vec<&str> = posted.files.iter().map(|file| file.name.as_str()).collect();
        let names = [("names", names.join(", "))];
        form.fault_text("files", page.with("error-share-files", &names));
    }
    if !form.is_good() {
        return again(app, actor, page, kind, form, posted).await;
    }
    let identity = Identity::of(app, actor, posted).await?;
    let copy = Shared::new(app, actor, identity, kind, posted);
    let sent = vault::hex(&coming.sent);
    if !sharing::share(app, actor, kind, posted, copy, sent).await? {
        form.fault("seen", "drafts-full");
        return again(app, actor, page, kind, form, posted).await;
    }
    Ok(redirect_done("/melden", "shared"))
}

/// Gives it back to the colleague who shared it.
pub(super) async fn give_back(
    app: &App,
    actor: &Actor,
    page: Page,
    kind: Kind,
    mut form: Form,
    posted: &Posted,
) -> Result<Response> {
    let Some(shared) = shared_before(app, actor, posted).await? else {
        return is_gone(app, actor, page, kind, form, posted).await;
    };
    if !posted.has("back-question") {
        form.fault("back-question", "back-question");
        return again(app, actor, page, kind, form, posted).await;
    }
    if !sharing::give_back(app, actor, shared, posted.get("back-question")).await? {
        return is_gone(app, actor, page, kind, form, posted).await;
    }
    Ok(redirect_done("/gedeeld", "given-back"))
}
