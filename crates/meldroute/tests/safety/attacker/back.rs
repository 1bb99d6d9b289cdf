//! Whoever writes in the database puts back what stood there: rows, the end of the log, what was
//! waiting. While the program runs, and while it is down.

use std::collections::BTreeSet;

use super::raw::{self, Cell, Rows, Table};
use super::writer::{counts, faults, is_clean, lived_in};
use testkit::walk::{assess, close_without_follow_up, destroy};
use testkit::{Browser, Kind, PASSPHRASE, PASSWORD, World, guest, visible};

/// What a row was before, if it was something else.
fn changed<'a>(before: &'a Rows, row: i64, cells: &[Cell]) -> Option<&'a Vec<Cell>> {
    before.get(&row).filter(|earlier| earlier[..] != *cells)
}

async fn put_row(world: &World, table: &Table, row: i64, cells: &[Cell]) {
    let all: Vec<_> = cells.iter().cloned().enumerate().collect();
    assert!(
        raw::put(&world.app.db, table, row, &all).await,
        "{}",
        table.name
    );
}

/// Acts that change deciding rows: a role goes, a passphrase and a password change, a dossier moves
/// on.
async fn deciding_acts(world: &World, officer: &Browser, admin: &Browser) {
    let coordinator = world.people.lock().unwrap()["coordinator@a.example"].id;
    let roles = [("roles", "employee")];
    admin.give(coordinator, &roles).await.moved();
    let employee = world.sign_in("employee@a.example").await;
    let new = "elf blauwe paraplu's aan de lijn";
    let change = [("current-password", PASSWORD), ("new-password", new)];
    employee.post("/account/wachtwoord", &change).await.moved();
    officer.open_vault().await;
    officer
        .post("/kluis/wachtzin", &[("new-passphrase", new)])
        .await
        .moved();
    officer.new_recovery_key("vernieuwen").await;
    let mut tx = world.app.db.read().await.unwrap();
    let row = tx.must("select id from guest_link order by id limit 1", vec![]);
    let link = row.await.unwrap().get("id").unwrap();
    drop(tx);
    world.withdraw(world.montfoort, link).await;
    route::reporters::renew(&world.app, world.montfoort)
        .await
        .unwrap();
}

/// A row is put back to what it was before an act: found by `check`, and refused at its next use.
#[tokio::test]
async fn a_row_put_back_is_found_and_refused() {
    let world = lived_in().await;
    let officer = world.sign_in("officer@a.example").await;
    let admin = world.sign_in("admin@a.example").await;
    let before = raw::copy(&world.app.db).await;
    let tables = raw::tables(&world.app.db).await;
    deciding_acts(&world, &officer, &admin).await;
    // They were used since.
    officer.get("/werk").await.ok();
    officer.get("/kluis").await.ok();
    admin.get("/mensen").await.ok();
    let mut tried = BTreeSet::new();
    for table in tables.iter().filter(|table| counts(table)) {
        let after = raw::rows(&world.app.db, table).await;
        for (row, cells) in &after {
            let Some(earlier) = changed(&before[&table.name], *row, cells) else {
                continue;
            };
            // Its version is noted outside the database, and refused at its next use (below).
            let noted_outside = table.name == "person";
            put_row(&world, table, *row, earlier).await;
            assert!(
                noted_outside || !is_clean(&world).await,
                "{} put back is not found",
                table.name
            );
            tried.insert(table.name.clone());
            put_row(&world, table, *row, cells).await;
        }
    }
    for wanted in [
        "audit_head",
        "guest_link",
        "membership",
        "municipality",
        "person",
        "signal",
        "vault_copy",
        "vault_recovery",
    ] {
        assert!(tried.contains(wanted), "{wanted} was not tried: {tried:?}");
    }
    // The old password does not work with the old row either.
    let table = tables.iter().find(|table| table.name == "person").unwrap();
    let after = raw::rows(&world.app.db, table).await;
    for (row, cells) in &after {
        if let Some(earlier) = changed(&before["person"], *row, cells) {
            put_row(&world, table, *row, earlier).await;
        }
    }
    let thief = Browser::new(&world);
    let old = [("email", "employee@a.example"), ("password", PASSWORD)];
    let answer = thief.post("/inloggen", &old).await;
    assert_eq!(answer.status, 500, "{}", visible(&answer.text()));
    assert!(visible(&answer.text()).contains("De gegevens kloppen niet"));
}

