//! What speaks for and against, in plain words.

use linkage::{Evidence, Field};
use platform::i18n::Texts;

/// A name or number that fewer than one in five thousand share is rare; one in three hundred is
/// common.
const RARE: f64 = 1.0 / 5000.0;
const COMMON: f64 = 1.0 / 300.0;

/// One line for each piece of evidence, the most telling first: "zelfde zeldzame achternaam".
#[must_use]
pub fn reasons(texts: &Texts, evidence: &[Evidence]) -> Vec<String> {
    let telling = evidence
        .iter()
        .filter(|found| found.field != Field::Order || !found.is_best());
    telling.map(|found| reason(texts, found)).collect()
}

fn reason(texts: &Texts, found: &Evidence) -> String {
    let rarity = match found.chance {
        _ if !found.tells_how_common() => "plain",
        chance if chance < RARE => "rare",
        chance if chance > COMMON => "common",
        _ => "plain",
    };
    let key = format!("evidence-{}-{}", found.field.id(), found.level_name());
    texts.with(&key, &[("rarity", rarity.to_owned())])
}
