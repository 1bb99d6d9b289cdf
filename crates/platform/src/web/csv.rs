//! Lists as a file that a spreadsheet opens, and that runs nothing there.

use axum::http::header;
use axum::response::{IntoResponse, Response};

/// Would a spreadsheet take it for a formula?
#[must_use]
pub fn is_formula(text: &str) -> bool {
    let acts = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    let unseen = |c: char| c.is_whitespace() || c.is_control() || c == '"';
    text.trim_start_matches(unseen).starts_with(acts) || text.starts_with(acts)
}

/// What a spreadsheet would take for a formula is text.
fn neutral(text: &str) -> String {
    let mark = if is_formula(text) { "'" } else { "" };
    format!("{mark}{}", text.replace('"', "\"\""))
}

/// A line of the file: every cell between quotation marks, with what Dutch spreadsheets part cells by.
#[must_use]
pub fn line(cells: &[String]) -> String {
    let cells: Vec<String> = cells
        .iter()
        .map(|cell| format!("\"{}\"", neutral(cell)))
        .collect();
    cells.join(";") + "\r\n"
}

/// The beginning of a file: the names of its columns, behind a mark by which spreadsheets see that it is
/// UTF-8.
#[must_use]
pub fn begin(heads: &[String]) -> String {
    String::from('\u{feff}') + &line(heads)
}

/// The whole file, to be taken along under this name.
#[must_use]
pub fn file(name: &str, text: String) -> Response {
    let named = format!("attachment; filename=\"{name}\"");
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, named),
    ];
    (headers, text).into_response()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_formula_is_text() {
        for evil in [
            "=1+1",
            "+31",
            "-2",
            "@SUM(A1)",
            "\tx",
            " =HYPERLINK(\"x\")",
            "＝1",
        ] {
            let cell = line(&[evil.to_owned()]);
            assert!(cell.starts_with("\"'"), "{cell}");
        }
        assert_eq!(
            line(&["a;b".into(), "c\"d".into()]),
            "\"a;b\";\"c\"\"d\"\r\n"
        );
    }

    proptest! {
        /// Whatever a name is, it stays in its cell and begins no formula.
        #[test]
        fn no_cell_begins_a_formula_or_leaves_its_place(texts in proptest::collection::vec(".{0,20}", 1..5)) {
            let written = line(&texts);
            let inside = written.strip_prefix('"').unwrap().strip_suffix("\"\r\n").unwrap();
            let cells: Vec<&str> = inside.split("\";\"").collect();
            // A cell that holds `";"` has its marks doubled, so that this cuts none.
            let plain = texts.iter().all(|text| !text.contains('"'));
            prop_assume!(plain);
            prop_assert_eq!(cells.len(), texts.len());
            for cell in cells {
                prop_assert!(!cell.trim_start().starts_with(['=', '+', '-', '@']));
            }
        }
    }
}
