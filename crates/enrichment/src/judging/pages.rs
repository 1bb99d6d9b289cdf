//! The page "komt dit al voor": proposals with what was decided, the checklist of sources, and the
//! housing check.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use platform::audit::Event;
use platform::forms::{Choice, Form, Posted};
use platform::web::{Page, html, redirect};
use platform::{Actor, App, DossierId, Role};
use policy::Pack;
use route::dossiers::{self, Ended, Open, Purpose};
use route::seen;
use serde::Deserialize;

use super::acts;
use super::checklist::{SourceLine, checklist};
use super::proposals::{Looked, Proposal, Proposed, proposed};
use super::sources::Gave;
use crate::audited;
use crate::lookup::{self, Part, Why};

/// What was found, once somebody said why they look.
struct Found {
    reason: String,
    proposed: Proposed,
    sources: Vec<SourceLine>,
}

impl Found {
    /// How many strong proposals nobody judged yet.
    fn open(&self) -> usize {
        self.proposed
            .looked
            .iter()
            .map(|one| one.open().len())
            .sum()
    }
}

#[derive(Template)]
#[template(path = "judging/templates/look.html")]
struct LookPage {
    page: Page,
    dossier: Open,
    ask: Form,
    found: Option<Found>,
    results: Vec<Choice>,
}

impl LookPage {
    fn count(&self, key: &str, number: impl std::fmt::Display) -> String {
        self.page.with(key, &[("number", number.to_string())])
    }

    /// The references of these, to read before all of them are judged at once.
    fn named(proposals: &[&Proposal]) -> String {
        let named = proposals.iter().map(|one| match &one.what.dossier {
            Some(home) => format!("{} ({})", one.what.title, home.reference),
            None => one.what.title.clone(),
        });
        named.collect::<Vec<_>>().join(", ")
    }

    /// Is there something to go on with among these, after others were judged?
    fn goes_on(looked: &Looked, folded: &[Proposal]) -> bool {
        let done = looked.in_sight().iter().all(|one| !one.is_open());
        done && folded.iter().any(Proposal::is_open)
    }
}

async fn found(
    app: &App,
    actor: &Actor,
    page: &Page,
    dossier: &Open,
    pack: &Pack,
    why: Why,
) -> Ended<Found> {
    let proposed = proposed(app, actor, page, dossier, pack).await?;
    let is_own = |one: &Proposal| one.what.dossier.is_some();
    let occurs = proposed.looked.iter().any(|one| one.all().any(is_own));
    let tx = &mut app.db.read().await?;
    let sources = checklist(tx, app, page, dossier, pack, occurs).await?;
    let reason = match why {
        Why::Said(reason) => reason,
        Why::Unreadable => page.text("lookup-because-unreadable"),
    };
    Ok(Found {
        reason,
        proposed,
        sources,
    })
}

async fn show(app: &App, actor: &Actor, page: Page, id: DossierId, ask: Form) -> Ended<Response> {
    let mut tx = app.db.read().await?;
    let dossier = dossiers::open(&mut tx, app, actor, id, Purpose::Read).await?;
    let pack = app.tenants.get(actor.tenant)?.pack;
    let why = lookup::why(&mut tx, &dossier).await?;
    drop(tx);
    let found = match why {
        Some(why) => Some(found(app, actor, &page, &dossier, &pack, why).await?),
        None => None,
    };
    let looked = found.iter().flat_map(|found| &found.proposed.looked);
    let shown = looked.flat_map(Looked::all).map(|one| &one.what);
    let shown = lookup::of_dossiers(shown);
    let event = Event::by(actor, Role::Officer, &audited::LOOKUP_READ).on(id);
    seen::with(app, event, &shown).await?;
    let result = |result: &Gave| {
        let label = page.text(&format!("check-{}", result.id()));
        Choice::new(result.id(), label)
    };
    let open = Choice::new("", page.text("check-open"));
    let results = std::iter::once(open).chain(Gave::ALL.iter().map(result));
    Ok(html(&LookPage {
        results: results.collect(),
        ask,
        found,
        dossier,
        page,
    })?)
}

/// Whom a link to the page is about: the place in its address no server sees, so a page in between would
/// lose it.
#[derive(Deserialize)]
pub struct About {
    #[serde(default)]
    deel: String,
}

pub async fn look(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<DossierId>,
    Query(about): Query<About>,
) -> Ended<Response> {
    let ask = Form::new(&page.texts, "lookup")
        .with("reason", page.text("lookup-usual-reason"))
        .with("part", about.deel);
    show(&app, &actor, page, id, ask).await
}

/// Why this is looked into: asked once for each dossier. Then on to whom the link was about.
pub async fn reason(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<DossierId>,
    posted: Posted,
) -> Ended<Response> {
    if let Err(refusal) = acts::say_why(&app, &actor, id, posted.get("reason")).await {
        let mut ask = Form::new(&page.texts, "lookup").typed(&posted);
        refusal.note(&mut ask, "reason")?;
        return show(&app, &actor, page, id, ask).await;
    }
    let path = format!("/dossier/{id}/nagaan");
    Ok(redirect(&match posted.get("part").parse::<Part>() {
        Ok(part) => format!("{path}#betrokkene-{part}"),
        Err(_) => path,
    }))
}
