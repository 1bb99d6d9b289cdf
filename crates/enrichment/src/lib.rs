//! Enrichment (bijlage 2, stap 3): what more is known of a signal, before anybody decides.
//!
//! | what | module |
//! |---|---|
//! | extracts of municipal registers | [`registers`] |
//! | does this person, organisation or address already occur? | [`lookup`] |
//! | "the same" or "not the same", and which sources were consulted | [`judging`] |
//! | who hangs together with whom | [`network`] |
//! | one line, searched in everything that is known | [`search`] |
//! | several dossiers at once, for a case | [`several`] |
//! | the rows of a file, for lists that other wings take in | [`sheets`] |
//!
//! The officer says once per dossier why this is looked into; then every subject is compared with the
//! own dossiers and the imported registers. What the program proposes stays a proposal, apart from the
//! facts, until a person says "the same" or "not the same"; that can be taken back, and never merges or
//! deletes what was reported. A checklist keeps which sources were consulted, by whom, and on what
//! basis.
//!
//! It stands on the public face of `route`: it opens dossiers, and adds its parts to pages and rounds
//! of that wing.
//!
//! Never allowed: a look without a reason; a match shown to anybody but the officer; who reported in
//! the index; a guess among the facts.

pub mod audited;
#[cfg(test)]
mod golden;
mod help;
pub mod judging;
pub mod lookup;
mod network;
pub mod registers;
pub mod search;
pub mod several;
pub mod sheets;

use platform::clock::HOUR;
use platform::db::{CodeStep, Migration};
use platform::i18n::Locales;
use platform::jobs;
use platform::web::{Access, Group, NavItem, Routes};
use platform::{Role, Wing};

/// What several modules say, and beside each module what it says alone.
const LOCALES: &[Locales] = &[
    (
        include_str!("../locales/nl.ftl"),
        include_str!("../locales/en.ftl"),
    ),
    judging::TEXTS,
    lookup::TEXTS,
    network::TEXTS,
    registers::TEXTS,
    search::TEXTS,
];

const MIGRATIONS: &[&[Migration]] = &[
    registers::MIGRATIONS,
    registers::RUN_MIGRATIONS,
    lookup::MIGRATIONS,
];

/// Files of version 0.1.0 that wait to be imported become blobs.
const CODE: &[CodeStep] = &[CodeStep {
    id: "enrichment-2-content-of-uploads",
    after: "enrichment-1-uploads-as-blobs",
    run: |tx, app, tenant| Box::pin(registers::move_uploads(tx, app, tenant)),
}];

/// Imports of registers, and what comes back by itself every hour: extracts whose time is over.
const JOBS: &[jobs::Kind] = &[
    registers::IMPORT,
    jobs::Kind::new("registers", |app, _| {
        Box::pin(async move { Ok(registers::sweep(&app).await?) })
    })
    .every(HOUR),
];

pub(crate) const OFFICERS: &[Role] = &[Role::Officer];

const NAV: &[NavItem] = &[
    NavItem {
        group: Group::Work,
        place: 60,
        path: "/zoeken",
        also: &["/zoek"],
        label: "nav-search",
        access: Access::Roles(OFFICERS),
    },
    NavItem {
        group: Group::Accountability,
        place: 70,
        path: "/registers",
        also: &[],
        label: "nav-registers",
        access: Access::Roles(OFFICERS),
    },
];

pub const WING: Wing = Wing {
    name: "enrichment",
    locales: LOCALES,
    migrations: MIGRATIONS,
    code: CODE,
    routes,
    nav: NAV,
    acts: audited::ALL,
    jobs: JOBS,
    vouched: &[
        |tx, app, tenant| Box::pin(registers::standing(tx, app, tenant)),
        |tx, _, tenant| Box::pin(lookup::standing(tx, tenant)),
        |tx, app, tenant| Box::pin(judging::standing(tx, app, tenant)),
        |tx, _, tenant| Box::pin(search::standing(tx, tenant)),
    ],
    parts: &[
        &help::HELP,
        &registers::EXTRACTS,
        &search::FIELD,
        &search::REASONS,
        &judging::LOOK,
        &judging::OF_DOSSIER,
        &judging::ON_PAPER,
        &judging::AGAIN,
    ],
    ..Wing::EMPTY
};

fn routes() -> Routes {
    registers::routes()
        .merge(judging::routes())
        .merge(network::routes())
        .merge(search::routes())
}
