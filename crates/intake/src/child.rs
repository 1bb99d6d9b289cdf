//! The same work in a process of its own, which may use so much memory and time and no more.
//! Libraries that read foreign files cannot be bounded from inside; a process can.
//!
//! The child reads a file on its standard input and answers on its standard output: what it made,
//! and as the last byte how it ended. A child that was killed has no last byte.

use std::io::{Read, Write};
use std::process::ExitCode;

use rustix::process::{Resource, Rlimit, setrlimit};

use crate::{Fault, MAX_BOOK, MAX_FILE, Removed, Words};

/// Address space of the child, in bytes.
pub const MEMORY: u64 = 512 * 1024 * 1024;
/// Processor time of the child, in seconds.
pub const SECONDS: u64 = 20;
/// A picture may have grown by being encoded again.
const MAX_MADE: usize = 8 * MAX_FILE;

/// What a child can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Work {
    /// [`crate::clean`].
    Clean,
    /// [`crate::words`].
    Words,
    /// [`crate::sheet()`].
    Sheet,
    /// [`crate::small`].
    Small,
}

impl Work {
    /// Its name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Clean => "clean",
            Self::Words => "words",
            Self::Sheet => "sheet",
            Self::Small => "small",
        }
    }

    /// The work of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        [Self::Clean, Self::Words, Self::Sheet, Self::Small]
            .into_iter()
            .find(|work| work.name() == name)
    }

    /// The most bytes that make sense as input.
    #[must_use]
    pub fn most(self) -> usize {
        match self {
            Self::Clean => MAX_FILE,
            Self::Words | Self::Small => MAX_MADE,
            Self::Sheet => MAX_BOOK,
        }
    }

    /// So many bytes at the beginning of an answer say what follows.
    #[must_use]
    pub fn head(self) -> usize {
        match self {
            Self::Clean => 2,
            Self::Words => 1,
            Self::Sheet | Self::Small => 0,
        }
    }

    /// The most bytes of an answer.
    #[must_use]
    pub fn most_out(self) -> usize {
        match self {
            Self::Clean => MAX_MADE,
            Self::Words => 4 * crate::MAX_WORDS,
            Self::Sheet => crate::MAX_CSV + 1,
            Self::Small => crate::MAX_SMALL,
        }
    }
}

/// The life of the child: limits, a file in, an answer out. Runs before anything else of the
/// program has started.
#[must_use]
pub fn main(work: &str) -> ExitCode {
    let Some(work) = Work::named(work) else {
        return ExitCode::from(2);
    };
    // Nothing that is read here may end in a file on disk, nor a panic's words in a log.
    std::panic::set_hook(Box::new(|_| {}));
    match limit().and_then(|()| answer(work)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::from(2),
    }
}

fn limit() -> std::io::Result<()> {
    let at = |most: u64| Rlimit {
        current: Some(most),
        maximum: Some(most),
    };
    setrlimit(Resource::Core, at(0))?;
    // Writes no files and opens none; what it was given is open already.
    setrlimit(Resource::Fsize, at(0))?;
    setrlimit(Resource::Nofile, at(3))?;
    setrlimit(Resource::Cpu, at(SECONDS))?;
    setrlimit(Resource::As, at(MEMORY))?;
    Ok(())
}

fn answer(work: Work) -> std::io::Result<()> {
    let mut bytes = Vec::new();
    std::io::stdin()
        .lock()
        .take(work.most() as u64 + 1)
        .read_to_end(&mut bytes)?;
    let mut out = std::io::BufWriter::with_capacity(64 * 1024, std::io::stdout().lock());
    let ended = if bytes.len() > work.most() {
        Err(Fault::TooLarge)
    } else {
        write(work, &bytes, &mut out)
    };
    out.write_all(&[last(ended)])?;
    out.flush()
}

fn write(work: Work, bytes: &[u8], out: &mut impl Write) -> Result<(), Fault> {
    let failed = |_: std::io::Error| Fault::TooMuch;
    match work {
        Work::Clean => {
            let clean = crate::clean(bytes)?;
            out.write_all(&[kind(clean.mime), flags(clean.removed)])
                .map_err(failed)?;
            out.write_all(&clean.bytes).map_err(failed)
        }
        Work::Words => match crate::words(bytes) {
            Words::Text(text) => {
                out.write_all(b"t").map_err(failed)?;
                out.write_all(text.as_bytes()).map_err(failed)
            }
            Words::Unreadable => out.write_all(b"u").map_err(failed),
        },
        Work::Sheet => crate::sheet(bytes, out),
        Work::Small => out.write_all(&crate::small(bytes)?).map_err(failed),
    }
}

const MIMES: [&str; 4] = ["image/jpeg", "image/png", "image/webp", "application/pdf"];

#[expect(clippy::cast_possible_truncation, reason = "one of four")]
fn kind(mime: &str) -> u8 {
    MIMES
        .iter()
        .position(|known| *known == mime)
        .unwrap_or(MIMES.len()) as u8
}

fn flags(removed: Removed) -> u8 {
    u8::from(removed.scripts) | u8::from(removed.actions) << 1 | u8::from(removed.attachments) << 2
}

fn last(ended: Result<(), Fault>) -> u8 {
    match ended {
        Ok(()) => b'.',
        Err(Fault::TooLarge) => b'L',
        Err(Fault::WrongType) => b'T',
        Err(Fault::Broken) => b'B',
        Err(Fault::TooMuch) => b'H',
    }
}

/// How a child ended, by the last byte that it wrote. `exit` is its exit code; `None`: it was
/// killed.
///
/// # Errors
/// The fault that the child told; [`Fault::TooMuch`] when it was killed or ran out of memory (it
/// then aborts); [`Fault::Broken`] when it stumbled over the file.
pub fn ended(last: Option<u8>, exit: Option<i32>) -> Result<(), Fault> {
    match (exit, last) {
        (None, _) | (Some(0), Some(b'H')) => Err(Fault::TooMuch),
        (Some(0), Some(b'.')) => Ok(()),
        (Some(0), Some(b'L')) => Err(Fault::TooLarge),
        (Some(0), Some(b'T')) => Err(Fault::WrongType),
        _ => Err(Fault::Broken),
    }
}

/// The beginning of the answer of [`Work::Clean`]: its MIME type, and what was taken off. The file
/// follows.
///
/// # Errors
/// [`Fault::Broken`]: no answer of ours.
pub fn clean_head(head: &[u8]) -> Result<(&'static str, Removed), Fault> {
    let &[kind, flags] = head else {
        return Err(Fault::Broken);
    };
    let removed = Removed {
        scripts: flags & 1 != 0,
        actions: flags & 2 != 0,
        attachments: flags & 4 != 0,
    };
    let mime = MIMES.get(usize::from(kind)).copied();
    Ok((mime.ok_or(Fault::Broken)?, removed))
}

/// The answer of [`Work::Words`], beginning and text.
///
/// # Errors
/// [`Fault::Broken`]: no answer of ours.
pub fn read_words(head: &[u8], text: Vec<u8>) -> Result<Words, Fault> {
    match head {
        b"t" => String::from_utf8(text)
            .map(Words::Text)
            .map_err(|_| Fault::Broken),
        b"u" => Ok(Words::Unreadable),
        _ => Err(Fault::Broken),
    }
}
