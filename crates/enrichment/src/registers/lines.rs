//! A CSV in its lines (RFC 4180, and what people make of it). A quote that is opened and never closed
//! costs the line where it stands, and not all lines behind it.

use std::collections::VecDeque;
use std::io::{self, BufReader, Read};

/// A value goes on over so many lines at most; more is a quote that was forgotten.
const MOST_LINES: usize = 20;

/// No line of a register is longer (1 MiB).
const LONGEST: usize = 1024 * 1024;

/// The fields of a line.
pub(super) struct Line {
    pub fields: Vec<Vec<u8>>,
    /// A quote is open at its end.
    pub open: bool,
    /// A quote was closed within a value: `"een"twee`.
    pub ragged: bool,
}

/// Takes a line apart. Within quotes a separator is an ordinary sign, and two quotes are one.
pub(super) fn split(line: &[u8], delimiter: u8) -> Line {
    let (mut fields, mut field) = (Vec::new(), Vec::new());
    // Within quotes; and at the beginning of a field, where a quote is one.
    let (mut quoted, mut begins) = (false, true);
    let (mut closed, mut ragged) = (false, false);
    let mut bytes = line.iter().copied().peekable();
    while let Some(byte) = bytes.next() {
        match byte {
            b'"' if quoted && bytes.peek() == Some(&b'"') => field.extend(bytes.next()),
            b'"' if quoted => (quoted, closed) = (false, true),
            b'"' if begins => quoted = true,
            _ if byte == delimiter && !quoted => {
                fields.push(std::mem::take(&mut field));
                (begins, closed) = (true, false);
                continue;
            }
            _ => {
                ragged |= closed;
                field.push(byte);
            }
        }
        begins = false;
    }
    fields.push(field);
    Line {
        fields,
        open: quoted,
        ragged,
    }
}

/// A line of values, which may be several lines of the file.
pub(super) struct Record {
    /// Its first line, counted from 1.
    pub number: u64,
    /// `None`: a quote is opened there and not closed.
    pub fields: Option<Vec<Vec<u8>>>,
}

/// The lines of a file as they stream by.
pub(super) struct Lines {
    input: BufReader<Box<dyn Read + Send>>,
    delimiter: u8,
    /// Lines that were looked at already, the next one first.
    ahead: VecDeque<Vec<u8>>,
    /// How many lines were given out.
    given: u64,
    position: u64,
    /// The line before ended in a return: a line feed behind it is of that line.
    after_return: bool,
}

impl Lines {
    pub(super) fn new(input: Box<dyn Read + Send>, delimiter: u8) -> Self {
        Self {
            input: BufReader::with_capacity(64 * 1024, input),
            delimiter,
            ahead: VecDeque::new(),
            given: 0,
            position: 0,
            after_return: false,
        }
    }

    /// How many bytes were read.
    pub(super) fn position(&self) -> u64 {
        self.position
    }

    /// The next line of the file, without its end; `None` behind the last. What is too long is cut
    /// off.
    fn physical(&mut self) -> io::Result<Option<Vec<u8>>> {
        use std::io::BufRead;
        let (mut line, mut any) = (Vec::new(), false);
        loop {
            let piece = self.input.fill_buf()?;
            if piece.is_empty() {
                return Ok(any.then_some(line));
            }
            let skip = usize::from(self.after_return && piece[0] == b'\n');
            self.after_return = false;
            let rest = &piece[skip..];
            let end = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
            let taken = end.unwrap_or(rest.len());
            let room = LONGEST.saturating_sub(line.len());
            line.extend_from_slice(&rest[..taken.min(room)]);
            any |= !rest.is_empty();
            self.after_return = end.is_some_and(|end| rest[end] == b'\r');
            let used = skip + taken + usize::from(end.is_some());
            self.input.consume(used);
            self.position += used as u64;
            if end.is_some() {
                return Ok(Some(line));
            }
        }
    }

    /// The line so far ahead.
    fn look(&mut self, ahead: usize) -> io::Result<Option<&[u8]>> {
        while self.ahead.len() <= ahead {
            match self.physical()? {
                Some(line) => self.ahead.push_back(line),
                None => return Ok(None),
            }
        }
        Ok(self.ahead.get(ahead).map(Vec::as_slice))
    }

    fn give(&mut self, lines: usize) {
        self.ahead.drain(..lines);
        self.given += lines as u64;
    }

