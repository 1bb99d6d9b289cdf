//! What a dossier is called and what is noted in it is read with a closed vault too.

use testkit::{World, on_both, visible};

async fn called(world: World) {
    let (officer, id) = world
        .reported(&[("seen", "Zes mannen slapen hier.")], &[])
        .await;
    let path = format!("/dossier/{id}");
    for (form, field) in [("naam", "called"), ("notitie", "text")] {
        let version = officer.get(&path).await.ok().hidden("version");
        let typed = [
            ("version", version.as_str()),
            (field, "Melding Test employee"),
        ];
        let to = format!("{path}/{form}");
        let words = visible(&officer.post(&to, &typed).await.ok().text());
        assert!(words.contains("Hierin staat wie meldde"), "{form}: {words}");
        let typed = [
            ("version", version.as_str()),
            (field, "Zes mannen aan de kade"),
        ];
        officer.post(&to, &typed).await.moved();
    }
    let words = officer.words(&path).await;
    assert!(words.contains("Zes mannen aan de kade") && !words.contains("Melding Test employee"));
}
on_both!(a_name_or_a_note_does_not_say_who_reported, called);
