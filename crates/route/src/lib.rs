//! The internal reporting route (bijlage 2 of the policy), step by step.
//!
//! | step | module |
//! |---|---|
//! | 1-2 an employee notices and reports; the officer receives | [`reporting`], [`additions`], [`signals`], [`files`] |
//! | 1-2 a signal that comes from a partner, and what of it stands under another law | [`partners`], [`origin`] |
//! | 1 a question to the officer, without a report | [`questions`] |
//! | 2 the reporter's name stays with the officer | [`reporters`] |
//! | 3-4 assess, advise | [`assessment`] |
//! | 3 the local consultation | [`consultations`] |
//! | 4-5 hand over, ask for feedback | [`referrals`] |
//! | 3-4 by telephone: advice without a name, and what cannot wait | [`calls`] |
//! | 6 tell the reporter, close, keep the record | [`telling`], [`record`] |
//! | what needs the officer now, and one dossier whole | [`desk`] |
//!
//! Rules and tables of a step point backwards only: referrals may use signals, signals never
//! referrals (a test reads the `use` lines). Every act goes through one door, [`dossiers`]. Two
//! modules look over all steps: [`desk`], which shows everything, and [`checking`], which holds
//! what is to be done against what was done. [`feed`] tells a calendar how many terms end when.
//!
//! Invariants
//! - The reporter's identity leaves [`reporters`] only as something that cannot be serialised, and
//!   only for an officer with an opened vault.
//! - What a signal says is sealed under the dossier's own key; destroying that key destroys it.
//! - Who reported is marked by a keyed fingerprint that only the reporter's own secret can make.
//! - What an act changes in a dossier is written by [`dossiers::Open::commit`] alone, if nobody
//!   changed it since the version that the act was based on. What only adds something beside the
//!   dossier (a note, what a consultation said) is in nobody's way, and nobody in its.

#[macro_use]
mod codes;

pub mod additions;
pub mod assessment;
pub mod audited;
pub mod calls;
pub mod checking;
pub mod consultations;
pub mod desk;
pub mod dossiers;
pub mod feed;
pub mod files;
#[cfg(test)]
mod golden;
mod help;
#[cfg(test)]
mod layers;
pub mod origin;
mod paging;
pub mod partners;
pub mod parts;
pub mod questions;
pub mod record;
pub mod referrals;
pub mod reporters;
pub mod reporting;
pub mod seen;
pub mod signals;
pub mod telling;
pub(crate) mod text;
mod upgrade;
pub(crate) mod vaguer;
mod years;

pub(crate) use platform::refusal;

use platform::clock::HOUR;
use platform::db::{CodeStep, Migration};
use platform::i18n::Locales;
use platform::jobs;
use platform::tasks::Kind;
use platform::web::{Access, Group, NavItem, Routes};
use platform::wing::Part;
use platform::{Role, Wing};

/// What several modules say, and beside each module what it says alone.
const LOCALES: &[Locales] = &[
    (
        include_str!("../locales/nl.ftl"),
        include_str!("../locales/en.ftl"),
    ),
    reporting::TEXTS,
    questions::TEXTS,
    origin::TEXTS,
    partners::TEXTS,
    additions::TEXTS,
    files::TEXTS,
    reporters::TEXTS,
    assessment::TEXTS,
    referrals::TEXTS,
    consultations::TEXTS,
    calls::TEXTS,
    feed::TEXTS,
    telling::TEXTS,
    desk::TEXTS,
];

const MIGRATIONS: &[&[Migration]] = &[
    signals::MIGRATIONS,
    files::MIGRATIONS,
    reporters::MIGRATIONS,
    record::MIGRATIONS,
    assessment::MIGRATIONS,
    referrals::MIGRATIONS,
    reporting::MIGRATIONS,
    additions::MIGRATIONS,
    questions::MIGRATIONS,
    desk::MIGRATIONS,
    feed::MIGRATIONS,
    origin::MIGRATIONS,
];

