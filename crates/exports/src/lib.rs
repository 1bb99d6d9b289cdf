//! What leaves as a file (bijlage 2, stap 5 and 6): for other systems, and on paper.
//!
//! | what | module |
//! |---|---|
//! | a file for other systems: of a handover, and of a whole administration; and what they send | [`exchange`], on [`htcds`] |
//! | a whole dossier as one PDF, for the archive, an objection, a court | [`whole`] |
//!
//! It stands on the public face of `route`: it opens dossiers through its door, reads what it sends there, and
//! adds its parts to pages of that wing.
//!
//! Never allowed: who reported in anything that leaves; a fact in a file that the partner was not given; a dossier
//! on paper without a reason.

pub mod audited;
pub mod exchange;
pub mod htcds;
pub mod whole;

use platform::i18n::Locales;
use platform::web::Routes;
use platform::{Role, Wing};

/// What several modules say, and beside each module what it says alone.
const LOCALES: &[Locales] = &[
    (
        include_str!("../locales/nl.ftl"),
        include_str!("../locales/en.ftl"),
    ),
    exchange::TEXTS,
    whole::TEXTS,
];

pub(crate) const OFFICERS: &[Role] = &[Role::Officer];

pub const WING: Wing = Wing {
    name: "exports",
    locales: LOCALES,
    routes,
    acts: audited::ALL,
    parts: &[
        &exchange::AS_JSON,
        &exchange::AS_CSV,
        &whole::WHOLE,
        &whole::OF_SESSIONS,
    ],
    ..Wing::EMPTY
};

fn routes() -> Routes {
    exchange::routes().merge(whole::routes())
}
