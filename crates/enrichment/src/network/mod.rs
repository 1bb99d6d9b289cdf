//! Who hangs together with whom: signals and confirmed subjects as a graph, drawn on the server,
//! with a table beside it. Only what a person confirmed is a line; proposals never are. (onder
//! ‘Aanpak dadernetwerken’)

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use platform::audit::Event;
use platform::db::Reader;
use platform::forms::{Choice, Form};
use platform::i18n::Locales;
use platform::web::{Html, Page, Routes, Words, html, redirect};
use platform::{Actor, App, DossierId, Millis, Result, Role, clock};
use policy::Pack;
use route::assessment;
use route::dossiers::{self, Dossier, Ended, Purpose};
use route::seen;
use route::signals::Reference;
use serde::Deserialize;

use crate::OFFICERS;
use crate::audited;
use crate::judging;
use crate::lookup::{self, Lasting, parts_of};

/// What this module alone says.
pub(crate) const TEXTS: Locales = (include_str!("texts/nl.ftl"), include_str!("texts/en.ftl"));

pub fn routes() -> Routes {
    Routes::new()
        .get("/dossier/{id}/netwerk", page)
        .audits(&[&audited::LOOKUP_READ])
        .authorize(OFFICERS)
}

/// So many signals are drawn at most.
const MOST: usize = 40;

#[derive(Deserialize, Default)]
pub struct Wanted {
    /// Signals whose neighbours are shown too: their ids, with commas.
    #[serde(default)]
    open: String,
    #[serde(default)]
    form: String,
    /// Only signals since this day.
    #[serde(default)]
    since: String,
}

/// A signal in the network.
struct Node {
    id: DossierId,
    reference: Reference,
    at: Millis,
    closed: bool,
    /// Which forms it may be.
    forms: Words,
    /// Its subjects: number of the group, capacity.
    subjects: Vec<(usize, Words)>,
    open: bool,
    /// Link that shows its neighbours too.
    expand: String,
}

/// From x and y to x and y, in pixels.
type Line = (usize, usize, usize, usize);

/// A box of the drawing.
struct Drawn {
    x: usize,
    y: usize,
    text: String,
    kind: &'static str,
}

#[derive(Template)]
#[template(path = "network/templates/network.html")]
struct NetworkPage {
    page: Page,
    id: DossierId,
    drawing: Html,
}

/// The drawing with its table, and what one can keep it to.
#[derive(Template)]
#[template(path = "network/templates/drawing.html")]
struct Drawing<'a> {
    page: &'a Page,
    /// Of the page that it stands on.
    path: String,
    nodes: Vec<Node>,
    groups: Vec<String>,
    boxes: Vec<Drawn>,
    lines: Vec<Line>,
    width: usize,
    height: usize,
    form: Form,
    forms: Vec<Choice>,
    cut: bool,
}

#[derive(Default)]
struct Walk {
    /// So many signals it began with.
    starts: usize,
    groups: Vec<(BTreeSet<Lasting>, String)>,
    nodes: BTreeMap<DossierId, Node>,
    order: Vec<DossierId>,
    cut: bool,
}