/// What comes back by itself every hour: drafts that nobody finished, and those that were shared; what stands under another law and
/// comes to its end date; and what
/// officers are reminded of.
const JOBS: &[jobs::Kind] = &[
    jobs::Kind::new("drafts", |app, _| {
        Box::pin(async move {
            // What goes wrong in one keeps none of the others waiting; the first is reported.
            let done = [
                signals::purge_drafts(&app).await,
                reporting::keep_terms(&app).await,
                reporting::purge(&app).await,
                questions::purge(&app).await,
            ];
            Ok(done.into_iter().collect::<platform::Result<()>>()?)
        })
    })
    .every(HOUR),
    jobs::Kind::new("end-dates", |app, _| {
        Box::pin(async move { Ok(partners::sweep(&app).await?) })
    })
    .every(HOUR),
    jobs::Kind::new("reminders", |app, _| {
        Box::pin(async move { Ok(desk::remind(&app).await?) })
    })
    .every(HOUR),
];

/// Who may report: everybody who works for the municipality.
pub(crate) const REPORTERS: &[Role] = &[Role::Employee, Role::Coordinator, Role::Officer];
pub(crate) const OFFICERS: &[Role] = &[Role::Officer];

const NAV: &[NavItem] = &[
    NavItem {
        group: Group::Work,
        place: 10,
        path: "/werk",
        also: &["/dossier"],
        label: "nav-work",
        access: Access::Roles(OFFICERS),
    },
    NavItem {
        group: Group::Work,
        place: 65,
        path: "/afgesloten",
        also: &[],
        label: "nav-closed",
        access: Access::Roles(OFFICERS),
    },
    NavItem {
        group: Group::Work,
        place: 60,
        path: "/vragen",
        also: &[],
        label: "nav-questions",
        access: Access::Roles(OFFICERS),
    },
    NavItem {
        group: Group::Report,
        place: 25,
        path: "/vraag",
        also: &[],
        label: "nav-ask",
        access: Access::Roles(REPORTERS),
    },
    NavItem {
        group: Group::Report,
        place: 27,
        path: "/collega",
        also: &[],
        label: "nav-colleague",
        access: Access::Roles(REPORTERS),
    },
    NavItem {
        group: Group::Work,
        place: 62,
        path: "/integriteit",
        also: &[],
        label: "nav-colleagues",
        access: Access::Roles(&[Role::Integrity]),
    },
    NavItem {
        group: Group::Report,
        place: 20,
        path: "/melden",
        also: &["/gemeld"],
        label: "nav-report",
        access: Access::Roles(REPORTERS),
    },
    NavItem {
        group: Group::Report,
        place: 30,
        path: "/gedeeld",
        also: &[],
        label: "nav-shared",
        access: Access::Roles(&[Role::Coordinator]),
    },
    NavItem {
        group: Group::Report,
        place: 40,
        path: "/mijn",
        also: &[],
        label: "nav-mine",
        access: Access::Roles(REPORTERS),
    },
    NavItem {
        group: Group::Approach,
        place: 50,
        path: "/overleg",
        also: &["/bijeenkomst"],
        label: "nav-consultations",
        access: Access::Roles(&[Role::Officer, Role::Participant]),
    },
    NavItem {
        group: Group::Accountability,
        place: 80,
        path: "/verstrekkingen",
        also: &[],
        label: "nav-disclosures",
        access: Access::Roles(OFFICERS),
    },
];

/// Dossiers of version 0.1.0 get their tasks, their subjects ids, what is in their files becomes
/// blobs, and what was for a consultation names it by its id.
const CODE: &[CodeStep] = &[
    CodeStep {
        id: "route-34-tasks-of-before",
        after: "route-33-referrals-by-line",
        run: |tx, app, tenant| Box::pin(checking::fill(tx, app, tenant)),
    },
    CodeStep {
        id: "route-35-subject-ids",
        after: "route-34-tasks-of-before",
        run: |tx, app, tenant| Box::pin(upgrade::name_subjects(tx, app, tenant)),
    },
    CodeStep {
        id: "route-36-files-as-blobs",
        after: "route-35-subject-ids",
        run: |tx, app, tenant| Box::pin(upgrade::move_files(tx, app, tenant)),
    },
    CodeStep {
        id: "route-37-tables-by-id",
        after: "route-36-files-as-blobs",
        run: |tx, app, tenant| Box::pin(upgrade::name_tables(tx, app, tenant)),
    },
    // What is due first leads, whatever its kind.
    CodeStep {
        id: "route-49-what-is-due-first",
        after: "route-48-origin",
        run: |tx, app, tenant| Box::pin(upgrade::what_is_due_first_leads(tx, app, tenant)),
    },
];

