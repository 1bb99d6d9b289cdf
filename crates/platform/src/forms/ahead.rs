//! What a request brought that nothing was made of yet. The head of a part, and what stands before the
//! first one, are looked for in all of that: so it may not be much.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};

use axum::body::{Body, BodyDataStream, Bytes};
use futures_util::Stream;

/// The head of a part may be so long (bytes). Browsers send a few hundred.
const MOST: usize = 1024 * 1024;
/// So much is given at once, before whoever reads must look at it.
const PIECE: usize = 64 * 1024;

/// How much came since something was made of it. Clones count together.
#[derive(Clone, Default)]
pub(super) struct Ahead(Arc<AtomicUsize>);

impl Ahead {
    /// Something was made of what came.
    pub(super) fn used(&self) {
        self.0.store(0, Ordering::Relaxed);
    }

    /// The body, which ends in a fault once too much came that nothing was made of.
    pub(super) fn measure(&self, body: Body) -> Body {
        Body::from_stream(Measured {
            body: body.into_data_stream(),
            rest: Bytes::new(),
            given: false,
            ahead: self.clone(),
        })
    }
}

struct Measured {
    body: BodyDataStream,
    rest: Bytes,
    /// A piece was given, and whoever reads has not looked at it.
    given: bool,
    ahead: Ahead,
}

impl Stream for Measured {
    type Item = Result<Bytes, axum::Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if std::mem::take(&mut self.given) {
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        while self.rest.is_empty() {
            match Pin::new(&mut self.body).poll_next(cx) {
                Poll::Ready(Some(Ok(bytes))) => self.rest = bytes,
                other => return other,
            }
        }
        let most = self.rest.len().min(PIECE);
        let piece = self.rest.split_to(most);
        let before = self.ahead.0.fetch_add(piece.len(), Ordering::Relaxed);
        if before + piece.len() > MOST {
            let fault = std::io::Error::other("the head of a part does not end");
            return Poll::Ready(Some(Err(axum::Error::new(fault))));
        }
        self.given = true;
        Poll::Ready(Some(Ok(piece)))
    }
}

#[cfg(test)]
mod tests {
    use futures_util::StreamExt;

    use super::*;

    async fn read(bytes: usize, used: bool) -> Result<usize, axum::Error> {
        let ahead = Ahead::default();
        let body = ahead.measure(Body::from(vec![7; bytes]));
        let (mut stream, mut read) = (body.into_data_stream(), 0);
        while let Some(piece) = stream.next().await {
            let piece = piece?;
            assert!(piece.len() <= PIECE);
            read += piece.len();
            if used {
                ahead.used();
            }
        }
        Ok(read)
    }

    #[tokio::test]
    async fn what_is_used_may_be_much_and_what_is_not_may_not() {
        assert_eq!(read(5 * MOST + 3, true).await.unwrap(), 5 * MOST + 3);
        assert_eq!(read(MOST, false).await.unwrap(), MOST);
        assert!(read(MOST + 1, false).await.is_err());
        assert_eq!(read(0, false).await.unwrap(), 0);
    }
}
