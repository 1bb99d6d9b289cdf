//! Whatever the officer does, in whatever order: what is to be done is what follows from what was
//! done, and nothing breaks.

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use uuid::Uuid;

use crate::kit::walk::hand_over;
use crate::kit::{Browser, PASSPHRASE, World};
use crate::{EMPLOYEE, OFFICER, on_both};

/// Obligatory in one assessment and not in the other.
const PARTNERS: [&str; 4] = ["avim", "nla", "zorgcoordinator", "veilig_thuis"];

#[derive(Debug, Clone)]
enum Step {
    Assess {
        acute: bool,
        form: &'static str,
        age: &'static str,
    },
    HandOver(&'static str),
    PassOver(&'static str),
    /// The first handover that has no answer, or any.
    Answer {
        give_up: bool,
    },
    Close,
    Reopen,
    Describe {
        minor: bool,
    },
    Note,
}

fn step() -> impl Strategy<Value = Step> {
    let partner = || prop::sample::select(PARTNERS.to_vec());
    let forms = prop::sample::select(vec!["labour", "sexual", "criminal"]);
    let ages = prop::sample::select(vec!["17", "31", "?"]);
    prop_oneof![
        3 => (any::<bool>(), forms, ages)
            .prop_map(|(acute, form, age)| Step::Assess { acute, form, age }),
        3 => partner().prop_map(Step::HandOver),
        4 => partner().prop_map(Step::PassOver),
        3 => any::<bool>().prop_map(|give_up| Step::Answer { give_up }),
        2 => Just(Step::Close),
        1 => Just(Step::Reopen),
        1 => any::<bool>().prop_map(|minor| Step::Describe { minor }),
        1 => Just(Step::Note),
    ]
}

/// What the page says that it shows; nothing when it has no such form now.
async fn version(officer: &Browser, path: &str) -> String {
    let page = officer.get(path).await.text();
    let rest = page.split("name=\"version\" value=\"").nth(1);
    rest.and_then(|rest| rest.split('"').next())
        .unwrap_or_default()
        .to_owned()
}

/// Tries a step, as the page offers it; it may well be refused.
async fn take(officer: &Browser, id: Uuid, step: &Step) {
    let dossier = format!("/dossier/{id}");
    let post = async |path: String, fields: &[(&str, &str)]| {
        let answer = officer.post(&path, fields).await;
        assert!(
            answer.status.as_u16() < 500,
            "{step:?} at {path}: {}",
            answer.text()
        );
    };
    match step {
        Step::Assess { acute, form, age } => {
            let path = format!("{dossier}/beoordelen");
            let version = version(officer, &path).await;
            let mut fields = vec![
                ("version", version.as_str()),
                ("severity", "serious"),
                ("forms", form),
                ("ages", age),
                ("why", "Zo lijkt het nu."),
            ];
            if *acute {
                fields.push(("acute", "on"));
            }
            post(path, &fields).await;
        }
        Step::HandOver(partner) => {
            let page = officer
                .get(&format!("{dossier}/doorzetten/{partner}"))
                .await;
            if page.status == 200 {
                hand_over(officer, id, partner, &[]).await;
            }
        }
        Step::PassOver(partner) => {
            let fields = [("partner", *partner), ("reason", "Weten het al.")];
            post(format!("{dossier}/doorzetten"), &fields).await;
        }
        Step::Answer { give_up } => {
            let page = officer.get(&dossier).await.ok().text();
            let Some(rest) = page.split("/terugkoppeling/").nth(1) else {
                return;
            };
            let action = if *give_up { "give-up" } else { "answer" };
            let fields = [("text", "Opgepakt."), ("action", action)];
            post(format!("{dossier}/terugkoppeling/{}", &rest[..36]), &fields).await;
        }
        Step::Close => {
            let path = format!("{dossier}/afsluiten");
            let version = version(officer, &path).await;
            let fields = [
                ("version", version.as_str()),
                ("outcome", "local"),
                ("message", "Bedankt, we hebben het opgepakt."),
                ("action", "close"),
            ];
            post(path, &fields).await;
        }
        Step::Reopen => {
            let version = version(officer, &dossier).await;
            let fields = [("version", version.as_str()), ("reason", "Nieuw nieuws.")];
            post(format!("{dossier}/heropenen"), &fields).await;
        }
        Step::Describe { minor } => {
            let version = version(officer, &dossier).await;
            let mut fields = vec![
                ("version", version.as_str()),
                ("kind", "person"),
                ("name", "Iemand Verzonnen"),
                ("capacity", "possible_victim"),
            ];
            if *minor {
                fields.push(("minor", "on"));
            }
            post(format!("{dossier}/betrokkene/new"), &fields).await;
        }
        Step::Note => post(format!("{dossier}/notitie"), &[("text", "Gebeld.")]).await,
    }
}

async fn any_order(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let officer = world.sign_in(OFFICER).await;
    let opening = [("passphrase", PASSPHRASE)];
    officer.post("/kluis/openen", &opening).await.moved();
    let (mut runner, plans) = (
        TestRunner::deterministic(),
        prop::collection::vec(step(), 4..16),
    );
    for _ in 0..10 {
        let plan = plans.new_tree(&mut runner).unwrap().current();
        let reference = world.report(&employee, &[("seen", "Iets geks.")]).await;
        let id = world.dossier_id(&reference).await;
        for (at, step) in plan.iter().enumerate() {
            take(&officer, id, step).await;
            let mut tx = world.app.db.read().await.unwrap();
            let checked = route::checking::open_all(&mut tx, &world.app, world.montfoort);
            let (_, broken) = checked.await.unwrap();
            assert!(broken.is_empty(), "{broken:?} after {:?}", &plan[..=at]);
        }
    }
}
on_both!(
    whatever_the_order_what_is_to_be_done_follows_from_what_was_done,
    any_order
);
