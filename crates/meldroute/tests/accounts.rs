//! Signing in, and staying able to: no lost password, passphrase or role strands a signal.
#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod kit;

use std::collections::BTreeMap;

use accounts::people::{CodeSecret, totp};
use kit::{Browser, Kind, PASSPHRASE, PASSWORD, World, visible};
use platform::Role;

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

/// The administrator gives a new link; the reporter's signals come back once an officer, who spoke to the person, says
/// so with an opened vault. Whoever had the link sees none of them before.
#[tokio::test]
async fn a_forgotten_password_loses_no_signal() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let other = world.sign_in("coordinator@a.example").await;
    world.report(&other, &[("seen", "Van een ander.")]).await;
    world.report(&world.sign_in(EMPLOYEE).await, &[("seen", "Iets.")]).await;
    let admin = world.sign_in("admin@a.example").await;
    let id = world.people.lock().unwrap()[EMPLOYEE].id;
    let link = link_on(&admin.post(&format!("/mensen/{id}/uitnodigen"), &[]).await.ok().text());
    let password = "zestien ganzen over het veld";
    join(&world, &link, password).await;
    let employee = Browser::new(&world);
    employee.post("/inloggen", &[("email", EMPLOYEE), ("password", password)]).await.moved();
    assert_eq!(employee.get("/mijn/1").await.status, 404, "nobody but the officer can make the link");
    let officer = world.sign_in(OFFICER).await;
    officer.post("/kluis/openen", &[("passphrase", PASSPHRASE)]).await.moved();
    assert_eq!(employee.get("/mijn/1").await.status, 404, "opening the vault says nothing yet");
    assert!(visible(&officer.get("/werk").await.ok().text()).contains("vraagt de eigen signalen terug"));
    assert!(
        visible(&officer.get("/kluis").await.ok().text()).contains("Test employee vraagt de eigen signalen")
    );
    let give = format!("/kluis/terugvragen/{id}");
    let unspoken = visible(&officer.post(&give, &[("answer", "yes")]).await.ok().text());
    assert!(unspoken.contains("Spreek deze persoon eerst"), "{unspoken}");
    let before = marks(&world).await;
    officer.post(&give, &[("answer", "yes"), ("spoke", "on")]).await.moved();
    until(async || employee.get("/mijn/1").await.status == 200).await;
    other.get("/mijn/1").await.ok();
    assert_eq!(other.get("/mijn/2").await.status, 404, "each their own");
    // Every mark was made anew, so the difference says nothing about whose they are.
    let after = marks(&world).await;
    assert_eq!(before.len(), 2);
    assert!(before.iter().all(|(id, mark)| after[id] != *mark));
    assert_eq!(
        officer.post(&give, &[("answer", "yes"), ("spoke", "on")]).await.status,
        404,
        "asked and answered"
    );
}

/// Said no to: the signals stay nobody's, and the old secret does not come back.
#[tokio::test]
async fn an_officer_who_does_not_know_of_it_gives_nothing_back() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    world.report(&world.sign_in(EMPLOYEE).await, &[("seen", "Iets.")]).await;
    let admin = world.sign_in("admin@a.example").await;
    let id = world.people.lock().unwrap()[EMPLOYEE].id;
    let link = link_on(&admin.post(&format!("/mensen/{id}/uitnodigen"), &[]).await.ok().text());
    join(&world, &link, "zestien ganzen over het veld").await;
    let officer = world.sign_in(OFFICER).await;
    officer.post("/kluis/openen", &[("passphrase", PASSPHRASE)]).await.moved();
    officer.post(&format!("/kluis/terugvragen/{id}"), &[("answer", "no")]).await.moved();
    let thief = Browser::new(&world);
    thief
        .post("/inloggen", &[("email", EMPLOYEE), ("password", "zestien ganzen over het veld")])
        .await
        .moved();
    // Somebody else's confirmed request makes all marks anew, and gives the thief nothing either.
    let other = world.people.lock().unwrap()["coordinator@a.example"].id;
    let link = link_on(&admin.post(&format!("/mensen/{other}/uitnodigen"), &[]).await.ok().text());
    join(&world, &link, PASSWORD).await;
    officer.post(&format!("/kluis/terugvragen/{other}"), &[("answer", "yes"), ("spoke", "on")]).await.moved();
    route::reporters::renew(&world.app, world.montfoort).await.unwrap();
    assert_eq!(thief.get("/mijn/1").await.status, 404);
}

