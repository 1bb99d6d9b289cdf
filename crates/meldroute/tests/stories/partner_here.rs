//! A handover to a partner with an account needs no mailbox, no link and no code (ADR 46).

use platform::clock::DAY;
use platform::mail::Mailer;
use testkit::walk::{assess, hand_over, look_at};
use testkit::{Browser, Kind, World, on_both, smtp, visible};

use crate::partner_account::{OWN, first, says};
use crate::partner_answers::{TOLD, link_and_code, partner};

const HERE: [(&str, &str); 2] = [("method", "meldroute"), ("mailbox", "")];
const WAITS: &str = "Staat bij ‘Bij ons’: bel als niemand het opent";
const RINGS: &str = "Bel de partner over de link";

/// The officer sees what is true: nobody has to be rung, and who opened it.
async fn whole_way(world: World) {
    let (officer, id) = world.reported(&TOLD, &[]).await;
    let (dossier, path) = (format!("/dossier/{id}"), "doorzetten/nla");
    assess(&officer, id).await;
    let form = officer.words(&format!("{dossier}/{path}")).await;
    assert!(
        form.contains("Mailadres, als u ook een link wilt sturen"),
        "{form}"
    );
    let looked = look_at(&officer, id, "nla", &HERE).await.ok();
    says(&looked, "zij zien het bij ‘Bij ons’");
    says(&looked, "Leg vast en zet het bij ‘Bij ons’");
    let to = hand_over(&officer, id, "nla", &HERE).await.moved();
    let page = officer.page(&to).await;
    assert!(!page.contains("/gast/") && !page.contains("class=\"spoken\""));
    let words = visible(&page);
    assert!(words.contains("Een link of code is niet nodig."), "{words}");
    assert!(
        words.contains("zij zien het bij ‘Bij ons’, zonder link"),
        "{words}"
    );
    let work = officer.words("/werk").await;
    assert!(work.contains(WAITS) && !work.contains(RINGS), "{work}");
    let missing = officer.words(&format!("{dossier}/afsluiten")).await;
    assert!(
        missing.contains("Niemand bij de partner opende"),
        "{missing}"
    );
    let account = world.sign_in(OWN).await;
    let own = first(&account).await;
    says(&account.get(&own).await.ok(), "Verzonnenkade 14");
    let work = officer.words("/werk").await;
    assert!(!work.contains(WAITS), "{work}");
    let ask = [("what", "asked"), ("text", "Hoe laat?")];
    account.post(&own, &ask).await.moved();
    let answers = own.replace("/bij-ons", &format!("{dossier}/partner"));
    let reply = [("action", "reply"), ("text", "Laat."), ("seen", "1")];
    officer.post(&answers, &reply).await.moved();
    says(&account.get(&own).await.ok(), "Laat.");
    a_link_too(&world, (&officer, &account), (id, &answers, &own)).await;
}
on_both!(a_handover_to_an_account_needs_no_link, whole_way);

/// The officer wants a link after all: it goes to whom the officer sends it.
async fn a_link_too(
    world: &World,
    (officer, account): (&Browser, &Browser),
    (id, answers, own): (platform::DossierId, &str, &str),
) {
    let link = format!("{answers}/link");
    officer.post(&link, &[("action", "renew")]).await.moved();
    let (path, code) = link_and_code(officer, id).await;
    let (guest, page) = partner(world, &path, &code).await;
    says(&guest.get(&page).await.ok(), "Verzonnenkade 14");
    officer.post(&link, &[("action", "withdraw")]).await.moved();
    assert_eq!(guest.get(&page).await.status, 403);
    assert_eq!(account.get(own).await.status, 404);
}

/// Nobody there has an account: then it goes to a mailbox, or not this way.
async fn nobody(world: World) {
    let (officer, id) = world.reported(&TOLD, &[]).await;
    assess(&officer, id).await;
    let form = look_at(&officer, id, "zorgcoordinator", &HERE).await.ok();
    says(&form, "Vul het mailadres van de partner in");
    // The account ended since it was looked at.
    let looked = look_at(&officer, id, "nla", &HERE).await.ok();
    let person = world.people.lock().unwrap()[OWN].id;
    let admin = world.sign_in("admin@a.example").await;
    admin.end_access(person).await.moved();
    let told = testkit::walk::say_yes(&officer, id, "nla", &looked).await;
    says(&told.ok(), "Vul het mailadres van de partner in");
    let work = officer.words("/werk").await;
    assert!(!work.contains(WAITS) && !work.contains(RINGS), "{work}");
}
on_both!(without_an_account_a_mailbox_is_asked_for, nobody);

