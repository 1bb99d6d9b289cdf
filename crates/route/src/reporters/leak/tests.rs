use proptest::prelude::*;
use uuid::Uuid;

use super::*;

mod dressed;
mod grades;
mod innocent;
mod taken_out;

pub(super) use innocent::sentences as ordinary_sentences;

pub(super) fn reporter(name: &str, email: &str, phone: &str, number: &str) -> Reporter {
    let mut reporter = Reporter::default();
    for (field, value) in [
        (&mut reporter.name, name),
        (&mut reporter.email, email),
        (&mut reporter.phone, phone),
        (&mut reporter.number, number),
    ] {
        value.clone_into(field);
    }
    reporter
}

fn called(name: &str) -> Reporter {
    reporter(name, "", "", "")
}

fn with_mail(name: &str, email: &str) -> Reporter {
    reporter(name, email, "", "")
}

fn anouk() -> Reporter {
    reporter(
        "Anouk van der Zilverberg",
        "a.zilverberg@voorbeeld.example",
        "06-12 34 56 78",
        "MW-4417",
    )
}

/// As it is, in other orders, in the genitive and glued to another word.
#[test]
fn a_name_as_it_is_and_bent_is_found() {
    for text in [
        // as it is, and in other orders
        "Gemeld door mevrouw ZILVERBERG van de balie",
        "Anouk zag dit",
        "Zilverberg, Anouk van der",
        "Volgens A. van der Zilverberg klopt het",
        "Volgens A.v.d.Zilverberg klopt het",
        // genitive
        "Anouks verhaal",
        "Anouk's verhaal",
        "Zilverbergs verhaal",
        // glued
        "gezien door AnoukZilverberg",
        "gezien door anoukzilverberg en een ander",
        "mevrouwZilverberg",
        "mevrouwzilverberg",
        "mevrouwanouk",
        "Anouk88",
    ] {
        assert!(!leaks(text, &anouk()).is_empty(), "{text}");
    }
}

/// Broken off at the end of a line, and with its letters apart.
#[test]
fn a_name_in_pieces_is_found() {
    for text in [
        // broken off
        "mevrouw Zilver-\nberg zag",
        "mevrouw Zilver\u{ad}\nberg zag",
        "mevrouw Zilver\nberg zag",
        "mevrouw zilver-\r\n   berg zag",
        "mevrouw An-\nouk zag",
        "mevrouw An\nouk zag",
        "mevrouw Zil verberg zag",
        "mevrouw Zilver berg zag",
        // letters apart
        "Z i l v e r b e r g",
        "z.i.l.v.e.r.b.e.r.g",
        "mevrouw A n o u k zag",
        "A_n_o_u_k",
        "Zi lv er be rg",
    ] {
        assert!(!leaks(text, &anouk()).is_empty(), "{text}");
    }
}

/// With signs that nobody sees, and in letters that look alike.
#[test]
fn a_name_in_disguise_is_found() {
    for text in [
        // what nobody sees
        "Zil\u{ad}ver\u{200b}berg",
        "An\u{2060}ouk",
        "A\u{200d}n\u{feff}o\u{202e}u\u{34f}k",
        "An\u{3164}ouk",
        // look-alikes, width, styles
        "Аnоuk",
        "Ζilνεrbеrg",
        "Zіlvеrbеrg",
        "ＺＩＬＶＥＲＢＥＲＧ",
        "𝓩𝓲𝓵𝓿𝓮𝓻𝓫𝓮𝓻𝓰",
        "Ⓐⓝⓞⓤⓚ",
        "Zi1verberg",
        "An0uk",
        "ZiIverberg",
        "Зильверберг",
        "Ánoúk",
        "A\u{301}nouk",
    ] {
        assert!(!leaks(text, &anouk()).is_empty(), "{text}");
    }
}

/// The e-mail address, the phone and the employee number, each as people write them.
#[test]
fn addresses_and_numbers_are_found() {
    for text in [
        // mail
        "mail A.Zilverberg@voorbeeld.example",
        "mail a . zilverberg (at) voorbeeld . example",
        "bel azilverberg even",
        "avanderzilverberg",
        "avdzilverberg",
        "anoukz@elders.example",
        // phone
        "bel +31 6 12345678",
        "bel 0031-6-12-34-56-78",
        "bel (06) 1234 5678",
        "bel ０６１２３４５６７８",
        "bel 06.12.34.56.78",
        "bel 06 1234\n5678",
        "bel 12 34 56 78",
        // employee number
        "personeelsnummer mw 4417",
        "MW4417",
        "mw-44 17",
        "nummer 004417",
        "ＭＷ 4417",
    ] {
        assert!(!leaks(text, &anouk()).is_empty(), "{text}");
    }
}

