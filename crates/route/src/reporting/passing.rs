//! Sharing a draft, and what a coordinator does with it; the pages of it.

use axum::response::Response;
use platform::web::redirect_done;
use platform::{Error, Result, Role};

use super::form::ReportForm;
use super::read::Identity;
use super::shared::{self, Shared};
use super::sharing;

/// Does the form say a coordinator to share it with?
async fn names_coordinator(form: &ReportForm) -> Result<bool> {
    let coordinators = sharing::coordinators(&form.app, &form.actor).await?;
    let chosen = form.posted.get("share-with");
    Ok(coordinators.iter().any(|known| known.value == chosen))
}

/// What a colleague shared, if this report is made of that and it is still there. Only coordinators pass
/// something on.
pub(super) async fn shared_before(form: &ReportForm) -> Result<Option<Shared>> {
    let mut tx = form.app.db.read().await?;
    let id = form.posted.get("shared");
    match shared::of(&mut tx, &form.app, &form.actor, id).await {
        Err(Error::NotFound) if form.actor.is(Role::Coordinator) => Ok(None),
        other => other,
    }
}

/// What a colleague shared is not with this coordinator any more. What was typed is still there, and can be
/// sent as the coordinator's own signal: that is another form.
pub(super) async fn is_gone(mut form: ReportForm) -> Result<Response> {
    form.become_another();
    form.refused("seen", "shared-gone").await
}

/// Shares it with the coordinator who was chosen; `sent`: these very words.
pub(super) async fn share(mut form: ReportForm, sent: [u8; 32]) -> Result<Response> {
    if form.posted.has("shared") || !names_coordinator(&form).await? {
        form.shown.fault("share-with", "choose");
    }
    // Danger waits for nobody.
    if form.posted.get("danger") == "yes" {
        form.shown.fault("danger", "share-danger");
    }
    // A draft holds no files: nothing is shared before that is said.
    let files = &form.posted.files;
    if !files.is_empty() {
        let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
        let names = [("names", names.join(", "))];
        let text = form.page.with("error-share-files", &names);
        form.shown.fault_text("files", text);
    }
    if !form.shown.is_good() {
        return form.again().await;
    }
    let (app, actor, posted) = (&form.app, &form.actor, &form.posted);
    let identity = Identity::of(app, actor, posted).await?;
    let copy = Shared::new(app, actor, identity, form.kind, posted);
    if !sharing::share(app, actor, posted, copy, vault::hex(&sent)).await? {
        return form.refused("seen", "drafts-full").await;
    }
    Ok(redirect_done("/melden", "shared"))
}

/// Gives it back to the colleague who shared it.
pub(super) async fn give_back(form: ReportForm) -> Result<Response> {
    let Some(shared) = shared_before(&form).await? else {
        return is_gone(form).await;
    };
    let question = form.posted.get("back-question");
    if question.is_empty() {
        return form.refused("back-question", "back-question").await;
    }
    if !sharing::give_back(&form.app, &form.actor, shared, question).await? {
        return is_gone(form).await;
    }
    Ok(redirect_done("/gedeeld", "given-back"))
}