/// A guest's link is put back to before it was withdrawn, or opened, or guessed at: while the program
/// runs, and while it is down.
#[tokio::test]
async fn a_link_put_back_opens_nothing() {
    let mut world = World::new(Kind::Sqlite).await;
    world.join(&guest::WING).await;
    let [first, second, third] = [1, 2, 3].map(uuid::Uuid::from_u128);
    let withdrawn = world.invite(world.montfoort, &guest::PLAIN, first).await;
    let opened = world.invite(world.montfoort, &guest::PLAIN, second).await;
    let guessed = world.invite(world.montfoort, &guest::CODED, third).await;
    let before = raw::copy(&world.app.db).await;
    world.withdraw(world.montfoort, withdrawn.link).await;
    let owner = Browser::new(&world);
    owner.post(&opened.path, &[]).await.moved();
    owner.post(&guessed.path, &[("code", "1")]).await;
    let tables = raw::tables(&world.app.db).await;
    let table = tables.iter().find(|one| one.name == "guest_link").unwrap();
    for (row, cells) in &before["guest_link"] {
        put_row(&world, table, *row, cells).await;
    }
    for down in [false, true] {
        if down {
            world.start_again().await;
        }
        let code = guessed.code.clone().unwrap();
        for path in [&withdrawn.path, &opened.path, &guessed.path] {
            let thief = Browser::new(&world);
            let answer = thief.post(path, &[("code", &code)]).await;
            assert_eq!(answer.status, 500, "down: {down}");
            assert!(visible(&answer.text()).contains("De gegevens kloppen niet"));
        }
        let answer = owner.on(&world).get(&format!("/proef/{second}")).await;
        assert_eq!(answer.status, 500, "down: {down}");
    }
}

/// A dossier that was destroyed is put back as it stood last, with its key and all that hung on it: while the program
/// runs it is not opened, and `check` finds it.
#[tokio::test]
async fn a_destroyed_dossier_put_back_is_refused() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let employee = world.sign_in("employee@a.example").await;
    let officer = world.sign_in("officer@a.example").await;
    let fields = [("seen", "Een busje."), ("contact", "none")];
    let reference = world.report(&employee, &fields).await;
    let id = world.dossier_id(&reference).await;
    assess(&officer, id).await;
    close_without_follow_up(&officer, id).await;
    let before = raw::copy(&world.app.db).await;
    destroy(&officer, id, &reference).await.moved();
    let path = format!("/dossier/{id}");
    assert_eq!(officer.get(&path).await.status, 404);
    let tables = raw::tables(&world.app.db).await;
    for name in ["signal", "task", "entry"] {
        let table = tables.iter().find(|table| table.name == name).unwrap();
        assert!(!before[name].is_empty(), "{name}");
        for cells in before[name].values() {
            assert!(raw::add(&world.app.db, table, cells).await, "{name}");
        }
    }
    let answer = officer.get(&path).await;
    assert_eq!(answer.status, 500, "{}", visible(&answer.text()));
    assert!(visible(&answer.text()).contains("De gegevens kloppen niet"));
    assert!(!is_clean(&world).await);
}

/// An older head put back, with the later records gone: the end of the log is noted outside the
/// database.
#[tokio::test]
async fn a_log_that_was_cut_off_is_found() {
    let world = lived_in().await;
    let tables = raw::tables(&world.app.db).await;
    let head = tables
        .iter()
        .find(|table| table.name == "audit_head")
        .unwrap();
    let before = raw::rows(&world.app.db, head).await;
    let officer = world.sign_in("officer@a.example").await;
    officer.get("/werk").await.ok();
    for (row, cells) in &before {
        let all: Vec<_> = cells.iter().cloned().enumerate().collect();
        assert!(raw::put(&world.app.db, head, *row, &all).await);
    }
    let cut = "delete from audit_event where seq > (select seq from audit_head h where h.tenant = audit_event.tenant)";
    assert!(raw::write(&world.app.db, cut.to_owned(), vec![]).await);
    assert!(
        faults(&world).await.contains("cut off"),
        "{}",
        faults(&world).await
    );
    // And the program itself writes nothing behind it.
    let refused = officer
        .post("/kluis/openen", &[("passphrase", PASSPHRASE)])
        .await;
    assert_eq!(refused.status, 500);
}

/// The vault does not open with keys that were put back; where the whole municipality was, nothing
/// is sealed to its old key either.
async fn the_vault_stays_closed(world: &World, starts: bool) {
    let reporter = world.sign_in("employee@a.example").await;
    let opened = world
        .sign_in("officer@a.example")
        .await
        .post("/kluis/openen", &[("passphrase", PASSPHRASE)])
        .await;
    assert_ne!(opened.status, 303, "starts: {starts}");
    if !starts {
        assert_eq!(
            reporter.get("/melden/persoon").await.status,
            404,
            "nothing is sealed"
        );
    }
}

