//! What a reporter still knows, later: it is added to the own signal, wherever that stands, and the
//! officer hears of it.

use platform::DossierId;
use platform::audit;
use platform::clock::{DAY, HOUR};
use platform::mail::Mailer;
use testkit::walk::{PNG, assess, close_without_follow_up};
use testkit::{Browser, Kind, World, on_both, smtp, visible};

const EMPLOYEE: &str = "employee@a.example";
const OFFICER: &str = "officer@a.example";
const PATH: &str = "/mijn/1/aanvullen";

async fn add(browser: &Browser, fields: &[(&str, &str)]) -> String {
    browser.add(1, fields).await.moved()
}

async fn reported(world: &World) -> (Browser, Browser, DossierId) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let fields = [
        ("seen", "Vier mannen in een schuur."),
        ("place", "Verzonnenkade 14"),
        ("contact", "none"),
    ];
    let reference = world.report(&employee, &fields).await;
    let officer = world.sign_in(OFFICER).await;
    (employee, officer, world.dossier_id(&reference).await)
}

/// Is everything still as `meldroute check` expects it?
async fn is_whole(world: &World) {
    let mut tx = world.app.db.read().await.unwrap();
    let (_, broken) = route::checking::open_all(&mut tx, &world.app, world.montfoort)
        .await
        .unwrap();
    assert!(broken.is_empty(), "{broken:?}");
    let verdict = audit::verify(&mut tx, &world.app, world.montfoort)
        .await
        .unwrap();
    assert!(matches!(verdict, audit::Verdict::Whole { .. }));
}

async fn before_the_assessment(world: World) {
    let (employee, officer, id) = reported(&world).await;
    assert!(
        officer
            .page("/werk")
            .await
            .contains(&format!("/dossier/{id}/beoordelen"))
    );
    world.clock.set(world.clock.now() + HOUR / 3);
    let fields = [
        ("seen", "Nu ook een busje."),
        ("place", "Achter de kwekerij"),
        ("indicators", "KRI-02"),
        ("subjects", "1"),
        ("subject-0-name", "Radboud Denkbeeldig"),
        ("subject-0-capacity", "possible_offender"),
        ("heard", "Ze mogen niet weg."),
    ];
    assert_eq!(add(&employee, &fields).await, "/mijn/1?gedaan=added");
    let own = employee.words("/mijn/1").await;
    for said in [
        "Vier mannen in een schuur.",
        "Nu ook een busje.",
        "aangevuld op",
        "Ze mogen niet weg.",
        "Verzonnenkade 14; Achter de kwekerij",
        "Radboud Denkbeeldig",
        "mogelijke dader",
        "Wordt opgesloten of mag niet weg",
    ] {
        assert!(own.contains(said), "{said}: {own}");
    }
    let dossier = officer.words(&format!("/dossier/{id}")).await;
    assert!(dossier.contains("Gesprek met de melder") && dossier.contains("Nu ook een busje."));
    assert!(
        dossier.contains("Aangevuld door de melder"),
        "in what happened"
    );
    assert!(
        !dossier.contains("Ik heb dit gelezen"),
        "it is read when it is assessed"
    );
    assert!(dossier.contains("spoed"), "a critical sign puts it on top");
    // Assessed, and nothing else is left to read.
    assess(&officer, id).await;
    let page = officer.page(&format!("/dossier/{id}")).await;
    assert!(!page.contains("/aangevuld\""));
    is_whole(&world).await;
}
on_both!(
    what_comes_before_the_assessment_is_read_there,
    before_the_assessment
);

/// Handed over, or closed: the officer has something to do.
async fn afterwards(world: World) {
    let (employee, officer, id) = reported(&world).await;
    assess(&officer, id).await;
    let dossier = format!("/dossier/{id}");
    add(&employee, &[("seen", "Ze zijn er weer.")]).await;
    let words = officer.words(&dossier).await;
    assert!(
        words.contains("Lees wat de melder schreef") && words.contains("Ze zijn er weer."),
        "{words}"
    );
    let closing = officer.words(&format!("{dossier}/afsluiten")).await;
    assert!(
        closing.contains("De melder vulde iets aan dat nog niet is gelezen."),
        "{closing}"
    );
    let read = async || {
        let page = officer.get(&dossier).await.ok();
        let seen = page.hidden_in(&format!("{dossier}/aangevuld"), "seen");
        officer
            .post(&format!("{dossier}/aangevuld"), &[("seen", &seen)])
            .await
            .moved()
    };
    assert_eq!(read().await, format!("{dossier}?gedaan=addition-read"));
    assert!(
        !officer
            .words(&dossier)
            .await
            .contains("Lees wat de melder schreef")
    );
    is_whole(&world).await;

    close_without_follow_up(&officer, id).await;
    assert!(!officer.page("/werk").await.contains(&dossier));
    world.clock.set(world.clock.now() + 9 * DAY);
    let employee = world.sign_in(EMPLOYEE).await;
    add(
        &employee,
        &[("seen", "Na het afsluiten nog iets."), ("danger", "yes")],
    )
    .await;
    let officer = world.sign_in(OFFICER).await;
    let work = officer.page("/werk").await;
    assert!(
        work.contains(&format!("{dossier}#aangevuld")),
        "it waits on the worklist"
    );
    assert!(visible(&work).contains("Lees wat de melder schreef"));
    let own = employee.words("/mijn/1").await;
    assert!(own.contains("Na het afsluiten nog iets.") && own.contains("Afgerond"));
    let page = officer.get(&dossier).await.ok();
    assert!(visible(&page.text()).contains("de melder zegt nu dat iemand in gevaar is"));
    let seen = page.hidden_in(&format!("{dossier}/aangevuld"), "seen");
    officer
        .post(&format!("{dossier}/aangevuld"), &[("seen", &seen)])
        .await
        .moved();
    assert!(!officer.page("/werk").await.contains(&dossier));
    is_whole(&world).await;
}
on_both!(what_comes_afterwards_is_something_to_read, afterwards);

