//! Several publications in one space: the finest pieces (atoms) their cells are made of.

use super::attack::NO_LIMIT;
use super::codes::AREA;
use super::period::Period;
use super::persons::Case;
use super::release::{HIDDEN, Release, is_time};
use super::rounding::behind;
use super::system::{Hidden, Known};
use super::table::Dimension;

/// A publication, taken apart.
#[derive(Clone, Debug)]
pub struct Statement {
    /// What the publication is split by.
    pub dimensions: Vec<Dimension>,
    /// One municipality; none: all, or not told.
    pub area: Option<String>,
    /// The whole time it is about; none: not told.
    pub span: Option<Period>,
    /// Smaller numbers are not shown.
    pub k: u64,
    /// What is told of each cell.
    pub cells: Vec<Told>,
}

/// What a publication tells of one cell.
#[derive(Clone, Debug)]
pub struct Told {
    /// The node of each dimension.
    pub at: Vec<usize>,
    /// None: hidden.
    pub between: Option<(i64, i64)>,
    /// The sum must stay open: a hidden cell, or a total of which only "fewer than k" was said.
    pub guarded: bool,
}

/// More pieces than this are refused.
const MOST_ATOMS: usize = 2_000_000;

/// A place no list names.
const ELSEWHERE: &str = "elsewhere";

impl Statement {
    /// # Errors
    /// What in the document is not as this program writes it.
    pub fn of(release: &Release) -> Result<Self, String> {
        let dimensions = release
            .dimensions
            .iter()
            .map(super::release::Stated::dimension)
            .collect::<Result<Vec<_>, _>>()?;
        let span = release.period();
        let reach = release.k.cast_signed() - 1;
        if release.is_constant() {
            // Whatever the table was to be split by, only its total was told.
            let cells = vec![Told {
                at: Vec::new(),
                between: Some((0, reach)),
                guarded: true,
            }];
            return Ok(Self {
                dimensions: Vec::new(),
                area: release.area.clone(),
                span,
                k: release.k,
                cells,
            });
        }
        let cells = release
            .cells
            .iter()
            .enumerate()
            .map(|(place, cell)| told(place + 1, cell, &dimensions, release.k))
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Self {
            dimensions,
            area: release.area.clone(),
            span,
            k: release.k,
            cells,
        })
    }

    /// Whether both can be about the same persons.
    pub fn shares_with(&self, other: &Self) -> bool {
        // Without a span it can be about any time.
        let time = match (self.span, other.span) {
            (Some(own), Some(others)) => own.overlaps(others),
            _ => true,
        };
        let place = match (&self.area, &other.area) {
            (Some(own), Some(others)) => own == others,
            _ => true,
        };
        time && place
    }
}

/// A cell of a document, read back; `number` counts from 1 and is for the message.
fn told(
    number: usize,
    cell: &serde_json::Map<String, serde_json::Value>,
    dimensions: &[Dimension],
    k: u64,
) -> Result<Told, String> {
    let text = |name: &str| {
        cell.get(name)
            .and_then(serde_json::Value::as_str)
            .ok_or_else(|| format!("cell {number}: no {name}"))
    };
    let at = dimensions
        .iter()
        .map(|dimension| {
            let code = text(&dimension.name)?;
            dimension
                .place(code)
                .ok_or_else(|| format!("cell {number}: {} has no {code}", dimension.name))
        })
        .collect::<Result<Vec<usize>, String>>()?;
    let value = text("value")?;
    let between = if value == HIDDEN {
        None
    } else {
        let shown: u64 = value
            .parse()
            .map_err(|_| format!("cell {number}: expected a number or {HIDDEN}, found {value}"))?;
        Some(behind(shown, k))
    };
    Ok(Told {
        at,
        between,
        guarded: between.is_none(),
    })
}

/// The atoms of some statements.
#[derive(Debug)]
pub struct Space {
    names: Vec<String>,
    leaves: Vec<Vec<String>>,
    /// Bounds of the pieces of time.
    times: Vec<u32>,
    /// A last piece for whatever time nobody named: only statements without a span reach it.
    any_time: bool,
}

