//! What no wing does: live off more of `route` than its face, or reach into the tables of another.
//! Which crates are wings, their sources say.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::layers::{circles, modules, program_text, sources};

/// So much of `route` may one other wing know, and all of them together (docs/adr/0039).
const FACE: usize = 60;
const FACE_OF_ALL: usize = 80;

/// The sources of every wing, by its name; of the trial wing of CONTRIBUTING.md too. What assembles
/// them (the program) is none.
fn wings() -> BTreeMap<String, Vec<(PathBuf, String)>> {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let folders = std::fs::read_dir(&crates).unwrap();
    let mut folders: Vec<_> = folders.map(|entry| entry.unwrap().path()).collect();
    folders.push(crates.join("meldroute/tests/wing"));
    let mut found = BTreeMap::new();
    for folder in folders {
        let mut paths = Vec::new();
        if folder.join("src").is_dir() {
            sources(&folder.join("src"), &mut paths);
        }
        let texts: Vec<_> = paths
            .into_iter()
            .map(|path| (path.clone(), program_text(&path)))
            .collect();
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let is_wing = |(path, text): &(PathBuf, String)| {
            path.ends_with("src/lib.rs") && text.contains("pub const WING: Wing")
        };
        if name != "platform" && texts.iter().any(is_wing) {
            found.insert(name, texts);
        }
    }
    assert!(found.len() >= 5, "{:?}", found.keys());
    found
}

/// No module of a wing leads back to itself. The trial wing has one module.
#[test]
fn modules_of_a_wing_point_one_way() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut seen = 0;
    for wing in wings().keys().filter(|wing| *wing != "wing") {
        let all = modules(&crates.join(wing).to_string_lossy());
        assert!(all.len() > 1, "{wing}: {all:?}");
        seen += all.values().map(BTreeSet::len).sum::<usize>();
        let back = circles(all);
        assert!(
            back.is_empty(),
            "in {wing} these lead back to themselves: {back:?}"
        );
    }
    assert!(seen > 80, "{seen} names of other modules");
}

fn is_of_a_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The names that follow a word.
fn after<'a>(text: &'a str, word: &'a str) -> impl Iterator<Item = &'a str> {
    text.split(word)
        .skip(1)
        .map(|rest| rest.split(|c| !is_of_a_name(c)).next().unwrap_or(""))
}

/// The tables that a wing makes.
fn tables(texts: &[(PathBuf, String)]) -> BTreeSet<&str> {
    let made = texts.iter();
    made.flat_map(|(_, text)| after(text, "create table "))
        .collect()
}

/// Only the step that names subjects of 0.1.0 knows tables that became another wing's since.
const OF_BEFORE: &str = "route/src/upgrade/mod.rs";

#[test]
fn no_wing_names_the_tables_of_another() {
    let wings = wings();
    let mut others = Vec::new();
    for (owner, made) in wings.iter().map(|(owner, texts)| (owner, tables(texts))) {
        for (wing, texts) in wings.iter().filter(|(wing, _)| *wing != owner) {
            for (path, text) in texts.iter().filter(|(path, _)| !path.ends_with(OF_BEFORE)) {
                let words = ["from ", "join ", "insert into ", "update "];
                let named = words.iter().flat_map(|word| after(text, word));
                let named = named.filter(|table| made.contains(table));
                others.extend(named.map(|table| format!("{wing}: {table} in {}", path.display())));
            }
        }
    }
    assert!(tables(&wings["route"]).contains("signal"));
    assert!(others.is_empty(), "{others:#?}");
}

/// A table that names a dossier says so, and what stands there goes when it is destroyed.
#[test]
fn what_belongs_to_a_dossier_goes_with_it() {
    let (mut seen, mut left) = (0, Vec::new());
    for (wing, texts) in &wings() {
        for (_, text) in texts {
            for table in text.split("create table ").skip(1) {
                let columns = table.split("{strict}").next().unwrap();
                let named = columns.split(',').map(str::trim);
                for column in named.filter(|column| column.contains("signal {uuid}")) {
                    seen += 1;
                    if !column.contains("references signal (id) on delete cascade") {
                        left.push(format!("{wing}: {column}"));
                    }
                }
            }
        }
    }
    assert!(seen > 8 && left.is_empty(), "{left:#?}");
}

