//! What is shared, when several people do something with it at the same moment, or somebody leaves.

use platform::clock::DAY;
use testkit::walk::PNG;
use testkit::{Browser, Kind, World, on_both, visible};

const EMPLOYEE: &str = "employee@a.example";
const COORDINATOR: &str = "coordinator@a.example";
const TEXT: &str = "Eerst bespreken: paspoorten in een map.";

const SIGNALS: &str = "select count(*) as n from signal";
const SHARED: &str = "select count(*) as n from shared_draft";

async fn count(world: &World, sql: &'static str) -> i64 {
    let mut tx = world.app.db.read().await.unwrap();
    tx.must(sql, vec![]).await.unwrap().get("n").unwrap()
}

async fn both(world: &World) -> (i64, i64) {
    (count(world, SIGNALS).await, count(world, SHARED).await)
}

fn sharing<'a>(form: &'a str, with: &'a str, text: &'a str) -> [(&'a str, &'a str); 5] {
    [
        ("form-id", form),
        ("seen", text),
        ("contact", "here"),
        ("share-with", with),
        ("action", "share"),
    ]
}

async fn share(world: &World, employee: &Browser, with: &str, text: &str) -> String {
    let form = employee.get("/melden/persoon?nieuw=1").await.ok();
    let form = form.hidden("form-id");
    let with = world.people.lock().unwrap()[with].id.to_string();
    let fields = sharing(&form, &with, text);
    let to = employee.post("/melden/persoon", &fields).await.moved();
    assert_eq!(to, "/melden?gedaan=shared");
    form
}

/// What the coordinator has before them, of a draft with these words: the id of the form and the row.
async fn opened(coordinator: &Browser, text: &str) -> [String; 2] {
    let list = coordinator.page("/gedeeld").await;
    for rest in list.split("href=\"/gedeeld/").skip(1) {
        let page = coordinator.get(&format!("/gedeeld/{}", &rest[..36])).await;
        if page.text().contains(text) {
            return ["form-id", "shared"].map(|name| page.hidden(name));
        }
    }
    panic!("{text} is not shared: {}", visible(&list));
}

async fn run(world: &World, sql: &'static str) {
    let mut tx = world.app.db.begin().await.unwrap();
    tx.exec(sql, vec![]).await.unwrap();
    tx.commit_unaudited("a test").await.unwrap();
}

/// Given back and passed on at the same moment: one of them happened, the other is told, and when its term
/// is over there is one signal and nothing left.
async fn two_acts(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    share(&world, &employee, COORDINATOR, TEXT).await;
    let coordinator = world.sign_in(COORDINATOR).await;
    let [form, row] = opened(&coordinator, TEXT).await;
    let own = [("form-id", form.as_str()), ("shared", row.as_str())];
    let pass = [&own[..], &[("seen", TEXT), ("action", "send")]].concat();
    let back = [
        &own[..],
        &[("back-question", "Zeker?"), ("action", "give-back")],
    ]
    .concat();
    let (passed, given) = tokio::join!(
        coordinator.post("/melden/persoon", &pass),
        coordinator.post("/melden/persoon", &back)
    );
    let words = |answer: &testkit::Answer| visible(&answer.text());
    let told = "Dit staat niet meer bij u";
    if passed.status == 303 {
        assert!(words(&given).contains(told), "{}", words(&given));
        assert_eq!(both(&world).await, (1, 0));
    } else {
        assert!(words(&passed).contains(told), "{}", words(&passed));
        assert_eq!(given.moved(), "/gedeeld?gedaan=given-back");
        assert_eq!(both(&world).await, (0, 1));
    }
    world.clock.set(world.clock.now() + 15 * DAY);
    route::reporting::keep_terms(&world.app).await.unwrap();
    assert_eq!(both(&world).await, (1, 0));
}
on_both!(of_two_acts_at_once_one_happens, two_acts);

/// A coordinator passes something on, and its copy is there again.
async fn leave_a_copy(world: &World, text: &str) {
    run(
        world,
        "create table kept_draft as select * from shared_draft",
    )
    .await;
    run(world, "create table kept_term as select * from shared_term").await;
    let coordinator = world.sign_in(COORDINATOR).await;
    let [form, row] = opened(&coordinator, text).await;
    let send = [
        ("form-id", form.as_str()),
        ("shared", row.as_str()),
        ("seen", text),
    ];
    coordinator.post("/melden/persoon", &send).await.moved();
    let put = "insert into shared_draft select * from kept_draft where id not in (select id from shared_draft)";
    run(world, put).await;
    let put = "insert into shared_term select * from kept_term where shared not in (select shared from shared_term)";
    run(world, put).await;
}

