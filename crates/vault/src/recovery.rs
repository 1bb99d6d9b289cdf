//! The recovery key for the municipal safe: printed once, typed perhaps years later.

use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::{Error, Key};

/// No 0/O and 1/I: it is read from paper, perhaps aloud.
const ALPHABET: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
const SECRET: usize = 20;
const CHECK: usize = 5;

/// 160 random bits, written as eight groups of five characters of which the last 40 bits are a
/// checksum: a typing error is told apart from a wrong key.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct RecoveryCode([u8; SECRET]);

impl RecoveryCode {
    /// A new one.
    #[must_use]
    pub fn random() -> Self {
        Self(crate::random())
    }

    /// The key this code opens with. The code has full strength, so no stretching is needed.
    #[must_use]
    pub fn key(&self) -> Key {
        let mut padded = [0; 32];
        padded[..SECRET].copy_from_slice(&self.0);
        Key::from_bytes(padded).derive("recovery")
    }

    /// As printed: `ABCDE-FGHJK-...`, eight groups.
    ///
    /// ```
    /// let code = vault::RecoveryCode::random();
    /// let typed = code.to_text().to_lowercase().replace('-', " ");
    /// assert!(vault::RecoveryCode::parse(&typed).is_ok());
    /// ```
    #[must_use]
    pub fn to_text(&self) -> String {
        let bytes = [&self.0[..], &self.checksum()].concat();
        let mut text = String::new();
        for (i, five) in bytes.chunks(5).enumerate() {
            let bits = five.iter().fold(0u64, |acc, b| acc << 8 | u64::from(*b));
            for j in (0..8).rev() {
                if (i * 8 + 7 - j).is_multiple_of(5) && !text.is_empty() {
                    text.push('-');
                }
                text.push(char::from(
                    ALPHABET[usize::try_from(bits >> (5 * j) & 31).unwrap_or(0)],
                ));
            }
        }
        text
    }

    /// Reads a typed code: case, spaces and dashes do not matter.
    pub fn parse(typed: &str) -> Result<Self, Error> {
        let mut bytes = Vec::with_capacity(SECRET + CHECK);
        let symbols = typed
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '-')
            .map(|c| {
                ALPHABET
                    .iter()
                    .position(|a| char::from(*a) == c.to_ascii_uppercase())
            })
            .collect::<Option<Vec<_>>>()
            .ok_or(Error::BadRecoveryCode)?;
        if symbols.len() != (SECRET + CHECK) * 8 / 5 {
            return Err(Error::BadRecoveryCode);
        }
        for eight in symbols.chunks(8) {
            let bits = eight.iter().fold(0u64, |acc, s| acc << 5 | *s as u64);
            bytes.extend_from_slice(&bits.to_be_bytes()[3..]);
        }
        let mut secret = [0; SECRET];
        secret.copy_from_slice(&bytes[..SECRET]);
        let code = Self(secret);
        if code.checksum() == bytes[SECRET..] {
            Ok(code)
        } else {
            Err(Error::BadRecoveryCode)
        }
    }

    fn checksum(&self) -> [u8; CHECK] {
        let mut check = [0; CHECK];
        let full = self.key().fingerprint(&[b"checksum"]);
        check.copy_from_slice(&full[..CHECK]);
        check
    }
}
