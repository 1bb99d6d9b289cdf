//! Locations at risk (chapters "Arbeidsuitbuiting" and "Seksuele uitbuiting": "locaties waar arbeidsmigranten zijn gehuisvest",
//! "hotels en vakantieparken"): places that need watching, what may be there and what is, when somebody looked and must
//! look again, and the dossiers that belong to them. On a list, on a map, and in the dossier.
//!
//! Who may do what: officers alone. A place can be watched without any signal: because of its kind or the area.
//!
//! Never allowed: an address twice; an address in the clear in the database, or in the address of a page; who reported; somebody of a dossier in words
//! that stay when that dossier is destroyed; what an extract says over what an officer typed.

mod acts;
mod address;
mod columns;
mod due;
mod form;
mod found;
mod geo;
mod import;
mod links;
mod list;
mod looking;
mod map;
mod model;
mod pages;
mod panel;
mod seen;
mod store;
mod upload;
mod words;

pub use acts::{Begun, begin, change, link, unlink};
pub use address::Address;
pub use columns::Told;
pub use due::DUE;
pub use geo::Spot;
pub use import::{Imported, OfAll, take_in};
pub use links::{LINKS, OF_DOSSIER};
pub use looking::{KEEPING, Looked, look, plan, sweep, turn};
pub use model::{Extract, Head, Kind, LocationId, State, Why};
pub use panel::{HAPPENED, OF_CASE, PANEL};
pub use seen::version;
pub use store::{BESIDE, COUNT_DUE, LINKED, LINKED_OF_KIND, LIST, MIGRATIONS, OF_KIND};

use platform::db::Reader;
use platform::i18n::Locales;
use platform::proof::Standing;
use platform::web::{Body, Routes};
use platform::{App, Result, Tenant};
use route::audited::{DOSSIER_READ, VAULT_OPENED, VAULT_REFUSED};

use crate::{OFFICERS, audited};

/// What this module alone says.
pub(crate) const TEXTS: Locales = (include_str!("texts/nl.ftl"), include_str!("texts/en.ftl"));

/// For `meldroute check`: each location, and what belongs to it.
///
/// # Errors
/// When the database cannot be read.
pub async fn standing(tx: &mut Reader, app: &App, tenant: Tenant) -> Result<Standing> {
    let mut found = store::standing(tx, app, tenant).await?;
    found.extend(links::standing(tx, app, tenant).await?);
    Ok(found)
}

pub fn routes() -> Routes {
    all().merge(of_one()).merge(turned()).merge(of_dossier())
}

fn all() -> Routes {
    Routes::new()
        .get("/locaties", list::list)
        .audits(&[&audited::LOCATION_LISTED])
        .authorize(OFFICERS)
        .post("/locaties/zoeken", list::find)
        .audits(&[&audited::LOCATION_LISTED])
        .authorize(OFFICERS)
        .get("/locaties/bestand", list::file)
        .audits(&[&audited::LOCATION_EXPORTED])
        .authorize(OFFICERS)
        .get("/locaties/kaart", map::page)
        .audits(&[&audited::LOCATION_LISTED])
        .authorize(OFFICERS)
        .get("/locaties/nieuw", form::begin_form)
        .authorize(OFFICERS)
        .post("/locaties/nieuw", form::begin)
        .large(Body::Form)
        .audits(&[&audited::LOCATION_BEGUN])
        .authorize(OFFICERS)
        .get("/locaties/uittreksel", upload::form)
        .authorize(OFFICERS)
        .post("/locaties/uittreksel", upload::import)
        .large(Body::Large)
        .audits(&[&audited::LOCATION_IMPORTED])
        .authorize(OFFICERS)
}

fn of_one() -> Routes {
    Routes::new()
        .get("/locatie/{location}", pages::location)
        .audits(&[&audited::LOCATION_READ])
        .authorize(OFFICERS)
        .get("/locatie/{location}/wijzigen", form::change_form)
        .audits(&[&audited::LOCATION_READ])
        .authorize(OFFICERS)
        .post("/locatie/{location}/wijzigen", form::change)
        .large(Body::Form)
        .audits(&[
            &audited::LOCATION_CHANGED,
            &audited::LOCATION_READ,
            &VAULT_OPENED,
            &VAULT_REFUSED,
        ])
        .authorize(OFFICERS)
        .post("/locatie/{location}/bekeken", pages::look)
        .large(Body::Form)
        .audits(&[
            &audited::LOCATION_LOOKED,
            &audited::LOCATION_READ,
            &VAULT_OPENED,
            &VAULT_REFUSED,
        ])
        .authorize(OFFICERS)
        .post("/locatie/{location}/plannen", pages::plan)
        .audits(&[&audited::LOCATION_PLANNED, &audited::LOCATION_READ])
        .authorize(OFFICERS)
}

fn turned() -> Routes {
    Routes::new()
        .post("/locatie/{location}/einde", pages::end)
        .large(Body::Form)
        .audits(&[
            &audited::LOCATION_ENDED,
            &audited::LOCATION_READ,
            &VAULT_OPENED,
            &VAULT_REFUSED,
        ])
        .authorize(OFFICERS)
        .post("/locatie/{location}/opnieuw", pages::again)
        .large(Body::Form)
        .audits(&[
            &audited::LOCATION_AGAIN,
            &audited::LOCATION_READ,
            &VAULT_OPENED,
            &VAULT_REFUSED,
        ])
        .authorize(OFFICERS)
}

fn of_dossier() -> Routes {
    Routes::new()
        .get("/dossier/{id}/locatie/nieuw", form::begin_in_form)
        .audits(&[&DOSSIER_READ])
        .authorize(OFFICERS)
        .post("/dossier/{id}/locatie/nieuw", form::begin_in)
        .large(Body::Form)
        .audits(&[
            &audited::LOCATION_BEGUN,
            &audited::LOCATION_LINKED,
            &DOSSIER_READ,
            &VAULT_OPENED,
            &VAULT_REFUSED,
        ])
        .authorize(OFFICERS)
        .post("/dossier/{id}/locatie", panel::link)
        .large(Body::Form)
        .audits(&[
            &audited::LOCATION_CHANGED,
            &audited::LOCATION_LINKED,
            &DOSSIER_READ,
            &VAULT_OPENED,
            &VAULT_REFUSED,
        ])
        .authorize(OFFICERS)
        .post("/dossier/{id}/locatie/{location}/los", panel::unlink)
        .audits(&[
            &audited::LOCATION_CHANGED,
            &audited::LOCATION_UNLINKED,
            &DOSSIER_READ,
        ])
        .authorize(OFFICERS)
}
