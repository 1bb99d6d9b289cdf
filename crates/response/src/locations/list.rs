//! All places that are watched: what must be looked at first stands first; of a kind, with dossiers; the one at an address; and
//! the same as a file.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use platform::acts::Act;
use platform::audit::Event;
use platform::forms::{Choice, Form, Posted};
use platform::web::{Page, csv, html, redirect};
use platform::{Actor, App, Millis, Result, Role, calendar, clock};
use route::dossiers::{Ended, Line, Refusal};
use serde::Deserialize;

use super::form::kinds;
use super::model::{Kind, LocationId, State as Stands};
use super::store::{self, Location, UNPLANNED, Wanted};
use super::{found, links};
use crate::audited;

/// Lines on a page.
const SIZE: usize = 50;
/// So many are opened at once for a file.
const PIECE: usize = 500;

/// As the address has it. An address of a place stands in none: it goes by [`find`].
#[derive(Deserialize, Default)]
pub struct Asked {
    #[serde(default)]
    soort: String,
    /// `kijken`: must be looked at; `signalen`: a dossier belongs to it; `einde`: no longer watched.
    #[serde(default)]
    wat: String,
    #[serde(default)]
    na: String,
}

/// What of the places can be asked for.
const WHAT: [&str; 4] = ["alles", "kijken", "signalen", "einde"];

impl Asked {
    fn wanted(&self, now: Millis) -> Wanted {
        Wanted {
            state: if self.wat == "einde" {
                Stands::Ended
            } else {
                Stands::Watched
            },
            kind: Kind::parse(&self.soort),
            linked: self.wat == "signalen",
            until: if self.wat == "kijken" {
                today(now)
            } else {
                UNPLANNED
            },
        }
    }

    /// The same question at another page.
    fn at(&self, path: &str) -> String {
        let kind = Kind::parse(&self.soort).map_or("", Kind::id);
        let what = WHAT.iter().find(|what| **what == self.wat).unwrap_or(&"");
        format!("{path}?soort={kind}&wat={what}")
    }

    /// Nothing was asked for.
    fn is_bare(&self) -> bool {
        [&self.soort, &self.wat, &self.na]
            .iter()
            .all(|one| one.is_empty())
    }
}

/// The end of this day: what is due by then must be looked at.
pub fn today(now: Millis) -> Millis {
    calendar::end_of_day(calendar::day_of(now))
}

#[derive(Template)]
#[template(path = "locations/templates/list.html")]
struct List {
    page: Page,
    all: Vec<Location>,
    linked: BTreeMap<LocationId, i64>,
    form: Form,
    /// Where an address is typed.
    find: Form,
    kinds: Vec<Choice>,
    whats: Vec<Choice>,
    is_bare: bool,
    next: Option<String>,
    /// The same as a file.
    export: String,
    now: Millis,
}

impl List {
    fn dossiers(&self, location: &Location) -> i64 {
        self.linked.get(&location.id).copied().unwrap_or(0)
    }
}

/// The form in which an address is typed.
fn find_form(page: &Page) -> Form {
    Form::new(&page.texts, "locations-find")
}

/// Records that somebody reads many at once, before anything is shown.
pub async fn listed(app: &App, who: &Actor, act: &'static Act, lines: usize) -> Result<()> {
    let event = Event::by(who, Role::Officer, act).with("lines", lines);
    app.db.begin().await?.commit(app, event).await
}

/// The page with these places.
async fn shown(
    (app, actor): (&App, &Actor),
    page: Page,
    asked: &Asked,
    (all, next): (Vec<Location>, Option<Line>),
    find: Form,
) -> Ended<Response> {
    let mut tx = app.db.read().await?;
    let linked = links::linked(&mut tx, actor.tenant, &all).await?;
    drop(tx);
    listed(app, actor, &audited::LOCATION_LISTED, all.len()).await?;
    let every = Choice::new("", page.text("locations-all-kinds"));
    let what = |what: &&str| Choice::new(*what, page.text(&format!("locations-what-{what}")));
    let form = Form::new(&page.texts, "locations")
        .with("soort", asked.soort.clone())
        .with("wat", asked.wat.clone());
    Ok(html(&List {
        kinds: std::iter::once(every).chain(kinds(&page)).collect(),
        whats: WHAT.iter().map(what).collect(),
        is_bare: asked.is_bare(),
        next: next.map(|line| format!("{}&na={line}", asked.at("/locaties"))),
        export: asked.at("/locaties/bestand"),
        all,
        linked,
        form,
        find,
        now: app.clock.now(),
        page,
    })?)
}

