//! The fixed universe: which categories and areas there are comes from a list with a version, never
//! from the data. A category nobody is in is in every table, and looks like any other that is not
//! shown.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// One category; `parent` is a wider one it is part of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Category {
    /// The code in files: `GM0335`; unique in its list.
    pub code: String,
    /// The name on screen.
    pub label: String,
    /// Code of the wider category; none: the total.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// Other words a file may use.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<String>,
}

/// The categories of one column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct List {
    /// Other names of the column.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<String>,
    /// The categories, parents before their parts.
    pub categories: Vec<Category>,
    /// The category of a person with more than one; it is one of the categories.
    pub multiple: String,
    /// The category of an empty field; it is one of the categories.
    pub unknown: String,
}

/// All lists, under one version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Codes {
    /// Which version of the lists this is; every publication names it.
    pub version: String,
    /// The lists by the name of their column.
    pub lists: BTreeMap<String, List>,
}

/// The name of the column of periods; its values are no list.
pub const PERIOD: &str = "period";
/// The name of the column that says where a case is counted.
pub const AREA: &str = "municipality";
/// The code of everything together.
pub const TOTAL: &str = "total";

impl Codes {
    /// The forms of the policy, and the municipalities of the Copen (bijlage 1; codes of Statistics
    /// Netherlands).
    ///
    /// # Panics
    /// Never: the shipped list is read by a test.
    #[must_use]
    pub fn shipped() -> Self {
        Self::parse(include_str!("codes.json")).expect("the shipped list is good")
    }

    /// # Errors
    /// What is wrong with the list, in words, with line and column where it is no JSON.
    pub fn parse(text: &str) -> Result<Self, String> {
        let codes: Self = serde_json::from_str(text)
            .map_err(|error| format!("{}:{}: {error}", error.line(), error.column()))?;
        for (name, list) in &codes.lists {
            list.check().map_err(|why| format!("list {name}: {why}"))?;
        }
        Ok(codes)
    }

    /// The list of a column, by any of its names, in English or Dutch.
    pub fn named(&self, name: &str) -> Option<(&str, &List)> {
        self.lists
            .iter()
            .find(|(own, list)| {
                own.eq_ignore_ascii_case(name)
                    || list.also.iter().any(|also| also.eq_ignore_ascii_case(name))
            })
            .map(|(own, list)| (own.as_str(), list))
    }
}

impl List {
    fn check(&self) -> Result<(), String> {
        for (place, category) in self.categories.iter().enumerate() {
            let code = &category.code;
            if code == TOTAL || code.is_empty() {
                return Err(format!("\"{code}\" cannot be a code"));
            }
            if self.categories[..place]
                .iter()
                .any(|other| other.code == *code)
            {
                return Err(format!("code \"{code}\" is there twice"));
            }
            // Parents come first, so that no category is its own ancestor.
            if let Some(parent) = &category.parent
                && !self.categories[..place]
                    .iter()
                    .any(|other| other.code == *parent)
            {
                return Err(format!(
                    "\"{code}\": expected its parent \"{parent}\" above it"
                ));
            }
        }
        for special in [&self.multiple, &self.unknown] {
            if !self.leaves().any(|leaf| leaf.code == *special) {
                return Err(format!("expected a category \"{special}\" without parts"));
            }
        }
        Ok(())
    }

    /// Categories that have no parts.
    pub fn leaves(&self) -> impl Iterator<Item = &Category> {
        self.categories.iter().filter(|category| {
            !self
                .categories
                .iter()
                .any(|other| other.parent.as_ref() == Some(&category.code))
        })
    }

    /// The category a file means by `text`: its code, label or another word. Nothing is the unknown
    /// one.
    pub fn find(&self, text: &str) -> Option<&Category> {
        let text = text.trim();
        if text.is_empty() {
            return self.leaves().find(|leaf| leaf.code == self.unknown);
        }
        let is = |word: &str| word.to_lowercase() == text.to_lowercase();
        self.leaves()
            .find(|leaf| is(&leaf.code) || is(&leaf.label) || leaf.also.iter().any(|also| is(also)))
    }
}
