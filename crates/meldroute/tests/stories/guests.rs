//! Guests: people without an account, for whom a link opens exactly one thing.

use platform::clock::DAY;
use platform::guests::{self, MOST_WRONG, State};
use platform::{Principal, audit, jobs};
use testkit::guest::{CODED, PLAIN, WING};
use testkit::{Answer, Browser, World, on_both, visible};
use uuid::Uuid;

const OBJECT: Uuid = Uuid::from_u128(0x7e57);
const UNKNOWN: &str = "/gast/0123456789abcdef0123456789abcdef01234567";

async fn joined(mut world: World) -> World {
    world.join(&WING).await;
    world
}

/// Where the link leads, and that it opens there.
async fn sees(browser: &Browser, path: &str) {
    let page = browser.get(path).await.ok().text();
    assert!(
        page.contains(&format!("Proef {OBJECT}")),
        "{}",
        visible(&page)
    );
}

async fn state(world: &World) -> State {
    world.sent(world.montfoort, OBJECT).await[0].state
}

#[track_caller]
fn says(answer: &Answer, status: u16, words: &str) {
    let text = visible(&answer.text());
    assert_eq!(answer.status, status, "{text}");
    assert!(text.contains(words), "{text}");
}

/// A mail scanner looks at the link a hundred times. Then the guest opens it; it opens nowhere else.
async fn once(world: World) {
    let world = joined(world).await;
    let made = world.invite(world.montfoort, &PLAIN, OBJECT).await;
    for _ in 0..100 {
        says(
            &Browser::new(&world).get(&made.path).await,
            200,
            "Open uw link",
        );
    }
    assert_eq!(state(&world).await, State::Waiting, "nothing was used up");
    let guest = Browser::new(&world);
    assert_eq!(
        guest.post(&made.path, &[]).await.moved(),
        format!("/proef/{OBJECT}")
    );
    sees(&guest, &format!("/proef/{OBJECT}")).await;
    assert_eq!(state(&world).await, State::Opened);
    // Another browser, also one that knows where the link leads.
    let other = Browser::new(&world);
    let elsewhere = other.post(&made.path, &[]).await;
    says(&elsewhere, 409, "Deze link is al geopend");
    says(&elsewhere, 409, "vraag een nieuwe link");
    let closed = other.get(&format!("/proef/{OBJECT}")).await;
    says(&closed, 403, "opent alleen met een link");
    // The own browser goes on, by the link too.
    assert_eq!(
        guest.get(&made.path).await.moved(),
        format!("/proef/{OBJECT}")
    );
    guest.post(&made.path, &[]).await.moved();
    guest.post(&format!("/proef/{OBJECT}"), &[]).await.moved();
    sees(&guest, &format!("/proef/{OBJECT}")).await;
    recorded(&world, made.link).await;
}
on_both!(a_link_opens_once_in_one_browser, once);

/// Who it was is the link.
async fn recorded(world: &World, link: Uuid) {
    let mut tx = world.app.db.read().await.unwrap();
    let records = audit::recent(&mut tx, world.montfoort, 0, 2).await.unwrap();
    let [answered, opened] = &records[..] else {
        panic!("two records");
    };
    for (record, action) in [(answered, "test.answered"), (opened, "guest.opened")] {
        assert_eq!(
            (record.action.as_str(), record.role.as_str()),
            (action, "guest")
        );
        assert_eq!(record.actor, Some(link));
    }
    drop(tx);
    world.staff().await;
    let auditor = world.sign_in("auditor@a.example").await;
    let log = auditor.words("/controle").await;
    assert!(
        log.contains("gast (met een link)") && log.contains("gastlink geopend"),
        "{log}"
    );
}

