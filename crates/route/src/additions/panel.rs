//! That something was added, in what happened; and that the officer read it.

use axum::extract::{Path, State};
use axum::response::Response;
use platform::forms::Posted;
use platform::web::redirect_done;
use platform::{Actor, App, DossierId};

use super::acts;
use super::model::Addition;
use super::store;
use crate::dossiers::Ended;
use crate::parts::{Happening, Happenings};

pub const HAPPENED: Happenings = Happenings(|tx, shown| {
    Box::pin(async move {
        let added = store::list(tx, shown.open).await?.into_iter();
        let line = |added: Addition| Happening {
            at: added.at,
            what: shown.page.text("happened-added"),
            who: None,
            text: String::new(),
        };
        Ok(added.map(line).collect())
    })
});

/// What was shown is read.
pub async fn read(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<DossierId>,
    posted: Posted,
) -> Ended<Response> {
    let seen: Vec<_> = posted
        .all("seen")
        .filter_map(|id| id.parse().ok())
        .collect();
    acts::read(&app, &actor, id, &seen).await?;
    Ok(redirect_done(&format!("/dossier/{id}"), "addition-read"))
}
