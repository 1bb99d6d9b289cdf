//! What somebody typed is there again, once, and for nobody else: after Back, after a session that ended,
//! as a draft.

use platform::clock::DAY;
use testkit::visible;

use super::{EMPLOYEE, count, world};

/// The session ends while somebody types: after signing in again it all stands there.
#[tokio::test]
async fn an_expired_session_keeps_what_was_typed() {
    let (world, employee) = world().await;
    let form = employee.get("/melden/persoon").await.ok().hidden("form-id");
    world.clock.set(world.clock.now() + 2 * 60 * 60_000);
    let fields = [
        ("form-id", form.as_str()),
        ("seen", "Dit typte ik een uur lang."),
        ("action", "send"),
    ];
    let to = employee.post("/melden/persoon", &fields).await.moved();
    assert!(to.starts_with("/inloggen?naar=/melden/persoon"));
    assert!(employee.words(&to).await.contains("Wat u typte is bewaard"));
    let sign_in = [
        ("email", EMPLOYEE),
        ("password", testkit::PASSWORD),
        ("to", "/melden/persoon"),
    ];
    assert_eq!(
        employee.post("/inloggen", &sign_in).await.moved(),
        "/melden/persoon"
    );
    let page = employee.get("/melden/persoon").await.ok();
    assert!(page.text().contains("Dit typte ik een uur lang."));
    assert_eq!(page.hidden("form-id"), form);
}

/// Back in the browser, other words, send again: what is new is offered as an addition, and all of it as
/// another signal. The very same once more is one.
#[tokio::test]
async fn back_and_send_never_makes_a_second_signal() {
    let (world, employee) = world().await;
    let form = employee.get("/melden/persoon").await.ok().hidden("form-id");
    let send = async |browser: &testkit::Browser, text: &str| {
        let fields = [
            ("form-id", form.as_str()),
            ("seen", text),
            ("action", "send"),
            ("contact", "here"),
        ];
        browser.post("/melden/persoon", &fields).await
    };
    assert_eq!(send(&employee, "Eerst dit.").await.moved(), "/gemeld/1");
    assert_eq!(send(&employee, "Eerst dit.").await.moved(), "/gemeld/1");
    let asked = send(&employee, "Eerst dit. Toen dat.").await.ok();
    let (html, words) = (asked.text(), visible(&asked.text()));
    assert!(words.contains("U hebt dit signaal al verstuurd"), "{words}");
    assert!(html.contains(">Toen dat.</textarea>"), "only what is new");
    assert_eq!(count(&world).await, 1, "nothing was stored");
    // All of it as another signal, if that is what it is.
    let other = [
        ("form-id", asked.hidden("form-id")),
        ("seen", asked.hidden("seen")),
        ("action", asked.hidden("action")),
    ];
    let other = other
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    let to = employee.post("/melden/persoon", &other).await.moved();
    assert_eq!(to, "/gemeld/2");
    assert!(
        employee
            .page("/mijn/2")
            .await
            .contains("Eerst dit. Toen dat.")
    );
    // Less than before is nothing new.
    assert_eq!(send(&employee, "Eerst").await.status, 200);
    // Somebody else's form with the same id takes nobody's place, and says nothing of theirs.
    let other = world.sign_in("coordinator@a.example").await;
    assert_eq!(send(&other, "Eerst dit.").await.moved(), "/gemeld/1");
    assert_eq!(send(&other, "Toch dit.").await.moved(), "/gemeld/2");
    assert_eq!(count(&world).await, 4);
}

/// Back after sending asks for the form anew: it says that it was sent.
#[tokio::test]
async fn back_after_sending_says_that_it_was_sent() {
    let (world, employee) = world().await;
    let choose = employee.page("/melden").await;
    assert!(choose.contains("href=\"/melden/persoon?na=0\""));
    let reference = world.report(&employee, &[("seen", "Al verstuurd.")]).await;
    let back = employee.words("/melden/persoon?na=0").await;
    let shown = format!("{}-{}", &reference[..4], &reference[4..]);
    assert!(
        back.contains(&format!("U hebt dit signaal al verstuurd: {shown}")),
        "{back}"
    );
    // Of the other kind there is none yet, and a draft that was begun since is gone on with.
    employee
        .get("/melden/plaats?na=0")
        .await
        .ok()
        .hidden("form-id");
    let draft = [
        ("form-id", "0192d3b0-0000-7000-8000-000000000001"),
        ("seen", "Iets anders"),
    ];
    employee.post("/melden/persoon/concept", &draft).await;
    assert!(
        employee
            .page("/melden/persoon?na=0")
            .await
            .contains("Iets anders")
    );
    // Nothing that was typed stays in the browser.
    let form = employee.page("/melden/persoon").await;
    assert!(form.split("<textarea").skip(1).all(|area| {
        area.split('>')
            .next()
            .unwrap()
            .contains("autocomplete=\"off\"")
    }));
}

