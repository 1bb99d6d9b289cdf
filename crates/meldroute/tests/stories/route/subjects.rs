//! Whoever is added or changed, in whatever order: everybody involved stays who they are.

use platform::DossierId;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use route::signals::SubjectId;
use uuid::Uuid;

use super::{EMPLOYEE, OFFICER};
use testkit::walk::subjects;
use testkit::{Browser, World, on_both};

#[derive(Debug, Clone)]
enum Step {
    Add,
    /// Which one, of those that are there.
    Change(usize),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![Just(Step::Add), (0usize..20).prop_map(Step::Change)]
}

/// Gives somebody involved a name; `which` is an id, or `new`.
async fn name(officer: &Browser, id: DossierId, which: &str, name: &str) {
    let page = officer.get(&format!("/dossier/{id}")).await.ok();
    let version = page.hidden("version");
    let fields = [
        ("version", version.as_str()),
        ("kind", "person"),
        ("capacity", "other"),
        ("name", name),
    ];
    let path = format!("/dossier/{id}/betrokkene/{which}");
    officer.post(&path, &fields).await.moved();
}

/// The name that stands in the form of somebody involved.
async fn named(officer: &Browser, id: DossierId, subject: SubjectId) -> String {
    let page = officer.page(&format!("/dossier/{id}")).await;
    let form = format!("/dossier/{id}/betrokkene/{subject}\"");
    let form = page.split(&form).nth(1).unwrap();
    let field = form.split("name=\"name\"").nth(1).unwrap();
    let value = field.split("value=\"").nth(1).unwrap();
    value.split('"').next().unwrap().to_owned()
}

async fn any_order(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let officer = world.sign_in(OFFICER).await;
    let (mut runner, plans) = (
        TestRunner::deterministic(),
        prop::collection::vec(step(), 3..8),
    );
    for _ in 0..4 {
        let plan = plans.new_tree(&mut runner).unwrap().current();
        let fields = [
            ("seen", "Iets."),
            ("subjects", "2"),
            ("subject-0-name", "Een"),
            ("subject-1-name", "Twee"),
        ];
        let reference = world.report(&employee, &fields).await;
        let id = world.dossier_id(&reference).await;
        let reported = subjects(&officer, id).await;
        let names = ["Een", "Twee"].map(str::to_owned);
        let mut known: Vec<(SubjectId, String)> = reported.into_iter().zip(names).collect();
        for (at, step) in plan.iter().enumerate() {
            let called = format!("Naam {at}");
            match step {
                Step::Add => {
                    name(&officer, id, "new", &called).await;
                    let all = subjects(&officer, id).await;
                    known.push((*all.last().unwrap(), called));
                }
                Step::Change(who) => {
                    let who = who % known.len();
                    name(&officer, id, &known[who].0.to_string(), &called).await;
                    known[who].1 = called;
                }
            }
            let ids: Vec<SubjectId> = known.iter().map(|(id, _)| *id).collect();
            assert_eq!(
                subjects(&officer, id).await,
                ids,
                "after {:?}",
                &plan[..=at]
            );
            for (subject, called) in &known {
                assert_eq!(named(&officer, id, *subject).await, *called);
            }
        }
        let mut tx = world.app.db.read().await.unwrap();
        let checked = route::checking::open_all(&mut tx, &world.app, world.montfoort);
        let (_, broken) = checked.await.unwrap();
        assert!(broken.is_empty(), "{broken:?} after {plan:?}");
    }
}
on_both!(everybody_involved_stays_who_they_are, any_order);

/// A form that the program before ids held over an expired session is still sent on.
async fn by_place(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let officer = world.sign_in(OFFICER).await;
    let fields = [
        ("seen", "Iets."),
        ("subjects", "2"),
        ("subject-0-name", "Een"),
        ("subject-1-name", "Twee"),
    ];
    let reference = world.report(&employee, &fields).await;
    let id = world.dossier_id(&reference).await;
    name(&officer, id, "1", "Twee Verzonnen").await;
    let all = subjects(&officer, id).await;
    assert_eq!(named(&officer, id, all[0]).await, "Een");
    assert_eq!(named(&officer, id, all[1]).await, "Twee Verzonnen");
    for nobody in ["2", "x", &Uuid::nil().to_string()] {
        let page = officer.get(&format!("/dossier/{id}")).await.ok();
        let version = page.hidden("version");
        let fields = [
            ("version", version.as_str()),
            ("capacity", "other"),
            ("name", "Niemand"),
        ];
        let path = format!("/dossier/{id}/betrokkene/{nobody}");
        let answer = officer.post(&path, &fields).await;
        assert_eq!(answer.status, 404, "{nobody}");
    }
}
on_both!(a_form_of_before_names_a_subject_by_its_place, by_place);
