//! How a content is cut, and how its chunks are sealed.

use uuid::Uuid;
use vault::Key;

use crate::{Error, Result};

/// Every chunk but the last is so long, in bytes.
pub const CHUNK: usize = 256 * 1024;

/// How long a content is, and thereby each of its chunks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Shape {
    pub size: u64,
}

impl Shape {
    /// An empty content has one chunk too: that it is empty is sealed like everything else.
    pub(super) fn count(self) -> u64 {
        self.size.div_ceil(CHUNK as u64).max(1)
    }

    fn is_last(self, number: u64) -> bool {
        number + 1 == self.count()
    }

    fn length(self, number: u64) -> u64 {
        if self.is_last(number) {
            self.size - number * CHUNK as u64
        } else {
            CHUNK as u64
        }
    }

    /// How long a chunk is once it is sealed.
    pub(super) fn sealed_length(self, number: u64) -> usize {
        if number < self.count() {
            usize::try_from(self.length(number)).unwrap_or(CHUNK) + Key::OVERHEAD
        } else {
            0
        }
    }
}

/// Seals the chunks of one content. The key is of this content alone, and a chunk is sealed for its
/// content, its number, and being the last one or not: so none can be swapped, left out, cut off or
/// put elsewhere.
#[derive(Clone)]
pub(super) struct Sealer {
    pub id: Uuid,
    pub key: Key,
}

impl Sealer {
    fn place(&self, number: u64, last: bool) -> String {
        let end = if last { "last" } else { "more" };
        format!("chunk:{}:{number}:{end}", self.id)
    }

    pub(super) fn seal(&self, number: u64, last: bool, plain: &[u8]) -> Vec<u8> {
        self.key.seal(plain, &self.place(number, last))
    }

    /// A chunk of a content of this shape.
    ///
    /// # Errors
    /// When anything but this chunk was given.
    pub(super) fn open(&self, number: u64, shape: Shape, sealed: &[u8]) -> Result<Vec<u8>> {
        if number >= shape.count() {
            return Err(Error::Tampered("blob_chunk"));
        }
        let place = self.place(number, shape.is_last(number));
        let plain = self.key.open(sealed, &place)?;
        if plain.len() as u64 == shape.length(number) {
            Ok(plain)
        } else {
            Err(Error::Tampered("blob_chunk"))
        }
    }
}