/// The next colleague at a shared computer does not see what the one before typed; the one before
/// does.
#[tokio::test]
async fn what_was_held_is_given_back_to_whoever_typed_it() {
    let (world, employee) = world().await;
    let form = employee.get("/melden/persoon").await.ok().hidden("form-id");
    world.clock.set(world.clock.now() + 2 * 60 * 60_000);
    let fields = [
        ("form-id", form.as_str()),
        ("seen", "Alleen van mij."),
        ("action", "send"),
    ];
    employee.post("/melden/persoon", &fields).await.moved();
    let code = world.code("coordinator@a.example");
    let next = [
        ("email", "coordinator@a.example"),
        ("password", testkit::PASSWORD),
        ("code", code.as_str()),
    ];
    employee.post("/inloggen", &next).await.moved();
    assert!(
        !employee
            .page("/melden/persoon")
            .await
            .contains("Alleen van mij.")
    );
    let own = world.sign_in(EMPLOYEE).await;
    assert!(
        own.page("/melden/persoon")
            .await
            .contains("Alleen van mij.")
    );
    // Whoever has no session at all has nothing held, and nothing of it is read.
    let stranger = testkit::Browser::new(&world);
    assert!(
        !stranger
            .post("/melden/persoon", &fields)
            .await
            .moved()
            .contains("bewaard")
    );
    let mut tx = world.app.db.read().await.unwrap();
    let held: i64 = tx
        .must("select count(*) as n from held_form", vec![])
        .await
        .unwrap()
        .get("n")
        .unwrap();
    assert_eq!(held, 0);
}

/// A copy that is kept for years does not say who was busy with what at the time.
#[tokio::test]
async fn a_copy_holds_nothing_of_the_moment() {
    let (world, employee) = world().await;
    let draft = [
        ("form-id", "0192d3b0-0000-4000-8000-000000000001"),
        ("seen", "Half verhaal"),
    ];
    employee.post("/melden/persoon/concept", &draft).await;
    let file = world.dir.path().join("copy.db");
    world
        .app
        .db
        .copy_to(&file.display().to_string(), meldroute::backup::TRANSIENT)
        .await
        .unwrap();
    let copy = platform::db::Db::open(&format!("sqlite:{}", file.display()))
        .await
        .unwrap();
    let mut tx = copy.read().await.unwrap();
    for table in meldroute::backup::TRANSIENT {
        let count: &'static str = format!("select count(*) as n from {table}").leak();
        assert_eq!(
            tx.must(count, vec![])
                .await
                .unwrap()
                .get::<i64>("n")
                .unwrap(),
            0,
            "{table}"
        );
    }
    let people = "select count(*) as n from person";
    assert!(
        tx.must(people, vec![])
            .await
            .unwrap()
            .get::<i64>("n")
            .unwrap()
            > 5
    );
}

#[tokio::test]
async fn a_draft_is_there_again_and_is_the_writers_alone() {
    let (world, employee) = world().await;
    let fields = [
        ("form-id", "0192d3b0-0000-7000-8000-000000000001"),
        ("seen", "Half verhaal"),
        ("subjects", "2"),
    ];
    assert_eq!(
        employee
            .post("/melden/persoon/concept", &fields)
            .await
            .status,
        204
    );
    assert!(
        employee
            .words("/melden")
            .await
            .contains("Uw concept over een persoon van vandaag")
    );
    employee.forget_session();
    let again = world.sign_in(EMPLOYEE).await;
    assert!(again.page("/melden/persoon").await.contains("Half verhaal"));
    assert!(!again.page("/melden/plaats").await.contains("Half verhaal"));
    let other = world.sign_in("coordinator@a.example").await;
    assert!(!other.page("/melden/persoon").await.contains("Half verhaal"));
    // Sent, it is gone; forgotten, it goes after its term.
    let whole = ("seen", "Half verhaal, nu heel.");
    world.report(&again, &[fields[0], whole]).await;
    let fresh = again.page("/melden/persoon?na=1").await;
    assert!(fresh.contains("<textarea") && !fresh.contains("Half verhaal"));
    again.post("/melden/persoon/concept", &fields).await;
    world.clock.set(world.clock.now() + 31 * DAY);
    route::signals::purge_drafts(&world.app).await.unwrap();
    let later = world.sign_in(EMPLOYEE).await;
    assert!(!later.page("/melden/persoon").await.contains("Half verhaal"));
}

/// Saved by its button too; seen, gone on with, or thrown away.
#[tokio::test]
async fn a_draft_is_seen_and_thrown_away() {
    let (world, employee) = world().await;
    let fields = [
        ("form-id", "0192d3b0-0000-7000-8000-000000000001"),
        ("seen", "Zonder script bewaard"),
        ("action", "draft"),
    ];
    let to = employee.post("/melden/persoon", &fields).await.moved();
    assert_eq!(to, "/melden?gedaan=draft-kept");
    let words = employee.words("/melden").await;
    assert!(
        words.contains("Uw concept over een persoon van vandaag"),
        "{words}"
    );
    assert!(
        employee
            .page("/melden/persoon")
            .await
            .contains("Zonder script bewaard")
    );
    let other = world.sign_in("coordinator@a.example").await;
    let draft = employee.draft().await;
    let concept = ("concept", draft.split_once('=').unwrap().1);
    let to = other.post("/melden/persoon/weggooien", &[concept]).await;
    assert_eq!(to.moved(), "/melden?geweigerd=draft-gone");
    assert!(
        employee
            .page("/melden/persoon")
            .await
            .contains("Zonder script bewaard")
    );
    assert_eq!(employee.discard().await, "/melden?gedaan=draft-gone");
    assert!(
        !employee
            .page("/melden/persoon")
            .await
            .contains("Zonder script")
    );
    assert!(!employee.words("/melden").await.contains("Uw concept"));
    assert_eq!(count(&world).await, 0);
}
