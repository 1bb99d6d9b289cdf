//! Dossiers that are closed: what came of them, and when. Of a year, a form, an outcome; in the order of a
//! column; and as a file.

use std::cmp::Reverse;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use platform::audit::Event;
use platform::db::Reader;
use platform::forms::{Choice, Form};
use platform::web::{Page, Words, csv, html};
use platform::{Actor, App, DossierId, Result, Role};
use policy::Pack;
use serde::Deserialize;

use crate::assessment;
use crate::audited;
use crate::paging::plain;
use crate::record;
use crate::seen;
use crate::signals::{self, Outcome, WorkItem};
use crate::years;

/// Lines on a page.
const SIZE: usize = 25;
/// The latest so many are looked through: more than a municipality closes in the years that it keeps
/// them.
const MOST: usize = 2000;
/// So many are opened at once.
const PIECE: usize = 200;
/// What the list can be sorted by.
const ORDERS: [&str; 4] = ["closed", "received", "outcome", "title"];

/// As the address has it.
#[derive(Deserialize, Default)]
pub struct Asked {
    #[serde(default)]
    jaar: String,
    #[serde(default)]
    vorm: String,
    #[serde(default)]
    uitkomst: String,
    #[serde(default)]
    volgorde: String,
    /// Which page, from 0.
    #[serde(default)]
    blad: usize,
}

/// A dossier of the list, with the forms it was judged to be.
struct Item {
    work: WorkItem,
    judged: Vec<policy::Form>,
    /// The reference of the dossier that it was merged with.
    merged_with: Option<String>,
}

impl Item {
    /// Those forms, as the municipality names them.
    fn forms(&self, pack: &Pack, page: &Page) -> Words {
        let known = self.judged.iter().filter_map(|form| pack.form(*form));
        Words::joined(known.map(|form| page.label(&form.name)), ", ")
    }

    fn outcome(&self, page: &Page) -> String {
        let closing = self.work.state.closing();
        let said = closing.map_or_else(String::new, |(_, outcome)| {
            page.text(&format!("outcome-{}", outcome.id()))
        });
        match &self.merged_with {
            Some(reference) => format!("{said}: {reference}"),
            None => said,
        }
    }
}

#[derive(Template)]
#[template(path = "desk/templates/closed.html")]
struct Closed {
    page: Page,
    pack: Arc<Pack>,
    items: Vec<Item>,
    /// How many there are of what was asked for, on all pages.
    count: usize,
    /// There are more than are looked through.
    more: bool,
    form: Form,
    years: Vec<Choice>,
    forms: Vec<Choice>,
    outcomes: Vec<Choice>,
    orders: Vec<Choice>,
    export: String,
    next: Option<String>,
}