const TIME: &str = "\u{0}time";

impl Space {
    /// # Errors
    /// When the statements together have too many pieces.
    pub fn new(statements: &[&Statement]) -> Result<Self, String> {
        let mut space = Self {
            names: Vec::new(),
            leaves: Vec::new(),
            times: Vec::new(),
            any_time: false,
        };
        for statement in statements {
            space.add_statement(statement);
        }
        space.add_areas(statements);
        space.times.sort_unstable();
        space.times.dedup();
        space.any_time =
            space.times.is_empty() || statements.iter().any(|statement| statement.span.is_none());
        let pieces = space.pieces();
        space.names.push(TIME.to_owned());
        space
            .leaves
            .push((0..pieces).map(|piece| piece.to_string()).collect());
        let size = space
            .leaves
            .iter()
            .fold(1_usize, |size, leaves| size.saturating_mul(leaves.len()));
        if size > MOST_ATOMS {
            return Err(format!(
                "the tables together have {size} pieces; expected at most {MOST_ATOMS}"
            ));
        }
        Ok(space)
    }

    /// The bounds of time and the categories that a statement splits by.
    fn add_statement(&mut self, statement: &Statement) {
        self.add_times(statement.span);
        for dimension in &statement.dimensions {
            if is_time(dimension) {
                for node in &dimension.nodes {
                    self.add_times(Period::parse(&node.code));
                }
            } else {
                let leaves = (0..dimension.nodes.len())
                    .filter(|node| *node != 0 && dimension.is_leaf(*node));
                for leaf in leaves {
                    self.add(&dimension.name, &dimension.nodes[leaf].code);
                }
            }
        }
    }

    fn add_times(&mut self, period: Option<Period>) {
        let bounds = period.map(|period| [period.start(), period.end()]);
        self.times.extend(bounds.into_iter().flatten());
    }

    /// The areas statements are about. When none is split by area, there is also the place that no
    /// statement is about.
    fn add_areas(&mut self, statements: &[&Statement]) {
        let has_areas = |space: &Self| space.names.iter().any(|name| name == AREA);
        let split_by_area = has_areas(self);
        for area in statements
            .iter()
            .filter_map(|statement| statement.area.as_deref())
        {
            self.add(AREA, area);
        }
        if !split_by_area && has_areas(self) {
            self.add(AREA, ELSEWHERE);
        }
    }

    fn add(&mut self, name: &str, leaf: &str) {
        let place = self
            .names
            .iter()
            .position(|own| own == name)
            .unwrap_or_else(|| {
                self.names.push(name.to_owned());
                self.leaves.push(Vec::new());
                self.names.len() - 1
            });
        if !self.leaves[place].iter().any(|own| own == leaf) {
            self.leaves[place].push(leaf.to_owned());
        }
    }

    /// How many atoms there are.
    pub fn atoms(&self) -> usize {
        self.leaves.iter().map(Vec::len).product()
    }

    fn pieces(&self) -> usize {
        self.times.len().saturating_sub(1) + usize::from(self.any_time)
    }

    fn times_within(&self, span: Option<Period>) -> Vec<usize> {
        match span {
            None => (0..self.pieces()).collect(),
            Some(span) => (0..self.times.len().saturating_sub(1))
                .filter(|piece| {
                    span.start() <= self.times[*piece] && self.times[*piece + 1] <= span.end()
                })
                .collect(),
        }
    }

    /// The atoms of each cell of a statement.
    pub fn cells(&self, statement: &Statement) -> Vec<Vec<u32>> {
        let fixed = self.fixed(statement);
        let held: Vec<(usize, Vec<Vec<usize>>)> = statement
            .dimensions
            .iter()
            .map(|dimension| self.held(dimension, statement.span))
            .collect();
        statement
            .cells
            .iter()
            .map(|told| {
                let mut within: Vec<&[usize]> = fixed.iter().map(Vec::as_slice).collect();
                for ((place, nodes), node) in held.iter().zip(&told.at) {
                    within[*place] = &nodes[*node];
                }
                self.product(&within)
            })
            .collect()
    }

