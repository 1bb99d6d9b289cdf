//! Searching everything that is known, with one line: a name, an organisation, an address or a
//! number. The reason is asked each time and kept, sealed; what was searched for stands in no
//! address bar, log or record.

mod acts;
mod asked;
mod named;
mod readings;
mod store;

use accounts::people;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use platform::forms::{Form, Posted};
use platform::i18n::Locales;
use platform::web::{Access, Page, Routes, Search, html, redirect};
use platform::{Actor, App, Millis, Result};
use route::audited::LIST_READ;
use route::dossiers::{self, Ended};
use route::parts::Holding;
use route::seen;
use route::signals::Reference;
use uuid::Uuid;

use asked::Asked;
use named::{Named, named};
pub use store::{LATEST, standing};

use crate::OFFICERS;
use crate::audited;
use crate::lookup::{self, Found, Opened, Opener, reasons};

/// What this module alone says.
pub(crate) const TEXTS: Locales = (include_str!("texts/nl.ftl"), include_str!("texts/en.ftl"));

/// Why somebody searched.
pub const REASONS: Holding = Holding::Beside("searches", |tx, app, tenant| {
    Box::pin(async move { store::open_all(tx, app, tenant).await })
});

pub fn routes() -> Routes {
    Routes::new()
        .get("/zoeken", form)
        .authorize(OFFICERS)
        .post("/zoek", from_the_head)
        .form_on("/zoeken")
        .authorize(OFFICERS)
        .post("/zoeken", search)
        .audits(&[&audited::LOOKUP_SEARCHED])
        .authorize(OFFICERS)
        .get("/zoeken/{search}", answer)
        .audits(&[&LIST_READ])
        .authorize(OFFICERS)
}

/// So many results are shown.
const MOST: usize = 20;

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
    /// Dossiers that are called so.
    named: Vec<Named>,
    /// A large register is not whole in the index yet.
    is_whole: bool,
    /// Who searched before, when and why.
    before: Vec<(String, Millis, String)>,
}

async fn show(
    app: &App,
    actor: &Actor,
    page: Page,
    form: Form,
    found: Option<(Vec<Line>, bool, Vec<Named>)>,
) -> Result<Response> {
    let mut tx = app.db.read().await?;
    let names = people::names(&mut tx, app, actor.tenant).await?;
    let before = store::searches(&mut tx, app, actor.tenant, 20).await?;
    let line = |(who, at, why)| (names.get(&who).cloned().unwrap_or_default(), at, why);
    let (lines, is_whole, called) = match found {
        Some((lines, whole, called)) => (Some(lines), whole, called),
        None => (None, true, Vec::new()),
    };
    html(&SearchPage {
        before: before.into_iter().map(line).collect(),
        form,
        lines,
        named: called,
        is_whole,
        page,
    })
}

/// The field in the head of every page.
pub const FIELD: Search = Search {
    path: "/zoek",
    page: "/zoeken",
    access: Access::Roles(OFFICERS),
};

/// What was typed as a reference: a code, not a word that happens to have eight letters.
fn as_reference(typed: &str) -> Option<Reference> {
    let reference = Reference::parse(typed)?;
    let (first, second) = reference.as_str().split_at(4);
    let is_mixed = |group: &str| {
        group.bytes().any(|b| b.is_ascii_digit()) && group.bytes().any(|b| b.is_ascii_alphabetic())
    };
    let as_shown = typed.trim() == reference.to_string();
    (is_mixed(first) || is_mixed(second) || as_shown).then_some(reference)
}

/// To the dossier, when a reference was typed.
async fn to_reference(app: &App, actor: &Actor, posted: &Posted) -> Result<Option<Response>> {
    let mut tx = app.db.read().await?;
    let found = dossiers::of_reference(&mut tx, actor.tenant, posted.get("text")).await?;
    Ok(found.map(|id| redirect(&format!("/dossier/{id}"))))
}

/// What is wrong with what is searched for.
fn fault(page: &Page, form: &mut Form, text: &str) {
    if let Some(reference) = as_reference(text) {
        let values = [("reference", reference.to_string())];
        form.fault_text("text", page.with("error-no-reference", &values));
    } else if text.chars().count() < 2 {
        form.fault("text", "search-text");
    }
}

