//! A draft that is first discussed with the team coordinator: it never vanishes in silence.

use platform::clock::{DAY, HOUR};
use platform::mail::Mailer;
use testkit::{Browser, Kind, World, on_both, smtp, visible};

const EMPLOYEE: &str = "employee@a.example";
const COORDINATOR: &str = "coordinator@a.example";
const OFFICER: &str = "officer@a.example";
const TEXT: &str = "Eerst bespreken: paspoorten in een map.";

async fn share(world: &World, employee: &Browser, more: &[(&str, &str)]) {
    let form = employee.get("/melden/persoon").await.ok().hidden("form-id");
    let with = world.people.lock().unwrap()[COORDINATOR].id.to_string();
    let mut fields = vec![
        ("form-id", form.as_str()),
        ("seen", TEXT),
        ("contact", "here"),
        ("share-with", with.as_str()),
        ("share-question", "Wat vindt u?"),
        ("action", "share"),
    ];
    fields.extend_from_slice(more);
    let to = employee.post("/melden/persoon", &fields).await.moved();
    assert_eq!(to, "/melden?gedaan=shared");
}

/// The address of what was shared.
async fn shared(coordinator: &Browser) -> Option<String> {
    let list = coordinator.page("/gedeeld").await;
    let rest = list.split("href=\"/gedeeld/").nth(1)?;
    Some(format!("/gedeeld/{}", &rest[..36]))
}

async fn count(world: &World, sql: &'static str) -> i64 {
    let mut tx = world.app.db.read().await.unwrap();
    tx.must(sql, vec![]).await.unwrap().get("n").unwrap()
}

const SIGNALS: &str = "select count(*) as n from signal";
const SHARED: &str = "select count(*) as n from shared_draft";

/// The coordinator reads who wants to discuss it and what, asks back, and the employee goes on.
async fn asked_back(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    share(&world, &employee, &[("phone", "06 87 65 43 21")]).await;
    let coordinator = world.sign_in(COORDINATOR).await;
    let list = coordinator.page("/gedeeld").await;
    let words = visible(&list);
    assert!(
        words.contains("Test employee") && words.contains("Wat vindt u?"),
        "{words}"
    );
    assert!(list.contains("Gedeeld met mij (1)"), "counted in the menu");
    assert!(
        coordinator
            .page("/melden")
            .await
            .contains("Gedeeld met mij (1)")
    );
    let path = shared(&coordinator).await.unwrap();
    let page = coordinator.get(&path).await.ok();
    let words = visible(&page.text());
    assert!(words.contains("Test employee wil dit met u bespreken."));
    assert!(
        !page.text().contains("87 65 43 21") && !words.contains("besproken met uw teamcoördinator")
    );
    let [form, row] = ["form-id", "shared"].map(|name| page.hidden(name));
    let back = [
        ("form-id", form.as_str()),
        ("shared", row.as_str()),
        ("seen", TEXT),
        ("action", "give-back"),
    ];
    let empty = coordinator.post("/melden/persoon", &back).await.ok().text();
    assert!(visible(&empty).contains("Schrijf op wat u uw collega wilt vragen."));
    let mut asked = back.to_vec();
    asked.push(("back-question", "Hoeveel paspoorten waren het?"));
    let stranger = world.sign_in("coordinator@b.example").await;
    let refused = stranger.post("/melden/persoon", &asked).await.ok().text();
    assert!(visible(&refused).contains("Dit staat niet meer bij u"));
    let to = coordinator.post("/melden/persoon", &asked).await.moved();
    assert_eq!(to, "/gedeeld?gedaan=given-back");
    assert!(shared(&coordinator).await.is_none());

    answered(&world, &employee).await;
}
on_both!(a_coordinator_asks_back, asked_back);

