//! How much a request may bring: declared on the route, enforced before anything is read.

use std::time::Duration;

use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, FromRequest, Request};
use axum::http::{Method, StatusCode, header};

use crate::{Error, Result};

/// How long a text may be on its way.
const TEXT_TIME: Duration = Duration::from_mins(1);

/// What a post brings at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Body {
    /// A few fields: signing in, a choice, a reason (64 KiB).
    Short,
    /// Long texts (1 MiB).
    Form,
    /// Files (64 MiB); never on a public route.
    Files,
    /// One large file (104 MiB): an extract of a register; never on a public route.
    Large,
}

impl Body {
    /// In bytes.
    #[must_use]
    pub const fn limit(self) -> usize {
        match self {
            Self::Short => 64 * 1024,
            Self::Form => 1024 * 1024,
            Self::Files => 64 * 1024 * 1024,
            Self::Large => 104 * 1024 * 1024,
        }
    }

    /// Does it bring files, which are read as they come?
    const fn has_files(self) -> bool {
        matches!(self, Self::Files | Self::Large)
    }

    /// Whoever reads the body from here on gets no more than this. A body that says beforehand that
    /// it is larger is refused without reading it.
    pub(crate) fn bind(self, request: &mut Request) -> Result<()> {
        DefaultBodyLimit::max(self.limit()).apply(request);
        request.extensions_mut().insert(self);
        let said = request.headers().get(header::CONTENT_LENGTH);
        let said = said.and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
        let limit = u64::try_from(self.limit()).unwrap_or(u64::MAX);
        if said.is_some_and(|bytes| bytes > limit) {
            Err(Error::TooLarge)
        } else {
            Ok(())
        }
    }

    /// Takes a text in whole before anything is done with it, within a minute; files are read as
    /// they come.
    pub(crate) async fn receive(self, request: Request) -> Result<Request> {
        if self.has_files() || request.method() != Method::POST {
            return Ok(request);
        }
        let (parts, body) = request.into_parts();
        let mut whole = Request::new(body);
        DefaultBodyLimit::max(self.limit()).apply(&mut whole);
        let bytes = tokio::time::timeout(TEXT_TIME, Bytes::from_request(whole, &()))
            .await
            .map_err(|_| Error::BadRequest("slow body"))?
            .map_err(|error| match error.status() {
                StatusCode::PAYLOAD_TOO_LARGE => Error::TooLarge,
                _ => Error::BadRequest("broken body"),
            })?;
        Ok(Request::from_parts(parts, axum::body::Body::from(bytes)))
    }

    /// The smaller of both.
    pub(crate) fn but_at_most(self, other: Self) -> Self {
        if self.limit() > other.limit() {
            other
        } else {
            self
        }
    }
}
