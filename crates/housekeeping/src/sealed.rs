//! What is kept as JSON has a golden file: every struct that a wing or the ground floor writes and reads again is
//! held by [`golden`](super::golden), by itself or as a part of one that is.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::layers::sources;

/// What nobody has to read after an upgrade: the browser that has it loses it within the hour.
const PASSING: [(&str, &str); 1] = [("reporters/kept.rs", "Kept")];

/// A struct that is written and read again.
struct Kept {
    file: PathBuf,
    name: String,
    /// Its fields.
    body: String,
}

/// What stands up to the end of what was opened here.
fn up_to_the_end(text: &str) -> &str {
    let mut depth = 0;
    let end = text.find(|c| {
        depth += i32::from(c == '{') - i32::from(c == '}');
        depth == 0 && (c == '}' || c == ';')
    });
    &text[..end.unwrap_or(text.len())]
}

fn first_word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_');
    &text[..end.unwrap_or(text.len())]
}

/// The types of a source that derive both ways.
fn kept(file: &Path, text: &str) -> Vec<Kept> {
    let mut found = Vec::new();
    for rest in text.split("#[derive(").skip(1) {
        let (derived, rest) = rest.split_once(")]").unwrap();
        let both = ["Serialize", "Deserialize"];
        let all: Vec<&str> = derived.split(',').map(str::trim).collect();
        if !both.iter().all(|name| all.contains(name)) {
            continue;
        }
        let declared = ["struct ", "enum "].map(|word| rest.find(word).map(|at| at + word.len()));
        let Some(at) = declared.into_iter().flatten().min() else {
            continue;
        };
        // One that a macro names is an id or a code.
        let name = first_word(&rest[at..]);
        if !name.is_empty() {
            found.push(Kept {
                file: file.to_owned(),
                name: name.to_owned(),
                body: up_to_the_end(&rest[at..]).to_owned(),
            });
        }
    }
    found
}

fn has_word(text: &str, word: &str) -> bool {
    let is_of_a_word = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(word).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + word.len()..]);
        !before.ends_with(is_of_a_word) && !after.starts_with(is_of_a_word)
    })
}

/// The types that golden files hold in a source: `stays::<Vec<Row>>(..)`, or a check in the file of its own.
fn is_held(text: &str, name: &str) -> bool {
    let mut held = text.split("stays::<").skip(1);
    held.any(|rest| has_word(rest.split('(').next().unwrap(), name))
        || text.contains("golden::check(")
}

/// Those of a crate that no golden file holds, by `golden.rs` or in their own file, and that are no part of another.
fn without(texts: &BTreeMap<PathBuf, String>) -> Vec<String> {
    let of_crate = texts
        .iter()
        .find(|(path, _)| path.ends_with("src/golden.rs"));
    let all: Vec<Kept> = texts
        .iter()
        .flat_map(|(path, text)| kept(path, text))
        .collect();
    let is_of = |one: &Kept, other: &Kept| {
        (one.file != other.file || one.name != other.name) && has_word(&other.body, &one.name)
    };
    let passes = |one: &Kept| {
        let mut passing = PASSING.iter();
        passing.any(|(file, name)| one.file.ends_with(file) && one.name == *name)
    };
    let lost = all.iter().filter(|one| {
        let held = is_held(&texts[&one.file], &one.name)
            || of_crate.is_some_and(|(_, text)| is_held(text, &one.name));
        !held && !passes(one) && !all.iter().any(|other| is_of(one, other))
    });
    lost.map(|one| format!("{} in {}", one.name, one.file.display()))
        .collect()
}

/// The sources of each crate that keeps something in the database.
fn crates() -> Vec<BTreeMap<PathBuf, String>> {
    let all = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let names = [
        "platform",
        "accounts",
        "route",
        "enrichment",
        "response",
        "governance",
        "exports",
    ];
    let texts = names.map(|name| {
        let mut paths = Vec::new();
        sources(&all.join(name).join("src"), &mut paths);
        let read = |path: PathBuf| {
            let text = std::fs::read_to_string(&path).unwrap();
            (path, text)
        };
        paths.into_iter().map(read).collect()
    });
    texts.into()
}

#[test]
fn what_is_kept_has_a_golden_file() {
    let lost: Vec<String> = crates().iter().flat_map(without).collect();
    assert!(lost.is_empty(), "no golden file holds {lost:#?}");
}

#[test]
fn one_without_a_golden_file_is_found() {
    let text = "#[derive(Debug, Serialize, Deserialize)]\npub struct Row { part: Part }\n\
        #[derive(Serialize, Deserialize)]\nstruct Part(u8);\n#[derive(Serialize)]\nstruct Told { a: u8 }\n";
    let texts = BTreeMap::from([(PathBuf::from("src/rows.rs"), text.to_owned())]);
    assert_eq!(without(&texts), ["Row in src/rows.rs"]);
    let held = format!("{text} crate::golden::stays::<Vec<Row>>(\"rows\");");
    let texts = BTreeMap::from([(PathBuf::from("src/rows.rs"), held)]);
    assert!(without(&texts).is_empty());
}