/// As it is heard, with a slip of the fingers, with an ending, and a first name of two letters.
#[test]
fn a_name_that_was_only_heard_is_found() {
    for (name, text) in [
        ("Noor Nergenshuizen", "mevrouw Nergenshuisen zag dit"),
        ("Noor Nergenshuizen", "mevrouw nergenshuyzen zag dit"),
        ("Noor Nergenshuizen", "volgens Nergenhuizen"),
        ("Noor Nergenshuizen", "volgens Nergenshuizenn"),
        ("Noor Nergenshuizen", "volgens Nerg3nshu1zen"),
        ("Noor Nergenshuizen", "Nergenshuisens verhaal"),
        ("Noor Nergenshuizen", "Noortje zag dit"),
        ("Noor Nergenshuizen", "dit is Noortjes verhaal"),
        ("Piet Janssen", "meneer Jansen zag dit"),
        ("Ilse Schouten", "mevrouw Schauten zag dit"),
        ("Eva Dekkers", "mevrouw Deckers zag dit"),
        ("Bo Boastra", "Bo heeft dit gezien."),
        ("Bo Boastra", "Dit zag Bo."),
        ("Bo Boastra", "Bo's verhaal"),
        ("Ad Verzonnen", "volgens Ad klopt dit"),
    ] {
        assert!(!leaks(text, &called(name)).is_empty(), "{name}: {text}");
    }
    for (name, text) in [
        ("Bo Boastra", "De BO-afdeling en het bo-nummer"),
        ("Ad Verzonnen", "advies ad interim"),
        ("Noor Nergenshuizen", "Noorse vlag, noordkant, Noord"),
        ("Tim Timmermans", "een timmerman"),
        ("Els Winkelman", "winkels en een winkelwagen"),
    ] {
        assert!(leaks(text, &called(name)).is_empty(), "{name}: {text}");
    }
}

/// As people of that first name are called; not the ordinary word that it may be, and not somebody else
/// of the dossier who is called so.
#[test]
fn what_somebody_is_called_for_short_is_found() {
    for (name, text) in [
        ("Johannes Nergenshuizen", "Hans zag dit."),
        ("Johannes Nergenshuizen", "Dit vertelde Jan aan de balie."),
        ("Elisabeth Verzonnen", "gemeld door liesbeth"),
        ("Elisabeth Verzonnen", "Volgens B\u{200b}ep klopt dit."),
        ("Wilhelmina Anna Verzonnen", "Mien belde."),
        ("Katarzyna Verzonnen", "Kasia's verhaal"),
        (
            "Hans Nergenshuizen",
            "Volgens Johannes is dit vaker gezien.",
        ),
        ("Franciscus", "Dat zei Frans."),
    ] {
        assert!(!leaks(text, &called(name)).is_empty(), "{name}: {text}");
    }
    for (name, text) in [
        ("Jacobus Verzonnen", "Zij koos voor een ander bedrijf."),
        ("Antonius Verzonnen", "een ton met olie en een regenton"),
        ("Wilhelmus Verzonnen", "Hij wil niet praten. Zij wil weg."),
        ("Johannes Nergenshuizen", "januari, janken en de hansop"),
        ("Anna Nergenshuizen", "een andere anekdote"),
        ("Charlotte Verzonnen", "Het lot van de vrouwen"),
    ] {
        assert!(leaks(text, &called(name)).is_empty(), "{name}: {text}");
    }
    let (johannes, text) = (
        called("Johannes Nergenshuizen"),
        "Hij zag dat Hans de meisjes ophaalt.",
    );
    assert_eq!(leaks(text, &johannes), ["Hans"]);
    assert!(leaks_beside(text, &johannes, &["Hans Denkbeeldig"]).is_empty());
    let own = "Johannes zag hoe Hans de meisjes ophaalt.";
    assert_eq!(leaks_beside(own, &johannes, &["Hans"]).asked, ["Johannes"]);
}

