//! The vault: deputies, leaving, the recovery key.

use platform::{Error, Role};

use super::{EMPLOYEE, NEW_PHRASE, OFFICER, join, link_on};
use testkit::{Browser, PASSPHRASE, PASSWORD, World, inside, on_both, visible};

fn words_on(page: &str) -> String {
    inside(page, "vault-words")
}

/// A colleague who was invited as second officer and joined; nobody confirmed it yet.
async fn invited_deputy(world: &World, admin: &Browser) -> platform::PersonId {
    let fields = [
        ("name", "Test Deputy"),
        ("email", "deputy@a.example"),
        ("roles", "officer"),
    ];
    let link = link_on(&admin.post("/mensen", &fields).await.ok().text());
    let secret = join(world, &link, PASSWORD)
        .await
        .expect("an officer needs a code");
    let mut tx = world.app.db.read().await.unwrap();
    let id = accounts::people::by_email(&mut tx, &world.app, "deputy@a.example")
        .await
        .unwrap()
        .unwrap();
    let person = testkit::Person {
        id,
        email: "deputy@a.example".into(),
        code: secret,
    };
    world
        .people
        .lock()
        .unwrap()
        .insert(person.email.clone(), person);
    id
}

/// A dossier that an employee reported.
async fn reported(world: &World) -> String {
    let employee = world.sign_in(EMPLOYEE).await;
    let reference = world.report(&employee, &[("seen", "Iets.")]).await;
    format!("/dossier/{}", world.dossier_id(&reference).await)
}

async fn confirmed_deputy(world: World) {
    world.staff().await;
    let dossier = reported(&world).await;
    let admin = world.sign_in("admin@a.example").await;
    let id = invited_deputy(&world, &admin).await;
    let deputy = world.sign_in("deputy@a.example").await;
    assert_eq!(
        deputy.get(&dossier).await.status,
        403,
        "a second person has to confirm the role"
    );
    assert!(
        deputy
            .words("/account")
            .await
            .contains("Bel of spreek: Test officer")
    );
    let confirm = format!("/bevestigen/{id}");
    assert_eq!(
        admin.post(&confirm, &[("spoke", "on")]).await.status,
        403,
        "not by who gives roles"
    );
    let officer = world.sign_in(OFFICER).await;
    let list = officer.words("/bevestigen").await;
    assert!(
        list.contains("Test Deputy") && list.contains("deputy@a.example"),
        "{list}"
    );
    officer.confirm(id).await.moved();
    deputy.get(&dossier).await.ok();
}
on_both!(a_deputy_is_confirmed_by_an_officer, confirmed_deputy);

async fn deputy(world: World) {
    world.staff().await;
    let dossier = reported(&world).await;
    let id = invited_deputy(&world, &world.sign_in("admin@a.example").await).await;
    let officer = world.sign_in(OFFICER).await;
    officer.confirm(id).await.moved();
    let deputy = world.sign_in("deputy@a.example").await;
    let phrase = [("new-passphrase", NEW_PHRASE)];
    deputy.post("/kluis/wachtzin", &phrase).await.moved();
    let open = [("passphrase", NEW_PHRASE)];
    let refused = deputy.post("/kluis/openen", &open).await.ok().text();
    assert!(visible(&refused).contains("opent de kluis niet"));
    let words = words_on(&deputy.page("/kluis").await);
    let grant = format!("/kluis/toegang/{id}");
    let heard = [("words", words.as_str()), ("heard", "on")];
    assert_eq!(
        officer.post(&grant, &heard).await.status,
        423,
        "the vault is closed"
    );
    officer.open_vault().await;
    assert!(
        officer.page("/kluis").await.contains(&words),
        "both see the same words"
    );
    let unheard = officer.post(&grant, &[("words", &words)]).await.ok();
    assert!(visible(&unheard.text()).contains("Laat eerst de zes woorden voorlezen"));
    let others = [("words", "andere woorden"), ("heard", "on")];
    assert_eq!(officer.post(&grant, &others).await.status, 409);
    officer.post(&grant, &heard).await.moved();
    deputy.post("/kluis/openen", &open).await.moved();
    assert!(deputy.words(&dossier).await.contains("Test employee"));
    // The officer forgets the passphrase: the deputy mends it.
    let officer = world.sign_in(OFFICER).await;
    officer.post("/kluis/wachtzin", &phrase).await.moved();
    let officer_id = world.people.lock().unwrap()[OFFICER].id;
    let words = words_on(&officer.page("/kluis").await);
    let heard = [("words", words.as_str()), ("heard", "on")];
    deputy
        .post(&format!("/kluis/toegang/{officer_id}"), &heard)
        .await
        .moved();
    officer.post("/kluis/openen", &open).await.moved();
    assert!(officer.words(&dossier).await.contains("Test employee"));
}
on_both!(a_deputy_gets_access_only_from_an_opened_vault, deputy);

