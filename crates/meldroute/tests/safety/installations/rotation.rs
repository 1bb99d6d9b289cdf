//! A next instance key, while people work.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use meldroute::wiring::{Manner, assemble};
use platform::db::Db;
use platform::keys::{KeyFile, Keyring};
use platform::root;
use vault::Key;

use testkit::{Browser, Kind, PASSPHRASE, World, on_both, postgres, visible};

/// A program on this database with the keys of this folder, or why it does not start.
async fn start(url: &str, keys: Keyring, world: &World) -> Result<platform::App, String> {
    let db = Db::open(url).await.unwrap();
    let manner = Manner::quiet(world.clock.clone());
    assemble(db, keys, manner)
        .await
        .map_err(|error| error.to_string())
}

/// As `meldroute rotate-key --data FOLDER` does.
async fn rotate(world: &World) -> root::Rotated {
    let keys = Keyring::load(world.dir.path(), false).unwrap();
    let command = start(&world.url, keys, world).await.unwrap();
    let rotated = root::rotate(&command, None).await.unwrap();
    command.db.close().await;
    rotated
}

/// The database as it is now, somewhere else.
async fn copy(world: &World, folder: &std::path::Path) -> String {
    if world.url.starts_with("sqlite:") {
        let file = folder.join("copy.db").display().to_string();
        world.app.db.copy_to(&file, &[]).await.unwrap();
        return format!("sqlite:{file}");
    }
    let file = folder.join("dump.sql");
    std::fs::write(&file, postgres::dump(&world.url)).unwrap();
    postgres::restored(&file)
}

