//! Extracts of registers: taken in once, compared, removed; what cannot be read of one is told.

use platform::DossierId;
use testkit::walk::{import_register, subjects, thing, upload_register};
use testkit::{Browser, World, on_both, visible};

use crate::enrichment::reasoned;
use crate::known::{about, looked};

const EMPLOYEE: &str = "employee@a.example";
const OFFICER: &str = "officer@a.example";

const EXTRACT: &str = "Nummer;Voornamen;Tussenvoegsel;Achternaam;Geboortedatum;Straat;Huisnummer;Huisletter;Postcode;Woonplaats;Leges
1;Johannes;van den;Berg;05-03-1961;Molenweg;9;a;3417 CD;Montfoort;12,50
2;Mirela;;Ionescu;11-12-1994;Molenweg;9;a;3417 CD;Montfoort;0
3;te weinig
4;;;;;;;;;;7
";

async fn imported(world: World) {
    world.staff().await;
    let officer = world.sign_in(OFFICER).await;
    let ended = import_register(&officer, "brp", EXTRACT.as_bytes(), "replace").await;
    assert!(
        ended.contains("2 regels ingelezen") && ended.contains("2 regels waren niet te lezen"),
        "{ended}"
    );
    let list = officer.page("/registers").await;
    assert!(visible(&list).contains("Personen (BRP)") && visible(&list).contains("2 regels"));
    let import = list
        .split("/registers/")
        .find(|part| part.contains("/fouten"))
        .unwrap()[..36]
        .to_owned();
    let bad = officer.page(&format!("/registers/{import}/fouten")).await;
    assert!(
        bad.starts_with("regel;fout")
            && bad.contains("4;2 vakken, waar de eerste regel er 11 heeft")
            && bad.contains("5;er staat niets in"),
        "{bad}"
    );
    // The same file twice changes nothing; with a row more, only that row is new.
    assert!(
        import_register(&officer, "brp", EXTRACT.as_bytes(), "add")
            .await
            .contains("al ingelezen")
    );
    let more = format!(
        "{}5;Ali;;Kaya;01-01-1980;Hofplein;3;;;Woerden;0\n",
        EXTRACT.split("3;te").next().unwrap()
    );
    let added = import_register(&officer, "brp", more.as_bytes(), "add").await;
    assert!(
        added.contains("één regel ingelezen") && added.contains("2 regels waren er al"),
        "{added}"
    );
}
on_both!(an_extract_is_imported_once, imported);

/// Extracts of persons and buildings, and a signal about a place and a misspelt name in them.
async fn with_extracts(world: &World) -> (Browser, DossierId) {
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let officer = world.sign_in(OFFICER).await;
    import_register(&officer, "brp", EXTRACT.as_bytes(), "replace").await;
    let buildings = "Adres;Gebruiksdoel\n\"Molenweg 9a, Montfoort\";industriefunctie\n";
    import_register(&officer, "bag", buildings.as_bytes(), "replace").await;
    let fields = [
        ("seen", "Acht mannen in een loods."),
        ("subjects", "1"),
        ("subject-0-name", "Mirella Jonescu"),
        ("subject-0-address", "Molenwg 9 a Montfoort"),
    ];
    let reference = world.report(&employee, &fields).await;
    (officer, world.dossier_id(&reference).await)
}

async fn registers(world: World) {
    let (officer, id) = with_extracts(&world).await;
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
    let path = format!("/dossier/{id}/nagaan");
    let same = [("thing", other.as_str()), ("verdict", "same")];
    let jonescu = subjects(&officer, id).await[0];
    let judging = format!("{path}/{jonescu}");
    officer.post(&judging, &same).await.moved();
    let newer = format!("{EXTRACT}6;Eva;;Visser;;Dorpsstraat;1;;;Lopik;0\n");
    import_register(&officer, "brp", newer.as_bytes(), "replace").await;
    let words = officer.words(&path).await;
    assert!(words.contains("Neem het oordeel terug"), "{words}");
    // Removed means gone, from the index too.
    let list = officer.page("/registers").await;
    for part in list
        .split("/registers/")
        .filter(|part| part.contains("/verwijderen"))
    {
        officer
            .post(&format!("/registers/{}/verwijderen", &part[..36]), &[])
            .await
            .moved();
    }
    let words = officer.words(&path).await;
    assert!(!words.contains("Ionescu"), "{words}");
}
on_both!(an_extract_is_imported_compared_and_removed, registers);

