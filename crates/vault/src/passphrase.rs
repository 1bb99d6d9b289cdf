//! From something a person remembers to a key.

use argon2::{Algorithm, Argon2, Params, Version};
use zeroize::Zeroize;

use crate::Key;

/// 16 random bytes, stored beside what the stretched key wraps.
pub type Salt = [u8; 16];

/// Argon2id with the parameters of the OWASP Password Storage Cheat Sheet (19 MiB, 2 passes,
/// 1 lane): a few tens of milliseconds on a server, so call it off the async threads.
///
/// # Panics
/// Never: the parameters and lengths are fixed and valid.
#[must_use]
pub fn stretch(passphrase: &str, salt: &Salt) -> Key {
    let params = Params::new(19 * 1024, 2, 1, Some(32)).expect("valid parameters");
    let mut out = [0; 32];
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(passphrase.as_bytes(), salt, &mut out)
        .expect("valid lengths");
    let key = Key::from_bytes(out);
    out.zeroize();
    key
}