/// The mail goes to whoever has the account, and reminds them; no mailbox gets anything.
#[tokio::test]
async fn mail_about_a_handover_without_a_link_goes_to_accounts_alone() {
    let (url, mails) = smtp::start().await;
    let mailer = Mailer {
        url: Some(url),
        from: "Meldroute <noreply@montfoort.example>".into(),
    };
    let world = World::with_mail(Kind::Sqlite, mailer).await;
    let (officer, id) = world.reported(&TOLD, &[]).await;
    assess(&officer, id).await;
    hand_over(&officer, id, "nla", &HERE).await.moved();
    for _ in 0..60 {
        world.clock.set(world.clock.now() + DAY / 2);
        platform::jobs::run_due(&world.app).await.unwrap();
    }
    let all: Vec<String> = mails.lock().unwrap().drain(..).collect();
    let own = all.iter().filter(|mail| mail.contains(OWN)).count();
    assert_eq!(own, 3, "once, and two reminders: {all:#?}");
    assert!(all.iter().all(|mail| !mail.contains("/gast/")));
}

/// A handover that nobody there can read any more: it was asked about, and the last account ended.
async fn left_alone(world: &World) -> (Browser, platform::DossierId, String) {
    let (officer, id) = world.reported(&TOLD, &[]).await;
    assess(&officer, id).await;
    hand_over(&officer, id, "nla", &HERE).await.moved();
    let account = world.sign_in(OWN).await;
    let own = first(&account).await;
    account.get(&own).await.ok();
    let ask = [("what", "asked"), ("text", "Hoe laat?")];
    account.post(&own, &ask).await.moved();
    let person = world.people.lock().unwrap()[OWN].id;
    let admin = world.sign_in("admin@a.example").await;
    admin.end_access(person).await.moved();
    let answers = own.replace("/bij-ons", &format!("/dossier/{id}/partner"));
    (officer, id, answers)
}

/// An answer that nobody can read is not sent, and stays typed; whoever opened a link reads it.
async fn unheard(world: World) {
    let (officer, id, answers) = left_alone(&world).await;
    let reply = [
        ("action", "reply"),
        ("text", "Laat in de avond."),
        ("seen", "1"),
    ];
    let told = officer.post(&answers, &reply).await.ok();
    says(&told, "niemand bij de partner kan het nu lezen");
    says(&told, "Laat in de avond.");
    let reads = "Lees wat de partner schreef";
    let work = officer.words("/werk").await;
    assert!(work.contains(reads), "{work}");
    let renew = [("action", "renew")];
    let link = format!("{answers}/link");
    officer.post(&link, &renew).await.moved();
    let (path, code) = link_and_code(&officer, id).await;
    let (guest, page) = partner(&world, &path, &code).await;
    guest.get(&page).await.ok();
    officer.post(&answers, &reply).await.moved();
    says(&guest.get(&page).await.ok(), "Laat in de avond.");
    let work = officer.words("/werk").await;
    assert!(!work.contains(reads), "{work}");
}
on_both!(an_answer_that_nobody_can_read_is_not_sent, unheard);

/// Nobody is left to be reminded: what is awaited stays with the officer.
async fn reminds_nobody(kind: Kind) {
    let (url, mails) = smtp::start().await;
    let mailer = Mailer {
        url: Some(url),
        from: "Meldroute <noreply@montfoort.example>".into(),
    };
    let world = World::with_mail(kind, mailer).await;
    let (officer, id, answers) = left_alone(&world).await;
    let seen = [("action", "seen"), ("seen", "1")];
    officer.post(&answers, &seen).await.moved();
    platform::jobs::run_due(&world.app).await.unwrap();
    mails.lock().unwrap().clear();
    for _ in 0..120 {
        world.clock.set(world.clock.now() + DAY / 2);
        platform::jobs::run_due(&world.app).await.unwrap();
    }
    let all: Vec<String> = mails.lock().unwrap().drain(..).collect();
    assert!(all.iter().all(|mail| !mail.contains(OWN)), "{all:#?}");
    let officer = world.sign_in("officer@a.example").await;
    let work = officer.words("/werk").await;
    assert!(work.contains("Leg terugkoppeling vast"), "{work}");
    let dossier = officer.words(&format!("/dossier/{id}")).await;
    assert!(!dossier.contains("herinnerd:"), "{dossier}");
}

#[tokio::test]
async fn what_nobody_is_reminded_of_stays_with_the_officer_on_sqlite() {
    reminds_nobody(Kind::Sqlite).await;
}

#[tokio::test]
async fn what_nobody_is_reminded_of_stays_with_the_officer_on_postgresql() {
    reminds_nobody(Kind::Postgres).await;
}
