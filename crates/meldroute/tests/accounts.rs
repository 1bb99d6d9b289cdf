//! Signing in, and staying able to: no lost password, passphrase or role strands a signal.
#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod kit;

use accounts::people::{CodeSecret, totp};
use kit::{Browser, Kind, PASSPHRASE, PASSWORD, World, visible};

const OFFICER: &str = "officer@a.example";
const EMPLOYEE: &str = "employee@a.example";
const NEW_PHRASE: &str = "elf blauwe paraplu's aan de lijn";

/// Accepts an invitation as the person would; gives the secret for codes when there is one.
async fn join(world: &World, link: &str, password: &str) -> Option<String> {
    let path = &link[link.find("/uitnodiging/").unwrap()..];
    let browser = Browser::new(world);
    let page = browser.get(path).await.ok().text();
    let secret =
        page.split("id=\"code-secret\">").nth(1).map(|rest| rest.split('<').next().unwrap().to_owned());
    world.clock.set(world.clock.now() + 31_000);
    let seconds = u64::try_from(world.clock.now() / 1000).unwrap();
    let code = secret.as_ref().map_or(String::new(), |secret| {
        totp(&CodeSecret(secret.clone())).unwrap().generate(seconds).to_string()
    });
    assert!(
        visible(&browser.post(path, &[("password", "welkom01"), ("code", &code)]).await.ok().text())
            .contains("ten minste 12 tekens")
    );
    browser.post(path, &[("password", password), ("code", &code)]).await.moved();
    assert_eq!(browser.get(path).await.status, 404, "the link works once");
    secret
}

fn link_on(page: &str) -> String {
    page.split("id=\"invitation-link\">").nth(1).expect("a link").split('<').next().unwrap().to_owned()
}

#[tokio::test]
async fn no_answer_tells_whether_an_account_exists() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let browser = Browser::new(&world);
    let wrong = browser.post("/inloggen", &[("email", EMPLOYEE), ("password", "x")]).await.ok().text();
    let nobody =
        browser.post("/inloggen", &[("email", "nobody@a.example"), ("password", "x")]).await.ok().text();
    assert_eq!(wrong.replace(EMPLOYEE, ""), nobody.replace("nobody@a.example", ""));
    let no_code = browser.post("/inloggen", &[("email", OFFICER), ("password", PASSWORD)]).await.ok().text();
    assert_eq!(
        visible(&no_code),
        visible(&wrong),
        "a right password without its code looks like a wrong one"
    );
}

#[tokio::test]
async fn guessing_is_slowed_down_but_a_town_hall_is_not_locked_out() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let browser = Browser::new(&world);
    let mut refused = 0;
    for _ in 0..12 {
        let answer = browser.post("/inloggen", &[("email", EMPLOYEE), ("password", "guess")]).await;
        refused += i32::from(answer.status == 429);
    }
    assert!(refused >= 6, "{refused} of 12 guesses had to wait");
    // The right password has to wait too, and then works.
    let right = [("email", EMPLOYEE), ("password", PASSWORD)];
    assert_eq!(browser.post("/inloggen", &right).await.status, 429);
    world.clock.set(world.clock.now() + 20 * 60_000);
    browser.post("/inloggen", &right).await.moved();
    // A hundred failures on made-up accounts from the same address stop no colleague.
    for at in 0..120 {
        browser
            .post("/inloggen", &[("email", &format!("made-up-{at}@a.example")), ("password", "guess")])
            .await;
    }
    world.sign_in("coordinator@a.example").await;
}

#[tokio::test]
async fn a_code_counts_once() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    world.sign_in(OFFICER).await;
    let again = [("email", OFFICER), ("password", PASSWORD), ("code", &world.code(OFFICER))];
    assert_eq!(Browser::new(&world).post("/inloggen", &again).await.status, 200);
}

