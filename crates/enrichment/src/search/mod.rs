//! Searching everything that is known, with one line: a name, an organisation, an address or a
//! number. The reason is asked each time and kept, sealed; what was searched for stands in no
//! address bar, log or record.

mod store;

use std::collections::BTreeMap;

use accounts::people;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use linkage::{Address, Evidence, Field, Name, Record};
use platform::audit::Event;
use platform::forms::{Form, Posted};
use platform::web::{Access, Page, Routes, Search, html, redirect};
use platform::{Actor, App, Millis, Result, Role};
use route::dossiers::{self, Ended};
use route::parts::Holding;
use route::seen;

pub use store::standing;

use crate::OFFICERS;
use crate::audited;
use crate::lookup::{self, Found, Opened, Opener, Thing, reasons};

/// Why somebody searched.
pub const REASONS: Holding = Holding::Beside("searches", |tx, app, tenant| {
    Box::pin(async move {
        store::searches(tx, app, tenant, i64::MAX).await?;
        Ok(())
    })
});

pub fn routes() -> Routes {
    Routes::new()
        .get("/zoeken", form)
        .authorize(OFFICERS)
        .post("/zoek", from_the_head)
        .authorize(OFFICERS)
        .post("/zoeken", search)
        .audits(&[&audited::LOOKUP_SEARCHED])
        .authorize(OFFICERS)
}

/// A result, with what fits.
struct Line {
    what: Opened,
    fits: Vec<String>,
}

#[derive(Template)]
#[template(path = "search/templates/search.html")]
struct SearchPage {
    page: Page,
    form: Form,
    lines: Option<Vec<Line>>,
    /// Who searched before, when and why.
    before: Vec<(String, Millis, String)>,
}

async fn show(
    app: &App,
    actor: &Actor,
    page: Page,
    form: Form,
    lines: Option<Vec<Line>>,
) -> Result<Response> {
    let mut tx = app.db.read().await?;
    let names = people::names(&mut tx, app, actor.tenant).await?;
    let before = store::searches(&mut tx, app, actor.tenant, 20).await?;
    let line = |(who, at, why)| (names.get(&who).cloned().unwrap_or_default(), at, why);
    html(&SearchPage {
        before: before.into_iter().map(line).collect(),
        form,
        lines,
        page,
    })
}

/// What a line of text could be.
#[must_use]
fn readings(text: &str) -> Vec<Record> {
    let one = || vec![text.to_owned()];
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let mut out = vec![
        Record {
            names: vec![Name {
                given: String::new(),
                surname: text.to_owned(),
            }],
            ..Record::default()
        },
        Record {
            organisations: one(),
            ..Record::default()
        },
        Record {
            handles: one(),
            ..Record::default()
        },
    ];
    if digits > 0 {
        let street = Address {
            street: text.to_owned(),
            ..Address::default()
        };
        out.push(Record {
            addresses: vec![street],
            ..Record::default()
        });
        out.push(Record {
            plates: one(),
            ..Record::default()
        });
    }
    if digits >= 8 {
        out.push(Record {
            phones: one(),
            trade_numbers: one(),
            ..Record::default()
        });
    }
    if text.contains('@') {
        out.push(Record {
            emails: one(),
            ..Record::default()
        });
    }
    out
}

/// The field in the head of every page.
pub const FIELD: Search = Search {
    path: "/zoek",
    page: "/zoeken",
    access: Access::Roles(OFFICERS),
};

/// To the dossier, when a reference was typed.
async fn to_reference(app: &App, actor: &Actor, posted: &Posted) -> Result<Option<Response>> {
    let mut tx = app.db.read().await?;
    let found = dossiers::of_reference(&mut tx, actor.tenant, posted.get("text")).await?;
    Ok(found.map(|id| redirect(&format!("/dossier/{id}"))))
}

/// What was typed in the head: a reference leads to its dossier at once, for anything else the reason
/// is asked first.
pub async fn from_the_head(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    posted: Posted,
) -> Result<Response> {
    if let Some(found) = to_reference(&app, &actor, &posted).await? {
        return Ok(found);
    }
    let form = Form::new(&page.texts, "search").with("text", posted.get("text"));
    show(&app, &actor, page, form, None).await
}

pub async fn form(State(app): State<App>, actor: Actor, page: Page) -> Result<Response> {
    let form = Form::new(&page.texts, "search");
    show(&app, &actor, page, form, None).await
}

/// What is known and looks like this text, the likeliest first.
async fn ranked(app: &App, actor: &Actor, text: &str) -> Result<Vec<Found>> {
    let mut best: BTreeMap<Thing, (f64, Found)> = BTreeMap::new();
    {
        let known = lookup::known(app, actor.tenant).await?;
        for record in readings(text) {
            for found in known.like(&record, None, 0.0) {
                let bits: f64 = found
                    .hit
                    .evidence
                    .iter()
                    .map(|evidence| evidence.bits)
                    .sum();
                let resembles =
                    |evidence: &Evidence| evidence.bits > 0.0 && evidence.field != Field::Town;
                if bits > 0.0
                    && found.hit.evidence.iter().any(resembles)
                    && best
                        .get(&found.thing)
                        .is_none_or(|(known, _)| bits > *known)
                {
                    best.insert(found.thing, (bits, found));
                }
            }
        }
    }
    let mut ranked: Vec<(f64, Found)> = best.into_values().collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
    Ok(ranked.into_iter().map(|(_, found)| found).collect())
}

pub async fn search(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    posted: Posted,
) -> Ended<Response> {
    if let Some(found) = to_reference(&app, &actor, &posted).await? {
        return Ok(found);
    }
    let mut form = Form::new(&page.texts, "search").typed(&posted);
    if posted.get("text").chars().count() < 2 {
        form.fault("text", "search-text");
    }
    if !posted.has("reason") {
        form.fault("reason", "why");
    }
    if !form.is_good() {
        return Ok(show(&app, &actor, page, form, None).await?);
    }
    let mut tx = app.db.begin().await?;
    let why = store::note_search(&mut tx, &app, &actor, posted.get("reason")).await?;
    let event =
        Event::by(&actor, Role::Officer, &audited::LOOKUP_SEARCHED).with("reason", why.to_string());
    tx.commit(&app, event).await?;
    let pack = app.tenants.get(actor.tenant)?.pack;
    let ranked = ranked(&app, &actor, posted.get("text")).await?;
    let mut tx = app.db.read().await?;
    let mut opener = Opener::new(&mut tx, &app, &actor, &pack, &page).await?;
    let mut lines = Vec::new();
    for found in ranked.into_iter().take(20) {
        if let Some(what) = opener.open(&mut tx, found.thing).await? {
            lines.push(Line {
                fits: reasons(&page.texts, &found.hit.evidence),
                what,
            });
        }
    }
    drop(tx);
    let shown = lookup::of_dossiers(lines.iter().map(|line| &line.what));
    seen::list(&app, &actor, &shown).await?;
    Ok(show(&app, &actor, page, form, Some(lines)).await?)
}
