//! Two at a case at the same time, and the same form again: nothing lands at the wrong dossier, and nothing is lost.

use platform::DossierId;
use testkit::case::{begin, close, join, leave, placed, plan};
use testkit::{World, on_both, visible};

use super::orders::open_actions;
use super::{TITLE, is_clean, says, sent, town};

/// Two officers at once: the second is told, and loses nothing.
async fn together(world: World) {
    let town = town(world).await;
    let (officer, [first, second, _]) = (&town.officer, town.ids);
    let case = begin(officer, first, TITLE).await;
    let change = format!("{case}/wijzigen");
    let version = officer.get(&change).await.ok().hidden("version");
    let fields = |title| {
        [
            ("version", version.as_str()),
            ("title", title),
            ("kind", "employer"),
            ("lead", "nla"),
            ("purpose", "Nagaan."),
            ("basis", "public_task"),
        ]
    };
    officer.post(&change, &fields("Loods")).await.moved();
    let late = officer.post(&change, &fields("Kas, anders")).await;
    assert_eq!(late.status, 409);
    assert!(late.text().contains("Kas, anders"), "it stays typed");
    says(&officer.words(&case).await, &["Loods", "Werkgever"]);
    let closing = format!("{case}/sluiten");
    let late = [("version", "1"), ("outcome-1", "nothing")];
    let told = officer.post(&closing, &late).await;
    assert_eq!(told.status, 409);
    says(&visible(&told.text()), &["collega heeft deze casus"]);
    close(officer, &case, "nothing", &[]).await.moved();
    // Nothing is added to what is closed.
    let late = join(officer, second, &case).await.ok().text();
    says(&visible(&late), &["collega heeft deze casus"]);
    let note = [("text", "Dit wil ik kwijt."), ("kind", "note")];
    let late = officer.post(&format!("{case}/notitie"), &note).await;
    assert_eq!(late.status, 409);
    assert!(late.text().contains("Dit wil ik kwijt."), "it stays typed");
    is_clean(&town.world).await;
}
on_both!(two_officers_in_one_case, together);

/// A colleague takes a dossier out while another types: no word lands at the wrong one, and none is lost.
async fn moved_up(world: World) {
    let town = town(world).await;
    let (officer, [first, second, third]) = (&town.officer, town.ids);
    let case = begin(officer, first, TITLE).await;
    for id in [second, third] {
        join(officer, id, &case).await.moved();
    }
    let agenda = format!("{case}/agenda");
    let closing = format!("{case}/sluiten");
    let at_agenda = placed(&officer.get(&agenda).await.ok());
    let form = officer.get(&closing).await.ok();
    let (version, at_closing) = (form.hidden("version"), placed(&form));
    let out: DossierId = at_agenda[0].1.parse().unwrap();
    leave(officer, out, &case, "Hoort elders.").await.moved();
    let mut fields: Vec<(&str, &str)> = vec![("text-1", "Van het eerste."), ("text-2", "Van dit.")];
    fields.extend(sent(&at_agenda));
    let told = officer.post(&agenda, &fields).await;
    assert_eq!(told.status, 409);
    says(
        &visible(&told.text()),
        &["collega heeft deze casus", "uit de casus gehaald"],
    );
    assert!(told.text().contains("Van het eerste."), "it stays typed");
    let list = officer.words("/overleg/ondermijning").await;
    assert!(!list.contains("Van dit."), "nothing was put there: {list}");
    // Without the words of what left, the others land where they belong.
    fields[0] = ("text-1", "");
    officer.post(&agenda, &fields).await.moved();
    let own = officer.words(&format!("/dossier/{}", at_agenda[1].1)).await;
    says(&own, &["Van dit."]);
    let mut fields: Vec<(&str, &str)> = vec![("version", &version)];
    fields.extend(sent(&at_closing));
    fields.extend([
        ("outcome-1", "care"),
        ("outcome-2", "nothing"),
        ("outcome-3", "nothing"),
    ]);
    let told = officer.post(&closing, &fields).await;
    assert_eq!(told.status, 409, "a dossier left since");
    says(&visible(&told.text()), &["collega heeft deze casus"]);
    is_clean(&town.world).await;
}
on_both!(words_land_at_the_dossier_they_were_typed_for, moved_up);

