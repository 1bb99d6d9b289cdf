//! The columns of a table: which fields of the standard they are. No I/O.

use super::fault::{Fault, Faults, shown};
use super::standard::field;

/// The first column.
pub const REFERENCE: &str = "reference";

/// What the columns of a table are.
pub struct Columns {
    pub reference: Option<usize>,
    /// Place and name.
    pub fields: Vec<(usize, &'static str)>,
    /// As they can be shown.
    pub passed_over: Vec<String>,
}

impl Columns {
    /// Those of its first row.
    ///
    /// # Errors
    /// When two have one name, or none is of the standard.
    pub fn of(header: &::csv::StringRecord) -> Result<Self, Faults> {
        let (mut found, mut faults) = (
            Self {
                reference: None,
                fields: Vec::new(),
                passed_over: Vec::new(),
            },
            Faults::default(),
        );
        for (at, name) in header.iter().enumerate() {
            let name = name.trim();
            let known = field(name).map(|(_, field)| field.name);
            let mut twice = found.fields.iter().map(|(_, name)| *name);
            match known {
                Some(name) if twice.any(|other| other == name) => {
                    faults.add(|| two_columns(at, name));
                }
                Some(name) => found.fields.push((at, name)),
                None if name == REFERENCE && found.reference.is_some() => {
                    faults.add(|| two_columns(at, REFERENCE));
                }
                None if name == REFERENCE => found.reference = Some(at),
                None if name.is_empty() => {}
                None => found.passed_over.push(shown(name)),
            }
        }
        if found.fields.is_empty() {
            let message = "no column has the name of a field of HTCDS 2.0";
            faults.add(|| fault(1, 0, message.to_owned()));
        }
        faults.unless(found)
    }
}

fn two_columns(at: usize, name: &str) -> Fault {
    let message = format!("{name}: there are two columns of this name");
    fault(1, at, message)
}

/// Something that is wrong in a column of a line.
pub fn fault(line: u64, at: usize, message: String) -> Fault {
    let column = at as u64 + 1;
    Fault {
        line,
        column,
        message,
    }
}
