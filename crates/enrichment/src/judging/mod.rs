//! The same, or not? What is proposed for a dossier's subjects ([`proposals`]) stands apart from the
//! facts until the officer decides ([`acts`]); the checklist says which sources were consulted; and
//! new data asks again ([`watch`], [`again`]).
//!
//! Never allowed: a judgement of what was not proposed for this very subject.

mod acts;
mod again;
mod alike;
mod checklist;
mod decide;
mod pages;
mod paper;
mod proposals;
mod sources;
mod store;
mod subject;
mod watch;

use platform::db::Reader;
use platform::i18n::Locales;
use platform::proof::Standing;
use platform::web::{Body, Routes};
use platform::{App, Result, Tenant};
use route::parts::{Holding, Link};

pub use again::{AGAIN, WAITING};
pub use alike::alike;
pub use paper::ON_PAPER;
pub use store::{Verdict, confirmed};
pub use watch::{waiting, watch};

use crate::OFFICERS;
use crate::audited;
use crate::lookup;

/// What this module alone says.
pub(crate) const TEXTS: Locales = (include_str!("texts/nl.ftl"), include_str!("texts/en.ftl"));

/// To the page that compares, beside who and what is involved.
pub const LOOK: Link = Link {
    beside: "subjects",
    label: "lookup-title",
    to: |open| {
        let report = open.report();
        let is_something = !report.subjects.is_empty() || !report.place.is_empty();
        is_something.then(|| format!("/dossier/{}/nagaan", open.id()))
    },
};

/// Why a dossier was looked into, and which sources were consulted.
pub const OF_DOSSIER: Holding = Holding::OfDossier(|tx, _, open| {
    Box::pin(async move {
        lookup::reason(tx, open).await?;
        sources::open_all(tx, open).await
    })
});

/// For `meldroute check`.
pub async fn standing(tx: &mut Reader, app: &App, tenant: Tenant) -> Result<Standing> {
    let mut found = store::standing(tx, app, tenant).await?;
    found.extend(sources::standing(tx, tenant).await?);
    Ok(found)
}

#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .get("/dossier/{id}/nagaan", pages::look)
        .audits(&[&audited::LOOKUP_READ])
        .authorize(OFFICERS)
        .post("/dossier/{id}/nagaan", pages::reason)
        .audits(&[&audited::LOOKUP_REASONED, &audited::LOOKUP_READ])
        .authorize(OFFICERS)
        .post("/dossier/{id}/nagaan/{subject}", decide::judge)
        .audits(&[&audited::LOOKUP_JUDGED, &audited::LOOKUP_READ])
        .authorize(OFFICERS)
        .post("/dossier/{id}/niet-nu", again::not_now)
        .audits(&[&audited::LOOKUP_PUT_OFF])
        .authorize(OFFICERS)
        .post("/dossier/{id}/bronnen", decide::check)
        .form_on("/dossier/{id}/nagaan")
        .large(Body::Form)
        .audits(&[&audited::LOOKUP_CHECKED])
        .authorize(OFFICERS)
        .get("/dossier/{id}/betrokkene/{subject}", subject::page)
        .audits(&[&audited::LOOKUP_READ])
        .authorize(OFFICERS)
}