#[test]
fn names_that_look_like_other_names_or_words_are_found() {
    for (name, text) in [
        ("Çelik", "mevrouw Celik zag"),
        ("Çelik", "mevrouw C\u{327}elik zag"),
        ("C\u{327}elik", "mevrouw Çelik zag"),
        ("Celik", "ÇELİK"),
        ("Bo Li", "Bo Li zag dit"),
        ("Bo Li", "Li, Bo"),
        ("Bo Li", "gezien door B. Li"),
        ("Bo Li", "Bo L. zag dit"),
        ("Bo Li", "door BoLi"),
        ("Bo Li", "bo.li@elders.example"),
        ("Bo Li", "B o  L i"),
        ("Jo de Wu", "volgens jo de wu"),
        ("Jo de Wu", "volgens Jo Wu"),
        ("Jan de Boer", "Jan zag dit"),
        ("Jan de Boer", "JAN!"),
        ("Jan de Boer", "jandeboer"),
        ("Jan de Boer", "jdeboer schreef"),
        ("Jan de Boer", "jboer schreef"),
        ("Jan de Boer", "meneer de boer schreef"),
        ("Jan de Boer", "De Boer schreef"),
        ("Jan de Boer", "de heer J. de Boer"),
        ("Roos Bakker", "mevrouw Roos zag dit"),
        ("Roos Bakker", "mevrouw roos zag dit"),
        ("Roos Bakker", "Roos zag dit."),
        ("Roos Bakker", "Dat zei Roos."),
        ("Roos Bakker", "Roos' collega en Roos's fiets"),
        ("Roos Bakker", "Met groet,\nRoos"),
        ("Roos Bakker", "MEVROUW ROOS ZAG DIT"),
        ("Roos Bakker", "gemeld door bakker"),
        ("Roos Bakker", "R. Bakker"),
        ("Roos Bakker", "r o o s"),
        ("Roos Bakker", "rbakker"),
        ("Jan de Heer", "mevrouw de Heer zag dit"),
        ("Li Ma", "Li Ma zag dit"),
        ("dhr. Visser (balie)", "de heer Visser zag dit"),
        ("Mei Visser", "Volgens Mei was het druk"),
        ("Sanne Berg", "sanne berg"),
        ("Sanne Berg", "bij Berg gehoord"),
        ("Müller", "mevrouw Mueller zag"),
        ("Mueller", "mevrouw Müller zag"),
        ("Meijer", "mevrouw Meyer zag"),
        ("Dykstra", "mevrouw Dĳkstra zag"),
        ("Иванов", "meneer Ivanov zag"),
        ("Ivanova", "mevrouw Иванова zag"),
        ("李娜", "Li Na zag"),
        ("Nguyễn", "meneer Nguyen zag"),
        ("O'Neill", "meneer ONeill zag"),
        ("Sørensen", "mevrouw Sorensen zag"),
        ("Łukasz", "Lukasz zag"),
        ("mevr. drs. A. Zilverberg-de Boer", "Zilverberg zag"),
    ] {
        assert!(!leaks(text, &called(name)).is_empty(), "{name}: {text}");
    }
}

#[test]
fn mail_names_are_found_and_shared_mailboxes_are_no_names() {
    let found =
        |name: &str, mail: &str, text: &str| !leaks(text, &with_mail(name, mail)).is_empty();
    assert!(!found(
        "Anouk Zilverberg",
        "balie@voorbeeld.example",
        "Vier mannen aan de balie"
    ));
    assert!(!found(
        "Anouk Zilverberg",
        "info@voorbeeld.example",
        "Meer info volgt, info@elders.example ook."
    ));
    assert!(!found(
        "Anouk Zilverberg",
        "team.noord@voorbeeld.example",
        "Team Noord keek ook."
    ));
    assert!(found(
        "Anouk Zilverberg",
        "balie@voorbeeld.example",
        "mail balie@voorbeeld.example"
    ));
    assert!(found(
        "Anouk Zilverberg",
        "zonnebloem88@elders.example",
        "van Zonnebloem88"
    ));
    assert!(found(
        "Anouk Zilverberg",
        "zonnebloem@elders.example",
        "van zonnebloem@nogelders.example"
    ));
    assert!(!found(
        "Anouk Zilverberg",
        "zonnebloem@elders.example",
        "Een zonnebloem voor het raam"
    ));
    assert!(found(
        "Anouk Zilverberg",
        "anouk.dejong@elders.example",
        "mevrouw de Jong"
    ));
    assert!(found(
        "",
        "zilverberg@voorbeeld.example",
        "mevrouw Zilverberg"
    ));
    assert!(found(
        "",
        "a.zilverberg@voorbeeld.example",
        "mevrouw Zilverberg"
    ));
    assert!(found(
        "",
        "azilverberg@voorbeeld.example",
        "mevrouw Zilverberg"
    ));
}

#[test]
fn every_number_in_a_field_is_looked_for() {
    let mut reporter = called("Anouk");
    reporter.phone = "06-12345678 / 0348 123 456 (werk)".into();
    reporter.safe = "Liever op 06 87 65 43 21 of anoniem.zebra@elders.example".into();
    for text in [
        "0612345678",
        "+31 348 123456",
        "06-87654321",
        "anoniem.zebra@elders.example",
    ] {
        assert!(!leaks(text, &reporter).is_empty(), "{text}");
    }
    assert!(leaks("06-11111111 en 12345", &reporter).is_empty());
}

