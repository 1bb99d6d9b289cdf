//! The privacy steps of what was brought to meetings, without what that was: for the privacy officer.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use platform::audit::Event;
use platform::web::{Page, Words, html};
use platform::{Actor, App, Result, Role};
use policy::Pack;
use route::dossiers::Line;
use serde::Deserialize;

use super::model::{Basis, Brought, State as Stands};
use super::{reading, store};
use crate::audited;

/// The steps of one item, in words.
struct Step {
    number: i64,
    task: String,
    asked: String,
    sources: Vec<Words>,
    basis: String,
    named: Option<String>,
    execute: Option<String>,
    heard: usize,
}

/// Those of one meeting.
struct OfMeeting {
    table: String,
    when: String,
    state: Stands,
    steps: Vec<Step>,
}

#[derive(Template)]
#[template(path = "meetings/templates/steps.html")]
struct StepsPage {
    page: Page,
    meetings: Vec<OfMeeting>,
    /// Where the next page begins.
    next: Option<String>,
}

fn step(page: &Page, pack: &Pack, number: i64, brought: &Brought) -> Step {
    let basis = |one: Basis| page.text(&format!("meeting-basis-{}", one.id()));
    let steps = &brought.steps;
    let sources = steps.sources.iter().filter_map(|id| {
        let mut all = pack.sources.iter();
        let source = all.find(|source| source.id.get_ref() == id)?;
        Some(page.label(&source.name))
    });
    Step {
        number,
        task: page.text(&format!("meeting-task-{}", steps.task.id())),
        asked: page.text(&format!("meeting-asked-{}", steps.asked.id())),
        sources: sources.collect(),
        basis: basis(steps.basis),
        named: brought.named.map(basis),
        execute: brought.execute.map(basis),
        heard: brought.heard.len(),
    }
}

/// So many meetings stand on a page, the latest first.
const PAGE: i64 = 50;

/// Behind which line.
#[derive(Deserialize)]
pub struct Behind {
    #[serde(default)]
    na: String,
}

pub async fn show(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Query(behind): Query<Behind>,
) -> Result<Response> {
    let pack = app.tenants.get(actor.tenant)?.pack;
    let line = Line::parse(&behind.na).unwrap_or(Line::MOST);
    let mut tx = app.db.begin().await?;
    let found = store::before(&mut tx, &app, actor.tenant, (line, PAGE)).await?;
    let is_full = i64::try_from(found.len()).is_ok_and(|count| count == PAGE);
    let last = found.last().filter(|_| is_full);
    let next = last.map(|last| Line::of(last.at, last.id).to_string());
    let mut meetings = Vec::new();
    for meeting in found {
        let items = store::items(&mut tx, &app, actor.tenant, meeting.id).await?;
        let each = items.iter();
        let steps = each.map(|(item, _)| step(&page, &pack, item.number, &item.brought));
        meetings.push(OfMeeting {
            table: pack.table_name(&meeting.table),
            when: reading::when(&meeting, page.texts.lang),
            state: meeting.state,
            steps: steps.collect(),
        });
    }
    let role = if actor.is(Role::Auditor) {
        Role::Auditor
    } else {
        Role::Officer
    };
    tx.commit(&app, Event::by(&actor, role, &audited::STEPS_READ))
        .await?;
    html(&StepsPage {
        page,
        meetings,
        next,
    })
}
