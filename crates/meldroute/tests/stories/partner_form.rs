//! The form about a signal of a partner in the hands of somebody who is disturbed: what was typed is kept, what was not
//! asked is not filled in, and what cannot be is told beside its field.

use testkit::partner::{CONTACT, OF_POLICE, ONLY_THERE, UNDER_WPG};
use testkit::{Browser, World, on_both, visible};

const OFFICER: &str = "officer@a.example";
const FORM: &str = "/melden/partner";

async fn officer(world: &World) -> Browser {
    world.staff().await;
    let officer = world.sign_in(OFFICER).await;
    officer.open_vault().await;
    officer
}

/// What the police sends, with another button, as a form that was opened just now.
fn with_action<'a>(form: &'a str, action: &'a str) -> Vec<(&'a str, &'a str)> {
    let fields = OF_POLICE.iter().filter(|(name, _)| *name != "action");
    let more = [("form-id", form), ("action", action)];
    fields.copied().chain(more).collect()
}

async fn kept(world: World) {
    let officer = officer(&world).await;
    let form = officer.get(FORM).await.ok().hidden("form-id");
    let typed = with_action(&form, "draft");
    let to = officer.post(FORM, &typed).await.moved();
    assert_eq!(to, "/melden?gedaan=from-draft-kept");
    let told = officer.words(&to).await;
    assert!(told.contains("zonder wat onder de Wpg"), "{told}");
    let start = officer.words("/melden").await;
    assert!(start.contains("Ga verder"), "{start}");
    let when = "Uw concept van een signaal van een partner van vandaag";
    assert!(start.contains(when), "{start}");
    let again = officer.get(FORM).await.ok();
    assert_eq!(again.hidden("form-id"), form, "the same form");
    let shown = again.text();
    for words in ["Bel ons eerst.", "Achter de winkel staan bedden.", CONTACT] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    for words in [UNDER_WPG, ONLY_THERE] {
        assert!(!shown.contains(words), "it has an end date: {words}");
    }
    // While typing, by script; and somebody else reads none of it.
    let told = officer.post(&format!("{FORM}/concept"), &typed).await;
    assert_eq!(told.status, 204);
    world
        .hire(
            "other@a.example",
            "Test Other",
            world.montfoort,
            &[platform::Role::Officer],
        )
        .await;
    let other = world.sign_in("other@a.example").await;
    assert!(!other.page(FORM).await.contains("Bel ons eerst."));
    // Once it is sent, nothing of it is left.
    officer
        .post(FORM, &with_action(&form, "send"))
        .await
        .moved();
    assert!(!officer.page(FORM).await.contains("Bel ons eerst."));
}
on_both!(a_signal_of_a_partner_is_kept_half_way, kept);

/// Who is named only in what is under the Wpg stands in no other field of a draft either.
async fn only_there(world: World) {
    let officer = officer(&world).await;
    let form = officer.get(FORM).await.ok().hidden("form-id");
    let mut typed = with_action(&form, "draft");
    typed.extend([
        ("subjects", "1"),
        ("subject-0-name", ONLY_THERE),
        ("subject-0-address", "Verzonnenkade 14"),
    ]);
    officer.post(FORM, &typed).await.moved();
    let shown = officer.page(FORM).await;
    assert!(!shown.contains(ONLY_THERE), "{}", visible(&shown));
    assert!(shown.contains("Verzonnenkade 14"), "the rest is kept");
    // Nor does it stand anywhere else, whatever the field.
    let said = format!("Nogmaals {ONLY_THERE}.");
    for field in [
        "when",
        "contact-name",
        "place",
        "reference",
        "words",
        "part-0-text",
        "subject-0-more",
        "part-0-only",
        "part-99-only",
    ] {
        let mut typed = with_action(&form, "draft");
        typed.retain(|(name, _)| *name != field);
        typed.push((field, said.as_str()));
        officer.post(FORM, &typed).await.moved();
        let shown = officer.page(FORM).await;
        assert!(!shown.contains(ONLY_THERE), "{field}: {}", visible(&shown));
        assert!(shown.contains("Achter de winkel staan bedden.") || field.starts_with("part-0"));
    }
}
on_both!(who_is_named_under_the_wpg_alone_is_in_no_draft, only_there);

/// What is sent, with other words in it.
fn otherwise<'a>(sent: &[(&'a str, &'a str)], words: &'a str) -> Vec<(&'a str, &'a str)> {
    let each = sent.iter().map(|(name, value)| match *name {
        "part-0-text" => (*name, words),
        _ => (*name, *value),
    });
    each.collect()
}

/// The same form with other words is not taken for what was sent: nothing of it is lost.
async fn sent_otherwise(world: World) {
    let officer = officer(&world).await;
    let form = officer.get(FORM).await.ok().hidden("form-id");
    let sent = with_action(&form, "send");
    let first = officer.post(FORM, &sent).await.moved();
    let first = first.split('?').next().unwrap();
    let again = officer.post(FORM, &sent).await.moved();
    assert_eq!(again, format!("{first}?gedaan=from-sent"));
    let words = "In de kelder staan ook bedden.";
    let other = otherwise(&sent, words);
    let draft = otherwise(&with_action(&form, "draft"), words);
    let concept = format!("{FORM}/concept");
    assert_eq!(officer.post(&concept, &draft).await.status, 204);
    let told = officer.post(FORM, &other).await.ok().text();
    for words in ["al verstuurd, met andere woorden", words] {
        let text = visible(&told);
        assert!(text.contains(words) || told.contains(words), "{text}");
    }
    assert!(told.contains(&format!("href=\"{first}\"")), "its dossier");
    officer.post(FORM, &sent).await.moved();
    let begun = officer.page(FORM).await;
    assert!(begun.contains(words), "what was typed since stays a draft");
    let apart = [other.as_slice(), &[("apart", "on")]].concat();
    let second = officer.post(FORM, &apart).await.moved();
    let second = second.split('?').next().unwrap();
    assert_ne!(second, first);
    let again = officer.post(FORM, &apart).await.moved();
    assert_eq!(again, format!("{second}?gedaan=from-sent"));
    assert!(officer.words(second).await.contains(words));
    assert!(!officer.page(FORM).await.contains(words), "it was sent");
}
on_both!(
    a_signal_of_a_partner_sent_again_with_other_words_is_not_lost,
    sent_otherwise
);

