//! A row is damaged, by whoever writes in the database or by the disk: whom it does not concern goes on.

use std::collections::BTreeMap;

use super::raw::{self, Cell};
use super::writer::{faults, lived_in};
use platform::Role;
use testkit::{Browser, World};

/// What everybody's pages rest on. Without it there is nothing to show, and it is said so.
const EVERYBODY: [&str; 2] = ["municipality", "pack"];

/// Where each role goes, whatever happens to the rows of others.
const PAGES: [(Role, &[&str]); 6] = [
    (
        Role::Employee,
        &[
            "/melden",
            "/melden/persoon",
            "/mijn",
            "/wie-is-wie",
            "/account",
        ],
    ),
    (Role::Coordinator, &["/gedeeld", "/melden/plaats"]),
    (
        Role::Officer,
        &[
            "/werk",
            "/kluis",
            "/afgesloten",
            "/verstrekkingen",
            "/inzage",
            "/zoeken",
            "/overleg",
            "/registers",
            "/bevestigen",
            "/beleid",
        ],
    ),
    (Role::Participant, &["/overleg"]),
    (Role::Admin, &["/mensen", "/beleid", "/achtergrond"]),
    (Role::Auditor, &["/controle", "/controle/sommen"]),
];

/// People who came after everything else: no row is theirs but their own.
async fn newcomers(world: &World) -> Vec<(Browser, &'static [&'static str])> {
    let mut found = Vec::new();
    for (role, pages) in PAGES {
        let email = format!("new-{}@a.example", role.id());
        world
            .hire(&email, "Test Later", world.montfoort, &[role])
            .await;
        found.push((world.sign_in(&email).await, pages));
    }
    found
}

/// What does not go on: the pages that are a fault, and a report that is not taken.
async fn stopped(world: &World, people: &[(Browser, &'static [&'static str])]) -> Vec<String> {
    let mut found = Vec::new();
    for (browser, pages) in people {
        for page in *pages {
            if browser.get(page).await.status != 200 {
                found.push((*page).to_owned());
            }
        }
    }
    let form = world.app.clock.id().to_string();
    let report = [
        ("form-id", form.as_str()),
        ("seen", "Iets."),
        ("action", "send"),
        ("apart", "yes"),
    ];
    if people[0].0.post("/melden/persoon", &report).await.status != 303 {
        found.push("a report".to_owned());
    }
    found
}

/// Writes other bytes in a column of the latest row of a table.
async fn overwrite(world: &World, name: &str, column: &str) {
    let tables = raw::tables(&world.app.db).await;
    let table = tables.into_iter().find(|table| table.name == name).unwrap();
    let at = table.columns.iter().position(|known| known.name == column);
    let at = at.unwrap();
    let rows = raw::rows(&world.app.db, &table).await;
    let (row, cells) = rows.into_iter().next_back().unwrap();
    assert!(raw::put(&world.app.db, &table, row, &[(at, cells[at].other())]).await);
}

/// Whose own draft is damaged hears so, and reports as before.
#[tokio::test]
async fn a_damaged_draft_keeps_nobody_from_reporting() {
    let world = lived_in().await;
    let employee = world.sign_in("employee@a.example").await;
    let form = employee
        .get("/melden/persoon?nieuw=1")
        .await
        .ok()
        .hidden("form-id");
    let draft = [
        ("form-id", form.as_str()),
        ("seen", "Half."),
        ("action", "draft"),
    ];
    employee.post("/melden/persoon", &draft).await.moved();
    overwrite(&world, "draft", "sealed").await;
    let words = employee.words("/melden").await;
    assert!(words.contains("concept van u is beschadigd"), "{words}");
    for page in ["/melden/persoon?nieuw=1", "/mijn"] {
        employee.get(page).await.ok();
    }
    let danger = [("seen", "Nu gevaar."), ("danger", "yes")];
    world.report(&employee, &danger).await;
    // Its place is taken: a next draft stands beside it.
    let other = employee
        .get("/melden/persoon?nieuw=1")
        .await
        .ok()
        .hidden("form-id");
    let draft = [
        ("form-id", other.as_str()),
        ("seen", "Heel."),
        ("action", "draft"),
    ];
    employee.post("/melden/persoon", &draft).await.moved();
    assert!(employee.words("/melden").await.contains("Heel."));
}

/// Lists of closed dossiers leave out what a damaged assessment said, and nothing else.
#[tokio::test]
async fn a_damaged_assessment_closes_no_list() {
    let world = lived_in().await;
    let officer = world.sign_in("officer@a.example").await;
    let before = officer.words("/afgesloten").await;
    overwrite(&world, "assessment", "sealed").await;
    for page in [
        "/werk",
        "/afgesloten",
        "/afgesloten/bestand",
        "/afgesloten?vorm=labour",
    ] {
        officer.get(page).await.ok();
    }
    let after = officer.words("/afgesloten").await;
    assert!(before.len().abs_diff(after.len()) < 200, "{after}");
    assert!(faults(&world).await.contains("assessment"));
}

/// Something that a coordinator has not looked at yet.
async fn share(world: &World, employee: &Browser) {
    let form = employee
        .get("/melden/persoon?nieuw=1")
        .await
        .ok()
        .hidden("form-id");
    let with = world.people.lock().unwrap()["coordinator@a.example"]
        .id
        .to_string();
    let fields = [
        ("form-id", form.as_str()),
        ("seen", "Eerst bespreken."),
        ("share-with", with.as_str()),
        ("action", "share"),
    ];
    employee.post("/melden/persoon", &fields).await.moved();
}

