//! Where a dossier stands on the route, step by step (bijlage 2).

use platform::tasks::Tasks;

use crate::record::{Entry, EntryKind};
use crate::signals::{ASSESS, FEEDBACK, REFER, State, TELL};

/// How far a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    Done,
    Now,
    Later,
    /// It was not needed.
    Not,
}

impl How {
    pub fn id(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Now => "now",
            Self::Later => "later",
            Self::Not => "not",
        }
    }
}

/// One of the six.
#[derive(Debug, PartialEq, Eq)]
pub struct Step {
    /// After `step-` in the texts.
    pub id: &'static str,
    pub how: How,
    /// So many of so many are done, when there are several to do.
    pub of: Option<(usize, usize)>,
}

/// The six steps of the route, as far as this dossier is.
pub fn steps(state: State, tasks: &Tasks, entries: &[Entry]) -> [Step; 6] {
    let closed = state.is_closed();
    let discussed = entries
        .iter()
        .any(|entry| matches!(entry.kind, EntryKind::Agenda | EntryKind::Consulted));
    let told = entries.iter().any(|entry| entry.kind == EntryKind::Message);
    let step = |id, done: bool, kind: Option<_>| {
        let (done_of, all) = kind.map_or((0, 0), |kind| tasks.tally(kind));
        let how = match kind.map(|kind| tasks.open_of(kind).next().is_some()) {
            Some(true) => How::Now,
            _ if done || done_of > 0 => How::Done,
            _ if closed || (id == "discussed" && state != State::NEW) => How::Not,
            _ => How::Later,
        };
        let of = (all > 1).then_some((done_of, all));
        Step { id, how, of }
    };
    [
        step("reported", true, None),
        step("assessed", state != State::NEW, Some(&ASSESS)),
        step("discussed", discussed, None),
        step("referred", false, Some(&REFER)),
        step("answered", false, Some(&FEEDBACK)),
        step("told", told, Some(&TELL)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn how(tasks: &Tasks, state: State) -> [How; 6] {
        steps(state, tasks, &[]).map(|step| step.how)
    }

    #[test]
    fn a_new_signal_is_to_be_assessed() {
        use How::{Done, Later, Now};
        let mut tasks = Tasks::default();
        tasks.open(&ASSESS, "", 1);
        assert_eq!(
            how(&tasks, State::NEW),
            [Done, Now, Later, Later, Later, Later]
        );
    }

    #[test]
    fn partners_are_counted() {
        let mut tasks = Tasks::default();
        tasks.open(&REFER, "avim", 1);
        tasks.open(&REFER, "zorgcoordinator", 1);
        tasks.end(&REFER, "avim", platform::tasks::How::Done);
        let assessed = State::NEW.assess().unwrap();
        let steps = steps(assessed, &tasks, &[]);
        assert_eq!((steps[3].how, steps[3].of), (How::Now, Some((1, 2))));
        assert_eq!(steps[2].how, How::Not, "nobody had to discuss it");
    }
}
