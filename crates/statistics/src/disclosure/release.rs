//! A publication: the document that leaves the house. Everything in it is made from protected
//! figures; cells that are small, empty, or hidden for others look the same.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::codes::{PERIOD, TOTAL};
use super::gate::Profile;
use super::period::Period;
use super::table::{Dimension, Node};

/// The one sign for small, empty and hidden.
pub const HIDDEN: &str = "·";

/// The format of the document; another one is refused.
pub const FORMAT: &str = "meldroute-table-1";

/// A published table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Release {
    /// [`FORMAT`].
    pub format: String,
    /// Who may read it.
    pub profile: Profile,
    /// Smaller numbers are never shown.
    pub k: u64,
    /// Figures are rounded to multiples of this.
    pub base: u64,
    /// Version of the code lists.
    pub codes: String,
    /// Names of the columns the table is split by.
    pub by: Vec<String>,
    /// One municipality; none: all, or not told.
    pub area: Option<String>,
    /// The whole time the table is about; none when not told.
    pub span: Option<String>,
    /// The first day on which it may be published.
    pub not_before: Option<String>,
    /// Share of the noise budget, for the profile `region`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub epsilon: Option<f64>,
    /// Categories in the order of the code lists; the first of each dimension is the total.
    pub dimensions: Vec<Stated>,
    /// A code per dimension, `value`, and `percent` of the total.
    pub cells: Vec<Map<String, Value>>,
    /// What a reader must know.
    pub note: Note,
}

/// What a reader must know, in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// In Dutch.
    pub nl: String,
    /// In English.
    pub en: String,
}

/// A dimension as it is published.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stated {
    /// Name of the column.
    pub name: String,
    /// Its categories, the total first.
    pub categories: Vec<StatedCategory>,
}

/// A category as it is published.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StatedCategory {
    /// Its code in the cells.
    pub code: String,
    /// Its name in words.
    pub label: String,
    /// Code of the wider category; none for the total.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
}

impl Stated {
    /// A dimension with the codes of its parents instead of their places.
    pub fn of(dimension: &Dimension) -> Self {
        let category = |node: &Node| StatedCategory {
            code: node.code.clone(),
            label: node.label.clone(),
            parent: node
                .parent
                .map(|parent| dimension.nodes[parent].code.clone()),
        };
        Self {
            name: dimension.name.clone(),
            categories: dimension.nodes.iter().map(category).collect(),
        }
    }

    /// # Errors
    /// When the tree is no tree: somebody has changed the document.
    pub fn dimension(&self) -> Result<Dimension, String> {
        let mut nodes: Vec<Node> = Vec::new();
        for category in &self.categories {
            let parent = match &category.parent {
                None if nodes.is_empty() && category.code == TOTAL => None,
                Some(parent) => Some(
                    nodes
                        .iter()
                        .position(|node| node.code == *parent)
                        .ok_or_else(|| {
                            format!(
                                "dimension {}: no parent {parent} above {}",
                                self.name, category.code
                            )
                        })?,
                ),
                None => return Err(format!("dimension {}: expected the total first", self.name)),
            };
            nodes.push(Node {
                code: category.code.clone(),
                label: category.label.clone(),
                parent,
            });
        }
        if nodes.is_empty() {
            return Err(format!("dimension {}: no categories", self.name));
        }
        Ok(Dimension {
            name: self.name.clone(),
            nodes,
        })
    }
}

impl Release {
    /// # Errors
    /// What is wrong, with line and column where it is no such document.
    pub fn parse(text: &str) -> Result<Self, String> {
        let release: Self = serde_json::from_str(text)
            .map_err(|error| format!("{}:{}: {error}", error.line(), error.column()))?;
        if release.format != FORMAT {
            return Err(format!(
                "expected the format {FORMAT}, found \"{}\"",
                release.format
            ));
        }
        if release
            .span
            .as_deref()
            .is_some_and(|span| Period::parse(span).is_none())
        {
            return Err("span: expected a period".to_owned());
        }
        Ok(release)
    }

    /// The document for every total below k: the same for none as for k - 1.
    pub fn is_constant(&self) -> bool {
        self.cells.len() == 1
            && self.cells[0].get("value") == Some(&Value::String(fewer_than(self.k)))
    }

    /// The span, read.
    pub fn period(&self) -> Option<Period> {
        self.span.as_deref().and_then(Period::parse)
    }

    /// As a table for a spreadsheet: a row a cell.
    ///
    /// # Errors
    /// When the text cannot be written.
    pub fn csv(&self) -> Result<String, csv::Error> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        let columns: Vec<&str> = self
            .by
            .iter()
            .map(String::as_str)
            .chain(["value", "percent"])
            .collect();
        writer.write_record(&columns)?;
        for cell in &self.cells {
            writer.write_record(
                columns
                    .iter()
                    .map(|column| cell.get(*column).and_then(Value::as_str).unwrap_or("")),
            )?;
        }
        let bytes = writer
            .into_inner()
            .map_err(csv::IntoInnerError::into_error)?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }
}

/// What stands for a total below k: `<10`.
pub fn fewer_than(k: u64) -> String {
    format!("<{k}")
}

/// One cell of the document. Hidden cells have the same fields as shown ones.
pub fn cell(names: &[String], codes: &[&str], value: &str, percent: &str) -> Map<String, Value> {
    names
        .iter()
        .map(String::as_str)
        .zip(codes.iter().copied())
        .chain([("value", value), ("percent", percent)])
        .map(|(name, text)| (name.to_owned(), Value::String(text.to_owned())))
        .collect()
}

/// A share of a total, from figures that are protected already: in tens, and only of 2k and more.
pub fn percent(shown: u64, total: u64, k: u64) -> Option<u64> {
    (total >= 2 * k).then(|| ((10.0 * shown as f64 / total as f64).round() as u64 * 10).min(100))
}

/// The name of a dimension says what its codes are: periods have no list.
pub fn is_time(dimension: &Dimension) -> bool {
    dimension.name == PERIOD
}
