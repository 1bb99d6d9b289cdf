//! How many requests are being answered, so that long work in the background lets them go first.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio::sync::Notify;

#[derive(Default)]
/// The requests that are being answered.
pub struct Requests {
    now: AtomicUsize,
    none: Notify,
}

/// One request, as long as it is being answered.
pub struct Answering<'a>(&'a Requests);

impl Requests {
    /// A request came in.
    pub fn answering(&self) -> Answering<'_> {
        self.now.fetch_add(1, Ordering::SeqCst);
        Answering(self)
    }

    /// Waits until no request is being answered, but no longer than this: background work goes on,
    /// slower, however busy it is.
    pub async fn go_first(&self, most: Duration) {
        let none = self.none.notified();
        if self.now.load(Ordering::SeqCst) > 0 {
            let _ = tokio::time::timeout(most, none).await;
        }
    }
}

impl Drop for Answering<'_> {
    fn drop(&mut self) {
        if self.0.now.fetch_sub(1, Ordering::SeqCst) == 1 {
            self.0.none.notify_waiters();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: Duration = Duration::from_mins(10);

    #[tokio::test]
    async fn work_waits_for_the_last_request_but_not_for_ever() {
        let requests = Requests::default();
        requests.go_first(LONG).await;
        let (one, other) = (requests.answering(), requests.answering());
        drop(one);
        let mut waiting = Box::pin(requests.go_first(LONG));
        assert!(asked_once(&mut waiting).is_none(), "one is left");
        drop(other);
        assert!(asked_once(&mut waiting).is_some());
        let _endless = requests.answering();
        requests.go_first(Duration::from_millis(1)).await;
    }

    /// What a future says when it is asked once.
    fn asked_once<F: Future + Unpin>(future: &mut F) -> Option<F::Output> {
        let mut context = std::task::Context::from_waker(std::task::Waker::noop());
        match std::pin::Pin::new(future).poll(&mut context) {
            std::task::Poll::Ready(done) => Some(done),
            std::task::Poll::Pending => None,
        }
    }
}