/// The employee reads what is asked, and sends it with the answer: one signal.
async fn answered(world: &World, employee: &Browser) {
    let words = employee.words("/melden").await;
    assert!(
        words.contains("Test coordinator gaf dit terug")
            && words.contains("Hoeveel paspoorten waren het?"),
        "{words}"
    );
    assert!(employee.page("/melden").await.contains("Melden (1)"));
    let form = employee.get(&employee.draft().await).await.ok();
    assert!(
        visible(&form.text()).contains("Hoeveel paspoorten waren het?")
            && form.text().contains(TEXT)
    );
    let id = form.hidden("form-id");
    let text = format!("{TEXT} Het waren er vier.");
    let send = [
        ("form-id", id.as_str()),
        ("seen", text.as_str()),
        ("action", "send"),
    ];
    assert_eq!(
        employee.post("/melden/persoon", &send).await.moved(),
        "/gemeld/1"
    );
    assert!(
        !employee
            .words("/melden")
            .await
            .contains("Hoeveel paspoorten")
    );
    assert_eq!(
        (count(world, SHARED).await, count(world, SIGNALS).await),
        (0, 1)
    );
}

/// Nothing comes of it: reminded, and then it is the officer's, as the employee's signal.
async fn forgotten(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    share(&world, &employee, &[("phone", "06 87 65 43 21")]).await;
    let shared_at = world.clock.now();
    world.clock.set(shared_at + 8 * DAY);
    route::reporting::keep_terms(&world.app).await.unwrap();
    assert_eq!(
        (count(&world, SHARED).await, count(&world, SIGNALS).await),
        (1, 0),
        "only reminded"
    );
    let reminders = "select count(*) as n from shared_term where remind_at is null";
    assert_eq!(count(&world, reminders).await, 1);
    world.clock.set(shared_at + 15 * DAY);
    for _ in 0..2 {
        route::reporting::keep_terms(&world.app).await.unwrap();
    }
    assert_eq!(
        (count(&world, SHARED).await, count(&world, SIGNALS).await),
        (0, 1)
    );
    let employee = world.sign_in(EMPLOYEE).await;
    assert!(employee.page("/mijn/1").await.contains(TEXT));
    assert!(
        employee
            .words("/melden")
            .await
            .contains("Wat u deelde, is doorgestuurd als uw signaal.")
    );
    let coordinator = world.sign_in(COORDINATOR).await;
    assert!(shared(&coordinator).await.is_none());
    let officer = world.sign_in(OFFICER).await;
    officer.open_vault().await;
    let work = officer.page("/werk").await;
    let id = work.split("href=\"/dossier/").nth(1).unwrap()[..36].to_owned();
    let dossier = officer.words(&format!("/dossier/{id}")).await;
    assert!(
        dossier.contains(TEXT)
            && dossier.contains("Test employee")
            && dossier.contains("06 87 65 43 21")
    );
    // The own draft is still there; sent after all, it is no second signal.
    let form = employee.get(&employee.draft().await).await.ok();
    let [id, copy] = ["form-id", "shared-as"].map(|name| form.hidden(name));
    let send = [
        ("form-id", id.as_str()),
        ("shared-as", copy.as_str()),
        ("seen", TEXT),
        ("action", "send"),
    ];
    assert_eq!(
        employee.post("/melden/persoon", &send).await.moved(),
        "/gemeld/1"
    );
    assert_eq!(count(&world, SIGNALS).await, 1);
}
on_both!(what_nobody_passes_on_goes_to_the_officer, forgotten);

/// Danger waits for nobody: it is sent, and discussed afterwards.
#[tokio::test]
async fn danger_is_not_shared_first() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let form = employee.get("/melden/persoon").await.ok().hidden("form-id");
    let with = world.people.lock().unwrap()[COORDINATOR].id.to_string();
    let fields = [
        ("form-id", form.as_str()),
        ("seen", TEXT),
        ("danger", "yes"),
        ("share-with", with.as_str()),
        ("action", "share"),
    ];
    let words = visible(&employee.post("/melden/persoon", &fields).await.ok().text());
    assert!(words.contains("Verstuur het signaal meteen"), "{words}");
    assert_eq!(count(&world, SHARED).await, 0);
}

