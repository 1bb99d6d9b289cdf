//! Foreign files are worked on in a child process ([`intake::child`]): this program again, with a
//! limit on memory and time, no environment and nothing open but its pipes. One at a time, because
//! a computer that can bear one heavy file need not bear ten.

use std::path::PathBuf;
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;

pub use intake::Words;
use intake::child::{self, Work};
use intake::{Clean, Fault};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::{Child, Command};
use tokio::sync::Semaphore;

/// By the clock, for one file. The child's own limit counts processor time.
const PATIENCE: Duration = Duration::from_secs(20);
/// So many may stand in line, the one at work included; a form has at most five files.
const LINE: usize = 16;
/// So long one stands in line.
const IN_LINE: Duration = Duration::from_secs(30);

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
    line: Arc<Semaphore>,
    turn: Arc<Semaphore>,
}

impl Intake {
    /// `program` is run as `program intake clean|words|sheet`; see `std::env::current_exe`.
    #[must_use]
    pub fn new(program: PathBuf) -> Self {
        Self {
            program,
            line: Arc::new(Semaphore::new(LINE)),
            turn: Arc::new(Semaphore::new(1)),
        }
    }

    /// [`intake::clean`].
    ///
    /// # Errors
    /// [`Refused`].
    pub async fn clean(&self, bytes: &[u8]) -> Result<Clean, Refused> {
        child::read_clean(self.run(Work::Clean, bytes).await?).map_err(Refused::File)
    }

    /// [`intake::words`]. A file that is too heavy to read is unreadable.
    ///
    /// # Errors
    /// [`Refused::Busy`].
    pub async fn words(&self, bytes: &[u8]) -> Result<Words, Refused> {
        match self.run(Work::Words, bytes).await {
            Ok(written) => Ok(child::read_words(written).unwrap_or(Words::Unreadable)),
            Err(Refused::File(_)) => Ok(Words::Unreadable),
            Err(Refused::Busy) => Err(Refused::Busy),
        }
    }

    /// [`intake::sheet`]: the first sheet of a workbook as CSV; each line begins with its row
    /// number.
    ///
    /// # Errors
    /// [`Refused`].
    pub async fn sheet(&self, bytes: &[u8]) -> Result<Vec<u8>, Refused> {
        self.run(Work::Sheet, bytes).await
    }

    async fn run(&self, work: Work, bytes: &[u8]) -> Result<Vec<u8>, Refused> {
        if bytes.len() > work.most() {
            return Err(Refused::File(Fault::TooLarge));
        }
        let _place = self.line.try_acquire().map_err(|_| Refused::Busy)?;
        let turn = tokio::time::timeout(IN_LINE, self.turn.acquire()).await;
        let _turn = turn
            .map_err(|_| Refused::Busy)?
            .map_err(|_| Refused::Busy)?;
        let mut child = self.start(work).map_err(|error| {
            tracing::error!(%error, "no process for a file");
            Refused::Busy
        })?;
        let ended = tokio::time::timeout(PATIENCE, talk(&mut child, work, bytes)).await;
        // Also one that is done has to be gone before the next begins.
        if child.kill().await.is_err() {
            tracing::warn!("a process for a file could not be ended");
        }
        match ended {
            Ok(Ok((written, exit))) => child::ended(written, exit).map_err(Refused::File),
            Ok(Err(error)) => {
                tracing::error!(%error, "a process for a file did not answer");
                Err(Refused::Busy)
            }
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

/// Gives the child its file and takes its answer. A child that ends early does not read on, which
/// is no fault here.
async fn talk(
    child: &mut Child,
    work: Work,
    bytes: &[u8],
) -> std::io::Result<(Vec<u8>, Option<i32>)> {
    let (Some(mut stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(std::io::ErrorKind::BrokenPipe.into());
    };
    let give = async move {
        let _ = stdin.write_all(bytes).await;
        drop(stdin);
    };
    let mut written = Vec::new();
    let most = work.most_out();
    let mut answer = stdout.take(most as u64 + 1);
    let ((), taken) = tokio::join!(give, answer.read_to_end(&mut written));
    taken?;
    if written.len() > most {
        // As if it had been killed for it.
        return Ok((Vec::new(), None));
    }
    Ok((written, child.wait().await?.code()))
}
