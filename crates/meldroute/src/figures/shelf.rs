//! The ledger and its key as files: read together, locked, and replaced whole.

use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use platform::{Error, Result};
use rand::rand_core::TryRng;
use serde::{Deserialize, Serialize};
use statistics::disclosure::ledger::{Head, Ledger};
use statistics::disclosure::rounding::{Key, hexadecimal};

/// What stands in `LEDGER.json.key`.
#[derive(Serialize, Deserialize)]
struct Secret {
    /// 32 bytes, hexadecimal.
    key: String,
    /// The last seal of the ledger: a ledger that was cut short is noticed.
    head: Head,
}

/// An opened ledger; nobody else can open it until it is closed.
pub struct Shelf {
    pub ledger: Ledger,
    pub key: Key,
    path: PathBuf,
    secret: Secret,
    _lock: File,
}

impl Shelf {
    /// Opens a ledger with its key, or makes both when neither is there.
    pub fn open(path: &Path) -> Result<Self> {
        let lock = open_as(&beside(path, "lock"), SECRET)?;
        lock.lock()?;
        let key_path = beside(path, "key");
        let text = read(path)?;
        let secret = match (read(&key_path)?, &text) {
            (Some(secret), _) => serde_json::from_str(&secret)
                .map_err(|error| Error::Internal(format!("{}: {error}", key_path.display())))?,
            (None, Some(_)) => {
                return Err(Error::Internal(format!(
                    "{}: the key of this ledger is missing; put it back, figures could otherwise be averaged",
                    key_path.display()
                )));
            }
            (None, None) => {
                let mut bytes = [0; 32];
                rand::rngs::SysRng
                    .try_fill_bytes(&mut bytes)
                    .map_err(|error| Error::Internal(error.to_string()))?;
                let secret = Secret {
                    key: hexadecimal(&bytes),
                    head: Head::default(),
                };
                replace(&key_path, &serde_json::to_string_pretty(&secret)?, SECRET)?;
                secret
            }
        };
        let key = Key::new(bytes(&secret.key).ok_or_else(|| {
            Error::Internal(format!(
                "{}: expected a key of 64 hexadecimal digits",
                key_path.display()
            ))
        })?);
        let broken =
            |why: &dyn std::fmt::Display| Error::Internal(format!("{}: {why}", path.display()));
        let ledger = match text {
            Some(text) => Ledger::open(&text, &key, &secret.head).map_err(|why| broken(&why))?,
            None if secret.head.entries > 0 => {
                return Err(broken(&format!(
                    "{} publications were made, the ledger is gone",
                    secret.head.entries
                )));
            }
            None => Ledger::default(),
        };
        let mut shelf = Self {
            ledger,
            key,
            path: path.to_owned(),
            secret,
            _lock: lock,
        };
        // Cut off between the ledger and its head: mended at once.
        if shelf.ledger.head() != shelf.secret.head {
            shelf.keep_head()?;
        }
        Ok(shelf)
    }

    /// Writes the ledger, then its head: cut off between the two, the next run mends the head.
    pub fn save(&mut self) -> Result<()> {
        replace(
            &self.path,
            &serde_json::to_string_pretty(&self.ledger)?,
            SECRET,
        )?;
        self.keep_head()
    }

    fn keep_head(&mut self) -> Result<()> {
        self.secret.head = self.ledger.head();
        replace(
            &beside(&self.path, "key"),
            &serde_json::to_string_pretty(&self.secret)?,
            SECRET,
        )
    }
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".");
    name.push(ending);
    path.with_file_name(name)
}

fn read(path: &Path) -> Result<Option<String>> {
    match File::open(path) {
        Ok(mut file) => {
            let mut text = String::new();
            file.read_to_string(&mut text)
                .map_err(|error| Error::Internal(format!("{}: {error}", path.display())))?;
            Ok(Some(text))
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::Internal(format!("{}: {error}", path.display()))),
    }
}

/// For the owner only.
const SECRET: u32 = 0o600;

fn open_as(path: &Path, mode: u32) -> Result<File> {
    OpenOptions::new()
        .create(true)
        .truncate(true)
        .write(true)
        .mode(mode)
        .open(path)
        .map_err(|error| Error::Internal(format!("{}: {error}", path.display())))
}

/// Appears whole or not at all, and stays.
fn replace(path: &Path, text: &str, mode: u32) -> Result<()> {
    let part = beside(path, "part");
    let mut file = open_as(&part, mode)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    std::fs::rename(&part, path)?;
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    File::open(folder)?.sync_all()?;
    Ok(())
}

/// A table: for anybody.
pub fn write_table(path: &Path, text: &str) -> Result<()> {
    replace(path, text, 0o644)
}

fn bytes(text: &str) -> Option<[u8; 32]> {
    let pairs: Option<Vec<u8>> = (0..32)
        .map(|place| u8::from_str_radix(text.get(2 * place..2 * place + 2)?, 16).ok())
        .collect();
    pairs.filter(|_| text.len() == 64)?.try_into().ok()
}
