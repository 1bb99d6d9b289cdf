//! What waits in one dossier: its leading step, and what else is open beside it. No I/O.

use platform::tasks::{Kind, OpenTasks, Task, Tasks};
use platform::web::Page;
use platform::{DossierId, Millis};

use crate::signals::{ADDED, ASSESS, Dossier, REFER};

/// What is to be done of one kind: it is one line, however many partners it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Step {
    pub kind: &'static Kind,
    /// About the first that is due.
    pub about: String,
    pub due_at: Millis,
    pub many: usize,
}

impl Step {
    /// Where it is done: which of several partners comes first, is chosen on one page.
    pub fn page(&self, dossier: &DossierId) -> String {
        let to_choose = self.many > 1 && *self.kind == REFER;
        let about = if to_choose { "" } else { &self.about };
        (self.kind.page)(*dossier, about)
    }

    /// `Zet door (2)`.
    pub fn label(&self, page: &Page) -> String {
        let label = page.text(&format!("next-{}", self.kind.id));
        match self.many {
            1 => label,
            many => format!("{label} ({many})"),
        }
    }

    /// Is it somebody else's turn, who still has time?
    pub fn waits(&self, now: Millis) -> bool {
        self.kind.whose.waits(self.due_at, now)
    }

    /// Is it something that nobody read yet?
    pub fn is_unread(&self) -> bool {
        [ASSESS, ADDED].contains(self.kind)
    }

    fn of(task: &Task) -> Self {
        Self {
            kind: task.kind,
            about: task.about.clone(),
            due_at: task.due_at,
            many: 1,
        }
    }

    /// Another of the same kind.
    pub fn add(&mut self, other: &Self) {
        self.many += other.many;
        if other.due_at < self.due_at {
            self.due_at = other.due_at;
            self.about.clone_from(&other.about);
        }
    }
}

/// What is open in a dossier, as a list knows it.
pub(super) struct Waiting {
    /// What leads first; several of one kind are one step.
    pub steps: Vec<Step>,
    /// Each apart, in the same order.
    pub each: Vec<Step>,
    /// Something of it cannot be read.
    pub damaged: bool,
}

impl Waiting {
    /// Where tasks cannot be read, the dossier itself still says what led, and by when.
    pub fn of(dossier: &Dossier, open: Option<&OpenTasks>, now: Millis) -> Self {
        let mut each: Vec<Step> = open
            .iter()
            .flat_map(|open| open.tasks.all_open().map(Step::of))
            .collect();
        let led = dossier
            .next
            .filter(|next| !each.iter().any(|step| step.kind == *next));
        each.extend(led.map(|kind| Step {
            kind,
            about: String::new(),
            due_at: dossier.due_at,
            many: 1,
        }));
        Self {
            damaged: led.is_some() || open.is_some_and(|open| open.damaged),
            steps: together(&each, now),
            each: in_order(each, now),
        }
    }

    /// Did somebody add something that nobody read yet?
    pub fn has_added(&self) -> bool {
        self.steps.iter().any(|step| *step.kind == ADDED)
    }
}

fn in_order(mut steps: Vec<Step>, now: Millis) -> Vec<Step> {
    steps.sort_by_key(|step| {
        let rank = step.kind.whose.rank(step.due_at, now);
        (rank, step.due_at, step.kind.order)
    });
    steps
}

fn together(each: &[Step], now: Millis) -> Vec<Step> {
    let mut found: Vec<Step> = Vec::new();
    for one in each {
        match found.iter_mut().find(|step| step.kind == one.kind) {
            Some(step) => step.add(one),
            None => found.push(one.clone()),
        }
    }
    in_order(found, now)
}

/// What is open in a dossier, what leads first, and what is due first of the rest.
pub(super) fn steps(tasks: &Tasks, now: Millis) -> Vec<Step> {
    let each: Vec<Step> = tasks.all_open().map(Step::of).collect();
    together(&each, now)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::signals::{ANSWER, FEEDBACK};

    proptest! {
        /// Whatever is open: all of it is somewhere, once, and first stands what leads.
        #[test]
        fn everything_open_is_a_step(
            open in prop::collection::vec((0usize..5, 0u8..3, 0i64..100), 0..12),
            now in 0i64..100,
        ) {
            let kinds = [&ASSESS, &ADDED, &REFER, &FEEDBACK, &ANSWER];
            let mut tasks = Tasks::default();
            for (kind, about, due_at) in open {
                tasks.open(kinds[kind], &about.to_string(), due_at);
            }
            let steps = steps(&tasks, now);
            let many: usize = steps.iter().map(|step| step.many).sum();
            prop_assert_eq!(many, tasks.all_open().count());
            // Of two kinds of one order that are due at once, either leads.
            let first = steps.first().map(|step| (step.kind.order, step.due_at));
            let leads = tasks.leading(now).map(|task| (task.kind.order, task.due_at));
            prop_assert_eq!(first, leads);
            let soonest = steps.iter().map(|step| step.due_at).min();
            prop_assert_eq!(soonest, tasks.first_due());
        }
    }
}
