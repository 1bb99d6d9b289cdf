//! Who is only described is not named: what people write of somebody whose name they do not know.

use linkage::normal::{described, is_said_of_many, told};
use linkage::{Address, Field, Model, Name, Record, Register};
use proptest::prelude::*;

/// Somebody as a dossier names them.
fn somebody(line: &str) -> Record {
    Record {
        names: told(line),
        is_person: true,
        ..Record::default()
    }
}

/// The probability that the first line is about the same as the second, where few are known: there
/// every name is rare.
fn alone(asked: &Record, known: &Record) -> f64 {
    let mut register = Register::new();
    register.add(known);
    for other in ["Piotr Kowalczyk", "Fatima El Amrani", "Jan de Vries"] {
        register.add(&somebody(other));
    }
    register.settle();
    let hits = register.lookup(asked, &Model::default(), 10);
    hits.iter()
        .find(|hit| hit.slot == 0)
        .map_or(0.0, |hit| hit.alone)
}

fn alike(a: &str, b: &str) -> f64 {
    alone(&somebody(a), &somebody(b))
}

/// "Misschien" ends here (enrichment).
const LIKELY: f64 = 0.7;

#[test]
fn onbekende_man_is_no_name() {
    for line in [
        "Onbekende man",
        "onbekende Man",
        "ONBEKENDE MAN",
        "Onbekend",
        "Een onbekende vrouw",
    ] {
        assert_eq!(told(line), [], "{line}");
        assert!(alike(line, line) < f64::EPSILON, "{line}");
    }
}

#[test]
fn vrouw_ongeveer_40_is_no_name() {
    for line in [
        "vrouw, ongeveer 40",
        "Vrouw van ongeveer 40 jaar",
        "man, 35-40 jaar oud",
        "Meisje (15)",
    ] {
        assert_eq!(told(line), [], "{line}");
    }
}

#[test]
fn noemt_zich_gives_a_given_name() {
    for line in [
        "Jongen, noemt zich Milo",
        "jongen die zich Milo noemt",
        "noemt zich milo",
        "Jongen (heet Milo)",
        "Onbekende jongen, roepnaam: Milo",
        "Jongen genaamd Milo, ongeveer 16",
    ] {
        let names = told(line);
        let [name] = names.as_slice() else {
            panic!("{line}: {names:?}")
        };
        assert_eq!(name.given.to_lowercase(), "milo", "{line}");
        assert_eq!(name.surname, "", "{line}");
    }
    let both = told("Radboud Denkbeeldig, noemt zich Ro");
    assert_eq!(both[0].surname, "Radboud Denkbeeldig");
    assert_eq!(both[1].given, "Ro");
    assert_eq!(
        told("Voorman, noemt zich Radboud Denkbeeldig")[0].surname,
        "Radboud Denkbeeldig"
    );
    // Both are called so, and that is all.
    let often = alike("Jongen, noemt zich Milo", "noemt zich Milo");
    assert!((0.01..LIKELY).contains(&often), "{often}");
}

#[test]
fn de_baas_is_no_name() {
    for line in [
        "de baas",
        "De baas",
        "Baas",
        "de huisbaas",
        "de baas van het uitzendbureau",
    ] {
        assert_eq!(told(line), [], "{line}");
    }
    assert_eq!(told("Jan de Baas")[0].surname, "Jan de Baas");
    assert_eq!(told("Piet de Jonge")[0].surname, "Piet de Jonge");
    assert_eq!(told("Jan Man, ongeveer 40")[0].surname, "Jan Man");
}

#[test]
fn poolse_jongen_is_no_name() {
    for line in [
        "Poolse jongen",
        "Roemeense vrouwen",
        "een Oost-Europese man",
        "Syriër",
    ] {
        assert_eq!(told(line), [], "{line}");
    }
    assert_eq!(
        told("Poolse man Jan van den Berg")[0].surname,
        "Jan van den Berg"
    );
    assert_eq!(
        told("Bulgaarse jongen, Petar Ivanov")[0].surname,
        "Petar Ivanov"
    );
}

