//! What was typed when the session had ended: kept for whoever typed it, each form by itself.

use testkit::{Browser, World, on_both};

const EMPLOYEE: &str = "employee@a.example";

/// Signs in again in the same browser; gives where that leads.
async fn again(world: &World, browser: &Browser, to: &str) -> String {
    world.clock.set(world.clock.now() + 31_000);
    let form = [
        ("email", EMPLOYEE),
        ("password", testkit::PASSWORD),
        ("to", to),
    ];
    browser.post("/inloggen", &form).await.moved()
}

async fn two_tabs(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let person = employee.get("/melden/persoon").await.ok().hidden("form-id");
    let place = employee.get("/melden/plaats").await.ok().hidden("form-id");
    world.clock.set(world.clock.now() + 2 * 60 * 60_000);
    for (path, form, text) in [
        ("/melden/persoon", &person, "Eerste melding in gevaar."),
        ("/melden/plaats", &place, "Een pand met dichte gordijnen."),
        ("/melden/persoon", &person, "Eerste melding, nu beter."),
    ] {
        let fields = [
            ("form-id", form.as_str()),
            ("seen", text),
            ("action", "send"),
        ];
        assert!(
            employee
                .post(path, &fields)
                .await
                .moved()
                .ends_with("&bewaard=1")
        );
    }
    assert_eq!(again(&world, &employee, "/melden/plaats").await, "/verder");
    let list = employee.words("/verder").await;
    for typed in [
        "Eerste melding, nu beter.",
        "Een pand met dichte gordijnen.",
    ] {
        assert!(list.contains(typed), "{typed}: {list}");
    }
    assert!(
        !list.contains("in gevaar"),
        "sent again, it is the same form"
    );
    let account = employee.words("/account").await;
    assert!(
        account.contains("2 formulieren zijn nog niet verstuurd"),
        "{account}"
    );
    let shown = employee.page("/melden/persoon").await;
    assert!(shown.contains("Eerste melding, nu beter."));
    let shown = employee.page("/melden/plaats").await;
    assert!(shown.contains("Een pand met dichte gordijnen."));
    assert_eq!(
        employee.get("/verder").await.moved(),
        "/",
        "nothing waits any more"
    );
}
on_both!(two_tabs_hold_two_forms, two_tabs);

/// There is an end to it, and nobody is told that something was kept that was not.
async fn no_room(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    world.clock.set(world.clock.now() + 2 * 60 * 60_000);
    let mut kept = 0;
    for number in 0..12 {
        let form = world.app.clock.id().to_string();
        let text = format!("Melding nummer {number}.");
        let fields = [
            ("form-id", form.as_str()),
            ("seen", &text),
            ("action", "send"),
        ];
        let to = employee.post("/melden/persoon", &fields).await.moved();
        kept += usize::from(to.ends_with("&bewaard=1"));
    }
    again(&world, &employee, "/").await;
    let list = employee.words("/verder").await;
    assert_eq!(list.matches("Melding nummer").count(), kept);
    assert_eq!(kept, 8);
}
on_both!(what_was_not_kept_is_not_called_kept, no_room);
