//! How much a request may bring: declared on the route, enforced before anything is read.

use axum::extract::{DefaultBodyLimit, Request};
use axum::http::header;

use crate::{Error, Result};

/// What a post brings at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Body {
    /// A few fields: signing in, a choice, a reason (64 KiB).
    Short,
    /// Long texts (1 MiB).
    Form,
    /// Files (64 MiB); never on a public route.
    Files,
}

impl Body {
    /// In bytes.
    #[must_use]
    pub const fn limit(self) -> usize {
        match self {
            Self::Short => 64 * 1024,
            Self::Form => 1024 * 1024,
            Self::Files => 64 * 1024 * 1024,
        }
    }

    /// Whoever reads the body from here on gets no more than this. A body that says beforehand that it is
    /// larger is refused without reading it.
    pub(crate) fn bind(self, request: &mut Request) -> Result<()> {
        DefaultBodyLimit::max(self.limit()).apply(request);
        request.extensions_mut().insert(self);
        let said = request.headers().get(header::CONTENT_LENGTH);
        let said = said.and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
        let limit = u64::try_from(self.limit()).unwrap_or(u64::MAX);
        if said.is_some_and(|bytes| bytes > limit) { Err(Error::TooLarge) } else { Ok(()) }
    }

    /// The smaller of both.
    pub(crate) fn but_at_most(self, other: Self) -> Self {
        if self.limit() > other.limit() { other } else { self }
    }
}