/// Whoever opened the vault started it already: one of them does it.
async fn all_renewed(world: &World) {
    let is_renewed = async || {
        let mut tx = world.app.db.read().await.unwrap();
        let sql = "select reporter_generation from signal";
        let row = tx.must(sql, vec![]).await.unwrap();
        row.get::<i64>("reporter_generation").unwrap() == 2
    };
    while !is_renewed().await {
        match route::reporters::renew(&world.app, world.montfoort).await {
            Ok(_) | Err(Error::Conflict) => {}
            Err(error) => panic!("{error}"),
        }
    }
}

/// An officer leaves: the copy goes, and a next key of the vault makes what they could keep
/// worthless.
async fn leaving(world: World) {
    world.staff().await;
    world
        .hire(
            "deputy@a.example",
            "Test deputy",
            world.montfoort,
            &[Role::Officer],
        )
        .await;
    let employee = world.sign_in(EMPLOYEE).await;
    let reference = world.report(&employee, &[("seen", "Iets.")]).await;
    let id = world.dossier_id(&reference).await;
    let admin = world.sign_in("admin@a.example").await;
    let deputy = world.people.lock().unwrap()["deputy@a.example"].id;
    admin.end_access(deputy).await.moved();
    let copies = async |person: platform::PersonId| {
        let mut tx = world.app.db.read().await.unwrap();
        let sql = "select person from vault_copy where person = $1 and length(wrapped_private) > 0";
        tx.rows(sql, vec![person.into()]).await.unwrap().len()
    };
    assert_eq!(copies(deputy).await, 0);
    let officer = world.sign_in(OFFICER).await;
    officer.open_vault().await;
    let page = officer.new_recovery_key("vernieuwen").await.text();
    let key = inside(&page, "recovery-key");
    all_renewed(&world).await;
    let sealed: Vec<u8> = {
        let mut tx = world.app.db.read().await.unwrap();
        let row = tx
            .must("select reporter, reporter_generation from signal", vec![])
            .await
            .unwrap();
        assert_eq!(row.get::<i64>("reporter_generation").unwrap(), 2);
        row.get("reporter").unwrap()
    };
    let kept = &world.vaults[&world.montfoort.0];
    assert!(
        kept.open(1, &sealed, &format!("reporter:{id}")).is_err(),
        "the old key opens nothing any more"
    );
    let dossier = format!("/dossier/{id}");
    assert!(officer.words(&dossier).await.contains("Test employee"));
    employee.get("/mijn/1").await.ok();
    // The passphrase and the new recovery key open it, also after it was closed.
    officer.post("/kluis/sluiten", &[]).await.moved();
    officer.open_vault().await;
    officer.post("/kluis/sluiten", &[]).await.moved();
    let again = [("recovery", key.as_str()), ("new-passphrase", NEW_PHRASE)];
    officer.post("/kluis/herstel", &again).await.moved();
    assert!(officer.words(&dossier).await.contains("Test employee"));
    // What is reported from now on is sealed to the new key.
    let reference = world.report(&employee, &[("seen", "Nog iets.")]).await;
    let dossier = format!("/dossier/{}", world.dossier_id(&reference).await);
    assert!(officer.words(&dossier).await.contains("Test employee"));
}
on_both!(who_leaves_takes_no_key_along, leaving);

