//! Style sheet, script, fonts and icon: built from npm packages into the binary, nothing from
//! elsewhere.

use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use rust_embed::Embed;

use super::Routes;
use crate::Error;

#[derive(Embed)]
#[folder = "../../assets/dist/web"]
struct Assets;

/// The address of an asset; it changes with its content, so browsers may keep it forever.
#[must_use]
pub fn asset_path(name: &str) -> String {
    let hash = Assets::get(name).map_or(String::new(), |file| {
        vault::hex(&file.metadata.sha256_hash()[..6])
    });
    format!("/assets/{name}?v={hash}")
}

/// For anybody: a page without a session is styled too.
pub fn routes() -> Routes {
    Routes::new().get("/assets/{name}", asset).public()
}

async fn asset(Path(name): Path<String>) -> Response {
    match Assets::get(&name) {
        None => Error::NotFound.into_response(),
        Some(file) => (
            [
                (header::CONTENT_TYPE, file.metadata.mimetype().to_owned()),
                (
                    header::CACHE_CONTROL,
                    "public, max-age=31536000, immutable".to_owned(),
                ),
            ],
            file.data.into_owned(),
        )
            .into_response(),
    }
}
