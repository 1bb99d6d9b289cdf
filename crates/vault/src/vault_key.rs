//! The key of a municipality's vault, with a number, so that it can be replaced while names are
//! sealed to it.

use zeroize::{Zeroize, Zeroizing};

use crate::{Error, Key, PrivateKey, PublicKey};

const SEED: usize = 32;

/// What an officer with an opened vault holds: the key of now, and those before it. Names are
/// sealed to the newest one and sealed again when there is a next; the older ones stay for what was
/// on its way meanwhile. Whoever left holds at most the older ones.
#[derive(Clone)]
pub struct VaultKey(Vec<PrivateKey>);

impl VaultKey {
    /// The first key of a municipality: number 1.
    #[must_use]
    pub fn first() -> Self {
        Self(vec![PrivateKey::random()])
    }

    /// With a next key, to which everything is sealed from then on.
    #[must_use]
    pub fn next(&self) -> Self {
        let mut keys = self.0.clone();
        keys.push(PrivateKey::random());
        Self(keys)
    }

    /// The number of the newest key.
    #[must_use]
    pub fn generation(&self) -> i64 {
        i64::try_from(self.0.len()).unwrap_or(i64::MAX)
    }

    /// The public half of the newest key.
    ///
    /// # Panics
    /// Never: there is always a key.
    #[must_use]
    pub fn public(&self) -> PublicKey {
        self.0.last().expect("a vault key holds a key").public()
    }

    /// Opens what was sealed to the key with this number.
    ///
    /// # Errors
    /// When this holds no key of that number, or the value does not open with it.
    pub fn open(&self, generation: i64, sealed: &[u8], context: &str) -> Result<Vec<u8>, Error> {
        let at = usize::try_from(generation - 1).map_err(|_| Error::DoesNotOpen)?;
        self.0
            .get(at)
            .ok_or(Error::DoesNotOpen)?
            .open(sealed, context)
    }

    /// For sealing to somebody: the seeds, oldest first.
    #[must_use]
    pub fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        let mut bytes = Zeroizing::new(Vec::with_capacity(self.0.len() * SEED));
        for key in &self.0 {
            bytes.extend_from_slice(key.as_key().expose());
        }
        bytes
    }

    /// Reads what [`VaultKey::to_bytes`] gave.
    ///
    /// # Errors
    /// When the length is not that of one seed or more.
    pub fn from_bytes(mut bytes: Vec<u8>) -> Result<Self, Error> {
        let keys: Result<Vec<PrivateKey>, Error> = bytes
            .chunks(SEED)
            .map(|seed| <[u8; SEED]>::try_from(seed).map_err(|_| Error::Malformed))
            .map(|seed| seed.map(|seed| PrivateKey::from_key(&Key::from_bytes(seed))))
            .collect();
        bytes.zeroize();
        let keys = keys?;
        if keys.is_empty() {
            Err(Error::Malformed)
        } else {
            Ok(Self(keys))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_replaced_key_opens_what_was_sealed_before_and_the_old_one_nothing_new() {
        let first = VaultKey::first();
        let old = first.public().seal(b"who", "row").unwrap();
        let next = VaultKey::from_bytes(first.next().to_bytes().to_vec()).unwrap();
        let new = next.public().seal(b"who", "row").unwrap();
        assert_eq!(next.generation(), 2);
        assert_eq!(next.open(1, &old, "row").unwrap(), b"who");
        assert_eq!(next.open(2, &new, "row").unwrap(), b"who");
        assert!(first.open(2, &new, "row").is_err() && first.open(1, &new, "row").is_err());
        assert!(next.open(0, &old, "row").is_err() && next.open(3, &new, "row").is_err());
        assert!(
            VaultKey::from_bytes(Vec::new()).is_err() && VaultKey::from_bytes(vec![0; 33]).is_err()
        );
    }
}