impl Asked {
    fn pairs(&self) -> [(&'static str, &str); 4] {
        [
            ("jaar", self.jaar.as_str()),
            ("vorm", &self.vorm),
            ("uitkomst", &self.uitkomst),
            ("volgorde", &self.volgorde),
        ]
    }

    /// The same question in an address.
    fn address(&self, path: &str, sheet: Option<usize>) -> String {
        let pairs = self
            .pairs()
            .into_iter()
            .filter(|(_, value)| !value.is_empty());
        let mut query: Vec<String> = pairs
            .map(|(name, value)| format!("{name}={}", plain(value)))
            .collect();
        query.extend(sheet.map(|sheet| format!("blad={sheet}")));
        if query.is_empty() {
            path.to_owned()
        } else {
            format!("{path}?{}", query.join("&"))
        }
    }

    fn takes(&self, judged: &[policy::Form]) -> bool {
        self.vorm.is_empty() || judged.iter().any(|form| form.id() == self.vorm)
    }
}

/// The years in which something was closed, the latest first.
async fn years_of(tx: &mut Reader, app: &App, actor: &Actor) -> Result<Vec<Choice>> {
    let mut found = Vec::new();
    for (year, stretch) in years::latest(app) {
        if signals::any_closed(tx, actor.tenant, stretch).await? {
            found.push(year);
        }
    }
    Ok(found)
}

/// These dossiers, opened, with the forms they were judged to be.
async fn opened(tx: &mut Reader, app: &App, actor: &Actor, ids: &[DossierId]) -> Result<Vec<Item>> {
    let dossiers = signals::some(tx, app, actor.tenant, ids).await?;
    let mut judged = assessment::forms_of(tx, &dossiers).await?;
    let mut items = Vec::new();
    for dossier in &dossiers {
        let work = WorkItem::of(dossier);
        let is_merged = |(_, outcome)| outcome == Outcome::Merged;
        let merged_with = if work.state.closing().is_some_and(is_merged) {
            record::merged_with(tx, dossier).await?
        } else {
            None
        };
        items.push(Item {
            judged: judged.remove(&work.id).unwrap_or_default(),
            merged_with,
            work,
        });
    }
    Ok(items)
}

/// What was asked for, in its order; and whether more than these were closed. The rows say most of it:
/// only for a form or a name the dossiers are opened.
async fn found(
    tx: &mut Reader,
    app: &App,
    actor: &Actor,
    page: &Page,
    asked: &Asked,
) -> Result<(Vec<DossierId>, bool)> {
    let mut rows =
        signals::closed_rows(tx, actor.tenant, years::asked(&asked.jaar), MOST + 1).await?;
    let more = rows.len() > MOST;
    rows.truncate(MOST);
    rows.retain(|row| asked.uitkomst.is_empty() || row.outcome == asked.uitkomst);
    match asked.volgorde.as_str() {
        "received" => rows.sort_by_key(|row| Reverse(row.received_at)),
        "outcome" => rows.sort_by_cached_key(|row| page.text(&format!("outcome-{}", row.outcome))),
        _ => {}
    }
    let ids: Vec<DossierId> = rows.iter().map(|row| row.id).collect();
    let by_name = asked.volgorde == "title";
    if asked.vorm.is_empty() && !by_name {
        return Ok((ids, more));
    }
    let mut named = Vec::new();
    for ids in ids.chunks(PIECE) {
        let items = opened(tx, app, actor, ids).await?.into_iter();
        let asked_for = items.filter(|item| asked.takes(&item.judged));
        named.extend(asked_for.map(|item| (item.work.title.to_lowercase(), item.work.id)));
    }
    if by_name {
        named.sort_by(|a, b| a.0.cmp(&b.0));
    }
    Ok((named.into_iter().map(|(_, id)| id).collect(), more))
}

/// A choice of all, and these.
fn choices(all: String, each: impl Iterator<Item = Choice>) -> Vec<Choice> {
    std::iter::once(Choice::new("", all)).chain(each).collect()
}

pub async fn closed(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let mut tx = app.db.read().await?;
    let (ids, more) = found(&mut tx, &app, &actor, &page, &asked).await?;
    let years = years_of(&mut tx, &app, &actor).await?;
    let count = ids.len();
    let ids = &ids[asked.blad.saturating_mul(SIZE).min(count)..];
    let next = (ids.len() > SIZE).then(|| asked.address("/afgesloten", Some(asked.blad + 1)));
    let items = opened(&mut tx, &app, &actor, &ids[..ids.len().min(SIZE)]).await?;
    drop(tx);
    let shown: Vec<DossierId> = items.iter().map(|item| item.work.id).collect();
    seen::list(&app, &actor, &shown).await?;
    let pack = app.tenants.get(actor.tenant)?.pack;
    let form = asked
        .pairs()
        .into_iter()
        .fold(Form::new(&page.texts, "closed"), |form, (name, value)| {
            form.with(name, value)
        });
    let named = pack
        .forms
        .iter()
        .map(|form| Choice::new(form.id.get_ref().id(), page.label(&form.name)));
    let outcomes = Outcome::ALL.iter().map(|outcome| {
        let label = page.text(&format!("outcome-{}", outcome.id()));
        Choice::new(outcome.id(), label)
    });
    let orders = ORDERS.map(|order| Choice::new(order, page.text(&format!("closed-by-{order}"))));
    html(&Closed {
        count,
        more,
        export: asked.address("/afgesloten/bestand", None),
        next,
        years: choices(page.text("closed-all"), years.into_iter()),
        forms: choices(page.text("closed-all-forms"), named),
        outcomes: choices(page.text("closed-all-outcomes"), outcomes),
        orders: orders.to_vec(),
        form,
        items,
        pack,
        page,
    })
}

/// The same list as a file. Taking it along stands in the log, with the dossiers that are in it.
pub async fn file(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let mut tx = app.db.read().await?;
    let (ids, _) = found(&mut tx, &app, &actor, &page, &asked).await?;
    let items = opened(&mut tx, &app, &actor, &ids).await?;
    drop(tx);
    let pack = app.tenants.get(actor.tenant)?.pack;
    let heads = [
        "closed-reference",
        "closed-dossier",
        "closed-form",
        "closed-outcome",
        "closed-received",
        "closed-at",
    ];
    let mut text = csv::begin(&heads.map(|key| page.text(key)));
    for item in &items {
        let closed = item.work.closed_at.map(platform::clock::day);
        text += &csv::line(&[
            item.work.reference.to_string(),
            item.work.title.clone(),
            item.forms(&pack, &page).text(),
            item.outcome(&page),
            platform::clock::day(item.work.received_at),
            closed.unwrap_or_default(),
        ]);
    }
    let shown: Vec<DossierId> = items.iter().map(|item| item.work.id).collect();
    let event = Event::by(&actor, Role::Officer, &audited::LIST_EXPORTED);
    seen::with(&app, event, &shown).await?;
    Ok(csv::file("afgesloten.csv", text))
}
