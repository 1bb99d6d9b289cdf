//! Two officers with one dossier: nothing is overwritten, and nothing that was typed is lost.

use crate::kit::walk::{assess, close_without_follow_up};
use crate::kit::{World, visible};
use crate::{EMPLOYEE, OFFICER, on_both};

async fn nothing_overwritten(world: World) {
    world.staff().await;
    world
        .hire(
            "deputy@a.example",
            "Test deputy",
            world.montfoort,
            &[platform::Role::Officer],
        )
        .await;
    let reference = world
        .report(&world.sign_in(EMPLOYEE).await, &[("seen", "Iets.")])
        .await;
    let id = world.dossier_id(&reference).await;
    let (one, two) = (
        world.sign_in(OFFICER).await,
        world.sign_in("deputy@a.example").await,
    );
    let path = format!("/dossier/{id}/beoordelen");
    let version = two.get(&path).await.ok().hidden("version");
    assess(&one, id).await;
    let late = [
        ("version", version.as_str()),
        ("severity", "unclear"),
        ("why", "Te laat ingevuld."),
    ];
    let refused = two.post(&path, &late).await;
    assert_eq!(refused.status, 409);
    let version = refused.hidden("version");
    let page = refused.text();
    assert!(visible(&page).contains("Een collega heeft dit dossier intussen gewijzigd."));
    assert!(page.contains("Te laat ingevuld."), "what was typed stays");
    assert!(
        one.words(&format!("/dossier/{id}"))
            .await
            .contains("Drie concrete tekenen.")
    );
    // Having seen that, the second one may still say otherwise.
    let again = [
        ("version", version.as_str()),
        ("severity", "unclear"),
        ("why", "Te laat ingevuld."),
    ];
    two.post(&path, &again).await.moved();
}
on_both!(two_officers_at_once, nothing_overwritten);

/// What two officers do at once with a dossier that is closed.
async fn reopened_or_destroyed(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let fields = [("seen", "Iets."), ("contact", "none")];
    let reference = world.report(&employee, &fields).await;
    let id = world.dossier_id(&reference).await;
    let officer = world.sign_in(OFFICER).await;
    assess(&officer, id).await;
    close_without_follow_up(&officer, id).await;
    // Somebody looks at the closed dossier; a colleague takes it up again and closes it anew.
    let seen = officer
        .get(&format!("/dossier/{id}"))
        .await
        .ok()
        .hidden("version");
    let again = [("version", seen.as_str()), ("reason", "Nieuw nieuws.")];
    officer
        .post(&format!("/dossier/{id}/heropenen"), &again)
        .await
        .moved();
    close_without_follow_up(&officer, id).await;
    let stale = [
        ("version", seen.as_str()),
        ("reference", reference.as_str()),
    ];
    let path = format!("/dossier/{id}/vernietigen");
    let told = officer.post(&path, &stale).await;
    assert_eq!(told.status, 409, "what was not seen is not destroyed");
    let now = told.hidden("version");
    let this = [("version", now.as_str()), ("reference", reference.as_str())];
    officer.post(&path, &this).await.moved();
    assert_eq!(officer.get(&format!("/dossier/{id}")).await.status, 404);
}
on_both!(
    what_was_reopened_is_not_destroyed_unseen,
    reopened_or_destroyed
);

/// A typing fault does not hide that a colleague was first.
async fn a_fault_and_then_a_change(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let reference = world.report(&employee, &[("seen", "Iets.")]).await;
    let id = world.dossier_id(&reference).await;
    let (one, two) = (world.sign_in(OFFICER).await, world.sign_in(OFFICER).await);
    let path = format!("/dossier/{id}/beoordelen");
    let seen = two.get(&path).await.ok().hidden("version");
    assess(&one, id).await;
    let faulty = [
        ("version", seen.as_str()),
        ("severity", "unclear"),
        ("ages", "zeventien"),
        ("why", "Later ingevuld."),
    ];
    let shown = two.post(&path, &faulty).await.ok();
    assert_eq!(shown.hidden("version"), seen);
    let mended = [
        ("version", seen.as_str()),
        ("severity", "unclear"),
        ("why", "Later ingevuld."),
    ];
    assert_eq!(two.post(&path, &mended).await.status, 409);
}
on_both!(a_fault_renews_no_version, a_fault_and_then_a_change);