async fn checklist(world: World) {
    let (officer, id) = with_extracts(&world).await;
    reasoned(&officer, id).await;
    let fields = [
        ("result-brp", "found"),
        ("note-brp", "Ingeschreven."),
        ("result-kvk", "not-allowed"),
    ];
    officer
        .post(&format!("/dossier/{id}/bronnen"), &fields)
        .await
        .moved();
    let words = officer.words(&format!("/dossier/{id}/nagaan")).await;
    assert!(
        words.contains("iets gevonden") && words.contains("Test officer"),
        "{words}"
    );
}
on_both!(what_was_checked_by_hand_is_written_down, checklist);

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
    let page = officer.page(&path).await;
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
            .page(&format!("/registers/kolommen/{page}"))
            .await
            .contains("Café De Zon")
    );
}
on_both!(a_file_that_cannot_be_read_is_told, files);

/// A quote that was forgotten costs the line where it stands, and the officer reads which.
async fn open_quote(world: World) {
    world.staff().await;
    let officer = world.sign_in(OFFICER).await;
    let text = "Voornamen;Achternaam\nMirela;\"Fantasia\nRadboud;Denkbeeldig\nJan;\"Jansen\"\n";
    let ended = import_register(&officer, "brp", text.as_bytes(), "replace").await;
    assert!(ended.contains("2 regels ingelezen"), "{ended}");
    let list = officer.page("/registers").await;
    let import = list
        .split("/registers/")
        .find(|part| part.contains("/fouten"))
        .unwrap();
    let bad = officer
        .page(&format!("/registers/{}/fouten", &import[..36]))
        .await;
    assert!(
        bad.contains("2;een aanhalingsteken wordt geopend en niet gesloten"),
        "{bad}"
    );
}
on_both!(a_forgotten_quote_costs_one_line, open_quote);

/// A large register comes in in pieces: no look waits for all of it, and says so.
async fn large_register(world: World) {
    use std::fmt::Write as _;
    world.staff().await;
    let employee = world.sign_in(EMPLOYEE).await;
    let id = about(&world, &employee, "Iemand.", &[("name", "Mirela Fantasia")]).await;
    let officer = world.sign_in(OFFICER).await;
    let mut text = String::from("Voornamen;Achternaam\n");
    // Names that resemble one another as little as can be.
    let name = |number: u32| {
        let letters = (0..7).map(|at| number.wrapping_mul(2_654_435_761) >> (4 * at) & 15);
        let letters = letters.map(|letter| char::from(b"bdfghklmnprstvwz"[letter as usize]));
        letters.collect::<String>()
    };
    for number in 0..5_500 {
        writeln!(text, "{};{}", name(number), name(number + 100_000)).unwrap();
    }
    text.push_str("Mirela;Fantasia\n");
    import_register(&officer, "brp", text.as_bytes(), "replace").await;
    let words = visible(&looked(&officer, id).await);
    assert!(words.contains("wordt nog verwerkt"), "{words}");
    assert!(!words.contains("Personen (BRP)\nMirela"), "{words}");
    enrichment::lookup::catch_up(&world.app, world.montfoort)
        .await
        .unwrap();
    let words = officer.words(&format!("/dossier/{id}/nagaan")).await;
    assert!(
        !words.contains("wordt nog verwerkt") && words.contains("Mirela Fantasia"),
        "{words}"
    );
    let known = enrichment::lookup::known(&world.app, world.montfoort)
        .await
        .unwrap();
    assert_eq!(known.len(), 5_502);
}
on_both!(a_large_register_comes_in_in_pieces, large_register);
