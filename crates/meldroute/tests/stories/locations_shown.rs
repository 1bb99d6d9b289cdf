//! Locations on their list, a page at a time, and on the map; and those that come from an extract.

use testkit::location::{begin, send, try_begin};
use testkit::{Browser, World, on_both, visible};

const OFFICER: &str = "officer@a.example";
const EXTRACT: &str = "/locaties/uittreksel";

#[track_caller]
fn says(text: &str, words: &[&str]) {
    for one in words {
        assert!(text.contains(one), "{one}: {text}");
    }
}

async fn is_clean(world: &World) {
    for finding in meldroute::checks::check(&world.app).await.unwrap() {
        assert!(finding.good, "{}: {}", finding.what, finding.detail);
    }
}

/// Takes a list in; `more` replaces fields. Gives the words of the answer.
async fn taken_in(officer: &Browser, list: &str, more: &[(&str, &str)]) -> String {
    let mut fields = vec![
        ("dated", "2026-11-01"),
        ("kind", "housing"),
        ("why", "permit"),
    ];
    fields.retain(|(name, _)| !more.iter().any(|(other, _)| other == name));
    fields.extend_from_slice(more);
    let files = [("lijst.csv", list.as_bytes())];
    let answer = officer.upload(EXTRACT, &fields, &files).await;
    visible(&answer.ok().text())
}

/// A list of so many places.
fn many(count: usize) -> String {
    let line = |at: usize| {
        let (x, y) = (123_000 + at * 29 % 4000, 449_500 + at * 37 % 3000);
        format!("Verzonnenkade;{at};Montfoort;{x};{y}")
    };
    let head = "straat;huisnummer;plaats;x;y".to_owned();
    let all: Vec<String> = std::iter::once(head).chain((1..=count).map(line)).collect();
    all.join("\n")
}

async fn paged(world: World) {
    world.staff().await;
    let officer = world.sign_in(OFFICER).await;
    says(&taken_in(&officer, &many(120), &[]).await, &["120 nieuw"]);
    let late = begin(
        &officer,
        "Nergensweg",
        &[("next", "2026-11-20"), ("kind", "farm")],
    )
    .await;
    let first = officer.get("/locaties").await.ok().text();
    let at = |text: &str| first.find(text).unwrap_or(usize::MAX);
    assert!(at(&late) < at("Verzonnenkade"), "what is due stands first");
    let (mut seen, mut page) = (0, "/locaties".to_owned());
    loop {
        let text = officer.get(&page).await.ok().text();
        seen += text.matches("<th scope=\"row\"").count();
        let Some(next) = text.split("href=\"/locaties?soort=").nth(1) else {
            break;
        };
        let next = next.split('"').next().unwrap().replace("&#38;", "&");
        page = format!("/locaties?soort={}", next.replace("&amp;", "&"));
    }
    assert_eq!(seen, 121, "each is there once");
    let farms = officer.words("/locaties?soort=farm").await;
    says(&farms, &["Nergensweg 14"]);
    assert!(!farms.contains("Verzonnenkade"), "{farms}");
    let none = officer.words("/locaties?soort=nails").await;
    says(&none, &["Geen locatie gevonden."]);
    is_clean(&world).await;
}
on_both!(locations_are_listed_a_page_at_a_time, paged);

/// The list as a file: what was asked for, all of it, and nothing that was written freely.
async fn taken_along(world: World) {
    world.staff().await;
    let officer = world.sign_in(OFFICER).await;
    says(&taken_in(&officer, &many(60), &[]).await, &["60 nieuw"]);
    let more = [
        ("kind", "farm"),
        ("next", "2026-11-20"),
        ("owner", "=Denkbeeldig"),
        ("note", "Dit blijft op de pagina."),
    ];
    begin(&officer, "Nergensweg", &more).await;
    let list = officer.get("/locaties").await.ok().text();
    assert!(list.contains("href=\"/locaties/bestand?soort="), "{list}");
    let file = officer.get("/locaties/bestand").await.ok().text();
    assert_eq!(file.lines().count(), 62, "its heads, and each place");
    let farms = officer
        .get("/locaties/bestand?soort=farm")
        .await
        .ok()
        .text();
    assert_eq!(farms.lines().count(), 2, "{farms}");
    says(
        &farms,
        &[
            "\"Nergensweg 14, Montfoort\";\"Land- of tuinbouwbedrijf\"",
            "2026-11-20",
            "\"'=Denkbeeldig\"",
        ],
    );
    assert!(!file.contains("Dit blijft"), "{file}");
    let auditor = world.sign_in("auditor@a.example").await;
    says(
        &auditor.words("/controle").await,
        &["lijst van locaties meegenomen als bestand"],
    );
    is_clean(&world).await;
}
on_both!(locations_are_taken_along_as_a_file, taken_along);

