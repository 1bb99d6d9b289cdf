//! "Opens, migrates and loses nothing."

use meldroute::config::Place;
use meldroute::wiring::{Manner, Missing, open, router};
use platform::db::Db;
use platform::stretching::Costs;
use platform::{Clock, DossierId, Role, params};
use uuid::Uuid;

use super::kept::{self, Known, counts};
use testkit::walk::subjects;
use testkit::{Kind, PASSPHRASE, Person, World, postgres, visible};

/// Unpacks an installation; gives where it is and what its maker wrote down.
pub fn unpacked(version: &str, kind: Kind) -> (tempfile::TempDir, Place, Known) {
    let dir = tempfile::tempdir().unwrap();
    kept::unpack(&kept::file(version, kind), dir.path());
    let known = std::fs::read(dir.path().join("known.json")).unwrap();
    let database =
        (kind == Kind::Postgres).then(|| postgres::restored(&dir.path().join("dump.sql")));
    let place = Place {
        data: dir.path().to_owned(),
        database,
    };
    (dir, place, serde_json::from_slice(&known).unwrap())
}

/// The program of today on it, an hour after it was made.
async fn world(dir: tempfile::TempDir, place: &Place, known: &Known) -> World {
    let clock = Clock::at(known.made_at + 3_600_000);
    let manner = Manner {
        costs: Costs::FULL,
        missing: Missing::Taken,
        program: Some(testkit::program()),
        ..Manner::quiet(clock.clone())
    };
    let app = open(place, manner, false).await.unwrap();
    let link = meldroute::setup::Link::new(dir.path(), None);
    let found = app.tenants.all();
    let tenant = |code: &str| {
        let mut all = found.iter();
        all.find(|one| one.pack.municipality.code.get_ref() == code)
            .unwrap()
            .tenant
    };
    let people = known.people.iter().map(|(email, (id, code))| {
        let person = Person {
            id: *id,
            email: email.clone(),
            code: code.clone(),
        };
        (email.clone(), person)
    });
    World {
        router: router(&app, std::sync::Arc::new(link)),
        clock,
        url: meldroute::wiring::database_url(place),
        instance: vault::Key::random(),
        montfoort: tenant("GM0335"),
        other: found
            .iter()
            .find(|one| one.tenant != tenant("GM0335"))
            .unwrap()
            .tenant,
        people: std::sync::Mutex::new(people.collect()),
        vaults: std::collections::BTreeMap::new(),
        costs: Costs::FULL,
        requests: std::sync::Arc::default(),
        dir,
        app,
    }
}

/// An officer finds every dossier on the list, with everything in it, and who reported it.
async fn officer_finds_everything(world: &World, known: &Known) {
    let officer = world.sign_in("officer@a.example").await;
    let held = visible(&officer.get("/verder?naar=/zoeken").await.ok().text());
    assert!(held.contains("wie is dit"), "the held form: {held}");
    officer
        .post("/kluis/openen", &[("passphrase", PASSPHRASE)])
        .await
        .moved();
    let list =
        officer.get("/werk").await.ok().text() + &officer.get("/afgesloten").await.ok().text();
    for dossier in &known.dossiers {
        let path = format!("/dossier/{}", dossier.id);
        assert!(list.contains(&path), "{} is on no list", dossier.reference);
        let page = officer.get(&path).await.ok().text();
        let words = visible(&page);
        for word in dossier.words.iter().chain([&dossier.reporter]) {
            assert!(words.contains(word.as_str()), "{word} is not in {words}");
        }
        for link in ["/bestand/", "/overdracht/"] {
            for found in page.split(link).skip(1) {
                let file = officer.get(&format!("{path}{link}{}", &found[..36])).await;
                assert!(!file.ok().bytes.is_empty(), "{link}");
            }
        }
    }
    let found = visible(&officer.search("Fantasia", "Is er niets weg?").await);
    assert!(found.contains("Mirela Fantasia"), "{found}");
    officer.get("/registers").await.ok();
}