    /// The next values; `None` behind the last. `wanted`: how many values a line has, when that is
    /// known: several lines that do not make so many are a forgotten quote. `trusted`: this program
    /// wrote it, so a value may be of any number of lines.
    pub(super) fn next(
        &mut self,
        wanted: Option<usize>,
        trusted: bool,
    ) -> io::Result<Option<Record>> {
        let Some(first) = self.look(0)? else {
            return Ok(None);
        };
        let (mut text, mut lines) = (first.to_vec(), 1);
        let number = self.given + 1;
        loop {
            let read = split(&text, self.delimiter);
            if !read.open {
                let as_many = wanted.is_none_or(|wanted| wanted == read.fields.len());
                let fits = lines == 1 || as_many && !read.ragged;
                self.give(if fits { lines } else { 1 });
                let fields = fits.then_some(read.fields);
                return Ok(Some(Record { number, fields }));
            }
            let more = trusted || lines < MOST_LINES;
            let next = if more { self.look(lines)? } else { None };
            let Some(next) = next else {
                self.give(1);
                return Ok(Some(Record {
                    number,
                    fields: None,
                }));
            };
            text.push(b'\n');
            text.extend_from_slice(next);
            lines += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str, wanted: Option<usize>) -> Vec<(u64, Option<Vec<String>>)> {
        let input = Box::new(io::Cursor::new(text.as_bytes().to_vec()));
        let mut lines = Lines::new(input, b';');
        let mut out = Vec::new();
        while let Some(record) = lines.next(wanted, false).unwrap() {
            let words = |field: Vec<u8>| String::from_utf8(field).unwrap();
            let fields = record
                .fields
                .map(|all| all.into_iter().map(words).collect());
            out.push((record.number, fields));
        }
        out
    }

    #[test]
    fn a_forgotten_quote_costs_its_own_line_alone() {
        let found = read("a;b\n1;\"open\n2;twee\n3;\"drie\"\n4;vier\n", Some(2));
        let good: Vec<u64> = found
            .iter()
            .filter(|one| one.1.is_some())
            .map(|one| one.0)
            .collect();
        assert_eq!(good, [1, 3, 4, 5]);
        assert_eq!(found[1], (2, None));
        // At the end of the file too.
        let found = read("a;b\n1;een\n2;\"open\n", Some(2));
        assert_eq!(found[2], (3, None));
    }

    #[test]
    fn a_value_may_be_of_several_lines() {
        let found = read("a;b\n1;\"een\ntwee\"\r\n2;\"drie;\"\"vier\"\"\"\n", Some(2));
        let cells = |at: usize| found[at].1.clone().unwrap();
        assert_eq!(
            (found[1].0, cells(1)),
            (2, vec!["1".into(), "een\ntwee".into()])
        );
        assert_eq!(
            (found[2].0, cells(2)),
            (4, vec!["2".into(), "drie;\"vier\"".into()])
        );
    }

    #[test]
    fn every_end_of_a_line_is_one_end() {
        for text in ["a;b\n1;2\n3;4", "a;b\r\n1;2\r\n3;4\r\n", "a;b\r1;2\r3;4\r"] {
            let numbers: Vec<u64> = read(text, Some(2)).iter().map(|one| one.0).collect();
            assert_eq!(numbers, [1, 2, 3], "{text:?}");
        }
        // A quote within a value is a sign like any other.
        assert_eq!(
            read("12\" band;x\n", None)[0].1,
            Some(vec!["12\" band".into(), "x".into()])
        );
    }

    proptest! {
        /// What a program writes is read as it was.
        #[test]
        fn what_was_written_is_read(rows in prop::collection::vec(prop::collection::vec("[a-z\";\n ]{0,6}", 3), 1..8)) {
            let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
            for row in &rows {
                writer.write_record(row).unwrap();
            }
            let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            let found: Vec<Vec<String>> = read(&text, Some(3)).into_iter().map(|one| one.1.unwrap()).collect();
            prop_assert_eq!(found, rows);
        }

        /// Whatever stands there, every line is one record or a part of one.
        #[test]
        fn nothing_is_swallowed(text in "[a;\"\n]{0,60}") {
            let found = read(&text, Some(2));
            let lines = text.lines().count() as u64;
            prop_assert!(found.iter().all(|one| one.0 >= 1 && one.0 <= lines));
            let numbers: Vec<u64> = found.iter().map(|one| one.0).collect();
            prop_assert!(numbers.is_sorted());
        }
    }
}
