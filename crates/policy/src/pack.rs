//! The policy pack: one municipality's policy, as its administrator writes it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_spanned::Spanned;

use crate::Weight;
use crate::check;
use crate::facts::{Form, Severity};
use crate::fault::{Fault, Faults, locate};
use crate::stored;

/// A text on screen: Dutch, with English where the pack gives it.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Label {
    pub nl: String,
    #[serde(default)]
    pub en: Option<String>,
}

impl Label {
    #[must_use]
    pub fn get(&self, language: &str) -> &str {
        if language == "en" {
            self.en.as_deref().unwrap_or(&self.nl)
        } else {
            &self.nl
        }
    }
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pack {
    /// Raise it with every change, `2026-1` say; a dossier keeps the version it was judged under.
    pub version: String,
    pub municipality: Municipality,
    pub adopted: Adopted,
    /// Is talking to the own team coordinator a step of the route (bijlage 2, stap 1)?
    pub coordinator_step: bool,
    pub deadlines: Deadlines,
    pub retention: Retention,
    pub forms: Vec<FormInUse>,
    pub capacities: Vec<Capacity>,
    pub indicator_groups: Vec<IndicatorGroup>,
    pub partners: Vec<Partner>,
    pub routing: Vec<Rule>,
    pub numbers: Vec<PublicNumber>,
    #[serde(default)]
    pub tables: Vec<Table>,
    #[serde(default)]
    pub audiences: Vec<Audience>,
    /// What a signal is checked against (bijlage 2, stap 3).
    #[serde(default)]
    pub sources: Vec<Source>,
    /// May the national number (BSN) be stored and compared? Only where the law gives the task that
    /// right.
    #[serde(default)]
    pub national_id: bool,
}

/// A source that a signal is checked against (bijlage 2, stap 3): the own dossiers, an extract that
/// is imported, or a system that is consulted outside the program.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    #[schemars(with = "String")]
    pub id: Spanned<String>,
    pub name: Label,
    /// Who answers for the data.
    pub owner: String,
    /// On what legal basis it may be consulted.
    pub basis: String,
    /// How long an imported extract is kept, in whole days.
    pub retention_days: u16,
    /// What the housing check may read in it.
    #[serde(default)]
    pub housing: Option<Housing>,
}

/// What a source says about living at an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Housing {
    /// Who is registered there.
    Residents,
    /// What the building may be used for.
    Buildings,
    /// Permits for letting or living there.
    Permits,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Municipality {
    pub name: String,
    /// The code of Statistics Netherlands, `GM0335` say.
    #[schemars(with = "String")]
    pub code: Spanned<String>,
    pub region: String,
    #[serde(default)]
    pub neighbours: Vec<String>,
}

/// Who adopted the policy, and for which period (dates as `2026-12-31`).
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Adopted {
    pub by: String,
    pub document: String,
    #[schemars(with = "String")]
    pub from: Spanned<String>,
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub until: Option<Spanned<String>>,
}

/// Terms in whole days. The policy names none: these are defaults that the municipality confirms.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Deadlines {
    /// From receipt to assessment.
    pub assessment_days: u16,
    /// The same when somebody is in danger or an indicator is critical.
    pub urgent_assessment_days: u16,
    /// From assessment to handover.
    pub referral_days: u16,
    /// From handover until the partner's feedback is due (bijlage 2, stap 5).
    pub feedback_days: u16,
    /// From feedback until the reporter has been told (bijlage 2, stap 6).
    pub tell_reporter_days: u16,
    /// Until a partner entry must be confirmed again.
    pub confirm_partners_months: u16,
}

/// How long things are kept, in whole days.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Retention {
    pub no_follow_up_days: u16,
    pub closed_dossier_days: u16,
    pub reporter_identity_days: u16,
    pub draft_days: u16,
    pub audit_days: u16,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FormInUse {
    #[schemars(with = "Form")]
    pub id: Spanned<Form>,
    pub name: Label,
    pub explanation: Label,
    /// Place in the policy.
    pub basis: String,
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub from: Option<Spanned<String>>,
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub until: Option<Spanned<String>>,
}

/// In what capacity somebody or something is involved (bijlage 2, stap 1: "hoedanigheid").
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Capacity {
    #[schemars(with = "String")]
    pub id: Spanned<String>,
    pub name: Label,
}

impl Capacity {
    /// Who may be a victim goes along at a handover as such, and counts in the assessment: every
    /// pack has this one.
    pub const POSSIBLE_VICTIM: &'static str = "possible_victim";
    /// Of whom nothing is said; every pack has this one too.
    pub const OTHER: &'static str = "other";
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IndicatorGroup {
    pub name: Label,
    pub basis: String,
    pub indicators: Vec<Indicator>,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    #[schemars(with = "String")]
    pub id: Spanned<String>,
    pub text: Label,
    #[serde(default)]
    pub explanation: Option<Label>,
    /// This one sign alone puts the signal at the top.
    #[serde(default)]
    pub critical: bool,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Partner {
    #[schemars(with = "String")]
    pub id: Spanned<String>,
    pub name: String,
    /// What the partner is for.
    pub purpose: String,
    /// What is asked of the partner at handover, and by which task it may receive the data.
    pub question: String,
    pub legal_basis: String,
    pub channels: Vec<Channel>,
    #[serde(default)]
    pub hours: Option<String>,
    /// Until when this entry counts as checked, `2027-01-01`.
    #[schemars(with = "String")]
    pub valid_until: Spanned<String>,
    /// The least this partner needs; these are ticked at handover, nothing else is.
    pub needs: Vec<HandoverPart>,
    pub basis: String,
}

/// What of a dossier can go along at a handover. The reporter is not among them.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum HandoverPart {
    /// What was noticed.
    Statements,
    /// Where and when.
    Place,
    Victims,
    /// Possible offenders and others involved.
    Others,
    Addresses,
    Vehicles,
    Contacts,
    Indicators,
    Assessment,
}

impl HandoverPart {
    pub const ALL: [Self; 9] = [
        Self::Statements,
        Self::Place,
        Self::Victims,
        Self::Others,
        Self::Addresses,
        Self::Vehicles,
        Self::Contacts,
        Self::Indicators,
        Self::Assessment,
    ];

    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Statements => "statements",
            Self::Place => "place",
            Self::Victims => "victims",
            Self::Others => "others",
            Self::Addresses => "addresses",
            Self::Vehicles => "vehicles",
            Self::Contacts => "contacts",
            Self::Indicators => "indicators",
            Self::Assessment => "assessment",
        }
    }
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Channel {
    /// `telefoon`, `beveiligde mail`, `formulier`.
    pub kind: String,
    pub value: String,
}

