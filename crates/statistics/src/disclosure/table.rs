//! A table over fixed dimensions: every cell there could be, with the persons in it.

use std::collections::HashMap;

use super::codes::{AREA, Category, Codes, PERIOD, TOTAL};
use super::period::Period;
use super::persons::{Case, Persons};

/// One dimension: a tree of categories, the whole first, parents before their parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dimension {
    /// Name of the column.
    pub name: String,
    /// The categories; the first is the total.
    pub nodes: Vec<Node>,
}

/// A category in its tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Its code.
    pub code: String,
    /// Its name in words.
    pub label: String,
    /// Place of the wider category; none for the total.
    pub parent: Option<usize>,
}

impl Dimension {
    fn new(name: &str, categories: &[Category]) -> Self {
        let mut nodes = vec![Node {
            code: TOTAL.to_owned(),
            label: "Totaal".to_owned(),
            parent: None,
        }];
        for category in categories {
            let parent = category
                .parent
                .as_ref()
                .and_then(|parent| nodes.iter().position(|node| node.code == *parent));
            nodes.push(Node {
                code: category.code.clone(),
                label: category.label.clone(),
                parent: Some(parent.unwrap_or(0)),
            });
        }
        Self {
            name: name.to_owned(),
            nodes,
        }
    }

    /// The whole span, its years when parts are half-years, and the parts.
    fn of_periods(span: Period, length: u32) -> Self {
        let node = |period: Period, parent| Node {
            code: period.to_string(),
            label: period.to_string(),
            parent,
        };
        let mut nodes = vec![Node {
            code: TOTAL.to_owned(),
            label: span.to_string(),
            parent: None,
        }];
        if length == 1 {
            for year in span.parts(2) {
                nodes.push(node(year, Some(0)));
                let parent = Some(nodes.len() - 1);
                nodes.extend(year.parts(1).map(|half| node(half, parent)));
            }
        } else {
            nodes.extend(span.parts(length).map(|part| node(part, Some(0))));
        }
        Self {
            name: PERIOD.to_owned(),
            nodes,
        }
    }

    /// A node with the nodes it is part of, itself first.
    pub fn line(&self, node: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(Some(node), |node| self.nodes[*node].parent)
    }

    /// No other category is part of it.
    pub fn is_leaf(&self, node: usize) -> bool {
        !self.nodes.iter().any(|other| other.parent == Some(node))
    }

    /// The place of the category with this code.
    pub fn place(&self, code: &str) -> Option<usize> {
        self.nodes.iter().position(|node| node.code == code)
    }
}

/// What a table is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    /// Code of one municipality; none: all of the list.
    pub area: Option<String>,
    /// The whole time; none: the data have no periods.
    pub span: Option<Period>,
}

/// Every cell, in the order of the code lists: one node of each dimension.
#[derive(Clone, Debug)]
pub struct Table {
    /// What it is split by.
    pub dimensions: Vec<Dimension>,
    /// The cells; the first is the total of all.
    pub cells: Vec<Cell>,
}

/// One cell, with who is in it.
#[derive(Clone, Debug)]
pub struct Cell {
    /// The node of each dimension.
    pub at: Vec<usize>,
    /// Ids of the persons, sorted.
    pub persons: Vec<String>,
}

impl Cell {
    /// How many persons are in it.
    pub fn count(&self) -> u64 {
        self.persons.len() as u64
    }
}

impl Table {
    /// # Errors
    /// A column that is neither a list nor the period, or that the file does not have.
    pub fn new(
        persons: &Persons,
        by: &[String],
        scope: &Scope,
        codes: &Codes,
    ) -> Result<Self, String> {
        let mut dimensions: Vec<Dimension> = Vec::new();
        for name in by {
            let dimension = if is_period(name) {
                let Some(span) = scope.span.filter(|_| persons.has_periods) else {
                    return Err(format!("--by {name}: the file has no column of periods"));
                };
                let length = persons
                    .cases
                    .iter()
                    .find_map(|case| case.period)
                    .map_or(2, Period::half_years);
                Dimension::of_periods(span, length)
            } else {
                let Some((own, list)) = codes.named(name) else {
                    let known: Vec<&str> = codes
                        .lists
                        .keys()
                        .map(String::as_str)
                        .chain([PERIOD])
                        .collect();
                    return Err(format!("--by {name}: expected one of {}", known.join(", ")));
                };
                if !persons.columns.iter().any(|column| column == own) {
                    return Err(format!("--by {name}: the file has no such column"));
                }
                Dimension::new(own, &list.categories)
            };
            if dimensions.iter().any(|other| other.name == dimension.name) {
                return Err(format!("--by {name}: named twice"));
            }
            dimensions.push(dimension);
        }
        Ok(Self::of(dimensions, persons.cases.iter()))
    }

