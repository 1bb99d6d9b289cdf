//! A fresh recovery key cannot be lost: whoever made it sees it until they say that it was printed and
//! put away, also after a reload, the back button or a fall of the program.
//!
//! It stands in a cookie that only this program can read, and of an officer only in the session in which
//! it was made; no row, no log and no address holds it. An hour later it is gone anyhow.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use platform::clock::{self, HOUR};
use platform::forms::{Form, Posted};
use platform::web::{Page, cookie, html, redirect, redirect_done, set_cookie};
use platform::{Actor, App, Error, Millis, Result};
use serde::{Deserialize, Serialize};
use vault::RecoveryCode;

const COOKIE: &str = "__Host-key";

/// Where an officer sees it.
pub(super) const PATH: &str = "/kluis/herstelsleutel";

/// What is kept for whoever made a recovery key.
#[derive(Serialize, Deserialize)]
pub struct Kept {
    /// Whose key it is.
    pub municipality: String,
    /// The key; none once it was put away.
    pub code: Option<String>,
    /// Names and links of who was invited with it, at the founding.
    pub links: Vec<(String, String)>,
    made_at: Millis,
}

fn place(whose: &[u8]) -> String {
    format!("recovery key:{}", vault::hex(whose))
}

impl Kept {
    /// A key that was made just now.
    #[must_use]
    pub fn new(
        app: &App,
        municipality: &str,
        code: &RecoveryCode,
        links: Vec<(String, String)>,
    ) -> Self {
        Self {
            municipality: municipality.to_owned(),
            code: Some(code.to_text()),
            links,
            made_at: app.clock.now(),
        }
    }

    /// Gives it to the browser; `whose` session it was, or nothing at the founding.
    pub fn put(&self, app: &App, response: &mut Response, whose: &[u8]) {
        let plain = zeroize::Zeroizing::new(serde_json::to_vec(self).unwrap_or_default());
        let sealed = app
            .keys
            .instance("recovery key")
            .seal(&plain, &place(whose));
        let value = URL_SAFE_NO_PAD.encode(sealed);
        set_cookie(response, COOKIE, &value, None, "Strict");
    }

    /// What the browser has, if it is of this session and not too old.
    #[must_use]
    pub fn open(app: &App, headers: &HeaderMap, whose: &[u8]) -> Option<Self> {
        let sealed = URL_SAFE_NO_PAD.decode(cookie(headers, COOKIE)?).ok()?;
        let keys = app.keys.instance("recovery key");
        let plain = zeroize::Zeroizing::new(keys.open(&sealed, &place(whose)).ok()?);
        let kept: Self = serde_json::from_slice(&plain).ok()?;
        let fresh = app.clock.now() < kept.made_at + HOUR;
        fresh.then_some(kept)
    }

    /// The page that shows it: where its PDF is, and where one says that it was put away.
    ///
    /// # Errors
    /// [`Error::NotFound`] once it was put away.
    pub fn page(
        self,
        page: Page,
        is_refused: bool,
        pdf: &'static str,
        stored: &'static str,
    ) -> Result<Response> {
        let mut form = Form::new(&page.texts, "kept");
        if is_refused {
            form.fault("stored", "kept");
        }
        html(&KeptPage {
            code: self.code.ok_or(Error::NotFound)?,
            page,
            form,
            pdf,
            stored,
        })
    }

    /// The key as a PDF, to print.
    ///
    /// # Errors
    /// [`Error::NotFound`] once it was put away.
    pub async fn pdf(self, app: &App) -> Result<Response> {
        let (municipality, day) = (self.municipality, clock::day(app.clock.now()));
        let code = self.code.ok_or(Error::NotFound)?;
        let setting = move || documents::recovery_key(&municipality, &code, &day);
        let pdf = tokio::task::spawn_blocking(setting)
            .await
            .map_err(|error| Error::Internal(error.to_string()))?
            .map_err(|error| Error::Internal(error.to_string()))?;
        let headers = [
            (header::CONTENT_TYPE, "application/pdf"),
            (
                header::CONTENT_DISPOSITION,
                "attachment; filename=\"herstelsleutel.pdf\"",
            ),
        ];
        Ok((headers, pdf).into_response())
    }
}

/// Takes it out of the browser.
fn forget(response: &mut Response) {
    set_cookie(response, COOKIE, "", Some(0), "Strict");
}

/// On to the page that shows it.
pub(super) fn show_first(app: &App, actor: &Actor, code: &RecoveryCode) -> Response {
    let mut response = redirect(PATH);
    let kept = Kept::new(app, &actor.municipality, code, Vec::new());
    kept.put(app, &mut response, &actor.session);
    response
}

/// Is there one that was not put away yet?
pub(super) fn waits(app: &App, actor: &Actor, headers: &HeaderMap) -> bool {
    Kept::open(app, headers, &actor.session).is_some()
}

#[derive(Template)]
#[template(path = "reporters/templates/kept.html")]
struct KeptPage {
    page: Page,
    form: Form,
    code: String,
    /// Where its PDF is, and where one says that it was put away.
    pdf: &'static str,
    stored: &'static str,
}

const PDF: &str = "/kluis/herstelsleutel/pdf";
const STORED: &str = "/kluis/herstelsleutel/opgeborgen";

pub(super) async fn show(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    headers: HeaderMap,
) -> Result<Response> {
    match Kept::open(&app, &headers, &actor.session) {
        Some(kept) => kept.page(page, false, PDF, STORED),
        None => Ok(redirect("/kluis")),
    }
}

pub(super) async fn pdf(
    State(app): State<App>,
    actor: Actor,
    headers: HeaderMap,
) -> Result<Response> {
    let kept = Kept::open(&app, &headers, &actor.session).ok_or(Error::NotFound)?;
    kept.pdf(&app).await
}

/// It was printed and put away: it is shown no more.
pub(super) async fn stored(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    headers: HeaderMap,
    posted: Posted,
) -> Result<Response> {
    let Some(kept) = Kept::open(&app, &headers, &actor.session) else {
        return Ok(redirect("/kluis"));
    };
    if posted.get("stored") != "on" {
        return kept.page(page, true, PDF, STORED);
    }
    let mut response = redirect_done("/kluis", "recovery-kept");
    forget(&mut response);
    Ok(response)
}