async fn discarded(world: World) {
    let officer = officer(&world).await;
    let form = officer.get(FORM).await.ok().hidden("form-id");
    officer
        .post(FORM, &with_action(&form, "draft"))
        .await
        .moved();
    let gone = [("form-id", form.as_str())];
    officer
        .post(&format!("{FORM}/weggooien"), &gone)
        .await
        .moved();
    let fresh = officer.get(FORM).await.ok();
    assert_ne!(fresh.hidden("form-id"), form);
    assert!(!fresh.text().contains("Bel ons eerst."));
}
on_both!(what_was_kept_of_a_partner_is_thrown_away, discarded);

/// Several are listed, each with its own way on and its own end, and another one can be begun beside them.
async fn listed(world: World) {
    let officer = officer(&world).await;
    for words in ["Over de eerste.", "Over de tweede."] {
        let form = officer.get(&format!("{FORM}?nieuw=1")).await.ok();
        let form = form.hidden("form-id");
        let typed = otherwise(&with_action(&form, "draft"), words);
        officer.post(FORM, &typed).await.moved();
    }
    let start = officer.get("/melden").await.ok();
    let text = start.text();
    let (_, first) = text.rsplit_once("Over de eerste.</p>").unwrap();
    let name = first.split("concept=").nth(1).unwrap();
    let name = name.split('"').next().unwrap();
    let on = officer.page(&format!("{FORM}?concept={name}")).await;
    assert!(on.contains("Over de eerste.") && !on.contains("Over de tweede."));
    let discard = format!("{FORM}/weggooien");
    let gone = officer.post(&discard, &[("concept", name)]).await.moved();
    assert_eq!(gone, "/melden?gedaan=draft-gone");
    let start = officer.words("/melden").await;
    assert!(start.contains("Over de tweede.") && !start.contains("Over de eerste."));
    let again = officer.post(&discard, &[("concept", name)]).await.moved();
    assert_eq!(again, "/melden?geweigerd=draft-gone");
}
on_both!(drafts_of_signals_of_partners_are_listed, listed);

async fn unasked(world: World) {
    let officer = officer(&world).await;
    let fresh = officer.page(FORM).await;
    let field = fresh.split("id=\"from-feedback-by\"").nth(1).unwrap();
    let field = field.split('>').next().unwrap();
    assert!(!field.contains("value="), "nobody asked for it: {field}");
    assert!(
        !visible(&fresh).contains("Nog een foto"),
        "there is no first"
    );
    let none = [("feedback-by", "")];
    let id = officer.takes_in(&OF_POLICE, &none).await;
    let shown = officer.words(&format!("/dossier/{id}")).await;
    assert!(!shown.contains("Terugkoppelen uiterlijk"), "{shown}");
    assert!(!shown.contains("De melder wil geen contact"), "{shown}");
    assert!(
        shown.contains("Bij wie het signaal vandaan komt"),
        "{shown}"
    );
    let assess = officer.words(&format!("/dossier/{id}/beoordelen")).await;
    assert!(assess.contains("valt onder de Wpg of de WGS"), "{assess}");
}
on_both!(what_a_partner_did_not_ask_is_not_filled_in, unasked);

async fn faulty(world: World) {
    let officer = officer(&world).await;
    for (changed, words) in [
        (("organisation", "Een ander"), "niet allebei"),
        (("contact-phone", "abc"), "Vul een telefoonnummer in"),
    ] {
        let told = officer.from_partner(&OF_POLICE, &[changed]).await.ok();
        let text = visible(&told.text());
        assert!(text.contains(words), "{changed:?}: {text}");
        assert!(told.text().contains(changed.1), "it stays");
    }
}
on_both!(a_partner_is_one_organisation_and_can_be_called, faulty);

/// Of what was told on a day no time is shown, and it stands after what it answers.
async fn told(world: World) {
    let officer = officer(&world).await;
    let id = officer.takes_in(&OF_POLICE, &[]).await;
    let path = format!("/dossier/{id}");
    let told = [
        ("how", "phone"),
        ("day", "2026-11-18"),
        ("text", "Wij kijken ernaar."),
    ];
    officer
        .post(&format!("{path}/teruggekoppeld"), &told)
        .await
        .moved();
    let page = officer.page(&path).await;
    let course = page.split("id=\"verloop\"").nth(1).unwrap();
    let course = visible(course.split("</ol>").next().unwrap());
    let back = course.find("Teruggekoppeld aan").unwrap();
    let came = course
        .find("Gemeld")
        .or(course.find("Signaal van"))
        .unwrap();
    assert!(back < came, "the latest stands first: {course}");
    assert!(
        !course.contains("00.00") && !course.contains("23.59"),
        "{course}"
    );
}
on_both!(what_was_told_on_a_day_has_no_time, told);
