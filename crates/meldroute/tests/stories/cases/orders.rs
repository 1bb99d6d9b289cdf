//! Whatever the order of what officers do, a closed case has nothing to do.

use platform::DossierId;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use testkit::case::{begin, close, join, leave, plan};
use testkit::walk::{assess, close_without_follow_up, destroy};
use testkit::{Browser, World, on_both};

use super::{EMPLOYEE, OFFICER, TITLE, is_clean};

/// Something that an officer does, with one of four dossiers.
#[derive(Debug, Clone, Copy)]
enum Step {
    Join(usize),
    Leave(usize),
    Plan(usize),
    Done(usize),
    Close,
    Reopen,
    Destroy(usize),
}

fn step() -> impl Strategy<Value = Step> {
    let one = || 0..4usize;
    prop_oneof![
        4 => one().prop_map(Step::Join),
        2 => one().prop_map(Step::Leave),
        3 => one().prop_map(Step::Plan),
        3 => one().prop_map(Step::Done),
        2 => Just(Step::Close),
        1 => Just(Step::Reopen),
        1 => one().prop_map(Step::Destroy),
    ]
}

/// How many actions of cases are still to be done in these dossiers.
pub(super) async fn open_actions(world: &World, ids: &[DossierId]) -> usize {
    let mut tx = world.app.db.read().await.unwrap();
    let mut count = 0;
    for id in ids {
        let tasks = platform::tasks::of_dossier(&mut tx, &world.app, world.montfoort, *id);
        let tasks = tasks.await.unwrap();
        let of_cases = tasks.all_open();
        count += of_cases
            .filter(|one| one.kind.id.starts_with("case-"))
            .count();
    }
    count
}

/// Tries a step, as the pages offer it; it may well be refused.
async fn take(world: &World, officer: &Browser, (case, id): (&str, DossierId), step: Step) {
    let dossier = format!("/dossier/{id}");
    let there = officer.get(&dossier).await.status == 200;
    let is_shown = officer.get(case).await.status == 200;
    let page = officer.get(case).await.text();
    let answer = match step {
        Step::Join(_) => join(officer, id, case).await,
        Step::Leave(_) => leave(officer, id, case, "Hoort elders.").await,
        Step::Plan(_) if page.contains("/actie\"") => {
            plan(officer, case, id, "Ga langs", &[]).await
        }
        Step::Done(_) if there => {
            let page = officer.page(&dossier).await;
            let Some(rest) = page.split("/actie/").nth(1) else {
                return;
            };
            let done = format!("{dossier}/actie/{}", &rest[..36]);
            officer.post(&done, &[]).await
        }
        Step::Close if is_shown => close(officer, case, "nothing", &[]).await,
        Step::Reopen if page.contains("/heropenen\"") => {
            let again = format!("{case}/heropenen");
            let version = officer.get(case).await.ok().hidden_in(&again, "version");
            let why = [("version", version.as_str()), ("reason", "Toch nog.")];
            officer.post(&again, &why).await
        }
        Step::Destroy(_) if there && open_actions(world, &[id]).await == 0 => {
            let mut tx = world.app.db.read().await.unwrap();
            let all = [id];
            let named = ::route::dossiers::briefly(&mut tx, world.montfoort, &all).await;
            let reference = named.unwrap()[&id].reference.to_string();
            drop(tx);
            close_without_follow_up(officer, id).await;
            let answer = destroy(officer, id, &reference).await;
            ::response::cases::sweep(&world.app).await.unwrap();
            answer
        }
        _ => return,
    };
    assert!(answer.status.as_u16() < 500, "{step:?}: {}", answer.text());
}

async fn any_order(world: World) {
    world.staff().await;
    let officer = world.sign_in(OFFICER).await;
    officer.open_vault().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let mut runner = TestRunner::deterministic();
    let plans = prop::collection::vec(step(), 8..20);
    for _ in 0..6 {
        let mut ids = Vec::new();
        for _ in 0..4 {
            let fields = [("seen", "Iets geks."), ("contact", "none")];
            let reference = world.report(&employee, &fields).await;
            let id = world.dossier_id(&reference).await;
            assess(&officer, id).await;
            ids.push(id);
        }
        let case = begin(&officer, ids[0], TITLE).await;
        for step in plans.new_tree(&mut runner).unwrap().current() {
            let at = match step {
                Step::Join(at)
                | Step::Leave(at)
                | Step::Plan(at)
                | Step::Done(at)
                | Step::Destroy(at) => at,
                Step::Close | Step::Reopen => 0,
            };
            take(&world, &officer, (&case, ids[at]), step).await;
            let mut tx = world.app.db.read().await.unwrap();
            let lost = "select p.id from case_part p where not exists (select 1 from signal s where s.id = p.signal)";
            assert!(tx.rows(lost, vec![]).await.unwrap().is_empty(), "{step:?}");
            drop(tx);
            let page = officer.get(&case).await.text();
            if page.contains("/heropenen\"") {
                assert_eq!(open_actions(&world, &ids).await, 0, "{step:?}");
            }
        }
    }
    is_clean(&world).await;
}
on_both!(
    whatever_the_order_a_closed_case_has_nothing_to_do,
    any_order
);
