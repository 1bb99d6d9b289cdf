//! One hour a week, and the weeks in which nobody is there: who stands in, and what the hour goes to.

use platform::Role;
use platform::mail::Mailer;
use testkit::{Kind, World, on_both, smtp, visible};

const AWAY: [(&str, &str); 5] = [
    ("team", "OOV"),
    ("phone", "0348 12 34 56"),
    ("present", "donderdag"),
    ("away-from", "2026-11-16"),
    ("away-until", "2026-12-04"),
];

/// With another officer beside the one of the staff.
async fn two_officers(world: &World) {
    world.staff().await;
    let (address, tenant) = ("second@a.example", world.montfoort);
    let hired = world.hire(address, "Tweede Officier", tenant, &[Role::Officer]);
    hired.await;
}

async fn stood_in(kind: Kind) {
    let (url, mails) = smtp::start().await;
    let mailer = Mailer {
        url: Some(url),
        from: "Meldroute <noreply@montfoort.example>".into(),
    };
    let world = World::with_mail(kind, mailer).await;
    two_officers(&world).await;
    let officer = world.sign_in("officer@a.example").await;
    officer.post("/wie-is-wie", &AWAY).await.moved();
    officer.background().await;
    let told: Vec<String> = mails.lock().unwrap().drain(..).collect();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains("second@a.example") && !told[0].contains("Test officer"));
    // New signals come to who is there.
    let employee = world.sign_in("employee@a.example").await;
    world.report(&employee, &[("seen", "Zes matrassen.")]).await;
    officer.background().await;
    let told: Vec<String> = mails.lock().unwrap().drain(..).collect();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains("second@a.example"), "{told:?}");
    for page in ["/mijn", "/mijn/1"] {
        let words = employee.words(page).await;
        let away = "Test officer is afwezig tot en met 4 december 2026. Een collega neemt waar.";
        assert!(words.contains(away), "{page}: {words}");
    }
    let second = world.sign_in("second@a.example").await;
    let work = second.words("/werk").await;
    assert!(work.contains("U neemt waar"), "{work}");
    let own = officer.words("/werk").await;
    assert!(own.contains("U staat als afwezig"), "{own}");
    // Nobody there: then both are told.
    second.post("/wie-is-wie", &AWAY).await.moved();
    officer.background().await;
    mails.lock().unwrap().clear();
    world.report(&employee, &[("seen", "Nog een.")]).await;
    officer.background().await;
    assert_eq!(mails.lock().unwrap().len(), 2);
    let words = employee.words("/mijn").await;
    assert!(words.contains("Is er gevaar? Bel 112."), "{words}");
}

#[tokio::test]
async fn who_is_away_is_stood_in_for_on_sqlite() {
    stood_in(Kind::Sqlite).await;
}

#[tokio::test]
async fn who_is_away_is_stood_in_for_on_postgresql() {
    stood_in(Kind::Postgres).await;
}

async fn typed(world: World) {
    two_officers(&world).await;
    let officer = world.sign_in("officer@a.example").await;
    for (field, text, words) in [
        ("away-from", "", "Kies een dag."),
        ("away-until", "2026-11-15", "ligt voor de eerste"),
        ("away-until", "2029-11-15", "meer dan een jaar"),
    ] {
        let mut fields = AWAY.to_vec();
        fields.retain(|(name, _)| *name != field);
        fields.push((field, text));
        let told = officer.post("/wie-is-wie", &fields).await.ok();
        assert!(visible(&told.text()).contains(words), "{words}");
        assert!(told.text().contains("0348 12 34 56"), "it stays");
    }
    let shown = officer.words("/wie-is-wie").await;
    assert!(!shown.contains("afwezig tot en met 4"), "{shown}");
    // Back again: both days empty.
    officer.post("/wie-is-wie", &AWAY).await.moved();
    assert!(officer.words("/werk").await.contains("U staat als afwezig"));
    let mut back = AWAY.to_vec();
    back.truncate(3);
    officer.post("/wie-is-wie", &back).await.moved();
    assert!(!officer.words("/werk").await.contains("U staat als afwezig"));
}
on_both!(an_absence_is_two_days_or_none, typed);

/// What is in danger stands first, whatever is due before it; and with its minutes.
async fn hour(world: World) {
    world.staff().await;
    let employee = world.sign_in("employee@a.example").await;
    let officer = world.sign_in("officer@a.example").await;
    let none = officer.words("/werk/uur").await;
    assert!(none.contains("Er is nu niets te doen."), "{none}");
    for at in 0..9 {
        world
            .report(&employee, &[("seen", &format!("Gewoon signaal {at}."))])
            .await;
    }
    world
        .report(&employee, &[("seen", "Hulp nodig."), ("danger", "yes")])
        .await;
    let hour = officer.words("/werk/uur").await;
    assert!(
        hour.contains("6 stappen, samen ongeveer 60 minuten"),
        "{hour}"
    );
    let (danger, other) = (
        hour.find("Hulp nodig.").unwrap(),
        hour.find("Gewoon").unwrap(),
    );
    assert!(danger < other && hour.contains("Nu in gevaar"), "{hour}");
}
on_both!(the_hour_begins_with_who_is_in_danger, hour);
