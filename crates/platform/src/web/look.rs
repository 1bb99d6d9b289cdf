//! What a municipality looks like: the two colours and the mark of its policy pack, on top of those of
//! the program. The mark is shown as a picture, in which nothing runs.

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use vault::Key;

use super::Routes;
use crate::tenants::Municipality;
use crate::{App, Error, Result, Tenant};

/// The addresses of what a municipality has of its own.
#[derive(Debug, Clone, Default)]
pub struct Look {
    /// Whose it is.
    pub municipality: Option<String>,
    /// A style sheet behind that of the program.
    pub style: Option<String>,
    /// The mark in the head of the page.
    pub mark: Option<String>,
}

const STYLE: &str = "kleuren.css";
const MARK: &str = "merk.svg";

impl Look {
    /// Of this municipality; for who is not known yet, of the one there is.
    #[must_use]
    pub fn of(app: &App, tenant: Option<Tenant>) -> Self {
        let known = match tenant {
            Some(tenant) => app.tenants.get(tenant).ok(),
            None => app.tenants.only(),
        };
        known.map(|known| Self::named(&known)).unwrap_or_default()
    }

    fn named(known: &Municipality) -> Self {
        let code = known.pack.municipality.code.get_ref();
        let path = |name, content: &str| {
            let print = Key::from_bytes([0; 32]).fingerprint(&[content.as_bytes()]);
            let version = vault::hex(&print[..6]);
            format!("/assets/van/{code}/{name}?v={version}")
        };
        let style = known.pack.identity.style();
        let mark = known.pack.identity.mark.as_ref();
        Self {
            municipality: Some(known.name.clone()),
            style: (!style.is_empty()).then(|| path(STYLE, &style)),
            mark: mark.map(|mark| path(MARK, mark.get_ref())),
        }
    }
}

/// For anybody: the page to sign in has it too.
pub fn routes() -> Routes {
    Routes::new()
        .get("/assets/van/{code}/{name}", file)
        .public()
}

async fn file(
    State(app): State<App>,
    Path((code, name)): Path<(String, String)>,
) -> Result<Response> {
    let all = app.tenants.all().into_iter();
    let mut of_code = all.filter(|known| *known.pack.municipality.code.get_ref() == code);
    let known = of_code.next().ok_or(Error::NotFound)?;
    let identity = &known.pack.identity;
    let (kind, content) = match name.as_str() {
        STYLE => ("text/css; charset=utf-8", Some(identity.style())),
        MARK => (
            "image/svg+xml",
            identity.mark.as_ref().map(|mark| mark.get_ref().clone()),
        ),
        _ => return Err(Error::NotFound),
    };
    let content = content.filter(|content| !content.is_empty());
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    Ok((headers, content.ok_or(Error::NotFound)?).into_response())
}
