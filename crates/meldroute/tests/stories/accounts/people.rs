//! Who may do what: second persons, neighbours, coming and going.

use accounts::people::{CodeSecret, totp};
use platform::Role;

use super::{EMPLOYEE, NEW_PHRASE, OFFICER, futures_of, join, link_on};
use testkit::{Browser, PASSWORD, World, inside, on_both, visible};

/// An employee becomes coordinator: it counts once a second person confirmed it, and in a session
/// with a code. Nothing of the employee's is lost on the way.
async fn first_role(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    world.report(&employee, &[("seen", "Iets.")]).await;
    let admin = world.sign_in("admin@a.example").await;
    let id = world.people.lock().unwrap()[EMPLOYEE].id;
    let roles = [("roles", "employee"), ("roles", "coordinator")];
    admin
        .post(&format!("/mensen/{id}/rollen"), &roles)
        .await
        .moved();
    assert_eq!(employee.get("/gedeeld").await.status, 403);
    let officer = world.sign_in(OFFICER).await;
    officer.confirm(id).await.moved();
    assert_eq!(
        employee.get("/gedeeld").await.status,
        403,
        "this session had no code"
    );
    let page = employee.page("/account").await;
    let secret = inside(&page, "code-secret");
    let seconds = u64::try_from(world.clock.now() / 1000).unwrap();
    let code = totp(&CodeSecret(secret.clone()))
        .unwrap()
        .generate(seconds)
        .to_string();
    let wrong = employee
        .post("/account/code", &[("secret", &secret), ("code", "000000")])
        .await
        .ok();
    assert!(wrong.text().contains(&secret), "the same picture again");
    employee
        .post("/account/code", &[("secret", &secret), ("code", &code)])
        .await
        .moved();
    assert!(
        employee.get("/mijn").await.to().starts_with("/inloggen"),
        "sign in with it"
    );
    world.people.lock().unwrap().get_mut(EMPLOYEE).unwrap().code = secret;
    let coordinator = world.sign_in(EMPLOYEE).await;
    coordinator.get("/gedeeld").await.ok();
    coordinator.get("/mijn/1").await.ok();
}
on_both!(a_first_role_with_content_asks_for_a_code, first_role);

/// Somebody goes and comes back, as employee and as officer: everything works on.
async fn coming_back(world: World) {
    world.staff().await;
    world
        .hire(
            "deputy@a.example",
            "Test deputy",
            world.montfoort,
            &[Role::Officer],
        )
        .await;
    let id = world.people.lock().unwrap()["deputy@a.example"].id;
    let (admin, officer) = (
        world.sign_in("admin@a.example").await,
        world.sign_in(OFFICER).await,
    );
    let deputy = world.sign_in("deputy@a.example").await;
    deputy.open_vault().await;
    deputy
        .post("/kluis/wachtzin", &[("new-passphrase", NEW_PHRASE)])
        .await
        .moved();
    let path = format!("/mensen/{id}/rollen");
    for _ in 0..2 {
        admin.post(&path, &[("roles", "employee")]).await.moved();
        admin.get("/mensen").await.ok();
        officer.get("/kluis").await.ok();
        admin.post(&path, &[]).await.moved();
        assert!(!admin.page("/mensen").await.contains("deputy@a.example"));
        let again = [
            ("name", "Test deputy"),
            ("email", "deputy@a.example"),
            ("roles", "officer"),
        ];
        admin.post("/mensen", &again).await.moved();
        officer.confirm(id).await.moved();
        let back = world.sign_in("deputy@a.example").await;
        back.post("/kluis/wachtzin", &[("new-passphrase", NEW_PHRASE)])
            .await
            .moved();
        back.get("/werk").await.ok();
        officer.get("/kluis").await.ok();
    }
}
on_both!(who_comes_back_is_welcome, coming_back);

/// Adding somebody who is there changes nothing: the last officer who can open the vault stays.
async fn added_again(world: World) {
    world.staff().await;
    let roles = [Role::Officer];
    let deputy = world
        .hire("deputy@a.example", "Test deputy", world.montfoort, &roles)
        .await;
    let (admin, officer) = (
        world.sign_in("admin@a.example").await,
        world.sign_in(OFFICER).await,
    );
    // The deputy goes and comes back: with a key of their own, and not to the vault yet.
    let path = format!("/mensen/{deputy}/rollen");
    admin.post(&path, &[]).await.moved();
    let again = [
        ("name", "Test deputy"),
        ("email", "deputy@a.example"),
        ("roles", "officer"),
    ];
    admin.post("/mensen", &again).await.moved();
    officer.confirm(deputy).await.moved();
    let fields = [
        ("name", "Iemand"),
        ("email", OFFICER),
        ("roles", "employee"),
    ];
    let told = visible(&admin.post("/mensen", &fields).await.ok().text());
    assert!(told.contains("staat al in de lijst"), "{told}");
    let own = world.people.lock().unwrap()[OFFICER].id;
    let to = admin
        .post(&format!("/mensen/{own}/rollen"), &[("roles", "employee")])
        .await
        .moved();
    assert_eq!(
        to, "/mensen?geweigerd=last-of-role",
        "the deputy waits for access to the vault"
    );
}
on_both!(who_is_there_already_is_not_added_again, added_again);

