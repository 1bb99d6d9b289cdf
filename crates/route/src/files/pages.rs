//! Reading a file: it goes out as it is read, once the record of reading it is lasting. Any file can be
//! downloaded; a picture is shown in the page too, small and large, and stays on no computer.

use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use platform::acts::Act;
use platform::audit::Event;
use platform::blobs;
use platform::{Actor, App, DossierId, Error, FileId, Role};

use super::clean;
use super::store::{self, Content};
use crate::audited;
use crate::dossiers::{self, Ended, Purpose};

/// What is in a file, its name, and the record that somebody asked for it.
async fn read(
    app: &App,
    actor: &Actor,
    (id, file): (DossierId, FileId),
    act: &'static Act,
) -> Ended<(Content, String)> {
    let mut tx = app.db.begin().await?;
    let dossier = dossiers::open(&mut tx, app, actor, id, Purpose::Read).await?;
    let content = store::open(&mut tx, &dossier, file).await?;
    if act.id != audited::FILE_READ.id && !content.is_picture() {
        return Err(Error::NotFound.into());
    }
    let files = store::list(&mut tx, &dossier).await?;
    let number = files.iter().find(|known| known.id == file);
    let number = number.map_or(0, |known| known.number);
    let event = Event::by(actor, Role::Officer, act)
        .on(id)
        .with("file", file.to_string());
    tx.commit(app, event).await?;
    let name = content.name(&dossier, number);
    Ok((content, name))
}

fn whole(app: &App, content: Content, disposition: String) -> Response {
    (
        [
            (header::CONTENT_TYPE, content.mime.to_owned()),
            (header::CONTENT_DISPOSITION, disposition),
            (header::CONTENT_LENGTH, content.blob.size().to_string()),
        ],
        blobs::body(content.blob.of(&app.db)),
    )
        .into_response()
}

pub async fn download(
    State(app): State<App>,
    actor: Actor,
    Path(which): Path<(DossierId, FileId)>,
) -> Ended<Response> {
    let (content, name) = read(&app, &actor, which, &audited::FILE_READ).await?;
    let disposition = format!("attachment; filename=\"{name}\"");
    Ok(whole(&app, content, disposition))
}

/// A picture, large. As it was made again when it came in: what this browser opens is no file of
/// somebody else.
pub async fn photo(
    State(app): State<App>,
    actor: Actor,
    Path(which): Path<(DossierId, FileId)>,
) -> Ended<Response> {
    let (content, name) = read(&app, &actor, which, &audited::FILE_SEEN).await?;
    let disposition = format!("inline; filename=\"{name}\"");
    Ok(whole(&app, content, disposition))
}

/// The same picture, small: made in a process of its own, and kept nowhere. It stands on a page that is
/// recorded as read, so it counts as no look of its own.
pub async fn small(
    State(app): State<App>,
    actor: Actor,
    Path(which): Path<(DossierId, FileId)>,
) -> Ended<Response> {
    let (content, _) = read(&app, &actor, which, &audited::FILE_SHOWN).await?;
    let small = clean::small(&app, &content).await?;
    let kind = HeaderValue::from_static("image/jpeg");
    Ok(([(header::CONTENT_TYPE, kind)], blobs::body(small)).into_response())
}
