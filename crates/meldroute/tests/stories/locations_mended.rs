//! Locations at risk: what is said twice, what is planned, and whom a place may not name.

use testkit::location::{begin, link, look, send, try_begin};
use testkit::{World, on_both, visible};

const OFFICER: &str = "officer@a.example";
const BY_HAND: &str = "/locaties/nieuw";

#[track_caller]
fn says(text: &str, words: &[&str]) {
    for one in words {
        assert!(text.contains(one), "{one}: {text}");
    }
}

/// A look without a next one leaves what is planned for a later day, and ends what was due by it.
async fn planned(world: World) {
    world.staff().await;
    let officer = world.sign_in(OFFICER).await;
    let location = begin(&officer, "Verzonnenkade", &[("next", "2026-12-01")]).await;
    look(&officer, &location, "Dicht.", &[]).await.moved();
    let page = officer.get(&location).await.ok().text();
    assert!(page.contains("value=\"2026-12-01\""), "{page}");
    send(&officer, &location, "plannen", ("next", "2026-11-18"))
        .await
        .moved();
    let due = "/locaties?wat=kijken";
    says(&officer.words(due).await, &["Verzonnenkade 14"]);
    look(&officer, &location, "Open.", &[]).await.moved();
    let words = officer.words(due).await;
    assert!(!words.contains("Verzonnenkade 14"), "{words}");
    // Nothing is planned for a place that is not watched any more.
    send(&officer, &location, "einde", ("reason", "Klaar."))
        .await
        .moved();
    let path = format!("{location}/plannen");
    let told = officer.post(&path, &[("version", "1"), ("next", "")]).await;
    assert_eq!(told.status, 409);
}
on_both!(a_look_leaves_a_later_plan, planned);

/// A form that is sent again with something else in it is refused, and after that is another one.
async fn otherwise(world: World) {
    world.staff().await;
    let officer = world.sign_in(OFFICER).await;
    let form = officer.get(BY_HAND).await.ok().hidden("form");
    let begins = |next| {
        [
            ("form", form.as_str()),
            ("kind", "farm"),
            ("street", "Nergensweg"),
            ("number", "5"),
            ("town", "Montfoort"),
            ("why", "tip"),
            ("next", next),
        ]
    };
    let first = officer.post(BY_HAND, &begins("")).await.moved();
    assert_eq!(officer.post(BY_HAND, &begins("")).await.moved(), first);
    let told = officer.post(BY_HAND, &begins("2026-12-01")).await.ok();
    says(&visible(&told.text()), &["was al verstuurd"]);
    assert!(told.text().contains("value=\"2026-12-01\""), "it stays");
    let location = first.split('?').next().unwrap();
    let path = format!("{location}/bekeken");
    let page = officer.get(location).await.ok();
    let (form, version) = (
        page.hidden_in(&path, "form"),
        page.hidden_in(&path, "version"),
    );
    let looks = |form, version, people| {
        [
            ("form", form),
            ("version", version),
            ("day", "2026-11-18"),
            ("by", "Toezicht"),
            ("text", "Bedden."),
            ("people", people),
        ]
    };
    for _ in 0..2 {
        let same = looks(form.as_str(), version.as_str(), "3");
        officer.post(&path, &same).await.moved();
    }
    let other = looks(form.as_str(), version.as_str(), "4");
    let told = officer.post(&path, &other).await.ok();
    says(&visible(&told.text()), &["was al verstuurd", "Bedden."]);
    let (form, version) = (
        told.hidden_in(&path, "form"),
        told.hidden_in(&path, "version"),
    );
    let other = looks(form.as_str(), version.as_str(), "4");
    officer.post(&path, &other).await.moved();
    let page = officer.words(location).await;
    says(&page, &["3 mensen gezien", "4 mensen gezien"]);
    assert_eq!(page.matches("3 mensen gezien").count(), 1, "{page}");
}
on_both!(a_form_sent_otherwise_is_refused, otherwise);

/// Who gives another reason is told that it was done; the same again is done.
async fn reasons(world: World) {
    world.staff().await;
    let officer = world.sign_in(OFFICER).await;
    let location = begin(&officer, "Verzonnenkade", &[]).await;
    let path = format!("{location}/einde");
    let version = officer.get(&location).await.ok();
    let version = version.hidden_in(&path, "version");
    let ends = |reason| [("version", version.as_str()), ("reason", reason)];
    officer.post(&path, &ends("Dicht.")).await.moved();
    officer.post(&path, &ends("Dicht.")).await.moved();
    let told = officer.post(&path, &ends("Verhuisd.")).await.ok().text();
    says(&visible(&told), &["met een andere reden"]);
    assert!(told.contains("Verhuisd."), "it stays typed");
}
on_both!(a_second_reason_is_not_thrown_away, reasons);

/// Neither the address nor who owns it names a person of a dossier; an address of the dossier may be one.
async fn persons(world: World) {
    world.staff().await;
    let officer = world.sign_in(OFFICER).await;
    officer.open_vault().await;
    let employee = world.sign_in("employee@a.example").await;
    let fields = [
        ("seen", "Iets."),
        ("contact", "none"),
        ("subjects", "1"),
        ("subject-0-name", "Mirela Fantasia"),
        ("subject-0-address", "Verzonnenkade 14, Montfoort"),
    ];
    let reference = world.report(&employee, &fields).await;
    let id = world.dossier_id(&reference).await;
    let form = format!("/dossier/{id}/locatie/nieuw");
    for field in ["street", "number", "town", "owner", "employer"] {
        let more = [(field, "Bij Fantasia")];
        let told = try_begin(&officer, &form, "Elders", &more).await.ok();
        says(&visible(&told.text()), &["Schrijf dat in het dossier."]);
    }
    begin(&officer, "Elders", &[("owner", "M. Fantasia")]).await;
    let told = link(&officer, id, "Elders 14").await.ok().text();
    says(&visible(&told), &["Haal dat daar eerst weg."]);
    try_begin(&officer, &form, "Verzonnenkade", &[])
        .await
        .moved();
}
on_both!(a_place_names_no_person_of_a_dossier, persons);
