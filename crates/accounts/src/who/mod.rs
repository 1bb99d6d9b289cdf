//! Who is who (bijlage 2, stap 1: every employee knows where a signal can be left): the officers and how
//! to reach them, what happens with a signal, and which partners there are for what.
//!
//! Every colleague who signs in reads it; somebody of a partner does not. An officer says how to be reached; nobody says it for another.
//!
//! Never allowed: a number that somebody put in the database by hand. Reporters call it.

mod acts;
mod away;
mod pages;
mod store;

pub use acts::{Typed, say};
pub use away::{Away, who_is_away_is_stood_in_for};
pub use store::{MIGRATIONS, Officer, Reach, of, officers, standing};

use platform::Role;
use platform::i18n::Locales;
use platform::web::{FirstStep, Routes, Stands};

use crate::audited;

/// What this module alone says.
pub(crate) const TEXTS: Locales = (include_str!("texts/nl.ftl"), include_str!("texts/en.ftl"));

/// An officer's own number and hours: whoever reports looks for them.
pub(crate) const REACHED: FirstStep = FirstStep {
    role: Role::Officer,
    place: 10,
    label: "first-reach",
    path: "/wie-is-wie",
    stands: |tx, app, actor| {
        Box::pin(async move {
            let reach = store::of(tx, app, actor.tenant, actor.user).await?;
            let said = !reach.phone.is_empty() && !reach.present.is_empty();
            Ok(Stands::when(said))
        })
    },
};

pub fn routes() -> Routes {
    Routes::new()
        .get("/wie-is-wie", pages::show)
        .authorize(&Role::COLLEAGUES)
        .post("/wie-is-wie", pages::change)
        .audits(&[&audited::REACH_SAID])
        .authorize(&[Role::Officer])
}
