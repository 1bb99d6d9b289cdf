//! What comes in, before it is known whether it is kept.
//!
//! It goes to a file of the data folder that has no name: nobody else can open it, and it is gone
//! with whoever reads it or with the process, however that ends. Its chunks are sealed under a key
//! that is in memory only, so the disk never holds what was sent.

use std::collections::HashMap;
use std::fs::File;
use std::os::unix::fs::FileExt;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use uuid::Uuid;
use vault::Key;

use super::chunk::{CHUNK, Sealer, Shape};
use super::parts::Parts;
use crate::{Error, Result};

/// All that is coming in at once in this process: 2 GiB, in chunks. More than that has to come back
/// in a moment, so that the disk is not filled with what nobody keeps.
const ROOM: usize = 8192;
/// One person has at most this part of it: whoever sends more waits for themselves alone.
const SHARE: usize = 2;
/// From one chunk to the next in the file.
const STRIDE: u64 = (CHUNK + Key::OVERHEAD) as u64;

/// Where it goes. Clones share the room.
#[derive(Clone)]
pub struct Spool {
    folder: PathBuf,
    room: Arc<Semaphore>,
    /// In chunks.
    size: usize,
    shares: Arc<Mutex<HashMap<Uuid, Weak<Semaphore>>>>,
    share: Option<Arc<Semaphore>>,
}

impl Spool {
    /// `folder` is on a disk, not in memory.
    #[must_use]
    pub fn new(folder: PathBuf) -> Self {
        Self {
            folder,
            room: Arc::new(Semaphore::new(ROOM)),
            size: ROOM,
            shares: Arc::default(),
            share: None,
        }
    }

    /// The same for what one person or guest sends: their share of the room, whatever they do at
    /// once.
    #[must_use]
    pub fn of(&self, who: Uuid) -> Self {
        let mut shares = self.shares.lock().unwrap_or_else(PoisonError::into_inner);
        shares.retain(|_, share| share.strong_count() > 0);
        let share = shares.get(&who).and_then(Weak::upgrade);
        let share = share.unwrap_or_else(|| Arc::new(Semaphore::new(self.size / SHARE)));
        shares.insert(who, Arc::downgrade(&share));
        Self {
            share: Some(share),
            ..self.clone()
        }
    }

    #[cfg(test)]
    pub(super) fn with_room(self, chunks: usize) -> Self {
        Self {
            room: Arc::new(Semaphore::new(chunks)),
            size: chunks,
            ..self
        }
    }

    /// Begins a content.
    ///
    /// # Errors
    /// When no file can be made.
    pub fn begin(&self) -> Result<Filling> {
        Ok(Filling {
            file: Arc::new(tempfile::tempfile_in(&self.folder)?),
            // Of this content alone: it is never written down.
            sealer: Sealer {
                id: Uuid::nil(),
                key: Key::random(),
            },
            rooms: std::iter::once(&self.room)
                .chain(&self.share)
                .map(|room| (room.clone(), None))
                .collect(),
            ahead: Vec::new(),
            sealed: 0,
        })
    }

    /// A content that is in memory already.
    ///
    /// # Errors
    /// When it cannot be written.
    pub async fn keep(&self, bytes: &[u8]) -> Result<Spooled> {
        let mut filling = self.begin()?;
        filling.write(bytes).await?;
        filling.end().await
    }
}

/// A content that is coming in.
pub struct Filling {
    file: Arc<File>,
    sealer: Sealer,
    /// The rooms that it must fit in, and what it has of each.
    rooms: Vec<(Arc<Semaphore>, Option<OwnedSemaphorePermit>)>,
    /// What is not in the file yet: a chunk at most, for which one is the last is known at the end.
    ahead: Vec<u8>,
    sealed: u64,
}

impl Filling {
    /// Adds to it.
    ///
    /// # Errors
    /// [`Error::Busy`] when too much is coming in at once, of this person or of all.
    pub async fn write(&mut self, mut bytes: &[u8]) -> Result<()> {
        while !bytes.is_empty() {
            if self.ahead.len() == CHUNK {
                self.flush(false).await?;
            }
            let fits = bytes.len().min(CHUNK - self.ahead.len());
            let (now, later) = bytes.split_at(fits);
            self.ahead.extend_from_slice(now);
            bytes = later;
        }
        Ok(())
    }

    async fn flush(&mut self, last: bool) -> Result<()> {
        for (room, taken) in &mut self.rooms {
            let place = room.clone().try_acquire_owned();
            let place = place.map_err(|_| Error::Busy)?;
            match taken {
                Some(taken) => taken.merge(place),
                None => *taken = Some(place),
            }
        }
        let (file, sealer, number) = (self.file.clone(), self.sealer.clone(), self.sealed);
        let plain = std::mem::take(&mut self.ahead);
        aside(move || {
            let chunk = sealer.seal(number, last, &plain);
            Ok(file.write_all_at(&chunk, number * STRIDE)?)
        })
        .await?;
        self.sealed += 1;
        Ok(())
    }

    /// So many bytes came so far.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.sealed * CHUNK as u64 + self.ahead.len() as u64
    }

    /// That was all.
    ///
    /// # Errors
    /// When it cannot be written.
    pub async fn end(mut self) -> Result<Spooled> {
        let size = self.size();
        self.flush(true).await?;
        Ok(Spooled(Arc::new(Came {
            file: self.file,
            sealer: self.sealer,
            shape: Shape { size },
            _taken: self.rooms,
        })))
    }
}

/// A content that came in. Clones are the same one; the last of them takes it along.
#[derive(Clone)]
pub struct Spooled(Arc<Came>);

struct Came {
    file: Arc<File>,
    sealer: Sealer,
    shape: Shape,
    _taken: Vec<(Arc<Semaphore>, Option<OwnedSemaphorePermit>)>,
}

impl std::fmt::Debug for Spooled {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Spooled({} bytes)", self.size())
    }
}

impl Parts for Spooled {
    fn size(&self) -> u64 {
        self.0.shape.size
    }

    async fn part(&self, number: u64) -> Result<Vec<u8>> {
        let came = self.0.clone();
        aside(move || {
            let mut sealed = vec![0; came.shape.sealed_length(number)];
            came.file.read_exact_at(&mut sealed, number * STRIDE)?;
            came.sealer.open(number, came.shape, &sealed)
        })
        .await
    }
}

/// Sealing and the disk take their time: other work goes on meanwhile.
pub(super) async fn aside<T: Send + 'static>(
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| Error::Internal(error.to_string()))?
}
