//! A writer without the instance key: forges, swaps, replays, deletes. `check` finds each one.

use std::collections::BTreeSet;

use super::raw::{self, Cell, Table};
use meldroute::checks;
use testkit::{Kind, PASSPHRASE, World};

/// Nothing here decides anything, and why.
const HARMLESS: [(&str, &str); 18] = [
    (
        "opened_message",
        "which messages were opened; changed, one is called new that is not, or the other way round",
    ),
    (
        "schema_step",
        "which steps were taken; a faulty entry stops the program at its start",
    ),
    (
        "schema_hash",
        "texts of steps; a faulty entry stops the program at its start",
    ),
    (
        "generation",
        "other programs read the municipalities anew, or later; each row carries its proof",
    ),
    (
        "instance_root",
        "the instance key opens it, or the program does not start",
    ),
    (
        "lookup_cursor",
        "how far the watch came: it looks again, or later",
    ),
    (
        "reopen_question",
        "a question to the officer, who looks at both dossiers",
    ),
    (
        "case_hint",
        "a question to the officer, who looks at both; what was answered is asked again, or not",
    ),
    (
        "draft",
        "of the moment, sealed under the writer's own secret",
    ),
    (
        "held_form",
        "of the moment, sealed under the writer's own secret",
    ),
    (
        "shared_draft",
        "of the moment; a damaged one is in nobody's way, and `check` names it (damage.rs)",
    ),
    (
        "shared_term",
        "of the moment; sealed for its draft, of which it says when somebody is reminded",
    ),
    ("ended_session", "ends by itself within a day"),
    ("spent_link", "what whoever holds a dead link is told of it"),
    (
        "job",
        "of the moment; sealed for its row, so that nothing else is done than was asked",
    ),
    (
        "reminded",
        "up to when officers were reminded: a mail more or less, terms stay",
    ),
    ("register_upload", "waits a day for its columns"),
    ("register_run", "what a page says of an import for a day"),
];

pub(super) async fn is_clean(world: &World) -> bool {
    match checks::check(&world.app).await {
        Ok(findings) => findings.iter().all(|finding| finding.good),
        Err(_) => false,
    }
}

pub(super) async fn faults(world: &World) -> String {
    let findings = checks::check(&world.app).await.unwrap();
    let wrong = findings.iter().filter(|finding| !finding.good);
    wrong
        .map(|one| [one.what.as_str(), one.detail.as_str()].join(": "))
        .collect::<Vec<_>>()
        .join("; ")
}

/// Something of everything: a row in every table that decides something.
pub(super) async fn lived_in() -> World {
    let world = World::new(Kind::Sqlite).await;
    world.live_in().await;
    assert!(is_clean(&world).await, "{}", faults(&world).await);
    for table in raw::tables(&world.app.db)
        .await
        .iter()
        .filter(|table| counts(table))
    {
        assert!(
            !raw::rows(&world.app.db, table).await.is_empty(),
            "nothing in {}",
            table.name
        );
    }
    world
}

pub(super) fn counts(table: &Table) -> bool {
    !HARMLESS.iter().any(|(name, _)| *name == table.name)
}

/// Every cell of every table, changed.
#[tokio::test]
async fn a_forged_cell_is_found() {
    let world = lived_in().await;
    let (mut tried, mut missed) = (0, BTreeSet::new());
    for table in raw::tables(&world.app.db)
        .await
        .iter()
        .filter(|table| counts(table))
    {
        let rows = raw::rows(&world.app.db, table).await;
        let Some((row, cells)) = rows.last_key_value() else {
            continue;
        };
        for (at, cell) in cells.iter().enumerate() {
            let column = table.columns[at].name.clone();
            let forged = if *cell == Cell::Null {
                Cell::Bytes(vec![1; 16])
            } else {
                cell.other()
            };
            if !raw::put(&world.app.db, table, *row, &[(at, forged)]).await {
                continue;
            }
            tried += 1;
            if is_clean(&world).await {
                missed.insert(format!("{}.{column}", table.name));
            }
            assert!(raw::put(&world.app.db, table, *row, &[(at, cell.clone())]).await);
        }
    }
    assert!(missed.is_empty(), "not found: {missed:?}");
    assert!(tried > 120, "{tried} cells");
    assert!(is_clean(&world).await, "put back, it is as it was");
}

/// Two rows of a table change what they say.
#[tokio::test]
async fn swapped_rows_are_found() {
    let world = lived_in().await;
    let (mut tried, mut missed) = (0, BTreeSet::new());
    for table in raw::tables(&world.app.db)
        .await
        .iter()
        .filter(|table| counts(table))
    {
        let rows: Vec<_> = raw::rows(&world.app.db, table).await.into_iter().collect();
        let [(first, a), .., (last, b)] = rows.as_slice() else {
            continue;
        };
        for at in 0..table.columns.len() {
            let column = table.columns[at].name.as_str();
            if a[at] == b[at] {
                continue;
            }
            // Through a value of its own, for columns that are unique.
            let aside = a[at].other().other();
            let swapped = raw::put(&world.app.db, table, *first, &[(at, aside)]).await
                && raw::put(&world.app.db, table, *last, &[(at, a[at].clone())]).await
                && raw::put(&world.app.db, table, *first, &[(at, b[at].clone())]).await;
            if swapped {
                tried += 1;
                if is_clean(&world).await {
                    missed.insert(format!("{}.{column}", table.name));
                }
            }
            let aside = a[at].other().other();
            raw::put(&world.app.db, table, *first, &[(at, aside)]).await;
            raw::put(&world.app.db, table, *last, &[(at, b[at].clone())]).await;
            assert!(raw::put(&world.app.db, table, *first, &[(at, a[at].clone())]).await);
        }
    }
    assert!(missed.is_empty(), "not found: {missed:?}");
    assert!(tried > 40, "{tried} swaps");
}

