//! Reporting with everything that can go wrong.

use platform::clock::DAY;
use testkit::walk::PNG;
use testkit::{Kind, World, visible};

const EMPLOYEE: &str = "employee@a.example";

async fn world() -> (World, testkit::Browser) {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let browser = world.sign_in(EMPLOYEE).await;
    (world, browser)
}

async fn count(world: &World) -> i64 {
    let mut tx = world.app.db.read().await.unwrap();
    tx.must("select count(*) as n from signal", vec![])
        .await
        .unwrap()
        .get("n")
        .unwrap()
}

#[tokio::test]
async fn an_empty_report_says_what_is_needed_and_stores_nothing() {
    let (world, employee) = world().await;
    let form = employee.get("/melden/persoon").await.ok().hidden("form-id");
    let answer = employee
        .post(
            "/melden/persoon",
            &[("form-id", &form), ("contact", "phone")],
        )
        .await
        .ok();
    assert!(visible(&answer.text()).contains("Vul minstens één ding in"));
    assert!(
        answer.text().contains("href=\"#report-seen\""),
        "the fault leads to its field"
    );
    assert_eq!(count(&world).await, 0);
}

#[tokio::test]
async fn bad_files_are_named_and_what_was_typed_stays() {
    let (world, employee) = world().await;
    let form = employee.get("/melden/persoon").await.ok().hidden("form-id");
    let fields = [
        ("form-id", form.as_str()),
        ("seen", "Mijn lange verhaal."),
        ("action", "send"),
    ];
    let huge = vec![0xFF; 11 * 1024 * 1024];
    for (name, bytes, message) in [
        (
            "virus.jpg",
            &b"MZ not a picture"[..],
            "is geen JPEG, PNG, WebP of PDF",
        ),
        ("groot.jpg", &huge[..], "is groter dan 10 MB"),
        ("stuk.png", &PNG[..20], "is beschadigd"),
        (
            "stuk.pdf",
            &b"%PDF-1.7 and then nothing"[..],
            "is beschadigd",
        ),
    ] {
        let answer = employee
            .upload("/melden/persoon", &fields, &[(name, bytes)])
            .await
            .ok()
            .text();
        assert!(
            visible(&answer).contains(message) && visible(&answer).contains(name),
            "{name}"
        );
        assert!(
            answer.contains("Mijn lange verhaal."),
            "{name}: what was typed stays"
        );
    }
    assert_eq!(count(&world).await, 0);
    let good = employee
        .upload("/melden/persoon", &fields, &[("goed.png", PNG)])
        .await;
    assert!(good.moved().starts_with("/gemeld/"));
}

#[tokio::test]
async fn every_field_survives_nonsense() {
    let (world, employee) = world().await;
    let nonsense = "<script>alert(1)</script>'\"\u{0}\u{202E}😀 ' or 1=1; --";
    let form = employee.get("/melden/persoon").await.ok().hidden("form-id");
    let names = [
        "danger",
        "seen",
        "heard",
        "concluded",
        "place",
        "when",
        "subject-0-kind",
        "subject-0-capacity",
        "subject-0-name",
        "subject-0-minor",
        "subject-0-birth",
        "subject-0-address",
        "subject-0-phone",
        "subject-0-plate",
        "subject-0-online",
        "subject-0-more",
        "indicators",
        "contact",
        "safe",
        "phone",
        "email",
        "number",
        "coordinator",
        "subjects",
        "action",
    ];
    let mut fields: Vec<(&str, &str)> = names.iter().map(|name| (*name, nonsense)).collect();
    fields.push(("form-id", &form));
    let to = employee.post("/melden/persoon", &fields).await.moved();
    let reference = world.reference(&employee, &to).await;
    let page = employee.page("/mijn/1").await;
    assert!(!page.contains("<script>alert") && page.contains("alert(1)"));
    let officer = world.sign_in("officer@a.example").await;
    let dossier = officer
        .page(&format!("/dossier/{}", world.dossier_id(&reference).await))
        .await;
    assert!(!dossier.contains("<script>alert"));
}

