//! The symmetric key: sealing, wrapping, deriving and blind indexing.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use sha2::Sha256;
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::Error;

const NONCE: usize = 24;
/// What stands before the nonce: the format, and the number of the key.
const HEADER: usize = 3;
/// What stands behind the content: its authentication.
const TAG: usize = 16;
/// The first format with a header. Version 0.1.0 wrote none: nonce and ciphertext only.
const FORMAT: u8 = 1;

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
///
/// It has a number in the line of keys that follow each other up at its place, 1 for the first.
/// What it seals says that number, so that whoever holds several knows which one to take.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Key {
    bytes: [u8; 32],
    number: u16,
}

/// A fingerprint that anybody can make: it says whether two things are the same, and keeps neither secret.
/// What nobody may make or find by trying is a fingerprint under a key ([`Key::fingerprint`]).
#[must_use]
pub fn digest(parts: &[&[u8]]) -> [u8; 32] {
    Key::from_bytes([0; 32]).fingerprint(parts)
}

impl Key {
    /// A new one: 256 random bits.
    #[must_use]
    pub fn random() -> Self {
        Self::from_bytes(random())
    }

    /// So many bytes more than its content does a sealed value have.
    pub const OVERHEAD: usize = HEADER + NONCE + TAG;

    /// One that was kept elsewhere, the first of its line.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self { bytes, number: 1 }
    }

    /// The same key as the one with this number in its line.
    #[must_use]
    pub fn numbered(self, number: u16) -> Self {
        Self {
            bytes: self.bytes,
            number,
        }
    }

    /// Its number in its line, 1 for the first.
    #[must_use]
    pub fn number(&self) -> u16 {
        self.number
    }

    /// The raw bytes, for writing the instance key file and for wrapping.
    #[must_use]
    pub fn expose(&self) -> &[u8; 32] {
        &self.bytes
    }

    /// A key for one purpose, so that no key serves two (HKDF-SHA256, RFC 5869). It has the number
    /// of the key that it comes from.
    ///
    /// # Panics
    /// Never: 32 bytes is a valid HKDF output length.
    #[must_use]
    pub fn derive(&self, purpose: &str) -> Self {
        let mut out = [0; 32];
        Hkdf::<Sha256>::new(None, &self.bytes)
            .expand(purpose.as_bytes(), &mut out)
            .expect("32 bytes is a valid length");
        Self::from_bytes(out).numbered(self.number)
    }

    /// Seals `plain` for one place; `context` names that place and must be given again to open.
    ///
    /// The bytes are: the format (1), the number of the key (two bytes, big-endian), a nonce of 24
    /// bytes, and XChaCha20-Poly1305 with format, number and context as associated data.
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
        let [high, low] = self.number.to_be_bytes();
        let header: [u8; HEADER] = [FORMAT, high, low];
        let nonce = random::<NONCE>();
        let payload = Payload {
            msg: plain,
            aad: &[&header, context.as_bytes()].concat(),
        };
        let sealed = XChaCha20Poly1305::new(&self.bytes.into())
            .encrypt(&XNonce::from(nonce), payload)
            .expect("a message in memory is short enough");
        [&header[..], &nonce, &sealed].concat()
    }

    /// Opens what [`Key::seal`] made for the same place, and what version 0.1.0 sealed there.
    ///
    /// Bytes of 0.1.0 begin with a random nonce, which may look like a header. Both readings are
    /// tried and authentication decides: the header is part of what is authenticated, so no bytes
    /// fit both.
    pub fn open(&self, sealed: &[u8], context: &str) -> Result<Vec<u8>, Error> {
        if let Some((header, rest)) = split_header(sealed) {
            let aad = [header, context.as_bytes()].concat();
            if let Ok(plain) = self.decrypt(rest, &aad) {
                return Ok(plain);
            }
        }
        self.decrypt(sealed, context.as_bytes())
    }

    fn decrypt(&self, sealed: &[u8], aad: &[u8]) -> Result<Vec<u8>, Error> {
        let (nonce, msg) = sealed
            .split_first_chunk::<NONCE>()
            .ok_or(Error::Malformed)?;
        XChaCha20Poly1305::new(&self.bytes.into())
            .decrypt(&XNonce::from(*nonce), Payload { msg, aad })
            .map_err(|_| Error::DoesNotOpen)
    }

    /// The number of the key that sealed this, as far as the bytes tell: `None` for what version
    /// 0.1.0 sealed (once in 256 of those a number is read in the nonce).
    ///
    /// ```
    /// let key = vault::Key::random().numbered(3);
    /// assert_eq!(vault::Key::number_on(&key.seal(b"x", "place")), Some(3));
    /// ```
    #[must_use]
    pub fn number_on(sealed: &[u8]) -> Option<u16> {
        let (header, _) = split_header(sealed)?;
        Some(u16::from_be_bytes([header[1], header[2]]))
    }

    /// Wraps another key; [`Key::unwrap_key`] with the same context gives it back.
    #[must_use]
    pub fn wrap(&self, key: &Key, context: &str) -> Vec<u8> {
        self.seal(&key.bytes, context)
    }

    /// The key that was wrapped with [`Key::wrap`] for the same context.
    ///
    /// # Errors
    /// [`Error::DoesNotOpen`] for another key or context, [`Error::Malformed`] for what is no key.
    pub fn unwrap_key(&self, wrapped: &[u8], context: &str) -> Result<Key, Error> {
        let mut plain = self.open(wrapped, context)?;
        let bytes = <[u8; 32]>::try_from(plain.as_slice()).map_err(|_| Error::Malformed);
        plain.zeroize();
        bytes.map(Self::from_bytes)
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
        Fingerprints(Hmac::<Sha256>::new_from_slice(&self.bytes).expect("any length will do"))
    }
}

