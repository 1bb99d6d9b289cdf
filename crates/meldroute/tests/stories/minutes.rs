//! What becomes of a meeting after it: minutes that were wrong, a meeting that was forgotten, and one whose dossiers are
//! gone.

use platform::clock::DAY;
use testkit::meeting::{TABLE, TODAY, boxes, plan, put_on_agenda, record, ticked};
use testkit::{World, on_both, visible};

use crate::meetings::{BUS, HERE, SHED, is_clean, met};
use crate::minutes_mended::correction;

async fn corrected(world: World) {
    let met = met(world).await;
    let meeting = plan(&met.officer, TABLE, &[]).await;
    record(
        &met.officer,
        &meeting,
        &[("text-1", "De wijkagent kent het niet.")],
    )
    .await
    .moved();
    let (correct, seen) = correction(&met, &meeting, 1).await;
    for (words, told) in [
        ("", "Schrijf op wat er uit het overleg kwam"),
        ("Test Employee zag het.", "hierin staat wie meldde"),
    ] {
        let fields = [("text", words), ("seen", seen.as_str())];
        let page = met.officer.post(&correct, &fields).await.text();
        assert!(visible(&page).contains(told), "{}", visible(&page));
        assert!(page.contains(words), "what was typed stays");
    }
    let fields = [
        ("text", "De wijkagent kent het wel."),
        ("seen", seen.as_str()),
    ];
    for _ in 0..2 {
        met.officer.post(&correct, &fields).await.moved();
    }
    // Decided on what stood there before, it does not take the place of a colleague's.
    let late = [("text", "De wijkagent weet het niet."), fields[1]];
    let told = met.officer.post(&correct, &late).await.text();
    assert!(visible(&told).contains("Een collega verbeterde dit intussen."));
    let read = met.here.words(&meeting).await;
    assert!(
        read.contains("kent het wel.") && !read.contains("kent het niet."),
        "{read}"
    );
    assert!(read.contains("Verbeterd op"), "{read}");
    // Its dossier keeps both.
    let dossier = met.officer.words(&format!("/dossier/{}", met.bus)).await;
    assert!(
        dossier.contains("kent het wel.") && dossier.contains("kent het niet."),
        "{dossier}"
    );
    assert!(
        dossier.contains("Verbetering van het verslag van woensdag 18 november 2026, 14.30:"),
        "{dossier}"
    );
    // The newest stands; the older is marked, and folded.
    let page = met.officer.page(&format!("/dossier/{}", met.bus)).await;
    let (_, section) = page.split_once("id=\"overleg\"").unwrap();
    let (section, _) = section.split_once("</section>").unwrap();
    let (older, newest) = section.split_once("later verbeterd").unwrap();
    assert!(!older.contains("kent het niet."), "{older}");
    let (older, newest) = newest.split_once("verbeterde uitkomst").unwrap();
    assert!(older.contains("<details") && older.contains("kent het niet."));
    assert!(!newest.contains("<details") && newest.contains("kent het wel."));
    for told in ["(later verbeterd)", "Verslag verbeterd:"] {
        assert!(dossier.contains(told), "{told}: {dossier}");
    }
    assert_eq!(met.here.post(&correct, &fields).await.status, 403);
    is_clean(&met.world).await;
}
on_both!(minutes_that_were_wrong_are_corrected, corrected);

async fn forgotten(world: World) {
    let met = met(world).await;
    let meeting = plan(&met.officer, TABLE, &[]).await;
    let list = "/overleg/ondermijning";
    assert!(
        met.officer
            .words(list)
            .await
            .contains("Alles wat wacht, staat al in een bijeenkomst")
    );
    assert!(
        !met.officer
            .words("/werk")
            .await
            .contains("nog niets vastgelegd")
    );
    met.world.clock.set(met.world.clock.now() + 25 * DAY);
    response::meetings::end(&met.world.app).await.unwrap();
    let officer = met.world.sign_in("officer@a.example").await;
    let work = officer.words("/werk").await;
    assert!(
        work.contains("Van een bijeenkomst is nog niets vastgelegd"),
        "{work}"
    );
    met.world.clock.set(met.world.clock.now() + 35 * DAY);
    response::meetings::end(&met.world.app).await.unwrap();
    // Who was asked to come reads it no more, and what it took in waits again.
    let here = met.world.sign_in(HERE).await;
    assert_eq!(here.get(&meeting).await.status, 404);
    let officer = met.world.sign_in("officer@a.example").await;
    let agenda = officer.words(list).await;
    assert!(agenda.contains(BUS) && agenda.contains(SHED), "{agenda}");
    let page = officer.page(&format!("{list}/bijeenkomst")).await;
    assert_eq!(ticked(&page, "items").len(), 2);
    is_clean(&met.world).await;
}
on_both!(
    a_meeting_that_was_forgotten_gives_back_what_it_took,
    forgotten
);

async fn emptied(world: World) {
    let met = met(world).await;
    let meeting = plan(&met.officer, TABLE, &[]).await;
    record(&met.officer, &meeting, &[("text-1", "Besproken.")])
        .await
        .moved();
    met.officer
        .post(&format!("{meeting}/sluiten"), &[])
        .await
        .moved();
    let mut tx = met.world.app.db.begin().await.unwrap();
    for dossier in [met.bus, met.shed] {
        let sql = "delete from signal where id = $1";
        tx.exec(sql, platform::params![dossier]).await.unwrap();
    }
    tx.commit_unaudited("destroyed in a test").await.unwrap();
    response::meetings::end(&met.world.app).await.unwrap();
    assert_eq!(met.officer.get(&meeting).await.status, 404);
}
on_both!(a_meeting_goes_with_its_last_dossier, emptied);

