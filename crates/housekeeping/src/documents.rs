//! What the documents say that tests show, tests show: every test that docs/beleid.md and
//! docs/dreigingen.md name is there.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::layers::sources;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn document(name: &str) -> String {
    std::fs::read_to_string(root().join("docs").join(name)).unwrap()
}

/// What stands in backticks.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// Behind what a test says of itself.
fn uncommented(text: &str) -> &str {
    let mut text = text.trim_start();
    while let Some((_, rest)) = text
        .strip_prefix("//")
        .and_then(|line| line.split_once('\n'))
    {
        text = rest.trim_start();
    }
    text
}

/// The words of a source that can be the name of a test: a function, a module, or what a macro makes two of.
fn named(text: &str) -> BTreeSet<&str> {
    let word = |c: char| !(c.is_alphanumeric() || c == '_');
    let starts = ["fn ", "mod ", "!("];
    let names = starts.iter().flat_map(|start| {
        let rest = text.split(start).skip(1).map(uncommented);
        rest.filter_map(|rest| rest.split(word).next())
    });
    names.filter(|name| !name.is_empty()).collect()
}

/// The titles of the tests in the browser, as a document names them: `all six steps (nl)` is
/// `all_six_steps`.
fn titles(script: &str) -> Vec<String> {
    let titles = script.split("test(").skip(1).filter_map(|rest| {
        let quote = rest
            .chars()
            .next()
            .filter(|first| "'`\"".contains(*first))?;
        rest[1..].split(quote).next()
    });
    let plain = titles.map(|title| title.split('(').next().unwrap_or(title).trim());
    plain.map(|title| title.replace([' ', '-'], "_")).collect()
}

/// The last cell of each row of a table.
fn tests_of_rows(text: &str) -> Vec<&str> {
    let rows = text.lines().filter(|line| line.starts_with("| "));
    let cells = rows.filter_map(|row| row.trim_end_matches([' ', '|']).rsplit(" | ").next());
    cells
        .flat_map(quoted)
        .filter(|name| name.contains('_'))
        .collect()
}

#[test]
fn every_test_that_the_policy_is_laid_beside_is_there() {
    let mut paths = Vec::new();
    sources(&root().join("crates"), &mut paths);
    let texts: Vec<String> = paths
        .iter()
        .map(|path| std::fs::read_to_string(path).unwrap())
        .collect();
    let mut known: BTreeSet<&str> = texts.iter().flat_map(|text| named(text)).collect();
    let scripts = std::fs::read_dir(root().join("e2e")).unwrap();
    let scripts = scripts.map(|entry| entry.unwrap().path());
    let scripts = scripts.filter(|path| path.to_string_lossy().ends_with(".test.mjs"));
    let titles: Vec<String> = scripts
        .flat_map(|path| titles(&std::fs::read_to_string(path).unwrap()))
        .collect();
    known.extend(titles.iter().map(String::as_str));
    let text = document("beleid.md");
    let said = tests_of_rows(&text);
    assert!(said.len() > 150, "{} names were found", said.len());
    let missing: Vec<_> = said.iter().filter(|name| !known.contains(**name)).collect();
    assert!(missing.is_empty(), "docs/beleid.md names {missing:?}");
}

#[test]
fn every_test_that_holds_a_threat_off_is_there() {
    let text = document("dreigingen.md");
    let said: Vec<_> = quoted(&text)
        .filter_map(|name| name.split_once(".rs::"))
        .collect();
    assert!(said.len() > 150, "{} names were found", said.len());
    for (file, name) in said {
        let places = ["crates/meldroute/tests", "crates"];
        let mut paths = places
            .iter()
            .map(|place| root().join(place).join(format!("{file}.rs")));
        let path = paths.find(|path| path.is_file());
        let path = path.unwrap_or_else(|| panic!("docs/dreigingen.md names {file}.rs"));
        let text = std::fs::read_to_string(path).unwrap();
        assert!(named(&text).contains(name), "{name} is not in {file}.rs");
    }
}

#[test]
fn names_are_read_where_tests_have_them() {
    let source = "fn one() {}\nmod two {}\non_both!(\n    three,\n    four\n);";
    let found = named(source);
    assert!(
        ["one", "two", "three"]
            .iter()
            .all(|name| found.contains(name))
    );
    assert_eq!(
        titles("test(`all six steps (${lang})`, async"),
        ["all_six_steps"]
    );
    assert_eq!(
        tests_of_rows("| a_b | `c_d` | `e_f`, `g_h` |\ntext `i_j`"),
        ["e_f", "g_h"]
    );
}
