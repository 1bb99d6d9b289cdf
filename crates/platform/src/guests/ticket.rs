//! What the browser of a guest holds: a cookie for each thing that was opened in it, sealed as the
//! session is (ADR 15). It is worth nothing without the row that it belongs to.

use axum::http::HeaderMap;
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use uuid::Uuid;

use super::model::Purpose;
use super::store::Link;
use crate::web::{cookies, set_cookie};
use crate::{App, Millis};

/// What the names of these cookies begin with; a fingerprint of purpose and object follows.
const NAME: &str = "__Host-guest-";
/// More than these in one browser are not looked at.
const MOST: usize = 32;

/// One thing that this browser opens.
pub(super) struct Ticket {
    /// Of the link, as the database has it.
    pub token: [u8; 32],
    /// The browser's own secret, for this link alone.
    pub browser: [u8; 32],
    expires_at: Millis,
    pub object: Uuid,
    purpose: String,
}

impl Ticket {
    pub(super) fn new(token: [u8; 32], link: &Link) -> Self {
        Self {
            token,
            browser: vault::random(),
            expires_at: link.expires_at,
            object: link.object,
            purpose: link.purpose.clone(),
        }
    }

    /// The tickets of a browser that have not expired.
    pub(super) fn all(app: &App, headers: &HeaderMap) -> Vec<Self> {
        let now = app.clock.now();
        cookies(headers)
            .filter(|(name, _)| name.starts_with(NAME))
            .take(MOST)
            .filter_map(|(_, value)| Self::open(app, value))
            .filter(|ticket| now < ticket.expires_at)
            .collect()
    }

    fn open(app: &App, value: &str) -> Option<Self> {
        let sealed = URL_SAFE_NO_PAD.decode(value).ok()?;
        let key = app.keys.instance("guest cookie");
        let plain = zeroize::Zeroizing::new(key.open(&sealed, "guest cookie").ok()?);
        let (token, rest) = plain.split_first_chunk::<32>()?;
        let (browser, rest) = rest.split_first_chunk::<32>()?;
        let (expires_at, rest) = rest.split_first_chunk::<8>()?;
        let (object, purpose) = rest.split_first_chunk::<16>()?;
        Some(Self {
            token: *token,
            browser: *browser,
            expires_at: i64::from_be_bytes(*expires_at),
            object: Uuid::from_bytes(*object),
            purpose: String::from_utf8(purpose.to_vec()).ok()?,
        })
    }

    /// Is it for this purpose?
    pub(super) fn is_for(&self, purpose: &Purpose) -> bool {
        self.purpose == purpose.id
    }

    pub(super) fn purpose(&self, app: &App) -> Option<&'static Purpose> {
        app.wings.guest(&self.purpose)
    }

    /// Gives it to the browser, until the link expires.
    pub(super) fn put(&self, app: &App, response: &mut Response) {
        let mut plain = zeroize::Zeroizing::new(Vec::with_capacity(88 + self.purpose.len()));
        plain.extend(self.token);
        plain.extend(self.browser);
        plain.extend(self.expires_at.to_be_bytes());
        plain.extend(self.object.as_bytes());
        plain.extend(self.purpose.as_bytes());
        let key = app.keys.instance("guest cookie");
        let sealed = URL_SAFE_NO_PAD.encode(key.seal(&plain, "guest cookie"));
        let thing = key.fingerprint(&[self.purpose.as_bytes(), self.object.as_bytes()]);
        let name = format!("{NAME}{}", vault::hex(&thing[..8]));
        let seconds = u32::try_from((self.expires_at - app.clock.now()) / 1000).unwrap_or(0);
        set_cookie(response, &name, &sealed, Some(seconds), "Lax");
    }
}