#[tokio::test]
async fn too_much_is_refused_readably() {
    let (_world, employee) = world().await;
    let form = employee.get("/melden/persoon").await.ok().hidden("form-id");
    let long = "a".repeat(300_000);
    let answer = employee
        .post("/melden/persoon", &[("form-id", &form), ("seen", &long)])
        .await;
    assert_eq!(answer.status, 413);
    assert!(visible(&answer.text()).contains("Dit is te groot"));
    assert_eq!(
        employee
            .post("/melden/persoon", &[("form-id", "x"), ("seen", "y")])
            .await
            .status,
        400
    );
    assert_eq!(employee.get("/melden/iets-anders").await.status, 404);
}

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

/// Only a coordinator or officer reports for somebody else; what another posts under those names is
/// not read.
#[tokio::test]
async fn an_employee_reports_in_nobody_elses_name() {
    let (world, employee) = world().await;
    let fields = [
        ("seen", "Iets."),
        ("behalf-name", "Een Collega"),
        ("behalf-email", "collega@a.example"),
        ("channel", "phone"),
    ];
    let reference = world.report(&employee, &fields).await;
    let officer = world.sign_in("officer@a.example").await;
    officer
        .post("/kluis/openen", &[("passphrase", testkit::PASSPHRASE)])
        .await
        .moved();
    let page = officer
        .page(&format!("/dossier/{}", world.dossier_id(&reference).await))
        .await;
    assert!(page.contains("Test employee") && !page.contains("Een Collega"));
    let mut tx = world.app.db.read().await.unwrap();
    let row = tx.must("select channel from signal", vec![]).await.unwrap();
    assert_eq!(
        row.get::<String>("channel").unwrap(),
        "form",
        "how it came in was not theirs to say"
    );
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

/// When it is looked at, whom to ask, and what cannot wait. Nothing has to be ticked.
#[tokio::test]
async fn the_page_with_the_reference_says_when_and_whom_to_ask() {
    let (world, employee) = world().await;
    world.report(&employee, &[("seen", "Iets.")]).await;
    let page = employee.get("/gemeld/1").await.ok();
    let words = visible(&page.text());
    assert!(
        words.contains("binnen 7 dagen") && words.contains("Test officer"),
        "{words}"
    );
    assert!(page.text().contains("href=\"tel:08002000\"") && words.contains("Veilig Thuis"));
    assert!(!words.contains("112 gebeld") && page.text().contains("href=\"/mijn/1/aanvullen\""));
    world
        .report(&employee, &[("seen", "Nu."), ("danger", "yes")])
        .await;
    let page = employee.get("/gemeld/2").await.ok();
    let words = visible(&page.text());
    assert!(
        words.contains("U schreef dat iemand nu in gevaar is. Hebt u 112 gebeld?"),
        "{words}"
    );
    assert!(words.contains("binnen 24 uur") && page.text().contains("href=\"tel:112\""));
}

/// A place has its own form: the address first, and it is looked up as any address. Nobody is called a
/// victim.
#[tokio::test]
async fn a_place_is_reported_as_a_place() {
    let (world, employee) = world().await;
    let form = employee.get("/melden/plaats").await.ok();
    let words = visible(&form.text());
    let at = |text: &str| {
        words
            .find(text)
            .unwrap_or_else(|| panic!("{text}: {words}"))
    };
    assert!(at("Welk adres of welke plek?") < at("Wat ziet of hoort u op die plek?"));
    assert!(at("Wat ziet of hoort u op die plek?") < at("Om wie of wat gaat het?"));
    let fields = [
        ("form-id", form.hidden("form-id")),
        ("place", "Verzonnenkade 14".to_owned()),
        ("place-kind", "home".to_owned()),
        ("seen", "Ramen zijn afgeplakt.".to_owned()),
        ("action", "send".to_owned()),
    ];
    let fields = fields
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    let to = employee.post("/melden/plaats", &fields).await.moved();
    let reference = world.reference(&employee, &to).await;
    let officer = world.sign_in("officer@a.example").await;
    let id = world.dossier_id(&reference).await;
    let dossier = officer.words(&format!("/dossier/{id}")).await;
    assert!(
        dossier.contains("Woning of kamer") && dossier.contains("plaats waar het gebeurt"),
        "{dossier}"
    );
    assert_eq!(
        testkit::walk::subjects(&officer, id).await.len(),
        1,
        "the place"
    );
}

/// Whoever is in a hurry makes nobody a victim or a suspect.
#[tokio::test]
async fn who_is_in_a_hurry_makes_nobody_a_victim() {
    let (world, employee) = world().await;
    let form = employee.page("/melden/persoon").await;
    let select = form.split("name=\"subject-0-capacity\"").nth(1).unwrap();
    assert!(
        visible(select.split("</select>").next().unwrap())
            .trim()
            .starts_with("Weet ik niet")
    );
    let fields = [
        ("subjects", "1"),
        ("subject-0-name", "Iemand"),
        ("subject-0-capacity", ""),
    ];
    let reference = world.report(&employee, &fields).await;
    let officer = world.sign_in("officer@a.example").await;
    let id = world.dossier_id(&reference).await;
    let dossier = officer.page(&format!("/dossier/{id}")).await;
    let head = dossier.split("Iemand").nth(1).unwrap();
    assert!(head.contains("anders of onbekend"));
}

/// Leaving quickly ends the session, from any page of a reporter, also when there is none any more.
#[tokio::test]
async fn leaving_quickly_ends_the_session() {
    let (world, employee) = world().await;
    for path in ["/melden", "/melden/persoon", "/melden/plaats", "/mijn"] {
        let page = employee.page(path).await;
        assert!(
            page.contains("form=\"leave\""),
            "{path}: a second link to skip to"
        );
        assert!(page.contains("action=\"/snel-weg\""), "{path}");
    }
    let gone = employee.post("/snel-weg", &[]).await.ok();
    assert_eq!(gone.headers["refresh"], "0; url=https://www.knmi.nl/");
    assert!(gone.bytes.is_empty(), "nothing to be seen");
    assert!(employee.get("/mijn").await.moved().starts_with("/inloggen"));
    employee.post("/snel-weg", &[]).await.ok();
    let officer = world.sign_in("officer@a.example").await;
    assert!(!officer.page("/werk").await.contains("/snel-weg"));
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

/// The page with the reference opens that report and no other, however many the person made: one
/// that cannot be opened is in nobody's way but the list's.
#[tokio::test]
async fn the_page_with_the_reference_opens_one_report() {
    let (world, employee) = world().await;
    let first = world.report(&employee, &[("seen", "Eerste.")]).await;
    let id = world.dossier_id(&first).await;
    let mut tx = world.app.db.begin().await.unwrap();
    let damage = "update signal set content = proof where id = $1";
    tx.exec(damage, vec![id.into()]).await.unwrap();
    tx.commit_unaudited("a test").await.unwrap();
    let form = employee.get("/melden/persoon").await.ok().hidden("form-id");
    let second = [
        ("form-id", form.as_str()),
        ("seen", "Tweede."),
        ("contact", "here"),
        ("action", "send"),
    ];
    let to = employee.post("/melden/persoon", &second).await.moved();
    assert_eq!(to, "/gemeld/2");
    employee.get(&to).await.ok();
    assert!(!employee.get("/mijn").await.status.is_success());
}

/// No score: one critical sign, a minor or danger puts a signal on top by itself.
#[tokio::test]
async fn one_critical_sign_puts_a_signal_on_top() {
    let (world, employee) = world().await;
    let quiet = world
        .report(&employee, &[("seen", "Rustig signaal.")])
        .await;
    let mut loud = Vec::new();
    for field in [
        ("indicators", "KRI-02"),
        ("danger", "yes"),
        ("subject-0-minor", "on"),
    ] {
        loud.push(
            world
                .report(
                    &employee,
                    &[
                        ("seen", "Ernstig signaal."),
                        ("subject-0-name", "Iemand"),
                        ("subjects", "1"),
                        field,
                    ],
                )
                .await,
        );
    }
    let officer = world.sign_in("officer@a.example").await;
    let page = officer.page("/werk").await;
    let place = |reference: &str| {
        page.find(&format!("{}-{}", &reference[..4], &reference[4..]))
            .unwrap()
    };
    for reference in &loud {
        assert!(place(reference) < place(&quiet));
    }
}

/// A phone call or letter: the officer enters it, also without a name.
#[tokio::test]
async fn the_officer_enters_an_outside_report() {
    let (world, _) = world().await;
    let officer = world.sign_in("officer@a.example").await;
    let reference = world
        .report(
            &officer,
            &[("seen", "Brief in de bus."), ("channel", "letter")],
        )
        .await;
    let page = officer
        .get(&format!("/dossier/{}", world.dossier_id(&reference).await))
        .await
        .ok();
    assert!(visible(&page.text()).contains("Brief"));
}
