//! Minutes that are mended: what was agreed and who came, an item that was left open, and a meeting that is closed.

use platform::clock::DAY;
use testkit::meeting::{STEPS, TABLE, boxes, id_after, plan, put_on_agenda, record, ticked};
use testkit::{World, on_both, visible};

use crate::meetings::{BUS, HERE, Met, SHED, is_clean, met};

/// Where an item of a meeting is corrected, and which version of it stands there.
pub async fn correction(met: &Met, meeting: &str, number: usize) -> (String, String) {
    let page = met.officer.page(meeting).await;
    let after = page.split("/verbeteren/").nth(number).unwrap();
    let to = format!("{meeting}/verbeteren/{}", &after[..36]);
    let seen = met.officer.get(meeting).await.ok().hidden_in(&to, "seen");
    (to, seen)
}

const AGREED: [(&str, &str); 3] = [
    ("text-1", "De wijkagent kent het."),
    ("what-1-0", "Kijk wie er woont"),
    ("day-1-0", "2027-01-15"),
];

#[track_caller]
fn says(text: &str, words: &[&str]) {
    for one in words {
        assert!(text.contains(one), "{one}: {text}");
    }
}

async fn agreements(world: World) {
    let met = met(world).await;
    let meeting = plan(&met.officer, TABLE, &[]).await;
    record(&met.officer, &meeting, &AGREED).await.moved();
    let page = met.officer.page(&meeting).await;
    let gijs = page.split(">Gijs Gast").next().unwrap();
    let gijs = gijs.rsplit("value=\"").next().unwrap()[..36].to_owned();
    let (correct, seen) = correction(&met, &meeting, 1).await;
    let mut fields = vec![
        ("text", "De wijkagent kent het."),
        ("seen", seen.as_str()),
        ("what-0", "Kijk wie er woont"),
        ("owner-0", gijs.as_str()),
        ("day-0", "2050-01-01"),
        ("what-1", "Rijd er langs"),
        ("day-1", "2027-01-20"),
    ];
    let told = met.officer.post(&correct, &fields).await.ok().text();
    says(&visible(&told), &["Vul een dag in", "Kies een grondslag"]);
    fields[4].1 = "2027-02-01";
    fields.push(("execute", "public_task"));
    for _ in 0..2 {
        met.officer.post(&correct, &fields).await.moved();
    }
    let path = format!("/dossier/{}", met.bus);
    let dossier = met.officer.words(&path).await;
    let asked = "Vraag na bij Gijs Gast, wijkagent: Kijk wie er woont (uiterlijk 1 februari 2027)";
    says(
        &dossier,
        &[asked, "Rijd er langs (uiterlijk 20 januari 2027)"],
    );
    says(
        &met.here.words(&meeting).await,
        &["Rijd er langs", "1 februari 2027"],
    );
    // What was taken back is asked of nobody, and what was done stays done.
    let page = met.officer.page(&path).await;
    let own = page.split("/afspraak/").nth(2).unwrap();
    let done = format!("{path}/afspraak/{}", &own[..36]);
    met.officer.post(&done, &[]).await.moved();
    let (_, seen) = correction(&met, &meeting, 1).await;
    fields[1].1 = &seen;
    fields[2].1 = "";
    fields[6].1 = "2027-01-21";
    met.officer.post(&correct, &fields).await.moved();
    let closing = met.officer.words(&format!("{path}/afsluiten")).await;
    assert!(
        !closing.contains("in een overleg is afgesproken"),
        "{closing}"
    );
    is_clean(&met.world).await;
}
on_both!(agreements_that_were_wrong_are_corrected, agreements);

async fn late(world: World) {
    let met = met(world).await;
    let meeting = plan(&met.officer, TABLE, &[]).await;
    record(&met.officer, &meeting, &AGREED).await.moved();
    let (correct, seen) = correction(&met, &meeting, 2).await;
    let words = "Niemand kent de schuur.";
    let fields = [("text", words), ("seen", seen.as_str())];
    met.officer.post(&correct, &fields).await.moved();
    let dossier = met.officer.words(&format!("/dossier/{}", met.shed)).await;
    says(&dossier, &[words, "Dit hoorden: Test Here"]);
    let agenda = met.officer.words("/overleg/ondermijning").await;
    assert!(!agenda.contains(SHED), "it waits no more: {agenda}");
    is_clean(&met.world).await;
}
on_both!(what_was_left_open_is_recorded_after_all, late);

