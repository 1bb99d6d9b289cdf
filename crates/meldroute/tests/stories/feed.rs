//! Terms in an officer's own calendar: how many end on which day, behind a secret link.

use icalendar::{Calendar, Component};
use testkit::{Answer, Browser, World, on_both, visible};

/// Makes a link; gives its path.
async fn link(officer: &Browser) -> String {
    let made = officer
        .post("/werk/agenda", &[("action", "make")])
        .await
        .ok();
    let text = made.text();
    let token = text.split("/agenda/").find(|part| part.contains(".ics"));
    let token = token.unwrap().split(".ics").next().unwrap();
    assert_eq!(token.len(), 40, "{token}");
    format!("/agenda/{token}.ics")
}

/// Whoever has the link reads it, without signing in.
async fn read(world: &World, path: &str) -> Answer {
    Browser::new(world).get(path).await
}

async fn terms(world: World) {
    world.staff().await;
    let employee = world.sign_in("employee@a.example").await;
    let reference = world.report(
        &employee,
        &[("seen", "Zes matrassen."), ("place", "Kade 1")],
    );
    let reference = reference.await;
    world
        .report(&employee, &[("seen", "Hulp."), ("danger", "yes")])
        .await;
    let officer = world.sign_in("officer@a.example").await;
    let path = link(&officer).await;
    let feed = read(&world, &path).await.ok();
    assert!(
        feed.headers["content-type"]
            .to_str()
            .unwrap()
            .starts_with("text/calendar")
    );
    let text = feed.text();
    for words in [
        "matrassen",
        "Kade",
        "Hulp",
        "Test",
        "@a.example",
        reference.as_str(),
    ] {
        assert!(!text.contains(words), "{words}: {text}");
    }
    let calendar: Calendar = text.parse().unwrap();
    let events: Vec<_> = calendar.events().collect();
    let titles: Vec<_> = events
        .iter()
        .filter_map(|event| event.get_summary())
        .collect();
    assert_eq!(
        titles,
        [
            "Meldroute: één termijn, met spoed",
            "Meldroute: één termijn"
        ]
    );
    assert!(
        events
            .iter()
            .all(|event| event.get_url().is_some_and(|url| url.ends_with("/werk")))
    );
    // When the terms are over, today says so.
    world
        .clock
        .set(world.clock.now() + 30 * platform::clock::DAY);
    let late = read(&world, &path).await.ok().text();
    assert!(late.contains("2 termijnen zijn voorbij"), "{late}");
}
on_both!(a_calendar_tells_days_and_numbers_and_nothing_else, terms);

async fn renewed(world: World) {
    world.staff().await;
    let officer = world.sign_in("officer@a.example").await;
    let first = link(&officer).await;
    read(&world, &first).await.ok();
    // It is told once.
    let page = officer.page("/werk/agenda").await;
    assert!(visible(&page).contains("De link staat aan.") && !page.contains(".ics"));
    let second = link(&officer).await;
    assert_eq!(read(&world, &first).await.status, 404);
    read(&world, &second).await.ok();
    officer
        .post("/werk/agenda", &[("action", "end")])
        .await
        .moved();
    assert_eq!(read(&world, &second).await.status, 404);
    // Put on again it works, and the ones of before do not.
    let third = link(&officer).await;
    read(&world, &third).await.ok();
    assert_eq!(read(&world, &second).await.status, 404);
    for never in [
        "/agenda/0000000000000000000000000000000000000000.ics",
        "/agenda/x",
    ] {
        assert_eq!(read(&world, never).await.status, 404);
    }
}
on_both!(a_link_to_a_calendar_ends_when_it_is_renewed, renewed);
