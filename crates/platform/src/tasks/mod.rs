//! What is to be done, by when and by whom: one list for the whole program. An act opens tasks and
//! ends them; what is next in a dossier, whether it may close, and what anybody has to do are read
//! from here.
//!
//! To add a kind of task: a constant [`Kind`] in the wing that owns it, named in that wing's list,
//! and the texts `next-ID` and `missing-ID`. The acts that open and end it live in the wing.

mod model;
mod store;

pub use model::{Due, Ending, How, Kind, Kinds, Task, Tasks, Whose};
pub use store::{MIGRATIONS, OpenTasks, forget, of_dossier, open_of, save, standing};