/// A day that is a slip of the keys, and a seat that is lost while somebody reads.
async fn slips(world: World) {
    let met = met(world).await;
    let path = format!("/overleg/{TABLE}/bijeenkomst");
    for day in ["2020-01-01", "2031-01-01"] {
        let told = met.officer.post(&path, &[("day", day)]).await.text();
        assert!(visible(&told).contains("Vul een andere dag in"), "{day}");
    }
    let meeting = plan(&met.officer, TABLE, &[]).await;
    met.here.get(&meeting).await.ok();
    let admin = met.world.sign_in("admin@a.example").await;
    let person = met.world.people.lock().unwrap()[HERE].id;
    let other = [("roles", "participant"), ("tables", "copen")];
    admin.give(person, &other).await.moved();
    assert_eq!(
        met.here.get(&meeting).await.status,
        404,
        "in the same session"
    );
}
on_both!(a_seat_that_is_lost_is_lost_at_once, slips);

/// A reporter of an item that was left open is named by no other either.
async fn left_open(world: World) {
    let met = met(world).await;
    let colleague = met.world.hire(
        "ander@a.example",
        "Wilma Weetal",
        met.world.montfoort,
        &[platform::Role::Employee],
    );
    colleague.await;
    let other = met.world.sign_in("ander@a.example").await;
    let reference = met.world.report(&other, &[("seen", "Een loods.")]).await;
    let id = met.world.dossier_id(&reference).await;
    put_on_agenda(&met.officer, id, TABLE, "Een loods?").await;
    let meeting = plan(&met.officer, TABLE, &[]).await;
    let told = record(
        &met.officer,
        &meeting,
        &[("text-1", "Wilma Weetal weet meer.")],
    )
    .await;
    let told = visible(&told.ok().text());
    assert!(told.contains("hierin staat wie meldde"), "{told}");
}
on_both!(what_was_left_open_names_nobody_either, left_open);

/// Who was invited stayed away: that is said, and then nobody heard it. Saying nothing is no answer.
async fn nobody(world: World) {
    let met = met(world).await;
    let meeting = plan(&met.officer, TABLE, &[]).await;
    let verslag = format!("{meeting}/verslag");
    let page = met.officer.get(&verslag).await.ok();
    let (form, came) = (page.hidden("form"), boxes(&page.text(), "came"));
    let mut fields = vec![("form", form.as_str()), ("text-1", "Doorgeschoven.")];
    let told = met.officer.post(&verslag, &fields).await.ok().text();
    assert!(visible(&told).contains("of dat niemand van de genodigden er was"));
    fields.push(("nobody", "on"));
    let both = [fields.as_slice(), &[("came", came[0].as_str())]].concat();
    let told = met.officer.post(&verslag, &both).await.ok().text();
    assert!(visible(&told).contains("Haal een van de twee weg"));
    met.officer.post(&verslag, &fields).await.moved();
    let nobody = "Niemand van de genodigden.";
    let page = met.officer.words(&meeting).await;
    assert!(page.contains(nobody) && page.contains("Gevraagd, niet gekomen"));
    let register = met.officer.words("/verstrekkingen").await;
    assert!(!register.contains("Gijs Gast"), "{register}");
    let path = format!("/dossier/{}", met.bus);
    let dossier = met.officer.words(&path).await;
    assert!(dossier.contains("Doorgeschoven.") && !dossier.contains("Wie dit hoorde"));
    // Somebody came after all; and then nobody did.
    let to = format!("{meeting}/aanwezig");
    for (who, told) in [
        (("came", came[0].as_str()), "Dit hoorden:"),
        (("nobody", "on"), "Dit hoorde niemand van de genodigden."),
    ] {
        let seen = met.officer.get(&meeting).await.ok().hidden_in(&to, "seen");
        met.officer.post(&to, &[("seen", &seen), who]).await.moved();
        let dossier = met.officer.words(&path).await;
        assert!(dossier.contains(told), "{told}: {dossier}");
        let page = met.officer.words(&meeting).await;
        assert_eq!(page.contains(nobody), who.0 == "nobody", "{page}");
    }
    let close = format!("{meeting}/sluiten");
    met.officer.post(&close, &[]).await.moved();
    assert!(met.officer.words(&meeting).await.contains(nobody));
    is_clean(&met.world).await;
}
on_both!(that_nobody_came_is_said, nobody);

/// Who is asked to come is one person; and what was agreed is not to be done before it was agreed.
async fn agreed(world: World) {
    let met = met(world).await;
    let form = format!("/overleg/{TABLE}/bijeenkomst");
    let form = met.officer.page(&form).await;
    assert!(form.contains("value=\"wijkagent Montfoort\""), "{form}");
    let meeting = plan(&met.officer, TABLE, &[]).await;
    let mut said = [
        ("text-1", "De wijkagent kent het."),
        ("what-1-0", "Kijk wie er woont"),
        ("day-1-0", "2026-11-17"),
    ];
    let refused = "Vul een dag in: die van de bijeenkomst of later.";
    let told = record(&met.officer, &meeting, &said).await.ok().text();
    assert!(visible(&told).contains(refused), "{told}");
    said[2].1 = TODAY;
    record(&met.officer, &meeting, &said).await.moved();
    let (correct, seen) = correction(&met, &meeting, 1).await;
    let fields = [
        ("text", "De wijkagent kent het."),
        ("seen", seen.as_str()),
        ("execute", "public_task"),
        ("what-0", "Kijk wie er woont"),
        ("day-0", "2026-11-17"),
    ];
    let told = met.officer.post(&correct, &fields).await.ok().text();
    assert!(visible(&told).contains(refused), "{told}");
    is_clean(&met.world).await;
}
on_both!(an_agreement_is_of_the_meeting_or_later, agreed);
