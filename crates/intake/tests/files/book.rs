//! Workbooks: the same texts and row numbers, and what is empty costs nothing.

use std::fmt::Write as _;
use std::io::Write;

use super::kit::book;
use intake::{Fault, sheet};

fn none(out: &mut dyn Write) {
    out.write_all(
        b"<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"></sst>",
    )
    .unwrap();
}

fn csv(bytes: &[u8]) -> Result<String, Fault> {
    let mut out = Vec::new();
    sheet(bytes, &mut out)?;
    Ok(String::from_utf8(out).unwrap())
}

fn text(at: &str, text: &str) -> String {
    format!(r#"<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>"#)
}

#[test]
fn rows_keep_their_number_and_their_texts() {
    let rows = format!(
        r#"<row r="2">{}{}{}</row><row r="3">{}<c r="C3"><v>42</v></c><c r="D3" s="1"><v>31494</v></c></row>
        <row r="7">{}<c r="C7"><v>1.5</v></c><c r="D7" t="e"><v>#N/A</v></c><c r="Z7"><v>9</v></c></row>"#,
        text("B2", "naam"),
        text("C2", "huisnummer"),
        text("D2", " geboren "),
        text("B3", "Jansen, &quot;Piet&quot;"),
        text("B7", "De Vries"),
    );
    assert_eq!(
        csv(&book(&rows, &mut none)).unwrap(),
        "2,naam,huisnummer,geboren\n3,\"Jansen, \"\"Piet\"\"\",42,1986-03-23\n7,De Vries,1.5,\n"
    );
}

#[test]
fn a_stray_cell_in_the_last_corner_costs_nothing() {
    let rows = format!(
        r#"<row r="1">{}</row><row r="2">{}</row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#,
        text("A1", "naam"),
        text("A2", "Jansen")
    );
    assert_eq!(csv(&book(&rows, &mut none)).unwrap(), "1,naam\n2,Jansen\n");
}

#[test]
fn what_lies_beyond_a_sheet_or_makes_every_row_wide_is_refused() {
    for at in ["XFE1", "A1048577", "ZZZZ1"] {
        let rows = format!(r#"<row r="1">{}</row>"#, text(at, "x"));
        assert!(csv(&book(&rows, &mut none)).is_err(), "{at}");
    }
    let wide = format!(
        r#"<row r="1">{}{}</row>"#,
        text("A1", "naam"),
        text("XFD1", "x")
    );
    assert_eq!(csv(&book(&wide, &mut none)).unwrap_err(), Fault::TooMuch);
    assert_eq!(
        csv(&book("", &mut none)).unwrap_err(),
        Fault::Broken,
        "nothing in it"
    );
    assert_eq!(csv(b"PK\x03\x04nonsense").unwrap_err(), Fault::Broken);
    assert_eq!(csv(b"naam,straat").unwrap_err(), Fault::WrongType);
}

#[test]
fn texts_that_unpack_to_hundreds_of_megabytes_are_refused() {
    let bomb = book("", &mut |out| {
        out.write_all(b"<sst><si><t>").unwrap();
        let block = vec![b'a'; 1 << 20];
        (0..200).for_each(|_| out.write_all(&block).unwrap());
        out.write_all(b"</t></si></sst>").unwrap();
    });
    assert!(bomb.len() < 1 << 20);
    assert_eq!(csv(&bomb).unwrap_err(), Fault::TooMuch);
}

#[test]
fn a_million_cells_stream_by() {
    let mut rows = String::new();
    for row in 1..=100_000 {
        write!(rows, r#"<row r="{row}">"#).unwrap();
        (0..10).for_each(|_| rows.push_str("<c><v>7</v></c>"));
        rows.push_str("</row>");
    }
    let made = csv(&book(&rows, &mut none)).unwrap();
    assert_eq!(made.lines().count(), 100_000);
    assert!(made.ends_with("100000,7,7,7,7,7,7,7,7,7,7\n"));
}
