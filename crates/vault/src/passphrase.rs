//! From something a person remembers to a key.

use argon2::{Algorithm, Argon2, Block, Params, Version};
use zeroize::Zeroize;

use crate::Key;

/// 16 random bytes, stored beside what the stretched key wraps.
pub type Salt = [u8; 16];

/// What one guess costs: Argon2id (RFC 9106) with one lane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    /// Kibibytes of memory, 8 or more.
    pub memory: u32,
    /// Passes over it, 1 or more.
    pub passes: u32,
}

impl Cost {
    /// For signing in, many times a day: the parameters of the OWASP Password Storage Cheat Sheet,
    /// 19 MiB and 2 passes, a few tens of milliseconds on a server.
    pub const PASSWORD: Self = Self {
        memory: 19 * 1024,
        passes: 2,
    };
    /// For the vault, opened about once a week: 256 MiB and 3 passes, about a second.
    pub const VAULT: Self = Self {
        memory: 256 * 1024,
        passes: 3,
    };
    /// For tests of what stands around it.
    pub const TRIAL: Self = Self {
        memory: 8,
        passes: 1,
    };
}

/// So many blocks are asked for at least. More than 32 MiB is what libc always takes from the system by
/// itself and gives back when it is freed; what is smaller stays with the thread that stretched. What
/// is not written takes no memory.
const APART: usize = 33 * 1024 * 1024 / Block::SIZE;

/// Stretches a passphrase. `pepper` is a key that does not stand where the salt stands: a copy of
/// the database alone is then not enough to try guesses. Call it off the async threads.
///
/// # Panics
/// When `cost` is below the least that Argon2 knows: a mistake in the program.
#[must_use]
pub fn stretch(passphrase: &str, salt: &Salt, pepper: &Key, cost: Cost) -> Key {
    let params = Params::new(cost.memory, cost.passes, 1, Some(32)).expect("valid parameters");
    let count = params.block_count();
    let mut blocks = Vec::with_capacity(count.max(APART));
    blocks.resize(count, Block::new());
    let mut out = [0; 32];
    Argon2::new_with_secret(pepper.expose(), Algorithm::Argon2id, Version::V0x13, params)
        .expect("32 bytes is a valid length")
        .hash_password_into_with_memory(passphrase.as_bytes(), salt, &mut out, &mut blocks)
        .expect("valid lengths");
    let key = Key::from_bytes(out);
    out.zeroize();
    key
}
