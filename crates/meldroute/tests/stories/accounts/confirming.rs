//! What a second person confirms: who signs in, not a name; and what was on the screen, not what
//! somebody made of it meanwhile.

use accounts::people::{CodeSecret, totp};
use platform::Role;

use super::{EMPLOYEE, OFFICER, join, link_on};
use testkit::{Browser, PASSPHRASE, PASSWORD, World, inside, on_both, visible};

const STOLEN: &str = "zestien ganzen over het veld";

async fn new_link(admin: &Browser, id: platform::PersonId) -> String {
    link_on(&admin.invite_again(id).await.ok().text())
}

fn words(page: &str) -> String {
    inside(page, "account-words")
}

/// Whoever opened the link signs in with what they chose there.
async fn thief(world: &World, email: &str, secret: &str) -> Browser {
    world.clock.set(world.clock.now() + 31_000);
    let (thief, code) = (Browser::new(world), code(world, secret));
    let stolen = [("email", email), ("password", STOLEN), ("code", &code)];
    thief.post("/inloggen", &stolen).await.moved();
    thief
}

fn code(world: &World, secret: &str) -> String {
    let seconds = u64::try_from(world.clock.now() / 1000).unwrap();
    totp(&CodeSecret(secret.to_owned()))
        .unwrap()
        .generate(seconds)
        .to_string()
}

/// The administrator opens a second link while the officer has the question on the screen, and
/// opens the first one before: neither gives the colleague's signals away, and the officer sees
/// other words than the colleague has.
async fn own_signals(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    world.report(&employee, &[("seen", "Iets.")]).await;
    let id = world.people.lock().unwrap()[EMPLOYEE].id;
    let admin = world.sign_in("admin@a.example").await;
    join(&world, &new_link(&admin, id).await, PASSWORD).await;
    let back = Browser::new(&world);
    let right = [("email", EMPLOYEE), ("password", PASSWORD)];
    back.post("/inloggen", &right).await.moved();
    let own = words(&back.get("/account").await.ok().text());
    let officer = world.sign_in(OFFICER).await;
    let open = [("passphrase", PASSPHRASE)];
    officer.post("/kluis/openen", &open).await.moved();
    let give = format!("/kluis/terugvragen/{id}");
    let asked = officer.get("/kluis").await.ok();
    assert!(asked.text().contains(&own), "the officer sees the same");
    let seen = asked.hidden_in(&give, "seen");
    // Now somebody else opens a link.
    join(&world, &new_link(&admin, id).await, STOLEN).await;
    let yes = [("seen", seen.as_str()), ("answer", "yes"), ("spoke", "on")];
    let told = officer.post(&give, &yes).await.ok().text();
    assert!(visible(&told).contains("intussen iets veranderd"));
    assert!(!told.contains(&own), "other words now");
    let thief = Browser::new(&world);
    let stolen = [("email", EMPLOYEE), ("password", STOLEN)];
    thief.post("/inloggen", &stolen).await.moved();
    assert_eq!(thief.get("/mijn/1").await.status, 404);
    assert_ne!(words(&thief.get("/account").await.ok().text()), own);
    assert!(
        back.get("/account").await.to().starts_with("/inloggen"),
        "the colleague cannot read words aloud any more"
    );
}
on_both!(signals_go_to_whoever_reads_the_words, own_signals);

/// Somebody waits for a role; the administrator opens a new link in their name. The officer's old
/// page gives it nothing.
async fn role(world: World) {
    world.staff().await;
    let admin = world.sign_in("admin@a.example").await;
    let fields = [
        ("name", "Test Nora"),
        ("email", "nora@a.example"),
        ("roles", "officer"),
    ];
    let link = link_on(&admin.post("/mensen", &fields).await.ok().text());
    join(&world, &link, PASSWORD).await;
    let id = {
        let mut tx = world.app.db.read().await.unwrap();
        accounts::people::by_email(&mut tx, &world.app, "nora@a.example")
            .await
            .unwrap()
            .unwrap()
    };
    let officer = world.sign_in(OFFICER).await;
    let path = format!("/bevestigen/{id}");
    let seen = officer
        .get("/bevestigen")
        .await
        .ok()
        .hidden_in(&path, "seen");
    let secret = join(&world, &new_link(&admin, id).await, STOLEN)
        .await
        .unwrap();
    let yes = [("seen", seen.as_str()), ("spoke", "on")];
    let told = visible(&officer.post(&path, &yes).await.ok().text());
    assert!(told.contains("intussen iets veranderd"), "{told}");
    assert!(told.contains("met een link een nieuw wachtwoord"), "{told}");
    let thief = thief(&world, "nora@a.example", &secret).await;
    assert_eq!(thief.get("/werk").await.status, 403);
}
on_both!(a_role_goes_to_whoever_reads_the_words, role);

