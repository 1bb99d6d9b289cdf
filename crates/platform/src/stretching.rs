//! Stretching passwords and passphrases, a few at a time: each one takes memory, and a stranger may
//! ask for many.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::sync::Semaphore;
use vault::{Cost, Key, Salt};

use crate::keys::Keyring;
use crate::{Error, Result};

/// So many may wait for their turn; the next one is told to come back.
const QUEUE: usize = 32;

/// What one stretch costs, per purpose. Tests take less.
#[derive(Debug, Clone, Copy)]
pub struct Costs {
    /// Of an account.
    pub password: Cost,
    /// Of the vault: a copy of the database can be tried at home, so it costs more.
    pub vault: Cost,
}

impl Costs {
    /// As in use.
    pub const FULL: Self = Self {
        password: Cost::PASSWORD,
        vault: Cost::VAULT,
    };
    /// Almost nothing: for tests alone.
    pub const TRIAL: Self = Self {
        password: Cost::TRIAL,
        vault: Cost::TRIAL,
    };
}

/// Passwords: as many at once as there are cores. The vault: one at a time.
pub struct Stretching {
    costs: Costs,
    passwords: Arc<Semaphore>,
    vault: Arc<Semaphore>,
    waiting: AtomicUsize,
}

struct Waiting<'a>(&'a AtomicUsize);

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Stretching {
    /// For the cores of this machine.
    #[must_use]
    pub fn new(costs: Costs) -> Self {
        let cores = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
        Self {
            costs,
            passwords: Arc::new(Semaphore::new(cores)),
            vault: Arc::new(Semaphore::new(1)),
            waiting: AtomicUsize::new(0),
        }
    }

    /// For signing in.
    ///
    /// # Errors
    /// [`Error::Busy`] when too many wait already.
    pub async fn password(&self, keys: &Keyring, password: &str, salt: Salt) -> Result<Key> {
        self.stretch(
            &self.passwords,
            keys.instance("pepper password"),
            password,
            salt,
            self.costs.password,
        )
        .await
    }

    /// For an officer's copy of the vault key. Capitals and spaces make no difference: the phrase
    /// comes from a paper, months later.
    ///
    /// # Errors
    /// [`Error::Busy`] when too many wait already.
    pub async fn vault(&self, keys: &Keyring, passphrase: &str, salt: Salt) -> Result<Key> {
        self.stretch(
            &self.vault,
            keys.instance("pepper vault"),
            &as_spoken(passphrase),
            salt,
            self.costs.vault,
        )
        .await
    }

    async fn stretch(
        &self,
        places: &Arc<Semaphore>,
        pepper: Key,
        passphrase: &str,
        salt: Salt,
        cost: Cost,
    ) -> Result<Key> {
        let waiting = Waiting(&self.waiting);
        if self.waiting.fetch_add(1, Ordering::SeqCst) >= QUEUE {
            return Err(Error::Busy);
        }
        let place = places
            .clone()
            .acquire_owned()
            .await
            .map_err(|_| Error::Busy)?;
        drop(waiting);
        let passphrase = zeroize::Zeroizing::new(passphrase.to_owned());
        // The place is given back when the work is done, also when nobody waits for it any more.
        let work = tokio::task::spawn_blocking(move || {
            let key = vault::stretch(&passphrase, &salt, &pepper, cost);
            drop(place);
            key
        });
        work.await
            .map_err(|error| Error::Internal(error.to_string()))
    }
}

/// A passphrase without what paper does not tell: capitals, and how many spaces.
fn as_spoken(passphrase: &str) -> zeroize::Zeroizing<String> {
    let mut spoken = zeroize::Zeroizing::new(String::with_capacity(2 * passphrase.len()));
    for word in passphrase.split_whitespace() {
        if !spoken.is_empty() {
            spoken.push(' ');
        }
        spoken.extend(word.chars().flat_map(char::to_lowercase));
    }
    spoken
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passphrase_is_the_same_however_it_was_written_down() {
        assert_eq!(
            *as_spoken(" Zeven stille\u{a0} MOLENS\n"),
            "zeven stille molens"
        );
        assert_eq!(*as_spoken("zevenstille"), "zevenstille");
        assert_eq!(*as_spoken("  "), "");
    }

    /// Hundreds ask at once: a few are worked on, a few wait, the others are told to come back.
    #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
    async fn a_crowd_is_told_to_come_back() {
        let costs = Costs {
            password: Cost {
                memory: 4096,
                passes: 4,
            },
            vault: Cost::TRIAL,
        };
        let (stretching, keys) = (
            Arc::new(Stretching::new(costs)),
            Arc::new(Keyring::new(Key::random())),
        );
        let tasks: Vec<_> = (0..300)
            .map(|_| {
                let (stretching, keys) = (stretching.clone(), keys.clone());
                tokio::spawn(
                    async move { stretching.password(&keys, "geraden", [0; 16]).await.is_ok() },
                )
            })
            .collect();
        let mut done = 0;
        for task in tasks {
            done += usize::from(task.await.unwrap_or(false));
        }
        assert!(
            (2..200).contains(&done),
            "{done} of 300 were served at once"
        );
        assert!(
            stretching.password(&keys, "later", [0; 16]).await.is_ok(),
            "a moment later it goes"
        );
    }
}
