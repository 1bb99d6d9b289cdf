//! The words that say how old somebody is, in Dutch and in English.

/// Somebody who is called this is a minor, or may be.
pub(super) const YOUNG: &[&str] = &[
    "minderjarig",
    "baby",
    "peuter",
    "kleuter",
    "kind",
    "puber",
    "tiener",
    "scholier",
    "brugklas",
    "basisschool",
    "minor",
    "underage",
    "toddler",
    "child",
    "teen",
];

/// Behind such a word a number is a guess, a year or two to either side.
pub(super) const GUESSED: &[&str] = &[
    "ongeveer",
    "rond",
    "circa",
    "ca",
    "plusminus",
    "zo'n",
    "schatting",
    "of",
    "lijkt",
    "oogt",
    "misschien",
    "about",
    "around",
    "approximately",
    "or",
    "looks",
    "seems",
    "maybe",
    "perhaps",
];

/// Beside such a word somebody is younger than the number.
pub(super) const BELOW: &[&str] = &[
    "jonger",
    "onder",
    "nog",
    "net",
    "bijna",
    "geen",
    "minder",
    "hooguit",
    "hoogstens",
    "maximaal",
    "under",
    "below",
    "younger",
    "almost",
    "nearly",
    "less",
    "most",
    "yet",
];

/// And before the number such a word says so: `18 tot 20` is 18 or more.
pub(super) const UP_TO: &[&str] = &["tot", "up", "niet", "not"];

/// What stands beside a date, a year or an age and takes nothing away from it.
pub(super) const PLAIN: &[&str] = &[
    "jaar",
    "jaren",
    "jr",
    "j",
    "oud",
    "er",
    "ers",
    "leeftijd",
    "geboren",
    "geboortedatum",
    "geboortejaar",
    "in",
    "op",
    "is",
    "van",
    "de",
    "e",
    "vrouw",
    "man",
    "ongeveer",
    "rond",
    "circa",
    "ca",
    "plusminus",
    "zo'n",
    "of",
    "year",
    "years",
    "yrs",
    "y",
    "o",
    "old",
    "age",
    "aged",
    "born",
    "on",
    "the",
    "st",
    "nd",
    "rd",
    "th",
    "about",
    "around",
    "approximately",
    "or",
];

/// What may stand between the numbers of one date: `12e maart`.
pub(super) const JOINTS: &[&str] = &["e", "de", "ste", "st", "nd", "rd", "th", "in", "van"];

pub(super) const ENGLISH_MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// From eleven on: `ten` is a Dutch word too.
pub(super) const ENGLISH: [&str; 9] = [
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
