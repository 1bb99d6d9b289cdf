//! Whoever sends more files at once than there is room for loses none of their words.

use platform::forms::MAX_FILE;

use super::{count, noise};
use testkit::{World, on_both};

/// The largest piece that is sent at once here.
const PIECE: usize = 4 * MAX_FILE;

async fn crowded(world: World) {
    world.staff().await;
    let employee = world.sign_in("employee@a.example").await;
    let id = employee.get("/melden/persoon").await.ok().hidden("form-id");
    let fields = [
        ("form-id", id.as_str()),
        ("seen", "Zwaluwen onder het dak"),
        ("action", "send"),
    ];
    let photo: &[(&str, &[u8])] = &[("zwaluwen.png", &noise(300, 1))];

    // Somebody else's share is full: no matter. Her own is: the form comes back.
    let who = world.people.lock().unwrap()["employee@a.example"].id.into();
    let mut kept = Vec::new();
    while let Ok(came) = world.app.spool.of(who).keep(&vec![7; PIECE]).await {
        kept.push(came);
    }
    let rest = world.app.spool.of(who);
    while let Ok(came) = rest.keep(&[7]).await {
        kept.push(came);
    }
    let answer = employee.upload("/melden/persoon", &fields, photo).await;
    let page = answer.ok().text();
    assert!(page.contains("het is te druk"), "{page}");
    assert!(page.contains("Zwaluwen onder het dak"), "what was typed");
    assert_eq!(count(&world, "signal").await, 0);

    let officer = world.sign_in("officer@a.example").await;
    let other = officer.get("/melden/persoon").await.ok().hidden("form-id");
    let theirs = [
        ("form-id", other.as_str()),
        ("seen", "Een reiger"),
        ("action", "send"),
    ];
    officer.upload("/melden/persoon", &theirs, photo).await;
    assert_eq!(count(&world, "signal").await, 1);

    drop(kept);
    employee.upload("/melden/persoon", &fields, photo).await;
    assert_eq!(count(&world, "signal").await, 2);
}
on_both!(a_form_whose_file_finds_no_room_comes_back, crowded);