async fn who_came(world: World) {
    let met = met(world).await;
    let meeting = plan(&met.officer, TABLE, &[]).await;
    let form = met.officer.page(&format!("{meeting}/verslag")).await;
    assert!(ticked(&form, "came").is_empty(), "ticking says it");
    let all = boxes(&form, "came");
    assert_eq!(all.len(), 3);
    record(&met.officer, &meeting, &AGREED).await.moved();
    let to = format!("{meeting}/aanwezig");
    let seen = met.officer.get(&meeting).await.ok().hidden_in(&to, "seen");
    let none = met.officer.post(&to, &[("seen", &seen)]).await.ok().text();
    says(&visible(&none), &["Vink aan wie er waren"]);
    let one = [("seen", seen.as_str()), ("came", all[0].as_str())];
    for _ in 0..2 {
        met.officer.post(&to, &one).await.moved();
    }
    let two = [one.as_slice(), &[("came", all[1].as_str())]].concat();
    let told = met.officer.post(&to, &two).await.text();
    says(&visible(&told), &["Deze bijeenkomst veranderde intussen."]);
    let register = met.officer.words("/verstrekkingen").await;
    assert!(!register.contains("Gijs Gast"), "{register}");
    let dossier = met.officer.words(&format!("/dossier/{}", met.bus)).await;
    says(
        &dossier,
        &["Verbetering van het verslag van", "Dit hoorden:"],
    );
    assert!(!dossier.contains("Gijs Gast"), "{dossier}");
    is_clean(&met.world).await;
}
on_both!(who_came_is_said_by_ticking_and_corrected, who_came);

async fn closed(world: World) {
    let met = met(world).await;
    let meeting = plan(&met.officer, TABLE, &[]).await;
    let closing = format!("{meeting}/sluiten");
    says(
        &met.officer.words(&closing).await,
        &["nog niets vastgelegd"],
    );
    record(&met.officer, &meeting, &AGREED).await.moved();
    let asked = met.officer.words(&closing).await;
    says(
        &asked,
        &[
            "Test Here",
            "Wat op de agenda blijft wachten",
            "Een schuur.",
        ],
    );
    met.here.get(&meeting).await.ok();
    assert_eq!(met.here.get(&closing).await.status, 403);
    met.officer.post(&closing, &[]).await.moved();
    assert_eq!(met.here.get(&meeting).await.status, 404);
    let (correct, seen) = correction(&met, &meeting, 1).await;
    let fields = [("text", "Toch niet."), ("seen", seen.as_str())];
    met.officer.post(&correct, &fields).await.moved();
    says(
        &met.officer.words(&meeting).await,
        &["Toch niet.", "gesloten"],
    );
    is_clean(&met.world).await;
}
on_both!(closing_a_meeting_asks_first_and_leaves_correcting, closed);

/// A correction of what was said is no new talk: what was put on the agenda since waits there.
async fn waits(world: World) {
    let met = met(world).await;
    let meeting = plan(&met.officer, TABLE, &[]).await;
    record(&met.officer, &meeting, &AGREED).await.moved();
    met.world.clock.set(met.world.clock.now() + 1000);
    put_on_agenda(&met.officer, met.bus, TABLE, "Het busje is terug.").await;
    met.world.clock.set(met.world.clock.now() + 1000);
    let (correct, seen) = correction(&met, &meeting, 1).await;
    let fields = [("text", "De wijkagent kent het goed."), ("seen", &seen)];
    met.officer.post(&correct, &fields).await.moved();
    let agenda = met.officer.words("/overleg/ondermijning").await;
    says(&agenda, &["Het busje is terug."]);
    assert!(!agenda.contains(BUS), "{agenda}");
}
on_both!(a_correction_takes_nothing_off_the_agenda, waits);

