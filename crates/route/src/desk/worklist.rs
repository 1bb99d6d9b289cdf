//! The officer's hour: what needs them now, by danger and deadline, and what else waits.

use std::collections::BTreeMap;

use accounts::people;
use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use platform::clock::DAY;
use platform::db::Reader;
use platform::forms::Form;
use platform::web::{Html, Page, html};
use platform::{Actor, App, DossierId, Millis, Result, Tenant, calendar};
use serde::Deserialize;

use crate::paging::page_of;
use crate::parts::Notice;
use crate::reporters::{self, Access};
use crate::seen;
use crate::signals::{self, COUNTED, FEEDBACK, WorkItem, WorkLine};

const SIZE: usize = 25;

#[derive(Deserialize)]
pub struct Shown {
    #[serde(default)]
    na: String,
}

/// When a line of the worklist has its turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Turn {
    /// Somebody may be in danger: before everything, whatever its deadline.
    Urgent,
    Late,
    Today,
    /// Within seven days.
    Soon,
    Later,
    /// A partner has time to answer.
    Waiting,
}

impl Turn {
    /// Each is a stretch of deadlines, so that it can be counted.
    const COUNTED: [Self; 5] = [
        Self::Urgent,
        Self::Late,
        Self::Today,
        Self::Soon,
        Self::Later,
    ];

    fn id(self) -> &'static str {
        match self {
            Self::Urgent => "urgent",
            Self::Late => "late",
            Self::Today => "today",
            Self::Soon => "soon",
            Self::Later => "later",
            Self::Waiting => "waiting",
        }
    }

    /// From which moment up to which its deadlines lie.
    fn stretch(self, now: Millis) -> (Millis, Millis) {
        let tonight = calendar::end_of_day(calendar::day_of(now));
        let week = tonight + 7 * DAY;
        match self {
            Self::Urgent | Self::Waiting => (Millis::MIN, Millis::MAX),
            Self::Late => (Millis::MIN, now),
            Self::Today => (now, tonight),
            Self::Soon => (tonight, week),
            Self::Later => (week, Millis::MAX),
        }
    }

    fn of(item: &WorkItem, now: Millis) -> Self {
        let due = |turn: &Self| {
            let (from, until) = turn.stretch(now);
            (from..until).contains(&item.due_at)
        };
        let waits = item.next.is_some_and(|kind| kind.id == FEEDBACK.id);
        match [Self::Late, Self::Today, Self::Soon].into_iter().find(due) {
            _ if item.urgent => Self::Urgent,
            Some(turn) if turn == Self::Late || !waits => turn,
            _ if waits => Self::Waiting,
            _ => Self::Later,
        }
    }
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
    /// Colleagues who ask for their signals, and who wait for a role.
    asking: usize,
    confirming: usize,
    /// Officers who wait for access to the vault.
    deputies: usize,
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

    /// Many are told as many.
    fn number(&self, count: i64) -> String {
        match count {
            COUNTED.. => self.page.text("work-many"),
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
    let mut notices = Vec::new();
    for notice in app.wings.parts::<Notice>() {
        notices.extend((notice.show)(&mut tx, &app, &actor, &page).await?);
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
    let shown_here: Vec<DossierId> = items.map(|item| item.id).collect();
    seen::list(&app, &actor, &shown_here).await?;
    html(&Worklist {
        counts,
        groups,
        next,
        notices,
        asking: asking.len(),
        confirming: confirming.len(),
        deputies,
        access: access.0,
        vault: Form::new(&page.texts, "vault"),
        vault_open: reporters::is_open(&app, &actor),
        now,
        page,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every deadline has one turn, and the counts add up to the list.
    #[test]
    fn the_turns_are_all_deadlines_once() {
        let now = 1_795_000_000_000;
        for due in [
            0,
            now - 1,
            now,
            now + 1,
            now + DAY,
            now + 7 * DAY,
            now + 900 * DAY,
        ] {
            let turns = [Turn::Late, Turn::Today, Turn::Soon, Turn::Later];
            let held = turns.iter().filter(|turn| {
                let (from, until) = turn.stretch(now);
                (from..until).contains(&due)
            });
            assert_eq!(held.count(), 1, "{due}");
        }
    }
}
