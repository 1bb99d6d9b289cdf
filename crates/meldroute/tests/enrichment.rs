//! Does this person, organisation or address already occur? (bijlage 2, stap 3)
#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod kit;

use std::task::Poll;

use kit::walk::{import_register, upload_register};
use kit::{Browser, World, visible};

const EMPLOYEE: &str = "employee@a.example";
const OFFICER: &str = "officer@a.example";

/// The form value that stands for a proposal on the page.
fn thing(page: &str, title: &str) -> String {
    let card = page
        .split("<article")
        .find(|card| card.contains(title) && card.contains("name=\"thing\""))
        .unwrap();
    card.split("name=\"thing\" value=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .to_owned()
}

async fn reasoned(officer: &Browser, id: uuid::Uuid) -> String {
    let path = format!("/dossier/{id}/nagaan");
    assert!(
        !officer
            .get(&path)
            .await
            .ok()
            .text()
            .contains("name=\"thing\""),
        "nothing before a reason"
    );
    let refused = officer.post(&path, &[("reason", " ")]).await.ok();
    assert!(visible(&refused.text()).contains("Schrijf op waarom"));
    officer
        .post(&path, &[("reason", "Signaal verrijken.")])
        .await
        .moved();
    officer.get(&path).await.ok().text()
}

async fn misspelt(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let officer = world.sign_in(OFFICER).await;
    let earlier = [
        ("seen", "Voorman houdt paspoorten."),
        ("subjects", "1"),
        ("subject-0-name", "Krzysztof Brzęczyszczykiewicz"),
        ("subject-0-birth", "19-09-1979"),
        ("subject-0-address", "Nieuwe Poort 14, 3417 AB Montfoort"),
    ];
    let first = world
        .dossier_id(&world.report(&employee, &earlier).await)
        .await;
    let later = [
        ("seen", "Weer die man."),
        ("subjects", "2"),
        ("subject-0-name", "Kris Brzeczysczykiewic"),
        ("subject-0-birth", "1979"),
        ("subject-1-name", "Quirine Verzonnen"),
    ];
    let second = world
        .dossier_id(&world.report(&employee, &later).await)
        .await;
    let page = reasoned(&officer, second).await;
    assert!(
        page.contains(&format!("/dossier/{first}")),
        "{}",
        visible(&page)
    );
    assert!(
        visible(&page).contains("waarschijnlijk dezelfde")
            || visible(&page).contains("vrijwel zeker dezelfde"),
        "{}",
        visible(&page)
    );
    // Confirm, see it everywhere, take it back.
    let other = thing(&page, "Krzysztof");
    let path = format!("/dossier/{second}/nagaan/0");
    officer
        .post(&path, &[("thing", &other), ("verdict", "same")])
        .await
        .moved();
    let page = officer
        .get(&format!("/dossier/{second}/nagaan"))
        .await
        .ok()
        .text();
    assert!(
        visible(&page).contains("Oordeel terugnemen") && visible(&page).contains("Test officer")
    );
    let all = visible(
        &officer
            .get(&format!("/dossier/{second}/betrokkene/0"))
            .await
            .ok()
            .text(),
    );
    assert!(
        all.contains("Komt voor in 2 dossiers") && all.contains("Nieuwe Poort 14"),
        "{all}"
    );
    // From the other side too.
    let back = reasoned(&officer, first).await;
    assert!(
        visible(&back).contains("Oordeel terugnemen"),
        "{}",
        visible(&back)
    );
    officer
        .post(&path, &[("thing", &other), ("verdict", "open")])
        .await
        .moved();
    assert!(
        !visible(
            &officer
                .get(&format!("/dossier/{second}/nagaan"))
                .await
                .ok()
                .text()
        )
        .contains("Oordeel terugnemen")
    );
    // "Another" is remembered, and nothing that was reported changed.
    officer
        .post(&path, &[("thing", &other), ("verdict", "other")])
        .await
        .moved();
    let page = officer
        .get(&format!("/dossier/{second}/nagaan"))
        .await
        .ok()
        .text();
    assert!(page.contains(">Een ander<") || visible(&page).contains("Een ander"));
    assert!(
        visible(&officer.get(&format!("/dossier/{first}")).await.ok().text()).contains("Krzysztof")
    );
    // What was never proposed cannot be judged.
    let stranger = format!("s:{}:0", uuid::Uuid::nil());
    assert_eq!(
        officer
            .post(&path, &[("thing", &stranger), ("verdict", "same")])
            .await
            .status,
        404
    );
    assert_eq!(
        officer
            .post(&path, &[("thing", "nonsense"), ("verdict", "same")])
            .await
            .status,
        404
    );
}
on_both!(a_misspelt_name_is_found_and_judged, misspelt);

const EXTRACT: &str = "Nummer;Voornamen;Tussenvoegsel;Achternaam;Geboortedatum;Straat;Huisnummer;Huisletter;Postcode;Woonplaats;Leges
1;Johannes;van den;Berg;05-03-1961;Molenweg;9;a;3417 CD;Montfoort;12,50
2;Mirela;;Ionescu;11-12-1994;Molenweg;9;a;3417 CD;Montfoort;0
3;te weinig
4;;;;;;;;;;7
";

async fn registers(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let officer = world.sign_in(OFFICER).await;
    let ended = import_register(&officer, "brp", EXTRACT.as_bytes(), "replace").await;
    assert!(
        ended.contains("2 regels ingelezen") && ended.contains("2 regels waren niet te lezen"),
        "{ended}"
    );
    let list = officer.get("/registers").await.ok().text();
    assert!(visible(&list).contains("Personen (BRP)") && visible(&list).contains("2 regels"));
    let import = list
        .split("/registers/")
        .find(|part| part.contains("/fouten"))
        .unwrap()[..36]
        .to_owned();
    let bad = officer
        .get(&format!("/registers/{import}/fouten"))
        .await
        .ok()
        .text();
    assert!(
        bad.contains("4;2 fields where the header has 11") && bad.contains("5;nothing in it"),
        "{bad}"
    );
    // The same file twice changes nothing; with a row more, only that row is new.
    assert!(
        import_register(&officer, "brp", EXTRACT.as_bytes(), "add")
            .await
            .contains("al ingelezen")
    );
    let buildings = "Adres;Gebruiksdoel\n\"Molenweg 9a, Montfoort\";industriefunctie\n";
    import_register(&officer, "bag", buildings.as_bytes(), "replace").await;
    let more = format!(
        "{}5;Ali;;Kaya;01-01-1980;Hofplein;3;;;Woerden;0\n",
        EXTRACT.split("3;te").next().unwrap()
    );
    let added = import_register(&officer, "brp", more.as_bytes(), "add").await;
    assert!(
        added.contains("één regel ingelezen") && added.contains("2 regels waren er al"),
        "{added}"
    );
    // A signal about that place and a misspelt name.
    let fields = [
        ("seen", "Acht mannen in een loods."),
        ("subjects", "1"),
        ("subject-0-name", "Mirella Jonescu"),
        ("subject-0-address", "Molenwg 9 a Montfoort"),
    ];
    let id = world
        .dossier_id(&world.report(&employee, &fields).await)
        .await;
    let page = reasoned(&officer, id).await;
    let words = visible(&page);
    assert!(
        words.contains("Personen (BRP)") && words.contains("Mirela"),
        "{words}"
    );
    assert!(
        words.contains("Mag hier worden gewoond?")
            && words.contains("wonen staat niet bij het gebruiksdoel"),
        "{words}"
    );
    // Unmapped columns were not kept.
    assert!(!page.contains("12,50"));
    // The judgement outlives a new extract that has the same row.
    let other = thing(&page, "Mirela");
    officer
        .post(
            &format!("/dossier/{id}/nagaan/0"),
            &[("thing", &other), ("verdict", "same")],
        )
        .await
        .moved();
    import_register(
        &officer,
        "brp",
        format!("{EXTRACT}6;Eva;;Visser;;Dorpsstraat;1;;;Lopik;0\n").as_bytes(),
        "replace",
    )
    .await;
    let page = officer
        .get(&format!("/dossier/{id}/nagaan"))
        .await
        .ok()
        .text();
    assert!(
        visible(&page).contains("Oordeel terugnemen"),
        "{}",
        visible(&page)
    );
    // The checklist.
    officer
        .post(
            &format!("/dossier/{id}/bronnen"),
            &[
                ("result-brp", "found"),
                ("note-brp", "Ingeschreven."),
                ("result-kvk", "not-allowed"),
            ],
        )
        .await
        .moved();
    let words = visible(
        &officer
            .get(&format!("/dossier/{id}/nagaan"))
            .await
            .ok()
            .text(),
    );
    assert!(
        words.contains("iets gevonden") && words.contains("Test officer"),
        "{words}"
    );
    // Removed means gone, from the index too.
    let list = officer.get("/registers").await.ok().text();
    for part in list
        .split("/registers/")
        .filter(|part| part.contains("/verwijderen"))
    {
        officer
            .post(&format!("/registers/{}/verwijderen", &part[..36]), &[])
            .await
            .moved();
    }
    let words = visible(
        &officer
            .get(&format!("/dossier/{id}/nagaan"))
            .await
            .ok()
            .text(),
    );
    assert!(!words.contains("Ionescu"), "{words}");
}
on_both!(an_extract_is_imported_compared_and_removed, registers);

async fn searched(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let officer = world.sign_in(OFFICER).await;
    let fields = [
        ("seen", "Busje met vijf mensen."),
        ("subjects", "2"),
        ("subject-0-name", "Uitzendbureau De Lepelaar B.V."),
        ("subject-0-kind", "organisation"),
        ("subject-1-kind", "vehicle"),
        ("subject-1-plate", "XX-000-X"),
    ];
    let id = world
        .dossier_id(&world.report(&employee, &fields).await)
        .await;
    for asked in ["lepelaar uitzendburo", "xx000x", "XX 000 Y"] {
        let refused = officer.post("/zoeken", &[("text", asked)]).await.ok();
        assert!(
            visible(&refused.text()).contains("Schrijf op waarom")
                && refused.text().contains(asked),
            "{asked}"
        );
        let found = officer
            .post(
                "/zoeken",
                &[("text", asked), ("reason", "Vraag van de wijkagent")],
            )
            .await
            .ok();
        assert!(
            found.text().contains(&format!("/dossier/{id}")),
            "{asked}: {}",
            visible(&found.text())
        );
    }
    let none = officer
        .post(
            "/zoeken",
            &[("text", "Gerbrand Nergensgezien"), ("reason", "x")],
        )
        .await
        .ok();
    assert!(
        visible(&none.text()).contains("Niets gevonden"),
        "{}",
        visible(&none.text())
    );
    // Why is kept for the officers, and only there.
    let again = visible(&officer.get("/zoeken").await.ok().text());
    assert!(
        again.contains("Vraag van de wijkagent") && again.contains("Test officer"),
        "{again}"
    );
    // Who reported is not in the index.
    let reporter = officer
        .post("/zoeken", &[("text", "Test employee"), ("reason", "x")])
        .await
        .ok();
    assert!(
        visible(&reporter.text()).contains("Niets gevonden"),
        "{}",
        visible(&reporter.text())
    );
    // What was searched for is in no audit record.
    let auditor = world.sign_in("auditor@a.example").await;
    let log = auditor.get("/controle").await.ok().text();
    assert!(visible(&log).contains("gezocht in dossiers en registers"));
    assert!(!log.contains("epelaar") && !log.contains("wijkagent"));
    // Another municipality finds nothing of it.
    let elsewhere = world.sign_in("officer@b.example").await;
    let found = elsewhere
        .post("/zoeken", &[("text", "xx000x"), ("reason", "x")])
        .await
        .ok();
    assert!(!found.text().contains(&id.to_string()));
}
on_both!(one_line_finds_what_is_known_with_a_reason, searched);

async fn files(world: World) {
    world.staff().await;
    let officer = world.sign_in(OFFICER).await;
    for (name, bytes) in [
        ("leeg.csv", &b""[..]),
        ("kapot.xlsx", b"PK\x03\x04nonsense"),
    ] {
        let fields = [("source", "brp"), ("dated", "2026-11-01")];
        let answer = officer
            .upload("/registers", &fields, &[(name, bytes)])
            .await
            .ok();
        assert!(
            visible(&answer.text()).contains("Kies een CSV- of Excel-bestand"),
            "{name}"
        );
        assert!(
            answer.text().contains("value=\"2026-11-01\""),
            "what was typed stays"
        );
    }
    let nothing = upload_register(&officer, "brp", "x.csv", b"Kleur;Maat\nrood;3\n").await;
    let path = format!("/registers/kolommen/{nothing}");
    let answer = officer
        .post(
            &path,
            &[("mode", "replace"), ("column-0", ""), ("column-1", "note")],
        )
        .await
        .ok();
    assert!(
        visible(&answer.text()).contains("Geef minstens één kolom een betekenis"),
        "{}",
        visible(&answer.text())
    );
    // The national number is not offered where the pack does not allow it.
    let page = officer.get(&path).await.ok().text();
    assert!(!page.contains("national_id") && page.contains("date_of_birth"));
    // Somebody else's file is not there.
    let other = world.sign_in("officer@b.example").await;
    assert_eq!(other.get(&path).await.status, 404);
    // A workbook in an old encoding of CSV reads as well.
    let page = upload_register(
        &officer,
        "kvk",
        "oud.csv",
        b"Handelsnaam;Plaats\nCaf\xe9 De Zon;Montfoort\n",
    )
    .await;
    assert!(
        officer
            .get(&format!("/registers/kolommen/{page}"))
            .await
            .ok()
            .text()
            .contains("Café De Zon")
    );
}
on_both!(a_file_that_cannot_be_read_is_told, files);

/// A closed dossier that a new signal very probably touches asks to be opened again; judging
/// answers.
async fn reopened(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let officer = world.sign_in(OFFICER).await;
    let man = [
        ("subjects", "1"),
        ("subject-0-name", "Krzysztof Brzęczyszczykiewicz"),
        ("subject-0-birth", "19-09-1979"),
    ];
    let first = world
        .report(
            &employee,
            &[&[("seen", "Eerste."), ("contact", "none")], &man[..]].concat(),
        )
        .await;
    let closed = world.dossier_id(&first).await;
    kit::walk::assess(&officer, closed).await;
    for partner in ["nla", "zorgcoordinator"] {
        let passed = [("partner", partner), ("reason", "Bekend.")];
        officer
            .post(&format!("/dossier/{closed}/doorzetten"), &passed)
            .await
            .moved();
    }
    let version = officer
        .get(&format!("/dossier/{closed}/afsluiten"))
        .await
        .ok()
        .hidden("version");
    let close = [
        ("version", version.as_str()),
        ("outcome", "no_follow_up"),
        ("reason", "Te weinig."),
        ("action", "close"),
    ];
    officer
        .post(&format!("/dossier/{closed}/afsluiten"), &close)
        .await
        .moved();
    route::enrichment::watch(&world.app).await.unwrap();
    assert!(!visible(&officer.get("/werk").await.ok().text()).contains("Heropenen?"));
    world.clock.set(world.clock.now() + 1000);
    let second = world
        .report(&employee, &[&[("seen", "Tweede.")], &man[..]].concat())
        .await;
    let fresh = world.dossier_id(&second).await;
    for _ in 0..2 {
        route::enrichment::watch(&world.app).await.unwrap();
    }
    let work = officer.get("/werk").await.ok().text();
    assert_eq!(
        visible(&work).matches("Heropenen?").count(),
        1,
        "{}",
        visible(&work)
    );
    let page = reasoned(&officer, fresh).await;
    let other = thing(&page, "Krzysztof");
    officer
        .post(
            &format!("/dossier/{fresh}/nagaan/0"),
            &[("thing", &other), ("verdict", "same")],
        )
        .await
        .moved();
    assert!(!visible(&officer.get("/werk").await.ok().text()).contains("Heropenen?"));
    // The network has the path: this signal, the man, the other signal.
    let network = officer
        .get(&format!("/dossier/{fresh}/netwerk"))
        .await
        .ok()
        .text();
    let reference = |text: &str| text.to_owned();
    for part in [
        reference(&first),
        reference(&second),
        "Krzysztof".to_owned(),
    ] {
        let part = if part.len() == 8 {
            format!("{}-{}", &part[..4], &part[4..])
        } else {
            part
        };
        assert!(
            visible(&network).contains(&part),
            "{part}: {}",
            visible(&network)
        );
    }
    let later = officer
        .get(&format!("/dossier/{fresh}/netwerk?form=sexual"))
        .await
        .ok()
        .text();
    let shown = visible(&later).matches("Krzysztof").count();
    assert!(
        shown < visible(&network).matches("Krzysztof").count(),
        "another form is left out"
    );
}
on_both!(a_closed_dossier_asks_to_be_opened_again, reopened);

/// Somebody who asks and goes away halfway leaves nothing half done: the next look has everything.
async fn cut_off(world: World) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let look = || route::enrichment::known(&world.app, world.montfoort);
    drop(look().await.unwrap());
    for steps in 1..16 {
        let named = [
            ("seen", "Iets."),
            ("subjects", "1"),
            ("subject-0-name", "Mirela Fantasia"),
        ];
        world.report(&employee, &named).await;
        let mut halfway = Box::pin(look());
        for _ in 0..steps {
            if std::future::poll_fn(|cx| Poll::Ready(halfway.as_mut().poll(cx)))
                .await
                .is_ready()
            {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(3)).await;
        }
    }
    assert_eq!(look().await.unwrap().len(), 15);
}
on_both!(a_look_that_is_cut_off_loses_nothing, cut_off);
