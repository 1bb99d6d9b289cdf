//! Sealing to somebody who is not there: X25519 with HKDF-SHA256 and ChaCha20-Poly1305 (HPKE, RFC
//! 9180).

use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256 as Kem;
use hpke::{
    Deserializable, Kem as _, OpModeR, OpModeS, Serializable, single_shot_open, single_shot_seal,
};
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::{Error, Key};

const ENCAPSULATED: usize = 32;

/// Whom something can be sealed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PublicKey([u8; 32]);

/// Who can open it. Made from a seed, so that wrapping the seed is wrapping the key.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct PrivateKey {
    seed: [u8; 32],
}

impl PrivateKey {
    /// A new pair.
    #[must_use]
    pub fn random() -> Self {
        Self {
            seed: crate::random(),
        }
    }

    /// The pair that belongs to a secret the person already holds.
    #[must_use]
    pub fn from_key(key: &Key) -> Self {
        Self {
            seed: *key.expose(),
        }
    }

    /// The seed as a key, for wrapping.
    #[must_use]
    pub fn as_key(&self) -> Key {
        Key::from_bytes(self.seed)
    }

    /// The half that anybody may know.
    #[must_use]
    pub fn public(&self) -> PublicKey {
        PublicKey(Kem::derive_keypair(&self.seed).1.to_bytes().into())
    }

    /// Opens what was sealed to [`PrivateKey::public`] for the same context.
    pub fn open(&self, sealed: &[u8], context: &str) -> Result<Vec<u8>, Error> {
        let (encapsulated, sealed) = sealed
            .split_first_chunk::<ENCAPSULATED>()
            .ok_or(Error::Malformed)?;
        let encapsulated = <Kem as hpke::Kem>::EncappedKey::from_bytes(encapsulated)
            .map_err(|_| Error::Malformed)?;
        let private = Kem::derive_keypair(&self.seed).0;
        single_shot_open::<ChaCha20Poly1305, HkdfSha256, Kem>(
            &OpModeR::Base,
            &private,
            &encapsulated,
            b"meldroute/1",
            sealed,
            context.as_bytes(),
        )
        .map_err(|_| Error::DoesNotOpen)
    }
}

impl PublicKey {
    /// One that was kept elsewhere.
    ///
    /// # Errors
    /// [`Error::Malformed`] when it is not 32 bytes.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        let bytes = <[u8; 32]>::try_from(bytes).map_err(|_| Error::Malformed)?;
        <Kem as hpke::Kem>::PublicKey::from_bytes(&bytes).map_err(|_| Error::Malformed)?;
        Ok(Self(bytes))
    }

    /// To keep it elsewhere.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Seals so that only the holder of the private key can open, this process included.
    ///
    /// ```
    /// let officer = vault::PrivateKey::random();
    /// let sealed = officer.public().seal(b"who reported", "signal:1").unwrap();
    /// assert_eq!(officer.open(&sealed, "signal:1").unwrap(), b"who reported");
    /// assert!(vault::PrivateKey::random().open(&sealed, "signal:1").is_err());
    /// ```
    pub fn seal(&self, plain: &[u8], context: &str) -> Result<Vec<u8>, Error> {
        let public =
            <Kem as hpke::Kem>::PublicKey::from_bytes(&self.0).map_err(|_| Error::Malformed)?;
        let (encapsulated, sealed) = single_shot_seal::<ChaCha20Poly1305, HkdfSha256, Kem>(
            &OpModeS::Base,
            &public,
            b"meldroute/1",
            plain,
            context.as_bytes(),
        )
        .map_err(|_| Error::Malformed)?;
        Ok([encapsulated.to_bytes().as_slice(), &sealed].concat())
    }
}
