//! What a partner sends, and what it is told. No I/O.

use std::collections::BTreeSet;

use platform::Millis;
use platform::calendar::{day_of, end_of_day};
use platform::clock::{self, DAY};
use uuid::Uuid;

use crate::origin::{LONGEST, Marked, Origin, Part, Way, what_is_under_wpg_or_wgs_goes_nowhere};
use crate::refusal::{Ended, Fault, Refusal};
use crate::reporters::Reporter;
use crate::signals::{Kind, Report};

/// So many parts a form has at most.
pub const MOST: usize = 8;

/// The fields of each part: its words, its law, its end, who is named in it alone.
pub(super) const FIELDS: [[&str; 4]; MOST] = [
    ["part-0-text", "part-0-law", "part-0-ends", "part-0-only"],
    ["part-1-text", "part-1-law", "part-1-ends", "part-1-only"],
    ["part-2-text", "part-2-law", "part-2-ends", "part-2-only"],
    ["part-3-text", "part-3-law", "part-3-ends", "part-3-only"],
    ["part-4-text", "part-4-law", "part-4-ends", "part-4-only"],
    ["part-5-text", "part-5-law", "part-5-ends", "part-5-only"],
    ["part-6-text", "part-6-law", "part-6-ends", "part-6-only"],
    ["part-7-text", "part-7-law", "part-7-ends", "part-7-only"],
];

/// Police data and data of partnerships are kept for five years at most (Wpg art. 8; Besluit WGS).
const YEARS: i64 = 5;

/// A signal of a partner, read.
pub struct Coming {
    /// With which form: sent twice it is one.
    pub form_id: Uuid,
    /// Of everything that was sent.
    pub digest: [u8; 32],
    pub kind: Kind,
    /// What stands under no other law.
    pub report: Report,
    pub origin: Origin,
    /// What does.
    pub marked: Vec<Part>,
    /// Who spoke there.
    pub contact: Option<Reporter>,
    /// It is another signal, although one of this partner with this reference is here.
    pub apart: bool,
}

impl Coming {
    /// Nothing that can be looked at.
    #[must_use]
    pub fn says_nothing(&self) -> bool {
        self.report.says_nothing() && self.marked.is_empty()
    }

    /// What stands beside the report holds nothing of what is under another law. A partner of the policy is called what it
    /// is called.
    ///
    /// # Errors
    /// A fault at each field that does.
    pub fn goes_nowhere(&self) -> Ended {
        let marked: Vec<Marked> = self.marked.iter().map(Marked::not_kept_yet).collect();
        let from = &self.origin;
        let mut fields = vec![("reference", &from.reference), ("words", &from.words)];
        if from.partner.is_none() {
            fields.push(("organisation", &from.organisation));
        }
        let mut faults = Vec::new();
        for (field, text) in fields {
            let words = (field, text.as_str());
            match what_is_under_wpg_or_wgs_goes_nowhere(&marked, &self.report, words) {
                Err(Refusal::Typed(found)) => faults.extend(found),
                other => other?,
            }
        }
        all(faults)
    }
}

/// Until when, of a day as forms give it.
pub(super) fn until(day: &str) -> Option<Millis> {
    clock::start_of(day.trim()).map(|begins| end_of_day(day_of(begins)))
}

/// A part under another law ends after today, and within five years.
#[must_use]
pub fn can_end(ends_at: Millis, now: Millis) -> bool {
    let today = end_of_day(day_of(now));
    (today + 1..=now + (YEARS * 366) * DAY).contains(&ends_at)
}

/// A signal comes in today or came in within the year: longer ago it is a slip of the keys.
pub(super) fn could_be(at: Millis, now: Millis) -> bool {
    (now - 366 * DAY..=now).contains(&at)
}

/// What the officer told the partner that sent the signal, or why nothing.
#[derive(Debug, Clone)]
pub struct TellBack {
    /// `None`: nothing was told.
    pub way: Option<Way>,
    /// The day it was told; `None` when that could not be read.
    pub at: Option<Millis>,
    pub text: String,
    /// It says something of a person: it stands in the register of what was shared.
    pub discloses: bool,
    /// Words that may be the reporter's, and that the officer says to be somebody else's.
    pub someone_else: BTreeSet<String>,
}

impl TellBack {
    /// What is missing, or cannot be.
    ///
    /// # Errors
    /// Which fields, and why.
    pub fn can_be(&self, now: Millis) -> Ended {
        let mut faults = Vec::new();
        if self.way.is_some() {
            match self.at {
                Some(at) if could_be(at, now) => {}
                _ => faults.push(Fault::new("day", "told-day")),
            }
        }
        if self.text.trim().is_empty() {
            faults.push(Fault::new("text", "told-text"));
        } else if self.text.chars().count() > LONGEST {
            faults.push(Fault::new("text", "from-long"));
        }
        all(faults)
    }
}

/// A part that may be kept longer.
#[derive(Debug, Clone)]
pub struct Longer {
    /// `None` when that could not be read.
    pub until: Option<Millis>,
    pub why: String,
}

impl Longer {
    /// Until when, if it can be.
    ///
    /// # Errors
    /// Which fields, and why.
    pub fn until(&self, before: Millis, now: Millis) -> Ended<Millis> {
        let mut faults = Vec::new();
        let until = self.until.filter(|at| can_end(*at, now) && *at > before);
        if until.is_none() {
            faults.push(Fault::new("until", "longer-until"));
        }
        if self.why.trim().is_empty() {
            faults.push(Fault::new("why", "longer-why"));
        } else if self.why.chars().count() > LONGEST {
            faults.push(Fault::new("why", "from-long"));
        }
        all(faults)?;
        until.ok_or_else(|| Refusal::of("until", "longer-until"))
    }
}

pub(super) fn all(faults: Vec<Fault>) -> Ended {
    if faults.is_empty() {
        Ok(())
    } else {
        Err(Refusal::Typed(faults))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_under_another_law_ends_after_today_and_within_five_years() {
        let now = 1_795_000_000_000;
        assert!(!can_end(now, now));
        assert!(!can_end(end_of_day(day_of(now)), now), "today");
        assert!(can_end(end_of_day(day_of(now + DAY)), now));
        assert!(can_end(now + 5 * 365 * DAY, now));
        assert!(!can_end(now + 6 * 365 * DAY, now));
    }
}
