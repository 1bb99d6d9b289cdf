//! What can go wrong in a request, and what the user is told: what to do next, never internals.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::Millis;

/// Of whatever can end on a page.
pub type Result<T> = std::result::Result<T, Error>;

/// Why a request was not done. Each leads to a page that says what to do next, and to a status.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Not there, or not for this person: the same answer to both.
    #[error("not found")]
    NotFound,
    /// Known, and not for this role; or a form that came from another site.
    #[error("not allowed")]
    Forbidden,
    /// Somebody else changed it meanwhile; nothing was written.
    #[error("changed by somebody else")]
    Conflict,
    /// The last one who can do something cannot go; nothing was written.
    #[error("nobody else could do it")]
    NobodyLeft,
    /// The vault must be opened first.
    #[error("the vault is closed")]
    VaultClosed,
    /// Too many tries; when another one counts, in milliseconds from now.
    #[error("too many attempts")]
    TooMany(Millis),
    /// The request itself makes no sense (never because of what a person typed in a field).
    #[error("bad request: {0}")]
    BadRequest(&'static str),
    /// More bytes than the route takes.
    #[error("too large")]
    TooLarge,
    /// More at once than this machine can do; a moment later it can.
    #[error("busy")]
    Busy,
    /// A row does not stand as this program wrote it: somebody wrote in the database.
    #[error("a row of {0} does not stand as it was written")]
    Tampered(&'static str),
    /// A stored value is none that this program writes; says which, never what it holds.
    #[error("stored: {0}")]
    Misread(String),
    /// The database did not do it; the transaction is undone.
    #[error("database: {0}")]
    Database(#[from] sqlx::Error),
    /// Bytes do not open: another key, another place, or changed.
    #[error("sealing: {0}")]
    Sealing(#[from] vault::Error),
    /// The operating system did not do it.
    #[error("file: {0}")]
    File(#[from] std::io::Error),
    /// Stored JSON is not what belongs there. What it says may quote content: see
    /// [`Error::for_the_log`].
    #[error("data: {0}")]
    Data(#[from] serde_json::Error),
    /// Something that cannot be in a sound program; the text is for the log and must hold nothing
    /// of anybody.
    #[error("{0}")]
    Internal(String),
}

/// What the page layer makes a readable page of (see `web::answer::problem`).
#[derive(Clone)]
pub struct Problem {
    /// After `problem-` in the texts.
    pub kind: &'static str,
    /// A number that stands in the log too, for what somebody should look at.
    pub reference: Option<String>,
    /// How long to wait.
    pub wait: Option<Millis>,
}

impl Error {
    fn status(&self) -> (StatusCode, &'static str) {
        match self {
            Self::NotFound => (StatusCode::NOT_FOUND, "not-found"),
            Self::Forbidden => (StatusCode::FORBIDDEN, "forbidden"),
            Self::Conflict => (StatusCode::CONFLICT, "conflict"),
            Self::NobodyLeft => (StatusCode::CONFLICT, "nobody-left"),
            Self::VaultClosed => (StatusCode::LOCKED, "vault-closed"),
            Self::TooMany(_) => (StatusCode::TOO_MANY_REQUESTS, "too-many"),
            Self::BadRequest(_) => (StatusCode::BAD_REQUEST, "bad-request"),
            Self::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, "too-large"),
            // Nobody's turn came in time (`db`).
            Self::Busy | Self::Database(sqlx::Error::PoolTimedOut) => {
                (StatusCode::SERVICE_UNAVAILABLE, "busy")
            }
            Self::Tampered(_) => (StatusCode::INTERNAL_SERVER_ERROR, "tampered"),
            _ => (StatusCode::INTERNAL_SERVER_ERROR, "internal"),
        }
    }

    /// The only words of an error that may be logged, or told by `meldroute check`: without what was met in the data. A value that
    /// cannot be read may be somebody's name (LOGGING.md).
    #[must_use]
    pub fn for_the_log(&self) -> String {
        match self {
            Self::Data(error) => format!("data: {:?} at {}", error.classify(), error.column()),
            Self::Database(sqlx::Error::Database(error)) => {
                format!("database: {}", error.code().unwrap_or_default())
            }
            other => other.to_string(),
        }
    }

    /// What stands in the database is not what the program wrote: it does not open, is no value that
    /// it knows, or its proof does not fit. Anything else (no connection, a full disk, a fault of the
    /// program) is no reason to pass over a row.
    #[must_use]
    pub fn is_damage(&self) -> bool {
        matches!(
            self,
            Self::Tampered(_) | Self::Misread(_) | Self::Sealing(_) | Self::Data(_)
        )
    }

    /// What the row belongs to is gone.
    #[must_use]
    pub fn is_orphan(&self) -> bool {
        matches!(self, Self::Database(sqlx::Error::Database(error)) if error.is_foreign_key_violation())
    }

    /// A unique constraint said no.
    #[must_use]
    pub fn is_duplicate(&self) -> bool {
        matches!(self, Self::Database(sqlx::Error::Database(error)) if error.is_unique_violation())
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let (status, kind) = self.status();
        let reference = (status == StatusCode::INTERNAL_SERVER_ERROR).then(|| {
            let reference = vault::hex(&vault::random::<4>());
            tracing::error!(reference, error = %self.for_the_log(), "request failed");
            reference
        });
        let wait = if let Self::TooMany(wait) = self {
            Some(wait)
        } else {
            None
        };
        let mut response = status.into_response();
        response.extensions_mut().insert(Problem {
            kind,
            reference,
            wait,
        });
        response
    }
}