async fn marks(world: &World) -> BTreeMap<uuid::Uuid, Vec<u8>> {
    let mut tx = world.app.db.read().await.unwrap();
    let rows = tx.rows("select id, mark from signal", vec![]).await.unwrap();
    rows.iter().map(|row| (row.get("id").unwrap(), row.get("mark").unwrap())).collect()
}

async fn until(mut done: impl AsyncFnMut() -> bool) {
    for _ in 0..500 {
        if done().await {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    panic!("it does not come");
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
    assert_eq!(deputy.get(&dossier).await.status, 403, "a second person has to confirm the role");
    assert!(visible(&deputy.get("/account").await.ok().text()).contains("Wacht op bevestiging"));
    let confirm = format!("/bevestigen/{id}");
    assert_eq!(admin.post(&confirm, &[("spoke", "on")]).await.status, 403, "not by who gives roles");
    let officer = world.sign_in(OFFICER).await;
    assert!(visible(&officer.get("/bevestigen").await.ok().text()).contains("Test Deputy"));
    officer.post(&confirm, &[("spoke", "on")]).await.moved();
    deputy.get(&dossier).await.ok();
    deputy.post("/kluis/wachtzin", &[("new-passphrase", NEW_PHRASE)]).await.moved();
    assert!(
        visible(&deputy.post("/kluis/openen", &[("passphrase", NEW_PHRASE)]).await.ok().text())
            .contains("opent de kluis niet")
    );
    let words = words_on(&deputy.get("/kluis").await.ok().text());
    let grant = format!("/kluis/toegang/{id}");
    let heard = [("words", words.as_str()), ("heard", "on")];
    assert_eq!(officer.post(&grant, &heard).await.status, 423, "the vault is closed");
    officer.post("/kluis/openen", &[("passphrase", PASSPHRASE)]).await.moved();
    assert!(officer.get("/kluis").await.ok().text().contains(&words), "both see the same words");
    let unheard = officer.post(&grant, &[("words", &words)]).await.ok();
    assert!(visible(&unheard.text()).contains("Laat eerst de zes woorden voorlezen"));
    assert_eq!(officer.post(&grant, &[("words", "andere woorden"), ("heard", "on")]).await.status, 409);
    officer.post(&grant, &heard).await.moved();
    deputy.post("/kluis/openen", &[("passphrase", NEW_PHRASE)]).await.moved();
    assert!(visible(&deputy.get(&dossier).await.ok().text()).contains("Test employee"));
    // The officer forgets the passphrase: the deputy mends it.
    let officer = world.sign_in(OFFICER).await;
    officer.post("/kluis/wachtzin", &[("new-passphrase", NEW_PHRASE)]).await.moved();
    let officer_id = world.people.lock().unwrap()[OFFICER].id;
    let words = words_on(&officer.get("/kluis").await.ok().text());
    let heard = [("words", words.as_str()), ("heard", "on")];
    deputy.post(&format!("/kluis/toegang/{officer_id}"), &heard).await.moved();
    officer.post("/kluis/openen", &[("passphrase", NEW_PHRASE)]).await.moved();
    assert!(visible(&officer.get(&dossier).await.ok().text()).contains("Test employee"));
}

fn words_on(page: &str) -> String {
    page.split("id=\"vault-words\">").nth(1).expect("six words").split('<').next().unwrap().to_owned()
}

/// An officer leaves: the copy goes, and a next key of the vault makes what they could keep worthless.
#[tokio::test]
async fn who_leaves_takes_no_key_along() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    world.hire("deputy@a.example", "Test deputy", world.montfoort, &[Role::Officer]).await;
    let employee = world.sign_in(EMPLOYEE).await;
    let reference = world.report(&employee, &[("seen", "Iets.")]).await;
    let id = world.dossier_id(&reference).await;
    let admin = world.sign_in("admin@a.example").await;
    let deputy = world.people.lock().unwrap()["deputy@a.example"].id;
    admin.post(&format!("/mensen/{deputy}/rollen"), &[]).await.moved();
    let copies = async |person: uuid::Uuid| {
        let mut tx = world.app.db.read().await.unwrap();
        let sql = "select person from vault_copy where person = $1 and length(wrapped_private) > 0";
        tx.rows(sql, vec![person.into()]).await.unwrap().len()
    };
    assert_eq!(copies(deputy).await, 0);
    let officer = world.sign_in(OFFICER).await;
    officer.post("/kluis/openen", &[("passphrase", PASSPHRASE)]).await.moved();
    let page = officer.post("/kluis/vernieuwen", &[]).await.ok().text();
    let key = page.split("id=\"recovery-key\">").nth(1).unwrap().split('<').next().unwrap().to_owned();
    route::reporters::renew(&world.app, world.montfoort).await.unwrap();
    let sealed: Vec<u8> = {
        let mut tx = world.app.db.read().await.unwrap();
        let row = tx.must("select reporter, reporter_generation from signal", vec![]).await.unwrap();
        assert_eq!(row.get::<i64>("reporter_generation").unwrap(), 2);
        row.get("reporter").unwrap()
    };
    let kept = &world.vaults[&world.montfoort.0];
    assert!(kept.open(1, &sealed, &format!("reporter:{id}")).is_err(), "the old key opens nothing any more");
    let dossier = format!("/dossier/{id}");
    assert!(visible(&officer.get(&dossier).await.ok().text()).contains("Test employee"));
    employee.get("/mijn/1").await.ok();
    // The passphrase and the new recovery key open it, also after it was closed.
    officer.post("/kluis/sluiten", &[]).await.moved();
    officer.post("/kluis/openen", &[("passphrase", PASSPHRASE)]).await.moved();
    officer.post("/kluis/sluiten", &[]).await.moved();
    let again = [("recovery", key.as_str()), ("new-passphrase", NEW_PHRASE)];
    officer.post("/kluis/herstel", &again).await.moved();
    assert!(visible(&officer.get(&dossier).await.ok().text()).contains("Test employee"));
    // What is reported from now on is sealed to the new key.
    let reference = world.report(&employee, &[("seen", "Nog iets.")]).await;
    let dossier = format!("/dossier/{}", world.dossier_id(&reference).await);
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

/// An employee becomes coordinator: it counts once a second person confirmed it, and in a session with a code. Nothing
/// of the employee's is lost on the way.
#[tokio::test]
async fn a_first_role_with_content_asks_for_a_code() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    world.report(&employee, &[("seen", "Iets.")]).await;
    let admin = world.sign_in("admin@a.example").await;
    let id = world.people.lock().unwrap()[EMPLOYEE].id;
    let roles = [("roles", "employee"), ("roles", "coordinator")];
    admin.post(&format!("/mensen/{id}/rollen"), &roles).await.moved();
    assert_eq!(employee.get("/gedeeld").await.status, 403);
    let officer = world.sign_in(OFFICER).await;
    officer.post(&format!("/bevestigen/{id}"), &[("spoke", "on")]).await.moved();
    assert_eq!(employee.get("/gedeeld").await.status, 403, "this session had no code");
    let page = employee.get("/account").await.ok().text();
    let secret = page.split("id=\"code-secret\">").nth(1).unwrap().split('<').next().unwrap().to_owned();
    let seconds = u64::try_from(world.clock.now() / 1000).unwrap();
    let code = totp(&CodeSecret(secret.clone())).unwrap().generate(seconds).to_string();
    let wrong = employee.post("/account/code", &[("secret", &secret), ("code", "000000")]).await.ok();
    assert!(wrong.text().contains(&secret), "the same picture again");
    employee.post("/account/code", &[("secret", &secret), ("code", &code)]).await.moved();
    assert!(employee.get("/mijn").await.to().starts_with("/inloggen"), "sign in with it");
    world.people.lock().unwrap().get_mut(EMPLOYEE).unwrap().code = secret;
    let coordinator = world.sign_in(EMPLOYEE).await;
    coordinator.get("/gedeeld").await.ok();
    coordinator.get("/mijn/1").await.ok();
}

/// The row of somebody's key is taken away, and a new link opened: the old signals stay the officer's to give back.
#[tokio::test]
async fn a_key_that_was_taken_away_is_not_trusted_anew() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    world.report(&world.sign_in(EMPLOYEE).await, &[("seen", "Iets.")]).await;
    let id = world.people.lock().unwrap()[EMPLOYEE].id;
    let mut tx = world.app.db.begin().await.unwrap();
    tx.exec("delete from mark_key where person = $1", vec![id.into()]).await.unwrap();
    tx.commit_unaudited("an attacker").await.unwrap();
    let admin = world.sign_in("admin@a.example").await;
    let link = link_on(&admin.post(&format!("/mensen/{id}/uitnodigen"), &[]).await.ok().text());
    join(&world, &link, "zestien ganzen over het veld").await;
    let officer = world.sign_in(OFFICER).await;
    officer.post("/kluis/openen", &[("passphrase", PASSPHRASE)]).await.moved();
    officer.post("/kluis/vernieuwen", &[]).await.ok();
    route::reporters::renew(&world.app, world.montfoort).await.unwrap();
    let thief = Browser::new(&world);
    let right = [("email", EMPLOYEE), ("password", "zestien ganzen over het veld")];
    thief.post("/inloggen", &right).await.moved();
    assert_eq!(thief.get("/mijn/1").await.status, 404);
    assert!(visible(&thief.get("/mijn").await.ok().text()).contains("De aandachtsfunctionaris belt u"));
    assert!(visible(&officer.get("/kluis").await.ok().text()).contains("vraagt de eigen signalen terug"));
}