/// A map with an outline, a sign for each place, and a table that says the same.
async fn mapped(world: World) {
    world.staff().await;
    let officer = world.sign_in(OFFICER).await;
    let empty = officer.get("/locaties/kaart").await.ok().text();
    assert!(empty.contains("class=\"land\" d=\"M"), "the municipality");
    let spot = |x: &'static str, y: &'static str| [("first", x), ("second", y)];
    let hotel = [spot("52,0457", "4,9508").as_slice(), &[("kind", "hotel")]].concat();
    let location = begin(&officer, "Fantasieplein", &hotel).await;
    begin(&officer, "Verzonnenkade", &spot("123440", "453170")).await;
    begin(&officer, "Nergensweg", &[]).await;
    let text = officer.get("/locaties/kaart").await.ok().text();
    assert_eq!(text.matches("<g transform").count(), 2);
    assert!(text.contains(&format!("href=\"{location}\"")));
    let words = visible(&text);
    says(&words, &["Fantasieplein 14", "Hotel", "Verzonnenkade 14"]);
    says(&words, &["Van 1 locatie zijn geen coördinaten bekend."]);
    assert!(!words.contains("Nergensweg 14,"), "{words}");
    // What is changed is seen at once, and what is not watched any more is gone.
    send(&officer, &location, "einde", ("reason", "Dicht."))
        .await
        .moved();
    let words = officer.words("/locaties/kaart").await;
    assert!(!words.contains("Fantasieplein"), "{words}");
    let of_kind = officer.words("/locaties/kaart?soort=nails").await;
    says(&of_kind, &["Van geen van deze locaties"]);
    is_clean(&world).await;
}
on_both!(the_map_shows_each_place_with_a_table_beside_it, mapped);

/// Many together are one sign, and a closer look tells them apart; the page stays small.
async fn clustered(world: World) {
    world.staff().await;
    let officer = world.sign_in(OFFICER).await;
    says(&taken_in(&officer, &many(900), &[]).await, &["900 nieuw"]);
    let text = officer.get("/locaties/kaart").await.ok().text();
    assert!(text.len() < 300_000, "{}", text.len());
    says(
        &visible(&text),
        &["kijk dichterbij", "Meer locaties bij elkaar"],
    );
    let (mut closer, mut looks) = (text, 0);
    while let Some(link) = closer.split("href=\"/locaties/kaart?soort=&").nth(1) {
        let link = link.split('"').next().unwrap();
        let part = link.split("deel=").nth(1).unwrap();
        let numbers: Vec<i32> = part.split('.').map(|one| one.parse().unwrap()).collect();
        let step = numbers[2] / 2;
        assert_eq!((numbers[0] % step, numbers[1] % step), (0, 0), "on a grid");
        let path = format!("/locaties/kaart?deel={part}");
        closer = officer.get(&path).await.ok().text();
        looks += 1;
        assert!(looks < 12, "a closer look ends");
    }
    assert!(looks > 0, "one looked closer");
    assert!(closer.contains("href=\"/locatie/"), "a place by itself");
    says(&visible(&closer), &["Verzonnenkade "]);
}
on_both!(many_places_are_one_sign_until_one_looks_closer, clustered);

const LIST: &str = "\
Straatnaam;Huisnummer;Postcode;Woonplaats;breedte;lengte;Gebruik;Aantal;Rechthebbende
Verzonnenkade;14;3417 AB;Montfoort;52,0457;4,9508;Logies;8;Verzonnen Vastgoed bv
Verzonnenkade;14;3417AB;Montfoort;52,0457;4,9508;Logies;9;Verzonnen Vastgoed bv
Nergensweg;2;;Linschoten;;;Logies;veel;
;;;Montfoort;;;;;
Nergensweg;3;;Linschoten;48,1;2,1;;;
Nergensweg;4;;Linschoten;;;Logies
Nergensweg;5;;Linschoten;;;Logies;4;
";

