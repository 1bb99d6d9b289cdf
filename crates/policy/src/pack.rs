//! The policy pack: one municipality's policy, as its administrator writes it.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_spanned::Spanned;

use crate::check;
use crate::contact::Contact;
use crate::deadlines::{Deadlines, Retention};
use crate::facts::Form;
use crate::fault::{Fault, Faults, kind_of, locate};
use crate::identity::Identity;
use crate::partner::Partner;
use crate::routing::Rule;
use crate::stored;
use crate::word_id::{PartnerId, TableId};

/// A text on screen: Dutch, with English where the pack gives it.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Label {
    /// The Dutch text.
    pub nl: String,
    /// The English text; the Dutch one is shown where it is missing.
    #[serde(default)]
    pub en: Option<String>,
}

impl Label {
    /// The text in this language (`nl` or `en`); Dutch for any other.
    #[must_use]
    pub fn get(&self, language: &str) -> &str {
        self.said(language).text
    }
}

/// A whole policy pack, as it stands in one TOML file.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pack {
    /// Raise it with every change, `2026-1` say; a dossier keeps the version it was judged under.
    pub version: String,
    /// Whose policy it is.
    pub municipality: Municipality,
    /// Its colours and its mark, on every page.
    #[serde(default)]
    pub identity: Identity,
    /// Who adopted the policy, and when it holds.
    pub adopted: Adopted,
    /// Is talking to the own team coordinator a step of the route (bijlage 2, stap 1)?
    pub coordinator_step: bool,
    /// Terms of the steps of the route.
    pub deadlines: Deadlines,
    /// How long things are kept.
    pub retention: Retention,
    /// Forms of exploitation that can be chosen; at least one.
    pub forms: Vec<FormInUse>,
    /// In what capacity somebody can be involved; `possible_victim` and `other` are always among
    /// them.
    pub capacities: Vec<Capacity>,
    /// Signs to tick, as they are grouped on the form.
    pub indicator_groups: Vec<IndicatorGroup>,
    /// Who a dossier can be handed over to.
    pub partners: Vec<Partner>,
    /// Which partner is advised when. The three core rules of bijlage 2, stap 4, are always among
    /// them.
    pub routing: Vec<Rule>,
    /// Telephone numbers for everybody who reports.
    pub numbers: Vec<PublicNumber>,
    /// Consultation tables that a dossier can be put on the agenda of.
    #[serde(default)]
    pub tables: Vec<Table>,
    /// Groups that the policy informs, and by what means.
    #[serde(default)]
    pub audiences: Vec<Audience>,
    /// What a signal is checked against (bijlage 2, stap 3).
    #[serde(default)]
    pub sources: Vec<Source>,
    /// May the national number (BSN) be stored and compared? Only where the law gives the task that
    /// right.
    #[serde(default)]
    pub national_id: bool,
    /// English of texts that have no place for it beside them, by their Dutch words:
    /// `"werkdagen" = "working days"`. Pages show Dutch where it is missing.
    #[serde(default)]
    pub english: BTreeMap<String, String>,
}

/// A source that a signal is checked against (bijlage 2, stap 3): the own dossiers, an extract that
/// is imported, or a system that is consulted outside the program.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Unique among sources: letters, digits, - and _.
    #[schemars(with = "String")]
    pub id: Spanned<String>,
    /// The name on screen.
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

/// The municipality whose policy this is.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Municipality {
    /// The name without "gemeente": `Montfoort`.
    pub name: String,
    /// The code of Statistics Netherlands, `GM0335` say.
    #[schemars(with = "String")]
    pub code: Spanned<String>,
    /// The region it works together in.
    pub region: String,
    /// Names of neighbouring municipalities.
    #[serde(default)]
    pub neighbours: Vec<String>,
}

/// Who adopted the policy, and for which period (dates as `2026-12-31`).
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Adopted {
    /// Who adopted it: the council, or mayor and aldermen.
    pub by: String,
    /// The title of the policy document.
    pub document: String,
    /// First day that it holds, `2026-01-01`; none where the document names no period.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub from: Option<Spanned<String>>,
    /// Last day that it holds; none when no end was set.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub until: Option<Spanned<String>>,
}

/// A form of exploitation as this municipality uses it.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FormInUse {
    /// Which form of the law it is.
    #[schemars(with = "Form")]
    pub id: Spanned<Form>,
    /// The name on screen.
    pub name: Label,
    /// What it is, for who reports.
    pub explanation: Label,
    /// Place in the policy.
    pub basis: String,
    /// First day that it can be chosen; none: it always could.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub from: Option<Spanned<String>>,
    /// Last day that it can be chosen; none: no end was set.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub until: Option<Spanned<String>>,
}

/// In what capacity somebody or something is involved (bijlage 2, stap 1: "hoedanigheid").
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Capacity {
    /// Unique among capacities: letters, digits, - and _.
    #[schemars(with = "String")]
    pub id: Spanned<String>,
    /// The name on screen.
    pub name: Label,
}

