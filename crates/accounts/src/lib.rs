//! People, roles, sign-in and sessions.
//!
//! A person has one account and, per municipality, a set of roles. The account holds a *secret*: 32
//! random bytes, wrapped under a key stretched from the password. Checking a password is unwrapping
//! that secret; there is no separate password hash. The secret opens what only this person may
//! read: their drafts, and the mark on the signals they reported.
//!
//! Invariants
//! - Names and mail addresses are sealed; an account is found by a keyed fingerprint of its
//!   address.
//! - A session is a sealed cookie: there is no row that says who was at work when (ADR 15).
//! - A row that decides something carries a proof (`platform::proof`).
//! - Every role but employee counts only once a second person confirmed it; that of participant only
//!   for the consultations that were confirmed with it (ADR 24), that of a partner only for its organisation (ADR 46).
//! - Sign-ins of people who are employees only leave no audit record, because who signed in when
//!   could tell who reported (see `docs/adr/0004`).
//! - No answer tells whether an account exists.

pub mod audited;
mod help;
pub mod mark_keys;
pub mod people;
pub mod sessions;
pub mod who;

use platform::clock::HOUR;
use platform::db::{CodeStep, Migration};
use platform::i18n::Locales;
use platform::jobs::{Ended, Job, Kind};
use platform::web::{Access, Group, NavItem};
use platform::{App, Role, Wing, mail};

/// What several modules say, and beside each module what it says alone.
const LOCALES: &[Locales] = &[
    (
        include_str!("../locales/nl.ftl"),
        include_str!("../locales/en.ftl"),
    ),
    people::TEXTS,
    sessions::TEXTS,
    who::TEXTS,
];

const MIGRATIONS: &[&[Migration]] = &[
    people::MIGRATIONS,
    sessions::MIGRATIONS,
    mark_keys::MIGRATIONS,
    who::MIGRATIONS,
];

/// Participants of before get a seat at every table, which is what they could read.
const CODE: &[CodeStep] = &[CodeStep {
    id: "accounts-17-seats-of-before",
    after: "accounts-16-scoped-roles",
    run: |tx, app, tenant| Box::pin(people::seats_of_before(tx, app, tenant)),
}];

const NAV: &[NavItem] = &[
    NavItem {
        group: Group::Administration,
        place: 310,
        path: "/mensen",
        also: &[],
        label: "nav-people",
        access: Access::Roles(&[Role::Admin]),
    },
    NavItem {
        group: Group::Report,
        place: 950,
        path: "/wie-is-wie",
        also: &[],
        label: "nav-who",
        access: Access::Roles(&Role::COLLEAGUES),
    },
];

/// Mail to people, whose addresses are here; and what comes back by itself: signed-out sessions are
/// forgotten every hour.
const JOBS: &[Kind] = &[
    mail::kind(|app, job| Box::pin(async move { send(&app, &job).await })),
    Kind::new("sessions", |app, _| {
        Box::pin(async move { Ok(sessions::purge(&app).await?) })
    })
    .every(HOUR),
];

async fn send(app: &App, job: &Job) -> Ended {
    mail::deliver(app, job, |person| people::email_of(app, person)).await
}

pub const WING: Wing = Wing {
    name: "accounts",
    locales: LOCALES,
    migrations: MIGRATIONS,
    code: CODE,
    routes: || {
        people::routes()
            .merge(sessions::routes())
            .merge(who::routes())
    },
    nav: NAV,
    jobs: JOBS,
    acts: audited::ALL,
    home: &[(Role::Admin, "/mensen")],
    parts: &[
        &help::HELP,
        &people::TWO_OFFICERS,
        &people::COLLEAGUES,
        &who::REACHED,
    ],
    vouched: &[
        |tx, app, tenant| Box::pin(people::standing(tx, app, tenant)),
        |tx, app, tenant| Box::pin(who::standing(tx, app, tenant)),
    ],
    ..Wing::EMPTY
};
