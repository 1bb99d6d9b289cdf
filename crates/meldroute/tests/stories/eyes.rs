//! Two pairs of eyes on the policy: the log says what became what, the officers are told, and whoever
//! changed a number or a term does not say that it is right.

use platform::Role;
use testkit::{Answer, Browser, Kind, World, on_both, visible};

const OFFICER: &str = "officer@a.example";
const ADMIN: &str = "admin@a.example";
const AUDITOR: &str = "auditor@a.example";

/// Gives AVIM this number, as the form asks it.
async fn number(browser: &Browser, number: &str) -> Answer {
    let path = "/beleid/partner/avim";
    let seen = browser.get(path).await.ok().hidden("seen");
    let fields = [
        ("seen", seen.as_str()),
        ("name", "Politie, AVIM"),
        ("kind-0", "telefoon"),
        ("value-0", number),
    ];
    browser.post(path, &fields).await
}

/// Says that AVIM was rung today.
async fn ring(world: &World, browser: &Browser) -> Answer {
    let path = "/beleid/partner/avim";
    let seen = browser.get(path).await.ok().hidden("seen");
    let day = platform::clock::day(world.clock.now());
    let fields = [("seen", seen.as_str()), ("day", &day), ("sure", "on")];
    browser.post(&format!("{path}/bevestigen"), &fields).await
}

/// Types one term otherwise, and leaves the rest.
async fn term(browser: &Browser, name: &str, value: &str) -> Answer {
    let page = browser.get("/beleid/termijnen").await.ok();
    let text = page.text();
    let form = text.split("action=\"/beleid/termijnen\"").nth(1).unwrap();
    let mut fields = vec![("seen".to_owned(), page.hidden("seen"))];
    for part in form.split("<input").skip(1) {
        let attribute = |name: &str| {
            let rest = part.split(&format!("{name}=\"")).nth(1)?;
            Some(rest.split('"').next()?.to_owned())
        };
        if part.contains("type=\"text\"") {
            fields.push((attribute("name").unwrap(), attribute("value").unwrap()));
        }
    }
    for field in fields.iter_mut().filter(|(known, _)| known == name) {
        value.clone_into(&mut field.1);
    }
    let fields: Vec<_> = fields
        .iter()
        .map(|(a, b)| (a.as_str(), b.as_str()))
        .collect();
    browser.post("/beleid/termijnen", &fields).await
}

async fn a_number(world: World) {
    world.staff().await;
    let (officer, admin) = (world.sign_in(OFFICER).await, world.sign_in(ADMIN).await);
    number(&admin, "088-1234567").await.moved();
    let change = "van telefoon 0900-8844 naar telefoon 088-1234567";
    // The one who changed it cannot say that it is right, and reads who can.
    let page = admin.words("/beleid/partner/avim").await;
    assert!(
        page.contains(change) && page.contains("iemand anders kijkt het na"),
        "{page}"
    );
    assert!(page.contains("Test officer"), "{page}");
    let refused = ring(&world, &admin).await.ok().text();
    assert!(
        visible(&refused).contains("Laat een collega nabellen en bevestigen"),
        "{}",
        visible(&refused)
    );
    // The officer is told where the hour begins, until somebody made sure.
    let work = officer.words("/werk").await;
    assert!(
        work.contains(change) && work.contains("door Test admin op"),
        "{work}"
    );
    ring(&world, &officer).await.moved();
    assert!(!officer.words("/werk").await.contains(change));
    // The log says which partner, and what became what; so does its file.
    let auditor = world.sign_in(AUDITOR).await;
    let log = auditor.words("/controle").await;
    assert!(
        log.contains("Politie, AVIM") && log.contains(change),
        "{log}"
    );
    let file = auditor.get("/controle/bestand").await.ok().text();
    let row = file.lines().find(|row| row.contains(change)).unwrap();
    assert!(row.contains("gegevens van een partner gewijzigd"), "{row}");
    assert!(
        row.contains("Politie, AVIM") && row.contains("Test admin"),
        "{row}"
    );
    // Again, by the officer now: it goes on.
    number(&officer, "088-7654321").await.moved();
    assert!(
        !officer.words("/werk").await.contains("088-7654321"),
        "an own change is no news"
    );
    ring(&world, &admin).await.moved();
    for finding in meldroute::checks::check(&world.app).await.unwrap() {
        assert!(finding.good, "{}: {}", finding.what, finding.detail);
    }
}
on_both!(whoever_changed_a_number_does_not_confirm_it, a_number);

/// Somebody says that they looked at the terms as they stand; gives where that leads.
pub(crate) async fn looked_at_terms(browser: &Browser) -> String {
    let seen = browser.get("/beleid/termijnen").await.ok().hidden("seen");
    let fields = [("seen", seen.as_str())];
    let answer = browser.post("/beleid/termijnen/gezien", &fields);
    answer.await.moved()
}

