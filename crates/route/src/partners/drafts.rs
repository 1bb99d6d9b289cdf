//! What was begun of a signal of a partner, kept as the draft of every report: for the writer alone. What stands under the
//! Wpg or the WGS is in no draft, for it must be gone on its end date; nor is who or what is named there alone.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::forms::Posted;
use platform::web::{redirect_done, redirect_refused};
use platform::{Actor, App, Error, Result};
use uuid::Uuid;

use super::acts;
use super::model::FIELDS;
use super::reading::is_marked;
use crate::origin::{Law, Marked, Part, says_what_is_marked};
use crate::reporting::{form_of, name_of};
use crate::signals::{self, Draft, FROM_PARTNER};

/// Saves it, by script while somebody types.
pub async fn by_script(State(app): State<App>, actor: Actor, posted: Posted) -> Result<Response> {
    let status = if keep(&app, &actor, &posted).await? {
        StatusCode::NO_CONTENT
    } else {
        StatusCode::CONFLICT
    };
    Ok(status.into_response())
}

/// The same by its button. False: there is no room for another one.
pub(super) async fn keep(app: &App, actor: &Actor, posted: &Posted) -> Result<bool> {
    Uuid::parse_str(posted.get("form-id")).map_err(|_| Error::BadRequest("form id"))?;
    signals::keep_draft(app, actor, FROM_PARTNER, &without_marked(posted)).await
}

/// Is something of it under another law, and so in no draft?
pub(super) fn leaves_out(posted: &Posted) -> bool {
    FIELDS.iter().any(|part| is_marked(posted, part))
}

/// Fields in which nothing of a part can stand: which form it is, and what was chosen from a list.
const CHOSEN: [&str; 8] = [
    "form-id",
    "partner",
    "day",
    "way",
    "conditions",
    "feedback-by",
    "parts",
    "subjects",
];

/// A part that is not read yet: with who or what is named in it alone.
fn part(posted: &Posted, &[text, law, _, only]: &[&str; 4]) -> Marked {
    let (text, only) = (posted.get(text), posted.get(only));
    let names = only.lines().map(str::trim);
    Marked::not_kept_yet(&Part {
        law: Law::parse(posted.get(law)).unwrap_or(Law::Wpg),
        text: text.to_owned(),
        only: names
            .filter(|name| !name.is_empty())
            .map(str::to_owned)
            .collect(),
        ends_at: 0,
        extended: Vec::new(),
        over: None,
    })
}

/// All that was typed, but for the parts under another law, and for whatever says what stands in them alone, wherever it was
/// typed: a draft stays for longer than such a part may.
fn without_marked(posted: &Posted) -> Vec<(String, String)> {
    let parts = || FIELDS.iter().filter(move |part| is_marked(posted, part));
    let own: Vec<&str> = parts().flatten().copied().collect();
    let known: Vec<&str> = FIELDS.iter().flatten().copied().collect();
    let marked: Vec<Marked> = parts().map(|fields| part(posted, fields)).collect();
    let is_kept = |(name, value): &(String, String)| {
        let name = name.as_str();
        let says = !CHOSEN.contains(&name) && says_what_is_marked(&marked, value);
        let is_of_no_part = name.starts_with("part-") && !known.contains(&name);
        name != "action" && !own.contains(&name) && !is_of_no_part && !says
    };
    let mut fields = posted.fields.clone();
    fields.retain(is_kept);
    fields
}

/// What this officer began and did not send: the one of this name, or else the last.
pub(super) async fn begun(
    app: &App,
    actor: &Actor,
    name: Option<&str>,
) -> Result<Option<Vec<(String, String)>>> {
    let own = signals::own_count(app, actor).await?;
    let mut tx = app.db.read().await?;
    let drafts = signals::drafts(&mut tx, actor, FROM_PARTNER, own).await?;
    let is_meant = |draft: &Draft| name.is_none_or(|name| name_of(actor, &draft.fields) == name);
    let found = drafts.legible.into_iter().find(is_meant);
    Ok(found.map(|draft| draft.fields))
}

/// Throws it away: the one of this name in the list, or the form that is gone on with, which then begins anew.
pub async fn discard(State(app): State<App>, actor: Actor, posted: Posted) -> Result<Response> {
    let listed = posted.find("concept");
    let to = listed.map_or("/melden/partner", |_| "/melden");
    let form = match listed {
        Some(name) => begun(&app, &actor, Some(name))
            .await?
            .and_then(|fields| form_of(&fields)),
        None => posted.get("form-id").parse().ok(),
    };
    let Some(form) = form else {
        return Ok(redirect_refused(to, "draft-gone"));
    };
    acts::discard(&app, &actor, form).await?;
    Ok(redirect_done(to, "draft-gone"))
}
