//! What nobody wants any more is gone, and what nobody wanted yet is nobody's.

use platform::blobs;
use platform::clock::{DAY, HOUR};

use super::{count, noise, sweep};
use testkit::on_both;
use testkit::walk::{
    ask_for_import, assess, close_without_follow_up, destroy, import_register, upload_register,
};
use testkit::{Kind, World};

/// An upload that no act came for, because the process was killed in between: nobody can open it, no
/// copy holds it, and it is swept; one of this very moment is not.
async fn swept(world: World) {
    world.staff().await;
    let came = world.app.spool.keep(&noise(600, 1)).await.unwrap();
    let left = blobs::store(&world.app, world.montfoort, &came).await;
    drop(left);
    assert_eq!(count(&world, "blob where owner is null").await, 1);
    let begun = world.clock.now();
    world.clock.set(begun + HOUR / 2);
    sweep(&world).await;
    assert_eq!(count(&world, "blob").await, 1, "its act may still come");
    world.clock.set(begun + 3 * HOUR);
    sweep(&world).await;
    assert_eq!(count(&world, "blob").await, 0);
    assert_eq!(count(&world, "blob_chunk").await, 0);
}
on_both!(what_no_act_came_for_is_swept, swept);

/// An extract whose time is over goes by itself. A file whose import was asked for waits for that,
/// however long nobody worked on it.
async fn over(world: World) {
    world.staff().await;
    let officer = world.sign_in("officer@a.example").await;
    let columns = "Voornaam;Achternaam\nMirela;Fantasia\n";
    import_register(&officer, "brp", columns.as_bytes(), "replace").await;
    let ready = "register_import where state = 'ready'";
    assert_eq!(count(&world, ready).await, 1);
    let asked = upload_register(&officer, "bag", "bag.csv", b"Straat\nVerzonnenkade\n").await;
    ask_for_import(&officer, &asked, "replace").await;
    let left = upload_register(&officer, "kvk", "kvk.csv", b"Naam\nNiets\n").await;
    assert_ne!(asked, left);
    world.clock.set(world.clock.now() + 2 * DAY);
    sweep(&world).await;
    assert_eq!(
        count(&world, ready).await,
        2,
        "what was asked for is read in"
    );
    assert_eq!(count(&world, "register_upload").await, 0);
    world.clock.set(world.clock.now() + 500 * DAY);
    sweep(&world).await;
    assert_eq!(count(&world, ready).await, 0);
}
on_both!(an_extract_goes_when_its_time_is_over, over);

/// The act that comes too late writes nothing.
async fn too_late(world: World) {
    let came = world.app.spool.keep(b"te laat").await.unwrap();
    let waiting = blobs::store(&world.app, world.montfoort, &came)
        .await
        .unwrap();
    world.clock.set(world.clock.now() + 3 * HOUR);
    sweep(&world).await;
    let mut tx = world.app.db.begin().await.unwrap();
    let attached = waiting.attach(&mut tx, uuid::Uuid::nil()).await;
    assert!(matches!(attached, Err(platform::Error::Busy)));
}
on_both!(an_act_that_comes_too_late_is_told, too_late);

#[tokio::test]
async fn what_waits_is_in_no_copy() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let came = world.app.spool.keep(&noise(600, 1)).await.unwrap();
    drop(blobs::store(&world.app, world.montfoort, &came).await);
    let officer = world.sign_in("officer@a.example").await;
    upload_register(&officer, "brp", "brp.csv", b"Naam\nMirela\n").await;
    let file = world.dir.path().join("copy.db").display().to_string();
    let without = meldroute::backup::TRANSIENT;
    world.app.db.copy_to(&file, without).await.unwrap();
    let copy = platform::db::Db::open(&format!("sqlite:{file}")).await;
    let mut tx = copy.unwrap().read().await.unwrap();
    for table in ["blob", "blob_chunk"] {
        let sql: &'static str = format!("select count(*) as n from {table}").leak();
        let there: i64 = tx.must(sql, vec![]).await.unwrap().get("n").unwrap();
        assert_eq!(there, 1, "{table}: only what has an owner");
    }
}

/// Nothing of a file is in the clear, in the database or beside it.
#[tokio::test]
async fn no_file_of_the_folder_says_what_was_sent() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let officer = world.sign_in("officer@a.example").await;
    let extract = b"Naam\n".iter().chain(b"Zwaluwstaart\n".iter().cycle());
    let extract: Vec<u8> = extract.copied().take(700_000).collect();
    upload_register(&officer, "brp", "brp.csv", &extract).await;
    let (mut searched, mut large) = (0, false);
    for entry in std::fs::read_dir(world.dir.path()).unwrap().flatten() {
        if entry.path().is_file() {
            let bytes = std::fs::read(entry.path()).unwrap();
            assert!(!bytes.windows(12).any(|part| part == b"Zwaluwstaart"));
            large |= bytes.len() > extract.len();
            searched += 1;
        }
    }
    assert!(searched >= 2 && large, "it is in one of {searched} files");
}

/// A destroyed dossier takes its files along; a file of a register goes once it is imported, or
/// when nobody names its columns for a day.
async fn with_its_owner(world: World) {
    world.staff().await;
    let employee = world.sign_in("employee@a.example").await;
    let officer = world.sign_in("officer@a.example").await;
    let form = employee.get("/melden/persoon").await.ok().hidden("form-id");
    let fields = [
        ("form-id", form.as_str()),
        ("seen", "Een foto."),
        ("contact", "none"),
        ("action", "send"),
    ];
    let photo = noise(400, 3);
    let to = employee
        .upload("/melden/persoon", &fields, &[("foto.png", &photo)])
        .await
        .moved();
    let reference = world.reference(&employee, &to).await;
    let id = world.dossier_id(&reference).await;
    upload_register(&officer, "brp", "brp.csv", b"Naam\nMirela\n").await;
    assert_eq!(count(&world, "blob").await, 2);
    assess(&officer, id).await;
    close_without_follow_up(&officer, id).await;
    world.clock.set(world.clock.now() + 2 * DAY);
    sweep(&world).await;
    assert_eq!(count(&world, "register_upload").await, 0);
    assert_eq!(count(&world, "blob").await, 1, "the photo stays");
    world.clock.set(world.clock.now() + 20 * 365 * DAY);
    let officer = world.sign_in("officer@a.example").await;
    officer.get(&format!("/dossier/{id}")).await.ok();
    destroy(&officer, id, &reference).await.moved();
    assert_eq!(count(&world, "blob").await, 0);
    assert_eq!(count(&world, "blob_chunk").await, 0);
}
on_both!(a_blob_goes_with_its_owner, with_its_owner);
