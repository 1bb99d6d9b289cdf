//! The symmetric key: sealing, wrapping, deriving and blind indexing.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use sha2::Sha256;
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::Error;

const NONCE: usize = 24;

/// Random bytes from the operating system.
///
/// # Panics
/// When the operating system has no randomness to give: no key may then be made at all.
#[must_use]
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
    bytes
}

/// A 256-bit key. Wiped when dropped; cannot be printed or compared.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Key([u8; 32]);

impl Key {
    #[must_use]
    pub fn random() -> Self {
        Self(random())
    }

    #[must_use]
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The raw bytes, for writing the instance key file and for wrapping.
    #[must_use]
    pub fn expose(&self) -> &[u8; 32] {
        &self.0
    }

    /// A key for one purpose, so that no key serves two (HKDF-SHA256, RFC 5869).
    ///
    /// # Panics
    /// Never: 32 bytes is a valid HKDF output length.
    #[must_use]
    pub fn derive(&self, purpose: &str) -> Self {
        let mut out = [0; 32];
        Hkdf::<Sha256>::new(None, &self.0)
            .expand(purpose.as_bytes(), &mut out)
            .expect("32 bytes is a valid length");
        Self(out)
    }

    /// Seals `plain` for one place; `context` names that place and must be given again to open.
    ///
    /// ```
    /// let key = vault::Key::random();
    /// let sealed = key.seal(b"Nieuwe Poort 14", "subject:1");
    /// assert_eq!(key.open(&sealed, "subject:1").unwrap(), b"Nieuwe Poort 14");
    /// assert!(key.open(&sealed, "subject:2").is_err());
    /// ```
    ///
    /// # Panics
    /// Never: the cipher accepts every length that fits in memory.
    #[must_use]
    pub fn seal(&self, plain: &[u8], context: &str) -> Vec<u8> {
        let nonce = random::<NONCE>();
        let payload = Payload {
            msg: plain,
            aad: context.as_bytes(),
        };
        let sealed = XChaCha20Poly1305::new(&self.0.into())
            .encrypt(&XNonce::from(nonce), payload)
            .expect("a message in memory is short enough");
        [&nonce[..], &sealed].concat()
    }

    /// Opens what [`Key::seal`] made for the same place.
    pub fn open(&self, sealed: &[u8], context: &str) -> Result<Vec<u8>, Error> {
        let (nonce, sealed) = sealed
            .split_first_chunk::<NONCE>()
            .ok_or(Error::Malformed)?;
        let payload = Payload {
            msg: sealed,
            aad: context.as_bytes(),
        };
        XChaCha20Poly1305::new(&self.0.into())
            .decrypt(&XNonce::from(*nonce), payload)
            .map_err(|_| Error::DoesNotOpen)
    }

    /// Wraps another key; [`Key::unwrap_key`] with the same context gives it back.
    #[must_use]
    pub fn wrap(&self, key: &Key, context: &str) -> Vec<u8> {
        self.seal(&key.0, context)
    }

    pub fn unwrap_key(&self, wrapped: &[u8], context: &str) -> Result<Key, Error> {
        let mut plain = self.open(wrapped, context)?;
        let bytes = <[u8; 32]>::try_from(plain.as_slice()).map_err(|_| Error::Malformed);
        plain.zeroize();
        bytes.map(Key)
    }

    /// A keyed fingerprint (HMAC-SHA256): equal values can be found, none can be read back.
    ///
    /// # Panics
    /// Never: HMAC takes keys of any length.
    #[must_use]
    pub fn fingerprint(&self, parts: &[&[u8]]) -> [u8; 32] {
        self.mac(parts).finalize().into_bytes().into()
    }

    /// Is this the fingerprint of these parts? Takes as long whatever differs.
    #[must_use]
    pub fn fits(&self, parts: &[&[u8]], fingerprint: &[u8]) -> bool {
        self.mac(parts).verify_slice(fingerprint).is_ok()
    }

    fn mac(&self, parts: &[&[u8]]) -> Hmac<Sha256> {
        self.many().with(parts)
    }

    /// For very many fingerprints under one key: the key is prepared once.
    ///
    /// # Panics
    /// Never: HMAC takes keys of any length.
    #[must_use]
    pub fn many(&self) -> Fingerprints {
        Fingerprints(Hmac::<Sha256>::new_from_slice(&self.0).expect("any length will do"))
    }
}

/// A key prepared for many fingerprints, the same ones as [`Key::fingerprint`] makes.
pub struct Fingerprints(Hmac<Sha256>);

impl Fingerprints {
    fn with(&self, parts: &[&[u8]]) -> Hmac<Sha256> {
        let mut mac = self.0.clone();
        for part in parts {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        mac
    }

    #[must_use]
    pub fn of(&self, parts: &[&[u8]]) -> [u8; 32] {
        self.with(parts).finalize().into_bytes().into()
    }
}

/// Bytes as lower-case hexadecimal text.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .map(|half| char::from(DIGITS[usize::from(half)]))
        .collect()
}