/// A routing rule. When all conditions of `when` hold, the partner is advised.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    #[schemars(with = "String")]
    pub partner: Spanned<String>,
    pub weight: Weight,
    #[serde(default)]
    pub when: When,
    /// In plain Dutch, for the officer.
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
    #[serde(default)]
    pub facts: Vec<Fact>,
    /// At least this serious.
    #[serde(default)]
    pub severity: Option<Severity>,
    /// A possible victim is, or may be, younger than this.
    #[serde(default)]
    pub under: Option<u8>,
    /// A possible victim is, or may be, this old or older.
    #[serde(default)]
    pub from: Option<u8>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Fact {
    Acute,
    /// At least one possible victim is known.
    Victim,
    Network,
    Housing,
    LicenceBranch,
    YouthGroup,
    Soft,
    /// One agency cannot handle it alone.
    SeveralAgencies,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PublicNumber {
    pub name: String,
    pub number: String,
    pub purpose: Label,
}

/// A consultation table, such as the local undermining consultation.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Table {
    #[schemars(with = "String")]
    pub id: Spanned<String>,
    pub name: String,
    pub cadence: String,
    pub members: Vec<String>,
    pub basis: String,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Audience {
    pub name: String,
    pub means: Vec<String>,
    pub basis: String,
}

/// What TOML has against a text.
pub(crate) fn syntax(text: &str, error: &toml::de::Error) -> Faults {
    let (line, column) = locate(text, error.span().map_or(0, |span| span.start));
    Faults(vec![Fault {
        line,
        column,
        message: error.message().to_owned(),
    }])
}

impl Pack {
    /// Reads and checks a pack.
    ///
    /// # Errors
    /// Every fault found, with line, column and what was expected.
    ///
    /// ```
    /// let faults = policy::Pack::parse("version = 3").unwrap_err();
    /// assert_eq!(faults.0[0].line, 1);
    /// ```
    pub fn parse(text: &str) -> Result<Self, Faults> {
        let pack: Self = toml::from_str(text).map_err(|error| syntax(text, &error))?;
        let faults = check::faults(&pack, text);
        if faults.is_empty() {
            Ok(pack)
        } else {
            Err(Faults(faults))
        }
    }

    /// Reads a pack that was checked when it was taken into use, perhaps by an earlier version of
    /// the program. Fields that are unknown now are passed over, fields that are new come from the
    /// example pack or are empty, and no rule is asked of it again.
    ///
    /// # Errors
    /// When it is no TOML, or something in it is of another kind now.
    ///
    /// ```
    /// let text = include_str!("../../../policies/montfoort.toml");
    /// let old = text.replace("coordinator_step = true", "once_known = 1");
    /// assert!(policy::Pack::parse(&old).is_err());
    /// assert_eq!(policy::Pack::stored(&old).unwrap().municipality.name, "Montfoort");
    /// ```
    pub fn stored(text: &str) -> Result<Self, Faults> {
        stored::read(text)
    }

    pub fn partner(&self, id: &str) -> Option<&Partner> {
        self.partners
            .iter()
            .find(|partner| partner.id.get_ref() == id)
    }

    pub fn indicator(&self, id: &str) -> Option<&Indicator> {
        self.indicators()
            .find(|indicator| indicator.id.get_ref() == id)
    }

    pub fn indicators(&self) -> impl Iterator<Item = &Indicator> {
        self.indicator_groups
            .iter()
            .flat_map(|group| &group.indicators)
    }

    pub fn source(&self, id: &str) -> Option<&Source> {
        self.sources.iter().find(|source| source.id.get_ref() == id)
    }

    pub fn capacity(&self, id: &str) -> Option<&Capacity> {
        self.capacities
            .iter()
            .find(|capacity| capacity.id.get_ref() == id)
    }

    pub fn form(&self, form: Form) -> Option<&FormInUse> {
        self.forms.iter().find(|entry| *entry.id.get_ref() == form)
    }

    /// The forms in use on a day (`2026-11-23`); municipalities and laws change them.
    pub fn forms_on(&self, day: &str) -> impl Iterator<Item = &FormInUse> {
        let day = day.to_owned();
        self.forms.iter().filter(move |form| {
            form.from
                .as_ref()
                .is_none_or(|from| from.get_ref().as_str() <= day.as_str())
                && form
                    .until
                    .as_ref()
                    .is_none_or(|until| day.as_str() <= until.get_ref().as_str())
        })
    }
}
