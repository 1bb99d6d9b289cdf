//! Who should be told, why, and how strongly (bijlage 2, stap 4).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::facts::Facts;
use crate::pack::Pack;
use crate::reserved::ReservedPartner;
use crate::word_id::PartnerId;

/// How strongly a partner is advised.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// Deviating needs a reason, which stands in the record.
    Obligation,
    /// Advised strongly; deviating needs no reason in the record.
    StrongAdvice,
    /// It can help; the officer decides.
    Option,
}

impl Weight {
    /// The id, as in packs and files: `obligation`.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Obligation => "obligation",
            Self::StrongAdvice => "strong_advice",
            Self::Option => "option",
        }
    }
}

/// One advised partner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Advice {
    /// Id of the partner in the pack.
    pub partner: PartnerId,
    /// The heaviest of all rules that name this partner.
    pub weight: Weight,
    /// In plain Dutch, the weightiest first; [`Pack::said`] has their English.
    pub reasons: Vec<String>,
    /// Place in the policy.
    pub basis: String,
}

/// Added to a reason that counts only because an age is unknown.
pub(crate) const AGE_UNKNOWN: &str = "De leeftijd is niet bekend. Daarom staan hier de adviezen voor een minderjarige én voor een volwassene.";

/// The same in English, for the page alone: a dossier keeps the Dutch words.
pub(crate) const AGE_UNKNOWN_ENGLISH: &str = "The age is not known. That is why the advice for a minor and the advice for an adult both stand here.";

/// The routing advice: who is told first stands first. What is urgent puts AVIM at the top, then
/// obligations, strong advice and options, each in the order of the pack.
///
/// ```
/// # let pack = policy::Pack::parse(include_str!("../../../policies/montfoort.toml")).unwrap();
/// let advice = policy::advise(&pack, &policy::Facts::none());
/// assert_eq!(advice[0].partner.as_str(), "zorgcoordinator");
/// assert_eq!(advice[0].weight, policy::Weight::Obligation);
/// ```
#[must_use]
pub fn advise(pack: &Pack, facts: &Facts) -> Vec<Advice> {
    let mut matching: Vec<_> = pack
        .routing
        .iter()
        .filter_map(|rule| {
            facts
                .satisfy(&rule.when)
                .map(|age_unknown| (rule, age_unknown))
        })
        .collect();
    matching.sort_by_key(|(rule, _)| rule.weight);

    let mut advice: Vec<Advice> = Vec::new();
    for (rule, age_unknown) in matching {
        let partner = rule.partner.get_ref();
        let at = advice
            .iter()
            .position(|known| known.partner == *partner)
            .unwrap_or_else(|| {
                advice.push(Advice {
                    partner: partner.clone(),
                    weight: rule.weight,
                    reasons: Vec::new(),
                    basis: String::new(),
                });
                advice.len() - 1
            });
        let entry = &mut advice[at];
        push_once(&mut entry.reasons, &rule.reason);
        if age_unknown {
            push_once(&mut entry.reasons, AGE_UNKNOWN);
        }
        if !entry.basis.contains(&rule.basis) {
            let separator = if entry.basis.is_empty() { "" } else { "; " };
            entry.basis = format!("{}{separator}{}", entry.basis, rule.basis);
        }
    }
    what_is_urgent_goes_to_avim_first(facts, &mut advice);
    advice
}

/// bijlage 2, stap 4: a very serious signal that needs direct intervention goes to AVIM.
fn what_is_urgent_goes_to_avim_first(facts: &Facts, advice: &mut [Advice]) {
    if facts.is_urgent() {
        advice.sort_by_key(|entry| {
            (
                entry.partner.as_str() != ReservedPartner::Avim.id(),
                entry.weight,
            )
        });
    }
}

fn push_once(reasons: &mut Vec<String>, reason: &str) {
    if !reasons.iter().any(|known| known == reason) {
        reasons.push(reason.to_owned());
    }
}
