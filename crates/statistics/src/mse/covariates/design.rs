//! The table over lists and covariates, and the columns of its design.

use std::collections::BTreeMap;

use crate::mse::counts::Set;

/// What a column of the file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Variable {
    /// A list: 0 or 1.
    List {
        /// Name of the column.
        name: String,
    },
    /// A covariate with categories.
    Category {
        /// Name of the column.
        name: String,
        /// The categories.
        levels: Vec<String>,
        /// The level the others are compared with, the most frequent one.
        base: usize,
    },
    /// A covariate that is a year.
    Year {
        /// Name of the column.
        name: String,
        /// The years, ascending.
        years: Vec<i64>,
    },
}

impl Variable {
    /// The name of the column.
    pub fn name(&self) -> &str {
        match self {
            Self::List { name } | Self::Category { name, .. } | Self::Year { name, .. } => name,
        }
    }

    /// The values that the column can have, in the order of the levels of a [`Table`].
    pub fn levels(&self) -> Vec<String> {
        match self {
            Self::List { .. } => vec!["0".to_owned(), "1".to_owned()],
            Self::Category { levels, .. } => levels.clone(),
            Self::Year { years, .. } => years.iter().map(ToString::to_string).collect(),
        }
    }

    fn size(&self) -> usize {
        match self {
            Self::List { .. } => 2,
            Self::Category { levels, .. } => levels.len(),
            Self::Year { years, .. } => years.len(),
        }
    }

    /// Columns of the design for this level, whole numbers: 0/1 for lists and categories, the year
    /// and its square from the middle for a year.
    fn columns(&self, level: usize) -> Vec<i64> {
        match self {
            Self::List { .. } => vec![i64::from(level == 1)],
            Self::Category { levels, base, .. } => (0..levels.len())
                .filter(|other| other != base)
                .map(|other| i64::from(other == level))
                .collect(),
            Self::Year { years, .. } => {
                let middle = years[years.len() / 2];
                let year = years[level] - middle;
                match years.len() {
                    0 | 1 => Vec::new(),
                    2 => vec![year],
                    _ => vec![year, year * year],
                }
            }
        }
    }
}

/// One variable, or two that act together; places of variables, ascending.
pub type Term = Vec<usize>;

/// Counts over all combinations of levels.
#[derive(Clone, Debug)]
pub struct Table {
    /// The columns, in the order of the file.
    pub variables: Vec<Variable>,
    /// Levels of every variable and the count; combinations on no list are among them, with count
    /// 0.
    pub cells: Vec<(Vec<usize>, u64)>,
}

/// More combinations than this are refused: the search would take minutes and say nothing.
pub const MOST_CELLS: usize = 20_000;

impl Table {
    /// `rows`: levels of every variable, and a count.
    ///
    /// # Errors
    /// When there are more than [`MOST_CELLS`] combinations: the number there would be.
    pub fn new(variables: Vec<Variable>, rows: &[(Vec<usize>, u64)]) -> Result<Self, usize> {
        let size = variables.iter().fold(1_usize, |size, variable| {
            size.saturating_mul(variable.size())
        });
        if size > MOST_CELLS {
            return Err(size);
        }
        let mut variables = variables;
        for (place, variable) in variables.iter_mut().enumerate() {
            if let Variable::Category { levels, base, .. } = variable {
                let persons = |level: usize| -> u64 {
                    rows.iter()
                        .filter(|(levels, _)| levels[place] == level)
                        .map(|(_, count)| count)
                        .sum()
                };
                *base = (0..levels.len())
                    .rev()
                    .max_by_key(|level| persons(*level))
                    .unwrap_or_default();
            }
        }
        let mut counts: BTreeMap<Vec<usize>, u64> = BTreeMap::new();
        for (levels, count) in rows {
            *counts.entry(levels.clone()).or_default() += count;
        }
        let mut cells = Vec::with_capacity(size);
        let mut levels = vec![0; variables.len()];
        loop {
            cells.push((
                levels.clone(),
                counts.get(&levels).copied().unwrap_or_default(),
            ));
            let Some(place) = (0..variables.len())
                .rev()
                .find(|place| levels[*place] + 1 < variables[*place].size())
            else {
                return Ok(Self { variables, cells });
            };
            levels[place] += 1;
            levels[place + 1..].fill(0);
        }
    }

