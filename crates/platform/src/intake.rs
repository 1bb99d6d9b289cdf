//! Foreign files are worked on in a child process ([`intake::child`]): this program again, with a
//! limit on memory and time, no environment and nothing open but its pipes. One at a time, because
//! a computer that can bear one heavy file need not bear ten.

use std::path::PathBuf;
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;

use intake::Removed;
use intake::child::{self, Work};
pub use intake::{Fault, Words};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::{Child, Command};
use tokio::sync::Semaphore;

use crate::Error;
use crate::blobs::{self, Filling, Parts, Spool, Spooled};

/// By the clock, for one file. The child's own limit counts processor time.
const PATIENCE: Duration = Duration::from_secs(20);
/// So many may stand in line, the one at work included; a form has at most five files.
const LINE: usize = 16;
/// So long one stands in line.
const IN_LINE: Duration = Duration::from_secs(30);
/// So many bytes are read of an answer at once.
const PIECE: usize = 64 * 1024;

/// Why there is nothing to keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// The file is the reason.
    File(Fault),
    /// Too many files at once, or no process could be started (the log says why).
    Busy,
}

impl Refused {
    /// The key of its text (`error-...`), which takes the file's name.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::File(fault) => fault.key(),
            Self::Busy => "file-busy",
        }
    }
}

/// Where files are taken in. Clones share the line.
#[derive(Clone)]
pub struct Intake {
    program: PathBuf,
    /// Where answers go.
    spool: Spool,
    line: Arc<Semaphore>,
    turn: Arc<Semaphore>,
}

/// A file that may be kept.
#[derive(Debug)]
pub struct Clean {
    /// What it is, by its content.
    pub mime: &'static str,
    /// The file as it was made again.
    pub content: Spooled,
    /// What was taken off.
    pub removed: Removed,
}

impl Intake {
    /// `program` is run as `program intake clean|words|sheet|small`; see `std::env::current_exe`.
    #[must_use]
    pub fn new(program: PathBuf, spool: Spool) -> Self {
        Self {
            program,
            spool,
            line: Arc::new(Semaphore::new(LINE)),
            turn: Arc::new(Semaphore::new(1)),
        }
    }

    /// [`intake::clean`].
    ///
    /// # Errors
    /// [`Refused`].
    pub async fn clean(&self, file: &impl Parts) -> Result<Clean, Refused> {
        let (head, content) = self.run(Work::Clean, file, b"").await?;
        let (mime, removed) = child::clean_head(&head).map_err(Refused::File)?;
        Ok(Clean {
            mime,
            content,
            removed,
        })
    }

    /// [`intake::words`]. A file that is too heavy to read is unreadable.
    ///
    /// # Errors
    /// [`Refused::Busy`].
    pub async fn words(&self, file: &impl Parts) -> Result<Words, Refused> {
        let (head, text) = match self.run(Work::Words, file, b"").await {
            Ok(answer) => answer,
            Err(Refused::File(_)) => return Ok(Words::Unreadable),
            Err(Refused::Busy) => return Err(Refused::Busy),
        };
        let text = blobs::whole(&text, Work::Words.most_out()).await;
        let text = text.map_err(|error| unanswered(&error))?;
        Ok(child::read_words(&head, text).unwrap_or(Words::Unreadable))
    }

    /// [`intake::sheet`]: the first sheet of a workbook as CSV, behind these bytes; each line begins
    /// with its row number.
    ///
    /// # Errors
    /// [`Refused`].
    pub async fn sheet(&self, file: &impl Parts, before: &[u8]) -> Result<Spooled, Refused> {
        let (_, rows) = self.run(Work::Sheet, file, before).await?;
        Ok(rows)
    }

    /// [`intake::small`]: a picture as a small JPEG.
    ///
    /// # Errors
    /// [`Refused`].
    pub async fn small(&self, picture: &impl Parts) -> Result<Spooled, Refused> {
        let (_, small) = self.run(Work::Small, picture, b"").await?;
        Ok(small)
    }