/// Somebody goes and comes back, as employee and as officer: everything works on.
#[tokio::test]
async fn who_comes_back_is_welcome() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    world.hire("deputy@a.example", "Test deputy", world.montfoort, &[Role::Officer]).await;
    let id = world.people.lock().unwrap()["deputy@a.example"].id;
    let (admin, officer) = (world.sign_in("admin@a.example").await, world.sign_in(OFFICER).await);
    let deputy = world.sign_in("deputy@a.example").await;
    deputy.post("/kluis/openen", &[("passphrase", PASSPHRASE)]).await.moved();
    deputy.post("/kluis/wachtzin", &[("new-passphrase", NEW_PHRASE)]).await.moved();
    let path = format!("/mensen/{id}/rollen");
    for _ in 0..2 {
        admin.post(&path, &[("roles", "employee")]).await.moved();
        admin.get("/mensen").await.ok();
        officer.get("/kluis").await.ok();
        admin.post(&path, &[]).await.moved();
        assert!(!admin.get("/mensen").await.ok().text().contains("deputy@a.example"));
        let again = [("name", "Test deputy"), ("email", "deputy@a.example"), ("roles", "officer")];
        admin.post("/mensen", &again).await.moved();
        officer.post(&format!("/bevestigen/{id}"), &[("spoke", "on")]).await.moved();
        let back = world.sign_in("deputy@a.example").await;
        back.post("/kluis/wachtzin", &[("new-passphrase", NEW_PHRASE)]).await.moved();
        back.get("/werk").await.ok();
        officer.get("/kluis").await.ok();
    }
    // Adding somebody who is there changes nothing: the last officer who can open the vault stays.
    let fields = [("name", "Iemand"), ("email", OFFICER), ("roles", "employee")];
    let told = visible(&admin.post("/mensen", &fields).await.ok().text());
    assert!(told.contains("staat al in de lijst"), "{told}");
    let own = world.people.lock().unwrap()[OFFICER].id;
    let to = admin.post(&format!("/mensen/{own}/rollen"), &[("roles", "employee")]).await.moved();
    assert_eq!(to, "/mensen?gedaan=last-of-role", "the deputy waits for access to the vault");
}

