//! A dossier in which several things are to be done shows each of them: what is due first leads, on the worklist, in
//! the hour and on its own page, and the rest stands beside it.

use platform::clock::DAY;
use testkit::walk::{assess, hand_over};
use testkit::{World, on_both, visible};

const EMPLOYEE: &str = "employee@a.example";
const OFFICER: &str = "officer@a.example";

/// The first line of the worklist, in words.
fn first_line(page: &str) -> String {
    let line = page.split("class=\"line\"").nth(1).unwrap();
    visible(line.split("</li>").next().unwrap()).replace('\n', " ")
}

async fn several(world: World) {
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
    let line = first_line(&officer.page("/werk").await);
    assert!(
        line.contains("Ook: Leg terugkoppeling vast") && line.contains("Zet door"),
        "who was asked has time: {line}"
    );
    let hour = officer.words("/werk/uur").await;
    assert!(!hour.contains("terugkoppeling"), "so has the hour: {hour}");
    // The partner answers nothing for a month, and another is still to be told.
    world.clock.set(world.clock.now() + 31 * DAY);
    let officer = world.sign_in(OFFICER).await;
    let line = first_line(&officer.page("/werk").await);
    assert!(
        line.contains("Ook: Leg terugkoppeling vast") && line.contains("te laat"),
        "{line}"
    );
    let hour = officer.words("/werk/uur").await;
    for step in ["Zet door", "Leg terugkoppeling vast"] {
        assert!(hour.contains(step), "{step}: {hour}");
    }
    let page = officer.words(&path).await.replace('\n', " ");
    assert!(page.contains("Ook: Leg terugkoppeling vast"), "{page}");
    for finding in meldroute::checks::check(&world.app).await.unwrap() {
        assert!(finding.good, "{}: {}", finding.what, finding.detail);
    }
}
on_both!(what_is_open_beside_the_next_step_is_seen, several);

/// What a reporter adds in danger stands on top, also where something else has been late for longer.
async fn danger(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let officer = world.sign_in(OFFICER).await;
    officer.open_vault().await;
    let mut ids = Vec::new();
    for words in ["Lange dagen, geen loon.", "Vreemde geluiden."] {
        let reference = world
            .report(&employee, &[("seen", words), ("contact", "here")])
            .await;
        ids.push(world.dossier_id(&reference).await);
    }
    assess(&officer, ids[0]).await;
    // Late: partners are still to be told.
    world.clock.set(world.clock.now() + 20 * DAY);
    let employee = world.sign_in(EMPLOYEE).await;
    let added = [("seen", "Ze wordt nu geslagen."), ("danger", "yes")];
    employee.add(1, &added).await.moved();
    let officer = world.sign_in(OFFICER).await;
    let line = first_line(&officer.page("/werk").await);
    assert!(
        line.contains("nu gevaar") && line.contains("Lees wat de melder schreef"),
        "{line}"
    );
    let hour = officer.words("/werk/uur").await;
    assert!(hour.contains("Nu in gevaar"), "{hour}");
}
on_both!(danger_that_was_added_stands_on_top_of_what_is_late, danger);

/// A damaged task hides nothing: the line says what led and by when, and that something is wrong.
async fn damaged(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    world.report(&employee, &[("seen", "Lange dagen.")]).await;
    let officer = world.sign_in(OFFICER).await;
    let mut tx = world.app.db.begin().await.unwrap();
    let broken = "update task set due_at = due_at + 1 where done_at is null";
    tx.exec(broken, vec![]).await.unwrap();
    tx.commit_unaudited("somebody else writes here")
        .await
        .unwrap();
    let line = first_line(&officer.page("/werk").await);
    assert!(
        line.contains("Beoordeel") && line.contains("beschadigd"),
        "{line}"
    );
    let hour = officer.words("/werk/uur").await;
    assert!(
        hour.contains("Beoordeel") && hour.contains("Van één dossier is iets beschadigd"),
        "{hour}"
    );
}
on_both!(a_damaged_task_hides_nothing, damaged);
