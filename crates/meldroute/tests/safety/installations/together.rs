//! Two programs on one database: what one changes, the other knows at its next request.

use platform::Role;
use platform::tenants::{self, Taken};

use testkit::{Browser, World, on_both};

/// A policy pack for a municipality that is not there yet.
fn third_pack() -> String {
    meldroute::setup::PACKS[0]
        .1
        .replace("GM0335", "GM9999")
        .replace("name = \"Montfoort\"", "name = \"Derdedam\"")
}

async fn founded_elsewhere(mut world: World) {
    world.staff().await;
    let beside = world.beside().await;
    let known = beside.sign_in("officer@a.example").await;
    known.get("/werk").await.ok();
    let third = world.found(&third_pack()).await;
    let roles = [Role::Employee];
    world.hire("new@c.example", "Test new", third, &roles).await;
    beside
        .people
        .lock()
        .unwrap()
        .extend(world.people.lock().unwrap().clone());
    let newcomer = beside.sign_in("new@c.example").await;
    newcomer.get("/melden/persoon").await.ok();
    beside
        .report(&newcomer, &[("seen", "Gemeld bij het andere programma.")])
        .await;
    // An invitation, for somebody who has no session to follow with.
    let again = world.beside().await;
    let mut tx = world.app.db.begin().await.unwrap();
    let person = accounts::people::create(
        &mut tx,
        &world.app,
        accounts::people::NewPerson {
            name: "Test link",
            email: "link@c.example",
        },
        third,
    )
    .await
    .unwrap();
    accounts::people::grant_roles(&mut tx, &world.app, person, third, &roles)
        .await
        .unwrap();
    let token = accounts::people::invite(&mut tx, &world.app, person, third, None)
        .await
        .unwrap();
    let event =
        platform::audit::Event::by_system(third, "demo", &accounts::audited::PERSON_INVITED);
    tx.commit(&world.app, event).await.unwrap();
    Browser::new(&again)
        .get(&format!("/uitnodiging/{token}"))
        .await
        .ok();
}
on_both!(a_municipality_founded_elsewhere_is_there, founded_elsewhere);

async fn adopted_elsewhere(world: World) {
    world.staff().await;
    let beside = world.beside().await;
    let officer = beside.sign_in("officer@a.example").await;
    let version = |world: &World| {
        let here = world.app.tenants.get(world.montfoort).unwrap();
        here.pack.version.clone()
    };
    let before = version(&beside);
    let text = meldroute::setup::PACKS[0]
        .1
        .replace(&format!("version = \"{before}\""), "version = \"2099-1\"");
    let taken = tenants::adopt(&world.app, &text).await.unwrap();
    assert_eq!(taken, Taken::InUse);
    assert_eq!(version(&beside), before, "nobody asked yet");
    officer.get("/werk").await.ok();
    assert_eq!(version(&beside), "2099-1");
    // Somebody who takes the number away stops nothing, and the next change is known again.
    let mut tx = world.app.db.begin().await.unwrap();
    tx.exec("delete from generation", vec![]).await.unwrap();
    tx.commit_unaudited("an attacker").await.unwrap();
    officer.get("/werk").await.ok();
    // Work without a session follows too.
    let other = world.beside().await;
    let text = text.replace("2099-1", "2099-2");
    let taken = tenants::adopt(&world.app, &text).await.unwrap();
    assert_eq!(taken, Taken::InUse);
    tenants::catch_up(&other.app).await.unwrap();
    assert_eq!(version(&other), "2099-2");
}
on_both!(a_pack_adopted_elsewhere_is_in_use, adopted_elsewhere);

/// Many requests notice at once: none waits for a connection that another one holds.
async fn all_notice(world: World) {
    world.staff().await;
    let beside = world.beside().await;
    let officer = std::sync::Arc::new(beside.sign_in("officer@a.example").await);
    for round in 0..5 {
        let mut tx = world.app.db.begin().await.unwrap();
        let record = tenants::record(&mut tx, &world.app, world.montfoort).await;
        record.unwrap().save(&mut tx, &world.app).await.unwrap();
        let event = platform::audit::Event::by_system(
            world.montfoort,
            "demo",
            &governance::audited::POLICY_CONFIRMED,
        );
        tx.commit(&world.app, event).await.unwrap();
        let asking: Vec<_> = (0..24)
            .map(|_| {
                let officer = officer.clone();
                tokio::spawn(async move { officer.get("/account").await.status })
            })
            .collect();
        for asked in asking {
            let wait = std::time::Duration::from_secs(20);
            let status = tokio::time::timeout(wait, asked)
                .await
                .expect("no deadlock")
                .unwrap();
            assert_eq!(status, 200, "round {round}");
        }
    }
}
on_both!(many_requests_notice_at_once, all_notice);
