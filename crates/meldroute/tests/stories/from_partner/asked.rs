//! A partner that wants to be asked first is asked, wherever the signal goes.

use testkit::partner::{OF_POLICE, ONLY_THERE};
use testkit::walk::{assess, hand_over, look_at, say_yes};
use testkit::{World, on_both, visible};

use super::{ASKED, on_agenda, taken};

/// The partner wants to be asked first: whom, and when, or it does not leave.
async fn asked_first(world: World) {
    let (officer, id) = taken(&world).await;
    assess(&officer, id).await;
    let looked = look_at(&officer, id, "nla", &[]).await;
    let page = visible(&looked.text());
    assert!(
        page.contains("mag niet door zonder het te vragen"),
        "{page}"
    );
    let told = say_yes(&officer, id, "nla", &looked).await.ok();
    let page = visible(&told.text());
    assert!(page.contains("Schrijf op wie u vroeg"), "{page}");
    assert!(
        !officer
            .words(&format!("/dossier/{id}"))
            .await
            .contains("Doorgezet naar Ned")
    );
    let named = [("asked-partner", "Wubbo Hazelworm, gisteren")];
    let told = hand_over(&officer, id, "nla", &named).await;
    let kept = testkit::walk::kept(&told, &format!("/dossier/{id}/doorzetten/nla"));
    let answer = |asked: &'static str| {
        let mut fields: Vec<(String, String)> = kept.clone();
        fields.push(("action".into(), "hand-over".into()));
        fields.push(("asked-partner".into(), asked.into()));
        fields
    };
    let path = format!("/dossier/{id}/doorzetten/nla");
    let send = async |fields: Vec<(String, String)>| {
        let fields: Vec<(&str, &str)> = fields
            .iter()
            .map(|(a, b)| (a.as_str(), b.as_str()))
            .collect();
        officer.post(&path, &fields).await
    };
    let told = send(answer("Wubbo Hazelworm, gisteren")).await.ok();
    assert!(
        visible(&told.text()).contains("wie meldde"),
        "{}",
        visible(&told.text())
    );
    send(answer("De wijkagent, op 17 november.")).await.moved();
    let shown = officer.words(&format!("/dossier/{id}")).await;
    assert!(shown.contains("De wijkagent, op 17 november."), "{shown}");
}
on_both!(
    what_is_not_to_be_passed_on_without_asking_was_asked,
    asked_first
);

/// Who sits at a table is another too: whom, and when, or it is on no agenda.
async fn asked_before_a_table(world: World) {
    let (officer, id) = taken(&world).await;
    let path = format!("/dossier/{id}");
    let table = "ondermijning";
    let agenda = format!("/overleg/{table}");
    for (extra, words) in [
        (vec![], "Schrijf op wie u vroeg"),
        (vec![("asked-partner", "Wubbo Hazelworm")], "wie meldde"),
        (
            vec![("asked-partner", ONLY_THERE)],
            "onder de Wpg of de WGS valt",
        ),
    ] {
        let told = on_agenda(&officer, id, table, &extra).await.ok();
        let said = visible(&told.text());
        assert!(said.contains(words), "{extra:?}: {said}");
        let waits = officer.words(&agenda).await;
        assert!(!waits.contains("Wie kent dit?"), "{waits}");
    }
    on_agenda(&officer, id, table, &[ASKED]).await.moved();
    assert!(officer.words(&agenda).await.contains("Wie kent dit?"));
    let shown = officer.words(&path).await;
    assert!(shown.contains(ASKED.1), "{shown}");
    // Of what is free nobody is asked; of what was given for one purpose that is said.
    let only = [("reference", ""), ("conditions", "only_this")];
    let id = officer.takes_in(&OF_POLICE, &only).await;
    let shown = officer.words(&format!("/dossier/{id}")).await;
    assert!(shown.contains("alleen voor dit doel gegeven"), "{shown}");
    on_agenda(&officer, id, table, &[]).await.moved();
}
on_both!(
    what_is_not_to_be_passed_on_without_asking_is_on_no_agenda_unasked,
    asked_before_a_table
);

/// In a case too each of its dossiers asks, beside its own words.
async fn asked_before_a_case(world: World) {
    let (officer, id) = taken(&world).await;
    let case = testkit::case::begin(&officer, id, "Kas langs de rondweg").await;
    let agenda = format!("{case}/agenda");
    let row = id.to_string();
    let (text, row) = (("text-1", "Wie kent dit?"), ("dossier-1", row.as_str()));
    let told = officer.post(&agenda, &[row, text]).await.text();
    let said = visible(&told);
    assert!(said.contains("Schrijf op wie u vroeg"), "{said}");
    let asked = ("asked-partner-1", ASKED.1);
    officer.post(&agenda, &[row, text, asked]).await.moved();
    let shown = officer.words(&format!("/dossier/{id}")).await;
    assert!(shown.contains(ASKED.1), "{shown}");
}
on_both!(
    what_is_not_to_be_passed_on_without_asking_is_asked_in_a_case,
    asked_before_a_case
);
