//! What waits in one dossier: its leading step, and what else is open beside it. No I/O.

use platform::tasks::{Kind, Task, Tasks, Whose};
use platform::web::Page;
use platform::{DossierId, Millis};

use crate::signals::{ADDED, ASSESS, REFER};

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
        self.kind.whose == Whose::Asked && self.due_at >= now
    }

    /// Is it something that nobody read yet?
    pub fn is_unread(&self) -> bool {
        [ASSESS, ADDED].contains(self.kind)
    }

    fn add(&mut self, task: &Task) {
        self.many += 1;
        if task.due_at < self.due_at {
            self.due_at = task.due_at;
            self.about.clone_from(&task.about);
        }
    }
}

/// What is open in a dossier, what leads first, and what is due first of the rest.
pub(super) fn steps(tasks: &Tasks, now: Millis) -> Vec<Step> {
    let mut found: Vec<Step> = Vec::new();
    for task in tasks.all_open() {
        match found.iter_mut().find(|step| step.kind == task.kind) {
            Some(step) => step.add(task),
            None => found.push(Step {
                kind: task.kind,
                about: task.about.clone(),
                due_at: task.due_at,
                many: 1,
            }),
        }
    }
    found.sort_by_key(|step| (step.waits(now), step.due_at, step.kind.order));
    found
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
            let first = steps.first().map(|step| (step.kind.id, step.due_at));
            let leads = tasks.leading(now).map(|task| (task.kind.id, task.due_at));
            prop_assert_eq!(first, leads);
            let soonest = steps.iter().map(|step| step.due_at).min();
            prop_assert_eq!(soonest, tasks.first_due());
        }
    }
}
