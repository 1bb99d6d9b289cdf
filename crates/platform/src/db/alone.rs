//! One connection at a time. Whoever holds one and waits for another may wait for somebody who
//! waits for theirs, and then nobody goes on until both give up. So a request, or a job, gives back
//! what it reads from before it takes the next.
//!
//! Where faults are looked for (tests, `make run`) a second one is refused, so that they find who
//! takes it; in a release it is given, and each wait for one ends after ten seconds.

use std::collections::HashSet;
use std::sync::{LazyLock, Mutex, PoisonError};

use tokio::task::{self, Id};

use crate::{Error, Result};

static HOLDING: LazyLock<Mutex<HashSet<Id>>> = LazyLock::new(Mutex::default);

/// Held for as long as a task has a connection in use.
pub(super) struct Alone(Option<Id>);

impl Alone {
    /// # Errors
    /// When this task has one in use already.
    pub(super) fn take() -> Result<Self> {
        let checked = cfg!(debug_assertions).then(task::try_id).flatten();
        let Some(task) = checked else {
            return Ok(Self(None));
        };
        let mut holding = HOLDING.lock().unwrap_or_else(PoisonError::into_inner);
        if !holding.insert(task) {
            return Err(Error::Internal("a connection within a connection".into()));
        }
        Ok(Self(Some(task)))
    }
}

impl Drop for Alone {
    fn drop(&mut self) {
        if let Some(task) = &self.0 {
            let mut holding = HOLDING.lock().unwrap_or_else(PoisonError::into_inner);
            holding.remove(task);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_task_takes_one_connection_at_a_time() {
        let task = tokio::spawn(async {
            let one = Alone::take().unwrap();
            assert!(Alone::take().is_err());
            drop(one);
            assert!(Alone::take().is_ok());
        });
        task.await.unwrap();
    }

    #[tokio::test]
    async fn two_tasks_are_in_nobodys_way() {
        let one = tokio::spawn(async { Alone::take().unwrap() })
            .await
            .unwrap();
        let other = tokio::spawn(async { Alone::take().is_ok() });
        assert!(other.await.unwrap());
        drop(one);
    }
}
