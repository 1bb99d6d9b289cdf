//! Locations at risk (chapters "Arbeidsuitbuiting" and "Seksuele uitbuiting": "locaties waar arbeidsmigranten zijn gehuisvest",
//! "hotels en vakantieparken"): places that need watching, what may be there and what is, when somebody looked and must
//! look again, and the dossiers that belong to them. On a list, on a map, and in the dossier.
//!
//! Who may do what: officers alone. A place can be watched without any signal: because of its kind or the area.
//!
//! Never allowed: an address twice; an address in the clear in the database; who reported; somebody of a dossier in words
//! that stay when that dossier is destroyed; what an extract says over what an officer typed.

mod acts;
mod address;
mod columns;
mod form;
mod found;
mod geo;
mod import;
mod list;
mod looking;
mod map;
mod model;
mod pages;
mod panel;
mod seen;
mod store;
mod words;

pub use acts::{Begun, begin, change, link, unlink};
pub use address::Address;
pub use columns::Told;
pub use geo::Spot;
pub use import::{Imported, OfAll, take_in};
pub use list::DUE;
pub use looking::{KEEPING, Looked, look, plan, sweep, turn};
pub use model::{Extract, Head, Kind, LocationId, State, Why};
pub use panel::{HAPPENED, PANEL, of_dossiers};
pub use seen::version;
pub use store::{BESIDE, MIGRATIONS, OF_DOSSIER, standing};

use platform::i18n::Locales;
use platform::web::{Body, Routes};
use route::audited::{DOSSIER_READ, VAULT_OPENED, VAULT_REFUSED};

use crate::{OFFICERS, audited};

/// What this module alone says.
pub(crate) const TEXTS: Locales = (include_str!("texts/nl.ftl"), include_str!("texts/en.ftl"));

pub fn routes() -> Routes {
    all().merge(of_one()).merge(turned()).merge(of_dossier())
}

fn all() -> Routes {
    Routes::new()
        .get("/locaties", list::list)
        .authorize(OFFICERS)
        .get("/locaties/kaart", map::page)
        .authorize(OFFICERS)
        .get("/locaties/nieuw", form::begin_form)
        .authorize(OFFICERS)
        .post("/locaties/nieuw", form::begin)
        .large(Body::Form)
        .audits(&[&audited::LOCATION_BEGUN])
        .authorize(OFFICERS)
        .get("/locaties/uittreksel", import::form)
        .authorize(OFFICERS)
        .post("/locaties/uittreksel", import::import)
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
