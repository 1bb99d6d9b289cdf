//! The two forms about the telephone, on the dossier page.

use axum::extract::{Path, State};
use axum::response::Response;
use platform::calendar::moment_at;
use platform::forms::Posted;
use platform::web::Page;
use platform::{Actor, App, DossierId, Millis};

use super::acts::{self, Advice};
use super::panel::{ADVISED, CALLED};
use crate::desk::Sent;
use crate::dossiers::{self, Ended, Purpose};
use crate::referrals::{self, Call};
use crate::reporters;

/// When it was, by the day and the time that were typed.
fn moment(posted: &Posted) -> Option<Millis> {
    let day = posted.get("day").trim().parse().ok()?;
    let time = posted.get("time").trim().replace('.', ":");
    let (hour, minute) = time.split_once(':')?;
    moment_at(day, hour.parse().ok()?, minute.parse().ok()?)
}

/// A partner was told by telephone.
pub async fn called(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<DossierId>,
    posted: Posted,
) -> Ended<Response> {
    let text = |field| posted.get(field).replace('\r', "");
    let call = Call {
        partner: posted.get("partner").into(),
        spoke_with: text("with"),
        at: moment(&posted),
        told: text("told"),
        agreed: text("agreed"),
        why: text("why"),
        asked_partner: text("asked-partner"),
        someone_else: posted.all("someone-else").map(str::to_owned).collect(),
    };
    let done: Ended = async {
        let open = dossiers::open_now(&app, &actor, id, Purpose::Act).await?;
        if open.has_reporter() && !call.told.trim().is_empty() {
            reporters::open_along(&app, &actor, &posted).await?;
        }
        referrals::a_call_counts_as_telling_the_partner(&app, &actor, open, &call).await
    }
    .await;
    Sent::new(id, CALLED, "told", posted)
        .answer(&app, &actor, page, done, ("=gebeld", "called"))
        .await
}

/// Advice was asked, without a name.
pub async fn advised(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<DossierId>,
    posted: Posted,
) -> Ended<Response> {
    let text = |field| posted.get(field).replace('\r', "");
    let advice = Advice {
        partner: posted.get("partner").into(),
        asked: text("asked"),
        advised: text("advised"),
    };
    let done: Ended = async {
        let open = dossiers::open_now(&app, &actor, id, Purpose::Add).await?;
        let words = format!("{}\n{}", advice.asked, advice.advised);
        reporters::is_not_named(&app, &actor, &open, ("asked", &words))?;
        acts::ask_without_a_name(&app, &actor, open, &advice).await
    }
    .await;
    Sent::new(id, ADVISED, "asked", posted)
        .answer(&app, &actor, page, done, ("=gebeld", "advised"))
        .await
}
