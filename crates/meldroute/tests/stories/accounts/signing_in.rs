//! Signing in: guessing, codes, sessions that end.

use super::{EMPLOYEE, NEW_PHRASE, OFFICER, futures_of};
use testkit::{Browser, PASSWORD, World, on_both, visible};

async fn no_difference(world: World) {
    world.staff().await;
    let browser = Browser::new(&world);
    let wrong = browser
        .post("/inloggen", &[("email", EMPLOYEE), ("password", "x")])
        .await
        .ok()
        .text();
    let nobody = browser
        .post(
            "/inloggen",
            &[("email", "nobody@a.example"), ("password", "x")],
        )
        .await
        .ok()
        .text();
    assert_eq!(
        wrong.replace(EMPLOYEE, ""),
        nobody.replace("nobody@a.example", "")
    );
    let no_code = browser
        .post("/inloggen", &[("email", OFFICER), ("password", PASSWORD)])
        .await
        .ok()
        .text();
    assert_eq!(
        visible(&no_code),
        visible(&wrong),
        "a right password without its code looks like a wrong one"
    );
}
on_both!(no_answer_tells_whether_an_account_exists, no_difference);

/// From a computer that guessed too often, too: whoever was never guessed at gets the same answer,
/// with an account or without one.
#[tokio::test]
async fn no_wait_tells_whether_an_account_exists() {
    let world = World::new(testkit::Kind::Sqlite).await;
    world.staff().await;
    let browser = Browser::new(&world);
    let guess = async |email: &str| {
        let fields = [("email", email), ("password", "x")];
        browser.post("/inloggen", &fields).await.status
    };
    for number in 0..110 {
        guess(&format!("nobody{number}@a.example")).await;
    }
    assert_eq!(guess(EMPLOYEE).await, guess("somebody@a.example").await);
    assert_eq!(guess(EMPLOYEE).await, guess("somebody@a.example").await);
}

async fn slowed_down(world: World) {
    world.staff().await;
    let browser = Browser::new(&world);
    let mut refused = 0;
    for _ in 0..12 {
        let answer = browser
            .post("/inloggen", &[("email", EMPLOYEE), ("password", "guess")])
            .await;
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
            .post(
                "/inloggen",
                &[
                    ("email", &format!("made-up-{at}@a.example")),
                    ("password", "guess"),
                ],
            )
            .await;
    }
    world.sign_in("coordinator@a.example").await;
}
on_both!(
    guessing_is_slowed_down_but_a_town_hall_is_not_locked_out,
    slowed_down
);

async fn code_once(world: World) {
    world.staff().await;
    world.sign_in(OFFICER).await;
    let again = [
        ("email", OFFICER),
        ("password", PASSWORD),
        ("code", &world.code(OFFICER)),
    ];
    assert_eq!(
        Browser::new(&world).post("/inloggen", &again).await.status,
        200
    );
}
on_both!(a_code_counts_once, code_once);

async fn sessions_end(world: World) {
    world.staff().await;
    let idle = world.sign_in(EMPLOYEE).await;
    world.clock.set(world.clock.now() + 61 * 60_000);
    assert!(idle.get("/mijn").await.to().starts_with("/inloggen"));
    let used = world.sign_in(EMPLOYEE).await;
    for _ in 0..15 {
        world.clock.set(world.clock.now() + 50 * 60_000);
        used.get("/mijn").await;
    }
    assert!(
        used.get("/mijn").await.to().starts_with("/inloggen"),
        "after twelve hours in any case"
    );
    let (one, two) = (world.sign_in(EMPLOYEE).await, world.sign_in(EMPLOYEE).await);
    two.post("/account/sessies", &[]).await.moved();
    assert!(one.get("/mijn").await.to().starts_with("/inloggen"));
    two.get("/mijn").await.ok();
}
on_both!(sessions_end_when_idle_when_old_and_when_told, sessions_end);

async fn own_password(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let guess = [
        ("current-password", "geraden"),
        ("new-password", NEW_PHRASE),
    ];
    let mut refused = 0;
    for _ in 0..12 {
        refused += i32::from(employee.post("/account/wachtwoord", &guess).await.status == 429);
    }
    assert_eq!(
        refused, 6,
        "five for nothing, and the one that starts the delay"
    );
}
on_both!(guessing_the_own_password_has_to_wait, own_password);

/// Sixty guesses at the same moment are sixty guesses.
async fn at_once(world: World) {
    world.staff().await;
    let browsers: Vec<Browser> = (0..60).map(|_| Browser::new(&world)).collect();
    let guess = [("email", EMPLOYEE), ("password", "geraden")];
    let answers = futures_of(
        browsers
            .iter()
            .map(|browser| browser.post("/inloggen", &guess)),
    )
    .await;
    assert_eq!(
        answers.iter().filter(|answer| answer.status == 200).count(),
        6
    );
    // Strangers who guess do not keep somebody out of the browser that they signed in with before.
    world.clock.set(world.clock.now() + 20 * 60_000);
    let own = world.sign_in(EMPLOYEE).await;
    for _ in 0..10 {
        Browser::new(&world).post("/inloggen", &guess).await;
    }
    let right = [("email", EMPLOYEE), ("password", PASSWORD)];
    assert_eq!(
        Browser::new(&world).post("/inloggen", &right).await.status,
        429
    );
    own.forget_session();
    own.post("/inloggen", &right).await.moved();
}
on_both!(guessing_at_once_is_guessing, at_once);

/// Signing in ends what somebody else left open in this browser; signing out ends it for good.
async fn ended(world: World) {
    world.staff().await;
    let browser = world.sign_in(EMPLOYEE).await;
    let earlier = browser.cookie("__Host-session");
    let code = world.code("coordinator@a.example");
    let next = [
        ("email", "coordinator@a.example"),
        ("password", PASSWORD),
        ("code", code.as_str()),
    ];
    browser.post("/inloggen", &next).await.moved();
    let thief = Browser::new(&world);
    thief.set_cookie("__Host-session", &earlier);
    assert!(thief.get("/mijn").await.to().starts_with("/inloggen"));
    let later = browser.cookie("__Host-session");
    browser.post("/uitloggen", &[]).await.moved();
    thief.set_cookie("__Host-session", &later);
    assert!(thief.get("/mijn").await.to().starts_with("/inloggen"));
}
on_both!(a_session_that_ended_stays_ended, ended);
