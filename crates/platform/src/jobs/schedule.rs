//! Work that comes back by itself: one row for each kind in the same table, so that two processes do
//! each time once.

use serde_json::json;

use super::store;
use crate::{App, Millis, Result};

/// The next time after `now`: on the whole hour for what is done every hour, whoever does it.
#[must_use]
pub(super) fn next(every: Millis, now: Millis) -> Millis {
    (now.div_euclid(every) + 1) * every
}

/// Puts in what is not there yet, was spoilt, or is due later than it can be (a clock that was wrong);
/// its first time is now.
pub async fn ensure(app: &App) -> Result<()> {
    for kind in app.jobs.all().filter(|kind| kind.every.is_some()) {
        let once = format!("every:{}", kind.name);
        let latest = next(kind.every.unwrap_or(0).max(1), app.clock.now());
        let due = store::due_at(&mut app.db.read().await?, &once).await?;
        if due.is_some_and(|due| due <= latest) {
            continue;
        }
        let mut tx = app.db.begin().await?;
        store::drop_late(&mut tx, &once, latest).await?;
        store::enqueue_once(&mut tx, app, None, kind.name, &once, &json!(null)).await?;
        tx.commit_unaudited(store::MOVES).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::clock::{DAY, HOUR};

    proptest! {
        /// Whoever asks when, all processes name the same next time, and never one that is over.
        #[test]
        fn the_next_time_lies_ahead_on_the_grid(every in 1..DAY, now in -DAY..DAY * 40_000) {
            let at = next(every, now);
            prop_assert!(at > now && at - now <= every);
            prop_assert_eq!(at % every, 0);
            prop_assert_eq!(next(every, at - 1), at);
        }
    }

    #[test]
    fn the_next_time_is_the_next_whole_hour() {
        assert_eq!(next(HOUR, 0), HOUR);
        assert_eq!(next(HOUR, HOUR - 1), HOUR);
        assert_eq!(next(HOUR, HOUR), 2 * HOUR);
    }
}
