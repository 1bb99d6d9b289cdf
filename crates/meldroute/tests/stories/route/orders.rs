//! Whatever the officer does, in whatever order: what is to be done is what follows from what was
//! done, and nothing breaks.

use platform::DossierId;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use super::{EMPLOYEE, OFFICER};
use testkit::walk::hand_over;
use testkit::{Browser, PASSPHRASE, World, on_both};

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

type Fields = Vec<(&'static str, String)>;

fn established(acute: bool, form: &str, age: &str) -> Fields {
    vec![
        ("severity", "serious".to_owned()),
        ("forms", form.to_owned()),
        ("ages", age.to_owned()),
        ("why", "Zo lijkt het nu.".to_owned()),
        ("acute", if acute { "on" } else { "" }.to_owned()),
    ]
}

/// Where a step is taken, and what the officer fills in; nothing when the page has no such form.
async fn form(officer: &Browser, id: DossierId, step: &Step) -> Option<(String, Fields)> {
    let dossier = format!("/dossier/{id}");
    let text = |text: &str| text.to_owned();
    let version = async |path: &str| ("version", version(officer, path).await);
    Some(match step {
        Step::Assess { acute, form, age } => {
            let path = format!("{dossier}/beoordelen");
            let mut fields = vec![version(&path).await];
            fields.extend(established(*acute, form, age));
            (path, fields)
        }
        Step::HandOver(_) => return None,
        Step::PassOver(partner) => {
            let fields = vec![
                ("partner", text(partner)),
                ("reason", text("Weten het al.")),
            ];
            (format!("{dossier}/doorzetten"), fields)
        }
        Step::Answer { give_up } => {
            let page = officer.get(&dossier).await.ok().text();
            let referral = page.split("/terugkoppeling/").nth(1)?[..36].to_owned();
            let action = if *give_up { "give-up" } else { "answer" };
            let fields = vec![("text", text("Opgepakt.")), ("action", text(action))];
            (format!("{dossier}/terugkoppeling/{referral}"), fields)
        }
        Step::Close => {
            let path = format!("{dossier}/afsluiten");
            let fields = vec![
                version(&path).await,
                ("outcome", text("local")),
                ("message", text("Bedankt, we hebben het opgepakt.")),
                ("action", text("close")),
            ];
            (path, fields)
        }
        Step::Reopen => {
            let why = ("reason", text("Nieuw nieuws."));
            let path = format!("{dossier}/heropenen");
            (path, vec![version(&dossier).await, why])
        }
        Step::Describe { minor } => {
            let fields = vec![
                version(&dossier).await,
                ("kind", text("person")),
                ("name", text("Iemand Verzonnen")),
                ("capacity", text("possible_victim")),
                ("minor", text(if *minor { "on" } else { "" })),
            ];
            (format!("{dossier}/betrokkene/new"), fields)
        }
        Step::Note => (
            format!("{dossier}/notitie"),
            vec![("text", text("Gebeld."))],
        ),
    })
}

/// Tries a step, as the page offers it; it may well be refused.
async fn take(officer: &Browser, id: DossierId, step: &Step) {
    if let Step::HandOver(partner) = step {
        let path = format!("/dossier/{id}/doorzetten/{partner}");
        if officer.get(&path).await.status == 200 {
            hand_over(officer, id, partner, &[]).await;
        }
    }
    let Some((path, fields)) = form(officer, id, step).await else {
        return;
    };
    let filled = fields.iter().filter(|(_, value)| !value.is_empty());
    let fields: Vec<(&str, &str)> = filled
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let answer = officer.post(&path, &fields).await;
    assert!(answer.status.as_u16() < 500, "{step:?}: {}", answer.text());
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