impl Walk {
    /// Takes a signal in with its subjects; gives the signals its subjects lead to.
    async fn add(
        &mut self,
        tx: &mut Reader,
        app: &App,
        page: &Page,
        pack: &Pack,
        dossier: &Dossier,
        open: bool,
    ) -> Result<Vec<DossierId>> {
        let (mut subjects, mut leads) = (Vec::new(), Vec::new());
        for part in parts_of(dossier.report()) {
            let Some(found) = lookup::part(dossier, part, pack, page) else {
                continue;
            };
            let known = self
                .groups
                .iter()
                .position(|(things, _)| things.contains(&found.lasting));
            let number = if let Some(number) = known {
                number
            } else {
                let things =
                    judging::confirmed(tx, app, dossier.tenant(), found.lasting.clone()).await?;
                self.groups.push((things, found.title.clone()));
                self.groups.len() - 1
            };
            let signals = self.groups[number]
                .0
                .iter()
                .filter_map(|thing| match thing {
                    Lasting::Part(signal, _) => Some(*signal),
                    Lasting::Row(..) => None,
                });
            leads.extend(signals.filter(|signal| *signal != dossier.id()));
            // A signal that is not opened shows only what ties it to the others.
            if open || known.is_some() {
                subjects.push((number, found.capacity));
            } else {
                self.groups.pop();
            }
        }
        let forms = assessment::forms(tx, dossier).await?;
        let named = forms.iter().map(|form| {
            let known = pack.form(*form);
            known.map_or_else(|| form.id().into(), |known| page.label(&known.name))
        });
        if !self.nodes.contains_key(&dossier.id()) {
            self.order.push(dossier.id());
        }
        let node = Node {
            id: dossier.id(),
            reference: dossier.reference().clone(),
            at: dossier.received_at(),
            closed: dossier.is_closed(),
            forms: Words::joined(named, ", "),
            subjects,
            open,
            expand: String::new(),
        };
        self.nodes.insert(dossier.id(), node);
        Ok(leads)
    }
}

impl Walk {
    /// The signals in the order they were met, each made ready to be shown; the titles of the
    /// groups; and whether there was more than is drawn.
    fn shown(mut self, ready: impl Fn(&mut Node)) -> (Vec<Node>, Vec<String>, bool) {
        let mut nodes: Vec<Node> = self
            .order
            .iter()
            .filter_map(|id| self.nodes.remove(id))
            .collect();
        nodes.iter_mut().for_each(ready);
        let groups = self.groups.into_iter().map(|(_, title)| title).collect();
        (nodes, groups, self.cut)
    }
}

/// What a walk keeps to.
struct Around<'a> {
    app: &'a App,
    actor: &'a Actor,
    page: &'a Page,
    pack: &'a Pack,
    wanted: &'a Wanted,
    opened: Vec<DossierId>,
    path: String,
}

impl Around<'_> {
    /// From some signals to what their subjects lead to, and on from each signal that was opened, up to
    /// [`MOST`]. Signals of another form or time end the way there.
    async fn walk(&self, tx: &mut Reader, starts: &[&Dossier]) -> Ended<Walk> {
        let (app, page, pack) = (self.app, self.page, self.pack);
        let mut walk = Walk::default();
        let mut leads = Vec::new();
        for start in starts {
            leads.extend(walk.add(tx, app, page, pack, start, true).await?);
        }
        walk.starts = walk.nodes.len();
        while let Some(next) = leads.pop() {
            if walk.nodes.contains_key(&next) {
                continue;
            }
            if walk.nodes.len() >= MOST {
                walk.cut = true;
                break;
            }
            let Some(dossier) = lookup::dossier(tx, app, self.actor, next).await? else {
                continue;
            };
            if !self.fits(tx, &dossier).await? {
                continue;
            }
            let open = self.opened.contains(&next);
            let further = walk.add(tx, app, page, pack, &dossier, open).await?;
            if open {
                leads.extend(further);
            }
        }
        Ok(walk)
    }

    /// The ids of the signals that were opened, as they stand in a link.
    fn shown(&self) -> Vec<String> {
        self.opened.iter().map(DossierId::to_string).collect()
    }

    /// Gives a signal the link that opens it too.
    fn make_ready(&self, node: &mut Node) {
        let mut open = self.shown();
        open.push(node.id.to_string());
        node.expand = format!(
            "{}?open={}&form={}&since={}",
            self.path,
            open.join(","),
            self.wanted.form,
            self.wanted.since
        );
    }

    /// Is it of the form and the time that were asked for?
    async fn fits(&self, tx: &mut Reader, dossier: &Dossier) -> Result<bool> {
        let of_form = self.wanted.form.is_empty()
            || assessment::forms(tx, dossier)
                .await?
                .iter()
                .any(|form| form.id() == self.wanted.form);
        Ok(of_form && clock::day(dossier.received_at()) >= self.wanted.since)
    }
}

fn shortened(text: &str) -> String {
    if text.chars().count() > 24 {
        text.chars().take(23).collect::<String>() + "…"
    } else {
        text.to_owned()
    }
}