/// Whatever is wrong with a link, the answer is the same, to the byte.
async fn all_the_same(world: World) {
    let world = joined(world).await;
    let nobody = Browser::new(&world);
    let coded = world.invite(world.montfoort, &CODED, OBJECT).await;
    let expired = world.invite(world.montfoort, &PLAIN, OBJECT).await;
    world.clock.set(world.clock.now() + 7 * DAY);
    let coded = [coded, world.invite(world.montfoort, &CODED, OBJECT).await];
    let withdrawn = world.invite(world.montfoort, &PLAIN, OBJECT).await;
    assert!(world.withdraw(world.montfoort, withdrawn.link).await);
    assert!(
        !world.withdraw(world.montfoort, withdrawn.link).await,
        "once"
    );
    let unknown = nobody.post(UNKNOWN, &[]).await;
    says(&unknown, 404, "Deze link werkt niet");
    for path in [&expired.path, &withdrawn.path] {
        let answer = nobody.post(path, &[("code", "00000000")]).await;
        assert_eq!(
            (answer.status, &answer.bytes),
            (unknown.status, &unknown.bytes),
            "{path}"
        );
        assert!(!answer.headers.contains_key("set-cookie"));
    }
    // With a code it can be typed again, and the page says nothing more.
    let of_nothing = format!("{UNKNOWN}c");
    let unknown = nobody.post(&of_nothing, &[("code", "00000000")]).await;
    says(&unknown, 404, "Deze code werkt niet");
    for path in [&coded[0].path, &coded[1].path] {
        let answer = nobody.post(path, &[("code", "00000000")]).await;
        let same = answer.text().replace(path.as_str(), "");
        assert_eq!(same, unknown.text().replace(of_nothing.as_str(), ""));
        assert_eq!(answer.status, 404);
        assert!(!answer.headers.contains_key("set-cookie"));
    }
    let asked = [&expired.path, &withdrawn.path, UNKNOWN];
    let asked = asked.map(async |path| nobody.get(path).await.ok().text().replace(path, ""));
    let [a, b, c] = asked;
    let (a, b, c) = (a.await, b.await, c.await);
    assert!(a == b && b == c, "asking tells nothing either");
}
on_both!(what_does_not_work_is_told_the_same_way, all_the_same);

/// What was opened ends too: withdrawn at once, in another program as well; and in time.
async fn ends(world: World) {
    let world = joined(world).await;
    let path = format!("/proef/{OBJECT}");
    let guest = world.guest(world.montfoort, &PLAIN, OBJECT).await;
    let link = world.sent(world.montfoort, OBJECT).await[0].id;
    let mut tx = world.app.db.begin().await.unwrap();
    let foreign = guests::withdraw(&mut tx, &world.app, world.other, link).await;
    assert!(matches!(foreign, Err(platform::Error::NotFound)));
    drop(tx);
    world.withdraw(world.montfoort, link).await;
    says(&guest.get(&path).await, 403, "opent alleen met een link");
    says(&guest.post(&path, &[]).await, 403, "niet aangekomen");
    let second = Uuid::from_u128(2);
    let guest = world.guest(world.montfoort, &PLAIN, second).await;
    world.clock.set(world.clock.now() + 7 * DAY - 1);
    guest.get(&format!("/proef/{second}")).await.ok();
    world.clock.set(world.clock.now() + 1);
    let expired = guest.get(&format!("/proef/{second}")).await;
    says(&expired, 403, "opent alleen met een link");
    assert_eq!(
        world.sent(world.montfoort, second).await[0].state,
        State::Expired
    );
    // Long after, nothing is left of it, and `check` agrees.
    world.clock.set(world.clock.now() + 31 * DAY);
    jobs::ensure_schedules(&world.app).await.unwrap();
    jobs::run_due(&world.app).await.unwrap();
    assert!(world.sent(world.montfoort, OBJECT).await.is_empty());
    let findings = meldroute::checks::check(&world.app).await.unwrap();
    let rows = findings.iter().filter(|one| one.what.ends_with("rows"));
    assert!(rows.into_iter().all(|one| one.good), "{findings:?}");
}
on_both!(a_link_ends_when_it_is_withdrawn_and_in_time, ends);

/// The object is destroyed, and its links with it.
async fn forgotten(world: World) {
    let world = joined(world).await;
    let guest = world.guest(world.montfoort, &PLAIN, OBJECT).await;
    let mut tx = world.app.db.begin().await.unwrap();
    guests::forget(&mut tx, &world.app, world.montfoort, OBJECT)
        .await
        .unwrap();
    let event = audit::Event::by_system(world.montfoort, "program", &testkit::guest::WITHDRAWN);
    tx.commit(&world.app, event).await.unwrap();
    says(
        &guest.get(&format!("/proef/{OBJECT}")).await,
        403,
        "opent alleen",
    );
    assert!(world.sent(world.montfoort, OBJECT).await.is_empty());
}
on_both!(links_go_with_their_object, forgotten);

