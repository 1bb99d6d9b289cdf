//! How templates are laid out: one group of attributes a line, so that a diff shows which one changed.

use std::path::{Path, PathBuf};

/// So many columns has a line of a template at most. Longer ones are broken between attributes, or before `{%-` and `{{-`,
/// which leave the page as it is.
const WIDEST: usize = 160;

fn templates(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            templates(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "html") {
            found.push(path);
        }
    }
}

#[test]
fn no_line_of_a_template_is_wider_than_a_screen() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(&crates).unwrap() {
        let folder = entry.unwrap().path();
        for part in ["src", "templates", "tests"].map(|part| folder.join(part)) {
            if part.is_dir() {
                templates(&part, &mut paths);
            }
        }
    }
    assert!(paths.len() > 100, "{}", paths.len());
    let mut wide = Vec::new();
    for path in paths {
        let text = std::fs::read_to_string(&path).unwrap();
        let place = path.strip_prefix(&crates).unwrap().display();
        let lines = text.lines().zip(1..);
        let too_wide = lines.filter(|(line, _)| line.chars().count() > WIDEST);
        wide.extend(too_wide.map(|(line, at)| format!("{place}:{at}: {}", line.chars().count())));
    }
    assert!(wide.is_empty(), "wider than {WIDEST} columns: {wide:#?}");
}