/// What was added to a closed dossier is urgent until it is read: what comes later is not urgent because of it.
async fn read_and_closed(world: World) {
    let (employee, officer, id) = reported(&world).await;
    let dossier = format!("/dossier/{id}");
    assess(&officer, id).await;
    close_without_follow_up(&officer, id).await;
    let line = async || {
        let page = officer.page("/werk").await;
        let lines = page.split("<li class=\"line\">").skip(1);
        let mut lines = lines.filter(|line| line.contains(&format!("{dossier}\"")));
        visible(lines.next().unwrap().split("</li>").next().unwrap())
    };
    let is_urgent = |line: &str| ["spoed", "gevaar"].iter().any(|word| line.contains(word));
    add(
        &employee,
        &[("seen", "Nu slaan ze hem."), ("danger", "yes")],
    )
    .await;
    let urgent = line().await.to_lowercase();
    assert!(is_urgent(&urgent), "{urgent}");
    let read = async || {
        let page = officer.get(&dossier).await.ok();
        let seen = page.hidden_in(&format!("{dossier}/aangevuld"), "seen");
        let path = format!("{dossier}/aangevuld");
        officer.post(&path, &[("seen", &seen)]).await.moved()
    };
    // Something else comes while it waits: it stays urgent. Once the first was read, what is left is not.
    add(&employee, &[("seen", "Ze hebben ook een busje.")]).await;
    assert!(is_urgent(&line().await.to_lowercase()));
    read().await;
    let left = line().await.to_lowercase();
    assert!(!is_urgent(&left), "{left}");
    read().await;
    add(&employee, &[("seen", "Het busje is wit.")]).await;
    let plain = line().await.to_lowercase();
    assert!(!is_urgent(&plain), "{plain}");
    read().await;
    // Taken up again it is what it was judged to be, and what was added.
    let version = officer.get(&dossier).await.ok();
    let version = version.hidden_in(&format!("{dossier}/heropenen"), "version");
    let fields = [("version", version.as_str()), ("reason", "Toch wel.")];
    let path = format!("{dossier}/heropenen");
    officer.post(&path, &fields).await.moved();
    let open = officer.words(&dossier).await.to_lowercase();
    assert!(is_urgent(&open), "{open}");
    is_whole(&world).await;
}
on_both!(
    an_addition_to_a_closed_dossier_is_urgent_until_it_is_read,
    read_and_closed
);

async fn sent_twice(world: World) {
    let (employee, officer, id) = reported(&world).await;
    let page = employee.get(PATH).await.ok();
    let [form, about] = ["form-id", "about"].map(|name| page.hidden(name));
    let about = ("about", about.as_str());
    let fields = [("form-id", form.as_str()), about, ("seen", "Nog iets.")];
    for _ in 0..2 {
        let to = employee
            .upload(PATH, &fields, &[("foto.png", PNG)])
            .await
            .moved();
        assert_eq!(to, "/mijn/1?gedaan=added");
    }
    // Two at once, as an impatient finger does.
    let form = employee.get(PATH).await.ok().hidden("form-id");
    let fields = [("form-id", form.as_str()), about, ("seen", "Met haast.")];
    let (one, two) = tokio::join!(employee.post(PATH, &fields), employee.post(PATH, &fields));
    one.moved();
    two.moved();
    let own = employee.words("/mijn/1").await;
    assert_eq!(own.matches("Nog iets.").count(), 1, "{own}");
    assert_eq!(own.matches("Met haast.").count(), 1, "{own}");
    assert!(
        own.contains("Bestand 1") && !own.contains("Bestand 2"),
        "{own}"
    );
    let dossier = officer.words(&format!("/dossier/{id}")).await;
    assert!(dossier.contains("Er kwam één bestand bij."));
    is_whole(&world).await;
}
on_both!(an_addition_that_is_sent_twice_counts_once, sent_twice);