async fn again(world: World) {
    let mut world = joined(world).await;
    let made = world.invite(world.montfoort, &PLAIN, OBJECT).await;
    let guest = world.guest(world.montfoort, &CODED, OBJECT).await;
    world.start_again().await;
    let guest = guest.on(&world);
    sees(&guest, &format!("/proef-code/{OBJECT}")).await;
    guest.post(&made.path, &[]).await.moved();
    sees(&guest, &format!("/proef/{OBJECT}")).await;
    sees(&guest, &format!("/proef-code/{OBJECT}")).await;
}
on_both!(a_restart_keeps_what_was_opened, again);

/// Opened through one program, used and withdrawn through another.
async fn two(world: World) {
    let world = joined(world).await;
    let beside = world.beside().await;
    let made = world.invite(world.montfoort, &PLAIN, OBJECT).await;
    let guest = Browser::new(&beside);
    guest.post(&made.path, &[]).await.moved();
    let path = format!("/proef/{OBJECT}");
    let here = guest.on(&world);
    sees(&here, &path).await;
    says(
        &Browser::new(&world).post(&made.path, &[]).await,
        409,
        "al geopend",
    );
    beside.withdraw(world.montfoort, made.link).await;
    says(&here.get(&path).await, 403, "opent alleen");
    // At once in two browsers, each through its own program: one has it.
    let made = world.invite(world.montfoort, &PLAIN, OBJECT).await;
    let (first, second) = (Browser::new(&world), Browser::new(&beside));
    let (a, b) = tokio::join!(first.post(&made.path, &[]), second.post(&made.path, &[]));
    let mut both = [a.status.as_u16(), b.status.as_u16()];
    both.sort_unstable();
    assert_eq!(both, [303, 409]);
}
on_both!(two_programs_agree, two);

/// Somebody has the link and not the code. Five tries, over a restart too; then not even the code
/// opens it, and whoever sent it sees so.
async fn guessed(world: World) {
    let mut world = joined(world).await;
    let made = world.invite(world.montfoort, &CODED, OBJECT).await;
    let code = made.code.unwrap();
    let wrong = if code == "1234 5678" {
        "87654321"
    } else {
        "12345678"
    };
    for at in 0..MOST_WRONG {
        assert_eq!(state(&world).await, State::Waiting, "{at}");
        let thief = Browser::new(&world);
        assert!(
            thief
                .get(&made.path)
                .await
                .ok()
                .text()
                .contains("Acht cijfers")
        );
        says(
            &thief.post(&made.path, &[("code", wrong)]).await,
            404,
            "werkt niet",
        );
        world.start_again().await;
    }
    assert_eq!(state(&world).await, State::Guessed);
    let guest = Browser::new(&world);
    says(
        &guest.post(&made.path, &[("code", &code)]).await,
        404,
        "werkt niet",
    );
    let mut tx = world.app.db.read().await.unwrap();
    let records = audit::recent(&mut tx, world.montfoort, 0, MOST_WRONG)
        .await
        .unwrap();
    let actions: Vec<_> = records
        .iter()
        .map(|record| record.action.as_str())
        .collect();
    assert_eq!(actions[0], "guest.guessed");
    assert!(actions[1..].iter().all(|action| *action == "guest.refused"));
    assert!(
        records
            .iter()
            .all(|one| one.actor == Some(made.link) && one.detail == "{}")
    );
}
on_both!(a_guessed_code_ends_the_link, guessed);

/// The code as people type it opens the link. Nobody else is asked for it then: a link in use cannot
/// be ended by guessing.
async fn in_use(world: World) {
    let world = joined(world).await;
    let guest = Browser::new(&world);
    let made = world.invite(world.montfoort, &CODED, OBJECT).await;
    let typed = made.code.unwrap().replace(' ', "-");
    guest.post(&made.path, &[("code", &typed)]).await.moved();
    sees(&guest, &format!("/proef-code/{OBJECT}")).await;
    for _ in 0..=MOST_WRONG {
        let answer = Browser::new(&world)
            .post(&made.path, &[("code", "1")])
            .await;
        says(&answer, 409, "al geopend");
    }
    sees(&guest, &format!("/proef-code/{OBJECT}")).await;
}
on_both!(a_link_in_use_cannot_be_guessed_at, in_use);

