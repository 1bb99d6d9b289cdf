//! The internal reporting route, all six steps, through the front door, on both databases.

mod desk;
mod facts;
mod hour;
mod lists;
mod orders;
mod statements;
mod subjects;
mod tables;
mod together;
mod unasked;
mod wing;

use platform::DossierId;
use platform::audit::{self, Verdict};
use testkit::walk::{assess, close_without_follow_up, destroy, hand_over, subjects};
use testkit::{Answer, Browser, World, on_both, visible};

const OFFICER: &str = "officer@a.example";
const EMPLOYEE: &str = "employee@a.example";

/// Every step in turn, each told below.
async fn six_steps(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let fields = [
        ("seen", "Voorman bewaart paspoorten van vier mannen."),
        ("place", "Verzonnenkade 14"),
        ("subject-0-kind", "person"),
        ("subject-0-name", "Mirela Fantasia"),
        ("subject-0-capacity", "possible_victim"),
        ("subjects", "1"),
        ("indicators", "GRE-02"),
    ];
    let reference = world.report(&employee, &fields).await;
    assert!(employee.words("/mijn").await.contains("Ontvangen"));
    let officer = world.sign_in(OFFICER).await;
    officer.open_vault().await;
    let id = world.dossier_id(&reference).await;
    received_and_assessed(&officer, id).await;
    handed_over_or_passed_over(&officer, id).await;
    answered(&officer, id).await;
    told_and_closed(&employee, &officer, id).await;
    reopened(&officer, id).await;
    all_recorded(&world).await;
}
on_both!(all_six_steps, six_steps);

/// The officer sees what waits, and who reported; assessing leads to the advice.
async fn received_and_assessed(officer: &Browser, id: DossierId) {
    assert!(
        officer
            .page("/werk")
            .await
            .contains(&format!("/dossier/{id}/beoordelen"))
    );
    assert!(
        officer
            .words(&format!("/dossier/{id}"))
            .await
            .contains("Test employee")
    );
    assert!(
        assess(officer, id)
            .await
            .starts_with(&format!("/dossier/{id}/doorzetten"))
    );
    let advice = officer.words(&format!("/dossier/{id}/doorzetten")).await;
    assert!(advice.contains("Nederlandse Arbeidsinspectie") && advice.contains("verplicht"));
}

/// Closes a dossier that was referred, with a message to who reported.
async fn close(officer: &Browser, id: DossierId, message: &str) -> Answer {
    let path = format!("/dossier/{id}/afsluiten");
    let version = officer.get(&path).await.ok().hidden("version");
    let fields = [
        ("version", version.as_str()),
        ("outcome", "referred"),
        ("message", message),
        ("action", "close"),
    ];
    officer.post(&path, &fields).await
}

/// Closing is refused while two obligations are open. One is kept, the other is passed over, with a
/// reason only.
async fn handed_over_or_passed_over(officer: &Browser, id: DossierId) {
    let refused = close(officer, id, "Bedankt.").await.ok();
    assert!(visible(&refused.text()).contains("Daarom kan dit dossier nog niet dicht."));
    hand_over(officer, id, "nla", &[]).await.moved();
    let path = format!("/dossier/{id}/doorzetten");
    let silent = [("partner", "zorgcoordinator"), ("reason", "")];
    let refused = officer.post(&path, &silent).await.ok();
    assert!(visible(&refused.text()).contains("Schrijf op waarom"));
    let passed = [
        ("partner", "zorgcoordinator"),
        ("reason", "Al ingelicht bij een eerder signaal."),
    ];
    officer.post(&path, &passed).await.moved();
}

/// The document is there to read again, and the partner's answer is waited for and written down.
async fn answered(officer: &Browser, id: DossierId) {
    let dossier = officer.page(&format!("/dossier/{id}")).await;
    let referral = dossier.split("/overdracht/").nth(1).unwrap()[..36].to_owned();
    let pdf = officer
        .get(&format!("/dossier/{id}/overdracht/{referral}"))
        .await
        .ok();
    assert!(pdf.bytes.starts_with(b"%PDF-"));
    assert!(
        officer
            .page("/werk")
            .await
            .contains(&format!("/dossier/{id}#doorzettingen"))
    );
    let feedback = format!("/dossier/{id}/terugkoppeling/{referral}");
    let empty = [("text", ""), ("action", "answer")];
    let refused = officer.post(&feedback, &empty).await.ok();
    assert!(visible(&refused.text()).contains("Schrijf op wat de partner liet weten"));
    let answer = [("text", "Inspectie gepland."), ("action", "answer")];
    officer.post(&feedback, &answer).await.moved();
}

