//! The forms about cases on the dossier page, as they were sent.

use axum::extract::{Path, State};
use axum::response::Response;
use platform::forms::Posted;
use platform::web::{Page, redirect_done, redirect_refused};
use platform::{Actor, App, DossierId, Error};
use route::desk::Sent;
use route::dossiers::{Ended, Purpose, Refusal, open_now};

use super::acts;
use super::model::{ActionId, CaseId};
use super::panel::{DONE, JOIN, LEAVE, section};
use super::seen::Seen;
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

/// What was planned was done, or was not after all.
pub async fn done(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path((id, action)): Path<(DossierId, ActionId)>,
    posted: Posted,
) -> Ended<Response> {
    let (done, said) = said_to_be_done(&app, &actor, (id, action), &posted).await;
    let place = format!("={}", section(action));
    Sent::new(id, DONE, "done", posted)
        .numbered(&action)
        .answer(&app, &actor, page, done, (&place, said))
        .await
}

/// The same from the page of a case.
pub async fn done_in_case(
    State(app): State<App>,
    actor: Actor,
    Path((case, action)): Path<(CaseId, ActionId)>,
    posted: Posted,
) -> Ended<Response> {
    let seen = Seen::now(&app, &actor, case).await?;
    let mut within = seen.within();
    let found = within.find(|(part, _)| part.joined.actions.iter().any(|one| one.id == action));
    let dossier = found.ok_or(Error::NotFound)?.0.dossier;
    let (done, said) = said_to_be_done(&app, &actor, (dossier, action), &posted).await;
    let to = format!("/casus/{case}");
    match done {
        Ok(()) => Ok(redirect_done(&format!("{to}#plan"), said)),
        Err(Refusal::Typed(faults)) => {
            // Else it is of somebody else.
            let known = [plan::CLOSED, "deed-of-unknown"].into_iter();
            let mut told = known.filter(|key| faults.iter().any(|fault| fault.key == *key));
            let key = told.next().unwrap_or("deed-of-other");
            Ok(redirect_refused(&to, key))
        }
        Err(refusal) => Err(refusal),
    }
}

/// Gives what to say when it went well.
async fn said_to_be_done(
    app: &App,
    actor: &Actor,
    (id, action): (DossierId, ActionId),
    posted: &Posted,
) -> (Ended, &'static str) {
    let not = posted.get("action") == "not";
    let done: Ended = async {
        let open = open_now(app, actor, id, Purpose::Act).await?;
        if not {
            plan::not_done(app, actor, open, action).await
        } else {
            plan::done(app, actor, open, action).await
        }
    }
    .await;
    (done, if not { "deed-not-done" } else { "case-done" })
}