pub async fn list(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Query(asked): Query<Asked>,
) -> Ended<Response> {
    let behind = Line::parse(&asked.na).unwrap_or(Line::LEAST);
    let wanted = asked.wanted(app.clock.now());
    let mut tx = app.db.read().await?;
    let some = store::list(&mut tx, &app, actor.tenant, wanted, (behind, SIZE)).await?;
    drop(tx);
    let find = find_form(&page);
    shown((&app, &actor), page, &asked, some, find).await
}

/// What stands at an address that was typed.
async fn at(app: &App, actor: &Actor, typed: &str) -> Ended<Vec<Location>> {
    if typed.is_empty() {
        return Err(Refusal::of("adres", "location-where"));
    }
    let mut tx = app.db.read().await?;
    let found = found::at_line(&mut tx, app, actor.tenant, typed).await?;
    if found.is_empty() {
        return Err(Refusal::of("adres", "location-nowhere"));
    }
    Ok(found)
}

/// To the place at an address. What was typed stands in no address of a page: those are kept in many logs.
pub async fn find(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    posted: Posted,
) -> Ended<Response> {
    let mut form = find_form(&page).typed(&posted);
    let found = match at(&app, &actor, posted.get("adres")).await {
        Ok(found) => found,
        Err(refusal) => {
            refusal.note(&mut form, "adres")?;
            Vec::new()
        }
    };
    if let [one] = &found[..] {
        return Ok(redirect(&format!("/locatie/{}", one.id)));
    }
    shown((&app, &actor), page, &Asked::default(), (found, None), form).await
}

/// What stands in the columns of the file.
const HEADS: [&str; 10] = [
    "locations-address",
    "locations-kind",
    "location-because",
    "locations-next",
    "locations-last",
    "locations-people",
    "location-people-allowed",
    "location-its-owner",
    "location-its-employer",
    "locations-dossiers",
];

/// Its line in the file. What was written freely stays on its page.
fn line(page: &Page, one: &Location, dossiers: i64) -> String {
    let content = &one.content;
    let number = |number: Option<u32>| number.map_or_else(String::new, |one| one.to_string());
    let look = content.last_look();
    let whys = content.head.why.iter();
    let whys = whys.map(|why| page.text(&format!("location-why-{}", why.id())));
    csv::line(&[
        one.line(),
        page.text(&format!("location-kind-{}", content.head.kind.id())),
        whys.collect::<Vec<_>>().join(", "),
        one.due()
            .map_or_else(String::new, |due| clock::day(due - 1)),
        look.map_or_else(String::new, |look| look.day.clone()),
        number(look.and_then(|look| look.people)),
        number(content.allowed()),
        content.owner().to_owned(),
        content.head.employer.clone(),
        dossiers.to_string(),
    ])
}

/// The same list as a file. Taking it along stands in the log.
pub async fn file(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Query(asked): Query<Asked>,
) -> Ended<Response> {
    let wanted = asked.wanted(app.clock.now());
    let mut text = csv::begin(&HEADS.map(|key| page.text(key)));
    let (mut behind, mut lines) = (Some(Line::LEAST), 0);
    let mut tx = app.db.read().await?;
    while let Some(after) = behind {
        let of = (after, PIECE);
        let (some, next) = store::list(&mut tx, &app, actor.tenant, wanted, of).await?;
        let linked = links::linked(&mut tx, actor.tenant, &some).await?;
        for one in &some {
            let dossiers = linked.get(&one.id).copied().unwrap_or(0);
            text += &line(&page, one, dossiers);
        }
        lines += some.len();
        behind = next;
    }
    drop(tx);
    listed(&app, &actor, &audited::LOCATION_EXPORTED, lines).await?;
    Ok(csv::file("locaties.csv", text))
}