async fn not_yet(world: World) {
    let met = met(world).await;
    let path = format!("/overleg/{TABLE}/bijeenkomst");
    let page = met.officer.get(&path).await.ok();
    let (form, items) = (page.hidden("form"), ticked(&page.text(), "items"));
    let mut fields = vec![("form", form.as_str()), ("day", "2026-11-25")];
    fields.extend(STEPS);
    fields.extend(items.iter().map(|id| ("items", id.as_str())));
    let to = met.officer.post(&path, &fields).await.moved();
    let meeting = to.split('?').next().unwrap();
    let shown = met.officer.page(meeting).await;
    says(&visible(&shown), &["vanaf woensdag 25 november"]);
    assert!(!shown.contains("/verslag\""), "not offered before");
    let verslag = format!("{meeting}/verslag");
    let before = met.officer.words(&verslag).await;
    says(&before, &["nog niet geweest"]);
    let early = [("form", form.as_str()), ("text-1", "Niets.")];
    let told = met.officer.post(&verslag, &early).await.ok().text();
    says(&visible(&told), &["nog niet geweest", "Niets."]);
    met.world.clock.set(met.world.clock.now() + 7 * DAY);
    let officer = met.world.sign_in("officer@a.example").await;
    assert!(officer.page(meeting).await.contains("/verslag\""));
}
on_both!(a_meeting_is_recorded_from_its_day_on, not_yet);

/// The same form with other words is not taken for what it said before: nothing is lost unseen.
async fn other_words(world: World) {
    let met = met(world).await;
    let meeting = plan(&met.officer, TABLE, &[]).await;
    let verslag = format!("{meeting}/verslag");
    let page = met.officer.get(&verslag).await.ok();
    let (form, came) = (page.hidden("form"), boxes(&page.text(), "came"));
    let base = [("form", form.as_str()), ("came", came[0].as_str())];
    let send = async |text| {
        let fields = [base.as_slice(), &[("text-1", text)]].concat();
        met.officer.post(&verslag, &fields).await
    };
    send("De wijkagent kent het.").await.moved();
    send("De wijkagent kent het.").await.moved();
    let told = send("De wijkagent kent het niet.").await.ok().text();
    says(
        &visible(&told),
        &["al vastgelegd of gesloten", "kent het niet."],
    );
    let here = met.world.sign_in(HERE).await;
    let read = here.words(&meeting).await;
    assert!(!read.contains("kent het niet."), "{read}");
}
on_both!(
    the_same_minutes_with_other_words_are_not_taken_for_them,
    other_words
);

/// What a colleague corrected is told before anything else, and overwritten by nobody who did not see it.
async fn unseen(world: World) {
    let met = met(world).await;
    let meeting = plan(&met.officer, TABLE, &[]).await;
    record(&met.officer, &meeting, &AGREED).await.moved();
    let (correct, seen) = correction(&met, &meeting, 1).await;
    let faulty = [("text", ""), ("seen", seen.as_str())];
    let told = met.officer.post(&correct, &faulty).await;
    assert_eq!(told.hidden_in(&correct, "seen"), seen, "it is as it was");
    let theirs = [("text", "De wijkagent kent het goed."), ("seen", &seen)];
    met.officer.post(&correct, &theirs).await.moved();
    let told = met.officer.post(&correct, &faulty).await;
    says(
        &visible(&told.text()),
        &["Een collega verbeterde dit intussen."],
    );
    assert_ne!(told.hidden_in(&correct, "seen"), seen);
    let to = format!("{meeting}/aanwezig");
    let page = met.officer.get(&meeting).await.ok();
    let (seen, all) = (page.hidden_in(&to, "seen"), boxes(&page.text(), "came"));
    let theirs = [("seen", seen.as_str()), ("came", all[0].as_str())];
    met.officer.post(&to, &theirs).await.moved();
    let told = met.officer.post(&to, &[("seen", &seen)]).await;
    says(
        &visible(&told.text()),
        &["Deze bijeenkomst veranderde intussen."],
    );
    assert_ne!(told.hidden_in(&to, "seen"), seen);
}
on_both!(a_correction_of_a_colleague_is_told_first, unseen);