async fn told_and_closed(employee: &Browser, officer: &Browser, id: DossierId) {
    let closed = close(officer, id, "Dank u. Het is doorgezet.").await;
    assert_eq!(closed.moved(), "/werk?gedaan=closed");
    let told = employee.words("/mijn/1").await;
    assert!(
        told.contains("Afgerond") && told.contains("Dank u. Het is doorgezet."),
        "{told}"
    );
    assert!(
        officer
            .words("/verstrekkingen")
            .await
            .contains("Nederlandse Arbeidsinspectie")
    );
}

/// It reopens with a reason.
async fn reopened(officer: &Browser, id: DossierId) {
    let dossier = format!("/dossier/{id}");
    let version = officer.get(&dossier).await.ok().hidden("version");
    let reason = "Nieuw signaal over dezelfde voorman.";
    let reopen = [("version", version.as_str()), ("reason", reason)];
    officer
        .post(&format!("{dossier}/heropenen"), &reopen)
        .await
        .moved();
    assert!(officer.words(&dossier).await.contains(reason));
}

/// The chains are whole, and the auditor reads every step.
async fn all_recorded(world: &World) {
    for tenant in [world.montfoort, world.other] {
        let verdict = audit::verify(&mut world.app.db.read().await.unwrap(), &world.app, tenant)
            .await
            .unwrap();
        assert!(matches!(verdict, Verdict::Whole { .. }), "{verdict:?}");
    }
    let auditor = world.sign_in("auditor@a.example").await;
    let log = auditor.words("/controle").await;
    for line in [
        "signaal gemeld",
        "een melder",
        "signaal beoordeeld",
        "doorgezet naar een partner",
        "kluis geopend",
    ] {
        assert!(log.contains(line), "{line} in {log}");
    }
}

async fn sent_twice(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let form = employee.get("/melden/plaats").await.ok().hidden("form-id");
    let fields = [
        ("form-id", form.as_str()),
        ("place", "Nergensweg 3"),
        ("action", "send"),
    ];
    let first = employee.post("/melden/plaats", &fields).await.moved();
    assert_eq!(
        employee.post("/melden/plaats", &fields).await.moved(),
        first
    );
    assert_eq!(
        employee.words("/mijn").await.matches("Ontvangen").count(),
        1
    );
}
on_both!(a_form_sent_twice_is_one_signal, sent_twice);

async fn capacities(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let fields = [
        ("seen", "Iets."),
        ("subjects", "1"),
        ("subject-0-name", "Milo"),
        ("subject-0-capacity", "possible_victim"),
    ];
    let reference = world.report(&employee, &fields).await;
    let id = world.dossier_id(&reference).await;
    let officer = world.sign_in(OFFICER).await;
    let version = officer
        .get(&format!("/dossier/{id}"))
        .await
        .ok()
        .hidden("version");
    let milo = subjects(&officer, id).await[0];
    let change = [
        ("version", version.as_str()),
        ("name", "Milo"),
        ("capacity", "possible_offender"),
        ("minor", "on"),
        ("phone", "06 00 00 00 99"),
    ];
    officer
        .post(&format!("/dossier/{id}/betrokkene/{milo}"), &change)
        .await
        .moved();
    let page = officer.words(&format!("/dossier/{id}")).await;
    assert!(
        page.contains("mogelijk slachtoffer")
            && page.contains("mogelijke dader")
            && page.contains("minderjarig"),
        "{page}"
    );
    // A minor puts it on top.
    assert!(officer.words("/werk").await.contains("spoed"));
    // And the reporter does not hear what the officer found out.
    officer.open_vault().await;
    let message = [
        ("message", "Zijn nummer is 0600000099."),
        ("action", "message"),
    ];
    let refused = officer
        .post(&format!("/dossier/{id}/afsluiten"), &message)
        .await
        .ok();
    assert!(visible(&refused.text()).contains("Dit weet de melder niet"));
}
on_both!(a_subject_keeps_its_history, capacities);

async fn destroyed(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let reference = world
        .report(&employee, &[("seen", "Iets."), ("contact", "none")])
        .await;
    let id = world.dossier_id(&reference).await;
    let officer = world.sign_in(OFFICER).await;
    assess(&officer, id).await;
    let refused = destroy(&officer, id, &reference).await.moved();
    assert!(refused.contains("no-such-step"), "an open dossier stays");
    close_without_follow_up(&officer, id).await;
    let refused = destroy(&officer, id, "22222222").await.ok();
    assert!(visible(&refused.text()).contains("Er is niets vernietigd"));
    destroy(&officer, id, &reference).await.moved();
    assert_eq!(officer.get(&format!("/dossier/{id}")).await.status, 404);
    for sql in [
        "select count(*) as n from signal",
        "select count(*) as n from entry",
        "select count(*) as n from assessment",
    ] {
        let mut tx = world.app.db.read().await.unwrap();
        let row = tx.must(sql, vec![]).await.unwrap();
        assert_eq!(row.get::<i64>("n").unwrap(), 0, "{sql}");
    }
}
on_both!(destroying_leaves_nothing, destroyed);

