//! Several things begun at a time: none takes the place of another, and nothing that was typed is lost.

use testkit::{Browser, Kind, World, on_both, visible};

const EMPLOYEE: &str = "employee@a.example";

async fn count(world: &World) -> i64 {
    let mut tx = world.app.db.read().await.unwrap();
    let all = tx.must("select count(*) as n from draft", vec![]).await;
    all.unwrap().get("n").unwrap()
}

/// Begins something new, and keeps it.
async fn begin(employee: &Browser, text: &str) -> String {
    let form = employee.get("/melden/persoon?nieuw=1").await.ok();
    let form = form.hidden("form-id");
    let fields = [("form-id", form.as_str()), ("seen", text)];
    let kept = employee.post("/melden/persoon/concept", &fields).await;
    assert_eq!(kept.status, 204);
    form
}

/// A draft stands: the button of the form says so, a new signal leaves it alone, and each is gone on
/// with, sent or thrown away by itself.
async fn several(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let first = begin(&employee, "Over de eerste.").await;
    let asked = employee.get("/melden/persoon").await.ok();
    let words = visible(&asked.text());
    assert!(
        words.contains("U hebt een concept.") && words.contains("Over de eerste."),
        "{words}"
    );
    assert!(!asked.text().contains("<textarea"), "no form by surprise");
    assert!(employee.page("/melden/plaats").await.contains("<textarea"));

    let new = employee.page("/melden/persoon?nieuw=1").await;
    assert!(new.contains("<textarea") && !new.contains("Over de eerste."));
    begin(&employee, "Over de tweede.").await;
    assert_eq!(count(&world).await, 2);
    let words = employee.words("/melden/persoon").await;
    assert!(words.contains("U hebt 2 concepten."), "{words}");
    assert!(words.contains("Over de eerste.") && words.contains("Over de tweede."));
    let latest = employee.page(&employee.draft().await).await;
    assert!(latest.contains("Over de tweede.") && !latest.contains("Over de eerste."));

    // On with the first: saved again it is the same draft, sent it is gone, and the other one stands.
    let more = [
        ("form-id", first.as_str()),
        ("seen", "Over de eerste, meer."),
    ];
    employee.post("/melden/persoon/concept", &more).await;
    assert_eq!(count(&world).await, 2);
    let to = employee.post("/melden/persoon", &more).await.moved();
    assert_eq!(to, "/gemeld/1");
    let words = employee.words("/melden").await;
    assert!(words.contains("Over de tweede.") && !words.contains("Over de eerste"));
    assert_eq!(employee.discard().await, "/melden?gedaan=draft-gone");
    assert_eq!(count(&world).await, 0);

    // No address says which form it is: that id stands with the signal later.
    let third = begin(&employee, "Over de derde.").await;
    for path in ["/melden", "/melden/persoon"] {
        assert!(!employee.page(path).await.contains(&third));
    }
}
on_both!(a_new_signal_overwrites_no_draft, several);

/// With a draft that was shared, another person can be reported too; and each keeps what came of it.
#[tokio::test]
async fn a_shared_draft_keeps_nobody_from_reporting_somebody_else() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let form = begin(&employee, "Eerst bespreken.").await;
    let with = world.people.lock().unwrap()["coordinator@a.example"]
        .id
        .to_string();
    let share = [
        ("form-id", form.as_str()),
        ("seen", "Eerst bespreken."),
        ("share-with", with.as_str()),
        ("action", "share"),
    ];
    employee.post("/melden/persoon", &share).await.moved();
    world
        .report(&employee, &[("seen", "Over een ander.")])
        .await;
    let words = employee.words("/melden").await;
    assert!(words.contains("Eerst bespreken.") && words.contains("U deelde het"));
    // What the page of before saves, does not forget that it was shared.
    let late = [share[0], ("seen", "Eerst bespreken, en meer.")];
    employee.post("/melden/persoon/concept", &late).await;
    assert!(employee.words("/melden").await.contains("U deelde het"));
    let page = employee.get(&employee.draft().await).await.ok();
    assert!(!page.hidden("shared-as").is_empty());
}

/// Eight may stand; one more is not kept, and that is said.
#[tokio::test]
async fn there_is_an_end_to_drafts_and_it_is_said() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    for number in 0..8 {
        begin(&employee, &format!("Nummer {number}.")).await;
    }
    let form = employee.get("/melden/persoon?nieuw=1").await.ok();
    let form = form.hidden("form-id");
    let fields = [
        ("form-id", form.as_str()),
        ("seen", "Een te veel."),
        ("action", "draft"),
    ];
    let told = employee.post("/melden/persoon", &fields).await.ok().text();
    assert!(visible(&told).contains("U hebt te veel concepten."));
    assert!(told.contains(">Een te veel.</textarea>"));
    let saved = employee.post("/melden/persoon/concept", &fields[..2]).await;
    assert_eq!(saved.status, 409);
    assert_eq!(count(&world).await, 8);
    // Once one was sent there is room again.
    let sent = [fields[0], fields[1], ("action", "send")];
    employee.post("/melden/persoon", &sent).await.moved();
    begin(&employee, "Weer een.").await;
    assert_eq!(count(&world).await, 9);
}

/// The other language takes along what was typed at once, without script.
#[tokio::test]
async fn another_language_takes_along_what_was_typed() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    world.report(&employee, &[("seen", "Iets.")]).await;
    for path in ["/melden/persoon", "/melden/plaats", "/mijn/1/aanvullen"] {
        let page = employee.get(&format!("{path}?nieuw=1")).await.ok();
        assert!(page.text().contains("href=\"#language\""), "{path}");
        assert!(
            !page.text().contains("href=\"/taal/"),
            "{path}: none that loses it"
        );
        let form = page.hidden("form-id");
        let fields = [
            ("form-id", form.as_str()),
            ("seen", "Net getypt."),
            ("indicators", "KRI-02"),
            ("action", "language"),
        ];
        let english = employee.post(path, &fields).await.ok();
        let html = english.text();
        assert!(html.contains("<html lang=\"en\""), "{path}");
        assert!(html.contains(">Net getypt.</textarea>"), "{path}");
        assert!(html.contains("value=\"KRI-02\" checked"), "{path}");
        assert_eq!(english.hidden("form-id"), form);
        assert!(visible(&employee.page("/mijn").await).contains("My signals"));
        let dutch = employee.post(path, &fields).await.ok().text();
        assert!(dutch.contains("<html lang=\"nl\""), "{path}");
    }
    // Enter sends: the first button of a form is the one that sends.
    let page = employee.page("/melden/persoon?nieuw=1").await;
    let form = page.split("class=\"report\"").nth(1).unwrap();
    let first = form.split("type=\"submit\"").nth(1).unwrap();
    assert!(first.split('>').next().unwrap().contains("value=\"send\""));
    assert!(!page.contains("form=\"report\""));
}
