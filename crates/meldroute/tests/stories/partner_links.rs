//! Links to handovers: who sees their codes, how they end, and what the officer sees of that.

use platform::clock::DAY;
use platform::guests::MOST_WRONG;
use testkit::{Browser, World, on_both, visible};

use crate::partner_answers::{link_and_code, on_its_way, partner};

/// Ten minutes, for the session that sent it.
async fn code(world: World) {
    let way = on_its_way(&world).await;
    let (path, now) = (format!("/dossier/{}", way.id), world.clock.now());
    let officers = [platform::Role::Officer];
    world
        .hire(
            "colleague@a.example",
            "Test colleague",
            world.montfoort,
            &officers,
        )
        .await;
    let other = world.sign_in("colleague@a.example").await;
    assert!(
        !other.page(&path).await.contains(&way.code),
        "not to a colleague"
    );
    let elsewhere = world.sign_in("officer@a.example").await;
    assert!(
        !elsewhere.page(&path).await.contains(&way.code),
        "nor elsewhere"
    );
    world.clock.set(now + 9 * 60 * 1000);
    assert!(way.officer.page(&path).await.contains(&way.code));
    world.clock.set(now + 10 * 60 * 1000);
    assert!(!way.officer.page(&path).await.contains(&way.code));
}
on_both!(a_code_is_seen_ten_minutes_by_who_sent_it, code);

async fn once(world: World) {
    let way = on_its_way(&world).await;
    let (here, page) = partner(&world, &way.link, &way.code).await;
    let elsewhere = Browser::new(&world);
    let answer = elsewhere.post(&way.link, &[("code", &way.code)]).await;
    assert_eq!(answer.status, 409);
    assert!(!answer.text().contains("Paspoorten"));
    assert_eq!(elsewhere.get(&page).await.status, 403);
    // The officer sees that it was read, and makes a new link: the one before opens nothing.
    let dossier = format!("/dossier/{}", way.id);
    here.get(&page).await.ok();
    let seen = way.officer.words(&dossier).await;
    assert!(seen.contains("geopend met de link op"), "{seen}");
    let link = page.replace("/partner/", &format!("{dossier}/partner/")) + "/link";
    way.officer
        .post(&link, &[("action", "renew")])
        .await
        .moved();
    assert_eq!(here.get(&page).await.status, 403, "of the link before");
    let (next, code) = link_and_code(&way.officer, way.id).await;
    assert_ne!((&next, &code), (&way.link, &way.code));
    let (again, page) = partner(&world, &next, &code).await;
    assert!(again.page(&page).await.contains("Paspoorten"));
    way.officer
        .post(&link, &[("action", "withdraw")])
        .await
        .moved();
    // Nobody reads what is written now.
    let answers = link.trim_end_matches("/link");
    let late = [
        ("action", "reply"),
        ("text", "Dat weten we niet."),
        ("seen", "0"),
    ];
    let told = way.officer.post(answers, &late).await.ok().text();
    assert!(visible(&told).contains("De link van de partner werkt niet meer"));
    let gone = again.get(&page).await;
    assert_eq!(gone.status, 403);
    assert!(!gone.text().contains("Paspoorten"));
    assert!(way.officer.words(&dossier).await.contains("ingetrokken"));
}
on_both!(a_link_opens_in_one_browser_until_it_is_withdrawn, once);

async fn guessed(world: World) {
    let way = on_its_way(&world).await;
    let wrong = Browser::new(&world);
    let said = |text: String| visible(&text);
    let mut told = Vec::new();
    for _ in 0..MOST_WRONG {
        told.push(said(
            wrong.post(&way.link, &[("code", "0000 0001")]).await.text(),
        ));
    }
    let right = Browser::new(&world);
    let late = right.post(&way.link, &[("code", &way.code)]).await;
    assert_eq!(late.status, 404, "the right code comes too late");
    assert!(told.iter().all(|one| *one == told[0]));
    let work = way.officer.words("/werk").await;
    assert!(
        work.contains("Iemand typte te vaak een verkeerde code"),
        "{work}"
    );
    // Not to a colleague of another municipality.
    let there = world.sign_in("officer@b.example").await;
    let work = there.words("/werk").await;
    assert!(!work.contains("Iemand typte te vaak"), "{work}");
    let page = way.officer.page(&format!("/dossier/{}", way.id)).await;
    let link = page
        .split("/link\"")
        .next()
        .unwrap()
        .rsplit("action=\"")
        .next()
        .unwrap();
    let link = format!("{link}/link");
    way.officer
        .post(&link, &[("action", "renew")])
        .await
        .moved();
    let work = way.officer.words("/werk").await;
    assert!(!work.contains("Iemand typte te vaak"), "{work}");
}
on_both!(five_wrong_codes_end_a_link_and_the_officer_is_told, guessed);

