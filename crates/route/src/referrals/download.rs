//! The document of a handover comes by itself, right after it was made: giving it to the partner is what is
//! next. The link to it stays.

use axum::http::{HeaderValue, header};
use axum::response::Response;
use platform::web::Page;
use platform::{App, Error, Result};

use super::model::Method;
use super::store::{self, Referral};
use crate::dossiers::Open;

/// Where a page says that a handover was made (`Page::done_in`).
pub const HANDED_OVER: &str = "overdracht";

/// Later a page that is shown again brings nothing along.
const FRESH: i64 = 60_000;

/// The handover of which the page says that it was just made.
pub async fn made(app: &App, page: &Page, dossier: &Open) -> Result<Option<Referral>> {
    if page.done_in(HANDED_OVER).is_none() {
        return Ok(None);
    }
    let mut tx = app.db.read().await?;
    let made = store::of(&mut tx, app, dossier).await?.pop();
    let is_given = |made: &Referral| made.handover.method != Method::Meldroute;
    Ok(made.filter(|made| is_given(made) && app.clock.now() - made.at < FRESH))
}

/// The page, with its document on its heels.
pub fn with_document(
    mut response: Response,
    made: Option<&Referral>,
    dossier: &Open,
) -> Result<Response> {
    if let Some(made) = made {
        let to = format!("0; url=/dossier/{}/overdracht/{}", dossier.id, made.id);
        let to = HeaderValue::from_str(&to).map_err(|_| Error::Internal("refresh".into()))?;
        response.headers_mut().insert(header::REFRESH, to);
    }
    Ok(response)
}
