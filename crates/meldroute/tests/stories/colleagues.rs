//! What is about a colleague goes to the integrity coordinator alone: whom it may be about never sees that it is
//! there. Whoever reports is asked, when a report names somebody who works here.

use platform::Role;
use platform::clock::{DAY, HOUR};
use platform::mail::Mailer;
use testkit::{Browser, Kind, World, on_both, smtp, visible};

const TOLD: &str = "Kees Canarie van de balie laat iemand voor niets bij hem thuis poetsen.";

async fn tell(browser: &Browser, words: &str) -> String {
    let form = browser.get("/collega").await.ok().hidden("form-id");
    let fields = [("form-id", form.as_str()), ("question", words)];
    browser.post("/collega", &fields).await.moved()
}

/// Writes back on what waits longest.
async fn write_back(browser: &Browser, words: &str, is_last: bool) -> String {
    let page = browser.get("/integriteit").await.ok();
    let [about, seen] = ["about", "seen"].map(|name| page.hidden(name));
    let fields = [
        ("about", about.as_str()),
        ("seen", seen.as_str()),
        ("answer", words),
        ("last", if is_last { "yes" } else { "" }),
    ];
    browser.post("/integriteit", &fields).await.moved()
}

async fn rows(world: &World) -> i64 {
    let mut tx = world.app.db.read().await.unwrap();
    let row = tx.must("select count(*) as n from question", vec![]).await;
    row.unwrap().get("n").unwrap()
}

/// Nobody else, whatever their role, sees that it is there.
async fn only_those_see_it(world: &World) {
    for role in Role::ALL {
        let other = world.sign_in(&format!("{}@a.example", role.id())).await;
        for path in [
            "/",
            "/werk",
            "/melden",
            "/overleg",
            "/controle",
            "/mensen",
            "/integriteit",
        ] {
            let page = other.get(path).await.text();
            let reads = role == Role::Integrity && path == "/integriteit";
            assert_eq!(page.contains("Canarie"), reads, "{role:?} {path}");
        }
        for path in ["/vragen", "/vraag", "/collega", "/werk/uur", "/mijn"] {
            let page = other.get(path).await.text();
            let own = role == Role::Employee && path == "/collega";
            assert_eq!(page.contains("Canarie"), own, "{role:?} {path}");
            assert!(
                !page.contains("wacht op antwoord") || own,
                "{role:?} {path}"
            );
        }
    }
}

async fn apart(world: World) {
    world.staff().await;
    let employee = world.sign_in("employee@a.example").await;
    assert_eq!(
        tell(&employee, TOLD).await,
        "/collega?gedaan=colleague-told"
    );
    only_those_see_it(&world).await;
    let hears = world.sign_in("integrity@a.example").await;
    let page = hears.words("/integriteit").await;
    assert!(
        page.contains(TOLD) && !page.contains("Test employee"),
        "{page}"
    );
    assert_eq!(
        write_back(&hears, "Ik zoek het uit.", false).await,
        "/integriteit?gedaan=colleague-written"
    );
    let home = employee.words("/melden").await;
    assert!(
        home.contains("Er staat iets voor u klaar bij ‘Over een collega’"),
        "{home}"
    );
    assert!(
        employee
            .words("/collega")
            .await
            .contains("Ik zoek het uit.")
    );
    rounded_off(&world).await;
}
on_both!(what_is_about_a_colleague_goes_to_somebody_else, apart);

/// It stays until it was rounded off, and the one who reported cannot take it away.
async fn rounded_off(world: &World) {
    world.clock.set(world.clock.now() + 400 * DAY);
    route::questions::purge(&world.app).await.unwrap();
    assert_eq!(rows(world).await, 1);
    let employee = world.sign_in("employee@a.example").await;
    let about = employee
        .get("/collega")
        .await
        .ok()
        .hidden_in("/collega/melden", "about");
    let done = [("about", about.as_str()), ("action", "done")];
    assert!(
        visible(&employee.post("/collega", &done).await.text()).contains("Schrijf eerst iets op.")
    );
    let hears = world.sign_in("integrity@a.example").await;
    write_back(&hears, "Het is opgelost.", true).await;
    world.clock.set(world.clock.now() + 400 * DAY);
    route::questions::purge(&world.app).await.unwrap();
    assert_eq!(rows(world).await, 0);
    let all = meldroute::checks::check(&world.app).await.unwrap();
    assert!(all.iter().all(|finding| finding.good));
}

