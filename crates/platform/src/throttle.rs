//! Growing delays for whoever guesses. Counted in memory only: a table of failures would say who
//! tried when, and who tried when could tell who reported (ADR 4). A restart forgets; several
//! processes count each for themselves, so that a guesser gets at most so many times more tries.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use vault::Key;

use crate::{Error, Millis, Result};

const SECOND: Millis = 1000;
const MINUTE: Millis = 60 * SECOND;

/// How tries for one purpose are slowed down.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// What is tried; counters of one purpose know nothing of another.
    pub purpose: &'static str,
    /// So many tries cost nothing.
    pub free: u32,
    /// The first delay; each further try doubles it.
    pub first: Millis,
    /// The longest delay.
    pub longest: Millis,
    /// Forgotten after so long without a try.
    pub window: Millis,
}

impl Rule {
    /// Five tries, then 10 s, 20 s, ... up to a quarter of an hour.
    #[must_use]
    pub const fn guessing(purpose: &'static str) -> Self {
        Self {
            purpose,
            free: 5,
            first: 10 * SECOND,
            longest: 15 * MINUTE,
            window: 24 * 60 * MINUTE,
        }
    }

    /// So many tries, then a quarter of an hour without.
    #[must_use]
    pub const fn budget(purpose: &'static str, free: u32) -> Self {
        Self {
            purpose,
            free,
            first: 15 * MINUTE,
            longest: 15 * MINUTE,
            window: 15 * MINUTE,
        }
    }

    fn delay(&self, tries: u32) -> Millis {
        let over = tries.saturating_sub(self.free);
        if over == 0 {
            0
        } else {
            (self.first << (over - 1).min(12)).min(self.longest)
        }
    }
}

#[derive(Clone, Copy)]
struct Tries {
    count: u32,
    last: Millis,
    next: Millis,
}

/// At most so many counters; then the oldest go.
const MOST: usize = 100_000;

/// Who tried what how often, by fingerprints under a key that dies with the process.
pub struct Throttle {
    key: Key,
    tries: Mutex<HashMap<[u8; 32], Tries>>,
}

impl Default for Throttle {
    fn default() -> Self {
        Self {
            key: Key::random(),
            tries: Mutex::default(),
        }
    }
}

/// A try that was counted before it was made.
#[must_use = "a try that succeeded is forgiven"]
pub struct Reserved<'a> {
    throttle: &'a Throttle,
    place: [u8; 32],
}

impl Reserved<'_> {
    /// It was right: nothing was guessed.
    pub fn forgive(self) {
        self.throttle.tries().remove(&self.place);
    }

    /// This one did not count; the others do.
    pub fn undo(self) {
        if let Some(tries) = self.throttle.tries().get_mut(&self.place) {
            tries.count = tries.count.saturating_sub(1);
            tries.next = tries.last;
        }
    }
}

impl Throttle {
    fn tries(&self) -> MutexGuard<'_, HashMap<[u8; 32], Tries>> {
        self.tries.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn place(&self, rule: &Rule, who: &[u8]) -> [u8; 32] {
        self.key.fingerprint(&[rule.purpose.as_bytes(), who])
    }

    /// Counts a try before it is made, so that many at once are many.
    ///
    /// # Errors
    /// [`Error::TooMany`] when this one has to wait; waiting is not made longer by asking.
    pub fn reserve(&self, rule: &Rule, who: &[u8], now: Millis) -> Result<Reserved<'_>> {
        let place = self.place(rule, who);
        let mut all = self.tries();
        if all.len() >= MOST {
            let mut moments: Vec<Millis> = all.values().map(|tries| tries.last).collect();
            let (_, middle, _) = moments.select_nth_unstable(MOST / 2);
            let middle = *middle;
            all.retain(|_, tries| tries.last > middle);
        }
        let tries = all.entry(place).or_insert(Tries {
            count: 0,
            last: now,
            next: now,
        });
        if now - tries.last >= rule.window {
            *tries = Tries {
                count: 0,
                last: now,
                next: now,
            };
        }
        if now < tries.next {
            return Err(Error::TooMany(tries.next - now));
        }
        tries.count = tries.count.saturating_add(1);
        tries.last = now;
        tries.next = now + rule.delay(tries.count);
        Ok(Reserved {
            throttle: self,
            place,
        })
    }

    /// How many tries are counted.
    #[must_use]
    pub fn count(&self, rule: &Rule, who: &[u8], now: Millis) -> u32 {
        let tries = self.tries().get(&self.place(rule, who)).copied();
        tries
            .filter(|tries| now - tries.last < rule.window)
            .map_or(0, |tries| tries.count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delays_grow_and_stay_bearable() {
        let rule = Rule::guessing("test");
        assert_eq!(rule.delay(5), 0);
        assert_eq!(rule.delay(6), 10_000);
        assert_eq!(rule.delay(8), 40_000);
        assert_eq!(rule.delay(60), 15 * MINUTE);
    }

    #[test]
    fn sixty_at_once_are_sixty_tries() {
        let (throttle, rule) = (Throttle::default(), Rule::guessing("test"));
        let passed = (0..60)
            .filter(|_| throttle.reserve(&rule, b"emma", 1000).is_ok())
            .count();
        assert_eq!(
            passed, 6,
            "five for nothing, and the one that starts the delay"
        );
        assert!(
            throttle.reserve(&rule, b"bo", 1000).is_ok(),
            "somebody else"
        );
        assert!(
            throttle.reserve(&rule, b"emma", 12_000).is_ok(),
            "after ten seconds one more"
        );
        assert!(throttle.reserve(&rule, b"emma", 12_000).is_err());
    }

    #[test]
    fn what_was_right_is_forgiven_and_what_is_old_forgotten() {
        let (throttle, rule) = (Throttle::default(), Rule::budget("test", 3));
        for _ in 0..3 {
            assert!(throttle.reserve(&rule, b"emma", 0).is_ok());
        }
        throttle.reserve(&rule, b"emma", 0).unwrap().forgive();
        assert_eq!(throttle.count(&rule, b"emma", 0), 0);
        for _ in 0..4 {
            assert!(throttle.reserve(&rule, b"emma", 0).is_ok());
        }
        assert!(throttle.reserve(&rule, b"emma", MINUTE).is_err());
        assert!(throttle.reserve(&rule, b"emma", 16 * MINUTE).is_ok());
    }

    #[test]
    fn it_stays_small() {
        let (throttle, rule) = (Throttle::default(), Rule::guessing("test"));
        for at in 0..i64::try_from(MOST).unwrap() + 10 {
            let _ = throttle.reserve(&rule, &at.to_be_bytes(), at);
        }
        assert!(throttle.tries().len() <= MOST);
    }
}