/// The route itself, and what officers ask of each other.
const TASKS: &[&Kind] = &[
    &signals::ASSESS,
    &signals::REFER,
    &signals::FEEDBACK,
    &signals::TELL,
    &signals::ADDED,
    &signals::ANSWER,
    &referrals::PASSED_ON,
    &origin::OWED,
    &origin::ENDS,
];

/// The dossier page, and what happened, in the order of the route.
const PARTS: &[Part] = &[
    &help::HELP,
    &partners::FROM,
    &reporting::REPORTED,
    &telling::TALK,
    &telling::BEGIN,
    &desk::SUBJECTS,
    &desk::ELSEWHERE,
    &referrals::REFERRALS,
    &calls::CALLS,
    &consultations::CONSULTATION,
    &reporters::REPORTER,
    &reporters::STATUS,
    &assessment::ASSESSMENT,
    &record::TIMELINE,
    &telling::AFTER,
    &reporting::HAPPENED,
    &reporting::ON_PAPER,
    &partners::HAPPENED,
    &partners::ON_PAPER,
    &partners::SHARED,
    &additions::HAPPENED,
    &reporting::TO_DISCUSS,
    &reporting::GIVEN_BACK,
    &assessment::HAPPENED,
    &assessment::ON_PAPER,
    &record::HAPPENED,
    &referrals::HAPPENED,
    &referrals::ON_PAPER,
    &referrals::OF_SESSIONS,
    &checking::OF_DOSSIER,
    &checking::ROUTE,
    &telling::AWAITED,
    &referrals::ASKED,
    &partners::FOR_PARTNERS,
    &questions::HOLDING,
    &questions::ABOUT_COLLEAGUES,
    &audited::TELLING,
    &desk::VAULT,
    &desk::SIGNAL,
];

/// Everybody starts where their work is.
const HOME: &[(Role, &str)] = &[
    (Role::Officer, "/werk"),
    (Role::Coordinator, "/melden"),
    (Role::Employee, "/melden"),
    (Role::Participant, "/overleg"),
    (Role::Integrity, "/integriteit"),
];

pub const WING: Wing = Wing {
    name: "route",
    locales: LOCALES,
    migrations: MIGRATIONS,
    code: CODE,
    routes,
    nav: NAV,
    home: HOME,
    acts: audited::ALL,
    tasks: TASKS,
    jobs: JOBS,
    // An officer's copy of the vault key goes; what lies with a coordinator goes on to the officer.
    leaving: &[
        |tx, app, tenant, person, role| Box::pin(reporters::destroy(tx, app, tenant, person, role)),
        |tx, app, tenant, person, role| {
            Box::pin(reporting::end_terms_of(tx, app, tenant, person, role))
        },
    ],
    vouched: &[
        |tx, app, tenant| Box::pin(checking::standing(tx, app, tenant)),
        |tx, app, tenant| Box::pin(reporting::standing(tx, app, tenant)),
        |tx, app, tenant| Box::pin(feed::standing(tx, app, tenant)),
        |tx, app, tenant| Box::pin(questions::standing(tx, app, tenant)),
    ],
    parts: PARTS,
    ..Wing::EMPTY
};

fn routes() -> Routes {
    reporting::routes()
        .merge(partners::routes())
        .merge(questions::routes())
        .merge(additions::routes())
        .merge(files::routes())
        .merge(reporters::routes())
        .merge(assessment::routes())
        .merge(referrals::routes())
        .merge(consultations::routes())
        .merge(calls::routes())
        .merge(feed::routes())
        .merge(telling::routes())
        .merge(desk::routes())
}
