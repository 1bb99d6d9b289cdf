//! Who may do what: second persons, neighbours, coming and going.

use accounts::people::{CodeSecret, totp};
use platform::Role;

use super::{EMPLOYEE, NEW_PHRASE, OFFICER, futures_of, join, link_on};
use testkit::{Browser, PASSWORD, World, inside, on_both, visible};

/// The last administrator, or the last officer who can open the vault.
const LAST: &str = "Niet opgeslagen: er moet altijd een beheerder zijn";

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
    admin.give(own, &both).await.moved();
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
        let told = admin.give(id, &[("roles", "employee")]).await.ok();
        assert!(visible(&told.text()).contains(LAST));
        let told = admin.end_access(id).await.ok();
        assert!(visible(&told.text()).contains(LAST));
    }
    world.sign_in(OFFICER).await.get("/werk").await.ok();
}
on_both!(the_last_officer_and_administrator_stay, last_ones);

/// Administrators as they were, for another try.
async fn again(world: &World, emails: &[&str]) {
    for email in emails {
        let id = world.people.lock().unwrap()[*email].id;
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
    for round in 0..5 {
        let emails = ["admin@a.example", "second@a.example"];
        let mut browsers = Vec::new();
        let mut others = Vec::new();
        for (at, email) in emails.iter().enumerate() {
            browsers.push(world.sign_in(email).await);
            let other = world.people.lock().unwrap()[emails[1 - at]].id;
            others.push(other);
        }
        // One way or the other: in the roles, or by ending the access.
        let versions = futures_of(browsers.iter().zip(&others).map(async |(browser, other)| {
            let page = browser.get(&format!("/mensen/{other}")).await.ok();
            page.hidden("version")
        }));
        let versions: Vec<String> = versions.await;
        let both = browsers
            .iter()
            .zip(&others)
            .enumerate()
            .map(async |(at, (browser, other))| {
                let version = ("version", versions[at].as_str());
                let (what, field) = if (at + round) % 2 == 0 {
                    ("rollen", ("roles", "employee"))
                } else {
                    ("beeindigen", ("sure", "on"))
                };
                browser
                    .post(&format!("/mensen/{other}/{what}"), &[version, field])
                    .await
            });
        futures_of(both).await;
        let mut tx = world.app.db.read().await.unwrap();
        let left = accounts::people::with_role(&mut tx, &world.app, world.montfoort, Role::Admin)
            .await
            .unwrap();
        assert_eq!(left.len(), 1);
        drop(tx);
        again(&world, &emails).await;
    }
}
on_both!(two_administrators_do_not_remove_each_other, each_other);

/// Leaving takes away access at once; what was reported stays.
async fn out_at_once(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let reference = world.report(&employee, &[("seen", "Iets.")]).await;
    let id = world.people.lock().unwrap()[EMPLOYEE].id;
    let admin = world.sign_in("admin@a.example").await;
    admin.end_access(id).await.moved();
    assert!(employee.get("/mijn").await.to().starts_with("/inloggen"));
    let officer = world.sign_in(OFFICER).await;
    officer
        .get(&format!("/dossier/{}", world.dossier_id(&reference).await))
        .await
        .ok();
}
on_both!(who_leaves_is_out_at_once, out_at_once);

/// What somebody chose on an older page is not saved over a colleague's choice, and stays.
async fn two_pages(world: World) {
    world.staff().await;
    let roles = [Role::Admin];
    world
        .hire("second@a.example", "Test second", world.montfoort, &roles)
        .await;
    let (first, second) = (
        world.sign_in("admin@a.example").await,
        world.sign_in("second@a.example").await,
    );
    let id = world.people.lock().unwrap()[EMPLOYEE].id;
    let page = format!("/mensen/{id}");
    let version = first.get(&page).await.ok().hidden("version");
    second
        .give(id, &[("roles", "employee"), ("roles", "coordinator")])
        .await
        .moved();
    let typed = [("version", version.as_str()), ("roles", "auditor")];
    let told = first.post(&format!("{page}/rollen"), &typed).await.ok();
    assert!(visible(&told.text()).contains("Een collega heeft de rollen intussen gewijzigd"));
    let ticked = told.text();
    let auditor = ticked.split("value=\"auditor\"").nth(1).unwrap();
    assert!(
        auditor.split('>').next().unwrap().contains("checked"),
        "it stays"
    );
    let ending = [("version", version.as_str()), ("sure", "on")];
    let told = first
        .post(&format!("{page}/beeindigen"), &ending)
        .await
        .ok();
    assert!(visible(&told.text()).contains("Een collega heeft intussen iets gewijzigd"));
    let list = first.words("/mensen").await;
    assert!(
        list.contains("teamcoördinator wacht op bevestiging"),
        "{list}"
    );
    // Looked at again, it is saved.
    first.give(id, &[("roles", "employee")]).await.moved();
    assert!(
        !first
            .words("/mensen")
            .await
            .contains("teamcoördinator wacht")
    );
}
on_both!(roles_are_not_saved_over_a_colleagues, two_pages);

/// The list: looked for by name, and a line for each role of what it may do.
async fn found(world: World) {
    world.staff().await;
    let admin = world.sign_in("admin@a.example").await;
    let all = admin.words("/mensen").await;
    assert!(all.contains("Test officer") && all.contains("Test employee"));
    let answer = admin
        .post("/mensen/zoeken", &[("find", "OFFICER")])
        .await
        .ok();
    let some = visible(&answer.text());
    assert!(
        some.contains("Test officer") && !some.contains("Test employee"),
        "{some}"
    );
    assert!(some.contains("1 van"), "{some}");
    let id = world.people.lock().unwrap()[EMPLOYEE].id;
    let person = admin.words(&format!("/mensen/{id}")).await;
    assert!(
        person.contains("Ziet wie wat deed, zonder inhoud van dossiers."),
        "{person}"
    );
    // Ending wants a yes, and takes an unused link along.
    let new = [
        ("name", "Nieuw"),
        ("email", "nieuw@a.example"),
        ("roles", "employee"),
    ];
    let link = link_on(&admin.post("/mensen", &new).await.ok().text());
    let path = link[link.find("/uitnodiging/").unwrap()..].to_owned();
    let listed = admin.page("/mensen").await;
    let new = listed
        .split("/mensen/")
        .find(|rest| rest.contains(">Nieuw<"))
        .unwrap();
    let new: platform::PersonId = new[..36].parse::<uuid::Uuid>().unwrap().into();
    let end = format!("/mensen/{new}/beeindigen");
    let version = admin.get(&end).await.ok().hidden("version");
    let told = admin.post(&end, &[("version", &version)]).await.ok();
    assert!(visible(&told.text()).contains("Vink aan dat u de toegang wilt beëindigen."));
    admin.end_access(new).await.moved();
    assert!(!admin.page("/mensen").await.contains("nieuw@a.example"));
    let told = visible(&Browser::new(&world).get(&path).await.text());
    assert!(told.contains("of uw toegang is beëindigd"), "{told}");
    let log = world
        .sign_in("auditor@a.example")
        .await
        .words("/controle")
        .await;
    assert!(log.contains("toegang beëindigd"));
}
on_both!(users_are_found_and_their_access_ends_in_one_act, found);

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
