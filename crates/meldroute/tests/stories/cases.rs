//! Cases: several dossiers together (chapters "Aanpak dadernetwerken" and "Arbeidsuitbuiting"), from the first to what came of each.

use platform::DossierId;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use testkit::case::{begin, close, join, leave, placed, plan, table, try_begin, write};
use testkit::meeting::id_after;
use testkit::partner::{CONTACT, OF_POLICE, ONLY_THERE, UNDER_WPG};
use testkit::walk::{assess, close_without_follow_up, destroy, subjects, thing};
use testkit::{Browser, World, on_both, visible};

const OFFICER: &str = "officer@a.example";
const EMPLOYEE: &str = "employee@a.example";
const TITLE: &str = "Kas langs de rondweg";

/// Three dossiers; somebody at an address occurs in the first two.
struct Town {
    world: World,
    officer: Browser,
    ids: [DossierId; 3],
    references: [String; 3],
}

async fn town(world: World) -> Town {
    world.staff().await;
    let officer = world.sign_in(OFFICER).await;
    officer.open_vault().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let named = |name, address| {
        [
            ("seen", "Iets."),
            ("contact", "none"),
            ("subjects", "1"),
            ("subject-0-name", name),
            ("subject-0-address", address),
        ]
    };
    let (mut ids, mut references) = (Vec::new(), Vec::new());
    for fields in [
        named("Mirela Fantasia", "Verzonnenkade 14, Montfoort"),
        named("Mirela Fantasia", "Verzonnenkade 14, Montfoort"),
        named("Radboud Denkbeeldig", "Nergenslaan 2, Montfoort"),
    ] {
        let reference = world.report(&employee, &fields).await;
        ids.push(world.dossier_id(&reference).await);
        references.push(format!("{}-{}", &reference[..4], &reference[4..]));
    }
    Town {
        world,
        officer,
        ids: ids.try_into().unwrap(),
        references: references.try_into().unwrap(),
    }
}

async fn is_clean(world: &World) {
    for finding in meldroute::checks::check(&world.app).await.unwrap() {
        assert!(finding.good, "{}: {}", finding.what, finding.detail);
    }
}

#[track_caller]
fn says(text: &str, words: &[&str]) {
    for one in words {
        assert!(text.contains(one), "{one}: {text}");
    }
}

/// Somebody looks a dossier up and says that the two are the same.
async fn confirmed(officer: &Browser, id: DossierId) {
    let path = format!("/dossier/{id}/nagaan");
    let why = [("reason", "Voor de proef.")];
    officer.post(&path, &why).await.moved();
    let thing = thing(&officer.page(&path).await, "Mirela");
    let subject = subjects(officer, id).await[0];
    let same = [("thing", thing.as_str()), ("verdict", "same")];
    officer
        .post(&format!("{path}/{subject}"), &same)
        .await
        .moved();
}

async fn whole(world: World) {
    let town = town(world).await;
    let (officer, [first, second, third]) = (&town.officer, town.ids);
    let none = officer.words("/casussen").await;
    says(&none, &["Er is geen open casus."]);
    let case = begin(officer, first, TITLE).await;
    for id in [second, third] {
        join(officer, id, &case).await.moved();
        // Sent twice, it is in it once.
        join(officer, id, &case).await.moved();
    }
    confirmed(officer, first).await;
    let day = [("day", "2027-01-15"), ("owner", "nla")];
    plan(officer, &case, second, "Ga er samen langs", &day)
        .await
        .moved();
    write(officer, &case, "Eerst de vergunning.", "")
        .await
        .moved();
    let page = officer.words(&case).await;
    says(
        &page,
        &[
            TITLE,
            "Adres",
            "Ga er samen langs",
            "Nederlandse Arbeidsinspectie",
            "Mirela Fantasia",
            "in 2 dossiers",
            "Eerst de vergunning.",
            "Toegevoegd aan de casus Kas langs de rondweg",
            "Casus begonnen",
        ],
    );
    for reference in &town.references {
        says(&page, &[reference]);
    }
    let list = officer.words("/casussen").await;
    says(&list, &[TITLE, "Ga er samen langs", "3"]);
    planned_in_the_dossier(officer, &case, second).await;
    closed_and_opened(officer, &case, first).await;
    is_clean(&town.world).await;
}
on_both!(a_case_brings_dossiers_together_until_it_is_closed, whole);

