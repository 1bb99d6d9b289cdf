//! The approach (bijlage 2, stap 4 and 5): what happens with a signal once others are told of it.
//!
//! | what | module |
//! |---|---|
//! | a partner reads a handover, asks, answers and gives feedback without an account | [`portal`] |
//!
//! It stands on the public face of `route`: it opens dossiers through it, and adds its parts to pages of that
//! wing.
//!
//! Never allowed: a partner who reads more than what was handed over to it; who reported among what a partner
//! reads; a word of a partner in front of the reporter that the officer did not write anew.

pub mod audited;
pub mod portal;

use platform::Wing;
use platform::i18n::Locales;

/// What several modules say: the names of acts.
const LOCALES: Locales = (
    include_str!("../locales/nl.ftl"),
    include_str!("../locales/en.ftl"),
);

pub const WING: Wing = Wing {
    name: "response",
    locales: &[LOCALES, portal::TEXTS],
    migrations: &[portal::MIGRATIONS],
    routes: portal::routes,
    acts: audited::ALL,
    tasks: &[&portal::SAID],
    guests: &[&portal::HANDOVER],
    vouched: &[|tx, _, tenant| Box::pin(portal::standing(tx, tenant))],
    parts: &[
        &portal::DELIVERY,
        &portal::PANEL,
        &portal::HAPPENED,
        &portal::GUESSED,
        &portal::OF_DOSSIER,
        &portal::OF_SESSIONS,
    ],
    ..Wing::EMPTY
};
