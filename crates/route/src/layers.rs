//! Which way things point: no module of this wing leads back to itself, and the keys of vaults are
//! taken out in one place.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

/// What is compiled into the program: no comments, and no tests at the end of a file.
fn program_text(path: &Path) -> String {
    let text = std::fs::read_to_string(path).unwrap();
    let program = text.split("#[cfg(test)]\nmod tests").next().unwrap();
    let lines = program.lines();
    let lines = lines.filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// The first name of each path after `crate::`, in braces too.
fn named(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for rest in text.split("crate::").skip(1) {
        let Some(list) = rest.strip_prefix('{') else {
            found.insert(first_name(rest));
            continue;
        };
        let mut depth = 0;
        let ends = list.split_inclusive(|c| {
            depth += i32::from(c == '{') - i32::from(c == '}');
            depth < 0 || depth == 0 && c == ','
        });
        let within = list.find("};").unwrap_or(list.len());
        let (mut at, mut parts) = (0, Vec::new());
        for part in ends {
            if at > within {
                break;
            }
            parts.push(part);
            at += part.len();
        }
        found.extend(parts.into_iter().map(|part| first_name(part.trim_start())));
    }
    found
}

fn first_name(path: &str) -> String {
    let name = path
        .chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_');
    name.collect()
}

/// Each module of this wing, and the others that it names.
fn modules() -> BTreeMap<String, BTreeSet<String>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    sources(&root, &mut paths);
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for path in paths {
        let within = path.strip_prefix(&root).unwrap().with_extension("");
        let first = within.iter().next().unwrap().to_str().unwrap();
        if !["lib", "golden", "layers"].contains(&first) {
            let names = named(&program_text(&path));
            found.entry(first.to_owned()).or_default().extend(names);
        }
    }
    let known: BTreeSet<String> = found.keys().cloned().collect();
    for (module, names) in &mut found {
        names.retain(|name| known.contains(name) && name != module);
    }
    found
}

/// Takes away, again and again, whoever names nobody that is left: in a circle somebody stays.
#[test]
fn modules_of_this_wing_point_one_way() {
    let mut left = modules();
    assert!(
        left.len() > 12 && left["desk"].contains("signals"),
        "{left:?}"
    );
    loop {
        let free: Vec<String> = left
            .iter()
            .filter(|(_, names)| names.iter().all(|name| !left.contains_key(name)))
            .map(|(module, _)| module.clone())
            .collect();
        if free.is_empty() {
            break;
        }
        left.retain(|module, _| !free.contains(module));
    }
    for names in left.clone().values_mut() {
        names.retain(|name| left.contains_key(name));
    }
    assert!(left.is_empty(), "these lead back to themselves: {left:?}");
}

#[test]
fn signals_know_no_later_step() {
    let names = &modules()["signals"];
    let allowed = ["audited", "paging", "text"];
    assert!(
        names.iter().all(|name| allowed.contains(&name.as_str())),
        "{names:?}"
    );
}

#[test]
fn names_in_braces_are_read() {
    let text = "use crate::{a::{b, c}, d, e::f};\nuse crate::g::h;";
    let names: Vec<String> = named(text).into_iter().collect();
    assert_eq!(names, ["a", "d", "e", "g"]);
}

/// Closing a vault may anybody; what opens the names of reporters is `reporters` and nobody else.
#[test]
fn the_key_of_a_vault_is_taken_out_by_reporters_alone() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut paths = Vec::new();
    sources(&crates, &mut paths);
    let takes = [
        "opened.get(",
        "opened.any(",
        "opened.replace(",
        ".opened\n        .get(",
    ];
    let mut others = BTreeSet::new();
    for path in paths {
        let (name, text) = (path.to_string_lossy(), program_text(&path));
        let outside = !name.contains("route/src/reporters/") && !name.contains("layers.rs");
        if outside && takes.iter().any(|take| text.contains(take)) {
            others.insert(name.into_owned());
        }
    }
    assert_eq!(others, BTreeSet::new());
}
