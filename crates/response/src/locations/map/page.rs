//! The page of the map.

use std::fmt::Write;

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use platform::forms::{Choice, Form};
use platform::web::{Page, html};
use platform::{Actor, App};
use policy::Pack;
use route::dossiers::Ended;
use serde::Deserialize;

use super::super::form::kinds;
use super::super::geo::Spot;
use super::super::list::listed;
use super::super::model::Kind;
use super::cluster::{Dot, Sign, View, signs};
use super::dots::{self, Dots};
use super::outline;
use crate::audited;

/// The map is so many units wide and high.
const SIDE: i32 = 1000;

/// Where many lie on one spot, so many stand in the table.
const MOST: usize = 20;

/// As the address has it.
#[derive(Deserialize, Default)]
pub struct Asked {
    #[serde(default)]
    soort: String,
    /// A closer look: which part of the country.
    #[serde(default)]
    deel: String,
}

/// A sign as it is drawn.
struct Drawn {
    number: usize,
    x: i32,
    y: i32,
    /// What its kind looks like; `None`: several places.
    shape: Option<&'static str>,
}

/// The same in the table.
struct Row {
    number: usize,
    /// What they are; of several, how many of each.
    kinds: String,
    count: usize,
    /// The places, where they are few or cannot be told apart: each with its address.
    places: Vec<(String, String)>,
    /// How many more there are of those.
    more: usize,
    /// Where a closer look leads.
    closer: Option<String>,
}

#[derive(Template)]
#[template(path = "locations/templates/map.html")]
struct MapPage {
    page: Page,
    name: String,
    outline: String,
    /// What of the height is drawn on: from where, and how much.
    height: (i32, i32),
    drawn: Vec<Drawn>,
    rows: Vec<Row>,
    /// Kinds that are drawn here by themselves: what each looks like, and is called.
    legend: Vec<(&'static str, String)>,
    has_several: bool,
    is_closer: bool,
    unplaced: usize,
    elsewhere: usize,
    form: Form,
    kinds: Vec<Choice>,
}

/// What a kind of place looks like on the map, whatever its colour.
fn shape(kind: Kind) -> &'static str {
    match kind {
        Kind::Housing => "M-26 26V-8L0-32L26-8V26Z",
        Kind::Hotel => "M-25-25H25V25H-25Z",
        Kind::Park => "M0-40L36 24H-36Z",
        Kind::Massage => "M0-36L36 0L0 36L-36 0Z",
        Kind::Nails => "M-27 0a27 27 0 1 0 54 0a27 27 0 1 0-54 0Z",
        Kind::Farm => "M-32 0L-16-26H16L32 0L16 26H-16Z",
        Kind::Building => "M-20-25H20L36 25H-36Z",
        Kind::Escort => "M0 40L36-24H-36Z",
        Kind::Other => "M-34-20H34V20H-34Z",
    }
}

/// From the grid to the map: north is up.
fn placed(view: &View, spot: Spot) -> (i32, i32) {
    let part = |metres: i32| {
        let units = i64::from(metres) * i64::from(SIDE) / i64::from(view.side);
        i32::try_from(units).unwrap_or(0)
    };
    (part(spot.x - view.x), SIDE - part(spot.y - view.y))
}

/// The outline as a path of the drawing.
fn path(view: &View, rings: &[Vec<Spot>]) -> String {
    let mut path = String::new();
    for ring in rings {
        for (at, spot) in ring.iter().enumerate() {
            let (x, y) = placed(view, *spot);
            let sign = if at == 0 { 'M' } else { 'L' };
            // Writing to memory does not fail.
            let _ = write!(path, "{sign}{x} {y}");
        }
        path.push('Z');
    }
    path
}

/// From where to where something is drawn, with some room: of a wide municipality no more than that.
fn height(view: &View, borders: &[Spot], drawn: &[Drawn]) -> (i32, i32) {
    const ROOM: i32 = 40;
    let borders = borders.iter().map(|spot| placed(view, *spot).1);
    let all = borders.chain(drawn.iter().map(|one| one.y));
    let all: Vec<i32> = all.collect();
    let top = all.iter().min().map_or(0, |top| (top - ROOM).max(0));
    let end = all.iter().max().map_or(SIDE, |end| (end + ROOM).min(SIDE));
    (top, end - top)
}

/// How many there are of each kind, the most first.
fn counted(dots: &[Dot]) -> Vec<(Kind, usize)> {
    let count = |kind: &Kind| dots.iter().filter(|dot| dot.kind == *kind).count();
    let all = Kind::ALL.iter().map(|kind| (*kind, count(kind)));
    let mut all: Vec<(Kind, usize)> = all.filter(|(_, count)| *count > 0).collect();
    all.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    all
}