#[tokio::test]
async fn sessions_end_when_idle_when_old_and_when_told() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let idle = world.sign_in(EMPLOYEE).await;
    world.clock.set(world.clock.now() + 61 * 60_000);
    assert!(idle.get("/mijn").await.to().starts_with("/inloggen"));
    let used = world.sign_in(EMPLOYEE).await;
    for _ in 0..15 {
        world.clock.set(world.clock.now() + 50 * 60_000);
        used.get("/mijn").await;
    }
    assert!(used.get("/mijn").await.to().starts_with("/inloggen"), "after twelve hours in any case");
    let (one, two) = (world.sign_in(EMPLOYEE).await, world.sign_in(EMPLOYEE).await);
    two.post("/account/sessies", &[]).await.moved();
    assert!(one.get("/mijn").await.to().starts_with("/inloggen"));
    two.get("/mijn").await.ok();
}

/// The administrator gives a new link; the reporter's signals come back once the vault is opened.
#[tokio::test]
async fn a_forgotten_password_loses_no_signal() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let reference = world.report(&world.sign_in(EMPLOYEE).await, &[("seen", "Iets.")]).await;
    let admin = world.sign_in("admin@a.example").await;
    let id = world.people.lock().unwrap()[EMPLOYEE].id;
    let link = link_on(&admin.post(&format!("/mensen/{id}/uitnodigen"), &[]).await.ok().text());
    let password = "zestien ganzen over het veld";
    join(&world, &link, password).await;
    let employee = Browser::new(&world);
    employee.post("/inloggen", &[("email", EMPLOYEE), ("password", password)]).await.moved();
    let mine = "/mijn/1".to_owned();
    assert_eq!(employee.get(&mine).await.status, 404, "nobody but the officer can make the link");
    world.sign_in(OFFICER).await.post("/kluis/openen", &[("passphrase", PASSPHRASE)]).await.moved();
    employee.get(&mine).await.ok();
}

#[tokio::test]
async fn a_deputy_gets_access_only_from_an_opened_vault() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let reference = world.report(&world.sign_in(EMPLOYEE).await, &[("seen", "Iets.")]).await;
    let dossier = format!("/dossier/{}", world.dossier_id(&reference).await);
    let admin = world.sign_in("admin@a.example").await;
    let fields = [("name", "Test Deputy"), ("email", "deputy@a.example"), ("roles", "officer")];
    let link = link_on(&admin.post("/mensen", &fields).await.ok().text());
    let secret = join(&world, &link, PASSWORD).await.expect("an officer needs a code");
    let id = {
        let mut tx = world.app.db.read().await.unwrap();
        accounts::people::by_email(&mut tx, &world.app, "deputy@a.example").await.unwrap().unwrap()
    };
    world.people.lock().unwrap().insert(
        "deputy@a.example".into(),
        kit::Person { id, email: "deputy@a.example".into(), code: secret },
    );
    let deputy = world.sign_in("deputy@a.example").await;
    deputy.post("/kluis/wachtzin", &[("new-passphrase", NEW_PHRASE)]).await.moved();
    assert!(
        visible(&deputy.post("/kluis/openen", &[("passphrase", NEW_PHRASE)]).await.ok().text())
            .contains("opent de kluis niet")
    );
    let officer = world.sign_in(OFFICER).await;
    let grant = format!("/kluis/toegang/{id}");
    assert_eq!(officer.post(&grant, &[]).await.status, 423, "the vault is closed");
    officer.post("/kluis/openen", &[("passphrase", PASSPHRASE)]).await.moved();
    officer.post(&grant, &[]).await.moved();
    deputy.post("/kluis/openen", &[("passphrase", NEW_PHRASE)]).await.moved();
    assert!(visible(&deputy.get(&dossier).await.ok().text()).contains("Test employee"));
    // The officer forgets the passphrase: the deputy mends it.
    let officer = world.sign_in(OFFICER).await;
    officer.post("/kluis/wachtzin", &[("new-passphrase", NEW_PHRASE)]).await.moved();
    let officer_id = world.people.lock().unwrap()[OFFICER].id;
    deputy.post(&format!("/kluis/toegang/{officer_id}"), &[]).await.moved();
    officer.post("/kluis/openen", &[("passphrase", NEW_PHRASE)]).await.moved();
    assert!(visible(&officer.get(&dossier).await.ok().text()).contains("Test employee"));
}

