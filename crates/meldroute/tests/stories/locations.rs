//! Locations at risk (chapters "Arbeidsuitbuiting" and "Seksuele uitbuiting"): watched, looked at, with their dossiers.

use platform::DossierId;
use testkit::location::{begin, link, look, send, try_begin, unlink};
use testkit::partner::{OF_POLICE, ONLY_THERE, UNDER_WPG};
use testkit::{Browser, World, on_both, visible};

const OFFICER: &str = "officer@a.example";
const EMPLOYEE: &str = "employee@a.example";
const BY_HAND: &str = "/locaties/nieuw";
const FIND: &str = "/locaties/zoeken";

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

/// An officer with an open vault, and a dossier about somebody at an address.
async fn town(world: &World) -> (Browser, DossierId) {
    world.staff().await;
    let officer = world.sign_in(OFFICER).await;
    officer.open_vault().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let fields = [
        ("seen", "Iets."),
        ("contact", "none"),
        ("subjects", "1"),
        ("subject-0-name", "Mirela Fantasia"),
        ("subject-0-address", "Verzonnenkade 14, Montfoort"),
    ];
    let reference = world.report(&employee, &fields).await;
    let id = world.dossier_id(&reference).await;
    (officer, id)
}

/// Without any signal: planned, looked at, planned anew, no longer watched, and again.
async fn followed(world: World) {
    world.staff().await;
    let officer = world.sign_in(OFFICER).await;
    says(&officer.words("/locaties").await, &["nog geen locatie"]);
    let more = [
        ("next", "2026-11-18"),
        ("allowed", "8"),
        ("used", "Slaapplaatsen boven een loods."),
        ("owner", "Verzonnen Vastgoed"),
    ];
    let location = begin(&officer, "Verzonnenkade", &more).await;
    let page = officer.words(&location).await;
    says(
        &page,
        &[
            "Verzonnenkade 14, Montfoort",
            "Huisvesting van arbeidsmigranten",
            "Risicogebied",
            "Slaapplaatsen boven een loods.",
            "Verzonnen Vastgoed",
            "Er is nog niet gekeken.",
        ],
    );
    let work = officer.get("/werk").await.ok().text();
    says(
        &visible(&work),
        &["Locatie bekijken", "Verzonnenkade 14, Montfoort"],
    );
    assert!(work.contains(&format!("href=\"{location}#bekeken\"")));
    says(
        &officer.words("/locaties?wat=kijken").await,
        &["Verzonnenkade 14"],
    );
    let told = look(&officer, &location, "Bedden.", &[("people", "veel")]).await;
    says(&visible(&told.ok().text()), &["Vul een aantal in"]);
    let told = look(&officer, &location, "", &[("day", "2026-11-19")]).await;
    says(
        &visible(&told.ok().text()),
        &["tot en met vandaag", "wat er te zien was"],
    );
    let more = [("people", "12"), ("next", "2027-01-15")];
    look(&officer, &location, "Twaalf bedden.", &more)
        .await
        .moved();
    says(
        &officer.words(&location).await,
        &["12 mensen gezien", "Twaalf bedden.", "meer mensen dan"],
    );
    let worklist = officer.words("/werk").await;
    assert!(!worklist.contains("Locatie bekijken"), "{worklist}");
    says(&officer.words("/locaties").await, &["te veel", "(mag: 8)"]);
    ended_and_again(&officer, &location).await;
    is_clean(&world).await;
}
on_both!(a_location_is_followed_without_any_signal, followed);

async fn ended_and_again(officer: &Browser, location: &str) {
    let told = send(officer, location, "plannen", ("next", "2026-11-01")).await;
    says(&visible(&told.ok().text()), &["een dag vanaf vandaag"]);
    send(officer, location, "plannen", ("next", ""))
        .await
        .moved();
    let told = send(officer, location, "einde", ("reason", "")).await;
    says(&visible(&told.ok().text()), &["Schrijf op waarom."]);
    let done = ("reason", "Het pand is gesloten.");
    send(officer, location, "einde", done).await.moved();
    says(
        &officer.words(location).await,
        &["niet meer gevolgd", "Het pand is gesloten."],
    );
    says(&officer.words("/locaties").await, &["nog geen locatie"]);
    says(
        &officer.words("/locaties?wat=einde").await,
        &["Verzonnenkade 14"],
    );
    let done = ("reason", "Er wonen weer mensen.");
    send(officer, location, "opnieuw", done).await.moved();
    says(&officer.words("/locaties").await, &["Verzonnenkade 14"]);
}