    /// The column at this place is a list.
    pub fn is_list(&self, variable: usize) -> bool {
        matches!(self.variables[variable], Variable::List { .. })
    }

    /// How many columns are lists.
    pub fn lists(&self) -> usize {
        (0..self.variables.len())
            .filter(|variable| self.is_list(*variable))
            .count()
    }

    /// On no list at all: what is estimated.
    pub fn is_dark(&self, levels: &[usize]) -> bool {
        levels
            .iter()
            .enumerate()
            .all(|(variable, level)| !self.is_list(variable) || *level == 0)
    }

    /// Persons on at least one list.
    pub fn observed(&self) -> u64 {
        self.cells.iter().map(|(_, count)| count).sum()
    }

    /// The capture histories alone, over all groups and years.
    pub fn histories(&self) -> Vec<(Set, u64)> {
        let lists: Vec<usize> = (0..self.variables.len())
            .filter(|variable| self.is_list(*variable))
            .collect();
        self.cells
            .iter()
            .map(|(levels, count)| {
                let history = lists.iter().enumerate().fold(0, |set, (place, list)| {
                    set | ((levels[*list] as Set) << place)
                });
                (history, *count)
            })
            .collect()
    }

    /// Name of a term: `R1:X2`.
    pub fn name(&self, term: &[usize]) -> String {
        let names: Vec<&str> = term
            .iter()
            .map(|variable| self.variables[*variable].name())
            .collect();
        names.join(":")
    }

    /// Columns of a term for a cell.
    pub fn columns(&self, term: &[usize], levels: &[usize]) -> Vec<i64> {
        term.iter().fold(vec![1], |columns, variable| {
            let own = self.variables[*variable].columns(levels[*variable]);
            columns
                .iter()
                .flat_map(|column| own.iter().map(move |value| column * value))
                .collect()
        })
    }
}

/// The design of a model on a table. A combination of levels that nobody has, in a term of the
/// model, has its parameter at minus infinity: the column and every cell of the combination leave,
/// as with lists that share nobody.
pub struct Design {
    /// Columns of the model, those at minus infinity too.
    pub width: usize,
    /// The columns that stay.
    pub live: Vec<usize>,
    /// Rows of the cells that were observed, with their counts.
    pub rows: Vec<(Vec<i64>, u64)>,
    /// Rows of the cells on no list, with their place in the table.
    pub dark: Vec<(usize, Vec<i64>)>,
}

impl Design {
    /// The design of the model with these terms and an intercept.
    pub fn new(table: &Table, terms: &[Term]) -> Self {
        let full: Vec<(Vec<i64>, bool, u64)> = table
            .cells
            .iter()
            .map(|(levels, count)| {
                let mut row = vec![1];
                for term in terms {
                    row.extend(table.columns(term, levels));
                }
                (row, table.is_dark(levels), *count)
            })
            .collect();
        let width = full[0].0.len();
        let is_dead = |column: usize| {
            full.iter().all(|(row, _, _)| row[column] >= 0)
                && full
                    .iter()
                    .all(|(row, dark, count)| *dark || *count == 0 || row[column] == 0)
        };
        let dead: Vec<usize> = (0..width).filter(|column| is_dead(*column)).collect();
        let live: Vec<usize> = (0..width).filter(|column| !dead.contains(column)).collect();
        let mut design = Self {
            width,
            live,
            rows: Vec::new(),
            dark: Vec::new(),
        };
        for (place, (row, dark, count)) in full.into_iter().enumerate() {
            if dead.iter().any(|column| row[*column] != 0) {
                continue;
            }
            let row = design.live.iter().map(|column| row[*column]).collect();
            if dark {
                design.dark.push((place, row));
            } else {
                design.rows.push((row, count));
            }
        }
        design
    }
}
