//! How long a location is kept: the term is the policy's, and after it nothing stays.

use platform::clock::DAY;
use testkit::location::{begin, link, send};
use testkit::walk::{assess, close_without_follow_up, destroy};
use testkit::{Kind, World, on_both};

const OFFICER: &str = "officer@a.example";

async fn is_clean(world: &World) {
    for finding in meldroute::checks::check(&world.app).await.unwrap() {
        assert!(finding.good, "{}: {}", finding.what, finding.detail);
    }
}

/// As the hourly round does.
async fn sweep(world: &World) {
    ::response::locations::sweep(&world.app).await.unwrap();
}

async fn count(world: &World, sql: &'static str) -> i64 {
    let mut tx = world.app.db.read().await.unwrap();
    tx.must(sql, vec![]).await.unwrap().get("n").unwrap()
}

const LOCATIONS: &str = "select count(*) as n from location";
const LINKS: &str = "select count(*) as n from location_link";

/// What is not watched any more goes after five years; not before, and not while a dossier there is open.
async fn kept(world: World) {
    world.staff().await;
    let officer = world.sign_in(OFFICER).await;
    officer.open_vault().await;
    let employee = world.sign_in("employee@a.example").await;
    let reference = world
        .report(&employee, &[("seen", "Iets."), ("contact", "none")])
        .await;
    let id = world.dossier_id(&reference).await;
    let location = begin(&officer, "Verzonnenkade", &[]).await;
    let stays = begin(&officer, "Nergensweg", &[]).await;
    link(&officer, id, "Verzonnenkade 14").await.moved();
    send(&officer, &location, "einde", ("reason", "Dicht."))
        .await
        .moved();
    let term = i64::from(
        world
            .app
            .tenants
            .get(world.montfoort)
            .unwrap()
            .kept
            .ended_location_days,
    );
    assert_eq!(term, 1825);
    let now = world.clock.now();
    world.clock.set(now + (term - 1) * DAY);
    sweep(&world).await;
    assert_eq!(count(&world, LOCATIONS).await, 2, "its time is not over");
    world.clock.set(now + (term + 1) * DAY);
    sweep(&world).await;
    assert_eq!(count(&world, LOCATIONS).await, 2, "its dossier is open");
    let officer = world.sign_in(OFFICER).await;
    assess(&officer, id).await;
    close_without_follow_up(&officer, id).await;
    sweep(&world).await;
    assert_eq!(count(&world, LOCATIONS).await, 1);
    assert_eq!(count(&world, LINKS).await, 0);
    assert_eq!(officer.get(&location).await.status, 404);
    officer.get(&stays).await.ok();
    let auditor = world.sign_in("auditor@a.example").await;
    let log = auditor.words("/controle").await;
    assert!(log.contains("locatie vernietigd"), "{log}");
    is_clean(&world).await;
}
on_both!(a_location_goes_after_its_term, kept);

/// As long as a dossier there cannot be found, nothing says that it is closed.
async fn not_found(world: World) {
    world.staff().await;
    let officer = world.sign_in(OFFICER).await;
    officer.open_vault().await;
    let employee = world.sign_in("employee@a.example").await;
    let reference = world
        .report(&employee, &[("seen", "Iets."), ("contact", "none")])
        .await;
    let id = world.dossier_id(&reference).await;
    let location = begin(&officer, "Verzonnenkade", &[]).await;
    link(&officer, id, "Verzonnenkade 14").await.moved();
    send(&officer, &location, "einde", ("reason", "Dicht."))
        .await
        .moved();
    assess(&officer, id).await;
    close_without_follow_up(&officer, id).await;
    let mut tx = world.app.db.begin().await.unwrap();
    let sql = "update signal set tenant =
      (select id from municipality where id <> signal.tenant limit 1)";
    tx.exec(sql, vec![]).await.unwrap();
    tx.commit_unaudited("damaged in a test").await.unwrap();
    world.clock.set(world.clock.now() + 2000 * DAY);
    sweep(&world).await;
    assert_eq!(count(&world, LOCATIONS).await, 1, "it was not found");
}
on_both!(a_location_stays_while_a_dossier_is_not_found, not_found);

