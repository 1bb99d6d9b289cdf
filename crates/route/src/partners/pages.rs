//! The form about a signal of a partner, and the two forms about it on the dossier page.

use axum::extract::{Path, Query, State};
use axum::response::Response;
use platform::forms::Posted;
use platform::web::{Page, redirect_done, take_held};
use platform::{Actor, App, DossierId, clock};
use serde::Deserialize;
use uuid::Uuid;

use super::acts::{self, Taken};
use super::drafts;
use super::form::PartnerForm;
use super::model::{FIELDS, Longer, TellBack, until};
use super::panel::{LONGER, TOLD};
use super::reading;
use crate::desk::Sent;
use crate::dossiers::{self, Ended, Purpose};
use crate::files;
use crate::origin::Way;
use crate::reporters;
use crate::reporting::{clean_files, mention_files};
use crate::signals;

#[derive(Deserialize)]
pub struct Asked {
    /// On with this draft.
    concept: Option<String>,
    /// Another one, whatever was begun.
    nieuw: Option<String>,
}

/// The form, empty, or as it was typed when the session ended or when it was kept.
pub async fn form(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Query(asked): Query<Asked>,
) -> Ended<Response> {
    if let Some(held) = take_held(&app, &actor, &page.path).await? {
        let posted = Posted {
            fields: held.fields,
            files: Vec::new(),
        };
        return Ok(PartnerForm::new(app, actor, page, posted).show()?);
    }
    let name = asked.concept.as_deref();
    let begun = match asked.nieuw {
        Some(_) => None,
        None => drafts::begun(&app, &actor, name).await?,
    };
    if let Some(fields) = begun {
        let files = Vec::new();
        let mut form = PartnerForm::new(app, actor, page, Posted { fields, files });
        form.is_begun = true;
        return Ok(form.show()?);
    }
    Ok(PartnerForm::fresh(app, actor, page).show()?)
}

fn again(mut form: PartnerForm) -> Ended<Response> {
    mention_files(&form.page, &form.posted, &mut form.report);
    Ok(form.show()?)
}

/// A signal is here already: the officer says whether this is another one.
async fn is_here(mut form: PartnerForm, id: DossierId) -> Ended<Response> {
    let mut tx = form.app.db.read().await?;
    let dossier = signals::load(&mut tx, &form.app, form.actor.tenant, id).await?;
    drop(tx);
    form.known = Some((id, dossier.reference().to_string()));
    form.own.fault("apart", "from-known");
    again(form)
}

/// Keeps what was typed, without files and without what is under another law: what is left out is said. It is gone on with
/// where it began.
async fn keep(mut form: PartnerForm) -> Ended<Response> {
    if !drafts::keep(&form.app, &form.actor, &form.posted).await? {
        form.own.fault("part-0-text", "drafts-full");
        return again(form);
    }
    let no_files = form.posted.files.is_empty();
    let message = match (no_files, drafts::leaves_out(&form.posted)) {
        (true, false) => "draft-kept",
        (false, false) => "draft-kept-no-files",
        (true, true) => "from-draft-kept",
        (false, true) => "from-draft-kept-no-files",
    };
    Ok(redirect_done("/melden", message))
}

pub async fn send(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    posted: Posted,
) -> Ended<Response> {
    let mut form = PartnerForm::new(app, actor, page, posted);
    let action = form.posted.get("action");
    if action.starts_with("add-") {
        return again(form);
    }
    if action == "draft" {
        return keep(form).await;
    }
    let coming = reading::read(&mut form).await?;
    // A part that cannot be taken yet says something all the same.
    let is_typed = FIELDS.iter().any(|part| form.posted.has(part[0]));
    if coming.says_nothing() && !is_typed && form.posted.files.is_empty() {
        form.own.fault("part-0-text", "from-nothing");
    }
    if let Err(refusal) = coming.goes_nowhere() {
        refusal.note(&mut form.own, "words")?;
    }
    let cleaned = clean_files(&form.app, &form.page, &form.posted, &mut form.report).await;
    if !form.own.is_good() || !form.report.is_good() {
        return again(form);
    }
    let before = acts::sent_before(&form.app, &form.actor, &coming).await?;
    let taken = if let Some(before) = before {
        before
    } else {
        let files = files::store(&form.app, form.actor.tenant, &cleaned).await?;
        acts::take_in(&form.app, &form.actor, coming, files).await?
    };
    let to = |id: DossierId, done: &str| redirect_done(&format!("/dossier/{id}"), done);
    match taken {
        Taken::New(id) => Ok(to(id, "from-taken")),
        Taken::Sent(id) => Ok(to(id, "from-sent")),
        Taken::Known(id) => is_here(form, id).await,
        Taken::Otherwise(id) => {
            form.is_sent = true;
            is_here(form, id).await
        }
    }
}

/// What the partner was told, or why nothing.
pub async fn told_back(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<DossierId>,
    posted: Posted,
) -> Ended<Response> {
    let tells = posted.get("action") != "not";
    let input = TellBack {
        way: tells.then(|| Way::parse(posted.get("how")).unwrap_or(Way::Mail)),
        at: clock::start_of(posted.get("day")),
        text: posted.get("text").replace('\r', ""),
        discloses: posted.get("person") == "on",
        someone_else: posted.all("someone-else").map(str::to_owned).collect(),
    };
    let done: Ended = async {
        let open = dossiers::open_now(&app, &actor, id, Purpose::Act).await?;
        input.can_be(app.clock.now())?;
        if open.has_reporter() {
            reporters::open_along(&app, &actor, &posted).await?;
        }
        acts::tell_back(&app, &actor, open, &input).await
    }
    .await;
    let said = if tells { "from-told" } else { "from-not-told" };
    Sent::new(id, TOLD, "text", posted)
        .answer(&app, &actor, page, done, ("=van-partner", said))
        .await
}

/// How long a part under another law may be kept.
pub async fn ends(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path((id, part)): Path<(DossierId, Uuid)>,
    posted: Posted,
) -> Ended<Response> {
    let ends = posted.get("action") == "end";
    let input = Longer {
        until: until(posted.get("until")),
        why: posted.get("why").replace('\r', ""),
    };
    let done: Ended = async {
        let open = dossiers::open_now(&app, &actor, id, Purpose::Add).await?;
        if ends {
            acts::let_end(&app, &actor, open, part).await
        } else {
            acts::keep_longer(&app, &actor, open, part, &input).await
        }
    }
    .await;
    let said = if ends { "from-lets-end" } else { "from-longer" };
    Sent::new(id, LONGER, "why", posted)
        .numbered(&part)
        .answer(&app, &actor, page, done, ("=van-partner", said))
        .await
}
