//! A lost password strands no signal, and gives nobody else's away.

use std::collections::BTreeMap;

use super::{EMPLOYEE, OFFICER, join, link_on};
use testkit::{Browser, PASSPHRASE, PASSWORD, World, on_both, visible};

async fn marks(world: &World) -> BTreeMap<platform::DossierId, Vec<u8>> {
    let mut tx = world.app.db.read().await.unwrap();
    let rows = tx
        .rows("select id, mark from signal", vec![])
        .await
        .unwrap();
    rows.iter()
        .map(|row| (row.get("id").unwrap(), row.get("mark").unwrap()))
        .collect()
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

/// Somebody who forgot the password, signed in with the one that a new link let them choose.
async fn with_new_password(world: &World, admin: &Browser, id: platform::PersonId) -> Browser {
    let link = link_on(&admin.invite_again(id).await.ok().text());
    let password = "zestien ganzen over het veld";
    join(world, &link, password).await;
    let employee = Browser::new(world);
    employee
        .post("/inloggen", &[("email", EMPLOYEE), ("password", password)])
        .await
        .moved();
    employee
}

/// The administrator gives a new link; the reporter's signals come back once an officer, who spoke
/// to the person, says so with an opened vault. Whoever had the link sees none of them before.
async fn forgotten_password(world: World) {
    world.staff().await;
    let other = world.sign_in("coordinator@a.example").await;
    world.report(&other, &[("seen", "Van een ander.")]).await;
    world
        .report(&world.sign_in(EMPLOYEE).await, &[("seen", "Iets.")])
        .await;
    let admin = world.sign_in("admin@a.example").await;
    let id = world.people.lock().unwrap()[EMPLOYEE].id;
    let employee = with_new_password(&world, &admin, id).await;
    assert_eq!(
        employee.get("/mijn/1").await.status,
        404,
        "nobody but the officer can make the link"
    );
    let officer = world.sign_in(OFFICER).await;
    officer.open_vault().await;
    assert_eq!(
        employee.get("/mijn/1").await.status,
        404,
        "opening the vault says nothing yet"
    );
    assert!(
        officer
            .words("/werk")
            .await
            .contains("vraagt de eigen signalen terug")
    );
    assert!(
        officer
            .words("/kluis")
            .await
            .contains("Test employee vraagt de eigen signalen")
    );
    let give = format!("/kluis/terugvragen/{id}");
    let seen = officer.get("/kluis").await.ok().hidden_in(&give, "seen");
    let silent = [("answer", "yes"), ("seen", seen.as_str())];
    let unspoken = visible(&officer.post(&give, &silent).await.ok().text());
    assert!(unspoken.contains("Spreek deze persoon eerst"), "{unspoken}");
    let before = marks(&world).await;
    officer.give_back(id, "yes").await.moved();
    until(async || employee.get("/mijn/1").await.status == 200).await;
    other.get("/mijn/1").await.ok();
    assert_eq!(other.get("/mijn/2").await.status, 404, "each their own");
    // Every mark was made anew, so the difference says nothing about whose they are.
    let after = marks(&world).await;
    assert_eq!(before.len(), 2);
    assert!(before.iter().all(|(id, mark)| after[id] != *mark));
    assert_eq!(
        officer
            .post(&give, &[("answer", "yes"), ("spoke", "on")])
            .await
            .status,
        404,
        "asked and answered"
    );
}
on_both!(a_forgotten_password_loses_no_signal, forgotten_password);

/// Said no to: the signals stay nobody's, and the old secret does not come back.
async fn does_not_know(world: World) {
    world.staff().await;
    world
        .report(&world.sign_in(EMPLOYEE).await, &[("seen", "Iets.")])
        .await;
    let admin = world.sign_in("admin@a.example").await;
    let id = world.people.lock().unwrap()[EMPLOYEE].id;
    let link = link_on(&admin.invite_again(id).await.ok().text());
    join(&world, &link, "zestien ganzen over het veld").await;
    let officer = world.sign_in(OFFICER).await;
    officer
        .post("/kluis/openen", &[("passphrase", PASSPHRASE)])
        .await
        .moved();
    officer.give_back(id, "no").await.moved();
    let thief = Browser::new(&world);
    thief
        .post(
            "/inloggen",
            &[
                ("email", EMPLOYEE),
                ("password", "zestien ganzen over het veld"),
            ],
        )
        .await
        .moved();
    // Somebody else's confirmed request makes all marks anew, and gives the thief nothing either.
    let other = world.people.lock().unwrap()["coordinator@a.example"].id;
    let link = link_on(&admin.invite_again(other).await.ok().text());
    join(&world, &link, PASSWORD).await;
    officer.give_back(other, "yes").await.moved();
    route::reporters::renew(&world.app, world.montfoort)
        .await
        .unwrap();
    assert_eq!(thief.get("/mijn/1").await.status, 404);
}
on_both!(
    an_officer_who_does_not_know_of_it_gives_nothing_back,
    does_not_know
);

/// The row of somebody's key is taken away, and a new link opened: that is noticed, and nothing is
/// written.
async fn key_taken_away(world: World) {
    world.staff().await;
    world
        .report(&world.sign_in(EMPLOYEE).await, &[("seen", "Iets.")])
        .await;
    let id = world.people.lock().unwrap()[EMPLOYEE].id;
    let mut tx = world.app.db.begin().await.unwrap();
    tx.exec("delete from mark_key where person = $1", vec![id.into()])
        .await
        .unwrap();
    tx.commit_unaudited("an attacker").await.unwrap();
    let admin = world.sign_in("admin@a.example").await;
    let link = link_on(&admin.invite_again(id).await.ok().text());
    let thief = Browser::new(&world);
    let stolen = [("password", "zestien ganzen over het veld")];
    let answer = thief
        .post(&link[link.find("/uitnodiging/").unwrap()..], &stolen)
        .await;
    assert_eq!(answer.status, 500);
    assert!(visible(&answer.text()).contains("De gegevens kloppen niet"));
    // Nothing happened: the old password still opens the account.
    let employee = world.sign_in(EMPLOYEE).await;
    employee.get("/mijn/1").await.ok();
}
on_both!(
    a_key_that_was_taken_away_is_not_trusted_anew,
    key_taken_away
);
