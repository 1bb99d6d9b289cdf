//! What was taken out of a text is in it no more.

use proptest::prelude::*;

use super::{anouk, called, ordinary_sentences};
use crate::reporters::leak::{TAKEN_OUT, leaks, leaks_beside, without};

const SAID: [&str; 8] = [
    "Anouk van der Zilverberg",
    "anouk",
    "mevrouw Zilverberg",
    "A. van der Zilverberg",
    "a.zilverberg@voorbeeld.example",
    "06-12 34 56 78",
    "nul zes twaalf vierendertig zesenvijftig achtenzeventig",
    "MW 4417",
];

fn text() -> impl Strategy<Value = String> {
    let said = prop::sample::select(SAID.to_vec());
    let other = prop::sample::select(ordinary_sentences().collect::<Vec<_>>());
    let parts = prop::collection::vec(prop_oneof![said, other], 0..8);
    let between = prop::sample::select(vec![" ", "\n", ". ", ", "]);
    (parts, between).prop_map(|(parts, between)| parts.join(between))
}

proptest! {
    #[test]
    fn what_was_taken_out_is_found_no_more(text in text()) {
        let (left, found) = without(&text, &anouk(), &[], &[]);
        prop_assert_eq!(leaks(&left, &anouk()), Vec::<String>::new(), "{}", left);
        // Where nothing tells it, nothing is touched.
        prop_assert_eq!(found.is_empty(), left == text);
    }
}

#[test]
fn a_name_that_is_somebody_elses_stays() {
    let (reporter, others) = (called("Karel de Wit"), ["Mila de Wit"]);
    let text = "Mila de Wit belde. Karel de Wit ook.";
    let asked = leaks_beside(text, &reporter, &others).asked;
    let (left, found) = without(text, &reporter, &others, &asked);
    assert!(
        left.starts_with("Mila de Wit belde.") && left.contains(TAKEN_OUT),
        "{left}"
    );
    assert!(
        !left.contains("Karel"),
        "what is certain goes, whatever was said: {left}"
    );
    assert_eq!(found.asked, asked);
    let (left, _) = without(text, &reporter, &others, &[]);
    assert!(!left.contains("Wit"), "{left}");
}
