//! A fault in a pack, told so that somebody can mend it.

use std::fmt;

/// One fault: where it stands (1-based) and what was expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Line in the pack, from 1.
    pub line: usize,
    /// Place in the line in characters, from 1.
    pub column: usize,
    /// What is wrong and what was expected, in English.
    pub message: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.line, self.column, self.message)
    }
}

/// Everything wrong with one pack. Printed a line each.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
pub struct Faults(pub Vec<Fault>);

/// Line and column (in characters) of a byte offset.
pub(crate) fn locate(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    (
        before.matches('\n').count() + 1,
        before[line_start..].chars().count() + 1,
    )
}