/// A case that was joined, or in which something was planned, since it was shown is not closed.
async fn seen_before(world: World) {
    let town = town(world).await;
    let (officer, [first, second, _]) = (&town.officer, town.ids);
    let case = begin(officer, first, TITLE).await;
    let closing = format!("{case}/sluiten");
    for step in ["join", "leave", "plan"] {
        let form = officer.get(&closing).await.ok();
        let version = form.hidden("version");
        match step {
            "join" => join(officer, second, &case).await.moved(),
            "plan" => plan(officer, &case, first, "Ga langs", &[]).await.moved(),
            _ => leave(officer, second, &case, "Toch niet.").await.moved(),
        };
        let mut fields = vec![("version", version.as_str()), ("outcome-1", "nothing")];
        let rows = placed(&form);
        fields.extend(sent(&rows));
        let told = officer.post(&closing, &fields).await;
        assert_eq!(told.status, 409, "{step}");
    }
    is_clean(&town.world).await;
}
on_both!(a_case_closes_as_it_was_seen, seen_before);

/// The same form with the same words is once; with other words both are there.
async fn sent_twice(world: World) {
    let town = town(world).await;
    let (officer, first) = (&town.officer, town.ids[0]);
    let case = begin(officer, first, TITLE).await;
    let page = officer.get(&case).await.ok();
    let (note, action) = (format!("{case}/notitie"), format!("{case}/actie"));
    let id = first.to_string();
    for about in ["", &id] {
        let form = page.hidden_in(&note, "form");
        let fields = |text| {
            [
                ("form", form.as_str()),
                ("text", text),
                ("kind", "note"),
                ("about", about),
            ]
        };
        for text in ["Eerst dit.", "Eerst dit.", "Toen dat.", "Toen dat."] {
            officer.post(&note, &fields(text)).await.moved();
        }
    }
    let told = officer.words(&format!("{case}/verloop")).await;
    for text in ["Eerst dit.", "Toen dat."] {
        assert_eq!(told.matches(text).count(), 2, "{text}: {told}");
    }
    let form = page.hidden_in(&action, "form");
    for what in ["Ga langs", "Ga langs", "Bel eerst", "Bel eerst"] {
        let more = [("form", form.as_str())];
        plan(officer, &case, first, what, &more).await.moved();
    }
    assert_eq!(open_actions(&town.world, &town.ids).await, 2);
    is_clean(&town.world).await;
}
on_both!(a_form_with_other_words_is_written_too, sent_twice);

/// Whatever comes first: a case is not called after somebody of a dossier that joins it at that moment.
async fn at_once(world: World) {
    let town = town(world).await;
    let (officer, [first, _, third]) = (&town.officer, town.ids);
    for title in ["Om Denkbeeldig", "Bij Denkbeeldig", "Over Denkbeeldig"] {
        let case = begin(officer, first, TITLE).await;
        let change = format!("{case}/wijzigen");
        let version = officer.get(&change).await.ok().hidden("version");
        let fields = [
            ("version", version.as_str()),
            ("title", title),
            ("kind", "employer"),
            ("purpose", "Nagaan."),
            ("basis", "public_task"),
        ];
        let both = tokio::join!(officer.post(&change, &fields), join(officer, third, &case));
        let done = [both.0, both.1].into_iter();
        let done = done.filter(|answer| answer.status == 303).count();
        assert_eq!(done, 1, "{title}");
    }
    is_clean(&town.world).await;
}
on_both!(a_case_is_not_named_after_whom_joins_it, at_once);
