//! Every statement of the program is understood by both databases: its tables and columns are there,
//! and both read it. Statements are found in the source, as the texts that begin like one.

use std::path::{Path, PathBuf};
use std::str::FromStr;

use proc_macro2::{TokenStream, TokenTree};

use testkit::{World, on_both};

const BEGINNINGS: [&str; 4] = ["select ", "insert into ", "update ", "delete from "];

/// What one database has and the other has not, and a table of before that a step in code empties.
const OF_ONE: [&str; 4] = [
    "pg_advisory_xact_lock",
    "information_schema",
    "sqlite_master",
    "from mail_outbox",
];

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

/// All texts in a piece of source, those within macros too.
fn texts(tokens: TokenStream, found: &mut Vec<String>) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => texts(group.stream(), found),
            TokenTree::Literal(literal) => {
                if let Ok(text) = syn::parse_str::<syn::LitStr>(&literal.to_string()) {
                    found.push(text.value());
                }
            }
            _ => {}
        }
    }
}

/// Statements of the program, with the file that they stand in. Pieces that a statement is put
/// together from (with `{}`) are left out; `proof` makes those from columns, in one place.
fn statements() -> Vec<(PathBuf, String)> {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(&crates).unwrap() {
        let source = entry.unwrap().path().join("src");
        // What only tests use has no statements, and may speak of them.
        let of_tests = ["testkit", "housekeeping"].map(|name| crates.join(name).join("src"));
        if source.is_dir() && !of_tests.contains(&source) {
            sources(&source, &mut paths);
        }
    }
    let mut found = Vec::new();
    for path in paths {
        let source = std::fs::read_to_string(&path).unwrap();
        let mut here = Vec::new();
        texts(TokenStream::from_str(&source).unwrap(), &mut here);
        here.retain(|text| BEGINNINGS.iter().any(|start| text.starts_with(start)));
        here.retain(|text| {
            !text.replace("{row}", "").contains('{') && !OF_ONE.iter().any(|of| text.contains(of))
        });
        found.extend(here.into_iter().map(|text| (path.clone(), text)));
    }
    found
}

async fn understood(world: World) {
    let found = statements();
    assert!(found.len() > 150, "{} statements", found.len());
    let mut refused = Vec::new();
    for (path, statement) in found {
        let mut reader = world.app.db.read().await.unwrap();
        // All columns of a guarded row, by name; the struct that it is read into says which.
        let asked = statement.replace("{row}", "*");
        if let Err(error) = reader.understands(asked).await {
            refused.push(format!("{}: {statement}: {error}", path.display()));
        }
    }
    assert!(refused.is_empty(), "{refused:#?}");
}
on_both!(every_statement_is_understood, understood);

#[test]
fn nothing_is_selected_without_saying_what() {
    let all = statements().into_iter();
    let says_nothing = |text: &str| text.contains("select *") || text.contains("returning *");
    let stars: Vec<_> = all.filter(|(_, text)| says_nothing(text)).collect();
    assert!(stars.is_empty(), "{stars:#?}");
}
