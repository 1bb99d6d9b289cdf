//! What an attacker knows: sums of whole numbers that are not negative, each between two bounds.
//!
//! Numbers no statement tells apart are taken together, and what no statement connects falls into
//! parts that can be thought through one by one. A country's table shrinks to what is really said
//! in it.

use rustc_hash::FxHashMap;

/// A sum that was published, directly or as an interval.
#[derive(Clone, Debug)]
pub struct Known {
    /// What is summed.
    pub atoms: Vec<u32>,
    /// The sum is at least this.
    pub low: i64,
    /// The sum is at most this; [`super::attack::NO_LIMIT`]: nothing is said.
    pub high: i64,
}

/// A sum that was not shown, and what must stay open about it: it may be 0, and it may be `reach`.
#[derive(Clone, Debug)]
pub struct Hidden {
    /// What is summed.
    pub atoms: Vec<u32>,
    /// k - 1.
    pub reach: i64,
}

/// A statement in terms of classes.
#[derive(Clone, Debug)]
pub struct Row {
    /// What is summed, ascending.
    pub classes: Vec<u32>,
    /// The sum is at least this.
    pub low: i64,
    /// The sum is at most this.
    pub high: i64,
}

/// Numbers that no statement tells apart, as one; statements over them; and what is hidden.
#[derive(Clone, Debug)]
pub struct System {
    /// The statements, in the order they were given.
    pub rows: Vec<Row>,
    /// Statements of each class.
    pub rows_of: Vec<Vec<u32>>,
    /// Class of each atom.
    pub class_of: Vec<u32>,
    /// The part of the system each class is in.
    pub part_of: Vec<u32>,
    /// The classes of each part.
    pub parts: Vec<Vec<u32>>,
    /// The hidden sums, in the order they were given.
    pub targets: Vec<Target>,
}

/// A hidden sum: the classes wholly in it, and all it touches.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Target {
    /// Classes all of whose atoms are in it: when these are 0, it may be 0.
    pub whole: Vec<u32>,
    /// Classes that have an atom in it.
    pub touched: Vec<u32>,
    /// k - 1.
    pub reach: i64,
}

impl System {
    /// Gathers so many atoms into classes and parts.
    pub fn new(atoms: usize, known: &[Known], hidden: &[Hidden]) -> Self {
        let Classes {
            of_atom: class_of,
            size,
            rows_of,
        } = Classes::of(atoms, known);
        let mut rows: Vec<Row> = known
            .iter()
            .map(|known| Row {
                classes: Vec::new(),
                low: known.low,
                high: known.high,
            })
            .collect();
        for (class, signature) in rows_of.iter().enumerate() {
            for row in signature {
                rows[*row as usize].classes.push(class as u32);
            }
        }
        let mut within: FxHashMap<u32, u32> = FxHashMap::default();
        let targets = hidden
            .iter()
            .map(|hidden| target(hidden, &class_of, &size, &mut within))
            .collect();
        let (part_of, parts) = apart(&rows, rows_of.len());
        Self {
            rows,
            rows_of,
            class_of,
            part_of,
            parts,
            targets,
        }
    }

    /// How many classes there are.
    pub fn classes(&self) -> usize {
        self.rows_of.len()
    }

    /// Numbers per atom as numbers per class.
    pub fn gathered(&self, atoms: &[i64]) -> Vec<i64> {
        let mut classes = vec![0; self.classes()];
        for (class, value) in self.class_of.iter().zip(atoms) {
            classes[*class as usize] += value;
        }
        classes
    }

    /// These numbers per class agree with every statement.
    pub fn holds(&self, values: &[i64]) -> bool {
        values.iter().all(|value| *value >= 0)
            && self.rows.iter().all(|row| {
                let sum: i64 = row
                    .classes
                    .iter()
                    .map(|class| values[*class as usize])
                    .sum();
                (row.low..=row.high).contains(&sum)
            })
    }
}

/// Atoms that no statement tells apart, taken together.
struct Classes {
    of_atom: Vec<u32>,
    /// How many atoms each class has.
    size: Vec<u32>,
    /// The statements about each class, which are what it is known by.
    rows_of: Vec<Vec<u32>>,
}

impl Classes {
    fn of(atoms: usize, known: &[Known]) -> Self {
        let mut signatures: Vec<Vec<u32>> = vec![Vec::new(); atoms];
        for (row, known) in known.iter().enumerate() {
            for atom in &known.atoms {
                signatures[*atom as usize].push(row as u32);
            }
        }
        let mut number: FxHashMap<Vec<u32>, u32> = FxHashMap::default();
        let mut rows_of: Vec<Vec<u32>> = Vec::new();
        let mut size: Vec<u32> = Vec::new();
        let of_atom = signatures
            .into_iter()
            .map(|signature| {
                let class = *number.entry(signature).or_insert_with_key(|signature| {
                    rows_of.push(signature.clone());
                    size.push(0);
                    rows_of.len() as u32 - 1
                });
                size[class as usize] += 1;
                class
            })
            .collect();
        Self {
            of_atom,
            size,
            rows_of,
        }
    }
}

/// A hidden sum in terms of classes. `within` is working memory, kept from one sum to the next.
fn target(
    hidden: &Hidden,
    class_of: &[u32],
    size: &[u32],
    within: &mut FxHashMap<u32, u32>,
) -> Target {
    within.clear();
    for atom in &hidden.atoms {
        *within.entry(class_of[*atom as usize]).or_default() += 1;
    }
    let mut touched: Vec<u32> = within.keys().copied().collect();
    touched.sort_unstable();
    let whole = touched
        .iter()
        .copied()
        .filter(|class| within[class] == size[*class as usize])
        .collect();
    Target {
        whole,
        touched,
        reach: hidden.reach,
    }
}

fn apart(rows: &[Row], classes: usize) -> (Vec<u32>, Vec<Vec<u32>>) {
    let mut leader: Vec<u32> = (0..classes as u32).collect();
    for row in rows {
        for pair in row.classes.windows(2) {
            let (a, b) = (find(&mut leader, pair[0]), find(&mut leader, pair[1]));
            leader[a.max(b) as usize] = a.min(b);
        }
    }
    let mut number: FxHashMap<u32, u32> = FxHashMap::default();
    let mut parts: Vec<Vec<u32>> = Vec::new();
    let part_of = (0..classes as u32)
        .map(|class| {
            let leader = find(&mut leader, class);
            let part = *number.entry(leader).or_insert_with(|| {
                parts.push(Vec::new());
                parts.len() as u32 - 1
            });
            parts[part as usize].push(class);
            part
        })
        .collect();
    (part_of, parts)
}

fn find(leader: &mut [u32], mut class: u32) -> u32 {
    while leader[class as usize] != class {
        leader[class as usize] = leader[leader[class as usize] as usize];
        class = leader[class as usize];
    }
    class
}