/// What stood in rows stands in chunks: files of signals, and those that wait to be imported.
async fn content_moved(world: &World) {
    let officer = world.sign_in("officer@a.example").await;
    let mut tx = world.app.db.read().await.unwrap();
    let files = tx.rows("select id, signal from file", params![]).await;
    let waiting = tx.rows("select id from register_upload", params![]).await;
    let blobs = tx.must(
        "select count(*) as n from blob where owner is not null",
        params![],
    );
    let (blobs, files, waiting) = (blobs.await.unwrap(), files.unwrap(), waiting.unwrap());
    drop(tx);
    assert!(!files.is_empty() && !waiting.is_empty());
    let moved = i64::try_from(files.len() + waiting.len()).unwrap();
    assert_eq!(blobs.get::<i64>("n").unwrap(), moved);
    for file in files {
        let (id, signal): (Uuid, DossierId) =
            (file.get("id").unwrap(), file.get("signal").unwrap());
        let path = format!("/dossier/{signal}/bestand/{id}");
        let bytes = officer.get(&path).await.ok().bytes;
        assert!(bytes.starts_with(b"\x89PNG"), "{path}");
    }
    for upload in waiting {
        let id: Uuid = upload.get("id").unwrap();
        let page = officer.words(&format!("/registers/kolommen/{id}")).await;
        assert!(
            page.contains("Voornamen") && page.contains("Radboud"),
            "{page}"
        );
        let to = testkit::walk::ask_for_import(&officer, &id.to_string(), "replace").await;
        officer.background().await;
        let said = officer.words(&to).await;
        // It was imported before, and is known again: its fingerprint is that of then.
        assert!(said.contains("Dit bestand is al ingelezen"), "{said}");
    }
}

/// Reporters have their signals and drafts; the coordinator what was shared.
async fn reporters_have_what_is_theirs(world: &World) {
    let employee = world.sign_in("employee@a.example").await;
    let told = visible(&employee.get("/mijn/1").await.ok().text());
    assert!(told.contains("Dank u. Het is doorgezet."), "{told}");
    let draft = employee.get("/melden/persoon").await.ok().text();
    assert!(draft.contains("Een concept: nog niet af."));
    let coordinator = world.sign_in("coordinator@a.example").await;
    let shared = visible(&coordinator.get("/gedeeld").await.ok().text());
    assert!(shared.contains("een loods met matrassen"), "{shared}");
    // Nobody heard of colleagues then, and no partner had an account.
    for role in Role::ALL
        .into_iter()
        .filter(|role| !matches!(role, Role::Integrity | Role::Partner))
    {
        world.sign_in(&format!("{}@b.example", role.id())).await;
    }
}

/// Participants read what they read then, the agenda of every table; the administrator sees that nobody
/// chose that, and narrows it.
async fn participants_keep_their_tables(world: &World, known: &Known) {
    for place in ["a", "b"] {
        let participant = world.sign_in(&format!("participant@{place}.example")).await;
        for table in ["ondermijning", "copen"] {
            participant.get(&format!("/overleg/{table}")).await.ok();
        }
        let admin = world.sign_in(&format!("admin@{place}.example")).await;
        let said = "Deze overleggen koos niemand";
        assert!(admin.words("/mensen").await.contains(said));
        let (id, _) = known.people[&format!("participant@{place}.example")];
        let narrowed = [("roles", "participant"), ("tables", "copen")];
        admin.give(id, &narrowed).await.moved();
        assert!(!admin.words("/mensen").await.contains(said));
        participant.get("/overleg/copen").await.ok();
        let closed = participant.get("/overleg/ondermijning").await;
        assert_eq!(closed.status, 404);
    }
}

