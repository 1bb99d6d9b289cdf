//! Dossiers that are closed: what came of them, and when. Of a year, a form, an outcome; in the order of a
//! column; and as a file.

use std::cmp::Reverse;

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use jiff::civil::date;
use platform::audit::Event;
use platform::db::Reader;
use platform::forms::{Choice, Form};
use platform::web::{Page, csv, html};
use platform::{Actor, App, DossierId, Millis, Result, Role, calendar};
use policy::Pack;
use serde::Deserialize;

use crate::assessment;
use crate::audited;
use crate::paging::Line;
use crate::record;
use crate::seen;
use crate::signals::{self, Outcome, WorkItem};

/// Lines on a page.
const SIZE: usize = 25;
/// The latest so many are looked through: more than a municipality closes in the years that it keeps
/// them.
const MOST: usize = 2000;
/// So many are opened at once.
const PIECE: usize = 200;
/// The years that can be chosen: as long as a dossier may be kept, and then some.
const YEARS: i16 = 8;
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
    forms: Vec<String>,
    /// The reference of the dossier that it was merged with.
    merged_with: Option<String>,
}

impl Item {
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

    /// Reads with which dossier it was merged, if it was. What is damaged is told by `meldroute check`.
    async fn say_with_which(&mut self, tx: &mut Reader, app: &App, actor: &Actor) -> Result<()> {
        let closing = self.work.state.closing();
        if closing.is_none_or(|(_, outcome)| outcome != Outcome::Merged) {
            return Ok(());
        }
        match record::merged_with(tx, app, actor.tenant, self.work.id).await {
            Ok(with) => self.merged_with = with,
            Err(error) if error.is_damage() => {}
            Err(error) => return Err(error),
        }
        Ok(())
    }
}

#[derive(Template)]
#[template(path = "desk/templates/closed.html")]
struct Closed {
    page: Page,
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

/// The first moment after a year.
fn end_of(year: i16) -> Millis {
    calendar::end_of_day(date(year, 12, 31))
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
        let known = |c: &char| c.is_ascii_alphanumeric() || "_-".contains(*c);
        let plain = |text: &str| text.chars().filter(known).collect::<String>();
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

    fn takes(&self, item: &WorkItem, judged: &[policy::Form]) -> bool {
        let outcome = item.state.closing().map(|(_, outcome)| outcome.id());
        let by_outcome = self.uitkomst.is_empty() || outcome == Some(self.uitkomst.as_str());
        let by_form = self.vorm.is_empty() || judged.iter().any(|form| form.id() == self.vorm);
        by_outcome && by_form
    }
}

/// The years in which something was closed, the latest first.
async fn years(tx: &mut Reader, app: &App, actor: &Actor) -> Result<Vec<i16>> {
    let this = calendar::day_of(app.clock.now()).year();
    let mut found = Vec::new();
    for year in (this - YEARS + 1..=this).rev() {
        let stretch = (end_of(year - 1), end_of(year));
        if signals::any_closed(tx, actor.tenant, stretch).await? {
            found.push(year);
        }
    }
    Ok(found)
}

/// The names of forms of exploitation, as the municipality has them.
fn names(pack: &Pack, page: &Page, judged: &[policy::Form]) -> Vec<String> {
    let named = judged.iter().filter_map(|form| pack.form(*form));
    named
        .map(|form| form.name.get(page.texts.lang).to_owned())
        .collect()
}

/// What was asked for, sorted; and whether more than these were closed.
async fn gathered(
    tx: &mut Reader,
    app: &App,
    actor: &Actor,
    page: &Page,
    asked: &Asked,
) -> Result<(Vec<Item>, bool)> {
    let pack = app.tenants.get(actor.tenant)?.pack;
    let year = asked
        .jaar
        .parse::<i16>()
        .ok()
        .filter(|year| (2000..3000).contains(year));
    let mut line = Line {
        at: year.map_or(Millis::MAX, end_of),
        ..year.map_or(Line::MOST, |_| Line::LEAST)
    };
    let begin = year.map_or(Millis::MIN, |year| end_of(year - 1));
    let (mut items, mut looked) = (Vec::new(), 0);
    let more = loop {
        let piece = signals::closed(tx, app, actor.tenant, line, PIECE).await?;
        let is_last = piece.len() < PIECE;
        for dossier in &piece {
            let work = WorkItem::of(dossier);
            line = last(&work);
            if line.at < begin {
                continue;
            }
            looked += 1;
            let judged = assessment::forms(tx, dossier).await?;
            if asked.takes(&work, &judged) {
                let forms = names(&pack, page, &judged);
                let mut item = Item {
                    work,
                    forms,
                    merged_with: None,
                };
                item.say_with_which(tx, app, actor).await?;
                items.push(item);
            }
        }
        if is_last || line.at < begin {
            break false;
        }
        if looked >= MOST {
            break true;
        }
    };
    match asked.volgorde.as_str() {
        "received" => items.sort_by_key(|item| Reverse(item.work.received_at)),
        "outcome" => items.sort_by_key(|item| item.outcome(page)),
        "title" => items.sort_by_key(|item| item.work.title.to_lowercase()),
        _ => {}
    }
    Ok((items, more))
}

fn last(item: &WorkItem) -> Line {
    Line::of(item.closed_at.unwrap_or_default(), item.id)
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
    let (mut items, more) = gathered(&mut tx, &app, &actor, &page, &asked).await?;
    let years = years(&mut tx, &app, &actor).await?;
    drop(tx);
    let count = items.len();
    let before = asked.blad.saturating_mul(SIZE).min(count);
    items.drain(..before);
    let next = (items.len() > SIZE).then(|| asked.address("/afgesloten", Some(asked.blad + 1)));
    items.truncate(SIZE);
    let shown: Vec<DossierId> = items.iter().map(|item| item.work.id).collect();
    seen::list(&app, &actor, &shown).await?;
    let pack = app.tenants.get(actor.tenant)?.pack;
    let form = asked
        .pairs()
        .into_iter()
        .fold(Form::new(&page.texts, "closed"), |form, (name, value)| {
            form.with(name, value)
        });
    let year = |year: i16| Choice::new(year.to_string(), year.to_string());
    let named = pack
        .forms
        .iter()
        .map(|form| Choice::new(form.id.get_ref().id(), form.name.get(page.texts.lang)));
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
        years: choices(page.text("closed-all"), years.into_iter().map(year)),
        forms: choices(page.text("closed-all-forms"), named),
        outcomes: choices(page.text("closed-all-outcomes"), outcomes),
        orders: orders.to_vec(),
        form,
        items,
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
    let (items, _) = gathered(&mut tx, &app, &actor, &page, &asked).await?;
    drop(tx);
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
            item.forms.join(", "),
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
