//! A participant's consultations go the way of the role: with a new link, and to a neighbour (ADR 24).

use platform::Role;

use super::{OFFICER, join, link_on};
use testkit::{Browser, World, on_both};

const EMAIL: &str = "seat@a.example";
const CHOSEN: &str = "zestien ganzen over het veld";
const HERE: &str = "Lokaal ondermijningsoverleg";

/// Which tables answer: the local one, and that of the region (the neighbour calls it otherwise).
async fn open(browser: &Browser) -> (bool, bool) {
    let is_open = async |table: &str| browser.get(&format!("/overleg/{table}")).await.status == 200;
    let region = is_open("copen").await || is_open("regio").await;
    (is_open("ondermijning").await, region)
}

async fn signed_in(world: &World, password: &str, code: String) -> Browser {
    world.people.lock().unwrap().get_mut(EMAIL).unwrap().code = code;
    world.clock.set(world.clock.now() + 31_000);
    let (browser, code) = (Browser::new(world), world.code(EMAIL));
    let fields = [("email", EMAIL), ("password", password), ("code", &code)];
    browser.post("/inloggen", &fields).await.moved();
    browser
}

async fn new_link(world: World) {
    world.staff().await;
    let (roles, seat) = ([Role::Participant], ["ondermijning"]);
    let id = world
        .hire_at(EMAIL, "Test Seat", world.montfoort, &roles, &seat)
        .await;
    assert_eq!(open(&world.sign_in(EMAIL).await).await, (true, false));
    let admin = world.sign_in("admin@a.example").await;
    let link = link_on(&admin.invite_again(id).await.ok().text());
    let code = join(&world, &link, CHOSEN).await.unwrap();
    let session = signed_in(&world, CHOSEN, code).await;
    assert_eq!(session.get("/overleg").await.status, 403, "it waits anew");
    let officer = world.sign_in(OFFICER).await;
    assert!(officer.words("/bevestigen").await.contains(HERE));
    officer.confirm(id).await.moved();
    assert_eq!(
        open(&session).await,
        (true, false),
        "and no more than before"
    );
}
on_both!(a_new_link_has_a_seat_wait_anew, new_link);

async fn neighbour(world: World) {
    world.staff().await;
    let (roles, seat) = ([Role::Participant], ["ondermijning"]);
    let id = world
        .hire_at(EMAIL, "Test Seat", world.montfoort, &roles, &seat)
        .await;
    let fields = [
        ("name", "Iemand"),
        ("email", EMAIL),
        ("roles", "participant"),
        ("tables", "regio"),
    ];
    let admin = world.sign_in("admin@b.example").await;
    let officer = world.sign_in("officer@b.example").await;
    let session = world.sign_in(EMAIL).await;
    let offer = format!("/account/aanbod/{}", world.other.0);
    let there = world.other.0.to_string();
    admin.post("/mensen", &fields).await.moved();
    session.post(&offer, &[("answer", "no")]).await.moved();
    assert!(!admin.page("/mensen").await.contains(EMAIL));
    admin.post("/mensen", &fields).await.moved();
    session.post(&offer, &[("answer", "yes")]).await.moved();
    officer.confirm(id).await.moved();
    assert_eq!(open(&session).await, (true, false), "at work here");
    let switch = [("tenant", there.as_str())];
    session.post("/gemeente", &switch).await.moved();
    assert_eq!(open(&session).await, (false, true), "at work there");
}
on_both!(a_neighbour_gives_seats_of_its_own, neighbour);

/// What somebody else wrote in the database gives nothing, and keeps nobody out of their session.
async fn damaged(world: World) {
    world.staff().await;
    let (roles, seat) = ([Role::Participant, Role::Employee], ["ondermijning"]);
    let id = world
        .hire_at(EMAIL, "Test Seat", world.montfoort, &roles, &seat)
        .await;
    let session = world.sign_in(EMAIL).await;
    let write = async |sql: &'static str| {
        let mut tx = world.app.db.begin().await.unwrap();
        tx.exec(sql, vec![id.into()]).await.unwrap();
        tx.commit_unaudited("an attacker").await.unwrap();
    };
    write("update scoped_role set scope = 'copen' where person = $1").await;
    session.get("/mijn").await.ok();
    assert_eq!(
        open(&session).await,
        (false, false),
        "a forged seat is none"
    );
    world
        .sign_in("admin@a.example")
        .await
        .get("/mensen")
        .await
        .ok();
    // The roles themselves: no role is left, and the session is.
    write("update membership set roles = 'officer' where person = $1").await;
    assert_eq!(
        session.get("/werk").await.status,
        500,
        "refused, and said so"
    );
    session.get("/account").await.ok();
    session.post("/uitloggen", &[]).await.moved();
    let again = world.sign_in(EMAIL).await;
    assert_eq!(again.get("/kluis").await.status, 500);
    world
        .sign_in("admin@a.example")
        .await
        .get("/mensen")
        .await
        .ok();
    let findings = meldroute::checks::check(&world.app).await.unwrap();
    assert!(
        findings
            .iter()
            .any(|one| !one.good && one.what.ends_with("rows"))
    );
}
on_both!(a_forged_row_of_roles_locks_nobody_out, damaged);
