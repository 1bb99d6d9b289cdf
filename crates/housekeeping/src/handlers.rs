//! What no handler does: change anything. It parses, calls one act, and shows; whatever else does the same thing (a job, an
//! import, the demo) calls that act too. All that a handler makes lasting by itself is the record that something was read.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::layers::{program_text, sources};

/// Files with handlers in which something else is made lasting, and why.
const BESIDE: [(&str, &str); 2] = [
    (
        "platform/src/guests/opening.rs",
        "a link is bound by whoever opens it: no wing has an act for that",
    ),
    (
        "platform/src/web/held.rs",
        "what somebody typed whose session was over is nobody's act",
    ),
];

/// Reads a request.
const HANDLES: [&str; 2] = ["State<App>", "FromRequestParts"];

/// Makes something lasting, with a record of it or without one.
const RECORDS: &str = ".commit(";
const UNRECORDED: [&str; 2] = [".commit_unaudited(", ".commit_recorded("];

fn crates() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Every source of the program by its place, as it is compiled.
fn program() -> BTreeMap<String, String> {
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(crates()).unwrap() {
        let folder = entry.unwrap().path();
        let is_of_tests = ["testkit", "housekeeping"].map(|name| folder.ends_with(name));
        if folder.join("src").is_dir() && !is_of_tests.contains(&true) {
            sources(&folder.join("src"), &mut paths);
        }
    }
    let place = |path: &Path| path.strip_prefix(crates()).unwrap().display().to_string();
    let texts = paths.iter().map(|path| (place(path), program_text(path)));
    texts.collect()
}

/// What each act does, by the name of its constant: `Reads`, `Changes`.
fn effects(program: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let lists = program
        .iter()
        .filter(|(path, _)| path.ends_with("audited.rs"));
    let lines = lists.flat_map(|(_, text)| text.lines());
    let acts = lines.filter_map(|line| {
        let (name, rest) = line.trim().split_once(" = \"")?;
        let effect = rest.split_once("\": ")?.1.split(' ').next()?;
        Some((name.to_owned(), effect.to_owned()))
    });
    acts.collect()
}

/// What a source with handlers makes lasting beside the record that something was read.
fn changes(text: &str, effects: &BTreeMap<String, String>) -> Vec<String> {
    if !HANDLES.iter().any(|one| text.contains(one)) {
        return Vec::new();
    }
    let unrecorded = UNRECORDED.iter().filter(|one| text.contains(**one));
    let mut found: Vec<String> = unrecorded.map(|one| (*one).to_owned()).collect();
    if text.contains(RECORDS) {
        let named = text.split("audited::").skip(1);
        let named = named.map(|rest| rest.split(|c: char| !c.is_ascii_uppercase() && c != '_'));
        let named = named.filter_map(|mut parts| parts.next());
        let only_tells = |name: &&str| {
            let effect = effects.get(*name).map(String::as_str);
            matches!(effect, Some("Reads" | "Shows"))
        };
        let others = named.filter(|name| !name.is_empty() && !only_tells(name));
        found.extend(others.map(str::to_owned));
        if !text.contains("audited::") {
            found.push(RECORDS.to_owned());
        }
    }
    found
}

#[test]
fn no_handler_changes_anything_by_itself() {
    let program = program();
    let effects = effects(&program);
    assert!(effects.len() > 100, "{effects:?}");
    let all = program
        .iter()
        .map(|(path, text)| (path, changes(text, &effects)));
    let found: BTreeMap<&str, Vec<String>> = all
        .filter(|(_, changes)| !changes.is_empty())
        .map(|(path, changes)| (path.as_str(), changes))
        .collect();
    let known = BESIDE.map(|(path, _)| path);
    let mut others = found.iter().filter(|(path, _)| !known.contains(*path));
    assert_eq!(others.next(), None, "move it into an act");
    for path in known {
        assert!(found.contains_key(path), "{path} does so no more");
    }
}

#[test]
fn a_handler_that_changes_something_is_found() {
    let effects = [("ASKED", "Changes"), ("DOSSIER_READ", "Reads")];
    let effects = effects.map(|(name, effect)| (name.to_owned(), effect.to_owned()));
    let found = |text: &str| changes(text, &BTreeMap::from(effects.clone()));
    let handler = "async fn ask(State(app): State<App>) {\n";
    let asks = "let event = Event::by(&audited::ASKED); open.commit(tx, app, event).await";
    assert_eq!(found(&format!("{handler}{asks}")), ["ASKED"]);
    assert_eq!(found(asks), [""; 0], "an act does");
    let reads = asks.replace("ASKED", "DOSSIER_READ");
    assert_eq!(found(&format!("{handler}{reads}")), [""; 0]);
    let hides = "open.commit(tx, app, event).await";
    assert_eq!(found(&format!("{handler}{hides}")), [".commit("]);
    let says_nothing = "tx.commit_unaudited(\"why\").await";
    assert_eq!(
        found(&format!("{handler}{says_nothing}")),
        [".commit_unaudited("]
    );
}
