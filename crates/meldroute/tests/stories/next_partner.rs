//! From one partner to the next, and whom an officer asks who reported it herself.

use platform::Role;
use testkit::walk::{assess, hand_over, look_at, say_yes};
use testkit::{PASSPHRASE, World, line, on_both};

const OFFICER: &str = "officer@a.example";

async fn straight_on(world: World) {
    let (officer, id) = world.reported(&[("seen", "Iets.")], &[]).await;
    let reach = [("phone", "0348 - 00 00 99"), ("team", ""), ("present", "")];
    officer.post("/wie-is-wie", &reach).await.moved();
    assess(&officer, id).await;
    // What is next leads to the partner itself.
    let dossier = officer.page(&format!("/dossier/{id}")).await;
    assert!(
        dossier.contains(&format!("/dossier/{id}/doorzetten/nla\"")),
        "{dossier}"
    );
    let looked = look_at(&officer, id, "nla", &[]).await.ok();
    let words = line(&looked);
    assert!(
        words.contains("telefoon 0348 - 00 00 99, e-mail officer@a.example"),
        "{words}"
    );
    let to = say_yes(&officer, id, "nla", &looked).await.moved();
    assert!(
        to.starts_with(&format!("/dossier/{id}/doorzetten/zorgcoordinator?")),
        "{to}"
    );
    let next = officer.get(to.trim_end_matches("#gedaan")).await.ok();
    let (words, text) = (line(&next), next.text());
    assert!(words.contains("Nu nog: Zorgcoördinator"), "{words}");
    assert!(
        text.contains("id=\"gedaan\" tabindex=\"-1\""),
        "it is read out"
    );
    let document = next.headers["refresh"].to_str().unwrap();
    assert!(
        document.starts_with(&format!("0; url=/dossier/{id}/overdracht/")),
        "{document}"
    );
    // What was said of consent stands there already.
    assert!(text.contains("Vragen is nu niet veilig."), "{words}");
}
on_both!(a_handover_leads_to_the_next_partner, straight_on);

async fn to_the_end(world: World) {
    let (officer, id) = world.reported(&[("seen", "Iets.")], &[]).await;
    assess(&officer, id).await;
    hand_over(&officer, id, "nla", &[]).await.moved();
    // The last one leads to the dossier, with the message in its section.
    let to = hand_over(&officer, id, "zorgcoordinator", &[])
        .await
        .moved();
    assert_eq!(
        to,
        format!("/dossier/{id}?gedaan=handed-over&bij=overdracht#gedaan")
    );
    let dossier = officer.get(to.trim_end_matches("#gedaan")).await.ok();
    let text = dossier.text();
    let section = text.split("id=\"doorzettingen\"").nth(1).unwrap();
    assert!(section.contains("id=\"gedaan\""), "in its section");
    assert_eq!(text.matches("Doorgezet. De overdracht").count(), 1);
    assert!(
        section.contains("href=\"tel:08005151\""),
        "the partner can be rung"
    );
    // Later the page brings no document along.
    world.clock.set(world.clock.now() + 2 * 60_000);
    let later = officer.get(to.trim_end_matches("#gedaan")).await.ok();
    assert!(!later.headers.contains_key("refresh"));
    // The last answer leads to telling and closing.
    let forms: Vec<String> = text
        .split(&format!("/dossier/{id}/terugkoppeling/"))
        .skip(1)
        .map(|rest| rest[..36].to_owned())
        .collect();
    let mut to = String::new();
    for referral in &forms {
        let path = format!("/dossier/{id}/terugkoppeling/{referral}");
        let said = [("text", "Opgepakt."), ("action", "answer")];
        to = officer.post(&path, &said).await.moved();
    }
    assert_eq!(to, format!("/dossier/{id}/afsluiten?gedaan=feedback"));
    // Who got it does not look as who did not.
    let advice = line(&officer.get(&format!("/dossier/{id}/doorzetten")).await.ok());
    assert_eq!(
        advice.matches("Zet nog een keer door").count(),
        2,
        "{advice}"
    );
}
on_both!(the_last_answer_leads_to_closing, to_the_end);