#[test]
fn an_employee_number_is_no_year_amount_or_postcode() {
    let mut reporter = called("Anouk");
    for (number, text) in [
        ("2019", "In 2019 kwam hij hier."),
        ("4417", "Hij woont op 4417 AB."),
        ("1630", "Om 16.30 uur en om 1.630 euro."),
        ("417", "Er lag 417 euro."),
        ("4417", "Kamer 44170 en 94417"),
    ] {
        reporter.number = number.into();
        assert_eq!(
            leaks(text, &reporter),
            Vec::<String>::new(),
            "{number}: {text}"
        );
    }
    reporter.number = "417".into();
    assert!(!leaks("personeelsnummer 417", &reporter).is_empty());
    for (number, text) in [
        ("4417", "personeelsnummer 44 17"),
        ("4417", "nr 4-4-1-7"),
        ("4417", "44-17 zag het"),
        ("4417", "nummer vierduizend vierhonderd zeventien"),
        ("4417", "nr four four one seven"),
        ("417", "nummer vier één zeven"),
        ("PN-77345", "van 77 345"),
        ("PN-77345", "van 773-45"),
        ("77345", "077345"),
    ] {
        reporter.number = number.into();
        assert!(!leaks(text, &reporter).is_empty(), "{number}: {text}");
    }
    for (number, text) in [
        ("4417", "Van 44 naar 17."),
        ("77345", "Er lag 77.345 euro."),
        ("4417", "Er waren 44 of 17 mensen, en 44, 17 en 12."),
        ("4417", "bel 06 44 17 99 88"),
        ("1203", "Op 12 03 kwam hij, en op 12-03 weer."),
        (
            "1984",
            "In negentienhonderd vierentachtig was het een kerk.",
        ),
        ("417", "Er lag vierhonderd zeventien euro."),
    ] {
        reporter.number = number.into();
        assert_eq!(
            leaks(text, &reporter),
            Vec::<String>::new(),
            "{number}: {text}"
        );
    }
}

#[test]
fn what_was_found_is_shown_as_it_stands() {
    assert_eq!(
        leaks("Dit zag Anouk van der Zilverberg zelf", &anouk()),
        vec!["Anouk van der Zilverberg"]
    );
    assert_eq!(
        leaks("ANOUK, Zil\u{200b}ver-\nberg en ANOUK", &anouk()),
        vec!["ANOUK, Zilver- berg", "ANOUK"]
    );
    assert_eq!(
        leaks("bel +31 6 1234 5678 nu", &anouk()),
        vec!["6 1234 5678"]
    );
    assert_eq!(
        leaks("mevrouw C\u{327}elik", &called("Celik")),
        vec!["C\u{327}elik"]
    );
}

#[test]
fn initials_without_stops_are_not_a_name() {
    assert!(leaks("AZ en a z, Z.A. en A.Z. Denkbeeldig", &anouk()).is_empty());
    let found = leaks_beside("Dat zag A.Z. zelf.", &anouk(), &[]);
    assert_eq!(
        (found.certain.len(), found.asked),
        (0, vec!["A.Z".to_owned()])
    );
}

#[test]
fn texts_from_several_places_do_not_grow_together() {
    let reporter = called("Bo Li");
    assert!(
        !leaks_any(
            &["Dit is wat er gezien is", "Bo Li schreef deze brief"],
            &reporter
        )
        .is_empty()
    );
    assert!(!leaks_any(&["verder niets", "Anouk schreef deze brief"], &anouk()).is_empty());
}

#[test]
fn the_contact_may_not_be_the_reporter_and_may_be_a_namesake() {
    let [own, other] = [1, 2].map(|number| Uuid::from_u128(number).into());
    let reporter = Reporter::of_staff(own, "Anouk de Boer");
    assert!(is_contact("Iets anders", own, &reporter));
    assert!(is_contact("anouk DE BOER", other, &reporter));
    assert!(!is_contact("Kees de Boer", other, &reporter));
    assert!(!is_contact("Kees de Boer", other, &Reporter::default()));
    assert!(is_contact("Bo Li", other, &called("Bo Li")));
}

#[test]
fn nothing_is_found_of_a_reporter_of_whom_nothing_is_known() {
    assert!(leaks("Een tekst met 0612345678 en Anouk.", &Reporter::default()).is_empty());
    assert!(leaks("", &anouk()).is_empty());
}
