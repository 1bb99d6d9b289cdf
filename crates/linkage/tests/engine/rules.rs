//! What must hold for every pair of records, whatever is in them.

use linkage::normal::{
    Birth, Code, CodeKind, fold, name, organisation, place, place_of_line, split_whole,
};
use linkage::{Address, Field, Model, Name, Record, Register};
use proptest::prelude::*;

fn word() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "Jan",
        "Johannes",
        "Piotr",
        "Kowalski",
        "Kowalsky",
        "de Vries",
        "van den Berg",
        "El Amrani",
        "Ait Hasissi",
        "王小明",
        "Мария",
        "J.",
        "Jansen-de Boer",
        "Yılmaz",
        "Ionescu",
        "Smit",
        "Smid",
        "",
    ])
    .prop_map(str::to_owned)
}

fn one_of(values: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop::sample::select(values.to_vec()).prop_map(str::to_owned)
}

prop_compose! {
    fn record()(
        given in word(), surname in word(), birth in one_of(&["", "1990-03-07", "07-03-1990", "1990-07-03", "1990", "03-1991", "19910407"]),
        street in one_of(&["", "Kerkstraat", "Kerkstr.", "Molenweg"]), number in one_of(&["", "5", "5a", "15"]),
        postcode in one_of(&["", "3417 AB", "3417AC"]), city in one_of(&["", "Montfoort", "Woerden"]),
        phone in one_of(&["", "06-12345678", "0612345687", "+31 6 12345678"]), sex in one_of(&["", "M", "V"]),
        organisation in one_of(&["", "", "De Lepelaar B.V.", "Lepelaar Uitzendbureau", "Stichting Kade"]),
    ) -> Record {
        let list = |text: String| if text.is_empty() { Vec::new() } else { vec![text] };
        Record {
            names: vec![Name { given, surname }],
            births: list(birth),
            sex,
            addresses: vec![Address { street, number, postcode, city }],
            phones: list(phone),
            organisations: list(organisation),
            ..Record::default()
        }
    }
}

fn filled(records: &[Record]) -> Register {
    let mut register = Register::new();
    for record in records {
        register.add(record);
    }
    register.settle();
    register
}

