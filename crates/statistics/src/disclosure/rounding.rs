//! Unbiased rounding to base 5 that is the same each time: decided by a secret key and the set of
//! persons.
//!
//! The set alone decides, not the table it is in: the same persons give the same figure in every
//! table ever published, so that two tables cannot be averaged. Two sets that differ by one person
//! are rounded apart.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use super::gate::BASE;

/// The secret of one municipality or region. Never printed.
#[derive(Clone)]
pub struct Key([u8; 32]);

impl Key {
    /// A key of 32 random bytes.
    #[must_use]
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Keyed digest of these parts; `purpose` keeps uses apart.
    ///
    /// # Panics
    /// Never: a key of any length will do.
    pub fn digest(&self, purpose: &str, parts: impl Iterator<Item = impl AsRef<[u8]>>) -> [u8; 32] {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).expect("any length is a key");
        mac.update(purpose.as_bytes());
        for part in parts {
            let part = part.as_ref();
            mac.update(&(part.len() as u64).to_le_bytes());
            mac.update(part);
        }
        mac.finalize().into_bytes().into()
    }
}

/// Bytes as hexadecimal digits.
#[must_use]
pub fn hexadecimal(bytes: &[u8]) -> String {
    bytes
        .iter()
        .fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

/// Rounds counts of persons.
pub struct Rounder<'a>(pub &'a Key);

impl Rounder<'_> {
    /// `persons` sorted. 5q + r goes up with probability r/5.
    pub fn round(&self, persons: &[String]) -> u64 {
        let count = persons.len() as u64;
        let (down, over) = (count / BASE * BASE, count % BASE);
        let digest = self.0.digest("round", persons.iter());
        let mut first = [0; 8];
        first.copy_from_slice(&digest[..8]);
        if u64::from_le_bytes(first) % BASE < over {
            down + BASE
        } else {
            down
        }
    }
}

/// What a published figure says: the smallest and the largest count behind it. A figure that is no
/// multiple of the base was not rounded.
pub fn behind(shown: u64, k: u64) -> (i64, i64) {
    let shown = shown.cast_signed();
    if shown % BASE.cast_signed() == 0 {
        let reach = BASE.cast_signed() - 1;
        ((shown - reach).max(k.cast_signed()), shown + reach)
    } else {
        (shown, shown)
    }
}
