//! All places that are watched: what must be looked at first stands first; of a kind, with dossiers, at an address.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use platform::forms::{Choice, Form};
use platform::web::{Html, Page, html};
use platform::{Actor, App, Millis, calendar};
use route::dossiers::{Ended, Line};
use route::parts::{Notice, Noticed};
use serde::Deserialize;

use super::form::kinds;
use super::found;
use super::model::{Kind, LocationId, State as Stands};
use super::store::{self, Location, UNPLANNED, Wanted};

/// Lines on a page.
const SIZE: usize = 50;

/// As the address has it.
#[derive(Deserialize, Default)]
pub struct Asked {
    #[serde(default)]
    adres: String,
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

    /// The same question for the next page.
    fn next(&self, line: Line) -> String {
        let kind = Kind::parse(&self.soort).map_or("", Kind::id);
        let what = WHAT.iter().find(|what| **what == self.wat).unwrap_or(&"");
        format!("/locaties?soort={kind}&wat={what}&na={line}")
    }
}

/// The end of this day: what is due by then must be looked at.
fn today(now: Millis) -> Millis {
    calendar::end_of_day(calendar::day_of(now))
}

#[derive(Template)]
#[template(path = "locations/templates/list.html")]
struct List {
    page: Page,
    all: Vec<Location>,
    linked: BTreeMap<LocationId, i64>,
    form: Form,
    kinds: Vec<Choice>,
    whats: Vec<Choice>,
    /// Nothing was asked for.
    is_bare: bool,
    next: Option<String>,
    now: Millis,
}

impl List {
    fn dossiers(&self, location: &Location) -> i64 {
        self.linked.get(&location.id).copied().unwrap_or(0)
    }

    fn is_late(&self, location: &Location) -> bool {
        location.next_at < self.now
    }
}

pub async fn list(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Query(asked): Query<Asked>,
) -> Ended<Response> {
    let now = app.clock.now();
    let mut tx = app.db.read().await?;
    let (all, next) = if asked.adres.trim().is_empty() {
        let behind = Line::parse(&asked.na).unwrap_or(Line::LEAST);
        let wanted = asked.wanted(now);
        store::list(&mut tx, &app, actor.tenant, wanted, (behind, SIZE)).await?
    } else {
        let found = found::at_line(&mut tx, &app, actor.tenant, &asked.adres).await?;
        (found, None)
    };
    let linked = store::linked(&mut tx, actor.tenant).await?;
    drop(tx);
    let every = Choice::new("", page.text("locations-all-kinds"));
    let what = |what: &&str| Choice::new(*what, page.text(&format!("locations-what-{what}")));
    let form = Form::new(&page.texts, "locations")
        .with("adres", asked.adres.clone())
        .with("soort", asked.soort.clone())
        .with("wat", asked.wat.clone());
    let typed = [&asked.adres, &asked.soort, &asked.wat, &asked.na];
    Ok(html(&List {
        kinds: std::iter::once(every).chain(kinds(&page)).collect(),
        whats: WHAT.iter().map(what).collect(),
        is_bare: typed.iter().all(|one| one.is_empty()),
        next: next.map(|line| asked.next(line)),
        all,
        linked,
        form,
        now,
        page,
    })?)
}

#[derive(Template)]
#[template(path = "locations/templates/due.html")]
struct Due<'a> {
    page: &'a Page,
    count: i64,
}

/// Above the worklist: how many places must be looked at.
pub const DUE: Notice = Notice {
    show: |tx, app, actor, page| {
        Box::pin(async move {
            let count = store::due(tx, actor.tenant, today(app.clock.now())).await?;
            if count == 0 {
                return Ok(None);
            }
            let html = Html::of(&Due { page, count })?;
            let shown = Vec::new();
            Ok(Some(Noticed { html, shown }))
        })
    },
};