/// A message that waits, as 0.1.0 wrote it down.
async fn a_message_waits(place: &Place, known: &Known) {
    let file = platform::keys::KeyFile::read(&place.data.join("keys/instance.key")).unwrap();
    let db = Db::open(&meldroute::wiring::database_url(place))
        .await
        .unwrap();
    let mut tx = db.begin().await.unwrap();
    let row = tx
        .must("select id from municipality limit 1", params![])
        .await
        .unwrap();
    let (id, tenant): (Uuid, Uuid) = (Uuid::from_u128(7), row.get("id").unwrap());
    let recipient = known.people.values().next().unwrap().0;
    let where_it_stands = format!("mail:{id}:{tenant}:{recipient}:new");
    let path = file
        .newest()
        .derive("mail")
        .seal(b"/werk", &where_it_stands);
    tx.exec(
        "insert into mail_outbox (id, tenant, recipient, template, path, attempts, next_at)
         values ($1, $2, $3, 'new', $4, 0, 0)",
        params![id, tenant, recipient, path],
    )
    .await
    .unwrap();
    tx.commit_unaudited("as it was then").await.unwrap();
    db.close().await;
}

/// Whether to reopen the closed dossier because of the place that the open one names too, as 0.1.0
/// asked it: a place is what stands in the last place of all.
async fn a_question_waits(place: &Place, known: &Known) {
    let db = Db::open(&meldroute::wiring::database_url(place))
        .await
        .unwrap();
    let mut tx = db.begin().await.unwrap();
    let (closed, open) = (known.dossiers[0].id, known.dossiers[1].id);
    let row = tx
        .must("select tenant from signal where id = $1", params![closed])
        .await
        .unwrap();
    let things = [closed.min(open), closed.max(open)].map(|id| format!("s:{id}:{}", u32::MAX));
    tx.exec(
        "insert into reopen_question (tenant, closed_signal, fresh_signal, first_thing, second_thing, at)
         values ($1, $2, $3, $4, $5, 0)",
        params![
            row.get::<Uuid>("tenant").unwrap(),
            closed,
            open,
            things[0].as_str(),
            things[1].as_str()
        ],
    )
    .await
    .unwrap();
    tx.commit_unaudited("as it was then").await.unwrap();
    db.close().await;
}

/// What was judged of subjects, when they had no ids yet, is still judged of them; and so is what was
/// asked.
async fn what_was_judged_stands(world: &World, known: &Known) {
    let officer = world.sign_in("officer@a.example").await;
    let open = known.dossiers[1].id;
    let looked = officer.page(&format!("/dossier/{open}/nagaan")).await;
    let words = visible(&looked);
    assert!(words.contains("Neem het oordeel terug"), "{words}");
    let all = subjects(&officer, open).await;
    assert!(!all.is_empty() && !all.contains(&Uuid::nil().into()));
    let all = format!("/dossier/{open}/betrokkene/{}", all[0]);
    let all = officer.words(&all).await;
    assert!(all.contains("Komt voor in 2 dossiers"), "{all}");
    let mut tx = world.app.db.read().await.unwrap();
    let asked = tx.must(
        "select first_thing, second_thing from reopen_question",
        params![],
    );
    let asked = asked.await.unwrap();
    for column in ["first_thing", "second_thing"] {
        let thing: String = asked.get(column).unwrap();
        assert!(thing.ends_with(":plaats"), "{thing}");
    }
    drop(tx);
    assert!(officer.words("/werk").await.contains("Misschien al bekend"));
}