/// An action is a task on its dossier; it is done there, and nothing closes before.
async fn planned_in_the_dossier(officer: &Browser, case: &str, id: DossierId) {
    let path = format!("/dossier/{id}");
    let closing = officer.words(&format!("{path}/afsluiten")).await;
    says(&closing, &["Vraag na of een partner deed wat in het plan"]);
    let told = close(officer, case, "measures", &[]).await.ok().text();
    says(&visible(&told), &["staat nog een actie open"]);
    assert!(told.contains(&format!("href=\"{path}#casussen\"")));
    let deed = id_after(&officer.page(&path).await, "/actie/");
    let done = format!("{path}/actie/{deed}");
    officer.post(&done, &[]).await.moved();
    officer.post(&done, &[]).await.moved();
    let closing = officer.words(&format!("{path}/afsluiten")).await;
    assert!(!closing.contains("plan van een casus"), "{closing}");
}

/// Closing asks of each dossier what came of it; reopening says why.
async fn closed_and_opened(officer: &Browser, case: &str, first: DossierId) {
    let told = close(officer, case, "", &[]).await.ok().text();
    says(&visible(&told), &["Kies wat ervan kwam."]);
    let told = close(officer, case, "elsewhere", &[]).await.ok().text();
    says(&visible(&told), &["Schrijf op waar het verder gaat"]);
    let more = [("text-1", "De vergunning is ingetrokken.")];
    close(officer, case, "measures", &more).await.moved();
    let page = officer.words(case).await;
    says(
        &page,
        &[
            "gesloten",
            "Maatregelen genomen: De vergunning is ingetrokken.",
        ],
    );
    says(
        &officer.words("/casussen").await,
        &["Er is geen open casus.", "Gesloten casussen", TITLE],
    );
    let dossier = officer.words(&format!("/dossier/{first}")).await;
    says(
        &dossier,
        &["Wat ervan kwam in de casus Kas langs de rondweg"],
    );
    let again = format!("{case}/heropenen");
    let version = officer.get(case).await.ok().hidden_in(&again, "version");
    let empty = [("version", version.as_str()), ("reason", "")];
    let told = officer.post(&again, &empty).await.ok().text();
    says(&visible(&told), &["Schrijf op waarom."]);
    let why = [("version", version.as_str()), ("reason", "Er is meer.")];
    officer.post(&again, &why).await.moved();
    says(
        &officer.words(case).await,
        &["Casus heropend", "Er is meer."],
    );
    assert_eq!(
        officer.post(&again, &why).await.status,
        409,
        "decided on what stood there before"
    );
}

/// A case points at nobody: what is about somebody is written of their dossier, and goes with it.
async fn nameless(world: World) {
    let town = town(world).await;
    let (officer, [first, second, third]) = (&town.officer, town.ids);
    let told = try_begin(officer, first, "De zaak Mirela", &[]).await.ok();
    says(
        &visible(&told.text()),
        &["iets uit een dossier dat iemand aanwijst"],
    );
    assert!(told.text().contains("De zaak Mirela"), "it stays typed");
    let more = [("about", "Aan de Verzonnenkade 14, Montfoort.")];
    try_begin(officer, first, TITLE, &more).await.ok();
    let about = [("about", "Het gaat om Denkbeeldig.")];
    let to = try_begin(officer, first, TITLE, &about).await.moved();
    let case = to.split('?').next().unwrap();
    // What the case says may name nobody of a dossier that joins it.
    let told = join(officer, third, case).await.ok().text();
    says(&visible(&told), &["Wijzig eerst de casus."]);
    join(officer, second, case).await.moved();
    let told = write(officer, case, "Mirela werkt er.", "").await.ok();
    says(
        &visible(&told.text()),
        &["Kies hieronder over welk dossier"],
    );
    write(officer, case, "Mirela werkt er.", &first.to_string())
        .await
        .moved();
    let words = officer.words(&format!("{case}/verloop")).await;
    says(&words, &["Besluit in de casus", "Mirela werkt er."]);
    is_clean(&town.world).await;
}
on_both!(a_case_points_at_nobody, nameless);

