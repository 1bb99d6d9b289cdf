//! Session rows. A row alone does not say whose it is.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use platform::db::Tx;
use platform::{App, Millis, Result, Tenant, params};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use vault::Key;

/// Without use for this long, a session ends.
pub const IDLE: Millis = 60 * 60 * 1000;
/// And after this long in any case.
const ABSOLUTE: Millis = 12 * 60 * 60 * 1000;

/// What the session holds, sealed under its token.
#[derive(Serialize, Deserialize)]
pub struct Content {
    pub person: Uuid,
    pub tenant: Uuid,
    pub epoch: i64,
    pub secret: [u8; 32],
}

/// The cookie's value.
pub struct Token([u8; 32]);

impl Token {
    pub fn random() -> Self {
        Self(vault::random())
    }

    pub fn parse(text: &str) -> Option<Self> {
        URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok().map(Self)
    }

    pub fn text(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0)
    }

    fn key(&self) -> Key {
        Key::from_bytes(self.0).derive("session")
    }

    pub fn id(&self) -> [u8; 32] {
        Key::from_bytes(self.0).fingerprint(&[b"session"])
    }
}

fn owner(secret: &[u8; 32]) -> [u8; 32] {
    Key::from_bytes(*secret).fingerprint(&[b"sessions"])
}

pub async fn open(tx: &mut Tx, app: &App, content: &Content) -> Result<Token> {
    let (token, now) = (Token::random(), app.clock.now());
    tx.exec(
        "insert into session (token, owner, sealed, idle_until, expires_at) values ($1, $2, $3, $4, $5)",
        params![
            token.id(),
            owner(&content.secret),
            token.key().seal(&serde_json::to_vec(content)?, "session"),
            now + IDLE,
            now + ABSOLUTE
        ],
    )
    .await?;
    Ok(token)
}

/// The content of a living session, and until when it may stay unused.
pub async fn find(tx: &mut Tx, token: &Token, now: Millis) -> Result<Option<(Content, Millis)>> {
    let row = tx
        .row(
            "select sealed, idle_until from session where token = $1 and idle_until > $2 and expires_at > $2",
            params![token.id(), now],
        )
        .await?;
    let Some(row) = row else { return Ok(None) };
    let Ok(plain) = token.key().open(&row.get::<Vec<u8>>("sealed")?, "session") else { return Ok(None) };
    Ok(Some((serde_json::from_slice(&plain)?, row.get("idle_until")?)))
}

pub async fn touch(tx: &mut Tx, token: &Token, now: Millis) -> Result<()> {
    tx.exec("update session set idle_until = $2 where token = $1", params![token.id(), now + IDLE]).await?;
    Ok(())
}

pub async fn change(tx: &mut Tx, token: &Token, content: &Content) -> Result<()> {
    tx.exec(
        "update session set sealed = $2 where token = $1",
        params![token.id(), token.key().seal(&serde_json::to_vec(content)?, "session")],
    )
    .await?;
    Ok(())
}

pub async fn end(tx: &mut Tx, id: &[u8; 32]) -> Result<()> {
    tx.exec("delete from session where token = $1", params![*id]).await?;
    Ok(())
}

/// Ends a person's other sessions; gives how many there were.
pub async fn end_others(tx: &mut Tx, secret: &Key, keep: &[u8; 32]) -> Result<u64> {
    tx.exec("delete from session where owner = $1 and token <> $2", params![owner(secret.expose()), *keep])
        .await
}

pub async fn count(tx: &mut Tx, secret: &Key, now: Millis) -> Result<i64> {
    tx.must(
        "select count(*) as n from session where owner = $1 and idle_until > $2 and expires_at > $2",
        params![owner(secret.expose()), now],
    )
    .await?
    .get("n")
}

/// Removes ended sessions and old attempts.
pub async fn purge(app: &App) -> Result<()> {
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    tx.exec("delete from session where idle_until < $1 or expires_at < $1", params![now]).await?;
    tx.exec("delete from sign_in_attempt where last_at < $1", params![now - 2 * platform::clock::DAY])
        .await?;
    tx.commit_unaudited("ended sessions are swept").await
}

pub fn tenant(content: &Content) -> Tenant {
    Tenant(content.tenant)
}
