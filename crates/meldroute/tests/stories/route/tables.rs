//! Consultations: whoever takes part in one reads its agenda, and of another one nothing (ADR 24).

use meldroute::wiring::WINGS;
use platform::audit::Event;
use platform::{DossierId, PersonId, Role, params, tenants};
use testkit::{Browser, World, on_both, visible};
use uuid::Uuid;

use super::{EMPLOYEE, OFFICER};

const HERE: &str = "Een pand aan de dijk.";
const REGION: &str = "Een patroon in de regio.";

async fn put(officer: &Browser, id: DossierId, table: &str, text: &str) {
    let path = format!("/dossier/{id}/overleg");
    let fields = [("table", table), ("text", text), ("action", "agenda")];
    officer.post(&path, &fields).await.moved();
}

/// Two participants, each with a seat at another table, and an item for both tables.
struct Sat {
    world: World,
    admin: Browser,
    officer: Browser,
    dossier: DossierId,
    here: PersonId,
}

async fn sat(world: World) -> Sat {
    world.staff().await;
    let roles = [Role::Participant];
    let (here, region) = ("here@a.example", "region@a.example");
    let seat = ["ondermijning"];
    let id = world
        .hire_at(here, "Test Here", world.montfoort, &roles, &seat)
        .await;
    world
        .hire_at(region, "Test Region", world.montfoort, &roles, &["copen"])
        .await;
    let employee = world.sign_in(EMPLOYEE).await;
    let reference = world.report(&employee, &[("seen", "Iets.")]).await;
    let dossier = world.dossier_id(&reference).await;
    let officer = world.sign_in(OFFICER).await;
    officer.open_vault().await;
    put(&officer, dossier, "ondermijning", HERE).await;
    put(&officer, dossier, "copen", REGION).await;
    let admin = world.sign_in("admin@a.example").await;
    Sat {
        world,
        admin,
        officer,
        dossier,
        here: id,
    }
}

async fn is_clean(world: &World) {
    for finding in meldroute::checks::check(&world.app).await.unwrap() {
        assert!(finding.good, "{}: {}", finding.what, finding.detail);
    }
}

/// What somebody finds on the agenda, and at the address of each table: `(here, region)`.
async fn reads(browser: &Browser) -> (bool, bool) {
    let all = browser.words("/overleg").await;
    let mut found = Vec::new();
    for (table, text) in [("ondermijning", HERE), ("copen", REGION)] {
        let path = format!("/overleg/{table}");
        let one = browser.get(&path).await;
        let may = all.contains(text);
        assert_eq!(one.status, if may { 200 } else { 404 }, "{path}");
        assert_eq!(one.text().contains(text), may, "{path}");
        found.push(may);
    }
    (found[0], found[1])
}

async fn own_table(world: World) {
    let sat = sat(world).await;
    let (here, region) = (
        sat.world.sign_in("here@a.example").await,
        sat.world.sign_in("region@a.example").await,
    );
    assert_eq!(reads(&here).await, (true, false));
    assert_eq!(reads(&region).await, (false, true));
    assert_eq!(reads(&sat.officer).await, (true, true));
    let one = sat.officer.words("/overleg/copen").await;
    assert!(one.contains(REGION) && !one.contains(HERE), "{one}");
    // A table of somebody else is as one that was never there.
    let closed = visible(&here.get("/overleg/copen").await.text());
    let nothing = visible(&here.get("/overleg/bestaat-niet").await.text());
    assert_eq!(closed, nothing);
    assert!(!here.words("/overleg").await.contains("De Copen"));
    // Officers see which dossier it is, and their own page lists what waits; participants see neither.
    let link = format!("/dossier/{}", sat.dossier);
    assert!(sat.officer.page("/overleg").await.contains(&link));
    assert!(!here.page("/overleg").await.contains(&link));
    let dossier = sat.officer.words(&link).await;
    assert!(
        dossier.contains(HERE) && dossier.contains("staat op de agenda"),
        "{dossier}"
    );
    // The same table of a neighbour has an agenda of its own.
    let neighbour = sat.world.sign_in("participant@b.example").await;
    assert!(
        !neighbour
            .words("/overleg/ondermijning")
            .await
            .contains(HERE)
    );
    // Nothing goes to a table that is not there.
    let path = format!("/dossier/{}/overleg", sat.dossier);
    let nowhere = [
        ("table", "bestaat-niet"),
        ("text", "Iets."),
        ("action", "agenda"),
    ];
    let refused = sat.officer.post(&path, &nowhere).await.ok().text();
    assert!(visible(&refused).contains("Maak een keuze"), "{refused}");
    is_clean(&sat.world).await;
}
on_both!(a_participant_reads_the_own_table_alone, own_table);