/// Nobody reads in a case who reported one of its dossiers.
async fn silent(world: World) {
    let town = town(world).await;
    let (officer, [first, second, _]) = (&town.officer, town.ids);
    let told = try_begin(officer, first, "Test Employee zag het", &[]).await;
    says(&visible(&told.ok().text()), &["staat wie meldde"]);
    let case = begin(officer, first, TITLE).await;
    join(officer, second, &case).await.moved();
    let bad = "Test Employee van de balie zag het.";
    for about in [String::new(), first.to_string(), second.to_string()] {
        let told = write(officer, &case, bad, &about).await.ok().text();
        says(&visible(&told), &["staat wie meldde"]);
    }
    let told = plan(officer, &case, first, bad, &[]).await.ok().text();
    says(&visible(&told), &["staat wie meldde"]);
    let told = leave(officer, second, &case, bad).await.ok().text();
    says(&visible(&told), &["staat wie meldde"]);
    let more = [("text-2", bad)];
    let told = close(officer, &case, "nothing", &more).await.ok().text();
    says(&visible(&told), &["staat wie meldde"]);
    // With a closed vault the passphrase is asked, and what was typed stays.
    officer.post("/kluis/sluiten", &[]).await.moved();
    let told = write(officer, &case, "Rustig aan.", "").await.ok().text();
    assert!(told.contains("name=\"passphrase\"") && told.contains("Rustig aan."));
    let words = officer.words(&case).await;
    assert!(!words.contains("Test Employee van"), "{words}");
}
on_both!(a_case_never_says_who_reported, silent);

/// A dossier is taken out with a reason, not while something is to be done, and not the last; it can be in several.
async fn out(world: World) {
    let town = town(world).await;
    let (officer, [first, second, third]) = (&town.officer, town.ids);
    let case = begin(officer, first, TITLE).await;
    let other = begin(officer, second, "Groep op het plein").await;
    join(officer, second, &case).await.moved();
    let path = format!("/dossier/{second}");
    says(&officer.words(&path).await, &[TITLE, "Groep op het plein"]);
    plan(officer, &case, second, "Bel de school", &[])
        .await
        .moved();
    let told = leave(officer, second, &case, "Iets anders.").await.ok();
    says(&visible(&told.text()), &["Rond die eerst af."]);
    assert!(told.text().contains("Iets anders."), "it stays typed");
    let deed = id_after(&officer.page(&path).await, "/actie/");
    let done = format!("{path}/actie/{deed}");
    officer.post(&done, &[]).await.moved();
    let told = leave(officer, second, &case, "").await.ok().text();
    says(&visible(&told), &["Schrijf op waarom."]);
    leave(officer, second, &case, "Een ander plein.")
        .await
        .moved();
    says(
        &officer.words(&path).await,
        &["niet meer in deze casus", "Een ander plein."],
    );
    let words = officer.words(&case).await;
    assert!(!words.contains(&town.references[1]), "{words}");
    let told = leave(officer, first, &case, "Ook niet.").await.ok().text();
    says(&visible(&told), &["ten minste één dossier"]);
    join(officer, second, &case).await.moved();
    says(&officer.words(&case).await, &[&town.references[1]]);
    // The other one is not touched by it.
    says(&officer.words(&other).await, &[&town.references[1]]);
    assert_eq!(
        leave(officer, third, &case, "Was er niet.").await.status,
        404
    );
    is_clean(&town.world).await;
}
on_both!(a_dossier_leaves_a_case_with_a_reason, out);

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

