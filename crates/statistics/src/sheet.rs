//! Files of comma-separated values, with the place of every value.

use std::fmt;

/// What is wrong, and where. Lines and columns count from 1; column 0 means the whole line.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Fault {
    /// From 1.
    pub line: u64,
    /// The field, from 1; 0: the whole line.
    pub column: usize,
    /// What was expected and what was found, in English.
    pub message: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.column {
            0 => write!(f, "{}: {}", self.line, self.message),
            column => write!(f, "{}:{column}: {}", self.line, self.message),
        }
    }
}

/// At most so many faults are told at once.
const MOST_FAULTS: usize = 20;

/// Collects faults; the file is used only when there are none.
#[derive(Default)]
pub struct Faults(Vec<Fault>);

impl Faults {
    /// Notes a fault; beyond the first twenty they are not told.
    pub fn add(&mut self, line: u64, column: usize, message: impl Into<String>) {
        if self.0.len() < MOST_FAULTS {
            self.0.push(Fault {
                line,
                column,
                message: message.into(),
            });
        }
    }

    /// The value when there is no fault; otherwise the faults.
    pub fn or<T>(self, value: T) -> Result<T, Vec<Fault>> {
        if self.0.is_empty() {
            Ok(value)
        } else {
            Err(self.0)
        }
    }
}

/// A file with a header; every row has as many fields as the header.
pub struct Sheet {
    /// Names of the columns, trimmed; none is empty or there twice.
    pub header: Vec<String>,
    /// The number of each line in the file, from 1, and its fields, trimmed.
    pub rows: Vec<(u64, Vec<String>)>,
}

impl Sheet {
    /// Comma, semicolon or tab, whichever the first line uses most; UTF-8, with or without its
    /// mark.
    ///
    /// # Errors
    /// Every fault of form, with its place.
    pub fn read(bytes: &[u8]) -> Result<Self, Vec<Fault>> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(separator(bytes))
            .flexible(true)
            .has_headers(false)
            .trim(csv::Trim::All)
            .from_reader(bytes);
        let mut faults = Faults::default();
        let mut header: Option<Vec<String>> = None;
        let mut rows = Vec::new();
        for record in reader.byte_records() {
            let record = match record {
                Ok(record) => record,
                Err(error) => {
                    let line = error.position().map_or(1, csv::Position::line);
                    faults.add(line, 0, error.to_string());
                    break;
                }
            };
            let line = record.position().map_or(1, csv::Position::line);
            let fields = texts(line, &record, &mut faults);
            match &header {
                None => header = Some(fields),
                Some(header) if header.len() == fields.len() => rows.push((line, fields)),
                Some(_) if fields.iter().all(String::is_empty) => {}
                Some(header) => faults.add(
                    line,
                    0,
                    format!(
                        "expected {} fields as in the first line, found {}",
                        header.len(),
                        fields.len()
                    ),
                ),
            }
        }
        if let Some(header) = &header {
            names(header, &mut faults);
        } else {
            faults.add(
                1,
                0,
                "expected a first line that names the columns; the file is empty",
            );
        }
        let header = header.unwrap_or_default();
        faults.or(Self { header, rows })
    }

    /// Place of the column with one of these names, whatever their capitals.
    pub fn column(&self, names: &[&str]) -> Option<usize> {
        self.header
            .iter()
            .position(|own| names.iter().any(|name| own.eq_ignore_ascii_case(name)))
    }
}

/// Comma, semicolon or tab, whichever the first line has most of; a comma when none wins.
fn separator(bytes: &[u8]) -> u8 {
    let first = bytes
        .split(|byte| *byte == b'\n')
        .next()
        .unwrap_or_default();
    let often = |separator: u8| first.split(|byte| *byte == separator).count();
    [b',', b';', b'\t']
        .into_iter()
        .max_by_key(|one| (often(*one), *one == b','))
        .unwrap_or(b',')
}

fn texts(line: u64, record: &csv::ByteRecord, faults: &mut Faults) -> Vec<String> {
    let mut fields = Vec::with_capacity(record.len());
    for (place, field) in record.iter().enumerate() {
        if std::str::from_utf8(field).is_err() {
            faults.add(line, place + 1, "expected UTF-8 text");
        }
        fields.push(String::from_utf8_lossy(field).into_owned());
    }
    fields
}

/// Every column has a name, and no two the same: columns are found by it.
fn names(header: &[String], faults: &mut Faults) {
    for (place, name) in header.iter().enumerate() {
        if name.is_empty() {
            faults.add(1, place + 1, "expected the name of a column, found nothing");
        } else if let Some(first) = header[..place]
            .iter()
            .position(|other| other.eq_ignore_ascii_case(name))
        {
            faults.add(
                1,
                place + 1,
                format!("\"{name}\" already names column {}", first + 1),
            );
        }
    }
}