async fn opens(version: &str, kind: Kind) {
    let (dir, place, mut known) = unpacked(version, kind);
    a_message_waits(&place, &known).await;
    known.counts.insert("mail_outbox".to_owned(), 1);
    a_question_waits(&place, &known).await;
    known.counts.insert("reopen_question".to_owned(), 1);
    let world = world(dir, &place, &known).await;
    // Only the steps of the schema may be more than there were.
    let mut lasting = known.counts.clone();
    lasting.remove("schema_step");
    assert_eq!(
        counts(&world.app, lasting.keys()).await,
        lasting,
        "nothing is lost"
    );
    let steps = ["schema_step".to_owned(), "schema_hash".to_owned()];
    let steps = counts(&world.app, steps.iter()).await;
    assert_eq!(
        steps["schema_step"], steps["schema_hash"],
        "of every step its text is remembered, also of those of then"
    );
    let clean = async |when: &str| {
        for finding in meldroute::checks::check(&world.app).await.unwrap() {
            assert!(finding.good, "{when}: {}: {}", finding.what, finding.detail);
        }
    };
    clean("as it was opened").await;
    officer_finds_everything(&world, &known).await;
    what_was_judged_stands(&world, &known).await;
    content_moved(&world).await;
    reporters_have_what_is_theirs(&world).await;
    participants_keep_their_tables(&world, &known).await;
    // And work goes on.
    let employee = world.sign_in("employee@a.example").await;
    world.report(&employee, &[("seen", "Iets nieuws.")]).await;
    clean("after a day of work").await;
}

fn run(arguments: &[&str], place: &Place) -> (Option<i32>, String) {
    let mut command = std::process::Command::new(testkit::program());
    command.env("MELDROUTE_LOG", "warn").args(arguments);
    command.arg("--data").arg(&place.data);
    if let Some(url) = &place.database {
        command.args(["--database", url]);
    }
    let output = command.output().unwrap();
    let text = [output.stdout, output.stderr].concat();
    let text = String::from_utf8_lossy(&text).into_owned();
    (output.status.code(), text)
}

/// Every command but `serve`, `demo` and `migrate` leaves an older database as it is, and says so.
fn is_migrated_on_purpose_only(kind: Kind) {
    let (dir, place, _) = unpacked("0.1.0", kind);
    let copy = dir.path().join("copy.db").display().to_string();
    let file = dir.path().join("known.json").display().to_string();
    for command in [
        &["check"][..],
        &["audit", "verify"],
        &["user", "list"],
        &[
            "user",
            "invite",
            "officer@a.example",
            "--municipality",
            "GM0335",
        ],
        &["import", "brp", &file, "--municipality", "GM0335"],
        &["backup", &copy],
        &["setup"],
        &["rotate-key"],
    ] {
        let (code, text) = run(command, &place);
        assert_eq!(code, Some(2), "{command:?}: {text}");
        assert!(text.contains("earlier version"), "{command:?}: {text}");
    }
    let (code, text) = run(&["migrate"], &place);
    assert_eq!(code, Some(0), "{text}");
    assert!(text.contains("platform-20-schema-hash"), "{text}");
    let (code, text) = run(&["migrate"], &place);
    assert!(code == Some(0) && text.contains("Nothing to do"), "{text}");
    for command in [&["check"][..], &["audit", "verify"], &["user", "list"]] {
        let (code, text) = run(command, &place);
        assert_eq!(code, Some(0), "{command:?}: {text}");
    }
    // The key of 0.1.0 stays the root of what was begun with it, and the program says so.
    let (code, text) = run(&["rotate-key"], &place);
    assert!(code == Some(0) && text.contains("number 2"), "{text}");
    assert!(text.contains("first key file still opens"), "{text}");
    let (code, text) = run(&["check"], &place);
    assert!(
        code == Some(0) && text.contains("instance key: number 2"),
        "{text}"
    );
}

#[test]
fn version_0_1_0_is_migrated_on_purpose_only_on_sqlite() {
    is_migrated_on_purpose_only(Kind::Sqlite);
}

#[test]
fn version_0_1_0_is_migrated_on_purpose_only_on_postgresql() {
    is_migrated_on_purpose_only(Kind::Postgres);
}

#[tokio::test]
async fn version_0_1_0_opens_on_sqlite() {
    opens("0.1.0", Kind::Sqlite).await;
}

#[tokio::test]
async fn version_0_1_0_opens_on_postgresql() {
    opens("0.1.0", Kind::Postgres).await;
}