/// Something that was done is typed over: other words are another agreement, to be done.
async fn typed_over(world: World) {
    let met = met(world).await;
    let meeting = plan(&met.officer, TABLE, &[]).await;
    record(&met.officer, &meeting, &AGREED).await.moved();
    let path = format!("/dossier/{}", met.bus);
    let own = id_after(&met.officer.page(&path).await, "/afspraak/");
    let done = format!("{path}/afspraak/{own}");
    met.officer.post(&done, &[]).await.moved();
    let waits = "in een overleg is afgesproken";
    let closing = format!("{path}/afsluiten");
    assert!(!met.officer.words(&closing).await.contains(waits));
    let say = async |what: &str, day: &str| {
        let (correct, seen) = correction(&met, &meeting, 1).await;
        let fields = [
            ("text", "De wijkagent kent het."),
            ("seen", seen.as_str()),
            ("execute", "public_task"),
            ("what-0", what),
            ("day-0", day),
        ];
        met.officer.post(&correct, &fields).await.moved();
    };
    say("Kijk wie er woont", "2027-01-16").await;
    let still = met.officer.words(&closing).await;
    assert!(!still.contains(waits), "the same, on another day: {still}");
    say("Bel de eigenaar", "2027-01-16").await;
    says(&met.officer.words(&closing).await, &[waits]);
    let dossier = met.officer.page(&path).await;
    assert_ne!(id_after(&dossier, "/afspraak/"), own);
    is_clean(&met.world).await;
}
on_both!(what_was_done_is_not_typed_over, typed_over);

/// Two who are called the same, with the same function, are two.
async fn namesakes(world: World) {
    let met = met(world).await;
    let other = [
        ("1-other-name", "Gijs Gast"),
        ("1-other-role", "wijkagent"),
        ("1-other-mailbox", "gijs.gast@politie.example"),
    ];
    let meeting = plan(&met.officer, TABLE, &other).await;
    let page = met.officer.page(&format!("{meeting}/verslag")).await;
    let mut gijs: Vec<&str> = Vec::new();
    for option in page.split("<option value=\"").skip(1) {
        let is_gijs = option.split("</").next().unwrap().contains("Gijs Gast");
        if is_gijs && !gijs.contains(&&option[..36]) {
            gijs.push(&option[..36]);
        }
    }
    assert_eq!(gijs.len(), 2, "{}", visible(&page));
    let said = [AGREED.as_slice(), &[("owner-1-0", gijs[1])]].concat();
    record(&met.officer, &meeting, &said).await.moved();
    let shown = met.officer.page(&meeting).await;
    let is_chosen = |id: &str| {
        let option = format!("<option value=\"{id}\"");
        let mut options = shown.split(option.as_str()).skip(1);
        options.any(|rest| rest.split('>').next().unwrap().contains("selected"))
    };
    assert!(is_chosen(gijs[1]) && !is_chosen(gijs[0]));
}
on_both!(two_attendees_of_one_name_do_not_swap, namesakes);

/// The same form with another day is not taken for the meeting that it planned.
async fn planned_otherwise(world: World) {
    let met = met(world).await;
    let path = format!("/overleg/{TABLE}/bijeenkomst");
    let page = met.officer.get(&path).await.ok();
    let (form, items) = (page.hidden("form"), ticked(&page.text(), "items"));
    let mut fields = vec![("form", form.as_str()), ("day", "2026-11-25")];
    fields.extend(STEPS);
    fields.extend(items.iter().map(|id| ("items", id.as_str())));
    let first = met.officer.post(&path, &fields).await.moved();
    assert_eq!(met.officer.post(&path, &fields).await.moved(), first);
    fields[1].1 = "2026-11-26";
    let told = met.officer.post(&path, &fields).await.moved();
    says(
        &met.officer.words(&told).await,
        &["al verstuurd, met andere gegevens: die bijeenkomst staat er al"],
    );
}
on_both!(a_meeting_is_not_taken_for_another_one, planned_otherwise);