/// Bad input is told beside its field, and nothing is lost.
async fn faulty(world: World) {
    world.staff().await;
    let officer = world.sign_in(OFFICER).await;
    let long = "x".repeat(121);
    for (field, value, told) in [
        ("street", "", "Schrijf op waar de locatie is"),
        ("town", "", "in welke plaats"),
        ("why", "", "Kies waarom u volgt."),
        ("allowed", "-3", "Vul een aantal in"),
        ("first", "51", "geen coördinaten in Nederland"),
        ("next", "2026-11-17", "een dag vanaf vandaag"),
        ("postcode", "34", "zoals 3417 AB"),
        ("postcode", "zzzz", "zoals 3417 AB"),
        (
            "street",
            "Verzonnen\u{200f}kade",
            "tekens die niet te zien zijn",
        ),
        ("owner", long.as_str(), "hoogstens 120 tekens"),
    ] {
        let more = [("note", "Dit typte ik."), (field, value)];
        let told_back = try_begin(&officer, BY_HAND, "Verzonnenkade", &more).await;
        let text = told_back.ok().text();
        says(&visible(&text), &[told]);
        assert!(text.contains("Dit typte ik."), "it stays typed");
    }
    says(&officer.words("/locaties").await, &["nog geen locatie"]);
    is_clean(&world).await;
}
on_both!(what_is_wrong_with_a_location_stands_at_its_field, faulty);

/// However an address is written, it is there once; a form that is sent twice is one.
async fn once(world: World) {
    world.staff().await;
    let officer = world.sign_in(OFFICER).await;
    let form = officer.get(BY_HAND).await.ok().hidden("form");
    let fields = [
        ("form", form.as_str()),
        ("kind", "farm"),
        ("street", "Lange Kerkstraat"),
        ("number", "5 bis"),
        ("postcode", "3417 AB"),
        ("town", "Montfoort"),
        ("why", "tip"),
    ];
    let first = officer.post(BY_HAND, &fields).await.moved();
    let again = officer.post(BY_HAND, &fields).await.moved();
    assert_eq!(first, again);
    for (street, number, postcode) in [
        ("lange kerkstr.", "5-bis", ""),
        ("Een andere naam", "5bis", "3417ab"),
        ("LANGE KERKSTRAAT 5 bis", "", ""),
    ] {
        let more = [("number", number), ("postcode", postcode)];
        let told = try_begin(&officer, BY_HAND, street, &more)
            .await
            .ok()
            .text();
        says(
            &visible(&told),
            &["staat al in het register", "Lange Kerkstraat 5 bis"],
        );
        assert!(told.contains("href=\"/locatie/"), "it is pointed at");
    }
    let other = begin(&officer, "Lange Kerkstraat", &[("number", "7")]).await;
    let change = format!("{other}/wijzigen");
    let version = officer.get(&change).await.ok().hidden("version");
    let mut fields = fields.to_vec();
    fields[0] = ("version", version.as_str());
    let told = officer.post(&change, &fields).await.ok().text();
    says(&visible(&told), &["staat al in het register"]);
    let found = officer.post(FIND, &[("adres", "3417AB 5bis")]).await;
    assert!(first.starts_with(&found.moved()), "to the place itself");
    for (typed, told) in [
        ("", "Schrijf het adres"),
        ("Nergens 9", "niet in het register"),
    ] {
        let answer = officer.post(FIND, &[("adres", typed)]).await.ok().text();
        says(&visible(&answer), &[told]);
        assert!(answer.contains(typed), "it stays typed");
    }
    is_clean(&world).await;
}
on_both!(an_address_is_there_once, once);