/// A neighbour's administrator cannot take an account over, nor learn under what name it is known
/// (the person says yes or no, and the link is never theirs to make).
async fn neighbour(world: World) {
    world.staff().await;
    world
        .hire(
            "deputy@a.example",
            "Geheime Naam",
            world.montfoort,
            &[Role::Officer],
        )
        .await;
    let id = world.people.lock().unwrap()["deputy@a.example"].id;
    let neighbour = world.sign_in("admin@b.example").await;
    let fields = [
        ("name", "Iemand"),
        ("email", "deputy@a.example"),
        ("roles", "coordinator"),
    ];
    neighbour.post("/mensen", &fields).await.moved();
    let list = neighbour.page("/mensen").await;
    assert!(!list.contains("Geheime Naam") && !list.contains(&format!("/mensen/{id}/uitnodigen")));
    let again = format!("/mensen/{id}/uitnodigen");
    let to = neighbour.post(&again, &[("links", "2")]).await.moved();
    assert_eq!(to, "/mensen?geweigerd=not-home");
    // The person sees who asks, and decides.
    let deputy = world.sign_in("deputy@a.example").await;
    assert!(
        deputy
            .words("/account")
            .await
            .contains("vraagt of u ook daar wilt werken")
    );
    let offer = format!("/account/aanbod/{}", world.other.0);
    let stranger = world.sign_in(EMPLOYEE).await;
    assert_eq!(
        stranger.post(&offer, &[("answer", "yes")]).await.status,
        404
    );
    deputy.post(&offer, &[("answer", "yes")]).await.moved();
    assert_eq!(deputy.post(&offer, &[("answer", "yes")]).await.status, 404);
    let list = neighbour.page("/mensen").await;
    assert!(list.contains("Geheime Naam") && list.contains("wacht op bevestiging"));
    // The role there waits for a second person there.
    deputy
        .post("/gemeente", &[("tenant", &world.other.0.to_string())])
        .await
        .moved();
    assert_eq!(deputy.get("/gedeeld").await.status, 403);
    let officer = world.sign_in("officer@b.example").await;
    officer.confirm(id).await.moved();
    deputy.get("/gedeeld").await.ok();
}
on_both!(a_neighbour_takes_no_account_over, neighbour);

/// An administrator makes neither the own account an officer nor a stranger's, and a new link for
/// an officer opens no dossier: a second person has to say so, or the recovery key from the safe.
async fn administrator(world: World) {
    world.staff().await;
    let reference = world
        .report(&world.sign_in(EMPLOYEE).await, &[("seen", "Iets.")])
        .await;
    let dossier = format!("/dossier/{}", world.dossier_id(&reference).await);
    let recovery = {
        let officer = world.sign_in(OFFICER).await;
        officer.open_vault().await;
        let page = officer.new_recovery_key("herstelsleutel").await.text();
        inside(&page, "recovery-key")
    };
    let admin = world.sign_in("admin@a.example").await;
    let own = world.people.lock().unwrap()["admin@a.example"].id;
    let both = [("roles", "admin"), ("roles", "officer")];
    admin
        .post(&format!("/mensen/{own}/rollen"), &both)
        .await
        .moved();
    assert_eq!(admin.get(&dossier).await.status, 403);
    assert_eq!(
        admin
            .post(&format!("/bevestigen/{own}"), &[("spoke", "on")])
            .await
            .status,
        403
    );
    // A new link for the only officer, opened by the administrator.
    let officer_id = world.people.lock().unwrap()[OFFICER].id;
    let link = link_on(&admin.invite_again(officer_id).await.ok().text());
    let old = world.people.lock().unwrap()[OFFICER].code.clone();
    let secret = join(&world, &link, PASSWORD).await.expect("a new code");
    assert_ne!(secret, old, "a secret once seen is good for nothing");
    world.people.lock().unwrap().get_mut(OFFICER).unwrap().code = secret;
    let thief = world.sign_in(OFFICER).await;
    assert_eq!(thief.get(&dossier).await.status, 403);
    assert_eq!(thief.get("/kluis").await.status, 403);
    let wrong = "23456-789AB-CDEFG-HJKLM-NPQRS-TUVWX-YZ234-56789";
    let refused = thief
        .post("/kluis/bevestigen", &[("recovery", wrong)])
        .await
        .ok();
    assert!(visible(&refused.text()).contains("Deze sleutel is niet goed overgetypt"));
    // The real officer fetches the key from the safe.
    thief
        .post("/kluis/bevestigen", &[("recovery", &recovery)])
        .await
        .moved();
    thief.get(&dossier).await.ok();
}
on_both!(an_administrator_gets_no_look_into_a_dossier, administrator);

