//! Interpreters: the officer asks for one, the program books it, and until that is done the dossier
//! stays open. A wing in small, which CONTRIBUTING.md walks through.
//!
//! Never allowed: which language somebody speaks, outside the sealed column.

mod acts;
mod pages;
mod panel;
mod store;

use platform::web::Routes;
use platform::{Role, Wing};
use route::audited::DOSSIER_READ;

pub use acts::ask;

// [the wing]
pub const WING: Wing = Wing {
    name: "interpreters",
    locales: &[(
        include_str!("../locales/nl.ftl"),
        include_str!("../locales/en.ftl"),
    )],
    migrations: &[store::MIGRATIONS],
    routes,
    acts: acts::ALL,
    tasks: &[&acts::BOOK],
    jobs: &[acts::BOOKING],
    vouched: &[|tx, _, tenant| Box::pin(store::standing(tx, tenant))],
    parts: &[&panel::PANEL],
    ..Wing::EMPTY
};
// [end]

// [the routes]
fn routes() -> Routes {
    Routes::new()
        .get("/dossier/{id}/tolk", pages::form)
        .audits(&[&DOSSIER_READ])
        .authorize(&[Role::Officer])
        .post("/dossier/{id}/tolk", pages::ask)
        .audits(&[&acts::ASKED, &DOSSIER_READ])
        .authorize(&[Role::Officer])
}
// [end]