/// A dossier that is destroyed leaves the place, and nothing of it stays there.
async fn without(world: World) {
    world.staff().await;
    let officer = world.sign_in(OFFICER).await;
    officer.open_vault().await;
    let employee = world.sign_in("employee@a.example").await;
    let reference = world
        .report(&employee, &[("seen", "Kwikstaart."), ("contact", "none")])
        .await;
    let id = world.dossier_id(&reference).await;
    let location = begin(&officer, "Verzonnenkade", &[]).await;
    link(&officer, id, "Verzonnenkade 14").await.moved();
    assess(&officer, id).await;
    close_without_follow_up(&officer, id).await;
    destroy(&officer, id, &reference).await.moved();
    assert_eq!(count(&world, LINKS).await, 0);
    let words = officer.words(&location).await;
    assert!(!words.contains("Kwikstaart") && words.contains("Verzonnenkade 14"));
    is_clean(&world).await;
}
on_both!(a_destroyed_dossier_leaves_its_location, without);

/// What is damaged of it keeps nobody from the dossier, and is told there.
async fn damaged(world: World) {
    let (officer, id) = world.reported(&[("seen", "Iets.")], &[]).await;
    let location = begin(&officer, "Verzonnenkade", &[]).await;
    link(&officer, id, "Verzonnenkade 14").await.moved();
    let mut tx = world.app.db.begin().await.unwrap();
    let sql = "update location_link set at = at + 1";
    tx.exec(sql, vec![]).await.unwrap();
    tx.commit_unaudited("damaged in a test").await.unwrap();
    let told = "Een deel van wat hier over locaties stond, is beschadigd";
    let words = officer.words(&format!("/dossier/{id}")).await;
    assert!(words.contains(told), "{words}");
    officer.get(&location).await.ok();
    let mut tx = world.app.db.begin().await.unwrap();
    let sql = "update location_link set at = at - 1";
    tx.exec(sql, vec![]).await.unwrap();
    let sql = "update location set sealed = proof";
    tx.exec(sql, vec![]).await.unwrap();
    tx.commit_unaudited("damaged in a test").await.unwrap();
    let words = officer.words(&format!("/dossier/{id}")).await;
    assert!(words.contains(told), "{words}");
    for path in ["/werk", "/locaties", "/locaties/kaart"] {
        officer.get(path).await.ok();
    }
}
on_both!(a_damaged_location_keeps_nobody_from_the_dossier, damaged);

/// Beside the worklist stands how many of those that are due cannot be read.
async fn told_apart(world: World) {
    world.staff().await;
    let officer = world.sign_in(OFFICER).await;
    for street in ["Verzonnenkade", "Nergensweg"] {
        begin(&officer, street, &[("next", "2026-11-18")]).await;
    }
    let words = officer.words("/werk").await;
    assert!(!words.contains("beschadigd"), "{words}");
    let mut tx = world.app.db.begin().await.unwrap();
    let sql = "update location set sealed = proof";
    tx.exec(sql, vec![]).await.unwrap();
    tx.commit_unaudited("damaged in a test").await.unwrap();
    let words = officer.words("/werk").await;
    assert!(
        words.contains("2 van deze locaties zijn beschadigd"),
        "{words}"
    );
}
on_both!(a_notice_says_how_many_cannot_be_read, told_apart);

/// No file of the data folder holds an address, nor, after the term, what was sealed of it.
#[tokio::test]
async fn a_location_that_goes_leaves_nothing_in_any_file() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let officer = world.sign_in(OFFICER).await;
    let more = [("note", "Kanariegeel hek."), ("postcode", "3417 AB")];
    let location = begin(&officer, "Verzonnenkade", &more).await;
    send(&officer, &location, "einde", ("reason", "Dicht."))
        .await
        .moved();
    let mut tx = world.app.db.read().await.unwrap();
    let sql = "select sealed, wrapped_key from location";
    let row = tx.must(sql, vec![]).await.unwrap();
    let sealed: Vec<u8> = row.get("sealed").unwrap();
    let key: Vec<u8> = row.get("wrapped_key").unwrap();
    drop(tx);
    let holds = |bytes: &[u8]| {
        let files = std::fs::read_dir(world.dir.path()).unwrap();
        let files = files.map(|file| std::fs::read(file.unwrap().path()).unwrap_or_default());
        let mut files = files.collect::<Vec<_>>().into_iter();
        files.any(|file| file.windows(bytes.len()).any(|part| part == bytes))
    };
    assert!(holds(&sealed) && holds(&key), "it is kept");
    for word in ["Verzonnenkade", "verzonnenkade", "Kanariegeel", "3417 AB"] {
        assert!(!holds(word.as_bytes()), "{word}");
    }
    world.clock.set(world.clock.now() + 2000 * DAY);
    sweep(&world).await;
    assert_eq!(count(&world, LOCATIONS).await, 0);
    assert!(!holds(&key), "its key is in no file");
    assert!(!holds(&sealed), "nor is it");
}
