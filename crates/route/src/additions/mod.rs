//! What a reporter still knew, later (bijlage 2, stap 1). It becomes part of what was reported, so
//! that everything goes on with it: the assessment, whether somebody is known, a handover. Beside it
//! stands what came when, and whether the officer read it. A dossier that was handed over or closed
//! takes it too; then the officer has a task.
//!
//! Never allowed: an addition by anybody but the reporter, or one that says who that is; a moment
//! finer than the hour; taking away or changing what was reported before.

mod acts;
mod model;
mod panel;
mod store;

pub use acts::{More, add, read};
pub use model::{Addition, beyond, is_nothing};
pub(crate) use panel::HAPPENED;
pub use store::{MIGRATIONS, awaits_answer, list, news};

use platform::i18n::Locales;
use platform::web::Routes;

use crate::OFFICERS;
use crate::audited;

/// What this module alone says.
pub(crate) const TEXTS: Locales = (include_str!("texts/nl.ftl"), include_str!("texts/en.ftl"));

pub fn routes() -> Routes {
    Routes::new()
        .post("/dossier/{id}/aangevuld", panel::read)
        .audits(&[&audited::ADDITION_READ])
        .authorize(OFFICERS)
}
