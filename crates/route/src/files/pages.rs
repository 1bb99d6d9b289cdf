//! Reading a file; it is downloaded, never shown inside the program's own pages, and goes out as it
//! is read, once the record of reading it is lasting.

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use platform::audit::Event;
use platform::blobs;
use platform::{Actor, App, DossierId, Role};
use uuid::Uuid;

use super::store;
use crate::audited;
use crate::dossiers::{self, Ended, Purpose};

pub async fn download(
    State(app): State<App>,
    actor: Actor,
    Path((id, file)): Path<(DossierId, Uuid)>,
) -> Ended<Response> {
    let mut tx = app.db.begin().await?;
    let dossier = dossiers::open(&mut tx, &app, &actor, id, Purpose::Read).await?;
    let content = store::open(&mut tx, &dossier, file).await?;
    let files = store::list(&mut tx, &dossier).await?;
    let number = files.iter().find(|known| known.id == file);
    let number = number.map_or(0, |known| known.number);
    tx.commit(
        &app,
        Event::by(&actor, Role::Officer, &audited::FILE_READ)
            .on(id)
            .with("file", file.to_string()),
    )
    .await?;
    let kind = content.mime.rsplit('/').next().unwrap_or("bin");
    // The number under which the dossier and the handover document name it.
    let name = format!(
        "attachment; filename=\"{}-bestand-{number}.{kind}\"",
        dossier.reference
    );
    Ok((
        [
            (header::CONTENT_TYPE, content.mime.to_owned()),
            (header::CONTENT_DISPOSITION, name),
            (header::CONTENT_LENGTH, content.blob.size().to_string()),
        ],
        blobs::body(content.blob.of(&app.db)),
    )
        .into_response())
}
