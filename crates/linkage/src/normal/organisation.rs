//! Names of organisations without what says nothing.

use super::text::fold;

const LEGAL: &[&str] = &[
    "bv",
    "nv",
    "vof",
    "cv",
    "stichting",
    "vereniging",
    "maatschap",
    "eenmanszaak",
    "holding",
    "beheer",
    "ua",
    "ba",
    "gmbh",
    "ltd",
    "limited",
    "llc",
    "sp",
    "zoo",
    "srl",
    "eood",
    "ood",
    "inc",
    "sa",
    "sarl",
    "as",
    "ag",
];
const SMALL: &[&str] = &[
    "de", "het", "van", "en", "and", "the", "in", "voor", "of", "te", "b", "v", "n", "o", "f", "z",
    "c",
];

/// The telling words of an organisation's name; `B.V.` and the like are left out, unless nothing
/// else is there.
///
/// ```
/// assert_eq!(linkage::normal::organisation("Uitzendbureau De Lepelaar B.V."), ["uitzendbureau", "lepelaar"]);
/// ```
#[must_use]
pub fn organisation(text: &str) -> Vec<String> {
    let folded = fold(text);
    let words = || folded.split(' ').filter(|word| !word.is_empty());
    let telling: Vec<String> = words()
        .filter(|word| !LEGAL.contains(word) && !SMALL.contains(word))
        .map(str::to_owned)
        .collect();
    let mut out = if telling.is_empty() {
        words().map(str::to_owned).collect()
    } else {
        telling
    };
    out.truncate(8);
    out
}
