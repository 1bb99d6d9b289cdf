//! The files of a handover, beside its PDF.

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use platform::{Actor, App, DossierId};
use route::dossiers::{self, Ended, Purpose};
use route::referrals::{AsData, ReferralId};

use super::acts;
use crate::htcds::Format;

/// Beside the PDF of a handover of which the facts are known.
pub const AS_JSON: AsData = AsData {
    label: "handover-json",
    to: |open, referral| {
        let known = referral.handover.along.as_ref();
        known.map(|_| format!("/dossier/{}/overdracht/{}/json", open.id(), referral.id))
    },
};

pub const AS_CSV: AsData = AsData {
    label: "handover-csv",
    to: |open, referral| {
        let known = referral.handover.along.as_ref();
        known.map(|_| format!("/dossier/{}/overdracht/{}/csv", open.id(), referral.id))
    },
};

pub async fn json(
    State(app): State<App>,
    actor: Actor,
    Path(ids): Path<(DossierId, ReferralId)>,
) -> Ended<Response> {
    file(&app, &actor, ids, Format::Json).await
}

pub async fn csv(
    State(app): State<App>,
    actor: Actor,
    Path(ids): Path<(DossierId, ReferralId)>,
) -> Ended<Response> {
    file(&app, &actor, ids, Format::Csv).await
}

async fn file(
    app: &App,
    actor: &Actor,
    (id, referral): (DossierId, ReferralId),
    format: Format,
) -> Ended<Response> {
    let open = dossiers::open_now(app, actor, id, Purpose::Read).await?;
    let case = acts::handover(app, actor, &open, referral).await?;
    let name = format!("overdracht-{}.{}", case.reference, format.id());
    let headers = [
        (header::CONTENT_TYPE, format.media().to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ),
    ];
    Ok((headers, format.write(&[case])).into_response())
}
