//! Reading the rows of a file: CSV as it streams by, or the first sheet of a workbook. A line that
//! cannot be read is told with its number, and the rest goes on.

use std::io::{self, Cursor, Read};

use platform::App;
use platform::blobs::{self, Parts, Spooled};
use platform::i18n::Texts;
use platform::intake::{self, Refused};

use super::lines::Lines;
use super::readable;

/// A file opened: its header, and its lines.
pub struct Sheet {
    pub header: Vec<String>,
    lines: Lines,
    /// The first field is the number of the row in the workbook that this was.
    numbered: bool,
    /// The disk or the database gave no more.
    cut_off: bool,
}

/// What a workbook becomes when it is taken in: rows with their numbers, as CSV behind this.
const ROWS: &[u8] = b"meldroute rows\n";

/// How every workbook begins: it is a ZIP.
const BOOK: &[u8] = b"PK\x03\x04";

/// What a file looks like: the names of its columns, and what stands in its first lines.
pub struct Looked {
    pub header: Vec<String>,
    pub first: Vec<Vec<String>>,
}

/// One line: its number in the file, and its cells or what is wrong with it.
pub struct Line {
    pub number: u64,
    pub cells: Result<Vec<String>, Fault>,
}

/// What is wrong with a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// So many fields, where the header has so many.
    Fields(usize, usize),
    /// Column and byte where it is no UTF-8.
    Encoding(usize, usize),
    Broken,
    /// A quote is opened and not closed.
    Quote,
    /// Nothing in it can be compared.
    Empty,
    /// It is no file that can be taken in: too large for its kind.
    TooLarge,
    /// Too many workbooks are looked into at once; a minute later there is room.
    Busy,
    /// The disk or the database gives no more of it. No fault of the file.
    Unread,
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Fields(found, wanted) => {
                write!(f, "{found} fields where the header has {wanted}")
            }
            Self::Encoding(column, byte) => write!(f, "column {column}: byte {byte} is not UTF-8"),
            Self::Broken => f.write_str("not a line of CSV"),
            Self::Quote => f.write_str("a quote is not closed"),
            Self::Empty => f.write_str("nothing in it can be compared"),
            Self::TooLarge => f.write_str("a workbook may be 60 MB"),
            Self::Busy => f.write_str("too much is going on"),
            Self::Unread => f.write_str("it cannot be read on from here"),
        }
    }
}

/// A fault of one line, as it is kept with a register, to be said in the language of whoever reads it.
impl Fault {
    /// As it is kept.
    #[must_use]
    pub fn code(self) -> String {
        match self {
            Self::Fields(found, wanted) => format!("fields:{found}:{wanted}"),
            Self::Encoding(column, byte) => format!("encoding:{column}:{byte}"),
            Self::Quote => "quote".to_owned(),
            Self::Empty => "empty".to_owned(),
            Self::Broken | Self::TooLarge | Self::Busy | Self::Unread => "broken".to_owned(),
        }
    }

    /// A code that was kept, in words; what is none stays as it is (version 0.1.0 kept words).
    #[must_use]
    pub fn said(code: &str, texts: &Texts) -> String {
        let mut parts = code.split(':');
        let kind = parts.next().unwrap_or_default();
        let mut number = || parts.next().unwrap_or_default().to_owned();
        match kind {
            "fields" => {
                let values = [("found", number()), ("wanted", number())];
                texts.with("row-fields", &values)
            }
            "encoding" => texts.with("row-encoding", &[("column", number())]),
            "quote" | "empty" | "broken" => texts.get(&format!("row-{kind}")),
            _ => code.to_owned(),
        }
    }
}

/// The separator that occurs most in the first line.
fn delimiter(head: &[u8]) -> u8 {
    let first = String::from_utf8_lossy(head.split(|b| *b == b'\n').next().unwrap_or_default());
    [b',', b';', b'\t', b'|']
        .into_iter()
        .max_by_key(|sign| (first.matches(char::from(*sign)).count(), *sign == b','))
        .unwrap_or(b',')
}

/// How much is looked at to find the separator.
const HEAD: u64 = 64 * 1024;

fn unread(_: io::Error) -> Fault {
    Fault::Unread
}

/// Not a document, a picture or a program: those have characters that nobody types.
fn is_text(head: &[u8]) -> bool {
    let typed = |byte: &u8| !byte.is_ascii_control() || matches!(byte, b'\t' | b'\r' | b'\n');
    head.iter().all(typed) && !head.starts_with(b"%PDF-")
}

/// The first so many bytes, or all of them.
fn beginning(from: &mut impl Read, most: u64) -> Result<Vec<u8>, Fault> {
    let mut head = Vec::new();
    from.take(most).read_to_end(&mut head).map_err(unread)?;
    Ok(head)
}

impl Sheet {
    /// A CSV that streams. `head` is its beginning, already read.
    pub fn csv(head: &[u8], rest: impl Read + Send + 'static) -> Result<Self, Fault> {
        Self::read(head, rest, delimiter(head), false)
    }

