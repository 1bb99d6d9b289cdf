//! Whoever is involved may be called as the reporter is: then the officer is asked, and says that it is
//! somebody else. The reporter's whole name never leaves.

use platform::{DossierId, Role};
use testkit::walk::{assess, hand_over, kept, look_at, say_yes};
use testkit::{Answer, Browser, World, line, on_both};

/// Somebody of this name reports; the officer has opened the vault and weighed it.
async fn reported_by(world: &World, name: &str, fields: &[(&str, &str)]) -> (Browser, DossierId) {
    world.staff().await;
    let roles = [Role::Employee];
    world
        .hire("melder@a.example", name, world.montfoort, &roles)
        .await;
    let reporter = world.sign_in("melder@a.example").await;
    let id = world.reported_by(&reporter, fields, &[]).await;
    let officer = world.sign_in("officer@a.example").await;
    officer.open_vault().await;
    assess(&officer, id).await;
    (officer, id)
}

/// What the questions on a page are answered with.
fn questions(page: &Answer) -> Vec<String> {
    let text = page.text();
    let boxes = text.split("name=\"someone-else\"").skip(1);
    let values = boxes.filter_map(|rest| rest.split('"').nth(1));
    values.map(str::to_owned).collect()
}

/// Says of every word that it is somebody else's, and hands over.
async fn say_someone_else(officer: &Browser, id: DossierId, looked: &Answer) -> Answer {
    let path = format!("/dossier/{id}/doorzetten/nla");
    let (kept, said) = (kept(looked, &path), questions(looked));
    let mut fields: Vec<(&str, &str)> =
        kept.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    fields.extend(said.iter().map(|key| ("someone-else", key.as_str())));
    fields.push(("action", "hand-over"));
    officer.post(&path, &fields).await
}

async fn same_surname(world: World) {
    let fields = [
        ("seen", "Maria werd opgehaald."),
        ("subjects", "1"),
        ("subject-0-name", "Maria de Jong"),
        ("subject-0-capacity", "possible_victim"),
    ];
    let (officer, id) = reported_by(&world, "Rosa de Jong", &fields).await;
    let form = officer
        .get(&format!("/dossier/{id}/doorzetten/nla"))
        .await
        .ok();
    assert!(
        line(&form).contains("wie meldde heet ook ‘Jong’"),
        "{}",
        line(&form)
    );
    let looked = look_at(&officer, id, "nla", &[]).await.ok();
    let words = line(&looked);
    assert!(
        words.contains("‘Jong’ is hier de naam van Maria de Jong"),
        "{words}"
    );
    // Without the answer nothing leaves, and with the answer of another word neither.
    let refused = say_yes(&officer, id, "nla", &looked).await.ok();
    assert!(
        line(&refused).contains("Vink bij elk woord aan"),
        "{}",
        line(&refused)
    );
    let dossier = officer.words(&format!("/dossier/{id}")).await;
    assert!(dossier.contains("Nog niets doorgezet"), "{dossier}");
    say_someone_else(&officer, id, &refused).await.moved();
    // The audit says that it was answered, and not of whom.
    let mut tx = world.app.db.read().await.unwrap();
    let last = platform::audit::last(&mut tx, world.montfoort)
        .await
        .unwrap();
    let records = platform::audit::after(&mut tx, world.montfoort, 0, last)
        .await
        .unwrap();
    let told: Vec<String> = records
        .iter()
        .filter(|record| record.action == "signal.referred")
        .map(|record| record.detail.clone())
        .collect();
    assert!(told[0].contains("\"namesakes\":1"), "{told:?}");
    assert!(records.iter().all(|record| !record.detail.contains("Jong")));
}
on_both!(a_namesake_is_handed_over_after_one_question, same_surname);

async fn first_name(world: World) {
    let fields = [("seen", "Emma, haar dochter van 3, huilt.")];
    let (officer, id) = reported_by(&world, "Emma Zilverberg", &fields).await;
    let looked = look_at(&officer, id, "nla", &[]).await.ok();
    assert_eq!(questions(&looked).len(), 1, "{}", line(&looked));
    // An answer counts for where the word stands: with another text it is asked again.
    let said = questions(&looked);
    let more = [
        ("question", "Kent u Emma?"),
        ("someone-else", said[0].as_str()),
    ];
    let again = look_at(&officer, id, "nla", &more).await.ok();
    assert_ne!(questions(&again), said);
    say_someone_else(&officer, id, &again).await.moved();
}
on_both!(a_first_name_alone_is_a_question, first_name);

async fn whole_name(world: World) {
    let fields = [
        ("seen", "Iets."),
        ("subjects", "2"),
        ("subject-0-name", "Maria de Jong"),
        ("subject-1-name", "Rosa de Jong"),
    ];
    let (officer, id) = reported_by(&world, "Rosa de Jong", &fields).await;
    let form = officer
        .get(&format!("/dossier/{id}/doorzetten/nla"))
        .await
        .ok();
    let text = form.text();
    let all: Vec<&str> = text
        .split("name=\"items\" value=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    let items: Vec<(&str, &str)> = all.iter().map(|id| ("items", *id)).collect();
    let refused = hand_over(&officer, id, "nla", &items).await.ok();
    assert!(
        line(&refused).contains("‘Rosa de Jong’"),
        "{}",
        line(&refused)
    );
    let dossier = officer.words(&format!("/dossier/{id}")).await;
    assert!(dossier.contains("Nog niets doorgezet"), "{dossier}");
}
on_both!(the_whole_name_stops_whoever_else_is_called_so, whole_name);

async fn on_the_agenda(world: World) {
    let fields = [
        ("seen", "Iets."),
        ("subjects", "1"),
        ("subject-0-name", "Maria de Jong"),
    ];
    let (officer, id) = reported_by(&world, "Rosa de Jong", &fields).await;
    let path = format!("/dossier/{id}/overleg");
    let mut asked = vec![
        ("action", "agenda"),
        ("table", "ondermijning"),
        ("text", "Wie kent Maria de Jong?"),
    ];
    let page = officer.post(&path, &asked).await.ok();
    assert_eq!(questions(&page), ["Jong"], "{}", line(&page));
    asked.push(("someone-else", "Jong"));
    let to = officer.post(&path, &asked).await.moved();
    assert!(to.ends_with("&bij=overleg#gedaan"), "{to}");
    let own = [
        ("action", "agenda"),
        ("table", "ondermijning"),
        ("text", "Rosa de Jong zag dit."),
    ];
    let refused = officer.post(&path, &own).await.ok();
    assert!(
        line(&refused).contains("Hierin staat wie meldde"),
        "{}",
        line(&refused)
    );
}
on_both!(a_namesake_can_be_discussed, on_the_agenda);
