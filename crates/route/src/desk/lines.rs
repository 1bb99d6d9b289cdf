//! A page of the worklist, in the order in which it is shown.
//!
//! Its pages follow the index: an urgent line stands there by its term. What cannot wait is put on top of
//! what is urgent where that is shown, so all of that stands on one page, up to [`MOST_URGENT`] lines.

use std::collections::{BTreeMap, HashMap};

use platform::db::Reader;
use platform::{App, DossierId, Result, Tenant};

use super::marks::{self, Marks};
use super::turn::{Turn, horizon};
use crate::paging::page_of;
use crate::signals::{self, ADDED, ANSWER, ASSESS, Dossier, FEEDBACK, WorkItem, WorkLine};

const SIZE: usize = 25;

/// So many urgent lines are put in order together.
const MOST_URGENT: usize = 100;

/// Of the lines on a page, those whose turn is at the same time.
pub(super) type Groups = BTreeMap<Turn, Vec<WorkItem>>;

/// A page of lines.
pub(super) struct Lines {
    pub groups: Groups,
    pub marks: HashMap<DossierId, Marks>,
    /// Where the next page begins.
    pub next: Option<WorkLine>,
}

impl Lines {
    /// The page behind this line, as it stands in an address; the first one when it is none.
    pub async fn behind(tx: &mut Reader, app: &App, tenant: Tenant, after: &str) -> Result<Self> {
        let after = WorkLine::parse(after).unwrap_or(WorkLine::FIRST);
        let (found, next) = page_behind(tx, app, tenant, after).await?;
        let (mut groups, mut marks) = (Groups::new(), HashMap::new());
        for dossier in found {
            let judged = marks::judged(tx, &dossier).await?;
            marks.insert(dossier.id, Marks::of(&dossier, judged.as_ref()));
            let item = WorkItem::of(&dossier);
            let turn = Turn::of(&item, app.clock.now());
            groups.entry(turn).or_default().push(item);
        }
        if let Some(urgent) = groups.get_mut(&Turn::Urgent) {
            urgent.sort_by_key(|item| {
                let danger = marks.get(&item.id).is_some_and(|marks| marks.danger);
                rank(item, danger)
            });
        }
        Ok(Self {
            groups,
            marks,
            next,
        })
    }
}

/// So many lines, or all that is urgent, if that is more.
async fn page_behind(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    after: WorkLine,
) -> Result<(Vec<Dossier>, Option<WorkLine>)> {
    let horizon = horizon(app.clock.now());
    let line = |dossier: &Dossier| WorkItem::of(dossier).line(horizon);
    let is_urgent = |dossier: &Dossier| line(dossier).stretch == WorkLine::FIRST.stretch;
    let mut size = SIZE;
    let mut found = signals::worklist(tx, app, tenant, horizon, after, size + 1).await?;
    if found.get(SIZE).is_some_and(is_urgent) {
        let most = MOST_URGENT + 1;
        found = signals::worklist(tx, app, tenant, horizon, after, most).await?;
        let urgent = found.iter().take(MOST_URGENT);
        size = urgent.filter(|dossier| is_urgent(dossier)).count();
    }
    Ok(page_of(found, size, line))
}

/// Within what is urgent, by term: first where somebody is in danger now, then what nobody read yet. What
/// waits for a partner goes before neither.
fn rank(item: &WorkItem, danger: bool) -> u8 {
    match item.next {
        Some(next) if [FEEDBACK, ANSWER].contains(next) => 2,
        _ if danger => 0,
        Some(next) if [ASSESS, ADDED].contains(next) => 1,
        _ => 2,
    }
}

/// Which line has the button that stands out: the first, but nobody waits for a partner while a signal on
/// this page was read by nobody.
pub(super) fn leads<'a>(mut shown: impl Iterator<Item = &'a WorkItem>) -> Option<DossierId> {
    let first = shown.next()?;
    let is = |item: &WorkItem, kind| item.next.is_some_and(|next| *next == kind);
    let mut unread = shown.filter(|item| is(item, ASSESS) || is(item, ADDED));
    let asked = is(first, FEEDBACK) || is(first, ANSWER);
    let other = unread.next().filter(|_| asked);
    Some(other.unwrap_or(first).id)
}