async fn recovery(world: World) {
    world.staff().await;
    let reference = world
        .report(&world.sign_in(EMPLOYEE).await, &[("seen", "Iets.")])
        .await;
    let officer = world.sign_in(OFFICER).await;
    officer.open_vault().await;
    let page = officer.new_recovery_key("herstelsleutel").await.text();
    let key = inside(&page, "recovery-key");
    assert!(page.contains("href=\"/kluis/herstelsleutel/pdf\""));
    officer.post("/kluis/sluiten", &[]).await.moved();
    // The only copy is not thrown away by choosing anew.
    let refused = officer
        .post("/kluis/wachtzin", &[("new-passphrase", NEW_PHRASE)])
        .await
        .ok();
    assert!(visible(&refused.text()).contains("Gebruik de herstelsleutel"));
    let mut typo = key.clone();
    typo.replace_range(0..1, if key.starts_with('A') { "B" } else { "A" });
    let wrong = officer
        .post(
            "/kluis/herstel",
            &[("recovery", &typo), ("new-passphrase", NEW_PHRASE)],
        )
        .await
        .ok();
    assert!(visible(&wrong.text()).contains("niet goed overgetypt"));
    officer
        .post(
            "/kluis/herstel",
            &[
                ("recovery", &key.to_lowercase()),
                ("new-passphrase", NEW_PHRASE),
            ],
        )
        .await
        .moved();
    officer.post("/kluis/sluiten", &[]).await.moved();
    officer
        .post("/kluis/openen", &[("passphrase", NEW_PHRASE)])
        .await
        .moved();
    let dossier = format!("/dossier/{}", world.dossier_id(&reference).await);
    assert!(officer.words(&dossier).await.contains("Test employee"));
    officer.new_recovery_key("herstelsleutel").await;
    let old = officer
        .post(
            "/kluis/herstel",
            &[("recovery", &key), ("new-passphrase", NEW_PHRASE)],
        )
        .await
        .ok();
    assert!(visible(&old.text()).contains("hoort niet (meer) bij deze kluis"));
}
on_both!(
    the_recovery_key_opens_the_vault_again_and_is_renewed,
    recovery
);

/// A page loaded anew, or two tabs, make one key; and only somebody who said to have the safe at
/// hand makes one.
async fn one_key(world: World) {
    world.staff().await;
    let officer = world.sign_in(OFFICER).await;
    officer.open_vault().await;
    for (path, sure) in [
        ("/kluis/herstelsleutel", "recovery-sure"),
        ("/kluis/vernieuwen", "replace-sure"),
    ] {
        let number = officer.get("/kluis").await.ok().hidden("number");
        let unsure = officer.post(path, &[("number", &number)]).await.ok().text();
        assert!(
            visible(&unsure).contains("Zorg eerst dat u de sleutel kunt bewaren"),
            "{path}"
        );
        let form = [("number", number.as_str()), (sure, "on")];
        let shown = officer.post(path, &form).await.moved();
        let key = inside(&officer.page(&shown).await, "recovery-key");
        let again = officer.post(path, &form).await.ok().text();
        assert!(
            visible(&again).contains("De herstelsleutel is al gemaakt"),
            "{path}"
        );
        assert_eq!(inside(&officer.page(&shown).await, "recovery-key"), key);
        let stored = [("stored", "on")];
        officer
            .post("/kluis/herstelsleutel/opgeborgen", &stored)
            .await
            .moved();
    }
}
on_both!(a_recovery_key_is_made_once, one_key);

async fn passphrase(world: World) {
    world.staff().await;
    let officer = world.sign_in(OFFICER).await;
    for _ in 0..10 {
        officer
            .post("/kluis/openen", &[("passphrase", "geraden")])
            .await
            .ok();
    }
    let refused = officer
        .post("/kluis/openen", &[("passphrase", PASSPHRASE)])
        .await;
    assert_eq!(refused.status, 429);
    assert!(
        visible(&refused.text()).contains("Wacht 15 minuten"),
        "{}",
        visible(&refused.text())
    );
    world.clock.set(world.clock.now() + 16 * 60_000);
    officer.open_vault().await;
}
on_both!(guessing_a_passphrase_has_to_wait, passphrase);

