//! Photos and PDFs that come with a signal. What a file is, its content tells; photos and PDFs are
//! made again, so that nothing stays of who made them and where; all is sealed under the dossier's
//! key, as blobs (`platform::blobs`).

mod clean;
mod pages;
mod store;

pub use clean::{Clean, clean, text_of};
pub use store::{Content, File, MIGRATIONS, Ready, add, list, open, store};

use platform::i18n::Locales;
use platform::web::Routes;

use crate::OFFICERS;
use crate::audited;

/// What this module alone says.
pub(crate) const TEXTS: Locales = (include_str!("texts/nl.ftl"), include_str!("texts/en.ftl"));

pub fn routes() -> Routes {
    Routes::new()
        .get("/dossier/{id}/bestand/{file}", pages::download)
        .audits(&[&audited::FILE_READ])
        .authorize(OFFICERS)
        .get("/dossier/{id}/bestand/{file}/foto", pages::photo)
        .audits(&[&audited::FILE_SEEN])
        .authorize(OFFICERS)
        .get("/dossier/{id}/bestand/{file}/klein", pages::small)
        .audits(&[&audited::FILE_SHOWN])
        .authorize(OFFICERS)
}
