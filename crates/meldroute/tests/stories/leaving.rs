//! What may leave the house: never the reporter's name to a partner, never a message that was not
//! wanted or is not safe, and what does leave is what was on screen.

use testkit::walk::{assess, hand_over, look_at, say_yes};
use testkit::{PASSPHRASE, World, on_both, visible};

const OFFICER: &str = "officer@a.example";
const EMPLOYEE: &str = "employee@a.example";

async fn leak(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let reference = world
        .report(
            &employee,
            &[
                (
                    "seen",
                    "Mijn naam is Test Zilverberg, dit zag ik aan de balie.",
                ),
                ("phone", "06 12 34 56 78"),
                ("contact", "here"),
                // Somebody else has a name in common with an officer.
                ("not-about", "Test officer"),
            ],
        )
        .await;
    let id = world.dossier_id(&reference).await;
    let officer = world.sign_in(OFFICER).await;
    assess(&officer, id).await;
    // The vault is closed: the form asks for the passphrase and keeps what was typed.
    let closed = hand_over(&officer, id, "nla", &[]).await.ok();
    assert!(visible(&closed.text()).contains("Vul uw wachtzin in"));
    assert!(
        closed
            .text()
            .contains("Zonder plaats kan de partner niets doen.")
    );
    // Opened along, the reporter's name in the statement blocks the handover. It cannot be
    // overridden.
    let blocked = hand_over(&officer, id, "nla", &[("passphrase", PASSPHRASE)])
        .await
        .ok();
    assert!(
        visible(&blocked.text()).contains("Hierin staat wie meldde"),
        "{}",
        visible(&blocked.text())
    );
    assert!(
        officer
            .words(&format!("/dossier/{id}"))
            .await
            .contains("Nog niets doorgezet")
    );
    // A phone number in another spelling blocks too.
    let clean = ("text-statement-0", "Dit is aan de balie gezien.");
    let phone = hand_over(
        &officer,
        id,
        "nla",
        &[clean, ("question", "Bel +31612345678")],
    )
    .await
    .ok();
    assert!(visible(&phone.text()).contains("Hierin staat wie meldde"));
    assert!(
        phone.text().contains("handover-question-error"),
        "at its box"
    );
    // With the words taken out it can be looked at, and then it goes.
    let looked = look_at(&officer, id, "nla", &[clean]).await.ok();
    assert!(visible(&looked.text()).contains("Leg vast en maak de PDF"));
    say_yes(&officer, id, "nla", &looked).await.moved();
}
on_both!(a_handover_never_names_the_reporter, leak);