/// A row is taken away, or one is put in that a copy had.
#[tokio::test]
async fn a_row_taken_away_or_put_in_is_found() {
    let world = lived_in().await;
    let (mut tried, mut missed) = (0, BTreeSet::new());
    for table in raw::tables(&world.app.db)
        .await
        .iter()
        .filter(|table| counts(table))
    {
        // Without its municipality there is nothing to look at.
        if table.name == "municipality" {
            continue;
        }
        let rows = raw::rows(&world.app.db, table).await;
        let Some((row, cells)) = rows.last_key_value() else {
            continue;
        };
        let gone = format!("delete from {} where rowid = $1", table.name);
        if !raw::write(&world.app.db, gone, vec![(*row).into()]).await {
            continue;
        }
        tried += 1;
        if is_clean(&world).await {
            missed.insert(table.name.clone());
        }
        let names: Vec<String> = table
            .columns
            .iter()
            .map(|column| format!("\"{}\"", column.name))
            .collect();
        let places: Vec<String> = (0..names.len()).map(|at| format!("${}", at + 1)).collect();
        let back = format!(
            "insert into {} ({}) values ({})",
            table.name,
            names.join(", "),
            places.join(", ")
        );
        // What hung on it went along: the rest of this world is not whole any more, so a new one
        // follows.
        let whole = raw::write(&world.app.db, back, cells.iter().map(Cell::value).collect()).await;
        assert!(whole, "{}", table.name);
        if ["signal"].contains(&table.name.as_str()) {
            break;
        }
    }
    assert!(missed.is_empty(), "not found: {missed:?}");
    assert!(tried > 8, "{tried} tables");
}

/// Rows of one's own making: an officer's role, a public key to catch the names, a copy of the
/// vault for a key of one's own. None is believed.
#[tokio::test]
async fn rows_of_ones_own_making_are_refused() {
    let world = lived_in().await;
    let officer = world.sign_in("officer@a.example").await;
    let employee = world.sign_in("employee@a.example").await;
    let id = world.people.lock().unwrap()["employee@a.example"].id;
    let forged = "update membership set roles = 'employee,officer' where person = $1";
    assert!(raw::write(&world.app.db, forged.to_owned(), vec![id.into()]).await);
    assert_eq!(
        employee.get("/werk").await.status,
        500,
        "refused, and said so"
    );
    let back = "update membership set roles = 'employee' where person = $1";
    assert!(raw::write(&world.app.db, back.to_owned(), vec![id.into()]).await);
    employee.get("/mijn").await.ok();
    // Everything reported from now on would be readable for whoever put in this key.
    let catch = vault::PrivateKey::random();
    let swap = "update municipality set vault_public = $1 where id = $2";
    let values = vec![(*catch.public().as_bytes()).into(), world.montfoort.into()];
    assert!(raw::write(&world.app.db, swap.to_owned(), values).await);
    let form = [
        ("form-id", "0192d3b0-0000-4000-8000-000000000009"),
        ("seen", "Iets."),
        ("action", "send"),
    ];
    assert_eq!(employee.post("/melden/persoon", &form).await.status, 500);
    assert_eq!(
        officer
            .post("/kluis/openen", &[("passphrase", PASSPHRASE)])
            .await
            .status,
        500
    );
    assert!(!is_clean(&world).await);
}

/// A signal whose reporter was put in by somebody else blames nobody.
#[tokio::test]
async fn a_reporter_put_in_by_somebody_else_is_refused() {
    let world = lived_in().await;
    let officer = world.sign_in("officer@a.example").await;
    let mut tx = world.app.db.read().await.unwrap();
    let row = tx
        .must(
            "select id, reporter from signal order by arrival limit 1",
            vec![],
        )
        .await
        .unwrap();
    let id: uuid::Uuid = row.get("id").unwrap();
    drop(tx);
    let plain = br#"{"person":null,"entered_by":null,"name":"Iemand Anders","email":"","phone":"","number":"","safe":""}"#;
    let public = world.vaults[&world.montfoort.0].public();
    let sealed = public.seal(plain, &format!("reporter:{id}")).unwrap();
    let swap = "update signal set reporter = $2 where id = $1";
    assert!(
        raw::write(
            &world.app.db,
            swap.to_owned(),
            vec![id.into(), sealed.into()]
        )
        .await
    );
    officer.open_vault().await;
    let page = officer.get(&format!("/dossier/{id}")).await;
    assert_eq!(page.status, 500);
    assert!(!page.text().contains("Iemand Anders"));
}
