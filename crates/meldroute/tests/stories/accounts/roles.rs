//! Roles given and taken away: by nobody alone, not over a colleague's, and never the last ones.

use platform::Role;

use super::{EMPLOYEE, LAST, OFFICER, futures_of, join, link_on};
use testkit::{Browser, PASSWORD, World, inside, on_both, visible};

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
