//! What may come in, made again without what could give somebody away (crate `intake`, in a process
//! of its own).

use platform::App;
use platform::forms::Upload;
use platform::intake::Refused;

/// A file that may be kept.
#[derive(Debug)]
pub struct Clean {
    pub mime: &'static str,
    pub bytes: Vec<u8>,
}

/// Checks an upload by its content and makes it again.
///
/// # Errors
/// Why not, as the key of a text (`error-...`).
pub async fn clean(app: &App, upload: &Upload) -> Result<Clean, &'static str> {
    let bytes = upload.bytes.as_ref().ok_or("file-large")?;
    let clean = app.intake.clean(bytes).await.map_err(Refused::key)?;
    Ok(Clean {
        mime: clean.mime,
        bytes: clean.bytes,
    })
}

/// The words in a file, for the leak check. `None`: a PDF with a page that cannot be read, so that
/// nobody can tell what it says. Pictures have no words that a program can vouch for: the officer
/// looks.
///
/// # Errors
/// When too many files are looked into at once.
pub async fn text_of(app: &App, file: &Clean) -> platform::Result<Option<String>> {
    match app.intake.words(&file.bytes).await {
        Ok(platform::intake::Words::Text(text)) => Ok(Some(text)),
        Ok(platform::intake::Words::Unreadable) => Ok(None),
        Err(_) => Err(platform::Error::Busy),
    }
}
