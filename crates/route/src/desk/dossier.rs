//! One dossier whole: where it stands, what is next, and the panels of every wing.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use platform::db::Reader;
use platform::forms::Form;
use platform::tasks::Task;
use platform::web::{Html, Page, html};
use platform::{Actor, App, DossierId, Millis, clock, tenants};
use policy::Pack;

use super::asked::Asked;
use super::marks::{self, Marks};
use super::next;
use super::steps::{How, Step, steps};
use super::waiting;
use crate::assessment::Assessment;
use crate::dossiers::{self, Ended, Open, Purpose};
use crate::parts::{Faulty, Panel, Place, Shown};
use crate::record::{self, Entry, EntryKind};
use crate::referrals::{self, PassingOn};
use crate::seen;
use crate::signals::{self, ADDED, REFER, Reference, State as Stands, partner_of};

#[derive(Template)]
#[template(path = "desk/templates/dossier.html")]
struct DossierPage {
    page: Page,
    dossier: Open,
    /// What it is called.
    naming: Form,
    open_obligations: Vec<String>,
    /// Whose answer is next.
    asked: Vec<Asked>,
    marks: Marks,
    /// Why what is next cannot wait.
    why: Option<&'static str>,
    steps: [Step; 6],
    main: Vec<Html>,
    aside: Vec<Html>,
    now: Millis,
    passing: PassingOn,
    merged: Vec<Merged>,
}

/// Another dossier that this one was merged with.
struct Merged {
    /// Which with which, in words: a key.
    how: &'static str,
    reference: String,
    /// Where it is, while it is.
    id: Option<DossierId>,
}

impl Merged {
    async fn of(tx: &mut Reader, dossier: &Open, entries: &[Entry]) -> platform::Result<Vec<Self>> {
        let mut found = Vec::new();
        for entry in entries {
            let how = match entry.kind {
                EntryKind::Merged if dossier.state.is_closed() => "dossier-merged",
                EntryKind::MergedHere => "dossier-merged-here",
                _ => continue,
            };
            let reference = entry.text.clone();
            let id = match Reference::parse(&reference) {
                Some(known) => signals::by_reference(tx, dossier.tenant, &known).await?,
                None => None,
            };
            found.push(Self { how, reference, id });
        }
        Ok(found)
    }
}

impl DossierPage {
    /// The one thing that is next, in words, and where.
    fn step(&self) -> Option<(String, String)> {
        let task = self.leading()?;
        let page = (task.kind.page)(self.dossier.id, &task.about);
        // Which partners are to be told, the card says by their names.
        let label = match waiting::steps(self.dossier.tasks(), self.now).first() {
            Some(step) if *task.kind != REFER => step.label(&self.page),
            _ => self.page.text(&format!("next-{}", task.kind.id)),
        };
        Some((label, page))
    }

    fn leading(&self) -> Option<&Task> {
        self.dossier.tasks().leading(self.now)
    }

    /// When what is next is due.
    fn due_at(&self) -> Millis {
        let leading = self.leading();
        leading.map_or(self.dossier.due_at, |task| task.due_at)
    }

    /// What is open beside what is next.
    fn also(&self) -> Vec<waiting::Step> {
        let mut steps = waiting::steps(self.dossier.tasks(), self.now);
        steps.drain(..steps.len().min(1));
        steps
    }

    /// What to do, by when, and why: `Beoordeel vóór morgen 16.00 uur: de melder zag acuut gevaar.`
    fn what_by_when(&self, label: &str) -> String {
        let (page, due) = (&self.page, &self.due_at());
        let (key, by) = match page.before(due, &self.now) {
            Some(before) => ("next-by", before),
            None => ("next-late", page.due(due, &self.now)),
        };
        let why = self.why.map(|why| page.text(&format!("next-why-{why}")));
        let values = [
            ("step", label.to_owned()),
            ("by", by),
            ("why", why.unwrap_or_else(|| "none".to_owned())),
        ];
        page.with(key, &values)
    }

    /// By when somebody's answer is to be there: `vóór maandag 30 november`.
    fn answer_due(&self, asked: &Asked) -> String {
        let (page, due) = (&self.page, asked.due_at);
        let (words, day) = (page.due(&due, &self.now), page.date_from(&due, &self.now));
        match clock::days_between(self.now, due) {
            _ if due < self.now => format!("{words} ({day})"),
            0 | 1 => words,
            _ => page.with("dossier-answer-before", &[("day", day)]),
        }
    }

    /// What came of it, and when.
    fn closed(&self) -> Option<String> {
        let (at, outcome) = self.dossier.state.closing()?;
        let outcome = self.page.text(&format!("outcome-{}", outcome.id()));
        let values = [("date", self.page.date(&at)), ("outcome", outcome)];
        Some(self.page.with("dossier-closed", &values))
    }

