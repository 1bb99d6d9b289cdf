//! A page of the worklist, in the order in which it is shown.
//!
//! Its pages follow the index: an urgent line stands there by its term. What cannot wait is put on top of
//! what is urgent where that is shown, so all of that stands on one page, up to [`MOST_URGENT`] lines.

use std::collections::{BTreeMap, HashMap};

use platform::db::Reader;
use platform::tasks::{self, Whose};
use platform::{App, DossierId, Result, Tenant};

use super::marks::{self, Marks};
use super::turn::{Turn, horizon};
use super::waiting::{Step, Waiting};
use crate::paging::page_of;
use crate::signals::{self, Dossier, WorkItem, WorkLine};

const SIZE: usize = 25;

/// So many urgent lines are put in order together.
const MOST_URGENT: usize = 100;

/// Of the lines on a page, those whose turn is at the same time.
pub(super) type Groups = BTreeMap<Turn, Vec<WorkItem>>;

/// A page of lines.
pub(super) struct Lines {
    pub groups: Groups,
    pub marks: HashMap<DossierId, Marks>,
    /// What is open in each.
    pub waiting: HashMap<DossierId, Waiting>,
    /// Where the next page begins.
    pub next: Option<WorkLine>,
}

impl Lines {
    /// The page behind this line, as it stands in an address; the first one when it is none.
    pub async fn behind(tx: &mut Reader, app: &App, tenant: Tenant, after: &str) -> Result<Self> {
        let after = WorkLine::parse(after).unwrap_or(WorkLine::FIRST);
        let (found, next) = page_behind(tx, app, tenant, after).await?;
        let (mut groups, mut marks, mut waiting) = (Groups::new(), HashMap::new(), HashMap::new());
        let (ids, now): (Vec<_>, _) = (found.iter().map(|one| one.id).collect(), app.clock.now());
        let open = tasks::open_of(tx, app, tenant, &ids).await?;
        for dossier in found {
            let judged = marks::judged(tx, &dossier).await?;
            let waits = Waiting::of(&dossier, open.get(&dossier.id), now);
            let of = Marks::of(&dossier, judged.as_ref(), waits.has_added());
            marks.insert(dossier.id, of);
            waiting.insert(dossier.id, waits);
            let item = WorkItem::of(&dossier);
            let turn = Turn::of(&item, now);
            groups.entry(turn).or_default().push(item);
        }
        if let Some(urgent) = groups.get_mut(&Turn::Urgent) {
            urgent.sort_by_key(|item| {
                let danger = marks.get(&item.id).is_some_and(|marks| marks.danger);
                rank(steps_of(&waiting, item.id), danger)
            });
        }
        Ok(Self {
            groups,
            marks,
            waiting,
            next,
        })
    }
}

/// What is open in this one, what leads first.
pub(super) fn steps_of(waiting: &HashMap<DossierId, Waiting>, id: DossierId) -> &[Step] {
    waiting.get(&id).map_or(&[], |waiting| &waiting.steps)
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

/// Within what is urgent, by term: first where somebody is in danger now, then what nobody read yet. Where nothing
/// is left but asking a partner for its answer, it goes before neither.
fn rank(steps: &[Step], danger: bool) -> u8 {
    let asked = |step: &Step| step.kind.whose == Whose::Asked;
    match steps {
        _ if steps.iter().all(asked) => 2,
        _ if danger => 0,
        _ if steps.iter().any(Step::is_unread) => 1,
        _ => 2,
    }
}

/// Which line has the button that stands out: the first, but nobody waits for a partner while a signal on
/// this page was read by nobody.
pub(super) fn leads<'a>(
    mut shown: impl Iterator<Item = (DossierId, &'a [Step])>,
) -> Option<DossierId> {
    let (first, steps) = shown.next()?;
    let asked = steps
        .first()
        .is_some_and(|step| step.kind.whose == Whose::Asked);
    let mut unread = shown.filter(|(_, steps)| steps.iter().any(Step::is_unread));
    let other = unread.next().filter(|_| asked);
    Some(other.map_or(first, |(id, _)| id))
}