/// A serious sign: in hours, not in days, and the coordinator sees that. Given back and forgotten, it goes to
/// the officer too.
#[tokio::test]
async fn what_cannot_wait_goes_to_the_officer_within_hours() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    share(&world, &employee, &[("indicators", "KRI-01")]).await;
    let coordinator = world.sign_in(COORDINATOR).await;
    assert!(
        coordinator
            .page("/gedeeld")
            .await
            .contains("badge--danger\">spoed")
    );
    let path = shared(&coordinator).await.unwrap();
    let page = coordinator.get(&path).await.ok();
    let [form, row] = ["form-id", "shared"].map(|name| page.hidden(name));
    let back = [
        ("form-id", form.as_str()),
        ("shared", row.as_str()),
        ("back-question", "Is dit zo?"),
        ("action", "give-back"),
    ];
    coordinator.post("/melden/persoon", &back).await.moved();
    world.clock.set(world.clock.now() + 25 * HOUR);
    route::reporting::keep_terms(&world.app).await.unwrap();
    assert_eq!(
        (count(&world, SHARED).await, count(&world, SIGNALS).await),
        (0, 1)
    );
}

/// Mail says that something waits, to the coordinator alone, and never what or from whom.
#[tokio::test]
async fn the_coordinator_is_told_reminded_and_told_that_it_is_gone() {
    let (smtp_url, mails) = smtp::start().await;
    let mailer = Mailer {
        url: Some(smtp_url),
        from: "Meldroute <noreply@montfoort.example>".into(),
    };
    let world = World::with_mail(Kind::Sqlite, mailer).await;
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let to_coordinator = async |words: &str| {
        platform::jobs::run_due(&world.app).await.unwrap();
        let mails = mails.lock().unwrap();
        let all = mails.iter().map(|mail| mail.replace("=\n", ""));
        let theirs: Vec<String> = all.filter(|mail| mail.contains(COORDINATOR)).collect();
        assert!(
            mails
                .iter()
                .all(|mail| !mail.contains("paspoorten") && !mail.contains("Test employee"))
        );
        theirs.iter().filter(|mail| mail.contains(words)).count()
    };
    share(&world, &employee, &[]).await;
    assert_eq!(to_coordinator("wil iets met u bespreken").await, 1);
    world.clock.set(world.clock.now() + 8 * DAY);
    for _ in 0..2 {
        route::reporting::keep_terms(&world.app).await.unwrap();
    }
    assert_eq!(to_coordinator("wacht nog iets").await, 1, "reminded once");
    let employee = world.sign_in(EMPLOYEE).await;
    let form = employee.get(&employee.draft().await).await.ok();
    let id = form.hidden("form-id");
    let send = [("form-id", id.as_str()), ("seen", TEXT), ("action", "send")];
    employee.post("/melden/persoon", &send).await.moved();
    assert_eq!(
        (count(&world, SHARED).await, count(&world, SIGNALS).await),
        (0, 1),
        "no second signal"
    );
    assert_eq!(to_coordinator("niet meer bij u").await, 1);
}

/// A copy is taken away only when it is of whoever sends, whatever their form says.
#[tokio::test]
async fn nobody_withdraws_what_somebody_else_shared() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    world
        .hire(
            "other@a.example",
            "Test other",
            world.montfoort,
            &[platform::Role::Employee],
        )
        .await;
    let employee = world.sign_in(EMPLOYEE).await;
    share(&world, &employee, &[]).await;
    let form = employee.get(&employee.draft().await).await.ok();
    let [form, copy] = ["form-id", "shared-as"].map(|name| form.hidden(name));
    let other = world.sign_in("other@a.example").await;
    let draft = [
        ("form-id", form.as_str()),
        ("seen", "Iets."),
        ("shared-as", copy.as_str()),
    ];
    other.post("/melden/persoon/concept", &draft).await;
    assert_eq!(other.discard().await, "/melden?gedaan=draft-gone");
    world.report(&other, &draft).await;
    assert_eq!(count(&world, SHARED).await, 1);
    assert!(!other.words("/melden").await.contains("paspoorten"));
}