/// Signs that stand together on the form.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IndicatorGroup {
    /// The heading.
    pub name: Label,
    /// Place in the policy.
    pub basis: String,
    /// What is said of them above the signs, where that needs saying.
    #[serde(default)]
    pub explanation: Option<Label>,
    /// These make somebody more vulnerable: a reason to be alert, no sign of exploitation. They stand
    /// apart at a handover (docs/adr/0025).
    #[serde(default)]
    pub vulnerability: bool,
    /// The signs, in the order of the form.
    pub indicators: Vec<Indicator>,
}

/// A sign that somebody can tick.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// Unique among all indicators: letters, digits, - and _.
    #[schemars(with = "String")]
    pub id: Spanned<String>,
    /// The sign in a sentence.
    pub text: Label,
    /// What is meant by it, where that needs saying.
    #[serde(default)]
    pub explanation: Option<Label>,
    /// Place in the policy, where it is not that of the group.
    #[serde(default)]
    pub basis: Option<String>,
    /// This one sign alone puts the signal at the top.
    #[serde(default)]
    pub critical: bool,
}

/// A telephone number that is shown to everybody who reports.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PublicNumber {
    /// Who answers.
    pub name: String,
    /// The number as it is dialled.
    pub number: String,
    /// When to call it.
    pub purpose: Label,
}

/// A consultation table, such as the local undermining consultation.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// Unique among tables: letters, digits, - and _.
    #[schemars(with = "String")]
    pub id: Spanned<TableId>,
    /// The name on screen.
    pub name: String,
    /// How often it meets, in words; none where that was not laid down.
    #[serde(default)]
    pub cadence: Option<String>,
    /// Who sits at it.
    pub members: Vec<String>,
    /// Does it read no names, unless a dossier says on what law? So for a table of soft signals.
    #[serde(default)]
    pub nameless: bool,
    /// Place in the policy.
    pub basis: String,
}

/// A group of people that the policy informs or trains.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Audience {
    /// Who they are.
    pub name: String,
    /// By what means they are informed.
    pub means: Vec<String>,
    /// Place in the policy.
    pub basis: String,
}

/// What TOML has against a text.
pub(crate) fn syntax(text: &str, error: &toml::de::Error) -> Faults {
    let (line, column) = locate(text, error.span().map_or(0, |span| span.start));
    let message = error.message().to_owned();
    let (kind, values) = kind_of(&message);
    Faults(vec![Fault {
        line,
        column,
        message,
        kind,
        values,
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

    /// The partner with this id.
    pub fn partner(&self, id: &PartnerId) -> Option<&Partner> {
        self.partners
            .iter()
            .find(|partner| partner.id.get_ref() == id)
    }

    /// What a partner is called; the id of one that is not there.
    #[must_use]
    pub fn partner_name(&self, id: &PartnerId) -> String {
        let partner = self.partner(id);
        partner.map_or_else(|| id.to_string(), |partner| partner.name.clone())
    }

    /// The consultation table with this id.
    #[must_use]
    pub fn table(&self, id: &TableId) -> Option<&Table> {
        self.tables.iter().find(|table| table.id.get_ref() == id)
    }

    /// What a consultation table is called; the id of one that is not there.
    #[must_use]
    pub fn table_name(&self, id: &TableId) -> String {
        let table = self.table(id);
        table.map_or_else(|| id.to_string(), |table| table.name.clone())
    }

    /// Partners that nobody can be sure to reach: none of their channels was confirmed.
    pub fn unconfirmed(&self) -> impl Iterator<Item = &Partner> {
        self.partners
            .iter()
            .filter(|partner| partner.contact() != Contact::Confirmed)
    }

    /// The indicator with this id, in any group.
    pub fn indicator(&self, id: &str) -> Option<&Indicator> {
        self.indicators()
            .find(|indicator| indicator.id.get_ref() == id)
    }

    /// All indicators, in the order of the form.
    pub fn indicators(&self) -> impl Iterator<Item = &Indicator> {
        self.indicator_groups
            .iter()
            .flat_map(|group| &group.indicators)
    }

    /// Does this sign only say that somebody is more vulnerable?
    #[must_use]
    pub fn is_vulnerability(&self, id: &str) -> bool {
        let groups = self.indicator_groups.iter();
        groups
            .filter(|group| group.vulnerability)
            .flat_map(|group| &group.indicators)
            .any(|indicator| indicator.id.get_ref() == id)
    }

    /// The source with this id.
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.sources.iter().find(|source| source.id.get_ref() == id)
    }

    /// The capacity with this id.
    pub fn capacity(&self, id: &str) -> Option<&Capacity> {
        self.capacities
            .iter()
            .find(|capacity| capacity.id.get_ref() == id)
    }

    /// This form, if the municipality uses it, whatever the day: see [`Self::forms_on`].
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