#[tokio::test]
async fn the_recovery_key_opens_the_vault_again_and_is_renewed() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let reference = world.report(&world.sign_in(EMPLOYEE).await, &[("seen", "Iets.")]).await;
    let officer = world.sign_in(OFFICER).await;
    officer.post("/kluis/openen", &[("passphrase", PASSPHRASE)]).await.moved();
    let page = officer.post("/kluis/herstelsleutel", &[]).await.ok().text();
    let key = page.split("id=\"recovery-key\">").nth(1).unwrap().split('<').next().unwrap().to_owned();
    assert!(page.contains("data:application/pdf;base64,"));
    officer.post("/kluis/sluiten", &[]).await.moved();
    // The only copy is not thrown away by choosing anew.
    let refused = officer.post("/kluis/wachtzin", &[("new-passphrase", NEW_PHRASE)]).await.ok();
    assert!(visible(&refused.text()).contains("Gebruik de herstelsleutel"));
    let mut typo = key.clone();
    typo.replace_range(0..1, if key.starts_with('A') { "B" } else { "A" });
    let wrong =
        officer.post("/kluis/herstel", &[("recovery", &typo), ("new-passphrase", NEW_PHRASE)]).await.ok();
    assert!(visible(&wrong.text()).contains("niet goed overgetypt"));
    officer
        .post("/kluis/herstel", &[("recovery", &key.to_lowercase()), ("new-passphrase", NEW_PHRASE)])
        .await
        .moved();
    officer.post("/kluis/sluiten", &[]).await.moved();
    officer.post("/kluis/openen", &[("passphrase", NEW_PHRASE)]).await.moved();
    let dossier = format!("/dossier/{}", world.dossier_id(&reference).await);
    assert!(visible(&officer.get(&dossier).await.ok().text()).contains("Test employee"));
    officer.post("/kluis/herstelsleutel", &[]).await.ok();
    let old =
        officer.post("/kluis/herstel", &[("recovery", &key), ("new-passphrase", NEW_PHRASE)]).await.ok();
    assert!(visible(&old.text()).contains("hoort niet (meer) bij deze kluis"));
}

/// An employee becomes coordinator: sessions without a code end, and a link sets the code up.
#[tokio::test]
async fn a_first_role_with_content_asks_for_a_code() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let admin = world.sign_in("admin@a.example").await;
    let id = world.people.lock().unwrap()[EMPLOYEE].id;
    let answer = admin
        .post(&format!("/mensen/{id}/rollen"), &[("roles", "employee"), ("roles", "coordinator")])
        .await
        .ok();
    assert!(employee.get("/mijn").await.to().starts_with("/inloggen"));
    assert!(join(&world, &link_on(&answer.text()), PASSWORD).await.is_some());
}

#[tokio::test]
async fn the_last_officer_and_administrator_stay() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let admin = world.sign_in("admin@a.example").await;
    for who in [OFFICER, "admin@a.example"] {
        let id = world.people.lock().unwrap()[who].id;
        let to = admin.post(&format!("/mensen/{id}/rollen"), &[("roles", "employee")]).await.moved();
        assert_eq!(to, "/mensen?gedaan=last-of-role");
    }
    world.sign_in(OFFICER).await.get("/werk").await.ok();
}

/// Leaving takes away access at once; what was reported stays.
#[tokio::test]
async fn who_leaves_is_out_at_once() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let reference = world.report(&employee, &[("seen", "Iets.")]).await;
    let id = world.people.lock().unwrap()[EMPLOYEE].id;
    world.sign_in("admin@a.example").await.post(&format!("/mensen/{id}/rollen"), &[]).await.moved();
    assert!(employee.get("/mijn").await.to().starts_with("/inloggen"));
    let officer = world.sign_in(OFFICER).await;
    officer.get(&format!("/dossier/{}", world.dossier_id(&reference).await)).await.ok();
}

#[tokio::test]
async fn guessing_a_passphrase_has_to_wait() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let officer = world.sign_in(OFFICER).await;
    for _ in 0..10 {
        officer.post("/kluis/openen", &[("passphrase", "geraden")]).await.ok();
    }
    assert_eq!(officer.post("/kluis/openen", &[("passphrase", PASSPHRASE)]).await.status, 429);
    world.clock.set(world.clock.now() + 16 * 60_000);
    officer.post("/kluis/openen", &[("passphrase", PASSPHRASE)]).await.moved();
}
