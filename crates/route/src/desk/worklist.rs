//! The officer's hour: what needs them now, by danger and deadline, and what else waits.

use std::collections::BTreeMap;

use accounts::people;
use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use platform::db::Reader;
use platform::forms::Form;
use platform::web::{Html, Page, html};
use platform::{Actor, App, DossierId, Millis, Result, Tenant};
use serde::Deserialize;

use super::turn::Turn;
use crate::paging::page_of;
use crate::parts::Notice;
use crate::reporters::{self, Access};
use crate::seen;
use crate::signals::{self, MOST_COUNTED, WorkItem, WorkLine};

const SIZE: usize = 25;

#[derive(Deserialize)]
pub struct Shown {
    #[serde(default)]
    na: String,
}

/// Of the lines on a page, those whose turn is at the same time.
type Groups = BTreeMap<Turn, Vec<WorkItem>>;

#[derive(Template)]
#[template(path = "desk/templates/worklist.html")]
struct Worklist {
    page: Page,
    counts: Vec<(Turn, i64)>,
    groups: Groups,
    next: Option<WorkLine>,
    notices: Vec<Html>,
    /// Who waits for the officer: the text, how many, and where to do something about it.
    colleagues: [(&'static str, usize, &'static str, &'static str); 3],
    vault: Form,
    access: Access,
    vault_open: bool,
    now: Millis,
}

impl Worklist {
    /// Where the one button of a line leads.
    fn step(item: &WorkItem) -> String {
        match item.next {
            Some(kind) => (kind.page)(item.id, ""),
            None => format!("/dossier/{}", item.id),
        }
    }

    /// Where on this page the lines of a turn begin, if they are here. What waits for somebody else is
    /// counted with what comes later.
    fn anchor(&self, turn: Turn) -> Option<&'static str> {
        let here = |turn: &Turn| self.groups.contains_key(turn);
        let turns = match turn {
            Turn::Later => [Turn::Later, Turn::Waiting],
            other => [other, other],
        };
        turns.into_iter().find(here).map(Turn::id)
    }

    /// Many are told as many.
    fn number(&self, count: i64) -> String {
        match count {
            MOST_COUNTED.. => self.page.text("work-many"),
            less => less.to_string(),
        }
    }
}

async fn counts(tx: &mut Reader, tenant: Tenant, now: Millis) -> Result<Vec<(Turn, i64)>> {
    let mut counts = Vec::new();
    for turn in Turn::COUNTED {
        let (from, until) = turn.stretch(now);
        let urgent = turn == Turn::Urgent;
        counts.push((turn, signals::count(tx, tenant, urgent, from, until).await?));
    }
    Ok(counts)
}

/// A page of lines behind this one in their groups, and where the next page begins.
async fn lines(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    after: &str,
) -> Result<(Groups, Option<WorkLine>)> {
    let after = WorkLine::parse(after).unwrap_or(WorkLine::FIRST);
    let found = signals::worklist(tx, app, tenant, after, SIZE + 1).await?;
    let (found, next) = page_of(found, SIZE, WorkItem::line);
    let mut groups = Groups::new();
    for item in found {
        let turn = Turn::of(&item, app.clock.now());
        groups.entry(turn).or_default().push(item);
    }
    Ok((groups, next))
}

pub async fn worklist(
    State(app): State<App>,
    actor: Actor,
    page: Page,
    Query(shown): Query<Shown>,
) -> Result<Response> {
    let mut tx = app.db.read().await?;
    let now = app.clock.now();
    let (groups, next) = lines(&mut tx, &app, actor.tenant, &shown.na).await?;
    let counts = counts(&mut tx, actor.tenant, now).await?;
    let (mut notices, mut told_of) = (Vec::new(), Vec::new());
    for notice in app.wings.parts::<Notice>() {
        if let Some(found) = (notice.show)(&mut tx, &app, &actor, &page).await? {
            notices.push(found.html);
            told_of.extend(found.shown);
        }
    }
    let asking = reporters::asking_for_signals(&mut tx, &app, &actor, &page).await?;
    let confirming = people::waiting(&mut tx, &app, &actor, &page).await?.0;
    let access = reporters::access_of(&mut tx, &app, actor.tenant, actor.user).await?;
    let deputies = match access.0 {
        Access::Granted => reporters::deputies(&mut tx, &app, &actor).await?.len(),
        Access::None | Access::Waiting => 0,
    };
    drop(tx);
    let items = groups.values().flatten();
    let shown_here: Vec<DossierId> = items.map(|item| item.id).chain(told_of).collect();
    seen::list(&app, &actor, &shown_here).await?;
    html(&Worklist {
        counts,
        groups,
        next,
        notices,
        colleagues: [
            ("work-deputies", deputies, "/kluis", "vault-title"),
            ("work-returning", asking.len(), "/kluis", "vault-title"),
            (
                "work-confirming",
                confirming.len(),
                "/bevestigen",
                "confirm-title",
            ),
        ],
        access: access.0,
        vault: Form::new(&page.texts, "vault"),
        vault_open: reporters::is_open(&app, &actor),
        now,
        page,
    })
}
