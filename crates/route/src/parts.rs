//! What other wings can add to this one: each of these is a value in `Wing.parts`. Modules of this
//! wing register theirs in the same way.

use platform::db::Tx;
use platform::web::{Html, Page};
use platform::wing::Running;
use platform::{Actor, App, Tenant};

use crate::dossiers::Open;

/// Something that waits for the officer, above the lines of the worklist.
pub struct Notice {
    pub show: for<'a> fn(&'a mut Tx, &'a App, &'a Actor, &'a Page) -> Running<'a, Option<Html>>,
}

/// What a wing keeps sealed. `meldroute check` opens all of it.
pub enum Holding {
    /// Of one dossier.
    OfDossier(for<'a> fn(&'a mut Tx, &'a App, &'a Open) -> Running<'a, ()>),
    /// Of a municipality, beside its dossiers: what it is, in a word.
    Beside(
        &'static str,
        for<'a> fn(&'a mut Tx, &'a App, Tenant) -> Running<'a, ()>,
    ),
}
