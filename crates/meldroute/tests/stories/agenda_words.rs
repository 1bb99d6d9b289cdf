//! The agenda of a consultation is read by others: what a roster knows of who reported is asked about first, as at
//! a handover.

use testkit::{Browser, World, on_both, visible};

const OFFICER: &str = "officer@a.example";
const EMPLOYEE: &str = "employee@a.example";
const ASKED: &str = "Dit verraadt misschien wie meldde";

/// Words that may stand, as the form asks them.
fn questions(page: &str) -> Vec<String> {
    let boxes = page.split("name=\"may-stand\" value=\"").skip(1);
    let words = boxes.filter_map(|rest| rest.split('"').next());
    words.map(str::to_owned).collect()
}

async fn sent(officer: &Browser, path: &str, text: &str, stand: &[&str]) -> testkit::Answer {
    let mut fields = vec![
        ("action", "agenda"),
        ("table", "ondermijning"),
        ("text", text),
    ];
    fields.extend(stand.iter().map(|word| ("may-stand", *word)));
    officer.post(path, &fields).await
}

async fn asked(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let reference = world.report(&employee, &[("seen", "Iets.")]).await;
    let id = world.dossier_id(&reference).await;
    let officer = world.sign_in(OFFICER).await;
    officer.open_vault().await;
    let path = format!("/dossier/{id}/overleg");
    let text = "Gezien aan onze balie 3, om 10.15 uur. Wie kent dit busje?";
    let told = sent(&officer, &path, text, &[]).await.ok().text();
    assert!(visible(&told).contains(ASKED), "{}", visible(&told));
    assert!(told.contains("<title>Fout: ") && told.contains("Wie kent dit busje?"));
    let words = questions(&told);
    assert!(
        words.len() == 2 && words[0].contains("balie 3"),
        "{words:?}"
    );
    let agenda = officer.words("/overleg").await;
    assert!(!agenda.contains("balie 3"), "nothing was written: {agenda}");
    // One of both is not enough, and an answer for other words is none.
    let one = sent(&officer, &path, text, &[&words[0]]).await.ok().text();
    assert_eq!(questions(&one), words);
    let other = "Gezien aan onze balie 4. Wie kent dit busje?";
    let told = sent(&officer, &path, other, &[&words[0]]).await.ok().text();
    assert!(questions(&told)[0].contains("balie 4"));
    // Vaguer words are asked nothing; the same, ticked, stand on the agenda.
    let vaguer = "Gezien bij de gemeente. Wie kent dit busje?";
    sent(&officer, &path, vaguer, &[]).await.moved();
    let both: Vec<&str> = words.iter().map(String::as_str).collect();
    sent(&officer, &path, text, &both).await.moved();
    let agenda = officer.words("/overleg").await;
    assert!(
        agenda.contains("balie 3") && agenda.contains("bij de gemeente"),
        "{agenda}"
    );
    // What a consultation said is for officers alone: nobody is asked.
    let said = [
        ("action", "outcome"),
        ("table", "ondermijning"),
        ("text", "Balie 3 let op."),
    ];
    officer.post(&path, &said).await.moved();
}
on_both!(an_agenda_asks_about_words_that_a_roster_knows, asked);