/// Signals on the left, subjects on the right, each in the order they were met.
fn draw(walk: &Walk) -> (Vec<Drawn>, Vec<Line>, usize) {
    const ROW: usize = 56;
    let place = |at: usize| 10 + at * ROW;
    let mut boxes = Vec::new();
    for (at, id) in walk.order.iter().enumerate() {
        let kind = if at < walk.starts { "start" } else { "signal" };
        boxes.push(Drawn {
            x: 10,
            y: place(at),
            text: walk.nodes[id].reference.to_string(),
            kind,
        });
    }
    let used: BTreeSet<usize> = walk
        .nodes
        .values()
        .flat_map(|node| node.subjects.iter().map(|(group, _)| *group))
        .collect();
    let rows: BTreeMap<usize, usize> = used
        .iter()
        .enumerate()
        .map(|(row, group)| (*group, row))
        .collect();
    for (group, row) in &rows {
        boxes.push(Drawn {
            x: 330,
            y: place(*row),
            text: shortened(&walk.groups[*group].1),
            kind: "subject",
        });
    }
    let lines = walk.order.iter().enumerate().flat_map(|(at, id)| {
        let rows = &rows;
        walk.nodes[id]
            .subjects
            .iter()
            .map(move |(group, _)| (150, place(at) + 20, 330, place(rows[group]) + 20))
    });
    let lines = lines.collect();
    (boxes, lines, place(walk.order.len().max(rows.len())) + 4)
}

/// The forms that one can keep to, or all.
fn forms(page: &Page, pack: &Pack) -> Vec<Choice> {
    let all = Choice::new("", page.text("network-all-forms"));
    let forms = pack.forms.iter();
    let forms = forms.map(|form| Choice::new(form.id.get_ref().id(), page.label(&form.name)));
    std::iter::once(all).chain(forms).collect()
}

/// The drawing around some signals, on the page of this path; and the signals that it shows. The caller records the
/// look.
pub async fn drawn(
    app: &App,
    actor: &Actor,
    page: &Page,
    (starts, path): (&[&Dossier], String),
    wanted: &Wanted,
) -> Ended<(Html, Vec<DossierId>)> {
    let mut tx = app.db.read().await?;
    let pack = app.tenants.get(actor.tenant)?.pack;
    let opened = wanted.open.split(',');
    let opened = opened.filter_map(|text| text.parse().ok()).take(MOST);
    let around = Around {
        app,
        actor,
        page,
        pack: &pack,
        wanted,
        opened: opened.collect(),
        path,
    };
    let walk = around.walk(&mut tx, starts).await?;
    drop(tx);
    let shown = walk.order.clone();
    let (boxes, lines, height) = draw(&walk);
    let forms = forms(page, &pack);
    let (nodes, groups, cut) = walk.shown(|node| around.make_ready(node));
    let form = Form::new(&page.texts, "network")
        .with("open", around.shown().join(","))
        .with("form", wanted.form.clone())
        .with("since", wanted.since.clone());
    let drawing = Html::of(&Drawing {
        page,
        path: around.path,
        nodes,
        groups,
        boxes,
        lines,
        width: 560,
        height,
        form,
        forms,
        cut,
    })?;
    Ok((drawing, shown))
}

pub async fn page(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<DossierId>,
    Query(wanted): Query<Wanted>,
) -> Ended<Response> {
    let mut tx = app.db.read().await?;
    let start = dossiers::open(&mut tx, &app, &actor, id, Purpose::Read).await?;
    if lookup::why(&mut tx, &start).await?.is_none() {
        return Ok(redirect(&format!("/dossier/{id}/nagaan")));
    }
    drop(tx);
    let path = format!("/dossier/{id}/netwerk");
    let (drawing, shown) = drawn(&app, &actor, &page, (&[&start], path), &wanted).await?;
    let event = Event::by(&actor, Role::Officer, &audited::LOOKUP_READ).on(id);
    seen::with(&app, event, &shown).await?;
    Ok(html(&NetworkPage { page, id, drawing })?)
}