proptest! {
    #[test]
    fn a_pair_is_judged_the_same_from_either_side(records in prop::collection::vec(record(), 2..8)) {
        let register = filled(&records);
        let model = Model::default();
        let (there, back) = (register.pair(0, 1, &model), register.pair(1, 0, &model));
        prop_assert!((there - back).abs() <= 1e-9 * there.max(back), "{there} {back} {:?}", &records[..2]);
        prop_assert!((0.0..=1.0).contains(&there));
    }

    /// Two records that both learn the same phone number, plate or address are no less likely the
    /// same.
    #[test]
    fn agreeing_evidence_never_lowers(mut records in prop::collection::vec(record(), 2..6), which in 0..5) {
        let model = Model::default();
        for record in &mut records[..2] {
            match which {
                0 => record.phones.clear(),
                1 => record.addresses.clear(),
                2 => record.births.clear(),
                3 => record.sex.clear(),
                _ => {}
            }
        }
        // A number by itself is not compared as a person is.
        let named = |record: &Record| !record.names[0].given.is_empty() || !record.names[0].surname.is_empty();
        prop_assume!(records[..2].iter().all(named));
        let before = filled(&records).pair(0, 1, &model);
        for record in &mut records[..2] {
            match which {
                0 => record.phones.push("06-87654321".into()),
                1 => record.addresses = vec![Address { street: "Nieuwe Poort".into(), number: "14".into(), postcode: "3417 ZZ".into(), city: "Montfoort".into() }],
                2 => record.births.push("1985-11-23".into()),
                3 => record.sex = "V".into(),
                _ => record.plates.push("00-XXX-0".into()),
            }
        }
        let after = filled(&records).pair(0, 1, &model);
        prop_assert!(after >= before - 1e-12, "{before} -> {after} by {which}: {:?}", &records[..2]);
    }

    #[test]
    fn writing_it_one_way_twice_changes_nothing(text in "\\PC{0,40}") {
        let folded = fold(&text);
        prop_assert_eq!(fold(&folded), folded.clone());
        let once = organisation(&text).join(" ");
        prop_assert_eq!(organisation(&once).join(" "), once);
        for kind in CodeKind::ALL {
            if let Some(code) = Code::read(kind, &text) {
                let again = Code::read(kind, &code.text());
                prop_assert!(again == Some(code) || kind == CodeKind::Email || kind == CodeKind::Phone, "{:?} {}", kind, text);
            }
        }
        let place = place(&Address { street: text.clone(), ..Address::default() });
        let written = Address { street: place.street.clone(), number: format!("{} {}", if place.number == 0 { String::new() } else { place.number.to_string() }, place.addition), postcode: place.postcode.clone(), city: place.city.clone() };
        prop_assert_eq!(linkage::normal::place(&written).number, place.number);
    }

    /// Whatever people type, nothing stops.
    #[test]
    fn no_text_breaks_a_reader(text in "\\PC*", other in "\\PC*") {
        let _ = (Birth::read(&text), place_of_line(&text), split_whole(&text), name(&text, &other));
        let record = Record {
            names: vec![Name { given: text.clone(), surname: other.clone() }],
            births: vec![text.clone()],
            organisations: vec![other.clone()],
            addresses: vec![Address { street: text.clone(), number: other.clone(), postcode: text.clone(), city: other }],
            phones: vec![text.clone()],
            emails: vec![text.clone()],
            ibans: vec![text],
            ..Record::default()
        };
        let register = filled(std::slice::from_ref(&record));
        let hits = register.lookup(&record, &Model::default(), 5);
        prop_assert!(hits.iter().all(|hit| (0.0..=1.0).contains(&hit.probability)));
    }

    #[test]
    fn dates_come_back(year in 1900u16..2027, month in 1u8..13, day in 1u8..32) {
        let birth = Birth { year, month, day };
        for text in [format!("{year}-{month:02}-{day:02}"), format!("{day}-{month}-{year}"), format!("{year}{month:02}{day:02}"), format!("{day:02}/{month:02}/{year}"), format!("{day:02}{month:02}{year}")] {
            // Eight digits could be either: year first wins where both are possible.
            let ambiguous = text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit());
            prop_assert!(Birth::read(&text) == Some(birth) || ambiguous && (18..=20).contains(&day), "{text}");
        }
        prop_assert_eq!(Birth::unpack(birth.pack()), birth);
    }
}

fn person(given: &str, surname: &str, birth: &str, street: &str, number: &str) -> Record {
    Record {
        names: vec![Name {
            given: given.into(),
            surname: surname.into(),
        }],
        births: if birth.is_empty() {
            Vec::new()
        } else {
            vec![birth.into()]
        },
        addresses: vec![Address {
            street: street.into(),
            number: number.into(),
            city: "Montfoort".into(),
            ..Address::default()
        }],
        ..Record::default()
    }
}