/// The one who hears of it answers only that; the officer's door stays shut to it, and the other way round.
async fn two_doors(world: World) {
    world.staff().await;
    let employee = world.sign_in("employee@a.example").await;
    tell(&employee, TOLD).await;
    let hears = world.sign_in("integrity@a.example").await;
    let page = hears.get("/integriteit").await.ok();
    let about = page.hidden("about");
    let officer = world.sign_in("officer@a.example").await;
    let fields = [
        ("about", about.as_str()),
        ("seen", "1"),
        ("answer", "Wie bent u?"),
    ];
    let told = officer.post("/vragen", &fields).await.text();
    assert!(
        visible(&told).contains("Deze vraag is er niet meer"),
        "{told}"
    );
    assert_eq!(officer.post("/integriteit", &fields).await.status, 403);
    // Written on at the wrong page it is not found either.
    let more = [("about", about.as_str()), ("question", "En nog iets.")];
    let told = employee.post("/vraag", &more).await.text();
    assert!(
        visible(&told).contains("Deze vraag is er niet meer"),
        "{told}"
    );
    assert!(!hears.words("/integriteit").await.contains("En nog iets."));
}
on_both!(one_door_does_not_open_the_other, two_doors);

async fn asked(world: World) {
    world.staff().await;
    let employee = world.sign_in("employee@a.example").await;
    let form = employee.get("/melden/persoon").await.ok();
    let id = form.hidden("form-id");
    let words = "Test officer neemt geld aan van de uitbater.";
    let send = |extra: Vec<(&'static str, &'static str)>| {
        let base = vec![
            ("form-id", id.clone()),
            ("seen", words.to_owned()),
            ("contact", "here".to_owned()),
        ];
        let more = extra
            .into_iter()
            .map(|(name, value)| (name, value.to_owned()));
        base.into_iter().chain(more).collect::<Vec<_>>()
    };
    let post = async |fields: Vec<(&'static str, String)>| {
        let fields: Vec<_> = fields
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        employee.post("/melden/persoon", &fields).await
    };
    let shown = post(send(vec![("action", "send")])).await.ok().text();
    let page = visible(&shown);
    assert!(page.contains("Zeg of het over die collega gaat."), "{page}");
    assert!(page.contains("Nee, verstuur het zo") && shown.contains(words));
    let officer = world.sign_in("officer@a.example").await;
    assert!(
        !officer.words("/werk").await.contains("neemt geld aan"),
        "nothing was sent"
    );
    // It goes the other way with one button, and nothing is typed twice.
    let other = post(send(vec![("action", "apart")])).await.ok();
    assert!(
        other.text().contains(&format!(">{words}</textarea>")),
        "{}",
        other.text()
    );
    let fields = [
        ("form-id", other.hidden("form-id")),
        ("question", words.to_owned()),
    ];
    let fields: Vec<_> = fields
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    assert_eq!(
        employee.post("/collega", &fields).await.moved(),
        "/collega?gedaan=colleague-told"
    );
    // Or it is somebody else, and the report goes as it was.
    let gone = post(send(vec![
        ("action", "send"),
        ("not-about", "Test officer"),
    ]))
    .await;
    assert!(gone.moved().starts_with("/gemeld/"));
    assert!(officer.words("/werk").await.contains("neemt geld aan"));
}
on_both!(a_report_that_names_a_colleague_is_asked_about, asked);

/// Whoever hears of reports or can see them is asked about by the surname alone, and nobody else is.
async fn surnames(world: World) {
    world.staff().await;
    let employee = world.sign_in("employee@a.example").await;
    for (role, is_asked) in [
        ("officer", true),
        ("coordinator", true),
        ("admin", true),
        ("integrity", true),
        ("auditor", false),
    ] {
        let form = employee.get("/melden/persoon?nieuw=1").await.ok();
        let (form, words) = (
            form.hidden("form-id"),
            format!("mevrouw {role} neemt geld aan."),
        );
        let send = [
            ("form-id", form.as_str()),
            ("seen", &words),
            ("place", "Officerstraat 3"),
            ("contact", "here"),
            ("action", "send"),
        ];
        let answer = employee.post("/melden/persoon", &send).await;
        let page = visible(&answer.text());
        let asks = page.contains(&format!("Gaat het over Test {role}?"));
        assert_eq!(asks, is_asked, "{role}: {page}");
    }
}
on_both!(who_can_see_reports_is_asked_about_by_the_surname, surnames);

/// What is added later is asked about as a report is, and what was meant goes on with one button.
async fn added(world: World) {
    world.staff().await;
    let employee = world.sign_in("employee@a.example").await;
    let reference = world.report(&employee, &[("seen", "Een busje.")]).await;
    let path = "/mijn/1/aanvullen";
    let form = employee.get(path).await.ok();
    let hidden = ["form-id", "about", "told"].map(|name| (name, form.hidden(name)));
    let words = "Test officer neemt geld aan van de uitbater.";
    let post = async |extra: &[(&str, &str)]| {
        let base = hidden.iter().map(|(name, value)| (*name, value.as_str()));
        let fields: Vec<_> = base
            .chain([("seen", words)])
            .chain(extra.iter().copied())
            .collect();
        employee.post(path, &fields).await
    };
    let asked = post(&[("action", "send")]).await.ok();
    let page = visible(&asked.text());
    assert!(page.contains("Gaat het over Test officer?"), "{page}");
    let reads = "Wie bij de gemeente signalen behandelt, leest dit, ook als dat is wie u noemt.";
    assert!(page.contains(reads), "{page}");
    assert!(asked.text().contains(words), "it stays");
    let officer = world.sign_in("officer@a.example").await;
    let dossier = world.dossier_id(&reference).await;
    let read = officer.words(&format!("/dossier/{dossier}")).await;
    assert!(!read.contains("neemt geld aan"), "nothing was sent: {read}");
    let apart = post(&[("action", "apart")]).await.ok().text();
    assert!(apart.contains(&format!(">{words}</textarea>")), "{apart}");
    let no = [
        ("action", "not-about"),
        ("meant", "send"),
        ("asked-about", "Test officer"),
    ];
    post(&no).await.moved();
    let read = officer.words(&format!("/dossier/{dossier}")).await;
    assert!(read.contains("neemt geld aan"), "{read}");
}
on_both!(what_is_added_and_names_a_colleague_is_asked_about, added);

