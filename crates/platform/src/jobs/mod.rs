//! Work in the background: mail, imports, sweeps. A job is a row, written in the transaction of the
//! act that wants it; any process takes it, under a lease, and one that is killed loses nothing.
//!
//! **Exactly once, by effect.** What a job changes in this database and its own end are one
//! transaction ([`Job::done`]): either both are there or neither. A process that lost its lease to
//! another can end nothing any more. What a job does elsewhere (mail) can happen again when the
//! process is killed between the other side's yes and our note of it; see `mail` and ADR 18.
//!
//! To add a kind of job: a [`Kind`] in the `JOBS` of the wing, with a name that is never used for
//! something else; a text `job-kind-NAME`, and `job-why-WHY` for each reason of its own. Its
//! function reads what it was asked with [`Job::args`] and gives back why it did not work.
//!
//! Never allowed: content, a name or an address in a column that is not sealed; a time finer than
//! the hour in a row that waits because of a reporter, or than a quarter of an hour once its first try
//! failed (ADR 4, 18).

mod model;
mod runner;
mod schedule;
mod store;
mod supervise;
mod view;

pub use model::{Ended, Failure, Job, Jobs, Kind, Retry, Run};
pub use runner::{Stop, run, run_due, wake};
pub use schedule::ensure as ensure_schedules;
pub use store::{
    MIGRATIONS, Standing, again, discard, enqueue, enqueue_at, enqueue_once, given_up,
    of_key as standing,
};
pub use supervise::supervise;
pub use view::{GivenUp, Lane, Overview, overview};
