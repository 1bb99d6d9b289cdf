//! What every wing stands on: database, clock, calendar, keys, the current actor, the audit log,
//! jobs, mail, and the web kit (routes with their roles, pages, forms, languages).
//!
//! Architecture invariants
//! - A write is committed together with its audit event or with a stated reason why there is none:
//!   [`db::Tx::commit`] wants the one, [`db::Tx::commit_unaudited`] the other.
//! - A route cannot be added without saying who may use it: [`web::Routes::get`] gives something
//!   that only `.authorize(..)`, `.signed_in()`, `.guest(..)` or `.public()` turns back into routes.
//! - SQL text is the same on `SQLite` and `PostgreSQL`; only column types differ, by token, in
//!   migrations.
//! - Nothing here knows a rule of the policy.

#![warn(missing_docs)]

pub mod actor;
pub mod acts;
pub mod app;
pub mod audit;
pub mod audited;
pub mod blobs;
pub mod calendar;
pub mod clock;
pub mod db;
pub mod error;
pub mod few;
pub mod forms;
pub mod guests;
pub mod high_water;
pub mod i18n;
pub mod ids;
pub mod intake;
pub mod jobs;
pub mod keys;
pub mod mail;
pub mod memory;
pub mod proof;
pub mod refusal;
pub mod requests;
pub mod root;
pub mod scope;
pub mod stretching;
pub mod tasks;
pub mod tenants;
pub mod throttle;
pub mod web;
pub mod wing;

pub use actor::{Actor, Principal, Role, Tenant, There};
pub use app::App;
pub use clock::{Clock, Millis};
pub use error::{Error, Result};
pub use ids::{DossierId, FileId, PersonId};
pub use refusal::{Ended, Fault, Refusal};
pub use scope::{Scope, ScopedRole};
pub use wing::Wing;

/// The texts of this crate, Dutch and English.
pub const LOCALES: i18n::Locales = (
    include_str!("../locales/nl.ftl"),
    include_str!("../locales/en.ftl"),
);

/// What the ground floor itself brings along.
pub const WING: Wing = Wing {
    name: "platform",
    locales: &[LOCALES],
    migrations: &[
        audit::MIGRATIONS,
        tenants::MIGRATIONS,
        mail::OUTBOX,
        jobs::MIGRATIONS,
        mail::MIGRATIONS,
        web::MIGRATIONS,
        db::MIGRATIONS,
        root::MIGRATIONS,
        tasks::MIGRATIONS,
        guests::MIGRATIONS,
        blobs::MIGRATIONS,
    ],
    code: mail::CODE,
    acts: audited::ALL,
    jobs: &[web::SWEEP, guests::SWEEP, blobs::SWEEP],
    routes: || {
        web::held_routes()
            .merge(web::asset_routes())
            .merge(web::look_routes())
            .merge(guests::routes())
    },
    vouched: &[
        |tx, app, tenant| Box::pin(tenants::standing(tx, app, tenant)),
        |tx, app, tenant| Box::pin(guests::standing(tx, app, tenant)),
    ],
    ..Wing::EMPTY
};
