//! What may come in, and what is taken off first. Pure: bytes in, bytes out; no database, no web.
//!
//! Nothing of the container of a file survives: a picture is decoded and encoded again, a PDF is
//! copied object by object with a list of what may come along (`pdf::rule`). What an unknown
//! program wrote beside the picture or the page is therefore gone without this crate having to know
//! it.
//!
//! # Limits
//!
//! | Limit | Value | Reason |
//! |---|---|---|
//! | [`MAX_FILE`] | 10 MiB in | what the form takes |
//! | [`MAX_BOOK`] | 60 MiB in | what an import takes |
//! | [`MAX_PIXELS`] | 40 megapixels | above any camera or scanner in an office (A4 at 600 dpi is 35); 160 MB as RGBA |
//! | [`MAX_PIXEL_BYTES`] | 256 MiB | one decoded picture; half of the child's memory |
//! | [`MAX_UNPACKED`] | 64 MiB | text, fonts and drawings of a whole PDF; a book of 1,000 pages has about 10 |
//! | [`MAX_PICTURES`] | 256 MiB | uncompressed pictures of a whole PDF, never held at once: thirty phone screens |
//! | [`MAX_PAGES`] | 2,000 pages | more is not a signal but an archive |
//! | [`MAX_WORDS`] | 16 MiB | of text that is searched; a thick book is 1 |
//! | [`MAX_COLUMNS`], [`MAX_ROWS`] | 16,384 and 1,048,576 | what a workbook can hold |
//! | [`MAX_PART`] | 128 MiB | texts and styles of a workbook, unpacked; calamine holds them |
//! | [`MAX_CSV`] | 256 MiB out | a million rows of an extract |
//! | [`child::MEMORY`] | 512 MiB | address space of the child: libraries cannot be bounded from inside |
//! | [`child::SECONDS`] | 20 s | processor time of the child; the platform adds as much by the clock |
#![warn(missing_docs)]

pub mod child;
mod jpeg;
mod jpeg2000;
pub mod pdf;
mod picture;
pub mod sheet;

pub use pdf::Words;
pub use sheet::sheet;

/// The largest file that is cleaned, in bytes.
pub const MAX_FILE: usize = 10 * 1024 * 1024;
/// The largest workbook that is read, in bytes.
pub const MAX_BOOK: usize = 60 * 1024 * 1024;
/// The most pixels of a picture: width times height.
pub const MAX_PIXELS: u64 = 40_000_000;
/// The most bytes a decoder of pictures may take.
pub const MAX_PIXEL_BYTES: u64 = 256 * 1024 * 1024;
/// The most pixels of a small picture, either way.
pub const SMALL: u32 = 480;
/// The most bytes of a small picture.
pub const MAX_SMALL: usize = 1024 * 1024;
/// The most bytes that all streams of a PDF unpack to, pictures apart.
pub const MAX_UNPACKED: usize = 64 * 1024 * 1024;
/// The most bytes that all pictures of a PDF unpack to.
pub const MAX_PICTURES: usize = 256 * 1024 * 1024;
/// The most pages of a PDF.
pub const MAX_PAGES: usize = 2000;
/// The most bytes of text taken from a PDF.
pub const MAX_WORDS: usize = 16 * 1024 * 1024;
/// The most columns of a workbook.
pub const MAX_COLUMNS: u32 = 16_384;
/// The most rows of a workbook.
pub const MAX_ROWS: u32 = 1_048_576;
/// The most bytes that each part of a workbook besides its sheets unpacks to.
pub const MAX_PART: u64 = 128 * 1024 * 1024;
/// The most bytes of CSV made of a workbook.
pub const MAX_CSV: usize = 256 * 1024 * 1024;

/// Why a file is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// More bytes than [`MAX_FILE`] or [`MAX_BOOK`].
    TooLarge,
    /// Not a JPEG, PNG, WebP or PDF (or not a workbook), whatever its name says.
    WrongType,
    /// The type is right but the content is broken, or locked with a password.
    Broken,
    /// Too many pixels, too much when unpacked, or too long to work on.
    TooMuch,
}

impl Fault {
    /// The key of its text (`error-...`), which takes the file's name.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::TooLarge => "file-large",
            Self::WrongType => "file-type",
            Self::Broken => "file-broken",
            Self::TooMuch => "file-heavy",
        }
    }
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::TooLarge => "the file is too large",
            Self::WrongType => "the file is of another type",
            Self::Broken => "the file is damaged or locked",
            Self::TooMuch => "the file is too heavy",
        })
    }
}

impl std::error::Error for Fault {}

/// What was taken off that a program could have run or opened; metadata is not mentioned, it always
/// goes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Removed {
    /// JavaScript, also of form fields.
    pub scripts: bool,
    /// Actions at opening or on a click: launching, sending, going elsewhere. Web links stay.
    pub actions: bool,
    /// Files inside the file.
    pub attachments: bool,
}

/// A file that may be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clean {
    /// What it is now: `image/jpeg`, `image/png`, `image/webp` or `application/pdf`.
    pub mime: &'static str,
    /// The file as it was made again.
    pub bytes: Vec<u8>,
    /// What was taken off.
    pub removed: Removed,
}

/// Checks a file by its content and makes it again without what could give somebody away.
///
/// JPEG stays JPEG, PNG stays PNG, WebP becomes JPEG or lossless WebP; animations keep their first
/// frame. Photos are turned as their EXIF says. Colours are taken as sRGB, the profile goes.
///
/// # Errors
/// [`Fault`], also for a PDF with a password.
pub fn clean(bytes: &[u8]) -> Result<Clean, Fault> {
    if bytes.len() > MAX_FILE {
        return Err(Fault::TooLarge);
    }
    if let Some(format) = picture::format(bytes) {
        let (mime, bytes) = picture::again(bytes, format)?;
        return Ok(Clean {
            mime,
            bytes,
            removed: Removed::default(),
        });
    }
    if bytes.starts_with(b"%PDF-") {
        let (bytes, removed) = pdf::again(bytes)?;
        return Ok(Clean {
            mime: "application/pdf",
            bytes,
            removed,
        });
    }
    Err(Fault::WrongType)
}

/// The words in a file, for the leak check. Pictures have no words that a program can vouch for:
/// the officer looks.
#[must_use]
pub fn words(bytes: &[u8]) -> Words {
    if picture::format(bytes).is_some() {
        Words::Text(String::new())
    } else {
        pdf::words(bytes)
    }
}

/// A picture as a small JPEG, to be shown beside others.
///
/// # Errors
/// [`Fault`]; [`Fault::WrongType`] for what is no picture.
pub fn small(bytes: &[u8]) -> Result<Vec<u8>, Fault> {
    let format = picture::format(bytes).ok_or(Fault::WrongType)?;
    picture::small(bytes, format)
}