/// A dossier that is destroyed takes along all that was written about it; the last one takes the case.
async fn gone(world: World) {
    let town = town(world).await;
    let (officer, [first, second, _]) = (&town.officer, town.ids);
    let case = begin(officer, first, TITLE).await;
    join(officer, second, &case).await.moved();
    write(officer, &case, "Mirela werkt er.", &first.to_string())
        .await
        .moved();
    for (at, id) in [first, second].into_iter().enumerate() {
        assess(officer, id).await;
        close_without_follow_up(officer, id).await;
        destroy(officer, id, &town.references[at]).await.moved();
        is_clean(&town.world).await;
        officer.background().await;
        if at == 0 {
            let words = officer.words(&format!("{case}/verloop")).await;
            assert!(!words.contains("Mirela werkt er."), "{words}");
            assert!(!words.contains(&town.references[0]), "{words}");
        }
    }
    assert_eq!(officer.get(&case).await.status, 404);
    response_sweeps(&town.world).await;
    let mut tx = town.world.app.db.read().await.unwrap();
    for sql in [
        "select id from case_file",
        "select id from case_part",
        "select id from case_entry",
    ] {
        let rows = tx.rows(sql, vec![]).await.unwrap();
        assert!(rows.is_empty(), "{sql}");
    }
    drop(tx);
    let auditor = town.world.sign_in("auditor@a.example").await;
    says(
        &auditor.words("/controle").await,
        &["casus zonder dossiers vernietigd"],
    );
    is_clean(&town.world).await;
}
on_both!(what_is_destroyed_is_in_no_case, gone);

/// As the hourly round does.
async fn response_sweeps(world: &World) {
    ::response::cases::sweep(&world.app).await.unwrap();
}

/// Whoever does not work as an officer here sees nothing of it.
async fn others(world: World) {
    let town = town(world).await;
    let case = begin(&town.officer, town.ids[0], TITLE).await;
    for (who, status) in [
        ("officer@b.example", 404),
        ("coordinator@a.example", 403),
        ("participant@a.example", 403),
        ("auditor@a.example", 403),
        ("admin@a.example", 403),
        (EMPLOYEE, 403),
    ] {
        let browser = town.world.sign_in(who).await;
        for path in [
            "",
            "/verloop",
            "/netwerk",
            "/sluiten",
            "/wijzigen",
            "/agenda",
        ] {
            let answer = browser.get(&format!("{case}{path}")).await;
            assert_eq!(answer.status, status, "{who} {path}");
        }
    }
    let there = town.world.sign_in("officer@b.example").await;
    let list = there.words("/casussen").await;
    assert!(!list.contains(TITLE), "{list}");
}
on_both!(officers_alone_see_a_case, others);

/// One button puts dossiers of a case on the agenda of its table: all of them, or none.
async fn tabled(world: World) {
    let town = town(world).await;
    let (officer, [first, second, _]) = (&town.officer, town.ids);
    let case = begin(officer, first, TITLE).await;
    join(officer, second, &case).await.moved();
    let told = table(officer, &case, &[]).await.ok().text();
    says(&visible(&told), &["ten minste één dossier"]);
    let half = [
        ("text-1", "Kent u dit?"),
        ("text-2", "Test Employee zag dit."),
    ];
    let told = table(officer, &case, &half).await.ok().text();
    says(&visible(&told), &["staat wie meldde"]);
    let list = officer.words("/overleg/ondermijning").await;
    assert!(!list.contains("Kent u dit?"), "all or none: {list}");
    let both = [("text-1", "Kent u dit?"), ("text-2", "En dit?")];
    table(officer, &case, &both).await.moved();
    let list = officer.words("/overleg/ondermijning").await;
    says(&list, &["Kent u dit?", "En dit?"]);
    is_clean(&town.world).await;
}
on_both!(a_case_goes_on_the_agenda_of_its_table, tabled);

