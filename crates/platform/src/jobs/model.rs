//! What a job is, how often it is tried, and why it did not work.

use std::pin::Pin;
use std::time::Duration;

use serde::de::DeserializeOwned;
use uuid::Uuid;

use super::store;
use crate::clock::HOUR;
use crate::db::Tx;
use crate::{App, Error, Millis, Result, Tenant};

/// Runs one job. What it writes here it commits together with [`Job::done`]; what it left undone
/// when it gives `Ok` without having called that, ends there.
pub type Run = fn(App, Job) -> Pin<Box<dyn Future<Output = Ended> + Send>>;

/// How one try of a job went. `Ok` ends it.
pub type Ended = std::result::Result<(), Failure>;

/// A kind of work. Wings list theirs in `JOBS`.
pub struct Kind {
    /// As it stands in the row, and after `job-kind-` in the texts.
    pub name: &'static str,
    /// Does it.
    pub run: Run,
    /// What happens when it did not work.
    pub retry: Retry,
    /// For work that comes back by itself: once in so long, whichever process does it.
    pub every: Option<Millis>,
    /// By the clock, for one try. Whatever takes longer is stopped and tried again.
    pub limit: Duration,
    /// So many at once in one process, so that slow work of one kind delays no other.
    pub at_once: usize,
    /// May be there because somebody reported something: nobody is told of it before the hour in
    /// which it was asked is over.
    pub discreet: bool,
}

impl Kind {
    /// Done once for each time it is asked, one at a time, ten minutes for a try.
    #[must_use]
    pub const fn new(name: &'static str, run: Run) -> Self {
        Self {
            name,
            run,
            retry: Retry::USUAL,
            every: None,
            limit: Duration::from_mins(10),
            at_once: 1,
            discreet: false,
        }
    }

    /// Comes back by itself, once in so many milliseconds.
    #[must_use]
    pub const fn every(mut self, millis: Millis) -> Self {
        self.every = Some(millis);
        self
    }

    /// Is tried again otherwise than usual.
    #[must_use]
    pub const fn retry(mut self, retry: Retry) -> Self {
        self.retry = retry;
        self
    }

    /// Takes more or less time than usual.
    #[must_use]
    pub const fn limit(mut self, limit: Duration) -> Self {
        self.limit = limit;
        self
    }

    /// May be done several at a time in one process.
    #[must_use]
    pub const fn at_once(mut self, number: usize) -> Self {
        self.at_once = number;
        self
    }

    /// May be there because somebody reported something.
    #[must_use]
    pub const fn discreet(mut self) -> Self {
        self.discreet = true;
        self
    }
}

/// When a job that did not work is tried again.
#[derive(Debug, Clone, Copy)]
pub struct Retry {
    /// So many tries; after the last one a person has to look at it.
    pub most: i64,
    /// After the first one; each next wait is twice as long.
    pub first: Millis,
    /// No wait is longer.
    pub longest: Millis,
}

impl Retry {
    /// Twelve tries in a little under two days: a mail server is down for a weekend evening, no
    /// longer.
    pub const USUAL: Self = Self {
        most: 12,
        first: QUARTER,
        longest: 6 * HOUR,
    };

    /// The moment of the next try, or none. It lies on a whole quarter of an hour, so that a waiting
    /// row tells no moment.
    #[must_use]
    pub fn next(self, attempts: i64, now: Millis) -> Option<Millis> {
        if attempts >= self.most {
            return None;
        }
        let doubled = u32::try_from(attempts.clamp(1, 16) - 1).unwrap_or(0);
        let wait = (self.first << doubled).min(self.longest);
        let (grid, after) = (QUARTER.min(self.first.max(1)), now + wait);
        Some(after - after.rem_euclid(grid))
    }
}

const QUARTER: Millis = HOUR / 4;

/// Why a job did not work: a class in words (`job-why-...`), never content.
#[derive(Debug)]
pub struct Failure {
    pub(super) why: &'static str,
    /// Trying again makes sense.
    pub(super) again: bool,
    /// For the log.
    pub(super) cause: Option<String>,
}

impl Failure {
    /// It may work another time.
    #[must_use]
    pub const fn again(why: &'static str) -> Self {
        Self {
            why,
            again: true,
            cause: None,
        }
    }