async fn a_term(world: World) {
    world.staff().await;
    let (officer, admin) = (world.sign_in(OFFICER).await, world.sign_in(ADMIN).await);
    term(&admin, "urgent", "48 uur").await.moved();
    let change = "Van ontvangst tot beoordeling, bij spoed: van 24 uur naar 2 dagen";
    let hours = change.replace("2 dagen", "48 uur");
    let tells = |words: &str| words.contains(change) || words.contains(&hours);
    let work = officer.words("/werk").await;
    assert!(tells(&work), "{work}");
    assert_eq!(
        looked_at_terms(&admin).await,
        "/beleid/termijnen?geweigerd=terms-own"
    );
    assert_eq!(
        looked_at_terms(&officer).await,
        "/beleid/termijnen?gedaan=terms-looked-at"
    );
    assert!(!tells(&officer.words("/werk").await));
    let log = world.sign_in(AUDITOR).await.words("/controle").await;
    assert!(
        tells(&log) && log.contains("gewijzigde termijnen nagekeken"),
        "{log}"
    );
}
on_both!(a_changed_term_is_in_the_log_and_told, a_term);

/// One person is officer and administrator: they go on, and the program says so.
#[tokio::test]
async fn who_is_alone_goes_on_and_is_told_so() {
    let world = World::new(Kind::Sqlite).await;
    let roles = [Role::Officer, Role::Admin];
    world
        .hire("een@a.example", "Een Enkele", world.montfoort, &roles)
        .await;
    let one = world.sign_in("een@a.example").await;
    number(&one, "088-1234567").await.moved();
    let page = one.words("/beleid/partner/avim").await;
    assert!(
        page.contains("Niemand anders in uw gemeente kan het nakijken"),
        "{page}"
    );
    ring(&world, &one).await.moved();
    assert!(
        !one.words("/beleid/partner/avim")
            .await
            .contains("nog niet nagekeken")
    );
}

#[tokio::test]
async fn a_number_that_nobody_can_dial_and_a_term_that_is_no_hurry_are_refused() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let admin = world.sign_in(ADMIN).await;
    for bad in [
        "0900-EVIL 06 66666666",
        "030-12",
        "06-12345678 of 0348-123456",
    ] {
        let page = number(&admin, bad).await.ok().text();
        assert!(
            visible(&page).contains("Vul één telefoonnummer in"),
            "{bad}"
        );
        assert!(
            page.contains(&format!("value=\"{bad}\"")),
            "{bad}: what was typed stays"
        );
    }
    for good in ["14 0348", "112", "+31 (0)348 476 400"] {
        number(&admin, good).await.moved();
    }
    for (name, value, fault) in [
        ("urgent", "60 dagen", "hoogstens 72 uur"),
        ("urgent-referral", "73 uur", "hoogstens 72 uur"),
        ("urgent-feedback", "30 dagen", "hoogstens 14 dagen"),
        ("assessment", "1 jaar", "hoogstens 92 dagen"),
    ] {
        let page = term(&admin, name, value).await.ok().text();
        assert!(visible(&page).contains(fault), "{name} {}", visible(&page));
        assert!(page.contains(&format!("value=\"{value}\"")), "{name}");
    }
}

/// What the program does not do by itself, it says beside the term.
#[tokio::test]
async fn a_retention_term_says_what_follows() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let words = world.sign_in(ADMIN).await.words("/beleid/termijnen").await;
    for said in [
        "Een concept gaat na deze termijn vanzelf weg.",
        "Meldroute vernietigt dit nog niet zelf.",
        "Meldroute wist nog niets uit het logboek.",
    ] {
        assert!(words.contains(said), "{said}: {words}");
    }
}

/// Nobody rang yet: no partner is called confirmed, whatever the pack says of it.
#[tokio::test]
async fn what_nobody_rang_is_not_confirmed() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let officer = world.sign_in(OFFICER).await;
    let words = officer.words("/beleid").await;
    assert!(!words.lines().any(|line| line == "bevestigd"), "{words}");
    assert!(!words.contains("Het beleid noemt geen termijnen"));
    ring(&world, &officer).await.moved();
    let words = officer.words("/beleid").await;
    assert_eq!(words.lines().filter(|line| *line == "bevestigd").count(), 1);
}

/// Who left has a name in the log: nobody can be asked about "no longer here".
async fn left(world: World) {
    world.staff().await;
    let admin = world.sign_in(ADMIN).await;
    let roles = [Role::Employee];
    let id = world
        .hire("nina@a.example", "Nina Nieuw", world.montfoort, &roles)
        .await;
    let page = admin.get(&format!("/mensen/{id}/beeindigen")).await.ok();
    let version = page.hidden("version");
    let fields = [("version", version.as_str()), ("sure", "on")];
    admin
        .post(&format!("/mensen/{id}/beeindigen"), &fields)
        .await
        .moved();
    let auditor = world.sign_in(AUDITOR).await;
    let log = auditor.words("/controle").await;
    assert!(log.contains("Nina Nieuw (niet meer in dienst)"), "{log}");
    let file = auditor.get("/controle/bestand").await.ok().text();
    let row = file
        .lines()
        .find(|row| row.contains("Nina Nieuw (niet meer in dienst)"))
        .unwrap();
    let when = row.split(';').nth(1).unwrap();
    assert!(
        when.starts_with("\"2026-11-") && when.ends_with("+01:00\""),
        "{when}"
    );
}
on_both!(who_left_has_a_name_in_the_log, left);