/// The field with the words about this dossier, on a page that asks about each.
async fn text_of(officer: &Browser, path: &str, id: DossierId) -> String {
    let placed = placed(&officer.get(path).await.ok());
    let there = placed.iter().find(|(_, one)| *one == id.to_string());
    there.unwrap().0.replace("dossier", "text")
}

/// As fields that are sent.
fn sent(placed: &[(String, String)]) -> Vec<(&str, &str)> {
    let each = placed.iter();
    each.map(|(name, id)| (name.as_str(), id.as_str()))
        .collect()
}

/// The words of one dossier may not say who reported another, nor hold what another keeps back: the table reads all.
async fn tabled_for_all(world: World) {
    let (town, partner) = with_partner(world).await;
    let (officer, case) = (
        &town.officer,
        begin(&town.officer, town.ids[0], TITLE).await,
    );
    join(officer, partner, &case).await.moved();
    let named = format!("{CONTACT} belde erover.");
    let only = format!("Kent u {ONLY_THERE}?");
    let agenda = format!("{case}/agenda");
    for (id, text, told) in [
        (town.ids[0], named.as_str(), "staat wie meldde"),
        (partner, "Test Employee zag dit.", "staat wie meldde"),
        (town.ids[0], UNDER_WPG, "onder de Wpg of de WGS valt"),
        (town.ids[0], &only, "onder de Wpg of de WGS valt"),
    ] {
        let field = text_of(officer, &agenda, id).await;
        let answer = table(officer, &case, &[(&field, text)]).await.ok().text();
        says(&visible(&answer), &[told]);
        assert!(answer.contains(text), "it stays typed: {text}");
    }
    let list = officer.words("/overleg/ondermijning").await;
    for word in [CONTACT, "Employee zag", "kanariegele", ONLY_THERE] {
        assert!(!list.contains(word), "{word}: {list}");
    }
    // Why they are looked into is read in each of them.
    let network = format!("{case}/netwerk");
    let why = [("reason", named.as_str())];
    let told = officer.post(&network, &why).await.ok().text();
    says(&visible(&told), &["staat wie meldde"]);
    let why = [("reason", UNDER_WPG)];
    let told = officer.post(&network, &why).await.ok().text();
    says(&visible(&told), &["onder de Wpg of de WGS valt"]);
    officer.post("/kluis/sluiten", &[]).await.moved();
    let why = [("reason", "Hangt dit samen?")];
    let told = officer.post(&network, &why).await.ok().text();
    assert!(told.contains("name=\"passphrase\"") && told.contains("Hangt dit samen?"));
    is_clean(&town.world).await;
}
on_both!(no_dossier_of_a_case_tells_of_another, tabled_for_all);

