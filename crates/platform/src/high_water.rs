//! How far the audit log had come, noted outside the database: in memory at every commit, and every
//! minute in a file beside the instance key. Whoever can write in the database cannot write here,
//! so a log that is cut off, with its head put back to an older copy, is found.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use vault::Key;

use crate::proof::Fresh;
use crate::{Error, Result, Tenant, keys};

/// A record at the end of a chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct End {
    /// Its place in the chain.
    pub seq: i64,
    /// What it is chained with.
    pub mac: [u8; 32],
}

#[derive(Default, Clone, PartialEq, Serialize, Deserialize)]
struct Noted {
    chains: HashMap<Uuid, End>,
    /// Versions of rows that leave no audit record (see `proof`).
    versions: HashMap<String, i64>,
}

/// The ends of all chains.
#[derive(Default)]
pub struct HighWater {
    file: Option<PathBuf>,
    noted: Mutex<Noted>,
    saved: Mutex<Noted>,
}

impl Noted {
    /// Takes over what is further on.
    fn raise(&mut self, other: &Self) {
        for (tenant, end) in &other.chains {
            let known = self.chains.entry(*tenant).or_insert(*end);
            if end.seq > known.seq {
                *known = *end;
            }
        }
        for (row, version) in &other.versions {
            let known = self.versions.entry(row.clone()).or_default();
            *known = (*known).max(*version);
        }
    }
}

fn read(file: &Path, key: &Key) -> Result<Noted> {
    let wrong = || Error::Internal(format!("{}: not of this instance key", file.display()));
    let plain = key
        .open(&std::fs::read(file)?, PLACE)
        .map_err(|_| wrong())?;
    Ok(serde_json::from_slice(&plain)?)
}

const PLACE: &str = "high water";

impl HighWater {
    /// Reads the file, if there is one. Without a file it only remembers.
    ///
    /// # Errors
    /// When the file is there and is not one that this instance key sealed.
    pub fn open(file: Option<PathBuf>, key: &Key, fresh: &Fresh) -> Result<Self> {
        let mut noted = Noted::default();
        if let Some(file) = file.as_ref().filter(|file| file.exists()) {
            noted = read(file, key)?;
            fresh.remember(&noted.versions);
        }
        Ok(Self {
            file,
            saved: Mutex::new(noted.clone()),
            noted: Mutex::new(noted),
        })
    }

    fn noted(&self) -> MutexGuard<'_, Noted> {
        self.noted.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Is there a file?
    #[must_use]
    pub fn is_kept(&self) -> bool {
        self.file.as_ref().is_some_and(|file| file.exists())
    }

    /// How far a municipality's log had come; `None` when nothing was noted.
    #[must_use]
    pub fn of(&self, tenant: Tenant) -> Option<End> {
        self.noted().chains.get(&tenant.0).copied()
    }

    pub(crate) fn note(&self, (tenant, end): &(Tenant, End)) {
        let mut noted = self.noted();
        let known = noted
            .chains
            .get(&tenant.0)
            .is_some_and(|known| known.seq >= end.seq);
        if !known {
            noted.chains.insert(tenant.0, *end);
        }
    }

    /// Writes the file when something changed.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn save(&self, key: &Key, fresh: &Fresh) -> Result<()> {
        let Some(file) = &self.file else {
            return Ok(());
        };
        let noted = Noted {
            versions: fresh.lasting(),
            ..self.noted().clone()
        };
        let mut saved = self.saved.lock().unwrap_or_else(PoisonError::into_inner);
        if *saved != noted {
            // Another program on this folder may have noted more.
            let mut all = if file.exists() {
                read(file, key)?
            } else {
                Noted::default()
            };
            all.raise(&noted);
            let over = fresh.take_over();
            all.versions.retain(|row, _| !over.contains(row));
            keys::replace_private(file, &key.seal(&serde_json::to_vec(&all)?, PLACE))?;
            *saved = noted;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What was sealed stays readable (`housekeeping::golden` says how).
    #[test]
    fn what_was_sealed_is_read() {
        housekeeping::golden::stays::<Noted>(env!("CARGO_MANIFEST_DIR"), "high_water");
    }
}
