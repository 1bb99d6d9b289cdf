//! Joining: second persons, neighbours, coming back, and links.

use accounts::people::{CodeSecret, totp};
use platform::Role;

use super::{EMPLOYEE, LAST, NEW_PHRASE, OFFICER, futures_of, link_on};
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
    admin.give(id, &roles).await.moved();
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
    for _ in 0..2 {
        admin.give(id, &[("roles", "employee")]).await.moved();
        admin.get("/mensen").await.ok();
        officer.get("/kluis").await.ok();
        admin.end_access(id).await.moved();
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
    admin.end_access(deputy).await.moved();
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
    let told = admin.give(own, &[("roles", "employee")]).await.ok().text();
    assert!(
        visible(&told).contains(LAST),
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
    assert_eq!(to, format!("/mensen/{id}?geweigerd=not-home"));
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

/// A link that nobody used in time says so; one that never was says no more than that.
async fn old_link(world: World) {
    world.staff().await;
    let admin = world.sign_in("admin@a.example").await;
    let new = [
        ("name", "Nieuw"),
        ("email", "nieuw@a.example"),
        ("roles", "employee"),
    ];
    let link = link_on(&admin.post("/mensen", &new).await.ok().text());
    let path = link[link.find("/uitnodiging/").unwrap()..].to_owned();
    let visitor = Browser::new(&world);
    visitor.get(&path).await.ok();
    world
        .clock
        .set(world.clock.now() + 8 * platform::clock::DAY);
    let told = visible(&visitor.get(&path).await.text());
    assert!(told.contains("een link werkt zeven dagen"), "{told}");
    assert!(told.contains("bij gemeente Montfoort"), "{told}");
    let never = visible(&visitor.get("/uitnodiging/0123456789").await.text());
    assert!(
        never.contains("De link klopt niet") && !never.contains("Montfoort"),
        "{never}"
    );
}
on_both!(a_link_that_is_too_old_says_so, old_link);
