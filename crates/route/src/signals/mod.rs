//! A signal: what somebody noticed (bijlage 2, stap 1-2), and the dossier it becomes. Everything
//! else in this wing hangs on it. There is no score, and nothing here ever says "low risk".
//!
//! Never allowed: content outside the sealed value, a change without the version it was based on,
//! a step that the route does not know.

mod model;
mod state;
mod store;

pub use model::{
    Contact, Field, Kind, NextStep, Outcome, Reference, Report, Source, Statement, Subject, SubjectKind,
};
pub use state::{Plan, Progress, State, plan};
pub use store::{
    Dossier, MIGRATIONS, NewSignal, WorkItem, after, all_keys_open, by_reference, change, closed, destroy,
    insert, load, mine, of_form, purge_drafts, relink, worklist,
};
pub(crate) use store::{drop_draft, save_draft, saved_draft};
