//! What is next in the hour, said beside "that worked" once somebody is done with a dossier: the first of
//! the worklist, so that nobody has to go back to it.

use askama::Template;
use platform::db::Reader;
use platform::web::{Html, Page};
use platform::{Actor, App, Millis, Result};

use super::lines::Lines;
use super::waiting::Step;
use crate::dossiers::Open;
use crate::referrals::PASSED_ON;
use crate::signals::WorkItem;

#[derive(Template)]
#[template(path = "desk/templates/next.html")]
struct Next<'a> {
    page: &'a Page,
    item: &'a WorkItem,
    link: String,
    /// What is to be done with it.
    label: String,
}

/// In words, with a link to its step; `None` when it waits for somebody else, or nothing is to be done.
pub(super) fn shown(
    page: &Page,
    item: &WorkItem,
    steps: &[Step],
    now: Millis,
) -> Result<Option<Html>> {
    let Some(step) = steps.first().filter(|step| !step.waits(now)) else {
        return Ok(None);
    };
    let next = Next {
        page,
        item,
        link: step.page(&item.id),
        label: step.label(page),
    };
    Html::of(&next).map(Some)
}

/// Is there nothing in it that whoever looks has to do now? It is closed, a partner has time to answer,
/// or a colleague was asked.
fn rests(open: &Open, who: &Actor, now: Millis) -> bool {
    let asked = open
        .tasks()
        .leading(now)
        .is_some_and(|task| *task.kind == PASSED_ON && task.about != who.user.to_string());
    let item = WorkItem::of(open);
    asked || item.next.is_none() || item.waits(now)
}

/// What is next beside a dossier that rests.
pub(super) async fn beside(
    tx: &mut Reader,
    app: &App,
    who: &Actor,
    open: &Open,
) -> Result<Option<(WorkItem, Vec<Step>)>> {
    let now = app.clock.now();
    if !rests(open, who, now) {
        return Ok(None);
    }
    let mut lines = Lines::behind(tx, app, who.tenant, "").await?;
    let mut items = lines.groups.into_values().flatten();
    let other = items.find(|item| item.id != open.id && !item.waits(now));
    Ok(other.map(|item| {
        let waiting = lines.waiting.remove(&item.id);
        (
            item,
            waiting.map(|waiting| waiting.steps).unwrap_or_default(),
        )
    }))
}
