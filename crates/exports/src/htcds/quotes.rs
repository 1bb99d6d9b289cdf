//! The quotation marks of a table (RFC 4180): one that opens a cell and does not close it swallows the rows behind
//! it, and the table reads on as if they were never there. No I/O.

use super::fault::{Fault, Faults};

/// Where in a cell the text is.
enum Within {
    /// Before its first sign.
    Start,
    Plain,
    Quoted,
    /// Behind a quotation mark that closes it, or is the first of two.
    Closing,
}

/// Every cell whose quotation mark is not closed, where it opened: up to the end of the file, or up to a mark that is
/// followed by more of a cell, which was to open another.
pub fn check(text: &str, separator: u8) -> Result<(), Faults> {
    let (mut faults, mut within) = (Faults::default(), Within::Start);
    let (mut line, mut column) = (1, 1);
    let mut opened = (line, column);
    for byte in text.bytes() {
        within = match (within, byte) {
            (Within::Start, b'"') => {
                opened = (line, column);
                Within::Quoted
            }
            (Within::Quoted, b'"') => Within::Closing,
            (Within::Quoted, _) | (Within::Closing, b'"') => Within::Quoted,
            (_, b'\r' | b'\n') => {
                column = 1;
                Within::Start
            }
            (_, byte) if byte == separator => {
                column += 1;
                Within::Start
            }
            (Within::Closing, _) => {
                faults.add(|| unclosed(opened));
                Within::Plain
            }
            (Within::Start | Within::Plain, _) => Within::Plain,
        };
        line += u64::from(byte == b'\n');
    }
    if matches!(within, Within::Quoted) {
        faults.add(|| unclosed(opened));
    }
    faults.unless(())
}

fn unclosed((line, column): (u64, u64)) -> Fault {
    let message = "a quotation mark opens here and is not closed at the end of its cell".to_owned();
    Fault {
        line,
        column,
        message,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn places(text: &str) -> Vec<(u64, u64)> {
        let Err(faults) = check(text, b',') else {
            return Vec::new();
        };
        let told = faults.told().iter();
        told.map(|fault| (fault.line, fault.column)).collect()
    }

    #[test]
    fn an_unclosed_quote_is_told_where_it_opened() {
        for (text, found) in [
            ("a,b\r\n1,\"x\r\n2,y\r\n3,z\r\n", vec![(2, 2)]),
            ("a,b\n1,\"x\n2,\"y\"\n3,z\n", vec![(2, 2)]),
            ("a,\"b\n1,2\n", vec![(1, 2)]),
            ("a\n\"\n", vec![(2, 1)]),
            ("a,b\n\"1\n2\",\"x\"x\n", vec![(3, 2)]),
            (
                "a,b\n1,5\" pipe\n2,\"a \"\"b\"\" c\"\n\"\",\"\"\"\"",
                vec![],
            ),
        ] {
            assert_eq!(places(text), found, "{text:?}");
        }
    }

    proptest! {
        /// What a writer of the RFC makes is never refused.
        #[test]
        fn what_is_written_by_the_rules_is_closed(rows in proptest::collection::vec(["[a,;\"\r\n ]{0,6}", "[a,;\"\r\n ]{0,6}"], 1..6)) {
            let mut table = ::csv::Writer::from_writer(Vec::new());
            for row in &rows {
                table.write_record(row).unwrap();
            }
            let text = String::from_utf8(table.into_inner().unwrap()).unwrap();
            prop_assert_eq!(places(&text), Vec::new());
        }
    }
}
