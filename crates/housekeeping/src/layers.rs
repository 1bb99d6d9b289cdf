//! Which way things point, by what the sources name.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Every source below a folder.
pub fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
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
#[must_use]
pub fn program_text(path: &Path) -> String {
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

/// Modules, and the others that each names.
pub type Names = BTreeMap<String, BTreeSet<String>>;

/// The modules of a crate (`of_crate`: its `CARGO_MANIFEST_DIR`), and the others that each names.
/// What stands in no module of its own, and what only tests use, is left out.
#[must_use]
pub fn modules(of_crate: &str) -> Names {
    let root = Path::new(of_crate).join("src");
    let mut paths = Vec::new();
    sources(&root, &mut paths);
    let mut found = Names::new();
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

/// Those that lead back to themselves. Takes away, again and again, whoever names nobody that is
/// left: in a circle somebody stays.
#[must_use]
pub fn circles(mut left: Names) -> Names {
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
    left
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_braces_are_read() {
        let text = "use crate::{a::{b, c}, d, e::f};\nuse crate::g::h;";
        let names: Vec<String> = named(text).into_iter().collect();
        assert_eq!(names, ["a", "d", "e", "g"]);
    }

    #[test]
    fn a_circle_is_found() {
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let mut all = Names::from([
            ("a".to_owned(), names(&["b"])),
            ("b".to_owned(), names(&["c"])),
            ("c".to_owned(), names(&[])),
        ]);
        assert!(circles(all.clone()).is_empty());
        all.insert("c".to_owned(), names(&["a"]));
        assert_eq!(circles(all).len(), 3);
    }
}