async fn moved(world: World) {
    let sat = sat(world).await;
    let session = sat.world.sign_in("here@a.example").await;
    assert_eq!(reads(&session).await, (true, false));
    let copen = [("roles", "participant"), ("tables", "copen")];
    sat.admin.give(sat.here, &copen).await.moved();
    assert_eq!(
        reads(&session).await,
        (false, false),
        "one taken away is closed in a session that runs, one added waits"
    );
    let list = sat.admin.words(&format!("/mensen/{}", sat.here)).await;
    assert!(
        list.contains("Wacht op bevestiging voor: Overleg aandachtsfunctionarissen De Copen"),
        "{list}"
    );
    let asked = sat.officer.words("/bevestigen").await;
    assert!(
        asked.contains("Als deelnemer aan: Overleg aandachtsfunctionarissen De Copen."),
        "{asked}"
    );
    sat.officer.confirm(sat.here).await.moved();
    assert_eq!(reads(&session).await, (false, true));
    // A second one that is refused leaves the first.
    let both = [copen[0], copen[1], ("tables", "ondermijning")];
    sat.admin.give(sat.here, &both).await.moved();
    assert_eq!(reads(&session).await, (false, true));
    let asked = sat.officer.get("/bevestigen").await.ok();
    let waits = visible(&asked.text());
    assert!(
        waits.contains("aan: Lokaal ondermijningsoverleg."),
        "{waits}"
    );
    let confirm = format!("/bevestigen/{}", sat.here);
    let seen = asked.hidden_in(&confirm, "seen");
    let no = [("seen", seen.as_str()), ("answer", "no")];
    sat.officer.post(&confirm, &no).await.moved();
    assert_eq!(reads(&session).await, (false, true));
    let auditor = sat.world.sign_in("auditor@a.example").await;
    let log = auditor.words("/controle").await;
    assert!(log.contains("Lokaal ondermijningsoverleg"), "{log}");
    is_clean(&sat.world).await;
}
on_both!(a_table_added_wants_a_second_person, moved);

/// What was on the officer's screen is confirmed, and not a table that was added since.
async fn unseen(world: World) {
    let sat = sat(world).await;
    let session = sat.world.sign_in("here@a.example").await;
    let employee = sat.world.people.lock().unwrap()[EMPLOYEE].id;
    let one = [("roles", "participant"), ("tables", "ondermijning")];
    sat.admin.give(employee, &one).await.moved();
    let confirm = format!("/bevestigen/{employee}");
    let seen = sat.officer.get("/bevestigen").await.ok();
    let seen = seen.hidden_in(&confirm, "seen");
    let two = [one[0], one[1], ("tables", "copen")];
    sat.admin.give(employee, &two).await.moved();
    let yes = [("seen", seen.as_str()), ("spoke", "on")];
    let told = visible(&sat.officer.post(&confirm, &yes).await.ok().text());
    assert!(told.contains("intussen iets veranderd"), "{told}");
    // With the last table that waits, the role is not given.
    let again = sat.officer.get("/bevestigen").await.ok();
    let seen = again.hidden_in(&confirm, "seen");
    let no = [("seen", seen.as_str()), ("answer", "no")];
    sat.officer.post(&confirm, &no).await.moved();
    assert!(!sat.admin.page("/mensen").await.contains(EMPLOYEE));
    // A new link has every seat wait again.
    sat.admin.invite_again(sat.here).await;
    assert_eq!(reads(&session).await, (true, false), "nobody opened it yet");
}
on_both!(a_table_that_was_not_on_screen_is_not_confirmed, unseen);

async fn none_chosen(world: World) {
    let sat = sat(world).await;
    let none = [("roles", "participant"), ("roles", "employee")];
    let new = [
        ("name", "Test Nieuw"),
        ("email", "nieuw@a.example"),
        ("roles", "participant"),
        ("tables", "bestaat-niet"),
    ];
    let given = sat.admin.give(sat.here, &none).await;
    let added = sat.admin.post("/mensen", &new).await;
    for (answer, fields) in [(given, &none[..]), (added, &new[..])] {
        let page = answer.ok().text();
        let words = visible(&page);
        assert!(words.contains("Kies minstens één overleg"), "{words}");
        assert!(
            words.contains("Aan welke overleggen neemt deze persoon deel?"),
            "{words}"
        );
        let typed = fields.iter().find(|(name, _)| *name == "name");
        assert!(typed.is_none_or(|(_, name)| page.contains(name)));
    }
    assert!(!sat.admin.page("/mensen").await.contains("nieuw@a.example"));
    let session = sat.world.sign_in("here@a.example").await;
    assert_eq!(reads(&session).await, (true, false), "nothing changed");
    // What is ticked for no participant is nothing.
    let employee = sat.world.people.lock().unwrap()[EMPLOYEE].id;
    let odd = [("roles", "employee"), ("tables", "copen")];
    sat.admin.give(employee, &odd).await.moved();
    assert!(!sat.officer.words("/bevestigen").await.contains("De Copen"));
}
on_both!(a_participant_takes_part_in_at_least_one, none_chosen);