    /// Per dimension of the space: what a statement is about as a whole, where it does not split.
    fn fixed(&self, statement: &Statement) -> Vec<Vec<usize>> {
        let within = |(place, name): (usize, &String)| match (name.as_str(), &statement.area) {
            (TIME, _) => self.times_within(statement.span),
            (AREA, Some(area)) => self.leaf(place, area).into_iter().collect(),
            _ => (0..self.leaves[place].len()).collect(),
        };
        self.names.iter().enumerate().map(within).collect()
    }

    fn leaf(&self, place: usize, code: &str) -> Option<usize> {
        self.leaves[place].iter().position(|own| own == code)
    }

    /// The place of a statement's dimension in the space, and the leaves that each of its nodes
    /// holds.
    fn held(&self, dimension: &Dimension, span: Option<Period>) -> (usize, Vec<Vec<usize>>) {
        let time = is_time(dimension);
        let name = if time { TIME } else { &dimension.name };
        let place = self
            .names
            .iter()
            .position(|own| own == name)
            .unwrap_or_default();
        let nodes = (0..dimension.nodes.len()).map(|node| {
            if time {
                let period = if node == 0 {
                    span
                } else {
                    Period::parse(&dimension.nodes[node].code)
                };
                return self.times_within(period);
            }
            (0..dimension.nodes.len())
                .filter(|leaf| dimension.is_leaf(*leaf) && *leaf != 0)
                .filter(|leaf| dimension.line(*leaf).any(|above| above == node))
                .filter_map(|leaf| self.leaf(place, &dimension.nodes[leaf].code))
                .collect()
        });
        (place, nodes.collect())
    }

    fn product(&self, within: &[&[usize]]) -> Vec<u32> {
        let mut atoms = vec![0_u32];
        for (leaves, chosen) in self.leaves.iter().zip(within) {
            atoms = atoms
                .iter()
                .flat_map(|atom| {
                    chosen
                        .iter()
                        .map(move |leaf| atom * leaves.len() as u32 + *leaf as u32)
                })
                .collect();
        }
        atoms
    }

    /// The atom of a person.
    pub fn atom(&self, case: &Case, area: Option<&str>, span: Option<Period>) -> Option<usize> {
        let mut atom = 0;
        for (name, leaves) in self.names.iter().zip(&self.leaves) {
            let place = match name.as_str() {
                TIME => self.times_within(case.period.or(span)).last().copied(),
                AREA => {
                    let own = area.unwrap_or(ELSEWHERE);
                    leaves
                        .iter()
                        .position(|leaf| leaf == own)
                        .or_else(|| leaves.iter().position(|leaf| leaf == ELSEWHERE))
                }
                // A column the file does not have: any will do, the sums over it are right.
                name => case
                    .codes
                    .get(name)
                    .map_or(Some(0), |code| leaves.iter().position(|leaf| leaf == code)),
            };
            atom = atom * leaves.len() + place?;
        }
        Some(atom)
    }

    /// What is known, and what must stay open, from these statements; with the statement and cell
    /// of each hidden sum.
    pub fn told(
        &self,
        statements: &[&Statement],
    ) -> (Vec<Known>, Vec<Hidden>, Vec<(usize, usize)>) {
        let (mut known, mut hidden, mut of) = (Vec::new(), Vec::new(), Vec::new());
        for (number, statement) in statements.iter().enumerate() {
            for (place, (told, atoms)) in statement
                .cells
                .iter()
                .zip(self.cells(statement))
                .enumerate()
            {
                if told.guarded {
                    hidden.push(Hidden {
                        atoms: atoms.clone(),
                        reach: statement.k.cast_signed() - 1,
                    });
                    of.push((number, place));
                }
                if let Some((low, high)) = told.between {
                    known.push(Known {
                        atoms,
                        low,
                        high: high.min(NO_LIMIT),
                    });
                }
            }
        }
        (known, hidden, of)
    }
}
