//! The own administration (bijlage 2, stap 6): what was noted, decided and told in a dossier, in
//! order, sealed under the dossier's key. Only the officer writes here; of all this the reporter
//! reads the messages alone.

mod acts;
mod panel;
mod store;

pub use acts::{note, printed};
pub use panel::told;
pub(crate) use panel::{HAPPENED, TIMELINE};
pub use store::{
    AgendaItem, Entry, EntryKind, MIGRATIONS, agenda, last_question, list, messages, waiting,
};
pub(crate) use store::{add, merged_with, open_messages, repeats, unopened};
