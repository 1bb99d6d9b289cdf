//! What may not leave, what the officer is asked about, and what is nobody's name.

use super::*;

fn grades(text: &str, reporter: &Reporter, others: &[&str]) -> (Vec<String>, Vec<String>) {
    let found = leaks_beside(text, reporter, others);
    (found.certain, found.asked)
}

fn none() -> Vec<String> {
    Vec::new()
}

/// Who is involved may be called as the reporter is, by first name or surname: that is asked, in the
/// box of the name and in any other.
#[test]
fn a_name_that_somebody_else_has_too_is_asked() {
    for (name, other, word) in [
        ("Rosa de Jong", "Maria de Jong", "Jong"),
        ("Mohammed Yilmaz", "Mohammed Kaya", "Mohammed"),
        ("Karin Bakker", "Kees Bakker", "Bakker"),
        ("Jansen", "Jansen", "Jansen"),
        ("Piet Janssen", "Kees Jansen", "Jansen"),
        ("Piet de Vries", "Ahmed de Vries", "Vries"),
        ("de Vries", "Ahmed de Vries", "de Vries"),
        ("Bo Boastra", "Bo", "Bo"),
    ] {
        let reporter = called(name);
        assert_eq!(
            grades(other, &reporter, &[other]),
            (none(), vec![word.to_owned()]),
            "{name}, {other}"
        );
        let text = format!("Zij zag dat {other} werd opgehaald.");
        let (certain, asked) = grades(&text, &reporter, &[other]);
        assert!(certain.is_empty() && !asked.is_empty(), "{name}: {text}");
    }
    let jansen = with_mail("Piet Jansen", "jansen@elders.example");
    assert!(
        grades("Kees Jansen", &jansen, &["Kees Jansen"])
            .0
            .is_empty()
    );
}

/// The whole name stops, whoever else has parts of it; so do a surname that nobody else has, an address
/// and a number.
#[test]
fn what_names_the_reporter_alone_stops() {
    for (name, others, text) in [
        (
            "Rosa de Jong",
            vec!["Maria de Jong"],
            "Rosa de Jong zag dit",
        ),
        ("Rosa de Jong", vec!["Maria de Jong"], "De Jong, Rosa"),
        ("Rosa de Jong", vec!["Rosa de Jong"], "Rosa de Jong"),
        ("Mohammed Yilmaz", vec!["Mohammed Kaya"], "volgens Yilmaz"),
        ("Mohammed Yilmaz", vec![], "mevrouw Yilmaz zag dit"),
        ("Karin Bakker", vec![], "mevrouw Bakker zag dit"),
        ("Karin Bakker", vec![], "gemeld door bakker"),
        ("Karin Bakker", vec![], "K. Bakker"),
        ("Emma Zilverberg", vec![], "gemeld door Emma"),
        ("Emma Zilverberg", vec![], "collega Emma zag dit"),
        ("Emma Zilverberg", vec![], "Mijn naam is Emma, dit zag ik"),
        ("Emma Zilverberg", vec![], "Ik ben Emma van de balie"),
        ("Emma Zilverberg", vec![], "familie zilver berg"),
    ] {
        let found = leaks_beside(text, &called(name), &others);
        assert!(!found.certain.is_empty(), "{name}: {text}: {found:?}");
    }
    let anouk = anouk();
    for text in [
        "azilverberg@voorbeeld.example",
        "bel 06 12345678",
        "personeelsnummer mw 4417",
        "bel nul zes, twaalf vierendertig zesenvijftig achtenzeventig",
        "bel nul zes een twee drie vier vijf zes zeven acht",
        "bel o6 l2 34 56 78",
        "bel twaalf vierendertig zesenvijftig achtenzeventig",
    ] {
        assert!(
            !leaks_beside(text, &anouk, &[]).certain.is_empty(),
            "{text}"
        );
    }
}

/// A first name alone, whatever Dutch makes of it, and an ordinary word with a capital.
#[test]
fn a_first_name_alone_is_asked() {
    for (name, text, word) in [
        ("Emma Zilverberg", "Emma, haar dochter van 3, huilt", "Emma"),
        ("Emma Zilverberg", "Volgens Emmy klopt dit", "Emmy"),
        (
            "Emma Zilverberg",
            "Dat is het verhaal van Emmaatje",
            "Emmaatje",
        ),
        ("Lotte Zilverberg", "Lotje huilt", "Lotje"),
        ("Anouk Zilverberg", "Nouk belde", "Nouk"),
        ("Anouk Zilverberg", "Dat zei Anoek", "Anoek"),
        ("Anouk Zilverberg", "Annouk is bang", "Annouk"),
        ("Rosa Zilverberg", "Volgens Roos klopt dit", "Roos"),
        ("Rosa Zilverberg", "Dat is van Roosje", "Roosje"),
        ("Lotte Lelie", "Volgens L.L. is het waar", "L.L"),
        ("Mo Zilverberg", "mo zei dat het druk was", "mo"),
        ("Karin Bakker", "De auto is van Bakker.", "Bakker"),
    ] {
        let found = grades(text, &called(name), &[]);
        assert_eq!(found, (none(), vec![word.to_owned()]), "{name}: {text}");
    }
}

#[test]
fn what_is_no_name_is_not_asked() {
    for (name, text) in [
        ("De Boer", "De boer zegt niets"),
        ("Jan de Boer", "De boer zegt niets. De boer zag ons."),
        ("Jan de Boer", "Boer is de eigenaar"),
        ("Rosa Zilverberg", "Zij droeg een rosa jas"),
        ("Piet Bakker", "Bij Bakker Bart werken zij zonder loon"),
        ("Mei Chen", "Mei was warm"),
        ("Mei Chen", "Vanaf Mei is het druk"),
        ("Mo Zilverberg", "Mo, di en wo is zij er"),
        ("Mo Zilverberg", "Op di, wo en Mo"),
        ("Lotte Lelie", "De LL staat op de auto, en l.l. ook"),
    ] {
        assert_eq!(leaks(text, &called(name)), none(), "{name}: {text}");
    }
    let text = "Dorpsstraat 12, 3456 78 huizen verder";
    assert_eq!(leaks(text, &anouk()), none());
}

proptest! {
    /// Whoever has the reporter's surname can be named, and the reporter never can.
    #[test]
    fn a_namesake_is_asked_and_the_reporter_stops(
        given in prop::sample::select(vec!["Maria", "Kees", "Fatima", "Milo"]),
        name in prop::sample::select(vec!["Anouk Zilverberg", "Rosa de Jong", "Ilse Bakker", "Sanne Berg"]),
        before in prop::sample::select(vec!["", "Dit zag ", "Slachtoffer: "]),
    ) {
        let (_, family) = name.split_once(' ').unwrap();
        let other = format!("{given} {family}");
        let reporter = called(name);
        let theirs = leaks_beside(&format!("{before}{other}"), &reporter, &[&other]);
        prop_assert!(theirs.certain.is_empty() && !theirs.asked.is_empty(), "{theirs:?}");
        let own = leaks_beside(&format!("{before}{name}"), &reporter, &[&other]);
        prop_assert!(!own.certain.is_empty());
    }
}
