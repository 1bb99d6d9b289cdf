//! A possible victim who reports herself is handed over as a victim; that she reported stays in the vault.

use platform::DossierId;
use testkit::walk::{assess, look_at, say_yes, subjects};
use testkit::{Answer, Browser, World, on_both, visible};

const OFFICER: &str = "officer@a.example";
const ANA: &str = "Ana Ionescu";
const PHONE: &str = "0612121212";

fn line(answer: &Answer) -> String {
    visible(&answer.text()).replace('\n', " ")
}

/// Ana rings the officer, who writes it down for her, with her among those involved.
async fn rung(world: &World, fields: &[(&str, &str)]) -> (Browser, DossierId) {
    world.staff().await;
    let officer = world.sign_in(OFFICER).await;
    let mut all = vec![
        ("channel", "phone"),
        ("behalf-name", ANA),
        ("behalf-phone", PHONE),
        ("contact", "phone"),
        ("subjects", "2"),
        ("subject-0-name", ANA),
        ("subject-0-phone", PHONE),
        ("subject-0-capacity", "possible_victim"),
        ("subject-1-name", "Kees Denkbeeldig"),
        ("subject-1-phone", "06 99 00 00 99"),
    ];
    all.extend_from_slice(fields);
    let reference = world.report(&officer, &all).await;
    officer.open_vault().await;
    let id = world.dossier_id(&reference).await;
    assess(&officer, id).await;
    (officer, id)
}

const OWN: [(&str, &str); 3] = [
    ("items", "statement-0"),
    ("items", "subject-0-name"),
    ("items", "subject-0-phone"),
];

/// Presses a button of the form that stands beside Ana's data.
async fn press(officer: &Browser, id: DossierId, action: &str) -> Answer {
    let pressed = [&OWN[..], &[("action", action)]].concat();
    look_at(officer, id, "nla", &pressed).await
}

/// Everywhere else it stops as it did: who reported is told by nothing beside her own data.
async fn stops_everywhere_else(officer: &Browser, id: DossierId) {
    for (field, text) in [
        ("question", "Ana Ionescu belde ons."),
        ("text-statement-0", "Gemeld door Ana."),
        ("text-statement-0", "Bel haar op 06-12 12 12 12."),
    ] {
        let fields = [&OWN[..], &[(field, text)]].concat();
        let refused = look_at(officer, id, "nla", &fields).await.ok();
        assert!(
            line(&refused).contains("Hierin staat wie meldde"),
            "{text}: {}",
            line(&refused)
        );
    }
}

async fn handed_over(world: World) {
    let (officer, id) = rung(&world, &[("seen", "Zij werkt veertien uur per dag.")]).await;
    let blocked = look_at(&officer, id, "nla", &OWN).await.ok();
    let words = line(&blocked);
    assert!(words.contains("Hierin staat wie meldde"), "{words}");
    assert!(
        words.contains("Zeg dat bij de gegevens van die persoon."),
        "{words}"
    );
    let ana = subjects(&officer, id).await[0];
    let button = format!("reporter-is-{ana}");
    assert!(blocked.text().contains(&format!("value=\"{button}\"")));
    let said = press(&officer, id, &button).await.ok();
    let words = line(&said);
    assert!(
        words.contains("U zei: Ana Ionescu meldde dit zelf."),
        "{words}"
    );
    assert!(!words.contains("Hierin staat wie meldde"), "{words}");
    assert!(
        said.text()
            .contains("Zonder plaats kan de partner niets doen.")
    );
    let dossier = officer.words(&format!("/dossier/{id}")).await;
    assert!(
        dossier.contains("Is ook betrokken, als mogelijk slachtoffer"),
        "{dossier}"
    );
    stops_everywhere_else(&officer, id).await;
    // Who speaks of herself tells it too: that is said, where everything is looked at.
    let speaks = [&OWN[..], &[("text-statement-0", "Ik werk er zelf.")]].concat();
    let looked = look_at(&officer, id, "nla", &speaks).await.ok();
    assert!(
        line(&looked).contains("Dit verraadt misschien wie meldde"),
        "{}",
        line(&looked)
    );
    let looked = look_at(&officer, id, "nla", &OWN).await.ok();
    let words = line(&looked);
    assert!(
        words.contains("Dat Ana Ionescu dit zelf meldde, staat nergens."),
        "{words}"
    );
    let document = words.split("De tekst van de PDF").nth(1).unwrap();
    let document = document.split("Dit verraadt").next().unwrap();
    assert!(
        document.contains(ANA) && document.contains(PHONE),
        "{document}"
    );
    assert!(!document.to_lowercase().contains("meldde"), "{document}");
    say_yes(&officer, id, "nla", &looked).await.moved();
}
on_both!(a_victim_who_reports_herself_is_handed_over, handed_over);