/// A neighbour's administrator cannot take an account over, nor learn under what name it is known (the person says yes
/// or no, and the link is never theirs to make).
#[tokio::test]
async fn a_neighbour_takes_no_account_over() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    world.hire("deputy@a.example", "Geheime Naam", world.montfoort, &[Role::Officer]).await;
    let id = world.people.lock().unwrap()["deputy@a.example"].id;
    let neighbour = world.sign_in("admin@b.example").await;
    let fields = [("name", "Iemand"), ("email", "deputy@a.example"), ("roles", "coordinator")];
    neighbour.post("/mensen", &fields).await.moved();
    let list = neighbour.get("/mensen").await.ok().text();
    assert!(!list.contains("Geheime Naam") && !list.contains(&format!("/mensen/{id}/uitnodigen")));
    let to = neighbour.post(&format!("/mensen/{id}/uitnodigen"), &[]).await.moved();
    assert_eq!(to, "/mensen?gedaan=not-home");
    // The person sees who asks, and decides.
    let deputy = world.sign_in("deputy@a.example").await;
    assert!(visible(&deputy.get("/account").await.ok().text()).contains("vraagt of u ook daar wilt werken"));
    let offer = format!("/account/aanbod/{}", world.other.0);
    let stranger = world.sign_in(EMPLOYEE).await;
    assert_eq!(stranger.post(&offer, &[("answer", "yes")]).await.status, 404);
    deputy.post(&offer, &[("answer", "yes")]).await.moved();
    assert_eq!(deputy.post(&offer, &[("answer", "yes")]).await.status, 404);
    let list = neighbour.get("/mensen").await.ok().text();
    assert!(list.contains("Geheime Naam") && list.contains("wacht op bevestiging"));
    // The role there waits for a second person there.
    deputy.post("/gemeente", &[("tenant", &world.other.0.to_string())]).await.moved();
    assert_eq!(deputy.get("/gedeeld").await.status, 403);
    let officer = world.sign_in("officer@b.example").await;
    officer.post(&format!("/bevestigen/{id}"), &[("spoke", "on")]).await.moved();
    deputy.get("/gedeeld").await.ok();
}