/// While the program is down, roles and keys are put back to what they were. It starts, nobody has
/// run `check`, and still nothing of it counts.
#[tokio::test]
async fn a_start_forgets_no_version() {
    let mut world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let deputy = "deputy@a.example";
    let roles = [platform::Role::Officer, platform::Role::Employee];
    world
        .hire(deputy, "Test deputy", world.montfoort, &roles)
        .await;
    let before = raw::copy(&world.app.db).await;
    let admin = world.sign_in("admin@a.example").await;
    let id = world.people.lock().unwrap()[deputy].id;
    let employee = [("roles", "employee")];
    admin.give(id, &employee).await.moved();
    let officer = world.sign_in("officer@a.example").await;
    let open = [("passphrase", PASSPHRASE)];
    officer.post("/kluis/openen", &open).await.moved();
    officer.new_recovery_key("vernieuwen").await;
    // No minute passed since: what was acknowledged is noted at once.
    for (name, starts) in [
        ("membership", true),
        ("vault_copy", true),
        ("municipality", false),
    ] {
        let tables = raw::tables(&world.app.db).await;
        let table = tables.iter().find(|table| table.name == name).unwrap();
        let after = raw::rows(&world.app.db, table).await;
        for (row, cells) in &after {
            if let Some(earlier) = changed(&before[name], *row, cells) {
                put_row(&world, table, *row, earlier).await;
            }
        }
        world.start_again().await;
        assert_eq!(world.app.tenants.shut().is_empty(), starts, "{name}");
        match name {
            "membership" => {
                let put_back = world.sign_in(deputy).await;
                let answer = put_back.get("/werk").await;
                assert_eq!(answer.status, 500, "no officer again");
            }
            _ => the_vault_stays_closed(&world, starts).await,
        }
        for (row, cells) in &after {
            put_row(&world, table, *row, cells).await;
        }
    }
    world.start_again().await;
    assert!(world.app.tenants.shut().is_empty());
    world
        .sign_in("officer@a.example")
        .await
        .post("/kluis/openen", &open)
        .await
        .moved();
}

/// What a message that waits says is put in another one's place, and messages are put back after they
/// were sent: none goes to anybody else.
#[tokio::test]
async fn waiting_mail_goes_to_nobody_else() {
    let (url, mails) = testkit::smtp::start().await;
    let mailer = platform::mail::Mailer {
        url: Some(url),
        from: "Meldroute <noreply@montfoort.example>".into(),
    };
    let world = World::with_mail(Kind::Sqlite, mailer).await;
    world.staff().await;
    let people = ["employee@a.example", "coordinator@a.example"]
        .map(|email| world.people.lock().unwrap()[email].id);
    let admin = world.sign_in("admin@a.example").await;
    let mut waiting: Vec<uuid::Uuid> = Vec::new();
    for person in people {
        admin.invite_again(person).await.ok();
        let mut tx = world.app.db.read().await.unwrap();
        let rows = tx.rows("select id from job", vec![]).await.unwrap();
        let ids = rows.iter().map(|row| row.get("id").unwrap());
        let new: Vec<_> = ids.filter(|id| !waiting.contains(id)).collect();
        waiting.extend(new);
    }
    let [victim, thief] = waiting[..] else {
        panic!("two messages wait");
    };
    for (sql, values) in [
        ("create table kept as select * from job", vec![]),
        (
            "update job set args = (select args from kept where id = $1) where id = $2",
            vec![victim.into(), thief.into()],
        ),
    ] {
        attack(&world, sql, values).await;
    }
    platform::jobs::run_due(&world.app).await.unwrap();
    let sent = std::mem::take(&mut *mails.lock().unwrap());
    assert!(sent.len() == 1 && sent[0].contains("To: employee@a.example"));
    let mut tx = world.app.db.read().await.unwrap();
    assert_eq!(platform::jobs::given_up(&mut tx).await.unwrap(), 1);
    drop(tx);
    attack(&world, "delete from job", vec![]).await;
    attack(&world, "insert into job select * from kept", vec![]).await;
    platform::jobs::run_due(&world.app).await.unwrap();
    let again = std::mem::take(&mut *mails.lock().unwrap());
    assert_eq!(again.len(), 2);
    let of_victim = |mail: &&String| mail.contains("To: employee@a.example");
    let same = again.iter().find(of_victim).unwrap();
    assert_eq!(*same, sent[0], "word for word, by its number too");
}

async fn attack(world: &World, sql: &'static str, values: Vec<platform::db::Value>) {
    let mut tx = world.app.db.begin().await.unwrap();
    tx.exec(sql, values).await.unwrap();
    tx.commit_unaudited("an attacker").await.unwrap();
}
