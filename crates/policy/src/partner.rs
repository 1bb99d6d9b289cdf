//! Partners, and what of a dossier can go to them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_spanned::Spanned;

use crate::contact::Channel;
use crate::edit::Reach;
use crate::word_id::PartnerId;

/// An organisation that dossiers are handed over to.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Partner {
    /// Unique among partners: letters, digits, - and _.
    #[schemars(with = "String")]
    pub id: Spanned<PartnerId>,
    /// The name, as it stands in handovers.
    pub name: String,
    /// Is it a group (all schools), or a consultation of several organisations? Then nobody gets an account of it: the one
    /// would read what is for the other. A partner that may be one says so.
    #[serde(default)]
    pub group: Option<bool>,
    /// What the partner is for.
    pub purpose: String,
    /// What the partner does after a handover.
    #[serde(default)]
    pub afterwards: Option<String>,
    /// What the partner may tell back (bijlage 2, stap 5).
    #[serde(default)]
    pub may_tell: Option<String>,
    /// What is asked of the partner at handover, and by which task it may receive the data.
    pub question: String,
    /// The law that lets this partner receive the data.
    pub legal_basis: String,
    /// How the partner is reached.
    pub channels: Vec<Channel>,
    /// When the partner is reached, in words.
    #[serde(default)]
    pub hours: Option<String>,
    /// Until when this entry counts as checked, `2027-01-01`.
    #[schemars(with = "String")]
    pub valid_until: Spanned<String>,
    /// The least this partner needs; these are ticked at handover, nothing else is.
    pub needs: Vec<HandoverPart>,
    /// Place in the policy.
    pub basis: String,
}

/// Groups and consultations of packs that could not say so yet.
const GROUPS_OF_BEFORE: [&str; 9] = [
    "inspection",
    "rto",
    "signal_table",
    "youth_approach",
    "local_consultation",
    "schools",
    "sports_clubs",
    "youth_workers",
    "branch_bodies",
];

impl Partner {
    /// Is it a group or a consultation, of which nobody has an account? Where the pack does not say: if it may be one.
    #[must_use]
    pub fn is_group(&self) -> bool {
        self.group.unwrap_or_else(|| self.may_be_group())
    }

    /// By what the pack says beside that: it is reached at a consultation, or earlier packs had it as a group.
    pub(crate) fn may_be_group(&self) -> bool {
        let id = self.id.get_ref().as_str();
        let is_met = self.channels.iter().any(|way| way.kind == "overleg");
        is_met || GROUPS_OF_BEFORE.contains(&id)
    }

    /// How it is called and reached.
    #[must_use]
    pub fn reach(&self) -> Reach {
        Reach {
            name: self.name.clone(),
            channels: self.channels.clone(),
            hours: self.hours.clone(),
        }
    }
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
    /// Possible victims.
    Victims,
    /// Possible offenders and others involved.
    Others,
    /// Addresses of whoever is involved.
    Addresses,
    /// Vehicles and their number plates.
    Vehicles,
    /// Phone numbers, e-mail addresses and names on platforms of whoever is involved.
    Contacts,
    /// The signs that were ticked.
    Indicators,
    /// What makes somebody more vulnerable: may be special data, and goes apart from the signs.
    Vulnerabilities,
    /// How the officer judged it.
    Assessment,
    /// The phone numbers, names on platforms and addresses of possible victims, and of nobody else:
    /// for who has to make contact.
    VictimContacts,
}

impl HandoverPart {
    /// Every part, in the order of the handover.
    pub const ALL: [Self; 11] = [
        Self::Statements,
        Self::Place,
        Self::Victims,
        Self::Others,
        Self::Addresses,
        Self::Vehicles,
        Self::Contacts,
        Self::Indicators,
        Self::Vulnerabilities,
        Self::Assessment,
        Self::VictimContacts,
    ];

    /// The id, as in packs and forms: `statements`.
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
            Self::Vulnerabilities => "vulnerabilities",
            Self::Assessment => "assessment",
            Self::VictimContacts => "victim_contacts",
        }
    }
}