/// Each path of an import, braces taken apart.
fn paths(import: &str) -> Vec<String> {
    let import = import.trim();
    let Some((start, list)) = import.split_once('{') else {
        return vec![import.trim_end_matches("::self").to_owned()];
    };
    let (mut depth, mut found) = (0, Vec::new());
    let list = list.strip_suffix('}').unwrap_or(list);
    let parts = list.split(|c| {
        depth += i32::from(c == '{') - i32::from(c == '}');
        depth == 0 && c == ','
    });
    for part in parts.filter(|part| !part.trim().is_empty()) {
        found.extend(paths(&format!("{start}{}", part.trim())));
    }
    found
}

/// A path up to the first that is no module: `signals::Reference` of `signals::Reference::parse`.
fn item(path: &str, modules: &BTreeSet<&str>) -> Option<String> {
    let parts: Vec<&str> = path.split("::").collect();
    let end = parts.iter().position(|part| !modules.contains(part))?;
    (!parts[end].is_empty()).then(|| parts[..=end].join("::"))
}

/// A path that begins here.
fn path_at(text: &str) -> &str {
    let end = text.find(|c| !is_of_a_name(c) && c != ':');
    text[..end.unwrap_or(text.len())].trim_end_matches(':')
}

/// What a source names of `route`, by its imports, their modules, and whole paths.
fn named(text: &str, modules: &BTreeSet<&str>) -> BTreeSet<String> {
    let imports = text.split("use route::").skip(1);
    let imports: Vec<String> = imports
        .flat_map(|rest| paths(rest.split(';').next().unwrap_or("")))
        .collect();
    let mut found: BTreeSet<String> = imports
        .iter()
        .filter_map(|path| item(path, modules))
        .collect();
    let whole = text.split("route::").skip(1).map(path_at);
    found.extend(whole.filter_map(|path| item(path, modules)));
    for module in imports.iter().filter(|path| item(path, modules).is_none()) {
        let name = format!("{}::", module.rsplit("::").next().unwrap_or(module));
        for (at, _) in text.match_indices(&name) {
            let before = text[..at].chars().next_back();
            if !before.is_some_and(|c| is_of_a_name(c) || c == ':') {
                let path = format!("{module}::{}", path_at(&text[at + name.len()..]));
                found.extend(item(&path, modules));
            }
        }
    }
    found
}

#[test]
fn other_wings_know_a_small_face_of_route() {
    let wings = wings();
    let (_, route) = wings["route"]
        .iter()
        .find(|(path, _)| path.ends_with("src/lib.rs"))
        .unwrap();
    let modules: BTreeSet<&str> = after(route, "pub mod ").collect();
    let others = wings.iter().filter(|(wing, _)| *wing != "route");
    let mut face = BTreeSet::new();
    for (wing, texts) in others {
        let texts = texts.iter();
        let known: BTreeSet<String> = texts.flat_map(|(_, text)| named(text, &modules)).collect();
        assert!(known.len() <= FACE, "{wing} {}: {known:#?}", known.len());
        face.extend(known);
    }
    assert!(face.contains("dossiers::open") && face.contains("parts::Panel"));
    assert!(face.len() <= FACE_OF_ALL, "{}: {face:#?}", face.len());
}

/// What `response` knows of `enrichment` stands in two modules there: of several dossiers at once (docs/adr/0043), and the
/// rows of a file (docs/adr/0048). No other wing knows these, and it knows none but `route` and `accounts`.
#[test]
fn enrichment_has_few_doors_for_other_wings() {
    let wings = wings();
    let mut others = Vec::new();
    for (wing, texts) in wings.iter().filter(|(wing, _)| *wing != "enrichment") {
        for (path, text) in texts {
            let named = text.split("enrichment::").skip(1).map(path_at);
            let doors = ["several", "sheets", "audited"];
            let strange = named.filter(|named| {
                let module = named.split("::").next().unwrap_or("");
                wing != "response" || !doors.contains(&module)
            });
            others.extend(strange.map(|named| format!("{wing}: {named} in {}", path.display())));
        }
    }
    assert!(others.is_empty(), "{others:#?}");
    let back = wings["enrichment"].iter();
    let back =
        back.filter(|(_, text)| text.contains("use response") || text.contains("response::acts"));
    assert_eq!(back.count(), 0, "it leads back to itself");
}

#[test]
fn what_is_imported_is_found() {
    let text = "use route::{a::{self, B}, c};\nuse route::d;\na::f(); c::G::new(); route::d::h();";
    let modules = BTreeSet::from(["a", "c", "d"]);
    let found: Vec<String> = named(text, &modules).into_iter().collect();
    assert_eq!(found, ["a::B", "a::f", "c::G", "d::h"]);
}