/// A copy that cannot be read, and one whose signal is there already, are in nobody's way: what others
/// shared goes on, drafts end here and elsewhere, and the job says that something is wrong.
async fn one_bad_row(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    share(&world, &employee, COORDINATOR, "Beschadigd.").await;
    run(
        &world,
        "update shared_term set sealed = proof from shared_draft",
    )
    .await;
    share(&world, &employee, COORDINATOR, "Blijft over.").await;
    leave_a_copy(&world, "Blijft over.").await;
    assert_eq!(both(&world).await, (1, 2));
    let (other, role) = ("other@a.example", [platform::Role::Employee]);
    world
        .hire(other, "Test other", world.montfoort, &role)
        .await;
    let other = world.sign_in(other).await;
    share(&world, &other, COORDINATOR, "Van een ander.").await;
    let elsewhere = world.sign_in("employee@b.example").await;
    let draft = [
        ("form-id", "0192d3b0-0000-4000-8000-000000000001"),
        ("seen", "Half."),
    ];
    elsewhere.post("/melden/persoon/concept", &draft).await;

    platform::jobs::ensure_schedules(&world.app).await.unwrap();
    world.clock.set(world.clock.now() + 40 * DAY);
    platform::jobs::run_due(&world.app).await.unwrap();
    assert_eq!(
        both(&world).await,
        (2, 1),
        "only what cannot be read is left"
    );
    assert_eq!(
        count(&world, "select count(*) as n from draft").await,
        0,
        "drafts end all the same"
    );
    let failed = "select count(*) as n from job where kind = 'drafts' and last_error is not null";
    assert_eq!(count(&world, failed).await, 1, "it is said");
}
on_both!(one_bad_copy_is_in_nobodys_way, one_bad_row);

/// Four presses at once share once; thrown away, it is gone from the coordinator too.
async fn pressed(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let form = employee.get("/melden/persoon").await.ok().hidden("form-id");
    let with = world.people.lock().unwrap()[COORDINATOR].id.to_string();
    let fields = sharing(&form, &with, TEXT);
    let press = || employee.post("/melden/persoon", &fields);
    let all = tokio::join!(press(), press(), press(), press());
    for answer in [all.0, all.1, all.2, all.3] {
        assert_eq!(answer.moved(), "/melden?gedaan=shared");
    }
    assert_eq!(count(&world, SHARED).await, 1);
    assert_eq!(count(&world, "select count(*) as n from draft").await, 1);
    let coordinator = world.sign_in(COORDINATOR).await;
    let [form, row] = opened(&coordinator, TEXT).await;
    let words = employee.words("/melden").await;
    assert!(
        words.contains("Uw teamcoördinator ziet het dan ook niet meer"),
        "{words}"
    );
    assert_eq!(employee.discard().await, "/melden?gedaan=draft-withdrawn");
    assert!(!employee.words("/melden").await.contains("paspoorten"));
    // Who had it before them hears that it is gone, keeps what was typed, and sends nothing by accident.
    let send = [
        ("form-id", form.as_str()),
        ("shared", row.as_str()),
        ("seen", "Met mijn aanvulling."),
    ];
    let told = coordinator.post("/melden/persoon", &send).await.ok().text();
    assert!(visible(&told).contains("Dit staat niet meer bij u"));
    assert!(told.contains(">Met mijn aanvulling.</textarea>"));
    world.clock.set(world.clock.now() + 15 * DAY);
    route::reporting::keep_terms(&world.app).await.unwrap();
    assert_eq!(both(&world).await, (0, 0));
}
on_both!(what_is_thrown_away_is_withdrawn, pressed);

/// A coordinator leaves: what lies with them goes to the officer at once, and the employee reads so.
async fn leaves(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    share(&world, &employee, COORDINATOR, TEXT).await;
    let words = employee.words("/melden").await;
    assert!(words.contains("Die kan het aanvullen en stuurt het door."));
    let admin = world.sign_in("admin@a.example").await;
    let id = world.people.lock().unwrap()[COORDINATOR].id;
    admin.end_access(id).await.moved();
    let employee = world.sign_in(EMPLOYEE).await;
    let words = employee.words("/melden").await;
    assert!(
        words.contains("kan het niet meer doorsturen")
            && !words.contains("Die kan het aanvullen en stuurt het door."),
        "{words}"
    );
    route::reporting::keep_terms(&world.app).await.unwrap();
    assert_eq!(both(&world).await, (1, 0));
    assert!(employee.page("/mijn/1").await.contains(TEXT));
    let words = employee.words("/melden").await;
    assert!(words.contains("Wat u deelde, is doorgestuurd als uw signaal."));
}
on_both!(a_coordinator_who_leaves_takes_nothing_along, leaves);

/// A photo cannot go along with a draft: that is said before anything is shared.
#[tokio::test]
async fn a_photo_is_not_lost_in_silence_when_a_draft_is_shared() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let form = employee.get("/melden/persoon").await.ok().hidden("form-id");
    let with = world.people.lock().unwrap()[COORDINATOR].id.to_string();
    let fields = sharing(&form, &with, TEXT);
    let photo = [("pand.png", PNG)];
    let told = employee.upload("/melden/persoon", &fields, &photo).await;
    let told = told.ok().text();
    assert!(visible(&told).contains("gaat niet mee met wat u deelt. pand.png is niet bewaard."));
    assert!(told.contains(TEXT) && told.contains("href=\"#report-files\""));
    assert_eq!(both(&world).await, (0, 0));
    let to = employee.post("/melden/persoon", &fields).await.moved();
    assert_eq!(to, "/melden?gedaan=shared");
}
