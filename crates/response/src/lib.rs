//! The approach (bijlage 2, stap 4 and 5): what happens with a signal once others are told of it.
//!
//! | what | module |
//! |---|---|
//! | a partner reads a handover, asks, answers and gives feedback, without an account or with one | [`portal`] |
//! | a meeting of a table: its agenda, its minutes, and what was agreed | [`meetings`] |
//! | several dossiers together: an offender network, an address, an employer | [`cases`] |
//! | places that need watching, on a list and a map | [`locations`] |
//!
//! It stands on the public face of `route`: it opens dossiers through its door, reads what it sends there, and
//! adds its parts to pages of that wing.
//!
//! Never allowed: who reported in anything that leaves; a partner who reads more than what was handed over to it;
//! a word of a partner in front of the reporter that the officer did not write anew.

pub mod audited;
pub mod cases;
mod choices;
pub mod codes;
mod deeds;
mod help;
pub mod locations;
pub mod meetings;
pub mod portal;

use platform::i18n::Locales;
use platform::web::{Access, Group, NavItem, Routes};
use platform::{Role, Wing};

/// What several modules say.
const LOCALES: Locales = (
    include_str!("../locales/nl.ftl"),
    include_str!("../locales/en.ftl"),
);

const NAV: &[NavItem] = &[
    NavItem {
        group: Group::Approach,
        place: 45,
        path: "/bij-ons",
        also: &[],
        label: "nav-here",
        access: Access::Roles(&[Role::Partner]),
    },
    NavItem {
        group: Group::Approach,
        place: 60,
        path: "/casussen",
        also: &["/casus"],
        label: "nav-cases",
        access: Access::Roles(OFFICERS),
    },
    NavItem {
        group: Group::Approach,
        place: 70,
        path: "/locaties",
        also: &["/locatie"],
        label: "nav-locations",
        access: Access::Roles(OFFICERS),
    },
    NavItem {
        group: Group::Accountability,
        place: 85,
        path: "/privacystappen",
        also: &[],
        label: "nav-steps",
        access: Access::Roles(&[Role::Officer, Role::Auditor]),
    },
];

pub(crate) const OFFICERS: &[Role] = &[Role::Officer];

pub const WING: Wing = Wing {
    name: "response",
    locales: &[
        LOCALES,
        portal::TEXTS,
        meetings::TEXTS,
        cases::TEXTS,
        locations::TEXTS,
    ],
    migrations: &[
        portal::MIGRATIONS,
        meetings::MIGRATIONS,
        cases::MIGRATIONS,
        locations::MIGRATIONS,
    ],
    routes,
    nav: NAV,
    home: &[(Role::Partner, "/bij-ons")],
    acts: audited::ALL,
    tasks: &[
        &portal::SAID,
        &portal::UNREAD,
        &portal::UNSEEN,
        &meetings::DO,
        &meetings::ASK,
        &cases::DO,
        &cases::ASK,
    ],
    jobs: &[
        portal::REMINDER,
        meetings::ENDING,
        cases::ROUND,
        cases::SOON,
        locations::KEEPING,
    ],
    guests: &[&portal::HANDOVER, &meetings::MEETING],
    vouched: &[
        |tx, _, tenant| Box::pin(portal::standing(tx, tenant)),
        |tx, app, tenant| Box::pin(meetings::standing(tx, app, tenant)),
        |tx, app, tenant| Box::pin(cases::standing(tx, app, tenant)),
        |tx, app, tenant| Box::pin(locations::standing(tx, app, tenant)),
    ],
    parts: &[
        &help::HELP,
        &portal::DELIVERY,
        &portal::PANEL,
        &portal::HAPPENED,
        &portal::GUESSED,
        &portal::OF_DOSSIER,
        &portal::OF_PARTNERS,
        &codes::OF_SESSIONS,
        &meetings::UNRECORDED,
        &meetings::OF_TABLE,
        &meetings::PANEL,
        &meetings::HAPPENED,
        &meetings::SHARED,
        &meetings::OF_DOSSIER,
        &meetings::AGREED,
        &meetings::BESIDE,
        &cases::PANEL,
        &cases::HAPPENED,
        &cases::HINTS,
        &cases::OF_DOSSIER,
        &cases::PLANNED,
        &cases::BESIDE,
        &locations::PANEL,
        &locations::OF_CASE,
        &locations::HAPPENED,
        &locations::DUE,
        &locations::OF_DOSSIER,
        &locations::BESIDE,
    ],
    ..Wing::EMPTY
};

fn routes() -> Routes {
    portal::routes()
        .merge(meetings::routes())
        .merge(cases::routes())
        .merge(locations::routes())
}