/// The same link answered by two at once joins once.
async fn link_once(world: World) {
    world.staff().await;
    let admin = world.sign_in("admin@a.example").await;
    let fields = [
        ("name", "Test New"),
        ("email", "new@a.example"),
        ("roles", "employee"),
    ];
    let link = link_on(&admin.post("/mensen", &fields).await.ok().text());
    let path = &link[link.find("/uitnodiging/").unwrap()..];
    let browsers: Vec<Browser> = (0..5).map(|_| Browser::new(&world)).collect();
    let mut joined = 0;
    let fields = [("password", PASSWORD)];
    let answers = futures_of(browsers.iter().map(|browser| browser.post(path, &fields))).await;
    for answer in answers {
        joined += i32::from(answer.status == 303);
        assert!(
            [303, 404].contains(&answer.status.as_u16()),
            "{}",
            answer.status
        );
    }
    assert_eq!(joined, 1);
}
on_both!(a_link_works_once_also_at_once, link_once);

async fn last_ones(world: World) {
    world.staff().await;
    let admin = world.sign_in("admin@a.example").await;
    for who in [OFFICER, "admin@a.example"] {
        let id = world.people.lock().unwrap()[who].id;
        let to = admin
            .post(&format!("/mensen/{id}/rollen"), &[("roles", "employee")])
            .await
            .moved();
        assert_eq!(to, "/mensen?geweigerd=last-of-role");
    }
    world.sign_in(OFFICER).await.get("/werk").await.ok();
}
on_both!(the_last_officer_and_administrator_stay, last_ones);

/// Each takes the other's role away at the same moment: one of them stays.
async fn each_other(world: World) {
    world.staff().await;
    world
        .hire(
            "second@a.example",
            "Test second",
            world.montfoort,
            &[Role::Admin],
        )
        .await;
    for _ in 0..5 {
        let emails = ["admin@a.example", "second@a.example"];
        let mut browsers = Vec::new();
        let mut paths = Vec::new();
        for (at, email) in emails.iter().enumerate() {
            browsers.push(world.sign_in(email).await);
            let other = world.people.lock().unwrap()[emails[1 - at]].id;
            paths.push(format!("/mensen/{other}/rollen"));
        }
        let fields = [("roles", "employee")];
        let both = browsers
            .iter()
            .zip(&paths)
            .map(|(browser, path)| browser.post(path, &fields));
        futures_of(both).await;
        let mut tx = world.app.db.read().await.unwrap();
        let left = accounts::people::with_role(&mut tx, &world.app, world.montfoort, Role::Admin)
            .await
            .unwrap();
        assert_eq!(left.len(), 1);
        drop(tx);
        // Back as it was, for another try.
        for email in emails {
            let id = world.people.lock().unwrap()[email].id;
            let mut tx = world.app.db.begin().await.unwrap();
            accounts::people::grant_roles(&mut tx, &world.app, id, world.montfoort, &[Role::Admin])
                .await
                .unwrap();
            let event = platform::audit::Event::by_system(
                world.montfoort,
                "test",
                &accounts::audited::PERSON_ROLES,
            );
            tx.commit(&world.app, event).await.unwrap();
        }
    }
}
on_both!(two_administrators_do_not_remove_each_other, each_other);

/// Leaving takes away access at once; what was reported stays.
async fn out_at_once(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let reference = world.report(&employee, &[("seen", "Iets.")]).await;
    let id = world.people.lock().unwrap()[EMPLOYEE].id;
    world
        .sign_in("admin@a.example")
        .await
        .post(&format!("/mensen/{id}/rollen"), &[])
        .await
        .moved();
    assert!(employee.get("/mijn").await.to().starts_with("/inloggen"));
    let officer = world.sign_in(OFFICER).await;
    officer
        .get(&format!("/dossier/{}", world.dossier_id(&reference).await))
        .await
        .ok();
}
on_both!(who_leaves_is_out_at_once, out_at_once);