    /// Counts cases into the cells of these dimensions.
    pub fn of<'a>(dimensions: Vec<Dimension>, cases: impl Iterator<Item = &'a Case>) -> Self {
        let sizes: Vec<usize> = dimensions
            .iter()
            .map(|dimension| dimension.nodes.len())
            .collect();
        let mut cells = Vec::with_capacity(sizes.iter().product());
        let mut at = vec![0; sizes.len()];
        loop {
            cells.push(Cell {
                at: at.clone(),
                persons: Vec::new(),
            });
            let Some(last) = (0..sizes.len())
                .rev()
                .find(|place| at[*place] + 1 < sizes[*place])
            else {
                break;
            };
            at[last] += 1;
            at[last + 1..].fill(0);
        }
        let places: Vec<HashMap<&str, usize>> = dimensions
            .iter()
            .map(|dimension| {
                dimension
                    .nodes
                    .iter()
                    .enumerate()
                    .map(|(place, node)| (node.code.as_str(), place))
                    .collect()
            })
            .collect();
        for case in cases {
            let leaf: Option<Vec<usize>> = dimensions
                .iter()
                .zip(&places)
                .map(|(dimension, places)| {
                    let code = if dimension.name == PERIOD {
                        case.period.map(|period| period.to_string())
                    } else {
                        case.codes.get(&dimension.name).cloned()
                    };
                    code.and_then(|code| places.get(code.as_str()).copied())
                })
                .collect();
            if let Some(leaf) = leaf {
                for at in above(&dimensions, &leaf) {
                    cells[index(&sizes, &at)].persons.push(case.id.clone());
                }
            }
        }
        for cell in &mut cells {
            cell.persons.sort_unstable();
        }
        Self { dimensions, cells }
    }

    /// Persons in the table.
    pub fn total(&self) -> u64 {
        self.cells[0].count()
    }

    /// The place of the cell with these nodes.
    pub fn cell(&self, at: &[usize]) -> usize {
        let sizes: Vec<usize> = self
            .dimensions
            .iter()
            .map(|dimension| dimension.nodes.len())
            .collect();
        index(&sizes, at)
    }

    /// The cell one level up along `dimension`.
    pub fn parent(&self, cell: usize, dimension: usize) -> Option<usize> {
        let mut at = self.cells[cell].at.clone();
        at[dimension] = self.dimensions[dimension].nodes[at[dimension]].parent?;
        Some(self.cell(&at))
    }
}

/// The name stands for the column of periods, in English or Dutch.
pub fn is_period(name: &str) -> bool {
    [PERIOD, "periode"]
        .iter()
        .any(|own| name.eq_ignore_ascii_case(own))
}

/// The columns of a table, by their own names.
pub fn own_names(by: &[String], codes: &Codes) -> Vec<String> {
    by.iter()
        .map(|name| {
            if is_period(name) {
                PERIOD.to_owned()
            } else {
                codes
                    .named(name)
                    .map_or_else(|| name.clone(), |(own, _)| own.to_owned())
            }
        })
        .collect()
}

/// Whether a table is split by municipality.
pub fn by_area(by: &[String]) -> bool {
    by.iter().any(|name| name == AREA)
}

/// Row-major place of a cell.
pub fn index(sizes: &[usize], at: &[usize]) -> usize {
    at.iter()
        .zip(sizes)
        .fold(0, |place, (node, size)| place * size + node)
}

/// All cells a leaf is part of, itself too.
pub fn above(dimensions: &[Dimension], leaf: &[usize]) -> Vec<Vec<usize>> {
    dimensions
        .iter()
        .zip(leaf)
        .fold(vec![Vec::new()], |lines, (dimension, node)| {
            lines
                .iter()
                .flat_map(|line| {
                    dimension.line(*node).map(move |node| {
                        let mut line = line.clone();
                        line.push(node);
                        line
                    })
                })
                .collect()
        })
}