async fn officer_signed_out(world: World) {
    world.staff().await;
    let reference = world
        .report(&world.sign_in(EMPLOYEE).await, &[("seen", "Iets.")])
        .await;
    let id = world.dossier_id(&reference).await;
    let officer = world.sign_in(OFFICER).await;
    let path = format!("/dossier/{id}/notitie");
    world.clock.set(world.clock.now() + 2 * 60 * 60_000);
    let to = officer
        .post(&path, &[("text", "Een uur aan deze notitie gewerkt.")])
        .await
        .moved();
    let next = officer.get(&to).await.ok().hidden("to");
    world.clock.set(world.clock.now() + 31_000);
    let sign_in = [
        ("email", OFFICER),
        ("password", testkit::PASSWORD),
        ("code", &world.code(OFFICER)),
        ("to", &next),
    ];
    let resumed = officer
        .get(&officer.post("/inloggen", &sign_in).await.moved())
        .await
        .ok();
    assert!(visible(&resumed.text()).contains("Een uur aan deze notitie gewerkt."));
    officer
        .post(&path, &[("text", &resumed.hidden("text"))])
        .await
        .moved();
    assert!(
        officer
            .words(&format!("/dossier/{id}"))
            .await
            .contains("Een uur aan deze notitie gewerkt.")
    );
    assert_eq!(
        officer.get(&path).await.status,
        404,
        "a readable page, not an empty one"
    );
}
on_both!(a_note_survives_an_expired_session, officer_signed_out);

async fn shared(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let id = employee.get("/melden/persoon").await.ok().hidden("form-id");
    let with = world.people.lock().unwrap()["coordinator@a.example"].id;
    let with = with.to_string();
    let mut fields = vec![
        ("form-id", id.as_str()),
        ("seen", "Eerst bespreken: paspoorten in een map."),
        ("contact", "here"),
        ("phone", "06 87 65 43 21"),
        ("action", "share"),
    ];
    let asked = employee.post("/melden/persoon", &fields).await.ok();
    assert!(visible(&asked.text()).contains("Maak een keuze"));
    fields.push(("share-with", &with));
    assert_eq!(
        employee.post("/melden/persoon", &fields).await.moved(),
        "/melden?gedaan=shared"
    );

    let coordinator = world.sign_in("coordinator@a.example").await;
    let list = coordinator.page("/gedeeld").await;
    assert!(list.contains("paspoorten in een map"));
    let draft = list.split("href=\"/gedeeld/").nth(1).unwrap()[..36].to_owned();
    let page = coordinator.get(&format!("/gedeeld/{draft}")).await.ok();
    assert!(
        !page.text().contains("87 65 43 21"),
        "who reports went into the vault"
    );
    let [form, shared, contact] = ["form-id", "shared", "contact"].map(|name| page.hidden(name));
    let passed = [
        ("form-id", form.as_str()),
        ("shared", shared.as_str()),
        ("contact", contact.as_str()),
        ("seen", "Eerst bespreken: paspoorten in een map."),
        ("concluded", "De coordinator denkt hetzelfde."),
        ("action", "send"),
    ];
    let stranger = world.sign_in("coordinator@b.example").await;
    let refused = stranger.post("/melden/persoon", &passed).await.ok().text();
    assert!(visible(&refused).contains("Dit staat niet meer bij u"));
    assert_eq!(
        coordinator.post("/melden/persoon", &passed).await.moved(),
        "/gedeeld?gedaan=passed-on"
    );
    assert!(
        !coordinator
            .page("/gedeeld")
            .await
            .contains("paspoorten in een map")
    );

    // It is the employee's signal; the own draft stays, and says what the coordinator made of it.
    let mine = employee.page("/mijn").await;
    assert!(mine.contains("Ontvangen"));
    assert!(!coordinator.page("/mijn").await.contains("Ontvangen"));
    let draft = employee.page("/melden/persoon").await;
    assert!(draft.contains("paspoorten in een map") && draft.contains("href=\"/mijn/1\""));
    the_officer_reads_who_reported(&world, &mine).await;
}
on_both!(a_coordinator_passes_a_shared_draft_on, shared);

/// And not who passed it on. `mine`: the own list of who reported.
async fn the_officer_reads_who_reported(world: &World, mine: &str) {
    let shown = mine.split("/mijn/1\"><strong>").nth(1).unwrap();
    let reference = shown.split('<').next().unwrap().replace('-', "");
    let officer = world.sign_in(OFFICER).await;
    officer.open_vault().await;
    let dossier = officer
        .page(&format!("/dossier/{}", world.dossier_id(&reference).await))
        .await;
    assert!(dossier.contains("Test employee") && dossier.contains("06 87 65 43 21"));
}
