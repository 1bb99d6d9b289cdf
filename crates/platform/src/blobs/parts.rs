//! Reading a content, a chunk at a time.

use std::io::{self, Read};

use axum::body::Body;
use futures_util::stream;
use sha2::{Digest, Sha256};
use tokio::runtime::Handle;
use vault::Fingerprinting;

use super::chunk::Shape;
use crate::{Error, Result};

/// A content that can be read in chunks. Clones read the same.
pub trait Parts: Clone + Send + Sync + 'static {
    /// In bytes.
    fn size(&self) -> u64;

    /// The chunk of this number, the first is 0.
    fn part(&self, number: u64) -> impl Future<Output = Result<Vec<u8>>> + Send;

    /// So many chunks there are.
    fn count(&self) -> u64 {
        Shape { size: self.size() }.count()
    }
}

/// Sends a content out. When a chunk is not what it was, the body ends in an error: whoever
/// downloads it was told how long it is, and does not take the piece for the whole.
pub fn body(parts: impl Parts) -> Body {
    let chunks = stream::try_unfold((parts, 0), async |(parts, number)| {
        if number == parts.count() {
            return Ok(None);
        }
        match parts.part(number).await {
            Ok(bytes) => Ok(Some((bytes, (parts, number + 1)))),
            Err(error) => {
                tracing::error!(error = %error.for_the_log(), "a download broke off");
                Err(error)
            }
        }
    });
    Body::from_stream(chunks)
}

/// All of it in memory: for what cannot be read otherwise, and is not large.
///
/// # Errors
/// [`Error::TooLarge`] when it has more than `most` bytes.
pub async fn whole(parts: &impl Parts, most: usize) -> Result<Vec<u8>> {
    let size = usize::try_from(parts.size()).map_err(|_| Error::TooLarge)?;
    if size > most {
        return Err(Error::TooLarge);
    }
    let mut all = Vec::with_capacity(size);
    for number in 0..parts.count() {
        all.extend(parts.part(number).await?);
    }
    Ok(all)
}

/// Adds a content to a fingerprint, as the one part that it is.
///
/// # Errors
/// When it cannot be read.
pub async fn fingerprint(parts: &impl Parts, of: &mut Fingerprinting) -> Result<()> {
    of.begin_part(parts.size());
    for number in 0..parts.count() {
        of.piece(&parts.part(number).await?);
    }
    Ok(())
}

/// The SHA-256 of a content, in hexadecimal: what anybody can compute of a copy (FIPS 180-4).
///
/// # Errors
/// When it cannot be read.
pub async fn sha256(parts: &impl Parts) -> Result<String> {
    let mut sum = Sha256::new();
    for number in 0..parts.count() {
        sum.update(&parts.part(number).await?);
    }
    Ok(vault::hex(&sum.finalize()))
}

/// For libraries that want a reader. It waits for each chunk, so it is read on a thread where
/// waiting is allowed (`spawn_blocking`) and nowhere else.
pub struct Blocking<P> {
    parts: P,
    runtime: Handle,
    next: u64,
    chunk: io::Cursor<Vec<u8>>,
}

/// See [`Blocking`]. Within the program's runtime, or on one of its threads.
pub fn blocking<P: Parts>(parts: P) -> Blocking<P> {
    Blocking {
        parts,
        runtime: Handle::current(),
        next: 0,
        chunk: io::Cursor::default(),
    }
}

impl<P: Parts> Read for Blocking<P> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        loop {
            let read = self.chunk.read(into)?;
            if read > 0 || into.is_empty() || self.next == self.parts.count() {
                return Ok(read);
            }
            let chunk = self.runtime.block_on(self.parts.part(self.next));
            self.chunk = io::Cursor::new(chunk.map_err(io::Error::other)?);
            self.next += 1;
        }
    }
}
