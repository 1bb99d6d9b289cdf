//! Two officers with one dossier: nothing is overwritten, and nothing that was typed is lost.

use super::{EMPLOYEE, OFFICER};
use testkit::walk::{assess, close_without_follow_up, destroy};
use testkit::{World, on_both, visible};

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

/// A dossier that was closed meanwhile takes nothing, and keeps the words of whoever was typing.
async fn closed_meanwhile(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let fields = [("seen", "Iets."), ("contact", "none")];
    let reference = world.report(&employee, &fields).await;
    let id = world.dossier_id(&reference).await;
    let (one, two) = (world.sign_in(OFFICER).await, world.sign_in(OFFICER).await);
    assess(&one, id).await;
    let path = format!("/dossier/{id}/beoordelen");
    let version = two.get(&path).await.ok().hidden("version");
    close_without_follow_up(&one, id).await;
    let typed = [
        ("version", version.as_str()),
        ("severity", "serious"),
        ("why", "Hier dacht ik lang over na."),
    ];
    let told = two.post(&path, &typed).await;
    assert_eq!(told.status, 409);
    let page = told.text();
    assert!(visible(&page).contains("sloot dit dossier intussen af"));
    assert!(page.contains("Hier dacht ik lang over na."));
    // Both take it up again: the reason of the second one waits as a note.
    let page = one.get(&format!("/dossier/{id}")).await.ok();
    let version = page.hidden("version");
    let path = format!("/dossier/{id}/heropenen");
    let mine = [("version", version.as_str()), ("reason", "Nieuw nieuws.")];
    one.post(&path, &mine).await.moved();
    let theirs = [
        ("version", version.as_str()),
        ("reason", "Een tip van buiten."),
    ];
    let page = two.post(&path, &theirs).await.ok().text();
    assert!(visible(&page).contains("staat hier klaar als notitie"));
    assert!(page.contains(">Een tip van buiten.</textarea>"));
}
on_both!(
    what_was_typed_stays_when_a_colleague_closes,
    closed_meanwhile
);

/// A form that is sent twice writes once.
async fn noted_once(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let reference = world.report(&employee, &[("seen", "Iets.")]).await;
    let id = world.dossier_id(&reference).await;
    let officer = world.sign_in(OFFICER).await;
    for _ in 0..2 {
        let path = format!("/dossier/{id}/notitie");
        officer.post(&path, &[("text", "Gebeld.")]).await.moved();
    }
    let page = officer.words(&format!("/dossier/{id}")).await;
    assert_eq!(page.matches("Gebeld.").count(), 1);
}
on_both!(a_note_that_is_sent_twice_stands_once, noted_once);

/// A name that is being sealed anew does not bring a dossier back that goes meanwhile.
async fn renewed_meanwhile(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let fields = [("seen", "Iets."), ("contact", "none")];
    let reference = world.report(&employee, &fields).await;
    let id = world.dossier_id(&reference).await;
    let officer = world.sign_in(OFFICER).await;
    assess(&officer, id).await;
    close_without_follow_up(&officer, id).await;
    let mut read = world.app.db.read().await.unwrap();
    let stale = route::signals::stale(
        &mut read,
        &world.app,
        world.montfoort,
        (i64::MAX, i64::MAX),
        (uuid::Uuid::nil().into(), 9),
    );
    let stale = stale.await.unwrap().0.remove(0);
    drop(read);
    destroy(&officer, id, &reference).await.moved();
    let mut tx = world.app.db.begin().await.unwrap();
    let renewed = route::signals::renew(&mut tx, &world.app, stale, (None, [0; 32]), 99).await;
    assert!(
        matches!(renewed, Err(platform::Error::Conflict)),
        "{renewed:?}"
    );
    drop(tx);
    assert_eq!(officer.get(&format!("/dossier/{id}")).await.status, 404);
}
on_both!(what_is_destroyed_does_not_come_back, renewed_meanwhile);

/// An address that means nothing is a page that is not there, in words.
async fn no_such_address(world: World) {
    world.staff().await;
    let officer = world.sign_in(OFFICER).await;
    for path in ["/dossier/abc", "/mijn/abc", "/dossier/abc/beoordelen"] {
        let answer = officer.get(path).await;
        assert_eq!(answer.status, 404, "{path}");
        assert!(
            visible(&answer.text()).contains("Deze pagina is er niet"),
            "{path}"
        );
    }
}
on_both!(an_address_that_means_nothing_is_not_there, no_such_address);
