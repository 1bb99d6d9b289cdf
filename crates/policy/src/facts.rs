//! What the officer established about a signal: the input of the advice.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::routing::{Fact, When};

/// A form of exploitation (Sr 273f). Smuggling is registered beside these, never as one.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// Sexual exploitation.
    Sexual,
    /// Criminal exploitation: being made to commit offences.
    Criminal,
    /// Labour exploitation and other forced services.
    Labour,
    /// Removal of organs.
    Organ,
}

impl Form {
    /// Every form.
    pub const ALL: [Self; 4] = [Self::Sexual, Self::Criminal, Self::Labour, Self::Organ];

    /// The id, as in packs, forms and stored dossiers: `labour`.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Sexual => "sexual",
            Self::Criminal => "criminal",
            Self::Labour => "labour",
            Self::Organ => "organ",
        }
    }

    /// The form with this id; `None` for any other word.
    #[must_use]
    pub fn parse(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.id() == id)
    }
}

/// How serious the signs are, in four words and no number. There is no "low risk".
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Not concrete enough to say.
    Unclear,
    /// Points of attention.
    Concern,
    /// Concrete signs of exploitation.
    Serious,
    /// Direct intervention is needed (bijlage 2, stap 4).
    VerySerious,
}

impl Severity {
    /// Every degree, from least to most serious.
    pub const ALL: [Self; 4] = [
        Self::Unclear,
        Self::Concern,
        Self::Serious,
        Self::VerySerious,
    ];

    /// The id, as in packs, forms and stored dossiers: `very_serious`.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Unclear => "unclear",
            Self::Concern => "concern",
            Self::Serious => "serious",
            Self::VerySerious => "very_serious",
        }
    }

    /// The degree with this id; `None` for any other word.
    #[must_use]
    pub fn parse(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|severity| severity.id() == id)
    }
}

/// A possible victim. An unknown age (`null`) counts as possibly a minor and possibly an adult.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Victim {
    /// Whole years, 0 to 120.
    #[serde(deserialize_with = "age")]
    pub age: Option<u8>,
}

fn age<'de, D: serde::Deserializer<'de>>(input: D) -> Result<Option<u8>, D::Error> {
    let age = Option::<i64>::deserialize(input)?;
    age.map(|years| match u8::try_from(years) {
        Ok(years) if years <= 120 => Ok(years),
        _ => Err(serde::de::Error::custom(format!(
            "age {years} is not between 0 and 120"
        ))),
    })
    .transpose()
}

/// The assessed facts. A field that an obligation depends on must be given: a forgotten one may not
/// mean "no danger".
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one question of the assessment form"
)]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Facts {
    /// Forms of exploitation that the signs point at; empty when none is clear yet.
    pub forms: Vec<Form>,
    /// Somebody is in danger now.
    pub acute: bool,
    /// How serious the signs are.
    pub severity: Severity,
    /// Possible victims; empty when only a place is known.
    pub victims: Vec<Victim>,
    /// An offender network rather than a single offender.
    pub network: bool,
    /// Sub-standard, unsafe or unlawful housing.
    pub housing: bool,
    /// A branch that needs a licence or is sensitive (massage, beauty, sex business).
    pub licence_branch: bool,
    /// A group of young people is involved.
    pub youth_group: bool,
    /// A soft signal: worth sharing as a picture, not concrete enough for a report.
    pub soft: bool,
    /// One agency can handle it alone.
    pub single_agency: bool,
    /// Somebody is involved who may be an offender.
    #[serde(default)]
    pub offender: bool,
    /// It is about a place where exploitation presumably happens.
    #[serde(default)]
    pub place: bool,
    /// People are smuggled as well; registered beside the forms, never as one (Sr 197a).
    #[serde(default)]
    pub smuggling: bool,
}

impl Facts {
    /// Nothing established yet.
    #[must_use]
    pub fn none() -> Self {
        Self {
            forms: Vec::new(),
            acute: false,
            severity: Severity::Unclear,
            victims: Vec::new(),
            network: false,
            housing: false,
            licence_branch: false,
            youth_group: false,
            soft: false,
            single_agency: true,
            offender: false,
            place: false,
            smuggling: false,
        }
    }

    /// Somebody must act now (bijlage 2, stap 4: "direct ingrijpen noodzakelijk"): terms are in hours
    /// then, and the signal stands on top.
    #[must_use]
    pub fn is_urgent(&self) -> bool {
        self.acute || self.severity == Severity::VerySerious
    }

    /// Does every condition hold? `None`: no. `Some(true)`: yes, but only because an age is
    /// unknown.
    pub(crate) fn satisfy(&self, when: &When) -> Option<bool> {
        let forms =
            when.forms.is_empty() || when.forms.iter().any(|form| self.forms.contains(form));
        let severity = when.severity.is_none_or(|least| self.severity >= least);
        let facts = when.facts.iter().all(|fact| self.holds(*fact));
        if !(forms && severity && facts) {
            return None;
        }
        self.somebody_of_the_age(when)
    }

    /// Is one of the victims as old as a rule asks? Of an unknown age: perhaps.
    fn somebody_of_the_age(&self, when: &When) -> Option<bool> {
        if when.under.is_none() && when.from.is_none() {
            return Some(false);
        }
        let fits = |age: u8| {
            when.under.is_none_or(|limit| age < limit) && when.from.is_none_or(|least| age >= least)
        };
        let certain = self.victims.iter().any(|v| v.age.is_some_and(fits));
        let perhaps = self.victims.iter().any(|victim| victim.age.is_none());
        (certain || perhaps).then_some(!certain)
    }

    fn holds(&self, fact: Fact) -> bool {
        match fact {
            Fact::Acute => self.acute,
            Fact::Victim => !self.victims.is_empty(),
            Fact::Offender => self.offender,
            Fact::Place => self.place,
            Fact::Smuggling => self.smuggling,
            Fact::Network => self.network,
            Fact::Housing => self.housing,
            Fact::LicenceBranch => self.licence_branch,
            Fact::YouthGroup => self.youth_group,
            Fact::Soft => self.soft,
            Fact::SeveralAgencies => !self.single_agency,
        }
    }
}