/// A dossier belongs to a place, as its address proposes; it is let go again.
async fn linked(world: World) {
    let (officer, id) = town(&world).await;
    let path = format!("/dossier/{id}");
    let more = [("postcode", "3417 AB")];
    let location = begin(&officer, "Verzonnenkade", &more).await;
    says(
        &officer.words(&path).await,
        &["Dit adres wordt al gevolgd:"],
    );
    let told = link(&officer, id, "Nergenslaan 2").await.ok().text();
    says(&visible(&told), &["Dit adres staat niet in het register."]);
    assert!(told.contains("Nergenslaan 2"), "it stays typed");
    link(&officer, id, "Verzonnenkade 14").await.moved();
    link(&officer, id, "3417 AB 14").await.moved();
    // However odd an address is: what is proposed is what belongs to it.
    let odd = [("number", "5"), ("postcode", "3417 AC")];
    let odd = begin(&officer, "Plein 1940", &odd).await;
    let form = format!("{path}/locatie");
    let proposed = [
        ("location", odd.trim_start_matches("/locatie/")),
        ("where", "Plein 1940 5, 3417 AC Montfoort"),
    ];
    officer.post(&form, &proposed).await.moved();
    unlink(&officer, id, &odd).await.moved();
    let page = officer.words(&path).await;
    says(&page, &["Gekoppeld aan een locatie", "Maak los"]);
    let case = testkit::case::begin(&officer, id, "Kas langs de rondweg").await;
    says(&officer.words(&case).await, &["Verzonnenkade 14, 3417 AB"]);
    let there = officer.get(&location).await.ok().text();
    says(&visible(&there), &["Casussen", "Kas langs de rondweg"]);
    assert!(there.contains(&format!("href=\"{case}\"")));
    assert!(!page.contains("wordt al gevolgd"), "{page}");
    says(&officer.words(&location).await, &["Iets."]);
    says(
        &officer.words("/locaties?wat=signalen").await,
        &["Verzonnenkade 14"],
    );
    unlink(&officer, id, &location).await.moved();
    unlink(&officer, id, &location).await.moved();
    says(
        &officer.words(&location).await,
        &["Bij deze locatie hoort geen dossier."],
    );
    let none = officer.words("/locaties?wat=signalen").await;
    says(&none, &["Geen locatie gevonden."]);
    is_clean(&world).await;
}
on_both!(a_dossier_belongs_to_a_location, linked);

/// Begun in a dossier, with its address filled in, that belongs to it at once.
async fn begun_there(world: World) {
    let (officer, id) = town(&world).await;
    let form = format!("/dossier/{id}/locatie/nieuw");
    let page = officer.get(&format!("{form}?adres=0")).await.ok().text();
    for value in ["Verzonnenkade", "14", "Montfoort"] {
        assert!(
            page.contains(&format!("value=\"{value}\"")),
            "{value}: {page}"
        );
    }
    let more = [("why", "signal")];
    let to = try_begin(&officer, &form, "Verzonnenkade", &more)
        .await
        .moved();
    let location = to.split('?').next().unwrap();
    says(&officer.words(location).await, &["Iets.", "Signaal"]);
    is_clean(&world).await;
}
on_both!(a_location_begins_in_a_dossier, begun_there);

/// What is written at a place stays when a dossier is destroyed: it names nobody of one.
async fn nameless(world: World) {
    let (officer, id) = town(&world).await;
    let form = format!("/dossier/{id}/locatie/nieuw");
    let more = [("note", "Mirela slaapt er.")];
    let told = try_begin(&officer, &form, "Verzonnenkade", &more)
        .await
        .ok();
    says(&visible(&told.text()), &["Schrijf dat in het dossier."]);
    assert!(told.text().contains("Mirela slaapt er."), "it stays typed");
    let location = begin(&officer, "Verzonnenkade", &more).await;
    let told = link(&officer, id, "Verzonnenkade 14").await.ok().text();
    says(&visible(&told), &["Haal dat daar eerst weg."]);
    let change = format!("{location}/wijzigen");
    let version = officer.get(&change).await.ok().hidden("version");
    let fields = [
        ("version", version.as_str()),
        ("kind", "housing"),
        ("street", "Verzonnenkade"),
        ("number", "14"),
        ("town", "Montfoort"),
        ("why", "signal"),
    ];
    officer.post(&change, &fields).await.moved();
    link(&officer, id, "Verzonnenkade 14").await.moved();
    let told = look(&officer, &location, "Fantasia was er.", &[])
        .await
        .ok();
    says(&visible(&told.text()), &["Schrijf dat in het dossier."]);
    look(&officer, &location, "Er was iemand.", &[])
        .await
        .moved();
    is_clean(&world).await;
}
on_both!(a_location_names_nobody_of_a_dossier, nameless);

