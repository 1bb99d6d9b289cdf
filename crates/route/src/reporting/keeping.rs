//! Keeping a draft: by script while somebody types, or by its button.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::forms::Posted;
use platform::web::redirect_done;
use platform::{Actor, App, Result};

use super::form::{ReportForm, id_of};
use super::pages::kind;
use crate::signals::{self, Kind};

/// Saves a draft, by script while typing.
pub async fn by_script(
    State(app): State<App>,
    actor: Actor,
    Path(name): Path<String>,
    posted: Posted,
) -> Result<Response> {
    let status = if save(&app, &actor, kind(&name)?, &posted).await? {
        StatusCode::NO_CONTENT
    } else {
        StatusCode::CONFLICT
    };
    Ok(status.into_response())
}

/// False: there is no room for another one.
async fn save(app: &App, actor: &Actor, kind: Kind, posted: &Posted) -> Result<bool> {
    id_of(posted)?;
    let mut fields = posted.fields.clone();
    fields.retain(|(name, _)| !["action", "asked-about", "meant"].contains(&name.as_str()));
    signals::keep_draft(app, actor, kind.id(), &fields).await
}

/// Keeps what was typed while its writer is asked something; where there is no room for it, the page says so. What a
/// colleague shared is with that colleague.
pub(super) async fn while_asked(form: &mut ReportForm) -> Result<()> {
    let is_elsewhere = form.posted.has("shared");
    if !is_elsewhere && !save(&form.app, &form.actor, form.kind, &form.posted).await? {
        form.shown.fault("seen", "drafts-full");
    }
    Ok(())
}

/// The same by its button; files are no part of a draft.
pub(super) async fn keep(form: ReportForm) -> Result<Response> {
    if !save(&form.app, &form.actor, form.kind, &form.posted).await? {
        return form.refused("seen", "drafts-full").await;
    }
    let message = if form.posted.files.is_empty() {
        "draft-kept"
    } else {
        "draft-kept-no-files"
    };
    Ok(redirect_done("/melden", message))
}