/// One damaged row of any table is in the way of nobody whom it does not concern.
#[tokio::test]
async fn one_damaged_row_is_in_nobodys_way() {
    let world = lived_in().await;
    let employee = world.sign_in("employee@a.example").await;
    share(&world, &employee).await;
    let tables = raw::tables(&world.app.db).await;
    let mut rows = BTreeMap::new();
    for table in &tables {
        rows.insert(table.name.clone(), raw::rows(&world.app.db, table).await);
    }
    let people = newcomers(&world).await;
    assert!(stopped(&world, &people).await.is_empty(), "as it is");
    let (mut tried, mut broken) = (0, Vec::new());
    for table in tables
        .iter()
        .filter(|table| !EVERYBODY.contains(&table.name.as_str()))
    {
        let proof = table
            .columns
            .iter()
            .position(|column| column.name == "proof");
        let Some(at) = proof else { continue };
        let of_before = &rows[&table.name];
        let ends = [of_before.first_key_value(), of_before.last_key_value()];
        for (row, cells) in ends.into_iter().flatten() {
            let forged = cells[at].other();
            assert!(raw::put(&world.app.db, table, *row, &[(at, forged)]).await);
            tried += 1;
            let stopped = stopped(&world, &people).await;
            if !stopped.is_empty() {
                broken.push(format!("{}: {}", table.name, stopped.join(", ")));
            }
            let whole: Cell = cells[at].clone();
            assert!(raw::put(&world.app.db, table, *row, &[(at, whole)]).await);
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
    assert!(tried > 20, "{tried} rows");
    assert!(
        stopped(&world, &people).await.is_empty(),
        "put back, it is as it was"
    );
    assert_eq!(faults(&world).await, "");
}

/// Damages the proof of the latest row of a table, and gives what puts it back.
async fn damage(world: &World, name: &str) -> impl AsyncFnOnce(&World) {
    let tables = raw::tables(&world.app.db).await;
    let table = tables.into_iter().find(|table| table.name == name).unwrap();
    let at = table
        .columns
        .iter()
        .position(|column| column.name == "proof");
    let at = at.unwrap();
    let rows = raw::rows(&world.app.db, &table).await;
    let (row, cells) = rows.into_iter().next_back().unwrap();
    let forged = cells[at].other();
    assert!(raw::put(&world.app.db, &table, row, &[(at, forged)]).await);
    async move |world: &World| {
        let whole = cells[at].clone();
        assert!(raw::put(&world.app.db, &table, row, &[(at, whole)]).await);
    }
}

/// What a coordinator was to look at and cannot is named by `check`.
#[tokio::test]
async fn a_damaged_shared_draft_is_named() {
    let world = lived_in().await;
    let employee = world.sign_in("employee@a.example").await;
    share(&world, &employee).await;
    let back = damage(&world, "shared_draft").await;
    assert!(faults(&world).await.contains("shared_draft"));
    back(&world).await;
    assert_eq!(faults(&world).await, "");
}

/// A reporter whose one signal cannot be read is told so, and sees the others.
#[tokio::test]
async fn one_damaged_signal_hides_no_other_of_its_reporter() {
    let world = lived_in().await;
    let employee = world.sign_in("employee@a.example").await;
    for text in ["Blijft leesbaar.", "Wordt onleesbaar."] {
        world.report(&employee, &[("seen", text)]).await;
    }
    let back = damage(&world, "signal").await;
    let words = employee.words("/mijn").await;
    assert!(words.contains("Blijft leesbaar."), "{words}");
    assert!(!words.contains("Wordt onleesbaar."), "{words}");
    assert!(
        words.contains("Eén van uw signalen kan hier niet worden getoond"),
        "{words}"
    );
    back(&world).await;
    assert!(employee.words("/mijn").await.contains("Wordt onleesbaar."));
}

/// Names are sealed to the next key around a row that is damaged, and the officer is told of it.
#[tokio::test]
async fn one_damaged_signal_keeps_no_other_under_an_old_key() {
    let world = lived_in().await;
    let employee = world.sign_in("employee@a.example").await;
    for text in ["Een.", "Twee.", "Drie."] {
        world.report(&employee, &[("seen", text)]).await;
    }
    let officer = world.sign_in("officer@a.example").await;
    officer.open_vault().await;
    let back = damage(&world, "signal").await;
    officer.new_recovery_key("vernieuwen").await;
    let old = async || {
        let mut tx = world.app.db.read().await.unwrap();
        let sql = "select count(*) as n from signal where reporter is not null and reporter_generation < 2";
        tx.must(sql, vec![]).await.unwrap().get::<i64>("n").unwrap()
    };
    // The page began it, or this does; what could not be done is known once all was looked at.
    let said = "Van één signaal kan de naam van de melder niet opnieuw";
    let mut words = String::new();
    for _ in 0..200 {
        route::reporters::renew(&world.app, world.montfoort)
            .await
            .unwrap();
        words = officer.words("/kluis").await;
        if words.contains(said) {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    assert!(words.contains(said), "{words}");
    assert_eq!(old().await, 1, "all but the damaged one");
    back(&world).await;
    for _ in 0..200 {
        route::reporters::renew(&world.app, world.montfoort)
            .await
            .unwrap();
        if old().await == 0 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    assert_eq!(old().await, 0, "put back, it is done too");
    assert!(!officer.words("/kluis").await.contains(said));
}
