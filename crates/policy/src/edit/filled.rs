//! A pack that a municipality filled in when it was set up.

use toml::{Table, Value};

use super::{Edit, Place, edited};
use crate::fault::Faults;
use crate::municipalities::Known;
use crate::stored;

const HEAD: [&str; 2] = [
    "# Beleidspakket van de gemeente ",
    ", gemaakt van het voorbeeld.",
];

/// The first line of a pack that was made of the example.
fn head(municipality: &str) -> String {
    HEAD.join(municipality)
}

/// The text of a pack that was made of the example, with the name in its first line that stands in it. A
/// line of somebody's own stays.
pub(super) fn headed(text: String, pack: &Table) -> String {
    let named = pack.get("municipality").and_then(|of| of.get("name"));
    let (Some(name), Some((first, rest))) = (named.and_then(Value::as_str), text.split_once('\n'))
    else {
        return text;
    };
    if first.starts_with(HEAD[0]) && first.ends_with(HEAD[1]) {
        format!("{}\n{rest}", head(name))
    } else {
        text
    }
}

/// How a municipality fills in a pack. What it leaves empty stays as the pack has it.
#[derive(Debug, Clone)]
pub struct Filled {
    /// Which municipality.
    pub municipality: Known,
    /// Is talking to the own team coordinator a step of the route?
    pub coordinator_step: bool,
    /// The region it works together in.
    pub region: Option<String>,
    /// Who adopted the policy.
    pub by: Option<String>,
    /// The title of the policy document.
    pub document: Option<String>,
}

impl Filled {
    /// This pack, filled in.
    ///
    /// # Errors
    /// When the pack is not sound.
    pub fn into_pack(self, text: &str) -> Result<String, Faults> {
        let (of, adopted) = (Place::Named("municipality"), Place::Named("adopted"));
        let mut edit = Edit::default()
            .and(
                Place::Top,
                "coordinator_step",
                Some(self.coordinator_step.into()),
            )
            .municipality(self.municipality);
        for (place, key, value) in [
            (of, "region", self.region),
            (adopted, "by", self.by),
            (adopted, "document", self.document),
        ] {
            if let Some(value) = value {
                edit = edit.and(place, key, Some(value.into()));
            }
        }
        edited(text, &edit)
    }

    /// The example pack, filled in: from then on a pack of the municipality's own.
    ///
    /// # Errors
    /// Never: the example is sound.
    pub fn into_example(self) -> Result<String, Faults> {
        let known = self.municipality;
        // What nobody filled in is not known: the example's own words are nobody's policy.
        let said = |text: &Option<String>| Some(text.clone().unwrap_or_default());
        let filled = Self {
            region: said(&self.region),
            by: said(&self.by),
            document: said(&self.document),
            ..self
        };
        let text = edited(
            &filled.into_pack(stored::EXAMPLE)?,
            &Edit::default().version("1"),
        )?;
        // The first line says that it is an example, which it is no longer.
        let rest = text.split_once('\n').map_or("", |(_, rest)| rest);
        Ok(format!("{}\n{rest}", head(known.name)))
    }
}