/// A household is not one person: the register says who it is, or that it cannot tell.
#[test]
fn relatives_twins_and_housemates_stay_apart() {
    let model = Model::default();
    let register = filled(&[
        person("Jan", "de Vries", "1960-01-04", "Kerkstraat", "5"),
        person("Joost", "de Vries", "1990-06-11", "Kerkstraat", "5"),
        person("Sanne", "de Vries", "1993-02-02", "Kerkstraat", "5"),
        person("Piotr", "Zieliński", "1985-05-05", "Molenweg", "9"),
        person("Adam", "Nowak", "1988-08-08", "Molenweg", "9"),
    ]);
    let best = |record: &Record| register.lookup(record, &model, 1)[0].clone();
    // A twin sister who is not registered.
    assert!(
        best(&person(
            "Lotte",
            "de Vries",
            "1993-02-02",
            "Kerkstraat",
            "5"
        ))
        .probability
            < 0.5
    );
    // Father or son? The initial fits both, so neither is certain.
    assert!(best(&person("J.", "de Vries", "", "Kerkstraat", "5")).probability < 0.6);
    let son = best(&person("J.", "de Vries", "1990", "Kerkstraat", "5"));
    assert!(son.slot == 1 && son.probability > 0.6, "{son:?}");
    // A housemate who is not registered.
    assert!(best(&person("Marek", "Wiśniewski", "", "Molenweg", "9")).probability < 0.2);
    let piotr = best(&person("Pjotr", "Zielinsky", "", "Molenweg", "9"));
    assert!(piotr.slot == 3 && piotr.probability > 0.8, "{piotr:?}");
}

#[test]
fn duplicates_in_the_register_do_not_compete() {
    let twice = [
        person("Piotr", "Zieliński", "1985-05-05", "Molenweg", "9"),
        person("P.", "Zielinski", "05-05-1985", "Molenwg", "9"),
    ];
    let hits = filled(&twice).lookup(
        &person("Piotr", "Zielinski", "1985-05-05", "Molenweg", "9"),
        &Model::default(),
        5,
    );
    assert!(hits.iter().all(|hit| hit.probability > 0.9), "{hits:?}");
}

#[test]
fn a_rare_name_weighs_more_than_a_common_one() {
    let common: Vec<Record> = (0..400)
        .map(|at| person("Jan", "Jansen", "", "Dorpsstraat", &at.to_string()))
        .collect();
    let all = [
        common,
        vec![person("Odilia", "Quaedvlieg", "", "Hofplein", "3")],
    ]
    .concat();
    let register = filled(&all);
    let weight = |given: &str, surname: &str| {
        let record = Record {
            names: vec![Name {
                given: given.into(),
                surname: surname.into(),
            }],
            ..Record::default()
        };
        let hit = register.lookup(&record, &Model::default(), 1)[0].clone();
        hit.evidence
            .iter()
            .find(|found| found.field == Field::Surname)
            .unwrap()
            .bits
    };
    assert!(weight("Odilia", "Quaedvlieg") > weight("Jan", "Jansen") + 4.0);
}

/// A place or a number is found by itself.
#[test]
fn an_address_or_phone_by_itself_is_found() {
    let register = filled(&[
        person("Jan", "Jansen", "1970-01-01", "Molenweg", "9"),
        Record {
            phones: vec!["06 1234 5678".into()],
            ..Record::default()
        },
    ]);
    let model = Model::default();
    let address = Address {
        street: "Molenwg 9".into(),
        city: "Montfoort".into(),
        ..Address::default()
    };
    let hits = register.lookup(
        &Record {
            addresses: vec![address],
            ..Record::default()
        },
        &model,
        5,
    );
    assert!(
        hits[0].slot == 0
            && hits[0].evidence[0].field == Field::Address
            && hits[0].evidence[0].is_best()
    );
    let hits = register.lookup(
        &Record {
            phones: vec!["+31612345678".into()],
            ..Record::default()
        },
        &model,
        5,
    );
    assert!(hits[0].slot == 1 && hits[0].probability > 0.9, "{hits:?}");
}

#[test]
fn what_is_removed_is_not_found_and_what_is_added_is() {
    let mut register = filled(&[person("Piotr", "Zieliński", "1985-05-05", "Molenweg", "9")]);
    let asked = person("Piotr", "Zieliński", "1985-05-05", "Molenweg", "9");
    register.remove(0);
    register.remove(0);
    assert!(register.lookup(&asked, &Model::default(), 5).is_empty() && register.is_empty());
    let slot = register.add(&asked);
    assert_eq!(register.lookup(&asked, &Model::default(), 5)[0].slot, slot);
}