/// Two programs on one database, the vault open in both: after the one made a next key, the other
/// passes no old one on.
#[tokio::test]
async fn two_programs_hold_one_key() {
    let world = World::new(testkit::Kind::Postgres).await;
    world.staff().await;
    let reference = world
        .report(&world.sign_in(EMPLOYEE).await, &[("seen", "Iets.")])
        .await;
    let other = world.beside().await;
    let open = [("passphrase", PASSPHRASE)];
    let here = world.sign_in(OFFICER).await;
    here.post("/kluis/openen", &open).await.moved();
    world.clock.set(world.clock.now() + 31_000);
    let there = other.sign_in(OFFICER).await;
    there.post("/kluis/openen", &open).await.moved();
    here.new_recovery_key("vernieuwen").await;
    all_renewed(&world).await;
    // The name is sealed to the next key: the other program asks for the passphrase again.
    let dossier = format!("/dossier/{}", world.dossier_id(&reference).await);
    let page = there.words(&dossier).await;
    assert!(!page.contains("Test employee"), "{page}");
    there.post("/kluis/openen", &open).await.moved();
    let page = there.words(&dossier).await;
    assert!(page.contains("Test employee"), "{page}");
    // And with an old key in hand nothing is made of it.
    here.new_recovery_key("vernieuwen").await;
    let number = there.get("/kluis").await.ok().hidden("number");
    let sure = [("number", number.as_str()), ("recovery-sure", "on")];
    assert_eq!(there.post("/kluis/herstelsleutel", &sure).await.status, 423);
    there.post("/kluis/openen", &open).await.moved();
    there.new_recovery_key("herstelsleutel").await;
    for officer in [&here, &there] {
        officer.post("/kluis/openen", &open).await.moved();
    }
}

/// A renewed key stays in sight until it is put away, in that session alone.
async fn put_away(world: World) {
    world.staff().await;
    let officer = world.sign_in(OFFICER).await;
    officer.open_vault().await;
    let number = officer.get("/kluis").await.ok().hidden("number");
    let fields = [("number", number.as_str()), ("recovery-sure", "on")];
    let shown = officer.post("/kluis/herstelsleutel", &fields).await.moved();
    assert_eq!(shown, "/kluis/herstelsleutel", "no address holds it");
    let code = inside(&officer.page(&shown).await, "recovery-key");
    // Away and back, and on the vault's own page: it is there still.
    officer.get("/werk").await.ok();
    assert_eq!(officer.get("/kluis").await.moved(), shown);
    assert_eq!(inside(&officer.page(&shown).await, "recovery-key"), code);
    assert!(
        officer
            .get("/kluis/herstelsleutel/pdf")
            .await
            .ok()
            .bytes
            .starts_with(b"%PDF")
    );
    // Another session of hers, with the same cookie, does not open it.
    let other = world.sign_in(OFFICER).await;
    other.set_cookie("__Host-key", &officer.cookie("__Host-key"));
    assert_eq!(other.get(&shown).await.moved(), "/kluis");
    assert_eq!(other.get("/kluis/herstelsleutel/pdf").await.status, 404);
    let stored = "/kluis/herstelsleutel/opgeborgen";
    let told = officer.post(stored, &[]).await.ok();
    assert!(visible(&told.text()).contains("Berg de sleutel eerst op"));
    officer.post(stored, &[("stored", "on")]).await.moved();
    officer.get("/kluis").await.ok();
    assert_eq!(officer.get(&shown).await.moved(), "/kluis");
}
on_both!(a_new_recovery_key_is_shown_until_it_is_put_away, put_away);

/// Opening the vault leads back to a page of the menu, never to what only does something.
#[tokio::test]
async fn the_way_back_from_the_vault_leads_to_a_page() {
    let world = World::new(testkit::Kind::Sqlite).await;
    world.staff().await;
    let officer = world.sign_in(OFFICER).await;
    for (to, leads) in [
        ("/taal/en", "/werk"),
        ("/taal/en?terug=/inzage", "/werk"),
        ("/assets/meldroute.css", "/werk"),
        ("/inloggen", "/werk"),
        ("/ingericht", "/werk"),
        ("/inzage", "/inzage"),
        ("/beleid/partner/avim", "/beleid/partner/avim"),
    ] {
        officer.post("/kluis/sluiten", &[]).await.moved();
        let fields = [("passphrase", PASSPHRASE), ("to", to)];
        let moved = officer.post("/kluis/openen", &fields).await.moved();
        assert_eq!(moved.split('?').next().unwrap(), leads, "{to}");
    }
}