    /// Is somebody still to be told of it, or may that turn out?
    fn is_to_hand_over(&self) -> bool {
        !self.is_assessed() || self.dossier.tasks().open_of(&REFER).next().is_some()
    }

    fn is_assessed(&self) -> bool {
        self.dossier.state != Stands::NEW
    }

    /// The other pages of the route, as far as the next step does not lead there already.
    fn other_steps(&self, next: &str) -> Vec<(&'static str, String)> {
        let pages = [
            ("dossier-assess-again", "beoordelen"),
            ("dossier-all-partners", "doorzetten"),
            ("close-title", "afsluiten"),
        ];
        let link = |page| format!("/dossier/{}/{page}", self.dossier.id);
        let pages = pages.map(|(label, page)| (label, link(page))).into_iter();
        pages.filter(|(_, link)| link != next).collect()
    }
}

pub async fn dossier(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Path(id): Path<DossierId>,
) -> Ended<Response> {
    show(&app, &actor, page, id, None).await
}

/// Obligatory partners that were neither told nor passed over.
fn open_obligations(dossier: &Open, pack: &Pack) -> Vec<String> {
    let tasks = dossier.tasks().open_of(&REFER);
    tasks
        .map(|task| pack.partner_name(&partner_of(task)))
        .collect()
}

/// The panels of both columns, each in its place.
async fn panels(tx: &mut Reader, shown: &Shown<'_>) -> platform::Result<(Vec<Html>, Vec<Html>)> {
    let mut panels = shown.app.wings.parts::<Panel>();
    panels.sort_by_key(|panel| panel.place);
    let (mut main, mut aside) = (Vec::new(), Vec::new());
    for panel in panels {
        let column = match panel.place {
            Place::Main(_) => &mut main,
            Place::Aside(_) => &mut aside,
        };
        column.extend((panel.show)(tx, shown).await?);
    }
    Ok((main, aside))
}

/// What is seen of it at a glance, and why what is next cannot wait.
fn at_a_glance(
    open: &Open,
    judged: Option<&Assessment>,
    pack: &Pack,
    now: Millis,
) -> (Marks, Option<&'static str>) {
    let added = open.tasks().open_of(&ADDED).next().is_some();
    let next = open.tasks().leading(now);
    let why = next.and_then(|task| marks::why(task.kind, open, (judged, added), pack));
    (Marks::of(open, judged, added), why)
}

/// The page, perhaps with a fault in one of its forms. Looking is audited.
pub(super) async fn show(
    app: &App,
    actor: &Actor,
    mut page: Page,
    id: DossierId,
    faulty: Option<Faulty>,
) -> Ended<Response> {
    let mut tx = app.db.read().await?;
    let dossier = dossiers::open(&mut tx, app, actor, id, Purpose::Read).await?;
    let pack = tenants::pack_at(&mut tx, app, actor.tenant, &dossier.pack_version).await?;
    let mut next = None;
    if page.done.is_some() && faulty.is_none() {
        next = next::beside(&mut tx, app, actor, &dossier).await?;
    }
    if let Some((item, steps)) = &next {
        page.next = next::shown(&page, item, steps, app.clock.now())?;
    }
    let shown = Shown {
        app,
        actor,
        page: &page,
        open: &dossier,
        pack: &pack,
        faulty: faulty.as_ref(),
    };
    let naming = Form::new(&page.texts, "naming").with("called", dossier.report.title());
    let naming = shown.filled(naming, "naming", "");
    let (main, aside) = panels(&mut tx, &shown).await?;
    let judged = marks::judged(&mut tx, &dossier).await?;
    let asked = Asked::next(&mut tx, app, actor.tenant, &dossier).await?;
    let entries = record::list(&mut tx, &dossier).await?;
    let merged = Merged::of(&mut tx, &dossier, &entries).await?;
    // Nobody reads what is not recorded.
    drop(tx);
    dossier.read_by(app, actor).await?;
    let others: Vec<DossierId> = next.iter().map(|(item, _)| item.id).collect();
    seen::list(app, actor, &others).await?;
    if dossier.state.is_closed() {
        page.menu.belongs_to("/afgesloten");
    }
    let passing = PassingOn::of(app, actor, &dossier).await?;
    let made = referrals::made(app, &page, &dossier).await?;
    let now = app.clock.now();
    let (marks, why) = at_a_glance(&dossier, judged.as_ref(), &pack, now);
    let shown = DossierPage {
        naming,
        open_obligations: open_obligations(&dossier, &pack),
        asked,
        marks,
        why,
        steps: steps(dossier.state, dossier.tasks(), &entries),
        main,
        aside,
        now,
        passing,
        merged,
        dossier,
        page,
    };
    let response = html(&shown)?;
    Ok(referrals::with_document(
        response,
        made.as_ref(),
        &shown.dossier,
    )?)
}