    fn read(
        head: &[u8],
        rest: impl Read + Send + 'static,
        delimiter: u8,
        numbered: bool,
    ) -> Result<Self, Fault> {
        let input = Box::new(Cursor::new(head.to_vec()).chain(rest));
        let mut lines = Lines::new(input, delimiter);
        let header = loop {
            let found = lines.next(None, numbered).map_err(unread)?;
            let fields = found.ok_or(Fault::Empty)?.fields.ok_or(Fault::Quote)?;
            if !is_blank(&fields) {
                break fields;
            }
        };
        let name = |name: &Vec<u8>| {
            let name = String::from_utf8_lossy(name);
            name.trim().trim_start_matches('\u{feff}').to_owned()
        };
        let header: Vec<String> = header
            .iter()
            .skip(usize::from(numbered))
            .map(name)
            .collect();
        if header.iter().all(String::is_empty) {
            return Err(Fault::Empty);
        }
        Ok(Self {
            header,
            lines,
            numbered,
            cut_off: false,
        })
    }

    /// Takes a file in as it can be kept and read here: a workbook becomes its rows, in a process
    /// of its own.
    pub async fn take_in(app: &App, file: Spooled) -> Result<Spooled, Fault> {
        let first = file.part(0).await.map_err(|_| Fault::Unread)?;
        if !first.starts_with(BOOK) {
            return Ok(file);
        }
        let rows = app.intake.sheet(&file, ROWS).await;
        rows.map_err(|refused| match refused {
            Refused::File(intake::Fault::TooLarge) => Fault::TooLarge,
            Refused::Busy => Fault::Busy,
            Refused::File(_) => Fault::Broken,
        })
    }

    /// A file as [`Sheet::take_in`] gave it, which `open` opens from its beginning. It is read as it is
    /// needed: a blob is waited for, here and at each line ([`blobs::blocking`]).
    pub fn of<R: Read + Send + 'static>(open: impl Fn() -> R) -> Result<Self, Fault> {
        let mut bytes = open();
        let first = beginning(&mut bytes, ROWS.len() as u64)?;
        if first == ROWS {
            return Self::read(b"", bytes, b',', true);
        }
        if first.starts_with(BOOK) {
            return Err(Fault::Broken);
        }
        let mut text = readable::open(open).map_err(unread)?;
        let head = beginning(&mut text, HEAD)?;
        if !is_text(&head) {
            return Err(Fault::Broken);
        }
        Self::csv(&head, text)
    }

    /// The header of such a file, and its first lines.
    pub async fn look(file: impl Parts, lines: usize) -> Result<Looked, Fault> {
        let look = tokio::task::spawn_blocking(move || {
            let mut sheet = Self::of(|| blobs::blocking(file.clone()))?;
            let good = sheet.by_ref().filter_map(|line| line.cells.ok());
            let first = good.take(lines).collect();
            Ok(Looked {
                header: sheet.header,
                first,
            })
        });
        look.await.map_err(|_| Fault::Unread)?
    }

    /// How far a CSV has been read, in bytes.
    #[must_use]
    pub fn position(&self) -> u64 {
        self.lines.position()
    }
}

impl Iterator for Sheet {
    type Item = Line;

    /// The next line; empty ones are passed over.
    fn next(&mut self) -> Option<Line> {
        let wanted = self.header.len() + usize::from(self.numbered);
        loop {
            let record = match self.lines.next(Some(wanted), self.numbered) {
                Ok(record) => record?,
                Err(_) if self.cut_off => return None,
                Err(_) => {
                    self.cut_off = true;
                    return Some(Line {
                        number: 0,
                        cells: Err(Fault::Unread),
                    });
                }
            };
            let mut number = record.number;
            let mut cells = match record.fields {
                Some(fields) => cells_of(fields, wanted),
                None => Err(Fault::Quote),
            };
            if self.numbered
                && let Ok(cells) = &mut cells
            {
                number = cells
                    .first()
                    .and_then(|first| first.parse().ok())
                    .unwrap_or(number);
                cells.drain(..1.min(cells.len()));
            }
            if !matches!(&cells, Ok(cells) if cells.iter().all(String::is_empty)) {
                return Some(Line { number, cells });
            }
        }
    }
}

fn is_blank(fields: &[Vec<u8>]) -> bool {
    fields.iter().all(|field| field.trim_ascii().is_empty())
}

fn cells_of(fields: Vec<Vec<u8>>, wanted: usize) -> Result<Vec<String>, Fault> {
    if is_blank(&fields) {
        return Ok(Vec::new());
    }
    if fields.len() != wanted {
        return Err(Fault::Fields(fields.len(), wanted));
    }
    let cell = |(at, bytes): (usize, Vec<u8>)| {
        let text = std::str::from_utf8(&bytes)
            .map_err(|error| Fault::Encoding(at + 1, error.valid_up_to() + 1))?;
        Ok(text.trim().to_owned())
    };
    fields.into_iter().enumerate().map(cell).collect()
}