async fn taken_back(world: World) {
    let (officer, id) = rung(&world, &[("seen", "Zij werkt er.")]).await;
    let all = subjects(&officer, id).await;
    let ana = format!("reporter-is-{}", all[0]);
    press(&officer, id, &ana).await.ok();
    look_at(&officer, id, "nla", &OWN).await.ok();
    let back = press(&officer, id, "reporter-is-nobody").await.ok();
    assert!(
        line(&back).contains("Hierin staat wie meldde"),
        "{}",
        line(&back)
    );
    let blocked = look_at(&officer, id, "nla", &OWN).await.ok();
    assert!(
        line(&blocked).contains("Hierin staat wie meldde"),
        "{}",
        line(&blocked)
    );
    // Somebody who is no possible victim cannot be said to be the reporter.
    let kees = format!("reporter-is-{}", all[1]);
    assert_eq!(press(&officer, id, &kees).await.status, 400);
}
on_both!(what_was_said_of_the_reporter_is_taken_back, taken_back);

/// The row of the dossier: how long what the vault keeps of it is.
async fn sealed(world: &World, id: DossierId) -> usize {
    let mut tx = world.app.db.read().await.unwrap();
    let sql = "select reporter from signal where id = $1";
    let row = tx.must(sql, platform::params![id]).await.unwrap();
    row.get::<Vec<u8>>("reporter").unwrap().len()
}

/// Neither the database nor the record tells what was said: yes and no leave the same.
async fn tells_nobody(world: World) {
    let (officer, id) = rung(&world, &[("seen", "Zij werkt er.")]).await;
    let ana = subjects(&officer, id).await[0];
    let mut lengths = vec![sealed(&world, id).await];
    for said in ["nobody", &ana.to_string(), "nobody"] {
        press(&officer, id, &format!("reporter-is-{said}"))
            .await
            .ok();
        lengths.push(sealed(&world, id).await);
        // The same once more is nothing new.
        press(&officer, id, &format!("reporter-is-{said}"))
            .await
            .ok();
        assert_eq!(lengths.last(), Some(&sealed(&world, id).await));
    }
    let steps: Vec<usize> = lengths.windows(2).map(|two| two[1] - two[0]).collect();
    assert_eq!(steps[1], steps[2], "{lengths:?}");
    let mut tx = world.app.db.read().await.unwrap();
    let last = platform::audit::last(&mut tx, world.montfoort)
        .await
        .unwrap();
    let records = platform::audit::after(&mut tx, world.montfoort, 0, last)
        .await
        .unwrap();
    let told = records
        .iter()
        .filter(|record| record.action == "reporter.involved");
    let told: Vec<&str> = told.map(|record| record.detail.as_str()).collect();
    assert_eq!(told.len(), 3);
    assert!(told.iter().all(|detail| *detail == told[0]), "{told:?}");
    assert!(!told[0].contains(&ana.to_string()));
}
on_both!(
    whether_the_reporter_is_involved_is_told_by_no_row_and_no_record,
    tells_nobody
);