/// Nobody reads at a place who reported, nor what stands under another law.
async fn silent(world: World) {
    let (officer, id) = town(&world).await;
    let form = format!("/dossier/{id}/locatie/nieuw");
    let bad = "Test Employee van de balie";
    for field in ["note", "owner", "employer", "used"] {
        let told = try_begin(&officer, &form, "Elders", &[(field, bad)]).await;
        says(&visible(&told.ok().text()), &["staat wie meldde"]);
    }
    let location = begin(&officer, "Verzonnenkade", &[]).await;
    link(&officer, id, "Verzonnenkade 14").await.moved();
    let police = officer.takes_in(&OF_POLICE, &[]).await;
    link(&officer, police, "Verzonnenkade 14").await.moved();
    let only = format!("Kent u {ONLY_THERE}?");
    for (text, told) in [
        (bad, "staat wie meldde"),
        (UNDER_WPG, "onder de Wpg of de WGS valt"),
        (&only, "onder de Wpg of de WGS valt"),
    ] {
        let answer = look(&officer, &location, text, &[]).await.ok().text();
        says(&visible(&answer), &[told]);
        assert!(answer.contains(text), "it stays typed: {text}");
        let answer = send(&officer, &location, "einde", ("reason", text)).await;
        says(&visible(&answer.ok().text()), &[told]);
    }
    // With a closed vault the passphrase is asked, and what was typed stays.
    officer.post("/kluis/sluiten", &[]).await.moved();
    let told = look(&officer, &location, "Rustig.", &[]).await.ok().text();
    assert!(told.contains("name=\"passphrase\"") && told.contains("Rustig."));
    is_clean(&world).await;
}
on_both!(a_location_never_says_who_reported, silent);

/// The same fields, of another form.
fn of_another_form<'a>(fields: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let of_form = ("form", "00000000-0000-4000-8000-000000000001");
    let others = fields.iter().filter(|(name, _)| *name != "form");
    others.copied().chain([of_form]).collect()
}

/// Two officers at once: the second is told, and loses nothing. What was sent twice is there once.
async fn together(world: World) {
    world.staff().await;
    let officer = world.sign_in(OFFICER).await;
    let location = begin(&officer, "Verzonnenkade", &[]).await;
    let path = format!("{location}/bekeken");
    let page = officer.get(&location).await.ok();
    let (form, version) = (
        page.hidden_in(&path, "form"),
        page.hidden_in(&path, "version"),
    );
    let fields = |text| {
        [
            ("form", form.as_str()),
            ("version", version.as_str()),
            ("day", "2026-11-18"),
            ("by", "Toezicht"),
            ("text", text),
        ]
    };
    officer.post(&path, &fields("Dicht.")).await.moved();
    officer.post(&path, &fields("Dicht.")).await.moved();
    let words = officer.words(&location).await;
    assert_eq!(words.matches("Dicht.").count(), 1, "{words}");
    let other = of_another_form(&fields("Open."));
    let late = officer.post(&path, &other).await;
    assert_eq!(late.status, 409);
    says(&visible(&late.text()), &["collega heeft deze locatie"]);
    assert!(late.text().contains("Open."), "it stays typed");
    let late = [("version", version.as_str()), ("reason", "Klaar.")];
    let late = officer.post(&format!("{location}/einde"), &late).await;
    assert_eq!(late.status, 409);
    is_clean(&world).await;
}
on_both!(two_officers_at_one_location, together);

/// Whoever does not work as an officer here sees nothing of it.
async fn others(world: World) {
    world.staff().await;
    let officer = world.sign_in(OFFICER).await;
    let location = begin(&officer, "Verzonnenkade", &[]).await;
    for (who, status) in [
        ("officer@b.example", 404),
        ("coordinator@a.example", 403),
        ("participant@a.example", 403),
        ("auditor@a.example", 403),
        (EMPLOYEE, 403),
    ] {
        let browser = world.sign_in(who).await;
        for path in ["", "/wijzigen"] {
            let answer = browser.get(&format!("{location}{path}")).await;
            assert_eq!(answer.status, status, "{who} {path}");
        }
    }
    let there = world.sign_in("officer@b.example").await;
    for path in [
        "/locaties",
        "/locaties?adres=Verzonnenkade+14",
        "/locaties/kaart",
    ] {
        let list = there.words(path).await;
        assert!(!list.contains("Verzonnenkade 14,"), "{list}");
    }
}
on_both!(officers_alone_see_a_location, others);
