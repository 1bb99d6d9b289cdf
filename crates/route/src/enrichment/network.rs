//! Who hangs together with whom: signals and confirmed subjects as a graph, drawn on the server,
//! with a table beside it. Only what a person confirmed is a line; proposals never are. (hoofdstuk
//! 4, aanpak dadernetwerken)

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use platform::audit::Event;
use platform::db::Tx;
use platform::forms::{Choice, Form};
use platform::web::{Page, html, redirect};
use platform::{Actor, App, Error, Millis, Result, Role, clock};
use policy::Pack;
use serde::Deserialize;
use uuid::Uuid;

use super::judgements::{self, Lasting};
use super::known::PLACE;
use super::store;
use super::subject;
use crate::assessment;
use crate::seen;
use crate::signals::{self, Dossier, Reference};

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
    id: Uuid,
    reference: Reference,
    at: Millis,
    closed: bool,
    forms: Vec<String>,
    /// Its subjects: number of the group, capacity.
    subjects: Vec<(usize, String)>,
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
#[template(path = "enrichment/templates/network.html")]
struct NetworkPage {
    page: Page,
    id: Uuid,
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

struct Walk {
    groups: Vec<(BTreeSet<Lasting>, String)>,
    nodes: BTreeMap<Uuid, Node>,
    order: Vec<Uuid>,
    cut: bool,
}

impl Walk {
    /// Takes a signal in with its subjects; gives the signals its subjects lead to.
    async fn add(
        &mut self,
        tx: &mut Tx,
        app: &App,
        page: &Page,
        pack: &Pack,
        dossier: &Dossier,
        open: bool,
    ) -> Result<Vec<Uuid>> {
        let (mut subjects, mut leads) = (Vec::new(), Vec::new());
        let count = u32::try_from(dossier.report.subjects.len()).unwrap_or(0);
        let place = (!dossier.report.place.is_empty()).then_some(PLACE);
        for at in (0..count).chain(place) {
            let Some(found) = subject::subject(dossier, at, pack, page) else {
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
                    judgements::confirmed(tx, app, dossier.tenant, found.lasting.clone()).await?;
                self.groups.push((things, found.title.clone()));
                self.groups.len() - 1
            };
            let signals = self.groups[number]
                .0
                .iter()
                .filter_map(|thing| match thing {
                    Lasting::Subject(signal, _) => Some(*signal),
                    Lasting::Row(..) => None,
                });
            leads.extend(signals.filter(|signal| *signal != dossier.id));
            // A signal that is not opened shows only what ties it to the others.
            if open || known.is_some() {
                subjects.push((number, found.capacity));
            } else {
                self.groups.pop();
            }
        }
        let forms = assessment::of(tx, dossier)
            .await?
            .map_or_else(Vec::new, |judged| {
                judged
                    .facts
                    .forms
                    .iter()
                    .map(|form| form.id().to_owned())
                    .collect()
            });
        if !self.nodes.contains_key(&dossier.id) {
            self.order.push(dossier.id);
        }
        let node = Node {
            id: dossier.id,
            reference: dossier.reference.clone(),
            at: dossier.received_at,
            closed: dossier.state.is_closed(),
            forms,
            subjects,
            open,
            expand: String::new(),
        };
        self.nodes.insert(dossier.id, node);
        Ok(leads)
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
        let kind = if at == 0 { "start" } else { "signal" };
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

pub async fn page(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<Uuid>,
    Query(wanted): Query<Wanted>,
) -> Result<Response> {
    let mut tx = app.db.read().await?;
    let pack = app.tenants.get(actor.tenant)?.pack;
    let start = signals::load(&mut tx, &app, actor.tenant, id).await?;
    if store::reason(&mut tx, &start).await?.is_none() {
        return Ok(redirect(&format!("/dossier/{id}/nagaan")));
    }
    let opened: Vec<Uuid> = wanted
        .open
        .split(',')
        .filter_map(|text| text.parse().ok())
        .take(MOST)
        .collect();
    let mut walk = Walk {
        groups: Vec::new(),
        nodes: BTreeMap::new(),
        order: Vec::new(),
        cut: false,
    };
    let mut leads = walk.add(&mut tx, &app, &page, &pack, &start, true).await?;
    while let Some(next) = leads.pop() {
        if walk.nodes.contains_key(&next) {
            continue;
        }
        if walk.nodes.len() >= MOST {
            walk.cut = true;
            break;
        }
        let dossier = match signals::load(&mut tx, &app, actor.tenant, next).await {
            Ok(dossier) => dossier,
            Err(Error::NotFound) => continue,
            Err(error) => return Err(error),
        };
        let fits = wanted.form.is_empty()
            || assessment::of(&mut tx, &dossier)
                .await?
                .is_some_and(|judged| {
                    judged
                        .facts
                        .forms
                        .iter()
                        .any(|form| form.id() == wanted.form)
                });
        if !fits || clock::day(dossier.received_at) < wanted.since {
            continue;
        }
        let open = opened.contains(&next);
        let further = walk
            .add(&mut tx, &app, &page, &pack, &dossier, open)
            .await?;
        if open {
            leads.extend(further);
        }
    }
    drop(tx);
    seen::with(
        &app,
        Event::by(&actor, Role::Officer, "lookup.read").on(id),
        &walk.order,
    )
    .await?;
    let (boxes, lines, height) = draw(&walk);
    let mut forms = vec![Choice::new("", page.text("network-all-forms"))];
    forms.extend(
        pack.forms
            .iter()
            .map(|form| Choice::new(form.id.get_ref().id(), form.name.get(page.texts.lang))),
    );
    let form_name = |id: &String| {
        pack.forms
            .iter()
            .find(|form| form.id.get_ref().id() == *id)
            .map_or(id.clone(), |form| form.name.get(page.texts.lang).to_owned())
    };
    let shown = opened.iter().map(Uuid::to_string).collect::<Vec<_>>();
    let mut nodes: Vec<Node> = walk
        .order
        .iter()
        .filter_map(|id| walk.nodes.remove(id))
        .collect();
    for node in &mut nodes {
        let open = [&shown[..], &[node.id.to_string()]].concat().join(",");
        node.expand = format!(
            "/dossier/{id}/netwerk?open={open}&form={}&since={}",
            wanted.form, wanted.since
        );
        node.forms = node.forms.iter().map(form_name).collect();
    }
    let form = Form::new(&page.texts, "network")
        .with("open", shown.join(","))
        .with("form", wanted.form.clone())
        .with("since", wanted.since.clone());
    let groups = walk.groups.into_iter().map(|(_, title)| title).collect();
    html(&NetworkPage {
        id,
        nodes,
        groups,
        boxes,
        lines,
        width: 560,
        height,
        form,
        forms,
        cut: walk.cut,
        page,
    })
}