/// Who hears of colleagues is not told about itself: it says to whom that goes.
async fn hears(world: World) {
    world.staff().await;
    let employee = world.sign_in("employee@a.example").await;
    let form = employee.get("/melden/persoon").await.ok().hidden("form-id");
    let send = [
        ("form-id", form.as_str()),
        ("seen", "Test integrity laat iemand voor niets poetsen."),
        ("contact", "here"),
        ("action", "send"),
    ];
    let asked = employee.post("/melden/persoon", &send).await.ok().text();
    let page = visible(&asked);
    assert!(page.contains("Ga dan naar de burgemeester"), "{page}");
    assert!(
        page.contains("Nee, verstuur het zo") && page.contains("Ja, meld het apart"),
        "{page}"
    );
}
on_both!(who_hears_of_colleagues_is_no_way_for_itself, hears);

async fn nobody(world: World) {
    world
        .hire(
            "employee@a.example",
            "Test employee",
            world.montfoort,
            &[Role::Employee],
        )
        .await;
    let employee = world.sign_in("employee@a.example").await;
    let page = employee.words("/collega").await;
    assert!(
        page.contains("nog niemand aangewezen") && !page.contains("Stuur mijn melding"),
        "{page}"
    );
    let told = employee
        .post("/collega", &[("question", TOLD)])
        .await
        .text();
    assert!(
        visible(&told).contains("Er is nog niemand die dit mag lezen."),
        "{told}"
    );
    assert_eq!(rows(&world).await, 0);
}
on_both!(what_nobody_reads_is_not_taken, nobody);

/// Whoever hears of colleagues does nothing that a report can be about.
async fn alone(world: World) {
    world.staff().await;
    let admin = world.sign_in("admin@a.example").await;
    for other in ["officer", "coordinator", "auditor", "admin"] {
        let fields = [
            ("name", "Iemand Anders"),
            ("email", "iemand@a.example"),
            ("roles", "integrity"),
            ("roles", other),
        ];
        let told = admin.post("/mensen", &fields).await.text();
        assert!(
            visible(&told).contains("kan daarnaast alleen medewerker zijn"),
            "{other}: {told}"
        );
    }
    let mut tx = world.app.db.begin().await.unwrap();
    let person = world.people.lock().unwrap()["officer@a.example"].id;
    let given = accounts::people::grant_roles(
        &mut tx,
        &world.app,
        person,
        world.montfoort,
        &[Role::Integrity],
    );
    assert!(given.await.is_err(), "by no other way either");
    drop(tx);
    // What waits for the last of them would be read by nobody.
    let hears = world.people.lock().unwrap()["integrity@a.example"].id;
    let taken = admin.give(hears, &[("roles", "employee")]).await.text();
    assert!(
        visible(&taken).contains("iemand die meldingen over collega’s leest"),
        "{taken}"
    );
}
on_both!(who_hears_of_colleagues_has_no_other_part, alone);

/// A mail that says nothing when it comes in, and once a morning when its time has passed.
async fn reminded(kind: Kind) {
    let (smtp_url, mails) = smtp::start().await;
    let mailer = Mailer {
        url: Some(smtp_url),
        from: "Meldroute <noreply@montfoort.example>".into(),
    };
    let world = World::with_mail(kind, mailer).await;
    world.staff().await;
    route::desk::remind(&world.app).await.unwrap();
    let employee = world.sign_in("employee@a.example").await;
    tell(&employee, TOLD).await;
    let sent = async || {
        platform::jobs::run_due(&world.app).await.unwrap();
        mails.lock().unwrap().drain(..).collect::<Vec<String>>()
    };
    let first = sent().await;
    assert_eq!(first.len(), 1, "{first:?}");
    assert!(first[0].contains("integrity@a.example") && !first[0].contains("Canarie"));
    for _ in 0..24 * 6 {
        world.clock.set(world.clock.now() + HOUR);
        route::desk::remind(&world.app).await.unwrap();
    }
    let later = sent().await;
    assert!(
        !later.is_empty()
            && later
                .iter()
                .all(|mail| mail.contains("integrity@a.example")),
        "{later:?}"
    );
}

#[tokio::test]
async fn who_hears_of_colleagues_is_reminded_and_nobody_else() {
    reminded(Kind::Sqlite).await;
}
