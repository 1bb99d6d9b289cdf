//! What a policy is called, who adopted it, when it holds, and with whom the municipality works together.

use serde_spanned::Spanned;
use toml::Value;

use super::{Edit, Place};
use crate::pack::Pack;

/// What a pack says of the policy as a document, and of the municipality's region.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// The title of the policy document; empty where nobody filled it in.
    pub title: String,
    /// Who adopted it; may be empty too.
    pub by: String,
    /// First day that it holds, `2026-01-01`; none where the document names none.
    pub from: Option<String>,
    /// Last day that it holds; none when no end was set.
    pub until: Option<String>,
    /// The region it works together in; may be empty.
    pub region: String,
    /// Names of neighbouring municipalities.
    pub neighbours: Vec<String>,
}

impl Pack {
    /// The same, as it stands here.
    #[must_use]
    pub fn document(&self) -> Document {
        let (adopted, of) = (&self.adopted, &self.municipality);
        let day = |day: &Option<Spanned<String>>| day.as_ref().map(|day| day.get_ref().clone());
        Document {
            title: adopted.document.clone(),
            by: adopted.by.clone(),
            from: day(&adopted.from),
            until: day(&adopted.until),
            region: of.region.clone(),
            neighbours: of.neighbours.clone(),
        }
    }
}

impl Edit {
    /// What the policy is called, who adopted it, when it holds, and the region. A day that is none goes
    /// from the file.
    #[must_use]
    pub fn document(self, document: &Document) -> Self {
        let (of, adopted) = (Place::Named("municipality"), Place::Named("adopted"));
        let text = |text: &String| Some(Value::from(text.clone()));
        let day = |day: &Option<String>| day.clone().map(Value::from);
        let neighbours = document.neighbours.iter().cloned().map(Value::from);
        self.and(adopted, "document", text(&document.title))
            .and(adopted, "by", text(&document.by))
            .and(adopted, "from", day(&document.from))
            .and(adopted, "until", day(&document.until))
            .and(of, "region", text(&document.region))
            .and(of, "neighbours", Some(Value::Array(neighbours.collect())))
    }
}
