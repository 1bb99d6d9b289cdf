//! The ledger: every publication ever, in order, each sealed to the one before. What was published
//! stays published: the same question gets the same document, whatever has changed in the data.

use serde::{Deserialize, Serialize};

use super::period::Period;
use super::release::Release;
use super::rounding::{Key, hexadecimal};

const FORMAT: &str = "meldroute-ledger-1";

/// What a publication is about, also where the document itself does not tell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// From 1, without gaps.
    pub number: u64,
    /// Area and span as the file had them, when they were not asked for.
    pub area: Option<String>,
    /// The whole time, likewise: a period.
    pub span: Option<String>,
    /// The document as it left the house.
    pub release: Release,
    /// Keyed digest of this entry and the one before.
    pub seal: String,
}

impl Entry {
    /// The span, read.
    pub fn period(&self) -> Option<Period> {
        self.span.as_deref().and_then(Period::parse)
    }
}

/// All publications of one ledger, whose seals were checked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ledger {
    format: String,
    /// The publications, in order.
    pub entries: Vec<Entry>,
}

/// The last seal and the number of entries, kept beside the key: a ledger that was cut short or put
/// back is noticed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct Head {
    /// How many publications there are.
    pub entries: u64,
    /// Seal of the last one; empty when there is none.
    pub seal: String,
}

/// Why a ledger is not trusted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    /// The file is no ledger of this format: what is wrong, with line and column.
    #[error("{0}")]
    NotALedger(String),
    /// The first entry with a wrong seal or number.
    #[error("entry {0} was changed, moved, or made with another key")]
    Entry(u64),
    /// Entries that the head knows are not there.
    #[error("{expected} publications were made, the ledger has {found}: some were taken away")]
    CutShort {
        /// Entries that the head knows.
        expected: u64,
        /// Entries in the file.
        found: u64,
    },
}

impl Default for Ledger {
    fn default() -> Self {
        Self {
            format: FORMAT.to_owned(),
            entries: Vec::new(),
        }
    }
}

impl Ledger {
    /// Reads and checks every seal.
    ///
    /// # Errors
    /// When a publication was changed, moved or taken away.
    pub fn open(text: &str, key: &Key, head: &Head) -> Result<Self, Broken> {
        let ledger: Self = serde_json::from_str(text).map_err(|error| {
            Broken::NotALedger(format!("{}:{}: {error}", error.line(), error.column()))
        })?;
        if ledger.format != FORMAT {
            return Err(Broken::NotALedger(format!(
                "expected the format {FORMAT}, found \"{}\"",
                ledger.format
            )));
        }
        let mut before = String::new();
        for (place, entry) in ledger.entries.iter().enumerate() {
            let number = place as u64 + 1;
            if entry.number != number || entry.seal != seal(entry, &before, key) {
                return Err(Broken::Entry(number));
            }
            before.clone_from(&entry.seal);
        }
        // One entry more than the head knows: the program was cut off between the two files.
        let known = usize::try_from(head.entries).unwrap_or(usize::MAX);
        let found = ledger.entries.len();
        let at_head = known == 0
            || ledger
                .entries
                .get(known - 1)
                .is_some_and(|entry| entry.seal == head.seal);
        if !at_head || found > known + 1 {
            return Err(Broken::CutShort {
                expected: head.entries,
                found: found as u64,
            });
        }
        Ok(ledger)
    }

    /// What is to be kept beside the key.
    pub fn head(&self) -> Head {
        Head {
            entries: self.entries.len() as u64,
            seal: self
                .entries
                .last()
                .map(|entry| entry.seal.clone())
                .unwrap_or_default(),
        }
    }

    /// Adds a publication.
    pub fn add(&mut self, release: Release, area: Option<String>, span: Option<Period>, key: &Key) {
        let mut entry = Entry {
            number: self.entries.len() as u64 + 1,
            area,
            span: span.map(|span| span.to_string()),
            release,
            seal: String::new(),
        };
        entry.seal = seal(&entry, &self.head().seal, key);
        self.entries.push(entry);
    }

    /// Budget spent on any half-year of this span, the most, and in all.
    pub fn spent(&self, span: Option<Period>) -> (f64, f64) {
        let noisy = || {
            self.entries
                .iter()
                .filter_map(|entry| Some((entry.period(), entry.release.epsilon?)))
        };
        let most = match span {
            Some(span) => span
                .parts(1)
                .map(|piece| {
                    noisy()
                        .filter(|(own, _)| own.is_none_or(|own| own.overlaps(piece)))
                        .map(|(_, epsilon)| epsilon)
                        .sum()
                })
                .fold(0.0, f64::max),
            None => noisy().map(|(_, epsilon)| epsilon).sum(),
        };
        (most, noisy().map(|(_, epsilon)| epsilon).sum())
    }
}

fn seal(entry: &Entry, before: &str, key: &Key) -> String {
    let unsealed = Entry {
        seal: String::new(),
        ..entry.clone()
    };
    let text = serde_json::to_string(&unsealed).unwrap_or_default();
    let digest = key.digest("ledger", [before.as_bytes(), text.as_bytes()].into_iter());
    hexadecimal(&digest)
}
