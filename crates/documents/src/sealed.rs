//! A PDF that opens with a passphrase alone: AES-256, as PDF 2.0 has it (ISO 32000-2, 7.6.4), which every reader of
//! PDF of the last ten years opens.

use std::collections::BTreeMap;
use std::sync::Arc;

use lopdf::encryption::crypt_filters::{Aes256CryptFilter, CryptFilter};
use lopdf::{Document, EncryptionState, EncryptionVersion, Permissions};

use crate::Error;

/// As the standard calls the filter that everything goes through.
const FILTER: &[u8] = b"StdCF";

/// The same document, encrypted under this fresh random key, which the passphrase wraps. Whoever opens it may print
/// and copy, and a screen reader may read it.
///
/// # Errors
/// When it is no PDF that can be read here.
pub fn sealed(pdf: &[u8], passphrase: &str, key: &[u8; 32]) -> Result<Vec<u8>, Error> {
    let told = |error: &dyn std::fmt::Display| Error(error.to_string());
    let mut document = Document::load_mem(pdf).map_err(|error| told(&error))?;
    let filter: Arc<dyn CryptFilter> = Arc::new(Aes256CryptFilter);
    let state = EncryptionState::try_from(EncryptionVersion::V5 {
        encrypt_metadata: true,
        crypt_filters: BTreeMap::from([(FILTER.to_vec(), filter)]),
        file_encryption_key: key,
        stream_filter: FILTER.to_vec(),
        string_filter: FILTER.to_vec(),
        owner_password: passphrase,
        user_password: passphrase,
        permissions: Permissions::PRINTABLE
            | Permissions::PRINTABLE_IN_HIGH_QUALITY
            | Permissions::COPYABLE
            | Permissions::COPYABLE_FOR_ACCESSIBILITY,
    });
    let state = state.map_err(|error| told(&error))?;
    document.encrypt(&state).map_err(|error| told(&error))?;
    "2.0".clone_into(&mut document.version);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).map_err(|error| told(&error))?;
    Ok(bytes)
}
