//! The door of whoever is signed in: a handover to the own organisation, or nothing.

use axum::extract::{Path, State};
use axum::response::Response;
use platform::forms::Posted;
use platform::web::Page;
use platform::{Actor, App, FileId};
use route::dossiers::Ended;
use route::referrals::ReferralId;

use super::handover;
use super::visitor::Visitor;

pub async fn show(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(referral): Path<ReferralId>,
) -> Ended<Response> {
    handover::shown(&app, Visitor::Account(actor, referral), page, None).await
}

pub async fn say(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(referral): Path<ReferralId>,
    posted: Posted,
) -> Ended<Response> {
    handover::say(&app, Visitor::Account(actor, referral), page, posted).await
}

pub async fn keep(
    State(app): State<App>,
    actor: Actor,
    Path(referral): Path<ReferralId>,
    posted: Posted,
) -> Ended<Response> {
    handover::keep(&app, &Visitor::Account(actor, referral), &posted).await
}

pub async fn paper(
    State(app): State<App>,
    actor: Actor,
    Path(referral): Path<ReferralId>,
) -> Ended<Response> {
    handover::paper(&app, &Visitor::Account(actor, referral)).await
}

pub async fn file(
    State(app): State<App>,
    actor: Actor,
    Path((referral, file)): Path<(ReferralId, FileId)>,
) -> Ended<Response> {
    handover::file(&app, &Visitor::Account(actor, referral), file).await
}
