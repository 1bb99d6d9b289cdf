//! A signal: what somebody noticed (bijlage 2, stap 1-2), and the dossier it becomes. Everything
//! else in this wing hangs on it. There is no score, and nothing here ever says "low risk".
//!
//! Never allowed: content outside the sealed value, a change without the version it was based on,
//! a step that the route does not know.

mod acts;
pub mod age;
pub mod capacities;
mod drafts;
mod head;
mod list;
mod model;
mod nameless;
mod own;
mod state;
mod store;
mod subject;
mod todo;
mod warning;

pub(crate) use acts::keep_draft;
pub(crate) use drafts::{
    ADDITION, Draft, FROM_PARTNER, drafts, drafts_end, drafts_of_form, drop_draft, save_draft,
};
pub use drafts::{DraftAt, DraftsOfForm, purge_drafts};
pub use head::Sealed;
pub use list::{
    ASKED, CLOSED_IN, CLOSED_ROWS, COUNT_ASKED, COUNT_TO_DO, ClosedRow, Horizon, MOST_COUNTED,
    SOME, Stretch, TO_DO, WorkItem, WorkLine, any_closed, closed_rows, count, some, worklist,
};
pub use model::{Contact, Kind, Outcome, Reference, Report, Source, Statement};
pub use own::{
    Stale, count_stale, mark, mine, mine_at, mine_called, own_count, own_latest, own_number,
    read_marks, renew, stale, standing,
};
pub use state::{NoSuchStep, Stage, State};
pub use store::{AFTER, Dossier, MIGRATIONS, NewSignal, by_reference, insert, load, of_form};
pub(crate) use store::{after, change, destroy, hold, owner, rows_after, say_also};
pub use subject::{Field, SafeField, Subject, SubjectId, SubjectKind};
pub use todo::{
    ADDED, ANSWER, ASSESS, CONSULTATION, FEEDBACK, REFER, TASKS, TELL, answer_due, assessment_due,
    feedback_due, partner_of, referral_due, tell_once_nothing_else_is_left,
};
pub(crate) use warning::tell_officers;