/// Which places of a sign are named: it alone, or all that no closer look tells apart.
fn named<'a>(view: &View, sign: &'a Sign) -> &'a [Dot] {
    if sign.dots.len() == 1 || view.is_closest() {
        &sign.dots[..sign.dots.len().min(MOST)]
    } else {
        &[]
    }
}

/// What a kind of place is called.
fn called(page: &Page, kind: Kind) -> String {
    page.text(&format!("location-kind-{}", kind.id()))
}

/// What the places of a sign are.
fn in_words(page: &Page, dots: &[Dot]) -> String {
    let is_one = dots.len() == 1;
    let kinds = counted(dots).into_iter().map(|(kind, count)| {
        let name = called(page, kind);
        if is_one {
            name
        } else {
            format!("{name} ({count})")
        }
    });
    kinds.collect::<Vec<_>>().join(", ")
}

fn rows(
    page: &Page,
    known: &Dots,
    (view, kind): (&View, Option<Kind>),
    signs: &[Sign],
) -> Vec<Row> {
    let row = |(at, sign): (usize, &Sign)| {
        let named = named(view, sign);
        let closer = named.is_empty().then(|| {
            let (kind, part) = (kind.map_or("", Kind::id), view.closer(sign.at).text());
            format!("/locaties/kaart?soort={kind}&deel={part}")
        });
        let places = named.iter();
        let places = places.map(|dot| (format!("/locatie/{}", dot.id), known.line(dot.id)));
        Row {
            number: at + 1,
            kinds: in_words(page, &sign.dots),
            count: sign.dots.len(),
            more: if closer.is_some() {
                0
            } else {
                sign.dots.len() - named.len()
            },
            places: places.collect(),
            closer,
        }
    };
    signs.iter().enumerate().map(row).collect()
}

fn drawn(view: &View, signs: &[Sign]) -> Vec<Drawn> {
    let all = signs.iter().enumerate().map(|(at, sign)| {
        let (x, y) = placed(view, sign.at);
        let alone = sign.dots.first().filter(|_| sign.dots.len() == 1);
        Drawn {
            number: at + 1,
            x,
            y,
            shape: alone.map(|dot| shape(dot.kind)),
        }
    });
    all.collect()
}

/// The page of these places.
fn drawing(page: Page, pack: &Pack, known: &Dots, asked: Asked) -> MapPage {
    let kind = Kind::parse(&asked.soort);
    let wanted = known.placed();
    let wanted = wanted.filter(|dot| kind.is_none_or(|kind| dot.kind == kind));
    let mut all: Vec<Dot> = wanted.copied().collect();
    all.sort_by_key(|dot| (dot.spot, dot.id));
    let rings = outline::of(pack.municipality.code.get_ref());
    let borders: Vec<Spot> = rings.iter().flatten().copied().collect();
    let spots: Vec<Spot> = all.iter().map(|dot| dot.spot).collect();
    let closer = View::parse(&asked.deel);
    let whole = || View::around(&borders).or_else(|| View::around(&spots));
    let view = closer.or_else(whole).unwrap_or(View::NOWHERE);
    let signs = signs(&view, &all);
    let shown: usize = signs.iter().map(|sign| sign.dots.len()).sum();
    let drawn = drawn(&view, &signs);
    let alone = |kind: &&Kind| {
        let shape = shape(**kind);
        drawn.iter().any(|one| one.shape == Some(shape))
    };
    let legend = Kind::ALL.iter().filter(alone);
    let legend = legend.map(|kind| (shape(*kind), called(&page, *kind)));
    let every = Choice::new("", page.text("locations-all-kinds"));
    MapPage {
        name: pack.municipality.name.clone(),
        legend: legend.collect(),
        has_several: drawn.iter().any(|one| one.shape.is_none()),
        is_closer: closer.is_some(),
        elsewhere: if closer.is_some() {
            0
        } else {
            all.len() - shown
        },
        kinds: std::iter::once(every).chain(kinds(&page)).collect(),
        height: height(&view, &borders, &drawn),
        outline: path(&view, &rings),
        rows: rows(&page, known, (&view, kind), &signs),
        unplaced: known.unplaced(),
        form: Form::new(&page.texts, "locations").with("soort", asked.soort),
        drawn,
        page,
    }
}

pub async fn page(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Query(asked): Query<Asked>,
) -> Ended<Response> {
    let pack = app.tenants.get(actor.tenant)?.pack;
    let known = dots::known(&app, actor.tenant).await?;
    let map = drawing(page, &pack, &known, asked);
    drop(known);
    let places = map.rows.iter().map(|row| row.count).sum();
    listed(&app, &actor, &audited::LOCATION_LISTED, places).await?;
    Ok(html(&map)?)
}
