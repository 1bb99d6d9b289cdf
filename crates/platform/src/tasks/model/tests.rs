//! The list of what is to be done, whatever happens to it.

use crate::DossierId;
use proptest::prelude::*;

use super::*;

fn nowhere(_: DossierId, _: &str) -> String {
    String::new()
}

static CALL: Kind = Kind {
    id: "call",
    order: 2,
    blocks_closing: true,
    whose: Whose::Asked,
    minutes: 5,
    page: nowhere,
};
static TIDY: Kind = Kind {
    id: "tidy",
    order: 3,
    blocks_closing: false,
    whose: Whose::Officer,
    minutes: 5,
    page: nowhere,
};

#[test]
fn a_deadline_that_runs_is_not_put_off() {
    let mut tasks = Tasks::default();
    tasks.open(&CALL, "x", 50);
    tasks.open(&CALL, "x", 90);
    assert_eq!(tasks.first_due(), Some(50));
    tasks.open(&CALL, "x", 20);
    assert_eq!(tasks.first_due(), Some(20));
    assert_eq!(tasks.all_open().count(), 1);
}

#[test]
fn what_is_due_first_leads_and_who_was_asked_has_time() {
    let mut tasks = Tasks::default();
    tasks.open(&TIDY, "", 9);
    tasks.open(&CALL, "late", 7);
    tasks.open(&CALL, "soon", 5);
    let leading = |now| tasks.leading(now).map(|task| task.about.as_str());
    assert_eq!(leading(0), Some(""), "who was asked has time");
    assert_eq!(leading(6), Some("soon"), "the time has passed");
    assert_eq!(tasks.leading_at_first().map(|task| task.kind), Some(&TIDY));
    assert_eq!(tasks.first_due(), Some(5));
    let blocking: Vec<_> = tasks
        .blocking()
        .iter()
        .map(|task| task.about.as_str())
        .collect();
    assert_eq!(blocking, ["soon", "late"]);
}

#[test]
fn what_was_withdrawn_can_be_asked_again_and_what_was_settled_is_known() {
    let mut tasks = Tasks::default();
    tasks.open(&CALL, "x", 5);
    tasks.keep_only(&CALL, |_| false);
    assert!(!tasks.is_settled(&CALL, "x"));
    tasks.settle(&CALL, "y", How::Done, 3);
    assert!(tasks.is_settled(&CALL, "y"));
    assert_eq!(tasks.all_open().count(), 0);
    tasks.open(&CALL, "x", 7);
    assert!(tasks.end(&CALL, "x", How::PassedOver));
    assert!(tasks.ended_as(&CALL, "x", How::PassedOver));
    tasks.settle(&CALL, "x", How::Done, 8);
    assert!(
        tasks.ended_as(&CALL, "x", How::Done),
        "it was done after all"
    );
    tasks.settle(&CALL, "x", How::PassedOver, 9);
    assert!(tasks.ended_as(&CALL, "x", How::Done), "and stays so");
    assert!(!tasks.end(&CALL, "x", How::Done));
}

#[derive(Debug, Clone, Copy)]
enum Step {
    Open(Millis),
    End(How),
    Settle(How),
    Withdraw,
}

fn step() -> impl Strategy<Value = (Step, bool, &'static str)> {
    let how = || prop::sample::select(vec![How::Done, How::PassedOver, How::Withdrawn]);
    let step = prop_oneof![
        (0..100i64).prop_map(Step::Open),
        how().prop_map(Step::End),
        how().prop_map(Step::Settle),
        Just(Step::Withdraw),
    ];
    (step, any::<bool>(), prop::sample::select(vec!["x", "y"]))
}

fn take(tasks: &mut Tasks, step: Step, kind: &'static Kind, about: &str) {
    match step {
        Step::Open(due_at) => tasks.open(kind, about, due_at),
        Step::End(how) => {
            tasks.end(kind, about, how);
        }
        Step::Settle(how) => tasks.settle(kind, about, how, 50),
        Step::Withdraw => tasks.keep_only(kind, |other| other != about),
    }
}

proptest! {
    /// Whatever is done in whatever order: nothing is asked twice at once, what was done stays
    /// done, and nothing is due before what leads but what somebody else has time for.
    #[test]
    fn any_steps_leave_one_of_each(steps in prop::collection::vec(step(), 0..40)) {
        let mut tasks = Tasks::default();
        for (step, call, about) in steps {
            let kind = if call { &CALL } else { &TIDY };
            let was_done = tasks.ended_as(kind, about, How::Done);
            take(&mut tasks, step, kind, about);
            prop_assert!(!was_done || tasks.ended_as(kind, about, How::Done));
            let open = |kind| tasks.open_of(kind).filter(|task| task.about == about).count();
            prop_assert!(open(&CALL) <= 1 && open(&TIDY) <= 1);
            let now = 40;
            let leads = tasks.leading(now);
            prop_assert_eq!(leads.is_none(), tasks.all_open().next().is_none());
            for other in tasks.all_open() {
                let first = leads.is_some_and(|leads| {
                    leads.due_at <= other.due_at && leads.waits(now) <= other.waits(now)
                });
                prop_assert!(first || !leads.is_some_and(|leads| leads.waits(now)) && other.waits(now));
            }
            prop_assert!(tasks.blocking().iter().all(|task| task.kind == &CALL));
        }
    }
}

/// What a partner gave back counts neither as done nor as passed over.
#[test]
fn what_was_settled_and_given_back_is_asked_for_again() {
    let mut tasks = Tasks::default();
    tasks.open(&CALL, "x", 5);
    tasks.settle(&CALL, "x", How::Done, 5);
    tasks.settle(&CALL, "y", How::PassedOver, 5);
    tasks.unsettle(&CALL, "x");
    assert!(!tasks.is_settled(&CALL, "x") && tasks.is_settled(&CALL, "y"));
    assert_eq!(tasks.tally(&CALL), (1, 1));
    tasks.open(&CALL, "x", 9);
    assert!(tasks.has_open(&CALL, "x"));
}