/// However many at once: each time at least one counts, and the others were not looked at.
async fn at_once(world: World) {
    let world = joined(world).await;
    let made = world.invite(world.montfoort, &CODED, OBJECT).await;
    for _ in 0..MOST_WRONG {
        let tries = (0..10).map(|_| async {
            let answer = Browser::new(&world)
                .post(&made.path, &[("code", "1")])
                .await;
            assert_eq!(answer.status, 404);
        });
        futures_util::future::join_all(tries).await;
    }
    assert_eq!(state(&world).await, State::Guessed);
}
on_both!(guesses_at_once_count, at_once);

/// One computer that tries many links has to wait, and nothing of it is written.
async fn slowed(world: World) {
    let world = joined(world).await;
    let nobody = Browser::new(&world);
    for _ in 0..100 {
        assert_eq!(nobody.post(UNKNOWN, &[]).await.status, 404);
    }
    assert_eq!(
        nobody.post(UNKNOWN, &[]).await.status,
        404,
        "the one that starts the delay"
    );
    let answer = nobody.post(UNKNOWN, &[]).await;
    says(&answer, 429, "Even wachten");
    assert!(
        !answer.text().contains(UNKNOWN),
        "nor does it name the link"
    );
    assert!(world.sent(world.montfoort, OBJECT).await.is_empty());
}
on_both!(whoever_tries_many_links_has_to_wait, slowed);

/// The link stands in no other address, and no page leads a guest to where only people go.
async fn apart(world: World) {
    let world = joined(world).await;
    world.staff().await;
    let made = world.invite(world.montfoort, &CODED, OBJECT).await;
    let guest = Browser::new(&world);
    for (language, title) in [("en", "Open your link"), ("nl", "Open uw link")] {
        let back = guest
            .post(&made.path, &[("language", language)])
            .await
            .moved();
        assert_eq!(back, made.path);
        let page = guest.get(&made.path).await.ok();
        says(&page, 200, title);
        assert_eq!(page.headers["referrer-policy"], "no-referrer");
        let text = page.text();
        assert_eq!(
            text.matches(&made.path).count(),
            2,
            "where its two forms go"
        );
        assert_eq!(
            text.matches(&format!("action=\"{}\"", made.path)).count(),
            2
        );
        assert!(!text.contains("href=\"/\""));
    }
    let opened = guest
        .post(&made.path, &[("code", &made.code.unwrap())])
        .await;
    let cookie = opened.headers["set-cookie"].to_str().unwrap();
    for part in [
        "__Host-guest-",
        "HttpOnly",
        "Secure",
        "SameSite=Lax",
        "Path=/",
        "Max-Age=604",
    ] {
        assert!(cookie.contains(part), "{cookie}");
    }
    let page = guest
        .get(&format!("/proef-code/{OBJECT}"))
        .await
        .ok()
        .text();
    assert!(
        page.contains("Montfoort") && !page.contains("href=\"/\""),
        "{page}"
    );
    // Whoever is signed in is no guest, not even in the guest's browser.
    let officer = world.sign_in("officer@a.example").await;
    let both = officer.with(&guest);
    let path = format!("/proef-code/{OBJECT}");
    says(&both.get(&path).await, 403, "U bent ingelogd");
    for path in [&made.path, UNKNOWN] {
        says(&both.get(path).await, 409, "Log dan uit");
        says(&both.post(path, &[]).await, 409, "Log dan uit");
    }
    sees(&guest, &path).await;
}
on_both!(a_guest_is_apart, apart);

/// Guests and the program invite nobody.
async fn people_only(world: World) {
    let world = joined(world).await;
    let mut tx = world.app.db.begin().await.unwrap();
    let who = Principal::System("program");
    let made = guests::invite(&mut tx, &world.app, &who, &PLAIN, OBJECT).await;
    assert!(matches!(made, Err(platform::Error::Forbidden)));
}
on_both!(only_a_person_invites, people_only);
