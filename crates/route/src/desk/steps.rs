//! Where a dossier stands on the route, step by step (bijlage 2).

use platform::tasks::Tasks;

use crate::record::{Entry, EntryKind};
use crate::signals::{ASSESS, FEEDBACK, REFER, State, TELL};

/// How far a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    Done,
    /// Here it stands: the first of what goes on.
    Now,
    /// Goes on beside it.
    Also,
    Later,
    /// It was not needed.
    Not,
}

impl How {
    pub fn id(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Now => "now",
            Self::Also => "also",
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

/// The six steps of the route, as far as this dossier is. What was put on an agenda is discussed once
/// something came of it.
pub fn steps(state: State, tasks: &Tasks, entries: &[Entry]) -> [Step; 6] {
    let has = |kind| entries.iter().any(|entry| entry.kind == kind);
    let plain = |id, done: bool, now: bool| {
        let how = match (done, now) {
            (true, _) => How::Done,
            _ if state.is_closed() => How::Not,
            (_, true) => How::Now,
            _ => How::Later,
        };
        Step { id, how, of: None }
    };
    let of_tasks = |id, done: bool, kind| {
        let (ended, all) = tasks.tally(kind);
        let is_open = tasks.open_of(kind).next().is_some();
        Step {
            of: (all > 1).then_some((ended, all)),
            ..plain(id, !is_open && (done || ended > 0), is_open)
        }
    };
    let discussed = has(EntryKind::Consulted);
    let mut steps = [
        plain("reported", true, false),
        of_tasks("assessed", state != State::NEW, &ASSESS),
        plain("discussed", discussed, has(EntryKind::Agenda)),
        of_tasks("referred", false, &REFER),
        of_tasks("answered", false, &FEEDBACK),
        of_tasks("told", has(EntryKind::Message), &TELL),
    ];
    let going_on = steps.iter_mut().filter(|step| step.how == How::Now);
    for step in going_on.skip(1) {
        step.how = How::Also;
    }
    steps
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
        assert_eq!(steps[2].how, How::Later, "it may still be discussed");
    }

    #[test]
    fn a_dossier_stands_at_one_step() {
        let mut tasks = Tasks::default();
        tasks.open(&REFER, "avim", 1);
        tasks.open(&FEEDBACK, "one", 1);
        let assessed = State::NEW.assess().unwrap();
        let how = how(&tasks, assessed);
        assert_eq!((how[3], how[4]), (How::Now, How::Also));
    }

    #[test]
    fn what_is_on_an_agenda_is_not_discussed_yet() {
        let entry = |kind| Entry {
            kind,
            about: "ondermijning".to_owned(),
            text: String::new(),
            at: 0,
            author: uuid::Uuid::nil().into(),
        };
        let discussed = |entries: &[Entry]| {
            let assessed = State::NEW.assess().unwrap();
            steps(assessed, &Tasks::default(), entries)[2].how
        };
        let agenda = entry(EntryKind::Agenda);
        assert_eq!(discussed(std::slice::from_ref(&agenda)), How::Now);
        assert_eq!(discussed(&[agenda, entry(EntryKind::Consulted)]), How::Done);
    }
}
