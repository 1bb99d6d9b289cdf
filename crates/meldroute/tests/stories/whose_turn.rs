//! What is next, said so that it can be done at once: whom to ring, by when; and nothing that was done.

use platform::clock::DAY;
use testkit::walk::{assess, close_without_follow_up, hand_over};
use testkit::{Browser, World, on_both, visible};

const EMPLOYEE: &str = "employee@a.example";
const OFFICER: &str = "officer@a.example";

/// Passes over every partner that is still to be told.
async fn pass_over(officer: &Browser, path: &str, partners: &[&str]) {
    for partner in partners {
        let passed = [("partner", *partner), ("reason", "Bekend.")];
        officer
            .post(&format!("{path}/doorzetten"), &passed)
            .await
            .moved();
    }
}

async fn feedback(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let reference = world
        .report(&employee, &[("seen", "Lange dagen, geen loon.")])
        .await;
    let id = world.dossier_id(&reference).await;
    let path = format!("/dossier/{id}");
    let officer = world.sign_in(OFFICER).await;
    officer.open_vault().await;
    assess(&officer, id).await;
    hand_over(&officer, id, "nla", &[]).await.moved();
    pass_over(&officer, &path, &["zorgcoordinator"]).await;
    let next = |page: &str| {
        let card = page.split("card--next\" aria-label").nth(1).unwrap();
        card.split("</section>").next().unwrap().to_owned()
    };
    let card = next(&officer.page(&path).await);
    let words = visible(&card).replace('\n', " ");
    assert!(
        words.contains("Vraag terugkoppeling aan ") && words.contains(", vóór "),
        "{words}"
    );
    assert!(card.contains("href=\"tel:08005151\""), "{card}");
    world.clock.set(world.clock.now() + 60 * DAY);
    let officer = world.sign_in(OFFICER).await;
    let words = visible(&next(&officer.page(&path).await)).replace('\n', " ");
    assert!(
        words.contains("Vraag terugkoppeling aan ") && words.contains("dagen te laat ("),
        "{words}"
    );
}
on_both!(the_next_step_says_whose_answer_to_ask_for, feedback);

/// An officer who reported is told whom to ask while there is something to hand over, and not after.
async fn own_signal(world: World) {
    world.staff().await;
    let roles = [platform::Role::Officer];
    world
        .hire("second@a.example", "Test tweede", world.montfoort, &roles)
        .await;
    let own = world.sign_in(OFFICER).await;
    let reference = world
        .report(&own, &[("seen", "Lange dagen, geen loon.")])
        .await;
    let path = format!("/dossier/{}", world.dossier_id(&reference).await);
    let told = async || {
        own.page(&path)
            .await
            .contains("U hebt dit signaal zelf gemeld.")
    };
    assess(&own, world.dossier_id(&reference).await).await;
    assert!(told().await);
    let partners = ["zorgcoordinator", "nla"];
    pass_over(&own, &path, &partners).await;
    assert!(!told().await, "nothing is left to hand over");
}
on_both!(
    who_reported_is_told_whom_to_ask_while_it_matters,
    own_signal
);

/// A closed dossier says once that it is closed, and of an earlier year which one.
async fn years_later(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let fields = [("seen", "Een oude zaak."), ("contact", "none")];
    let reference = world.report(&employee, &fields).await;
    let id = world.dossier_id(&reference).await;
    let officer = world.sign_in(OFFICER).await;
    assess(&officer, id).await;
    close_without_follow_up(&officer, id).await;
    world.clock.set(world.clock.now() + 400 * DAY);
    let officer = world.sign_in(OFFICER).await;
    let page = officer.page(&format!("/dossier/{id}")).await;
    let about = page.split("<p class=\"line__about\">").nth(1).unwrap();
    let about = about.split("</p>").next().unwrap();
    let words = visible(about);
    assert!(
        words.contains("gesloten op ") && about.matches("class=\"badge\"").count() == 1,
        "{words}"
    );
    let received = words.split("gemeld").nth(1).unwrap();
    assert!(received.contains("2026"), "{words}");
}
on_both!(a_closed_dossier_says_its_year_and_says_it_once, years_later);

/// On a phone the menu is folded: that a draft waits stands on its button and on top of reporting.
async fn shared(world: World) {
    world.staff().await;
    let coordinator = world.sign_in("coordinator@a.example").await;
    let quiet = coordinator.page("/melden").await;
    assert!(!quiet.contains("href=\"/gedeeld\">Een collega") && !quiet.contains("Menu ("));
    let employee = world.sign_in(EMPLOYEE).await;
    let form = employee.get("/melden/persoon").await.ok().hidden("form-id");
    let with = world.people.lock().unwrap()["coordinator@a.example"].id;
    let with = with.to_string();
    let fields = [
        ("form-id", form.as_str()),
        ("seen", "Eerst bespreken."),
        ("share-with", with.as_str()),
        ("action", "share"),
    ];
    employee.post("/melden/persoon", &fields).await.moved();
    let told = coordinator.page("/melden").await;
    assert!(
        told.contains("href=\"/gedeeld\">Een collega deelde een signaal met u."),
        "{told}"
    );
    assert!(told.contains("Menu (1)"));
}
on_both!(a_coordinator_sees_on_a_phone_that_a_draft_waits, shared);

/// The page that searches has one field to type in.
async fn one_field(world: World) {
    world.staff().await;
    let officer = world.sign_in(OFFICER).await;
    assert!(officer.page("/werk").await.contains("role=\"search\""));
    assert!(!officer.page("/zoeken").await.contains("role=\"search\""));
}
on_both!(the_page_that_searches_has_one_field, one_field);
