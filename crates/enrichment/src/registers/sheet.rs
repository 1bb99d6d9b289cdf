//! Reading the rows of a file: CSV as it streams by, or the first sheet of a workbook. A line that
//! cannot be read is told with its number, and the rest goes on.

use std::io::{Cursor, Read};

use platform::App;

/// A file opened: its header, and its lines.
pub struct Sheet {
    pub header: Vec<String>,
    lines: Lines,
}

struct Lines {
    reader: Box<csv::Reader<Box<dyn Read + Send>>>,
    raw: csv::ByteRecord,
    /// The first field is the number of the row in the workbook that this was.
    numbered: bool,
}

/// What a workbook becomes when it is taken in: rows with their numbers, as CSV behind this.
const ROWS: &[u8] = b"meldroute rows\n";

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
    /// Nothing in it can be compared.
    Empty,
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Fields(found, wanted) => {
                write!(f, "{found} fields where the header has {wanted}")
            }
            Self::Encoding(column, byte) => write!(f, "column {column}: byte {byte} is not UTF-8"),
            Self::Broken => f.write_str("not a line of CSV"),
            Self::Empty => f.write_str("nothing in it can be compared"),
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

/// Bytes of a file that was uploaded, as UTF-8: older systems write Windows-1252.
fn readable(bytes: Vec<u8>) -> Vec<u8> {
    if std::str::from_utf8(&bytes).is_ok() {
        return bytes;
    }
    encoding_rs::WINDOWS_1252
        .decode(&bytes)
        .0
        .into_owned()
        .into_bytes()
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
        let reader: Box<dyn Read + Send> = Box::new(
            Cursor::new(head.to_vec())
                .chain(rest)
                .chain(Cursor::new(b"\n")),
        );
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .from_reader(reader);
        let header = reader.byte_headers().map_err(|_| Fault::Broken)?;
        let header: Vec<String> = header
            .iter()
            .skip(usize::from(numbered))
            .map(|name| {
                String::from_utf8_lossy(name)
                    .trim()
                    .trim_start_matches('\u{feff}')
                    .to_owned()
            })
            .collect();
        if header.iter().all(String::is_empty) {
            return Err(Fault::Empty);
        }
        let raw = csv::ByteRecord::new();
        Ok(Self {
            header,
            lines: Lines {
                reader: Box::new(reader),
                raw,
                numbered,
            },
        })
    }

    /// Takes a file in as it can be kept and read here: a workbook becomes its rows, in a process
    /// of its own.
    pub async fn take_in(app: &App, bytes: Vec<u8>) -> Result<Vec<u8>, Fault> {
        if !bytes.starts_with(b"PK\x03\x04") {
            return Ok(bytes);
        }
        let rows = app.intake.sheet(&bytes).await.map_err(|_| Fault::Broken)?;
        Ok([ROWS, &rows].concat())
    }

    /// A file as [`Sheet::take_in`] gave it.
    pub fn of_bytes(bytes: Vec<u8>) -> Result<Self, Fault> {
        if let Some(rows) = bytes.strip_prefix(ROWS) {
            return Self::read(b"", Cursor::new(rows.to_vec()), b',', true);
        }
        if bytes.starts_with(b"PK\x03\x04") {
            return Err(Fault::Broken);
        }
        let bytes = readable(bytes);
        let head = bytes[..bytes.len().min(64 * 1024)].to_vec();
        let rest = bytes[head.len()..].to_vec();
        Self::csv(&head, Cursor::new(rest))
    }

    /// How far a CSV has been read, in bytes.
    #[must_use]
    pub fn position(&self) -> u64 {
        self.lines.reader.position().byte()
    }
}

impl Iterator for Sheet {
    type Item = Line;

    /// The next line; empty ones are passed over.
    fn next(&mut self) -> Option<Line> {
        let wanted = self.header.len();
        let Lines {
            reader,
            raw,
            numbered,
        } = &mut self.lines;
        loop {
            let read = reader.read_byte_record(raw);
            // Where the record began counts empty lines before it too: count back from its end.
            // (The file was given a last line end for that.)
            let within = raw
                .as_slice()
                .iter()
                .map(|byte| u64::from(*byte == b'\n'))
                .sum::<u64>();
            let mut number = reader.position().line().saturating_sub(1 + within);
            let mut cells = match read {
                Ok(false) => return None,
                Ok(true) => cells_of(raw, wanted + usize::from(*numbered)),
                // A disk that fails does so again: that is the end.
                Err(error) if error.is_io_error() => {
                    return Some(Line {
                        number,
                        cells: Err(Fault::Broken),
                    });
                }
                Err(_) => Err(Fault::Broken),
            };
            if *numbered && let Ok(cells) = &mut cells {
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

fn cells_of(raw: &csv::ByteRecord, wanted: usize) -> Result<Vec<String>, Fault> {
    if raw.iter().all(|field| field.trim_ascii().is_empty()) {
        return Ok(Vec::new());
    }
    if raw.len() != wanted {
        return Err(Fault::Fields(raw.len(), wanted));
    }
    raw.iter()
        .enumerate()
        .map(|(at, bytes)| {
            let text = std::str::from_utf8(bytes)
                .map_err(|error| Fault::Encoding(at + 1, error.valid_up_to() + 1))?;
            Ok(text.trim().to_owned())
        })
        .collect()
}
