//! Which partner is advised when, as a pack says it.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_spanned::Spanned;

use crate::Weight;
use crate::facts::{Form, Severity};
use crate::word_id::PartnerId;

/// A routing rule. When all conditions of `when` hold, the partner is advised.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Id of the partner that is advised.
    #[schemars(with = "String")]
    pub partner: Spanned<PartnerId>,
    /// How strongly.
    pub weight: Weight,
    /// On what conditions; none: always.
    #[serde(default)]
    pub when: When,
    /// In plain Dutch, for the officer; English under `english`.
    pub reason: String,
    /// Place in the policy.
    pub basis: String,
}

/// Conditions, all of which must hold. None can be negated: more facts never remove advice.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct When {
    /// One of these forms.
    #[serde(default)]
    pub forms: Vec<Form>,
    /// All of these facts.
    #[serde(default)]
    pub facts: Vec<Fact>,
    /// At least this serious.
    #[serde(default)]
    pub severity: Option<Severity>,
    /// A possible victim is, or may be, younger than this.
    #[serde(default)]
    pub under: Option<u8>,
    /// A possible victim is, or may be, this old or older; with `under`: the same victim.
    #[serde(default)]
    pub from: Option<u8>,
}

/// A fact of the assessment that a rule can ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Fact {
    /// Somebody is in danger now.
    Acute,
    /// At least one possible victim is known.
    Victim,
    /// Somebody is involved who may be an offender.
    Offender,
    /// It is about a place where exploitation presumably happens.
    Place,
    /// People are smuggled as well: no form of exploitation, registered beside it.
    Smuggling,
    /// An offender network rather than a single offender.
    Network,
    /// Sub-standard, unsafe or unlawful housing.
    Housing,
    /// A branch that needs a licence or is sensitive.
    LicenceBranch,
    /// A group of young people is involved.
    YouthGroup,
    /// A soft signal: worth sharing as a picture, not concrete enough for a report.
    Soft,
    /// One agency cannot handle it alone.
    SeveralAgencies,
}
