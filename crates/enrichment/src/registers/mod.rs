//! Municipal registers that a signal is checked against (bijlage 2, stap 3): permits, housing
//! enforcement, extracts of the registers of persons, buildings and trade. The officer imports
//! them; owner, legal basis and how long they are kept come from the policy pack.
//!
//! Never allowed: a row in the clear in the database; a column kept that was given no meaning; the
//! national number where the pack does not allow it; an import seen before it is whole, or kept
//! after its time.

pub mod acts;
pub mod columns;
pub mod import;
mod job;
mod lines;
mod pages;
mod progress;
mod readable;
pub mod sheet;
mod store;
mod upgrade;
mod uploads;

use platform::audit::Event;
use platform::db::Reader;
use platform::i18n::Locales;
use platform::web::{Body, Routes};
use platform::{App, Result, Tenant};
use route::parts::Holding;

pub use job::IMPORT;
pub use progress::MIGRATIONS as RUN_MIGRATIONS;
pub use store::{
    About, Import, ImportId, MIGRATIONS, ROWS_OF_BLOCK, Row, block, import as find_import, ready,
    rows, standing,
};
pub use upgrade::move_uploads;

use crate::OFFICERS;
use crate::audited;

/// What this module alone says.
pub(crate) const TEXTS: Locales = (include_str!("texts/nl.ftl"), include_str!("texts/en.ftl"));

/// What was imported.
pub const EXTRACTS: Holding = Holding::Beside("registers", |tx, app, tenant| {
    Box::pin(open_all(tx, app, tenant))
});

/// The one source that no register is: the own dossiers.
pub const OWN_DOSSIERS: &str = "dossiers";

#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .get("/registers", pages::list)
        .authorize(OFFICERS)
        .post("/registers", pages::upload)
        .large(Body::Large)
        .authorize(OFFICERS)
        .get("/registers/kolommen/{upload}", pages::columns)
        .authorize(OFFICERS)
        .post("/registers/kolommen/{upload}", pages::begin)
        .audits(&[&audited::EXTRACT_IMPORTED])
        .authorize(OFFICERS)
        .get("/registers/bezig/{upload}", pages::underway)
        .authorize(OFFICERS)
        .get("/registers/{import}/fouten", pages::bad_rows)
        .audits(&[&audited::EXTRACT_READ])
        .authorize(OFFICERS)
        .post("/registers/{import}/verwijderen", pages::remove)
        .audits(&[&audited::EXTRACT_REMOVED])
        .authorize(OFFICERS)
}

/// Opens every import and every file that waits, to the end. For `meldroute check`.
pub async fn open_all(tx: &mut Reader, app: &App, tenant: Tenant) -> Result<()> {
    store::open_all(tx, app, tenant).await?;
    uploads::open_all(tx, app, tenant).await
}

/// Drops what was left lying for a day, and destroys extracts whose time is over.
pub async fn sweep(app: &App) -> Result<()> {
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    store::sweep(&mut tx, now - platform::clock::DAY).await?;
    uploads::sweep(&mut tx, now - platform::clock::DAY).await?;
    progress::sweep(&mut tx, now - platform::clock::DAY).await?;
    tx.commit_unaudited("never seen by anybody").await?;
    for known in app.tenants.all() {
        let mut tx = app.db.read().await?;
        let expired = store::expired(&mut tx, known.tenant, now).await?;
        drop(tx);
        for id in expired {
            let mut tx = app.db.begin().await?;
            store::remove(&mut tx, app, known.tenant, id).await?;
            let event = Event::by_system(known.tenant, "retention", &audited::EXTRACT_REMOVED);
            tx.commit(app, event.with("import", id.to_string())).await?;
        }
    }
    Ok(())
}
