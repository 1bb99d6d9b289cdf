//! What may come in, made again without what could give somebody away (crate `intake`, in a process
//! of its own).

use platform::App;
use platform::blobs::Spooled;
use platform::forms::{Unkept, Upload};
use platform::intake::Refused;

use super::store::Content;

/// A file that may be kept.
#[derive(Debug)]
pub struct Clean {
    pub mime: &'static str,
    pub content: Spooled,
}

/// Checks an upload by its content and makes it again.
///
/// # Errors
/// Why not, as the key of a text (`error-...`).
pub async fn clean(app: &App, upload: &Upload) -> Result<Clean, &'static str> {
    let content = upload.content.as_ref().map_err(|why| match why {
        Unkept::TooLarge => "file-large",
        Unkept::NoRoom => "file-busy",
    })?;
    let clean = app.intake.clean(content).await.map_err(Refused::key)?;
    Ok(Clean {
        mime: clean.mime,
        content: clean.content,
    })
}

/// The words in a file, for the leak check. `None`: a PDF with a page that cannot be read, so that
/// nobody can tell what it says. Pictures have no words that a program can vouch for, so they are
/// not asked: the officer looks.
///
/// # Errors
/// When too many files are looked into at once.
pub async fn text_of(app: &App, file: &Content) -> platform::Result<Option<String>> {
    match app.intake.words(&file.blob.clone().of(&app.db)).await {
        Ok(platform::intake::Words::Text(text)) => Ok(Some(text)),
        Ok(platform::intake::Words::Unreadable) => Ok(None),
        Err(_) => Err(platform::Error::Busy),
    }
}

/// A picture as a small one.
///
/// # Errors
/// When too many files are looked into at once.
pub async fn small(app: &App, file: &Content) -> platform::Result<Spooled> {
    let small = app.intake.small(&file.blob.clone().of(&app.db)).await;
    small.map_err(|_| platform::Error::Busy)
}
