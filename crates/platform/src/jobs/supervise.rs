//! Loops of one process that must not end: each starts again after a panic, and the log says so.

use std::time::Duration;

use tokio::task::JoinSet;
use tokio::time::{Instant, sleep};

const SHORTEST: Duration = Duration::from_secs(1);
const LONGEST: Duration = Duration::from_mins(1);

/// Runs `work` until it ends by itself. A panic ends one round of it and nothing else; the next one
/// begins after a second, and later when it keeps happening.
pub async fn supervise<Fut>(what: &'static str, work: impl FnMut() -> Fut)
where
    Fut: Future<Output = ()> + Send + 'static,
{
    again_after(SHORTEST, what, work).await;
}

async fn again_after<Fut>(shortest: Duration, what: &'static str, mut work: impl FnMut() -> Fut)
where
    Fut: Future<Output = ()> + Send + 'static,
{
    let mut wait = shortest;
    loop {
        let begin = Instant::now();
        // A set of one: what runs in it ends when this future is dropped.
        let mut round = JoinSet::new();
        round.spawn(work());
        match round.join_next().await {
            Some(Err(error)) if error.is_panic() => {
                tracing::error!(what, "this stopped by a panic; it begins again");
            }
            _ => return,
        }
        if begin.elapsed() > LONGEST {
            wait = shortest;
        }
        sleep(wait).await;
        wait = (wait * 2).min(LONGEST);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[tokio::test]
    async fn a_loop_that_panics_begins_again() {
        let rounds = Arc::new(AtomicUsize::new(0));
        let counted = rounds.clone();
        again_after(Duration::from_millis(1), "a test", move || {
            let round = counted.fetch_add(1, Ordering::SeqCst);
            async move { assert!(round >= 3, "it panics three times") }
        })
        .await;
        assert_eq!(rounds.load(Ordering::SeqCst), 4);
    }
}