/// The same town, with a signal of the police beside it.
async fn with_partner(world: World) -> (Town, DossierId) {
    let town = town(world).await;
    let id = town.officer.takes_in(&OF_POLICE, &[]).await;
    (town, id)
}

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
    for step in ["join", "plan", "leave"] {
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

/// Whom only one dossier of a case knows, is named in that one alone.
async fn of_another(world: World) {
    let town = town(world).await;
    let (officer, [first, second, third]) = (&town.officer, town.ids);
    let case = begin(officer, first, TITLE).await;
    for id in [second, third] {
        join(officer, id, &case).await.moved();
    }
    let bad = "Mirela gaat om met Denkbeeldig.";
    let fault = "een ander dossier van de casus iemand aanwijst: Denkbeeldig.";
    let told = write(officer, &case, bad, &first.to_string())
        .await
        .ok()
        .text();
    says(&visible(&told), &[fault]);
    assert!(told.contains(bad), "it stays typed");
    let told = plan(officer, &case, first, bad, &[]).await.ok().text();
    says(&visible(&told), &[fault]);
    let field = text_of(officer, &format!("{case}/sluiten"), first).await;
    let told = close(officer, &case, "nothing", &[(&field, bad)])
        .await
        .ok();
    says(&visible(&told.text()), &[fault]);
    // Who occurs in both may be named in either.
    write(officer, &case, "Mirela woont er.", &first.to_string())
        .await
        .moved();
    for about in ["onzin", "00000000-0000-4000-8000-000000000001"] {
        let told = write(officer, &case, "Rustig aan.", about)
            .await
            .ok()
            .text();
        assert!(told.contains("Rustig aan."), "it stays typed");
    }
    let words = officer.words(&format!("{case}/verloop")).await;
    assert!(!words.contains("Rustig aan."), "{words}");
    is_clean(&town.world).await;
}
on_both!(what_is_of_one_dossier_names_nobody_of_another, of_another);

/// One damaged case keeps no other here.
async fn damaged(world: World) {
    let town = town(world).await;
    let officer = &town.officer;
    let first = begin(officer, town.ids[0], TITLE).await;
    begin(officer, town.ids[1], "Loods").await;
    let damaged = first
        .trim_start_matches("/casus/")
        .parse::<uuid::Uuid>()
        .unwrap();
    let mut tx = town.world.app.db.begin().await.unwrap();
    tx.exec("delete from case_part", vec![]).await.unwrap();
    let damage = "update case_file set sealed = proof where id = $1";
    tx.exec(damage, vec![damaged.into()]).await.unwrap();
    tx.commit_unaudited("a test").await.unwrap();
    response_sweeps(&town.world).await;
    let mut tx = town.world.app.db.read().await.unwrap();
    let rows = tx.rows("select id from case_file", vec![]).await.unwrap();
    let left: Vec<uuid::Uuid> = rows.iter().map(|row| row.get("id").unwrap()).collect();
    assert_eq!(left, [damaged]);
}
on_both!(one_damaged_case_keeps_no_other_here, damaged);

/// What was taken out shows nothing of the case to whoever may open no other of its dossiers.
async fn only_out(world: World) {
    let town = town(world).await;
    let (officer, [first, second, _]) = (&town.officer, town.ids);
    let case = begin(officer, first, TITLE).await;
    join(officer, second, &case).await.moved();
    leave(officer, second, &case, "Een ander plein.")
        .await
        .moved();
    assess(officer, first).await;
    close_without_follow_up(officer, first).await;
    destroy(officer, first, &town.references[0]).await.moved();
    assert_eq!(officer.get(&case).await.status, 404);
    let list = officer.words("/casussen").await;
    assert!(!list.contains(TITLE), "{list}");
}
on_both!(what_was_taken_out_shows_no_case, only_out);

/// The network grows over all dossiers of a case, once somebody said why they are looked into.
async fn drawn(world: World) {
    let town = town(world).await;
    let (officer, [first, second, third]) = (&town.officer, town.ids);
    confirmed(officer, first).await;
    let case = begin(officer, first, TITLE).await;
    join(officer, third, &case).await.moved();
    let network = format!("{case}/netwerk");
    let asked = officer.page(&network).await;
    says(
        &visible(&asked),
        &["nog niet gezegd waarom", &town.references[2]],
    );
    assert!(!asked.contains("<svg viewBox"), "nobody looks before that");
    let told = officer.post(&network, &[("reason", "")]).await.ok().text();
    says(&visible(&told), &["Schrijf op waarom."]);
    let why = [("reason", "Hangt dit samen?")];
    officer.post(&network, &why).await.moved();
    let page = officer.page(&network).await;
    assert!(page.contains("<svg viewBox"));
    // The second is not in the case, and hangs together with the first.
    for reference in &town.references {
        assert!(page.contains(reference.as_str()), "{reference}");
    }
    let opened = format!("{network}?open={second}");
    assert!(page.contains(&opened), "{opened} grows from here");
    officer.get(&opened).await.ok();
    let own = officer.words(&format!("/dossier/{third}/nagaan")).await;
    says(&own, &["Hangt dit samen?"]);
    let auditor = town.world.sign_in("auditor@a.example").await;
    let log = auditor.words("/controle").await;
    says(
        &log,
        &["casus gelezen", "nagegaan of iemand of iets al voorkomt"],
    );
    is_clean(&town.world).await;
}
on_both!(the_network_grows_over_all_dossiers_of_a_case, drawn);

/// The program asks whether a dossier belongs to an open case, and does nothing by itself.
async fn hinted(world: World) {
    let town = town(world).await;
    let (officer, [first, second, third]) = (&town.officer, town.ids);
    let case = begin(officer, first, TITLE).await;
    officer.background().await;
    let hint = "Iemand of iets hieruit komt ook voor in de casus";
    let path = format!("/dossier/{second}");
    says(&officer.words(&path).await, &[hint, TITLE]);
    let work = officer.words("/werk").await;
    says(&work, &["Hoort dit bij een casus?", &town.references[1]]);
    let other = officer.words(&format!("/dossier/{third}")).await;
    assert!(!other.contains(hint), "{other}");
    let words = officer.words(&case).await;
    assert!(
        !words.contains(&town.references[1]),
        "never by itself: {words}"
    );
    // "Does not belong there" is not asked again.
    let no = format!("{path}/{}/nee", &case[1..]);
    officer.post(&no, &[]).await.moved();
    join(officer, third, &case).await.moved();
    officer.background().await;
    let page = officer.words(&path).await;
    assert!(!page.contains(hint), "{page}");
    assert!(
        !officer
            .words("/werk")
            .await
            .contains("Hoort dit bij een casus?")
    );
    // Whoever adds it all the same hears nothing of it either.
    join(officer, second, &case).await.moved();
    officer.background().await;
    says(&officer.words(&case).await, &[&town.references[1]]);
    is_clean(&town.world).await;
}
on_both!(the_program_asks_whether_a_dossier_belongs_to_a_case, hinted);

/// The whole dossier on paper says in which cases it is and was, and nothing of the other dossiers.
async fn papers(world: World) {
    let town = town(world).await;
    let (officer, [first, second, third]) = (&town.officer, town.ids);
    let case = begin(officer, first, TITLE).await;
    join(officer, second, &case).await.moved();
    join(officer, third, &case).await.moved();
    write(officer, &case, "Alleen van de derde.", &third.to_string())
        .await
        .moved();
    leave(officer, first, &case, "Toch niet.").await.moved();
    let path = format!("/dossier/{first}/geheel");
    let asked = [("for", "archive"), ("reason", "Voor de proef.")];
    officer.post(&path, &asked).await.ok();
    let pdf = officer.get(&format!("{path}/pdf")).await.ok().bytes;
    let document = lopdf::Document::load_mem(&pdf).unwrap();
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    let text = document.extract_text(&pages).unwrap();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    says(&text, &["Toegevoegd aan de casus", "rondweg", "Toch niet."]);
    assert!(!text.contains("Alleen van de derde."), "{text}");
    assert!(!text.contains(&town.references[2]), "{text}");
}
on_both!(a_whole_dossier_says_in_which_cases_it_was, papers);

/// Something that an officer does, with one of four dossiers.
#[derive(Debug, Clone, Copy)]
enum Step {
    Join(usize),
    Leave(usize),
    Plan(usize),
    Done(usize),
    Close,
    Reopen,
    Destroy(usize),
}

fn step() -> impl Strategy<Value = Step> {
    let one = || 0..4usize;
    prop_oneof![
        4 => one().prop_map(Step::Join),
        2 => one().prop_map(Step::Leave),
        3 => one().prop_map(Step::Plan),
        3 => one().prop_map(Step::Done),
        2 => Just(Step::Close),
        1 => Just(Step::Reopen),
        1 => one().prop_map(Step::Destroy),
    ]
}

/// How many actions of cases are still to be done in these dossiers.
async fn open_actions(world: &World, ids: &[DossierId]) -> usize {
    let mut tx = world.app.db.read().await.unwrap();
    let mut count = 0;
    for id in ids {
        let tasks = platform::tasks::of_dossier(&mut tx, &world.app, world.montfoort, *id);
        let tasks = tasks.await.unwrap();
        let of_cases = tasks.all_open();
        count += of_cases
            .filter(|one| one.kind.id.starts_with("case-"))
            .count();
    }
    count
}

/// Tries a step, as the pages offer it; it may well be refused.
async fn take(world: &World, officer: &Browser, (case, id): (&str, DossierId), step: Step) {
    let dossier = format!("/dossier/{id}");
    let there = officer.get(&dossier).await.status == 200;
    let is_shown = officer.get(case).await.status == 200;
    let page = officer.get(case).await.text();
    let answer = match step {
        Step::Join(_) => join(officer, id, case).await,
        Step::Leave(_) => leave(officer, id, case, "Hoort elders.").await,
        Step::Plan(_) if page.contains("/actie\"") => {
            plan(officer, case, id, "Ga langs", &[]).await
        }
        Step::Done(_) if there => {
            let page = officer.page(&dossier).await;
            let Some(rest) = page.split("/actie/").nth(1) else {
                return;
            };
            let done = format!("{dossier}/actie/{}", &rest[..36]);
            officer.post(&done, &[]).await
        }
        Step::Close if is_shown => close(officer, case, "nothing", &[]).await,
        Step::Reopen if page.contains("/heropenen\"") => {
            let again = format!("{case}/heropenen");
            let version = officer.get(case).await.ok().hidden_in(&again, "version");
            let why = [("version", version.as_str()), ("reason", "Toch nog.")];
            officer.post(&again, &why).await
        }
        Step::Destroy(_) if there && open_actions(world, &[id]).await == 0 => {
            let mut tx = world.app.db.read().await.unwrap();
            let all = [id];
            let named = ::route::dossiers::briefly(&mut tx, world.montfoort, &all).await;
            let reference = named.unwrap()[&id].reference.to_string();
            drop(tx);
            close_without_follow_up(officer, id).await;
            let answer = destroy(officer, id, &reference).await;
            ::response::cases::sweep(&world.app).await.unwrap();
            answer
        }
        _ => return,
    };
    assert!(answer.status.as_u16() < 500, "{step:?}: {}", answer.text());
}

async fn any_order(world: World) {
    world.staff().await;
    let officer = world.sign_in(OFFICER).await;
    officer.open_vault().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let mut runner = TestRunner::deterministic();
    let plans = prop::collection::vec(step(), 8..20);
    for _ in 0..6 {
        let mut ids = Vec::new();
        for _ in 0..4 {
            let fields = [("seen", "Iets geks."), ("contact", "none")];
            let reference = world.report(&employee, &fields).await;
            let id = world.dossier_id(&reference).await;
            assess(&officer, id).await;
            ids.push(id);
        }
        let case = begin(&officer, ids[0], TITLE).await;
        for step in plans.new_tree(&mut runner).unwrap().current() {
            let at = match step {
                Step::Join(at)
                | Step::Leave(at)
                | Step::Plan(at)
                | Step::Done(at)
                | Step::Destroy(at) => at,
                Step::Close | Step::Reopen => 0,
            };
            take(&world, &officer, (&case, ids[at]), step).await;
            let mut tx = world.app.db.read().await.unwrap();
            let lost = "select p.id from case_part p where not exists (select 1 from signal s where s.id = p.signal)";
            assert!(tx.rows(lost, vec![]).await.unwrap().is_empty(), "{step:?}");
            drop(tx);
            let page = officer.get(&case).await.text();
            if page.contains("/heropenen\"") {
                assert_eq!(open_actions(&world, &ids).await, 0, "{step:?}");
            }
        }
    }
    is_clean(&world).await;
}
on_both!(
    whatever_the_order_a_closed_case_has_nothing_to_do,
    any_order
);