    /// It will not work before somebody changed something.
    #[must_use]
    pub const fn for_good(why: &'static str) -> Self {
        Self {
            why,
            again: false,
            cause: None,
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let known = match &error {
            Error::Tampered(_) | Error::Sealing(_) => Self::for_good("tampered"),
            Error::NotFound => Self::for_good("gone"),
            Error::BadRequest(_) => Self::for_good("unusable"),
            Error::Database(_) => Self::again("database"),
            Error::Busy => Self::again("busy"),
            _ => Self::again("internal"),
        };
        Self {
            cause: Some(error.for_the_log()),
            ..known
        }
    }
}

/// One job, while this process holds its lease.
#[derive(Clone)]
pub struct Job {
    /// Its row.
    pub id: Uuid,
    /// For which municipality; `None`: for all of them together.
    pub tenant: Option<Tenant>,
    /// The hour in which it was asked.
    pub made_at: Millis,
    /// Which try this is; the first is 1.
    pub attempt: i64,
    pub(super) lease: Uuid,
    /// When it comes back by itself.
    pub(super) next: Option<Millis>,
    pub(super) args: Vec<u8>,
}

impl Job {
    /// What it was asked with.
    pub fn args<T: DeserializeOwned>(&self) -> Result<T> {
        Ok(serde_json::from_slice(&self.args)?)
    }

    /// Ends it in the transaction of its effect.
    ///
    /// # Errors
    /// [`Error::Conflict`] when another process took it over meanwhile: the effect must not be
    /// committed.
    pub async fn done(&self, tx: &mut Tx) -> Result<()> {
        if store::end(tx, self).await? {
            Ok(())
        } else {
            Err(Error::Conflict)
        }
    }
}

/// All kinds of work that this program knows, and for how long a process holds what it took.
pub struct Jobs {
    kinds: Vec<&'static Kind>,
    pub(super) lease: Duration,
}

impl Jobs {
    /// How long a job waits when the process that had it was killed, about.
    pub const LEASE: Duration = Duration::from_mins(1);

    /// Of these wings, with this long for a lease: tests take less than [`Jobs::LEASE`].
    #[must_use]
    pub fn new(wings: &[&'static [Kind]], lease: Duration) -> Self {
        Self {
            kinds: wings.iter().flat_map(|kinds| kinds.iter()).collect(),
            lease,
        }
    }

    /// In the order of the wings.
    pub fn all(&self) -> impl Iterator<Item = &'static Kind> {
        self.kinds.iter().copied()
    }

    /// The kind of this name; `None` for one of another version, which waits for that.
    #[must_use]
    pub fn kind(&self, name: &str) -> Option<&'static Kind> {
        self.all().find(|kind| kind.name == name)
    }

    /// Until when a lease taken now holds: on a whole multiple of its length, so that it tells no
    /// exact moment either.
    pub(super) fn until(&self, now: Millis) -> Millis {
        let length = i64::try_from(self.lease.as_millis()).unwrap_or(HOUR).max(1);
        (now.div_euclid(length) + 2) * length
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_is_tried_less_and_less_often_and_then_no_more() {
        let mut now = 1_795_000_000_000;
        let begin = now;
        let mut waits = Vec::new();
        for attempts in 1..Retry::USUAL.most {
            let next = Retry::USUAL.next(attempts, now).unwrap();
            assert_eq!(next % QUARTER, 0, "a quarter of an hour, no moment");
            waits.push((next - now) / 60_000);
            now = next;
        }
        assert!(waits[1..].windows(2).all(|pair| pair[0] <= pair[1]));
        assert!(now - begin > 36 * HOUR && now - begin < 48 * HOUR);
        assert_eq!(Retry::USUAL.next(Retry::USUAL.most, now), None);
    }

    #[test]
    fn a_lease_holds_at_least_its_length() {
        let jobs = Jobs::new(&[], Duration::from_mins(1));
        for now in [0, 1, 59_999, 60_000, 1_795_000_000_123] {
            let until = jobs.until(now);
            assert!(until - now > 60_000 - 1 && until - now <= 120_000 && until % 60_000 == 0);
        }
    }

    #[test]
    fn what_a_person_must_mend_is_not_tried_again() {
        let bad = serde_json::from_str::<u8>("x").unwrap_err();
        for (error, why, again) in [
            (Error::NotFound, "gone", false),
            (Error::BadRequest("x"), "unusable", false),
            (Error::Tampered("x"), "tampered", false),
            (Error::Busy, "busy", true),
            (Error::Internal("x".into()), "internal", true),
            (Error::from(bad), "internal", true),
        ] {
            let failure = Failure::from(error);
            assert_eq!((failure.why, failure.again), (why, again));
        }
    }

    #[test]
    fn the_first_of_a_name_does_the_work() {
        const MAIL: Kind = Kind::new("mail", |_, _| Box::pin(async { Ok(()) }));
        let jobs = Jobs::new(&[&[MAIL], &[]], Jobs::LEASE);
        assert_eq!(jobs.kind("mail").map(|kind| kind.name), Some("mail"));
        assert!(jobs.kind("other").is_none());
        assert_eq!(jobs.all().count(), 1);
    }
}
