//! What the officer does with a handover that went through this program, from the dossier page.

use std::collections::BTreeSet;

use axum::extract::{Path, State};
use axum::response::Response;
use platform::forms::Posted;
use platform::web::Page;
use platform::{Actor, App, DossierId};
use route::desk::Sent;
use route::dossiers::{self, Ended, Purpose};
use route::referrals::ReferralId;
use route::reporters;

use super::acts;
use super::panel::{LINK, REPLY, section};

/// An answer to the partner, or that it was read.
pub async fn answer(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path((id, referral)): Path<(DossierId, ReferralId)>,
    posted: Posted,
) -> Ended<Response> {
    let is_reply = posted.get("action") == "reply";
    let done: Ended = async {
        let open = dossiers::open_now(&app, &actor, id, Purpose::Act).await?;
        let seen = posted.get("seen").parse().unwrap_or(0);
        if !is_reply {
            return acts::read(&app, &actor, open, referral, seen).await;
        }
        let text = posted.get("text").replace('\r', "");
        if !text.is_empty() && open.has_reporter() {
            reporters::open_along(&app, &actor, &posted).await?;
        }
        let someone_else: BTreeSet<String> =
            posted.all("someone-else").map(str::to_owned).collect();
        acts::reply(&app, &actor, open, referral, (&text, &someone_else), seen).await
    }
    .await;
    let message = if is_reply {
        "portal-replied"
    } else {
        "portal-seen"
    };
    let place = format!("={}", section(referral));
    Sent::new(id, REPLY, "text", posted)
        .numbered(&referral)
        .answer(&app, &actor, page, done, (&place, message))
        .await
}

/// A new link, or none any more.
pub async fn link(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path((id, referral)): Path<(DossierId, ReferralId)>,
    posted: Posted,
) -> Ended<Response> {
    let renews = posted.get("action") == "renew";
    let purpose = if renews { Purpose::Act } else { Purpose::Read };
    let open = dossiers::open_now(&app, &actor, id, purpose).await?;
    let (done, message) = if renews {
        let done = acts::renew(&app, &actor, open, referral).await;
        (done, "portal-renewed")
    } else {
        let done = acts::withdraw(&app, &actor, open, referral).await;
        (done, "portal-withdrawn")
    };
    let place = format!("={}", section(referral));
    Sent::new(id, LINK, "action", posted)
        .numbered(&referral)
        .answer(&app, &actor, page, done, (&place, message))
        .await
}