    /// Gives the beginning of the answer, and what follows it behind the bytes `before`.
    async fn run(
        &self,
        work: Work,
        file: &impl Parts,
        before: &[u8],
    ) -> Result<(Vec<u8>, Spooled), Refused> {
        if file.size() > work.most() as u64 {
            return Err(Refused::File(Fault::TooLarge));
        }
        let _place = self.line.try_acquire().map_err(|_| Refused::Busy)?;
        let turn = tokio::time::timeout(IN_LINE, self.turn.acquire()).await;
        let _turn = turn
            .map_err(|_| Refused::Busy)?
            .map_err(|_| Refused::Busy)?;
        let mut answer = Answer::begin(&self.spool, work, before)
            .await
            .map_err(|error| unanswered(&error))?;
        let mut child = self.start(work).map_err(|error| {
            tracing::error!(%error, "no process for a file");
            Refused::Busy
        })?;
        let talk = talk(&mut child, file, &mut answer);
        let ended = tokio::time::timeout(PATIENCE, talk).await;
        // Also one that is done has to be gone before the next begins.
        if child.kill().await.is_err() {
            tracing::warn!("a process for a file could not be ended");
        }
        match ended {
            Ok(Ok(exit)) => answer.end(exit).await,
            Ok(Err(error)) => Err(unanswered(&error)),
            Err(_) => Err(Refused::File(Fault::TooMuch)),
        }
    }

    fn start(&self, work: Work) -> std::io::Result<Child> {
        Command::new(&self.program)
            .args(["intake", work.name()])
            .env_clear()
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
    }
}

fn unanswered(error: &Error) -> Refused {
    tracing::error!(error = %error.for_the_log(), "a process for a file did not answer");
    Refused::Busy
}

/// What a child writes, as it comes: its beginning, the content, and as the very last byte how it
/// ended.
struct Answer {
    work: Work,
    head: Vec<u8>,
    content: Filling,
    /// The last byte so far, which may be the very last.
    last: Option<u8>,
    room: usize,
}

impl Answer {
    async fn begin(spool: &Spool, work: Work, before: &[u8]) -> crate::Result<Self> {
        let mut content = spool.begin()?;
        content.write(before).await?;
        Ok(Self {
            work,
            head: Vec::new(),
            content,
            last: None,
            room: work.most_out(),
        })
    }

    /// Takes what came; false when it is more than an answer can be.
    async fn take(&mut self, bytes: &[u8]) -> crate::Result<bool> {
        let Some(room) = self.room.checked_sub(bytes.len()) else {
            return Ok(false);
        };
        self.room = room;
        let missing = self.work.head() - self.head.len();
        let (head, rest) = bytes.split_at(missing.min(bytes.len()));
        self.head.extend_from_slice(head);
        if let Some((last, before)) = rest.split_last() {
            if let Some(held) = self.last.replace(*last) {
                self.content.write(&[held]).await?;
            }
            self.content.write(before).await?;
        }
        Ok(true)
    }

    async fn end(mut self, exit: Option<i32>) -> Result<(Vec<u8>, Spooled), Refused> {
        let last = self.last.or_else(|| self.head.pop());
        child::ended(last, exit).map_err(Refused::File)?;
        let content = self.content.end().await;
        Ok((self.head, content.map_err(|error| unanswered(&error))?))
    }
}

/// Gives the child its file and takes its answer; gives its exit code. A child that ends early does
/// not read on, which is no fault here.
async fn talk(
    child: &mut Child,
    file: &impl Parts,
    answer: &mut Answer,
) -> crate::Result<Option<i32>> {
    let (Some(mut stdin), Some(mut stdout)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(std::io::Error::from(std::io::ErrorKind::BrokenPipe).into());
    };
    let give = async move {
        for number in 0..file.count() {
            if stdin.write_all(&file.part(number).await?).await.is_err() {
                break;
            }
        }
        Ok::<_, Error>(())
    };
    let take = async {
        let mut piece = vec![0; PIECE];
        loop {
            let read = stdout.read(&mut piece).await?;
            if read == 0 || !answer.take(&piece[..read]).await? {
                return Ok::<_, Error>(read == 0);
            }
        }
    };
    let ((), whole) = tokio::try_join!(give, take)?;
    if !whole {
        // As if it had been killed for it.
        return Ok(None);
    }
    Ok(child.wait().await?.code())
}
