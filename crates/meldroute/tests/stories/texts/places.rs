//! A text stands beside the module that says it, and in the crate's `locales/` when several do.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::{all, keys_of, root};

/// The folders of the wings.
fn wings() -> Vec<PathBuf> {
    let libs = all("rs")
        .into_iter()
        .filter(|path| path.ends_with("src/lib.rs"));
    let wings = libs.filter(|path| {
        let is_wing = std::fs::read_to_string(path)
            .unwrap()
            .contains("pub const WING: Wing");
        is_wing && !path.starts_with(root().join("crates/platform"))
    });
    let found: Vec<PathBuf> = wings
        .filter_map(|path| Some(path.parent()?.parent()?.to_owned()))
        .collect();
    assert!(found.len() >= 6, "{found:?}");
    found
}

/// The modules of a crate that have texts of their own: where they are, and all that stands there.
fn modules(source: &Path) -> BTreeMap<PathBuf, String> {
    let folders = std::fs::read_dir(source).unwrap();
    let folders = folders.map(|entry| entry.unwrap().path());
    let mut modules: BTreeMap<_, _> = folders
        .filter(|path| path.join("texts").is_dir())
        .map(|path| (path, String::new()))
        .collect();
    for path in all("rs").into_iter().chain(all("html")) {
        let module = modules
            .iter_mut()
            .find(|(folder, _)| path.starts_with(folder));
        if let Some((_, text)) = module {
            *text += &std::fs::read_to_string(&path).unwrap();
        }
    }
    modules
}

/// Faults and notes are named by their code alone.
const BY_CODE: [&str; 3] = ["done", "error", "refused"];

/// Whether a text is asked for here: by its whole key, or made of a start and a rest.
fn says(module: &str, key: &str) -> bool {
    let has = |text: String| module.contains(&text);
    let quoted = |word: &str| has(format!("\"{word}\""));
    // A form has the start, its fields the rest; codes are put behind a start.
    let made = |(start, rest): (&str, &str)| {
        let of_form = quoted(start) && (quoted(rest) || has(format!("-{rest}\"")));
        let of_code = has(format!("\"{start}-{{")) && !BY_CODE.contains(&start);
        let of_choice = quoted(start) && has("\"{prefix}-{".to_owned());
        let told = quoted(rest) || has(format!("gedaan={rest}"));
        of_form || of_code || of_choice || BY_CODE.contains(&start) && told
    };
    let mut parts = key.match_indices('-');
    quoted(key) || parts.any(|(at, _)| made((&key[..at], &key[at + 1..])))
}

/// What modules get from elsewhere: the crate that looks into files says what is wrong with one.
const FROM_ELSEWHERE: [&str; 4] = [
    "error-file-broken",
    "error-file-busy",
    "error-file-heavy",
    "error-file-type",
];

#[test]
fn what_a_module_has_it_says() {
    for wing in wings() {
        for (folder, module) in modules(&wing.join("src")) {
            let keys = keys_of(&folder.join("texts/nl.ftl"));
            let others: Vec<_> = keys
                .iter()
                .filter(|key| !says(&module, key) && !FROM_ELSEWHERE.contains(&key.as_str()))
                .collect();
            assert!(others.is_empty(), "{}: {others:?}", folder.display());
        }
    }
}

/// What a module with texts of its own names, and nobody else in the program, is not elsewhere.
#[test]
fn what_one_module_says_stands_beside_it() {
    let sources = all("rs").into_iter().chain(all("html"));
    let whole: String = sources
        .map(|path| std::fs::read_to_string(path).unwrap())
        .collect();
    for folder in wings() {
        let modules = modules(&folder.join("src"));
        for key in keys_of(&folder.join("locales/nl.ftl")) {
            let quoted = format!("\"{key}\"");
            let everywhere = whole.matches(&quoted).count();
            for (module, text) in &modules {
                let here = text.matches(&quoted).count();
                assert!(
                    here == 0 || here < everywhere,
                    "{key} is said in {} alone: it belongs in its texts/",
                    module.display()
                );
            }
        }
    }
}
