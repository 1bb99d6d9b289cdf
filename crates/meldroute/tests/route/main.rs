//! The internal reporting route, all six steps, through the front door, on both databases.
#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

#[path = "../kit/mod.rs"]
mod kit;

mod lists;
mod orders;

use kit::walk::{assess, hand_over};
use kit::{PASSPHRASE, World, visible};
use platform::audit::{self, Verdict};

const OFFICER: &str = "officer@a.example";
const EMPLOYEE: &str = "employee@a.example";

async fn six_steps(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let reference = world
        .report(
            &employee,
            &[
                ("seen", "Voorman bewaart paspoorten van vier mannen."),
                ("place", "Verzonnenkade 14"),
                ("subject-0-kind", "person"),
                ("subject-0-name", "Mirela Fantasia"),
                ("subject-0-capacity", "possible_victim"),
                ("subjects", "1"),
                ("indicators", "GRE-02"),
            ],
        )
        .await;
    assert!(visible(&employee.get("/mijn").await.ok().text()).contains("Ontvangen"));

    let officer = world.sign_in(OFFICER).await;
    officer
        .post("/kluis/openen", &[("passphrase", PASSPHRASE)])
        .await
        .moved();
    let id = world.dossier_id(&reference).await;
    assert!(
        officer
            .get("/werk")
            .await
            .ok()
            .text()
            .contains(&format!("/dossier/{id}/beoordelen"))
    );
    assert!(
        visible(&officer.get(&format!("/dossier/{id}")).await.ok().text())
            .contains("Test employee")
    );

    assert!(
        assess(&officer, id)
            .await
            .starts_with(&format!("/dossier/{id}/doorzetten"))
    );
    let advice = visible(
        &officer
            .get(&format!("/dossier/{id}/doorzetten"))
            .await
            .ok()
            .text(),
    );
    assert!(advice.contains("Nederlandse Arbeidsinspectie") && advice.contains("verplicht"));

    // Closing now is refused: two obligations are open.
    let closing = officer.get(&format!("/dossier/{id}/afsluiten")).await.ok();
    let version = closing.hidden("version");
    let close = [
        ("version", version.as_str()),
        ("outcome", "referred"),
        ("message", "Bedankt."),
        ("action", "close"),
    ];
    let refused = officer
        .post(&format!("/dossier/{id}/afsluiten"), &close)
        .await
        .ok();
    assert!(visible(&refused.text()).contains("Er ontbreekt nog iets"));

    hand_over(&officer, id, "nla", &[]).await.moved();
    // The other obligation is passed over, with a reason only.
    let path = format!("/dossier/{id}/doorzetten");
    assert!(
        visible(
            &officer
                .post(&path, &[("partner", "zorgcoordinator"), ("reason", "")])
                .await
                .ok()
                .text()
        )
        .contains("Schrijf op waarom")
    );
    officer
        .post(
            &path,
            &[
                ("partner", "zorgcoordinator"),
                ("reason", "Al ingelicht bij een eerder signaal."),
            ],
        )
        .await
        .moved();

    let dossier = officer.get(&format!("/dossier/{id}")).await.ok().text();
    let referral = dossier.split("/overdracht/").nth(1).unwrap()[..36].to_owned();
    let pdf = officer
        .get(&format!("/dossier/{id}/overdracht/{referral}"))
        .await
        .ok();
    assert!(pdf.bytes.starts_with(b"%PDF-"));
    assert!(
        officer
            .get("/werk")
            .await
            .ok()
            .text()
            .contains(&format!("/dossier/{id}#doorzettingen"))
    );
    let feedback = format!("/dossier/{id}/terugkoppeling/{referral}");
    assert!(
        visible(
            &officer
                .post(&feedback, &[("text", ""), ("action", "answer")])
                .await
                .ok()
                .text()
        )
        .contains("Vul dit in")
    );
    officer
        .post(
            &feedback,
            &[("text", "Inspectie gepland."), ("action", "answer")],
        )
        .await
        .moved();

    let version = officer
        .get(&format!("/dossier/{id}/afsluiten"))
        .await
        .ok()
        .hidden("version");
    let close = [
        ("version", version.as_str()),
        ("outcome", "referred"),
        ("message", "Dank u. Het is doorgezet."),
        ("action", "close"),
    ];
    assert_eq!(
        officer
            .post(&format!("/dossier/{id}/afsluiten"), &close)
            .await
            .moved(),
        "/werk?gedaan=closed"
    );

    let told = visible(&employee.get("/mijn/1").await.ok().text());
    assert!(
        told.contains("Afgerond") && told.contains("Dank u. Het is doorgezet."),
        "{told}"
    );
    assert!(
        visible(&officer.get("/verstrekkingen").await.ok().text())
            .contains("Nederlandse Arbeidsinspectie")
    );

    // It reopens with a reason, and closes no second time without one.
    let version = officer
        .get(&format!("/dossier/{id}"))
        .await
        .ok()
        .hidden("version");
    let reopen = [
        ("version", version.as_str()),
        ("reason", "Nieuw signaal over dezelfde voorman."),
    ];
    officer
        .post(&format!("/dossier/{id}/heropenen"), &reopen)
        .await
        .moved();
    assert!(
        visible(&officer.get(&format!("/dossier/{id}")).await.ok().text())
            .contains("Nieuw signaal over dezelfde voorman.")
    );

    for tenant in [world.montfoort, world.other] {
        let verdict = audit::verify(&mut world.app.db.read().await.unwrap(), &world.app, tenant)
            .await
            .unwrap();
        assert!(matches!(verdict, Verdict::Whole { .. }), "{verdict:?}");
    }
    let auditor = world.sign_in("auditor@a.example").await;
    let log = visible(&auditor.get("/controle").await.ok().text());
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
on_both!(all_six_steps, six_steps);

async fn nothing_overwritten(world: World) {
    world.staff().await;
    world
        .hire(
            "deputy@a.example",
            "Test deputy",
            world.montfoort,
            &[platform::Role::Officer],
        )
        .await;
    let reference = world
        .report(&world.sign_in(EMPLOYEE).await, &[("seen", "Iets.")])
        .await;
    let id = world.dossier_id(&reference).await;
    let (one, two) = (
        world.sign_in(OFFICER).await,
        world.sign_in("deputy@a.example").await,
    );
    let path = format!("/dossier/{id}/beoordelen");
    let version = two.get(&path).await.ok().hidden("version");
    assess(&one, id).await;
    let late = [
        ("version", version.as_str()),
        ("severity", "unclear"),
        ("why", "Te laat ingevuld."),
    ];
    let refused = two.post(&path, &late).await;
    assert_eq!(refused.status, 409);
    let version = refused.hidden("version");
    let page = refused.text();
    assert!(visible(&page).contains("Een collega heeft dit dossier intussen gewijzigd."));
    assert!(page.contains("Te laat ingevuld."), "what was typed stays");
    assert!(
        visible(&one.get(&format!("/dossier/{id}")).await.ok().text())
            .contains("Drie concrete tekenen.")
    );
    // Having seen that, the second one may still say otherwise.
    let again = [
        ("version", version.as_str()),
        ("severity", "unclear"),
        ("why", "Te laat ingevuld."),
    ];
    two.post(&path, &again).await.moved();
}
on_both!(two_officers_at_once, nothing_overwritten);

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
        visible(&employee.get("/mijn").await.ok().text())
            .matches("Ontvangen")
            .count(),
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
    let change = [
        ("version", version.as_str()),
        ("name", "Milo"),
        ("capacity", "possible_offender"),
        ("minor", "on"),
        ("phone", "06 00 00 00 99"),
    ];
    officer
        .post(&format!("/dossier/{id}/betrokkene/0"), &change)
        .await
        .moved();
    let page = visible(&officer.get(&format!("/dossier/{id}")).await.ok().text());
    assert!(
        page.contains("mogelijk slachtoffer")
            && page.contains("mogelijke dader")
            && page.contains("minderjarig"),
        "{page}"
    );
    // A minor puts it on top.
    assert!(visible(&officer.get("/werk").await.ok().text()).contains("spoed"));
    // And the reporter does not hear what the officer found out.
    officer
        .post("/kluis/openen", &[("passphrase", PASSPHRASE)])
        .await
        .moved();
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
    for partner in ["nla", "zorgcoordinator"] {
        officer
            .post(
                &format!("/dossier/{id}/doorzetten"),
                &[("partner", partner), ("reason", "Bekend.")],
            )
            .await
            .moved();
    }
    let path = format!("/dossier/{id}/vernietigen");
    let refused = officer.post(&path, &[("reference", &reference)]).await;
    assert!(
        refused.moved().contains("no-such-step"),
        "an open dossier stays"
    );
    let version = officer
        .get(&format!("/dossier/{id}/afsluiten"))
        .await
        .ok()
        .hidden("version");
    let close = [
        ("version", version.as_str()),
        ("outcome", "no_follow_up"),
        ("reason", "Te weinig."),
        ("action", "close"),
    ];
    officer
        .post(&format!("/dossier/{id}/afsluiten"), &close)
        .await
        .moved();
    assert!(
        visible(
            &officer
                .post(&path, &[("reference", "22222222")])
                .await
                .ok()
                .text()
        )
        .contains("Er is niets vernietigd")
    );
    officer
        .post(&path, &[("reference", &reference)])
        .await
        .moved();
    assert_eq!(officer.get(&format!("/dossier/{id}")).await.status, 404);
    for table in ["signal", "entry", "assessment"] {
        let sql: &'static str = match table {
            "signal" => "select count(*) as n from signal",
            "entry" => "select count(*) as n from entry",
            _ => "select count(*) as n from assessment",
        };
        let row = world
            .app
            .db
            .read()
            .await
            .unwrap()
            .must(sql, vec![])
            .await
            .unwrap();
        assert_eq!(row.get::<i64>("n").unwrap(), 0, "{table}");
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
        ("password", kit::PASSWORD),
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
        visible(&officer.get(&format!("/dossier/{id}")).await.ok().text())
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
    let form = employee.get("/melden/persoon").await.ok();
    let id = form.hidden("form-id");
    let coordinator_id = world.people.lock().unwrap()["coordinator@a.example"]
        .id
        .to_string();
    let mut fields = vec![
        ("form-id", id.as_str()),
        ("seen", "Eerst bespreken: paspoorten in een map."),
        ("contact", "here"),
        ("phone", "06 87 65 43 21"),
        ("action", "share"),
    ];
    let asked = employee.post("/melden/persoon", &fields).await.ok();
    assert!(visible(&asked.text()).contains("Maak een keuze"));
    fields.push(("share-with", &coordinator_id));
    assert_eq!(
        employee.post("/melden/persoon", &fields).await.moved(),
        "/mijn?gedaan=shared"
    );

    let coordinator = world.sign_in("coordinator@a.example").await;
    let list = coordinator.get("/gedeeld").await.ok().text();
    assert!(list.contains("paspoorten in een map"));
    let draft = list.split("href=\"/gedeeld/").nth(1).unwrap()[..36].to_owned();
    let page = coordinator.get(&format!("/gedeeld/{draft}")).await.ok();
    assert!(
        !page.text().contains("87 65 43 21"),
        "who reports went into the vault"
    );
    let passed = [
        ("form-id", page.hidden("form-id")),
        ("shared", page.hidden("shared")),
        ("contact", page.hidden("contact")),
        ("seen", "Eerst bespreken: paspoorten in een map.".into()),
        ("concluded", "De coordinator denkt hetzelfde.".into()),
        ("action", "send".into()),
    ];
    let passed: Vec<(&str, &str)> = passed
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let stranger = world.sign_in("coordinator@b.example").await;
    assert_eq!(stranger.post("/melden/persoon", &passed).await.status, 404);
    assert_eq!(
        coordinator.post("/melden/persoon", &passed).await.moved(),
        "/gedeeld?gedaan=passed-on"
    );
    assert!(
        !coordinator
            .get("/gedeeld")
            .await
            .ok()
            .text()
            .contains("paspoorten in een map")
    );

    // It is the employee's signal; the own draft stays, and says what the coordinator made of it.
    let mine = employee.get("/mijn").await.ok().text();
    assert!(mine.contains("Ontvangen"));
    assert!(
        !coordinator
            .get("/mijn")
            .await
            .ok()
            .text()
            .contains("Ontvangen")
    );
    let draft = employee.get("/melden/persoon").await.ok().text();
    assert!(draft.contains("paspoorten in een map") && draft.contains("href=\"/mijn/1\""));
    // The officer reads who reported, not who passed it on.
    let shown = mine.split("/mijn/1\"><strong>").nth(1).unwrap();
    let reference = shown.split('<').next().unwrap().replace('-', "");
    let officer = world.sign_in(OFFICER).await;
    officer
        .post("/kluis/openen", &[("passphrase", PASSPHRASE)])
        .await
        .moved();
    let dossier = officer
        .get(&format!("/dossier/{}", world.dossier_id(&reference).await))
        .await
        .ok()
        .text();
    assert!(dossier.contains("Test employee") && dossier.contains("06 87 65 43 21"));
}
on_both!(a_coordinator_passes_a_shared_draft_on, shared);
