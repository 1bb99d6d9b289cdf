//! Whatever a name or number is dressed up as, and whatever else a text holds.

use proptest::prelude::*;

use super::{anouk, called, reporter};
use crate::reporters::leak::leaks;

/// What may come between the letters of a name.
fn between() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "", "", "", "", " ", ".", "-", "_", "\u{200b}", "\u{ad}", "\u{301}", "\u{323}", "\n",
        "-\r\n", " / ", "\u{2060}", "'",
    ])
}

/// A letter in other dress.
fn dressed(letter: char, how: u8) -> String {
    let code = u32::from(letter.to_ascii_uppercase()).wrapping_sub(65);
    let shifted = |base: u32| char::from_u32(base + code).unwrap().to_string();
    match (letter.is_ascii_alphabetic(), how) {
        (true, 1) => letter.to_uppercase().to_string(),
        (true, 2) => letter.to_lowercase().to_string(),
        (true, 3) => shifted(0xff21),
        (true, 4) => shifted(0x24d0),
        (true, 5) => shifted(0x1d400),
        _ => letter.to_string(),
    }
}

const NAMES: &[&str] = &[
    "Anouk van der Zilverberg",
    "Bo Li",
    "Jan de Boer",
    "Mei Roos",
    "Sanne Berg",
    "Fatima El Amrani",
    "Jo Wu",
    "Yusuf Yılmaz",
    "Zoë Çelik",
    "Bram O'Neill",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_whole_name_is_found_in_any_dress(
        name in prop::sample::select(NAMES),
        extra in prop::collection::vec((between(), 0u8..6), 32),
        (before, after) in prop::sample::select(vec![("", ""), ("Dit zag ", " zelf."), ("zoals (", ")"), ("x\n", "\nx"), ("12", "34")]),
    ) {
        let mut text = before.to_owned();
        let letters: Vec<char> = name.chars().collect();
        for (at, letter) in letters.iter().enumerate() {
            text += &dressed(*letter, extra[at].1);
            if at + 1 < letters.len() {
                text += extra[at].0;
            }
        }
        text += after;
        prop_assert!(!leaks(&text, &called(name)).is_empty(), "{}: {:?}", name, text);
    }

    /// Whoever is called so for short, in any dress, at the beginning, in the middle and at the end.
    #[test]
    fn a_nickname_is_found_in_any_dress(
        (name, short) in prop::sample::select(vec![
            ("Johannes Zilverberg", "Hans"), ("Elisabeth Zilverberg", "Liesbeth"), ("Cornelis Zilverberg", "Kees"),
            ("Margaretha Zilverberg", "Griet"), ("Katarzyna Zilverberg", "Kasia"), ("Hendrikus Zilverberg", "Henk"),
        ]),
        how in prop::collection::vec((prop::sample::select(vec!["", "", "\u{200b}", "\u{ad}", "\u{301}", "\u{2060}"]), 2u8..6), 8),
        (before, after) in prop::sample::select(vec![("", " zag dit."), ("Volgens ", " klopt het."), ("Dat zei ", "")]),
    ) {
        let mut text = before.to_owned();
        for (at, letter) in short.chars().enumerate() {
            // The capital is what makes it a name.
            let dress = if at == 0 { 1 } else { how[at].1 };
            text += &dressed(letter, dress);
            if at + 1 < short.len() {
                text += how[at].0;
            }
        }
        text += after;
        prop_assert!(!leaks(&text, &called(name)).is_empty(), "{}: {:?}", name, text);
    }

    #[test]
    fn a_text_without_the_letters_of_the_name_passes(text in "[acdfghjmnpqtuwx ACDFGHJ.,\n\u{301}0-9-]{0,200}") {
        let reporter = called("Elise Visser");
        prop_assert_eq!(leaks(&text, &reporter), Vec::<String>::new());
    }

    #[test]
    fn no_text_and_no_reporter_breaks_it(text in "\\PC{0,80}", name in "\\PC{0,20}", email in "\\PC{0,20}", phone in "\\PC{0,20}") {
        let reporter = reporter(&name, &email, &phone, &phone);
        for shown in leaks(&format!("{text} {name} {email}"), &reporter) {
            prop_assert!(!shown.is_empty());
        }
    }

    #[test]
    fn a_phone_number_is_found_in_any_spelling(gaps in prop::collection::vec(prop::sample::select(vec!["", " ", "-", ".", "/", "\u{a0}"]), 9), code in prop::sample::select(vec!["0", "+31 ", "0031-", "+31 (0)"])) {
        let mut number = String::new();
        for (digit, gap) in "612345678".chars().zip(&gaps) {
            number.push(digit);
            number += gap;
        }
        let text = format!("bel {code}{number} morgen");
        prop_assert!(!leaks(&text, &anouk()).is_empty());
    }
}
