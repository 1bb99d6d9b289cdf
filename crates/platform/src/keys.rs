//! The keyring: instance key on disk, municipality keys in the database, dossier keys in their
//! rows.

use std::collections::HashMap;
use std::io::Write;
use std::path::Path;
use std::sync::{Arc, RwLock};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use vault::Key;

use crate::{Error, Result, Tenant};

pub struct Keyring {
    instance: Key,
    tenants: RwLock<HashMap<Tenant, Arc<Key>>>,
}

impl Keyring {
    #[must_use]
    pub fn new(instance: Key) -> Self {
        Self {
            instance,
            tenants: RwLock::default(),
        }
    }

    /// Reads the instance key: the systemd credential `meldroute.key` when there is one, otherwise
    /// `keys/instance.key` in the data folder, made (readable by the owner only) when `create`.
    pub fn load(data: &Path, create: bool) -> Result<Self> {
        let credential = std::env::var_os("CREDENTIALS_DIRECTORY")
            .map(|dir| Path::new(&dir).join("meldroute.key"))
            .filter(|path| path.exists());
        let path = credential.unwrap_or_else(|| data.join("keys/instance.key"));
        if !path.exists() && create {
            let key = Key::random();
            write_private(&path, STANDARD.encode(key.expose()).as_bytes())?;
            return Ok(Self::new(key));
        }
        let unreadable =
            |why: &str| Error::Internal(format!("instance key {}: {why}", path.display()));
        let text =
            std::fs::read_to_string(&path).map_err(|error| unreadable(&error.to_string()))?;
        let bytes = STANDARD
            .decode(text.trim())
            .map_err(|_| unreadable("not base64"))?;
        let bytes = <[u8; 32]>::try_from(bytes).map_err(|_| unreadable("expected 32 bytes"))?;
        Ok(Self::new(Key::from_bytes(bytes)))
    }

    /// A key of the instance for one purpose.
    #[must_use]
    pub fn instance(&self, purpose: &str) -> Key {
        self.instance.derive(purpose)
    }

    /// A fresh municipality key, wrapped for its row.
    #[must_use]
    pub fn new_tenant(&self, tenant: Tenant) -> Vec<u8> {
        let key = Key::random();
        let wrapped = self
            .instance
            .wrap(&key, &format!("municipality:{}", tenant.0));
        self.remember(tenant, key);
        wrapped
    }

    /// Makes a stored municipality key usable.
    pub fn open_tenant(&self, tenant: Tenant, wrapped: &[u8]) -> Result<()> {
        let key = self
            .instance
            .unwrap_key(wrapped, &format!("municipality:{}", tenant.0))?;
        self.remember(tenant, key);
        Ok(())
    }

    fn remember(&self, tenant: Tenant, key: Key) {
        self.tenants
            .write()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .insert(tenant, Arc::new(key));
    }

    pub fn tenant(&self, tenant: Tenant) -> Result<Arc<Key>> {
        let tenants = self
            .tenants
            .read()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        tenants
            .get(&tenant)
            .cloned()
            .ok_or_else(|| Error::Internal("unknown municipality".into()))
    }
}

/// Writes a file that only its owner can read; refuses to overwrite.
pub fn write_private(path: &Path, bytes: &[u8]) -> Result<()> {
    use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
    if let Some(folder) = path.parent() {
        std::fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(folder)?;
    }
    let mut file = std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    Ok(())
}

/// The same for a file that may be there already: it changes at once, or not at all.
pub fn replace_private(path: &Path, bytes: &[u8]) -> Result<()> {
    let beside = path.with_extension("new");
    let _ = std::fs::remove_file(&beside);
    write_private(&beside, bytes)?;
    std::fs::rename(beside, path)?;
    Ok(())
}
