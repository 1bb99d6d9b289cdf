//! The button that asks a colleague to hand over.

use axum::extract::{Path, State};
use axum::response::Response;
use platform::forms::Posted;
use platform::web::redirect_done;
use platform::{Actor, App, DossierId, Error};

use super::passing::pass_on;
use crate::dossiers::{self, Ended, Purpose};

pub async fn ask(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<DossierId>,
    posted: Posted,
) -> Ended<Response> {
    let dossier = dossiers::open_now(&app, &actor, id, Purpose::Add).await?;
    let to = posted.get("to").parse();
    let to = to.map_err(|_| Error::BadRequest("colleague"))?;
    pass_on(&app, &actor, dossier, to).await?;
    Ok(redirect_done(&format!("/dossier/{id}"), "colleague-asked"))
}