/// What was typed in the head: a reference leads to its dossier at once, for anything else the reason
/// is asked first.
pub async fn from_the_head(
    State(app): State<App>,
    actor: Actor,
    posted: Posted,
) -> Result<Response> {
    if let Some(found) = to_reference(&app, &actor, &posted).await? {
        return Ok(found);
    }
    let asked = Asked {
        text: posted.get("text").to_owned(),
        reason: None,
    };
    Ok(to_answer(&app, &actor, asked))
}

/// To a page of its own, so that going back or reading it in another language sends nothing again.
fn to_answer(app: &App, actor: &Actor, asked: Asked) -> Response {
    let id = asked::keep(app, actor, asked);
    redirect(&format!("/zoeken/{id}"))
}

pub async fn form(State(app): State<App>, actor: Actor, page: Page) -> Result<Response> {
    let form = Form::new(&page.texts, "search");
    show(&app, &actor, page, form, None).await
}

/// Asks: why is noted first.
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
    fault(&page, &mut form, posted.get("text"));
    if !posted.has("reason") {
        form.fault("reason", "why");
    }
    if !form.is_good() {
        return Ok(show(&app, &actor, page, form, None).await?);
    }
    acts::note(&app, &actor, posted.get("reason")).await?;
    let asked = Asked {
        text: posted.get("text").to_owned(),
        reason: Some(posted.get("reason").to_owned()),
    };
    Ok(to_answer(&app, &actor, asked))
}

/// The answer, or the form with what was typed in the head. What is no longer known is asked anew.
pub async fn answer(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<Uuid>,
) -> Ended<Response> {
    let Some(asked) = asked::asked(&app, &actor, id) else {
        return Ok(redirect("/zoeken"));
    };
    let mut form = Form::new(&page.texts, "search").with("text", asked.text.as_str());
    let Some(reason) = asked.reason else {
        fault(&page, &mut form, &asked.text);
        return Ok(show(&app, &actor, page, form, None).await?);
    };
    let (ranked, called, is_whole) = {
        let known = lookup::known(&app, actor.tenant).await?;
        let ranked = readings::ranked(&asked.text, |record| known.anything_like(record));
        let called = known.called(&asked.text, named::MOST);
        (ranked, called, known.is_whole())
    };
    let lines = lines(&app, &actor, &page, ranked).await?;
    let named = named(&app, actor.tenant, &called).await?;
    let mut shown = lookup::of_dossiers(lines.iter().map(|line| &line.what));
    shown.extend(named.iter().map(|one| one.id));
    seen::list(&app, &actor, &shown).await?;
    let form = form.with("reason", reason);
    Ok(show(&app, &actor, page, form, Some((lines, is_whole, named))).await?)
}

async fn lines(app: &App, actor: &Actor, page: &Page, ranked: Vec<Found>) -> Ended<Vec<Line>> {
    let pack = app.tenants.get(actor.tenant)?.pack;
    let mut tx = app.db.read().await?;
    let mut opener = Opener::new(&mut tx, app, actor, &pack, page).await?;
    let mut lines = Vec::new();
    for found in ranked {
        if lines.len() == MOST {
            break;
        }
        if let Some(what) = opener.open(&mut tx, found.thing).await? {
            let fits = found.hit.evidence.into_iter().filter(|one| one.bits > 0.0);
            lines.push(Line {
                fits: reasons(&page.texts, &fits.collect::<Vec<_>>()),
                what,
            });
        }
    }
    Ok(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_a_reference_and_a_word_of_eight_letters_is_none() {
        for typed in ["QVRE-4HXL", "qvre 4hxl", "ABCD-EFGH", "n6xypl8n"] {
            assert!(as_reference(typed).is_some(), "{typed}");
        }
        for typed in [
            "Vlugwerk",
            "Jean-Paul",
            "anna jans",
            "Kade 2345",
            "23456789",
            "Milo",
        ] {
            assert!(as_reference(typed).is_none(), "{typed}");
        }
    }
}
