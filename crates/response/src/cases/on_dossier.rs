//! The forms about cases on the dossier page, as they were sent.

use axum::extract::{Path, State};
use axum::response::Response;
use platform::forms::Posted;
use platform::web::Page;
use platform::{Actor, App, DossierId};
use route::desk::Sent;
use route::dossiers::{Ended, Purpose, Refusal, open_now};

use super::acts;
use super::model::{ActionId, CaseId};
use super::panel::{DONE, JOIN, LEAVE, section};
use super::{plan, words};

/// It is the case that a colleague changed, not this dossier.
fn of_case(refusal: Refusal, field: &'static str) -> Refusal {
    match refusal {
        Refusal::Changed => Refusal::of(field, "case-meanwhile"),
        other => other,
    }
}

/// Added to a case that was chosen, or proposed.
pub async fn join(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<DossierId>,
    posted: Posted,
) -> Ended<Response> {
    let done: Ended = async {
        let open = open_now(&app, &actor, id, Purpose::Read).await?;
        let case = posted.get("case").parse();
        let case: CaseId = case.map_err(|_| Refusal::of("case", "choose"))?;
        words::open_along(&app, &actor, &[&open], &posted).await?;
        let others = words::someone_else(&posted);
        acts::join(&app, &actor, (case, id), &others).await
    }
    .await;
    let done = done.map_err(|refusal| of_case(refusal, "case"));
    Sent::new(id, JOIN, "case", posted)
        .answer(&app, &actor, page, done, ("=casussen", "case-joined"))
        .await
}

/// Taken out of a case, with a reason.
pub async fn leave(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path((id, case)): Path<(DossierId, CaseId)>,
    posted: Posted,
) -> Ended<Response> {
    let done: Ended = async {
        let open = open_now(&app, &actor, id, Purpose::Read).await?;
        words::open_along(&app, &actor, &[&open], &posted).await?;
        let reason = posted.get("reason").replace('\r', "");
        let others = words::someone_else(&posted);
        acts::leave(&app, &actor, (case, id), &reason, &others).await
    }
    .await;
    let done = done.map_err(|refusal| of_case(refusal, "reason"));
    Sent::new(id, LEAVE, "reason", posted)
        .numbered(&case)
        .answer(&app, &actor, page, done, ("=casussen", "case-left"))
        .await
}

/// It does not belong to a case.
pub async fn is_no_part(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path((id, case)): Path<(DossierId, CaseId)>,
    posted: Posted,
) -> Ended<Response> {
    let done = acts::is_no_part(&app, &actor, (case, id)).await;
    Sent::new(id, "case-hint", "case", posted)
        .answer(&app, &actor, page, done, ("=casussen", "case-not-here"))
        .await
}

/// What was planned was done.
pub async fn done(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path((id, action)): Path<(DossierId, ActionId)>,
    posted: Posted,
) -> Ended<Response> {
    let done: Ended = async {
        let open = open_now(&app, &actor, id, Purpose::Act).await?;
        plan::done(&app, &actor, open, action).await
    }
    .await;
    let place = format!("={}", section(action));
    Sent::new(id, DONE, "done", posted)
        .numbered(&action)
        .answer(&app, &actor, page, done, (&place, "case-done"))
        .await
}