/// Roles that were added after the page was looked at are not confirmed with it.
async fn more_roles(world: World) {
    world.staff().await;
    let admin = world.sign_in("admin@a.example").await;
    let id = world.people.lock().unwrap()[EMPLOYEE].id;
    let few = [("roles", "employee"), ("roles", "coordinator")];
    admin.give(id, &few).await.moved();
    let officer = world.sign_in(OFFICER).await;
    let confirm = format!("/bevestigen/{id}");
    let seen = officer
        .get("/bevestigen")
        .await
        .ok()
        .hidden_in(&confirm, "seen");
    let many = [few[0], few[1], ("roles", "officer"), ("roles", "auditor")];
    admin.give(id, &many).await.moved();
    let yes = [("seen", seen.as_str()), ("spoke", "on")];
    let told = visible(&officer.post(&confirm, &yes).await.ok().text());
    assert!(told.contains("intussen iets veranderd"), "{told}");
    let mut tx = world.app.db.read().await.unwrap();
    let officers = accounts::people::officers(&mut tx, &world.app, world.montfoort)
        .await
        .unwrap();
    assert!(!officers.contains(&id));
    drop(tx);
    officer.confirm(id).await.moved();
    let twice = officer.post(&confirm, &yes).await.moved();
    assert!(twice.ends_with("geweigerd=role-decided"), "{twice}");
}
on_both!(only_what_was_on_the_screen_is_confirmed, more_roles);

/// The first officer has not used the link yet, and the administrator makes another one.
async fn first_officer(world: World) {
    world.staff().await;
    // As at founding: the role counts, and there is no password.
    let mut tx = world.app.db.begin().await.unwrap();
    let new = accounts::people::NewPerson {
        name: "Test First",
        email: "first@a.example",
    };
    let id = accounts::people::create(&mut tx, &world.app, new, world.montfoort)
        .await
        .unwrap();
    accounts::people::grant_roles(&mut tx, &world.app, id, world.montfoort, &[Role::Officer])
        .await
        .unwrap();
    let event = platform::audit::Event::by_system(
        world.montfoort,
        "setup",
        &accounts::audited::PERSON_ROLES,
    );
    tx.commit(&world.app, event).await.unwrap();
    let admin = world.sign_in("admin@a.example").await;
    let secret = join(&world, &new_link(&admin, id).await, STOLEN)
        .await
        .unwrap();
    let thief = thief(&world, "first@a.example", &secret).await;
    assert_eq!(
        thief.get("/werk").await.status,
        403,
        "a second person first"
    );
}
on_both!(a_link_of_the_administrator_makes_no_officer, first_officer);

/// A deputy whose role waits after a new link, and is refused: the copy of the vault key goes.
async fn refused(world: World) {
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
    let admin = world.sign_in("admin@a.example").await;
    join(&world, &new_link(&admin, id).await, STOLEN).await;
    let officer = world.sign_in(OFFICER).await;
    let path = format!("/bevestigen/{id}");
    let seen = officer
        .get("/bevestigen")
        .await
        .ok()
        .hidden_in(&path, "seen");
    let no = [("seen", seen.as_str()), ("answer", "no")];
    officer.post(&path, &no).await.moved();
    let mut tx = world.app.db.read().await.unwrap();
    let rows = tx
        .rows(
            "select wrapped_private, vault from vault_copy where person = $1",
            vec![id.into()],
        )
        .await
        .unwrap();
    for row in &rows {
        assert!(row.get::<Vec<u8>>("wrapped_private").unwrap().is_empty());
        assert!(row.get::<Option<Vec<u8>>>("vault").unwrap().is_none());
    }
    assert!(!rows.is_empty());
}
on_both!(who_is_refused_keeps_no_copy, refused);

/// A link that was used, or replaced, works no more when its row is put back.
#[tokio::test]
async fn a_link_that_is_put_back_works_no_more() {
    let world = World::new(testkit::Kind::Sqlite).await;
    world.staff().await;
    let admin = world.sign_in("admin@a.example").await;
    let id = world.people.lock().unwrap()[EMPLOYEE].id;
    for used in [true, false] {
        let link = new_link(&admin, id).await;
        let mut tx = world.app.db.begin().await.unwrap();
        for sql in [
            "drop table if exists kept",
            "create table kept as select * from invitation",
        ] {
            tx.exec(sql, vec![]).await.unwrap();
        }
        tx.commit_unaudited("an attacker").await.unwrap();
        if used {
            join(&world, &link, PASSWORD).await;
        } else {
            new_link(&admin, id).await;
        }
        let mut tx = world.app.db.begin().await.unwrap();
        tx.exec(
            "insert or ignore into invitation select * from kept",
            vec![],
        )
        .await
        .unwrap();
        tx.exec("drop table kept", vec![]).await.unwrap();
        tx.commit_unaudited("an attacker").await.unwrap();
        let path = &link[link.find("/uitnodiging/").unwrap()..];
        // Not there; or, as its row is known to be gone, a fault of the database.
        let status = Browser::new(&world).get(path).await.status;
        assert!(
            [404, 500].contains(&status.as_u16()),
            "used: {used}, {status}"
        );
    }
}
