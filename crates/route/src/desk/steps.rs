//! Where a dossier stands on the route, step by step (bijlage 2).

use platform::tasks::Tasks;

use crate::consultations::is_discussed;
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

/// What stands on an agenda waits until that table said something of it; then it is discussed.
fn discussed(entries: &[Entry]) -> (bool, bool) {
    let mut items = entries.iter().filter(|one| one.kind == EntryKind::Agenda);
    let waits = items.any(|item| !is_discussed(item, entries));
    let said = entries.iter().any(|one| one.kind == EntryKind::Consulted);
    (said && !waits, waits)
}

/// The six steps of the route, as far as this dossier is. What lies behind it is what the reporter is
/// told too (`State::behind`); what is going on follows from the tasks.
pub fn steps(state: State, tasks: &Tasks, entries: &[Entry]) -> [Step; 6] {
    let [reported, assessed, referred, closed] = state.behind();
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
            ..plain(id, done && !is_open, is_open)
        }
    };
    let (was_discussed, is_on_agenda) = discussed(entries);
    let has_message = entries.iter().any(|one| one.kind == EntryKind::Message);
    let (answers, asked) = tasks.tally(&FEEDBACK);
    let mut handed_over = of_tasks("referred", referred || asked > 0, &REFER);
    // Nobody was told: every partner was passed over.
    let (passed_over, obliged) = tasks.tally(&REFER);
    if handed_over.how == How::Later && obliged > 0 && passed_over == obliged {
        handed_over.how = How::Not;
    }
    let mut steps = [
        plain("reported", reported, false),
        of_tasks("assessed", assessed, &ASSESS),
        plain("discussed", was_discussed, is_on_agenda),
        handed_over,
        of_tasks("answered", answers > 0, &FEEDBACK),
        of_tasks("told", closed && has_message, &TELL),
    ];
    let going_on = steps.iter_mut().filter(|step| step.how == How::Now);
    for step in going_on.skip(1) {
        step.how = How::Also;
    }
    steps
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::signals::Outcome;

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
            id: uuid::Uuid::nil(),
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
        let said = entry(EntryKind::Consulted);
        assert_eq!(discussed(&[agenda.clone(), said.clone()]), How::Done);
        let elsewhere = Entry {
            about: "copen".to_owned(),
            ..agenda.clone()
        };
        assert_eq!(discussed(&[agenda, said, elsewhere]), How::Now);
    }

    #[test]
    fn who_passed_every_partner_over_handed_nothing_over() {
        let mut tasks = Tasks::default();
        tasks.open(&REFER, "avim", 1);
        tasks.end(&REFER, "avim", platform::tasks::How::PassedOver);
        let assessed = State::NEW.assess().unwrap();
        assert_eq!(how(&tasks, assessed)[3], How::Not);
        // A partner that nobody was obliged to tell.
        tasks.open(&FEEDBACK, "one", 1);
        let referred = assessed.refer().unwrap();
        let how = how(&tasks, referred);
        assert_eq!((how[3], how[4]), (How::Done, How::Now));
    }

    proptest! {
        /// Whatever was done, in whatever order: what the officer reads as done is what the reporter is told of,
        /// and the other way around, but for what is being done anew.
        #[test]
        fn officer_and_reporter_read_the_same(
            walked in proptest::collection::vec(0u8..5, 0..20),
            open in proptest::collection::vec(any::<bool>(), 4),
        ) {
            let (mut state, mut tasks) = (State::NEW, Tasks::default());
            for (at, step) in (0..).zip(walked) {
                let next = match step {
                    0 => state.assess(),
                    1 => state.refer(),
                    2 => state.close(at, Outcome::Local),
                    3 => state.close(at, Outcome::Referred),
                    _ => state.reopen(),
                };
                state = next.unwrap_or(state);
            }
            for (kind, open) in [&ASSESS, &REFER, &FEEDBACK, &TELL].into_iter().zip(open) {
                if open && !state.is_closed() {
                    tasks.open(kind, "one", 1);
                }
            }
            let steps = steps(state, &tasks, &[]);
            let [_, assessed, referred, _] = state.behind();
            let says = |at: usize| steps[at].how;
            prop_assert_eq!(says(0), How::Done);
            let is_open = |kind| tasks.open_of(kind).next().is_some();
            for (at, came, kind) in [(1, assessed, &ASSESS), (3, referred, &REFER)] {
                let anew = is_open(kind) || at == 3 && is_open(&FEEDBACK);
                prop_assert!(anew || (says(at) == How::Done) == came, "{:?} {:?}", state, steps);
            }
            prop_assert!(state.is_closed() || says(5) != How::Done, "told at the end");
            let now = steps.iter().filter(|step| step.how == How::Now).count();
            prop_assert!(now <= 1);
        }
    }
}