async fn expired(world: World) {
    let way = on_its_way(&world).await;
    let (here, page) = partner(&world, &way.link, &way.code).await;
    here.get(&page).await.ok();
    world.clock.set(world.clock.now() + 37 * DAY);
    let gone = here.get(&page).await;
    assert_eq!(gone.status, 403);
    assert!(!gone.text().contains("Paspoorten"));
    let officer = world.sign_in("officer@a.example").await;
    let seen = officer.words(&format!("/dossier/{}", way.id)).await;
    assert!(seen.contains("verlopen"), "{seen}");
}
on_both!(a_link_ends_by_itself, expired);

/// A partner reads what was handed over to it, and no word more of the dossier.
async fn no_more(world: World) {
    let way = on_its_way(&world).await;
    let note = [("text", "Alleen voor ons: kenteken volgt.")];
    let dossier = format!("/dossier/{}", way.id);
    way.officer
        .post(&format!("{dossier}/notitie"), &note)
        .await
        .moved();
    let (here, page) = partner(&world, &way.link, &way.code).await;
    let read = here.page(&page).await;
    assert!(!read.contains("kenteken volgt") && !read.contains("Test employee"));
    for path in [
        dossier.as_str(),
        "/werk",
        "/mijn",
        "/partner/00000000-0000-0000-0000-000000000001",
    ] {
        let answer = here.get(path).await;
        assert!(!answer.text().contains("Paspoorten"), "{path}");
        assert!(
            answer.status == 404 || answer.status == 303,
            "{path} {}",
            answer.status
        );
    }
}
on_both!(a_partner_reads_one_handover_and_nothing_else, no_more);

/// Whoever looks again within a quarter of an hour only reads: one row of the log stands for it.
async fn looks(world: World) {
    let way = on_its_way(&world).await;
    let (here, page) = partner(&world, &way.link, &way.code).await;
    let dossier = format!("/dossier/{}", way.id);
    let looks = || async {
        let log = world.sign_in("auditor@a.example").await;
        let log = log.words("/controle").await;
        log.matches("overdracht gelezen door partner").count()
    };
    let (begun, before) = (world.clock.now(), looks().await);
    for minute in [0, 1, 14] {
        world.clock.set(begun + minute * 60_000);
        here.get(&page).await.ok();
    }
    assert_eq!(looks().await, before + 1);
    world.clock.set(begun + 15 * 60_000);
    here.get(&page).await.ok();
    assert_eq!(looks().await, before + 2);
    // The officer reads on which days, however often on a day; of many, how many and the last.
    let day = |at| platform::clock::date(at, "nl");
    let first = day(begun);
    let read = |days: String| format!("geopend met de link op {days} ·");
    let seen = way.officer.words(&dossier).await;
    assert!(seen.contains(&read(first.clone())), "{seen}");
    let mut last = begun;
    for _ in 0..5 {
        last += 2 * DAY;
        world.clock.set(last);
        here.get(&page).await.ok();
        here.get(&page).await.ok();
        if last == begun + 2 * DAY {
            let officer = world.sign_in("officer@a.example").await;
            let seen = officer.words(&dossier).await;
            let both = format!("{first} en {}", day(last));
            assert!(seen.contains(&read(both)), "{seen}");
        }
    }
    let officer = world.sign_in("officer@a.example").await;
    let seen = officer.words(&dossier).await;
    let many = format!("6 dagen, het laatst op {}", day(last));
    assert!(seen.contains(&read(many)), "{seen}");
}
on_both!(a_partner_that_looks_again_at_once_is_recorded_once, looks);
