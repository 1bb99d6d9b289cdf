//! The first sheet of a workbook as CSV, cell by cell as it streams by: what it costs is what is in
//! it, not the rectangle around it.

use std::io::{Cursor, Read, Write};

use calamine::{Data, Reader, Xlsx, XlsxError};

use crate::{Fault, MAX_BOOK, MAX_COLUMNS, MAX_CSV, MAX_PART, MAX_ROWS};

/// Writes the first sheet as CSV (UTF-8, commas). The first field of every line is the number of
/// the row in the workbook, from 1; the first line is the header, the first row with a text in it.
/// Empty rows are left out; every other has the width of the header. Cells that stand under no part
/// of the header have no name and go.
///
/// # Errors
/// [`Fault`]; what was written before it is of no use.
pub fn sheet(bytes: &[u8], out: &mut impl Write) -> Result<(), Fault> {
    if bytes.len() > MAX_BOOK {
        return Err(Fault::TooLarge);
    }
    if !bytes.starts_with(b"PK\x03\x04") {
        return Err(Fault::WrongType);
    }
    weigh(bytes)?;
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).map_err(broken)?;
    let name = book.sheet_names().first().cloned().ok_or(Fault::Broken)?;
    let mut cells = book.worksheet_cells_reader(&name).map_err(broken)?;
    let mut lines = Lines {
        out: csv::Writer::from_writer(Capped { out, left: MAX_CSV }),
        header: None,
    };
    let (mut number, mut row) = (0, Vec::new());
    while let Some(cell) = cells.next_cell().map_err(broken)? {
        let (at, column) = cell.get_position();
        if at >= MAX_ROWS || column >= MAX_COLUMNS {
            return Err(Fault::TooMuch);
        }
        let text = text(&Data::from(cell.get_value().clone()));
        if text.is_empty() {
            continue;
        }
        // Rows stand in order: a file that jumps back is made to be held as a whole.
        if at < number {
            return Err(Fault::Broken);
        }
        if at > number {
            lines.push(number, &mut row)?;
            number = at;
        }
        row.push((column, text));
        if row.len() > MAX_COLUMNS as usize {
            return Err(Fault::Broken);
        }
    }
    lines.push(number, &mut row)?;
    lines.finish()
}

/// A fault of a library; the number of columns and rows is a limit.
#[expect(clippy::needless_pass_by_value, reason = "handed to map_err")]
fn broken(error: XlsxError) -> Fault {
    match error {
        XlsxError::ColumnNumberOverflow | XlsxError::RowNumberOverflow => Fault::TooMuch,
        _ => Fault::Broken,
    }
}

/// What calamine reads into memory before it gives a cell (texts, styles, relations) is unpacked
/// here first, and thrown away: what the archive says of its own size is not believed.
fn weigh(bytes: &[u8]) -> Result<(), Fault> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| Fault::Broken)?;
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(|_| Fault::Broken)?;
        let name = part.name().map_err(|_| Fault::Broken)?.to_ascii_lowercase();
        let streamed = name.contains("worksheets/sheet") && !name.ends_with("sharedstrings.xml");
        let held = [".xml", ".rels"]
            .iter()
            .any(|ending| name.ends_with(ending));
        if held && !streamed {
            let size = std::io::copy(&mut part.take(MAX_PART + 1), &mut std::io::sink())
                .map_err(|_| Fault::Broken)?;
            if size > MAX_PART {
                return Err(Fault::TooMuch);
            }
        }
    }
    Ok(())
}

struct Lines<W: Write> {
    out: csv::Writer<Capped<W>>,
    /// First column of the header and the one after its last.
    header: Option<(u32, u32)>,
}

impl<W: Write> Lines<W> {
    fn push(&mut self, number: u32, row: &mut Vec<(u32, String)>) -> Result<(), Fault> {
        let (Some(first), Some(last)) = (
            row.iter().map(|(at, _)| *at).min(),
            row.iter().map(|(at, _)| *at).max(),
        ) else {
            return Ok(());
        };
        let (from, to) = match self.header {
            Some(header) => header,
            None => *self.header.insert(named(first, last + 1, row.len())?),
        };
        row.sort_by_key(|(at, _)| *at);
        let mut cells = row.drain(..).skip_while(|(at, _)| *at < from).peekable();
        if self.header.is_some() && cells.peek().is_none_or(|(at, _)| *at >= to) {
            return Ok(());
        }
        let full = |_| Fault::TooMuch;
        self.out
            .write_field((number + 1).to_string())
            .map_err(full)?;
        for column in from..to {
            let mut text = String::new();
            while let Some((_, next)) = cells.next_if(|(at, _)| *at == column) {
                text = next;
            }
            self.out.write_field(text).map_err(full)?;
        }
        self.out.write_record(None::<&[u8]>).map_err(full)
    }

    fn finish(mut self) -> Result<(), Fault> {
        self.out.flush().map_err(|_| Fault::TooMuch)?;
        if self.header.is_some() {
            Ok(())
        } else {
            Err(Fault::Broken)
        }
    }
}

/// The columns of the header. A wide one that is mostly empty would make every row as wide.
fn named(from: u32, to: u32, cells: usize) -> Result<(u32, u32), Fault> {
    let width = usize::try_from(to - from).map_err(|_| Fault::TooMuch)?;
    if width > 256 && cells < width / 2 {
        return Err(Fault::TooMuch);
    }
    Ok((from, to))
}

/// A writer that fails after so many bytes.
struct Capped<W> {
    out: W,
    left: usize,
}

impl<W: Write> Write for Capped<W> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.left = self
            .left
            .checked_sub(bytes.len())
            .ok_or_else(|| std::io::Error::from(std::io::ErrorKind::FileTooLarge))?;
        self.out.write_all(bytes)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.out.flush()
    }
}

/// A cell as text: whole numbers without a point, dates as the date they are.
fn text(data: &Data) -> String {
    match data {
        Data::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            format!("{year}-{month:02}-{day:02}")
        }
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => {
            format!("{number:.0}")
        }
        Data::Error(_) | Data::Empty => String::new(),
        other => other.to_string().trim().to_owned(),
    }
}
