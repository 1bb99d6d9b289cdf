//! What a policy pack has in figures and dates, as people say it.

use policy::{Faults, Term};

use super::Page;
use crate::clock;

impl Page {
    /// `5 jaar`, `24 uur`.
    #[must_use]
    pub fn term(&self, term: Term) -> String {
        let key = format!("term-{}", term.unit.id());
        self.with(&key, &[("count", term.count.to_string())])
    }

    /// A day as packs have it, in words: `31 december 2026`; what is no day stays as it is.
    #[must_use]
    pub fn day(&self, day: &str) -> String {
        clock::start_of(day).map_or_else(|| day.to_owned(), |at| self.date(&at))
    }

    /// Faults of a pack, each with its line and column, a sentence each.
    #[must_use]
    pub fn pack_faults(&self, faults: &Faults) -> String {
        let said = faults.0.iter().map(|fault| {
            let what = self.with(&format!("pack-fault-{}", fault.kind), &fault.values);
            let place = [
                ("line", fault.line.to_string()),
                ("column", fault.column.to_string()),
                ("what", what),
            ];
            self.with("pack-fault", &place)
        });
        said.collect::<Vec<_>>().join("\n")
    }
}