/// An administrator makes neither the own account an officer nor a stranger's, and a new link for an officer opens no
/// dossier: a second person has to say so, or the recovery key from the safe.
#[tokio::test]
async fn an_administrator_gets_no_look_into_a_dossier() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let reference = world.report(&world.sign_in(EMPLOYEE).await, &[("seen", "Iets.")]).await;
    let dossier = format!("/dossier/{}", world.dossier_id(&reference).await);
    let recovery = {
        let officer = world.sign_in(OFFICER).await;
        officer.post("/kluis/openen", &[("passphrase", PASSPHRASE)]).await.moved();
        let page = officer.post("/kluis/herstelsleutel", &[]).await.ok().text();
        page.split("id=\"recovery-key\">").nth(1).unwrap().split('<').next().unwrap().to_owned()
    };
    let admin = world.sign_in("admin@a.example").await;
    let own = world.people.lock().unwrap()["admin@a.example"].id;
    let both = [("roles", "admin"), ("roles", "officer")];
    admin.post(&format!("/mensen/{own}/rollen"), &both).await.moved();
    assert_eq!(admin.get(&dossier).await.status, 403);
    assert_eq!(admin.post(&format!("/bevestigen/{own}"), &[("spoke", "on")]).await.status, 403);
    // A new link for the only officer, opened by the administrator.
    let officer_id = world.people.lock().unwrap()[OFFICER].id;
    let link = link_on(&admin.post(&format!("/mensen/{officer_id}/uitnodigen"), &[]).await.ok().text());
    let old = world.people.lock().unwrap()[OFFICER].code.clone();
    let secret = join(&world, &link, PASSWORD).await.expect("a new code");
    assert_ne!(secret, old, "a secret once seen is good for nothing");
    world.people.lock().unwrap().get_mut(OFFICER).unwrap().code = secret;
    let thief = world.sign_in(OFFICER).await;
    assert_eq!(thief.get(&dossier).await.status, 403);
    assert_eq!(thief.get("/kluis").await.status, 403);
    let wrong = "23456-789AB-CDEFG-HJKLM-NPQRS-TUVWX-YZ234-56789";
    let refused = thief.post("/kluis/bevestigen", &[("recovery", wrong)]).await.ok();
    assert!(visible(&refused.text()).contains("Deze sleutel is niet goed overgetypt"));
    // The real officer fetches the key from the safe.
    thief.post("/kluis/bevestigen", &[("recovery", &recovery)]).await.moved();
    thief.get(&dossier).await.ok();
}