async fn without(world: World) {
    let sat = sat(world).await;
    let session = sat.world.sign_in("region@a.example").await;
    assert_eq!(reads(&session).await, (false, true));
    let text = meldroute::setup::PACKS[0].1;
    let (before, after) = text.split_once("[[tables]]\nid = \"copen\"").unwrap();
    let after = after.split_once("\n\n").map_or("", |(_, rest)| rest);
    let here = sat.world.app.tenants.get(sat.world.montfoort).unwrap();
    let version = format!("version = \"{}\"", here.pack.version);
    let text = [before, after]
        .join("\n")
        .replace(&version, "version = \"2099-1\"");
    let taken = tenants::adopt(&sat.world.app, &text).await.unwrap();
    assert_eq!(taken, tenants::Taken::InUse);
    assert_eq!(reads(&session).await, (false, false));
    let told = session.words("/overleg").await;
    assert!(told.contains("U neemt nu aan geen overleg deel"), "{told}");
    assert_eq!(session.get("/overleg/copen").await.status, 404);
    let all = sat.officer.words("/overleg").await;
    assert!(all.contains(HERE) && all.contains(REGION), "{all}");
    assert_eq!(sat.officer.get("/overleg/copen").await.status, 404);
    is_clean(&sat.world).await;
}
on_both!(a_table_that_the_pack_no_longer_has_is_closed, without);

/// As 0.1.0 wrote it: the table by what it is called.
async fn by_name(world: &World, id: DossierId, table: &str, name: &str) {
    let mut tx = world.app.db.begin().await.unwrap();
    let signal = tx.must("select wrapped_key from signal where id = $1", params![id]);
    let wrapped: Vec<u8> = signal.await.unwrap().get("wrapped_key").unwrap();
    let keys = world.app.keys.tenant(world.montfoort).unwrap();
    let key = keys.unwrap_key(&wrapped, &format!("dossier:{id}")).unwrap();
    let sql = "select id, kind, sealed, at, author from entry where signal = $1 and about = $2";
    let row = tx.must(sql, params![id, table]).await.unwrap();
    let entry: Uuid = row.get("id").unwrap();
    let (at, author): (i64, PersonId) = (row.get("at").unwrap(), row.get("author").unwrap());
    let kind: String = row.get("kind").unwrap();
    let place = |about: &str| format!("entry:{entry}:{kind}:{at}:{author}:{about}");
    let sealed: Vec<u8> = row.get("sealed").unwrap();
    let sealed = key.seal(&key.open(&sealed, &place(table)).unwrap(), &place(name));
    tx.exec(
        "update entry set about = $2, sealed = $3 where id = $1",
        params![entry, name, sealed],
    )
    .await
    .unwrap();
    tx.commit_unaudited("as it was then").await.unwrap();
}

async fn renamed(world: World) {
    let sat = sat(world).await;
    let world = &sat.world;
    by_name(
        world,
        sat.dossier,
        "ondermijning",
        "Lokaal ondermijningsoverleg",
    )
    .await;
    let session = world.sign_in("here@a.example").await;
    assert!(!session.words("/overleg").await.contains(HERE));
    let steps = WINGS.code().into_iter().flatten();
    let step = steps
        .into_iter()
        .find(|step| step.id == "route-37-tables-by-id");
    let mut tx = world.app.db.begin().await.unwrap();
    (step.unwrap().run)(&mut tx, &world.app, world.montfoort)
        .await
        .unwrap();
    let act = &platform::audited::SCHEMA_MIGRATED;
    let event = Event::by_system(world.montfoort, "program", act);
    tx.commit(&world.app, event).await.unwrap();
    assert_eq!(reads(&session).await, (true, false));
    let dossier = format!("/dossier/{}", sat.dossier);
    assert!(sat.officer.words(&dossier).await.contains(HERE));
    is_clean(world).await;
}
on_both!(what_named_a_table_by_its_name_names_it_by_its_id, renamed);

/// What to discuss and what came of it are two questions: a fault of the one leaves the other alone.
async fn two_questions(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let reference = world.report(&employee, &[("seen", "Iets.")]).await;
    let dossier = world.dossier_id(&reference).await;
    let officer = world.sign_in(OFFICER).await;
    officer.open_vault().await;
    let path = format!("/dossier/{dossier}/overleg");
    for (action, field, other, fault) in [
        (
            "agenda",
            "consultation-text",
            "said-text",
            "waarover u wilt overleggen.",
        ),
        (
            "outcome",
            "said-text",
            "consultation-text",
            "wat er uit het overleg kwam.",
        ),
    ] {
        let empty = [("table", "copen"), ("text", " "), ("action", action)];
        let page = officer.post(&path, &empty).await.ok().text();
        assert!(visible(&page).contains(fault), "{action}: {page}");
        let is_faulty = |id: &str| page.contains(&format!("id=\"{id}-error\""));
        assert!(is_faulty(field) && !is_faulty(other), "{action}: {page}");
    }
    let said = [
        ("table", "copen"),
        ("text", "De wijkagent kijkt mee."),
        ("action", "outcome"),
    ];
    officer.post(&path, &said).await.moved();
    let page = officer.words(&format!("/dossier/{dossier}")).await;
    assert!(page.contains("De wijkagent kijkt mee."), "{page}");
}
on_both!(
    what_to_discuss_and_what_came_of_it_are_asked_apart,
    two_questions
);
