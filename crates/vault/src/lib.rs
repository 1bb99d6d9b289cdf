//! Keys and sealing: what makes a copied database worthless.
//!
//! Layers, each wrapped by the one above it, every one XChaCha20-Poly1305 with the place of
//! use as associated data, so that a sealed value moved to another row no longer opens:
//!
//! instance key (a file beside the database, never in it) → root → municipality key → dossier key
//! → content
//!
//! Sealed bytes begin with their format and the number of the key (docs/adr/0019).
//!
//! The reporter's identity stands outside that chain: it is sealed with HPKE (RFC 9180) to the
//! public key of the municipality's officers. Whoever holds server, database and instance key
//! together still lacks the private key, which exists only as copies that an officer's own
//! passphrase or the printed recovery key opens.
//!
//! Architecture invariants: this crate knows no database, no web and no domain; it never logs; and
//! [`Key`] and [`PrivateKey`] wipe themselves when dropped and cannot be printed.

#![warn(missing_docs)]

mod key;
mod pair;
mod passphrase;
pub mod phrase;
mod recovery;
mod vault_key;

pub use key::{Fingerprinting, Fingerprints, Key, digest, hex, random};
pub use pair::{PrivateKey, PublicKey};
pub use passphrase::{Cost, Salt, stretch};
pub use recovery::RecoveryCode;
pub use vault_key::VaultKey;

/// Why something could not be sealed or opened. Says nothing about the content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Wrong key, wrong place (associated data) or changed bytes: authentication failed.
    #[error("does not open with this key")]
    DoesNotOpen,
    /// The bytes are too short or not of the expected form.
    #[error("not a sealed value")]
    Malformed,
    /// A recovery code was typed wrongly; the checksum tells.
    #[error("not a valid recovery code")]
    BadRecoveryCode,
}