/// What the officer found is not the reporter's to read, and what was there stays.
#[tokio::test]
async fn the_reporter_reads_only_what_reporters_gave() {
    let world = World::new(Kind::Sqlite).await;
    let (employee, officer, id) = reported(&world).await;
    let version = officer
        .get(&format!("/dossier/{id}"))
        .await
        .ok()
        .hidden("version");
    let fields = [
        ("version", version.as_str()),
        ("kind", "person"),
        ("capacity", "possible_offender"),
        ("name", "Door de politie genoemd"),
    ];
    officer
        .post(&format!("/dossier/{id}/betrokkene/new"), &fields)
        .await;
    assert!(
        officer
            .page(&format!("/dossier/{id}"))
            .await
            .contains("Door de politie genoemd")
    );
    assert!(
        !employee
            .page("/mijn/1")
            .await
            .contains("Door de politie genoemd")
    );
}

/// Nobody adds to somebody else's signal, and nothing is nothing.
#[tokio::test]
async fn only_the_reporter_adds_and_something() {
    let world = World::new(Kind::Sqlite).await;
    let (employee, officer, _) = reported(&world).await;
    for other in [&officer, &world.sign_in("coordinator@a.example").await] {
        assert_eq!(
            other.post(PATH, &[("seen", "Van een ander.")]).await.status,
            404
        );
        assert_eq!(other.get(PATH).await.status, 404);
    }
    let empty = employee.post(PATH, &[("place", " ")]).await.ok().text();
    assert!(visible(&empty).contains("Schrijf op wat u nog weet"));
    let bad = employee
        .upload(PATH, &[("seen", "Met een fout.")], &[("virus.jpg", b"MZ")])
        .await
        .ok()
        .text();
    assert!(bad.contains("Met een fout.") && visible(&bad).contains("is geen JPEG"));
    let block = employee
        .post(PATH, &[("seen", "Blijft."), ("action", "add-subject")])
        .await
        .ok()
        .text();
    assert!(block.contains("Blijft.") && block.contains("id=\"report-subject-1-kind\""));
}

/// How contact is safe can be said afterwards; only the vault opens it.
#[tokio::test]
async fn contact_is_said_afterwards_and_stays_sealed() {
    let (smtp_url, mails) = smtp::start().await;
    let mailer = Mailer {
        url: Some(smtp_url),
        from: "Meldroute <noreply@montfoort.example>".into(),
    };
    let world = World::with_mail(Kind::Sqlite, mailer).await;
    let (employee, officer, id) = reported(&world).await;
    platform::jobs::run_due(&world.app).await.unwrap();
    let before = mails.lock().unwrap().len();
    add(
        &employee,
        &[
            ("contact", "phone"),
            ("phone", "06 11 22 33 44"),
            ("safe", "Alleen na vijf uur."),
        ],
    )
    .await;
    platform::jobs::run_due(&world.app).await.unwrap();
    assert_eq!(
        mails.lock().unwrap().len(),
        before + 1,
        "the officer hears that something waits"
    );
    assert!(!mails.lock().unwrap().join("\n").contains("vijf uur"));
    let closed = officer.words(&format!("/dossier/{id}")).await;
    assert!(closed.contains("De melder schreef opnieuw hoe contact veilig is."));
    assert!(!closed.contains("06 11 22 33 44"));
    officer.open_vault().await;
    let open = officer.words(&format!("/dossier/{id}")).await;
    assert!(
        open.contains("06 11 22 33 44")
            && open.contains("Alleen na vijf uur.")
            && open.contains("Test employee")
    );
    assert!(open.contains("De melder wil ook gebeld worden."));
    is_whole(&world).await;
    assert!(
        employee.page("/mijn/1").await.contains("Vier mannen"),
        "it is still theirs"
    );
}

/// What happens in a row: the hour, and numbers without a time.
#[tokio::test]
async fn an_addition_tells_no_moment() {
    let world = World::new(Kind::Sqlite).await;
    let (employee, _, id) = reported(&world).await;
    world.clock.set(world.clock.now() + 1_234_567);
    let employee_id = world.people.lock().unwrap()[EMPLOYEE].id;
    add(&employee, &[("seen", "Nog iets.")]).await;
    let mut tx = world.app.db.read().await.unwrap();
    let row = tx
        .must("select id, at from addition", vec![])
        .await
        .unwrap();
    assert_eq!(row.get::<i64>("at").unwrap() % HOUR, 0);
    assert_eq!(row.get::<uuid::Uuid>("id").unwrap().get_version_num(), 4);
    let end = audit::last(&mut tx, world.montfoort).await.unwrap();
    let records = audit::after(&mut tx, world.montfoort, end - 1, 1)
        .await
        .unwrap();
    let last = &records[0];
    assert_eq!(
        (last.action.as_str(), last.dossier),
        ("signal.added", Some(id))
    );
    assert!(last.at % HOUR == 0 && last.actor.is_none(), "{employee_id}");
}