#[test]
fn somebody_else_and_places_are_no_name() {
    for line in [
        "vrouw van Ahmed",
        "man bij Albert Heijn",
        "Jongen uit Polen",
        "Meisje met blauwe jas",
        "Buurvrouw, wil niet met naam genoemd worden",
        "ONBEKENDE MAN MET LITTEKEN",
    ] {
        assert_eq!(told(line), [], "{line}");
    }
    let fatima = told("Fatima, vrouw van Ahmed");
    assert_eq!(fatima[0].given, "Fatima");
}

/// It may be a given name or a surname; by itself it says perhaps.
#[test]
fn a_first_name_only_says_perhaps() {
    assert_eq!(told("Milo").len(), 2);
    let mut register = Register::new();
    register.add(&somebody("Milo"));
    register.settle();
    let hits = register.lookup(&somebody("Milo"), &Model::default(), 1);
    assert_eq!(hits[0].evidence[0].field, Field::Given);
    let names = alike("Milo", "Milo");
    assert!((0.01..LIKELY).contains(&names), "{names}");
    let whole = alike("Milo", "Milo Verzonnen");
    assert!((0.01..LIKELY).contains(&whole), "{whole}");
    let surname = alike("Verzonnen", "Milo Verzonnen");
    assert!((0.01..LIKELY).contains(&surname), "{surname}");
    // With something else in common it says more.
    let with_phone = |line: &str| Record {
        phones: vec!["06-11223344".into()],
        ..somebody(line)
    };
    let both = alone(&with_phone("Milo"), &with_phone("jongen, noemt zich Milo"));
    assert!(both > 0.9, "{both}");
}

#[test]
fn two_people_without_a_name_at_one_address_are_perhaps_the_same() {
    let there = |line: &str| Record {
        addresses: vec![Address {
            street: "Verzonnenkade 14, Montfoort".into(),
            ..Address::default()
        }],
        ..somebody(line)
    };
    let found = alone(&there("Onbekende man"), &there("Poolse jongen"));
    assert!((0.01..LIKELY).contains(&found), "{found}");
}

#[test]
fn what_is_no_description_stays_a_name() {
    for line in [
        "Krzysztof Brzęczyszczykiewicz",
        "Berg, Jan van den",
        "de Vries",
        "J.P. van 't Hoff",
        "王小明",
        "fatima el amrani",
        "Mevrouw Jansen",
    ] {
        let whole = told(line).pop().unwrap();
        assert_eq!(
            whole,
            Name {
                given: String::new(),
                surname: line.to_owned()
            }
        );
    }
}

#[test]
fn a_description_is_its_words_in_any_order() {
    assert_eq!(
        described("Litteken op zijn kin, rode jas"),
        described("rode jas. Litteken op de kin")
    );
    assert!(is_said_of_many("man") && !is_said_of_many("kin"));
}

proptest! {
    /// Whatever stands in it, a description leaves no name.
    #[test]
    fn a_description_by_itself_leaves_no_name(words in prop::collection::vec(prop::sample::select(vec![
        "onbekende", "man", "vrouw,", "jongen", "ongeveer", "40", "Poolse", "de", "baas", "met", "Een", "meisje", "jaar", "uit", "(", "heet",
    ]), 1..9)) {
        let line = format!("Onbekende {}", words.join(" "));
        prop_assert_eq!(told(&line), []);
    }

    /// A name keeps its words, wherever a description stands beside it.
    #[test]
    fn a_name_beside_a_description_is_found(before in prop::sample::select(vec!["", "Man, ", "Poolse jongen, ", "Onbekende vrouw: "]), after in prop::sample::select(vec!["", ", ongeveer 40", " (jongen)", ", de baas"])) {
        let line = format!("{before}Piotr van Kowalczyk{after}");
        prop_assert_eq!(&told(&line)[0].surname, "Piotr van Kowalczyk");
    }

    #[test]
    fn no_line_stops_the_reader(line in "\\PC{0,80}") {
        let names = told(&line);
        prop_assert!(names.len() <= 3);
        let _ = described(&line);
    }
}