/// The same link answered by two at once joins once.
#[tokio::test]
async fn a_link_works_once_also_at_once() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let admin = world.sign_in("admin@a.example").await;
    let fields = [("name", "Test New"), ("email", "new@a.example"), ("roles", "employee")];
    let link = link_on(&admin.post("/mensen", &fields).await.ok().text());
    let path = &link[link.find("/uitnodiging/").unwrap()..];
    let browsers: Vec<Browser> = (0..5).map(|_| Browser::new(&world)).collect();
    let mut joined = 0;
    let fields = [("password", PASSWORD)];
    let answers = futures_of(browsers.iter().map(|browser| browser.post(path, &fields))).await;
    for answer in answers {
        joined += i32::from(answer.status == 303);
        assert!([303, 404].contains(&answer.status.as_u16()), "{}", answer.status);
    }
    assert_eq!(joined, 1);
}

async fn futures_of<F: Future>(all: impl Iterator<Item = F>) -> Vec<F::Output> {
    futures_util::future::join_all(all).await
}

#[tokio::test]
async fn guessing_the_own_password_has_to_wait() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let guess = [("current-password", "geraden"), ("new-password", NEW_PHRASE)];
    let mut refused = 0;
    for _ in 0..12 {
        refused += i32::from(employee.post("/account/wachtwoord", &guess).await.status == 429);
    }
    assert_eq!(refused, 6, "five for nothing, and the one that starts the delay");
}

/// Sixty guesses at the same moment are sixty guesses.
#[tokio::test]
async fn guessing_at_once_is_guessing() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let browsers: Vec<Browser> = (0..60).map(|_| Browser::new(&world)).collect();
    let guess = [("email", EMPLOYEE), ("password", "geraden")];
    let answers = futures_of(browsers.iter().map(|browser| browser.post("/inloggen", &guess))).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 6);
    // Strangers who guess do not keep somebody out of the browser that they signed in with before.
    world.clock.set(world.clock.now() + 20 * 60_000);
    let own = world.sign_in(EMPLOYEE).await;
    for _ in 0..10 {
        Browser::new(&world).post("/inloggen", &guess).await;
    }
    let right = [("email", EMPLOYEE), ("password", PASSWORD)];
    assert_eq!(Browser::new(&world).post("/inloggen", &right).await.status, 429);
    own.forget_session();
    own.post("/inloggen", &right).await.moved();
}

/// Signing in ends what somebody else left open in this browser; signing out ends it for good.
#[tokio::test]
async fn a_session_that_ended_stays_ended() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let browser = world.sign_in(EMPLOYEE).await;
    let earlier = browser.cookie("__Host-session");
    let code = world.code("coordinator@a.example");
    let next = [("email", "coordinator@a.example"), ("password", PASSWORD), ("code", code.as_str())];
    browser.post("/inloggen", &next).await.moved();
    let thief = Browser::new(&world);
    thief.set_cookie("__Host-session", &earlier);
    assert!(thief.get("/mijn").await.to().starts_with("/inloggen"));
    let later = browser.cookie("__Host-session");
    browser.post("/uitloggen", &[]).await.moved();
    thief.set_cookie("__Host-session", &later);
    assert!(thief.get("/mijn").await.to().starts_with("/inloggen"));
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