/// The header and what comes after it, when there can be one.
fn split_header(sealed: &[u8]) -> Option<(&[u8], &[u8])> {
    sealed
        .split_at_checked(HEADER)
        .filter(|(header, _)| header[0] == FORMAT)
}

/// A key prepared for many fingerprints, the same ones as [`Key::fingerprint`] makes.
pub struct Fingerprints(Hmac<Sha256>);

impl Fingerprints {
    fn with(&self, parts: &[&[u8]]) -> Hmac<Sha256> {
        let mut all = self.begin();
        for part in parts {
            all.part(part);
        }
        all.0
    }

    /// The same, of parts that come by piece by piece.
    #[must_use]
    pub fn begin(&self) -> Fingerprinting {
        Fingerprinting(self.0.clone())
    }

    /// As [`Key::fingerprint`] makes it.
    #[must_use]
    pub fn of(&self, parts: &[&[u8]]) -> [u8; 32] {
        self.with(parts).finalize().into_bytes().into()
    }
}

/// A fingerprint in the making: each part whole, or its length and then its pieces.
///
/// ```
/// let key = vault::Key::random();
/// let mut pieces = key.many().begin();
/// pieces.part(b"name");
/// pieces.begin_part(4);
/// pieces.piece(b"co");
/// pieces.piece(b"nt");
/// assert_eq!(pieces.end(), key.fingerprint(&[b"name", b"cont"]));
/// ```
pub struct Fingerprinting(Hmac<Sha256>);

impl Fingerprinting {
    /// A whole part.
    pub fn part(&mut self, part: &[u8]) {
        self.begin_part(part.len() as u64);
        self.piece(part);
    }

    /// A part of this length comes in pieces.
    pub fn begin_part(&mut self, length: u64) {
        self.0.update(&length.to_be_bytes());
    }

    /// The next piece of the part that was begun.
    pub fn piece(&mut self, piece: &[u8]) {
        self.0.update(piece);
    }

    /// The fingerprint of all parts.
    #[must_use]
    pub fn end(self) -> [u8; 32] {
        self.0.finalize().into_bytes().into()
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