async fn own_report(world: World) {
    world.staff().await;
    world
        .hire(
            "deputy@a.example",
            "Test Waarnemer",
            world.montfoort,
            &[Role::Officer],
        )
        .await;
    let officer = world.sign_in(OFFICER).await;
    let id = world.reported_by(&officer, &[("seen", "Iets.")], &[]).await;
    // At once, also before the assessment, and to her alone.
    let dossier = line(&officer.get(&format!("/dossier/{id}")).await.ok());
    assert!(
        dossier.contains("U hebt dit signaal zelf gemeld."),
        "{dossier}"
    );
    assess(&officer, id).await;
    let advice = officer.get(&format!("/dossier/{id}/doorzetten")).await.ok();
    assert!(line(&advice).contains("U hebt dit signaal zelf gemeld."));
    let deputy = world.sign_in("deputy@a.example").await;
    let theirs = line(&deputy.get(&format!("/dossier/{id}")).await.ok());
    assert!(!theirs.contains("zelf gemeld"), "{theirs}");
    let text = advice.text();
    let to = text.split("name=\"to\" value=\"").nth(1).unwrap();
    let asked = [("to", &to[..36])];
    officer
        .post(&format!("/dossier/{id}/collega"), &asked)
        .await
        .moved();
    let dossier = line(&officer.get(&format!("/dossier/{id}")).await.ok());
    assert!(dossier.contains("Gevraagd: Test Waarnemer"), "{dossier}");
    let work = line(&deputy.get("/werk").await.ok());
    assert!(work.contains("Zet door voor een collega"), "{work}");
    // Anybody can be asked anything: it can be asked in the dossier of somebody else too.
    let employee = world.sign_in("employee@a.example").await;
    let other = world
        .reported_by(&employee, &[("seen", "Iets anders.")], &[])
        .await;
    assess(&officer, other).await;
    let advice = line(
        &officer
            .get(&format!("/dossier/{other}/doorzetten"))
            .await
            .ok(),
    );
    assert!(advice.contains("Laat een collega doorzetten"), "{advice}");
    assert!(!advice.contains("zelf gemeld"), "{advice}");
    let nobody = [("to", "00000000-0000-0000-0000-000000000000")];
    let refused = officer
        .post(&format!("/dossier/{other}/collega"), &nobody)
        .await;
    assert_eq!(refused.status, 400);
    let mut tx = world.app.db.read().await.unwrap();
    let checked = route::checking::open_all(&mut tx, &world.app, world.montfoort).await;
    assert!(checked.unwrap().1.is_empty());
}
on_both!(an_officer_who_reported_it_asks_a_colleague, own_report);

async fn one_urgency(world: World) {
    let (officer, id) = world
        .minor_judged("serious", "Een jongen van 16 werkt er.")
        .await;
    let dossier = line(&officer.get(&format!("/dossier/{id}")).await.ok());
    let advice = line(&officer.get(&format!("/dossier/{id}/doorzetten")).await.ok());
    assert!(dossier.contains("spoed"), "{dossier}");
    assert!(
        !dossier.contains("nog 7 dagen") && !advice.contains("nog 7 dagen"),
        "{advice}"
    );
    assert!(
        advice.contains("vandaag vóór") || advice.contains("morgen"),
        "{advice}"
    );
    let soon = platform::clock::date(world.clock.now() + 3 * platform::clock::DAY, "nl");
    let form = line(
        &officer
            .get(&format!("/dossier/{id}/doorzetten/nla"))
            .await
            .ok(),
    );
    assert!(form.contains(&soon), "{form}");
}
on_both!(what_is_urgent_stays_urgent_for_every_partner, one_urgency);

async fn short_lived(world: World) {
    let (officer, id) = world.reported(&[("seen", "Iets.")], &[]).await;
    assess(&officer, id).await;
    let looked = look_at(&officer, id, "nla", &[]).await.ok().text();
    let sheet = looked.split("class=\"sheet\" href=\"").nth(1).unwrap();
    let sheet = sheet.split('"').next().unwrap().replace("&#38;", "&");
    officer.get(&sheet).await.ok();
    // It is not asked for any more, and goes all the same: with the vault, after half an hour.
    let held = world.app.memory.of::<route::referrals::Looking>();
    assert_eq!(held.count(), 1);
    let now = world.clock.now();
    world.clock.set(now + platform::app::VAULT_IDLE);
    world.app.sweep_sessions();
    assert_eq!(held.count(), 0);
    world.clock.set(now);
    let open_again = [("passphrase", PASSPHRASE)];
    look_at(&officer, id, "nla", &open_again).await.ok();
    assert_eq!(held.count(), 1);
    officer.post("/uitloggen", &[]).await.moved();
    assert_eq!(held.count(), 0, "who signed out looks at nothing");
}
on_both!(what_was_looked_at_goes_with_the_session, short_lived);

async fn all_at_once(world: World) {
    world.staff().await;
    let employee = world.sign_in("employee@a.example").await;
    let reference = world.report(&employee, &[("seen", "Iets.")]).await;
    let id = world.dossier_id(&reference).await;
    let officer = world.sign_in(OFFICER).await;
    assess(&officer, id).await;
    let path = format!("/dossier/{id}/afsluiten");
    let page = officer.get(&path).await.ok();
    let title = page.text();
    let title = title
        .split("<title>")
        .nth(1)
        .unwrap()
        .split("</title>")
        .next()
        .unwrap();
    assert!(title.contains("Iets"), "it says which dossier: {title}");
    let version = page.hidden("version");
    let close = [
        ("version", version.as_str()),
        ("outcome", "no_follow_up"),
        ("reason", ""),
        ("message", " "),
        ("action", "close"),
    ];
    let text = officer.post(&path, &close).await.ok().text();
    for field in ["passes-over", "reason", "message", "passphrase"] {
        assert!(
            text.contains(&format!("close-{field}-error")),
            "{field}: {text}"
        );
    }
}
on_both!(closing_names_every_fault_at_once, all_at_once);