/// People work until they are told to stop; gives how often.
fn busy(
    browser: Browser,
    path: &'static str,
    stop: &Arc<AtomicBool>,
) -> tokio::task::JoinHandle<usize> {
    let stop = stop.clone();
    let reports = path == "/melden/persoon";
    tokio::spawn(async move {
        let mut done = 0;
        while !stop.load(Ordering::SeqCst) {
            // More than was ever sent: a form as any other.
            let page = browser.get(&format!("{path}?na=100000")).await.ok();
            if reports {
                let form = page.hidden("form-id");
                let fields = [
                    ("form-id", form.as_str()),
                    ("seen", "Terwijl de sleutel wisselt."),
                    ("contact", "here"),
                    ("action", "send"),
                    ("apart", "yes"),
                ];
                browser.post(path, &fields).await.moved();
            }
            done += 1;
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
        done
    })
}

async fn is_clean(world: &World) {
    for finding in meldroute::checks::check(&world.app).await.unwrap() {
        assert!(finding.good, "{}: {}", finding.what, finding.detail);
    }
}

async fn opens_everything(world: &World, reference: &str) {
    is_clean(world).await;
    let officer = world.sign_in("officer@a.example").await;
    officer
        .post("/kluis/openen", &[("passphrase", PASSPHRASE)])
        .await
        .moved();
    let id = world.dossier_id(reference).await;
    let page = visible(&officer.get(&format!("/dossier/{id}")).await.ok().text());
    assert!(
        page.contains("Van voor de wissel.") && page.contains("Test employee"),
        "{page}"
    );
}

/// The old key alone, whatever number it is given.
async fn the_old_key_opens_nothing_of_now(world: &World, old: &KeyFile) {
    let stored = root_row(world).await;
    for number in 1..=3 {
        let renamed = old.newest().clone().numbered(number);
        assert!(renamed.unwrap_key(&stored, "root").is_err());
        let keys = Keyring::new(renamed);
        assert!(start(&world.url, keys, world).await.is_err());
    }
}

/// A copy from before the replacement.
async fn then_asks_for_the_key_of_then(
    world: &World,
    before: &str,
    (old, new): (&KeyFile, &KeyFile),
) {
    let keys = Keyring::new(new.newest().clone());
    let refused = start(before, keys, world).await.err().unwrap();
    assert!(
        refused.contains("number 1") && refused.contains("number 3"),
        "{refused}"
    );
    let keys = Keyring::new(old.newest().clone());
    let then = start(before, keys, world).await.unwrap();
    assert_eq!(then.tenants.all().len(), 2);
}

async fn rotates(mut world: World) {
    world.staff().await;
    let mut beside = world.beside().await;
    let employee = world.sign_in("employee@a.example").await;
    let reference = world
        .report(&employee, &[("seen", "Van voor de wissel.")])
        .await;
    let officer = world.sign_in("officer@a.example").await;
    let there = beside.sign_in("coordinator@a.example").await;
    let old = KeyFile::read(&world.dir.path().join("keys/instance.key")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let before = copy(&world, folder.path()).await;

    let stop = Arc::new(AtomicBool::new(false));
    let work = [
        busy(employee, "/melden/persoon", &stop),
        busy(officer, "/werk", &stop),
        busy(there, "/melden/persoon", &stop),
    ];
    for number in [2, 3] {
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        let rotated = rotate(&world).await;
        assert_eq!((rotated.number, rotated.first_key_opens), (number, false));
    }
    tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    stop.store(true, Ordering::SeqCst);
    for one in work {
        assert!(one.await.unwrap() > 1, "they could work");
    }
    is_clean(&world).await;
    is_clean(&beside).await;

    // At a next start the new file is wanted, here and on the other machine.
    let file = world.dir.path().join("keys/instance.key");
    let new = KeyFile::read(&file).unwrap();
    assert_eq!(new.keys().map(Key::number).collect::<Vec<_>>(), [3]);
    world.start_again().await;
    opens_everything(&world, &reference).await;
    let keys = Keyring::load(beside.dir.path(), false).unwrap();
    let refused = start(&world.url, keys, &world).await.err().unwrap();
    assert!(
        refused.contains("number 3") && refused.contains("number 1"),
        "{refused}"
    );
    std::fs::copy(&file, beside.dir.path().join("keys/instance.key")).unwrap();
    beside.start_again().await;
    opens_everything(&beside, &reference).await;

    the_old_key_opens_nothing_of_now(&world, &old).await;
    then_asks_for_the_key_of_then(&world, &before, (&old, &new)).await;
}
on_both!(the_key_is_replaced_while_people_work, rotates);

async fn root_row(world: &World) -> Vec<u8> {
    let mut tx = world.app.db.read().await.unwrap();
    let row = tx.must("select wrapped from instance_root", vec![]).await;
    row.unwrap().get("wrapped").unwrap()
}

/// Cut off after the new key is in the file and before the database asks for it, and the other way
/// round: the file opens the database, and a next rotation goes on.
#[tokio::test]
async fn a_rotation_that_was_cut_off_is_done_again() {
    let mut world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let file = world.dir.path().join("keys/instance.key");
    let first = KeyFile::read(&file).unwrap();
    let stray = KeyFile::of(Key::random().numbered(2));
    stray.with(first.newest()).write(&file).unwrap();
    world.start_again().await;
    let said = meldroute::checks::check(&world.app).await.unwrap();
    let key = said.iter().find(|one| one.what == "instance key").unwrap();
    assert!(
        key.good && key.detail.contains("another one"),
        "{}",
        key.detail
    );
    assert_eq!(rotate(&world).await.number, 2);
    let second = KeyFile::read(&file).unwrap();
    second.with(first.newest()).write(&file).unwrap();
    world.start_again().await;
    assert_eq!(rotate(&world).await.number, 3);
    let third = KeyFile::read(&file).unwrap();
    assert_eq!(third.keys().count(), 1);
    world.start_again().await;
    is_clean(&world).await;
}

/// Two rotations at once: one is done, or one after the other; the file opens the database.
#[tokio::test(flavor = "multi_thread")]
async fn two_rotations_at_once_leave_a_key_that_opens() {
    let world = World::new(Kind::Sqlite).await;
    let folder = world.dir.path().to_owned();
    let both = (0..4).map(|_| {
        let (url, folder, clock) = (world.url.clone(), folder.clone(), world.clock.clone());
        tokio::spawn(async move {
            let db = Db::open(&url).await.unwrap();
            let keys = Keyring::load(&folder, false).unwrap();
            let app = assemble(db, keys, Manner::quiet(clock)).await;
            match app {
                Ok(app) => root::rotate(&app, None).await.is_ok(),
                Err(_) => false,
            }
        })
    });
    let mut done = 0;
    for one in both.collect::<Vec<_>>() {
        done += u16::from(one.await.unwrap());
    }
    assert!(done >= 1);
    let keys = Keyring::load(&folder, false).unwrap();
    assert_eq!(keys.file().newest().number(), done + 1);
    start(&world.url, keys, &world).await.unwrap();
}

/// A key that systemd gives is written elsewhere, and the file in use stays as it is.
#[tokio::test]
async fn a_key_can_be_written_apart() {
    let mut world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let file = world.dir.path().join("keys/instance.key");
    let (old, apart) = (
        std::fs::read(&file).unwrap(),
        world.dir.path().join("next.key"),
    );
    let keys = Keyring::load(world.dir.path(), false).unwrap();
    let command = start(&world.url, keys, &world).await.unwrap();
    root::rotate(&command, Some(&apart)).await.unwrap();
    assert!(
        root::rotate(&command, Some(&apart)).await.is_err(),
        "never overwrites"
    );
    assert_eq!(std::fs::read(&file).unwrap(), old);
    std::fs::rename(&apart, &file).unwrap();
    world.start_again().await;
    is_clean(&world).await;
}