/// The first consultation table that the page offers.
fn first_table(page: &str) -> &str {
    let choices = page.split("name=\"table\"").nth(1).unwrap();
    choices
        .split("<option value=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .find(|value| !value.is_empty())
        .unwrap()
}

async fn agenda(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let fields = [
        ("seen", "Iets."),
        ("phone", "06 12 34 56 78"),
        ("contact", "here"),
    ];
    let reference = world.report(&employee, &fields).await;
    let id = world.dossier_id(&reference).await;
    let officer = world.sign_in(OFFICER).await;
    let (dossier, path) = (format!("/dossier/{id}"), format!("/dossier/{id}/overleg"));
    let page = officer.page(&dossier).await;
    let table = first_table(&page);
    let put = |text: &'static str, passphrase: &'static str| {
        let fields = [
            ("table", table),
            ("text", text),
            ("passphrase", passphrase),
            ("action", "agenda"),
        ];
        let (officer, path) = (&officer, &path);
        async move { officer.post(path, &fields).await }
    };
    // The vault is closed: the form asks for the passphrase and keeps what was typed.
    assert!(page.contains("id=\"consultation-passphrase\""));
    let closed = put("Een pand aan de dijk.", "").await.ok().text();
    assert!(
        visible(&closed).contains("Vul uw wachtzin in"),
        "{}",
        visible(&closed)
    );
    assert!(closed.contains("Een pand aan de dijk."));
    // Opened along, who reported blocks, in any spelling.
    for text in [
        "Volgens mevrouw Em-\nployee.",
        "Employees signaal",
        "Bel +31 612345678",
    ] {
        let blocked = put(text, PASSPHRASE).await.ok().text();
        assert!(
            visible(&blocked).contains("Hierin staat wie meldde"),
            "{text}: {}",
            visible(&blocked)
        );
        assert!(
            !blocked.contains("id=\"consultation-passphrase\""),
            "the vault is open now"
        );
    }
    assert!(
        !officer.words("/overleg").await.contains(&reference),
        "nothing was put there"
    );
    put("Een pand aan de dijk.", "").await.moved();
    let shown = officer.words("/overleg").await;
    assert!(
        shown.contains("Een pand aan de dijk.") && !shown.contains("signaal"),
        "{shown}"
    );
}
on_both!(the_agenda_never_names_the_reporter, agenda);

async fn own_signal(world: World) {
    world.staff().await;
    let officer = world.sign_in(OFFICER).await;
    let reference = world
        .report(&officer, &[("seen", "Iets."), ("contact", "here")])
        .await;
    let id = world.dossier_id(&reference).await;
    officer.open_vault().await;
    assess(&officer, id).await;
    let blocked = hand_over(&officer, id, "nla", &[]).await.ok();
    assert!(
        visible(&blocked.text()).contains("u bent ook de melder"),
        "{}",
        visible(&blocked.text())
    );
}
on_both!(an_officer_who_reported_is_not_the_contact, own_signal);

async fn no_contact(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let reference = world
        .report(&employee, &[("seen", "Iets."), ("contact", "none")])
        .await;
    let id = world.dossier_id(&reference).await;
    let officer = world.sign_in(OFFICER).await;
    assess(&officer, id).await;
    let path = format!("/dossier/{id}/afsluiten");
    let version = officer.get(&path).await.ok().hidden("version");
    let fields = [
        ("version", version.as_str()),
        ("message", "Hallo"),
        ("action", "message"),
    ];
    assert_eq!(officer.post(&path, &fields).await.status, 400);
    assert!(
        employee
            .words("/mijn/1")
            .await
            .contains("Er is nog niets geschreven")
    );
}
on_both!(who_wants_no_contact_gets_no_message, no_contact);

async fn safe_first(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let fields = [
        ("seen", "Iets."),
        ("contact", "phone"),
        ("safe", "Alleen na vijf uur, gedeelde telefoon."),
    ];
    let reference = world.report(&employee, &fields).await;
    let id = world.dossier_id(&reference).await;
    let officer = world.sign_in(OFFICER).await;
    let path = format!("/dossier/{id}/afsluiten");
    let version = officer.get(&path).await.ok().hidden("version");
    let message = [
        ("version", version.as_str()),
        ("message", "Dank u."),
        ("action", "message"),
        ("passphrase", PASSPHRASE),
    ];
    let asked = officer.post(&path, &message).await.ok();
    assert!(visible(&asked.text()).contains("Lees eerst wat veilig is"));
    assert!(visible(&asked.text()).contains("Alleen na vijf uur, gedeelde telefoon."));
    officer
        .post(
            &path,
            &[
                ("version", version.as_str()),
                ("message", "Dank u."),
                ("action", "message"),
                ("safely", "on"),
            ],
        )
        .await
        .moved();
    assert!(employee.words("/mijn/1").await.contains("Dank u."));
}
on_both!(a_message_waits_until_safe_contact_was_read, safe_first);

/// The form value of the first file of this kind on the page of a dossier.
fn offered(page: &str, kind: &str) -> String {
    let found = page
        .split("/bestand/")
        .skip(1)
        .find(|rest| rest.split("kB").next().unwrap().contains(kind));
    format!("file-{}", &found.unwrap()[..36])
}

async fn with_files(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let form = employee.get("/melden/persoon").await.ok().hidden("form-id");
    let fields = [
        ("form-id", form.as_str()),
        ("seen", "Zie de foto."),
        ("action", "send"),
    ];
    // Looks like a picture, and does not open as one: it does not come in.
    let broken = [0xFF, 0xD8, 0xFF, 0xDA, 0, 2, 1, 2, 3, 0xFF, 0xD9];
    let refused = employee
        .upload("/melden/persoon", &fields, &[("stuk.jpg", &broken)])
        .await
        .ok();
    assert!(
        visible(&refused.text()).contains("is beschadigd"),
        "{}",
        visible(&refused.text())
    );
    let files: [(&str, &[u8]); 1] = [("goed.png", testkit::walk::PNG)];
    let to = employee
        .upload("/melden/persoon", &fields, &files)
        .await
        .moved();
    let reference = world.reference(&employee, &to).await;
    let id = world.dossier_id(&reference).await;
    let officer = world.sign_in(OFFICER).await;
    officer.open_vault().await;
    assess(&officer, id).await;
    let page = officer.page(&format!("/dossier/{id}")).await;
    let good = offered(&page, "foto");
    let chosen = [("items", "statement-0"), ("items", good.as_str())];
    hand_over(&officer, id, "nla", &chosen).await.moved();
    let page = officer.page(&format!("/dossier/{id}")).await;
    let referral = page.split("/overdracht/").nth(1).unwrap()[..36].to_owned();
    let pdf = officer
        .get(&format!("/dossier/{id}/overdracht/{referral}"))
        .await
        .ok();
    assert!(
        String::from_utf8_lossy(&pdf.bytes).contains("/Image"),
        "the picture is in the document"
    );
}
on_both!(a_photo_goes_along_in_the_document, with_files);
