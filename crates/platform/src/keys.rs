//! The keyring: instance key in a file, root and municipality keys in the database, dossier keys in
//! their rows.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use vault::Key;

use crate::{Error, Result, Tenant};

/// The key file: instance keys by number, newest first. A line for each, `2:BASE64`; version 0.1.0
/// wrote one key without a number, the first. More than one is in it while a rotation is under way.
#[derive(Clone)]
pub struct KeyFile(Vec<Key>);

impl KeyFile {
    /// A file with this key alone.
    #[must_use]
    pub fn of(key: Key) -> Self {
        Self(vec![key])
    }

    /// With an older key behind it.
    #[must_use]
    pub fn with(&self, older: &Key) -> Self {
        Self(self.0.iter().chain([older]).cloned().collect())
    }

    /// Reads a file.
    ///
    /// # Errors
    /// When it cannot be read, or anything in it is no key.
    pub fn read(path: &Path) -> Result<Self> {
        let unreadable =
            |why: &str| Error::Internal(format!("instance key {}: {why}", path.display()));
        let text = std::fs::read_to_string(path).map_err(|error| unreadable(&error.to_string()))?;
        let text = zeroize::Zeroizing::new(text);
        let mut keys = Vec::new();
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let (number, base64) = line.split_once(':').unwrap_or(("1", line));
            let number = number
                .parse()
                .map_err(|_| unreadable("no number of a key"))?;
            let bytes = STANDARD
                .decode(base64)
                .map_err(|_| unreadable("not base64"))?;
            let bytes = <[u8; 32]>::try_from(bytes).map_err(|_| unreadable("expected 32 bytes"))?;
            keys.push(Key::from_bytes(bytes).numbered(number));
        }
        keys.sort_by_key(|key| std::cmp::Reverse(key.number()));
        if keys.is_empty() {
            return Err(unreadable("empty"));
        }
        Ok(Self(keys))
    }

    /// What stands in the file.
    #[must_use]
    pub fn to_text(&self) -> zeroize::Zeroizing<String> {
        let mut text = zeroize::Zeroizing::new(String::with_capacity(64 * self.0.len()));
        for key in &self.0 {
            let _ = writeln!(text, "{}:{}", key.number(), STANDARD.encode(key.expose()));
        }
        text
    }

    /// Writes the file anew, at once or not at all.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&self, path: &Path) -> Result<()> {
        replace_private(path, self.to_text().as_bytes())
    }

    /// The newest first.
    pub fn keys(&self) -> impl Iterator<Item = &Key> {
        self.0.iter()
    }

    /// # Panics
    /// Never: there is always a key.
    #[must_use]
    pub fn newest(&self) -> &Key {
        self.0.first().expect("a key file holds a key")
    }

    /// The key of this number.
    ///
    /// # Errors
    /// When the file does not hold it: it belongs to another state of the database.
    pub fn of_number(&self, number: u16) -> Result<&Key> {
        let held = || {
            let numbers: Vec<String> = self.keys().map(|key| key.number().to_string()).collect();
            numbers.join(", ")
        };
        let found = self.keys().find(|key| key.number() == number);
        found.ok_or_else(|| {
            Error::Internal(format!(
                "this database asks for instance key number {number}, and the key file holds number {}: see \"sleutels\" in docs/beheer",
                held()
            ))
        })
    }
}

/// The keys of this program: of the file, the root that they seal, and those of municipalities.
/// In memory only.
pub struct Keyring {
    /// Where the key file is, and whether somebody else (systemd) put it there.
    place: Option<(PathBuf, bool)>,
    file: KeyFile,
    /// Until the database is read: the newest key itself.
    root: RwLock<Key>,
    tenants: RwLock<HashMap<Tenant, Arc<Key>>>,
}

impl Keyring {
    /// With a key of no file, for tests.
    #[must_use]
    pub fn new(instance: Key) -> Self {
        Self::of(KeyFile::of(instance), None)
    }

    fn of(file: KeyFile, place: Option<(PathBuf, bool)>) -> Self {
        Self {
            place,
            root: RwLock::new(file.newest().clone()),
            file,
            tenants: RwLock::default(),
        }
    }

