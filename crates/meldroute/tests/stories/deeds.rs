//! What was agreed or planned: done where it stands, and taken back by who said so.

use platform::Role;
use testkit::case::{begin, join, plan};
use testkit::meeting::{TABLE, id_after, record};
use testkit::{Browser, World, on_both, visible};

use crate::cases::town;
use crate::meetings::{is_clean, met};

const NOT: [(&str, &str); 1] = [("action", "not")];
const BACK: &str = "Toch niet gedaan";

async fn deputy(world: &World) -> Browser {
    let roles = [Role::Officer];
    let (mail, name) = ("deputy@a.example", "Test Waarnemer");
    world.hire(mail, name, world.montfoort, &roles).await;
    world.sign_in(mail).await
}

async fn in_a_case(world: World) {
    let town = town(world).await;
    let (officer, [first, second, _]) = (&town.officer, town.ids);
    let case = begin(officer, first, "Kas langs de rondweg").await;
    join(officer, second, &case).await.moved();
    plan(officer, &case, second, "Ga langs", &[]).await.moved();
    let deed = format!(
        "{case}/actie/{}",
        id_after(&officer.page(&case).await, "/actie/")
    );
    let to = officer.post(&deed, &[]).await.moved();
    assert_eq!(to, format!("{case}?gedaan=case-done#plan"));
    let page = officer.words(&case).await;
    assert!(page.contains(BACK), "{page}");
    let closing = format!("{case}/sluiten");
    let waits = "kan nog niet sluiten";
    assert!(!officer.words(&closing).await.contains(waits));
    // A colleague neither sees the button nor takes it back.
    let other = deputy(&town.world).await;
    assert!(!other.words(&case).await.contains(BACK));
    let refused = other.post(&deed, &NOT).await.moved();
    assert_eq!(refused, format!("{case}?geweigerd=deed-of-other"));
    assert!(other.words(&refused).await.contains("Alleen wie dat zei"));
    // Here or in the dossier: it is to be done again, by the same day.
    for path in [
        deed.clone(),
        deed.replace(&case, &format!("/dossier/{second}")),
    ] {
        officer.post(&path, &NOT).await.moved();
        officer.post(&path, &NOT).await.moved();
        assert!(officer.words(&closing).await.contains(waits));
        let page = officer.words(&case).await;
        assert!(
            !page.contains(BACK) && page.contains("(15 januari 2027)"),
            "{page}"
        );
        officer.post(&path, &[]).await.moved();
        assert!(!officer.words(&closing).await.contains(waits));
    }
    // Who said it last takes it back.
    officer.post(&deed, &NOT).await.moved();
    other.post(&deed, &[]).await.moved();
    assert!(!officer.words(&case).await.contains(BACK));
    assert!(other.words(&case).await.contains(BACK));
    is_clean(&town.world).await;
}
on_both!(what_was_planned_is_done_and_taken_back, in_a_case);

async fn in_a_meeting(world: World) {
    let met = met(world).await;
    let meeting = testkit::meeting::plan(&met.officer, TABLE, &[]).await;
    let said = [
        ("text-1", "De wijkagent kent het."),
        ("what-1-0", "Kijk wie er woont"),
        ("day-1-0", "2027-01-15"),
    ];
    record(&met.officer, &meeting, &said).await.moved();
    let path = format!("/dossier/{}", met.bus);
    let action = id_after(&met.officer.page(&path).await, "/afspraak/");
    let deed = format!("{path}/afspraak/{action}");
    let (closing, waits) = (format!("{path}/afsluiten"), "in een overleg is afgesproken");
    met.officer.post(&deed, &[]).await.moved();
    assert!(!met.officer.words(&closing).await.contains(waits));
    let other = deputy(&met.world).await;
    assert!(!other.words(&path).await.contains(BACK));
    let refused = other.post(&deed, &NOT).await.text();
    assert!(
        visible(&refused).contains("Alleen wie dat zei"),
        "{}",
        visible(&refused)
    );
    assert!(met.officer.words(&path).await.contains(BACK));
    met.officer.post(&deed, &NOT).await.moved();
    assert!(met.officer.words(&closing).await.contains(waits));
    is_clean(&met.world).await;
}
on_both!(what_was_agreed_is_done_and_taken_back, in_a_meeting);