/// The same address is one; what cannot be read is named; a next list leaves what an officer typed.
async fn extract(world: World) {
    world.staff().await;
    let officer = world.sign_in(OFFICER).await;
    let first = taken_in(&officer, LIST, &[]).await;
    says(&first, &["2 nieuw, 0 bijgewerkt", "Overgeslagen regels"]);
    says(&first, &["1 regel telde niet mee"]);
    says(
        &first,
        &[
            "Dit is geen aantal mensen.",
            "Aantal",
            "Er staat geen adres.",
            "geen coördinaten in Nederland.",
            "meer of minder kolommen",
        ],
    );
    let again = taken_in(&officer, LIST, &[]).await;
    says(&again, &["0 nieuw, 0 bijgewerkt, 2 zonder verschil"]);
    let there = try_begin(&officer, "/locaties/nieuw", "Verzonnenkade", &[]).await;
    let there = there.ok().text();
    let location = there.split("href=\"/locatie/").nth(1).unwrap();
    let location = format!("/locatie/{}", &location[..36]);
    let change = format!("{location}/wijzigen");
    let version = officer.get(&change).await.ok().hidden("version");
    let fields = [
        ("version", version.as_str()),
        ("kind", "hotel"),
        ("street", "Verzonnenkade"),
        ("number", "14"),
        ("postcode", "3417 AB"),
        ("town", "Montfoort"),
        ("why", "tip"),
        ("owner", "Iemand Anders bv"),
    ];
    officer.post(&change, &fields).await.moved();
    let next = LIST.replace(";9;", ";11;");
    taken_in(&officer, &next, &[("dated", "2026-11-10")]).await;
    // What comes late says nothing over what is known since.
    let late = taken_in(&officer, LIST, &[("dated", "2026-10-01")]).await;
    says(&late, &["Bij 2 adressen staat al een nieuwer uittreksel."]);
    let told = taken_in(&officer, LIST, &[("dated", "2026-11-19")]).await;
    says(&told, &["een dag tot en met vandaag"]);
    let page = officer.words(&location).await;
    says(
        &page,
        &[
            "Iemand Anders bv",
            "Verzonnen Vastgoed bv",
            "11",
            "Hotel",
            "10 november 2026",
        ],
    );
    is_clean(&world).await;
}
on_both!(an_extract_never_overwrites_what_an_officer_typed, extract);

/// A place that is not watched any more stays so, and is named apart.
async fn not_watched(world: World) {
    world.staff().await;
    let officer = world.sign_in(OFFICER).await;
    let location = begin(&officer, "Verzonnenkade", &[]).await;
    send(&officer, &location, "einde", ("reason", "Dicht."))
        .await
        .moved();
    let list = "straat;huisnummer;plaats;gebruik\nVerzonnenkade;14;Montfoort;Logies\n";
    let told = taken_in(&officer, list, &[]).await;
    says(&told, &["0 nieuw, 0 bijgewerkt", "Niet meer gevolgd: 1."]);
    says(
        &officer.words(&location).await,
        &["niet meer gevolgd", "Logies"],
    );
    is_clean(&world).await;
}
on_both!(an_extract_names_what_is_not_watched_any_more, not_watched);

/// What is no list, or has other columns than were named, is told beside its field.
async fn no_list(world: World) {
    world.staff().await;
    let officer = world.sign_in(OFFICER).await;
    let told = taken_in(&officer, "weg;nr\nNergensweg;2\n", &[]).await;
    says(&told, &["geen kolom met een straat of een postcode"]);
    let named = [("col-street", "Weg"), ("col-owner", "baas")];
    let told = taken_in(&officer, "weg;nr\nNergensweg;2\n", &named).await;
    says(&told, &["Zo heet geen kolom in dit bestand."]);
    let named = [("col-street", "Weg")];
    let told = taken_in(&officer, "weg;nr\nNergensweg;2\n", &named).await;
    says(&told, &["1 nieuw"]);
    let told = taken_in(&officer, "%PDF-1.7 iets", &[]).await;
    says(&told, &["Kies een bestand met kolommen"]);
    let told = taken_in(&officer, &many(5001), &[]).await;
    says(&told, &["meer dan 5000 regels"]);
    let told = taken_in(&officer, &many(1), &[("why", "")]).await;
    says(&told, &["Kies waarom u volgt."]);
    is_clean(&world).await;
}
on_both!(what_is_no_list_of_locations_is_refused, no_list);