    /// Reads the instance key: the systemd credential `meldroute.key` when there is one, otherwise
    /// `keys/instance.key` in the data folder, made (readable by the owner only) when `create`.
    ///
    /// # Errors
    /// When there is none, or it cannot be read.
    pub fn load(data: &Path, create: bool) -> Result<Self> {
        let credential = std::env::var_os("CREDENTIALS_DIRECTORY")
            .map(|dir| Path::new(&dir).join("meldroute.key"))
            .filter(|path| path.exists());
        let given = credential.is_some();
        let path = credential.unwrap_or_else(|| data.join("keys/instance.key"));
        if !path.exists() && create {
            let file = KeyFile::of(Key::random());
            write_private(&path, file.to_text().as_bytes())?;
        }
        Ok(Self::of(KeyFile::read(&path)?, Some((path, given))))
    }

    /// What stood in the key file when the program started.
    #[must_use]
    pub fn file(&self) -> &KeyFile {
        &self.file
    }

    /// Where the key file is, and may it be written here?
    ///
    /// # Errors
    /// When there is none.
    pub fn place(&self) -> Result<(&Path, bool)> {
        let (path, given) = self
            .place
            .as_ref()
            .ok_or_else(|| Error::Internal("these keys are of no file".into()))?;
        Ok((path, !given))
    }

    /// From here on everything is derived from this root.
    pub fn set_root(&self, root: Key) {
        *self.root.write().unwrap_or_else(PoisonError::into_inner) = root;
    }

    /// What all keys of the instance are derived from (ADR 19).
    #[must_use]
    pub fn root(&self) -> Key {
        self.root
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// A key of the instance for one purpose.
    #[must_use]
    pub fn instance(&self, purpose: &str) -> Key {
        self.root
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .derive(purpose)
    }

    /// A fresh municipality key, wrapped for its row.
    #[must_use]
    pub fn new_tenant(&self, tenant: Tenant) -> Vec<u8> {
        let key = Key::random();
        let wrapped = self
            .root()
            .wrap(&key, &format!("municipality:{}", tenant.0));
        self.remember(tenant, key);
        wrapped
    }

    /// Makes a stored municipality key usable.
    pub fn open_tenant(&self, tenant: Tenant, wrapped: &[u8]) -> Result<()> {
        let key = self
            .root()
            .unwrap_key(wrapped, &format!("municipality:{}", tenant.0))?;
        self.remember(tenant, key);
        Ok(())
    }

    fn remember(&self, tenant: Tenant, key: Key) {
        self.tenants
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(tenant, Arc::new(key));
    }

    /// The key under which a municipality seals the keys of its dossiers.
    ///
    /// # Errors
    /// When that municipality was not opened: it is not there, or its row does not stand as it
    /// was written.
    pub fn tenant(&self, tenant: Tenant) -> Result<Arc<Key>> {
        let tenants = self.tenants.read().unwrap_or_else(PoisonError::into_inner);
        tenants
            .get(&tenant)
            .cloned()
            .ok_or_else(|| Error::Internal("unknown municipality".into()))
    }
}

/// Writes a file that only its owner can read; refuses to overwrite.
pub fn write_private(path: &Path, bytes: &[u8]) -> Result<()> {
    copy_private(path, bytes)
}

/// The same from a reader, piece by piece. A file that could not be written to its end is taken away.
pub fn copy_private(path: &Path, mut from: impl Read) -> Result<()> {
    let mut file = create_private(path)?;
    let copied = std::io::copy(&mut from, &mut file).and_then(|_| file.sync_all());
    if let Err(error) = copied {
        let _ = std::fs::remove_file(path);
        return Err(error.into());
    }
    sync_folder(path)
}

fn create_private(path: &Path) -> Result<std::fs::File> {
    use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
    if let Some(folder) = path.parent() {
        std::fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(folder)?;
    }
    Ok(std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)?)
}

/// The name is lasting too: what comes after this may count on it.
fn sync_folder(path: &Path) -> Result<()> {
    if let Some(folder) = path.parent().filter(|folder| folder.exists()) {
        std::fs::File::open(folder)?.sync_all()?;
    }
    Ok(())
}

/// The same for a file that may be there already: it changes at once, or not at all.
pub fn replace_private(path: &Path, bytes: &[u8]) -> Result<()> {
    let beside = path.with_extension("new");
    let _ = std::fs::remove_file(&beside);
    write_private(&beside, bytes)?;
    std::fs::rename(beside, path)?;
    sync_folder(path)
}

/// Only one at a time may write the key file; given back when dropped.
///
/// # Errors
/// When somebody else holds it.
pub fn lock(path: &Path) -> Result<std::fs::File> {
    let file = std::fs::File::create(path.with_extension("lock"))?;
    file.try_lock()
        .map_err(|_| Error::Internal("another rotation of the key is under way".into()))?;
    Ok(file)
}
