//! Reporting: what is asked, what is told, and who is heard first.

mod kept;
mod nonsense;

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
    let list = employee.words("/mijn").await;
    assert!(list.contains("kan hier niet worden getoond"), "{list}");
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
