//! Cases for somebody who is in a hurry: what keeps a case from closing is said before, each fault says of which dossier it
//! is, what happened at once is told once, and a damaged row is in nobody's way.

use platform::params;
use testkit::case::{begin, close, join, leave, plan, table, try_begin, write};
use testkit::{World, on_both, visible};

use crate::cases::{Town, town};

const TITLE: &str = "Kas langs de rondweg";

#[track_caller]
fn says(text: &str, words: &[&str]) {
    for one in words {
        assert!(text.contains(one), "{one}: {text}");
    }
}

/// A case with two of the dossiers.
async fn of_two(town: &Town) -> String {
    let case = begin(&town.officer, town.ids[0], TITLE).await;
    join(&town.officer, town.ids[1], &case).await.moved();
    case
}

async fn said_before(world: World) {
    let town = town(world).await;
    let (officer, case) = (&town.officer, of_two(&town).await);
    let closing = format!("{case}/sluiten");
    let before = officer.words(&closing).await;
    assert!(!before.contains("kan nog niet sluiten"), "{before}");
    let told = close(officer, &case, "", &[]).await.ok().text();
    let said = visible(&told);
    for reference in &town.references[..2] {
        assert!(said.matches(reference.as_str()).count() > 1, "{said}");
    }
    plan(officer, &case, town.ids[1], "Ga langs", &[])
        .await
        .moved();
    let before = officer.page(&closing).await;
    says(&visible(&before), &["Deze casus kan nog niet sluiten"]);
    assert!(before.contains(&format!("/dossier/{}#casussen", town.ids[1])));
    let page = officer.words(&case).await;
    says(&page, &["(15 januari 2027)"]);
}
on_both!(what_keeps_a_case_from_closing_is_said_before, said_before);

async fn told_once(world: World) {
    let town = town(world).await;
    let (officer, case) = (&town.officer, of_two(&town).await);
    let asked = [("text-1", "Wie kent dit?"), ("text-2", "Wie kent dit?")];
    table(officer, &case, &asked).await.moved();
    let page = officer.page(&case).await;
    let course = page.split("id=\"verloop\"").nth(1).unwrap();
    let course = visible(course.split("</ol>").next().unwrap());
    assert_eq!(course.matches("Wie kent dit?").count(), 1, "{course}");
    for reference in &town.references[..2] {
        says(&course, &[reference]);
    }
}
on_both!(what_happened_at_once_in_a_case_is_told_once, told_once);

async fn damaged(world: World) {
    let town = town(world).await;
    let (officer, case) = (&town.officer, of_two(&town).await);
    let path = format!("/dossier/{}", town.ids[0]);
    let mut tx = town.world.app.db.begin().await.unwrap();
    let sql = "update case_part set at = at + 1 where signal = $1";
    tx.exec(sql, params![town.ids[0]]).await.unwrap();
    tx.commit_unaudited("damaged in a test").await.unwrap();
    let shown = officer.words(&path).await;
    says(&shown, &["is beschadigd en niet meer te lezen"]);
    officer.get(&case).await.ok();
}
on_both!(a_damaged_case_keeps_nobody_from_the_dossier, damaged);

async fn left(world: World) {
    let town = town(world).await;
    let (officer, case) = (&town.officer, of_two(&town).await);
    leave(officer, town.ids[1], &case, "Een ander pand.")
        .await
        .moved();
    let change = format!("{case}/wijzigen");
    let page = officer.get(&change).await.ok();
    let version = page.hidden("version");
    let fields = [
        ("version", version.as_str()),
        ("title", "Bende van de rondweg"),
        ("kind", "address"),
        ("table", testkit::meeting::TABLE),
        ("purpose", "Nagaan of dit samenhangt."),
        ("basis", "public_task"),
    ];
    officer.post(&change, &fields).await.moved();
    let there = officer.words(&format!("/dossier/{}", town.ids[0])).await;
    says(&there, &["Bende van de rondweg"]);
    let gone = officer.page(&format!("/dossier/{}", town.ids[1])).await;
    let own = gone.split("id=\"casussen\"").nth(1).unwrap();
    let own = visible(own.split("<details").next().unwrap());
    says(&own, &[TITLE]);
    assert!(!own.contains("Bende van de rondweg"), "{own}");
}
on_both!(a_dossier_that_left_a_case_knows_it_as_it_was_called, left);

/// One dossier of a case that is damaged keeps the program from no other hint.
async fn hints(world: World) {
    let town = town(world).await;
    let (officer, [first, second, third]) = (&town.officer, town.ids);
    let case = begin(officer, third, TITLE).await;
    join(officer, first, &case).await.moved();
    let mut tx = town.world.app.db.begin().await.unwrap();
    let sql = "update signal set content = proof where id = $1";
    tx.exec(sql, params![third]).await.unwrap();
    tx.commit_unaudited("damaged in a test").await.unwrap();
    officer.background().await;
    let shown = officer.words(&format!("/dossier/{second}")).await;
    says(&shown, &["komt ook voor in de casus", TITLE]);
}
on_both!(hints_go_on_after_a_damaged_dossier, hints);

/// What was written of a case is damaged: the case opens all the same, and says so.
async fn entry(world: World) {
    let town = town(world).await;
    let (officer, case) = (&town.officer, of_two(&town).await);
    write(officer, &case, "Wij wachten tot januari.", "")
        .await
        .moved();
    says(&officer.words(&case).await, &["Wij wachten tot januari."]);
    let mut tx = town.world.app.db.begin().await.unwrap();
    let sql = "update case_entry set at = at + 1 where signal is null";
    tx.exec(sql, params![]).await.unwrap();
    tx.commit_unaudited("damaged in a test").await.unwrap();
    let shown = officer.words(&case).await;
    says(&shown, &["is beschadigd en niet meer te lezen"]);
    assert!(!shown.contains("Wij wachten tot januari."), "{shown}");
}
on_both!(a_damaged_note_keeps_nobody_from_the_case, entry);

/// The same form with other words is not taken for the case that it began.
async fn other_words(world: World) {
    let town = town(world).await;
    let (officer, id) = (&town.officer, town.ids[0]);
    let path = format!("/dossier/{id}/casus/nieuw");
    let form = officer.get(&path).await.ok().hidden("form");
    let form = [("form", form.as_str())];
    let first = try_begin(officer, id, TITLE, &form).await.moved();
    let again = try_begin(officer, id, TITLE, &form).await.moved();
    assert_eq!(first, again);
    let told = try_begin(officer, id, "Kas aan de haven", &form).await;
    let told = told.ok();
    let page = told.text();
    says(&visible(&page), &["al verstuurd, met andere woorden"]);
    assert!(page.contains("Kas aan de haven"), "what was typed stays");
    // Sent once more it is another case.
    let fresh = told.hidden("form");
    let anew = [("form", fresh.as_str())];
    let second = try_begin(officer, id, "Kas aan de haven", &anew).await;
    assert_ne!(second.moved(), first);
}
on_both!(a_case_is_not_taken_for_another_one, other_words);
